"""A dossier told as JSON, the same for the command line and for practice's comparison."""

from __future__ import annotations

from typing import Any

from app.clock import iso
from app.model.dossier import Dossier
from app.model.states import national_status
from app.workflow.station import Station


def dossier_line(dossier: Dossier) -> dict[str, Any]:
    """One line of ``tram list --json``."""
    return {
        "id": dossier.dossier_id,
        "code": dossier.code,
        "dossier_code": dossier.dossier_code,
        "provisional_code": dossier.provisional_code,
        "state": dossier.state.value,
        "national_status": int(national_status(dossier.state)),
        "procedure": dossier.procedure_code,
        "procedure_name": dossier.procedure_name,
        "applicant": dossier.applicant.full_name,
        "received_at": iso(dossier.received_at) if dossier.received_at else None,
        "due_at": iso(dossier.due_at) if dossier.due_at else None,
        "held_reason": dossier.held_reason,
        "manifest_sha256": dossier.manifest_sha256,
        "receipt_sha256": dossier.receipt_sha256,
    }


def dossier_told(station: Station, dossier: Dossier) -> dict[str, Any]:
    """All of ``tram show --json``: the line, its components, documents and history."""
    store = station.store
    pages = store.dossier_pages(dossier.dossier_id)
    return {
        **dossier_line(dossier),
        "officer": dossier.officer_name,
        "applicant_identifier": dossier.applicant.identifier,
        "term": dossier.term_text,
        "fee": dossier.fee,
        "components": [
            {
                "key": line.key,
                "name": line.name,
                "handling": line.handling.value,
                "digitize_class": line.digitize_class.value,
                "copy_kind": line.copy_kind.value,
                "quantity": line.quantity,
                "required": line.required,
                "outcome": line.outcome.value,
                "evidence": line.evidence,
            }
            for line in store.components(dossier.dossier_id)
        ],
        "documents": [
            {
                "document_id": document.document_id,
                "component": document.component_key,
                "document_code": document.document_code,
                "version_no": document.version_no,
                "title": document.data.title,
                "pages": document.page_count,
                "sha256": document.signed_sha256,
                "bytes": document.signed_bytes,
                "signed_by": document.signed_by,
                "signed_at": document.signed_at,
                "confirmed_by": document.data.confirmed_by,
                "sources": [
                    {
                        "name": page.source_name,
                        "sha256": page.source_sha256,
                        "frame": page.frame,
                        "blank": page.blank,
                        "warnings": list(page.warnings),
                    }
                    for page in pages.get(document.document_id, [])
                ],
            }
            for document in store.documents(dossier.dossier_id)
        ],
        "history": [
            {"at": row.at, "actor": row.actor, "action": row.action, "details": row.details}
            for row in store.audit_rows(dossier.dossier_id)
        ],
    }
