"""*Giấy tiếp nhận hồ sơ và hẹn trả kết quả*: form 01 on A5 (DOMAIN §2.2)."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageBreak, PageTemplate

from app.clock import VIETNAM
from app.model.dossier import Dossier, DossierComponent
from app.slips.body import receipt_body
from app.slips.form import receipt_form
from app.slips.head import AgencyHeader, receipt_head
from app.slips.page import BOTTOM, HEIGHT, SIDE, TOP, WIDTH, PageFrame
from app.typeset.faces import REGULAR, load_faces

__all__ = ["AgencyHeader", "receipt_slip"]


def receipt_slip(
    dossier: Dossier,
    components: Sequence[DossierComponent],
    agency: AgencyHeader,
    *,
    now: datetime,
    practice: bool,
    two_copies: bool = False,
) -> bytes:
    """The slip as PDF; the same input gives the same bytes, so a reprint is equal.

    ``now`` is the time of printing: it is in the QR, and stands for the time of receipt where
    the dossier has none yet (a preview). A dossier without its official code is printed with
    *MÃ TẠM*. ``two_copies`` adds *Liên 2: Lưu* after the citizen's copy. The edition of the
    form is the one in force on the day of receipt; a day before any raises ``Unavailable``.
    """
    received_at = (dossier.received_at or now).astimezone(VIETNAM)
    form = receipt_form(received_at.date())
    load_faces()

    def story() -> list[Flowable]:
        head = receipt_head(dossier, agency, form, received_at, now)
        return head + receipt_body(dossier, components, agency, form, received_at)

    def build(flowables: list[Flowable], frame: PageFrame) -> tuple[bytes, int]:
        return _build(flowables, frame, title=f"{form.say('title').capitalize()} {dossier.code}")

    frame = PageFrame(form, dossier.code, practice)
    frame.pages = build(story(), frame)[1]
    if not two_copies:
        return build(story(), frame)[0]
    frame.copy_lines = (form.say("copy_for_citizen"), form.say("copy_to_keep"))
    return build([*story(), PageBreak(), *story()], frame)[0]


def _build(story: list[Flowable], frame: PageFrame, title: str) -> tuple[bytes, int]:
    out = io.BytesIO()

    def on_page(canvas: Canvas, document: BaseDocTemplate) -> None:
        frame.draw(canvas, document.page)

    document = BaseDocTemplate(
        out,
        pagesize=(WIDTH, HEIGHT),
        title=title,
        author=frame.form.say("system"),
        lang="vi",
        initialFontName=REGULAR,
        invariant=1,
    )
    text_area = Frame(
        SIDE, BOTTOM, WIDTH - 2 * SIDE, HEIGHT - TOP - BOTTOM, 0, 0, 0, 0, id="text"
    )  # fmt: skip
    document.addPageTemplates(PageTemplate(frames=[text_area], onPage=on_page))
    document.build(story)
    return out.getvalue(), document.page
