"""Names, birth dates and numbers behind the labels of each kind of paper."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from app.document.extract.fields import ProposedField, propose_fields
from app.document.extract.kinds import kind_of, likeness, misplaced, propose_component
from app.document.extract.types import FOLDER, PaperType, all_types, types_of
from app.document.extract.values import KINDS, value_of
from app.document.frame import Word
from app.errors import BadInput
from app.model.dossier import CopyKind, DigitizeClass, DossierComponent, Handling
from app.procedure.json_file import parse, shaped

TODAY = date(2026, 3, 5)
LETTER, HEIGHT = 16, 30


def words(text: str, confidence: float = 0.95) -> list[Word]:
    """The words of ``text`` laid out line by line; a tab begins the right-hand column."""
    laid = []
    for line, content in enumerate(text.strip("\n").splitlines()):
        for column, part in enumerate(content.split("\t")):
            left = 100 + 800 * column
            for word in part.split():
                box = (left, 60 * line, left + LETTER * len(word), 60 * line + HEIGHT)
                laid.append(Word(word, box, confidence, line))
                left = box[2] + LETTER
    return laid


def found(text: str) -> dict[str, str]:
    return {field.name: field.value for field in propose_fields([words(text)], TODAY)}


def field(text: str, name: str) -> ProposedField:
    return next(each for each in propose_fields([words(text)], TODAY) if each.name == name)


MARRIAGE = """
GIẤY CHỨNG NHẬN KẾT HÔN
Số: 51/2019
Họ, chữ đệm, tên vợ:\tHọ, chữ đệm, tên chồng:
DƯƠNG THỊ THU DUYÊN\tPHẠM VĂN NGHĨA
Ngày sinh: 11/03/1993\tNgày sinh: 14/10/1992
Giấy tờ tùy thân: Căn cước\tGiấy tờ tùy thân: Căn cước
số 038193105489\tsố 044092721262
"""


def test_two_people_side_by_side() -> None:
    assert found(MARRIAGE) == {
        "title": "Giấy chứng nhận kết hôn",
        "abstract": "Giấy chứng nhận kết hôn",
        "number": "51/2019",
        "wife_name": "Dương Thị Thu Duyên",
        "wife_born_on": "1993-03-11",
        "wife_identifier": "038193105489",
        "husband_name": "Phạm Văn Nghĩa",
        "husband_born_on": "1992-10-14",
        "husband_identifier": "044092721262",
    }


def test_two_people_one_after_the_other_in_running_text() -> None:
    text = """
