"""What was done to the pages of a dossier, so that it can be undone after a crash too."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from app.model.dossier import Document, Outcome, Page
from app.store.part import StorePart
from app.store.rows import document_from_row, document_to_row, page_from_row, page_to_row

KEPT_STEPS = 50
"""So many steps of a dossier can be undone; older ones are forgotten."""


@dataclass(frozen=True)
class PaperState:
    """One paper as it stood: its component's outcome and its pages in order."""

    document: Document
    outcome: Outcome
    pages: tuple[Page, ...]


@dataclass(frozen=True)
class PageStep:
    """``papers`` is how every touched paper stands on the other side of the step: before it,
    or after it once it is undone. ``known`` are the ids of the pages on both sides; a page
    that is in neither came later and stays whatever is undone."""

    history_id: int
    what: str
    papers: tuple[PaperState, ...]
    known: frozenset[str]


class PageHistoryRows(StorePart):
    """The table ``page_history``: per dossier a line of steps, the undone ones at its end."""

    def add_page_step(
        self, dossier_id: str, what: str, papers: tuple[PaperState, ...], known: frozenset[str]
    ) -> None:
        """Keep a step that was just taken; undone ones can not be done again after it."""
        with self.transaction():
            self.forget_undone_steps(dossier_id)
            row = {
                "dossier_id": dossier_id,
                "at": self._now(),
                "what": what,
                "pages": _text(papers, known, undone=False),
            }
            self.database.insert("page_history", row)
            self.database.execute(
                "DELETE FROM page_history WHERE dossier_id = ?1 AND history_id NOT IN"
                " (SELECT history_id FROM page_history WHERE dossier_id = ?1"
                " ORDER BY history_id DESC LIMIT ?2)",
                (dossier_id, KEPT_STEPS),
            )

    def step_to_undo(self, dossier_id: str) -> PageStep | None:
        """The step taken last."""
        return self._step(
            "SELECT * FROM page_history WHERE dossier_id = ?"
            " AND json_extract(pages, '$.undone') = 0 ORDER BY history_id DESC LIMIT 1",
            dossier_id,
        )

    def step_to_redo(self, dossier_id: str) -> PageStep | None:
        """The step undone last."""
        return self._step(
            "SELECT * FROM page_history WHERE dossier_id = ?"
            " AND json_extract(pages, '$.undone') = 1 ORDER BY history_id LIMIT 1",
            dossier_id,
        )

    def _step(self, sql: str, dossier_id: str) -> PageStep | None:
        row = self.database.row(sql, (dossier_id,))
        return _step_of(row) if row else None

    def turn_page_step(
        self, step: PageStep, papers: tuple[PaperState, ...], *, undone: bool
    ) -> None:
        """The step was undone, or done again: ``papers`` is how it stood until now."""
        text = _text(papers, step.known, undone=undone)
        self.database.execute(
            "UPDATE page_history SET pages = ? WHERE history_id = ?", (text, step.history_id)
        )

    def forget_undone_steps(self, dossier_id: str) -> None:
        """Something else was done: what was undone can not be done again."""
        self.database.execute(
            "DELETE FROM page_history WHERE dossier_id = ? AND json_extract(pages, '$.undone') = 1",
            (dossier_id,),
        )


def _text(papers: tuple[PaperState, ...], known: frozenset[str], *, undone: bool) -> str:
    plain = {
        "undone": int(undone),
        "known": sorted(known),
        "papers": [
            {
                "document": document_to_row(paper.document),
                "outcome": paper.outcome.value,
                "pages": [page_to_row(page) for page in paper.pages],
            }
            for paper in papers
        ],
    }
    return json.dumps(plain, ensure_ascii=False, sort_keys=True)


def _step_of(row: dict[str, Any]) -> PageStep:
    plain = json.loads(row["pages"])
    papers = tuple(
        PaperState(
            document_from_row(paper["document"]),
            Outcome(paper["outcome"]),
            tuple(page_from_row(page) for page in paper["pages"]),
        )
        for paper in plain["papers"]
    )
    return PageStep(row["history_id"], row["what"], papers, frozenset(plain["known"]))
