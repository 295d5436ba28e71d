"""Ways in which files are broken: by accident, by a bad stick, and by those who mean it."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable, Sequence
from random import Random

_EDGES = (0, 1, 2, 127, 128, 255, 256, 32767, 32768, 65535, 65536, 2**31 - 1, 2**31, 2**32 - 1)
_NUMBERS = (
    b"0",
    b"1",
    b"-1",
    b"65536",
    b"99999",
    b"2147483647",
    b"4294967296",
    b"1e30",
    b"0.00001",
)


def mutated(kind: str, sound: Sequence[bytes], chance: Random) -> bytes:
    """One of the sound files of a kind with one to three wounds."""
    data = chance.choice(sound)
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        ways = [*_ANY, *_OWN.get(kind, [])]
        data = chance.choice(ways)(data, chance)
        if chance.random() < 0.08:
            data = _spliced(data, chance.choice(sound), chance)
        if len(data) < 4:
            break
    return data


def _flipped(data: bytes, chance: Random) -> bytes:
    out = bytearray(data)
    for _ in range(chance.choice((1, 2, 4, 16, 64))):
        out[chance.randrange(len(out))] ^= 1 << chance.randrange(8)
    return bytes(out)


def _overwritten(data: bytes, chance: Random) -> bytes:
    out = bytearray(data)
    at = chance.randrange(len(out))
    length = min(chance.choice((1, 4, 16, 200)), len(out) - at)
    out[at : at + length] = chance.choice((b"\0", b"\xff", bytes([chance.randrange(256)]))) * length
    return bytes(out)


def _cut(data: bytes, chance: Random) -> bytes:
    return data[: chance.randrange(1, len(data))]


def _cut_late(data: bytes, chance: Random) -> bytes:
    return data[: -chance.randrange(1, min(200, len(data)))]


def _hole(data: bytes, chance: Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + data[at + chance.randrange(1, 500) :]


def _doubled(data: bytes, chance: Random) -> bytes:
    start, end = sorted((chance.randrange(len(data)), chance.randrange(len(data))))
    return data[:end] + data[start : start + 20_000] + data[end:]


def _swapped(data: bytes, chance: Random) -> bytes:
    one, two, three = sorted(chance.randrange(len(data)) for _ in range(3))
    return data[:one] + data[two:three] + data[one:two] + data[three:]


def _edged(data: bytes, chance: Random) -> bytes:
    """A field of two or four bytes, mostly near the head, set to a value at some edge."""
    form = chance.choice(("<H", ">H", "<I", ">I"))
    size = struct.calcsize(form)
    reach = len(data) if chance.random() < 0.4 else min(len(data), 600)
    if reach <= size:
        return data
    at = chance.randrange(reach - size)
    value = chance.choice((*_EDGES, len(data), len(data) - 1)) % 256**size
    return data[:at] + struct.pack(form, value) + data[at + size :]


def _grown(data: bytes, chance: Random) -> bytes:
    return data + chance.randbytes(chance.choice((1, 100, 5000)))


def _spliced(data: bytes, other: bytes, chance: Random) -> bytes:
    return data[: chance.randrange(len(data))] + other[chance.randrange(len(other)) :]


def _png_chunk(data: bytes, chance: Random) -> bytes:
    """A byte inside a chunk changed, with the chunk's check sum made right again."""
    chunks, at = [], 8
    while at + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        if length == 0 or at + 12 + length > len(data):
            break
        chunks.append((at, length))
        at += 12 + length
    if not chunks:
        return data
    at, length = chance.choice(chunks)
    out = bytearray(data)
    for _ in range(chance.choice((1, 1, 3))):
        out[at + 8 + chance.randrange(length)] = chance.choice((0, 1, 8, 16, 127, 255))
    struct.pack_into(">I", out, at + 8 + length, zlib.crc32(out[at + 4 : at + 8 + length]))
    return bytes(out)


def _png_pixels(data: bytes, chance: Random) -> bytes:
    """The packed pixels unpacked, wounded, and packed again."""
    at = data.find(b"IDAT")
    if at < 0:
        return data
    length = struct.unpack_from(">I", data, at - 4)[0]
    try:
        rows = zlib.decompressobj().decompress(data[at + 4 : at + 4 + length], 2_000_000)
    except zlib.error:
        return data
    if not rows:
        return data
    body = zlib.compress(chance.choice((_flipped, _cut, _doubled))(rows, chance))
    chunk = b"IDAT" + body
    end = b"\0\0\0\0IEND\xaeB`\x82"
    return (
        data[: at - 4]
        + struct.pack(">I", len(body))
        + chunk
        + struct.pack(">I", zlib.crc32(chunk))
        + end
    )


