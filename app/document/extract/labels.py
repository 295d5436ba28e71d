"""Values behind printed labels: *Họ, chữ đệm, tên: VÕ TRỌNG GIÁP*.

Labels are compared without marks and case, letter for letter first, then a little loosely: a
label is printed small and often read with one wrong letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby, zip_longest

from app.document.extract.marked import NOTHING, Marked, PlacedWord, around, joined_with
from app.document.extract.types import LabelledField
from app.document.extract.values import Value, value_of
from app.procedure.words import fold

ENDS = (
    "Giới tính", "Dân tộc", "Quốc tịch", "Nơi cư trú", "Nơi sinh", "Quê quán", "Giấy tờ tùy thân",
    "Ngày sinh", "Ngày, tháng, năm sinh", "Năm sinh", "Họ và tên", "Họ, chữ đệm, tên",
    "Số định danh cá nhân", "cấp ngày",
)  # fmt: skip
"""Labels that end the value before them, whether a field wants them or not."""

_WORD = re.compile(r"\w+")
_LIKE = 0.86
_LONG_ENOUGH = 12
"""Letters: shorter labels are only taken letter for letter."""
_WIDE_GAP = 1.5
"""Times the height of a line: what stands farther apart is another column."""
_BELOW = 2.6
"""Times the height of a line: a value stands no deeper under its label."""
_TABLE = 3
"""So many columns are the head of a table; what stands under it is one row of many."""


@dataclass(frozen=True)
class Labelled:
    """A value and the words of the page it was read from."""

    field: LabelledField
    value: Value
    words: tuple[int, ...]


@dataclass(frozen=True)
class _Hit:
    """A label in the text: which one, and where it starts and ends."""

    label: tuple[str, ...]
    start: int
    end: int


def labelled_values(words: Sequence[PlacedWord], fields: Sequence[LabelledField]) -> list[Labelled]:
    """The first value of each field that has one, in the order of ``fields``."""
    paper = _Paper(words, fields)
    found = []
    for field in fields:
        values = paper.values_of(field)
        if len(values) >= field.nth:
            found.append(values[field.nth - 1])
    return found


class _Paper:
    """The text of a paper, piece by piece, with the labels that were found in it."""

    def __init__(self, words: Sequence[PlacedWord], fields: Sequence[LabelledField]) -> None:
        self._words = words
        self._pieces = _pieces(words)
        self._text = joined_with("\n", self._pieces)
        labels = {_folded(label) for field in fields for label in field.labels}
        self._hits = _hits(self._text.text, labels | {_folded(label) for label in ENDS})

    def values_of(self, field: LabelledField) -> list[Labelled]:
        """All values of the field's kind behind one of its labels, in reading order."""
        labels = {_folded(label) for label in field.labels}
        values = []
        for hit, after in zip_longest(self._hits, self._hits[1:]):
            if hit.label not in labels:
                continue
            again = after is not None and after.label in labels
            value = self._value(hit, after, field, again=again)
            if value is not None:
                values.append(value)
        return values

    def _value(
        self, hit: _Hit, after: _Hit | None, field: LabelledField, *, again: bool
    ) -> Labelled | None:
        """What stands behind the label on its line; else under it; else on the line that follows.

        Of two labels for one value (*Giấy tờ tùy thân: Căn cước số …*) the second has it.
        """
        end = self._text.text.find("\n", hit.end)
        end = len(self._text.text) if end < 0 else end
        if after is not None and after.start < end:
            end = after.start
        beside = self._text.part(hit.end, end)
        if again and after is not None and after.start == end and not _WORD.search(beside.text):
            return None
        places = [beside]
        if ":" in beside.text or not beside.text.strip():
            places.append(joined_with("\n", [beside, self._piece_below(hit)]))
            places.append(self._text.part(hit.end, after.start if after else None))
        for place in places:
            value = value_of(field.kind, place.text)
            if value is not None:
                start = value.start if value.trust == 1.0 else 0
                return Labelled(field, value, place.part(start, value.end).numbers)
        return None

    def _piece_below(self, hit: _Hit) -> Marked:
        """The nearest piece of a line that stands under a label, or nothing."""
        label = self._text.part(hit.start, hit.end).numbers
        page = self._words[label[0]].page
        left, top, right, bottom = around(self._words[number].word for number in label)
        best, nearest = NOTHING, _BELOW * (bottom - top)
        here = [piece for piece in self._pieces if self._words[piece.numbers[0]].page == page]
        line = self._words[label[0]].word.line
        if sum(self._words[piece.numbers[0]].word.line == line for piece in here) >= _TABLE:
            return NOTHING
        for piece in here:
            box = around(self._words[number].word for number in piece.numbers)
            deeper = box[1] - bottom
            if box[0] < right and box[2] > left and -0.3 * (bottom - top) < deeper < nearest:
                best, nearest = piece, deeper
        return best


def _pieces(words: Sequence[PlacedWord]) -> list[Marked]:
    """The lines of all pages, cut where a column ends."""
    pieces = []
    numbered = list(enumerate(words))
    for _, line in groupby(numbered, key=lambda each: (each[1].page, each[1].word.line)):
        row = list(line)
        height = max(placed.word.box[3] - placed.word.box[1] for _, placed in row)
        start = 0
        for place in range(1, len(row) + 1):
            if place < len(row):
                gap = row[place][1].word.box[0] - row[place - 1][1].word.box[2]
                if gap <= _WIDE_GAP * height:
                    continue
            part = row[start:place]
            pieces.append(Marked.of_words([placed.word for _, placed in part], part[0][0]))
            start = place
    return pieces


def _folded(label: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold(label)))


def _hits(text: str, labels: Iterable[tuple[str, ...]]) -> list[_Hit]:
    """All labels in ``text``, the longest at each place, in order."""
    places = [(fold(found[0]), found.start(), found.end()) for found in _WORD.finditer(text)]
    tokens = [token for token, _, _ in places]
    longest_first = sorted(labels, key=lambda label: -len("".join(label)))
    matching: dict[int, tuple[str, ...]] = {}
    taken: set[int] = set()
    for alike in (_same, _nearly):
        for label in longest_first:
            for at in range(len(tokens) - len(label) + 1):
                here = range(at, at + len(label))
                if not taken.intersection(here) and alike(tokens[at : at + len(label)], label):
                    matching[at] = label
                    taken.update(here)
    return [
        _Hit(label, places[at][1], places[at + len(label) - 1][2])
        for at, label in sorted(matching.items())
    ]


def _same(tokens: Sequence[str], label: tuple[str, ...]) -> bool:
    return tokens[0] == label[0] and tuple(tokens) == label


def _nearly(tokens: Sequence[str], label: tuple[str, ...]) -> bool:
    read, printed = " ".join(tokens), " ".join(label)
    if len(printed) < _LONG_ENOUGH or abs(len(read) - len(printed)) > 2:
        return False
    alike = SequenceMatcher(None, printed, read, autojunk=False)
    return alike.quick_ratio() >= _LIKE and alike.ratio() >= _LIKE
