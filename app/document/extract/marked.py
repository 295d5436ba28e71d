"""Text that knows which words of the page its letters came from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.document.frame import Box, Word

BETWEEN = -1
"""The mark of a letter that belongs to no word, such as a space."""


@dataclass(frozen=True)
class PlacedWord:
    """A word and the page (from 0) it stands on."""

    word: Word
    page: int


@dataclass(frozen=True)
class Marked:
    """``marks`` has for each letter of ``text`` the number of its word, or ``BETWEEN``."""

    text: str
    marks: tuple[int, ...]

    @classmethod
    def plain(cls, text: str) -> Marked:
        """Text of no page."""
        return cls(text, (BETWEEN,) * len(text))

    @classmethod
    def of_words(cls, words: Sequence[Word], first: int) -> Marked:
        """``words``, numbered from ``first``, with a space between them."""
        return joined_with(
            " ",
            (
                cls(word.text, (number,) * len(word.text))
                for number, word in enumerate(words, start=first)
            ),
        )

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the words it is made of, in order."""
        return tuple(sorted(set(self.marks) - {BETWEEN}))

    def part(self, start: int, end: int | None = None) -> Marked:
        return Marked(self.text[start:end], self.marks[start:end])

    def stripped(self) -> Marked:
        start = len(self.text) - len(self.text.lstrip())
        return self.part(start, len(self.text.rstrip()) or None) if self.text.strip() else NOTHING

    def without(self, pattern: re.Pattern[str]) -> Marked:
        """Every match of ``pattern`` taken out."""
        kept, end = [], 0
        for found in pattern.finditer(self.text):
            kept.append(self.part(end, found.start()))
            end = found.end()
        return joined_with("", [*kept, self.part(end)])


NOTHING = Marked("", ())


def joined_with(between: str, parts: Iterable[Marked]) -> Marked:
    """``parts`` with ``between`` between them."""
    text, marks = "", []
    for number, part in enumerate(parts):
        if number:
            text += between
            marks += [BETWEEN] * len(between)
        text += part.text
        marks += part.marks
    return Marked(text, tuple(marks))


def around(words: Iterable[Word]) -> Box:
    """The smallest box that holds ``words``."""
    boxes = [word.box for word in words]
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
