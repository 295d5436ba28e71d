"""Certificates with a border: marriage, extract of a death entry, marital status."""

from __future__ import annotations

from reportlab.lib.colors import Color
from reportlab.lib.units import mm

from app.model.people import Person
from app.practice.papers.facts import Facts, day_in_words, plain_day
from app.practice.papers.parts import (
    COMMITTEE,
    SEAL_WORDS,
    letterhead,
    made_at,
    signed_by,
    state_heading,
    titled,
)
from app.practice.papers.picture import VectorPage
from app.practice.papers.sheet import LEFT, PAGE_HEIGHT, PAGE_WIDTH, Sheet
from app.practice.people import sex_word
from app.typeset.faces import BOLD

FRAME = Color(0.62, 0.23, 0.18)
CREAM = Color(0.992, 0.975, 0.935)


def marriage_certificate(facts: Facts, seed: int) -> list[VectorPage]:
    """*Giấy chứng nhận kết hôn*: both people side by side."""
    sheet = _framed(seed)
    state_heading(sheet)
    titled(sheet, "GIẤY CHỨNG NHẬN KẾT HÔN", f"Số: {facts.number:02d}/{facts.day.year}")
    top = sheet.y
    for x, role, person in (
        (LEFT, "Họ, chữ đệm, tên vợ:", facts.applicant),
        (LEFT + 83, "Họ, chữ đệm, tên chồng:", facts.other),
    ):
        sheet.y = top
        _side(sheet, x, role, person)
    sheet.down(6)
    sheet.write(LEFT, f"Nơi đăng ký kết hôn: {COMMITTEE}")
    sheet.down(8)
    sheet.write(LEFT, f"Ngày, tháng, năm đăng ký: {day_in_words(facts.day)}")
    sheet.down(12)
    top = sheet.y
    signed_by(sheet, "Vợ", facts.applicant.full_name, x=55, hint="(Ký, ghi rõ họ tên)")
    sheet.y = top
    signed_by(sheet, "Chồng", facts.other.full_name, x=PAGE_WIDTH - 55, hint="(Ký, ghi rõ họ tên)")
    sheet.down(14)
    signed_by(sheet, "CHỦ TỊCH", facts.signer, x=PAGE_WIDTH / 2 + 10, sealed=SEAL_WORDS)
    return [sheet.finished()]


def death_extract(facts: Facts, seed: int) -> list[VectorPage]:
    """*Trích lục khai tử*; the deceased is ``other``."""
    sheet = _framed(seed)
    letterhead(sheet, facts, f"{facts.number}/TLKT")
    titled(sheet, "TRÍCH LỤC KHAI TỬ")
    dead = facts.other
    for line in (
        f"Họ, chữ đệm, tên: {dead.full_name.upper()}",
        f"Ngày, tháng, năm sinh: {plain_day(dead.born_on)}",
        f"Giới tính: {sex_word(dead)}     Dân tộc: Kinh     Quốc tịch: Việt Nam",
        f"Số định danh cá nhân: {dead.identifier}",
        f"Nơi cư trú cuối cùng: {dead.address}",
        f"Đã chết vào lúc: 21 giờ 15 phút, {day_in_words(facts.happened)}",
        "Nơi chết: Tại nhà riêng",
        "Nguyên nhân chết: Tuổi cao",
        f"Nơi đăng ký khai tử: {COMMITTEE}",
        f"Số đăng ký: {facts.number:03d}/{facts.day.year}",
        f"Họ, chữ đệm, tên người đi khai tử: {facts.applicant.full_name}",
    ):
        sheet.write(LEFT + 4, line)
        sheet.down(10.5)
    sheet.down(4)
    signed_by(sheet, "CHỦ TỊCH", facts.signer, sealed=SEAL_WORDS)
    return [sheet.finished()]


def marital_status(facts: Facts, seed: int) -> list[VectorPage]:
    """*Giấy xác nhận tình trạng hôn nhân* issued to the applicant earlier."""
    sheet = _framed(seed)
    letterhead(sheet, facts, f"{facts.number}/UBND-XNTTHN")
    titled(sheet, "GIẤY XÁC NHẬN", "TÌNH TRẠNG HÔN NHÂN")
    sheet.write(PAGE_WIDTH / 2, COMMITTEE.upper(), face=BOLD, align="centre")
    sheet.down(10)
    person = facts.applicant
    for line in (
        f"Xét đề nghị của ông (bà): {person.full_name}",
        "XÁC NHẬN:",
        f"Họ, chữ đệm, tên: {person.full_name.upper()}",
        f"Ngày, tháng, năm sinh: {plain_day(person.born_on)}",
        f"Giới tính: {sex_word(person)}     Dân tộc: Kinh     Quốc tịch: Việt Nam",
        f"Giấy tờ tùy thân: Căn cước số {person.identifier}",
        f"Nơi cư trú: {person.address}",
        "Tình trạng hôn nhân: Hiện tại chưa đăng ký kết hôn với ai",
    ):
        sheet.write(LEFT + 4, line)
        sheet.down(10.5)
    sheet.paragraph(
        "Giấy này được cấp để làm thủ tục vay vốn ngân hàng và có giá trị 06 tháng kể từ ngày cấp.",
        left=LEFT + 4,
    )
    made_at(sheet, facts)
    signed_by(sheet, "CHỦ TỊCH", facts.signer, sealed=SEAL_WORDS)
    return [sheet.finished()]


def _framed(seed: int) -> Sheet:
    """A cream page with a double border and corner squares."""
    sheet = Sheet(seed)
    canvas = sheet.canvas
    canvas.setFillColor(CREAM)
    canvas.rect(0, 0, PAGE_WIDTH * mm, PAGE_HEIGHT * mm, stroke=0, fill=1)
    canvas.setStrokeColor(FRAME)
    canvas.setFillColor(FRAME)
    for inset, width in ((9.0, 2.2), (11.0, 0.6)):
        canvas.setLineWidth(width)
        edge = inset * mm
        canvas.rect(edge, edge, PAGE_WIDTH * mm - 2 * edge, PAGE_HEIGHT * mm - 2 * edge)
    for x in (9.0, PAGE_WIDTH - 12.0):
        for y in (9.0, PAGE_HEIGHT - 12.0):
            canvas.rect(x * mm, y * mm, 3 * mm, 3 * mm, stroke=0, fill=1)
    sheet.y = 30
    return sheet


def _side(sheet: Sheet, x: float, role: str, person: Person) -> None:
    sheet.write(x, role)
    sheet.down(7.5)
    sheet.write(x, person.full_name.upper(), face=BOLD)
    sheet.down(7.5)
    village, commune, province = person.address.split(", ")
    for line in (
        f"Ngày sinh: {plain_day(person.born_on)}",
        "Dân tộc: Kinh",
        "Quốc tịch: Việt Nam",
        f"Nơi cư trú: {village},",
        f"{commune}, {province}",
        "Giấy tờ tùy thân: Căn cước",
        f"số {person.identifier}",
    ):
        sheet.write(x, line)
        sheet.down(7.5)
