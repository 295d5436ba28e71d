"""Videos that stand in for the camera over the counter."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

Frame = NDArray[np.uint8]

FRAMES_A_SECOND = 12
SIZE = (1920, 1440)
_TALL = 1640
"""Pixels of the longer side of a paper: some 140 to the inch on A4."""


class Counter:
    """A dark table seen from above; papers lie on it a little askew, their head to the right."""

    def __init__(self, papers: Sequence[Path], *, tall: int = _TALL) -> None:
        grain = np.random.default_rng(3).normal(0, 7, (24, 480)).astype(np.float32)
        wood = cv2.resize(grain, SIZE)[:, :, None] + np.array([52, 74, 96])
        self._table: Frame = np.clip(wood, 0, 255).astype(np.uint8)
        self._laid = [self._with(file, number, tall) for number, file in enumerate(papers)]

    def empty(self, seconds: float = 0.6) -> list[Frame]:
        return [self._table] * round(seconds * FRAMES_A_SECOND)

    def paper(self, number: int, seconds: float = 1.6) -> list[Frame]:
        """The paper lies still, counted from 0."""
        return [self._laid[number]] * round(seconds * FRAMES_A_SECOND)

    def _with(self, file: Path, number: int, tall: int) -> Frame:
        picture = cv2.imread(str(file))
        assert picture is not None
        scale = tall / picture.shape[0]
        small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        lying = cv2.rotate(small, cv2.ROTATE_90_CLOCKWISE)
        height, width = lying.shape[:2]
        lean = cv2.getRotationMatrix2D((width / 2, height / 2), 2.0 - 3.5 * number, 1)
        lean[:, 2] += ((SIZE[0] - width) / 2, (SIZE[1] - height) / 2)
        laid = cv2.warpAffine(lying, lean, SIZE)
        mask = cv2.warpAffine(np.full((height, width), 255, np.uint8), lean, SIZE)
        return np.asarray(cv2.copyTo(laid, mask, self._table.copy()), np.uint8)


def film(file: Path, *parts: list[Frame], rate: int = FRAMES_A_SECOND) -> Path:
    """The parts one after the other, each frame with a camera's noise, ``rate`` a second."""
    height, width = parts[0][0].shape[:2]
    writer = cv2.VideoWriter(str(file), cv2.VideoWriter.fourcc(*"MJPG"), rate, (width, height))
    assert writer.isOpened()
    chance = np.random.default_rng(4)
    noise = [chance.normal(0, 3, (height, width, 3)).astype(np.int8) for _ in range(3)]
    for number, frame in enumerate(frame for part in parts for frame in part):
        writer.write(cv2.add(frame, noise[number % len(noise)], dtype=cv2.CV_8U))
    writer.release()
    return file
