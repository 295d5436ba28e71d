from __future__ import annotations

import base64
import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.clock import SystemClock
from app.model.ids import new_id
from app.protocol.sealed import DAY_LIST, seal
from app.protocol.wire import BLOB_MAX
from app.province.home import open_province
from tests.province.conftest import new_code
from tests.province.counter import Counter
from tests.province.desk import Json, component, pdf, sha256
from tests.province.gateway_process import GatewayProcess
from tests.province.test_who_asks import refused_with

Change = Callable[[Json], object]


def _document(**changes: object) -> Change:
    return lambda body: body["documents"][0].update(changes)


def _blob(**changes: object) -> Change:
    return lambda body: body["documents"][0]["blob"].update(changes)


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("station_id", lambda body: body.update(station_id=new_id())),
        ("agency_code", lambda body: body.update(agency_code="H27.99")),
        ("seq", lambda body: body.update(seq=0)),
        ("seq", lambda body: body.update(seq="1")),
        ("previous", lambda body: body.update(previous="xyz")),
        ("received_at", lambda body: body.update(received_at="hôm qua")),
        ("sealed_at", lambda body: body.update(sealed_at="2026-11-23T08:00:00")),
        ("sealed_at", lambda body: body.update(sealed_at="0001-01-01T00:00:00+14:00")),
        ("applicant", lambda body: body.pop("applicant")),
        ("applicant.full_name", lambda body: body["applicant"].pop("full_name")),
        ("components", lambda body: body.update(components={})),
        ("components.1.key", lambda body: body["components"].append(component())),
        ("documents.0.component_key", _document(component_key="khac")),
        ("documents.0.pages", _document(pages=True)),
        ("documents.0.blob.sha256", _blob(sha256="A" * 64)),
        ("documents.0.blob.bytes", _blob(bytes=0)),
        ("documents.0.blob.bytes", _blob(bytes=BLOB_MAX + 1)),
        (
            "documents.1.document_id",
            lambda body: body["documents"].append(dict(body["documents"][0])),
        ),
        ("dossier_code", lambda body: body.update(dossier_code="H27.15.3-261123-9999")),
        ("dossier_code", lambda body: body.update(dossier_code="số 5")),
        (
            "dossier_code",
            lambda body: body.update(dossier_code=body["dossier_code"].replace("-0", "-")),
        ),
    ],
)
def test_a_manifest_with_a_fault_names_the_field(
    counter: Counter, field: str, change: Change
) -> None:
    body = counter.manifest(pdf())
    change(body)
    answer = counter.announce(counter.seal(body), body["dossier_id"])
    refused_with(answer, 422, "bad_manifest")
    assert answer.json()["field"] == field
    assert counter.preflight(body["dossier_id"])[body["dossier_id"]]["held"] == "unknown"


def test_the_id_in_the_address_is_the_id_in_the_manifest(counter: Counter) -> None:
    paper = counter.seal(counter.manifest(pdf()))
    answer = counter.announce(paper, new_id())
    refused_with(answer, 422, "bad_manifest")
    assert answer.json()["field"] == "dossier_id"
    refused_with(counter.announce(paper, "khong-phai-ma"), 400, "bad_request")


def test_a_manifest_changed_after_sealing_is_refused(counter: Counter) -> None:
    body = counter.manifest(pdf())
    paper = counter.seal(body)
    changed = paper.replace("Hoa Mẫu".encode(), "Hoa Mãu".encode())
    assert changed != paper
    for raw in (changed, paper + b" ", b" " + paper, paper[:-1], paper.replace(b'"alg"', b'"ala"')):
        answer = counter.announce(raw, body["dossier_id"])
        refused_with(answer, 422, "bad_manifest")
        assert answer.json()["field"] == "seal"


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"null",
        b"\xff" * 100,
        b"[" * 100_000,
        b'{"body":{"type":"tram.manifest/1"},"key_id":"x","signature":""}',
        b'{"alg":"Ed25519","body":{"type":"tram.manifest/1","n":NaN},"key_id":"%s","signature":""}',
        b'{"alg":"Ed25519","body":{"type":"tram.manifest/1","n":1e400},"key_id":"%s","signature":""}',
        b'{"alg":"Ed25519","body":{"type":"tram.manifest/1"},"key_id":"%s","signature":""}',
    ],
)
def test_a_body_that_is_no_sealed_paper_is_refused(counter: Counter, raw: bytes) -> None:
    paper = json.loads(counter.seal(counter.manifest()))
    raw = raw.replace(b"%s", paper["key_id"].encode())
    refused_with(counter.announce(raw, new_id()), 422, "bad_manifest")


def test_another_kind_of_paper_is_no_manifest(counter: Counter) -> None:
    body = counter.manifest(pdf(), type=DAY_LIST)
    refused_with(counter.announce(counter.seal(body), body["dossier_id"]), 422, "bad_manifest")


def test_a_manifest_of_another_key_or_station_is_refused(
    new_counter: Callable[[], Counter],
) -> None:
    one, other = new_counter(), new_counter()
    body = one.manifest(pdf())
    stranger = seal(body, Ed25519PrivateKey.generate())
    refused_with(one.announce(stranger, body["dossier_id"]), 422, "bad_manifest")
    refused_with(other.announce(one.seal(body), body["dossier_id"]), 422, "bad_manifest")


