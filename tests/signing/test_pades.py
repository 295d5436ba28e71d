"""A signed paper before the judges: pdfsig, OpenSSL, veraPDF, pdftotext, and our own checks."""

from __future__ import annotations

import gc
import hashlib
import io
import subprocess
import tracemalloc
from datetime import UTC, timedelta
from pathlib import Path

import pikepdf
import pytest
from asn1crypto import cms

from app.clock import iso
from app.errors import BadInput, NotAllowed
from app.signing.pades import RESERVED_HEX, SignedPdf, sign_pdf
from app.signing.practice_ca import PracticeAuthority
from app.signing.signer import Signer
from app.signing.verify import TrustAnchors, verify_pdf
from tests.signing.conftest import AGENCY, AT, OFFICER
from tests.signing.foreign import ForeignKey, sign_elsewhere
from tests.signing.papers import BODY, Shape, as_word_writes, encrypted, paper
from tests.verapdf import verapdf

PRACTICE = "THỰC HÀNH – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"


@pytest.fixture
def signed(a4: bytes, officer: Signer) -> SignedPdf:
    return sign_pdf(a4, officer, role="officer", at=AT)


@pytest.fixture
def sealed(signed: SignedPdf, agency: Signer) -> SignedPdf:
    later = AT + timedelta(hours=2)
    return sign_pdf(signed.pdf, agency, role="agency", at=later, copy_form="SAO Y")


@pytest.fixture
def odd(a4: bytes, agency: Signer) -> SignedPdf:
    """A name with a letter Tinos has not, a loose accent and a line break."""
    return sign_pdf(a4, agency, role="agency", at=AT, agency_name="Xã 漢 A\u0301\n\tB")


def text_of(pdf: bytes) -> str:
    run = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True)
    return run.stdout.decode()


