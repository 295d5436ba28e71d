"""A disk that refuses, made with the system's own limit on file sizes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.province.home import open_province
from tests.province.conftest import new_code, new_province
from tests.province.counter import Counter
from tests.province.desk import pdf, sha256
from tests.province.gateway_process import GatewayProcess
from tests.province.test_who_asks import refused_with

if sys.platform == "win32":
    pytest.skip("file size limits are a thing of POSIX", allow_module_level=True)

import resource


def limit_files(gateway: GatewayProcess, size: int) -> None:
    """No file of the gateway may grow beyond ``size`` bytes (-1: no limit)."""
    resource.prlimit(gateway.process.pid, resource.RLIMIT_FSIZE, (size, -1))


@pytest.fixture
def cramped(tmp_path: Path) -> Iterator[GatewayProcess]:
    process = GatewayProcess(new_province(tmp_path / "home")).start()
    yield process
    limit_files(process, -1)
    assert process.stop() == 0


def test_full_in_the_middle_of_a_blob_then_room_again(cramped: GatewayProcess) -> None:
    counter = Counter(cramped.client(), new_code(cramped.home))
    size = 3_000_000
    blob = pdf(size)
    body = counter.manifest(blob)
    paper, digest = counter.seal(body), sha256(blob)
    counter.announce(paper, body["dossier_id"]).raise_for_status()

    limit_files(cramped, 2_200_000)
    offset, answer = 0, None
    while answer is None or answer.status_code == 200:
        answer = counter.send_chunk(digest, offset, size, blob[offset : offset + 200_000])
        offset = answer.json().get("offset", offset)
    refused_with(answer, 507, "no_room")
    assert int(answer.headers["Retry-After"]) > 0
    assert 1_000_000 < offset < 2_200_000
    assert counter.where(digest).headers["Upload-Offset"] == str(offset)
    refused_with(
        counter.send_chunk(digest, offset, size, blob[offset : offset + 200_000]), 507, "no_room"
    )

    limit_files(cramped, -1)
    counter.send_blob(blob)
    assert counter.commit(body["dossier_id"], paper).status_code == 201
    with open_province(cramped.home) as province:
        assert province.archive.export_blob(digest) == blob


def test_full_when_the_whole_blob_is_put_away(cramped: GatewayProcess) -> None:
    counter = Counter(cramped.client(), new_code(cramped.home))
    size = 3_000_000
    blob = pdf(size)
    body = counter.manifest(blob)
    paper, digest = counter.seal(body), sha256(blob)
    counter.announce(paper, body["dossier_id"]).raise_for_status()
    last = size - 200_000
    for offset in range(0, last, 200_000):
        counter.send_chunk(digest, offset, size, blob[offset : offset + 200_000]).raise_for_status()

    limit_files(cramped, 2_900_000)
    refused_with(counter.send_chunk(digest, last, size, blob[last:]), 507, "no_room")
    assert counter.where(digest).headers["Upload-Offset"] == str(last)

    limit_files(cramped, -1)
    assert counter.send_chunk(digest, last, size, blob[last:]).json()["complete"] is True
    assert counter.commit(body["dossier_id"], paper).status_code == 201


def test_full_when_a_row_is_written(cramped: GatewayProcess) -> None:
    counter = Counter(cramped.client(), new_code(cramped.home))
    blob = pdf()
    body = counter.manifest(blob)
    paper = counter.seal(body)

    limit_files(cramped, 4096)
    refused_with(counter.announce(paper, body["dossier_id"]), 507, "no_room")
    assert counter.preflight(body["dossier_id"])[body["dossier_id"]] == {"held": "unknown"}

    limit_files(cramped, -1)
    counter.announce(paper, body["dossier_id"]).raise_for_status()
    counter.send_blob(blob)
    limit_files(cramped, 4096)
    refused_with(counter.commit(body["dossier_id"], paper), 507, "no_room")
    limit_files(cramped, -1)
    receipts = [counter.commit(body["dossier_id"], paper) for _ in range(2)]
    assert [answer.status_code for answer in receipts] == [201, 200]
    assert receipts[0].content == receipts[1].content
