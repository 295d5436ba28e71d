"""No station yet: what can be done about it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from app.errors import AppError
from app.i18n import t
from app.ui.controls import button, colour_text, heading, note, panel
from app.ui.lanes import Lane, Lanes
from app.ui.present.states import Role
from app.ui.sign_in import CARD_WIDTH


def _make_practice(home: Path) -> None:
    from app.practice.home import make_practice

    make_practice(home)


class FirstRunPage(QWidget):
    """Offers a practice station; ``made`` comes once there is one."""

    made = Signal()

    def __init__(self, home: Path, lanes: Lanes) -> None:
        super().__init__()
        self.setObjectName("page")
        self._home, self._lanes = home, lanes
        self.make_button = button(t("Tạo trạm thực hành"), self._make, kind="primary")
        self.wrong = note()
        colour_text(self.wrong, Role.BAD, bold=True)
        self.wrong.hide()
        self._moving = QProgressBar()
        self._moving.setRange(0, 0)
        self._moving.setTextVisible(False)
        self._moving.setAccessibleName(t("Đang tạo trạm"))
        self._moving.hide()
        self._wait = note(t("Đang tạo trạm, khóa và tỉnh thực hành, chờ vài giây…"))
        self._wait.hide()
        frame, column = panel()
        frame.setFixedWidth(CARD_WIDTH)
        column.addWidget(heading(t("Máy này chưa có trạm nào")))
        column.addWidget(
            note(
                t(
                    "Trạm thực hành có sẵn thủ tục, chữ ký thử và một «tỉnh» chạy ngay trên máy "
                    "này để tập làm. Hồ sơ trong đó không có giá trị pháp lý."
                )
            )
        )
        column.addWidget(self.make_button)
        column.addWidget(self._moving)
        column.addWidget(self._wait)
        column.addWidget(self.wrong)
        column.addWidget(
            note(
                t(
                    "Trạm làm việc thật do bộ phận kỹ thuật tạo bằng lệnh:\n"
                    "tram init --province ĐỊA_CHỈ --enrolment MÃ"
                )
            )
        )
        column.addWidget(note(t("Thư mục của trạm: {home}", home=home)))
        whole = QVBoxLayout(self)
        whole.addWidget(frame, 0, Qt.AlignmentFlag.AlignCenter)

    def _make(self) -> None:
        self._busy(True)
        self._lanes.run(
            Lane.PROCESS,
            lambda task: _make_practice(self._home),
            done=lambda _: self.made.emit(),
            failed=self._refuse,
            ended=lambda: self._busy(False),
        )

    def _busy(self, busy: bool) -> None:
        self.make_button.setDisabled(busy)
        self._moving.setVisible(busy)
        self._wait.setVisible(busy)
        if busy:
            self.wrong.hide()

    def _refuse(self, error: AppError) -> None:
        self.wrong.setText(str(error))
        self.wrong.show()
