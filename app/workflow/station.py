"""An opened station: the store of its home, its rules and its keys, ready for an officer."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from app.clock import Clock, SystemClock
from app.errors import BadInput, NotAllowed, Unavailable
from app.i18n import prefer_language, t
from app.model.people import Officer
from app.procedure.calendar import WorkCalendar, load_calendar
from app.procedure.catalogue import Catalogue, load_catalogue
from app.protocol.sealed import public_key_from_text
from app.settings import Settings, is_home, load_settings, save_settings
from app.signing.anchors import TrustAnchors
from app.signing.signer import Signer, open_signer
from app.store.station import StationStore

SOFTKEY = "softkey"
CATALOGUE_FOLDER = "catalogue"
CALENDAR_FOLDER = "calendar"
TRUST_FOLDER = "trust"
KEYS_FOLDER = "keys"


def officer_key_file(home: Path, officer_id: str) -> Path:
    """Where an officer's software key lies; a practice home has one for each officer."""
    return home / KEYS_FOLDER / f"{officer_id}.p12"


def _random_passphrase() -> bytes:
    return secrets.token_urlsafe(24).encode()


class Station:
    """All that the officer's verbs need, opened once per window or command.

    ``ask_pin`` is called with the name of a hardware token when its PIN is wanted; a software
    key is opened by the home's own passphrase and asks for nothing.
    """

    def __init__(
        self,
        store: StationStore,
        settings: Settings,
        clock: Clock,
        ask_pin: Callable[[str], str] | None = None,
    ) -> None:
        self.store = store
        self.settings = settings
        self.clock = clock
        self.home = store.home
        self.catalogue: Catalogue = load_catalogue(extra=self.home / CATALOGUE_FOLDER)
        self.calendar: WorkCalendar = load_calendar(extra=self.home / CALENDAR_FOLDER)
        self._ask_pin = ask_pin
        self._signer: Signer | None = None

    @classmethod
    def open(
        cls,
        home: Path,
        passphrase: str,
        *,
        officer_id: str | None = None,
        write: bool = True,
        clock: Clock | None = None,
        ask_pin: Callable[[str], str] | None = None,
    ) -> Station:
        """Unlock a home. ``BadInput`` where none was made, ``NotAllowed`` for a wrong
        passphrase, ``TryLater`` while another program writes to it."""
        if not is_home(home):
            raise BadInput(
                t("Thư mục «{home}» chưa có trạm nào.", home=home),
                t("Tạo trạm bằng lệnh: tram init --practice (thực hành) hoặc tram init."),
            )
        settings = load_settings(home)
        prefer_language(settings.language)
        clock = clock or SystemClock()
        store = StationStore.open(home, passphrase, officer_id=officer_id, write=write, clock=clock)
        return cls(store, settings, clock, ask_pin)

    @classmethod
    def create(
        cls,
        home: Path,
        officer: Officer,
        passphrase: str,
        settings: Settings,
        clock: Clock | None = None,
    ) -> Station:
        """Make a new home for ``officer``; an existing one is refused and left as it is."""
        if is_home(home):
            raise NotAllowed(
                t("Thư mục «{home}» đã có một trạm.", home=home),
                t("Chọn thư mục khác, hoặc mở trạm đã có."),
            )
        clock = clock or SystemClock()
        store = StationStore.create(home, officer, passphrase, clock)
        save_settings(home, settings)
        return cls(store, settings, clock)

    def change_settings(self, settings: Settings) -> None:
        """Keep new settings, on disk first."""
        save_settings(self.home, settings)
        self.settings = settings

    @property
    def officer(self) -> Officer:
        return self.store.officer

    @property
    def practice(self) -> bool:
        return self.settings.practice

    def station_key(self) -> Ed25519PrivateKey:
        """The key that seals manifests and signs requests; it never leaves the store."""
        raw = self.store.secret("station-key", Ed25519PrivateKey.generate().private_bytes_raw)
        return Ed25519PrivateKey.from_private_bytes(raw)

    def province_keys(self) -> dict[str, Ed25519PublicKey]:
        """The province's receipt keys learnt at enrolment, by key id."""
        return {
            key_id: public_key_from_text(text)
            for key_id, text in self.settings.province_keys.items()
        }

    def softkey_passphrase(self) -> str:
        """The passphrase of this home's software keys, kept in the encrypted store."""
        return self.store.secret("softkey-passphrase", _random_passphrase).decode()

    def anchors(self) -> TrustAnchors:
        return TrustAnchors.of_folder(self.home / TRUST_FOLDER)

    def signer(self) -> Signer:
        """The officer's signing key, opened at its first use and kept until closing."""
        if self._signer is None:
            self._signer = self._open_signer()
        return self._signer

    def _open_signer(self) -> Signer:
        if self.settings.signer == SOFTKEY:
            file = officer_key_file(self.home, self.officer.officer_id)
            return open_signer(f"{SOFTKEY}:{file}", self.softkey_passphrase)
        ask_pin = self._ask_pin
        if ask_pin is None:
            raise Unavailable(
                t("Cần mã PIN của thiết bị ký số để ký."),
                t("Mở cửa sổ Trạm Một Cửa để nhập mã PIN."),
            )
        spec = self.settings.signer
        return open_signer(spec, lambda: ask_pin(spec))

    def forget_signer(self) -> None:
        """Log out of the token, so that the next signature asks again."""
        if self._signer is not None:
            self._signer.close()
            self._signer = None

    def close(self) -> None:
        self.forget_signer()
        self.store.close()

    def __enter__(self) -> Station:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
