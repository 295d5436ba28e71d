from __future__ import annotations

from collections.abc import Callable

import pytest

from app.clock import SystemClock
from app.model.ids import new_id
from app.model.states import NationalStatus
from app.protocol.sealed import DAY_CLOSE
from app.province.home import open_province
from tests.province.counter import Counter
from tests.province.desk import Json, component, day_line, pdf, sha256
from tests.province.gateway_process import GatewayProcess
from tests.province.test_who_asks import refused_with


def test_only_what_was_announced_can_be_committed(new_counter: Callable[[], Counter]) -> None:
    one, other = new_counter(), new_counter()
    refused_with(one.commit(new_id(), b""), 404, "unknown_dossier")
    dossier_id, paper, _ = one.send_whole(pdf())
    refused_with(other.commit(dossier_id, paper), 404, "unknown_dossier")
    refused_with(one.commit(dossier_id, b"another"), 409, "other_manifest")
    refused_with(one.ask("POST", f"/v1/dossiers/{dossier_id}/commit", b"{}"), 400, "bad_request")


def test_a_commit_names_what_is_missing_and_how_far_it_is(counter: Counter) -> None:
    here, half, absent = pdf(), pdf(3000), pdf()
    body = counter.manifest(here, half, absent)
    paper = counter.seal(body)
    counter.announce(paper, body["dossier_id"]).raise_for_status()
    counter.send_blob(here)
    counter.send_chunk(sha256(half), 0, 3000, half[:1234]).raise_for_status()
    answer = counter.commit(body["dossier_id"], paper)
    refused_with(answer, 409, "missing_blobs")
    assert answer.json()["missing"] == [
        {"sha256": sha256(half), "bytes": 3000, "offset": 1234},
        {"sha256": sha256(absent), "bytes": 2000, "offset": 0},
    ]


FILES = {
    "signed": pdf(),
    "unsigned": pdf(signed=False),
    "not a PDF": b"<html>not a PDF /ByteRange</html>",
}


@pytest.mark.parametrize(
    ("field", "file", "line", "paper_line"),
    [
        ("documents.0.pages", "signed", {}, {"pages": 0}),
        ("documents.0.signed_by", "signed", {}, {"signed_by": ""}),
        ("documents.0.signed_by", "signed", {}, {"signed_at": ""}),
        ("documents.0.blob", "not a PDF", {}, {}),
        ("documents.0.blob", "unsigned", {}, {}),
        ("components.0", "signed", {"digitize_class": "do_not_digitize"}, {}),
        ("components.0.evidence", "signed", {"outcome": "reused"}, {}),
    ],
)
def test_a_dossier_that_breaks_a_rule_is_refused_for_good(
    counter: Counter, field: str, file: str, line: Json, paper_line: Json
) -> None:
    blob = FILES[file]
    body = counter.manifest(blob)
    body["components"] = [component(**line)]
    body["documents"][0].update(paper_line)
    paper = counter.seal(body)
    dossier_id = body["dossier_id"]
    counter.announce(paper, dossier_id).raise_for_status()
    counter.send_blob(blob)
    answers = [counter.commit(dossier_id, paper) for _ in range(2)]
    for answer in answers:
        refused_with(answer, 422, "refused")
        assert answer.json()["field"] == field
    told = counter.preflight(dossier_id)[dossier_id]
    assert told == {
        "held": "refused",
        "code": "refused",
        "message": answers[0].json()["message"],
    }


def test_a_paper_that_must_be_digitised_has_a_file(counter: Counter) -> None:
    body = counter.manifest()
    paper = counter.seal(body)
    counter.announce(paper, body["dossier_id"]).raise_for_status()
    refused_with(counter.commit(body["dossier_id"], paper), 422, "refused")


def test_a_file_that_is_not_a_pdf_is_refused_by_its_media_type(counter: Counter) -> None:
    blob = pdf()
    body = counter.manifest(blob)
    body["documents"][0]["blob"]["media_type"] = "image/jpeg"
    paper = counter.seal(body)
    counter.announce(paper, body["dossier_id"]).raise_for_status()
    counter.send_blob(blob)
    answer = counter.commit(body["dossier_id"], paper)
    refused_with(answer, 422, "refused")
    assert answer.json()["field"] == "documents.0.blob.media_type"


