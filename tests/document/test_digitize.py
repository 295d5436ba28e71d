"""From captured files to the PDF that is signed: what a court, a province and a reader look for."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import threading
import time
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from pikepdf import pdfa
from PIL import Image

from app.document.digitize import Digitized, PageInput, digitize, inputs_of, preview
from app.document.door.pictures import pdf_page_png
from app.document.text.recognize import Recognizer
from app.errors import BadInput, Cancelled
from tests.document.damage import CORNERS, photographed, pixels_of, scanned
from tests.document.measures import red_share, word_recall
from tests.document.papers import LAND, Paper, blank_paper, jpg, paper, png
from tests.verapdf import verapdf

TITLE = "Tờ khai đăng ký khai sinh – Giàng Quỳnh Dương"


@pytest.fixture(scope="module")
def land() -> Paper:
    return paper(LAND, "GIẤY XÁC NHẬN NGUỒN GỐC ĐẤT", "36/GXN-UBND", sealed=True)


@pytest.fixture(scope="module")
def made(birth: Paper, birth_scan: bytes, land: Paper, recognizer: Recognizer) -> Digitized:
    """A scan, a blank back and a photograph, bound into one PDF."""
    inputs = [
        *inputs_of(birth_scan, "1.jpg"),
        *inputs_of(png(scanned(blank_paper())), "2.png"),
        *inputs_of(jpg(photographed(land, CORNERS), None), "3.jpg"),
    ]
    return digitize(inputs, title=TITLE, recognizer=recognizer)


@pytest.fixture(scope="module")
def without_text(birth_scan: bytes) -> Digitized:
    return digitize(inputs_of(birth_scan, "1.jpg"), title=TITLE, recognizer=None)


@pytest.fixture(scope="module")
def file(made: Digitized, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pdf") / "giấy tờ.pdf"
    path.write_bytes(made.pdf)
    return path


def poppler(program: str, *arguments: str) -> str:
    run = subprocess.run([program, *arguments], capture_output=True, check=True)
    return run.stdout.decode("utf-8")


def test_words_are_read_and_the_order_of_pages_kept(
    made: Digitized, birth: Paper, land: Paper
) -> None:
    first, back, third = made.pages
    assert [page.source for page in made.pages] == ["1.jpg", "2.png", "3.jpg"]
    assert word_recall(birth.words, first.text.split()) >= 0.98
    assert word_recall(land.words, third.text.split()) >= 0.97
    assert first.confidence > 0.9
    assert made.text == f"{first.text}\n\n{third.text}"
    assert back.text == ""


def test_findings_of_each_page_are_reported(made: Digitized) -> None:
    first, back, third = made.pages
    assert (first.width, first.height, first.dpi) == (1654, 2339, 200)
    assert first.skew == pytest.approx(2.3, abs=0.1)
    assert first.corners is None
    assert first.seconds > 0
    assert back.blank
    assert not first.blank
    assert third.corners is not None
    for found, true in zip(third.corners, CORNERS, strict=True):
        assert found == pytest.approx(true, abs=12)
    assert json.dumps(third.corners)


def test_a_blank_back_is_left_out_and_kept_on_demand(
    made: Digitized, birth_scan: bytes, recognizer: Recognizer
) -> None:
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        assert len(pdf.pages) == 2
    inputs = inputs_of(png(scanned(blank_paper())), "2.png")
    kept = digitize(inputs, title=TITLE, recognizer=recognizer, keep_blank=True)
    assert kept.pages[0].blank
    with pikepdf.open(io.BytesIO(kept.pdf)) as pdf:
        assert len(pdf.pages) == 1


def test_two_validators_call_it_pdfa(
    made: Digitized, without_text: Digitized, file: Path, tmp_path: Path
) -> None:
    silent, plain = tmp_path / "không chữ.pdf", tmp_path / "thường.pdf"
    silent.write_bytes(without_text.pdf)
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(plain)
    assert made.pdfa == without_text.pdfa == "2u"
    with_words, without_words, no_pdfa = verapdf([file, silent, plain], "2u")
    assert with_words.broken == without_words.broken == ()
    assert with_words.compliant
    assert without_words.compliant
    assert "6.6.2.1-1" in no_pdfa.broken
    assert not no_pdfa.compliant
    level_b = made.pdf.replace(b"<pdfaid:conformance>U<", b"<pdfaid:conformance>B<")
    assert pdfa.validate_written(io.BytesIO(level_b), "2b").verdict == "pass"


def test_poppler_gives_back_exactly_the_words_that_were_read(made: Digitized, file: Path) -> None:
    for page, result in ((1, made.pages[0]), (2, made.pages[2])):
        text = poppler("pdftotext", "-f", str(page), "-l", str(page), str(file), "-")
        assert sorted(text.split()) == sorted(result.text.split())
        body = result.text[result.text.index("\n", result.text.index("Hạnh phúc") + 50) :]
        whole = [line for line in body.splitlines() if len(line.split()) > 6]
        assert whole
        assert [line for line in whole if line not in text] == []


def test_words_lie_over_their_picture(made: Digitized, file: Path) -> None:
    boxes = poppler("pdftotext", "-f", "1", "-l", "1", "-bbox", str(file), "-")
    picture = np.asarray(Image.open(io.BytesIO(pdf_page_png(made.pdf, 0, 72))).convert("L"))
    words = [line for line in boxes.splitlines() if "<word " in line]
    assert len(words) == len(made.pages[0].text.split())
    inked = 0
    for word in words:
        left, top, right, bottom = (
            round(float(part.split('"')[0])) for part in word.split('="')[1:5]
        )
        inked += int(picture[top : bottom + 1, left : right + 1].min() < 140)
    assert inked >= 0.97 * len(words)


def test_pictures_are_colour_at_200_dpi_and_pages_a4(made: Digitized, file: Path) -> None:
    images = [line.split() for line in poppler("pdfimages", "-list", str(file)).splitlines()[2:]]
    assert all(min(map(int, image[12:14])) >= 200 for image in images)
    assert all(int(image[3]) >= 1654 and int(image[4]) >= 2339 for image in images)
    for page in "1", "2":
        kinds = [image[2] for image in images if image[0] == page]
        assert kinds == ["image", "stencil"]
    colour = [image[5:9] for image in images if image[2] == "image"]
    assert colour == [["rgb", "3", "8", "jpeg"]] * 2
    ink = [image[6:9] for image in images if image[2] == "stencil"]
    assert ink == [["1", "1", "ccitt"]] * 2
    assert "A4" in poppler("pdfinfo", str(file))


def test_a_page_of_text_and_seal_fits_the_budget(made: Digitized) -> None:
    assert len(made.pdf) / 2 <= 60_000


def test_only_the_embedded_font_is_used(file: Path) -> None:
    fonts = poppler("pdffonts", str(file)).splitlines()[2:]
    assert fonts
    for line in fonts:
        assert "+Tinos" in line
        assert line.split()[-5:-2] == ["yes", "yes", "yes"]


def test_the_pdf_says_what_it_is(made: Digitized) -> None:
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        assert pdf.Root.Lang == "vi-VN"
        assert pdf.docinfo.Title == TITLE
        with pdf.open_metadata() as described:
            assert described["dc:title"] == TITLE
            assert "vi-VN" in described["dc:language"]
            assert described["xmp:CreateDate"].endswith("+07:00")
    assert made.sha256 == hashlib.sha256(made.pdf).hexdigest()


def test_the_seal_on_the_page_that_comes_out_is_red_and_solid(
    made: Digitized, birth: Paper
) -> None:
    drawn = Image.open(io.BytesIO(pdf_page_png(made.pdf, 0, 200))).convert("RGB")
    assert red_share(pixels_of(drawn)) == pytest.approx(red_share(birth.pixels), rel=0.15)


def test_without_a_recognizer_there_is_a_pdf_without_text(
    without_text: Digitized, tmp_path: Path
) -> None:
    path = tmp_path / "không chữ.pdf"
    path.write_bytes(without_text.pdf)
    assert without_text.text == ""
    assert poppler("pdftotext", str(path), "-").strip() == ""


def test_nothing_but_blank_pages_is_refused(recognizer: Recognizer) -> None:
    inputs = inputs_of(png(scanned(blank_paper())), "trắng.png")
    with pytest.raises(BadInput, match="đều trắng"):
        digitize(inputs, title=TITLE, recognizer=recognizer)
    with pytest.raises(BadInput, match="Chưa có trang nào"):
        digitize([], title=TITLE, recognizer=recognizer)


def test_a_page_that_cannot_be_decoded_is_named(birth_scan: bytes) -> None:
    inputs = [PageInput(birth_scan, "tốt.jpg"), PageInput(birth_scan[:9000], "cụt.jpg")]
    with pytest.raises(BadInput, match=r"cụt\.jpg"):
        digitize(inputs, title=TITLE, recognizer=None)


def test_progress_counts_every_page(birth_scan: bytes) -> None:
    seen: list[tuple[int, int]] = []
    caller: set[int] = set()

    def heard(done: int, total: int) -> None:
        seen.append((done, total))
        caller.add(threading.get_ident())

    inputs = inputs_of(birth_scan, "1.jpg") * 3
    digitize(inputs, title=TITLE, recognizer=None, progress=heard)
    assert seen[-1] == (3, 3)
    assert [done for done, _ in seen] == sorted({done for done, _ in seen})
    assert caller == {threading.get_ident()}


def test_cancelling_stops_at_once_and_leaves_no_thread(
    birth_scan: bytes, recognizer: Recognizer
) -> None:
    stop = threading.Event()
    inputs = inputs_of(birth_scan, "1.jpg") * 40
    with pytest.raises(Cancelled):
        digitize(
            inputs,
            title=TITLE,
            recognizer=recognizer,
            progress=lambda done, total: stop.set(),
            cancelled=stop.is_set,
        )
    assert [thread for thread in threading.enumerate() if thread.name.startswith("page")] == []
    started = time.perf_counter()
    with pytest.raises(Cancelled):
        digitize(inputs, title=TITLE, recognizer=recognizer, cancelled=lambda: True)
    assert time.perf_counter() - started < 2


def test_preview_shows_the_cleaned_page(land: Paper) -> None:
    photo = inputs_of(jpg(photographed(land, CORNERS), None), "3.jpg")[0]
    shown = Image.open(io.BytesIO(preview(photo, 300)))
    assert max(shown.size) == 300
    assert shown.size[0] / shown.size[1] == pytest.approx(210 / 297, abs=0.01)
    assert np.asarray(shown.convert("L")).mean() > 215
