"""A province that answers what it cannot mean: one sentence, nothing lost, the others go on."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from app.model.states import State
from app.practice.places import province_home
from app.sync.faults import ForeignServer, LineDown
from app.workflow.handover import release
from tests.journey import scene
from tests.sync.passes import assert_all_arrive, states, sync_honestly, sync_twisted
from tests.sync.twisted_province import Answer, Twist


def _always(method: str, part: str, body: Any, status: int = 200) -> Twist:
    """The same answer to every request of ``method`` whose path has ``part``."""
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()

    def twist(asked: str, path: str, answer: Answer) -> Answer:
        fits = asked == method and part in path
        return Answer(status, answer.headers, raw) if fits else answer

    return twist


NONSENSE = [
    ("GET", "/hello", {}),
    ("GET", "/hello", {"province_id": 7}),
    ("POST", "/preflight", {}),
    ("POST", "/preflight", {"dossiers": []}),
    ("POST", "/preflight", b"[" * 100_000),
    ("GET", "/changes", {}),
    ("GET", "/changes", {"changes": [{"kind": "status"}], "cursor": "", "more": False}),
    ("GET", "/changes", {"changes": [], "cursor": "", "more": True}),
    ("PUT", "/dossiers/", {}),
    ("PUT", "/dossiers/", {"dossier_code": "", "missing": [{"sha256": "x"}]}),
    ("PATCH", "/blobs/", {}),
    ("PATCH", "/blobs/", {"offset": -1, "complete": False}),
    ("POST", "/commit", {}),
]


@pytest.mark.parametrize(("method", "part", "body"), NONSENSE)
def test_an_answer_without_its_shape(home: Path, method: str, part: str, body: Any) -> None:
    report = sync_twisted(home, _always(method, part, body))
    assert isinstance(report.fault, ForeignServer) or report.problems
    assert report.committed + report.remaining == 2
    assert_all_arrive(home)


@pytest.mark.parametrize(
    "missing",
    [
        {"sha256": "0" * 64, "bytes": 1, "offset": 0},
        {"sha256": "", "bytes": 1, "offset": -5},
    ],
)
def test_blobs_that_cannot_be_missing(home: Path, missing: dict[str, Any]) -> None:
    with scene.open_scene(home, write=False) as station:
        known = station.store.blobs(station.store.dossiers()[0].dossier_id)[0].sha256
    asked = {**missing, "sha256": missing["sha256"] or known}
    answer = {"dossier_code": "", "missing": [asked]}
    report = sync_twisted(home, _always("PUT", "/dossiers/", answer, 201))
    assert report.committed == 0
    assert report.remaining == 2
    assert len(report.problems) == 2, "each is told, and each was visited"
    assert_all_arrive(home)


@pytest.mark.parametrize(
    ("method", "part"), [("GET", "/hello"), ("POST", "/preflight"), ("GET", "/changes")]
)
@pytest.mark.parametrize(
    ("status", "code"), [(400, "bad_request"), (409, "missing_blobs"), (409, "wrong_offset")]
)
def test_a_refusal_where_nothing_can_be_refused(
    home: Path, method: str, part: str, status: int, code: str
) -> None:
    problem = {"code": code, "message": "", "offset": 1}
    report = sync_twisted(home, _always(method, part, problem, status))
    assert isinstance(report.fault, ForeignServer)
    assert State.HELD_SERVER not in states(home)
    assert_all_arrive(home)


def test_a_wrong_offset_to_a_commit(home: Path) -> None:
    problem = {"code": "wrong_offset", "message": "", "offset": 1}
    report = sync_twisted(home, _always("POST", "/commit", problem, 409))
    assert report.remaining == 2
    assert_all_arrive(home)


@pytest.mark.parametrize(
    "change",
    [
        {"valid_from": "hôm nay"},
        {"first": 9, "last": 1},
        {"last": 10**30},
    ],
)
def test_a_useless_block_of_numbers_stops_nothing(home: Path, change: dict[str, Any]) -> None:
    def twist(method: str, path: str, answer: Answer) -> Answer:
        if not path.endswith("/hello"):
            return answer
        told = json.loads(answer.body)
        told["lease"] |= change
        return Answer(answer.status, answer.headers, json.dumps(told).encode())

    report = sync_twisted(home, twist)
    assert report.committed == 2
    assert "Dải số" in report.problems["lease"]


def test_a_damaged_paper_here_holds_its_dossier_alone(home: Path) -> None:
    with scene.open_scene(home) as station:
        first = station.store.dossiers()[0]
        (blob,) = station.store.blobs(first.dossier_id)
        kept = station.store.objects.read(blob.sha256)
        station.store.objects.path(blob.sha256).write_bytes(b"rot")
    report = sync_honestly(home)
    assert (report.committed, report.held, report.remaining) == (1, 1, 0)
    with scene.open_scene(home) as station:
        held = station.store.dossier(first.dossier_id)
        assert held.state is State.HELD_LOCAL
        assert held.held_reason
        station.store.objects.put(kept)
        release(station, first.dossier_id)
    assert_all_arrive(home)


def test_a_province_from_an_older_backup_gets_all_again(home: Path, tmp_path: Path) -> None:
    """It had heard of the dossiers and had their files; now it knows nothing of either."""
    backup = shutil.copytree(province_home(home), tmp_path / "backup")
    problem = {"code": "unavailable", "message": ""}
    report = sync_twisted(home, _always("POST", "/commit", problem, 500))
    assert isinstance(report.fault, LineDown)
    assert State.UPLOADING in states(home)
    shutil.rmtree(province_home(home))
    shutil.copytree(backup, province_home(home))
    assert_all_arrive(home)


def test_a_file_gone_at_the_province_is_sent_again(home: Path) -> None:
    def forgetful(method: str, path: str, answer: Answer) -> Answer:
        if method == "PUT":
            told = json.loads(answer.body) | {"missing": []}
            return Answer(answer.status, answer.headers, json.dumps(told).encode())
        return answer

    report = sync_twisted(home, forgetful)
    assert report.committed == 0, "it said it had all, and then could not commit"
    assert report.remaining == 2
    assert_all_arrive(home)