def _jpeg_size(data: bytes, chance: Random) -> bytes:
    """Height, width or a sampling factor in the frame's head."""
    found = [match.start() for match in re.finditer(rb"\xff[\xc0-\xc2]\0", data)]
    if not found:
        return data
    at = chance.choice(found) + chance.choice((4, 5, 6, 7, 8, 9, 11, 12, 14))
    return data[:at] + bytes([chance.choice((0, 1, 2, 3, 16, 64, 255))]) + data[at + 1 :]


def _jpeg_segment(data: bytes, chance: Random) -> bytes:
    marks = [match.start() for match in re.finditer(rb"\xff[\xc0-\xfe]", data)]
    at = chance.choice(marks)
    return chance.choice((data[:at] + data[at + 2 :], data[:at] + data[at : at + 300] + data[at:]))


def _tiff_entry(data: bytes, chance: Random) -> bytes:
    """One field of one entry of a page's table."""
    order = "<" if data[:2] == b"II" else ">"
    at = struct.unpack_from(order + "I", data, 4)[0] if len(data) > 8 else 0
    if not 8 <= at < len(data) - 2:
        return data
    entries = min(struct.unpack_from(order + "H", data, at)[0], 40)
    place = at + 2 + 12 * chance.randrange(max(entries, 1))
    form, offset = chance.choice((("H", 0), ("H", 2), ("I", 4), ("I", 8), ("H", 8)))
    size = struct.calcsize(form)
    if place + offset + size > len(data):
        return data
    value = chance.choice((*_EDGES, 259, 262, 273, 5, 7, 34676, len(data))) % 256**size
    where = place + offset
    return data[:where] + struct.pack(order + form, value) + data[where + size :]


def _heic_box(data: bytes, chance: Random) -> bytes:
    names = (
        b"meta",
        b"iloc",
        b"ispe",
        b"hvcC",
        b"ipma",
        b"iprp",
        b"ipco",
        b"irot",
        b"iinf",
        b"mdat",
    )
    at = data.find(chance.choice(names))
    if at < 4:
        return data
    place = at + chance.choice((-4, -1, 4, 8, 11, 12, 15, 16, 20, 24, 30))
    value = bytes([chance.choice((0, 1, 2, 127, 128, 255))])
    return data[:place] + value + data[place + 1 :]


def _pdf_number(data: bytes, chance: Random) -> bytes:
    """A number somewhere outside the streams."""
    found = list(re.finditer(rb"(?<=[ \[/(<])-?\d+(\.\d+)?(?=[ \]/\r\n>])", data))
    if not found:
        return data
    for match in chance.sample(found, min(len(found), chance.choice((1, 1, 3)))):
        data = data[: match.start()] + chance.choice(_NUMBERS) + data[match.end() :]
        break
    return data


def _pdf_word(data: bytes, chance: Random) -> bytes:
    """One name of the file put in another's place."""
    found = list(re.finditer(rb"/[A-Za-z0-9]+", data))
    if not found:
        return data
    one, other = chance.choice(found), chance.choice(found)
    return data[: one.start()] + other.group() + data[one.end() :]


def _pdf_stream(data: bytes, chance: Random) -> bytes:
    """A packed stream unpacked, wounded and packed again; PDFium finds the table anew."""
    found = list(re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL))
    if not found:
        return data
    chosen = chance.choice(found)
    body = chosen.group(1)
    try:
        plain = zlib.decompressobj().decompress(body, 2_000_000)
        pack: Callable[[bytes], bytes] = zlib.compress
    except zlib.error:
        plain, pack = body, bytes
    if len(plain) < 4:
        return data
    way = chance.choice((_flipped, _pdf_number, _doubled, _edged, _pdf_word))
    return data[: chosen.start(1)] + pack(way(plain, chance)) + data[chosen.end(1) :]


_ANY = [_flipped, _overwritten, _cut, _cut_late, _hole, _doubled, _swapped, _edged, _edged, _grown]
_OWN = {
    "png": [_png_chunk, _png_chunk, _png_pixels],
    "jpeg": [_jpeg_size, _jpeg_size, _jpeg_segment],
    "tiff": [_tiff_entry] * 5,
    "heic": [_heic_box] * 4,
    "pdf": [_pdf_number, _pdf_number, _pdf_word, _pdf_stream, _pdf_stream],
}
