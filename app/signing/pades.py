"""Signing a PDF: PAdES B-B (ETSI EN 319 142-1), as an incremental update, proved afterwards."""

from __future__ import annotations

import asyncio
import hashlib
import io
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from asn1crypto import x509
from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import (
    AxisAlignment,
    BoxConstraints,
    Margins,
    SimpleBoxLayoutRule,
)
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.stamp import StaticStampStyle

from app.clock import VIETNAM, iso
from app.errors import NotAllowed
from app.i18n import t
from app.signing.anchors import TrustAnchors
from app.signing.appearance import Mark, agency_mark, draw, officer_mark
from app.signing.certificates import may_sign_papers, valid_at
from app.signing.pdf_file import FAULTS, damaged, read_pdf
from app.signing.placement import Place, find_place, shown_page, signature_boxes
from app.signing.signer import Signer
from app.signing.verify import verify_pdf

Role = Literal["officer", "agency"]

RESERVED_HEX = 32 * 1024
"""Hex digits kept for the signature: about 4 kB are used now, the rest of the 16 kB waits for a
time-stamp with its certificates (DOMAIN §2.6)."""

_FIELD = {"officer": "CanBoSoHoa", "agency": "CoQuan"}
_CORNER: dict[Role, Literal["left", "right"]] = {"officer": "left", "agency": "right"}


class SignatureFault(Exception):
    """The signature just made does not verify: a bug of ours, or a broken token."""


@dataclass(frozen=True)
class SignedPdf:
    """A signed revision. ``signed_at`` is ISO 8601 with +07:00; ``legal`` is false for
    practice keys."""

    pdf: bytes
    sha256: str
    signed_by: str
    signed_at: str
    legal: bool


def sign_pdf(
    pdf: bytes,
    signer: Signer,
    *,
    role: Role,
    at: datetime,
    reason: str = "",
    agency_name: str = "",
    copy_form: str = "",
) -> SignedPdf:
    """Sign page 1 with a visible mark and prove the result before handing it out.

    ``at`` is an aware time. ``agency_name`` defaults to the name in the agency's certificate.
    ``BadInput``: no PDF, encrypted, damaged, or changed after an earlier signature.
    ``NotAllowed``: the certificate may not sign papers or is not valid at ``at``, or an earlier
    signature locks the file. ``Unavailable``: the key is gone.
    """
    at = at.astimezone(VIETNAM)
    hand = signer.pyhanko_signer()
    if hand.signing_cert is None:
        raise TypeError("a signer without a certificate")
    _require_fit(hand.signing_cert, at)
    if role == "officer":
        mark = officer_mark(signer.common_name, at, legal=signer.legal)
    else:
        name = agency_name or signer.common_name
        mark = agency_mark(copy_form, name, at, legal=signer.legal)
    reader = read_pdf(pdf)
    try:
        writer = IncrementalPdfFileWriter.from_reader(reader)
        place, field = _place(writer, mark, role), _free_field(reader, role)
    except FAULTS as error:
        raise damaged() from error
    signature = PdfSigner(
        PdfSignatureMetadata(
            field_name=field,
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            reason=reason or None,
        ),
        hand,
        stamp_style=_stamp(mark, place),
        new_field_spec=SigFieldSpec(
            field,
            on_page=0,
            box=place.box,  # type: ignore[arg-type]  # takes any number, declares whole ones
        ),
    )
    signed = asyncio.run(_sign(signature, writer, at))
    _prove(signed, field)
    digest = hashlib.sha256(signed).hexdigest()
    return SignedPdf(signed, digest, signer.common_name, iso(at), signer.legal)


async def _sign(signature: PdfSigner, writer: IncrementalPdfFileWriter, at: datetime) -> bytes:
    output = io.BytesIO()
    try:
        session = signature.init_signing_session(writer)
        session.system_time = at
        paper = session.prepare_tbs_document(None, bytes_reserved=RESERVED_HEX)
        prepared, _ = paper.digest_tbs_document(output=output)
    except SigningError as error:
        raise _locked() from error
    except FAULTS as error:
        raise damaged() from error
    await paper.perform_signature(prepared.document_digest, PdfCMSSignedAttributes(signing_time=at))
    return output.getvalue()


def _require_fit(certificate: x509.Certificate, at: datetime) -> None:
    if not may_sign_papers(certificate):
        raise NotAllowed(
            t("Chứng thư số này không được cấp để ký văn bản."),
            t("Dùng chứng thư ký số cá nhân hoặc của cơ quan."),
        )
    if not valid_at(certificate, at):
        raise NotAllowed(
            t("Chứng thư số đã hết hạn hoặc chưa có hiệu lực vào lúc ký ({at}).", at=iso(at)),
            t("Kiểm tra đồng hồ của máy; nếu đồng hồ đúng, xin cấp chứng thư mới."),
        )


def _place(writer: IncrementalPdfFileWriter, mark: Mark, role: Role) -> Place:
    page = writer.find_page_for_modification(0)[0].get_object()  # type: ignore[no-untyped-call]
    return find_place(
        shown_page(page), mark.width, mark.height, _CORNER[role], signature_boxes(page)
    )


def _free_field(reader: PdfFileReader, role: Role) -> str:
    """The field's name; a second signature of the same role gets a number."""
    taken = {name for name, _, _ in enumerate_sig_fields(reader)}
    names = [_FIELD[role], *(f"{_FIELD[role]}{number}" for number in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)


class _Drawn(PdfContent):
    """A page drawn in memory, as the inside of a stamp."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self._page = PdfFileReader(io.BytesIO(page))

    def render(self) -> bytes:
        if self.writer is None:
            raise TypeError("drawn before it belongs to a file")
        drawing = self.writer.import_page_as_xobject(self._page)
        self.resources.xobject["/Mark"] = drawing
        left, bottom, right, top = drawing.get_object()["/BBox"]
        self.box = BoxConstraints(width=right - left, height=top - bottom)
        return b"/Mark Do"


def _stamp(mark: Mark, place: Place) -> StaticStampStyle:
    middle = AxisAlignment.ALIGN_MID
    return StaticStampStyle(
        border_width=0,
        background=_Drawn(draw(mark, place.scale, place.rotation)),
        background_layout=SimpleBoxLayoutRule(middle, middle, margins=Margins()),
        background_opacity=1.0,
    )


def _prove(signed: bytes, field: str) -> None:
    """Look at the file as a stranger would (DOMAIN §2.6: a wrong signature is found too late)."""
    report = verify_pdf(signed, TrustAnchors.none())
    for signature in report.signatures:
        sound = signature.intact and signature.changes_after != "not_allowed"
        if signature.field != field:
            if not sound:
                raise _locked()
        elif not (sound and signature.covers_whole_file and signature.level == "B-B"):
            raise SignatureFault(signature.sentence)
    if field not in {signature.field for signature in report.signatures}:
        raise SignatureFault("the new signature is not found in the file")


def _locked() -> NotAllowed:
    return NotAllowed(
        t("Không ký thêm được: tệp đã bị sửa sau chữ ký trước, hoặc chữ ký trước đã khóa tệp."),
        t("Kiểm tra tệp bằng lệnh «tram verify», rồi lấy lại bản đúng từ nơi ký."),
    )
