"""Whatever comes in, what goes out is our header, our shape, and no traceback."""

from __future__ import annotations

import json
import socket
import ssl
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.protocol.requests import HEADER
from app.protocol.wire import API_HEADER, Refusal
from app.province.home import certificate_file
from tests.province.conftest import new_code
from tests.province.counter import Counter
from tests.province.gateway_process import GatewayProcess

QUICK = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
TARGETS = st.sampled_from(
    [
        ("POST", "/v1/enrol"),
        ("POST", "/v1/preflight"),
        ("PUT", "/v1/dossiers/0192b8a0-0000-7000-8000-000000000001"),
        ("POST", "/v1/dossiers/0192b8a0-0000-7000-8000-000000000001/commit"),
        ("PATCH", "/v1/blobs/" + "0" * 64),
        ("POST", "/v1/day-close"),
        ("POST", "/v1/leases"),
    ]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)


@pytest.fixture(scope="module")
def known(gateway: GatewayProcess) -> Iterator[Counter]:
    yield Counter(gateway.client(), new_code(gateway.home))


@QUICK
@given(TARGETS, st.binary(max_size=300) | JSON.map(lambda value: json.dumps(value).encode()))
def test_signed_garbage(known: Counter, target: tuple[str, str], body: bytes) -> None:
    answer = known.ask(*target, body)
    assert answer.headers[API_HEADER] == "1"
    if answer.status_code == 200:
        assert target[1] == "/v1/leases"
    else:
        assert 400 <= answer.status_code < 500, answer.text
        assert answer.json()["code"] in set(Refusal)
        assert "Traceback" not in answer.text


@QUICK
@given(TARGETS, st.binary(max_size=60).filter(lambda raw: not set(raw) & set(b"\r\n\0 \t")))
def test_garbage_for_a_signature(known: Counter, target: tuple[str, str], header: bytes) -> None:
    answer = known.client.request(*target, content=b"{}", headers={HEADER: header.hex()})
    assert answer.status_code in (400, 401, 403)
    assert answer.headers[API_HEADER] == "1"


@QUICK
@given(st.dictionaries(st.sampled_from(["type", "seq", "applicant", "documents"]), JSON))
def test_garbage_under_a_good_seal(known: Counter, changes: dict[str, object]) -> None:
    body = known.manifest()
    try:
        paper = known.seal({**body, **changes})
    except ValueError:
        return
    answer = known.announce(paper, body["dossier_id"])
    assert answer.status_code in (201, 422), answer.text


@pytest.mark.parametrize(
    "raw",
    [
        b"\x00\x01\x02\x03\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET /v1/hello HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
        b"GET /v1/hello HTTP/1.1\r\n" + b"A: " + b"x" * 100_000 + b"\r\n\r\n",
        b"GET http://[ HTTP/1.1\r\nHost: x\r\n\r\n",
    ],
)
def test_what_is_not_http(gateway: GatewayProcess, raw: bytes) -> None:
    host, _, port = gateway.url.removeprefix("https://").partition(":")
    context = ssl.create_default_context(cafile=str(certificate_file(gateway.home)))
    with (
        socket.create_connection((host, int(port)), timeout=10) as plain,
        context.wrap_socket(plain, server_hostname=host) as line,
    ):
        line.sendall(raw)
        answer = b""
        while b"}" not in answer and (part := line.recv(65536)):
            answer += part
    assert answer.startswith(b"HTTP/1.1 4")
    assert b"tram-api: 1\r\n" in answer.lower()
    assert b'"code":' in answer


def test_a_client_that_breaks_off_in_the_middle_of_a_body(
    gateway: GatewayProcess, known: Counter
) -> None:
    host, _, port = gateway.url.removeprefix("https://").partition(":")
    context = ssl.create_default_context(cafile=str(certificate_file(gateway.home)))
    with (
        socket.create_connection((host, int(port)), timeout=10) as plain,
        context.wrap_socket(plain, server_hostname=host) as line,
    ):
        line.sendall(b"POST /v1/enrol HTTP/1.1\r\nHost: x\r\nContent-Length: 400\r\n\r\n{")
    assert known.ask("GET", "/v1/hello").status_code == 200
    assert gateway.errors() == ""
