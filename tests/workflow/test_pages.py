"""What an officer does to pages, and that each of it can be undone, also on another day."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from app.errors import BadInput, NotAllowed
from app.model.dossier import DigitizeClass, DossierComponent, NoteSide, Outcome, Page
from app.model.edits import Below, Corners, Crop, Fed, Half, Turn
from app.model.page import CapturedFile
from app.model.people import Person
from app.model.states import State
from app.practice.places import PRACTICE_PASSPHRASE
from app.workflow import intake, pages
from app.workflow.paper_class import change_class
from app.workflow.station import Station
from tests.homes import practice_station

APPLICANT = Person("042090000017", "Lê Thị Mẫu")
BIRTH = "1.001193"
"""Đăng ký khai sinh: several papers that may be scanned."""

CORNERS = Corners(((0.1, 0.1), (0.9, 0.12), (0.88, 0.9), (0.11, 0.92)))


def captured(name: str, *, turn: int = 0, frames: int = 1) -> CapturedFile:
    """A small grey picture, different for each name; a TIFF where it has several pages."""
    shade = sum(name.encode()) % 200
    shots = [Image.new("L", (120, 170), shade + frame) for frame in range(frames)]
    data = io.BytesIO()
    if frames == 1:
        shots[0].save(data, "PNG", dpi=(200, 200))
    else:
        shots[0].save(data, "TIFF", save_all=True, append_images=shots[1:])
    return CapturedFile(data.getvalue(), name, "image/png", "test", 200.0, turn)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("station") / "home"
    practice_station(home).close()
    return home


@pytest.fixture(scope="module")
def station(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Station]:
    with practice_station(tmp_path_factory.mktemp("open") / "home") as opened:
        yield opened


@pytest.fixture
def dossier_id(station: Station) -> str:
    return _with_three_pages(station)


def _with_three_pages(station: Station) -> str:
    """A draft of its own whose first paper has three pages."""
    dossier = intake.open_dossier(station, BIRTH, APPLICANT)
    key = _scannable(station, dossier.dossier_id)[0]
    files = [captured(name) for name in ("1.png", "2.png", "3.png")]
    list(intake.add_files(station, dossier.dossier_id, key, files))
    return dossier.dossier_id


def _scannable(station: Station, dossier_id: str) -> list[str]:
    return [
        line.key
        for line in station.store.components(dossier_id)
        if line.digitize_class is not DigitizeClass.DO_NOT_DIGITIZE
    ]


def _papers(station: Station, dossier_id: str) -> dict[str, list[Page]]:
    """The pages by component: ids of papers may change when one is taken out and put back."""
    found = station.store.dossier_pages(dossier_id)
    return {
        document.component_key: [
            replace(page, document_id="") for page in found[document.document_id]
        ]
        for document in station.store.documents(dossier_id)
    }


def _pages(station: Station, dossier_id: str) -> list[Page]:
    return _papers(station, dossier_id)[_scannable(station, dossier_id)[0]]


def _names(station: Station, dossier_id: str) -> list[str]:
    return [page.source_name for page in _pages(station, dossier_id)]


def _all(station: Station, dossier_id: str) -> tuple[dict[str, list[Page]], list[DossierComponent]]:
    """Everything a verb may change: pages and checklist."""
    return _papers(station, dossier_id), station.store.components(dossier_id)


Verb = Callable[[Station, str, list[str]], None]


def _move_to_the_next_paper(station: Station, dossier_id: str, ids: list[str]) -> None:
    pages.move_to(station, dossier_id, ids[:2], _scannable(station, dossier_id)[1])


VERBS: dict[str, Verb] = {
    "turn": lambda station, dossier, ids: pages.turn(station, dossier, ids[:2], 90),
    "crop": lambda station, dossier, ids: pages.crop(
        station, dossier, ids[0], Crop(0.1, 0.1, 0.9, 0.9)
    ),
    "corners": lambda station, dossier, ids: pages.set_corners(station, dossier, ids[0], CORNERS),
    "split": lambda station, dossier, ids: pages.split(station, dossier, ids[1], 0.48),
    "join": lambda station, dossier, ids: pages.join(station, dossier, ids[0], ids[2]),
    "move": lambda station, dossier, ids: pages.move(station, dossier, ids[2:], 0),
    "move_to": _move_to_the_next_paper,
    "delete": lambda station, dossier, ids: pages.delete(station, dossier, ids),
    "retake": lambda station, dossier, ids: pages.retake(
        station, dossier, ids[1], captured("new.png")
    ),
    "keep": lambda station, dossier, ids: pages.keep(station, dossier, ids[:1], kept=True),
    "leave_out": lambda station, dossier, ids: pages.keep(station, dossier, ids[:1], kept=False),
    "note": lambda station, dossier, ids: pages.mark_pair(station, dossier, ids[0], ids[1]),
    "kind": lambda station, dossier, ids: pages.set_kind(station, dossier, ids, "photo"),
}


def test_every_verb_is_one_step_that_is_undone_and_done_again_after_reopening(home: Path) -> None:
    made = {}
    with Station.open(home, PRACTICE_PASSPHRASE) as station:
        for what, verb in VERBS.items():
            dossier_id = _with_three_pages(station)
            before = _all(station, dossier_id)
            verb(station, dossier_id, [page.page_id for page in _pages(station, dossier_id)])
            made[what] = dossier_id, before, _all(station, dossier_id)
            acts = [row for row in station.store.audit_rows(dossier_id) if "pages" in row.action]
            assert [row.action for row in acts] == [f"pages {what}"]
        originals = set(station.store.objects.all())
    with Station.open(home, PRACTICE_PASSPHRASE) as station:
        for what, (dossier_id, before, after) in made.items():
            assert before != after
            assert pages.undo(station, dossier_id) == what
            assert _all(station, dossier_id) == before
            assert pages.undo(station, dossier_id) is None
            assert pages.redo(station, dossier_id) == what
            assert _all(station, dossier_id) == after
            assert pages.redo(station, dossier_id) is None
        assert set(station.store.objects.all()) == originals
        assert station.store.verify_audit().ok


def test_quarter_turns_add_up_and_a_whole_turn_leaves_nothing(
    station: Station, dossier_id: str
) -> None:
    (first, *_) = _pages(station, dossier_id)
    seen = []
    for _ in range(4):
        pages.turn(station, dossier_id, [first.page_id], -90)
        seen.append(_pages(station, dossier_id)[0].edits)
    assert seen == [(Turn(270),), (Turn(180),), (Turn(90),), ()]


def test_a_crop_of_a_crop_is_one_crop(station: Station, dossier_id: str) -> None:
    (first, *_) = _pages(station, dossier_id)
    pages.crop(station, dossier_id, first.page_id, Crop(0.2, 0.0, 0.7, 1.0))
    pages.crop(station, dossier_id, first.page_id, Crop(0.5, 0.5, 1.0, 1.0))
    (crop,) = _pages(station, dossier_id)[0].edits
    assert isinstance(crop, Crop)
    assert (crop.left, crop.top, crop.right, crop.bottom) == pytest.approx((0.45, 0.5, 0.7, 1.0))


def test_corners_set_by_hand_take_the_place_of_crops_and_keep_the_turn(
    station: Station, dossier_id: str
) -> None:
    (first, *_) = _pages(station, dossier_id)
    pages.turn(station, dossier_id, [first.page_id], 90)
    pages.crop(station, dossier_id, first.page_id, Crop(0.1, 0.1, 0.9, 0.9))
    pages.set_corners(station, dossier_id, first.page_id, CORNERS)
    assert _pages(station, dossier_id)[0].edits == (CORNERS, Turn(90))


def test_a_book_scan_becomes_two_pages_of_one_original(station: Station, dossier_id: str) -> None:
    (_, second, _) = _pages(station, dossier_id)
    pages.split(station, dossier_id, second.page_id)
    _, left, right, _ = _pages(station, dossier_id)
    assert (left.edits, right.edits) == ((Half("left"),), (Half("right"),))
    assert left.source_sha256 == right.source_sha256 == second.source_sha256
    assert [page.position for page in _pages(station, dossier_id)] == [0, 1, 2, 3]


def test_a_card_has_both_sides_on_one_page_and_can_be_taken_apart_again(
    station: Station, dossier_id: str
) -> None:
    front, back, other = _pages(station, dossier_id)
    pages.turn(station, dossier_id, [back.page_id], 180)
    pages.join(station, dossier_id, front.page_id, back.page_id)
    card, rest = _pages(station, dossier_id)
    assert rest.page_id == other.page_id
    assert card.edits == (
        Below(back.source_sha256, back.source_name, back.media_type, 0, (Turn(180),), 200.0),
    )
    pages.as_it_came(station, dossier_id, [card.page_id])
    assert _names(station, dossier_id) == ["1.png", "2.png", "3.png"]
    assert [page.edits for page in _pages(station, dossier_id)] == [(), (Turn(180),), ()]
    with pytest.raises(BadInput, match="hai trang"):
        pages.join(station, dossier_id, card.page_id, card.page_id)


def test_the_way_a_feeder_gave_a_page_is_not_taken_off(station: Station, dossier_id: str) -> None:
    key = _scannable(station, dossier_id)[0]
    (back,) = intake.add_files(station, dossier_id, key, [captured("sau.png", turn=180)])
    assert (back.edits, back.dpi) == ((Fed(180),), 200)
    pages.turn(station, dossier_id, [back.page_id], 90)
    pages.as_it_came(station, dossier_id, [back.page_id])
    assert _pages(station, dossier_id)[-1].edits == (Fed(180),)


def test_a_half_of_a_book_stays_a_half_when_its_edits_are_taken_off(
    station: Station, dossier_id: str
) -> None:
    (first, *_) = _pages(station, dossier_id)
    pages.split(station, dossier_id, first.page_id, 0.5)
    pages.turn(station, dossier_id, [first.page_id], 90)
    pages.as_it_came(station, dossier_id, [first.page_id])
    assert _pages(station, dossier_id)[0].edits == (Half("left", 0.5),)


def test_several_pages_move_together(station: Station, dossier_id: str) -> None:
    ids = [page.page_id for page in _pages(station, dossier_id)]
    pages.move(station, dossier_id, [ids[2], ids[0]], 1)
    assert _names(station, dossier_id) == ["2.png", "1.png", "3.png"]
    pages.move(station, dossier_id, [ids[1]], 99)
    assert _names(station, dossier_id) == ["1.png", "3.png", "2.png"]


def test_a_new_picture_takes_the_very_place_and_the_old_one_is_kept(
    station: Station, dossier_id: str
) -> None:
    first, second, _ = _pages(station, dossier_id)
    pages.crop(station, dossier_id, second.page_id, Crop(0, 0, 0.5, 0.5))
    station.store.judge_page(
        _stored(station, second.page_id, dossier_id),
        blank=False,
        warnings=("Ảnh bị mờ.",),
    )
    pages.retake(station, dossier_id, second.page_id, captured("new.png", turn=180))
    now = _pages(station, dossier_id)
    assert [page.page_id for page in now][:2] == [first.page_id, second.page_id]
    assert _names(station, dossier_id) == ["1.png", "new.png", "3.png"]
    assert (now[1].edits, now[1].warnings, now[1].blank) == ((Fed(180),), (), None)
    assert station.store.objects.has(second.source_sha256)
    pages.undo(station, dossier_id)
    assert _pages(station, dossier_id)[1].edits == (Crop(0, 0, 0.5, 0.5),)


def _stored(station: Station, page_id: str, dossier_id: str) -> Page:
    return next(
        page
        for each in station.store.dossier_pages(dossier_id).values()
        for page in each
        if page.page_id == page_id
    )


def test_a_file_of_many_pages_is_no_new_take_of_one(station: Station, dossier_id: str) -> None:
    (first, *_) = _pages(station, dossier_id)
    with pytest.raises(BadInput, match="3 trang"):
        pages.retake(station, dossier_id, first.page_id, captured("many.tif", frames=3))
    assert _names(station, dossier_id) == ["1.png", "2.png", "3.png"]
    assert pages.undo(station, dossier_id) is None


def test_a_blank_page_is_left_out_and_back_by_the_officers_word(
    station: Station, dossier_id: str
) -> None:
    (first, *_) = _pages(station, dossier_id)
    stored = _stored(station, first.page_id, dossier_id)
    station.store.judge_page(stored, blank=True, warnings=())
    assert _pages(station, dossier_id)[0].left_out
    pages.keep(station, dossier_id, [first.page_id], kept=True)
    assert not _pages(station, dossier_id)[0].left_out
    pages.keep(station, dossier_id, [first.page_id], kept=False)
    assert _pages(station, dossier_id)[0].left_out


def test_a_finding_about_a_page_that_was_changed_meanwhile_is_not_kept(
    station: Station, dossier_id: str
) -> None:
    (first, *_) = _pages(station, dossier_id)
    stale = _stored(station, first.page_id, dossier_id)
    pages.set_corners(station, dossier_id, first.page_id, CORNERS)
    station.store.judge_page(stale, blank=True, warnings=("cũ",))
    assert (_pages(station, dossier_id)[0].blank, _pages(station, dossier_id)[0].warnings) == (
        None,
        (),
    )


def test_pages_go_to_another_paper_but_not_to_one_that_must_not_be_scanned(
    station: Station, dossier_id: str
) -> None:
    first_key, second_key = _scannable(station, dossier_id)[:2]
    ids = [page.page_id for page in _pages(station, dossier_id)]
    pages.move_to(station, dossier_id, ids, second_key)
    assert list(_papers(station, dossier_id)) == [second_key]
    outcomes = {line.key: line.outcome for line in station.store.components(dossier_id)}
    assert outcomes[first_key] is Outcome.PENDING
    assert outcomes[second_key] is Outcome.RECEIVED
    forbidden = next(
        line.key
        for line in station.store.components(dossier_id)
        if line.digitize_class is DigitizeClass.DO_NOT_DIGITIZE
    )
    with pytest.raises(NotAllowed, match="không được số hóa"):
        pages.move_to(station, dossier_id, ids, forbidden)


def test_pages_that_came_later_survive_an_undo(station: Station, dossier_id: str) -> None:
    key = _scannable(station, dossier_id)[0]
    pages.delete(station, dossier_id, [page.page_id for page in _pages(station, dossier_id)])
    list(intake.add_files(station, dossier_id, key, [captured("later.png")]))
    pages.undo(station, dossier_id)
    assert _names(station, dossier_id) == ["1.png", "2.png", "3.png", "later.png"]
    assert len(station.store.documents(dossier_id)) == 1
    pages.redo(station, dossier_id)
    assert _names(station, dossier_id) == ["later.png"]


def test_undo_brings_no_page_back_to_a_paper_that_is_not_digitised_by_now(
    station: Station, dossier_id: str
) -> None:
    key = next(
        line.key
        for line in station.store.components(dossier_id)
        if line.digitize_class is DigitizeClass.MUST
    )
    pages.move_to(station, dossier_id, [page.page_id for page in _pages(station, dossier_id)], key)
    pages.delete(station, dossier_id, [page.page_id for page in _papers(station, dossier_id)[key]])
    never = DigitizeClass.DO_NOT_DIGITIZE
    change_class(station, dossier_id, key, never, "người nộp chỉ xuất trình")
    before = _all(station, dossier_id)
    with pytest.raises(NotAllowed, match="không được số hóa"):
        pages.undo(station, dossier_id)
    assert _all(station, dossier_id) == before
    change_class(station, dossier_id, key, DigitizeClass.MUST, "")
    assert pages.undo(station, dossier_id) == "delete"
    assert len(_papers(station, dossier_id)[key]) == 3


def test_moving_nothing_changes_nothing(station: Station, dossier_id: str) -> None:
    before = _all(station, dossier_id)
    pages.move(station, dossier_id, [], 0)
    pages.move_to(station, dossier_id, [], _scannable(station, dossier_id)[1])
    assert _all(station, dossier_id) == before


def test_corners_come_off_a_page_that_was_fed_turned(station: Station, dossier_id: str) -> None:
    key = _scannable(station, dossier_id)[0]
    (fed,) = intake.add_files(station, dossier_id, key, [captured("back.png", turn=180)])
    pages.set_corners(station, dossier_id, fed.page_id, CORNERS)
    pages.as_it_came(station, dossier_id, [fed.page_id])
    assert _pages(station, dossier_id)[-1].edits == (Fed(180),)


def test_what_was_undone_is_not_done_again_over_new_pages(
    station: Station, dossier_id: str
) -> None:
    key = _scannable(station, dossier_id)[0]
    pages.turn(station, dossier_id, [_pages(station, dossier_id)[0].page_id], 90)
    pages.undo(station, dossier_id)
    list(intake.add_files(station, dossier_id, key, [captured("later.png")]))
    assert pages.redo(station, dossier_id) is None


def test_steps_are_undone_in_their_order_and_only_so_many_are_kept(
    station: Station, dossier_id: str
) -> None:
    (first, *_) = _pages(station, dossier_id)
    for _ in range(55):
        pages.turn(station, dossier_id, [first.page_id], 90)
    undone = 0
    while pages.undo(station, dossier_id):
        undone += 1
    assert undone == 50
    assert _pages(station, dossier_id)[0].edits == (Turn(90),)


def test_a_page_that_is_gone_is_told_and_nothing_is_changed(
    station: Station, dossier_id: str
) -> None:
    first, *_ = before = _pages(station, dossier_id)
    with pytest.raises(BadInput, match="không còn"):
        pages.delete(station, dossier_id, [first.page_id, "gone"])
    assert _pages(station, dossier_id) == before
    assert pages.undo(station, dossier_id) is None


def test_the_pdf_of_a_changed_paper_is_forgotten_and_that_of_another_is_kept(
    station: Station, dossier_id: str
) -> None:
    second_key = _scannable(station, dossier_id)[1]
    list(intake.add_files(station, dossier_id, second_key, [captured("other.png")]))
    for document in station.store.documents(dossier_id):
        station.store.put_document(replace(document, pdf_sha256="ab" * 32, profile="archive"))
    station.store.move(dossier_id, State.CAPTURED)
    pages.turn(station, dossier_id, [_pages(station, dossier_id)[0].page_id], 90)
    first, second = station.store.documents(dossier_id)
    assert (first.pdf_sha256, first.profile, second.pdf_sha256) == ("", "", "ab" * 32)
    assert station.store.dossier(dossier_id).state is State.DRAFT


def test_taken_with_and_without_the_note(station: Station, dossier_id: str) -> None:
    first, second, third = (page.page_id for page in _pages(station, dossier_id))
    pages.mark_pair(station, dossier_id, first, second)
    pages.mark_note(station, dossier_id, [third], NoteSide.WITH_NOTE)
    pages.mark_note(station, dossier_id, [first], None)
    assert [page.note_side for page in _pages(station, dossier_id)] == [
        None,
        NoteSide.WITHOUT_NOTE,
        NoteSide.WITH_NOTE,
    ]


def test_a_dossier_that_is_no_longer_open_takes_no_change(
    station: Station, dossier_id: str
) -> None:
    ids = [page.page_id for page in _pages(station, dossier_id)]
    pages.turn(station, dossier_id, ids, 90)
    intake.cancel(station, dossier_id, "người dân rút hồ sơ")
    before = _all(station, dossier_id)
    for verb in VERBS.values():
        with pytest.raises(NotAllowed):
            verb(station, dossier_id, ids)
    with pytest.raises(NotAllowed):
        pages.undo(station, dossier_id)
    assert _all(station, dossier_id) == before
