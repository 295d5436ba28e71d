"""Where the marks stand, measured on the rendered page."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pypdfium2
import pytest
from PIL import Image

from app.signing.appearance import agency_mark, officer_mark
from app.signing.pades import sign_pdf
from app.signing.placement import ShownPage, find_place
from app.signing.signer import Signer
from tests.signing.conftest import AT, OFFICER
from tests.signing.papers import A3, A4, A5, Shape, paper

SCALE = 2
SHAPES = {
    "A4": Shape(),
    "A4 turned 90": Shape(rotate=90),
    "A4 turned 180": Shape(rotate=180),
    "A4 turned 270": Shape(rotate=270),
    "A4 turned -90": Shape(rotate=-90),
    "A4 landscape": Shape((0, 0, A4[1], A4[0])),
    "A3": Shape((0, 0, *A3)),
    "A5 turned 90": Shape((0, 0, *A5), rotate=90),
    "cropped": Shape(crop=(100, 200, 500, 700)),
    "cropped and turned 90": Shape(crop=(100, 200, 500, 700), rotate=90),
    "cropped and turned 270": Shape(crop=(100, 200, 500, 700), rotate=270),
    "crop larger than the sheet": Shape(crop=(-50, -50, 900, 900)),
    "origin off zero, turned 180": Shape((-100, -50, 495, 791), rotate=180),
    "inherited from the tree": Shape((0, 0, *A5), rotate=270, inherited=True),
}


def rendered(pdf: bytes) -> npt.NDArray[np.int16]:
    """Grey pixels of page 1 at ``SCALE`` pixels per point, as a reader shows it."""
    document = pypdfium2.PdfDocument(pdf)
    document.init_forms()
    picture = document[0].render(scale=SCALE, may_draw_forms=True).to_pil().convert("L")
    document.close()
    return np.asarray(picture, dtype=np.int16)


def mark_of(before: bytes, after: bytes) -> tuple[npt.NDArray[np.int16], tuple[int, int, int, int]]:
    """What the signature drew, and where: left, top, right, bottom in pixels."""
    old, new = rendered(before), rendered(after)
    assert old.shape == new.shape
    rows, columns = np.nonzero(np.abs(new - old) > 40)
    box = (columns.min(), rows.min(), columns.max() + 1, rows.max() + 1)
    return new[box[1] : box[3], box[0] : box[2]], box


def likeness(one: npt.NDArray[np.int16], other: npt.NDArray[np.int16]) -> float:
    """Correlation of two pictures after bringing them to one size."""
    size = (one.shape[1], one.shape[0])
    resized = np.asarray(Image.fromarray(other.astype(np.uint8)).resize(size))
    return float(np.corrcoef(one.ravel(), resized.ravel())[0, 1])


@pytest.mark.parametrize("name", SHAPES)
def test_the_officer_stands_upright_in_the_top_left_margin(
    name: str, officer: Signer, a4: bytes
) -> None:
    before = paper(SHAPES[name])
    mark, (left, top, right, bottom) = mark_of(
        before, sign_pdf(before, officer, role="officer", at=AT).pdf
    )
    assert 13 * SCALE < left <= 18 * SCALE  # touching the mark's edge would mean a cut letter
    assert 9 * SCALE < top <= 14 * SCALE
    assert right - left <= 171 * SCALE
    assert bottom - top <= 33 * SCALE
    straight, _ = mark_of(a4, sign_pdf(a4, officer, role="officer", at=AT).pdf)
    assert likeness(straight, mark) > 0.6
    assert likeness(straight, mark[::-1, ::-1]) < 0.4


@pytest.mark.parametrize("name", ["A4", "A3", "A5 turned 90", "cropped and turned 270"])
def test_the_agency_stands_upright_in_the_top_right_margin(name: str, agency: Signer) -> None:
    before = paper(SHAPES[name])
    after = sign_pdf(before, agency, role="agency", at=AT, copy_form="SAO Y").pdf
    width = rendered(before).shape[1]
    _, (left, top, right, bottom) = mark_of(before, after)
    assert 13 * SCALE < width - right <= 18 * SCALE
    assert left > width / 2
    assert 9 * SCALE < top <= 14 * SCALE
    assert bottom - top <= 46 * SCALE


def test_no_letter_is_cut(a4: bytes, officer: Signer, agency: Signer) -> None:
    """The tallest and the deepest letters stay inside the first and last line."""
    tall = "ỄẪỖ Ộặ gậy"
    signed = sign_pdf(a4, agency, role="agency", at=AT, agency_name=tall, copy_form=tall).pdf
    mark, _ = mark_of(a4, signed)
    alone = sign_pdf(a4, agency, role="agency", at=AT, agency_name=tall).pdf
    second, _ = mark_of(a4, alone)
    assert mark.shape[0] - second.shape[0] == pytest.approx(12 * SCALE, abs=1.5)


def test_marks_do_not_cover_each_other(a4: bytes, officer: Signer, agency: Signer) -> None:
    first = sign_pdf(a4, officer, role="officer", at=AT).pdf
    second = sign_pdf(first, officer, role="officer", at=AT).pdf
    third = sign_pdf(second, agency, role="agency", at=AT, copy_form="SAO Y").pdf
    _, one = mark_of(a4, first)
    _, two = mark_of(first, second)
    _, three = mark_of(second, third)
    assert two[1] >= one[3]
    assert three[0] > max(one[2], two[2])


def test_a_mark_is_drawn_only_where_the_paper_was_white(a4: bytes, officer: Signer) -> None:
    """No background: whatever stands under the mark stays to be seen."""
    old, new = rendered(a4), rendered(sign_pdf(a4, officer, role="officer", at=AT).pdf)
    assert (new <= old).all()


def test_an_officer_mark_is_about_170_by_30() -> None:
    mark = officer_mark(OFFICER, AT, legal=False)
    assert [line.text for line in mark.lines] == [
        OFFICER,
        "2026-11-23T08:30:00+07:00",
        "THỰC HÀNH – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ",
    ]
    assert mark.width <= 170
    assert mark.height <= 33
    assert len(officer_mark(OFFICER, AT, legal=True).lines) == 2


def test_a_long_agency_name_goes_on_over_several_lines_of_ten_points() -> None:
    name = "Trung tâm Phục vụ hành chính công xã Thực Hành, tỉnh Thực Hành"
    mark = agency_mark("SAO LỤC", name, AT, legal=True)
    assert mark.lines[0].text == "SAO LỤC"
    assert " ".join(line.text for line in mark.lines[1:-1]) == name
    assert {line.size for line in mark.lines} == {10}
    assert mark.width <= 200


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("size", [(10.0, 10.0), (100.0, 40.0), (60.0, 900.0)])
def test_on_a_page_too_small_the_mark_shrinks_and_stays_on_it(
    size: tuple[float, float], rotation: int
) -> None:
    place = find_place(ShownPage((0, 0, *size), rotation, 1), 170, 33, "right")
    left, bottom, right, top = place.box
    assert 0 <= left < right <= size[0]
    assert 0 <= bottom < top <= size[1]


def test_a_page_with_its_own_unit_gets_a_mark_of_the_same_real_size() -> None:
    place = find_place(ShownPage((0, 0, 600, 800), 0, 2), 170, 33, "left")
    assert place.box[2] - place.box[0] == pytest.approx(85)
