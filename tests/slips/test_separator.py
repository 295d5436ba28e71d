"""Separator sheets: read by the scanner, read by the officer."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from app.document.codes.barcodes import codes_on
from app.document.codes.separators import ComponentSheet, separator_among
from app.errors import BadInput
from app.model.dossier import DigitizeClass
from app.slips.separator import separator_sheets
from tests.slips.papers import (
    COMPONENTS,
    DOSSIER,
    component,
    page_texts,
    picture,
    words_out_of_page,
)


def test_a_sheet_for_every_paper_that_is_scanned() -> None:
    card = replace(component("Thẻ căn cước"), digitize_class=DigitizeClass.DO_NOT_DIGITIZE)
    papers = (component("Giấy chứng sinh"), card, component("Tờ khai"))
    sheets = page_texts(separator_sheets(DOSSIER, papers, practice=False))
    assert len(sheets) == 2
    assert "PHIẾU PHÂN TÁCH: Giấy chứng sinh" in sheets[0]
    assert "Hồ sơ: H27.15.3-260305-0007 · Giấy tờ 2/2" in sheets[1]
    assert "Người nộp: Nguyễn Thị Hường" in sheets[1]
    assert DOSSIER.applicant.identifier not in sheets[0]


def test_its_qr_is_read_at_75_dpi_askew_and_dirty() -> None:
    pdf = separator_sheets(DOSSIER, COMPONENTS, practice=False)
    sheet = picture(pdf, 1, 75)
    height, width = sheet.shape[:2]
    lean = cv2.getRotationMatrix2D((width / 2, height / 2), 187.0, 1)
    lying = cv2.warpAffine(sheet, lean, (width, height), borderValue=(255, 255, 255))
    noise = np.random.default_rng(4).normal(0, 25, lying.shape)
    dirty = np.clip(lying + noise, 0, 255).astype(np.uint8)
    assert separator_among(codes_on(dirty)) == ComponentSheet(DOSSIER.dossier_id, COMPONENTS[1].key)


def test_the_longest_name_stays_on_its_sheet() -> None:
    long = component("Giấy chứng nhận quyền sử dụng đất và tài sản gắn liền với đất " * 12)
    pdf = separator_sheets(DOSSIER, [long], practice=True)
    assert len(page_texts(pdf)) == 1
    assert words_out_of_page(pdf, margin=8) == []
    assert codes_on(picture(pdf, 0, 150))


def test_a_draft_is_told_apart_by_the_end_of_its_id() -> None:
    draft = replace(DOSSIER, dossier_code="", provisional_code="")
    [text] = page_texts(separator_sheets(draft, COMPONENTS[:1], practice=True))
    assert f"nháp {DOSSIER.dossier_id[-8:]}" in text
    assert "THỰC HÀNH" in text


def test_the_same_sheets_are_equal_to_the_byte() -> None:
    one, other = (separator_sheets(DOSSIER, COMPONENTS, practice=False) for _ in range(2))
    assert one == other


def test_a_dossier_without_a_paper_to_scan_needs_none() -> None:
    card = replace(component("Thẻ căn cước"), digitize_class=DigitizeClass.DO_NOT_DIGITIZE)
    with pytest.raises(BadInput, match="không cần phiếu phân tách"):
        separator_sheets(DOSSIER, [card], practice=False)
