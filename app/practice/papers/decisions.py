"""Papers of an agency: a decision of the People's Committee, a health centre's statement."""

from __future__ import annotations

from app.practice.papers.facts import Facts, plain_day
from app.practice.papers.forms import HEALTH_CENTRE, HEALTH_SEAL
from app.practice.papers.parts import COMMITTEE, SEAL_WORDS, letterhead, signed_by, titled
from app.practice.papers.picture import VectorPage
from app.practice.papers.sheet import LEFT, PAGE_WIDTH, Sheet
from app.practice.people import COMMUNE, PROVINCE
from app.typeset.faces import BOLD, ITALIC


def decision(facts: Facts, seed: int) -> list[VectorPage]:
    """*Quyết định* on a veteran's allowance; the veteran is ``other``."""
    sheet = Sheet(seed)
    letterhead(sheet, facts, f"{facts.number}/QĐ-UBND", above=f"UBND {PROVINCE}")
    titled(sheet, "QUYẾT ĐỊNH", "Về việc thực hiện chế độ đối với cựu chiến binh")
    sheet.write(PAGE_WIDTH / 2, f"CHỦ TỊCH {COMMITTEE.upper()}", face=BOLD, align="centre")
    sheet.down(9)
    for ground in (
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",
        "Căn cứ Pháp lệnh Cựu chiến binh ngày 07 tháng 10 năm 2005;",
        f"Xét hồ sơ của ông (bà) {facts.other.full_name} và đề nghị của công chức phụ trách lao "
        "động, người có công và xã hội.",
    ):
        sheet.paragraph(ground, face=ITALIC)
    sheet.write(PAGE_WIDTH / 2, "QUYẾT ĐỊNH:", face=BOLD, align="centre")
    sheet.down(8)
    for article in (
        f"Điều 1. Công nhận ông (bà) {facts.other.full_name}, sinh ngày "
        f"{plain_day(facts.other.born_on)}, số định danh cá nhân {facts.other.identifier}, nơi cư "
        f"trú: {facts.other.address}, là cựu chiến binh được hưởng chế độ theo quy định.",
        "Điều 2. Chế độ được thực hiện kể từ ngày ký Quyết định này. Kinh phí do ngân sách nhà "
        "nước bảo đảm theo phân cấp quản lý hiện hành.",
        f"Điều 3. Văn phòng Hội đồng nhân dân và {COMMITTEE}, các bộ phận có liên quan và ông (bà) "
        f"{facts.other.full_name} chịu trách nhiệm thi hành Quyết định này./.",
    ):
        sheet.paragraph(article)
    sheet.down(4)
    top = sheet.y
    sheet.write(LEFT, "Nơi nhận:", face=BOLD, size=12)
    for receiver in ("- Như Điều 3;", "- Hội Cựu chiến binh xã;", "- Lưu: VT, VHXH."):
        sheet.down(5.4)
        sheet.write(LEFT, receiver, size=11)
    sheet.y = top
    signed_by(sheet, "CHỦ TỊCH", facts.signer, sealed=SEAL_WORDS)
    return [sheet.finished()]


def health_statement(facts: Facts, seed: int) -> list[VectorPage]:
    """*Văn bản xác nhận* of the relation between father and child; the father is ``other``."""
    sheet = Sheet(seed)
    letterhead(sheet, facts, f"{facts.number}/XN-TTYT", above="Sở Y tế", agency=HEALTH_CENTRE)
    titled(sheet, "VĂN BẢN XÁC NHẬN", "Về kết quả giám định quan hệ cha con")
    for text in (
        f"{HEALTH_CENTRE} nhận được đơn đề nghị của bà {facts.applicant.full_name} và ông "
        f"{facts.other.full_name}, cùng cư trú tại {COMMUNE}, {PROVINCE}, về việc giám định quan "
        "hệ huyết thống để làm thủ tục đăng ký khai sinh cho con.",
        f"Căn cứ kết quả xét nghiệm ADN số {facts.number + 300}/KQ ngày {plain_day(facts.day)} của "
        "phòng xét nghiệm, trên 24 hệ gen đã so sánh không có sai khác, độ tin cậy lớn hơn "
        "99,99 phần trăm.",
        f"{HEALTH_CENTRE} xác nhận: ông {facts.other.full_name}, số định danh cá nhân "
        f"{facts.other.identifier}, và cháu bé do bà {facts.applicant.full_name} "
        "sinh có quan hệ huyết thống cha con.",
        "Văn bản này được cấp theo đề nghị của đương sự để nộp cho cơ quan đăng ký hộ tịch./.",
    ):
        sheet.paragraph(text)
    sheet.down(6)
    signed_by(sheet, "GIÁM ĐỐC", facts.signer, sealed=HEALTH_SEAL)
    return [sheet.finished()]
