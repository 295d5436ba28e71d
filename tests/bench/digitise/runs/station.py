"""The station's own way from scan files to a PDF/A."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.document.digitize import PageInput, PageResult, digitize
from app.document.frame import Pixels
from app.document.text.recognize import Recognizer, Word, going_on
from app.model.output import OutputProfile
from tests.bench.digitise.runs.made import Made


@dataclass(frozen=True)
class Digitised:
    made: Made
    pages: tuple[PageResult, ...]


class Remembering:
    """Reads each picture once: the same page is bound in several profiles."""

    def __init__(self, recognizer: Recognizer) -> None:
        self.recognizer = recognizer
        self.known: dict[bytes, list[Word]] = {}

    @property
    def name(self) -> str:
        return self.recognizer.name

    @property
    def version(self) -> str:
        return self.recognizer.version

    def read(
        self,
        grey: Pixels,
        dpi: float,
        check_cancelled: Callable[[], None] = going_on,
        *,
        one_block: bool = False,
    ) -> list[Word]:
        mark = hashlib.blake2b(grey.tobytes(), digest_size=16, salt=bytes([one_block])).digest()
        if mark not in self.known:
            read = self.recognizer.read(grey, dpi, check_cancelled, one_block=one_block)
            self.known[mark] = read
        return self.known[mark]


def digitised(
    pages: Sequence[PageInput], recognizer: Recognizer | None, profile: OutputProfile
) -> Digitised:
    """``pages`` bound by two workers, timed from the files' bytes to the PDF's."""
    wall, cpu = time.perf_counter(), time.process_time()
    done = digitize(pages, title="Đo tốc độ", recognizer=recognizer, profile=profile)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    places: list[int | None] = []
    for page in done.pages:
        places.append(None if page.left_out else sum(place is not None for place in places))
    return Digitised(Made(done.pdf, tuple(places), wall, cpu), done.pages)
