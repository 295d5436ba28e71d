from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from app.errors import BadInput, CannotWrite
from app.store.cipher import Tampered
from app.store.objects import ObjectMissing, Objects
from tests.store.samples import files_under

DATA = b"%PDF-1.7 " + bytes(range(256)) * 1000


@pytest.fixture
def objects(tmp_path: Path) -> Objects:
    return Objects(tmp_path / "objects", bytes(range(32)))


def damage(file: Path, where: int = -1) -> None:
    raw = bytearray(file.read_bytes())
    raw[where] ^= 1
    file.write_bytes(raw)


def test_put_and_read(objects: Objects, tmp_path: Path) -> None:
    name = objects.put(DATA)
    assert name == hashlib.sha256(DATA).hexdigest()
    assert objects.read(name) == DATA
    assert objects.size(name) == len(DATA)
    assert objects.has(name)
    assert objects.verify(name)
    assert objects.read_range(name, 70_000, 100) == DATA[70_000:70_100]
    assert objects.read_range(name, len(DATA) - 5, 100) == DATA[-5:]
    with objects.open(name) as stream:
        assert stream.read(8) == DATA[:8]
    source = tmp_path / "giấy khai sinh.pdf"
    source.write_bytes(b"another")
    assert objects.read(objects.put_file(source)) == b"another"
    assert list(objects.all()) == sorted([name, hashlib.sha256(b"another").hexdigest()])


def test_the_same_again_changes_nothing(objects: Objects) -> None:
    name = objects.put(DATA)
    before = objects.path(name).read_bytes()
    assert objects.put(DATA) == name
    assert objects.path(name).read_bytes() == before


def test_a_damaged_object_is_noticed_and_made_whole_again(objects: Objects) -> None:
    name = objects.put(DATA)
    damage(objects.path(name))
    assert not objects.verify(name)
    with pytest.raises(Tampered):
        objects.read(name)
    with pytest.raises(Tampered):
        objects.read_range(name, len(DATA) - 10, 10)
    assert objects.read_range(name, 0, 10) == DATA[:10]
    objects.put(DATA)
    assert objects.verify(name)


def test_one_object_cannot_stand_in_for_another(objects: Objects) -> None:
    one, other = objects.put(b"one"), objects.put(b"other")
    objects.path(one).write_bytes(objects.path(other).read_bytes())
    assert not objects.verify(one)
    with pytest.raises(Tampered):
        objects.read(one)


def test_missing_deleted_and_no_digest_at_all(objects: Objects, tmp_path: Path) -> None:
    name = objects.put(DATA)
    objects.delete(name)
    objects.delete(name)
    assert not objects.has(name)
    assert not objects.verify(name)
    for ask in (objects.read, objects.size, objects.open):
        with pytest.raises(ObjectMissing):
            ask(name)
    with pytest.raises(ObjectMissing):
        objects.path("../../etc/passwd")
    with pytest.raises(BadInput):
        objects.put_file(tmp_path / "không có.pdf")


def test_what_a_crash_left_is_swept(objects: Objects) -> None:
    name = objects.put(DATA)
    leftover = objects.path(name).with_name(".tmp-0123456789abcdef")
    leftover.write_bytes(b"half")
    assert list(objects.all()) == [name]
    objects.sweep()
    assert not leftover.exists()
    assert objects.verify(name)


def test_a_root_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(CannotWrite, match="Không ghi được"):
        Objects(tmp_path / "file" / "objects", bytes(32)).put(b"x")


def test_nothing_half_made_where_the_target_cannot_be_replaced(objects: Objects) -> None:
    name = hashlib.sha256(DATA).hexdigest()
    objects.path(name).mkdir(parents=True)
    with pytest.raises(CannotWrite):
        objects.put(DATA)
    assert list(files_under(objects.root)) == []
