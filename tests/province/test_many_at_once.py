from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from app.province.home import open_province
from tests.province.conftest import new_code
from tests.province.counter import Counter
from tests.province.desk import pdf, sha256
from tests.province.gateway_process import GatewayProcess


def test_two_clients_send_the_same_blob(gateway: GatewayProcess, counter: Counter) -> None:
    """The right offset is told as often as it takes; the blob is whole in the end."""
    blob = pdf(400_000)
    body = counter.manifest(blob)
    paper = counter.seal(body)
    counter.announce(paper, body["dossier_id"]).raise_for_status()
    digest = sha256(blob)

    def send(chunk: int) -> None:
        client, offset = gateway.client(), 0
        while offset < len(blob):
            mine = Counter.__new__(Counter)
            mine.__dict__.update(counter.__dict__, client=client)
            answer = mine.send_chunk(digest, offset, len(blob), blob[offset : offset + chunk])
            assert answer.status_code in (200, 409), answer.text
            offset = answer.json()["offset"]

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(send, (33_000, 41_000)))
    assert counter.commit(body["dossier_id"], paper).status_code == 201
    with open_province(gateway.home) as province:
        assert province.archive.export_blob(digest) == blob


def test_ten_stations_commit_at_once(gateway: GatewayProcess) -> None:
    codes = [new_code(gateway.home, "H27.88") for _ in range(10)]
    stations = [Counter(gateway.client(), code) for code in codes]

    def day(station: Counter) -> list[bytes]:
        return [station.send_whole(pdf(20_000))[2] for _ in range(3)]

    with ThreadPoolExecutor(10) as pool:
        receipts = [receipt for some in pool.map(day, stations) for receipt in some]
    assert len(set(receipts)) == 30
    with open_province(gateway.home) as province:
        rows = [row for row in province.archive.list() if row["agency_code"] == "H27.88"]
        assert {row["held"] for row in rows} == {"committed"}
        assert len({row["dossier_code"] for row in rows}) == 30
        assert len({row["receipt_no"] for row in rows}) == 30
        assert province.archive.verify_audit().ok


def test_one_dossier_committed_by_many_at_once_has_one_receipt(
    gateway: GatewayProcess, new_counter: Callable[[], Counter]
) -> None:
    counter = new_counter()
    blob = pdf(50_000)
    body = counter.manifest(blob)
    paper = counter.seal(body)
    counter.announce(paper, body["dossier_id"]).raise_for_status()
    counter.send_blob(blob)
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda _: counter.commit(body["dossier_id"], paper), range(6)))
    assert sorted(answer.status_code for answer in answers) == [200] * 5 + [201]
    assert len({answer.content for answer in answers}) == 1
