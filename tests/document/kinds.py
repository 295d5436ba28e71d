"""Picture files that no everyday library writes: odd TIFFs, BMPs and JPEGs, byte by byte."""

from __future__ import annotations

import io
import struct
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Grey = NDArray[np.uint8]


def saved(picture: Image.Image, kind: str, **settings: object) -> bytes:
    """``picture`` as a file of a kind that Pillow writes."""
    out = io.BytesIO()
    picture.save(out, kind, **settings)
    return out.getvalue()


def tiff(
    strips: Sequence[bytes],
    size: tuple[int, int],
    *,
    bits: Sequence[int],
    photometric: int,
    order: str = "<",
    extra: dict[int, int] | None = None,
    planar: bool = False,
) -> bytes:
    """An uncompressed TIFF: all rows in one strip, or one strip a colour where ``planar``."""
    width, height = size
    shorts = {
        256: [width],
        257: [height],
        258: list(bits),
        259: [1],
        262: [photometric],
        277: [len(bits)],
        278: [height],
        284: [2 if planar else 1],
        **{tag: [value] for tag, value in (extra or {}).items()},
    }
    body, places = b"", []
    for strip in strips:
        places.append(8 + len(body))
        body += strip + b"\0" * (len(strip) % 2)
    entries, behind = [], b""
    longs = {273: places, 279: [len(strip) for strip in strips]}
    heap = 8 + len(body) + 2 + 12 * (len(shorts) + len(longs)) + 4
    for tag, values in sorted({**shorts, **longs}.items()):
        letter, kind = ("I", 4) if tag in longs else ("H", 3)
        packed = struct.pack(f"{order}{len(values)}{letter}", *values)
        if len(packed) > 4:
            value = struct.pack(order + "I", heap + len(behind))
            behind += packed
        else:
            value = packed.ljust(4, b"\0")
        entries.append(struct.pack(order + "HHI", tag, kind, len(values)) + value)
    head = struct.pack(order + "2sHI", b"II" if order == "<" else b"MM", 42, 8 + len(body))
    table = struct.pack(order + "H", len(entries)) + b"".join(entries) + b"\0" * 4
    return head + body + table + behind


def packed(values: Grey, bits: int) -> bytes:
    """Rows of values of 1, 2, 4 or 8 bits, each row ending on a whole byte."""
    shifts = np.arange(bits - 1, -1, -1, dtype=np.uint8)
    single = (values[:, :, None] >> shifts) & 1
    return np.packbits(single.reshape(values.shape[0], -1), axis=1).tobytes()


def bmp(
    rows: bytes,
    size: tuple[int, int],
    bits: int,
    palette: Sequence[tuple[int, int, int]] = (),
    *,
    compression: int = 0,
    old_head: bool = False,
) -> bytes:
    """A BMP of rows as they lie in the file; a negative height means top row first."""
    width, height = size
    if old_head:
        head = struct.pack("<IHHHH", 12, width, height, 1, bits)
        colours = b"".join(bytes(colour[::-1]) for colour in palette)
    else:
        head = struct.pack(
            "<IiiHHIIiiII",
            40,
            width,
            height,
            1,
            bits,
            compression,
            len(rows),
            0,
            0,
            len(palette),
            0,
        )
        colours = b"".join(bytes(colour[::-1]) + b"\0" for colour in palette)
    start = 14 + len(head) + len(colours)
    return struct.pack("<2sIHHI", b"BM", start + len(rows), 0, 0, start) + head + colours + rows


def bmp_rows(values: Grey, bits: int) -> bytes:
    """Rows from the bottom up, each padded to four bytes; colour values are B, G, R (, 0)."""
    flipped = np.ascontiguousarray(values[::-1])
    if bits >= 16:
        lines = [row.tobytes() for row in flipped]
    else:
        whole = packed(flipped, bits)
        step = len(whole) // len(flipped)
        lines = [whole[at : at + step] for at in range(0, len(whole), step)]
    return b"".join(line + b"\0" * (-len(line) % 4) for line in lines)


def run_lengths(values: Grey, bits: int) -> bytes:
    """RLE8 or RLE4, with encoded runs, one absolute run a row, and an end of bitmap."""
    out = bytearray()
    for row in values[::-1]:
        at = 0
        while at < len(row):
            length = 1
            while at + length < len(row) and length < 250 and row[at + length] == row[at]:
                length += 1
            colour = int(row[at]) * (0x11 if bits == 4 else 1)
            out += bytes((length, colour))
            at += length
        out += b"\0\0"
    return bytes(out + b"\0\1")


def ycck_jpeg(picture: Image.Image, **settings: object) -> bytes:
    """A JPEG of four colours of which three are luminance and chroma, as Photoshop writes."""
    cmyk = np.asarray(picture.convert("CMYK"))
    turned = np.asarray(Image.fromarray(cmyk[:, :, :3], "RGB").convert("YCbCr"))
    # Adobe files hold inverted inks; libjpeg inverts the three once more, Pillow what it stores.
    stored = np.dstack([255 - turned, cmyk[:, :, 3]])
    data = saved(Image.fromarray(stored, "CMYK"), "JPEG", **settings)
    mark = data.index(b"Adobe")
    return data[: mark + 11] + b"\x02" + data[mark + 12 :]
