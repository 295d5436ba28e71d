"""Forms: printed labels, dotted lines, and what a pen filled in."""

from __future__ import annotations

from app.model.people import Person
from app.practice.papers.facts import Facts, day_in_words, plain_day
from app.practice.papers.parts import (
    COMMITTEE,
    PLACE,
    addressed,
    letterhead,
    made_at,
    signed_by,
    state_heading,
    titled,
)
from app.practice.papers.picture import VectorPage
from app.practice.papers.sheet import Sheet
from app.practice.people import COMMUNE, PROVINCE, sex_word

HEALTH_CENTRE = f"Trung tâm Y tế {PLACE}"
HEALTH_SEAL = f"TRUNG TÂM Y TẾ {PLACE.upper()}"
PLEDGE = (
    "Tôi cam đoan những nội dung khai trên đây là đúng sự thật, được sự thỏa thuận nhất trí của "
    "các bên liên quan theo quy định pháp luật và chịu hoàn toàn trách nhiệm trước pháp luật về "
    "nội dung cam đoan của mình."
)


def declaration(facts: Facts, seed: int) -> list[VectorPage]:
    """*Tờ khai* of any civil-status or welfare procedure: ``title`` names it."""
    sheet = Sheet(seed)
    state_heading(sheet)
    titled(sheet, facts.title)
    addressed(sheet)
    sheet.field("Họ, chữ đệm, tên người yêu cầu:", facts.applicant.full_name)
    _identity(sheet, facts.applicant)
    sheet.down(1)
    sheet.paragraph(f"Đề nghị cơ quan {facts.subject} theo những thông tin dưới đây:")
    sheet.down(2)
    about = facts.about
    sheet.field("Họ, chữ đệm, tên:", about.full_name.upper())
    sheet.field("Quan hệ với người yêu cầu:", facts.relation)
    sheet.fields(
        ("Ngày sinh:", plain_day(about.born_on)),
        ("Giới tính:", sex_word(about)),
    )
    sheet.fields(("Dân tộc:", "Kinh"), ("Quốc tịch:", "Việt Nam"))
    sheet.field("Số định danh cá nhân:", about.identifier)
    sheet.field("Nơi sinh:", f"Trạm Y tế {COMMUNE}, {PROVINCE}")
    sheet.field("Mục đích sử dụng:", f"Hoàn thiện hồ sơ nộp tại {COMMITTEE}")
    sheet.down(1)
    sheet.paragraph(PLEDGE)
    made_at(sheet, facts)
    signed_by(
        sheet, "Người yêu cầu", facts.applicant.full_name, hint="(Ký, ghi rõ họ, chữ đệm, tên)"
    )
    return [sheet.finished()]


def birth_notice(facts: Facts, seed: int) -> list[VectorPage]:
    """*Giấy chứng sinh* of a health centre; the mother is the applicant."""
    sheet = Sheet(seed)
    letterhead(sheet, facts, f"{facts.number}/GCS", above="Sở Y tế", agency=HEALTH_CENTRE)
    titled(sheet, "GIẤY CHỨNG SINH")
    sheet.field("Họ và tên mẹ hoặc người nuôi dưỡng:", facts.applicant.full_name)
    sheet.fields(("Ngày sinh:", plain_day(facts.applicant.born_on)), ("Dân tộc:", "Kinh"))
    _identity(sheet, facts.applicant)
    sheet.field("Họ và tên cha:", facts.other.full_name)
    sheet.field("Đã sinh con vào lúc:", f"05 giờ 40 phút, {day_in_words(facts.happened)}")
    sheet.field("Tại:", HEALTH_CENTRE)
    sheet.fields(("Số con trong lần sinh này:", "01"), ("Giới tính của con:", "Nữ"))
    sheet.fields(("Cân nặng:", "3.150 gam"), ("Hiện trạng của con:", "Khỏe mạnh"))
    surname = facts.other.full_name.split()[0]
    sheet.field("Dự định đặt tên con là:", f"{surname} Ngọc Bảo An")
    sheet.field("Người đỡ đẻ:", "Hộ sinh hạng III Trần Thị Nguyệt")
    sheet.down(3)
    top = sheet.y
    signed_by(sheet, "NGƯỜI GHI PHIẾU", "Trần Thị Nguyệt", x=60, hint="(Ký, ghi rõ họ tên)")
    sheet.y = top
    signed_by(sheet, "GIÁM ĐỐC", facts.signer, hint="(Ký tên, đóng dấu)", sealed=HEALTH_SEAL)
    return [sheet.finished()]


def death_notice(facts: Facts, seed: int) -> list[VectorPage]:
    """*Giấy báo tử* of a health centre; the deceased is ``other``."""
    sheet = Sheet(seed)
    letterhead(sheet, facts, f"{facts.number}/GBT", above="Sở Y tế", agency=HEALTH_CENTRE)
    titled(sheet, "GIẤY BÁO TỬ")
    addressed(sheet)
    sheet.paragraph(f"{HEALTH_CENTRE} thông báo người có tên dưới đây đã chết:")
    sheet.down(2)
    sheet.field("Họ và tên người chết:", facts.other.full_name.upper())
    sheet.fields(
        ("Ngày sinh:", plain_day(facts.other.born_on)), ("Giới tính:", sex_word(facts.other))
    )
    _identity(sheet, facts.other)
    sheet.field("Đã chết vào lúc:", f"21 giờ 15 phút, {day_in_words(facts.happened)}")
    sheet.field("Nơi chết:", HEALTH_CENTRE)
    sheet.field("Nguyên nhân chết:", "Tuổi cao, bệnh tim mạch")
    sheet.field("Người thân thích nhận giấy:", facts.applicant.full_name)
    sheet.down(2)
    sheet.paragraph(
        "Giấy báo tử này được cấp cho người thân thích của người chết để đăng ký khai tử theo quy "
        "định của pháp luật về hộ tịch."
    )
    sheet.down(4)
    top = sheet.y
    signed_by(sheet, "NGƯỜI NHẬN GIẤY", facts.applicant.full_name, x=60, hint="(Ký, ghi rõ họ tên)")
    sheet.y = top
    signed_by(sheet, "GIÁM ĐỐC", facts.signer, hint="(Ký tên, đóng dấu)", sealed=HEALTH_SEAL)
    return [sheet.finished()]


def _identity(sheet: Sheet, person: Person) -> None:
    sheet.field("Nơi cư trú:", person.address)
    issued = plain_day(person.id_issued_on)
    sheet.field("Giấy tờ tùy thân:", f"Căn cước số {person.identifier}, cấp ngày {issued}")
