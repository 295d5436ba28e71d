"""The dossiers of a practice day: procedures that are taken on paper, and what is brought.

Component keys are those of ``resources/catalogue``. Every paper that must be handed in and may
be digitised is here; papers that are only shown are not drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from app.model.people import Sex
from app.practice.papers.facts import SELF


@dataclass(frozen=True)
class PaperDesign:
    """One paper: its layout, what it says, and how its picture is taken.

    ``kind`` is a layout of ``kinds.KINDS``. ``blank_back`` adds the empty back of its last
    sheet, as a feeder that scans both sides gives it. ``days_before`` is how much older the
    paper is than the citizen's own.
    """

    kind: str
    title: str = ""
    subject: str = ""
    reason: str = ""
    relation: str = SELF
    taken: Literal["scan", "photo", "poor photo"] = "scan"
    blank_back: bool = False
    days_before: int = 0


@dataclass(frozen=True)
class Role:
    """Whom a design needs: sex (None: either) and the years of birth that make sense."""

    sex: Sex | None = None
    born_in: tuple[int, int] = (1960, 2002)


@dataclass(frozen=True)
class DossierDesign:
    """One dossier; ``papers`` by component key, in the order of the catalogue."""

    procedure_code: str
    papers: dict[str, PaperDesign]
    case_key: str = ""
    applicant: Role = Role()
    other: Role = Role()


DESIGNS = (
    DossierDesign(
        "1.004873",
        {
            "to-khai": PaperDesign(
                "to-khai",
                "TỜ KHAI CẤP GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN",
                "cấp Giấy xác nhận tình trạng hôn nhân",
            ),
            "giay-xac-nhan-hon-nhan-cu": PaperDesign("giay-xac-nhan-hon-nhan", days_before=200),
            "van-ban-uy-quyen": PaperDesign(
                "giay-uy-quyen",
                subject="làm thủ tục cấp Giấy xác nhận tình trạng hôn nhân",
                blank_back=True,
            ),
        },
        applicant=Role(born_in=(1985, 2002)),
    ),
    DossierDesign(
        "1.000689",
        {
            "to-khai": PaperDesign(
                "to-khai", "TỜ KHAI ĐĂNG KÝ KHAI SINH", "đăng ký khai sinh", relation="Cha của trẻ"
            ),
            "to-khai-nhan-cha-me-con": PaperDesign(
                "to-khai",
                "TỜ KHAI ĐĂNG KÝ NHẬN CHA, MẸ, CON",
                "đăng ký việc nhận cha, mẹ, con",
                relation="Cha của trẻ",
            ),
            "giay-chung-sinh": PaperDesign("giay-chung-sinh", taken="photo", days_before=30),
            "chung-cu-quan-he": PaperDesign("van-ban-xac-nhan", days_before=8),
        },
        applicant=Role(Sex.FEMALE, (1990, 2003)),
        other=Role(Sex.MALE, (1985, 2002)),
    ),
    DossierDesign(
        "2.002307",
        {
            "ban-khai": PaperDesign(
                "to-khai",
                "BẢN KHAI ĐỀ NGHỊ HƯỞNG MAI TÁNG PHÍ",
                "giải quyết chế độ mai táng phí đối với cựu chiến binh",
                relation="Cha (đã chết)",
            ),
            "giay-chung-tu": PaperDesign("trich-luc-khai-tu", days_before=12),
            "ho-so-nguoi-co-cong": PaperDesign("quyet-dinh", days_before=150),
        },
        applicant=Role(born_in=(1970, 1990)),
        other=Role(Sex.MALE, (1946, 1953)),
    ),
    DossierDesign(
        "2.000950",
        {
            "van-ban-de-nghi": PaperDesign(
                "don-de-nghi",
                "ĐỀ NGHỊ CÔNG NHẬN TỔ TRƯỞNG TỔ HÒA GIẢI",
                "ra quyết định công nhận tổ trưởng tổ hòa giải của thôn",
                "tổ trưởng cũ đã chuyển nơi cư trú; hội nghị đại diện các hộ gia đình đã biểu "
                "quyết bầu tổ trưởng mới với trên năm mươi phần trăm số phiếu đồng ý, có biên bản "
                "kiểm phiếu gửi kèm, tổ chức đúng trình tự do pháp luật về hòa giải ở cơ sở quy "
                "định.",
            ),
            "bien-ban": PaperDesign("bien-ban", days_before=4),
        },
    ),
    DossierDesign(
        "1.001653",
        {
            "don-de-nghi": PaperDesign(
                "don-de-nghi",
                "ĐƠN ĐỀ NGHỊ CẤP LẠI GIẤY XÁC NHẬN KHUYẾT TẬT",
                "cấp lại Giấy xác nhận khuyết tật cho tôi",
                "giấy đã được cấp trước đây bị hư hỏng do mưa lũ, chữ và con dấu không còn đọc "
                "được; mức độ và dạng khuyết tật của tôi không thay đổi so với giấy đã cấp.",
                taken="poor photo",
            ),
        },
    ),
    DossierDesign(
        "2.002516",
        {
            "to-khai": PaperDesign(
                "to-khai",
                "TỜ KHAI ĐỀ NGHỊ XÁC NHẬN THÔNG TIN HỘ TỊCH",
                "xác nhận thông tin hộ tịch",
                relation="Chồng",
            ),
            "giay-to-lien-quan": PaperDesign("giay-chung-nhan-ket-hon", days_before=2600),
        },
        applicant=Role(Sex.FEMALE, (1970, 1998)),
        other=Role(Sex.MALE, (1968, 1996)),
    ),
    DossierDesign(
        "1.004859",
        {
            "to-khai": PaperDesign(
                "to-khai",
                "TỜ KHAI THAY ĐỔI, CẢI CHÍNH, BỔ SUNG HỘ TỊCH",
                "bổ sung thông tin trong Trích lục khai tử",
                relation="Cha hoặc mẹ (đã chết)",
            ),
            "giay-to-can-cu": PaperDesign("giay-bao-tu", taken="photo", days_before=60),
        },
        applicant=Role(born_in=(1970, 1990)),
        other=Role(born_in=(1940, 1955)),
    ),
    DossierDesign(
        "1.004837",
        {
            "to-khai": PaperDesign(
                "to-khai",
                "TỜ KHAI ĐĂNG KÝ GIÁM HỘ",
                "đăng ký việc giám hộ",
                relation="Cháu được giám hộ",
            ),
            "van-ban-cu-nguoi-giam-ho": PaperDesign(
                "don-de-nghi",
                "VĂN BẢN CỬ NGƯỜI GIÁM HỘ",
                "công nhận việc cử người giám hộ cho cháu chưa thành niên",
                "cha và mẹ của cháu đã chết, cháu không còn ông bà, anh chị ruột đủ điều kiện làm "
                "người giám hộ đương nhiên; những người thân thích đã thống nhất cử tôi làm người "
                "giám hộ để nuôi dưỡng, chăm sóc cháu cho đến khi trưởng thành.",
                blank_back=True,
            ),
        },
        case_key="giam-ho-cu",
        applicant=Role(born_in=(1965, 1985)),
        other=Role(born_in=(2012, 2020)),
    ),
)
