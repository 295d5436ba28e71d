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
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
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
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS:
        return HEIC
    return PDF if b"%PDF-" in data[:_PDF_HEADER_WITHIN] else None


def has_its_end(data: bytes, media_type: str) -> bool:
    """False where a JPEG, PNG or PDF lacks its end mark: it is cut short or still being written.

    Other kinds have no end mark and always pass.
    """
    return _ENDINGS.get(media_type, b"") in data[-_TAIL:]
