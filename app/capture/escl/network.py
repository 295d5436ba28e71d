"""Network scanners, set by hand or announcing themselves, each of them once."""

from __future__ import annotations

import socket
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from urllib.parse import urlsplit

from app.capture.escl.mdns import Announced, announced
from app.capture.escl.messages import plain_uuid
from app.capture.escl.source import EsclSource, find_escl
from app.capture.source import Device, DeviceProblem
from app.errors import AppError, Unavailable
from app.i18n import t
from app.settings import Settings

_LOOKS_AT_ONCE = 8
_ANSWERS_WITHIN = 5.0
_NAME = "escl:"


@dataclass(frozen=True)
class Network:
    """``addresses`` are those of the scanners in ``devices``, for whoever finds them again."""

    devices: list[Device]
    problems: list[DeviceProblem]
    addresses: set[str]


@dataclass(frozen=True)
class _Seen:
    """A scanner with what tells that two are the same: their UUID, or where they answer."""

    device: Device
    uuid: str
    addresses: set[str]
    places: set[str]


def find_network(
    settings: Settings, *, timeout: float, interfaces: Sequence[str] | None = None
) -> Network:
    """Every eSCL scanner of the settings and, unless they say no, of the network.

    Takes twice ``timeout`` seconds and two more at most.
    """
    with ThreadPoolExecutor(_LOOKS_AT_ONCE) as people:
        ears = people.submit(_heard, settings, interfaces)
        set_by_hand = dict.fromkeys(url.rstrip("/") for url in settings.escl_scanners)
        by_hand = list(people.map(partial(_by_hand, timeout=timeout), set_by_hand))
        scanners = _by_scanner(ears.result())
        by_themselves = list(people.map(partial(_by_itself, timeout=timeout), scanners))
    seen = [each for each in by_hand if isinstance(each, _Seen)]
    known = {mark for each in seen for mark in (each.uuid, *each.places) if mark}
    seen += [each for each in by_themselves if not known & {each.uuid, *each.places}]
    return Network(
        [each.device for each in seen],
        [each for each in by_hand if isinstance(each, DeviceProblem)],
        {address for each in seen for address in each.addresses},
    )


def open_network(
    place: str, settings: Settings, *, interfaces: Sequence[str] | None = None
) -> EsclSource | None:
    """The scanner at a URL, or with a UUID; None where ``place`` is neither.

    One that is known by its UUID may have another address today. Raises ``Unavailable`` where
    it is not heard.
    """
    if place.startswith(("http://", "https://")):
        return EsclSource(place)
    uuid = plain_uuid(place)
    if not uuid:
        return None
    ways = [way for way in _heard(settings, interfaces, uuid) if way.uuid == uuid]
    if not ways:
        raise Unavailable(
            t("Không thấy máy quét mạng đã chọn."),
            t("Bật máy quét, nối cùng mạng với máy tính này rồi tìm lại."),
        )
    return EsclSource(_answering(ways, _ANSWERS_WITHIN)[0].url, name=_NAME + uuid)


def _heard(settings: Settings, interfaces: Sequence[str] | None, uuid: str = "") -> list[Announced]:
    wanted = settings.find_network_scanners
    return announced(interfaces=interfaces, uuid=uuid) if wanted else []


def _by_hand(url: str, *, timeout: float) -> _Seen | DeviceProblem:
    try:
        device, uuid = find_escl(url, timeout=timeout)
    except AppError as error:
        return DeviceProblem("escl", error.title, error.hint)
    addresses = _addresses(url)
    return _Seen(device, uuid, addresses, {_place(url, address) for address in addresses})


def _by_itself(ways: list[Announced], *, timeout: float) -> _Seen:
    way, found = _answering(ways, timeout)
    device = found or _asleep(way)
    return _Seen(
        replace(device, name=_NAME + (way.uuid or way.url)),
        way.uuid,
        {each.address for each in ways},
        {_place(each.url, each.address) for each in ways},
    )


def _answering(ways: list[Announced], timeout: float) -> tuple[Announced, Device | None]:
    """The first way that is answered on; the first at all where none is."""
    for way in ways:
        try:
            return way, find_escl(way.url, timeout=timeout)[0]
        except AppError:
            continue
    return ways[0], None


def _asleep(way: Announced) -> Device:
    """One that is heard and does not answer yet, by its own words."""
    label = f"{way.label or 'eSCL'} ({way.address})"
    duplex = way.duplex and "feeder" in way.feeds
    return Device("", label, "escl", way.feeds or ("flatbed",), duplex)


def _by_scanner(ways: Iterable[Announced]) -> list[list[Announced]]:
    """The ways of each scanner together. Machines of one make may share one UUID."""

    def scanner(way: Announced) -> tuple[str, str]:
        return way.address, way.uuid or way.url

    return [list(each) for _, each in groupby(sorted(ways, key=scanner), key=scanner)]


def _addresses(url: str) -> set[str]:
    """Of the host that has just answered."""
    try:
        host = urlsplit(url).hostname or ""
        return {str(each[4][0]) for each in socket.getaddrinfo(host, None)}
    except (OSError, ValueError):
        return set()


def _place(url: str, address: str) -> str:
    """Where a scanner answers, the same however its host is written."""
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    return f"{address}:{port}/{parts.path.strip('/')}"
