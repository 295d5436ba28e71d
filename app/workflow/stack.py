"""A stack of papers scanned in one go, split into the components of its dossier.

Separator sheets lie between the papers (``app.slips.separator``, Patch-T). A sheet says which
paper follows, and is itself no page. What no sheet has spoken for goes to the component the
officer chose. Nothing that was scanned is lost for a sheet that says something odd: the pages go
where they would have gone without it, each with a note.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.document.codes.barcodes import codes_on
from app.document.codes.separators import NextPaper, Receipt, Separator, separator_among
from app.document.door.load import count_frames, load_frame
from app.errors import BadInput, NotAllowed
from app.i18n import t
from app.model.dossier import DigitizeClass, DossierComponent, Page
from app.model.page import CapturedFile
from app.slips.separator import separator_sheets
from app.workflow import intake
from app.workflow.station import Station

FOREIGN_SHEET = "foreign-separator"
"""Audit action: a sheet or receipt of another dossier lay in the stack."""


@dataclass(frozen=True)
class StackedPage:
    """A page that was kept: ``key`` is its component. ``note`` is a sentence for the officer
    where a sheet before it could not be followed, else empty."""

    page: Page
    key: str
    note: str = ""


@dataclass
class _Place:
    """Where the next page goes: ``chosen`` by the officer, ``key`` by the last sheet. ``used``
    counts its pages, ``note`` is what must be said of them, ``refused`` marks a paper that must
    not be digitised."""

    chosen: str
    key: str
    used: int = 0
    note: str = ""
    refused: bool = False


def make_separator_sheets(station: Station, dossier_id: str) -> bytes:
    """The separator sheets of a dossier as PDF, to be printed before its papers are scanned.

    ``BadInput`` where none of its papers may be digitised.
    """
    dossier = intake.require_open(station, dossier_id)
    components = station.store.components(dossier_id)
    return separator_sheets(dossier, components, practice=station.practice)


def split_stack(
    station: Station,
    dossier_id: str,
    files: Iterable[CapturedFile],
    *,
    key: str = "",
    kind: str = "auto",
) -> Iterator[StackedPage]:
    """Keep the pages of a stack, each yielded once it is safe on disk.

    ``key`` is the component of what comes before the first sheet (empty: the first of the
    checklist that may be scanned). Patch-T leads on to the next such component of the checklist,
    once the present one has got a page. Pages behind the sheet of a paper of the class *do not
    digitise* are not kept, and ``NotAllowed`` says so when all else is. ``BadInput`` for a file
    that cannot be used and a dossier without a paper to scan; the pages before it stay.
    """
    intake.require_open(station, dossier_id)
    chosen = key or _first_key(station, dossier_id)
    intake.require_scannable(intake.component(station, dossier_id, chosen))
    place = _Place(chosen, chosen)
    refused: list[str] = []
    for file in files:
        for frame in range(count_frames(file.data, file.name)):
            separator = separator_on(file, frame)
            handed_in = _is_handed_in(station, dossier_id, separator)
            if separator is not None and not handed_in:
                place = _led(station, dossier_id, place, separator)
            elif place.refused:
                refused.append(place.key)
            else:
                [page] = intake.add_frames(station, dossier_id, place.key, file, [frame], kind=kind)
                place.used += 1
                yield StackedPage(page, place.key, _foreign_receipt() if handed_in else place.note)
    if refused:
        raise _not_kept(station, dossier_id, refused)


def separator_on(file: CapturedFile, frame: int) -> Separator | None:
    """The separator that a page of a file is, or None. ``BadInput`` where it does not open."""
    return separator_among(codes_on(load_frame(file.data, file.name, frame, file.dpi).pixels))


def _first_key(station: Station, dossier_id: str) -> str:
    for line in _scannable(station, dossier_id):
        return line.key
    raise BadInput(
        t("Hồ sơ không có giấy tờ nào được số hóa."),
        t("Chỉ xem và đối chiếu các giấy tờ, rồi đánh dấu «đã xuất trình»."),
    )


def _scannable(station: Station, dossier_id: str) -> list[DossierComponent]:
    return [
        line
        for line in station.store.components(dossier_id)
        if line.digitize_class is not DigitizeClass.DO_NOT_DIGITIZE
    ]


def _is_handed_in(station: Station, dossier_id: str, separator: Separator | None) -> bool:
    """A receipt of another dossier may be among the papers a citizen hands in: it is kept."""
    if not isinstance(separator, Receipt):
        return False
    dossier = station.store.dossier(dossier_id)
    return separator.code not in (dossier.dossier_code, dossier.provisional_code)


def _led(station: Station, dossier_id: str, place: _Place, separator: Separator) -> _Place:
    """The place after a sheet."""
    if isinstance(separator, NextPaper):
        return _next(station, dossier_id, place)
    if isinstance(separator, Receipt):
        return _Place(place.chosen, place.chosen)
    if separator.dossier_id != dossier_id:
        station.store.audit(FOREIGN_SHEET, dossier_id, {"sheet_of": separator.dossier_id})
        return _Place(place.chosen, place.chosen, note=_foreign_sheet())
    for line in station.store.components(dossier_id):
        if line.key == separator.key:
            refused = line.digitize_class is DigitizeClass.DO_NOT_DIGITIZE
            return _Place(place.chosen, line.key, refused=refused)
    return _Place(place.chosen, place.chosen, note=_unknown_paper())


def _next(station: Station, dossier_id: str, place: _Place) -> _Place:
    if not place.used and not place.refused:
        return place
    keys = [line.key for line in station.store.components(dossier_id)]
    behind = keys[keys.index(place.key) + 1 :]
    for line in _scannable(station, dossier_id):
        if line.key in behind:
            return _Place(place.chosen, line.key)
    return _Place(place.chosen, place.chosen, note=_no_more_papers())


def _foreign_receipt() -> str:
    return t("Trang này là giấy tiếp nhận của một hồ sơ khác.")


def _foreign_sheet() -> str:
    return t("Trước trang này là phiếu phân tách của hồ sơ khác: kiểm tra trang có nhầm không.")


def _unknown_paper() -> str:
    return t("Phiếu phân tách ghi giấy tờ không còn trong danh mục: xếp lại trang này.")


def _no_more_papers() -> str:
    return t("Sau tờ phân tách này danh mục không còn giấy tờ nào: xếp lại trang này.")


def _not_kept(station: Station, dossier_id: str, keys: list[str]) -> NotAllowed:
    names = {line.key: line.name for line in station.store.components(dossier_id)}
    return NotAllowed(
        t(
            "{pages} trang của «{names}» không được số hóa nên không được giữ lại.",
            pages=len(keys),
            names="», «".join(names[key] for key in dict.fromkeys(keys)),
        ),
        t("Đánh dấu «đã xuất trình»; các trang còn lại đã được giữ."),
    )
