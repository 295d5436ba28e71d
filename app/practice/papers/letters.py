"""Running text: a citizen's request, and an authorisation of two pages."""

from __future__ import annotations

from app.model.people import Person
from app.practice.papers.facts import Facts, plain_day
from app.practice.papers.parts import (
    COMMITTEE,
    SEAL_WORDS,
    addressed,
    made_at,
    page_number,
    signed_by,
    state_heading,
    titled,
)
from app.practice.papers.picture import VectorPage
from app.practice.papers.sheet import Sheet
from app.typeset.faces import BOLD


def request_letter(facts: Facts, seed: int) -> list[VectorPage]:
    """*Đơn đề nghị*: ``title`` names it, ``subject`` says what is asked."""
    sheet = Sheet(seed)
    state_heading(sheet)
    titled(sheet, facts.title)
    addressed(sheet)
    sheet.paragraph(_introduced("Tôi tên là", facts.applicant))
    sheet.paragraph(
        f"Nay tôi làm đơn này kính đề nghị {COMMITTEE} xem xét, {facts.subject}. Lý do: "
        f"{facts.reason}"
    )
    sheet.paragraph(
        "Tôi đã đọc và hiểu các quy định của pháp luật có liên quan. Các giấy tờ gửi kèm theo đơn "
        "này là bản chính hoặc bản sao hợp lệ, tôi xin xuất trình bản chính để đối chiếu khi có "
        "yêu cầu."
    )
    sheet.paragraph(
        "Tôi xin cam đoan những điều trình bày trên đây là hoàn toàn đúng sự thật; nếu sai tôi xin "
        "chịu trách nhiệm trước pháp luật. Kính mong quý cơ quan quan tâm giải quyết và thông báo "
        f"kết quả cho tôi theo số điện thoại {facts.applicant.phone}."
    )
    sheet.paragraph("Tôi xin chân thành cảm ơn./.")
    made_at(sheet, facts)
    signed_by(sheet, "NGƯỜI LÀM ĐƠN", facts.applicant.full_name, hint="(Ký và ghi rõ họ tên)")
    return [sheet.finished()]


def authorisation(facts: Facts, seed: int) -> list[VectorPage]:
    """*Giấy ủy quyền* on two pages, the signatures attested with a seal on the second."""
    return [_first_page(facts, seed), _second_page(facts, seed + 1)]


def _first_page(facts: Facts, seed: int) -> VectorPage:
    sheet = Sheet(seed)
    state_heading(sheet)
    titled(sheet, "GIẤY ỦY QUYỀN")
    sheet.paragraph("Căn cứ Bộ luật Dân sự ngày 24 tháng 11 năm 2015;")
    sheet.paragraph("Căn cứ nhu cầu và sự thỏa thuận của các bên;")
    sheet.paragraph(
        f"Hôm nay, ngày {plain_day(facts.day)}, tại trụ sở {COMMITTEE}, chúng tôi gồm có:"
    )
    _heading(sheet, "I. BÊN ỦY QUYỀN (BÊN A)")
    sheet.paragraph(_introduced("Họ và tên", facts.applicant))
    sheet.paragraph(f"Số điện thoại liên hệ: {facts.applicant.phone}.")
    _heading(sheet, "II. BÊN ĐƯỢC ỦY QUYỀN (BÊN B)")
    sheet.paragraph(_introduced("Họ và tên", facts.other))
    sheet.paragraph(f"Số điện thoại liên hệ: {facts.other.phone}.")
    _heading(sheet, "III. NỘI DUNG ỦY QUYỀN")
    sheet.paragraph(
        f"Bên A ủy quyền cho Bên B thay mặt Bên A liên hệ với {COMMITTEE} để {facts.subject}; nộp "
        "hồ sơ, bổ sung giấy tờ khi có yêu cầu, nộp phí, lệ phí (nếu có), ký nhận giấy tiếp nhận "
        "hồ sơ và hẹn trả kết quả, nhận kết quả giải quyết thủ tục hành chính."
    )
    sheet.paragraph(
        "Trong phạm vi ủy quyền, Bên B được quyền khai và ký tên trên các giấy tờ cần thiết theo "
        "mẫu của cơ quan nhà nước. Bên B không được ủy quyền lại cho người khác."
    )
    return sheet.finished()


def _second_page(facts: Facts, seed: int) -> VectorPage:
    sheet = Sheet(seed)
    page_number(sheet, 2)
    _heading(sheet, "IV. THỜI HẠN VÀ THÙ LAO ỦY QUYỀN")
    sheet.paragraph(
        "Việc ủy quyền có hiệu lực kể từ ngày ký cho đến khi Bên B thực hiện xong công việc được "
        "ủy quyền. Hai bên thỏa thuận việc ủy quyền này không có thù lao."
    )
    _heading(sheet, "V. CAM KẾT CỦA CÁC BÊN")
    sheet.paragraph(
        "Hai bên cam kết sẽ hoàn toàn chịu trách nhiệm trước pháp luật về mọi thông tin ghi trong "
        "giấy ủy quyền này. Mọi tranh chấp phát sinh giữa hai bên sẽ do hai bên tự giải quyết."
    )
    sheet.paragraph("Giấy ủy quyền này được lập thành 02 bản, mỗi bên giữ 01 bản.")
    sheet.down(3)
    top = sheet.y
    signed_by(sheet, "BÊN ỦY QUYỀN", facts.applicant.full_name, x=62, hint="(Ký, ghi rõ họ tên)")
    sheet.y = top
    signed_by(sheet, "BÊN ĐƯỢC ỦY QUYỀN", facts.other.full_name, x=146, hint="(Ký, ghi rõ họ tên)")
    sheet.down(16)
    _heading(sheet, "CHỨNG THỰC CHỮ KÝ")
    sheet.paragraph(
        f"Tại {COMMITTEE}, các ông (bà) có tên trên đây cam đoan đã hiểu, tự chịu trách nhiệm về "
        "nội dung của giấy ủy quyền và đã ký vào giấy này trước mặt người thực hiện chứng thực. "
        f"Số chứng thực: {facts.number}, quyển số 01/{facts.day.year}-SCT/CK."
    )
    sheet.down(2)
    signed_by(sheet, "PHÓ CHỦ TỊCH", facts.signer, role_above="KT. CHỦ TỊCH", sealed=SEAL_WORDS)
    return sheet.finished()


def _heading(sheet: Sheet, words: str) -> None:
    sheet.down(1)
    sheet.write(28, words, face=BOLD)
    sheet.down(7)


def _introduced(opening: str, person: Person) -> str:
    return (
        f"{opening}: {person.full_name}, sinh ngày {plain_day(person.born_on)}; căn cước số "
        f"{person.identifier} do Cục Cảnh sát quản lý hành chính về trật tự xã hội cấp ngày "
        f"{plain_day(person.id_issued_on)}; nơi cư trú: {person.address}."
    )
