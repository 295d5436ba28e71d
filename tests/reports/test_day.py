"""The day's register as it is printed and as a spreadsheet opens it."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import pikepdf
import pypdfium2
import pytest

from app.clock import VIETNAM
from app.errors import Unavailable
from app.model.states import State
from app.reports.day import DayOutcome, RegisterRow, day_register_csv, day_register_pdf


@dataclass(frozen=True)
class Agency:
    name: str = "Ủy ban nhân dân xã Khe Sương"
    counter_name: str = "Trung tâm Phục vụ hành chính công"


DAY = date(2026, 2, 3)
RECEIVED = datetime(2026, 2, 3, 8, 5, tzinfo=VIETNAM)
ROW = RegisterRow(
    dossier_code="H27.15.3-260203-0001",
    procedure_name="Thủ tục đăng ký lại khai sinh",
    copies=1,
    applicant_name="Nguyễn Thị Hường",
    address="Thôn Cây Gạo, xã Khe Sương, tỉnh Hà Tĩnh",
    phone="0900000001",
    received_at=RECEIVED,
    due_at=RECEIVED + timedelta(days=7),
    return_method="post",
    state=State.COMMITTED,
    note="Nộp thay",
)
AGREED = DayOutcome(received=1, sent=1, held=0, reconciled=True, agreed=True)


def rows(count: int) -> list[RegisterRow]:
    states = (State.COMMITTED, State.QUEUED, State.HELD_SERVER)
    return [
        replace(ROW, dossier_code=f"H27.15.3-260203-{n:04d}", state=states[n % len(states)])
        for n in range(1, count + 1)
    ]


def texts(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def register(
    lines: list[RegisterRow], outcome: DayOutcome = AGREED, *, practice: bool = False
) -> bytes:
    return day_register_pdf(DAY, lines, outcome, Agency(), practice=practice)


@pytest.mark.parametrize(
    "words",
    [
        "ỦY BAN NHÂN DÂN XÃ KHE SƯƠNG",
        "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "SỔ THEO DÕI HỒ SƠ",
        "Ngày 03 tháng 02 năm 2026",
        "Nhận và trả kết quả",
        "1 H27.15.3-260203-0001 Thủ tục đăng ký lại khai sinh 1 Nguyễn Thị Hường",
        "03/02/2026 08:05 10/02/2026 08:05",
        "Bưu chính",
        "Tỉnh đã nhận. Nộp thay",
        "KHỚP: tỉnh giữ đủ hồ sơ",
        "NGƯỜI LẬP SỔ",
        "PHỤ TRÁCH TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
        "Mẫu số 07 ban hành theo Thông tư số 03/2025/TT-VPCP",
        "Trang 1/1",
    ],
)
def test_the_register_has_every_field_of_the_form(words: str) -> None:
    assert words in texts(register([ROW]))[0]


def test_totals_say_what_was_received_sent_held_and_waits() -> None:
    outcome = DayOutcome(received=9, sent=4, held=2, reconciled=True, agreed=True)
    assert outcome.waiting == 3
    whole = " ".join(texts(register(rows(9), outcome)))
    assert "Đã tiếp nhận Tỉnh đã nhận đủ, có giấy nhận Chờ gửi Tạm giữ, cần xử lý 9 4 3 2" in whole


def test_a_difference_names_its_dossiers_and_is_never_called_agreed() -> None:
    outcome = DayOutcome(
        received=2,
        sent=1,
        held=0,
        reconciled=True,
        agreed=False,
        missing=["H27.15.3-260203-0002"],
        refused=["H27.15.3-260203-0003"],
        unlisted=["H27.15.3-260203-0009"],
    )
    whole = " ".join(texts(register(rows(2), outcome)))
    assert "KHÔNG KHỚP" in whole
    assert "tỉnh chưa nhận: H27.15.3-260203-0002" in whole
    assert "Tỉnh từ chối: H27.15.3-260203-0003" in whole
    assert "không có trong danh sách của trạm: H27.15.3-260203-0009" in whole
    assert "giữ đủ hồ sơ" not in whole


def test_a_day_without_a_line_says_that_nothing_was_compared() -> None:
    outcome = DayOutcome(received=1, sent=0, held=0, reconciled=False, agreed=False)
    whole = " ".join(texts(register(rows(1), outcome)))
    assert "CHƯA ĐỐI SOÁT" in whole
    assert "KHỚP" not in whole


def test_an_empty_day_is_said_in_words() -> None:
    outcome = DayOutcome(received=0, sent=0, held=0, reconciled=True, agreed=True)
    assert "Trong ngày không tiếp nhận hồ sơ nào." in texts(register([], outcome))[0]


def test_a_long_day_repeats_the_head_and_loses_no_line() -> None:
    outcome = DayOutcome(received=60, sent=20, held=20, reconciled=True, agreed=True)
    pages = texts(register(rows(60), outcome))
    assert len(pages) > 3
    assert all(f"Trang {n}/{len(pages)}" in page for n, page in enumerate(pages, start=1))
    assert all("Tên thủ tục hành chính" in page for page in pages if "260203-00" in page)
    whole = " ".join(pages)
    assert all(f"H27.15.3-260203-{n:04d}" in whole for n in range(1, 61))


def test_a_note_longer_than_a_page_is_split_not_lost() -> None:
    note = "đã hẹn lại " * 400
    pages = texts(register([replace(ROW, note=note)]))
    assert " ".join(pages).count("hẹn") >= 400


def test_same_day_same_bytes_and_every_letter_embedded() -> None:
    pdf = register(rows(3))
    assert pdf == register(rows(3))
    with pikepdf.open(io.BytesIO(pdf)) as document:
        width, height = (round(float(side)) for side in document.pages[0].mediabox[2:])
        assert (width, height) == (842, 595)
        for font in document.pages[0].resources["/Font"].values():
            assert "/FontFile2" in font["/FontDescriptor"]


def test_practice_is_marked_on_every_page() -> None:
    pages = texts(register(rows(30), practice=True))
    assert all("THỰC HÀNH – KHÔNG CÓ GIÁ TRỊ" in page for page in pages)


@pytest.mark.parametrize(
    ("day", "number"), [(date(2025, 9, 14), "Mẫu số 06"), (date(2025, 9, 15), "Mẫu số 07")]
)
def test_the_day_chooses_the_edition(day: date, number: str) -> None:
    pdf = day_register_pdf(day, [ROW], AGREED, Agency(counter_name=""), practice=False)
    assert number in texts(pdf)[0]


def test_the_old_form_names_the_old_counter() -> None:
    pdf = day_register_pdf(date(2024, 1, 2), [ROW], AGREED, Agency(counter_name=""), practice=False)
    assert "BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ" in texts(pdf)[0]


def test_a_day_before_any_form_is_one_clear_sentence() -> None:
    with pytest.raises(Unavailable, match="02/01/2009"):
        day_register_pdf(date(2009, 1, 2), [ROW], AGREED, Agency(), practice=False)


@pytest.mark.parametrize(
    ("state", "word"),
    [
        (State.COMMITTED, "Tỉnh đã nhận"),
        (State.ACCEPTED, "Tỉnh đã nhận"),
        (State.SEALED, "Chờ gửi"),
        (State.UPLOADING, "Chờ gửi"),
        (State.HELD_LOCAL, "Tạm giữ"),
        (State.REVIEWED, "Chưa niêm phong"),
        (State.CANCELLED, "Đã hủy"),
    ],
)
def test_the_note_tells_where_a_dossier_stands(state: State, word: str) -> None:
    table = list(
        csv.reader(io.StringIO(day_register_csv([replace(ROW, state=state)]).decode("utf-8-sig")))
    )
    assert table[1][-1] == f"{word}. Nộp thay"


def test_the_csv_opens_in_excel_with_its_letters_and_columns() -> None:
    raw = day_register_csv([ROW, replace(ROW, applicant_name='Trần "Tám", cháu')])
    assert raw.startswith(b"\xef\xbb\xbf")
    table = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))
    assert table[0][:3] == ["STT", "Mã hồ sơ", "Tên thủ tục hành chính"]
    assert {len(line) for line in table} == {13}
    assert table[2][4] == 'Trần "Tám", cháu'
    assert table[1][7] == "03/02/2026 08:05"


def test_a_place_of_return_that_somebody_typed_is_kept_as_typed() -> None:
    raw = day_register_csv([replace(ROW, return_method="Nhà văn hóa thôn")]).decode("utf-8-sig")
    assert "Nhà văn hóa thôn" in raw


def test_a_name_cannot_become_a_formula_in_the_spreadsheet() -> None:
    raw = day_register_csv([replace(ROW, applicant_name="=HYPERLINK(1)")]).decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in raw
