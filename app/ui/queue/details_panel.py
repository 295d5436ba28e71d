"""One dossier of the queue: its papers and codes, the receipt, what happened to it."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTextBrowser, QVBoxLayout

from app.i18n import t
from app.identity.masking import mask_identifier
from app.model.codes import join_document_code, split_document_code
from app.model.dossier import Dossier
from app.ui.controls import button, colour_text, heading, note
from app.ui.present.dates import shown_date
from app.ui.present.sizes import size_text
from app.ui.queue.work import Details


class DetailsPanel(QFrame):
    """Each signal carries the id of the dossier shown."""

    print_wanted = Signal(str)
    release_wanted = Signal(str)
    uncover_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("panel", True)
        self.details: Details | None = None
        self.code = heading("")
        self.state = note()
        self.text = QTextBrowser()
        self.text.setAccessibleName(t("Chi tiết hồ sơ"))
        self.text.setOpenLinks(False)
        self.print_button = button(t("In lại giấy tiếp nhận"), self._print, picture="print")
        self.release_button = button(t("Cho gửi lại"), self._release, picture="send")
        self.uncover_button = button(t("Hiện số định danh"), self._uncover, picture="eye")
        buttons = QHBoxLayout()
        buttons.addWidget(self.print_button)
        buttons.addWidget(self.release_button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.addWidget(self.code)
        column.addWidget(self.state)
        column.addWidget(self.text, 1)
        column.addWidget(self.uncover_button)
        column.addLayout(buttons)
        self.hide()

    def show_details(self, details: Details) -> None:
        self.details = details
        row = details.row
        self.code.setText(row.code or t("Chưa có mã"))
        self.state.setText(row.state)
        colour_text(self.state, row.role, bold=True)
        self.print_button.setVisible(row.can_print)
        self.release_button.setVisible(row.can_release)
        self.uncover_button.setEnabled(True)
        self._write(row.identifier, "", uncovered=False)
        self.show()

    def show_uncovered(self, dossier: Dossier) -> None:
        """The whole identifier, the phone and the address, once they were asked for."""
        if self.details is None or self.details.dossier.dossier_id != dossier.dossier_id:
            return
        applicant = dossier.applicant
        contact = " · ".join(text for text in (applicant.phone, applicant.address) if text)
        self._write(applicant.identifier, contact, uncovered=True)
        self.uncover_button.setEnabled(False)

    def _write(self, identifier: str, contact: str, *, uncovered: bool) -> None:
        details = self.details
        assert details is not None
        row = details.row
        facts = [
            (t("Người nộp"), f"{row.applicant} · {identifier}"),
            (t("Liên hệ"), contact),
            (t("Thủ tục"), row.procedure),
            (t("Tiếp nhận"), row.received),
            (t("Hẹn trả"), row.due),
            (t("Biên nhận của tỉnh"), details.receipt_no),
            (t("Lần gửi gần nhất"), details.last_error),
        ]
        lines = [f"<b>{escape(name)}:</b> {escape(text)}" for name, text in facts if text]
        papers = [
            f"<li>{escape(document.data.title or details.names[document.component_key])}"
            f"<br><small>{escape(self._about(document.page_count, document.signed_bytes))}"
            f"{escape(_dated(document.data.number, document.data.issued_on))}"
            f"<br>{escape(_code(document.document_code, masked=not uncovered))}</small></li>"
            for document in details.documents
        ]
        turns = [
            f"<tr><td><small>{escape(turn.when)}</small></td>"
            f"<td>{escape(turn.what)}<br><small>{escape(turn.who)}</small></td></tr>"
            for turn in details.history
        ]
        self.text.setHtml(
            "<br>".join(lines)
            + f"<h4>{escape(t('Giấy tờ đã số hóa'))}</h4><ul>{''.join(papers)}</ul>"
            + f"<h4>{escape(t('Quá trình'))}</h4><table cellspacing=4>{''.join(turns)}</table>"
        )

    def _about(self, pages: int, size: int) -> str:
        return t("{pages} trang, {size}", pages=pages, size=size_text(size))

    def _print(self) -> None:
        if self.details:
            self.print_wanted.emit(self.details.dossier.dossier_id)

    def _release(self) -> None:
        if self.details:
            self.release_wanted.emit(self.details.dossier.dossier_id)

    def _uncover(self) -> None:
        if self.details:
            self.uncover_wanted.emit(self.details.dossier.dossier_id)


def _code(code: str, *, masked: bool) -> str:
    """A document code begins with its owner's identifier, which is masked like any other."""
    owner, kind = split_document_code(code)
    return join_document_code(mask_identifier(owner), kind) if masked and code else code


def _dated(number: str, issued_on: str) -> str:
    parts = []
    if number:
        parts.append(t("số {number}", number=number))
    if issued_on:
        parts.append(t("ngày {day}", day=shown_date(issued_on)))
    return f" · {', '.join(parts)}" if parts else ""
