"""A citizen's papers through the window, from the card to the receipt."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.model.dossier import CopyKind, Outcome
from app.model.people import ApplicantKind, Sex
from app.model.states import State
from app.ui.intake.applicant_dialog import ApplicantDialog
from app.ui.intake.cancel_dialog import CancelDialog
from app.ui.intake.evidence_dialog import EvidenceDialog
from app.ui.workspace import Workspace
from tests.ui.conftest import PROCEDURE
from tests.ui.using import (
    add_files,
    open_a_dossier,
    seal,
    settle,
    tick_required,
    type_text,
)


def test_the_whole_intake_ends_in_the_queue_with_a_receipt(
    workspace: Workspace, scanned_pages: list[Path], qtbot: QtBot
) -> None:
    counter = open_a_dossier(workspace, qtbot)
    assert "Nguyễn Thị Ánh Hồng" in counter.head.who.text()
    assert "040190001234" not in counter.head.who.text()
    assert not counter.seal.seal_button.isEnabled()
    add_files(workspace, scanned_pages[:1], qtbot)
    assert counter.paper.strip.count() == 1
    assert not counter.paper.strip.item(0).icon().isNull()
    tick_required(workspace, qtbot)
    assert counter.seal.seal_button.isEnabled()

    seal(workspace, qtbot)

    receipt = workspace.intake.receipt
    assert receipt.code.text().startswith("TAM-")
    (page,) = receipt.view.pages
    picture = page.pixmap().toImage()
    greys = {picture.pixelColor(x, 60).lightness() for x in range(0, picture.width(), 2)}
    assert min(greys) < 100 < max(greys)
    (dossier,) = workspace.desk.station.store.dossiers()
    assert dossier.state is State.QUEUED
    assert dossier.procedure_code == PROCEDURE

    workspace.nav[1].click()
    settle(workspace, qtbot)
    (row,) = workspace.queue.model.rows
    assert (row.code, row.state) == (dossier.code, "Chờ gửi")


def test_a_draft_left_is_offered_again_and_gone_on_with(
    workspace: Workspace, scanned_pages: list[Path], qtbot: QtBot
) -> None:
    counter = open_a_dossier(workspace, qtbot)
    add_files(workspace, scanned_pages[:1], qtbot)
    counter.left.emit()
    settle(workspace, qtbot)
    strip = workspace.intake.start.drafts
    assert strip.isVisible()
    assert "Nguyễn Thị Ánh Hồng" in strip.drafts.itemText(0)
    strip.go_on.click()
    settle(workspace, qtbot)
    assert workspace.intake.sheets.currentWidget() is counter
    assert counter.model.rows[0].pages == 1


def test_space_ticks_and_unticks_the_paper_at_hand(workspace: Workspace, qtbot: QtBot) -> None:
    counter = open_a_dossier(workspace, qtbot)
    counter.checklist.setFocus()
    for outcome in (Outcome.RECEIVED, Outcome.PENDING):
        QTest.keyClick(counter.checklist, Qt.Key.Key_Space)
        settle(workspace, qtbot)
        assert counter.model.rows[0].outcome is outcome


def test_a_paper_that_is_only_shown_cannot_be_scanned(workspace: Workspace, qtbot: QtBot) -> None:
    counter = open_a_dossier(workspace, qtbot)
    place = next(place for place, row in enumerate(counter.model.rows) if not row.can_scan)
    counter.checklist.choose(place)
    assert not counter.sources.isVisible()
    assert counter.paper.not_scanned.isVisible()
    assert "Chỉ xem, không quét" in counter.model.rows[place].about


def test_reuse_asks_for_its_evidence(workspace: Workspace, qtbot: QtBot) -> None:
    counter = open_a_dossier(workspace, qtbot)
    counter.checklist.choose(1)
    counter.paper.outcomes[Outcome.REUSED].click()
    dialog = counter.paper.findChild(EvidenceDialog)
    assert dialog is not None
    assert not dialog.agree.isEnabled()
    type_text(dialog.words, "Giấy số 12/XN ngày 01/02/2026, kho dữ liệu của xã")
    dialog.agree.click()
    settle(workspace, qtbot)
    row = counter.model.rows[1]
    assert row.outcome is Outcome.REUSED
    assert row.evidence.startswith("Giấy số 12/XN")


def test_what_is_chosen_from_a_list_is_a_word_of_ours(workspace: Workspace, qtbot: QtBot) -> None:
    """Qt gives plain text back, which no word of ours ``is``."""
    counter = open_a_dossier(workspace, qtbot)
    person = workspace.intake.start.applicant.person
    form = workspace.intake.start.applicant
    form.sex.setCurrentIndex(form.sex.findData(Sex.FEMALE))
    form.kind.setCurrentIndex(form.kind.findData(ApplicantKind.BUSINESS))
    assert person().sex is Sex.FEMALE
    assert person().kind is ApplicantKind.BUSINESS
    with qtbot.waitSignal(counter.paper.settled) as settled:
        counter.paper.outcomes[Outcome.RECEIVED].click()
    assert any(each is CopyKind.COPY or each is CopyKind.ORIGINAL for each in settled.args or [])
    settle(workspace, qtbot)


def test_the_applicant_can_be_corrected(workspace: Workspace, qtbot: QtBot) -> None:
    counter = open_a_dossier(workspace, qtbot)
    counter._edit_applicant()
    dialog = counter.findChild(ApplicantDialog)
    assert dialog is not None
    dialog.form.phone.setText("0900 000 123")
    dialog.keep.click()
    settle(workspace, qtbot)
    assert counter.counter is not None
    assert counter.counter.dossier.applicant.phone == "0900000123"
    assert counter.counter.dossier.applicant.id_issued_on == "2021-06-15"


def test_a_cancelled_dossier_is_no_draft_any_more(workspace: Workspace, qtbot: QtBot) -> None:
    counter = open_a_dossier(workspace, qtbot)
    counter._ask_cancel()
    dialog = counter.findChild(CancelDialog)
    assert dialog is not None
    assert not dialog.agree.isEnabled()
    type_text(dialog.why, "Người dân rút lại")
    dialog.agree.click()
    settle(workspace, qtbot)
    assert workspace.intake.start.drafts.isHidden()
    (dossier,) = workspace.desk.station.store.dossiers()
    assert dossier.state is State.CANCELLED


def test_stopping_keeps_the_papers_and_lets_go_on(
    workspace: Workspace, scanned_pages: list[Path], qtbot: QtBot
) -> None:
    counter = open_a_dossier(workspace, qtbot)
    add_files(workspace, scanned_pages, qtbot)
    tick_required(workspace, qtbot)
    counter.seal.seal_button.click()
    assert not counter.paper.isEnabled()
    counter.seal.stop_button.click()
    settle(workspace, qtbot)
    assert counter.seal.review is None
    assert counter.paper.isEnabled()
    assert counter.model.rows[0].pages == 2
    assert counter.seal.seal_button.isEnabled()
    seal(workspace, qtbot)


def test_going_back_from_the_check_seals_nothing(
    workspace: Workspace, scanned_pages: list[Path], qtbot: QtBot
) -> None:
    counter = open_a_dossier(workspace, qtbot)
    add_files(workspace, scanned_pages[:1], qtbot)
    tick_required(workspace, qtbot)
    counter.seal.seal_button.click()
    qtbot.waitUntil(lambda: counter.seal.review is not None, timeout=120_000)
    review = counter.seal.review
    assert review is not None
    review.fields["issued_on"].setText("31/02/2026")
    review.agree()
    assert counter.seal.review is review
    assert review.fields["issued_on"].property("wrong") is True
    review.back_button.click()
    settle(workspace, qtbot)
    assert counter.paper.isEnabled()
    (dossier,) = workspace.desk.station.store.dossiers()
    assert dossier.state is State.PROCESSED


def test_the_data_typed_at_the_check_are_kept(
    workspace: Workspace, scanned_pages: list[Path], qtbot: QtBot
) -> None:
    counter = open_a_dossier(workspace, qtbot)
    add_files(workspace, scanned_pages[:1], qtbot)
    tick_required(workspace, qtbot)
    counter.seal.seal_button.click()
    qtbot.waitUntil(lambda: counter.seal.review is not None, timeout=120_000)
    review = counter.seal.review
    assert review is not None
    review.fields["number"].setText("15/TK")
    review.fields["issued_on"].setText("5/3/2026")
    QTest.keyClick(review.fields["number"], Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: workspace.intake.sheets.currentWidget() is workspace.intake.receipt, timeout=120_000
    )
    store = workspace.desk.station.store
    (document,) = store.documents(store.dossiers()[0].dossier_id)
    assert (document.data.number, document.data.issued_on) == ("15/TK", "2026-03-05")
    assert document.data.confirmed_by == workspace.desk.station.officer.full_name
