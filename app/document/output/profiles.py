"""The ways a page's layers are painted, from the fullest to the smallest.

*Lưu trữ* keeps a 24-bit colour picture of the whole page at 200 dpi beneath the black ink
(TT 05/2025/TT-BNV; NĐ 30/2020 PL I). *Gửi nhanh* paints three inks, and a picture only of what no
ink says. Ink is never coarser than 200 dpi.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from enum import Enum

import cv2
import numpy as np

from app.document.door.load import jpeg
from app.document.frame import Pixels
from app.document.output.layers import Colour, PageLayers, Stencil
from app.i18n import t
from app.model.output import OutputProfile

_COARSE_QUALITY = 25


class Step(Enum):
    """One way of painting; each makes a smaller file than the one before it."""

    ARCHIVE = "archive"
    ARCHIVE_COARSE = "archive-coarse"
    SEND = "send"
    SEND_COARSE = "send-coarse"

    @property
    def profile(self) -> OutputProfile:
        """The profile that a paper painted so has."""
        in_archive = self in (Step.ARCHIVE, Step.ARCHIVE_COARSE)
        return OutputProfile.ARCHIVE if in_archive else OutputProfile.SEND

    @property
    def says(self) -> str:
        """What it is, for the officer."""
        return {
            Step.ARCHIVE: t("lưu trữ"),
            Step.ARCHIVE_COARSE: t("lưu trữ, lớp màu nén mạnh hơn"),
            Step.SEND: t("gửi nhanh"),
            Step.SEND_COARSE: t("gửi nhanh, phần ảnh màu nén mạnh hơn"),
        }[self]


def steps(profile: OutputProfile) -> list[Step]:
    """The ways of a profile, then the smaller ones, in the order they are tried."""
    every = list(Step)
    return every if profile is OutputProfile.ARCHIVE else every[every.index(Step.SEND) :]


@dataclass(frozen=True)
class Ground:
    """A colour JPEG laid over the whole page; ``filtered`` is packed once more by Flate."""

    data: bytes
    width: int
    height: int
    filtered: bool


@dataclass(frozen=True)
class Picture:
    """What is painted on a page of ``width`` × ``height`` pixels at ``PAGE_DPI``, in this order:
    the colour of its paper (None: white), the ground, the stencils."""

    width: int
    height: int
    paper: Colour | None
    ground: Ground | None
    stencils: tuple[Stencil, ...]

    @property
    def size(self) -> int:
        """Bytes of its streams."""
        ground = 0 if self.ground is None else len(self.ground.data)
        return ground + sum(len(stencil.group4) for stencil in self.stencils)


def painted(layers: PageLayers, step: Step) -> Picture:
    """The picture of a page as ``step`` paints it."""
    in_archive = step.profile is OutputProfile.ARCHIVE
    ground = layers.ground if in_archive else layers.rest
    stencils = (layers.black,) if in_archive else (*layers.inks, layers.black)
    return Picture(
        layers.width,
        layers.height,
        paper=layers.paper if ground is None and min(layers.paper) < 255 else None,
        ground=None if ground is None else _ground(ground, layers, step),
        stencils=tuple(stencil for stencil in stencils if stencil is not None),
    )


def _ground(data: bytes, layers: PageLayers, step: Step) -> Ground:
    """Plain paper takes a JPEG two bits a block, all alike: Flate makes next to nothing of it."""
    width, height = layers.width, layers.height
    if step is Step.ARCHIVE_COARSE:
        data = min(jpeg(_decoded(data), _COARSE_QUALITY), data, key=len)
    if step is Step.SEND_COARSE:
        width, height = -(-width // 2), -(-height // 2)
        small = cv2.resize(_decoded(data), (width, height), interpolation=cv2.INTER_AREA)
        data = jpeg(np.asarray(small, np.uint8), _COARSE_QUALITY)
    packed = zlib.compress(data, 9)
    filtered = len(packed) < len(data)
    return Ground(packed if filtered else data, width, height, filtered)


def _decoded(data: bytes) -> Pixels:
    return np.asarray(cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR), np.uint8)
