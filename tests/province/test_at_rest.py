from __future__ import annotations

import os
from pathlib import Path

from app.province.home import open_province
from tests.province.conftest import new_code, new_province
from tests.province.counter import Counter
from tests.province.desk import pdf, sha256
from tests.province.gateway_process import GatewayProcess


def test_nothing_personal_lies_readable_on_the_disk(tmp_path: Path) -> None:
    gateway = GatewayProcess(new_province(tmp_path / "home")).start()
    code = new_code(gateway.home)
    counter = Counter(gateway.client(), code)
    whole, begun = pdf(200_000), pdf(200_000)
    counter.send_whole(whole)
    body = counter.manifest(begun)
    counter.announce(counter.seal(body), body["dossier_id"]).raise_for_status()
    counter.send_chunk(sha256(begun), 0, 200_000, begun[:150_000]).raise_for_status()
    gateway.kill()

    with open_province(gateway.home) as province:
        receipt_key = province.archive.receipt_keys
    written = {
        file.relative_to(gateway.home): file.read_bytes()
        for file in gateway.home.rglob("*")
        if file.is_file()
    }
    assert any(part.parts[0] == "partial" for part in written)
    secrets = [
        "Hoa Mẫu".encode(),
        b"042199000123",
        b"%PDF-1.7",
        whole[1000:1016],
        begun[1000:1016],
        code.partition(".")[0].encode(),
        next(iter(receipt_key.values())).encode(),
    ]
    for name, data in written.items():
        for secret in secrets:
            assert secret not in data, (name, secret)


def test_keys_are_for_this_user_only(tmp_path: Path) -> None:
    home = new_province(tmp_path / "home")
    if os.name == "posix":
        for name in ("machine.key", "tls.key"):
            assert (home / name).stat().st_mode & 0o077 == 0
        assert home.stat().st_mode & 0o077 == 0
