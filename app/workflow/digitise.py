"""Digitising: the pages of each paper become one PDF/A, then the officer signs it.

The order is TT 01/2023's: scan, clean, text layer, PDF/A, officer's signature; data is
extracted only from what is signed. Each paper is kept as soon as it is made, so a crash costs
one paper's work at most.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from app.document.digitize import Digitized, digitize
from app.document.text.recognize import Recognizer, best_recognizer
from app.errors import BadInput, Cancelled, TryLater
from app.i18n import t
from app.model.dossier import Document, DocumentData, Dossier, Page
from app.model.output import OutputProfile
from app.model.states import State
from app.procedure.guard import check_before_seal
from app.signing.pades import sign_pdf
from app.workflow.intake import reopened
from app.workflow.page_input import page_input
from app.workflow.proposals import proposals
from app.workflow.station import Station

Progress = Callable[[int, int, str], None]
"""Called with pages done, pages in all, and the short name of the paper at hand."""

_SIGNATURES = 120_000
"""Bytes. The officer's and the agency's signature add 53 kB each (measured)."""


def _silent(done: int, total: int, name: str) -> None:
    """No one watches."""


def _never() -> bool:
    return False


def finish_capture(station: Station, dossier_id: str) -> Dossier:
    """DRAFT → CAPTURED once nothing is missing; ``BadInput`` says what is.

    Papers made another way than the station writes by now are forgotten, to be made anew.
    """
    with station.store.transaction():
        if station.store.dossier(dossier_id).state in (State.DRAFT, State.CAPTURED):
            forget_made_otherwise(station, dossier_id, station.settings.output_profile)
        dossier = station.store.dossier(dossier_id)
    if dossier.state is not State.DRAFT:
        return dossier
    pages = station.store.dossier_pages(dossier_id)
    paged = {
        document.component_key: len(pages.get(document.document_id, []))
        for document in station.store.documents(dossier_id)
    }
    blocking = [
        finding.sentence
        for finding in check_before_seal(station.store.components(dossier_id), paged)
        if finding.blocks
    ]
    if blocking:
        raise BadInput(" ".join(blocking), t("Bổ sung rồi niêm phong lại."))
    return station.store.move(dossier_id, State.CAPTURED)


def forget_made_otherwise(station: Station, dossier_id: str, profile: OutputProfile) -> None:
    """Papers of an open dossier that are not written as ``profile`` says are to be made anew."""
    for document in station.store.documents(dossier_id):
        if document.pdf_sha256 and document.profile != profile:
            reopened(station, document)


def process(
    station: Station,
    dossier_id: str,
    *,
    recognizer: Recognizer | None = None,
    progress: Progress = _silent,
    cancelled: Callable[[], bool] = _never,
) -> Dossier:
    """CAPTURED → PROCESSED: every paper has its PDF/A with a text layer.

    ``TryLater`` where pages, or the way of writing, changed meanwhile: no PDF is kept then that
    lacks what came.
    """
    dossier = station.store.dossier(dossier_id)
    if dossier.state is not State.CAPTURED:
        return dossier
    documents = station.store.documents(dossier_id)
    pages = station.store.dossier_pages(dossier_id)
    names = _names(station, dossier_id)
    total = sum(len(pages[document.document_id]) for document in documents)
    done = 0
    for document in documents:
        count = len(pages[document.document_id])
        if not document.pdf_sha256:
            profile = station.settings.output_profile
            made = _digitize(
                station,
                dossier_id,
                pages[document.document_id],
                names[document.component_key],
                recognizer or best_recognizer(),
                profile,
                _Within(progress, done, total, names[document.component_key]),
                cancelled,
            )
            _keep(station, document.document_id, pages[document.document_id], profile, made)
        done += count
        progress(done, total, names[document.component_key])
    with station.store.transaction():
        if station.store.dossier(dossier_id).state is not State.CAPTURED:
            raise _changed_meanwhile()
        return station.store.move(dossier_id, State.PROCESSED)


@dataclass(frozen=True)
class _Within:
    """Progress of one paper, told as progress of the dossier."""

    progress: Progress
    before: int
    total: int
    name: str

    def __call__(self, done: int, _of: int) -> None:
        self.progress(self.before + done, self.total, self.name)


def _digitize(
    station: Station,
    dossier_id: str,
    pages: list[Page],
    title: str,
    recognizer: Recognizer,
    profile: OutputProfile,
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> Digitized:
    inputs = [page_input(station, dossier_id, page) for page in pages]
    return digitize(
        inputs,
        title=title,
        recognizer=recognizer,
        profile=profile,
        fit_bytes=station.settings.file_size_limit_mb * 1_000_000 - _SIGNATURES,
        progress=progress,
        cancelled=cancelled,
    )


def _keep(
    station: Station,
    document_id: str,
    pages: list[Page],
    profile: OutputProfile,
    made: Digitized,
) -> None:
    digest = station.store.objects.put(made.pdf)
    with station.store.transaction():
        now = station.store.pages(document_id)
        if (
            list(map(_bound, now)) != list(map(_bound, pages))
            or station.settings.output_profile is not profile
        ):
            raise _changed_meanwhile()
        for number, (page, result) in enumerate(zip(now, made.pages, strict=True)):
            told = (made.note,) if made.note and number == 0 else ()
            station.store.put_page(
                replace(page, blank=result.blank, warnings=(*told, *result.warnings))
            )
        kept = sum(1 for result in made.pages if not result.left_out)
        station.store.put_document(
            replace(
                station.store.document(document_id),
                pdf_sha256=digest,
                page_count=kept,
                text=made.text,
                profile=made.profile.value,
            )
        )


def _bound(page: Page) -> Page:
    """What of a page makes its paper's PDF: not what was found about it meanwhile."""
    return replace(page, blank=None, warnings=(), note_side=None)


