"""The applicant: by the card's QR text in one field, or typed field by field."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.errors import AppError
from app.i18n import t
from app.identity.card import read_card_text
from app.identity.reading import CardReading
from app.model.people import ApplicantKind, Person, Sex
from app.ui.controls import choice, colour_text, heading, line, note, restyle
from app.ui.present.applicant import Typed, doubts, person_of, typed_of
from app.ui.present.people import kind_word, sex_word
from app.ui.present.states import Role


class ApplicantForm(QWidget):
    """``changed`` comes with every letter; ``card_read`` after a card filled the fields."""

    changed = Signal()
    card_read = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._known: Person | None = None
        self.card = line(
            t("Mã QR trên thẻ căn cước"),
            t("Quét mã QR trên thẻ vào ô này, hoặc dán rồi nhấn Enter"),
        )
        self.card.returnPressed.connect(self._read_card)
        self.identifier = line(t("Số định danh"), t("12 số trên thẻ"))
        self.kind = choice(t("Đối tượng"))
        for kind in ApplicantKind:
            self.kind.addItem(kind_word(kind), kind)
        self.full_name = line(t("Họ và tên"))
        self.born_on = line(t("Ngày sinh"), t("ngày/tháng/năm"))
        self.sex = choice(t("Giới tính"))
        for sex in (None, Sex.MALE, Sex.FEMALE):
            self.sex.addItem(sex_word(sex) or "–", sex)
        self.address = line(t("Nơi cư trú"))
        self.phone = line(t("Điện thoại"))
        self.email = line(t("Thư điện tử"), t("nếu có"))
        self.doubt = note()
        colour_text(self.doubt, Role.ATTENTION, bold=True)
        self.card_note = note()
        self._lay_out()
        for field in self._fields.values():
            field.editingFinished.connect(self.check)
            field.textEdited.connect(lambda _: self.changed.emit())
        self.sex.activated.connect(lambda _: self._chosen())
        self.kind.activated.connect(lambda _: self._chosen())

    @property
    def _fields(self) -> dict[str, QLineEdit]:
        return {
            "identifier": self.identifier,
            "full_name": self.full_name,
            "born_on": self.born_on,
            "phone": self.phone,
            "email": self.email,
            "address": self.address,
        }

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        places: list[tuple[QWidget, int, int, int]] = [
            (self.identifier, 0, 1, 1),
            (self.kind, 0, 3, 1),
            (self.full_name, 1, 1, 3),
            (self.born_on, 2, 1, 1),
            (self.sex, 2, 3, 1),
            (self.address, 3, 1, 3),
            (self.phone, 4, 1, 1),
            (self.email, 4, 3, 1),
        ]
        for field, row, column, span in places:
            caption = QLabel(field.accessibleName())
            caption.setBuddy(field)
            grid.addWidget(caption, row, column - 1)
            grid.addWidget(field, row, column, 1, span)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        column_box = QVBoxLayout(self)
        column_box.setContentsMargins(0, 0, 0, 0)
        column_box.addWidget(heading(t("Người nộp hồ sơ")))
        column_box.addWidget(self.card)
        column_box.addWidget(self.card_note)
        column_box.addLayout(grid)
        column_box.addWidget(self.doubt)
        self.card_note.hide()
        self.doubt.hide()

    def fill(self, person: Person) -> None:
        """Show a person that is known already."""
        self._known = person
        typed = typed_of(person)
        for name, field in self._fields.items():
            field.setText(str(getattr(typed, name)))
        self.sex.setCurrentIndex(self.sex.findData(typed.sex))
        self.kind.setCurrentIndex(self.kind.findData(typed.kind))
        self.check()
        self.changed.emit()

    def clear(self) -> None:
        self.card.clear()
        self.card_note.hide()
        self.fill(Person("", ""))
        self._known = None

    @property
    def typed(self) -> Typed:
        # Qt gives a word back as plain text.
        sex = self.sex.currentData()
        return Typed(
            sex=Sex(sex) if sex else None,
            kind=ApplicantKind(self.kind.currentData()),
            **{name: field.text() for name, field in self._fields.items()},
        )

    @property
    def complete(self) -> bool:
        """There is a name and a number; the workflow judges the rest."""
        return bool(self.full_name.text().strip() and self.identifier.text().strip())

    def person(self) -> Person:
        """The person as typed. ``BadInput`` where a field cannot be kept."""
        return person_of(self.typed, self._known)

    def check(self) -> None:
        """Say what does not look right, at the field and below; it never stops the work."""
        if "|" in self.identifier.text():
            self.card.setText(self.identifier.text())
            self._read_card()
            return
        found = doubts(self.typed)
        for name, field in self._fields.items():
            wrong = name in found
            if bool(field.property("wrong")) != wrong:
                field.setProperty("wrong", wrong)
                restyle(field)
            field.setToolTip(found.get(name, ""))
        self.doubt.setText("\n".join(found.values()))
        self.doubt.setVisible(bool(found))

    def _chosen(self) -> None:
        self.check()
        self.changed.emit()

    def _read_card(self) -> None:
        text = self.card.text()
        if not text.strip():
            return
        self.card.clear()
        try:
            reading = read_card_text(text)
        except AppError as error:
            self._note(str(error), Role.BAD)
            return
        self.show_reading(reading)

    def show_reading(self, reading: CardReading) -> None:
        """Fill the fields from a card; its warnings stand under the card's field."""
        kept = self.typed
        self.fill(reading.person)
        if kept.identifier in ("", reading.person.identifier):
            self.phone.setText(kept.phone)
            self.email.setText(kept.email)
        words = [t("Đã đọc thẻ của {name}.", name=reading.person.full_name), *reading.warnings]
        self._note(" ".join(words), Role.ATTENTION if reading.warnings else Role.GOOD)
        self.card_read.emit()

    def _note(self, text: str, role: Role) -> None:
        self.card_note.setText(text)
        colour_text(self.card_note, role, bold=True)
        self.card_note.show()