def signature_bytes(pdf: bytes) -> tuple[bytes, bytes]:
    """The CMS of the last signature and the bytes it covers."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        field = list(opened.Root.AcroForm.Fields)[-1]
        first, length, second, rest = (int(part) for part in field.V.ByteRange)
        return bytes(field.V.Contents), pdf[first : first + length] + pdf[second : second + rest]


def test_the_result_tells_who_when_and_what_it_is_worth(signed: SignedPdf) -> None:
    assert signed.signed_by == OFFICER
    assert signed.signed_at == "2026-11-23T08:30:00+07:00"
    assert signed.sha256 == hashlib.sha256(signed.pdf).hexdigest()
    assert not signed.legal


def test_the_paper_is_only_added_to(a4: bytes, signed: SignedPdf, sealed: SignedPdf) -> None:
    assert signed.pdf.startswith(a4)
    assert sealed.pdf.startswith(signed.pdf)


def test_a_signature_adds_at_most_60_kb(a4: bytes, signed: SignedPdf, sealed: SignedPdf) -> None:
    assert len(signed.pdf) - len(a4) <= 60_000
    assert len(sealed.pdf) - len(signed.pdf) <= 60_000


def test_it_is_pades_b_b_with_room_for_a_time_stamp(signed: SignedPdf) -> None:
    contents, _ = signature_bytes(signed.pdf)
    info = cms.ContentInfo.load(contents)["content"]["signer_infos"][0]
    attributes = {entry["type"].native: entry["values"] for entry in info["signed_attrs"]}
    assert "signing_certificate_v2" in attributes
    assert "signing_time" not in attributes  # EN 319 142-1: the time stands in /M
    assert info["digest_algorithm"]["algorithm"].native == "sha256"
    used = len(cms.ContentInfo.load(contents).dump())
    assert RESERVED_HEX // 2 - used > 10_000
    with pikepdf.open(io.BytesIO(signed.pdf)) as opened:
        value = opened.Root.AcroForm.Fields[0].V
        assert value.SubFilter == "/ETSI.CAdES.detached"
        assert str(value.M) == "D:20261123083000+07'00'"


def test_poppler_finds_both_signatures_valid(sealed: SignedPdf, tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(sealed.pdf)
    run = subprocess.run(["pdfsig", "-nocert", file], capture_output=True, text=True)
    assert run.stdout.count("Signature is Valid") == 2
    assert "Total document signed" in run.stdout
    assert OFFICER in run.stdout
    assert AGENCY in run.stdout


def test_openssl_verifies_the_cms_up_to_the_root(
    sealed: SignedPdf, authority: PracticeAuthority, tmp_path: Path
) -> None:
    contents, covered = signature_bytes(sealed.pdf)
    (tmp_path / "signature.der").write_bytes(contents)
    (tmp_path / "covered").write_bytes(covered)
    (tmp_path / "root.pem").write_bytes(authority.root_pem)
    command = ["openssl", "cms", "-verify", "-binary", "-inform", "DER", "-purpose", "any"]
    files = ["-in", "signature.der", "-content", "covered", "-CAfile", "root.pem", "-out", "out"]
    run = subprocess.run([*command, *files], cwd=tmp_path, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr


def test_pdf_a_stays_valid(
    a4: bytes, signed: SignedPdf, sealed: SignedPdf, odd: SignedPdf, officer: Signer, tmp_path: Path
) -> None:
    turned = paper(Shape(crop=(50, 60, 500, 700), rotate=270))
    turned = sign_pdf(turned, officer, role="officer", at=AT).pdf
    files = []
    for number, pdf in enumerate((a4, signed.pdf, sealed.pdf, odd.pdf, turned)):
        files.append(tmp_path / f"{number}.pdf")
        files[-1].write_bytes(pdf)
    assert [verdict.broken for verdict in verapdf(files, "2b")] == [()] * 5


def test_the_words_of_the_marks_and_of_the_page_can_be_searched(sealed: SignedPdf) -> None:
    text = text_of(sealed.pdf)
    for words in (OFFICER, iso(AT), "SAO Y", AGENCY, iso(AT + timedelta(hours=2)), BODY):
        assert words in text
    assert text.count(PRACTICE) == 2


def test_the_seal_of_an_agency_names_it_as_asked(a4: bytes, agency: Signer) -> None:
    name = "Trung tâm Phục vụ hành chính công xã Thực Hành, tỉnh Thực Hành"
    signed = sign_pdf(
        a4, agency, role="agency", at=AT, agency_name=name, copy_form="TRÍCH SAO", reason="Sao y"
    )
    text = " ".join(text_of(signed.pdf).split())
    assert name in text
    assert "TRÍCH SAO" in text


def test_letters_the_font_lacks_become_question_marks(odd: SignedPdf) -> None:
    assert "Xã ? Á B" in text_of(odd.pdf)


def test_two_officers_and_an_agency_all_stay_valid(
    sealed: SignedPdf, officer: Signer, anchors: TrustAnchors
) -> None:
    again = sign_pdf(sealed.pdf, officer, role="officer", at=AT + timedelta(hours=3))
    report = verify_pdf(again.pdf, anchors)
    assert report.ok
    assert [entry.field for entry in report.signatures] == ["CanBoSoHoa", "CoQuan", "CanBoSoHoa2"]
    assert [entry.changes_after for entry in report.signatures] == ["allowed", "allowed", "none"]


def test_thirty_pages_are_signed_as_one(officer: Signer, anchors: TrustAnchors) -> None:
    many = paper(pages=30)
    signed = sign_pdf(many, officer, role="officer", at=AT)
    assert verify_pdf(signed.pdf, anchors).ok
    assert len(signed.pdf) - len(many) <= 60_000


def test_memory_stays_flat_over_many_papers(a4: bytes, officer: Signer) -> None:
    sign_pdf(a4, officer, role="officer", at=AT)
    tracemalloc.start()
    sign_pdf(a4, officer, role="officer", at=AT)
    gc.collect()
    early, _ = tracemalloc.get_traced_memory()
    for _ in range(3):
        sign_pdf(a4, officer, role="officer", at=AT)
    gc.collect()
    late, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert late - early < len(a4) * 2


@pytest.mark.parametrize(
    "content", [b"", b"xin chao", b"%PDF-1.7\n", b"%PDF-1.7\nnothing\nstartxref\n9\n%%EOF"]
)
def test_what_is_no_pdf_is_bad_input(content: bytes, officer: Signer) -> None:
    with pytest.raises(BadInput):
        sign_pdf(content, officer, role="officer", at=AT)


def test_an_encrypted_pdf_is_bad_input(a4: bytes, officer: Signer) -> None:
    with pytest.raises(BadInput, match="mật khẩu"):
        sign_pdf(encrypted(a4), officer, role="officer", at=AT)


def test_a_truncated_pdf_is_bad_input(a4: bytes, officer: Signer) -> None:
    with pytest.raises(BadInput, match="hỏng"):
        sign_pdf(a4[: len(a4) // 2], officer, role="officer", at=AT)


def test_nothing_is_signed_on_top_of_a_changed_paper(signed: SignedPdf, agency: Signer) -> None:
    changed = bytearray(signed.pdf)
    changed[changed.index(b"/MediaBox") + 12] ^= 1
    with pytest.raises((NotAllowed, BadInput)):
        sign_pdf(bytes(changed), agency, role="agency", at=AT)


def test_a_paper_certified_as_final_is_left_alone(
    a4: bytes, authority: PracticeAuthority, agency: Signer
) -> None:
    final = sign_elsewhere(a4, ForeignKey.issue(authority), AT, final=True)
    with pytest.raises(NotAllowed, match="khóa tệp"):
        sign_pdf(final, agency, role="agency", at=AT)


def test_a_file_as_word_writes_it_is_signed_twice(
    officer: Signer, agency: Signer, anchors: TrustAnchors
) -> None:
    signed = sign_pdf(as_word_writes(), officer, role="officer", at=AT)
    sealed = sign_pdf(signed.pdf, agency, role="agency", at=AT)
    assert verify_pdf(sealed.pdf, anchors).ok


def test_the_time_is_written_in_vietnams_zone(a4: bytes, officer: Signer) -> None:
    signed = sign_pdf(a4, officer, role="officer", at=AT.astimezone(UTC))
    assert signed.signed_at == iso(AT)
    with pikepdf.open(io.BytesIO(signed.pdf)) as opened:
        assert str(opened.Root.AcroForm.Fields[0].V.M) == "D:20261123083000+07'00'"


def test_the_time_must_lie_in_the_certificate(a4: bytes, officer: Signer) -> None:
    for year in (2019, 2051):
        with pytest.raises(NotAllowed, match="hiệu lực"):
            sign_pdf(a4, officer, role="officer", at=AT.replace(year=year))


def test_a_small_card_page_carries_both_marks(officer: Signer, agency: Signer) -> None:
    card = paper(Shape((0, 0, 243, 153)))
    signed = sign_pdf(card, officer, role="officer", at=AT)
    sealed = sign_pdf(signed.pdf, agency, role="agency", at=AT, copy_form="SAO Y")
    text = text_of(sealed.pdf)
    assert OFFICER in text
    assert "SAO Y" in text
    assert text.count(iso(AT)) == 2
