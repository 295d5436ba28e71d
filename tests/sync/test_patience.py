"""How long a pass waits, for what, and what a longer queue costs."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from app.errors import Cancelled
from app.model.people import Person
from app.model.states import State
from app.practice.home import make_practice
from app.practice.places import province_home
from app.settings import load_settings, save_settings
from app.sync.faults import AuthRefused, ClockWrong, LineDown, Throttled
from app.sync.patience import TRIES, Patience
from app.workflow import digitise, intake
from app.workflow.handover import (
    FRUITLESS_PASSES,
    open_gateway,
    sync_once,
    sync_until_empty,
)
from app.workflow.seal import seal_dossier
from app.workflow.station import Station
from tests.journey import scene
from tests.sync.passes import assert_all_arrive, sync_honestly, sync_twisted
from tests.sync.twisted_province import Answer, Twist, twisted_province

TEN_YEARS = 10 * 365 * 86400


def test_a_request_is_repeated_and_then_given_up() -> None:
    tried = 0

    def dead() -> None:
        nonlocal tried
        tried += 1
        raise LineDown("dead")

    with pytest.raises(LineDown):
        Patience(lambda: False, lambda seconds: None).ask(dead)
    assert tried == TRIES


def test_a_pause_takes_hold_while_waiting() -> None:
    paused = False

    def pause(seconds: float) -> None:
        nonlocal paused
        paused = True

    def dead() -> None:
        raise LineDown("dead")

    with pytest.raises(Cancelled):
        Patience(lambda: paused, pause).ask(dead)


def _busy(part: str, seconds: int) -> Twist:
    problem = json.dumps({"code": "throttled", "message": ""}).encode()

    def twist(method: str, path: str, answer: Answer) -> Answer:
        if part not in path:
            return answer
        return Answer(429, {**answer.headers, "Retry-After": str(seconds)}, problem)

    return twist


def _waits(home: Path, twist: Twist) -> list[float]:
    """How long ``sync --until-empty`` slept between its passes."""
    waits: list[float] = []
    with scene.province_of(home) as url, twisted_province(home, url, twist) as port:
        scene.point_at(home, port)
        with scene.open_scene(home) as station:
            report = sync_until_empty(station, no_progress=5.0, sleep=waits.append)
    assert isinstance(report.fault, Throttled)
    assert report.remaining == 2
    return waits


def test_a_busy_province_is_given_the_time_it_asks_for(home: Path) -> None:
    waits = _waits(home, _busy("/preflight", 27))
    assert len(waits) == FRUITLESS_PASSES - 1
    assert all(wait >= 27 for wait in waits)


def test_a_province_that_asks_for_an_hour_is_left_alone(home: Path) -> None:
    assert _waits(home, _busy("/preflight", 3600)) == []
    assert_all_arrive(home)


def test_a_throttled_dossier_is_due_when_the_province_said(home: Path) -> None:
    sync_twisted(home, _busy("/dossiers/", 100))
    with scene.open_scene(home) as station:
        row = station.store.outbox()[0]
        assert row.attempts == 1
        assert 90 < (row.next_try_at - station.clock.now()).total_seconds() <= 100


def test_an_unknown_station_waits_for_a_person(home: Path) -> None:
    save_settings(home, replace(load_settings(home), station_id="khong-co"))
    waits: list[float] = []
    with scene.province_of(home), scene.open_scene(home) as station:
        report = sync_until_empty(station, sleep=waits.append)
    assert isinstance(report.fault, AuthRefused)
    assert waits == []


@pytest.mark.parametrize("years_off", [TEN_YEARS, -TEN_YEARS])
def test_a_clock_ten_years_off_learns_the_time_from_hello(home: Path, years_off: int) -> None:
    with scene.province_of(home), scene.open_scene(home) as station:
        first = station.store.dossiers()[0].dossier_id
        with open_gateway(station) as gateway:
            gateway._province_time += years_off
            with pytest.raises(ClockWrong):
                gateway.preflight([first])
            gateway.hello()
            assert gateway.preflight([first])["dossiers"]


@pytest.mark.parametrize(("begins", "ends"), [(2001, 2002), (2080, 2081)])
def test_the_pin_is_trusted_whatever_the_clock_says(home: Path, begins: int, ends: int) -> None:
    """A certificate out of its dates is what a wrong clock makes of every certificate."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    here = x509.SubjectAlternativeName(
        [x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))]
    )
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(datetime(begins, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(ends, 1, 1, tzinfo=UTC))
        .add_extension(here, critical=False)
        .sign(key, hashes.SHA256())
        .public_bytes(serialization.Encoding.PEM)
    )
    (province_home(home) / "certificate.pem").write_bytes(certificate)
    (province_home(home) / "tls.key").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    settings = load_settings(home)
    save_settings(home, replace(settings, province_certificate=certificate.decode()))
    assert_all_arrive(home)


