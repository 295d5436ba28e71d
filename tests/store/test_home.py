"""Making, opening and closing a station's home."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import BadInput, CannotWrite, NotAllowed, TryLater
from app.model.people import Officer
from app.store.home import HomePaths
from app.store.keys import create_keys
from app.store.station import StationStore
from tests.store.samples import OFFICER, PASSPHRASE, files_under, new_store, noon, queued


def test_made_closed_and_opened_again(tmp_path: Path) -> None:
    home = tmp_path / "sâu" / "trạm"
    with new_store(home) as store:
        dossier = queued(store)
        assert store.officer == OFFICER
    store.close()
    with StationStore.open(home, PASSPHRASE, clock=noon()) as store:
        assert store.dossier(dossier.dossier_id) == dossier
        assert [row.action for row in store.audit_rows(OFFICER.officer_id)] == [
            "create station",
            "sign in",
        ]


def test_a_home_is_made_once(tmp_path: Path) -> None:
    home = tmp_path / "home"
    new_store(home).close()
    before = {file: file.read_bytes() for file in files_under(home)}
    with pytest.raises(BadInput, match="đã có một trạm"):
        new_store(home)
    assert {file: file.read_bytes() for file in files_under(home)} == before


def test_a_home_where_none_can_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(CannotWrite):
        new_store(tmp_path / "file" / "home")


def test_a_making_that_was_cut_off_is_done_again(tmp_path: Path) -> None:
    home = tmp_path / "home"
    create_keys(home, OFFICER, "mật khẩu của lần trước")
    with pytest.raises(BadInput, match="Không thấy cơ sở dữ liệu"):
        StationStore.open(home, "mật khẩu của lần trước", clock=noon())
    new_store(home).close()
    HomePaths(home).database.write_bytes(b"")
    StationStore.open(home, PASSPHRASE, clock=noon()).close()


@pytest.mark.parametrize("lost", ["gone", "empty", "cut"])
def test_a_lost_database_is_never_taken_for_a_new_one(tmp_path: Path, lost: str) -> None:
    home = tmp_path / "home"
    with new_store(home) as store:
        queued(store)
    file = HomePaths(home).database
    if lost == "gone":
        file.unlink()
    else:
        file.write_bytes(file.read_bytes()[: 100 if lost == "cut" else 0])
    for write in (True, False):
        with pytest.raises(BadInput, match="Khôi phục"):
            StationStore.open(home, PASSPHRASE, write=write, clock=noon())
    with pytest.raises(BadInput):
        new_store(home)


def test_wrong_passphrase_and_wrong_place(tmp_path: Path) -> None:
    home = tmp_path / "home"
    new_store(home).close()
    for write in (True, False):
        with pytest.raises(NotAllowed, match="Mật khẩu không đúng"):
            StationStore.open(home, "không phải câu này", write=write, clock=noon())
        with pytest.raises(BadInput, match="Chưa có trạm"):
            StationStore.open(tmp_path / "nowhere", PASSPHRASE, write=write, clock=noon())
    assert not (tmp_path / "nowhere").exists()
    StationStore.open(home, PASSPHRASE, clock=noon()).close()


def test_a_second_officer(tmp_path: Path) -> None:
    home = tmp_path / "home"
    other = Officer("cb02", "Phạm Văn Lực")
    with new_store(home) as store:
        store.add_officer(other, "câu của người thứ hai")
        queued(store)
    with StationStore.open(home, "câu của người thứ hai", clock=noon()) as store:
        assert store.officer == other
        assert len(store.dossiers()) == 1
        assert store.audit_rows("cb02")[-1].actor == "cb02"


def test_leftovers_of_a_crash_are_swept(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with new_store(home) as store:
        folder = store.objects.path(store.objects.put(b"x")).parent
    leftovers = [home / ".tmp-0011223344556677", folder / ".tmp-8899aabbccddeeff"]
    for file in leftovers:
        file.write_bytes(b"half")
    StationStore.open(home, PASSPHRASE, write=False, clock=noon()).close()
    assert all(file.exists() for file in leftovers)
    StationStore.open(home, PASSPHRASE, clock=noon()).close()
    assert not any(file.exists() for file in leftovers)


def test_reading_beside_a_writer(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with (
        new_store(home) as writer,
        StationStore.open(home, PASSPHRASE, write=False, clock=noon()) as reader,
    ):
        dossier = queued(writer)
        assert reader.dossier(dossier.dossier_id) == dossier
        assert reader.objects.has(writer.blobs(dossier.dossier_id)[0].sha256)
        assert reader.verify_audit().ok
        with pytest.raises(NotAllowed, match="để xem"):
            reader.change(dossier.dossier_id, action="print", printed=True)
        with pytest.raises(NotAllowed):
            reader.set("cursor", "1")
        with pytest.raises(NotAllowed):
            reader.objects.put(b"x")
        with pytest.raises(TryLater):
            StationStore.open(home, PASSPHRASE, clock=noon())
        assert not writer.dossier(dossier.dossier_id).printed
