"""The check: every field with the place it was read from, and no doubt goes unmarked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.capture.files import read_files
from app.document.extract.kinds import Misplaced
from app.model.dossier import Outcome
from app.practice.papers.plan import practice_plan
from app.ui.intake.review.dialog import ReviewDialog
from app.ui.intake.review.sealing import ToReview, prepare
from app.ui.lanes import Task
from app.ui.present.fields import misplaced_sentence
from app.workflow import intake
from tests.homes import practice_station

BIRTH = practice_plan(2, 3)[1]
"""A declaration and a birth notice among its papers."""


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> list[ToReview]:
    """The declaration with its first field read badly, and the birth notice."""
    folder = tmp_path_factory.mktemp("review")
    with practice_station(folder / "home") as station:
        opened = intake.open_dossier(station, BIRTH.procedure_code, BIRTH.applicant)
        for key in ("to-khai", "giay-chung-sinh"):
            file = folder / f"{key}.jpg"
            file.write_bytes(BIRTH.papers[key][0].jpeg)
            list(intake.add_files(station, opened.dossier_id, key, read_files([file])))
        for line in station.store.components(opened.dossier_id):
            if line.required and line.outcome is Outcome.PENDING:
                present = line.handling.value == "present_only"
                outcome = Outcome.PRESENTED if present else Outcome.NOT_NEEDED
                intake.tick(station, opened.dossier_id, line.key, outcome, evidence="thử")
        return prepare(station, opened.dossier_id, Task(lambda delivery: None))


def _doubting(paper: ToReview, name: str) -> ToReview:
    fields = tuple(
        replace(field, confidence=0.2 if field.name == name else 0.95)
        for field in paper.proposal.fields
    )
    return replace(paper, proposal=replace(paper.proposal, fields=fields))


@pytest.fixture
def dialog(papers: list[ToReview], qtbot: QtBot) -> Iterator[ReviewDialog]:
    shown = ReviewDialog([_doubting(papers[0], "born_on"), _doubting(papers[1], "")], None)
    qtbot.addWidget(shown)
    shown.show()
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    yield shown
    shown.close()


def test_each_field_shows_the_place_it_was_read_from(dialog: ReviewDialog) -> None:
    person = BIRTH.other
    field = dialog.edits["full_name"]
    assert field.edit.text() == person.full_name
    assert field.snippet.pixmap().width() > 60
    assert field.snippet.pixmap().height() <= 46
    assert dialog.edits["issuer"].snippet.isHidden(), "there is none on this paper"


def test_what_was_read_badly_is_marked_and_comes_first(dialog: ReviewDialog) -> None:
    marked = [name for name, field in dialog.edits.items() if field.doubt.isVisible()]
    assert marked == ["born_on"]
    assert dialog.edits["born_on"].edit.hasFocus()


def test_going_to_a_field_frames_its_place_on_the_page(dialog: ReviewDialog, qtbot: QtBot) -> None:
    frames = {}
    for name in ("title", "requester_name"):
        dialog.edits[name].edit.setFocus()
        frame = dialog.view.frame
        assert frame is not None
        qtbot.waitUntil(lambda frame=frame: not frame.visibleRegion().isEmpty())  # type: ignore[misc]
        frames[name] = frame.geometry().top()
    assert frames["title"] < frames["requester_name"]
    dialog.edits["issuer"].edit.setFocus()
    assert dialog.view.frame is None


def test_a_click_on_the_picture_goes_to_the_field(dialog: ReviewDialog) -> None:
    field = dialog.edits["identifier"]
    dialog.form.ensureWidgetVisible(field)
    QTest.mouseClick(field, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert field.edit.hasFocus()


def test_tab_goes_from_field_to_field(dialog: ReviewDialog) -> None:
    order = list(dialog.edits.values())
    order[0].edit.setFocus()
    for field in order[1:]:
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        assert field.edit.hasFocus(), field.row.name
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert dialog.agree_button.hasFocus()


def test_enter_agrees_and_goes_on(dialog: ReviewDialog, papers: list[ToReview]) -> None:
    dialog.fields["full_name"].setText("Đặng Trọng Cương")
    dialog.fields["identifier"].setText("")
    dialog.fields["born_on"].setText("1/2/1995")
    QTest.keyClick(dialog.fields["born_on"], Qt.Key.Key_Return)
    assert dialog.list.currentRow() == 1
    assert "mother_name" in dialog.fields
    dialog.fields["child_born_on"].setText("31/02/2026")
    QTest.keyClick(dialog.fields["title"], Qt.Key.Key_Return)
    assert dialog.isVisible(), "that is no day"
    assert dialog.fields["child_born_on"].property("wrong") is True
    dialog.fields["child_born_on"].setText("31/01/2026")
    QTest.keyClick(dialog.fields["title"], Qt.Key.Key_Return)
    assert not dialog.isVisible()
    first, second = (dialog.checked[paper.document_id] for paper in papers)
    assert first.extras["full_name"] == "Đặng Trọng Cương"
    assert first.extras["born_on"] == "1995-02-01"
    assert "identifier" not in first.extras
    assert second.extras["child_born_on"] == "2026-01-31"


def test_fields_of_its_kind_that_were_not_found_can_be_typed(
    papers: list[ToReview], qtbot: QtBot
) -> None:
    paper = papers[0]
    data = replace(paper.proposal.data, extras={})
    dialog = ReviewDialog([replace(paper, proposal=replace(paper.proposal, data=data))], None)
    qtbot.addWidget(dialog)
    assert dialog.fields["full_name"].text() == ""
    dialog.fields["full_name"].setText("Lò Thị Khuyên")
    dialog.agree()
    assert dialog.checked[paper.document_id].extras == {"full_name": "Lò Thị Khuyên"}


def test_nothing_is_cut_off(dialog: ReviewDialog, tmp_path: Path) -> None:
    for field in dialog.edits.values():
        assert field.edit.height() >= field.edit.fontMetrics().height() + 6
        assert field.width() <= dialog.form.viewport().width()
        assert field.doubt.width() >= field.doubt.sizeHint().width() or field.doubt.isHidden()


def test_a_paper_under_the_wrong_line_is_said_in_one_sentence() -> None:
    sentence = misplaced_sentence(Misplaced("k", "Giấy chứng sinh"), "Tờ khai")
    assert sentence.startswith("Giấy này có vẻ là «Giấy chứng sinh», không phải «Tờ khai».")
