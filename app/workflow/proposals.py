"""What each paper seems to say, field by field, for a person to check."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from app.document.extract.fields import ProposedField, propose, propose_fields
from app.document.extract.kinds import Misplaced, kind_of, misplaced
from app.document.extract.types import LabelledField
from app.document.frame import Word
from app.model.dossier import Document, DocumentData, DossierComponent, Page
from app.workflow.kept_readings import page_reading
from app.workflow.station import Station

COMMON = ("title", "number", "issued_on", "issuer", "abstract")
"""The fields every paper has; all others go to ``DocumentData.extras``."""


@dataclass(frozen=True)
class Proposal:
    """``fields`` say where on the paper ``data`` was read (pages from 0, of the PDF); ``expected``
    are the fields its kind of paper should have, found or not; ``belongs`` where the paper seems
    to belong, if not where it lies."""

    data: DocumentData
    fields: tuple[ProposedField, ...] = ()
    expected: tuple[LabelledField, ...] = ()
    belongs: Misplaced | None = None


def proposals(station: Station, dossier_id: str) -> dict[str, Proposal]:
    """A proposal for each paper, by document id. What a person has confirmed stands.

    Words are those kept from reading; where they are gone the text of the paper has to do, and
    no places are known.
    """
    components = station.store.components(dossier_id)
    pages = station.store.dossier_pages(dossier_id)
    today = station.clock.now().date()
    return {
        document.document_id: _proposal(
            document,
            _words(station, dossier_id, pages[document.document_id]),
            components,
            today,
        )
        for document in station.store.documents(dossier_id)
    }


def misplaced_papers(station: Station, dossier_id: str) -> dict[str, Misplaced]:
    """Papers that seem to lie under the wrong line, by component key, from what is read so far."""
    components = station.store.components(dossier_id)
    pages = station.store.dossier_pages(dossier_id)
    today = station.clock.now().date()
    found = {}
    for document in station.store.documents(dossier_id):
        words = _words(station, dossier_id, pages[document.document_id])
        belongs = _belongs(propose_fields(words, today), document, components, today)
        if belongs is not None:
            found[document.component_key] = belongs
    return found


def _words(station: Station, dossier_id: str, pages: Sequence[Page]) -> list[tuple[Word, ...]]:
    """The words of each page that goes into the PDF; none for a page that is not read."""
    kept = [page_reading(station, dossier_id, page).get() for page in pages if not page.left_out]
    return [reading.words if reading else () for reading in kept]


def _proposal(
    document: Document,
    words: Sequence[Sequence[Word]],
    components: Sequence[DossierComponent],
    today: date,
) -> Proposal:
    fields = propose_fields(words, today)
    expected = _expected(fields, today)
    belongs = _belongs(fields, document, components, today)
    if document.data.confirmed_at:
        return Proposal(document.data, fields, expected, belongs)
    values = {field.name: field.value for field in fields}
    seen = asdict(propose(document.text)) | values if not any(words) else values
    name = next(line.name for line in components if line.key == document.component_key)
    return Proposal(
        DocumentData(
            title=seen.get("title") or name,
            number=seen.get("number", ""),
            issued_on=seen.get("issued_on", ""),
            issuer=seen.get("issuer", ""),
            abstract=seen.get("abstract", ""),
            extras={key: value for key, value in seen.items() if key not in COMMON},
        ),
        fields,
        expected,
        belongs,
    )


def _expected(fields: Sequence[ProposedField], today: date) -> tuple[LabelledField, ...]:
    """Of a kind that is known by its heading; of other papers nothing is expected."""
    title, written = _heading(fields, today)
    kind = kind_of(title, written)
    return kind.fields if kind and kind.titles else ()


def _heading(fields: Sequence[ProposedField], today: date) -> tuple[str, date]:
    """The title of a paper and the day it was written."""
    values = {field.name: field.value for field in fields}
    written = date.fromisoformat(values.get("issued_on") or today.isoformat())
    return values.get("title", ""), written


def _belongs(
    fields: Sequence[ProposedField],
    document: Document,
    components: Sequence[DossierComponent],
    today: date,
) -> Misplaced | None:
    title, written = _heading(fields, today)
    return misplaced(title, document.component_key, components, written)
