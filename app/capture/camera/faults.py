"""What can go wrong at a camera, said once."""

from __future__ import annotations

from app.errors import AppError, BadInput, NotAllowed, TryLater, Unavailable
from app.i18n import t


def _kept() -> str:
    return t("Các ảnh đã chụp vẫn còn.")


def not_there(place: str) -> AppError:
    return Unavailable(
        t("Không có camera «{place}».", place=place),
        t("Cắm lại dây camera, chờ vài giây rồi thử lại."),
    )


def not_permitted(place: str) -> AppError:
    return NotAllowed(
        t("Tài khoản này không được phép dùng camera «{place}».", place=place),
        t(
            "Nhờ người quản trị bật quyền dùng camera (Windows: Quyền riêng tư, mục Camera; "
            "Linux: thêm tài khoản vào nhóm «video»)."
        ),
    )


def busy(place: str) -> AppError:
    return TryLater(
        t("Camera «{place}» đang bận hoặc không mở được.", place=place),
        t("Đóng phần mềm khác đang dùng camera (họp trực tuyến, gọi video) rồi thử lại."),
    )


def unplugged(place: str) -> AppError:
    return Unavailable(
        t("Mất hình từ camera «{place}» khi đang chụp.", place=place),
        t("Cắm lại dây camera rồi chụp tiếp.") + " " + _kept(),
    )


def black(place: str) -> AppError:
    return Unavailable(
        t("Camera «{place}» chỉ cho hình đen.", place=place),
        t("Mở nắp che ống kính, bật đèn rồi chụp lại.") + " " + _kept(),
    )


def not_a_video(place: str) -> AppError:
    return BadInput(
        t("Tệp «{place}» không phải là video đọc được.", place=place),
        t("Chọn tệp video khác (MP4, AVI) hoặc dùng camera."),
    )


def no_page_seen(place: str) -> AppError:
    return Unavailable(
        t("Camera «{place}» không thấy tờ giấy nào nằm yên.", place=place),
        t("Đặt giấy trên nền khác màu giấy, đủ bốn mép trong khung, rồi chụp lại."),
    )
