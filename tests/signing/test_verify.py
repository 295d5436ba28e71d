"""What was done to a signed file afterwards, or to the key before: all told apart."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import UTC, datetime

import pikepdf
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import StreamObject, pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from app.errors import BadInput
from app.i18n import set_language
from app.signing.anchors import Anchor, AnchorKind
from app.signing.pades import sign_pdf
from app.signing.practice_ca import PracticeAuthority
from app.signing.report import SignatureReport
from app.signing.signer import Signer
from app.signing.verify import TrustAnchors, verify_pdf
from tests.signing.conftest import AGENCY, AT, OFFICER
from tests.signing.foreign import ForeignKey, sign_elsewhere
from tests.signing.papers import as_word_writes, encrypted


@pytest.fixture
def signed(a4: bytes, officer: Signer) -> bytes:
    return sign_pdf(a4, officer, role="officer", at=AT).pdf


def only(pdf: bytes, anchors: TrustAnchors) -> SignatureReport:
    (signature,) = verify_pdf(pdf, anchors).signatures
    return signature


def updated(pdf: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    """The file with one more revision, as a PDF editor would append it."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    change(writer)
    out = io.BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]
    return out.getvalue()


def test_an_untouched_file_is_as_it_was_signed(signed: bytes, anchors: TrustAnchors) -> None:
    report = verify_pdf(signed, anchors)
    assert report.ok
    found = report.signatures[0]
    assert found.signer == OFFICER
    assert found.issuer == "Khóa gốc thực hành Trạm Một Cửa"
    assert found.signed_at == "2026-11-23T08:30:00+07:00"
    assert found.level == "B-B"
    assert found.covers_whole_file
    assert found.changes_after == "none"
    assert found.trust_anchor == "practice"
    assert found.revocation == "not_checked_offline"
    assert not found.legal
    assert "KHÔNG có giá trị pháp lý" in report.sentence


def test_the_report_is_json(signed: bytes, anchors: TrustAnchors) -> None:
    told = json.loads(json.dumps(verify_pdf(signed, anchors).to_json()))
    assert told["ok"] is True
    assert told["signatures"][0]["signer"] == OFFICER
    assert told["signatures"][0]["legal"] is False
    assert told["signatures"][0]["sentence"] == told["sentence"]


def test_the_report_speaks_english_too(signed: bytes, anchors: TrustAnchors) -> None:
    set_language("en")
    try:
        assert "NO legal value" in verify_pdf(signed, anchors).sentence
    finally:
        set_language("vi")


def test_a_file_without_signatures_is_not_ok(a4: bytes, anchors: TrustAnchors) -> None:
    report = verify_pdf(a4, anchors)
    assert not report.ok
    assert report.sentence == "Tệp chưa được ký số."


