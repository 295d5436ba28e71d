from __future__ import annotations

import base64
import json

from app.clock import SystemClock
from app.protocol.sealed import DAY_CLOSE, RECEIPT
from app.protocol.wire import API_HEADER
from app.province.home import open_province
from tests.province.counter import Counter
from tests.province.desk import day_line, pdf, sha256
from tests.province.gateway_process import GatewayProcess


def test_a_dossier_travels_from_hello_to_the_day_close(
    gateway: GatewayProcess, counter: Counter
) -> None:
    hello = counter.ask("GET", "/v1/hello").json()
    assert hello["station"] == counter.me["station_id"]
    assert hello["lease"] == counter.me["lease"]
    assert hello["keys"] == counter.me["keys"]

    blobs = pdf(300_000), pdf(1000)
    body = counter.manifest(*blobs)
    dossier_id = body["dossier_id"]
    assert counter.preflight(dossier_id)[dossier_id] == {"held": "unknown"}

    paper = counter.seal(body)
    announced = counter.announce(paper, dossier_id)
    assert announced.status_code == 201
    assert announced.json()["dossier_code"] == body["dossier_code"]
    assert [blob["sha256"] for blob in announced.json()["missing"]] == [*map(sha256, blobs)]
    assert counter.preflight(dossier_id)[dossier_id]["held"] == "announced"

    counter.send_chunk(sha256(blobs[0]), 0, 300_000, blobs[0][:100_000]).raise_for_status()
    partial = counter.preflight(dossier_id)[dossier_id]
    assert partial["held"] == "partial"
    assert [blob["offset"] for blob in partial["missing"]] == [100_000, 0]
    for blob in blobs:
        counter.send_blob(blob)

    committed = counter.commit(dossier_id, paper)
    assert committed.status_code == 201
    receipt = counter.opened(committed.content, RECEIPT)
    assert receipt.body["manifest_sha256"] == sha256(paper)
    assert receipt.body["blobs"] == [*map(sha256, blobs)]
    assert receipt.body["dossier_code"] == body["dossier_code"]
    assert counter.preflight(dossier_id)[dossier_id] == {
        "held": "committed",
        "receipt": base64.b64encode(committed.content).decode(),
    }

    changes = counter.ask("GET", "/v1/changes?cursor=").json()
    assert [(c["dossier_id"], c["status"]) for c in changes["changes"]] == [(dossier_id, 2)]

    day = SystemClock().now().date().isoformat()
    closed = counter.close_day(day, [day_line(body, paper, committed.content)])
    verdict = counter.opened(closed.content, DAY_CLOSE).body
    assert verdict["agreed"] is True
    assert [line["dossier_id"] for line in verdict["held"]] == [dossier_id]

    with open_province(gateway.home) as province:
        shown = province.archive.show(body["dossier_code"])
        assert shown["manifest"] == json.loads(paper)["body"]
        assert [blob["verified"] for blob in shown["blobs"]] == [True, True]
        assert [event["action"] for event in shown["history"]] == [
            "announced",
            "committed",
            "status",
        ]
        assert province.archive.export_blob(sha256(blobs[0])) == blobs[0]
        assert province.archive.verify_audit().ok


def test_every_step_repeated_gives_the_same(counter: Counter) -> None:
    blob = pdf()
    body = counter.manifest(blob)
    paper = counter.seal(body)
    dossier_id, digest = body["dossier_id"], sha256(blob)

    enrolled = [counter.enrol().json() for _ in range(3)]
    assert enrolled == [counter.me] * 3
    leases = [counter.ask("POST", "/v1/leases", b"{}").json() for _ in range(3)]
    assert leases == [counter.me["lease"]] * 3

    announced = [counter.announce(paper, dossier_id) for _ in range(3)]
    assert [answer.status_code for answer in announced] == [201, 200, 200]
    assert len({answer.content for answer in announced}) == 1

    refused = [counter.commit(dossier_id, paper) for _ in range(3)]
    assert [answer.status_code for answer in refused] == [409] * 3
    assert refused[0].json()["missing"] == [{"sha256": digest, "bytes": len(blob), "offset": 0}]

    sent = [counter.send_chunk(digest, 0, len(blob), blob) for _ in range(3)]
    assert [answer.json() for answer in sent] == [{"offset": len(blob), "complete": True}] * 3
    assert counter.where(digest).headers["Upload-Offset"] == str(len(blob))
    assert counter.announce(paper, dossier_id).json()["missing"] == []

    committed = [counter.commit(dossier_id, paper) for _ in range(3)]
    assert [answer.status_code for answer in committed] == [201, 200, 200]
    assert len({answer.content for answer in committed}) == 1

    changes = [counter.ask("GET", "/v1/changes").json() for _ in range(3)]
    assert changes[0] == changes[1] == changes[2]
    assert len(changes[0]["changes"]) == 1

    line, day = day_line(body, paper), body["sealed_at"][:10]
    closed = [counter.close_day(day, [line], sealed_at=body["sealed_at"]) for _ in range(3)]
    assert len({answer.content for answer in closed}) == 1


def test_a_repeated_middle_chunk_is_told_the_right_offset(counter: Counter) -> None:
    blob = pdf(3000)
    body = counter.manifest(blob)
    counter.announce(counter.seal(body), body["dossier_id"])
    answers = [counter.send_chunk(sha256(blob), 0, 3000, blob[:1000]) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 409, 409]
    assert answers[1].json()["offset"] == 1000
    assert counter.where(sha256(blob)).headers["Upload-Offset"] == "1000"


def test_a_blob_already_here_is_not_asked_for_again(counter: Counter) -> None:
    blob = pdf()
    counter.send_whole(blob)
    body = counter.manifest(blob, pdf(900))
    missing = counter.announce(counter.seal(body), body["dossier_id"]).json()["missing"]
    assert [line["bytes"] for line in missing] == [900]


def test_a_dossier_without_papers_is_committed_too(counter: Counter) -> None:
    line = {"digitize_class": "do_not_digitize", "outcome": "presented"}
    body = counter.manifest()
    body["components"] = [{**body["components"][0], **line}]
    paper = counter.seal(body)
    assert counter.announce(paper, body["dossier_id"]).json()["missing"] == []
    assert counter.commit(body["dossier_id"], paper).status_code == 201


def test_every_answer_names_the_api(gateway: GatewayProcess, counter: Counter) -> None:
    client = gateway.client()
    answers = [
        client.get("/v1/hello"),
        client.get("/nothing/here"),
        client.delete("/v1/hello"),
        client.get("/v1/changes"),
        client.get("/v1/openapi.json"),
        client.post("/v1/enrol", content=b"\xff"),
        counter.where("0" * 64),
    ]
    assert [answer.status_code for answer in answers] == [200, 404, 405, 401, 200, 400, 404]
    assert all(answer.headers[API_HEADER] == "1" for answer in answers)


def test_the_openapi_document_describes_the_bodies(gateway: GatewayProcess) -> None:
    document = gateway.client().get("/v1/openapi.json").json()
    assert set(document["paths"]) == {
        "/v1/hello",
        "/v1/enrol",
        "/v1/preflight",
        "/v1/dossiers/{dossier_id}",
        "/v1/dossiers/{dossier_id}/commit",
        "/v1/blobs/{sha256}",
        "/v1/changes",
        "/v1/leases",
        "/v1/day-close",
    }
    assert {"Announced", "Enrolled", "Hello", "Problem"} <= set(document["components"]["schemas"])
