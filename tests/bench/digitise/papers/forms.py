"""Papers to be filled in or held up: declaration, certificate, confirmation, list."""

from __future__ import annotations

from tests.bench.digitise.papers.heads import (
    LEFT,
    RIGHT,
    agency_heading,
    nation_heading,
    signed_by,
    title,
)
from tests.bench.digitise.papers.marks import identity_photo, security_pattern, signature, ticked
from tests.bench.digitise.papers.sheet import Sheet
from tests.bench.digitise.papers.words import Words


def declaration(sheet: Sheet, words: Words) -> None:
    """Typed answers over dotted lines, boxes to tick, the declarant's hand below."""
    nation_heading(sheet)
    y = title(sheet, 48, "TỜ KHAI ĐĂNG KÝ KHAI SINH")
    addressed = f"Kính gửi: Ủy ban nhân dân xã {words.commune()}, tỉnh {words.province()}"
    sheet.put((LEFT + RIGHT) / 2, y, addressed, 13, anchor="m")
    y += 11
    for question, answer in _questions(words):
        y = _answered(sheet, y, question, answer)
    sheet.put(LEFT, y, "Đề nghị cấp bản sao:", 12.5)
    for x, choice in ((82, "Có"), (108, "Không")):
        sheet.put(x, y, choice, 12.5)
        sheet.box(x + 14, y - 3.6, 4, 4)
    ticked(sheet, 98, y - 1)
    y += 9
    promise = (
        "Tôi cam đoan nội dung đề nghị đăng ký khai sinh trên đây là đúng sự thật, được sự thỏa "
        "thuận nhất trí của các bên liên quan theo quy định pháp luật và chịu hoàn toàn trách "
        "nhiệm trước pháp luật về nội dung cam đoan của mình."
    )
    y = sheet.paragraph(y, promise, 12.5, LEFT, RIGHT, indent=8) + 4
    said = f"Làm tại: {words.commune()}, ngày {words.date()}"
    sheet.put(148, y, [(said, sheet.face.italic)], 12.5, anchor="m")
    sheet.put(148, y + 6, [("Người yêu cầu", sheet.face.bold)], 12.5, anchor="m")
    sheet.put(148, y + 34, words.name(), 12.5, anchor="m")
    signature(sheet, 150, y + 20, wide=36)


def _questions(words: Words) -> list[tuple[str, str]]:
    return [
        ("Họ, chữ đệm, tên người yêu cầu:", words.name()),
        ("Nơi cư trú:", words.address()),
        ("Giấy tờ tùy thân:", f"Căn cước số {words.identifier()}, cấp ngày {words.day()}"),
        ("Quan hệ với người được khai sinh:", words.of(("bố", "mẹ", "ông nội", "bà ngoại"))),
        ("Họ, chữ đệm, tên của trẻ:", words.name().upper()),
        ("Ngày, tháng, năm sinh:", words.day()),
        ("Giới tính:", words.of(("Nam", "Nữ"))),
        ("Nơi sinh:", f"Trạm Y tế xã {words.commune()}"),
        ("Quê quán:", words.address()),
        ("Họ, chữ đệm, tên người mẹ:", words.name()),
        ("Năm sinh:", str(words.between(1978, 2003))),
        ("Nơi cư trú của mẹ:", words.address()),
        ("Họ, chữ đệm, tên người cha:", words.name()),
        ("Số định danh cá nhân của cha:", words.identifier()),
    ]


def _answered(sheet: Sheet, y: float, question: str, answer: str) -> float:
    """Question and answer on one line of dots that starts after the question."""
    size = 12.5
    start = LEFT + sheet.width_of([(question, sheet.face.regular)], size) + 1.5
    sheet.put(LEFT, y, f"{question} {answer}", size, says=f"{question} {answer}")
    end = LEFT + sheet.width_of([(f"{question} {answer} ", sheet.face.regular)], size)
    dot = sheet.width_of([(".", sheet.face.regular)], size)
    dots = max(0, int((RIGHT - end) / dot))
    sheet.put(end, y, "." * dots, size, says="")
    return y + 7.6 if start < RIGHT else y


