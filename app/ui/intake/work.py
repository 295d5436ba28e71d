"""What the lanes do for *Tiếp nhận*: the officer's verbs, and pictures for the eye."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage

from app.capture.arranged.by_profile import arranged, request_of
from app.capture.devices import open_source
from app.capture.files import read_files
from app.capture.source import stopped
from app.document.door.load import count_frames, thumbnail
from app.document.photo.live import PageWatcher
from app.errors import AppError, BadInput
from app.i18n import t
from app.model.dossier import Dossier, DossierComponent, Page
from app.model.page import CapturedFile
from app.model.scanning import ScanProfile
from app.model.states import OPEN
from app.procedure.catalogue import Component
from app.store.page_history import PageStep
from app.ui.intake.pages.feeding import asking
from app.ui.lanes import Task
from app.ui.present.checklist import ChecklistRow, checklist_rows
from app.ui.present.drafts import DraftRow, draft_row
from app.ui.present.procedures import short_name
from app.workflow import intake
from app.workflow.stack import split_stack
from app.workflow.station import Station

THUMBNAIL_SIDE = 220


@dataclass(frozen=True)
class Counter:
    """An open dossier as it lies on the counter; pages by component key.

    ``undo`` names the step that can be taken back, ``redo`` the one that can be done again.
    """

    dossier: Dossier
    components: list[DossierComponent]
    pages: dict[str, list[Page]]
    catalogue: dict[str, Component]
    procedure: str
    undo: str = ""
    redo: str = ""

    @property
    def page_counts(self) -> dict[str, int]:
        return {key: len(pages) for key, pages in self.pages.items()}

    @property
    def rows(self) -> list[ChecklistRow]:
        return checklist_rows(self.components, self.pages, self.catalogue)


@dataclass(frozen=True)
class Arrival:
    """A page that is safe on disk, with its small picture; ``note`` is a sentence on a stack's
    separator sheet that could not be followed, or ''."""

    dossier_id: str
    component_key: str
    page: Page
    picture: QImage
    note: str = ""


def look(station: Station, dossier_id: str) -> Counter:
    """Everything the counter shows of a dossier."""
    dossier = station.store.dossier(dossier_id)
    pages = station.store.dossier_pages(dossier_id)
    procedure = station.catalogue.get(dossier.procedure_code, dossier.opened_at.date())
    return Counter(
        dossier,
        station.store.components(dossier_id),
        {
            document.component_key: pages[document.document_id]
            for document in station.store.documents(dossier_id)
        },
        {component.key: component for component in procedure.components},
        procedure.short_name,
        _what(station.store.step_to_undo(dossier_id)),
        _what(station.store.step_to_redo(dossier_id)),
    )


def _what(step: PageStep | None) -> str:
    return step.what if step else ""


def drafts(station: Station) -> list[DraftRow]:
    """Unfinished dossiers, the newest first."""
    return [
        draft_row(dossier, short_name(station.catalogue, dossier))
        for dossier in station.store.dossiers(OPEN)
    ]


def small_picture(station: Station, page: Page) -> QImage:
    data = station.store.objects.read(page.source_sha256)
    jpeg = thumbnail(data, page.source_name, page.frame, THUMBNAIL_SIDE)
    return QImage.fromData(jpeg)


def add_paths(
    station: Station, dossier_id: str, key: str, paths: Sequence[Path], task: Task
) -> None:
    """Add every file that can be used, then tell of those that cannot in one sentence."""
    faults: list[AppError] = []
    for path in paths:
        if task.cancelled():
            break
        try:
            for file in read_files([path]):
                stack = count_frames(file.data, file.name) > 1
                (keep_stack if stack else _add)(station, dossier_id, key, [file], task)
        except BadInput as fault:
            faults.append(fault)
    if len(faults) == 1:
        raise faults[0]
    if faults:
        raise BadInput(" ".join(fault.title for fault in faults), faults[0].hint)


def pasted(picture: QImage) -> CapturedFile:
    """A picture from the clipboard as the file it never was."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs know only paths
    return CapturedFile(bytes(data.data()), t("ảnh dán.png"), "image/png", "clipboard")


def add_captured(
    station: Station, dossier_id: str, key: str, file: CapturedFile, task: Task
) -> None:
    """Add one file that never was on disk, such as a picture from the clipboard."""
    _add(station, dossier_id, key, [file], task)


def scan(
    station: Station,
    dossier_id: str,
    key: str,
    source: str,
    profile: ScanProfile,
    task: Task,
) -> None:
    """Scan until there is no more paper or the officer stops; pages come as they are ready.

    Sheets laid on the glass one by one are no stack: nobody puts separators between them.
    """
    files = scanned(station, dossier_id, source, profile, task)
    stack = profile.feed != "flatbed" and not profile.ask_each_page
    if stack:
        keep_stack(station, dossier_id, key, files, task, scanned=True)
    else:
        _add(station, dossier_id, key, files, task)


def scanned(
    station: Station, dossier_id: str, source: str, profile: ScanProfile, task: Task
) -> Iterator[CapturedFile]:
    """The pictures of one run; questions of the scanner go to the window. A camera takes each
    paper that lies still."""
    watcher = PageWatcher()
    device = open_source(
        source, station.settings, ready=lambda picture, at: watcher.look(picture, at).ready
    )
    return arranged(device, profile, asking(task, dossier_id)).scan(
        request_of(profile), cancelled=task.cancelled
    )


def _add(
    station: Station, dossier_id: str, key: str, files: Iterable[CapturedFile], task: Task
) -> None:
    for page in intake.add_files(station, dossier_id, key, files):
        task.give(Arrival(dossier_id, key, page, small_picture(station, page)))


def keep_stack(
    station: Station,
    dossier_id: str,
    key: str,
    files: Iterable[CapturedFile],
    task: Task,
    *,
    scanned: bool = False,
) -> None:
    """Separator sheets say which paper follows; what none speaks for goes to the paper ``key``.

    Of what is ``scanned`` every picture is kept that was taken before the officer stopped: a
    scanner stops by itself, and may hand over the fronts of a whole stack then.

    Looking for them takes some tenths of a second a page, which a feeder takes anyway.
    """
    for kept in split_stack(station, dossier_id, files, key=key):
        picture = small_picture(station, kept.page)
        task.give(Arrival(dossier_id, kept.key, kept.page, picture, kept.note))
        if task.cancelled() and not scanned:
            raise stopped()


def changed(
    station: Station, dossier_id: str, verb: Callable[[], object]
) -> Callable[[Task], Counter]:
    """Work that does ``verb`` and looks at the counter again."""

    def work(task: Task) -> Counter:
        verb()
        return look(station, dossier_id)

    return work
