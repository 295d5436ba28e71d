"""A software key: a PKCS#12 file with a passphrase. For practice; never of legal value."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from asn1crypto import x509
from asn1crypto.pkcs12 import Pfx
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12
from pyhanko.sign import signers
from pyhanko_certvalidator.registry import CertificateRegistry

from app.errors import BadInput, NotAllowed, Unavailable
from app.i18n import t
from app.signing.certificates import common_name
from app.signing.key_files import secret_bytes


class SoftKey:
    """A key in this process's memory."""

    legal = False

    def __init__(self, key: rsa.RSAPrivateKey, certificates: list[x509.Certificate]) -> None:
        self._hand: _SoftHand | None = _SoftHand(key, certificates)
        self._subject = certificates[0].subject

    @property
    def common_name(self) -> str:
        return common_name(self._subject)

    def certificate_subject(self) -> str:
        return str(self._subject.human_friendly)

    def pyhanko_signer(self) -> signers.Signer:
        if self._hand is None:
            raise Unavailable(t("Khóa ký đã đóng."), t("Mở lại khóa rồi ký."))
        return self._hand

    def close(self) -> None:
        self._hand = None


class _SoftHand(signers.Signer):
    """Keeps the key parsed: the library's own software signer parses and checks it anew for
    every signature, which takes longer than signing. The first certificate is the signer's."""

    def __init__(self, key: rsa.RSAPrivateKey, certificates: list[x509.Certificate]) -> None:
        super().__init__(
            signing_cert=certificates[0],
            cert_registry=CertificateRegistry.build(certificates[1:]),
            embed_roots=False,
        )
        self._key = key

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        algorithm = {"sha256": hashes.SHA256()}[digest_algorithm]
        return self._key.sign(data, padding.PKCS1v15(), algorithm)


def open_softkey(path: Path, passphrase: Callable[[], str]) -> SoftKey:
    """Open a PKCS#12 file. ``Unavailable`` where it is missing, ``BadInput`` where it is no key
    file or holds no usable key, ``NotAllowed`` for a wrong passphrase."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Unavailable(
            t("Không mở được tệp khóa «{file}».", file=path),
            t("Kiểm tra lại tên tệp và nơi đặt tệp khóa."),
        ) from error
    _require_key_file(data, path)
    try:
        key, certificate, chain = pkcs12.load_key_and_certificates(data, secret_bytes(passphrase()))
    except ValueError as error:
        raise NotAllowed(
            t("Mật khẩu của tệp khóa «{file}» không đúng.", file=path.name),
            t("Nhập lại mật khẩu, chú ý chữ hoa, chữ thường và bộ gõ tiếng Việt."),
        ) from error
    if certificate is None or not isinstance(key, rsa.RSAPrivateKey):
        raise _unusable(path)
    certificates = [
        x509.Certificate.load(entry.public_bytes(Encoding.DER)) for entry in (certificate, *chain)
    ]
    return SoftKey(key, certificates)


def _require_key_file(data: bytes, path: Path) -> None:
    """Tell a damaged file from a wrong passphrase: the outer shell is readable without it."""
    try:
        shell = Pfx.load(data, strict=True)
        if shell["version"].native != "v3" or not shell["mac_data"]:
            raise _unusable(path)
    except (ValueError, TypeError) as error:
        raise _unusable(path) from error


def _unusable(path: Path) -> BadInput:
    return BadInput(
        t("Tệp «{file}» bị hỏng hoặc không phải tệp khóa ký.", file=path.name),
        t("Dùng tệp khóa khác (.p12), hoặc chép lại tệp từ bản gốc."),
    )
