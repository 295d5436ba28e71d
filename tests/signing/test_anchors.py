"""Roots as files, practice apart from real."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from app.errors import BadInput
from app.signing.anchors import AnchorKind, TrustAnchors
from app.signing.pades import sign_pdf
from app.signing.practice_ca import PracticeAuthority
from app.signing.signer import Signer
from app.signing.verify import verify_pdf
from tests.signing.conftest import AT
from tests.signing.foreign import ForeignKey


def test_roots_come_from_pem_and_der_files(authority: PracticeAuthority, tmp_path: Path) -> None:
    real = ForeignKey.self_made("Cục Chứng thực thử").chain[-1]
    authority.publish_root(tmp_path / "practice")
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "gốc.CRT").write_bytes(real.dump())
    (tmp_path / "real" / "đọc tôi.txt").write_text("không phải chứng thư")
    found = TrustAnchors.of_folder(tmp_path).anchors
    assert [(anchor.kind, anchor.name) for anchor in found] == [
        (AnchorKind.PRACTICE, "practice"),
        (AnchorKind.REAL, "Cục Chứng thực thử"),
    ]


def test_two_roots_in_one_file_both_count(authority: PracticeAuthority, tmp_path: Path) -> None:
    (tmp_path / "practice").mkdir()
    other = PracticeAuthority.create(tmp_path / "other")
    (tmp_path / "practice" / "a.pem").write_bytes(authority.root_pem + other.root_pem)
    assert len(TrustAnchors.of_folder(tmp_path).anchors) == 2


def test_a_published_root_is_trusted(
    authority: PracticeAuthority, tmp_path: Path, a4: bytes, officer: Signer
) -> None:
    authority.publish_root(tmp_path / "practice")
    signed = sign_pdf(a4, officer, role="officer", at=AT)
    assert verify_pdf(signed.pdf, TrustAnchors.of_folder(tmp_path)).ok


def test_no_folder_trusts_nobody(tmp_path: Path) -> None:
    assert TrustAnchors.of_folder(tmp_path / "none") == TrustAnchors.none()


def test_a_practice_root_among_real_ones_is_refused(
    authority: PracticeAuthority, tmp_path: Path
) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "gốc.pem").write_bytes(authority.root_pem)
    with pytest.raises(BadInput, match="nằm lẫn"):
        TrustAnchors.of_folder(tmp_path)


@pytest.mark.parametrize(
    "content", [b"", b"xin chao", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"]
)
def test_a_file_without_a_certificate_is_bad_input(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.pem").write_bytes(content)
    with pytest.raises(BadInput, match="Không đọc được"):
        TrustAnchors.of_folder(tmp_path)


def test_a_cut_certificate_is_bad_input(authority: PracticeAuthority, tmp_path: Path) -> None:
    (tmp_path / "practice").mkdir()
    der = authority.certificate.public_bytes(Encoding.DER)
    (tmp_path / "practice" / "a.crt").write_bytes(der[:-30])
    with pytest.raises(BadInput, match="Không đọc được"):
        TrustAnchors.of_folder(tmp_path)
