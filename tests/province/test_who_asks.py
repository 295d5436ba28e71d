from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime

import httpx2
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.model.ids import new_id
from app.protocol.requests import HEADER, sign_request
from app.protocol.wire import CLOCK_SKEW_SECONDS, ENROL, PREFLIGHT
from tests.province.conftest import new_code
from tests.province.counter import Counter
from tests.province.desk import Desk
from tests.province.gateway_process import GatewayProcess

IDS = b'{"ids":[]}'


def refused_with(answer: httpx2.Response, status: int, code: str) -> None:
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
    assert answer.json()["message"]


def test_a_stranger_may_say_hello_but_learns_of_no_lease(gateway: GatewayProcess) -> None:
    hello = gateway.client().get("/v1/hello").json()
    assert hello["province_id"] == "H27"
    assert hello["province_name"] == "Tỉnh Thử Nghiệm"
    assert datetime.fromisoformat(hello["server_time"]).utcoffset() is not None
    assert len(hello["keys"]) == 1
    assert "station" not in hello
    assert "lease" not in hello


def test_a_station_nobody_enrolled_is_refused(counter: Counter) -> None:
    counter.me["station_id"] = new_id()
    refused_with(counter.ask("POST", PREFLIGHT, IDS), 401, "not_enrolled")
    refused_with(counter.ask("GET", "/v1/hello"), 401, "not_enrolled")


def test_a_request_signed_by_another_key_is_refused(counter: Counter) -> None:
    counter.key = Ed25519PrivateKey.generate()
    refused_with(counter.ask("POST", PREFLIGHT, IDS), 401, "bad_signature")


@pytest.mark.parametrize(
    "header",
    ["", "tram1", "tram1 a b c", "Basic eHg6eHg=", f"tram1 x {'9' * 5000} AAAA", "tram1 x 1 %%%"],
)
def test_a_header_that_is_not_ours_is_refused(gateway: GatewayProcess, header: str) -> None:
    answer = gateway.client().post(PREFLIGHT, content=IDS, headers={HEADER: header})
    refused_with(answer, 401, "bad_signature")


def test_a_signature_covers_method_path_query_and_body(counter: Counter) -> None:
    header = {
        HEADER: sign_request(
            counter.key, counter.me["station_id"], int(time.time()), "POST", PREFLIGHT, IDS
        )
    }
    client = counter.client
    assert client.post(PREFLIGHT, content=IDS, headers=header).status_code == 200
    for answer in (
        client.post(PREFLIGHT, content=b'{"ids": []}', headers=header),
        client.post(f"{PREFLIGHT}?x=1", content=IDS, headers=header),
        client.put(f"/v1/dossiers/{new_id()}", content=IDS, headers=header),
        client.post("/v1/leases", content=IDS, headers=header),
    ):
        refused_with(answer, 401, "bad_signature")


@pytest.mark.parametrize("error", [-CLOCK_SKEW_SECONDS - 60, CLOCK_SKEW_SECONDS + 60, 10**9])
def test_a_wrong_clock_is_told_the_time(counter: Counter, error: int) -> None:
    counter.clock_error = error
    answer = counter.ask("POST", PREFLIGHT, IDS)
    refused_with(answer, 401, "clock")
    told = datetime.fromisoformat(answer.json()["server_time"]).timestamp()
    assert abs(told - time.time()) < 60
    counter.clock_error = 0
    assert counter.ask("POST", PREFLIGHT, IDS).status_code == 200


def test_a_wrong_clock_may_ask_for_the_time(counter: Counter) -> None:
    counter.clock_error = -10 * 365 * 24 * 3600
    hello = counter.ask("GET", "/v1/hello").json()
    assert hello["lease"] == counter.me["lease"]
    assert abs(datetime.fromisoformat(hello["server_time"]).timestamp() - time.time()) < 60


