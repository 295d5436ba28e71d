"""One-bit masks in CCITT Group 4 (ITU-T T.6), as PDF takes them."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image
from PIL.TiffImagePlugin import TiffImageFile

from app.document.frame import Pixels

_ROWS_PER_STRIP, _STRIP_OFFSETS, _STRIP_LENGTHS = 278, 273, 279


def group4(mask: Pixels) -> bytes:
    """``mask`` (255 where there is ink), its ink coded as black, one strip without a header.

    In a PDF that is ``K -1`` with ``BlackIs1`` false; an image mask then paints the ink.
    """
    height, width = mask.shape
    bits = Image.frombytes("1", (width, height), np.packbits(mask > 0, axis=1).tobytes())
    out = io.BytesIO()
    # libtiff codes set bits as black runs, whatever the tag beside them calls black.
    bits.save(out, "TIFF", compression="group4", tiffinfo={_ROWS_PER_STRIP: height})
    out.seek(0)
    with TiffImageFile(out) as written:
        (start,), (length,) = written.tag_v2[_STRIP_OFFSETS], written.tag_v2[_STRIP_LENGTHS]
    return out.getvalue()[start : start + length]
