"""A page as it will stand in the PDF, and how heavy it will be, before the paper is made."""

from __future__ import annotations

from dataclasses import dataclass

from app.clock import SystemClock
from app.document.clean import clean
from app.document.door.load import load_frame
from app.document.door.pictures import pdf_page_png
from app.document.output.layers import PageLayers, layers_of
from app.document.output.pdf import PicturedPage, text_pages, write_pdf
from app.document.output.profiles import painted, steps
from app.document.page import PageInput
from app.model.output import OutputProfile

_WORDS = 4_500
"""Bytes that the words and the frame of a full page add, measured; they are not read for this."""


@dataclass(frozen=True)
class FinishedPage:
    """The page of the PDF drawn as a PNG, and about how many bytes it adds to a file."""

    png: bytes
    size: int


def finished(page: PageInput, dpi: float) -> dict[OutputProfile, FinishedPage]:
    """The page as each profile writes it, drawn at ``dpi``. ``BadInput`` where it is damaged."""
    layers = _layers(page)
    return {
        profile: FinishedPage(_drawn(layers, profile, dpi), _size(layers, profile))
        for profile in OutputProfile
    }


def sizes_of(page: PageInput) -> dict[OutputProfile, int]:
    """About how many bytes the page adds to a file of each profile."""
    layers = _layers(page)
    return {profile: _size(layers, profile) for profile in OutputProfile}


def _layers(page: PageInput) -> PageLayers:
    frame = load_frame(page.file(), page.name, page.frame, page.dpi)
    return layers_of(clean(frame, page.kind, page.edits, page.original_below).pixels)


def _size(layers: PageLayers, profile: OutputProfile) -> int:
    return painted(layers, steps(profile)[0]).size + _WORDS


def _drawn(layers: PageLayers, profile: OutputProfile, dpi: float) -> bytes:
    picture = painted(layers, steps(profile)[0])
    pdf, _ = write_pdf(text_pages([PicturedPage(layers, ())], ""), [picture], SystemClock().now())
    return pdf_page_png(pdf, 0, dpi)
