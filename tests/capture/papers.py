"""Papers to scan: plain colours, so that a page is known again after any re-encoding."""

from __future__ import annotations

import io
import sys
from pathlib import Path

from PIL import Image

from app.capture.source import ScanRequest, Source
from app.capture.windows.codes import twain_fault
from app.capture.windows.source import Driver
from app.errors import AppError
from app.model.page import CapturedFile

COARSE = ScanRequest(dpi=75)
"""Quick to scan."""

_STEP = 40


def paper(number: int, *, size: tuple[int, int] = (638, 877)) -> bytes:
    """An A4 page at 75 dpi as JPEG; ``number`` from 0 to 6 shows in its redness."""
    with io.BytesIO() as out:
        Image.new("RGB", size, (number * _STEP, 120, 120)).save(out, "JPEG", dpi=(75, 75))
        return out.getvalue()


def driver_with(tray: Path, fault: str = "") -> Driver:
    """A real helper process whose feeder holds papers 1, 3 and 5; see ``fake_helper``."""
    for number in (1, 3, 5):
        with Image.open(io.BytesIO(paper(number))) as picture:
            picture.save(tray / f"{number}.bmp")
    helper = str(Path(__file__).with_name("fake_helper.py"))
    words = (helper, str(tray), fault) if fault else (helper, str(tray))
    return Driver("twain", (sys.executable, "-I", *words), twain_fault)


def number_of(file: CapturedFile) -> int:
    """Which ``paper`` a page shows."""
    with Image.open(io.BytesIO(file.data)) as picture:
        pixel = picture.convert("RGB").getpixel((picture.width // 2, picture.height // 2))
    assert isinstance(pixel, tuple)
    return round(pixel[0] / _STEP)


def never() -> bool:
    """The officer lets it run."""
    return False


def scan_until_fault(
    source: Source, request: ScanRequest = COARSE
) -> tuple[list[CapturedFile], AppError | None]:
    """What a caller keeps, and the fault that ended it."""
    pages: list[CapturedFile] = []
    try:
        for page in source.scan(request, cancelled=never):
            pages.append(page)
    except AppError as fault:
        return pages, fault
    return pages, None
