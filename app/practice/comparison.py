"""Both sides held against each other: what the station sent and what the province has."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

from app.errors import BadInput
from app.i18n import t
from app.model.dossier import Document, Dossier
from app.model.states import AT_PROVINCE
from app.province.archive import ProvinceArchive
from app.signing.verify import verify_pdf
from app.workflow.station import Station


@dataclass
class DossierLine:
    """One dossier of the practice day, as the table and the JSON show it."""

    code: str
    procedure: str
    applicant: str
    papers: int
    pages: int
    blank: int
    warnings: int
    bytes: int
    signed: bool
    at_province: bool
    differences: list[str] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        return not self.differences


def compare(station: Station, archive: ProvinceArchive, dossier: Dossier) -> DossierLine:
    """Check one dossier end to end: every digest, signature and receipt, on both sides."""
    documents = station.store.documents(dossier.dossier_id)
    pages = [
        page for each in station.store.dossier_pages(dossier.dossier_id).values() for page in each
    ]
    line = DossierLine(
        code=dossier.code,
        procedure=dossier.procedure_name,
        applicant=dossier.applicant.full_name,
        papers=len(documents),
        pages=len(pages),
        blank=sum(bool(page.blank) for page in pages),
        warnings=sum(len(page.warnings) for page in pages),
        bytes=sum(document.signed_bytes for document in documents),
        signed=all(document.signed_sha256 for document in documents),
        at_province=dossier.state in AT_PROVINCE,
    )
    try:
        line.differences += _differences(station, archive, dossier, documents)
    except BadInput as gone:
        line.differences.append(str(gone))
    return line


def _differences(
    station: Station, archive: ProvinceArchive, dossier: Dossier, documents: list[Document]
) -> list[str]:
    """One sentence for each thing in which the sides differ. ``BadInput`` where the province
    has not even the thing to compare."""
    if dossier.state not in AT_PROVINCE:
        return [t("còn ở trạm, trạng thái {state}", state=dossier.state.value)]
    found = _paper_differences(station, archive.show(dossier.dossier_id), dossier)
    for document in documents:
        try:
            found += _document_differences(station, archive, document)
        except BadInput as damaged:
            found.append(f"{document.component_key}: {damaged}")
    return found


def _paper_differences(station: Station, held: dict[str, Any], dossier: Dossier) -> list[str]:
    manifest = station.store.manifest(dossier.dossier_id)
    receipt = station.store.receipt(dossier.dossier_id)
    found = []
    if manifest is None or held["manifest_sha256"] != hashlib.sha256(manifest).hexdigest():
        found.append(t("bản kê hai bên khác nhau"))
    if receipt is None or held["receipt_sha256"] != hashlib.sha256(receipt).hexdigest():
        found.append(t("biên nhận hai bên khác nhau"))
    if held["dossier_code"] != dossier.dossier_code:
        found.append(t("mã hồ sơ hai bên khác nhau"))
    return found


def _document_differences(
    station: Station, archive: ProvinceArchive, document: Document
) -> list[str]:
    name = document.component_key
    pdf = archive.export_blob(document.signed_sha256)
    found = []
    if pdf != station.store.objects.read(document.signed_sha256):
        found.append(t("{name}: tệp hai bên khác nhau", name=name))
    report = verify_pdf(pdf, station.anchors())
    if not report.ok or not report.signatures:
        found.append(f"{name}: {report.sentence}")
    if not document.text.strip():
        found.append(t("{name}: không đọc được chữ nào", name=name))
    return found
