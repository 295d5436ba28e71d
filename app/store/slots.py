"""The key file: one slot per officer, JSON, written whole or not at all."""

from __future__ import annotations

import base64
import json
import secrets
import unicodedata
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.disk import write_whole
from app.errors import BadInput
from app.i18n import t
from app.model.people import Officer

VERSION = 1
_NONCE_BYTES = 12
_SALT_BYTES = 16


@dataclass(frozen=True)
class Argon2id:
    """The cost of one guess (RFC 9106); ``memory_kib`` in KiB."""

    time_cost: int = 3
    memory_kib: int = 64 * 1024
    parallelism: int = 2

    def require_sane(self) -> None:
        """Refuse costs that would only eat this machine's memory or time."""
        if not (
            1 <= self.time_cost <= 20
            and 8 * self.parallelism <= self.memory_kib <= 1024 * 1024
            and 1 <= self.parallelism <= 16
        ):
            raise ValueError("cost out of range")

    def key(self, passphrase: str, salt: bytes) -> bytes:
        """32 bytes. NFC first: one keyboard types ``ê`` as one letter, another as two."""
        return hash_secret_raw(
            unicodedata.normalize("NFC", passphrase).encode(),
            salt,
            time_cost=self.time_cost,
            memory_cost=self.memory_kib,
            parallelism=self.parallelism,
            hash_len=32,
            type=Type.ID,
        )


@dataclass(frozen=True)
class Slot:
    """The master key under one officer's passphrase; the officer's name is bound to it."""

    officer: Officer
    cost: Argon2id
    salt: bytes
    nonce: bytes
    wrapped: bytes

    @classmethod
    def wrap(cls, officer: Officer, passphrase: str, master: bytes) -> Slot:
        cost, salt = Argon2id(), secrets.token_bytes(_SALT_BYTES)
        nonce = secrets.token_bytes(_NONCE_BYTES)
        key = AESGCM(cost.key(passphrase, salt))
        return cls(officer, cost, salt, nonce, key.encrypt(nonce, master, _bound(officer)))

    def unwrap(self, passphrase: str) -> bytes | None:
        """The master key, or None when the passphrase is not this officer's."""
        key = AESGCM(self.cost.key(passphrase, self.salt))
        try:
            return key.decrypt(self.nonce, self.wrapped, _bound(self.officer))
        except InvalidTag:
            return None


def _bound(officer: Officer) -> bytes:
    return json.dumps(asdict(officer), sort_keys=True).encode()


def _slot_to_json(slot: Slot) -> dict[str, Any]:
    return {
        "officer": asdict(slot.officer),
        "argon2id": asdict(slot.cost),
        "salt": base64.b64encode(slot.salt).decode(),
        "nonce": base64.b64encode(slot.nonce).decode(),
        "wrapped": base64.b64encode(slot.wrapped).decode(),
    }


def _slot_from_json(raw: dict[str, Any]) -> Slot:
    cost = Argon2id(**raw["argon2id"])
    cost.require_sane()
    salt, nonce, wrapped = (
        base64.b64decode(raw[name], validate=True) for name in ("salt", "nonce", "wrapped")
    )
    if len(nonce) != _NONCE_BYTES or len(salt) < 8:
        raise ValueError("nonce or salt of a wrong length")
    return Slot(Officer(**raw["officer"]), cost, salt, nonce, wrapped)


def write_slots(file: Path, slots: list[Slot]) -> None:
    """Put the slots in place of the old file (``CannotWrite`` leaves the old one)."""
    body = {"version": VERSION, "slots": [_slot_to_json(slot) for slot in slots]}
    write_whole(file, json.dumps(body, ensure_ascii=False, indent=1).encode())


def read_slots(file: Path) -> list[Slot]:
    """The slots in the file; missing or damaged raises ``BadInput``."""
    try:
        body = json.loads(file.read_bytes())
        if body["version"] != VERSION:
            raise ValueError("another version")
        slots = [_slot_from_json(raw) for raw in body["slots"]]
    except FileNotFoundError as error:
        raise BadInput(
            t("Chưa có trạm ở «{home}».", home=file.parent),
            t("Tạo trạm mới bằng lệnh «tram init», hoặc chọn đúng thư mục của trạm."),
        ) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadInput(
            t("Tệp khóa «{file}» bị hỏng.", file=file),
            t("Khôi phục tệp khóa từ bản sao lưu. Không có khóa thì không mở được dữ liệu."),
        ) from error
    if not slots:
        raise BadInput(
            t("Tệp khóa «{file}» bị hỏng.", file=file),
            t("Khôi phục tệp khóa từ bản sao lưu. Không có khóa thì không mở được dữ liệu."),
        )
    return slots
