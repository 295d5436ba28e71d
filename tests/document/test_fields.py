"""What a paper's text says about itself."""

from __future__ import annotations

import pytest

from app.document.digitize import digitize, inputs_of
from app.document.extract.fields import ProposedFields, propose
from app.document.extract.vietnamese import agency_case
from app.document.text.recognize import Recognizer

CONFIRMATION = """ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
XÃ THANH VÂN Độc lập - Tự do - Hạnh phúc
Số: 147/GXN-UBND Thanh Vân, ngày 23 tháng 11 năm 2026
GIẤY XÁC NHẬN
TÌNH TRẠNG HÔN NHÂN
Xét đề nghị của bà Lò Thị Khuyên, sinh ngày 17 tháng 9 năm 1999"""

DECISION = """ỦY BAN NHÂN DÂN
TỈNH LÀO CAI
Số: 45 / QĐ-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập – Tự do – Hạnh phúc
Lào Cai, ngày 05 tháng 02 năm 2026
QUYẾT ĐỊNH
Về việc công nhận hộ thoát nghèo năm 2026
CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH"""

BIRTH_NOTE = """CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
SỞ Y TẾ LÀO CAI Số: 12
BỆNH VIỆN ĐA KHOA BẢO THẮNG
GIẤY CHỨNG SINH
Họ và tên mẹ: Lò Thị Khuyên
Đã sinh con vào lúc 7 giờ 15 phút ngày 17 tháng 9 năm 2026
Bảo Thắng, ngày 20 tháng 9 năm 2026"""


MARRIAGE = """CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
GIẤY CHỨNG NHẬN KẾT HÔN
Số: 211/2019
Họ, chữ đệm, tên vợ: LÒ THỊ KHUYÊN
Nơi đăng ký kết hôn: Ủy ban nhân dân xã Thanh Vân
Ngày, tháng, năm đăng ký: ngày 21 tháng 01 năm 2019"""


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        (
            MARRIAGE,
            ProposedFields(
                title="Giấy chứng nhận kết hôn",
                number="211/2019",
                issued_on="2019-01-21",
                abstract="Giấy chứng nhận kết hôn",
            ),
        ),
        (
            CONFIRMATION,
            ProposedFields(
                title="Giấy xác nhận tình trạng hôn nhân",
                number="147/GXN-UBND",
                issued_on="2026-11-23",
                issuer="Ủy ban nhân dân xã Thanh Vân",
                abstract="Giấy xác nhận tình trạng hôn nhân",
            ),
        ),
        (
            DECISION,
            ProposedFields(
                title="Quyết định",
                number="45/QĐ-UBND",
                issued_on="2026-02-05",
                issuer="Ủy ban nhân dân tỉnh Lào Cai",
                abstract="Công nhận hộ thoát nghèo năm 2026",
            ),
        ),
        (
            BIRTH_NOTE,
            ProposedFields(
                title="Giấy chứng sinh",
                number="12",
                issued_on="2026-09-20",
                issuer="Bệnh viện Đa khoa Bảo Thắng",
                abstract="Giấy chứng sinh",
            ),
        ),
        ("", ProposedFields()),
        ("Số lượng 3 bản, giao ngày mai\nngày 31 tháng 2 năm 2026", ProposedFields()),
    ],
)
def test_fields_are_proposed(text: str, fields: ProposedFields) -> None:
    assert propose(text) == fields


def test_an_impossible_date_is_passed_over() -> None:
    text = "Lào Cai, ngày 31 tháng 2 năm 2026\nLào Cai, ngày 1 tháng 3 năm 2026"
    assert propose(text).issued_on == "2026-03-01"


def test_dust_before_a_heading_does_not_hide_it() -> None:
    assert propose("'· TỜ KHAI ĐĂNG KÝ KHAI TỬ").title == "Tờ khai đăng ký khai tử"


def test_dust_behind_a_heading_is_not_part_of_it() -> None:
    read = propose("ỦY BAN NHÂN DÂN .\nXÃ THANH VÂN L\nQUYẾT ĐỊNH |\nVề việc hỗ trợ")
    assert (read.title, read.issuer) == ("Quyết định", "Ủy ban nhân dân xã Thanh Vân")


def test_a_heading_is_found_without_its_marks() -> None:
    assert propose("BAN CHI HUY\nGIAY CHƯNG NHẠN\nHỘ NGHÈO").title == "Giay chưng nhạn hộ nghèo"


def test_fields_of_a_scanned_paper(birth_scan: bytes, recognizer: Recognizer) -> None:
    made = digitize(inputs_of(birth_scan, "1.jpg"), title="", recognizer=recognizer)
    assert propose(made.text) == ProposedFields(
        title="Tờ khai đăng ký khai sinh",
        number="147/GXN-UBND",
        issued_on="2026-11-23",
        issuer="Ủy ban nhân dân xã Thanh Vân",
        abstract="Tờ khai đăng ký khai sinh",
    )


@pytest.mark.parametrize(
    ("heading", "written"),
    [
        ("ỦY BAN NHÂN DÂN XÃ AN BÌNH", "Ủy ban nhân dân xã An Bình"),
        ("CÔNG AN TỈNH ĐỒNG NAI", "Công an tỉnh Đồng Nai"),
        ("TRƯỜNG TIỂU HỌC BẢN PHÙNG", "Trường Tiểu học Bản Phùng"),
    ],
)
def test_names_of_agencies_are_written_as_in_a_register(heading: str, written: str) -> None:
    assert agency_case(heading) == written
