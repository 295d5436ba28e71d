"""The page that is shown is the page with the officer's edits, and its verdict is kept."""

from __future__ import annotations

import io
from collections.abc import Iterator

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from app.errors import BadInput
from app.model.dossier import Page
from app.model.edits import Below, Corners, Crop
from app.model.page import CapturedFile
from app.model.people import Person
from app.workflow import intake, pages
from app.workflow.page_input import page_input
from app.workflow.page_pictures import captured_picture, clean_picture
from app.workflow.station import Station
from tests.homes import practice_station
from tests.workflow.test_pages import BIRTH

RED, BLUE = (200, 30, 30), (30, 30, 200)


def _sheet(*, blurred: bool = False, blank: bool = False) -> CapturedFile:
    """A5 at 200 dpi: rows of strokes, a red block on the left and a blue one on the right."""
    sheet = Image.new("RGB", (1165, 1654), "white")
    if not blank:
        draw = ImageDraw.Draw(sheet)
        for row in range(20):
            for stroke in range(40):
                left = 120 + stroke * 23
                draw.line([(left, 300 + row * 60), (left, 330 + row * 60)], "black", 4)
        draw.rectangle([150, 60, 450, 220], RED)
        draw.rectangle([750, 60, 1050, 220], BLUE)
    if blurred:
        sheet = sheet.filter(ImageFilter.GaussianBlur(7))
    data = io.BytesIO()
    sheet.save(data, "PNG", dpi=(200, 200))
    name = f"to-{int(blurred)}{int(blank)}.png"
    return CapturedFile(data.getvalue(), name, "image/png", "test", 200.0)


@pytest.fixture(scope="module")
def station(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Station]:
    with practice_station(tmp_path_factory.mktemp("pictures") / "home") as opened:
        yield opened


class _Paper:
    """One paper of a dossier of its own."""

    def __init__(self, station: Station, *files: CapturedFile) -> None:
        self.station = station
        person = Person("042090000017", "Lê Thị Mẫu")
        self.dossier_id = intake.open_dossier(station, BIRTH, person).dossier_id
        list(intake.add_files(station, self.dossier_id, "to-khai", files))

    @property
    def pages(self) -> list[Page]:
        return next(iter(self.station.store.dossier_pages(self.dossier_id).values()))

    def picture(self, place: int) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
        return clean_picture(self.station, self.dossier_id, self.pages[place]).pixels

    def colours(self, place: int) -> tuple[bool, bool]:
        """Whether the red and the blue block are on a page."""
        pixels = self.picture(place).astype(int)
        blue, red = pixels[..., 0], pixels[..., 2]
        return bool((red - blue > 90).sum() > 5000), bool((blue - red > 90).sum() > 5000)


def test_a_turned_page_is_shown_turned(station: Station) -> None:
    paper = _Paper(station, _sheet())
    upright = paper.picture(0)
    pages.turn(station, paper.dossier_id, [paper.pages[0].page_id], 90)
    assert np.array_equal(paper.picture(0), np.rot90(upright, -1))
    pages.undo(station, paper.dossier_id)
    assert np.array_equal(paper.picture(0), upright)


def test_a_cropped_page_keeps_only_what_was_chosen(station: Station) -> None:
    paper = _Paper(station, _sheet())
    whole = paper.picture(0)
    pages.crop(station, paper.dossier_id, paper.pages[0].page_id, Crop(0, 0, 0.5, 1))
    assert paper.colours(0) == (True, False)
    assert paper.picture(0).shape[1] == pytest.approx(whole.shape[1] / 2, abs=2)


def test_each_half_of_a_book_shows_its_own_side(station: Station) -> None:
    paper = _Paper(station, _sheet())
    pages.split(station, paper.dossier_id, paper.pages[0].page_id, 0.5)
    assert (paper.colours(0), paper.colours(1)) == ((True, False), (False, True))


def test_both_sides_of_a_card_are_on_one_page(station: Station) -> None:
    paper = _Paper(station, _sheet())
    pages.split(station, paper.dossier_id, paper.pages[0].page_id, 0.5)
    front, back = (page.page_id for page in paper.pages)
    pages.join(station, paper.dossier_id, front, back)
    assert len(paper.pages) == 1
    assert paper.colours(0) == (True, True)


def test_corners_set_by_hand_are_shown_and_come_back_with_the_untouched_picture(
    station: Station,
) -> None:
    paper = _Paper(station, _sheet())
    corners = Corners(((0.0, 0.0), (0.5, 0.0), (0.5, 1.0), (0.0, 1.0)))
    pages.set_corners(station, paper.dossier_id, paper.pages[0].page_id, corners)
    assert paper.colours(0) == (True, False)
    pixels, points = captured_picture(station, paper.pages[0])
    assert pixels.shape == (1654, 1165, 3)
    assert points == corners.points


def test_the_verdict_is_kept_with_the_page(station: Station) -> None:
    paper = _Paper(station, _sheet(), _sheet(blurred=True), _sheet(blank=True))
    for page in paper.pages:
        clean_picture(station, paper.dossier_id, page)
    good, blurred, blank = paper.pages
    assert (good.blank, good.warnings) == (False, ())
    assert any("mờ" in warning for warning in blurred.warnings)
    assert (blank.blank, blank.left_out) == (True, True)
    pages.retake(station, paper.dossier_id, blurred.page_id, _sheet())
    assert (paper.pages[1].blank, paper.pages[1].warnings) == (None, ())


def test_originals_laid_below_are_read_when_their_page_has_its_turn(station: Station) -> None:
    """A hundred cards with their backs need not lie in memory together."""
    paper = _Paper(station, _sheet(), _sheet(blank=True))
    front, back = paper.pages
    pages.join(station, paper.dossier_id, front.page_id, back.page_id)
    station.store.objects.path(back.source_sha256).unlink()
    prepared = page_input(station, paper.dossier_id, paper.pages[0])
    (below,) = prepared.edits
    assert isinstance(below, Below)
    with pytest.raises(BadInput, match="Không tìm thấy tệp"):
        prepared.original_below(below)
