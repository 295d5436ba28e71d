"""A dossier described in JSON: the whole way to the queue, repeated, interrupted, malformed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.document.door.pictures import pdf_page_png
from app.errors import BadInput, NotAllowed
from app.model.dossier import Channel
from app.model.people import Person
from app.model.states import State
from app.protocol.sealed import MANIFEST, key_id_of, open_sealed
from app.signing.verify import verify_pdf
from app.workflow import intake, pages
from app.workflow.receipt import make_receipt_slip
from app.workflow.request import (
    LARGEST_REQUEST,
    WAITS,
    answered,
    carry_on_interrupted,
    fingerprint_of,
    read_request,
    take_in,
)
from app.workflow.station import Station
from tests.homes import practice_station
from tests.journey.scene import PROCEDURE, paper, write_request


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    with practice_station(tmp_path / "home") as opened:
        yield opened


@pytest.fixture(scope="module")
def refusing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Station]:
    """A station for the requests of which nothing may stay."""
    with practice_station(tmp_path_factory.mktemp("refusing") / "home") as opened:
        yield opened


@pytest.fixture(scope="module")
def described(
    refusing: Station, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, dict[str, Any]]:
    """A good request: where it lies and what it says."""
    file = write_request(tmp_path_factory.mktemp("giay-to"), refusing)
    return file, json.loads(file.read_text(encoding="utf-8"))


@pytest.fixture
def request_file(station: Station, tmp_path: Path) -> Path:
    return write_request(tmp_path / "giay-to", station)


def test_from_picture_to_sealed_queue(station: Station, request_file: Path) -> None:
    answer = take_in(station, read_request(request_file))
    dossier = answer.dossier
    assert dossier.state is State.QUEUED
    assert dossier.provisional_code.startswith("TAM-"), "no lease, so a provisional number"
    assert dossier.due_at is not None
    assert dossier.received_at is not None
    assert dossier.due_at > dossier.received_at

    (document,) = station.store.documents(dossier.dossier_id)
    assert document.document_code == (
        f"{dossier.applicant.identifier}.{document.document_type_code}"
    )
    signed = station.store.objects.read(document.signed_sha256)
    report = verify_pdf(signed, station.anchors())
    assert report.ok
    assert not report.signatures[0].legal
    assert report.signatures[0].signer == station.officer.full_name
    assert "ĐƠN ĐỀ NGHỊ" in document.text

    manifest = station.store.manifest(dossier.dossier_id)
    assert manifest is not None
    key = station.station_key().public_key()
    body = open_sealed(manifest, {key_id_of(key): key}, MANIFEST).body
    assert body["seq"] == 1
    assert body["previous"] == ""
    assert body["documents"][0]["blob"]["sha256"] == document.signed_sha256
    assert body["documents"][0]["confirmed_by"] == station.officer.full_name

    slip = make_receipt_slip(station, dossier.dossier_id)
    assert slip == make_receipt_slip(station, dossier.dossier_id)
    assert pdf_page_png(slip, 0, 72).startswith(b"\x89PNG")


def test_manifests_are_chained(station: Station, tmp_path: Path) -> None:
    key = station.station_key().public_key()
    previous = ""
    for number in (1, 2):
        file = write_request(tmp_path / "giay-to", station, number)
        dossier = take_in(station, read_request(file)).dossier
        raw = station.store.manifest(dossier.dossier_id)
        assert raw is not None
        paper = open_sealed(raw, {key_id_of(key): key}, MANIFEST)
        assert (paper.body["seq"], paper.body["previous"]) == (number, previous)
        previous = paper.sha256


def test_an_unanswered_request_is_answered_again(station: Station, request_file: Path) -> None:
    request = read_request(request_file)
    first = take_in(station, request)
    again = take_in(station, request)
    assert again.resumed
    assert again.dossier.dossier_id == first.dossier.dossier_id
    answered(station, request, first.dossier.dossier_id)
    another = take_in(station, request)
    assert another.dossier.dossier_id != first.dossier.dossier_id


def test_a_sealed_dossier_takes_no_change(station: Station, request_file: Path) -> None:
    dossier = take_in(station, read_request(request_file)).dossier
    (document,) = station.store.documents(dossier.dossier_id)
    (page,) = station.store.pages(document.document_id)
    with pytest.raises(NotAllowed, match="niêm phong"):
        pages.delete(station, dossier.dossier_id, [page.page_id])
    with pytest.raises(NotAllowed):
        intake.cancel(station, dossier.dossier_id, "nhầm")


def test_an_interrupted_request_whose_file_is_gone_waits(
    station: Station, request_file: Path
) -> None:
    request = read_request(request_file)
    dossier_id = _interrupted(station, request)
    picture = Path(request["components"][0]["files"][0])
    kept = picture.read_bytes()
    picture.write_bytes(b"")
    assert carry_on_interrupted(station) == []
    assert carry_on_interrupted(station) == []
    notes = [row for row in station.store.audit_rows(dossier_id) if row.action == WAITS]
    assert len(notes) == 1, "said once, not at every sync"
    picture.write_bytes(kept)
    (finished,) = carry_on_interrupted(station)
    assert finished.dossier_id == dossier_id
    assert finished.state is State.QUEUED


class _PulledPlug(Exception):
    """What ends a run between two steps."""


def _interrupted(station: Station, request: dict[str, Any]) -> str:
    """The id of a draft whose first run ended while its first paper was being made."""

    def pull(done: int, total: int, name: str) -> None:
        raise _PulledPlug

    with pytest.raises(_PulledPlug):
        take_in(station, request, progress=pull)
    (draft,) = station.store.dossiers()
    for document in station.store.documents(draft.dossier_id):
        for page in station.store.pages(document.document_id):
            pages.delete(station, draft.dossier_id, [page.page_id])
    assert station.store.dossier(draft.dossier_id).state is State.DRAFT
    return draft.dossier_id


def test_a_request_that_changed_since_its_interruption_is_not_carried_on(
    station: Station, request_file: Path
) -> None:
    """Who mends a file and asks again gets one dossier, not two."""
    request = read_request(request_file)
    dossier_id = _interrupted(station, request)
    paper(Path(request["components"][0]["files"][0]), "ĐƠN ĐỀ NGHỊ", "bản chụp lại")
    assert take_in(station, request).dossier.dossier_id != dossier_id
    assert carry_on_interrupted(station) == []
    assert len(station.store.dossiers({State.QUEUED})) == 1


def test_a_refused_request_mended_and_asked_again_is_one_dossier(
    station: Station, request_file: Path
) -> None:
    described = json.loads(request_file.read_text(encoding="utf-8"))
    components = described.pop("components")
    request_file.write_text(json.dumps({**described, "components": []}), encoding="utf-8")
    with pytest.raises(BadInput):
        take_in(station, read_request(request_file))
    (given_up,) = station.store.dossiers()
    assert given_up.state is State.CANCELLED
    request_file.write_text(json.dumps({**described, "components": components}), encoding="utf-8")
    taken = take_in(station, read_request(request_file)).dossier
    assert carry_on_interrupted(station) == []
    assert [each.dossier_id for each in station.store.dossiers({State.QUEUED})] == [
        taken.dossier_id
    ]


def test_a_draft_the_officer_gave_up_is_not_the_answer(
    station: Station, request_file: Path
) -> None:
    request = read_request(request_file)
    draft = _interrupted(station, request)
    intake.cancel(station, draft, "người dân rút hồ sơ")
    taken = take_in(station, request)
    assert not taken.resumed
    assert taken.dossier.dossier_id != draft
    assert taken.dossier.state is State.QUEUED


def test_one_request_that_cannot_go_on_does_not_stop_the_others(
    station: Station, request_file: Path, tmp_path: Path
) -> None:
    """What an older program wrote down, or a disk bent, is a reason to wait, not to fail."""
    begun = read_request(request_file)
    good = _interrupted(station, begun)
    bent = {**begun, "components": [{**begun["components"][0], "data": "title"}]}
    other = intake.open_dossier(station, begun["procedure"], Person("042090000017", "Lê Thị Mẫu"))
    station.store.add_intake_request(fingerprint_of(bent), other.dossier_id, bent)
    (finished,) = carry_on_interrupted(station)
    assert finished.dossier_id == good


@pytest.mark.parametrize("name", ["broken.jpg", "khong-co.jpg", "/etc/passwd", "."])
def test_an_unusable_file_opens_no_dossier(station: Station, request_file: Path, name: str) -> None:
    (request_file.parent / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0 broken")
    described = json.loads(request_file.read_text(encoding="utf-8"))
    described["components"][0]["files"] = [name]
    request_file.write_text(json.dumps(described), encoding="utf-8")
    with pytest.raises(BadInput):
        take_in(station, read_request(request_file))
    assert station.store.dossiers() == []


def test_the_same_component_twice_loses_no_page(station: Station, request_file: Path) -> None:
    described = json.loads(request_file.read_text(encoding="utf-8"))
    first = described["components"][0]
    name = next(
        line.name
        for line in station.catalogue.get(PROCEDURE, station.clock.now().date()).components_for(
            "", Channel.DIRECT
        )
        if line.key == first["key"]
    )
    described["components"].append({"name": name, "files": first["files"]})
    request_file.write_text(json.dumps(described), encoding="utf-8")
    with pytest.raises(BadInput, match="hai lần"):
        take_in(station, read_request(request_file))
    assert station.store.dossiers() == []


def _each(field: str, *values: object) -> list[tuple[dict[str, object], str]]:
    return [({field: value}, field) for value in values]


NOWHERE = {"identifier": "042090000017", "full_name": "Lê Thị Mẫu"}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"procedure": "9.999999"}, "9.999999"),
        ({"procedure": 5}, "procedure"),
        ({"channel": "bo-cau"}, "channel"),
        ({"channel": []}, "channel"),
        ({"case": "khong-co"}, "trường hợp"),
        *_each("copies", 0, -1, 100, True, "1", 1.5, None),
        ({"return_method": ["counter"]}, "return_method"),
        ({"return_method": "x" * 301}, "return_method"),
        ({"note": "x" * 2001}, "note"),
        ({"note": "a\x00b"}, "note"),
        ({"applicant": None}, "applicant"),
        ({"applicant": {"full_name": "Lê Thị Mẫu"}}, "số định danh"),
        ({"applicant": {**NOWHERE, "identifier": 42090000017}}, "applicant.identifier"),
        ({"applicant": {**NOWHERE, "full_name": ["Lê Thị Mẫu"]}}, "applicant.full_name"),
        ({"applicant": {**NOWHERE, "full_name": "Lê " * 200}}, "applicant.full_name"),
        ({"applicant": {**NOWHERE, "full_name": "Lê\nThị"}}, "applicant.full_name"),
        ({"applicant": {**NOWHERE, "born_on": "1990-13-01"}}, "applicant.born_on"),
        ({"applicant": {**NOWHERE, "sex": [1]}}, r"applicant\.sex»"),
        ({"applicant": {**NOWHERE, "kind": {}}}, "applicant.kind"),
        ({"applicant": {"card": 7}}, "applicant.card"),
        ({"applicant": {"card": "not a card"}}, "thẻ"),
        ({"submitter": 5}, "submitter"),
        ({"components": 3}, "components"),
        ({"components": [3]}, "components.0"),
        ({"components": []}, "Tờ|Đơn|Giấy"),
    ],
)
def test_a_malformed_request_says_what_is_wrong(
    refusing: Station, described: tuple[Path, dict[str, Any]], change: dict[str, Any], told: str
) -> None:
    file, good = described
    _assert_refused(refusing, file.with_name("x.json"), {**good, **change}, told)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"key": "khong-co"}, "khong-co"),
        *_each("key", {}, None, 4),
        *_each("files", 7, None, "a.jpg", [None], [""], ["a\x00b"]),
        ({"files": ["x" * 5000]}, "files"),
        *_each("quantity", 0, -1, 1000, 2**52, "2", True, 1.5),
        *_each("data", ["title"], "title", None, {"title": {}}),
        *_each("outcome", 5, "mat-roi"),
        ({"copy_kind": {}}, r"copy_kind»"),
        ({"kind": 5}, "kind"),
        ({"evidence": [1]}, "evidence"),
    ],
)
def test_a_malformed_component_says_what_is_wrong(
    refusing: Station, described: tuple[Path, dict[str, Any]], change: dict[str, Any], told: str
) -> None:
    file, good = described
    request = {**good, "components": [{**good["components"][0], **change}]}
    _assert_refused(refusing, file.with_name("x.json"), request, told)


def _assert_refused(station: Station, file: Path, request: dict[str, Any], told: str) -> None:
    file.write_text(json.dumps(request), encoding="utf-8")
    with pytest.raises(BadInput, match=told):
        take_in(station, read_request(file))
    assert all(dossier.state is State.CANCELLED for dossier in station.store.dossiers())


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe{}",
        "{}".encode("utf-16"),
        b'{"copies": NaN}',
        b'{"copies": -Infinity}',
        b'{"copies": 1e999}',
        b'{"copies": 9' + b"9" * 6000 + b"}",
        b'{"note": "\\ud800"}',
        b'{"note": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"note": ' + b"[" * 900 + b"]" * 900 + b"}",
        b'{"note": "' + b"x" * LARGEST_REQUEST + b'"}',
    ],
    ids=lambda raw: raw[:14].decode("latin-1"),
)
def test_what_is_not_a_request_is_refused(tmp_path: Path, raw: bytes) -> None:
    file = tmp_path / "x.json"
    file.write_bytes(raw)
    with pytest.raises(BadInput):
        read_request(file)


def test_a_folder_or_nothing_is_no_request(tmp_path: Path) -> None:
    for file in (tmp_path, tmp_path / "khong-co.json", tmp_path / "a\x00b"):
        with pytest.raises(BadInput, match="Không đọc được"):
            read_request(file)


def test_a_byte_order_mark_does_no_harm(request_file: Path) -> None:
    plain = read_request(request_file)
    request_file.write_bytes(b"\xef\xbb\xbf" + request_file.read_bytes())
    assert read_request(request_file) == plain
