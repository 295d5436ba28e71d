"""What is wrong with a page, said while the citizen is still at the counter."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.document.cleaning.light import Lit
from app.document.frame import Pixels
from app.document.photo.sides import Quad
from app.document.quality import brightness
from app.document.verdict.cut_edge import text_is_cut
from app.document.verdict.glare import glare_on
from app.document.verdict.hands import hand_on
from app.i18n import t

_COARSE_BELOW = 150
_SOFT_BELOW = 0.30
_SOFT_PICTURE_BELOW = 0.18
"""Of a card, whose portrait and pattern are soft by nature."""
_DARK_BELOW = 90
_SLANTED_BELOW = 0.65
"""The farther side of the paper for the nearer one. Held straight above it, a phone gives 0.9 and
more; at this, small print on the far side has a third less resolution."""


@dataclass(frozen=True)
class Fault:
    """One fault: its stable ``code`` for programs, and what an officer is told."""

    code: str
    sentence: str


@dataclass(frozen=True)
class Seen:
    """What a verdict looks at: the page as it came in and under even light, its resolution on
    paper, the corners it had in the frame, and whether it is a photograph or a card."""

    raw: Pixels
    lit: Lit
    dpi: float
    corners: Quad | None
    photo: bool
    card: bool


def faults_of(seen: Seen, sharp: float) -> tuple[Fault, ...]:
    """The faults of a page with something on it; none where it is good.

    ``sharp`` is the page's sharpness. What only a camera does wrong is looked for in photographs
    alone: an alarm that is often false is soon ignored.
    """
    found = _faults_of_any(seen, sharp)
    return (*found, *_faults_of_a_photograph(seen)) if seen.photo else found


def no_edges() -> Fault:
    """What is said of a photograph in which no paper was found."""
    return Fault("edges", t("Không thấy đủ bốn mép giấy, ảnh được giữ nguyên khung."))


def _faults_of_any(seen: Seen, sharp: float) -> tuple[Fault, ...]:
    found = []
    if seen.dpi < _COARSE_BELOW:
        found.append(Fault("coarse", _coarse(seen.dpi)))
    if sharp < (_SOFT_PICTURE_BELOW if seen.card else _SOFT_BELOW):
        found.append(Fault("blurred", t("Ảnh bị mờ. Nên quét hoặc chụp lại.")))
    if brightness(seen.raw) < _DARK_BELOW:
        found.append(Fault("dark", t("Ảnh quá tối. Nên chụp lại ở nơi đủ sáng.")))
    if not seen.card and text_is_cut(seen.lit.dark):
        found.append(
            Fault("cut", t("Chữ bị cắt ở mép ảnh. Nên đặt lại giấy cho đủ mép rồi làm lại."))
        )
    return tuple(found)


def _faults_of_a_photograph(seen: Seen) -> tuple[Fault, ...]:
    found = []
    if glare_on(seen.raw, seen.lit.dark):
        found.append(
            Fault("glare", t("Giấy bị lóa, mất chữ. Nên nghiêng giấy hoặc xoay đèn rồi chụp lại."))
        )
    if seen.corners is not None and not seen.card and hand_on(seen.raw):
        found.append(Fault("hand", t("Ngón tay che mép giấy. Nên bỏ tay ra rồi chụp lại.")))
    if seen.corners is not None and _slant(seen.corners) < _SLANTED_BELOW:
        found.append(
            Fault("slanted", t("Ảnh chụp quá nghiêng. Nên đưa máy thẳng trên giấy rồi chụp lại."))
        )
    return tuple(found)


def _coarse(dpi: float) -> str:
    return t(
        "Ảnh chỉ khoảng {dpi} dpi, chữ nhỏ có thể khó đọc. Nên quét ở 300 dpi, hoặc chụp gần hơn.",
        dpi=round(dpi),
    )


def _slant(corners: Quad) -> float:
    """How long the shorter of two opposite sides is for the longer one."""
    lengths = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
    pairs = np.sort([lengths[[0, 2]], lengths[[1, 3]]], axis=1)
    return float((pairs[:, 0] / pairs[:, 1]).min())
