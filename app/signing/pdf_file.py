"""Opening a PDF to sign or to check: what cannot be read is refused with one sentence."""

from __future__ import annotations

import io
import zlib

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader

from app.errors import BadInput
from app.i18n import t

FAULTS = (
    PdfError,
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
    AttributeError,
    AssertionError,
    NotImplementedError,
    RecursionError,
    zlib.error,
)
"""What the PDF library raises on files that are not what they say."""


def read_pdf(pdf: bytes) -> PdfFileReader:
    """A reader with at least one page. ``BadInput`` for anything else, and for encrypted files."""
    if b"%PDF-" not in pdf[:1024]:
        raise BadInput(
            t("Tệp này không phải là tệp PDF."),
            t("Chọn tệp PDF, hoặc số hóa ảnh thành PDF trước."),
        )
    try:
        reader = PdfFileReader(io.BytesIO(pdf))
        if reader.xrefs.hybrid_xrefs_present:
            # Word writes such files; strictly read, no signature in them could be judged
            reader = PdfFileReader(io.BytesIO(pdf), strict=False)
        if reader.encrypted:
            raise BadInput(
                t("Tệp PDF có mật khẩu hoặc bị hạn chế quyền."),
                t("Bỏ mật khẩu của tệp, hoặc quét lại từ bản giấy."),
            )
        pages = int(reader.root["/Pages"]["/Count"])
    except FAULTS as error:
        raise damaged() from error
    if pages < 1:
        raise damaged()
    return reader


def damaged() -> BadInput:
    """The one sentence for a PDF that cannot be read."""
    return BadInput(
        t("Tệp PDF bị hỏng hoặc bị cắt cụt."),
        t("Lấy lại tệp từ nơi gửi, hoặc quét lại từ bản giấy."),
    )
