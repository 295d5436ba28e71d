from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from app.errors import BadInput, CannotWrite, NotAllowed
from app.model.people import Officer
from app.store.keys import add_officer, create_keys, machine_keys, officers, unlock
from tests.store.samples import OFFICER, PASSPHRASE

OTHER = Officer("cb02", "Phạm Văn Lực")


def test_each_officer_opens_the_same_keys(tmp_path: Path) -> None:
    made = create_keys(tmp_path / "home", OFFICER, PASSPHRASE)
    home = tmp_path / "home"
    add_officer(home, made, OTHER, "một câu khác hẳn")
    assert officers(home) == [OFFICER, OTHER]
    for keys, officer in (
        unlock(home, PASSPHRASE),
        unlock(home, PASSPHRASE, OFFICER.officer_id),
        unlock(home, unicodedata.normalize("NFD", PASSPHRASE)),
    ):
        assert (keys, officer) == (made, OFFICER)
    assert unlock(home, "một câu khác hẳn") == (made, OTHER)
    with pytest.raises(NotAllowed, match="Mật khẩu không đúng"):
        unlock(home, PASSPHRASE, OTHER.officer_id)
    with pytest.raises(NotAllowed, match="cb09"):
        unlock(home, PASSPHRASE, "cb09")


def test_a_new_passphrase_replaces_the_old(tmp_path: Path) -> None:
    keys = create_keys(tmp_path, OFFICER, PASSPHRASE)
    add_officer(tmp_path, keys, OFFICER, "mật khẩu mới tinh")
    assert officers(tmp_path) == [OFFICER]
    with pytest.raises(NotAllowed):
        unlock(tmp_path, PASSPHRASE)
    assert unlock(tmp_path, "mật khẩu mới tinh")[0] == keys


def test_keys_of_different_purposes_differ_and_are_not_shown(tmp_path: Path) -> None:
    keys = create_keys(tmp_path, OFFICER, PASSPHRASE)
    assert len({keys.master, keys.database, keys.files}) == 3
    assert len(keys.database) == len(keys.files) == 32
    assert keys.master.hex() not in repr(keys)
    assert str(keys.master) not in repr(keys)


def test_a_weak_passphrase_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="ít nhất 8"):
        create_keys(tmp_path, OFFICER, "1234567")
    keys = create_keys(tmp_path, OFFICER, PASSPHRASE)
    with pytest.raises(BadInput):
        add_officer(tmp_path, keys, OTHER, "")


def test_keys_are_never_made_anew_over_others(tmp_path: Path) -> None:
    create_keys(tmp_path, OFFICER, PASSPHRASE)
    before = (tmp_path / "keys.json").read_bytes()
    with pytest.raises(BadInput, match="đã có khóa"):
        create_keys(tmp_path, OTHER, PASSPHRASE)
    assert (tmp_path / "keys.json").read_bytes() == before


def test_no_home(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="Chưa có trạm"):
        unlock(tmp_path / "không có", PASSPHRASE)
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(CannotWrite):
        create_keys(tmp_path / "file" / "home", OFFICER, PASSPHRASE)


def _changed(body: Any, *path: Any, to: Any) -> Any:
    *way, last = path
    for step in way:
        body = body[step]
    body[last] = to
    return body


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("version",), 9),
        (("slots",), []),
        (("slots",), 5),
        (("slots", 0, "salt"), "???"),
        (("slots", 0, "nonce"), "AAAA"),
        (("slots", 0, "argon2id", "memory_kib"), 1 << 40),
        (("slots", 0, "argon2id", "time_cost"), 0),
        (("slots", 0, "argon2id", "memory_kib"), "64"),
        (("slots", 0, "officer"), {"name": "x"}),
    ],
)
def test_a_damaged_key_file(tmp_path: Path, path: tuple[Any, ...], value: Any) -> None:
    create_keys(tmp_path, OFFICER, PASSPHRASE)
    file = tmp_path / "keys.json"
    body = json.loads(file.read_bytes())
    _changed(body, *path, to=value)
    file.write_text(json.dumps(body))
    with pytest.raises(BadInput, match="bị hỏng"):
        unlock(tmp_path, PASSPHRASE)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[]", b"{}", b'{"version": 1'])
def test_a_key_file_that_is_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "keys.json").write_bytes(content)
    with pytest.raises(BadInput, match="bị hỏng"):
        officers(tmp_path)


def test_a_slot_given_to_another_name_does_not_open(tmp_path: Path) -> None:
    create_keys(tmp_path, OFFICER, PASSPHRASE)
    file = tmp_path / "keys.json"
    body = json.loads(file.read_bytes())
    body["slots"][0]["officer"]["full_name"] = "Người Khác"
    file.write_text(json.dumps(body))
    with pytest.raises(NotAllowed):
        unlock(tmp_path, PASSPHRASE)


def test_a_home_that_opens_unattended(tmp_path: Path) -> None:
    made = machine_keys(tmp_path / "province")
    assert machine_keys(tmp_path / "province") == made
    file = tmp_path / "province" / "machine.key"
    assert file.stat().st_mode & 0o077 == 0
    file.write_bytes(b"short")
    with pytest.raises(BadInput):
        machine_keys(tmp_path / "province")
    assert file.read_bytes() == b"short"
