"""What a signing certificate says about itself (RFC 5280)."""

from __future__ import annotations

from datetime import datetime

from asn1crypto import x509

PRACTICE_WORDS = "CHỈ DÙNG THỰC HÀNH – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"
"""Stands in the subject of the practice root and of every certificate it issues."""

DOCUMENT_SIGNING = "1.3.6.1.5.5.7.3.36"
"""id-kp-documentSigning (RFC 9336)."""

_SIGNING_USAGES = {"digital_signature", "non_repudiation"}
_SIGNING_PURPOSES = {
    DOCUMENT_SIGNING,
    "any_extended_key_usage",
    "email_protection",
    "client_auth",
    "adobe_authentic_documents_trust",
    "microsoft_document_signing",
}
"""Purposes seen on certificates for signing papers. A certificate for a web server alone
(``server_auth``) is none of them."""


def common_name(name: x509.Name) -> str:
    """The CN of a subject or issuer, else the whole name in one line."""
    for part in name.chosen:
        for entry in part:
            if entry["type"].native == "common_name":
                return str(entry["value"].native)
    return str(name.human_friendly)


def is_practice(certificate: x509.Certificate) -> bool:
    """True when the certificate, or the one that issued it, is marked as practice only."""
    names = (certificate.subject, certificate.issuer)
    return any(PRACTICE_WORDS in str(name.human_friendly) for name in names)


def may_sign_papers(certificate: x509.Certificate) -> bool:
    """Key usage holds a signing bit, and the purposes, where given, allow documents."""
    usage = certificate.key_usage_value
    if usage is None or not _SIGNING_USAGES & set(usage.native):
        return False
    purposes = certificate.extended_key_usage_value
    return purposes is None or bool(_SIGNING_PURPOSES & set(purposes.native))


def valid_at(certificate: x509.Certificate, moment: datetime) -> bool:
    """True when ``moment`` lies inside the certificate's validity."""
    return bool(certificate.not_valid_before <= moment <= certificate.not_valid_after)