GIẤY ỦY QUYỀN
Họ và tên: Võ Trọng Giáp, sinh ngày 02/03/1997; căn cước số 044097445271 do
Cục Cảnh sát cấp ngày 17/11/2021; nơi cư trú: Thôn Rú Thông.
Họ và tên: Võ Ngọc Uyên, sinh ngày
28/10/1999; căn cước số 044199306949, bên dưới ký.
(Ký, ghi rõ họ tên)
Bùi Thị Mơ
"""
    assert found(text) == {
        "title": "Giấy ủy quyền",
        "abstract": "Giấy ủy quyền",
        "principal_name": "Võ Trọng Giáp",
        "principal_born_on": "1997-03-02",
        "principal_identifier": "044097445271",
        "agent_name": "Võ Ngọc Uyên",
        "agent_born_on": "1999-10-28",
        "agent_identifier": "044199306949",
    }


def test_a_field_says_where_it_stands_and_how_well_it_was_read() -> None:
    text = "TỜ KHAI ĐĂNG KÝ KHAI SINH\nHọ, chữ đệm, tên: Giàng Quỳnh Dương Giới tính: Nữ"
    read = words(text)
    name = next(each for each in read if each.text == "Quỳnh")
    read[read.index(name)] = Word(name.text, name.box, 0.41, name.line)
    (field,) = (each for each in propose_fields([[], read], TODAY) if each.name == "full_name")
    assert (field.value, field.page, field.confidence) == ("Giàng Quỳnh Dương", 1, 0.41)
    assert field.doubtful
    assert field.box[1:] == (60, field.box[2], 60 + HEIGHT)
    assert field.box[0] <= min(each.box[0] for each in read if each.text == "Giàng")
    assert field.box[2] == next(each.box[2] for each in read if each.text == "Dương")


@pytest.mark.parametrize(
    "line",
    [
        "Ho, chữ đêm, tên: Giàng Quỳnh Dương",
        "Họ, chư dệm, tẻn. Giàng Quỳnh Dương",
        "Họ chữ đệm tên ...... Giàng Quỳnh Dương",
        "Họ, chữ đệm, tên: GIÀNG QUỲNH DƯƠNG.",
    ],
)
def test_labels_may_be_read_a_little_wrong(line: str) -> None:
    assert found(f"TỜ KHAI ĐĂNG KÝ KHAI SINH\n{line}")["full_name"] == "Giàng Quỳnh Dương"


def test_a_longer_label_is_another_label() -> None:
    text = "TỜ KHAI ĐĂNG KÝ KHAI SINH\nHọ, chữ đệm, tên người yêu cầu: Lò Thị Khuyên"
    assert "full_name" not in found(text)
    assert found(text)["requester_name"] == "Lò Thị Khuyên"


def test_the_head_of_a_table_is_no_label() -> None:
    text = "BIÊN BẢN KIỂM PHIẾU\nHọ và tên:\tNăm sinh:\tĐịa chỉ:\nLò Thị Mơ\t1966\tBản Phùng"
    assert set(found(text)) == {"title", "abstract"}


def test_a_cavalry_day_is_no_birthday() -> None:
    text = "QUYẾT ĐỊNH\nCăn cứ Pháp lệnh Cựu chiến binh ngày 07 tháng 10 năm 2005"
    assert "born_on" not in found(text)


@pytest.mark.parametrize(
    ("kind", "after", "value", "trusted"),
    [
        ("name", ": ông Vàng Seo Lử, trú tại", "Vàng Seo Lử", True),
        ("name", "..... 7 NGỌC THẢO", "Ngọc Thảo", False),
        ("name", ": chưa rõ", None, True),
        ("name", ": người thân của các bên liên quan Lò Thị", None, True),
        ("date", ": 5/3/1990 tại", "1990-03-05", True),
        ("date", ": O5.03.199O", "1990-03-05", True),
        ("date", " ngày 5 tháng 3 năm 1990", "1990-03-05", True),
        ("date", ": 1966", "1966", True),
        ("date", ": 31/02/1990", None, True),
        ("date", ": ngày bốn tháng năm", None, True),
        ("identifier", ": 038 193 105 489", "038193105489", True),
        ("identifier", ": 191234567", "191234567", True),
        ("identifier", ": 0420953170649", "0420953170649", False),
        ("identifier", ": 999193105489", "999193105489", False),
        ("identifier", ": 12345", None, True),
        ("text", ": Thôn Nà Ngòi.\nXã khác", "Thôn Nà Ngòi", True),
    ],
)
def test_values(kind: str, after: str, value: str | None, trusted: bool) -> None:
    read = value_of(kind, after)
    assert (read.text if read else None) == value
    assert read is None or (read.trust == 1.0) is trusted


def test_every_kind_of_paper_is_told_apart_by_its_headings() -> None:
    for kind in all_types():
        assert all(each.kind in KINDS for each in kind.fields)
        for heading in kind.titles:
            assert kind_of(heading, TODAY) == kind, heading


def test_kinds_are_those_of_the_day_the_paper_was_written() -> None:
    assert "giay-chung-sinh" in {kind.key for kind in types_of(date(2012, 10, 24))}
    assert "giay-chung-sinh" not in {kind.key for kind in types_of(date(2012, 10, 23))}


def _line(key: str, name: str, code: str = "") -> DossierComponent:
    return DossierComponent(
        key,
        name,
        Handling.SUBMIT,
        DigitizeClass.MUST,
        CopyKind.ORIGINAL,
        document_type_code=code,
    )


CHECKLIST = [
    _line("to-khai", "Tờ khai đăng ký khai sinh", "TAM.to-khai-dang-ky-khai-sinh"),
    _line("cha-me-con", "Tờ khai đăng ký nhận cha, mẹ, con", "TAM.to-khai-nhan-cha-me-con"),
    _line("giay-chung-sinh", "Giấy chứng sinh", "000.00.00.G15-KQ004389"),
    _line("uy-quyen", "Văn bản ủy quyền", "TAM.van-ban-uy-quyen"),
    _line("can-cu", "Giấy tờ làm căn cứ"),
]


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("Tờ khai đăng ký khai sinh", "to-khai"),
        ("TO KHAI DANG KY KHAl SINH", "to-khai"),
        ("Tờ khai đăng ký nhận cha, mẹ, con", "cha-me-con"),
        ("Tờ khaỉ đăng ký nhân cha. me con", "cha-me-con"),
        ("Giấy chứng sinh", "giay-chung-sinh"),
        ("GIÃY CHỨNG 5INH", "giay-chung-sinh"),
        ("Giấy ủy quyền", "uy-quyen"),
        ("Hợp đồng uỷ quyền", "uy-quyen"),
    ],
)
def test_a_heading_finds_its_line(heading: str, key: str) -> None:
    ranked = propose_component(heading, CHECKLIST, TODAY)
    assert ranked[0][0] == key
    assert ranked[0][1] > ranked[1][1] + 0.15
    assert len(ranked) == len(CHECKLIST)


def test_nothing_is_said_of_a_paper_without_heading() -> None:
    assert propose_component(" ", CHECKLIST, TODAY) == []
    assert misplaced("", "to-khai", CHECKLIST, TODAY) is None


def test_a_paper_under_the_wrong_line_is_noticed() -> None:
    wrong = misplaced("Giấy chứng sinh", "to-khai", CHECKLIST, TODAY)
    assert wrong is not None
    assert (wrong.key, wrong.name) == ("giay-chung-sinh", "Giấy chứng sinh")
    stranger = misplaced("Quyết định", "giay-chung-sinh", CHECKLIST, TODAY)
    assert stranger is not None
    assert (stranger.key, stranger.name) == ("", "Quyết định")


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("Giấy chứng sinh", "giay-chung-sinh"),
        ("Giấy ủy quyền", "uy-quyen"),
        ("Tờ khai đăng ký khai sinh", "to-khai"),
        ("Quyết định", "can-cu"),
        ("Giấy cam đoan về việc sinh", "giay-chung-sinh"),
        ("Đơn xin xác nhận", "uy-quyen"),
    ],
)
def test_what_may_lie_there_is_left_alone(heading: str, key: str) -> None:
    assert misplaced(heading, key, CHECKLIST, TODAY) is None


def test_likeness_is_blind_to_marks_and_case() -> None:
    assert likeness("GIẤY CHỨNG SINH", "giay chung sinh") == 1.0
    assert likeness("", "") == 0.0


def test_a_fault_in_the_data_is_told_with_its_line() -> None:
    file = FOLDER / "uy-quyen.json"
    text = file.read_text(encoding="utf-8").replace('"kind": "date"', '"kind": "daet"', 1)
    with pytest.raises(BadInput, match=r"fields\.1\.kind"):
        shaped(TypeAdapter(PaperType), parse(text, Path("x.json")), text, Path("x.json"))
