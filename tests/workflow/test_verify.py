"""What ``tram verify`` says of each kind of file: who, when, whether it is intact."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.errors import BadInput, ExitCode
from app.practice.home import make_practice
from app.protocol.sealed import DAY_CLOSE, DAY_LIST, MANIFEST, RECEIPT, STATUS, seal
from app.workflow.close_day import close_day
from app.workflow.handover import sync_once
from app.workflow.verify import verify_file
from tests.journey import scene

NAMES = {
    MANIFEST: "Bản kê hồ sơ: nguyên vẹn, do trạm này niêm phong lúc ",
    RECEIPT: "Biên nhận của tỉnh: nguyên vẹn, do tỉnh niêm phong lúc ",
    DAY_LIST: "Danh sách hồ sơ trong ngày: nguyên vẹn, do trạm này niêm phong lúc ",
    DAY_CLOSE: "Biên bản chốt ngày: nguyên vẹn, do tỉnh niêm phong lúc ",
}


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose one dossier arrived and whose day was closed."""
    home = tmp_path_factory.mktemp("verify") / "home"
    make_practice(home)
    with scene.open_scene(home, write=False) as station:
        request = scene.write_request(home.parent / "giay-to", station)
    scene.take_in_file(home, request)
    with scene.province_of(home) as url:
        scene.point_at(home, int(url.rpartition(":")[2]))
        with scene.open_scene(home) as station:
            assert sync_once(station).committed == 1
            assert close_day(station, station.clock.now().date()).agreed
    return home


def _papers(home: Path) -> dict[str, bytes]:
    with scene.open_scene(home, write=False) as station:
        (dossier,) = station.store.dossiers()
        closing = station.store.day_close(station.clock.now().date())
        assert closing
        return {
            MANIFEST: station.store.manifest(dossier.dossier_id) or b"",
            RECEIPT: station.store.receipt(dossier.dossier_id) or b"",
            DAY_LIST: closing.list_raw,
            DAY_CLOSE: closing.answer_raw or b"",
        }


@pytest.mark.parametrize("kind", list(NAMES))
def test_each_sealed_paper(closed: Path, kind: str) -> None:
    raw = _papers(closed)[kind]
    with scene.open_scene(closed, write=False) as station:
        whole = verify_file(raw, station)
        bent = verify_file(raw.replace(b'"station_id":"', b'"station_id":"0'), station)
        reordered = verify_file(json.dumps(json.loads(raw)).encode(), station)
        other = verify_file(_resealed(raw), station)
    assert (whole.kind, whole.ok, whole.exit_code) == (kind, True, ExitCode.DONE)
    assert whole.sentences[0].startswith(NAMES[kind])
    assert f"{json.loads(raw)['body'][_time_of(kind)][11:19]} ngày " in whole.sentences[0]
    for harmed in (bent, reordered):
        assert (harmed.ok, harmed.exit_code) == (False, ExitCode.BAD_INPUT)
        assert "bị sửa" in harmed.sentences[0]
    for unknown in (other, verify_file(raw, None)):
        assert (unknown.ok, unknown.exit_code) == (None, ExitCode.UNAVAILABLE)
        assert "chưa biết" in unknown.sentences[0]


def _time_of(kind: str) -> str:
    return {RECEIPT: "received_at", DAY_CLOSE: "closed_at"}.get(kind, "sealed_at")


def _resealed(raw: bytes) -> bytes:
    """The same words under a stranger's key."""
    return seal(json.loads(raw)["body"], Ed25519PrivateKey.generate())


def test_a_signed_pdf_whole_and_bent(closed: Path) -> None:
    with scene.open_scene(closed, write=False) as station:
        (dossier,) = station.store.dossiers()
        (document,) = station.store.documents(dossier.dossier_id)
        pdf = station.store.objects.read(document.signed_sha256)
        unsigned = station.store.objects.read(document.pdf_sha256)
        whole = verify_file(pdf, station)
        assert whole.ok is True
        assert station.officer.full_name in whole.sentences[0]
        assert "ký thực hành" in whole.sentences[0]
        middle = len(unsigned) // 2
        bent = pdf[:middle] + bytes([pdf[middle] ^ 1]) + pdf[middle + 1 :]
        assert verify_file(bent, station).ok is False
        assert verify_file(unsigned, station).ok is not True


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"hello",
        b"{}",
        b'{"alg":"Ed25519","body":{"type":"tram.receipt/1","a":NaN},"key_id":"x","signature":""}',
        b'{"alg":"Ed25519","body":{"a":' + b"[" * 50_000 + b"]" * 50_000 + b"}}",
        seal({"type": STATUS}, Ed25519PrivateKey.generate()),
        seal({"type": "tram.khac/9"}, Ed25519PrivateKey.generate()),
    ],
    ids=lambda raw: f"{len(raw)} bytes",
)  # fmt: skip
def test_what_is_none_of_them(raw: bytes) -> None:
    with pytest.raises(BadInput, match="không phải PDF"):
        verify_file(raw, None)


def test_a_time_that_is_none_is_told_as_it_stands(closed: Path) -> None:
    with scene.open_scene(closed) as station:
        raw = seal({"type": MANIFEST, "sealed_at": "hôm qua"}, station.station_key())
        assert verify_file(raw, station).sentences[0].endswith("lúc hôm qua.")
