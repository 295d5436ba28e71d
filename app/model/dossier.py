"""The dossier and what lies in it. The glossary is DOMAIN §5."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum

from app.model.edits import Edit
from app.model.people import Person
from app.model.states import State


class CopyKind(StrEnum):
    """Bản chính, bản sao, bản điện tử."""

    ORIGINAL = "original"
    COPY = "copy"
    ELECTRONIC = "electronic"


class Handling(StrEnum):
    """Giấy tờ phải nộp, giấy tờ phải xuất trình."""

    SUBMIT = "submit"
    PRESENT_ONLY = "present_only"


class DigitizeClass(StrEnum):
    """Whether a paper is digitised (TT 01/2023 Điều 5-8; QĐ 468; DOMAIN §1A)."""

    MUST = "must"
    ON_DEMAND_CITIZEN = "on_demand_citizen"
    ON_DEMAND_AGENCY = "on_demand_agency"
    DO_NOT_DIGITIZE = "do_not_digitize"


class Outcome(StrEnum):
    """What became of a component at the counter."""

    PENDING = "pending"
    RECEIVED = "received"
    PRESENTED = "presented"
    REUSED = "reused"
    NOT_NEEDED = "not_needed"


class NoteSide(StrEnum):
    """A page with a handwritten note is taken twice (TT 01/2023 Điều 8; DOMAIN §2.3)."""

    WITH_NOTE = "with_note"
    WITHOUT_NOTE = "without_note"


class Channel(IntEnum):
    """``KenhThucHien`` (DOMAIN §2.11)."""

    DIRECT = 1
    ONLINE = 2
    POST = 3


@dataclass(frozen=True)
class DossierComponent:
    """One line of the dossier's checklist, copied from the catalogue at intake.

    ``key`` is unique in the dossier and stable in the catalogue (``giay-chung-sinh``).
    ``evidence`` says why a paper was reused or not needed; it may not be empty then.
    """

    key: str
    name: str
    handling: Handling
    digitize_class: DigitizeClass
    copy_kind: CopyKind
    quantity: int = 1
    required: bool = True
    official_name: str = ""
    document_type_code: str = ""
    outcome: Outcome = Outcome.PENDING
    evidence: str = ""


@dataclass(frozen=True)
class Page:
    """One picture a source gave: the untouched original, kept by its hash.

    ``frame`` counts from 0 inside a multi-page source file; ``dpi`` is what the source said it
    scanned at, None where only the file can tell. ``blank`` and ``warnings`` are filled when the
    page has been looked at; a quarantined blank stays here and is left out of the PDF, unless
    the officer's own word ``keep`` says otherwise (None: the station decides). ``edits`` is what
    the officer did to it. ``note_side`` pairs the two takes of a page with handwriting on it.
    """

    page_id: str
    document_id: str
    position: int
    source_sha256: str
    source_name: str
    media_type: str
    frame: int = 0
    kind: str = "auto"
    blank: bool | None = None
    warnings: tuple[str, ...] = ()
    dpi: float | None = None
    edits: tuple[Edit, ...] = ()
    keep: bool | None = None
    note_side: NoteSide | None = None

    @property
    def left_out(self) -> bool:
        """True where the page does not go into the PDF."""
        return not self.keep if self.keep is not None else bool(self.blank)


@dataclass(frozen=True)
class DocumentData:
    """The minimum fields of a digitised paper (TT 01/2023 Điều 9; DOMAIN §2.3).

    ``extras`` holds, by field name, what its kind of paper says besides: names, birth dates,
    identifiers (``resources/forms/fields``). Empty ones are not kept.
    """

    title: str = ""
    number: str = ""
    issued_on: str = ""
    issuer: str = ""
    abstract: str = ""
    valid_until: str = ""
    scope: str = ""
    confirmed_by: str = ""
    confirmed_at: str = ""
    extras: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Document:
    """One paper of a component: pages in, a signed PDF/A out.

    ``pdf_sha256`` names the PDF/A before signing, ``signed_sha256`` the revision that is sent.
    ``document_code`` is exactly ``<owner identifier>.<document type code>``; two papers of one
    type share it and differ in ``version_no``. ``profile`` is how the PDF was made, '' before.
    """

    document_id: str
    dossier_id: str
    component_key: str
    position: int
    copy_kind: CopyKind
    owner_identifier: str = ""
    document_type_code: str = ""
    document_code: str = ""
    version_no: int = 1
    pdf_sha256: str = ""
    signed_sha256: str = ""
    signed_bytes: int = 0
    page_count: int = 0
    signed_by: str = ""
    signed_at: str = ""
    text: str = ""
    profile: str = ""
    data: DocumentData = field(default_factory=DocumentData)


@dataclass(frozen=True)
class Dossier:
    """One request of one citizen, from the counter to its result.

    ``fee`` is in đồng, 0 where it is free, None where the province's own table decides.
    """

    dossier_id: str
    state: State
    procedure_code: str
    procedure_name: str
    decision_no: str
    case_key: str
    sector: str
    channel: Channel
    applicant: Person
    submitter: Person | None
    officer_id: str
    officer_name: str
    opened_at: datetime
    received_at: datetime | None = None
    due_at: datetime | None = None
    term_text: str = ""
    dossier_code: str = ""
    provisional_code: str = ""
    copies: int = 1
    fee: int | None = None
    return_method: str = "counter"
    note: str = ""
    held_reason: str = ""
    manifest_seq: int = 0
    manifest_sha256: str = ""
    receipt_sha256: str = ""
    printed: bool = False

    @property
    def code(self) -> str:
        """The number on the receipt: the official one, or the provisional one until then."""
        return self.dossier_code or self.provisional_code
