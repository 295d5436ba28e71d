"""A scan profile put to work: the request it stands for, and the source arranged to it."""

from __future__ import annotations

from app.capture.arranged.after_fault import AfterFault
from app.capture.arranged.asking import Asking
from app.capture.arranged.flipped_backs import FlippedBacks
from app.capture.arranged.sheet_by_sheet import SheetBySheet
from app.capture.arranged.two_passes import TwoPasses
from app.capture.source import ScanRequest, Source
from app.model.scanning import ScanProfile


def request_of(profile: ScanProfile) -> ScanRequest:
    """What a profile asks of its source."""
    return ScanRequest(
        dpi=profile.dpi,
        colour=profile.colour,
        feed=profile.feed,
        duplex=profile.duplex,
        max_pages=profile.max_pages,
    )


def arranged(source: Source, profile: ScanProfile, asking: Asking) -> Source:
    """``source`` as the profile wants it used, with a person to ask."""
    if profile.duplex and profile.flip_backs:
        source = FlippedBacks(source)
    source = AfterFault(source, asking.go_on)
    if profile.two_passes:
        source = TwoPasses(source, asking.turned_over, flip_backs=profile.flip_backs)
    if profile.ask_each_page:
        source = SheetBySheet(source, asking.next_sheet)
    return source
