"""A dossier described in JSON: the whole way to the queue, repeated, interrupted, malformed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.document.pictures import pdf_page_png
from app.errors import BadInput, NotAllowed
from app.model.states import State
from app.protocol.sealed import MANIFEST, key_id_of, open_sealed
from app.signing.verify import verify_pdf
from app.workflow import intake
from app.workflow.receipt import make_receipt_slip
from app.workflow.request import answered, carry_on_interrupted, read_request, take_in
from app.workflow.station import Station
from app.workflow.verify import verify_file
from tests.homes import practice_station
from tests.journey.scene import write_request


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    with practice_station(tmp_path / "home") as opened:
        yield opened


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
        intake.remove_page(station, page)
    with pytest.raises(NotAllowed):
        intake.cancel(station, dossier.dossier_id, "nhầm")


def test_an_interrupted_request_whose_file_is_gone_waits(
    station: Station, request_file: Path
) -> None:
    request = read_request(request_file)
    picture = Path(request["components"][0]["files"][0])
    kept = picture.read_bytes()
    picture.write_bytes(b"")
    with pytest.raises(BadInput):
        take_in(station, request)
    assert carry_on_interrupted(station) == []
    (draft,) = station.store.dossiers()
    assert draft.state is State.DRAFT
    picture.write_bytes(kept)
    (finished,) = carry_on_interrupted(station)
    assert finished.dossier_id == draft.dossier_id
    assert finished.state is State.QUEUED


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"procedure": "9.999999"}, "9.999999"),
        ({"channel": "bo-cau"}, "channel"),
        ({"copies": 0}, "copies"),
        ({"applicant": None}, "applicant"),
        ({"applicant": {"full_name": "Lê Thị Mẫu"}}, "số định danh"),
        ({"components": [{"key": "khong-co"}]}, "khong-co"),
        ({"components": []}, "Tờ|Đơn|Giấy"),
    ],
)
def test_a_malformed_request_says_what_is_wrong(
    station: Station, request_file: Path, change: dict[str, Any], told: str
) -> None:
    request = {**json.loads(request_file.read_text(encoding="utf-8")), **change}
    request_file.write_text(json.dumps(request), encoding="utf-8")
    with pytest.raises(BadInput, match=told):
        take_in(station, read_request(request_file))


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"components": 3}', '{"components": [{"files": 7}]}']
)
def test_what_is_not_a_request_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "x.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput):
        read_request(file)


def test_verify_tells_a_manifest_whole_and_broken(station: Station, request_file: Path) -> None:
    dossier = take_in(station, read_request(request_file)).dossier
    manifest = station.store.manifest(dossier.dossier_id)
    assert manifest is not None
    assert verify_file(manifest, station).ok is True
    assert verify_file(manifest, None).ok is None, "without keys nothing can be said"
    changed = manifest.replace("Diễn Tập".encode(), "Diễn Tạp".encode())
    assert changed != manifest
    assert verify_file(changed, station).ok is False
    with pytest.raises(BadInput):
        verify_file(b"hello", station)
