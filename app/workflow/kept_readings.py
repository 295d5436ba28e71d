"""The words of a page, kept in the encrypted database from reading ahead to the seal."""

from __future__ import annotations

import hashlib
import json
from contextlib import AbstractContextManager
from dataclasses import dataclass

from app.document.frame import Word
from app.document.text.reading import Reading
from app.model.dossier import Page
from app.model.edits import edits_to_text
from app.model.states import OPEN
from app.workflow.station import Station
from app.workflow.turns import Turns

_READERS = Turns()


@dataclass(frozen=True)
class PageReading:
    """A ``KeptReading`` of one page of an open dossier.

    Its key is the SHA-256 of all that makes the page's picture: the original's hash, frame,
    resolution, kind and edits. What read it, and a checksum of the cleaned picture that was
    read, are kept beside the words and checked when they are used.
    """

    station: Station
    dossier_id: str
    key: str

    def alone(self) -> AbstractContextManager[None]:
        return _READERS.turn(f"{self.station.home}/{self.dossier_id}/{self.key}")

    def get(self) -> Reading | None:
        kept = self.station.store.reading(self.dossier_id, self.key)
        return _reading(kept) if kept else None

    def put(self, reading: Reading) -> None:
        """Kept only while the dossier is open: a page that is read to its end after the seal or
        the cancelling leaves nothing behind."""
        store = self.station.store
        with store.transaction():
            if store.dossier(self.dossier_id).state in OPEN:
                store.put_reading(self.dossier_id, self.key, _text(reading))


def page_reading(station: Station, dossier_id: str, page: Page) -> PageReading:
    """Where the words of ``page``, with the edits it has now, are kept."""
    picture = [page.source_sha256, page.frame, page.dpi, page.kind, edits_to_text(page.edits)]
    key = hashlib.sha256(json.dumps(picture).encode()).hexdigest()
    return PageReading(station, dossier_id, key)


def _text(reading: Reading) -> str:
    return json.dumps(
        {
            "turned_over": reading.turned_over,
            "picture": reading.picture,
            "version": reading.version,
            "words": [
                [word.text, *word.box, round(word.confidence, 4), word.line]
                for word in reading.words
            ],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def _reading(text: str) -> Reading:
    kept = json.loads(text)
    words = tuple(
        Word(text, (left, top, right, bottom), confidence, line)
        for text, left, top, right, bottom, confidence, line in kept["words"]
    )
    return Reading(words, kept["turned_over"], kept["picture"], kept["version"])
