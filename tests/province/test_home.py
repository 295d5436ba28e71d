from __future__ import annotations

import re
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes

from app.errors import BadInput
from app.province.certificate import TlsFiles, fingerprint, make_certificate, require_pair
from app.province.enrolment import LETTERS, new_secret, printed_code, secret_digest
from app.province.home import create_province, is_province, open_province
from tests.province.conftest import new_province


def test_a_code_carries_the_certificates_fingerprint(tmp_path: Path) -> None:
    with open_province(new_province(tmp_path / "home")) as province:
        code = province.new_enrolment("H27.15.3", "UBND xã Thử", "UBND tỉnh Thử")
        certificate = x509.load_pem_x509_certificate(province.certificate.read_bytes())
    assert re.fullmatch(rf"([{LETTERS}]{{4}}-){{2}}[{LETTERS}]{{4}}\.[0-9a-f]{{32}}", code)
    assert code.endswith(certificate.fingerprint(hashes.SHA256()).hex()[:32])


def test_a_secret_is_known_however_it_is_typed() -> None:
    secret = new_secret()
    digest = secret_digest(secret)
    assert secret_digest(printed_code(secret, "0" * 32)) == digest
    assert secret_digest(f"  {secret.lower().replace('-', '')} ") == digest
    assert secret_digest(new_secret()) != digest


def test_a_province_is_made_once(tmp_path: Path) -> None:
    assert not is_province(tmp_path)
    home = new_province(tmp_path / "home")
    assert is_province(home)
    with pytest.raises(BadInput, match="đã là kho của một tỉnh"):
        new_province(home)


def test_making_that_was_broken_off_is_finished(tmp_path: Path) -> None:
    home = new_province(tmp_path / "home")
    with open_province(home) as province:
        keys = province.archive.receipt_keys
    (home / "province.json").unlink()
    new_province(home)
    with open_province(home) as province:
        assert province.archive.receipt_keys == keys
        assert province.settings.name == "Tỉnh Thử Nghiệm"


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"name": "x"}', "\x00"])
def test_damaged_settings(tmp_path: Path, text: str) -> None:
    home = new_province(tmp_path / "home")
    (home / "province.json").write_text(text)
    with pytest.raises(BadInput, match="tệp cài đặt hỏng"):
        open_province(home)


def test_a_certificate_of_ones_own(tmp_path: Path) -> None:
    own, other = make_certificate("Tỉnh Thử"), make_certificate("Tỉnh Khác")
    create_province(
        tmp_path / "home",
        name="Tỉnh Thử",
        province_id="H27",
        tls_cert_pem=own.certificate,
        tls_key_pem=own.key,
    )
    with open_province(tmp_path / "home") as province:
        assert province.certificate.read_bytes() == own.certificate
        assert province.settings.port == 8443
    for wrong in (
        TlsFiles(own.certificate, other.key),
        TlsFiles(own.certificate, b"no key"),
        TlsFiles(b"no certificate", own.key),
    ):
        with pytest.raises(BadInput):
            require_pair(wrong)
    with pytest.raises(BadInput):
        create_province(
            tmp_path / "mixed",
            name="Tỉnh Thử",
            province_id="H27",
            tls_cert_pem=own.certificate,
            tls_key_pem=other.key,
        )
    assert not (tmp_path / "mixed").exists()


def test_the_fingerprint_is_of_the_first_certificate() -> None:
    own, issuer = make_certificate("Tỉnh Thử"), make_certificate("Gốc")
    assert fingerprint(own.certificate + issuer.certificate) == fingerprint(own.certificate)
