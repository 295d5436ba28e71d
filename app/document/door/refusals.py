"""Why a file is refused at the door: one sentence and the next step for each reason."""

from __future__ import annotations

from app.errors import BadInput
from app.i18n import t


def empty(name: str) -> BadInput:
    return BadInput(t("Tệp «{name}» rỗng.", name=name), t("Quét hoặc chụp lại giấy này."))


def too_heavy(name: str, size: int, limit: int) -> BadInput:
    return BadInput(
        t(
            "Tệp «{name}» nặng {size} MB, quá mức {limit} MB mà trạm nhận.",
            name=name,
            size=round(size / 1_000_000),
            limit=round(limit / 1_000_000),
        ),
        t("Tách tệp thành nhiều phần, hoặc quét lại ở 300 dpi."),
    )


def unknown_kind(name: str) -> BadInput:
    return BadInput(
        t("«{name}» không phải là tệp ảnh hay tệp PDF.", name=name),
        t("Trạm nhận ảnh JPEG, PNG, TIFF, BMP, WebP, HEIC và tệp PDF."),
    )


def odd_kind(name: str) -> BadInput:
    return BadInput(
        t("Trạm chưa đọc được kiểu ảnh của tệp «{name}».", name=name),
        t("Lưu lại ảnh dạng JPEG, PNG hoặc PDF rồi thử lại."),
    )


def heic(name: str) -> BadInput:
    return BadInput(
        t("Trạm chưa đọc được ảnh HEIC «{name}».", name=name),
        t("Trên điện thoại, chọn gửi hoặc lưu ảnh dạng JPEG rồi thử lại."),
    )


def damaged(name: str) -> BadInput:
    return BadInput(
        t("Tệp «{name}» bị hỏng hoặc chưa được chép hết.", name=name),
        t("Chép lại tệp từ nơi gốc, hoặc quét lại giấy này."),
    )


def unopenable(name: str) -> BadInput:
    """Whoever opened it ran out of time or memory, or died."""
    return BadInput(
        t(
            "Tệp «{name}» quá phức tạp hoặc bị hỏng nặng, trạm không mở để tránh treo máy.",
            name=name,
        ),
        t("Quét bản giấy, hoặc đề nghị người nộp gửi tệp khác."),
    )


def locked(name: str) -> BadInput:
    return BadInput(
        t("Tệp PDF «{name}» bị khóa bằng mật khẩu.", name=name),
        t("Đề nghị người nộp gửi tệp không đặt mật khẩu, hoặc quét bản giấy."),
    )


def too_small(name: str, width: int, height: int) -> BadInput:
    return BadInput(
        t(
            "Ảnh «{name}» quá nhỏ ({width}×{height} điểm ảnh), không đọc được chữ.",
            name=name,
            width=width,
            height=height,
        ),
        t("Quét lại ở 300 dpi, hoặc chụp lại gần hơn."),
    )


def too_large(name: str, limit: int) -> BadInput:
    return BadInput(
        t(
            "Ảnh «{name}» quá lớn (hơn {limit} triệu điểm ảnh), trạm không mở để tránh treo máy.",
            name=name,
            limit=round(limit / 1_000_000),
        ),
        t("Quét lại ở 300 dpi."),
    )


def too_many_pages(name: str, count: int, limit: int) -> BadInput:
    return BadInput(
        t(
            "Tệp «{name}» có {count} trang, quá mức {limit} trang mà trạm nhận.",
            name=name,
            count=count,
            limit=limit,
        ),
        t("Tách tệp thành nhiều phần rồi thêm từng phần."),
    )


def no_pages(name: str) -> BadInput:
    return BadInput(
        t("Tệp PDF «{name}» không có trang nào.", name=name), t("Quét hoặc chụp lại giấy này.")
    )


def no_such_page(name: str, page: int) -> BadInput:
    return BadInput(
        t("Tệp «{name}» không có trang {page}.", name=name, page=page),
        t("Thêm lại tệp này rồi thử lại."),
    )
