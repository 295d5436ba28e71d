"""One contract for every way of reading a page."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import cv2
import numpy as np
import pytest

from app.document.frame import Pixels, joined
from app.document.text.recognize import Recognizer, best_recognizer
from app.document.text.tessdata import vietnamese_data
from app.document.text.tesseract_inside import TesseractInside
from app.document.text.tesseract_outside import TesseractOutside
from app.document.text.tsv import words_from_tsv
from app.errors import Unavailable
from tests.document.measures import word_recall
from tests.document.papers import Paper

Made = Callable[[Path], Recognizer]


@pytest.fixture(scope="module")
def grey(birth: Paper) -> Pixels:
    return np.asarray(cv2.cvtColor(birth.pixels, cv2.COLOR_BGR2GRAY), np.uint8)


@pytest.mark.parametrize("made", [TesseractInside, TesseractOutside])
class TestRecognizer:
    def test_reads_vietnamese(self, made: Made, grey: Pixels, birth: Paper) -> None:
        words = made(vietnamese_data()).read(grey, 200)
        assert word_recall(birth.words, (word.text for word in words)) >= 0.98
        assert joined(words).splitlines()[3] == "TỜ KHAI ĐĂNG KÝ KHAI SINH"
        assert all(word.text == unicodedata.normalize("NFC", word.text) for word in words)
        assert all(0 <= word.confidence <= 1 for word in words)
        assert sum(word.confidence for word in words) / len(words) > 0.9

    def test_boxes_lie_on_the_words_and_lines_in_reading_order(
        self, made: Made, grey: Pixels
    ) -> None:
        words = made(vietnamese_data()).read(grey, 200)
        lines = [word.line for word in words]
        assert lines == sorted(lines)
        for word in words:
            left, top, right, bottom = word.box
            assert 0 <= left < right <= grey.shape[1]
            assert 0 <= top < bottom <= grey.shape[0]
            assert grey[top:bottom, left:right].min() < 128

    def test_finds_nothing_on_white_paper(self, made: Made) -> None:
        assert made(vietnamese_data()).read(np.full((800, 600), 255, np.uint8), 200) == []

    def test_several_threads_read_the_same(self, made: Made, grey: Pixels) -> None:
        heading = np.ascontiguousarray(grey[:500])
        recognizer = made(vietnamese_data())
        alone = recognizer.read(heading, 200)
        with ThreadPoolExecutor(3) as pool:
            together = list(pool.map(lambda _: recognizer.read(heading, 200), range(4)))
        assert together == [alone] * 4

    def test_damaged_data_is_said_to_be_damaged(
        self, made: Made, grey: Pixels, tmp_path: Path
    ) -> None:
        (tmp_path / "vie.traineddata").write_bytes(b"nothing of the kind")
        with pytest.raises(Unavailable, match="Cài lại"):
            made(tmp_path).read(grey, 200)

    def test_has_a_name(self, made: Made) -> None:
        assert made(vietnamese_data()).name in {"tesserocr", "pytesseract"}


class Stopped(Exception):
    """The caller wants no more."""


@pytest.mark.parametrize("made", [TesseractInside, TesseractOutside])
@pytest.mark.parametrize("looks", [1, 2])
def test_a_page_is_given_up_half_way(made: Made, grey: Pixels, looks: int) -> None:
    """Before it is begun, and in the middle; the reader is as good as before."""
    recognizer = made(vietnamese_data())
    left = looks

    def check() -> None:
        nonlocal left
        left -= 1
        if not left:
            raise Stopped

    begun = time.monotonic()
    with pytest.raises(Stopped):
        recognizer.read(grey, 200, check)
    stopped = time.monotonic() - begun
    heading = np.ascontiguousarray(grey[:500])
    assert recognizer.read(heading, 200)
    assert stopped < 5


@pytest.mark.parametrize("made", [TesseractInside, TesseractOutside])
def test_engine_and_data_have_a_version(made: Made, tmp_path: Path) -> None:
    version = made(vietnamese_data()).version
    assert re.fullmatch(r"tesseract \d+\.\d+\.\d+ vie [0-9a-f]{8}", version)
    (tmp_path / "vie.traineddata").write_bytes(b"another edition")
    assert made(tmp_path).version != version


def test_the_outer_program_leaves_no_page_behind(
    grey: Pixels, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    before = tmp_path.stat().st_mtime_ns
    assert TesseractOutside(vietnamese_data()).read(np.ascontiguousarray(grey[:500]), 200)
    assert tmp_path.stat().st_mtime_ns == before, "not even for a moment"


def test_signs_no_paper_bears_are_read_as_those_they_look_like() -> None:
    row = "5\t1\t1\t1\t1\t1\t10\t10\t90\t20\t91.5\t19⁄10/⁄1995"
    (word,) = words_from_tsv(row)
    assert word.text == "19/10/1995"


def test_the_best_reader_here_works_in_process() -> None:
    assert best_recognizer().name == "tesserocr"
    assert best_recognizer() is best_recognizer()


def test_a_machine_without_vietnamese_data_is_told_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="tesseract-ocr-vie"):
        vietnamese_data([tmp_path])


def test_a_machine_without_the_program_is_told_what_to_install() -> None:
    asked = (
        "from pathlib import Path\n"
        "from app.errors import Unavailable\n"
        "from app.document.text.tesseract_outside import TesseractOutside\n"
        "try: TesseractOutside(Path())\n"
        "except Unavailable as error: print(error.title)\n"
    )
    environment = {**os.environ, "PATH": "", "PYTHONIOENCODING": "utf-8"}
    run = subprocess.run(
        [sys.executable, "-c", asked], env=environment, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "Máy này chưa cài chương trình nhận dạng chữ Tesseract."
