"""Papers of running text: decision, notice, minutes, contract in small print, guide in columns."""

from __future__ import annotations

from tests.bench.digitise.papers.heads import (
    LEFT,
    RIGHT,
    addressees,
    agency_heading,
    nation_heading,
    signed_by,
    title,
)
from tests.bench.digitise.papers.marks import signature
from tests.bench.digitise.papers.sheet import Sheet
from tests.bench.digitise.papers.words import Words


def decision(sheet: Sheet, words: Words) -> None:
    commune, province = agency_heading(sheet, words, "QĐ-UBND")
    y = title(sheet, 52, "QUYẾT ĐỊNH", "Về việc chuyển mục đích sử dụng đất")
    y = title(sheet, y + 1, f"CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ {commune.upper()}", size=13)
    size = 13.0 if sheet.dice.integers(2) else 13.5
    for ground in words.grounds(4):
        italic = [(ground, sheet.face.italic)]
        y = sheet.paragraph(y, italic, size, LEFT, RIGHT, indent=10) + 1.2
    y = title(sheet, y + 2, "QUYẾT ĐỊNH:", size=13)
    for number, sentence in enumerate(words.sentences(3), start=1):
        runs = [(f"Điều {number}.", sheet.face.bold), (sentence, sheet.face.regular)]
        y = sheet.paragraph(y, runs, size, LEFT, RIGHT, indent=10) + 1.6
    addressees(sheet, y + 8, "Như Điều 3;", "Sở Nông nghiệp và Môi trường;", "Lưu: VT, ĐC.")
    signed_by(sheet, words, y + 8, commune, province)


def notice(sheet: Sheet, words: Words) -> None:
    commune, province = agency_heading(sheet, words, "TB-UBND")
    y = title(
        sheet, 54, "THÔNG BÁO", f"Lịch tiếp công dân quý {words.of(('I', 'II', 'III', 'IV'))}"
    )
    sheet.put((LEFT + RIGHT) / 2, y, f"Kính gửi: Các hộ dân {words.address()}", 13, anchor="m")
    y += 10
    for sentence in words.sentences(9):
        y = sheet.paragraph(y, sentence, 13, LEFT, RIGHT, indent=10) + 1.5
    addressees(sheet, y + 8, "Đảng ủy, HĐND xã;", "Trưởng các thôn;", "Lưu: VT.")
    signed_by(sheet, words, y + 8, commune, province)


def minutes(sheet: Sheet, words: Words) -> None:
    nation_heading(sheet)
    y = title(sheet, 46, "BIÊN BẢN HÒA GIẢI", "Tranh chấp đất đai, lối đi và mương tưới", size=13.5)
    opening = (
        f"Hôm nay, ngày {words.date()}, tại trụ sở Ủy ban nhân dân xã {words.commune()}, "
        f"chúng tôi gồm:"
    )
    y = sheet.paragraph(y, opening, 12, LEFT, RIGHT, indent=8) + 1
    for number in range(1, 5):
        person = (
            f"{number}. {words.of(('Ông', 'Bà'))} {words.name()}, số căn cước {words.identifier()}."
        )
        y = sheet.paragraph(y, person, 12, LEFT + 6, RIGHT, justified=False) + 0.8
    for heading in ("I. NỘI DUNG", "II. Ý KIẾN CÁC BÊN", "III. KẾT QUẢ"):
        sheet.put(LEFT, y + 2, [(heading, sheet.face.bold)], 12)
        y += 8.5
        for sentence in words.sentences(3):
            y = sheet.paragraph(y, f"- {sentence}", 12, LEFT, RIGHT, indent=5) + 0.8
    for x, role in ((60, "CÁC BÊN"), (152, "NGƯỜI GHI BIÊN BẢN")):
        sheet.put(x, y + 6, [(role, sheet.face.bold)], 12, anchor="m")
        sheet.put(x, y + 33, words.name(), 12, anchor="m")
        signature(sheet, x, y + 18, wide=34)


def contract(sheet: Sheet, words: Words) -> None:
    """Small print from edge to edge."""
    nation_heading(sheet, 18)
    y = title(sheet, 36, "HỢP ĐỒNG CHUYỂN NHƯỢNG QUYỀN SỬ DỤNG ĐẤT", size=12.5)
    size = 9.0
    for number, heading in enumerate(
        ("Đối tượng của hợp đồng", "Giá và phương thức thanh toán", "Bàn giao", "Cam đoan"), start=1
    ):
        sheet.put(22, y, [(f"Điều {number}. {heading}", sheet.face.bold)], size + 0.5)
        y += 5.2
        for part, sentence in enumerate(words.sentences(6), start=1):
            y = sheet.paragraph(y, f"{number}.{part}. {sentence}", size, 22, 196, indent=4) + 0.5
        y += 1.5
    for x, role in ((62, "BÊN CHUYỂN NHƯỢNG"), (150, "BÊN NHẬN CHUYỂN NHƯỢNG")):
        sheet.put(x, y + 5, [(role, sheet.face.bold)], 10, anchor="m")
        sheet.put(x, y + 29, words.name(), 10, anchor="m")
        signature(sheet, x, y + 16, wide=30)


def guide(sheet: Sheet, words: Words) -> None:
    """A handout in two columns with a rule between them."""
    y = title(sheet, 24, "HƯỚNG DẪN LÀM THỦ TỤC TẠI NHÀ", size=15)
    sheet.put(
        (LEFT + RIGHT) / 2,
        y,
        [
            (
                f"Tài liệu phát tay của xã {words.commune()}, số {words.between(1, 12)}",
                sheet.face.italic,
            )
        ],
        10.5,
        anchor="m",
    )
    top = y + 10
    sheet.rule(108, top - 4, 108, 268, 0.15)
    for left, right in ((22, 103), (113, 194)):
        y, number = top, 0
        while y < 250:
            number += 1
            sheet.put(left, y, [(f"{number}. {words.of(_HEADINGS)}", sheet.face.bold)], 11)
            y += 6
            for sentence in words.sentences(2):
                y = sheet.paragraph(y, sentence, 10.5, left, right, indent=4) + 0.8
            y += 2


_HEADINGS = (
    "Chuẩn bị giấy tờ",
    "Nộp ở đâu?",
    "Lệ phí và miễn giảm",
    "Khi nào nhận kết quả",
    "Ai được làm thay",
    "Những lỗi hay gặp",
    "Đường dây nóng",
)
