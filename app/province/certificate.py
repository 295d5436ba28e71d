"""The gateway's TLS certificate: made here when the province brings none, and its fingerprint."""

from __future__ import annotations

import socket
from datetime import UTC, datetime
from ipaddress import ip_address
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from app.errors import BadInput
from app.i18n import t

FINGERPRINT_DIGITS = 32
_FROM = datetime(2000, 1, 1, tzinfo=UTC)
_TO = datetime(2099, 12, 31, tzinfo=UTC)


class TlsFiles(NamedTuple):
    """Certificate (chain) and private key, both PEM."""

    certificate: bytes
    key: bytes


def make_certificate(province_name: str) -> TlsFiles:
    """A self-signed certificate for this machine, for stations that pin its fingerprint.

    It holds for ``localhost``, the loopback addresses and the host name. Trust comes from the
    pin, not from dates: a counter whose clock is years off must still reach the province, so
    it is valid through the century.
    """
    key = ec.generate_private_key(ec.SECP256R1())
    public = key.public_key()
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, province_name[:64] or "tram")])
    identifier = x509.SubjectKeyIdentifier.from_public_key(public)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(_FROM)
        .not_valid_after(_TO)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_key_usage(), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(_names_of_this_machine(), critical=False)
        .add_extension(identifier, critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(identifier),
            critical=False,
        )
        .sign(key, hashes.SHA256())
    )
    return TlsFiles(
        certificate.public_bytes(serialization.Encoding.PEM),
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ),
    )


def fingerprint(certificate_pem: bytes) -> str:
    """The first 32 hex digits of the SHA-256 of the (first) certificate's DER form."""
    try:
        certificate = x509.load_pem_x509_certificate(certificate_pem)
    except ValueError as error:
        raise BadInput(
            t("Chứng thư TLS của cổng tỉnh không đọc được."),
            t("Dùng tệp chứng thư dạng PEM do đơn vị quản trị cấp."),
        ) from error
    return certificate.fingerprint(hashes.SHA256()).hex()[:FINGERPRINT_DIGITS]


def require_pair(files: TlsFiles) -> None:
    """Raise ``BadInput`` unless the key is the certificate's."""
    fingerprint(files.certificate)
    certificate = x509.load_pem_x509_certificate(files.certificate)
    try:
        key = serialization.load_pem_private_key(files.key, password=None)
    except (ValueError, TypeError) as error:
        raise _wrong_key() from error
    if key.public_key() != certificate.public_key():
        raise _wrong_key()


def _wrong_key() -> BadInput:
    return BadInput(
        t("Khóa riêng không đi cùng chứng thư TLS của cổng tỉnh."),
        t("Dùng đúng cặp chứng thư và khóa (PEM, khóa không đặt mật khẩu)."),
    )


def _key_usage() -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        key_cert_sign=True,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )


def _names_of_this_machine() -> x509.SubjectAlternativeName:
    names: list[x509.GeneralName] = [x509.DNSName("localhost")]
    host = socket.gethostname()
    if host and host != "localhost" and host.isascii():
        names.append(x509.DNSName(host))
    names += [x509.IPAddress(ip_address("127.0.0.1")), x509.IPAddress(ip_address("::1"))]
    return x509.SubjectAlternativeName(names)
