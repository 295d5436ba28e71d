from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app.errors import BadInput
from app.model.dossier import Outcome
from app.model.people import Person
from app.model.states import OPEN, MoveNotAllowed, State
from app.store.station import StationStore
from tests.store.samples import NOON, queued, reviewed, sample_components, sample_dossier


def test_comes_back_as_it_went_in(store: StationStore) -> None:
    full = sample_dossier()
    bare = sample_dossier(submitter=None, received_at=None, due_at=None, applicant=Person("", "A"))
    for dossier in (full, bare):
        store.add_dossier(dossier, sample_components())
        assert store.dossier(dossier.dossier_id) == dossier
        assert store.components(dossier.dossier_id) == sample_components()


def test_unknown(store: StationStore) -> None:
    with pytest.raises(BadInput, match="Không có hồ sơ"):
        store.dossier("nope")
    assert store.find("nope") is None
    assert store.find("") is None


def test_a_dossier_begins_on_the_counter(store: StationStore) -> None:
    with pytest.raises(ValueError, match="SEALED"):
        store.add_dossier(sample_dossier(state=State.SEALED), [])
    assert store.dossiers() == []


def test_found_by_id_beginning_and_codes(store: StationStore) -> None:
    first, second = queued(store), queued(store, dossier_code="H27.15.3-261123-0099")
    assert store.find(first.dossier_id) == first
    assert store.find(first.dossier_id[:-1]) == first
    assert store.find(f" {first.provisional_code.lower()} ") == first
    assert store.find("H27.15.3-261123-0099") == second
    same = len([a for a, b in zip(first.dossier_id, second.dossier_id, strict=True) if a == b])
    assert same >= 6
    assert store.find(first.dossier_id[:6]) is None
    assert store.find(first.dossier_id[-6:]) is None


def test_searched_by_word_without_tones(store: StationStore) -> None:
    wanted = sample_dossier()
    other = sample_dossier(applicant=Person("001099900037", "Đặng Văn 100%"), submitter=None)
    for dossier in (wanted, other):
        store.add_dossier(dossier, [])
    for words in ("đặng ước", "UOC dang", "001199900019", "Lê Đức", "le duc", "nguyện"):
        assert store.dossiers(search=words) == [wanted], words
    assert len(store.dossiers(search="dang")) == 2
    assert store.dossiers(search="100%") == [other]
    assert store.dossiers(search="%") == [other]
    assert store.dossiers(search="_") == []
    store.change(other.dossier_id, action="number", dossier_code="H27.15.3-261123-0042")
    assert [found.dossier_id for found in store.dossiers(search="h27.15.3-261123-0042")] == [
        other.dossier_id
    ]


def test_listed_by_state_day_order_and_number(store: StationStore) -> None:
    old = sample_dossier(received_at=NOON - timedelta(days=1))
    late = sample_dossier(received_at=NOON.replace(hour=23, minute=59, second=59))
    unseen = sample_dossier(received_at=None)
    for dossier in (old, late, unseen):
        store.add_dossier(dossier, [])
    moved = store.move(unseen.dossier_id, State.CAPTURED)
    assert store.dossiers() == [moved, late, old]
    assert store.dossiers(newest_first=False) == [old, late, moved]
    assert store.dossiers(newest_first=False, limit=1) == [old]
    assert store.dossiers({State.CAPTURED}) == [moved]
    assert store.dossiers(OPEN) == [moved, late, old]
    assert store.dossiers([]) == []
    assert store.dossiers(day=NOON.date()) == [late]
    assert store.dossiers({State.CAPTURED}, day=NOON.date()) == []
    counts = store.counts()
    assert counts[State.DRAFT] == 2
    assert counts[State.CAPTURED] == 1
    assert set(counts) == set(State)


def test_a_move_tells_why(store: StationStore) -> None:
    dossier = sample_dossier()
    store.add_dossier(dossier, [])
    moved = store.move(dossier.dossier_id, State.CAPTURED, why="đủ giấy", note="x", fee=1)
    assert (moved.state, moved.note, moved.fee) == (State.CAPTURED, "x", 1)
    assert store.dossier(dossier.dossier_id) == moved
    row = store.audit_rows(dossier.dossier_id)[-1]
    assert row.action == "move"
    assert row.details == {
        "from": "DRAFT",
        "to": "CAPTURED",
        "why": "đủ giấy",
        "fields": ["fee", "note"],
    }


def test_a_move_that_is_not_allowed_changes_nothing(store: StationStore) -> None:
    dossier = sample_dossier()
    store.add_dossier(dossier, [])
    before = store.audit_rows()
    with pytest.raises(MoveNotAllowed):
        store.move(dossier.dossier_id, State.SEALED, note="x")
    with pytest.raises(TypeError):
        store.move(dossier.dossier_id, State.CAPTURED, no_such_field="x")
    with pytest.raises(ValueError, match="by move"):
        store.change(dossier.dossier_id, action="x", state=State.CAPTURED)
    assert store.dossier(dossier.dossier_id) == dossier
    assert store.audit_rows() == before


def test_a_code_is_given_once(store: StationStore) -> None:
    first, second = reviewed(store), reviewed(store)
    store.change(first.dossier_id, action="number", dossier_code="H27.15.3-261123-0001")
    with pytest.raises(BadInput, match="đã dùng"):
        store.change(second.dossier_id, action="number", dossier_code="H27.15.3-261123-0001")


def test_the_checklist_keeps_its_order(store: StationStore) -> None:
    dossier = sample_dossier()
    first, second = sample_components()
    store.add_dossier(dossier, [first, second])
    changed = replace(first, outcome=Outcome.REUSED, evidence="đã có trong kho")
    added = replace(first, key="khac")
    store.put_component(dossier.dossier_id, changed, why="đã nộp lần trước")
    store.put_component(dossier.dossier_id, added)
    assert store.components(dossier.dossier_id) == [changed, second, added]
    rows = store.audit_rows(dossier.dossier_id)
    assert rows[-2].details == {
        "component": "to-khai",
        "outcome": "reused",
        "why": "đã nộp lần trước",
    }
