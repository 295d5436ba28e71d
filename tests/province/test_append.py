from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.province.counter import Counter
from tests.province.desk import pdf, sha256
from tests.province.test_who_asks import refused_with

SIZE = 5000


def announced(counter: Counter, blob: bytes) -> str:
    body = counter.manifest(blob)
    counter.announce(counter.seal(body), body["dossier_id"]).raise_for_status()
    return sha256(blob)


def test_nobody_may_send_what_no_manifest_names(new_counter: Callable[[], Counter]) -> None:
    one, other = new_counter(), new_counter()
    blob = pdf(SIZE)
    digest = sha256(blob)
    refused_with(one.send_chunk(digest, 0, SIZE, blob), 404, "unknown_blob")
    announced(one, blob)
    refused_with(other.send_chunk(digest, 0, SIZE, blob), 404, "unknown_blob")
    assert other.where(digest).status_code == 404
    assert one.where(digest).headers["Upload-Offset"] == "0"
    assert one.where(digest).headers["Upload-Length"] == str(SIZE)


@pytest.mark.parametrize("offset", [1, 999, 1001, 4999])
def test_a_wrong_offset_is_told_the_right_one(counter: Counter, offset: int) -> None:
    blob = pdf(SIZE)
    digest = announced(counter, blob)
    counter.send_chunk(digest, 0, SIZE, blob[:1000]).raise_for_status()
    answer = counter.send_chunk(digest, offset, SIZE, blob[offset : offset + 1])
    refused_with(answer, 409, "wrong_offset")
    assert answer.json()["offset"] == 1000
    counter.send_blob(blob)


@pytest.mark.parametrize(
    ("offset", "length", "size"),
    [(0, SIZE + 1, 10), (0, SIZE - 1, 10), (0, SIZE, SIZE + 1), (SIZE, SIZE, 1), (10**14, SIZE, 1)],
)
def test_a_length_that_is_not_the_manifests_is_refused(
    counter: Counter, offset: int, length: int, size: int
) -> None:
    digest = announced(counter, pdf(SIZE))
    refused_with(counter.send_chunk(digest, offset, length, bytes(size)), 400, "bad_request")
    assert counter.where(digest).headers["Upload-Offset"] == "0"


@pytest.mark.parametrize("value", ["", "-1", "1.5", "0x10", "１", "9" * 5000, "1 2"])
@pytest.mark.parametrize("name", ["Upload-Offset", "Upload-Length"])
def test_a_header_that_is_no_number_is_refused(counter: Counter, name: str, value: str) -> None:
    digest = announced(counter, pdf(SIZE))
    raw: dict[str, object] = {"Upload-Offset": "0", "Upload-Length": str(SIZE)}
    raw[name] = value.encode()
    answer = counter.ask("PATCH", f"/v1/blobs/{digest}", b"x", raw)
    refused_with(answer, 400, "bad_request")
    assert answer.json()["field"] == name


@pytest.mark.parametrize("name", ["0" * 63, "A" * 64, "..%2f..%2fetc%2fpasswd", "g" * 64])
def test_a_name_that_is_no_digest_is_refused(counter: Counter, name: str) -> None:
    answer = counter.ask(
        "PATCH", f"/v1/blobs/{name}", b"x", {"Upload-Offset": "0", "Upload-Length": "1"}
    )
    assert answer.status_code in (400, 404)
    assert answer.json()["code"] == "bad_request"


def test_a_chunk_has_at_most_256_kib(counter: Counter) -> None:
    size = 300 * 1024
    blob = pdf(size)
    digest = announced(counter, blob)
    refused_with(counter.send_chunk(digest, 0, size, blob[: 256 * 1024 + 1]), 413, "too_large")
    assert counter.send_chunk(digest, 0, size, blob[: 256 * 1024]).json() == {
        "offset": 256 * 1024,
        "complete": False,
    }
    counter.send_blob(blob)


def test_a_blob_that_is_not_its_digest_starts_again(counter: Counter) -> None:
    blob = pdf(SIZE)
    digest = announced(counter, blob)
    wrong = bytes([blob[0] ^ 1]) + blob[1:]
    counter.send_chunk(digest, 0, SIZE, wrong[:3000]).raise_for_status()
    answer = counter.send_chunk(digest, 3000, SIZE, wrong[3000:])
    refused_with(answer, 422, "wrong_hash")
    assert answer.json()["offset"] == 0
    assert counter.where(digest).headers["Upload-Offset"] == "0"
    counter.send_blob(blob, chunk=700)
    assert counter.where(digest).headers["Upload-Offset"] == str(SIZE)


def test_one_station_cannot_spoil_the_upload_of_another(
    new_counter: Callable[[], Counter],
) -> None:
    one, other = new_counter(), new_counter()
    blob = pdf(SIZE)
    digest = announced(one, blob)
    announced(other, blob)
    one.send_chunk(digest, 0, SIZE, blob[:2000]).raise_for_status()
    other.send_chunk(digest, 0, SIZE, bytes(4000)).raise_for_status()
    one.send_blob(blob)
    assert other.send_chunk(digest, 4000, SIZE, bytes(10)).json() == {
        "offset": SIZE,
        "complete": True,
    }


def test_an_empty_chunk_changes_nothing(counter: Counter) -> None:
    blob = pdf(SIZE)
    digest = announced(counter, blob)
    assert counter.send_chunk(digest, 0, SIZE, b"").json() == {"offset": 0, "complete": False}
    counter.send_blob(blob, chunk=2500)
