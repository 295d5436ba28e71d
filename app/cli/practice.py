"""``tram practice``: the whole day on one machine, told in a table."""

from __future__ import annotations

from argparse import Namespace
from datetime import datetime
from pathlib import Path

from app.cli.output import note, say, say_json, shortened, table
from app.errors import ExitCode
from app.i18n import t
from app.practice.day import PracticeDay, practise

DEFAULT_OUT = Path("practice-output")


def do_practice(options: Namespace) -> int:
    out = options.out or DEFAULT_OUT / f"{datetime.now():%Y%m%d-%H%M%S}"
    day = practise(
        out.resolve(),
        dossiers=options.dossiers,
        seed=options.seed,
        say=note,
        pictures=not options.no_pictures,
    )
    if options.json:
        say_json(day.to_json())
    else:
        _tell(day)
    return exit_code(day)


def exit_code(day: PracticeDay) -> ExitCode:
    """Not done where anything differs between the sides."""
    return ExitCode.DONE if day.ok else ExitCode.BAD_INPUT


def _tell(day: PracticeDay) -> None:
    head = (
        t("Mã hồ sơ"),
        t("Thủ tục"),
        t("Người nộp"),
        t("Giấy"),
        t("Trang"),
        t("Trắng"),
        t("Nhắc"),
        t("kB"),
        t("Kết quả"),
    )
    rows = [
        (
            line.code,
            shortened(line.procedure, 44),
            line.applicant,
            str(line.papers),
            str(line.pages),
            str(line.blank),
            str(line.warnings),
            str(line.bytes // 1000),
            t("khớp") if line.ok else "; ".join(line.differences),
        )
        for line in day.lines
    ]
    say(table(head, rows))
    say()
    pages = sum(line.pages for line in day.lines)
    say(
        t(
            "{dossiers} hồ sơ, {pages} trang, {seconds:.0f} giây "
            "(tiếp nhận {intake:.0f}, gửi {sync:.0f}).",
            dossiers=len(day.lines),
            pages=pages,
            seconds=day.seconds["total"],
            intake=day.seconds["intake"],
            sync=day.seconds["sync"],
        )
    )
    closing = t("Chốt ngày: hai bên khớp.") if day.closing.agreed else t("Chốt ngày: CHƯA khớp.")
    say(closing)
    say(t("PDF, giấy tiếp nhận, bản kê, biên nhận: {folder}", folder=day.out / "ho-so"))
    say(t("Sổ theo dõi của ngày: {file}", file=day.closing.files[0]))
    if day.pictures:
        say(t("Ảnh chụp cửa sổ: {folder}", folder=day.out / "cua-so"))
