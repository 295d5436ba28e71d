"""What can go wrong at a scanner, said once for every kind of scanner."""

from __future__ import annotations

from app.errors import AppError, BadInput, NotAllowed, TryLater, Unavailable
from app.i18n import t


def _kept() -> str:
    return t("Các trang đã quét vẫn còn.")


def jammed(device: str) -> AppError:
    return Unavailable(
        t("Máy quét «{device}» bị kẹt giấy.", device=device),
        t("Mở khay, gỡ tờ bị kẹt ra, đặt lại các tờ chưa quét rồi quét tiếp.") + " " + _kept(),
    )


def cover_open(device: str) -> AppError:
    return Unavailable(
        t("Nắp máy quét «{device}» đang mở.", device=device),
        t("Đóng nắp lại rồi quét tiếp.") + " " + _kept(),
    )


def misfed(device: str) -> AppError:
    return Unavailable(
        t("Máy quét «{device}» kéo hai tờ một lúc hoặc không kéo được giấy.", device=device),
        t("Tách rời các tờ, vỗ đều mép, đặt lại các tờ chưa quét rồi quét tiếp.") + " " + _kept(),
    )


def feeder_empty(device: str) -> AppError:
    return Unavailable(
        t("Khay nạp của máy quét «{device}» không có giấy.", device=device),
        t("Đặt giấy vào khay nạp, hoặc chọn quét trên mặt kính, rồi quét lại."),
    )


def busy(device: str) -> AppError:
    return TryLater(
        t("Máy quét «{device}» đang bận.", device=device),
        t("Chờ máy quét làm xong, hoặc đóng phần mềm khác đang dùng máy, rồi quét lại."),
    )


def failed(device: str) -> AppError:
    return Unavailable(
        t("Máy quét «{device}» báo lỗi khi đang quét.", device=device),
        t("Kiểm tra dây nối, tắt rồi bật lại máy quét và quét tiếp.") + " " + _kept(),
    )


def silent(device: str) -> AppError:
    return Unavailable(
        t("Máy quét «{device}» không phản hồi.", device=device),
        t("Kiểm tra dây nối, tắt rồi bật lại máy quét và quét tiếp.") + " " + _kept(),
    )


def driver_died(device: str) -> AppError:
    return Unavailable(
        t("Phần mềm điều khiển máy quét «{device}» dừng đột ngột.", device=device),
        t("Tắt bật lại máy quét rồi quét tiếp.") + " " + _kept(),
    )


def helper_missing(program: str) -> AppError:
    return Unavailable(
        t("Không chạy được «{program}» để dùng máy quét.", program=program),
        t("Nhờ người quản trị cài lại, hoặc sửa mục «twain_python» của tệp cài đặt."),
    )


def not_there(device: str) -> AppError:
    return Unavailable(
        t("Không kết nối được với máy quét «{device}».", device=device),
        t("Kiểm tra máy quét đã bật và dây USB hoặc dây mạng đã cắm, rồi thử lại."),
    )


def cut_off(device: str, page: int) -> AppError:
    return Unavailable(
        t("Mất kết nối với máy quét «{device}» ở trang {page}.", device=device, page=page),
        t("Kiểm tra dây nối rồi quét tiếp từ trang này.") + " " + _kept(),
    )


def page_damaged(device: str, page: int) -> AppError:
    return Unavailable(
        t("Máy quét «{device}» gửi về trang {page} bị hỏng.", device=device, page=page),
        t("Quét lại từ trang này.") + " " + _kept(),
    )


def out_of_memory(device: str) -> AppError:
    return Unavailable(
        t("Máy quét «{device}» không đủ bộ nhớ.", device=device),
        t("Chọn độ phân giải thấp hơn rồi quét lại.") + " " + _kept(),
    )


def stopped_at_device(device: str) -> AppError:
    return TryLater(
        t("Việc quét bị dừng ngay trên máy quét «{device}».", device=device),
        t("Bấm quét lại để quét tiếp.") + " " + _kept(),
    )


def no_permission(device: str) -> AppError:
    return NotAllowed(
        t("Tài khoản này không được phép dùng máy quét «{device}».", device=device),
        t("Nhờ người quản trị cấp quyền dùng máy quét cho tài khoản."),
    )


def refused(device: str) -> AppError:
    return BadInput(
        t("Máy quét «{device}» không nhận cách quét đã chọn.", device=device),
        t("Chọn độ phân giải, màu hoặc khay giấy khác rồi quét lại."),
    )


def no_feeder(device: str) -> AppError:
    return BadInput(
        t("Máy quét «{device}» không có khay nạp giấy.", device=device),
        t("Chọn quét trên mặt kính, từng tờ một."),
    )


def no_flatbed(device: str) -> AppError:
    return BadInput(
        t("Máy quét «{device}» không có mặt kính.", device=device),
        t("Đặt giấy vào khay nạp và chọn quét từ khay nạp."),
    )


def no_duplex(device: str) -> AppError:
    return BadInput(
        t("Máy quét «{device}» không quét được hai mặt từ khay nạp.", device=device),
        t("Quét mặt trước cả tập, rồi lật tập giấy và quét mặt sau."),
    )


def not_a_scanner(address: str) -> AppError:
    return Unavailable(
        t("Thiết bị ở địa chỉ «{address}» không trả lời như một máy quét.", address=address),
        t("Nhờ người quản trị kiểm tra địa chỉ máy quét mạng trong phần cài đặt."),
    )


def moved(address: str, new: str) -> AppError:
    return Unavailable(
        t("Máy quét ở «{address}» đã chuyển sang địa chỉ «{new}».", address=address, new=new),
        t("Nhờ người quản trị sửa địa chỉ máy quét mạng trong phần cài đặt."),
    )