def test_the_operators_word_reaches_the_station_of_the_dossier(
    gateway: GatewayProcess, new_counter: Callable[[], Counter]
) -> None:
    one, other = new_counter(), new_counter()
    dossier_id, _, _ = one.send_whole(pdf())
    cursor = one.ask("GET", "/v1/changes").json()["cursor"]
    with open_province(gateway.home) as province:
        province.archive.set_status(
            dossier_id, NationalStatus.SUPPLEMENT_REQUESTED, "Bổ sung bản sao trích lục"
        )
    answer = one.ask("GET", f"/v1/changes?cursor={cursor}").json()
    (change,) = answer["changes"]
    assert change["status"] == 5
    assert change["message"] == "Bổ sung bản sao trích lục"
    assert one.ask("GET", f"/v1/changes?cursor={answer['cursor']}").json()["changes"] == []
    assert other.ask("GET", "/v1/changes").json()["changes"] == []


@pytest.mark.parametrize("cursor", ["x", "MTIz", "%00", "dHJhbS1jaGFuZ2VzLTE6LTU", "%C4%91"])
def test_a_cursor_that_is_not_ours_is_refused(counter: Counter, cursor: str) -> None:
    refused_with(counter.ask("GET", f"/v1/changes?cursor={cursor}"), 400, "bad_request")


def test_the_day_close_names_each_difference(counter: Counter) -> None:
    day = SystemClock().now().date().isoformat()
    held, unlisted, announced, absent, refused = (counter.manifest(pdf()) for _ in range(5))
    blob = pdf(signed=False)
    refused["documents"] = [counter.document(blob)]
    receipts = [counter.send_whole(pdf()) for _ in range(2)]
    held["dossier_id"], unlisted["dossier_id"] = (receipt[0] for receipt in receipts)
    paper = counter.seal(announced)
    counter.announce(paper, announced["dossier_id"]).raise_for_status()
    refused_paper = counter.seal(refused)
    counter.announce(refused_paper, refused["dossier_id"]).raise_for_status()
    counter.send_blob(blob)
    counter.commit(refused["dossier_id"], refused_paper)

    lines = [
        day_line(held, receipts[0][1], receipts[0][2]),
        day_line(announced, paper),
        day_line(absent, b"never sent"),
        day_line(refused, refused_paper),
    ]
    answer = counter.close_day(day, lines)
    verdict = counter.opened(answer.content, DAY_CLOSE).body

    def ids(name: str) -> list[str]:
        return [line["dossier_id"] for line in verdict[name]]

    assert ids("held") == [held["dossier_id"]]
    assert ids("missing") == [announced["dossier_id"], absent["dossier_id"]]
    assert ids("refused") == [refused["dossier_id"]]
    assert ids("unlisted") == [unlisted["dossier_id"]]
    assert verdict["agreed"] is False


def test_a_dossier_with_another_manifest_is_not_held(counter: Counter) -> None:
    dossier_id, _, _ = counter.send_whole(pdf())
    line = {**day_line(counter.manifest(), b"another"), "dossier_id": dossier_id}
    verdict = counter.opened(counter.close_day("2026-11-23", [line]).content, DAY_CLOSE).body
    assert [row["dossier_id"] for row in verdict["missing"]] == [dossier_id]


@pytest.mark.parametrize(
    "changes",
    [{"day": "hôm nay"}, {"day": "20261123"}, {"station_id": new_id()}, {"dossiers": [{}]}],
)
def test_a_day_list_with_a_fault_is_refused(counter: Counter, changes: Json) -> None:
    day = {"day": "2026-11-23", **changes}
    answer = counter.close_day(day.pop("day"), [], **day)
    refused_with(answer, 400, "bad_request")


def test_a_day_list_needs_the_stations_seal(new_counter: Callable[[], Counter]) -> None:
    one, other = new_counter(), new_counter()
    paper = one.day_list("2026-11-23", [])
    refused_with(other.ask("POST", "/v1/day-close", paper), 400, "bad_request")
