"""How much of a text was read right, wherever the reader began.

Side-by-side headings, columns and signature blocks have no one reading order, so each true line
is looked for anywhere in what was read. What is left over counts as read too much. The order that
the truth is written in is measured too (``strict``).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

_LEADERS = re.compile(r"[.…_·•]{3,}|(?:[.…_·•] ){3,}[.…_·•]?")
_SAME = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "‐": "-", "\ufffe": "-"}
)
_TAKEN = "\x00"
_POOR = 0.34


@dataclass(frozen=True)
class Errors:
    """Letters and words wrong (substituted, lost, too many), and how many there are in truth.

    ``extra`` of the wrong letters were read where there is no text. ``strict`` are wrong where the
    one order of the truth is wanted.
    """

    letters: int = 0
    all_letters: int = 0
    words: int = 0
    all_words: int = 0
    extra: int = 0
    strict: int = 0

    def __add__(self, other: Errors) -> Errors:
        return Errors(
            self.letters + other.letters,
            self.all_letters + other.all_letters,
            self.words + other.words,
            self.all_words + other.all_words,
            self.extra + other.extra,
            self.strict + other.strict,
        )

    @property
    def cer(self) -> float:
        """Share of letters wrong, in percent."""
        return 100 * self.letters / max(1, self.all_letters)

    @property
    def wer(self) -> float:
        """Share of words wrong, in percent."""
        return 100 * self.words / max(1, self.all_words)

    @property
    def extra_share(self) -> float:
        """The part of ``cer`` that was read where there is no text, in percent."""
        return 100 * self.extra / max(1, self.all_letters)

    @property
    def strict_cer(self) -> float:
        """As ``cer``, in the one order of the truth."""
        return 100 * self.strict / max(1, self.all_letters)


def plain(text: str) -> str:
    """NFC, one space between words, one form of dash and quote, no leaders of dots."""
    composed = unicodedata.normalize("NFC", text).translate(_SAME)
    return " ".join(_LEADERS.sub(" ", composed).split())


def errors(truth: Sequence[str], read: str, unreadable: Sequence[str] = ()) -> Errors:
    """What is wrong in ``read``, whose true lines are ``truth``.

    Lines that are ``unreadable`` may be there, and need not.
    """
    lines = [plain(line) for line in truth]
    words = 0
    found, rest = _found(lines, plain(read))
    for piece in found:
        words += distance(piece.line.split(), piece.words.split())
    _, rest = _found([plain(line) for line in unreadable], rest)
    left = rest.replace(_TAKEN, " ").split()
    loose = [word for word in rest.split() if _TAKEN not in word]
    return Errors(
        letters=sum(piece.wrong for piece in found) + sum(map(len, left)),
        all_letters=sum(map(len, lines)),
        words=words + len(loose),
        all_words=sum(len(line.split()) for line in lines),
        extra=sum(map(len, left)),
        strict=distance(" ".join(lines), plain(read)),
    )


def explained(truth: Sequence[str], read: str) -> list[str]:
    """Each true line that was read wrong beside what was read, then what was read too much."""
    found, rest = _found([plain(line) for line in truth], plain(read))
    told = [
        f"{piece.wrong:3d}  {piece.line}\n  →  {piece.words}"
        for piece in sorted(found, key=lambda piece: -piece.wrong)
        if piece.wrong
    ]
    left = " ".join(rest.replace(_TAKEN, " ").split())
    return [*told, f"{len(left):3d}  + {left}"]


@dataclass(frozen=True)
class _Piece:
    """A true line, the whole words that were read for it, and how many letters are wrong."""

    line: str
    words: str
    wrong: int


def _found(lines: Sequence[str], read: str) -> tuple[list[_Piece], str]:
    """Each of ``lines`` where it was read best, and what is left over.

    Those that were read well go before those that were not, and among them the longest first.
    """
    found, waiting = [], sorted(lines, key=len, reverse=True)
    for most in (0.0, _POOR, 1.0):
        later = []
        for line in waiting:
            start, end, wrong = nearest(line, read)
            if wrong > most * len(line):
                later.append(line)
                continue
            found.append(_Piece(line, _whole_words(read, start, end), wrong))
            if start < end:
                read = read[:start] + _TAKEN + read[end:]
        waiting = later
    return found, read


def recall(truth: Sequence[str], read: str) -> tuple[int, int]:
    """How many words of ``truth`` stand in ``read`` as often as they should, and of how many."""
    wanted = Counter(word for line in truth for word in plain(line).split())
    got = Counter(plain(read).replace("|", " ").split())
    return sum((wanted & got).values()), sum(wanted.values())


def distance(first: Sequence[Hashable], second: Sequence[Hashable]) -> int:
    """Fewest substitutions, losses and additions (Myers 1999, in one long integer per row)."""
    if not first:
        return len(second)
    *_, last = _rows(first, second, free_start=False)
    return last


def nearest(line: str, text: str) -> tuple[int, int, int]:
    """Where in ``text`` the piece lies that is nearest to ``line``, and how many letters differ.

    Of equally near pieces the longest is taken at both ends.
    """
    if not line or not text:
        return 0, 0, len(line)
    ends = _rows(line, text, free_start=True)
    wrong = min(ends)
    end = len(ends) - 1 - ends[::-1].index(wrong)
    begins = _rows(line[::-1], text[:end][::-1], free_start=False)
    start = end - max(at for at, value in enumerate(begins) if value == wrong)
    return start, end, wrong


def _rows(pattern: Sequence[Hashable], text: Sequence[Hashable], *, free_start: bool) -> list[int]:
    """For each end in ``text`` (0 … its length) the distance of ``pattern`` to what ends there.

    What ends there begins at the start of ``text``, or anywhere where ``free_start``.
    """
    places: dict[Hashable, int] = {}
    for place, symbol in enumerate(pattern):
        places[symbol] = places.get(symbol, 0) | 1 << place
    full, top = (1 << len(pattern)) - 1, 1 << (len(pattern) - 1)
    more, less, score = full, 0, len(pattern)
    scores = [score]
    for symbol in text:
        same = places.get(symbol, 0)
        down = same | less
        across = (((same & more) + more) ^ more) | same
        up = less | ~(across | more) & full
        fewer = more & across
        score += 1 if up & top else -1 if fewer & top else 0
        up = (up << 1 | (0 if free_start else 1)) & full
        fewer = fewer << 1 & full
        more = fewer | ~(down | up) & full
        less = up & down
        scores.append(score)
    return scores


def _whole_words(text: str, start: int, end: int) -> str:
    """``text`` from ``start`` to ``end``, stretched to the ends of its first and last word."""
    if start == end:
        return ""
    left = start
    while left and text[left - 1] not in (" ", _TAKEN):
        left -= 1
    right = end
    while right < len(text) and text[right] not in (" ", _TAKEN):
        right += 1
    return text[left:right]
