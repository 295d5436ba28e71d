"""Empty backs of sheets, and pages on which next to nothing stands."""

from __future__ import annotations

import numpy as np

from tests.bench.digitise.damage.scans import PROFILES, Scan, scan
from tests.bench.digitise.papers.faces import face
from tests.bench.digitise.papers.marks import seal, signature
from tests.bench.digitise.papers.sheet import Sheet, Truth
from tests.bench.digitise.papers.words import Words

ALMOST = ("page number", "one line", "a signature", "a seal", "a small note")


def blank(number: int, seed: int, *, back: Truth) -> Scan:
    """Number ``number`` of the empty pages, under each damage in turn."""
    return _scanned("blank", number, seed, back)


def almost_blank(number: int, seed: int, *, back: Truth) -> Scan:
    """A page that somebody would miss, under each damage in turn."""
    return _scanned(ALMOST[number % len(ALMOST)], number, seed, back)


def _scanned(what: str, number: int, seed: int, back: Truth) -> Scan:
    dice = np.random.default_rng([seed, number, 301])
    sheet = Sheet(face("Tinos"), dice)
    words = Words(dice)
    if what == "page number":
        sheet.put(105, 282, f"Trang {words.between(2, 9)}/{words.between(9, 12)}", 12, anchor="m")
    elif what == "one line":
        sheet.put(30, 40, words.sentences(1)[0][:70], 13)
    elif what == "a signature":
        signature(sheet, 140, 60)
    elif what == "a seal":
        seal(sheet, 110, 70, "ỦY BAN NHÂN DÂN XÃ ĐÔNG HẢI", "TỈNH LÂM SƠN")
    elif what == "a small note":
        sheet.put(
            30, 270, f"Bản lưu số {words.between(2, 900)}, đã đối chiếu ngày {words.day()}", 9
        )
    truth = sheet.done(what.replace(" ", "-"))
    return scan(truth, PROFILES[number % len(PROFILES)], seed, 600 + number, back=back)
