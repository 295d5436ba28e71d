"""The practice authority: made once, opened ever after, and honest in every certificate."""

from __future__ import annotations

import asyncio
import os
import ssl
import subprocess
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import Encoding

from app.errors import BadInput, CannotWrite, NotAllowed, Unavailable
from app.signing.practice_ca import KEY_FILE, ROOT_FILE, PracticeAuthority

WORDS = "CHỈ DÙNG THỰC HÀNH – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    PracticeAuthority.create(tmp_path / "gốc")
    return tmp_path / "gốc"


def test_it_is_made_once_and_opened_ever_after(folder: Path) -> None:
    first = PracticeAuthority.open(folder)
    assert PracticeAuthority.open(folder).root_pem == first.root_pem
    with pytest.raises(NotAllowed):
        PracticeAuthority.create(folder)
    assert PracticeAuthority.open(folder).root_pem == first.root_pem


def test_a_folder_without_one_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="chưa có"):
        PracticeAuthority.open(tmp_path)


@pytest.mark.parametrize("file", [ROOT_FILE, KEY_FILE])
def test_a_damaged_one_is_bad_input(folder: Path, file: str) -> None:
    (folder / file).write_bytes((folder / file).read_bytes()[:200])
    with pytest.raises(BadInput, match="bị hỏng"):
        PracticeAuthority.open(folder)


def test_a_root_of_another_authority_is_bad_input(
    folder: Path, authority: PracticeAuthority
) -> None:
    (folder / ROOT_FILE).write_bytes(authority.root_pem)
    with pytest.raises(BadInput, match="bị hỏng"):
        PracticeAuthority.open(folder)


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "tệp").write_text("")
    with pytest.raises(CannotWrite):
        PracticeAuthority.create(tmp_path / "tệp")


@pytest.mark.skipif(os.name != "posix", reason="file modes")
def test_keys_are_for_their_owner_alone(folder: Path) -> None:
    assert (folder / KEY_FILE).stat().st_mode & 0o077 == 0


def test_every_certificate_says_that_it_is_practice(authority: PracticeAuthority) -> None:
    for certificate in (
        authority.certificate,
        authority.issue_officer("Nguyễn Thị Hoa", "CB-1").certificate,
        authority.issue_agency("UBND xã Thực Hành", "H27.15.3").certificate,
    ):
        assert WORDS in certificate.subject.rfc4514_string()
        assert WORDS in certificate.issuer.rfc4514_string()
        assert isinstance(certificate.public_key(), RSAPublicKey)


def test_openssl_accepts_the_chain_with_strict_rules(
    authority: PracticeAuthority, tmp_path: Path
) -> None:
    officer = authority.issue_officer("Nguyễn Thị Hoa", "CB-1").certificate
    _, server = authority.issue_server(["127.0.0.1", "localhost"])
    (tmp_path / "root.pem").write_bytes(authority.root_pem)
    (tmp_path / "officer.pem").write_bytes(officer.public_bytes(Encoding.PEM))
    (tmp_path / "server.pem").write_bytes(server)
    for file, purpose in (("officer.pem", "smimesign"), ("server.pem", "sslserver")):
        command = ["openssl", "verify", "-x509_strict", "-purpose", purpose, "-CAfile", "root.pem"]
        run = subprocess.run([*command, file], cwd=tmp_path, capture_output=True, text=True)
        assert run.returncode == 0, run.stderr


def test_a_signing_certificate_has_the_extensions_of_a_real_one(
    authority: PracticeAuthority,
) -> None:
    extensions = authority.issue_officer("Nguyễn Thị Hoa", "CB-1").certificate.extensions
    constraints = extensions.get_extension_for_class(x509.BasicConstraints)
    assert constraints.critical
    assert not constraints.value.ca
    usage = extensions.get_extension_for_class(x509.KeyUsage)
    assert usage.critical
    assert usage.value.digital_signature
    assert usage.value.content_commitment
    assert not usage.value.key_cert_sign
    purposes = extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    assert "1.3.6.1.5.5.7.3.36" in [purpose.dotted_string for purpose in purposes]
    issuer = authority.certificate.extensions.get_extension_for_class(x509.SubjectKeyIdentifier)
    key_of = extensions.get_extension_for_class(x509.AuthorityKeyIdentifier).value
    assert key_of.key_identifier == issuer.value.digest


def test_a_tls_server_answers_under_its_certificate(
    authority: PracticeAuthority, tmp_path: Path
) -> None:
    key, certificate = authority.issue_server(["127.0.0.1", "localhost"])
    (tmp_path / "key.pem").write_bytes(key)
    (tmp_path / "certificate.pem").write_bytes(certificate)
    assert asyncio.run(_talk(tmp_path, authority.root_pem.decode())) == b"chao"


async def _talk(folder: Path, root: str) -> bytes:
    async def answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"chao")
        await writer.drain()
        writer.close()

    ours = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    ours.load_cert_chain(folder / "certificate.pem", folder / "key.pem")
    theirs = ssl.create_default_context(cadata=root)
    theirs.verify_flags |= ssl.VERIFY_X509_STRICT
    server = await asyncio.start_server(answer, "127.0.0.1", 0, ssl=ours)
    async with server:
        host, port = server.sockets[0].getsockname()[:2]
        reader, writer = await asyncio.open_connection(host, port, ssl=theirs)
        said = await reader.read()
        writer.close()
        await writer.wait_closed()
    return said


@pytest.mark.parametrize("name", ["", "Ủy ban " * 20])
def test_a_name_that_fits_no_certificate_is_bad_input(
    name: str, authority: PracticeAuthority
) -> None:
    with pytest.raises(BadInput, match="1 đến 64"):
        authority.issue_officer(name, "CB-1")
