"""``tram digitize``, ``tram read-card``: pages without a dossier."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path

from app.capture.files import read_file, read_files
from app.cli.output import note, say, say_json
from app.disk import write_out
from app.document.digitize import PageInput, digitize, inputs_of
from app.document.text.recognize import best_recognizer
from app.errors import BadInput, ExitCode
from app.i18n import t
from app.identity.card import CardReading, read_card_text
from app.identity.card_image import read_card_image
from app.model.output import OutputProfile


def do_digitize(options: Namespace) -> int:
    pages: list[PageInput] = []
    for file in read_files(options.inputs):
        again = partial(_again, Path(file.source))
        inputs = inputs_of(file.data, file.name, kind=options.kind, dpi=file.dpi)
        pages += [replace(page, data=again) for page in inputs]
    made = digitize(
        pages,
        title=options.out.stem,
        recognizer=None if options.no_ocr else best_recognizer(),
        profile=OutputProfile(options.profile),
        fit_bytes=None if options.fit_mb is None else round(options.fit_mb * 1_000_000),
        progress=lambda done, total: note(t("Trang {done}/{total}", done=done, total=total)),
    )
    write_out(options.out, made.pdf)
    if made.note:
        note(made.note)
    report = {
        "output": str(options.out),
        "bytes": len(made.pdf),
        "sha256": made.sha256,
        "pdfa": made.pdfa,
        "profile": made.profile.value,
        "fits": made.fits,
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


def _again(path: Path) -> bytes:
    return read_file(path).data


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
