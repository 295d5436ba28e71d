"""What an officer does to pages: turn, cut, split, join, order, take out, capture again.

Every verb is one transaction with one audit row and one step that ``undo`` takes back, also
after a crash. Originals are never written over or deleted. Sealed dossiers refuse
(``NotAllowed``); a page that is gone is ``BadInput``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from app.document.door.load import count_frames
from app.errors import BadInput
from app.i18n import t
from app.model.dossier import NoteSide, Page
from app.model.edits import Below, Corners, Crop
from app.model.ids import new_id
from app.model.page import CapturedFile
from app.workflow.intake import component, document_of, require_open, require_scannable
from app.workflow.page_edits import as_captured, as_fed, cornered, cropped, halved, turned
from app.workflow.page_step import Papers, redo, step, undo
from app.workflow.station import Station

__all__ = [
    "as_it_came",
    "crop",
    "delete",
    "join",
    "keep",
    "mark_note",
    "mark_pair",
    "move",
    "move_to",
    "redo",
    "retake",
    "set_corners",
    "set_kind",
    "split",
    "turn",
    "undo",
]


def turn(station: Station, dossier_id: str, page_ids: Iterable[str], degrees: int) -> None:
    """Turn pages clockwise by a multiple of 90 ``degrees``."""

    def change(papers: Papers) -> None:
        for page_id in page_ids:
            papers.change(page_id, edits=turned(papers.page(page_id).edits, degrees))

    step(station, dossier_id, "turn", change)


def crop(station: Station, dossier_id: str, page_id: str, part: Crop) -> None:
    """Keep only ``part`` of a page as it stands."""

    def change(papers: Papers) -> None:
        papers.change(page_id, look_again=True, edits=cropped(papers.page(page_id).edits, part))

    step(station, dossier_id, "crop", change)


def set_corners(station: Station, dossier_id: str, page_id: str, corners: Corners) -> None:
    """Say by hand where the page lies in its picture."""

    def change(papers: Papers) -> None:
        edits = cornered(papers.page(page_id).edits, corners)
        papers.change(page_id, look_again=True, edits=edits)

    step(station, dossier_id, "corners", change)


def split(station: Station, dossier_id: str, page_id: str, at: float | None = None) -> None:
    """The picture of an open book becomes its two pages, cut at ``at`` (share of the width;
    None: at the gutter that is found)."""

    def change(papers: Papers) -> None:
        left, right = halved(papers.page(page_id).edits, at)
        first = papers.change(page_id, look_again=True, edits=left)
        papers.put_after(page_id, [replace(first, page_id=new_id(), edits=right)])

    step(station, dossier_id, "split", change)


def join(station: Station, dossier_id: str, front_id: str, back_id: str) -> None:
    """Both sides of a card on one page: the back goes below the front."""

    def change(papers: Papers) -> None:
        papers.paper_of(front_id)
        (back,) = papers.take([back_id])
        below = Below(
            back.source_sha256,
            back.source_name,
            back.media_type,
            back.frame,
            back.edits,
            back.dpi,
            back.kind,
        )
        edits = (*papers.page(front_id).edits, below)
        papers.change(front_id, look_again=True, edits=edits)

    if front_id == back_id:
        raise BadInput(
            t("Cần chọn đúng hai trang để ghép."),
            t("Chọn trang mặt trước rồi giữ Ctrl và chọn trang mặt sau."),
        )
    step(station, dossier_id, "join", change)


def as_it_came(station: Station, dossier_id: str, page_ids: Iterable[str]) -> None:
    """Take every edit off; a picture laid below stands as a page of its own again."""

    def change(papers: Papers) -> None:
        for page_id in page_ids:
            page = papers.page(page_id)
            edits, below = as_captured(page.edits)
            if edits != page.edits:
                papers.change(page_id, look_again=True, edits=edits)
                papers.put_after(page_id, [_own_page(page, each) for each in below])

    step(station, dossier_id, "reset", change)


def _own_page(front: Page, below: Below) -> Page:
    return Page(
        page_id=new_id(),
        document_id=front.document_id,
        position=front.position,
        source_sha256=below.source_sha256,
        source_name=below.source_name,
        media_type=below.media_type,
        frame=below.frame,
        kind=below.kind,
        dpi=below.dpi,
        edits=below.edits,
    )


def move(station: Station, dossier_id: str, page_ids: Iterable[str], position: int) -> None:
    """Put pages of one paper together at another place of it; the others keep their order."""
    wanted = list(page_ids)

    def change(papers: Papers) -> None:
        if not wanted:
            return
        paper = papers.paper_of(wanted[0])
        taken = papers.take(wanted)
        place = max(0, position)
        paper[place:place] = taken

    step(station, dossier_id, "move", change)


def move_to(station: Station, dossier_id: str, page_ids: Iterable[str], key: str) -> None:
    """Put pages at the end of another paper. ``NotAllowed`` for one that must not be scanned."""
    wanted = list(page_ids)
    require_scannable(component(station, dossier_id, key))
    with station.store.transaction():
        require_open(station, dossier_id)
        if not wanted:
            return
        target = document_of(station, dossier_id, key).document_id

        def change(papers: Papers) -> None:
            papers.now[target] += papers.take(wanted)

        step(station, dossier_id, "move_to", change)


def delete(station: Station, dossier_id: str, page_ids: Iterable[str]) -> None:
    """Take pages out; their originals stay in the store."""
    step(station, dossier_id, "delete", lambda papers: papers.take(page_ids))


def retake(station: Station, dossier_id: str, page_id: str, file: CapturedFile) -> None:
    """A new picture takes the place of a page, with nothing done to it yet.

    ``BadInput`` for a file of more than one page; the page stays as it is then.
    """
    require_open(station, dossier_id)
    frames = count_frames(file.data, file.name)
    if frames > 1:
        raise BadInput(
            t(
                "Tệp «{name}» có {count} trang, chỉ thay được một trang.",
                name=file.name,
                count=frames,
            ),
            t("Chọn tệp chỉ có một trang, hoặc bỏ trang cũ rồi thêm tệp này."),
        )
    digest = station.store.objects.put(file.data)

    def change(papers: Papers) -> None:
        papers.change(
            page_id,
            look_again=True,
            source_sha256=digest,
            source_name=file.name,
            media_type=file.media_type,
            frame=0,
            dpi=file.dpi,
            edits=as_fed(file),
            keep=None,
        )

    step(station, dossier_id, "retake", change)


def keep(station: Station, dossier_id: str, page_ids: Iterable[str], *, kept: bool) -> None:
    """Say whether pages go into the PDF, whatever the station thinks of them."""

    def change(papers: Papers) -> None:
        for page_id in page_ids:
            papers.change(page_id, keep=kept)

    step(station, dossier_id, "keep" if kept else "leave_out", change)


def mark_note(
    station: Station, dossier_id: str, page_ids: Iterable[str], side: NoteSide | None
) -> None:
    """Mark pages as taken with or without the note written on them by hand; None: no such page
    (TT 01/2023 Điều 8)."""

    def change(papers: Papers) -> None:
        for page_id in page_ids:
            papers.change(page_id, note_side=side)

    step(station, dossier_id, "note", change)


def mark_pair(station: Station, dossier_id: str, with_note: str, without_note: str) -> None:
    """Two pages are the two takes of one page with a note on it (TT 01/2023 Điều 8)."""

    def change(papers: Papers) -> None:
        papers.change(with_note, note_side=NoteSide.WITH_NOTE)
        papers.change(without_note, note_side=NoteSide.WITHOUT_NOTE)

    step(station, dossier_id, "note", change)


def set_kind(station: Station, dossier_id: str, page_ids: Iterable[str], kind: str) -> None:
    """Say what a picture is: ``scan``, ``photo``, or ``auto`` where the station shall see."""

    def change(papers: Papers) -> None:
        for page_id in page_ids:
            if papers.page(page_id).kind != kind:
                papers.change(page_id, look_again=True, kind=kind)

    step(station, dossier_id, "kind", change)
