"""``python -m tests.journey.kills intake|sync TEMPLATE REQUEST WORK``: kill -9 at every step.

For each durable step of the verb (before and after every commit, after every stored file,
before and after every request) a fresh copy of the template lives through one run that is
killed exactly there, then through an undisturbed one. Prints one JSON document: what each kill
left, and what was wrong afterwards.

It forks, so it runs as a program of its own, away from the test runner's threads.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from app.model.states import AT_PROVINCE, State
from app.store.database import Database
from app.store.objects import Objects
from app.sync.gateway import HttpGateway
from app.workflow.handover import sync_once
from app.workflow.request import answered, carry_on_interrupted, read_request, take_in
from tests.journey import scene


class Killer:
    """Counts durable steps and kills this process at one of them."""

    def __init__(self, at: int) -> None:
        self.at = at
        self.count = 0

    def step(self) -> None:
        self.count += 1
        if self.count == self.at:
            os.kill(os.getpid(), signal.SIGKILL)


def arm(killer: Killer) -> None:
    """Put the killer at every durable step of this process."""
    transaction, put, ask = Database.transaction, Objects.put, HttpGateway._ask

    @contextmanager
    def watched(self: Database) -> Iterator[Any]:
        outermost = not self.in_transaction
        with transaction(self) as db:
            yield db
            if outermost:
                killer.step()
        if outermost:
            killer.step()

    def stored(self: Objects, data: bytes) -> str:
        digest = put(self, data)
        killer.step()
        return digest

    def asked(self: HttpGateway, *args: Any, **named: Any) -> bytes:
        killer.step()
        answer = ask(self, *args, **named)
        killer.step()
        return answer

    Database.transaction = watched  # type: ignore[method-assign]
    Objects.put = stored  # type: ignore[method-assign]
    HttpGateway._ask = asked  # type: ignore[method-assign]


def in_child(work: Callable[[], Any]) -> tuple[int, Any]:
    """Run ``work`` in a forked process: its wait status and what it returned, as JSON."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        code = 1
        try:
            os.write(writing, json.dumps(work()).encode())
            code = 0
        except BaseException:
            traceback.print_exc()
            raise
        finally:
            os._exit(code)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        raw = pipe.read()
    _, status = os.waitpid(child, 0)
    return status, json.loads(raw) if raw else None


def intake(home: Path, request_file: Path, at: int) -> int:
    killer = Killer(at)
    arm(killer)
    scene.take_in_file(home, request_file, answer=False)
    return killer.count


def sync(home: Path, request_file: Path, at: int) -> int:
    killer = Killer(at)
    arm(killer)
    with scene.open_scene(home) as station:
        report = sync_once(station)
    if report.fault:
        raise report.fault
    return killer.count


def after_intake(home: Path, request_file: Path) -> list[str]:
    """The same request again: one dossier, whole, in the queue."""
    with scene.open_scene(home) as station:
        request = read_request(request_file)
        answer = take_in(station, request)
        answered(station, request, answer.dossier.dossier_id)
        wrong = _wrong_at_station(station, {State.QUEUED})
        if carry_on_interrupted(station):
            wrong.append("something was still to be carried on")
        return wrong


def after_sync(home: Path, request_file: Path) -> list[str]:
    """The same pass again: one dossier at the province, byte for byte, with its receipt here."""
    with scene.open_scene(home) as station:
        report = sync_once(station)
        wrong = [str(report.fault)] if report.fault else []
        wrong += _wrong_at_station(station, set(AT_PROVINCE))
        dossier = station.store.dossiers()[0]
        receipt = station.store.receipt(dossier.dossier_id) or b""
    held = scene.held_by_province(home)
    if [row["dossier_id"] for row in held] != [dossier.dossier_id]:
        wrong.append(f"the province holds {held}")
        return wrong
    told = scene.told_by_province(home, dossier.dossier_id)
    if told["receipt_sha256"] != hashlib.sha256(receipt).hexdigest():
        wrong.append("the receipts differ")
    if told["manifest_sha256"] != dossier.manifest_sha256:
        wrong.append("the manifests differ")
    return wrong


def _wrong_at_station(station: Any, expected: set[State]) -> list[str]:
    store = station.store
    dossiers = [each for each in store.dossiers() if each.state is not State.CANCELLED]
    wrong = []
    if len(dossiers) != 1:
        wrong.append(f"{len(dossiers)} dossiers instead of one")
    for dossier in dossiers:
        if dossier.state not in expected:
            wrong.append(f"stuck in {dossier.state}")
        for document in store.documents(dossier.dossier_id):
            if not store.objects.verify(document.signed_sha256):
                wrong.append("a signed paper is not whole")
        for blob in store.blobs(dossier.dossier_id):
            if not store.objects.verify(blob.sha256):
                wrong.append("a blob of the queue is not whole")
    if not store.verify_audit().ok:
        wrong.append("the audit chain is broken")
    return wrong


VERBS = {"intake": (intake, after_intake), "sync": (sync, after_sync)}


@contextmanager
def line_for(verb: str, home: Path) -> Iterator[None]:
    if verb == "sync":
        with scene.province_of(home):
            yield
    else:
        yield


def main() -> int:
    verb, template, request_file, work = sys.argv[1], *map(Path, sys.argv[2:5])
    disturbed, undisturbed = VERBS[verb]
    every = int(sys.argv[5]) if len(sys.argv) > 5 else 1
    home = scene.copy_scene(template, work / "count")
    with line_for(verb, home):
        _, steps = in_child(lambda: disturbed(home, request_file, 0))
    results = []
    for at in range(1, steps + 1, every):
        home = scene.copy_scene(template, work / f"{at:03d}")
        with line_for(verb, home):
            status, _ = in_child(lambda home=home, at=at: disturbed(home, request_file, at))  # type: ignore[misc]
            killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
            ended, wrong = in_child(lambda home=home: undisturbed(home, request_file))  # type: ignore[misc]
        results.append({"at": at, "killed": killed, "ended": ended, "wrong": wrong})
        shutil.rmtree(home)
    print(json.dumps({"steps": steps, "results": results}, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