def _queue(station: Station, count: int) -> None:
    """``count`` sealed dossiers whose paper is small and only looks signed."""
    for number in range(count):
        dossier_id = intake.open_dossier(
            station, scene.PROCEDURE, Person(f"0420901{number:05d}", "Lê Thị Xếp Hàng")
        ).dossier_id
        key = next(c.key for c in station.store.components(dossier_id) if c.required)
        document = intake.document_of(station, dossier_id, key)
        digest = station.store.objects.put(b"%PDF-1.7 /ByteRange " + str(number).encode())
        size = station.store.objects.size(digest)
        for state in (State.CAPTURED, State.PROCESSED):
            station.store.move(dossier_id, state)
        station.store.put_document(
            replace(
                document,
                page_count=1,
                signed_sha256=digest,
                signed_bytes=size,
                signed_by="x",
                signed_at="x",
            )
        )
        digitise.review(station, dossier_id, digitise.proposed_data(station, dossier_id))
        seal_dossier(station, dossier_id)


def _work_of_a_pass(home: Path, twist: bool) -> int:
    """Steps of SQLite's machine in one pass, in tens."""
    steps = 0

    def counted() -> int:
        nonlocal steps
        steps += 1
        return 0

    def strange(method: str, path: str, answer: Answer) -> Answer:
        commit = twist and path.endswith("/commit")
        return Answer(200, answer.headers, b"{}") if commit else answer

    with scene.province_of(home) as url, twisted_province(home, url, strange) as port:
        scene.point_at(home, port)
        with scene.open_scene(home) as station:
            station.store.database.db.conn.set_progress_handler(counted, 10)
            report = sync_once(station)
            station.store.database.db.conn.set_progress_handler(None, 0)
    assert report.fault is None
    assert report.remaining == (report.visited if twist else 0)
    return steps


SHORT, LONG = 4, 24


@pytest.fixture(scope="module")
def queues(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """A home with a short queue and one with a long one, by their lengths."""
    folder = tmp_path_factory.mktemp("queues")
    make_practice(folder / "home")
    homes = {}
    for count in (SHORT, LONG):
        homes[count] = scene.copy_scene(folder / "home", folder / str(count))
        with scene.open_scene(homes[count]) as station:
            _queue(station, count)
    return homes


@pytest.mark.parametrize("twist", [False, True], ids=["all go", "none goes"])
def test_a_longer_queue_costs_each_dossier_the_same(
    queues: dict[int, Path], tmp_path: Path, twist: bool
) -> None:
    cost = {
        count: _work_of_a_pass(scene.copy_scene(home, tmp_path / str(count)), twist) / count
        for count, home in queues.items()
    }
    assert cost[LONG] < 1.1 * cost[SHORT], "to look at every row for every row is a square"


def test_a_row_is_visited_once_in_a_pass(home: Path) -> None:
    announced: list[str] = []

    def watch(method: str, path: str, answer: Answer) -> Answer:
        if method == "PUT":
            announced.append(path)
        return answer

    with scene.province_of(home) as url, twisted_province(home, url, watch) as port:
        scene.point_at(home, port)
        with scene.open_scene(home) as station:
            assert sync_once(station).visited == 2
    assert len(announced) == len(set(announced)) == 2
    assert sync_honestly(home).visited == 0