def test_a_code_enrols_one_station_only(gateway: GatewayProcess, counter: Counter) -> None:
    other = Desk()
    refused_with(gateway.client().post(ENROL, json=other.enrolment(counter.code)), 403, "enrolment")
    refused_with(
        gateway.client().post(ENROL, json=other.enrolment("ABCD-EFGH-JKLM")), 403, "enrolment"
    )
    assert counter.enrol().json() == counter.me


def test_an_enrolled_key_cannot_enrol_again_with_another_code(
    gateway: GatewayProcess, counter: Counter
) -> None:
    counter.code = new_code(gateway.home)
    refused_with(counter.enrol(), 403, "enrolment")


def test_a_code_may_be_typed_carelessly(gateway: GatewayProcess) -> None:
    secret = new_code(gateway.home).partition(".")[0]
    typed = secret.lower().replace("-", " ")
    assert gateway.client().post(ENROL, json=Desk().enrolment(typed)).status_code == 200


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (b"", ""),
        (b"\xff\xfe", ""),
        (b"[]", ""),
        (b'{"code": 5, "station_key": "", "station_name": ""}', "code"),
        (b'{"code": "", "station_key": "AAAA", "station_name": ""}', "station_key"),
        (b'{"code": "", "station_key": "AAAA"}', "station_name"),
    ],
)
def test_an_unreadable_enrolment_is_refused(
    gateway: GatewayProcess, body: bytes, field: str
) -> None:
    answer = gateway.client().post(ENROL, content=body)
    refused_with(answer, 400, "bad_request")
    assert answer.json().get("field", "") == field


def test_stations_of_one_agency_get_blocks_of_their_own(gateway: GatewayProcess) -> None:
    codes = [new_code(gateway.home, "H27.77") for _ in range(3)]
    stations = [Counter(gateway.client(), code).me for code in codes]
    assert [me["station_code"] for me in stations] == ["01", "02", "03"]
    leases = [(me["lease"]["first"], me["lease"]["last"]) for me in stations]
    assert leases == [(1, 500), (501, 1000), (1001, 1500)]
    assert {me["agency_name"] for me in stations} == {"UBND xã Thử Nghiệm"}
    assert {me["parent_agency_name"] for me in stations} == {"UBND tỉnh Thử Nghiệm"}


@pytest.mark.parametrize(
    ("method", "target", "size"),
    [
        ("POST", ENROL, 5_000),
        ("POST", PREFLIGHT, 40_000),
        ("PUT", "/v1/dossiers/0192b8a0-0000-7000-8000-000000000001", 300_000),
        ("PATCH", f"/v1/blobs/{'0' * 64}", 256 * 1024 + 1),
        ("POST", "/v1/day-close", 3_000_000),
        ("POST", "/v1/leases", 5_000),
    ],
)
@pytest.mark.parametrize("told", [True, False])
def test_a_body_is_counted_while_it_comes(
    counter: Counter, method: str, target: str, size: int, told: bool
) -> None:
    body = bytes(size)
    header = sign_request(
        counter.key, counter.me["station_id"], int(time.time()), method, target, body
    )
    chunks = (body[at : at + 8192] for at in range(0, size, 8192))
    answer = counter.client.request(
        method, target, content=body if told else chunks, headers={HEADER: header}
    )
    refused_with(answer, 413, "too_large")
    assert counter.ask("POST", PREFLIGHT, IDS).status_code == 200


def test_two_hundred_ids_and_no_more(new_counter: Callable[[], Counter]) -> None:
    counter = new_counter()
    assert len(counter.preflight(*(new_id() for _ in range(200)))) == 200
    ids = ",".join(f'"{new_id()}"' for _ in range(201))
    refused_with(counter.ask("POST", PREFLIGHT, b'{"ids":[%s]}' % ids.encode()), 400, "bad_request")
    refused_with(counter.ask("POST", PREFLIGHT, b'{"ids":[1]}'), 400, "bad_request")
