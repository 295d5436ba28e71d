"""What a SANE scanner can do, as ``scanimage -A`` prints it, and how it is asked for."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from app.capture.feeds import resolution_for
from app.capture.source import ScanRequest
from app.model.scanning import Feed

PAGE_WIDTH_MM = 216.0
"""Letter's breadth: a slanting A4 sheet is not cut."""
PAGE_HEIGHT_MM = 297.0

# Values may hold brackets of their own, as in "24bit Color[Fast]"; a state follows a blank.
_OPTION = re.compile(r" {4}--?(?P<name>[\w-]+)(?P<values>.*?)(?: \[(?P<state>.*))?$")
_RANGE = re.compile(r"(-?[\d.]+)\.\.(-?[\d.]+)")
_NUMBER = re.compile(r"\d+")
_NOT_FULL_GREY = ("diffusion", "dither", "halftone", "16", "48")


@dataclass(frozen=True)
class SaneOptions:
    """The active options of one device: name → the values it offers, as printed."""

    values: dict[str, str]

    @property
    def feeds(self) -> tuple[Feed, ...]:
        """A scanner that does not name its feeds has one place for paper: a glass, or as good."""
        named: tuple[tuple[Feed, str | None], ...] = (
            ("flatbed", self._flatbed()),
            ("feeder", self._feeder() or self._duplex_feeder()),
        )
        return tuple(feed for feed, source in named if source) or ("flatbed",)

    @property
    def duplex(self) -> bool:
        return bool(self._duplex_feeder() or self._duplex_switch(True))

    def resolution(self, request: ScanRequest) -> int | None:
        """The dpi the device will be told; None where it lets nobody choose."""
        offered = self.values.get("resolution")
        if offered is None:
            return None
        span = _RANGE.search(offered)
        if span:
            return int(min(max(request.dpi, float(span[1])), float(span[2])))
        return resolution_for(request.dpi, [int(each) for each in _NUMBER.findall(offered)])

    def arguments(self, request: ScanRequest, feed: Feed) -> list[str]:
        """The options of ``scanimage`` for one request; only those the device has."""
        dpi = self.resolution(request)
        source = self._flatbed() if feed == "flatbed" else self._feeder()
        if request.duplex:
            source = self._duplex_feeder() or source
        wanted = {
            "source": source,
            "mode": self._mode(request),
            "depth": "8" if "8" in _NUMBER.findall(self.values.get("depth", "")) else None,
            "resolution": str(dpi) if dpi else None,
        }
        return [
            *(f"--{name}={value}" for name, value in wanted.items() if value),
            *self._duplex_switch(request.duplex),
            *self._length("x", PAGE_WIDTH_MM),
            *self._length("y", PAGE_HEIGHT_MM),
        ]

    def _choice(self, name: str, fits: Callable[[str], bool]) -> str | None:
        choices = self.values.get(name, "").split("|")
        return next((choice for choice in choices if fits(choice.casefold())), None)

    def _flatbed(self) -> str | None:
        return self._choice("source", lambda name: "flatbed" in name or "platen" in name)

    def _feeder(self) -> str | None:
        return self._choice(
            "source",
            lambda name: (
                ("adf" in name or "feeder" in name) and "duplex" not in name and "back" not in name
            ),
        )

    def _duplex_feeder(self) -> str | None:
        return self._choice("source", lambda name: "duplex" in name)

    def _duplex_switch(self, on: bool) -> list[str]:
        """Drivers that keep both-sided apart from the source have ``adf-mode`` or ``duplex``."""
        mode = self._choice("adf-mode", lambda name: ("duplex" in name) is on)
        if mode:
            return [f"--adf-mode={mode}"]
        return [f"--duplex={'yes' if on else 'no'}"] if "duplex" in self.values else []

    def _mode(self, request: ScanRequest) -> str | None:
        if request.colour == "color":
            return self._choice("mode", lambda name: "color" in name or "colour" in name)
        return self._choice(
            "mode",
            lambda name: (
                ("gray" in name or "grey" in name)
                and not any(word in name for word in _NOT_FULL_GREY)
            ),
        )

    def _length(self, name: str, millimetres: float) -> list[str]:
        offered = self.values.get(name, "")
        span = _RANGE.search(offered) if "mm" in offered else None
        return [f"-{name}", f"{min(millimetres, float(span[2])):g}"] if span else []


def read_options(printed: str) -> SaneOptions:
    """The options that ``scanimage -A`` shows as active and settable."""
    values = {}
    for line in printed.splitlines():
        option = _OPTION.match(line)
        if option and not {"inactive]", "read-only]"} & set((option["state"] or "").split(" [")):
            values[option["name"]] = option["values"].strip().removeprefix("[=(").removesuffix(")]")
    return SaneOptions(values)
