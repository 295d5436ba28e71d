"""The practice authority: issues keys that work like real ones and are worth nothing in law.

One authority per folder. Its certificates say so in their subject, and its root never stands
among real trust anchors (``app.signing.anchors``). Its own key lies unencrypted in that
folder, because nothing depends on it but practice.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
    pkcs12,
)

from app.errors import BadInput, CannotWrite, NotAllowed, Unavailable
from app.i18n import t
from app.signing.certificates import PRACTICE_WORDS
from app.signing.key_files import secret_bytes, write_private
from app.signing.practice_certificates import (
    ANY_PRACTICE_DAY,
    Validity,
    practice_name,
    root_certificate,
    server_certificate,
    signing_certificate,
)

ROOT_FILE = "root.pem"
KEY_FILE = "root-key.pem"


class IssuedKey(NamedTuple):
    """A signing key and its certificate."""

    key: rsa.RSAPrivateKey
    certificate: x509.Certificate


@dataclass(frozen=True)
class PracticeAuthority:
    """The root of one practice home: ``create`` once, ``open`` ever after."""

    certificate: x509.Certificate
    key: rsa.RSAPrivateKey

    @classmethod
    def create(cls, folder: Path) -> PracticeAuthority:
        """Make the authority of ``folder``. ``NotAllowed`` where there is one already,
        ``CannotWrite`` where the disk refuses."""
        if (folder / ROOT_FILE).exists():
            raise NotAllowed(
                t("Thư mục «{folder}» đã có khóa gốc thực hành.", folder=folder),
                t("Dùng tiếp khóa gốc đang có, hoặc chọn thư mục khác."),
            )
        key = _new_rsa_key()
        certificate = root_certificate(key, practice_name("Khóa gốc thực hành Trạm Một Cửa"))
        _write(folder / KEY_FILE, _key_pem(key))
        _write(folder / ROOT_FILE, certificate.public_bytes(Encoding.PEM))
        return cls(certificate, key)

    @classmethod
    def open(cls, folder: Path) -> PracticeAuthority:
        """The authority made here before. ``Unavailable`` where there is none, ``BadInput``
        where its files are damaged."""
        try:
            root, secret = (folder / ROOT_FILE).read_bytes(), (folder / KEY_FILE).read_bytes()
        except OSError as error:
            raise Unavailable(
                t("Thư mục «{folder}» chưa có khóa gốc thực hành.", folder=folder),
                t("Tạo nơi thực hành mới bằng lệnh «tram init --practice»."),
            ) from error
        try:
            certificate = x509.load_pem_x509_certificate(root)
            key = load_pem_private_key(secret, None)
        except (ValueError, TypeError) as error:
            raise _damaged(folder) from error
        if not isinstance(key, rsa.RSAPrivateKey) or key.public_key() != certificate.public_key():
            raise _damaged(folder)
        return cls(certificate, key)

    @property
    def root_pem(self) -> bytes:
        """The root certificate, for those who are to trust it."""
        return self.certificate.public_bytes(Encoding.PEM)

    def issue_officer(
        self, common_name: str, officer_id: str, *, validity: Validity = ANY_PRACTICE_DAY
    ) -> IssuedKey:
        """A personal signing key. RSA-2048, as the government's tokens hold."""
        return self._issue(practice_name(common_name, serial_number=officer_id), validity)

    def issue_agency(
        self, agency_name: str, agency_code: str, *, validity: Validity = ANY_PRACTICE_DAY
    ) -> IssuedKey:
        """The agency's signing key."""
        return self._issue(
            practice_name(agency_name, organization_identifier=agency_code), validity
        )

    def issue_server(self, hosts: list[str]) -> tuple[bytes, bytes]:
        """Key (PKCS#8) and certificate in PEM for a TLS server at these names and addresses."""
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = server_certificate(hosts, key.public_key(), self.certificate, self.key)
        return _key_pem(key), certificate.public_bytes(Encoding.PEM)

    def write_softkey(self, path: Path, passphrase: str, issued: IssuedKey) -> None:
        """Write a PKCS#12 file (AES-256) with the key, its certificate and the root. The
        passphrase may not be empty."""
        data = pkcs12.serialize_key_and_certificates(
            PRACTICE_WORDS.encode(),
            issued.key,
            issued.certificate,
            [self.certificate],
            BestAvailableEncryption(secret_bytes(passphrase)),
        )
        _write(path, data)

    def write_officer_softkey(
        self, path: Path, common_name: str, officer_id: str, passphrase: str
    ) -> None:
        """Issue an officer's key straight into its file."""
        self.write_softkey(path, passphrase, self.issue_officer(common_name, officer_id))

    def publish_root(self, folder: Path) -> None:
        """Put the root certificate into a folder of practice anchors."""
        _write(folder / ROOT_FILE, self.root_pem)

    def _issue(self, subject: x509.Name, validity: Validity) -> IssuedKey:
        key = _new_rsa_key()
        certificate = signing_certificate(
            subject, key.public_key(), validity, self.certificate, self.key
        )
        return IssuedKey(key, certificate)


def _new_rsa_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def _key_pem(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _write(path: Path, data: bytes) -> None:
    try:
        write_private(path, data)
    except OSError as error:
        raise CannotWrite(
            t("Không ghi được khóa vào «{file}».", file=path),
            t("Kiểm tra dung lượng đĩa và quyền ghi, rồi thử lại."),
        ) from error


def _damaged(folder: Path) -> BadInput:
    return BadInput(
        t("Khóa gốc thực hành trong «{folder}» bị hỏng.", folder=folder),
        t("Tạo nơi thực hành mới bằng lệnh «tram init --practice»."),
    )
