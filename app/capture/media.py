"""What a file is, told by its first bytes, and whether its last ones are there."""

from __future__ import annotations

JPEG = "image/jpeg"
PNG = "image/png"
TIFF = "image/tiff"
BMP = "image/bmp"
WEBP = "image/webp"
HEIC = "image/heic"
PDF = "application/pdf"

_BEGINNINGS = {
    b"\xff\xd8\xff": JPEG,
    b"\x89PNG\r\n\x1a\n": PNG,
    b"II*\0": TIFF,
    b"MM\0*": TIFF,
    b"II+\0": TIFF,
    b"MM\0+": TIFF,
}
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"}
_AVIF_BRANDS = {b"avif", b"avis"}
_ANY_CODING = {b"mif1", b"msf1", b"miaf"}
_PDF_HEADER_WITHIN = 1024
_TAIL = 2048
_ENDINGS = {JPEG: b"\xff\xd9", PNG: b"IEND", PDF: b"%%EOF"}


def media_type_of(data: bytes) -> str | None:
    """The media type of a picture or PDF by its content; None for anything else.

    A PDF's header may stand anywhere in the first 1024 bytes (ISO 32000-1, note 13 of annex H).
    """
    for beginning, media_type in _BEGINNINGS.items():
        if data.startswith(beginning):
            return media_type
    if data[:2] == b"BM" and data[6:10] == b"\0\0\0\0":
        return BMP
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return WEBP
    if data[4:8] == b"ftyp" and _is_heic(data):
        return HEIC
    return PDF if b"%PDF-" in data[:_PDF_HEADER_WITHIN] else None


def _is_heic(data: bytes) -> bool:
    """HEVC inside, by the brands of its head (ISO 23008-12, annex B).

    A general brand in front says nothing of the coding: AVIF pictures may carry it too.
    """
    brand = data[8:12]
    if brand not in _ANY_CODING:
        return brand in _HEIC_BRANDS
    compatible = data[16 : int.from_bytes(data[:4])]
    brands = {compatible[at : at + 4] for at in range(0, min(len(compatible), 256), 4)}
    return bool(brands & _HEIC_BRANDS) or not brands & _AVIF_BRANDS


def has_its_end(data: bytes, media_type: str) -> bool:
    """False where a JPEG, PNG or PDF lacks its end mark: it is cut short or still being written.

    Other kinds have no end mark and always pass.
    """
    return _ENDINGS.get(media_type, b"") in data[-_TAIL:]