def certificate(sheet: Sheet, words: Words) -> None:
    """A framed certificate on tinted paper with a photograph."""
    security_pattern(sheet)
    for inset, thick in ((10.0, 1.1), (12.2, 0.3)):
        sheet.box(inset, inset, 210 - 2 * inset, 297 - 2 * inset, thick)
    commune, province = agency_heading(sheet, words, "GCN-UBND", top=27)
    y = title(sheet, 62, "GIẤY CHỨNG NHẬN", "HỘ NGHÈO, HỘ CẬN NGHÈO", size=20)
    identity_photo(sheet, 30, y)
    lines = [
        ("Họ và tên chủ hộ:", words.name().upper()),
        ("Sinh ngày:", words.day()),
        ("Dân tộc:", words.of(("Kinh", "Tày", "Thái", "Khmer", "Mường"))),
        ("Số định danh:", words.identifier()),
        ("Nơi thường trú:", words.of(("thôn Đoài", "ấp Bãi Ngự", "khóm Ruộng Cạn"))),
    ]
    below = y + 4
    for question, answer in lines:
        runs = [(f"{question} ", sheet.face.regular), (answer, sheet.face.bold)]
        sheet.put(70, below, runs, 13.5)
        below += 9
    y = below + 6
    for sentence in words.sentences(4):
        y = sheet.paragraph(y, sentence, 13.5, LEFT, 184, indent=10) + 1.5
    signed_by(sheet, words, y + 8, commune, province)


def confirmation(sheet: Sheet, words: Words) -> None:
    """A short confirmation of marital status: much white, a seal, small notes at the foot."""
    commune, province = agency_heading(sheet, words, "XNTTHN")
    y = title(sheet, 60, "GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN")
    y = sheet.paragraph(
        y,
        f"Xét đề nghị của {words.of(('ông', 'bà'))} {words.name()}, về việc cấp giấy xác nhận.",
        13,
        LEFT,
        RIGHT,
        indent=10,
    )
    for question, answer in (
        ("Họ, chữ đệm, tên:", words.name().upper()),
        ("Ngày, tháng, năm sinh:", words.day()),
        ("Giấy tờ tùy thân:", f"Thẻ căn cước số {words.identifier()}"),
        ("Nơi cư trú:", words.address()),
    ):
        y = sheet.paragraph(y + 1.5, f"{question} {answer}.", 13, LEFT, RIGHT, justified=False)
    for sentence in words.sentences(2):
        y = sheet.paragraph(y + 1.5, sentence, 13, LEFT, RIGHT, indent=10)
    signed_by(sheet, words, y + 10, commune, province)
    sheet.rule(LEFT, 262, LEFT + 50, 262, 0.15)
    note = "Giấy này có giá trị sáu tháng kể từ ngày cấp và chỉ dùng vào đúng mục đích đã ghi."
    sheet.paragraph(267, f"(1) {note}", 8.5, LEFT, RIGHT, justified=False)


_COLUMNS = (
    ("TT", 10.0),
    ("Họ và tên", 44.0),
    ("Ngày sinh", 25.0),
    ("Số định danh", 31.0),
    ("Địa chỉ", 32.0),
    ("Số tiền (đồng)", 26.0),
)


def table(sheet: Sheet, words: Words) -> None:
    """A boxed list of households with sums, sealed at the foot."""
    commune, province = agency_heading(sheet, words, "DS-UBND")
    y = title(
        sheet, 50, "DANH SÁCH HỖ TRỢ ĐỘT XUẤT", f"Đợt {words.between(1, 4)} năm {words.year()}"
    )
    left = 21.0
    rows, row = words.between(12, 16), 7.4
    top = y
    edges = [left]
    for name, wide in _COLUMNS:
        middle = edges[-1] + wide / 2
        sheet.put(middle, y + 5, [(name, sheet.face.bold)], 9.5, anchor="m", cell=True)
        edges.append(edges[-1] + wide)
    for number in range(1, rows + 1):
        cells = (
            str(number),
            words.name(),
            words.day(),
            words.identifier(),
            words.of(("Thôn Đoài", "Ấp Giữa", "Xóm Bãi", "Tổ 4", "Bản Nà Hỳ")),
            words.money(),
        )
        for place, text in enumerate(cells):
            baseline = y + number * row + 5
            if place in (1, 4):
                sheet.put(edges[place] + 1.5, baseline, text, 10.5, cell=True)
            elif place == 5:
                sheet.put(edges[6] - 1.5, baseline, text, 10.5, anchor="r", cell=True)
            else:
                middle = (edges[place] + edges[place + 1]) / 2
                sheet.put(middle, baseline, text, 10.5, anchor="m", cell=True)
    bottom = top + (rows + 1) * row
    for number in range(rows + 2):
        sheet.rule(left, top + number * row, edges[-1], top + number * row, 0.22)
    for edge in edges:
        sheet.rule(edge, top, edge, bottom, 0.22)
    said = f"Tổng cộng: {rows} hộ. Danh sách này đã niêm yết từ ngày {words.day()}."
    sheet.put(left, bottom + 7, [(said, sheet.face.italic)], 12)
    signed_by(sheet, words, bottom + 17, commune, province)
