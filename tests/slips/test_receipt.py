"""Form 01 as the citizen holds it: every field, in exact Vietnamese, on the page."""

from __future__ import annotations

import io
import unicodedata
from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np
import pikepdf
import pytest
import zxingcpp

from app.clock import VIETNAM
from app.errors import Unavailable
from app.model.people import ApplicantKind, Person
from app.slips.receipt import receipt_slip
from tests.slips.papers import (
    AGENCY,
    APPLICANT,
    COMPONENTS,
    DOSSIER,
    DUE,
    PRINTED,
    component,
    page_texts,
    picture,
    words_out_of_page,
)

A5 = (420, 595)


def slip(**changes: object) -> bytes:
    dossier = replace(DOSSIER, **changes)  # type: ignore[arg-type]  # test shorthand
    return receipt_slip(dossier, COMPONENTS, AGENCY, now=PRINTED, practice=False)


@pytest.mark.parametrize(
    "words",
    [
        "UBND TỈNH HÀ TĨNH",
        "ỦY BAN NHÂN DÂN XÃ KHE SƯƠNG",
        "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: H27.15.3-260305-0007/TNHS",
        "Ngày 05 tháng 3 năm 2026",
        "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
        "Mã hồ sơ: H27.15.3-260305-0007",
        "Tiếp nhận hồ sơ của: Nguyễn Thị Hường",
        "Địa chỉ: Thôn Cây Gạo, xã Khe Sương, tỉnh Hà Tĩnh",
        "Số điện thoại: 0900000001",
        "Email: huong@example.vn",
        "Nội dung yêu cầu giải quyết: Thủ tục đăng ký lại khai sinh (mã thủ tục 1.004884)",
        "1. Thành phần hồ sơ nộp gồm:",
        "1 Tờ khai đăng ký lại khai sinh Bản chính 01",
        "2 Bản sao Giấy khai sinh Bản sao 01",
        "3 Thẻ căn cước Xuất trình, đã trả lại –",
        "4 Giấy chứng nhận kết hôn của cha mẹ Dùng lại bản đã có –",
        "2. Số lượng hồ sơ: 01 (bộ)",
        "3. Thời gian giải quyết hồ sơ theo quy định: 05 ngày làm việc",
        "4. Thời gian nhận hồ sơ: 08 giờ 30 phút, ngày 05 tháng 3 năm 2026",
        "5. Thời gian trả kết quả giải quyết hồ sơ: 17 giờ 00 phút, ngày 12 tháng 02 năm 2026",
        "Đăng ký nhận kết quả tại: Trung tâm Phục vụ hành chính công",
        "Vào Sổ theo dõi hồ sơ, Quyển số:",
        "NGƯỜI NỘP HỒ SƠ",
        "NGƯỜI TIẾP NHẬN HỒ SƠ",
        "Trần Văn Bình",
        "Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15",
        "Mẫu số 01 ban hành theo Thông tư số 03/2025/TT-VPCP",
        "Trang 1/1",
    ],
)
def test_every_field_of_the_form_is_printed(words: str) -> None:
    assert words in page_texts(slip())[0]


def test_papers_that_were_not_needed_are_not_listed() -> None:
    assert "Văn bản xác nhận của cơ quan" not in page_texts(slip())[0]


def test_the_number_of_the_citizen_is_masked_in_the_text() -> None:
    text = page_texts(slip())[0]
    assert "Số định danh cá nhân: 042•••••1234" in text
    assert APPLICANT.identifier not in text


