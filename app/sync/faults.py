"""The six ways a line fails, each handled differently (DESIGN §4). None of them is final."""

from __future__ import annotations

from app.errors import BadInput, NotAllowed, TryLater, Unavailable
from app.i18n import t


class LineDown(Unavailable):
    """*Transport*: no answer, a torn answer, or a server that is ill. Back off and repeat."""

    def __init__(self, why: str) -> None:
        super().__init__(
            t("Không liên lạc được với hệ thống của tỉnh."),
            t("Hồ sơ vẫn nằm an toàn trong hàng đợi và sẽ được gửi khi có mạng."),
        )
        self.why = why


class AuthRefused(NotAllowed):
    """*Auth*: the province does not know this station. Everything pauses, everything is kept."""

    def __init__(self, why: str) -> None:
        super().__init__(
            t("Hệ thống của tỉnh không nhận ra trạm này."),
            t("Báo quản trị của tỉnh kiểm tra đăng ký trạm; hồ sơ vẫn nằm trong hàng đợi."),
        )
        self.why = why


class Throttled(TryLater):
    """*Throttle*: the province asks for ``seconds`` of patience."""

    def __init__(self, seconds: float) -> None:
        super().__init__(t("Hệ thống của tỉnh đang bận."), t("Trạm sẽ tự gửi lại sau ít phút."))
        self.seconds = seconds


class ItemRefused(BadInput):
    """*Item*: this dossier only; the next goes on."""

    def __init__(self, code: str, message: str, field: str = "") -> None:
        super().__init__(
            t("Tỉnh không nhận hồ sơ: {why}.", why=(message or code).rstrip(".")),
            t("Mở hồ sơ, xem lý do và liên hệ quản trị của tỉnh."),
        )
        self.refusal = code
        self.field = field


class ForeignServer(Unavailable):
    """*Foreign*: something answers that is not our province, or answers what it cannot mean."""

    def __init__(self, why: str) -> None:
        super().__init__(
            t("Máy chủ trả lời không phải là hệ thống của tỉnh."),
            t("Kiểm tra mạng (có thể phải đăng nhập Wi-Fi) rồi đồng bộ lại; hồ sơ vẫn được giữ."),
        )
        self.why = why


class ClockWrong(TryLater):
    """*Clock*: this machine's time is too far from the province's."""

    def __init__(self, server_time: str) -> None:
        super().__init__(
            t("Đồng hồ máy này lệch so với giờ của tỉnh ({time}).", time=server_time),
            t("Chỉnh lại ngày giờ của máy rồi đồng bộ lại."),
        )
        self.server_time = server_time
