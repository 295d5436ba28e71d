"""Network scanners found by themselves: a real announcement on loopback, a simulated scanner."""

from __future__ import annotations

import gc
import socket
import time
from collections.abc import Callable, Iterable, Iterator
from uuid import uuid4

import pytest
from zeroconf import ServiceInfo, Zeroconf

from app.capture.devices import find_devices
from app.capture.escl.mdns import announced
from app.capture.escl.network import find_network, open_network
from app.capture.source import Device
from app.errors import Unavailable
from app.settings import Settings
from tests.capture.conftest import SaneSetup
from tests.capture.escl_simulator import EsclSimulator
from tests.capture.papers import COARSE, never, number_of

LOOPBACK = ["127.0.0.1"]

Words = dict[str, str | bytes]
Announce = Callable[..., None]


def words_of(scanner: EsclSimulator) -> Words:
    return {"txtvers": "1", "rs": "eSCL", "ty": "Máy quét mẫu", "UUID": scanner.uuid}


def seen_at(port: int, devices: Iterable[Device], *names: str) -> list[str]:
    """Those of one test: others may announce theirs on the same machine at the same time."""
    return [
        device.name
        for device in devices
        if device.kind != "escl" or device.name in names or f":{port}/" in device.name
    ]


@pytest.fixture
def dead_port() -> Iterator[int]:
    """Where nothing answers, now or while the test runs."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]


@pytest.fixture
def announce() -> Iterator[Announce]:
    """Announces a service as a scanner does; nothing leaves this machine."""
    with Zeroconf(interfaces=LOOPBACK) as line:

        def say(port: int, words: Words, *, tls: bool = False) -> None:
            kind = "_uscans._tcp.local." if tls else "_uscan._tcp.local."
            name = f"Mau {uuid4()}"
            service = ServiceInfo(
                kind,
                f"{name}.{kind}",
                addresses=[socket.inet_aton("127.0.0.1")],
                port=port,
                properties=words,
                server=f"{uuid4()}.local.",
            )
            line.register_service(service, cooperating_responders=True)

        yield say


def test_a_scanner_that_announces_itself_is_found_and_scans(
    scanner: EsclSimulator, announce: Announce
) -> None:
    announce(scanner.port, words_of(scanner))
    found = find_network(Settings(), timeout=2, interfaces=LOOPBACK)
    (device,) = (each for each in found.devices if scanner.uuid in each.name)
    assert device.name == f"escl:{scanner.uuid}"
    assert device.label == "Máy quét mẫu (127.0.0.1)"
    assert (device.feeds, device.duplex) == (("flatbed", "feeder"), True)
    source = open_network(scanner.uuid, Settings(), interfaces=LOOPBACK)
    assert source is not None
    pages = list(source.scan(COARSE, cancelled=never))
    assert [number_of(page) for page in pages] == [1, 3, 5]
    assert {page.source for page in pages} == {device.name}


def test_it_comes_once_however_often_it_is_known(
    scanner: EsclSimulator, announce: Announce, sane_setup: SaneSetup, dead_port: int
) -> None:
    """Announced twice, set by hand twice, and known to the ``sane-airscan`` driver."""
    announce(scanner.port, words_of(scanner))
    announce(dead_port, words_of(scanner), tls=True)
    sane_setup(airscan=f'[devices]\n"Mau" = {scanner.url}, eSCL\n[options]\ndiscovery = disable\n')
    by_uuid = f"escl:{scanner.uuid}"
    settings = Settings(escl_scanners=[scanner.url, f"{scanner.url}/"])
    devices, problems = find_devices(settings, interfaces=LOOPBACK)
    assert seen_at(scanner.port, devices, by_uuid) == [f"escl:{scanner.url}"]
    assert not problems
    by_itself, _ = find_devices(Settings(), interfaces=LOOPBACK)
    assert seen_at(scanner.port, by_itself, by_uuid) == [by_uuid]


def test_a_scanner_only_its_driver_knows_stays(
    scanner: EsclSimulator, sane_setup: SaneSetup
) -> None:
    sane_setup(airscan=f'[devices]\n"Mau" = {scanner.url}, eSCL\n[options]\ndiscovery = disable\n')
    devices, _ = find_devices(Settings(find_network_scanners=False))
    assert [device.name for device in devices] == ["sane:airscan:e0:Mau"]


def test_where_the_encrypted_way_is_dead_the_plain_one_is_taken(
    scanner: EsclSimulator, announce: Announce, dead_port: int
) -> None:
    announce(dead_port, words_of(scanner), tls=True)
    announce(scanner.port, words_of(scanner))
    ways = [way for way in announced(interfaces=LOOPBACK) if way.uuid == scanner.uuid]
    assert [way.url for way in ways] == [f"https://127.0.0.1:{dead_port}/eSCL", scanner.url]
    source = open_network(scanner.uuid, Settings(), interfaces=LOOPBACK)
    assert source is not None
    assert source.url == scanner.url


@pytest.mark.parametrize(
    ("words", "url", "label", "feeds", "duplex"),
    [
        ({}, "eSCL", "eSCL", ("flatbed",), False),
        ({"RS": "/eSCL/", "TY": " Hang  A\t", "IS": "Platen,ADF", "DUPLEX": "T"},
         "eSCL", "Hang A", ("flatbed", "feeder"), True),
        ({"rs": "quet/2", "ty": b"\xff\xfe", "is": "adf", "duplex": "F", "UUID": "khong ro"},
         "quet/2", "\ufffd\ufffd", ("feeder",), False),
        ({"is": "platen", "duplex": "true", "ty": "x" * 200},
         "eSCL", "x" * 80, ("flatbed",), False),
    ],
)  # fmt: skip
def test_what_is_asleep_is_listed_by_its_own_words(
    announce: Announce,
    dead_port: int,
    words: Words,
    url: str,
    label: str,
    feeds: tuple[str, ...],
    duplex: bool,
) -> None:
    announce(dead_port, words)
    found = find_network(Settings(), timeout=2, interfaces=LOOPBACK)
    (device,) = (each for each in found.devices if f":{dead_port}/" in each.name)
    assert device.name == f"escl:http://127.0.0.1:{dead_port}/{url}"
    assert device.label == f"{label} (127.0.0.1)"
    assert (device.feeds, device.duplex) == (feeds, duplex)


def test_silence_takes_two_seconds_at_most() -> None:
    started = time.monotonic()
    announced(interfaces=LOOPBACK)
    assert time.monotonic() - started < 2.5


@pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")
def test_where_multicast_is_not_possible_nothing_is_said() -> None:
    started = time.monotonic()
    assert announced(interfaces=["192.0.2.77"]) == []
    assert time.monotonic() - started < 2.5
    gc.collect()  # zeroconf leaves a socket behind where it cannot start


def test_an_office_may_see_its_own_scanners_only(
    scanner: EsclSimulator, announce: Announce
) -> None:
    announce(scanner.port, words_of(scanner))
    own = Settings(find_network_scanners=False)
    assert find_network(own, timeout=2, interfaces=LOOPBACK).devices == []
    with pytest.raises(Unavailable, match="Không thấy máy quét mạng"):
        open_network(scanner.uuid, own, interfaces=LOOPBACK)


def test_what_is_neither_address_nor_uuid_is_not_of_the_network() -> None:
    assert open_network("khac", Settings()) is None
