"""``tram province``: the reference gateway, and what it holds as JSON (DESIGN §5)."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from app.cli.output import note, say, say_json
from app.disk import write_out
from app.errors import BadInput, ExitCode
from app.i18n import t
from app.practice.places import province_home
from app.province.home import create_province, is_province, open_province
from app.province.server import serve


def _home(options: Namespace) -> Path:
    """The province itself, or the practice province inside a practice home."""
    home: Path = options.home
    for candidate in (home, province_home(home)):
        if is_province(candidate):
            return candidate
    raise BadInput(
        t("Thư mục «{home}» chưa có cổng tỉnh nào.", home=home),
        t("Tạo bằng lệnh: tram province init, hoặc tram init --practice."),
    )


def do_init(options: Namespace) -> int:
    create_province(
        options.home, name=options.name, province_id=options.province_id, port=options.port
    )
    note(t("Đã tạo cổng tỉnh ở «{home}».", home=options.home))
    if options.json:
        say_json({"home": str(options.home), "province_id": options.province_id})
    return ExitCode.DONE


def do_serve(options: Namespace) -> int:
    def ready(url: str) -> None:
        if options.json:
            say_json({"url": url}, indent=None)
        else:
            note(t("Cổng tỉnh đang chạy ở {url}; dừng bằng Ctrl+C.", url=url))

    serve(_home(options), host=options.host, port=options.port, ready=ready)
    return ExitCode.DONE


def do_enrol(options: Namespace) -> int:
    with open_province(_home(options)) as province:
        code = province.new_enrolment(options.agency_code, options.agency_name, options.parent_name)
    if options.json:
        say_json({"code": code})
    else:
        say(code)
    return ExitCode.DONE


def do_list(options: Namespace) -> int:
    with open_province(_home(options)) as province:
        say_json({"dossiers": province.archive.list()})
    return ExitCode.DONE


def do_show(options: Namespace) -> int:
    with open_province(_home(options)) as province:
        told = province.archive.show(options.dossier)
        if options.out:
            for blob in told["blobs"]:
                file = options.out / f"{blob['sha256']}.pdf"
                write_out(file, province.archive.export_blob(blob["sha256"]))
    say_json(told)
    return ExitCode.DONE