def test_one_flipped_byte_is_seen_wherever_it_lies(signed: bytes, anchors: TrustAnchors) -> None:
    first, last = _value_of_contents(signed)
    for place in range(15, len(signed) - 1, len(signed) // 40):
        if not first <= place < last:
            assert not _ok(_flipped(signed, place), anchors), place


def test_a_flipped_byte_in_the_signature_itself_changes_nothing_it_says(
    signed: bytes, anchors: TrustAnchors
) -> None:
    """Labels of the container and the spare room are covered by nothing and say nothing."""
    before = verify_pdf(signed, anchors)
    first, last = _value_of_contents(signed)
    unseen = 0
    for place in range(first, first + 4000, 199):
        changed = bytearray(signed)
        changed[place] = ord("1") if changed[place] != ord("1") else ord("2")
        if _ok(bytes(changed), anchors):
            assert verify_pdf(bytes(changed), anchors) == before
            unseen += 1
    assert first + 4000 < last
    assert unseen < 5


def test_a_flipped_byte_of_the_page_names_the_signer(signed: bytes, anchors: TrustAnchors) -> None:
    with pikepdf.open(io.BytesIO(signed)) as pdf:
        content = pdf.pages[0].obj.Contents.read_raw_bytes()
    found = only(_flipped(signed, signed.index(content) + len(content) // 2), anchors)
    assert not found.intact
    assert not found.trusted
    assert found.signer == OFFICER
    assert "đã bị sửa" in found.sentence


def _flipped(pdf: bytes, place: int) -> bytes:
    changed = bytearray(pdf)
    changed[place] ^= 0x01
    return bytes(changed)


def _ok(pdf: bytes, anchors: TrustAnchors) -> bool:
    try:
        return verify_pdf(pdf, anchors).ok
    except BadInput:
        return False


def _value_of_contents(pdf: bytes) -> tuple[int, int]:
    """First and behind-the-last place of the hex digits of the last signature."""
    signature = PdfFileReader(io.BytesIO(pdf)).embedded_signatures[-1]
    return int(signature.byte_range[1]) + 1, int(signature.byte_range[2]) - 1


def test_a_truncated_file_is_refused(signed: bytes, anchors: TrustAnchors) -> None:
    for part in (0.3, 0.9, 0.999):
        with pytest.raises(BadInput):
            verify_pdf(signed[: int(len(signed) * part)], anchors)


def test_cutting_back_to_the_revision_before_leaves_no_signature(
    a4: bytes, signed: bytes, anchors: TrustAnchors
) -> None:
    assert verify_pdf(signed[: len(a4)], anchors).signatures == ()


def test_an_appended_page_is_not_allowed(signed: bytes, anchors: TrustAnchors) -> None:
    def add_page(writer: IncrementalPdfFileWriter) -> None:
        page = writer.root["/Pages"]["/Kids"].raw_get(0)
        writer.root["/Pages"]["/Kids"].append(page)
        writer.root["/Pages"][pdf_name("/Count")] = generic.NumberObject(2)  # type: ignore[no-untyped-call]
        writer.update_container(writer.root["/Pages"])

    found = only(updated(signed, add_page), anchors)
    assert found.intact
    assert not found.covers_whole_file
    assert found.changes_after == "not_allowed"
    assert not found.ok
    assert "thêm hoặc sửa" in found.sentence


def test_other_contents_put_over_the_page_are_not_allowed(
    signed: bytes, anchors: TrustAnchors
) -> None:
    """A shadow: the signed revision is whole, what a reader shows is another."""

    def blank(writer: IncrementalPdfFileWriter) -> None:
        page = writer.root["/Pages"]["/Kids"][0]
        page[pdf_name("/Contents")] = writer.add_object(StreamObject(stream_data=b"q Q"))
        writer.update_container(page)

    found = only(updated(signed, blank), anchors)
    assert found.intact
    assert found.changes_after == "not_allowed"


def test_a_file_saved_anew_by_an_editor_is_broken(signed: bytes, anchors: TrustAnchors) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(signed)) as pdf:
        pdf.save(out)
    assert not only(out.getvalue(), anchors).intact


def test_a_second_signature_is_an_allowed_change(
    signed: bytes, agency: Signer, anchors: TrustAnchors
) -> None:
    sealed = sign_pdf(signed, agency, role="agency", at=AT, copy_form="SAO Y").pdf
    first, second = verify_pdf(sealed, anchors).signatures
    assert (first.signer, first.changes_after, first.ok) == (OFFICER, "allowed", True)
    assert (second.signer, second.covers_whole_file, second.ok) == (AGENCY, True, True)


def test_a_signature_of_another_authority_is_not_trusted(
    signed: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = PracticeAuthority.create(tmp_path_factory.mktemp("other"))
    for anchors in (TrustAnchors.practice(other.certificate), TrustAnchors.none()):
        found = only(signed, anchors)
        assert found.intact
        assert not found.trusted
        assert found.trust_anchor == ""
        assert not found.ok
        assert "chưa được tin cậy" in found.sentence


def test_a_certificate_expired_at_signing_is_told_from_a_stranger(
    a4: bytes, authority: PracticeAuthority, anchors: TrustAnchors
) -> None:
    past = ForeignKey.issue(authority, valid_until=datetime(2026, 1, 1, tzinfo=UTC))
    found = only(sign_elsewhere(a4, past, AT), anchors)
    assert found.intact
    assert found.trusted
    assert not found.valid_at_signing
    assert not found.ok
    assert "không có hiệu lực vào lúc ký" in found.sentence
    before = only(sign_elsewhere(a4, past, AT.replace(year=2025)), anchors)
    assert before.ok


def test_a_certificate_for_something_else_is_told(
    a4: bytes, authority: PracticeAuthority, anchors: TrustAnchors
) -> None:
    for key in (
        ForeignKey.issue(authority, signing=False),
        ForeignKey.issue(authority, server_only=True),
    ):
        found = only(sign_elsewhere(a4, key, AT), anchors)
        assert found.intact
        assert found.trusted
        assert not found.key_usage_ok
        assert not found.ok
        assert "không được cấp để ký văn bản" in found.sentence


def test_a_swapped_certificate_is_seen(
    a4: bytes, authority: PracticeAuthority, anchors: TrustAnchors
) -> None:
    """Signed with one key, shown with another person's certificate."""
    mine, theirs = ForeignKey.issue(authority), ForeignKey.issue(authority, name="Trần Văn Khác")
    found = only(sign_elsewhere(a4, ForeignKey(mine.key, theirs.chain), AT), anchors)
    assert not found.intact
    assert not found.ok


def test_a_plain_cms_signature_is_read_and_called_no_pades(
    a4: bytes, authority: PracticeAuthority, anchors: TrustAnchors
) -> None:
    found = only(sign_elsewhere(a4, ForeignKey.issue(authority), AT, pades=False), anchors)
    assert found.ok
    assert found.level == ""


def test_a_real_root_makes_a_signature_legal(a4: bytes) -> None:
    real = ForeignKey.self_made("Cục Chứng thực thử")
    anchors = TrustAnchors((Anchor(real.chain[-1], AnchorKind.REAL),))
    found = only(sign_elsewhere(a4, real, AT), anchors)
    assert found.trusted
    assert found.trust_anchor == "Cục Chứng thực thử"
    assert found.legal
    assert "thu hồi" in found.sentence


def test_a_signature_that_is_garbage_is_reported_and_not_raised(
    signed: bytes, anchors: TrustAnchors
) -> None:
    signature = PdfFileReader(io.BytesIO(signed)).embedded_signatures[-1]
    start = int(signature.byte_range[1]) + 1
    broken = signed[:start] + b"00" * 20 + signed[start + 40 :]
    found = only(broken, anchors)
    assert not found.intact
    assert found.signer == ""
    assert "bị hỏng" in found.sentence


@pytest.mark.parametrize("content", [b"", b"xin chao", b"%PDF-1.7\n%%EOF"])
def test_what_is_no_pdf_is_bad_input(content: bytes, anchors: TrustAnchors) -> None:
    with pytest.raises(BadInput):
        verify_pdf(content, anchors)


@pytest.mark.parametrize(
    ("place", "instead"),
    [
        (b"/Prev ", b"/Prev 99999999999999999999999 "),
        (b"/Kids [", b"/Kids [" + b"[" * 5000),
        (b"/Count 1", b"/Count 0"),
        (b"/Count 1", b"/Count (x)"),
        (b"/Type /Catalog", b"/AcroForm << /Fields 7 >> /Type /Catalog"),
    ],
)
def test_a_pdf_with_nonsense_inside_is_bad_input(
    place: bytes, instead: bytes, anchors: TrustAnchors, officer: Signer
) -> None:
    twisted = as_word_writes().replace(place, instead)
    with pytest.raises(BadInput):
        verify_pdf(twisted, anchors)
    with pytest.raises(BadInput):
        sign_pdf(twisted, officer, role="officer", at=AT)


def test_an_encrypted_pdf_is_bad_input(a4: bytes, anchors: TrustAnchors) -> None:
    with pytest.raises(BadInput, match="mật khẩu"):
        verify_pdf(encrypted(a4), anchors)
