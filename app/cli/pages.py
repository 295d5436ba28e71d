"""``tram digitize``, ``tram read-card``: pages without a dossier."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict

from app.capture.files import read_files
from app.cli.output import note, say, say_json
from app.disk import write_out
from app.document.digitize import PageInput, digitize, inputs_of
from app.document.recognize import best_recognizer
from app.errors import BadInput, ExitCode
from app.i18n import t
from app.identity.card import CardReading, read_card_text
from app.identity.card_image import read_card_image


def do_digitize(options: Namespace) -> int:
    pages: list[PageInput] = []
    for file in read_files(options.inputs):
        pages += inputs_of(file.data, file.name, kind=options.kind, dpi=file.dpi)
    made = digitize(
        pages,
        title=options.out.stem,
        recognizer=None if options.no_ocr else best_recognizer(),
        progress=lambda done, total: note(t("Trang {done}/{total}", done=done, total=total)),
    )
    write_out(options.out, made.pdf)
    report = {
        "output": str(options.out),
        "bytes": len(made.pdf),
        "sha256": made.sha256,
        "pdfa": made.pdfa,
        "pages": [asdict(page) for page in made.pages],
    }
    if options.json:
        say_json(report)
        return ExitCode.DONE
    say(
        t(
            "{file}: {count} trang, {size} kB",
            file=options.out,
            count=len(made.pages),
            size=len(made.pdf) // 1000,
        )
    )
    for page in made.pages:
        for warning in page.warnings:
            note(f"{page.source}: {warning}")
    return ExitCode.DONE


def do_read_card(options: Namespace) -> int:
    reading = _reading(options)
    person = asdict(reading.person)
    if options.json:
        say_json(
            {
                "kind": reading.kind,
                "person": person,
                "warnings": list(reading.warnings),
                "extras": reading.extras,
            }
        )
        return ExitCode.DONE
    for name, value in person.items():
        if value:
            say(f"{name}: {value}")
    for warning in reading.warnings:
        note(warning)
    return ExitCode.DONE


def _reading(options: Namespace) -> CardReading:
    if options.text is not None:
        return read_card_text(options.text)
    if options.image is None:
        raise BadInput(
            t("Chưa có ảnh hay nội dung thẻ."), t("Đưa tệp ảnh, hoặc --text «nội dung mã QR».")
        )
    file = next(read_files([options.image]))
    return read_card_image(file.data, file.name)
