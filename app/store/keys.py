"""The keys of a home: one random master key, wrapped once per officer by a passphrase.

``keys.json`` holds a slot per officer: Argon2id (RFC 9106) makes a key of the passphrase, and
AES-256-GCM under it wraps the master. An officer who forgets loses a slot, not the data.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.disk import make_folder, write_whole
from app.errors import BadInput, NotAllowed
from app.i18n import t
from app.model.people import Officer
from app.store.home import HomePaths
from app.store.slots import Slot, read_slots, write_slots

MASTER_BYTES = 32
PASSPHRASE_LETTERS = 8


@dataclass(frozen=True)
class Keys:
    """The master key of a home and the keys made of it."""

    master: bytes = field(repr=False)

    def derive(self, purpose: str) -> bytes:
        """32 bytes for one purpose; another purpose gives unrelated bytes (HKDF, RFC 5869)."""
        return HKDF(hashes.SHA256(), 32, salt=None, info=f"tram {purpose} 1".encode()).derive(
            self.master
        )

    @property
    def database(self) -> bytes:
        return self.derive("database")

    @property
    def files(self) -> bytes:
        return self.derive("files")


def create_keys(home: Path, officer: Officer, passphrase: str) -> Keys:
    """A new master key with its first officer. A home that has keys is refused (``BadInput``)."""
    file = HomePaths(home).keys
    _require_strong(passphrase)
    if file.exists():
        raise BadInput(
            t("Thư mục «{home}» đã có khóa của một trạm.", home=home),
            t("Mở trạm đó, hoặc chọn thư mục khác."),
        )
    keys = Keys(secrets.token_bytes(MASTER_BYTES))
    make_folder(home)
    write_slots(file, [Slot.wrap(officer, passphrase, keys.master)])
    return keys


def add_officer(home: Path, keys: Keys, officer: Officer, passphrase: str) -> None:
    """Give an officer a slot, or a new passphrase where there is one already."""
    _require_strong(passphrase)
    file = HomePaths(home).keys
    others = [slot for slot in read_slots(file) if slot.officer.officer_id != officer.officer_id]
    write_slots(file, [*others, Slot.wrap(officer, passphrase, keys.master)])


def officers(home: Path) -> list[Officer]:
    """Who may open this home, in the order they were added."""
    return [slot.officer for slot in read_slots(HomePaths(home).keys)]


def unlock(home: Path, passphrase: str, officer_id: str | None = None) -> tuple[Keys, Officer]:
    """The keys and the officer whose passphrase it is; all slots are tried when none is named.

    Raises ``NotAllowed`` for a wrong passphrase or an unknown officer, ``BadInput`` for a key
    file that is missing or damaged.
    """
    slots = read_slots(HomePaths(home).keys)
    named = [slot for slot in slots if officer_id in (None, slot.officer.officer_id)]
    if not named:
        raise NotAllowed(
            t("Cán bộ «{officer}» chưa được cấp quyền mở trạm này.", officer=officer_id),
            t("Nhờ người đang mở được trạm thêm cán bộ này vào."),
        )
    for slot in named:
        master = slot.unwrap(passphrase)
        if master is not None:
            return Keys(master), slot.officer
    raise NotAllowed(
        t("Mật khẩu không đúng."),
        t("Kiểm tra phím Caps Lock và bộ gõ tiếng Việt, rồi gõ lại."),
    )


def machine_keys(home: Path) -> Keys:
    """The keys of a home that opens unattended: kept in a file only this user may read.

    Made when absent. A file of another length raises ``BadInput``: never made anew over data.
    """
    file = HomePaths(home).machine_key
    make_folder(home)
    if not file.exists():
        write_whole(file, secrets.token_bytes(MASTER_BYTES))
    try:
        master = file.read_bytes()
    except OSError as error:
        raise _unreadable(file) from error
    if len(master) != MASTER_BYTES:
        raise _unreadable(file)
    return Keys(master)


def _unreadable(file: Path) -> BadInput:
    return BadInput(
        t("Không đọc được tệp khóa «{file}».", file=file),
        t("Khôi phục tệp khóa từ bản sao lưu. Không có khóa thì không mở được dữ liệu."),
    )


def _require_strong(passphrase: str) -> None:
    if len(passphrase) < PASSPHRASE_LETTERS:
        raise BadInput(
            t("Mật khẩu quá ngắn: cần ít nhất {count} ký tự.", count=PASSPHRASE_LETTERS),
            t("Chọn một câu dài dễ nhớ, không dùng ngày sinh hay số điện thoại."),
        )
