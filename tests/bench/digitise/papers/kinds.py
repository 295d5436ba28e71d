"""Which papers there are, and which face each is set in."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from tests.bench.digitise.papers import forms, letters
from tests.bench.digitise.papers.faces import face
from tests.bench.digitise.papers.sheet import DoesNotFit, Sheet, Truth
from tests.bench.digitise.papers.words import Words

_KINDS: dict[str, tuple[Callable[[Sheet, Words], None], tuple[str, ...]]] = {
    "decision": (letters.decision, ("Tinos", "Noto Serif", "DejaVu Serif")),
    "table": (forms.table, ("Tinos", "Arimo")),
    "declaration": (forms.declaration, ("Tinos", "Arimo", "Noto Sans")),
    "certificate": (forms.certificate, ("Tinos", "Noto Serif")),
    "guide": (letters.guide, ("Noto Sans", "Arimo", "DejaVu Sans")),
    "notice": (letters.notice, ("Cousine", "Tinos", "Noto Sans")),
    "contract": (letters.contract, ("Tinos", "Arimo", "Noto Serif")),
    "minutes": (letters.minutes, ("Arimo", "Tinos", "DejaVu Serif")),
    "confirmation": (forms.confirmation, ("Tinos", "Arimo")),
}
KINDS = tuple(_KINDS)
_ATTEMPTS = 40


def paper(kind: str, seed: int, number: int) -> Truth:
    """Page ``number`` of ``seed``: another number gives other words, and other faces in turn."""
    draw, faces = _KINDS[kind]
    for attempt in range(_ATTEMPTS):
        dice = np.random.default_rng([seed, number, KINDS.index(kind), attempt])
        sheet = Sheet(face(faces[number % len(faces)]), dice)
        try:
            draw(sheet, Words(dice))
        except DoesNotFit:
            continue
        return sheet.done(kind, tabular=kind == "table", columns=kind == "guide")
    raise RuntimeError(f"no {kind} fits on its page")
