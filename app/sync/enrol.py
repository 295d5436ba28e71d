"""Becoming a station of a province: a one-time code, the pinned certificate, the keys."""

from __future__ import annotations

import hashlib
import ssl
from dataclasses import dataclass
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.errors import BadInput, NotAllowed
from app.i18n import t
from app.protocol.messages import Enrolled
from app.protocol.sealed import public_key_text
from app.sync.faults import AuthRefused, ForeignServer, LineDown
from app.sync.gateway import HttpGateway

FINGERPRINT_DIGITS = 32
CONTACT_SECONDS = 10.0


@dataclass(frozen=True)
class Enrolment:
    """What the province answered, and the certificate that was pinned."""

    answer: Enrolled
    certificate_pem: str


def enrol(url: str, code: str, station_name: str, key: Ed25519PrivateKey) -> Enrolment:
    """Enrol with ``code`` (``XXXX-XXXX-XXXX.<fingerprint>``); may be repeated with the same key.

    The code carries the first 32 hex digits of the SHA-256 of the province's certificate, so
    the very first contact is already safe from a stranger in the middle.
    """
    secret, _, fingerprint = code.strip().partition(".")
    if not secret or len(fingerprint) != FINGERPRINT_DIGITS:
        raise BadInput(t("Mã đăng ký trạm không đúng mẫu."), t("Chép lại nguyên mã do tỉnh cấp."))
    certificate = _certificate(url, fingerprint.lower())
    with HttpGateway(url, certificate, "", key) as gateway:
        try:
            answer = gateway.enrol(
                {
                    "code": secret,
                    "station_key": public_key_text(key.public_key()),
                    "station_name": station_name,
                }
            )
        except AuthRefused as error:
            raise NotAllowed(
                t("Mã đăng ký trạm đã dùng hoặc không còn hiệu lực."),
                t("Xin tỉnh cấp mã mới."),
            ) from error
    return Enrolment(answer, certificate)


def _certificate(url: str, fingerprint: str) -> str:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port or 443
        if parts.scheme != "https" or not host:
            raise ValueError("not an https address")
        pem = ssl.get_server_certificate((host, port), timeout=CONTACT_SECONDS)
    except OSError as error:
        raise LineDown(type(error).__name__) from error
    except ValueError as error:
        raise BadInput(
            t("Địa chỉ của tỉnh phải bắt đầu bằng https:// và có tên máy đúng."),
            t("Kiểm tra lại địa chỉ."),
        ) from error
    digest = hashlib.sha256(ssl.PEM_cert_to_DER_cert(pem)).hexdigest()
    if not digest.startswith(fingerprint):
        raise ForeignServer("the certificate is not the one the code names")
    return pem
