"""A dossier of invented people and the ways tests look at a printed PDF."""

from __future__ import annotations

from datetime import datetime

import numpy as np
import pypdfium2
from numpy.typing import NDArray

from app.clock import VIETNAM
from app.model.dossier import (
    Channel,
    CopyKind,
    DigitizeClass,
    Dossier,
    DossierComponent,
    Handling,
    Outcome,
)
from app.model.people import Person, Sex
from app.model.states import State
from app.slips.receipt import AgencyHeader

PRINTED = datetime(2026, 3, 5, 8, 31, tzinfo=VIETNAM)
RECEIVED = datetime(2026, 3, 5, 8, 30, tzinfo=VIETNAM)
DUE = datetime(2026, 2, 12, 17, 0, tzinfo=VIETNAM)

AGENCY = AgencyHeader(
    parent_name="UBND tỉnh Hà Tĩnh",
    name="Ủy ban nhân dân xã Khe Sương",
    counter_name="Trung tâm Phục vụ hành chính công",
    address="Thôn Đồng Sen, xã Khe Sương, tỉnh Hà Tĩnh",
    phone="0239 000 0000",
)
APPLICANT = Person(
    identifier="042190001234",
    full_name="Nguyễn Thị Hường",
    born_on="1990-02-03",
    sex=Sex.FEMALE,
    address="Thôn Cây Gạo, xã Khe Sương, tỉnh Hà Tĩnh",
    phone="0900000001",
    email="huong@example.vn",
)
DOSSIER = Dossier(
    dossier_id="01920000-0000-7000-8000-000000000001",
    state=State.QUEUED,
    procedure_code="1.004884",
    procedure_name="Thủ tục đăng ký lại khai sinh",
    decision_no="163/QĐ-BTP",
    case_key="",
    sector="Hộ tịch",
    channel=Channel.DIRECT,
    applicant=APPLICANT,
    submitter=None,
    officer_id="cb01",
    officer_name="Trần Văn Bình",
    opened_at=RECEIVED,
    received_at=RECEIVED,
    due_at=DUE,
    term_text="05 ngày làm việc",
    dossier_code="H27.15.3-260305-0007",
    provisional_code="TAM-01-260305-0001",
    copies=1,
)


def component(
    name: str, outcome: Outcome = Outcome.RECEIVED, kind: CopyKind = CopyKind.ORIGINAL
) -> DossierComponent:
    return DossierComponent(
        key=name,
        name=name,
        handling=Handling.SUBMIT,
        digitize_class=DigitizeClass.MUST,
        copy_kind=kind,
        outcome=outcome,
    )


COMPONENTS = (
    component("Tờ khai đăng ký lại khai sinh"),
    component("Bản sao Giấy khai sinh", kind=CopyKind.COPY),
    component("Thẻ căn cước", Outcome.PRESENTED),
    component("Giấy chứng nhận kết hôn của cha mẹ", Outcome.REUSED, CopyKind.COPY),
    component("Văn bản xác nhận của cơ quan", Outcome.NOT_NEEDED),
)


def page_texts(pdf: bytes) -> list[str]:
    """The words of every page, as a reader would copy them, on one line."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def words_out_of_page(pdf: bytes, margin: float) -> list[str]:
    """Letters whose box lies within ``margin`` points of the edge or beyond it."""
    lost = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            width, height = page.get_size()
            text = page.get_textpage()
            for index in range(text.count_chars()):
                left, bottom, right, top = text.get_charbox(index)
                inside = (
                    margin <= left
                    and right <= width - margin
                    and margin <= bottom
                    and top <= height - margin
                )
                if not inside and right > left:
                    lost.append(text.get_text_range(index, 1))
    return lost


def picture(pdf: bytes, page: int = 0, dpi: int = 200) -> NDArray[np.uint8]:
    """The page as height x width x 3 (BGR)."""
    with pypdfium2.PdfDocument(pdf) as document:
        array: NDArray[np.uint8] = document[page].render(scale=dpi / 72).to_numpy()[:, :, :3]
        return array.copy()
