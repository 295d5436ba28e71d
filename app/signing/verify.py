"""What the signatures of a PDF are worth: whole or not, by whom, when, trusted by whom.

Everything is done from the file and the configured roots alone; nothing is fetched.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime

from asn1crypto import x509
from pyhanko.pdf_utils.generic import DictionaryObject
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from app.clock import VIETNAM, iso
from app.signing.anchors import AnchorKind, TrustAnchors
from app.signing.certificates import common_name, is_practice, may_sign_papers, valid_at
from app.signing.pdf_file import FAULTS, damaged, read_pdf
from app.signing.report import Changes, PdfReport, SignatureReport, unreadable

__all__ = ["PdfReport", "SignatureReport", "TrustAnchors", "verify_pdf"]

_PADES = "/ETSI.CAdES.detached"
_ANY_USAGE = KeyUsageConstraints(key_usage=())
"""Usage is told apart from trust: see ``may_sign_papers``."""


for _library in ("pyhanko", "pyhanko_certvalidator"):
    # what the library remarks about a signature stands in the report, not on the console
    logging.getLogger(_library).setLevel(logging.CRITICAL)


def verify_pdf(pdf: bytes, anchors: TrustAnchors) -> PdfReport:
    """Look at every signature, oldest first. ``BadInput`` where the file is no readable PDF.

    Not to be called from inside a running event loop.
    """
    reader = read_pdf(pdf)
    try:
        fields = [
            (str(name), field.get_object())
            for name, value, field in enumerate_sig_fields(reader, filled_status=True)
            if value.get_object().get("/Type", "/Sig") == "/Sig"
        ]
    except FAULTS as error:
        raise damaged() from error
    return asyncio.run(_report(reader, fields, anchors))


async def _report(
    reader: PdfFileReader, fields: list[tuple[str, DictionaryObject]], anchors: TrustAnchors
) -> PdfReport:
    found: list[tuple[int, SignatureReport]] = []
    for name, field in fields:
        try:
            signature = EmbeddedPdfSignature(reader, field, name)
            found.append((signature.signed_revision, await _look_at(signature, anchors)))
        except FAULTS:
            found.append((reader.xrefs.total_revisions, unreadable(name)))
    return PdfReport(tuple(report for _, report in sorted(found, key=lambda entry: entry[0])))


async def _look_at(signature: EmbeddedPdfSignature, anchors: TrustAnchors) -> SignatureReport:
    certificate = signature.signer_cert
    signed_at = signature.self_reported_timestamp
    if signed_at is not None and signed_at.tzinfo is None:
        signed_at = signed_at.replace(tzinfo=VIETNAM)
    moment = signed_at or datetime.now(VIETNAM)
    status = await async_validate_pdf_signature(
        signature, _trust(anchors, certificate, moment), key_usage_settings=_ANY_USAGE
    )
    path = status.validation_path
    anchor = anchors.find(path.first) if path is not None and status.trusted else None
    return SignatureReport(
        field=signature.field_name,
        signer=common_name(certificate.subject),
        issuer=common_name(certificate.issuer),
        signed_at=iso(signed_at) if signed_at else "",
        level=_level(signature),
        intact=status.intact and status.valid,
        covers_whole_file=status.coverage is SignatureCoverageLevel.ENTIRE_FILE,
        trusted=anchor is not None,
        trust_anchor=anchor.name if anchor else "",
        key_usage_ok=may_sign_papers(certificate),
        valid_at_signing=valid_at(certificate, moment),
        revocation="not_checked_offline",
        changes_after=_changes_after(status),
        practice=is_practice(certificate)
        or (anchor is not None and anchor.kind is AnchorKind.PRACTICE),
    )


def _trust(
    anchors: TrustAnchors, certificate: x509.Certificate, moment: datetime
) -> ValidationContext:
    """The chain is judged at a moment when the certificate was alive, so that an expired one
    still tells who issued it; its validity at signing is a field of its own."""
    start, end = certificate.not_valid_before, certificate.not_valid_after
    return ValidationContext(
        trust_roots=anchors.roots,
        moment=min(max(moment, start), end),
        allow_fetching=False,
        revocation_mode="soft-fail",
    )


def _level(signature: EmbeddedPdfSignature) -> str:
    if signature.sig_object.get("/SubFilter") != _PADES:
        return ""
    added = signature.signer_info["unsigned_attrs"]
    stamped = any(entry["type"].native == "signature_time_stamp_token" for entry in added)
    return "B-T" if stamped else "B-B"


def _changes_after(status: PdfSignatureStatus) -> Changes:
    if status.coverage is SignatureCoverageLevel.ENTIRE_FILE:
        return "none"
    return "allowed" if status.docmdp_ok else "not_allowed"
