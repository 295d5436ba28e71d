"""A province's home folder: its name, its certificate, its keys and its archive.

::

    province.json           id, name and port
    certificate.pem         TLS certificate; tls.key its private key
    machine.key             the key of everything encrypted below (unattended start)
    province.db             rows; the receipt key is one of them
    objects/  partial/      whole blobs; blobs on their way in
    log/
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType

from app.clock import Clock, SystemClock
from app.disk import make_folder, write_whole
from app.errors import BadInput
from app.i18n import t
from app.province.archive import ProvinceArchive
from app.province.certificate import TlsFiles, fingerprint, make_certificate, require_pair
from app.province.embedded.archive import EmbeddedArchive
from app.province.enrolment import printed_code
from app.store.keys import machine_keys

DEFAULT_PORT = 8443
_SETTINGS = "province.json"


@dataclass(frozen=True)
class ProvinceSettings:
    """``province_id`` as in dossier codes (``H27``); ``port`` 0 takes any free one."""

    province_id: str
    name: str
    port: int = DEFAULT_PORT


@dataclass(frozen=True)
class Province:
    """An open home. Several processes may hold it open; one at a time serves it."""

    home: Path
    settings: ProvinceSettings
    archive: ProvinceArchive
    clock: Clock

    @property
    def certificate(self) -> Path:
        return certificate_file(self.home)

    @property
    def tls_key(self) -> Path:
        return self.home / "tls.key"

    def new_enrolment(self, agency_code: str, agency_name: str, parent_agency_name: str) -> str:
        """A one-time code for one new station: ``XXXX-XXXX-XXXX.<certificate fingerprint>``."""
        secret = self.archive.new_enrolment(agency_code, agency_name, parent_agency_name)
        return printed_code(secret, fingerprint(self.certificate.read_bytes()))

    def close(self) -> None:
        self.archive.close()

    def __enter__(self) -> Province:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def certificate_file(home: Path) -> Path:
    """The TLS certificate (PEM) of a province's home."""
    return home / "certificate.pem"


def create_province(
    home: Path,
    *,
    name: str,
    province_id: str,
    tls_cert_pem: bytes | None = None,
    tls_key_pem: bytes | None = None,
    port: int = DEFAULT_PORT,
) -> None:
    """Make a province's home; without a certificate a self-signed one is made.

    Raises ``BadInput`` where there is a province already, or key and certificate do not fit.
    A home whose making was broken off is finished.
    """
    if is_province(home):
        raise BadInput(
            t("Thư mục «{home}» đã là kho của một tỉnh.", home=home),
            t("Mở kho đó, hoặc chọn thư mục khác."),
        )
    if tls_cert_pem is not None and tls_key_pem is not None:
        files = TlsFiles(tls_cert_pem, tls_key_pem)
        require_pair(files)
    else:
        files = make_certificate(name)
    make_folder(home)
    write_whole(certificate_file(home), files.certificate)
    write_whole(home / "tls.key", files.key)
    settings = ProvinceSettings(province_id, name, port)
    EmbeddedArchive(home, machine_keys(home), province_id, SystemClock()).close()
    text = json.dumps(asdict(settings), ensure_ascii=False, indent=2)
    write_whole(home / _SETTINGS, text.encode())


def is_province(home: Path) -> bool:
    """True where ``create_province`` has made a home."""
    return (home / _SETTINGS).is_file()


def open_province(home: Path, *, clock: Clock | None = None) -> Province:
    """Open a home made by ``create_province``. Raises ``BadInput`` where there is none."""
    try:
        settings = ProvinceSettings(**json.loads((home / _SETTINGS).read_bytes()))
    except (OSError, ValueError, TypeError) as error:
        raise BadInput(
            t("Không có kho của tỉnh ở «{home}», hoặc tệp cài đặt hỏng.", home=home),
            t("Chọn đúng thư mục của tỉnh, hoặc tạo kho mới."),
        ) from error
    clock = clock or SystemClock()
    archive = EmbeddedArchive(home, machine_keys(home), settings.province_id, clock)
    return Province(home, settings, archive, clock)
