"""The XML that eSCL scanners speak: capabilities, status, scan settings.

Source: Mopria eSCL Technical Specification 2.97. Lengths are 1/300 inch throughout.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from app.capture.feeds import resolution_for
from app.capture.source import ScanRequest
from app.model.scanning import Feed

PAGE_WIDTH = 2550
"""Letter's breadth, 215.9 mm: every A4 scanner has it, and a slanting A4 sheet is not cut."""
PAGE_HEIGHT = 3508
"""A4's length, 297 mm."""

_LONGEST_MODEL = 80
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class NotEscl(Exception):
    """The answer is not the XML that was asked for."""


@dataclass(frozen=True)
class Inlet:
    """What one feed can do. Both lists may be empty where the scanner does not say."""

    width: int
    height: int
    resolutions: list[int]
    colour_modes: set[str]


@dataclass(frozen=True)
class Capabilities:
    """``uuid`` in small letters, empty where the scanner does not say one."""

    model: str
    inlets: dict[Feed, Inlet]
    duplex: bool
    uuid: str


@dataclass(frozen=True)
class Status:
    """``adf`` is the feeder's state (``ScannerAdfLoaded`` …), empty where there is none.

    ``jobs`` has the state of each job the scanner still remembers, by the end of its address.
    """

    adf: str
    jobs: dict[str, str]


def read_capabilities(xml: bytes) -> Capabilities:
    """Raises ``NotEscl``."""
    root = _parse(xml, "ScannerCapabilities")
    inlets: dict[Feed, Inlet] = {}
    if (platen := root.find(".//PlatenInputCaps")) is not None:
        inlets["flatbed"] = _inlet(platen)
    if (feeder := root.find(".//AdfSimplexInputCaps")) is not None:
        inlets["feeder"] = _inlet(feeder)
    if not inlets:
        raise NotEscl("no feed")
    duplex = root.find(".//AdfDuplexInputCaps") is not None and "feeder" in inlets
    model = " ".join(_text(root, "MakeAndModel").split())[:_LONGEST_MODEL]
    return Capabilities(model or "eSCL", inlets, duplex, plain_uuid(_text(root, "UUID")))


def read_status(xml: bytes) -> Status:
    """Raises ``NotEscl``."""
    root = _parse(xml, "ScannerStatus")
    jobs = {
        _text(job, "JobUri").rstrip("/").rpartition("/")[2]: _text(job, "JobState")
        for job in root.iter("JobInfo")
    }
    return Status(_text(root, "AdfState"), jobs)


def chosen_resolution(request: ScanRequest, inlet: Inlet) -> int:
    return resolution_for(request.dpi, inlet.resolutions)


def scan_settings(request: ScanRequest, feed: Feed, inlet: Inlet) -> bytes:
    """The body of ``POST ScanJobs``: a JPEG of an A4 page, as fine as was asked for."""
    resolution = chosen_resolution(request, inlet)
    wanted, other = ("RGB24", "Grayscale8")[:: 1 if request.colour == "color" else -1]
    colour = wanted if wanted in inlet.colour_modes or not inlet.colour_modes else other
    duplex = f"<scan:Duplex>{str(request.duplex).lower()}</scan:Duplex>" if feed == "feeder" else ""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<scan:ScanSettings xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03"
 xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm">
<pwg:Version>2.0</pwg:Version>
<scan:Intent>Document</scan:Intent>
<pwg:ScanRegions><pwg:ScanRegion>
<pwg:ContentRegionUnits>escl:ThreeHundredthsOfInches</pwg:ContentRegionUnits>
<pwg:XOffset>0</pwg:XOffset><pwg:YOffset>0</pwg:YOffset>
<pwg:Width>{min(PAGE_WIDTH, inlet.width)}</pwg:Width>
<pwg:Height>{min(PAGE_HEIGHT, inlet.height)}</pwg:Height>
</pwg:ScanRegion></pwg:ScanRegions>
<pwg:InputSource>{"Feeder" if feed == "feeder" else "Platen"}</pwg:InputSource>
<scan:ColorMode>{colour}</scan:ColorMode>
<scan:XResolution>{resolution}</scan:XResolution>
<scan:YResolution>{resolution}</scan:YResolution>
<pwg:DocumentFormat>image/jpeg</pwg:DocumentFormat>
<scan:DocumentFormatExt>image/jpeg</scan:DocumentFormatExt>
{duplex}
</scan:ScanSettings>
""".encode()


def plain_uuid(text: str) -> str:
    """A UUID in small letters, however it is written; empty where there is none."""
    found = _UUID.search(text.lower())
    return found[0] if found else ""


def _inlet(caps: Element) -> Inlet:
    return Inlet(
        width=_number(_text(caps, "MaxWidth"), PAGE_WIDTH),
        height=_number(_text(caps, "MaxHeight"), PAGE_HEIGHT),
        resolutions=_resolutions(caps),
        colour_modes={mode.text or "" for mode in caps.iter("ColorMode")},
    )


def _resolutions(caps: Element) -> list[int]:
    """The discrete ones; a range gives its ends and the usual steps between them."""
    discrete = [_number(each.text or "", 0) for each in caps.iter("XResolution")]
    for span in caps.iter("XResolutionRange"):
        least, most = _number(_text(span, "Min"), 0), _number(_text(span, "Max"), 0)
        usual = [dpi for dpi in (75, 100, 150, 200, 300, 400, 600) if least < dpi < most]
        discrete += [least, *usual, most]
    return sorted({dpi for dpi in discrete if dpi > 0})


def _text(element: Element, name: str) -> str:
    return (element.findtext(f".//{name}") or "").strip()


def _number(text: str, otherwise: int) -> int:
    return int(text) if re.fullmatch("[1-9][0-9]{0,5}", text) else otherwise


def _parse(xml: bytes, root_name: str) -> Element:
    """The tree with bare names. A document type is refused: entities cannot be declared."""
    builder = TreeBuilder()
    parser = expat.ParserCreate(namespace_separator=" ")

    def start(name: str, attributes: dict[str, str]) -> None:
        builder.start(name.rpartition(" ")[2], attributes)

    def end(name: str) -> None:
        builder.end(name.rpartition(" ")[2])

    def refuse(*_: object) -> None:
        raise NotEscl("document type")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise NotEscl(str(error)) from error
    root = builder.close()
    if root.tag != root_name:
        raise NotEscl(root.tag)
    return root