def _changed_meanwhile() -> TryLater:
    return TryLater(
        t("Giấy tờ vừa được thêm hoặc sửa trong lúc đang xử lý."),
        t("Xem lại các trang, rồi niêm phong lại."),
    )


def sign(
    station: Station,
    dossier_id: str,
    *,
    progress: Progress = _silent,
    cancelled: Callable[[], bool] = _never,
) -> list[Document]:
    """Sign every paper of a PROCESSED dossier with the officer's key; signed ones are kept.

    A token pulled in the middle leaves a half-done list; calling again goes on with the rest.
    ``TryLater`` where a paper changed meanwhile.
    """
    documents = station.store.documents(dossier_id)
    names = _names(station, dossier_id)
    for place, document in enumerate(documents):
        if cancelled():
            raise Cancelled(t("Đã dừng ký."), t("Các giấy tờ đã ký vẫn được giữ."))
        if not document.signed_sha256:
            _sign_one(station, document)
        progress(place + 1, len(documents), names[document.component_key])
    return station.store.documents(dossier_id)


def _sign_one(station: Station, document: Document) -> None:
    pdf = station.store.objects.read(document.pdf_sha256)
    signed = sign_pdf(pdf, station.signer(), role="officer", at=station.clock.now())
    digest = station.store.objects.put(signed.pdf)
    with station.store.transaction():
        if document not in station.store.documents(document.dossier_id):
            raise _changed_meanwhile()
        station.store.put_document(
            replace(
                document,
                signed_sha256=digest,
                signed_bytes=len(signed.pdf),
                signed_by=signed.signed_by,
                signed_at=signed.signed_at,
            )
        )
        station.store.audit("sign", document.document_id, {"sha256": digest, "legal": signed.legal})


def proposed_data(station: Station, dossier_id: str) -> dict[str, DocumentData]:
    """What each signed paper seems to say, by document id, for a person to check."""
    return {key: proposal.data for key, proposal in proposals(station, dossier_id).items()}


def review(station: Station, dossier_id: str, data: dict[str, DocumentData]) -> Dossier:
    """PROCESSED → REVIEWED: a person stands for the data of every paper (TT 01/2023 Điều 9)."""
    confirmed_at = station.clock.now().isoformat(timespec="seconds")
    with station.store.transaction():
        dossier = station.store.dossier(dossier_id)
        if dossier.state is not State.PROCESSED:
            return dossier
        for document in station.store.documents(dossier_id):
            checked = replace(
                data[document.document_id],
                confirmed_by=station.officer.full_name,
                confirmed_at=confirmed_at,
            )
            station.store.put_document(replace(document, data=checked))
        return station.store.move(dossier_id, State.REVIEWED)


def _names(station: Station, dossier_id: str) -> dict[str, str]:
    return {line.key: line.name for line in station.store.components(dossier_id)}
