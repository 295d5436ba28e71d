"""What the lanes do for a stack: bring it in, draw its separator sheets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QImage

from app.capture.files import natural_order, read_file
from app.capture.source import stopped
from app.errors import AppError, BadInput, Cancelled, NotAllowed
from app.i18n import t
from app.model.page import CapturedFile
from app.model.scanning import ScanProfile
from app.ui.intake.work import keep_stack, scanned
from app.ui.lanes import Task
from app.ui.pdf_pages import SCREEN_DPI, draw_pages
from app.workflow.stack import make_separator_sheets
from app.workflow.station import Station


@dataclass(frozen=True)
class Sheets:
    """The separator sheets of a dossier as PDF and as pictures."""

    pdf: bytes
    pictures: list[QImage]


def make_sheets(station: Station, dossier_id: str) -> Sheets:
    """``BadInput`` where none of its papers may be digitised."""
    pdf = make_separator_sheets(station, dossier_id)
    return Sheets(pdf, draw_pages(pdf, SCREEN_DPI))


def scan_stack(
    station: Station, dossier_id: str, key: str, source: str, profile: ScanProfile, task: Task
) -> None:
    """Scan until there is no more paper, whatever it is fed by, and lay it apart."""
    files = scanned(station, dossier_id, source, profile, task)
    keep_stack(station, dossier_id, key, files, task, scanned=True)


def add_stack(
    station: Station, dossier_id: str, key: str, paths: Sequence[Path], task: Task
) -> None:
    """Files are the sheets of one stack, in the natural order of their names.

    What is neither a picture nor a PDF is passed over and told at the end. A damaged one ends
    the stack there, so that no page behind it goes to a wrong paper.
    """
    stack = _Stack(sorted(paths, key=natural_order), task)
    try:
        keep_stack(station, dossier_id, key, stack.files(), task)
    except Cancelled:
        raise
    except NotAllowed as refused:
        stack.faults.append(refused)
    except BadInput as fault:
        stack.faults.append(_ended_at(fault, stack.waiting))
    if len(stack.faults) == 1:
        raise stack.faults[0]
    if stack.faults:
        raise BadInput(" ".join(each.title for each in stack.faults), stack.faults[-1].hint)


class _Stack:
    """Files on their way; ``waiting`` are those not read yet."""

    def __init__(self, paths: list[Path], task: Task) -> None:
        self.waiting = paths
        self.faults: list[AppError] = []
        self._count = len(paths)
        self._task = task

    def files(self) -> Iterator[CapturedFile]:
        while self.waiting:
            if self._task.cancelled():
                raise stopped()
            path = self.waiting.pop(0)
            self._task.report(self._count - len(self.waiting), self._count)
            try:
                file = read_file(path)
            except BadInput as fault:
                self.faults.append(fault)
            else:
                yield file


def _ended_at(fault: BadInput, waiting: list[Path]) -> BadInput:
    if not waiting:
        return fault
    return BadInput(
        fault.title,
        t(
            "Quét lại tờ này rồi thêm tiếp từ «{next}»: {count} tệp sau nó chưa được nhận.",
            next=waiting[0].name,
            count=len(waiting),
        ),
    )
