"""The practice day: what is brought, that it can be sealed, and that its truth is true."""

from __future__ import annotations

import io
from datetime import date
from functools import cache

import cv2
import numpy as np
import pytest
from PIL import Image

from app.document.page import PageInput, PageResult, digitize_page
from app.model.dossier import Channel, DigitizeClass, Handling
from app.practice.papers.designs import DESIGNS, DossierDesign
from app.practice.papers.picture import PaperPicture
from app.practice.papers.plan import practice_plan
from app.procedure.catalogue import load_catalogue

DAY = date(2026, 11, 23)
SEED = 4


def digitised(picture: PaperPicture) -> PageResult:
    """The page as the station sees it, without reading its words."""
    page = PageInput(picture.jpeg, picture.name)
    return digitize_page(page, None, True, lambda: None).result


@cache
def pictures(place: int) -> list[PaperPicture]:
    """All that one citizen brings; drawn once, for it takes its time."""
    dossier = practice_plan(5, SEED)[place]
    return [picture for paper in dossier.papers.values() for picture in paper]


def test_five_dossiers_of_five_procedures_bring_more_than_twelve_pages() -> None:
    plan = practice_plan(seed=SEED)
    assert len({dossier.procedure_code for dossier in plan}) == 5
    taken = [picture for place in range(5) for picture in pictures(place)]
    assert len(taken) >= 12
    assert sum(picture.blank for picture in taken) == 1
    assert sum(picture.kind == "photo" and not picture.poor for picture in taken) == 1
    assert sum(picture.poor for picture in taken) == 1
    assert sum(abs(picture.skew) > 0.5 for picture in taken) >= 10
    layouts = {paper.kind for dossier in plan for paper in dossier.design.papers.values()}
    assert len(layouts) >= 8


@pytest.mark.parametrize("design", DESIGNS, ids=lambda design: design.procedure_code)
def test_every_design_can_be_sealed(design: DossierDesign) -> None:
    procedure = load_catalogue().get(design.procedure_code, DAY)
    stopped = procedure.paper_intake_stopped_from
    assert stopped is None or stopped > DAY
    lines = {line.key: line for line in procedure.components_for(design.case_key, Channel.DIRECT)}
    for key in design.papers:
        assert lines[key].handling is Handling.SUBMIT
        assert lines[key].digitize_class is not DigitizeClass.DO_NOT_DIGITIZE
    to_hand_in = {
        key for key, line in lines.items() if line.required and line.handling is Handling.SUBMIT
    }
    assert to_hand_in <= set(design.papers)


def test_past_the_last_design_other_people_come() -> None:
    plan = practice_plan(3 * len(DESIGNS), SEED)
    assert len(plan) == 3 * len(DESIGNS)
    assert len({dossier.applicant.identifier for dossier in plan}) == len(plan)
    assert plan[0].procedure_code == plan[len(DESIGNS)].procedure_code


def test_the_same_seed_brings_the_same_pictures_and_another_others() -> None:
    last = [practice_plan(5, seed)[4].papers["don-de-nghi"][0].jpeg for seed in (1, 1, 2)]
    assert last[0] == last[1]
    assert last[0] != last[2]


@pytest.mark.parametrize("place", range(5))
def test_the_station_finds_what_the_truth_says(place: int) -> None:
    for picture in pictures(place):
        found = digitised(picture)
        assert found.blank == picture.blank
        assert bool(found.warnings) == picture.poor
        assert found.rotation == 0
        if picture.kind == "scan":
            assert found.skew == pytest.approx(picture.skew, abs=0.1)
            assert found.corners is None
        else:
            assert found.corners is not None
            assert picture.corners is not None
            assert np.allclose(found.corners, picture.corners, atol=8)


def test_corners_lie_in_the_picture_clockwise_with_paper_inside_and_table_outside() -> None:
    (photo,) = [picture for picture in pictures(1) if picture.kind == "photo"]
    assert photo.corners is not None
    pixels = cv2.imdecode(np.frombuffer(photo.jpeg, np.uint8), cv2.IMREAD_GRAYSCALE)
    assert pixels is not None
    height, width = pixels.shape
    middle = np.mean(photo.corners, axis=0)
    for x, y in photo.corners:
        assert 0 < x < width
        assert 0 < y < height
        towards = (middle - (x, y)) / np.linalg.norm(middle - (x, y)) * 25
        inside = pixels[round(y + towards[1]), round(x + towards[0])]
        outside = pixels[round(y - towards[1]), round(x - towards[0])]
        assert int(inside) > int(outside) + 40
    (left_x, top_y), (right_x, _), (_, bottom_y), _ = photo.corners
    assert left_x < right_x
    assert top_y < bottom_y


def test_scans_say_their_resolution_and_photographs_do_not() -> None:
    for picture in pictures(1):
        with Image.open(io.BytesIO(picture.jpeg)) as opened:
            assert opened.format == "JPEG"
            if picture.kind == "scan":
                assert opened.info["dpi"] == (300, 300)
                assert opened.size == (2481, 3508)
            else:
                assert "dpi" not in opened.info
