"""The paper, the jobs and the faults of the simulated scanner, without the HTTP."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Sheet:
    """One paper; a one-sided sheet has a front only."""

    front: bytes
    back: bytes = b""

    def sides(self, duplex: bool) -> list[bytes]:
        return [self.front, self.back] if duplex and self.back else [self.front]


@dataclass
class Faults:
    """What is to go wrong. Page numbers count from 1 over the life of the simulator."""

    jam_at_page: int | None = None
    cut_in_page: int | None = None
    stopped_at_page: int | None = None
    html_at_page: int | None = None
    half_a_page: int | None = None
    cover_open: bool = False
    busy_answers: int = 0
    html: bool = False
    document_type: bool = False
    moved_to: str = ""
    calls_itself: str = ""
    """A beginning of addresses that only the scanner knows, such as ``http://scanner.local``."""


@dataclass
class Job:
    """One scan job: its settings by bare name, the sides still to be delivered."""

    settings: dict[str, str]
    waiting: list[bytes] = field(default_factory=list)
    state: str = "Processing"
    delivered: int = 0
    deleted: threading.Event = field(default_factory=threading.Event)

    @property
    def from_feeder(self) -> bool:
        return self.settings["InputSource"] == "Feeder"

    @property
    def duplex(self) -> bool:
        return self.settings.get("Duplex") == "true"


class ScannerState:
    """What a scanner knows of itself.

    ``glass`` is the picture on the flatbed, ``feeder`` the sheets; a scanner without the one
    or the other has None there.
    """

    def __init__(
        self,
        *,
        glass: bytes | None = None,
        feeder: Sequence[Sheet] | None = None,
        can_duplex: bool = True,
        faults: Faults | None = None,
    ) -> None:
        self.uuid = str(uuid.uuid4())
        self.glass = glass
        self.papers = list(feeder) if feeder is not None else None
        self.feeder = list(feeder or [])
        self.can_duplex = can_duplex
        self.faults = faults or Faults()
        self.jobs: dict[str, Job] = {}
        self.pages_delivered = 0
        self.lock = threading.Lock()
        self.jammed = False
        self.page_seconds = 0.0
        """How long a page takes to be drawn in and read."""

    def repair(self) -> None:
        """A person took the jammed sheet out and laid it on the feeder again; all is well."""
        self.jammed = False
        self.faults = Faults()

    def refill(self) -> None:
        """The same papers lie in the feeder again."""
        self.feeder = list(self.papers or [])

    @property
    def feeder_state(self) -> str:
        if self.papers is None:
            return ""
        if self.jammed:
            return "ScannerAdfJam"
        if self.faults.cover_open:
            return "ScannerAdfHatchOpen"
        return "ScannerAdfLoaded" if self.feeder else "ScannerAdfEmpty"

    def start_job(self, settings: dict[str, str]) -> str | None:
        """The new job's name, or None where the feeder cannot feed."""
        job = Job(settings)
        if job.from_feeder and self.feeder_state != "ScannerAdfLoaded":
            return None
        if not job.from_feeder and self.glass is not None:
            job.waiting = [self.glass]
        name = str(uuid.uuid4())
        self.jobs[name] = job
        return name

    def next_side(self, job: Job) -> bytes | None:
        """Draws a sheet in when the one before is used up; None at the end or at a fault."""
        page = self.pages_delivered + 1
        if job.state != "Processing":
            return None
        if job.from_feeder and self.faults.jam_at_page == page:
            self.jammed, job.state = True, "Aborted"
            return None
        if self.faults.stopped_at_page == page:
            job.state = "Canceled"
            return None
        if not job.waiting and job.from_feeder and self.feeder:
            job.waiting = self.feeder.pop(0).sides(job.duplex)
        if not job.waiting:
            job.state = "Completed"
            return None
        self.pages_delivered = page
        job.delivered += 1
        return job.waiting.pop(0)
