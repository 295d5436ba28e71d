"""Separator sheets: one A4 sheet for each paper of a dossier, laid on top of it in the feeder.

The scanner sees the QR, the officer the name. A sheet is thrown away or kept for a retake; it is
never a page of the dossier (``app.document.codes.separators``).
"""

from __future__ import annotations

import io
from collections.abc import Sequence

from reportlab.lib.colors import black
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    HRFlowable,
    KeepInFrame,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
)

from app.document.codes.separators import sheet_text
from app.errors import BadInput
from app.i18n import t
from app.model.dossier import DigitizeClass, Dossier, DossierComponent
from app.slips.page import PRACTICE
from app.slips.qr import QrCode
from app.typeset.faces import BOLD, ITALIC, REGULAR, load_faces
from app.typeset.text import printable

WIDTH, HEIGHT = A4
MARGIN = 20 * mm
QR_SIDE = 90 * mm
"""A module is then 1.5 mm or more: read at 75 dpi, askew and through a dirty glass."""
NAME_HEIGHT = 62 * mm
TITLE = ParagraphStyle("sheet", fontName=BOLD, fontSize=30, leading=36, alignment=TA_CENTER)
NAME = ParagraphStyle("sheet-name", TITLE, fontSize=26, leading=32)
LINE = ParagraphStyle("sheet-line", TITLE, fontName=REGULAR, fontSize=14, leading=19)
HINT = ParagraphStyle("sheet-hint", LINE, fontName=ITALIC, fontSize=12, leading=16)


def separator_sheets(
    dossier: Dossier, components: Sequence[DossierComponent], *, practice: bool
) -> bytes:
    """The sheets as a PDF, one page a component in the order of the checklist.

    A paper of the class *do not digitise* gets none; ``BadInput`` where no paper is left. The
    same input gives the same bytes.
    """
    scanned = [
        each for each in components if each.digitize_class is not DigitizeClass.DO_NOT_DIGITIZE
    ]
    if not scanned:
        raise BadInput(
            t("Hồ sơ không có giấy tờ nào được số hóa, nên không cần phiếu phân tách."),
            t("Chỉ xem và đối chiếu các giấy tờ, rồi đánh dấu «đã xuất trình»."),
        )
    load_faces()
    story: list[Flowable] = []
    for number, component in enumerate(scanned, start=1):
        story += [*_sheet(dossier, component, f"{number}/{len(scanned)}"), PageBreak()]
    return _built(story[:-1], practice)


def _sheet(dossier: Dossier, component: DossierComponent, number: str) -> list[Flowable]:
    qr = QrCode(sheet_text(dossier.dossier_id, component.key), QR_SIDE)
    qr.hAlign = "CENTER"
    name = [Paragraph(printable(component.name), NAME)]
    return [
        Paragraph(t("PHIẾU PHÂN TÁCH:"), TITLE),
        Spacer(0, 4 * mm),
        KeepInFrame(WIDTH - 2 * MARGIN, NAME_HEIGHT, name, mode="shrink", hAlign="CENTER"),
        Spacer(0, 6 * mm),
        qr,
        Spacer(0, 6 * mm),
        HRFlowable(width="60%", thickness=0.8, color=black, spaceAfter=4 * mm),
        *(Paragraph(printable(line), LINE) for line in _whose(dossier, number)),
        Spacer(0, 6 * mm),
        Paragraph(t("Đặt tờ này lên trên giấy tờ ghi ở trên, rồi cho cả tập vào khay quét."), HINT),
        Paragraph(t("Tờ này không thành trang của hồ sơ."), HINT),
    ]


def _whose(dossier: Dossier, number: str) -> list[str]:
    # Before the seal a dossier has no code; the end of its own id tells two drafts apart.
    code = dossier.code or t("nháp {end}", end=dossier.dossier_id[-8:])
    return [
        t("Hồ sơ: {code} · Giấy tờ {number}", code=code, number=number),
        t("Người nộp: {name}", name=dossier.applicant.full_name),
        dossier.procedure_name,
    ]


def _built(story: list[Flowable], practice: bool) -> bytes:
    out = io.BytesIO()

    def on_page(canvas: Canvas, document: BaseDocTemplate) -> None:
        if practice:
            canvas.setFillColor(PRACTICE)
            canvas.setFont(BOLD, 12)
            canvas.drawCentredString(WIDTH / 2, HEIGHT - 12 * mm, t("THỰC HÀNH"))

    document = BaseDocTemplate(
        out,
        pagesize=A4,
        title=t("Phiếu phân tách"),
        author=t("Trạm Một Cửa"),
        lang="vi",
        initialFontName=REGULAR,
        invariant=1,
    )
    area = Frame(MARGIN, MARGIN, WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN, 0, 0, 0, 0, id="sheet")
    document.addPageTemplates(PageTemplate(frames=[area], onPage=on_page))
    document.build(story)
    return out.getvalue()
