"""Any kind of pixel as 8-bit BGR, a few rows at a time so that a large picture fits twice."""

from __future__ import annotations

import cv2
import numpy as np
from PIL import Image

from app.document.frame import Pixels

_ROWS = 512


def plain_bgr(image: Image.Image) -> Pixels:
    """Any Pillow mode as 8-bit BGR, with what is transparent laid on white paper.

    16-bit values are scaled by what the file says white is, so that a dark page stays dark.
    """
    image = visible(image)
    whole = _white(image) if _is_deep(image) else 0.0
    clear = image.has_transparency_data
    width, height = image.size
    pixels: Pixels = np.empty((height, width, 3), np.uint8)
    for top in range(0, height, _ROWS):
        rows = image.crop((0, top, width, min(top + _ROWS, height)))
        if whole:
            grey = _eight_bits(rows, whole)
            part = cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR)
        elif clear:
            part = cv2.cvtColor(np.asarray(_on_white(rows)), cv2.COLOR_RGB2BGR)
        elif rows.mode in ("1", "L"):
            part = cv2.cvtColor(np.asarray(rows.convert("L")), cv2.COLOR_GRAY2BGR)
        else:
            part = cv2.cvtColor(np.asarray(_as_rgb(rows)), cv2.COLOR_RGB2BGR)
        pixels[top : top + _ROWS] = part
    return pixels


def visible(image: Image.Image) -> Image.Image:
    """The picture, without its opacity where that lets nothing at all be seen: programs that
    write 32-bit BMPs leave it out."""
    if "A" in image.getbands() and image.getchannel("A").getextrema() == (0, 0):
        return image.convert("RGB")
    return image


def _as_rgb(image: Image.Image) -> Image.Image:
    return image if image.mode == "RGB" else image.convert("RGB")


def _on_white(image: Image.Image) -> Image.Image:
    layer = image.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", layer.size, "white"), layer).convert("RGB")


def _is_deep(image: Image.Image) -> bool:
    return image.mode.startswith(("I", "F"))


def _white(image: Image.Image) -> float:
    """The value of white: by the file's own word where it says, else by the brightest pixel."""
    if image.mode.startswith("I;16"):
        bits = getattr(image, "tag_v2", {}).get(258, (16,))[0]
        return float(2**bits - 1)
    peak = float(np.asarray(image).max(initial=0))
    return next((white for white in (1.0, 255.0, 65535.0) if peak <= white), 2.0**32 - 1)


def _eight_bits(rows: Image.Image, white: float) -> Pixels:
    grey = np.asarray(rows).astype(np.float32)
    return np.asarray(np.clip(np.nan_to_num(grey) * (255.0 / white), 0, 255), np.uint8)
