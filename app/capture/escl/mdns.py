"""Network scanners that announce themselves (mDNS, ``_uscan._tcp`` and ``_uscans._tcp``).

Source: Mopria eSCL Technical Specification 2.97, section 3 (names of the TXT record).
"""

from __future__ import annotations

import time
from collections.abc import Container, Sequence
from dataclasses import dataclass

from zeroconf import (
    InterfaceChoice,
    IPVersion,
    ServiceBrowser,
    ServiceInfo,
    ServiceListener,
    Zeroconf,
)

from app.capture.escl.messages import plain_uuid
from app.model.scanning import Feed

LISTEN = 1.3
"""Seconds. Answers come within 0.12 s (RFC 6762, 6); the question is put again after 1 s."""

_ASK_AGAIN = 0.5
_LOOK_EVERY = 0.05
_SCHEMES = {"_uscans._tcp.local.": "https", "_uscan._tcp.local.": "http"}
_USUAL_PORTS = {"https": 443, "http": 80}
_YES = {"t", "true", "1", "y", "yes"}
_LONGEST_LABEL = 80


@dataclass(frozen=True)
class Announced:
    """One way to a scanner, as it says itself; ``uuid`` and ``label`` may be empty.

    ``feeds`` and ``duplex`` are for one that is heard of and does not answer yet, being asleep.
    """

    url: str
    address: str
    uuid: str
    label: str
    feeds: tuple[Feed, ...]
    duplex: bool


def announced(
    *, interfaces: Sequence[str] | None = None, uuid: str = "", listen: float = LISTEN
) -> list[Announced]:
    """Every scanner heard within ``listen`` seconds and a little, the encrypted ways first.

    ``interfaces`` are this machine's own addresses to ask from, None for all of them. Returns at
    once when the scanner with that ``uuid`` is heard. Empty where this machine cannot multicast.
    """
    try:
        line = Zeroconf(interfaces=list(interfaces) if interfaces else InterfaceChoice.All)
    except (OSError, RuntimeError):
        return []
    with line:
        ears = _Ears()
        browser = ServiceBrowser(line, list(_SCHEMES), ears)
        heard = _hear(line, ears, uuid, time.monotonic() + listen)
        browser.cancel()
    return sorted(heard, key=lambda each: (not each.url.startswith("https"), each.label, each.url))


class _Ears(ServiceListener):
    """Names of services in the order they were heard."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}

    def add_service(self, zc: Zeroconf, type_: str, name: str) -> None:
        self.names[name] = type_

    update_service = add_service

    def remove_service(self, zc: Zeroconf, type_: str, name: str) -> None:
        self.names.pop(name, None)

    def unread(self, read: Container[str]) -> list[ServiceInfo]:
        return [
            ServiceInfo(kind, name) for name, kind in list(self.names.items()) if name not in read
        ]


def _hear(line: Zeroconf, ears: _Ears, uuid: str, until: float) -> list[Announced]:
    read: dict[str, Announced | None] = {}
    while time.monotonic() < until:
        for info in ears.unread(read):
            if info.load_from_cache(line):
                read[info.name] = _read(info)
        if uuid and any(each and each.uuid == uuid for each in read.values()):
            break
        time.sleep(_LOOK_EVERY)
    else:
        ask_until = time.monotonic() + _ASK_AGAIN
        for info in ears.unread(read):
            left = ask_until - time.monotonic()
            if left > 0 and info.request(line, left * 1000):
                read[info.name] = _read(info)
    return [each for each in read.values() if each]


def _read(info: ServiceInfo) -> Announced | None:
    """None where the scanner has no address that can be written into a URL."""
    words = _words(info.properties)
    addresses = info.parsed_addresses(IPVersion.V4Only)
    if not addresses or not info.port:
        return None
    scheme = _SCHEMES[info.type]
    port = "" if info.port == _USUAL_PORTS[scheme] else f":{info.port}"
    path = words.get("rs", "").strip("/") or "eSCL"
    inlets = words.get("is", "").lower()
    feeds: tuple[tuple[Feed, bool], ...] = (
        ("flatbed", "platen" in inlets),
        ("feeder", "adf" in inlets),
    )
    return Announced(
        url=f"{scheme}://{addresses[0]}{port}/{path}",
        address=addresses[0],
        uuid=plain_uuid(words.get("uuid", "")),
        label=" ".join(words.get("ty", "").split())[:_LONGEST_LABEL],
        feeds=tuple(feed for feed, there in feeds if there),
        duplex=words.get("duplex", "").lower() in _YES,
    )


def _words(properties: dict[bytes, bytes | None]) -> dict[str, str]:
    """Names of a TXT record count without their case (RFC 6763, 6.4)."""
    return {
        name.decode("utf-8", "replace").strip().lower(): (value or b"")
        .decode("utf-8", "replace")
        .strip()
        for name, value in properties.items()
    }
