"""The certificates of the practice authority, with the extensions real ones have (RFC 5280)."""

from __future__ import annotations

from datetime import UTC, datetime
from ipaddress import ip_address
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from app.errors import BadInput
from app.i18n import t
from app.signing.certificates import DOCUMENT_SIGNING, PRACTICE_WORDS

_NAME_MAX = 64
"""ub-common-name of RFC 5280."""

_SIGNING_PURPOSES = x509.ExtendedKeyUsage(
    [x509.ObjectIdentifier(DOCUMENT_SIGNING), ExtendedKeyUsageOID.EMAIL_PROTECTION]
)
_SERVER_PURPOSES = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])

PublicKey = rsa.RSAPublicKey | ec.EllipticCurvePublicKey


class Validity(NamedTuple):
    """First and last moment of a certificate."""

    start: datetime
    end: datetime


ANY_PRACTICE_DAY = Validity(datetime(2020, 1, 1, tzinfo=UTC), datetime(2049, 12, 31, tzinfo=UTC))
"""A practice day may be played on any date."""


def practice_name(common_name: str, **identifiers: str) -> x509.Name:
    """A subject that says in plain words what it is worth.

    ``identifiers``: ``serial_number`` of a person or ``organization_identifier`` of an agency.
    A common name that is empty or longer than 64 letters is ``BadInput``.
    """
    if not 0 < len(common_name) <= _NAME_MAX:
        raise BadInput(
            t(
                "Tên trên chứng thư phải có từ 1 đến {most} chữ: «{name}».",
                most=_NAME_MAX,
                name=common_name,
            ),
            t("Rút ngắn tên rồi tạo lại."),
        )
    parts = [
        x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
        x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, PRACTICE_WORDS),
        x509.NameAttribute(NameOID.COMMON_NAME, common_name),
    ]
    kinds = {
        "serial_number": NameOID.SERIAL_NUMBER,
        "organization_identifier": NameOID.ORGANIZATION_IDENTIFIER,
    }
    parts += [x509.NameAttribute(kinds[key], value) for key, value in identifiers.items() if value]
    return x509.Name(parts)


def root_certificate(key: rsa.RSAPrivateKey, subject: x509.Name) -> x509.Certificate:
    """The self-signed root: may issue, and nothing else."""
    builder = _begin(subject, subject, key.public_key(), ANY_PRACTICE_DAY, key.public_key())
    return (
        builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(key_cert_sign=True, crl_sign=True), critical=True)
        .sign(key, hashes.SHA256())
    )


def signing_certificate(
    subject: x509.Name,
    public_key: PublicKey,
    validity: Validity,
    issuer: x509.Certificate,
    issuer_key: rsa.RSAPrivateKey,
) -> x509.Certificate:
    """For a person's or an agency's signature on papers."""
    builder = _end_entity(subject, public_key, validity, issuer)
    return (
        builder.add_extension(
            _usage(digital_signature=True, content_commitment=True), critical=True
        )
        .add_extension(_SIGNING_PURPOSES, critical=False)
        .sign(issuer_key, hashes.SHA256())
    )


def server_certificate(
    hosts: list[str],
    public_key: PublicKey,
    issuer: x509.Certificate,
    issuer_key: rsa.RSAPrivateKey,
) -> x509.Certificate:
    """For a TLS server that answers to these names and addresses."""
    builder = _end_entity(practice_name(hosts[0]), public_key, ANY_PRACTICE_DAY, issuer)
    names = x509.SubjectAlternativeName([_host(host) for host in hosts])
    return (
        builder.add_extension(_usage(digital_signature=True), critical=True)
        .add_extension(_SERVER_PURPOSES, critical=False)
        .add_extension(names, critical=False)
        .sign(issuer_key, hashes.SHA256())
    )


def _end_entity(
    subject: x509.Name, public_key: PublicKey, validity: Validity, issuer: x509.Certificate
) -> x509.CertificateBuilder:
    issuer_public = issuer.public_key()
    if not isinstance(issuer_public, rsa.RSAPublicKey):
        raise TypeError("the practice root is an RSA key")
    builder = _begin(subject, issuer.subject, public_key, validity, issuer_public)
    return builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)


def _begin(
    subject: x509.Name,
    issuer: x509.Name,
    public_key: PublicKey,
    validity: Validity,
    issuer_key: rsa.RSAPublicKey,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder(subject_name=subject, issuer_name=issuer)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(validity.start)
        .not_valid_after(validity.end)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key), critical=False
        )
    )


def _usage(
    *,
    digital_signature: bool = False,
    content_commitment: bool = False,
    key_cert_sign: bool = False,
    crl_sign: bool = False,
) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=digital_signature,
        content_commitment=content_commitment,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=key_cert_sign,
        crl_sign=crl_sign,
        encipher_only=False,
        decipher_only=False,
    )


def _host(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(host))
    except ValueError:
        return x509.DNSName(host)
