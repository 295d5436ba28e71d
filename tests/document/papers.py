"""Vietnamese papers drawn for tests, with the words that stand on them. All names are invented."""

from __future__ import annotations

import io
import math
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageDraw, ImageFont

from app.paths import RESOURCES

Picture = NDArray[np.uint8]
DPI = 200
A4_MM = (210, 297)
SEAL_RED = (200, 25, 35)
PEN_BLUE = (30, 50, 160)

BIRTH = """
Kính gửi: Ủy ban nhân dân xã Thanh Vân, tỉnh Lào Cai
Họ, chữ đệm, tên người yêu cầu: Lò Thị Khuyên
Nơi cư trú: Thôn Nà Ngòi, xã Thanh Vân, tỉnh Lào Cai
Quan hệ với người được khai sinh: Mẹ đẻ
Đề nghị cơ quan đăng ký khai sinh cho người dưới đây:
Họ, chữ đệm, tên: Giàng Quỳnh Dương
Ngày, tháng, năm sinh: 17/9/2026, ghi bằng chữ: Ngày mười bảy tháng chín
Giới tính: Nữ. Dân tộc: Mông. Quốc tịch: Việt Nam
Nơi sinh: Trạm y tế xã Thanh Vân, huyện Bảo Thắng cũ
Tôi cam đoan nội dung đề nghị đăng ký khai sinh trên đây là đúng sự thật,
được sự thỏa thuận nhất trí của các bên liên quan theo quy định pháp luật.
Tôi chịu hoàn toàn trách nhiệm trước pháp luật về nội dung cam đoan của mình.
Giấy tờ kèm theo gồm: giấy chứng sinh, chứng nhận kết hôn, thẻ căn cước.
Những việc chưa rõ, đề nghị cán bộ hướng dẫn để gia đình bổ sung kịp thời.
""".strip().splitlines()

LAND = """
Căn cứ Luật Đất đai và các nghị định hướng dẫn thi hành;
Xét đề nghị của ông Vàng Seo Lử, trú tại thôn Bản Phùng, về việc xác nhận
nguồn gốc thửa đất số 214, tờ bản đồ số 36, diện tích 1.250,5 mét vuông;
Ủy ban nhân dân xã xác nhận các nội dung sau đây:
Thửa đất được gia đình sử dụng ổn định từ trước năm 1993, không có tranh chấp.
Phía đông giáp đường liên thôn, phía tây giáp suối Nậm Lúc, phía nam giáp
thửa đất của bà Sùng Thị Chư, phía bắc giáp rừng phòng hộ do xã quản lý.
Việc sử dụng đất phù hợp với quy hoạch đã được cấp có thẩm quyền phê duyệt.
Giấy xác nhận này được lập thành ba bản, có giá trị pháp lý như nhau.
Trong quá trình thực hiện, nếu phát sinh vướng mắc, người sử dụng đất
phản ánh bằng văn bản về Trung tâm Phục vụ hành chính công để được giải quyết.
""".strip().splitlines()


@dataclass
class Paper:
    """A page being drawn at ``DPI`` and the words laid on it, line by line."""

    picture: Image.Image
    words: list[str] = field(default_factory=list)

    @property
    def pixels(self) -> Picture:
        """BGR, as the program under test has it."""
        return np.asarray(self.picture)[:, :, ::-1].copy()


def mm(length: float) -> int:
    """Millimetres in pixels of a drawn page."""
    return round(length * DPI / 25.4)


def blank_paper(size_mm: tuple[float, float] = A4_MM) -> Paper:
    return Paper(Image.new("RGB", (mm(size_mm[0]), mm(size_mm[1])), "white"))


def paper(
    body: list[str] = BIRTH,
    title: str = "TỜ KHAI ĐĂNG KÝ KHAI SINH",
    number: str = "147/GXN-UBND",
    *,
    sealed: bool = False,
) -> Paper:
    """An A4 paper with headings, number, date, title, body and, where asked, seal and pen."""
    page = blank_paper()
    _line(page, "ỦY BAN NHÂN DÂN", 60, 20, 12, "Bold")
    _line(page, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 145, 20, 12, "Bold")
    _line(page, "XÃ THANH VÂN", 60, 26, 12, "Bold")
    _line(page, "Độc lập - Tự do - Hạnh phúc", 145, 26, 13, "Bold")
    _line(page, f"Số: {number}", 60, 38, 13)
    _line(page, "Thanh Vân, ngày 23 tháng 11 năm 2026", 145, 38, 13, "Italic")
    _line(page, title, 105, 54, 15, "Bold")
    for index, text in enumerate(body):
        _line(page, text, 30, 70 + index * 8.5, 13, anchor="ls")
    if sealed:
        _line(page, "TM. ỦY BAN NHÂN DÂN", 150, 212, 13, "Bold")
        _line(page, "CHỦ TỊCH", 150, 218, 13, "Bold")
        _seal(page, 138, 237)
        _pen(page, 145, 235)
        _line(page, "Hoàng Văn Thụ", 150, 258, 13, "Bold")
    return page


def stamp(page: Paper, places: list[tuple[float, float]]) -> Paper:
    """``page`` with a seal, its ink thin as stamp ink is, and a signature over each place."""
    over = blank_paper()
    for x, y in places:
        _seal(over, x, y)
        _pen(over, x, y)
    return Paper(ImageChops.multiply(page.picture, over.picture), page.words)


def png(picture: Image.Image, dpi: float | None = DPI) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=1, **({"dpi": (dpi, dpi)} if dpi else {}))
    return out.getvalue()


def jpg(picture: Image.Image, dpi: float | None = DPI, quality: int = 88) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality, **({"dpi": (dpi, dpi)} if dpi else {}))
    return out.getvalue()


def font(size: float, weight: str = "Regular") -> ImageFont.FreeTypeFont:
    """Tinos of ``size`` points at ``DPI``."""
    return ImageFont.truetype(RESOURCES / "fonts" / f"Tinos-{weight}.ttf", round(size * DPI / 72))


def _line(
    page: Paper,
    text: str,
    x: float,
    y: float,
    size: float,
    weight: str = "Regular",
    anchor: str = "ms",
) -> None:
    ImageDraw.Draw(page.picture).text(
        (mm(x), mm(y)), text, fill=(20, 20, 20), font=font(size, weight), anchor=anchor
    )
    page.words += text.split()


def _seal(page: Paper, x: float, y: float, radius: float = 18) -> None:
    """A round seal with two rings and a solid star, 36 mm across as seals of communes are."""
    pen = ImageDraw.Draw(page.picture)
    for ring, width in ((radius, 1.0), (radius - 5, 0.4)):
        box = (mm(x - ring), mm(y - ring), mm(x + ring), mm(y + ring))
        pen.ellipse(box, outline=SEAL_RED, width=mm(width))
    points = []
    for step in range(10):
        reach = 8.0 if step % 2 == 0 else 3.1
        angle = math.pi * step / 5 - math.pi / 2
        points.append((mm(x + reach * math.cos(angle)), mm(y + reach * math.sin(angle))))
    pen.polygon(points, fill=SEAL_RED)


def _pen(page: Paper, x: float, y: float) -> None:
    """A signature as a blue pen writes it."""
    points = [
        (mm(x + step * 0.5), mm(y + 7 * math.sin(step * 0.55) * math.exp(-step / 45)))
        for step in range(70)
    ]
    ImageDraw.Draw(page.picture).line(points, fill=PEN_BLUE, width=mm(0.6), joint="curve")