def test_one_id_has_one_manifest_for_ever(counter: Counter) -> None:
    body = counter.manifest(pdf())
    paper = counter.seal(body)
    counter.announce(paper, body["dossier_id"]).raise_for_status()
    answer = counter.announce(counter.seal({**body, "note": "khác"}), body["dossier_id"])
    refused_with(answer, 409, "other_manifest")
    assert counter.announce(paper, body["dossier_id"]).status_code == 200


def test_nobody_can_take_anothers_dossier_id(new_counter: Callable[[], Counter]) -> None:
    one, other = new_counter(), new_counter()
    body = one.manifest(pdf())
    one.announce(one.seal(body), body["dossier_id"]).raise_for_status()
    forged = other.manifest(pdf(), dossier_id=body["dossier_id"])
    refused_with(other.announce(other.seal(forged), body["dossier_id"]), 409, "other_manifest")
    assert other.preflight(body["dossier_id"])[body["dossier_id"]] == {"held": "unknown"}


def test_a_dossier_code_is_given_once(counter: Counter) -> None:
    first = counter.manifest(pdf())
    counter.announce(counter.seal(first), first["dossier_id"]).raise_for_status()
    second = counter.manifest(pdf(), dossier_code=first["dossier_code"])
    answer = counter.announce(counter.seal(second), second["dossier_id"])
    refused_with(answer, 422, "code_taken")


def test_a_code_of_the_neighbours_block_is_refused(gateway: GatewayProcess) -> None:
    codes = [new_code(gateway.home, "H27.78") for _ in range(2)]
    one, other = (Counter(gateway.client(), code) for code in codes)
    code = other.manifest()["dossier_code"]
    body = one.manifest(pdf(), dossier_code=code)
    answer = one.announce(one.seal(body), body["dossier_id"])
    refused_with(answer, 422, "bad_manifest")
    assert answer.json()["field"] == "dossier_code"


def test_a_provisional_dossier_gets_a_number_of_the_provinces_own(
    gateway: GatewayProcess, counter: Counter
) -> None:
    bodies = [counter.manifest(pdf(), provisional=True) for _ in range(2)]
    answers = [counter.announce(counter.seal(body), body["dossier_id"]) for body in bodies]
    day = f"{SystemClock().now():%y%m%d}"
    agency = counter.me["agency_code"]
    codes = [answer.json()["dossier_code"] for answer in answers]
    assert codes == [f"{agency}-{day}-9001", f"{agency}-{day}-9002"]
    receipt_id, _, receipt = counter.send_whole(pdf(), provisional=True)
    assert json.loads(receipt)["body"]["dossier_code"] == f"{agency}-{day}-9003"
    with open_province(gateway.home) as province:
        provisional = province.archive.show(receipt_id)["manifest"]["provisional_code"]
        assert province.archive.show(provisional)["dossier_id"] == receipt_id


def test_a_blob_size_that_cannot_be_true_is_refused(counter: Counter) -> None:
    blob = pdf()
    counter.send_whole(blob)
    body = counter.manifest(blob)
    body["documents"][0]["blob"]["bytes"] += 1
    answer = counter.announce(counter.seal(body), body["dossier_id"])
    refused_with(answer, 422, "bad_manifest")
    assert answer.json()["field"] == "documents.0.blob.bytes"


def test_gaps_in_the_chain_are_noted_and_not_refused(
    gateway: GatewayProcess, counter: Counter
) -> None:
    bodies, papers = [], []
    for _ in range(3):
        bodies.append(counter.manifest(pdf()))
        papers.append(counter.seal(bodies[-1]))

    def gaps() -> list[int]:
        with open_province(gateway.home) as province:
            rows = {row["station_id"]: row for row in province.archive.stations()}
            found: list[int] = rows[counter.me["station_id"]]["chain_gaps"]
            return found

    for place in (0, 2):
        counter.announce(papers[place], bodies[place]["dossier_id"]).raise_for_status()
    assert gaps() == [3]
    counter.announce(papers[1], bodies[1]["dossier_id"]).raise_for_status()
    assert gaps() == []


def test_a_dossier_sealed_long_ago_still_comes_in(counter: Counter) -> None:
    """Thirty days without a line: the day of sealing lies before today's."""
    old = (SystemClock().now() - timedelta(days=30)).isoformat(timespec="seconds")
    body = counter.manifest(pdf(), provisional=True, received_at=old, sealed_at=old)
    answer = counter.announce(counter.seal(body), body["dossier_id"])
    assert answer.status_code == 201
    assert f"-{old[2:4]}{old[5:7]}{old[8:10]}-" in answer.json()["dossier_code"]


def test_preflight_gives_the_very_receipt(counter: Counter) -> None:
    dossier_id, _, receipt = counter.send_whole(pdf())
    answer = counter.preflight(dossier_id, dossier_id)[dossier_id]
    assert sha256(base64.b64decode(answer["receipt"])) == sha256(receipt)
