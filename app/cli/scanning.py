"""``tram scan``: pages from a source as picture files."""

from __future__ import annotations

import sys
from argparse import Namespace
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.capture.arranged.asking import Asking
from app.capture.arranged.by_profile import arranged, request_of
from app.capture.arranged.upright import upright
from app.capture.devices import open_source
from app.cli.output import note, say_json
from app.disk import write_out
from app.document.photo.live import PageWatcher
from app.errors import AppError, BadInput, ExitCode
from app.i18n import t
from app.model.scanning import ScanProfile, profile_named
from app.settings import Settings, load_settings, profiles_of, require_profile_change_allowed

_NO = {"x", "q", "n"}


def do_scan(options: Namespace) -> int:
    settings = load_settings(options.home)
    profile = _profile(options, settings)
    watcher = PageWatcher()
    opened = open_source(
        profile.source, settings, ready=lambda picture, at: watcher.look(picture, at).ready
    )
    source = arranged(opened, profile, _asking())
    written = []
    pages = source.scan(request_of(profile), cancelled=lambda: False)
    for number, page in enumerate(pages, start=1):
        ending = Path(page.name).suffix or ".png"
        file = options.out / f"trang-{number:03d}{ending}"
        write_out(file, upright(page))
        note(str(file))
        written.append({"file": str(file), "media_type": page.media_type, "dpi": page.dpi})
    if options.json:
        say_json({"pages": written})
    return ExitCode.DONE


def _profile(options: Namespace, settings: Settings) -> ScanProfile:
    """The one that was named, with what the command line wants otherwise."""
    chosen = ScanProfile(key="", name="")
    if options.profile is not None:
        chosen = profile_named(profiles_of(settings), options.profile)
    otherwise: dict[str, Any] = {}
    if options.source and chosen.source not in ("", options.source):
        otherwise["source"] = options.source
    if options.dpi is not None:
        otherwise["dpi"] = options.dpi
    if options.duplex:
        otherwise |= {"duplex": True, "two_passes": False}
    if otherwise or options.profile is None:
        require_profile_change_allowed(settings)
    source = options.source or chosen.source or settings.scan_source
    if not source:
        raise BadInput(
            t("Chưa chọn máy quét."), t("Xem các máy quét bằng: tram devices, rồi thêm --source.")
        )
    return replace(chosen, **{**otherwise, "source": source})


def _asking() -> Asking:
    """Questions on stderr, answered by a line of stdin; at its end the answer is no."""
    return Asking(
        next_sheet=lambda: _yes(t("Đặt tờ kế tiếp rồi nhấn Enter; gõ x để kết thúc.")),
        turned_over=lambda: _yes(
            t("Lật cả tập, đặt lại vào khay rồi nhấn Enter; gõ x để bỏ mặt sau.")
        ),
        go_on=_is_put_right,
    )


def _is_put_right(fault: AppError) -> bool:
    """Asked only where somebody sits in front: a script gets the fault at once."""
    if sys.stdin is None or not sys.stdin.isatty():
        return False
    note(f"{fault.title}\n→ {fault.hint}")
    return _yes(t("Xong thì nhấn Enter để quét tiếp; gõ x để dừng."))


def _yes(question: str) -> bool:
    note(question)
    answer = sys.stdin.readline() if sys.stdin else ""
    return bool(answer) and answer.strip().lower() not in _NO
