"""One contract for every key, and what each kind refuses."""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from pkcs11 import TokenFlag

from app.errors import BadInput, NotAllowed, Unavailable
from app.signing.pades import sign_pdf
from app.signing.practice_ca import PracticeAuthority
from app.signing.signer import Signer, open_signer
from app.signing.token import require_tries_left
from app.signing.verify import TrustAnchors, verify_pdf
from tests.signing.conftest import AT, OFFICER, PASSPHRASE
from tests.signing.tokens import Token


def never_asked() -> str:
    raise AssertionError("the passphrase was asked for nothing")


class SignerContract:
    """What every opened key does, whatever it lies in."""

    def test_it_says_whose_it_is(self, signer: Signer) -> None:
        assert signer.common_name == OFFICER
        assert OFFICER in signer.certificate_subject()
        assert "CHỈ DÙNG THỰC HÀNH" in signer.certificate_subject()

    def test_a_practice_key_is_never_legal(self, signer: Signer) -> None:
        assert not signer.legal

    def test_it_signs_a_paper_that_verifies(
        self, signer: Signer, a4: bytes, anchors: TrustAnchors
    ) -> None:
        signed = sign_pdf(a4, signer, role="officer", at=AT)
        report = verify_pdf(signed.pdf, anchors)
        assert report.ok
        assert [signature.signer for signature in report.signatures] == [OFFICER]

    def test_it_signs_many_papers_after_one_unlock(self, signer: Signer, a4: bytes) -> None:
        signed = [sign_pdf(a4, signer, role="officer", at=AT).sha256 for _ in range(3)]
        assert len(set(signed)) == 3

    def test_a_closed_key_signs_no_more(self, signer: Signer, a4: bytes) -> None:
        signer.close()
        signer.close()
        with pytest.raises(Unavailable):
            sign_pdf(a4, signer, role="officer", at=AT)


class TestSoftKey(SignerContract):
    @pytest.fixture
    def signer(self, officer: Signer) -> Signer:
        return officer


class TestTokenKey(SignerContract):
    @pytest.fixture
    def signer(self, token: Token) -> Iterator[Signer]:
        signer = open_signer(token.full, lambda: token.pin)
        yield signer
        signer.close()


def test_a_wrong_passphrase_is_not_allowed(officer_file: Path) -> None:
    with pytest.raises(NotAllowed, match="không đúng"):
        open_signer(f"softkey:{officer_file}", lambda: "mat khau cua khoa")


def test_a_passphrase_typed_letter_by_letter_opens_too(officer_file: Path) -> None:
    decomposed = unicodedata.normalize("NFD", PASSPHRASE)
    assert decomposed != PASSPHRASE
    open_signer(f"softkey:{officer_file}", lambda: decomposed).close()


def test_a_missing_key_file_is_unavailable_and_asks_nothing(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="không có\\.p12"):
        open_signer(f"softkey:{tmp_path / 'không có.p12'}", never_asked)


def test_a_cut_key_file_is_bad_input_and_asks_nothing(officer_file: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.p12"
    cut.write_bytes(officer_file.read_bytes()[:-40])
    with pytest.raises(BadInput):
        open_signer(f"softkey:{cut}", never_asked)


@pytest.mark.parametrize("content", [b"", b"xin ch\xc3\xa0o", b"\x30\x03\x02\x01\x03"])
def test_what_is_no_key_file_is_bad_input(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "a.p12"
    file.write_bytes(content)
    with pytest.raises(BadInput):
        open_signer(f"softkey:{file}", never_asked)


def test_a_file_with_a_certificate_and_no_key_is_bad_input(
    authority: PracticeAuthority, tmp_path: Path
) -> None:
    file = tmp_path / "không khóa.p12"
    lock = BestAvailableEncryption(PASSPHRASE.encode())
    file.write_bytes(
        pkcs12.serialize_key_and_certificates(None, None, authority.certificate, None, lock)
    )
    with pytest.raises(BadInput):
        open_signer(f"softkey:{file}", lambda: PASSPHRASE)


@pytest.mark.parametrize("spec", ["", "softkey:", "pkcs11:m.so", "pkcs11:?token=A", "thẻ:A"])
def test_an_unknown_kind_of_key_is_bad_input(spec: str) -> None:
    with pytest.raises(BadInput):
        open_signer(spec, never_asked)


def test_a_missing_module_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="thư viện"):
        open_signer(f"pkcs11:{tmp_path / 'none.so'}?token=A", never_asked)


def test_a_missing_token_is_unavailable(token: Token) -> None:
    with pytest.raises(Unavailable, match="Không thấy token"):
        open_signer(f"pkcs11:{token.module}?token=Không+có", never_asked)


def test_a_wrong_pin_is_not_allowed_and_leaves_the_token_usable(token: Token) -> None:
    with pytest.raises(NotAllowed, match="PIN"):
        open_signer(token.full, lambda: "00000000")
    open_signer(token.full, lambda: token.pin).close()


def test_an_open_token_does_not_pretend_to_check_another_pin(token: Token) -> None:
    first = open_signer(token.full, lambda: token.pin)
    try:
        with pytest.raises(Unavailable, match="đang mở"):
            open_signer(token.full, lambda: "00000000")
    finally:
        first.close()


def test_a_token_without_a_signing_key_is_bad_input(token: Token) -> None:
    for _ in range(2):  # each refusal logs out again
        with pytest.raises(BadInput):
            open_signer(token.empty, lambda: token.pin)


def test_a_token_pulled_out_while_signing_is_unavailable(token: Token, a4: bytes) -> None:
    signer = open_signer(token.pulled, lambda: token.pin)
    shutil.rmtree(token.pulled_folder)
    with pytest.raises(Unavailable, match="rút ra"):
        sign_pdf(a4, signer, role="officer", at=AT)


@pytest.mark.parametrize("flag", [TokenFlag.USER_PIN_FINAL_TRY, TokenFlag.USER_PIN_LOCKED])
def test_the_last_try_is_left_to_the_person(flag: TokenFlag) -> None:
    with pytest.raises(NotAllowed):
        require_tries_left(flag | TokenFlag.TOKEN_INITIALIZED, "A")
    require_tries_left(TokenFlag.USER_PIN_COUNT_LOW, "A")
