"""Papers smaller than a scanner's glass, and what lies around them."""

from __future__ import annotations

import cv2
import numpy as np

from tests.document.papers import A4_MM, Picture, mm

DARK_LID = (38, 36, 35)
WHITE_LID = (250, 250, 250)


def on_glass(
    sheet: Picture,
    lid: tuple[int, int, int],
    at_mm: tuple[float, float],
    lean: float = 0.0,
    shadow: float = 0.0,
) -> Picture:
    """A sheet on A4 glass under a lid, its middle at ``at_mm``, leaning ``lean`` degrees
    counter-clockwise, its own shadow around it; with the dust and grain of a real scan."""
    width, height = mm(A4_MM[0]), mm(A4_MM[1])
    turn = cv2.getRotationMatrix2D((sheet.shape[1] / 2, sheet.shape[0] / 2), lean, 1.0)
    turn[:, 2] += (mm(at_mm[0]) - sheet.shape[1] / 2, mm(at_mm[1]) - sheet.shape[0] / 2)
    laid = cv2.warpAffine(sheet, turn, (width, height), flags=cv2.INTER_AREA)
    mask = cv2.warpAffine(np.full(sheet.shape[:2], 255, np.uint8), turn, (width, height))
    glass = np.full((height, width, 3), lid, np.float32)
    dim = cv2.GaussianBlur(mask, (0, 0), 6).astype(np.float32) / 255
    glass *= 1 - shadow * dim[:, :, None]
    scene = np.where(mask[:, :, None] > 127, laid, glass)
    chance = np.random.default_rng(11)
    for x, y in chance.integers(20, min(width, height) - 20, (12, 2)):
        scene[y : y + 2, x : x + 2] = 120
    soft = cv2.GaussianBlur(scene, (0, 0), 0.7)
    grain = chance.normal(0, 3, scene.shape[:2]).astype(np.float32)
    return np.asarray(np.clip(soft + grain[:, :, None], 0, 255), np.uint8)


def with_dark_strip(page: Picture, width_mm: float, wavy_mm: float = 0.0) -> Picture:
    """A page with the dark of a raised lid along its left side, the edge straight or wavy."""
    height = page.shape[0]
    rows = np.arange(height)
    reach = mm(width_mm) + mm(wavy_mm) * np.sin(rows / height * 14) * np.sin(rows / height * 5)
    dark = np.arange(page.shape[1])[None, :] < reach[:, None]
    return np.asarray(np.where(dark[:, :, None], 30, page), np.uint8)
