"""Sources arranged to a profile: by hand, in two passes, with flipped backs, on after a fault."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from PIL import Image

from app.capture.arranged.after_fault import AfterFault
from app.capture.arranged.asking import Asking
from app.capture.arranged.by_profile import arranged, request_of
from app.capture.arranged.sheet_by_sheet import SheetBySheet
from app.capture.arranged.two_passes import TwoPasses
from app.capture.arranged.upright import upright
from app.capture.escl.source import EsclSource
from app.capture.source import ScanRequest
from app.errors import AppError, BadInput, Cancelled, Unavailable
from app.model.page import CapturedFile
from app.model.scanning import ScanProfile, built_in_profiles, profile_named
from tests.capture.escl_simulator import EsclSimulator
from tests.capture.escl_simulator_state import Faults, Sheet
from tests.capture.papers import COARSE, never, number_of, paper, scan_until_fault

FEEDER = ScanRequest(dpi=75, feed="feeder")
GLASS = ScanRequest(dpi=75, feed="flatbed")


def numbers(pages: list[CapturedFile]) -> list[int]:
    return [number_of(page) for page in pages]


def nobody() -> Asking:
    """Whatever is asked, nobody is there."""
    return Asking(lambda: False, lambda: False, lambda fault: False)


def scan(
    scanner: EsclSimulator, profile: ScanProfile, asking: Asking
) -> tuple[list[CapturedFile], AppError | None]:
    source = arranged(EsclSource(scanner.url), profile, asking)
    return scan_until_fault(source, request_of(replace(profile, dpi=75)))


class Hands:
    """A person at the scanner who does one thing at each question and answers yes."""

    def __init__(self, *deeds: Callable[[], object]) -> None:
        self._deeds = list(deeds)

    def __call__(self, *_: object) -> bool:
        if not self._deeds:
            return False
        self._deeds.pop(0)()
        return True


def laying(scanner: EsclSimulator, number: int) -> Callable[[], None]:
    def lay() -> None:
        scanner.glass = paper(number)

    return lay


def turning_over(scanner: EsclSimulator, *backs: int) -> Callable[[], None]:
    def turn_over() -> None:
        scanner.feeder = [Sheet(paper(number)) for number in backs]

    return turn_over


def test_sheets_laid_by_hand_come_until_the_officer_is_done(scanner: EsclSimulator) -> None:
    source = SheetBySheet(EsclSource(scanner.url), Hands(laying(scanner, 4), laying(scanner, 2)))
    pages = list(source.scan(GLASS, cancelled=never))
    assert numbers(pages) == [0, 4, 2]
    assert len({page.name for page in pages}) == 3


def test_a_card_has_two_sides_and_no_third_question(scanner: EsclSimulator) -> None:
    hands = Hands(laying(scanner, 4), laying(scanner, 2))
    card = profile_named(built_in_profiles(), "the")
    pages, fault = scan(scanner, card, replace(nobody(), next_sheet=hands))
    assert (numbers(pages), fault) == ([0, 4], None)


def test_stopped_while_the_officer_is_asked(scanner: EsclSimulator) -> None:
    stop = False

    def stop_now() -> None:
        nonlocal stop
        stop = True

    source = SheetBySheet(EsclSource(scanner.url), Hands(stop_now))
    pages = source.scan(GLASS, cancelled=lambda: stop)
    assert number_of(next(pages)) == 0
    with pytest.raises(Cancelled):
        next(pages)


def test_a_jam_put_right_goes_on_in_the_same_run(scanner: EsclSimulator) -> None:
    scanner.faults = Faults(jam_at_page=2)
    faults: list[AppError] = []

    def put_right(fault: AppError) -> bool:
        faults.append(fault)
        scanner.repair()
        return True

    source = AfterFault(EsclSource(scanner.url), put_right)
    assert numbers(list(source.scan(COARSE, cancelled=never))) == [1, 3, 5]
    assert ["kẹt giấy" in fault.title for fault in faults] == [True]


def test_unplugged_and_plugged_in_again(scanner: EsclSimulator) -> None:
    scanner.faults = Faults(cut_in_page=2)
    source = AfterFault(EsclSource(scanner.url), Hands(scanner.repair))
    # The sheet that was in the feeder's rollers is through: the officer lays it again.
    assert numbers(list(source.scan(COARSE, cancelled=never))) == [1, 5]


def test_a_fault_nobody_puts_right_ends_it_with_the_pages_before(scanner: EsclSimulator) -> None:
    scanner.faults = Faults(jam_at_page=3)
    pages, fault = scan_until_fault(AfterFault(EsclSource(scanner.url), lambda fault: False))
    assert numbers(pages) == [1, 3]
    assert isinstance(fault, Unavailable)


def test_so_many_pages_are_counted_across_a_fault_and_across_sheets(
    scanner: EsclSimulator,
) -> None:
    scanner.faults = Faults(jam_at_page=2)
    request = ScanRequest(dpi=75, feed="feeder", max_pages=2)
    source = AfterFault(EsclSource(scanner.url), Hands(scanner.repair))
    assert numbers(list(source.scan(request, cancelled=never))) == [1, 3]


def test_what_the_scanner_cannot_do_is_not_asked_about() -> None:
    with EsclSimulator(glass=paper(0)) as glass_only:
        source = AfterFault(EsclSource(glass_only.url), lambda fault: True)
        with pytest.raises(BadInput, match="không có khay nạp"):
            list(source.scan(FEEDER, cancelled=never))


def test_two_passes_are_laid_together(scanner: EsclSimulator) -> None:
    source = TwoPasses(EsclSource(scanner.url), Hands(turning_over(scanner, 6, 4, 2)))
    pages = list(source.scan(COARSE, cancelled=never))
    assert numbers(pages) == [1, 2, 3, 4, 5, 6]
    assert {page.turn for page in pages} == {0}


def test_a_jam_in_each_pass_put_right(scanner: EsclSimulator) -> None:
    scanner.faults = Faults(jam_at_page=2)

    def turn_over() -> None:
        turning_over(scanner, 6, 4, 2)()
        scanner.faults = Faults(jam_at_page=5)

    profile = ScanProfile("x", "x", two_passes=True, flip_backs=True)
    hands = replace(
        nobody(), turned_over=Hands(turn_over), go_on=Hands(scanner.repair, scanner.repair)
    )
    pages, fault = scan(scanner, profile, hands)
    assert (numbers(pages), fault) == ([1, 2, 3, 4, 5, 6], None)
    assert [page.turn for page in pages] == [0, 180, 0, 180, 0, 180]


def test_passes_of_unequal_length_lose_nothing_and_say_so(scanner: EsclSimulator) -> None:
    source = TwoPasses(EsclSource(scanner.url), Hands(turning_over(scanner, 4, 2)))
    pages, fault = scan_until_fault(source)
    assert numbers(pages) == [1, 3, 5, 4, 2]
    assert isinstance(fault, BadInput)
    assert "3 trang" in fault.title
    assert "2 trang" in fault.title


def test_a_fault_in_the_second_pass_hands_over_all_that_came(scanner: EsclSimulator) -> None:
    scanner.faults = Faults(jam_at_page=5)
    source = TwoPasses(EsclSource(scanner.url), Hands(turning_over(scanner, 6, 4, 2)))
    pages, fault = scan_until_fault(source)
    assert numbers(pages) == [1, 3, 5, 6]
    assert isinstance(fault, Unavailable)


def test_a_stop_in_the_first_pass_hands_over_all_that_came(scanner: EsclSimulator) -> None:
    scanner.page_seconds = 0.2
    started = time.monotonic()
    pages: list[CapturedFile] = []
    source = TwoPasses(EsclSource(scanner.url), lambda: True)
    with pytest.raises(Cancelled):
        for page in source.scan(COARSE, cancelled=lambda: time.monotonic() - started > 0.5):
            pages.append(page)
    assert numbers(pages) in ([1], [1, 3])


def test_a_stack_that_is_not_turned_over_gives_its_fronts(scanner: EsclSimulator) -> None:
    source = TwoPasses(EsclSource(scanner.url), lambda: False)
    assert numbers(list(source.scan(COARSE, cancelled=never))) == [1, 3, 5]


def test_flipped_backs_are_said_to_stand_on_their_heads(scanner: EsclSimulator) -> None:
    profile = ScanProfile("x", "x", duplex=True, flip_backs=True)
    pages, _ = scan(scanner, profile, nobody())
    assert numbers(pages) == [1, 2, 3, 4, 5, 6]
    assert [page.turn for page in pages] == [0, 180, 0, 180, 0, 180]


def test_after_a_jam_between_front_and_back_a_front_comes_first(scanner: EsclSimulator) -> None:
    scanner.faults = Faults(jam_at_page=2)
    profile = ScanProfile("x", "x", duplex=True, flip_backs=True)

    def lay_again() -> None:
        scanner.repair()
        scanner.refill()

    pages, _ = scan(scanner, profile, replace(nobody(), go_on=Hands(lay_again)))
    assert numbers(pages) == [1, 1, 2, 3, 4, 5, 6]
    assert [page.turn for page in pages] == [0, 0, 180, 0, 180, 0, 180]


@pytest.mark.parametrize(("turn", "corner"), [(90, (1, 0)), (180, (1, 1)), (270, (0, 1))])
def test_a_page_on_its_head_is_set_upright_as_a_file(turn: int, corner: tuple[int, int]) -> None:
    picture = Image.new("RGB", (64, 64), "white")
    picture.paste("black", (0, 0, 32, 32))
    with io.BytesIO() as out:
        picture.save(out, "PNG")
        page = CapturedFile(out.getvalue(), "1.png", "image/png", "x", 200.0, turn=turn)
    with Image.open(io.BytesIO(upright(page))) as turned:
        assert turned.format == "PNG"
        assert turned.getpixel((16 + 32 * corner[0], 16 + 32 * corner[1])) == (0, 0, 0)
        assert round(turned.info["dpi"][0]) == 200


def test_a_page_that_cannot_be_turned_stays_as_it_came() -> None:
    page = CapturedFile(b"%PDF-1.7", "1.pdf", "application/pdf", "x", turn=180)
    assert upright(page) == page.data
