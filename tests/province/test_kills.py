"""``kill -9`` of the gateway at every place of the protocol: what was answered still holds."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import httpx2
import pytest

from app.province.home import open_province
from tests.province.conftest import new_code, new_province
from tests.province.counter import Counter
from tests.province.desk import pdf, sha256
from tests.province.gateway_process import GatewayProcess


@pytest.fixture
def mortal(tmp_path: Path) -> Iterator[GatewayProcess]:
    """A gateway of this test alone, to be killed."""
    process = GatewayProcess(new_province(tmp_path / "home")).start()
    yield process
    process.kill()


def revive(mortal: GatewayProcess, counter: Counter) -> None:
    mortal.kill()
    mortal.start()
    counter.client = mortal.client()


def test_killed_between_every_two_steps(mortal: GatewayProcess) -> None:
    counter = Counter(mortal.client(), new_code(mortal.home))
    blob = pdf(10_000)
    body = counter.manifest(blob)
    paper, dossier_id, digest = counter.seal(body), body["dossier_id"], sha256(blob)

    announced = counter.announce(paper, dossier_id).json()

    revive(mortal, counter)
    assert counter.enrol().json() == counter.me
    again = counter.announce(paper, dossier_id)
    assert (again.status_code, again.json()) == (200, announced)
    counter.send_chunk(digest, 0, 10_000, blob[:4000]).raise_for_status()

    revive(mortal, counter)
    assert counter.where(digest).headers["Upload-Offset"] == "4000"
    counter.send_chunk(digest, 4000, 10_000, blob[4000:]).raise_for_status()

    revive(mortal, counter)
    assert counter.where(digest).headers["Upload-Offset"] == "10000"
    receipt = counter.commit(dossier_id, paper)
    assert receipt.status_code == 201

    revive(mortal, counter)
    repeated = counter.commit(dossier_id, paper)
    assert repeated.status_code == 200
    assert repeated.content == receipt.content


def test_killed_at_any_moment_of_a_busy_day(mortal: GatewayProcess) -> None:
    """A counter that only ever repeats itself gets every dossier through, each exactly once."""
    counter = Counter(mortal.client(), new_code(mortal.home))
    bodies = [counter.manifest(pdf(120_000)) for _ in range(12)]
    blobs = [pdf(120_000) for _ in bodies]
    for body, blob in zip(bodies, blobs, strict=True):
        body["documents"] = [counter.document(blob)]
    papers = [counter.seal(body) for body in bodies]
    receipts: dict[str, bytes] = {}
    over = threading.Event()

    def send(place: int) -> None:
        body, blob, paper = bodies[place], blobs[place], papers[place]
        counter.announce(paper, body["dossier_id"]).raise_for_status()
        counter.send_blob(blob, chunk=32 * 1024)
        answer = counter.commit(body["dossier_id"], paper).raise_for_status()
        assert receipts.setdefault(body["dossier_id"], answer.content) == answer.content

    def send_all() -> None:
        for place in range(len(bodies)):
            _until_done(partial(send, place))
        over.set()

    sender = threading.Thread(target=send_all)
    sender.start()
    for pause in (0.05, 0.17, 0.31, 0.63):
        time.sleep(pause)
        if not over.is_set():
            mortal.kill()
            mortal.start()
            counter.client = mortal.client()
    sender.join(60)
    assert over.is_set()

    with open_province(mortal.home) as province:
        rows = province.archive.list()
        assert sorted(row["dossier_id"] for row in rows) == sorted(receipts)
        assert {row["held"] for row in rows} == {"committed"}
        assert len({row["receipt_no"] for row in rows}) == len(rows)
        shown = province.archive.show(bodies[0]["dossier_id"])
        assert [event["action"] for event in shown["history"]] == [
            "announced",
            "committed",
            "status",
        ]
        for blob in blobs:
            assert province.archive.export_blob(sha256(blob)) == blob
        assert province.archive.verify_audit().ok


def _until_done(send: Callable[[], None]) -> None:
    """The line may fail as often as it likes: the same requests again."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            return send()
        except (httpx2.HTTPError, RuntimeError):
            # RuntimeError: the client was closed under us when the gateway was killed.
            time.sleep(0.05)
    raise AssertionError("never got through")


def test_what_a_crash_left_half_written_is_cut_off_and_swept(mortal: GatewayProcess) -> None:
    """The file may be longer than the row says: bytes that were written and never counted."""
    counter = Counter(mortal.client(), new_code(mortal.home))
    blob = pdf(9000)
    body = counter.manifest(blob)
    counter.announce(counter.seal(body), body["dossier_id"]).raise_for_status()
    counter.send_chunk(sha256(blob), 0, 9000, blob[:3000]).raise_for_status()
    mortal.kill()
    file = mortal.home / "partial" / counter.me["station_id"] / sha256(blob)
    with file.open("ab") as out:
        out.write(b"torn record of a power cut")
    leftover = mortal.home / "objects" / "ab" / ".tmp-0123456789abcdef"
    leftover.parent.mkdir(parents=True)
    leftover.write_bytes(b"half an object")
    mortal.start()
    assert not leftover.exists()
    counter.client = mortal.client()
    assert counter.where(sha256(blob)).headers["Upload-Offset"] == "3000"
    counter.send_blob(blob, chunk=2000)
    assert not file.exists()
