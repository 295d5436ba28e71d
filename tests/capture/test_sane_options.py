"""The options of scanners we do not have, in the form ``scanimage -A`` prints them."""

from __future__ import annotations

import pytest

from app.capture.sane.options import read_options
from app.capture.source import ScanRequest
from app.model.scanning import Colour, Feed

OFFICE = """
All options specific to device `office:1':
  Scan Mode:
    --mode Black & White|Gray[Error Diffusion]|True Gray|24bit Color[Fast] [24bit Color[Fast]]
        Selects the scan mode.
    --resolution 100|150|200|300|400|600dpi [200]
        Sets the resolution of the scanned image.
    --source FlatBed|Automatic Document Feeder(left aligned)|ADF Back|ADF(left aligned,Duplex) [FlatBed]
    --depth 8|16bit [8]
  Geometry:
    -x 0..215.9mm (in steps of 0.0999908) [215.88]
    -y 0..355.6mm (in steps of 0.0999908) [296.98]
"""  # noqa: E501 - one option is one line
SHEETFED = """
    --mode Lineart|Gray|Color [Lineart]
    --resolution 50..600dpi (in steps of 1) [600]
    --adf-mode Simplex|Duplex [Simplex]
    --source ADF|Card Slot [ADF]
    -x 0..1700pel [1700]
"""
SWITCHED = """
    --source Flatbed|ADF [Flatbed]
    --duplex[=(yes|no)] [no] [advanced]
    --resolution auto||300dpi [inactive]
"""
NO_DUPLEX = """
    --source Flatbed|ADF [Flatbed]
    --duplex[=(yes|no)] [inactive]
    --mode Color [Color] [read-only]
"""


def arguments(printed: str, feed: Feed, *, duplex: bool = False, colour: Colour = "color") -> str:
    request = ScanRequest(dpi=250, colour=colour, duplex=duplex)
    return " ".join(read_options(printed).arguments(request, feed))


@pytest.mark.parametrize(
    ("printed", "feeds", "duplex"),
    [
        (OFFICE, ("flatbed", "feeder"), True),
        (SHEETFED, ("feeder",), True),
        (SWITCHED, ("flatbed", "feeder"), True),
        (NO_DUPLEX, ("flatbed", "feeder"), False),
        ("", ("flatbed",), False),
    ],
)
def test_feeds_and_sides(printed: str, feeds: tuple[str, ...], duplex: bool) -> None:
    options = read_options(printed)
    assert (options.feeds, options.duplex) == (feeds, duplex)


def test_an_office_scanner_is_asked_in_its_own_words() -> None:
    assert arguments(OFFICE, "feeder") == (
        "--source=Automatic Document Feeder(left aligned) --mode=24bit Color[Fast] --depth=8 "
        "--resolution=300 -x 215.9 -y 297"
    )
    assert "--source=ADF(left aligned,Duplex)" in arguments(OFFICE, "feeder", duplex=True)
    assert "--mode=True Gray" in arguments(OFFICE, "flatbed", colour="grey")


def test_both_sides_by_a_switch_of_their_own() -> None:
    assert arguments(SHEETFED, "feeder") == (
        "--source=ADF --mode=Color --resolution=250 --adf-mode=Simplex"
    )
    assert "--adf-mode=Duplex" in arguments(SHEETFED, "feeder", duplex=True)
    assert arguments(SWITCHED, "feeder", duplex=True) == "--source=ADF --duplex=yes"
    assert arguments(SWITCHED, "flatbed") == "--source=Flatbed --duplex=no"


def test_what_is_inactive_or_fixed_is_left_alone() -> None:
    assert arguments(NO_DUPLEX, "flatbed") == "--source=Flatbed"
    assert read_options(NO_DUPLEX).resolution(ScanRequest()) is None


def test_the_resolution_is_the_next_finer_or_the_finest() -> None:
    options = read_options(OFFICE)
    found = [options.resolution(ScanRequest(dpi=dpi)) for dpi in (50, 200, 201, 600)]
    assert found == [100, 200, 300, 600]
    coarse = read_options("    --resolution 75|150dpi [75]")
    assert coarse.resolution(ScanRequest(dpi=300)) == 150
