"""Choosing files, in words of ours: Qt ships no Vietnamese for its own dialogs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from app.i18n import t

PICTURES = "*.jpg *.jpeg *.png *.tif *.tiff *.bmp *.webp *.heic *.heif"


def _dialog(parent: QWidget, title: str, accept: str) -> QFileDialog:
    dialog = QFileDialog(parent, title)
    label = QFileDialog.DialogLabel
    dialog.setLabelText(label.Accept, accept)
    dialog.setLabelText(label.Reject, t("Thôi"))
    dialog.setLabelText(label.FileName, t("Tên tệp:"))
    dialog.setLabelText(label.FileType, t("Loại tệp:"))
    dialog.setLabelText(label.LookIn, t("Thư mục:"))
    return dialog


def choose_papers(parent: QWidget, then: Callable[[list[Path]], None]) -> None:
    """Pictures and PDFs, many at once."""
    dialog = _dialog(parent, t("Thêm tệp ảnh hoặc PDF"), t("Thêm"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setNameFilters(
        [t("Ảnh và PDF ({patterns})", patterns=f"{PICTURES} *.pdf"), t("Mọi tệp (*)")]
    )
    dialog.filesSelected.connect(lambda names: then([Path(name) for name in names]))
    dialog.open()


def choose_picture(parent: QWidget, then: Callable[[Path], None]) -> None:
    """One picture."""
    dialog = _dialog(parent, t("Chọn ảnh chụp thẻ"), t("Đọc thẻ"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilter(t("Ảnh ({patterns})", patterns=PICTURES))
    dialog.fileSelected.connect(lambda name: then(Path(name)))
    dialog.open()


def choose_where_to_save(parent: QWidget, name: str, then: Callable[[Path], None]) -> None:
    """A place for a PDF called ``name``."""
    dialog = _dialog(parent, t("Lưu PDF"), t("Lưu"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setDefaultSuffix("pdf")
    dialog.setNameFilter("PDF (*.pdf)")
    dialog.selectFile(name)
    dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
    dialog.open()
