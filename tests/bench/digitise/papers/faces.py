"""Typefaces of offices, as far as this machine has them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import ImageFont

from app.paths import ROOT

_FOLDERS = (Path("/usr/share/fonts/truetype"), Path("C:/Windows/Fonts"))
_FILES = {
    "Tinos": "croscore/Tinos-{}.ttf",
    "Arimo": "croscore/Arimo-{}.ttf",
    "Cousine": "croscore/Cousine-{}.ttf",
    "DejaVu Serif": "dejavu/DejaVuSerif{}.ttf",
    "DejaVu Sans": "dejavu/DejaVuSans{}.ttf",
    "Noto Serif": "noto/NotoSerif-{}.ttf",
    "Noto Sans": "noto/NotoSans-{}.ttf",
}
_DEJAVU = {"Regular": "", "Bold": "-Bold", "Italic": "-Italic"}
_OBLIQUE = {"Regular": "", "Bold": "-Bold", "Italic": "-Oblique"}
_STYLES = {"DejaVu Serif": _DEJAVU, "DejaVu Sans": _OBLIQUE}

_WIDE = {
    "Cousine": 0.86,
    "DejaVu Sans": 0.92,
    "DejaVu Serif": 0.88,
    "Noto Serif": 0.9,
    "Noto Sans": 0.92,
}


@dataclass(frozen=True)
class Face:
    """A family of three styles, each the path of a file. ``wide`` is how much smaller it is set
    so that a line takes no more room than in a book face."""

    name: str
    regular: str
    bold: str
    italic: str
    wide: float = 1.0


@cache
def face(name: str) -> Face:
    """The family ``name``, or the one that comes with the checkout where it is missing."""
    found = _installed(name)
    if found is not None:
        return found
    own = ROOT / "resources" / "fonts"
    regular, bold, italic = (
        str(own / f"Tinos-{style}.ttf") for style in ("Regular", "Bold", "Italic")
    )
    return Face("Tinos", regular, bold, italic)


@cache
def font(file: str, pixels: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(file, pixels, layout_engine=ImageFont.Layout.BASIC)


def missing() -> list[str]:
    """Families that this machine lacks; their pages are set in Tinos."""
    return [name for name in _FILES if _installed(name) is None]


def _installed(name: str) -> Face | None:
    styles = _STYLES.get(name, {style: style for style in ("Regular", "Bold", "Italic")})
    for folder in _FOLDERS:
        files = [folder / _FILES[name].format(style) for style in styles.values()]
        if all(file.is_file() for file in files):
            regular, bold, italic = map(str, files)
            return Face(name, regular, bold, italic, _WIDE.get(name, 1.0))
    return None
