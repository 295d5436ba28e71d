"""What the tests let a process of its own do: ``python -m tests.store.child VERB HOME``."""

from __future__ import annotations

import resource
import sys
from pathlib import Path

from app.errors import AppError
from app.model.states import State
from app.store.station import StationStore
from tests.store.samples import PASSPHRASE, noon, queued, sample_dossier


def say(*words: object) -> None:
    print(*words, flush=True)


def hold(home: Path) -> None:
    """Keep the home open for writing until the parent says something or ends us."""
    with StationStore.open(home, PASSPHRASE, clock=noon()):
        say("open")
        sys.stdin.readline()


def work(home: Path) -> None:
    """Queue dossier after dossier; a line is printed when a dossier is promised to be safe."""
    with StationStore.open(home, PASSPHRASE, clock=noon()) as store:
        while True:
            say(queued(store).dossier_id)


def fill(home: Path) -> None:
    """Write until the disk refuses, then say how; more room must be enough to go on."""
    with StationStore.open(home, PASSPHRASE, clock=noon()) as store:
        resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, resource.RLIM_INFINITY))
        try:
            store.objects.put(b"\x00" * 1_000_000)
        except AppError as error:
            say("object", int(error.code), error.title)
        try:
            while True:
                dossier = sample_dossier(note="x" * 50_000)
                store.add_dossier(dossier, [])
                say("kept", dossier.dossier_id)
        except AppError as error:
            say("row", int(error.code), error.title)
        say("open", store.counts()[State.DRAFT])
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
        say("kept", queued(store).dossier_id)


if __name__ == "__main__":
    {"hold": hold, "work": work, "fill": fill}[sys.argv[1]](Path(sys.argv[2]))
