"""From papers on the counter to a sealed dossier: what the process lane does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QImage

from app.document.extract.fields import ProposedField
from app.document.extract.snippets import pdf_snippets
from app.i18n import t
from app.model.dossier import DocumentData, Dossier
from app.model.states import State
from app.ui.lanes import Task
from app.ui.pdf_pages import SCREEN_DPI, draw_page, draw_pages
from app.ui.present.fields import misplaced_sentence
from app.workflow.digitise import finish_capture, process, review, sign
from app.workflow.proposals import Proposal, proposals
from app.workflow.receipt import make_receipt_slip
from app.workflow.seal import seal_dossier
from app.workflow.station import Station


@dataclass(frozen=True)
class ToReview:
    """A signed paper, what it seems to say, and what the eye needs to compare.

    ``pages`` are pictures at ``SCREEN_DPI`` of the first page and of those with fields, by number
    from 0; ``snippets`` show the place of each field that was found, by its name.
    """

    document_id: str
    name: str
    proposal: Proposal
    pages: dict[int, QImage]
    snippets: dict[str, QImage]
    remarks: tuple[str, ...]


@dataclass(frozen=True)
class Sealed:
    """A dossier in the queue, with its receipt slip as PDF and as pictures."""

    dossier: Dossier
    slip: bytes
    pictures: list[QImage]


def prepare(station: Station, dossier_id: str, task: Task) -> list[ToReview]:
    """Close the capture, make the PDFs, sign them; empty where a person has checked already
    or there is no paper to check."""
    finish_capture(station, dossier_id)
    process(
        station,
        dossier_id,
        progress=lambda done, total, name: task.report(
            t("Đang số hóa «{name}»", name=name), done, total
        ),
        cancelled=task.cancelled,
    )
    if station.store.dossier(dossier_id).state is not State.PROCESSED:
        return []
    sign(
        station,
        dossier_id,
        progress=lambda done, total, name: task.report(
            t("Đang ký «{name}»", name=name), done, total
        ),
        cancelled=task.cancelled,
    )
    return _to_review(station, dossier_id)


def _to_review(station: Station, dossier_id: str) -> list[ToReview]:
    names = {line.key: line.name for line in station.store.components(dossier_id)}
    proposed = proposals(station, dossier_id)
    papers = []
    for document in station.store.documents(dossier_id):
        pdf = station.store.objects.read(document.signed_sha256)
        proposal, name = proposed[document.document_id], names[document.component_key]
        wanted = sorted({0, *(field.page for field in proposal.fields)})
        wrong = (misplaced_sentence(proposal.belongs, name),) if proposal.belongs else ()
        papers.append(
            ToReview(
                document.document_id,
                name,
                proposal,
                {page: draw_page(pdf, page, SCREEN_DPI) for page in wanted},
                _snippets(pdf, proposal.fields),
                (*wrong, *_remarks(station, document.document_id)),
            )
        )
    return papers


def _snippets(pdf: bytes, fields: Sequence[ProposedField]) -> dict[str, QImage]:
    pictures = {}
    for page in {field.page for field in fields}:
        here = [field for field in fields if field.page == page]
        cut = pdf_snippets(pdf, page, [field.box for field in here])
        for field, jpeg in zip(here, cut, strict=True):
            pictures[field.name] = QImage.fromData(jpeg)
    return pictures


def _remarks(station: Station, document_id: str) -> tuple[str, ...]:
    """What was found about the pages while they were made."""
    remarks = []
    for page in station.store.pages(document_id):
        number = page.position + 1
        if page.left_out:
            remarks.append(
                t("Trang {number} trắng, đã để ngoài hồ sơ.", number=number)
                if page.blank
                else t("Trang {number} để ngoài hồ sơ theo ý cán bộ.", number=number)
            )
        remarks.extend(
            t("Trang {number}: {warning}", number=number, warning=warning)
            for warning in page.warnings
        )
    return tuple(remarks)


def seal(station: Station, dossier_id: str, checked: dict[str, DocumentData]) -> Sealed:
    """A person has checked the data: number the dossier, seal it, queue it, draw the slip."""
    review(station, dossier_id, checked)
    dossier = seal_dossier(station, dossier_id)
    return receipt_of(station, dossier)


def receipt_of(station: Station, dossier: Dossier) -> Sealed:
    """The slip of a sealed dossier, ready to be shown."""
    slip = make_receipt_slip(station, dossier.dossier_id)
    return Sealed(dossier, slip, draw_pages(slip, SCREEN_DPI))