def test_the_qr_at_the_top_left_holds_the_least_data_of_a_receipt() -> None:
    page = picture(slip())
    corner = page[: page.shape[0] // 4, : page.shape[1] // 3]
    found = zxingcpp.read_barcodes(corner)
    assert [code.text for code in found] == [
        "H27.15.3-260305-0007|1.004884|042190001234|"
        "Giấy tiếp nhận hồ sơ và hẹn trả kết quả|Trạm Một Cửa|"
        "2026-03-05T08:31:00+07:00|2026-02-12T17:00:00+07:00"
    ]


def test_a_slip_without_official_code_says_that_its_code_is_provisional() -> None:
    offline = slip(dossier_code="")
    text = page_texts(offline)[0]
    assert "MÃ TẠM: TAM-01-260305-0001" in text
    assert "Mã hồ sơ chính thức do hệ thống của tỉnh cấp" in text
    assert zxingcpp.read_barcodes(picture(offline))[0].text.startswith("TAM-01-260305-0001|")
    assert "MÃ TẠM" not in page_texts(slip())[0]


def test_a_reprint_is_equal_to_the_byte() -> None:
    assert slip() == slip()


def test_practice_is_marked_and_hides_nothing() -> None:
    practice = receipt_slip(DOSSIER, COMPONENTS, AGENCY, now=PRINTED, practice=True)
    marked = page_texts(practice)[0]
    assert marked.count("THỰC HÀNH – KHÔNG CÓ GIÁ TRỊ") == 2
    assert "THỰC HÀNH" not in page_texts(slip())[0]
    ink = picture(slip()).max(axis=2) < 100
    still_there = picture(practice).max(axis=2) < 100
    assert np.all(still_there[ink])


def test_forty_papers_flow_over_pages_with_the_head_repeated() -> None:
    many = [component(f"Giấy tờ thứ {number} về nguồn gốc đất") for number in range(1, 41)]
    pdf = receipt_slip(DOSSIER, many, AGENCY, now=PRINTED, practice=True)
    pages = page_texts(pdf)
    assert len(pages) == 2
    assert all(f"Trang {number}/2" in page for number, page in enumerate(pages, start=1))
    for page in pages:
        if "Giấy tờ thứ" in page:
            assert "STT Tên giấy tờ Hình thức Số lượng" in page
    whole = " ".join(pages)
    assert all(f"{n} Giấy tờ thứ {n} về nguồn gốc đất" in whole for n in range(1, 41))
    assert words_out_of_page(pdf, margin=8) == []


def test_long_names_wrap_and_nothing_is_clipped() -> None:
    long_name = "Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất " * 6
    unbroken = "a" * 90 + "@example.vn"
    person = replace(APPLICANT, full_name="Tôn Nữ Thị Hoàng Phương Quỳnh " * 4, email=unbroken)
    pdf = receipt_slip(
        replace(DOSSIER, applicant=person, procedure_name=long_name),
        [component(long_name), component("X" * 120)],
        replace(AGENCY, name=AGENCY.name * 3),
        now=PRINTED,
        practice=False,
    )
    pages = page_texts(pdf)
    assert words_out_of_page(pdf, margin=8) == []
    assert " ".join(pages).count("gắn liền với đất") == 12
    assert unbroken in "".join(pages).replace(" ", "")


def test_two_copies_say_whose_they_are() -> None:
    pdf = receipt_slip(DOSSIER, COMPONENTS, AGENCY, now=PRINTED, practice=False, two_copies=True)
    first, second = page_texts(pdf)
    assert "Liên 1: Giao người nộp" in first
    assert "Liên 2: Lưu" in second
    assert "Trang 1/1" in first
    assert "Trang 1/1" in second


def test_the_page_is_a5_and_every_letter_is_embedded() -> None:
    with pikepdf.open(io.BytesIO(slip())) as document:
        box = document.pages[0].mediabox
        assert (round(box[2]), round(box[3])) == A5
        fonts = document.pages[0].resources["/Font"]
        assert len(fonts) >= 3
        for font in fonts.values():
            assert "/FontFile2" in font["/FontDescriptor"]
            assert "/ToUnicode" in font


def test_mark_up_and_loose_tone_marks_in_a_name_are_plain_letters() -> None:
    name = unicodedata.normalize("NFD", "Nguyễn <b>Ẩn & Cường</b>")
    text = page_texts(slip(applicant=replace(APPLICANT, full_name=name)))[0]
    assert unicodedata.normalize("NFC", name) in text


def test_the_one_who_brings_the_papers_signs() -> None:
    text = page_texts(slip(submitter=Person("042085001111", "Lê Văn Tú")))[0]
    assert "Người nộp: Lê Văn Tú" in text
    assert "042•••••1111" in text
    assert text.index("NGƯỜI TIẾP NHẬN") < text.rindex("Lê Văn Tú")


def test_a_business_shows_its_own_kind_of_number() -> None:
    shop = Person("0314409058", "Hộ kinh doanh Sen Hồng", kind=ApplicantKind.BUSINESS)
    assert "Mã số doanh nghiệp: 03•••••058" in page_texts(slip(applicant=shop))[0]


@pytest.mark.parametrize(
    ("method", "place"),
    [
        ("post", "qua dịch vụ bưu chính công ích"),
        ("Nhà văn hóa thôn Khe Mây", "nhận kết quả tại: Nhà văn hóa thôn Khe Mây"),
        ("online", "Kho quản lý dữ liệu điện tử trên Cổng Dịch vụ công quốc gia"),
    ],
)
def test_where_the_result_is_fetched(method: str, place: str) -> None:
    assert place in page_texts(slip(return_method=method))[0]


def test_a_day_of_return_that_is_not_known_is_not_invented() -> None:
    pdf = slip(due_at=None)
    assert "kết quả giải quyết hồ sơ: chưa xác định" in page_texts(pdf)[0]
    assert zxingcpp.read_barcodes(picture(pdf))[0].text.endswith("+07:00|")


@pytest.mark.parametrize(
    ("day", "source", "law"),
    [
        (datetime(2025, 9, 14, 23, 59, tzinfo=VIETNAM), "01/2018/TT-VPCP", "13/2023/NĐ-CP"),
        (datetime(2025, 9, 15, 0, 0, tzinfo=VIETNAM), "03/2025/TT-VPCP", "13/2023/NĐ-CP"),
        (datetime(2026, 1, 1, 0, 0, tzinfo=VIETNAM), "03/2025/TT-VPCP", "91/2025/QH15"),
    ],
)
def test_the_day_of_receipt_chooses_the_edition(day: datetime, source: str, law: str) -> None:
    text = page_texts(slip(received_at=day, due_at=day + timedelta(days=5)))[0]
    assert source in text
    assert law in text


def test_the_old_form_calls_the_counter_by_its_old_name() -> None:
    nameless = replace(AGENCY, counter_name="")
    old = replace(DOSSIER, received_at=datetime(2024, 5, 6, 9, 0, tzinfo=VIETNAM), due_at=DUE)
    text = page_texts(receipt_slip(old, COMPONENTS, nameless, now=PRINTED, practice=False))[0]
    assert "BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ" in text


def test_a_day_before_any_form_is_one_clear_sentence() -> None:
    with pytest.raises(Unavailable, match="01/01/2009"):
        slip(received_at=datetime(2009, 1, 1, 8, 0, tzinfo=VIETNAM))


def test_a_name_longer_than_a_page_is_split_not_lost() -> None:
    pdf = receipt_slip(DOSSIER, [component("thửa đất " * 700)], AGENCY, now=PRINTED, practice=False)
    assert " ".join(page_texts(pdf)).count("thửa") == 700
