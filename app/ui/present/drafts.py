"""Dossiers that were begun and not sealed."""

from __future__ import annotations

from dataclasses import dataclass

from app.i18n import t
from app.model.dossier import Dossier
from app.ui.present.dates import moment_words


@dataclass(frozen=True)
class DraftRow:
    """One unfinished dossier, as it is offered again."""

    dossier_id: str
    title: str


def draft_row(dossier: Dossier, procedure: str) -> DraftRow:
    return DraftRow(
        dossier.dossier_id,
        t(
            "{name} – {procedure}, mở lúc {moment}",
            name=dossier.applicant.full_name,
            procedure=procedure,
            moment=moment_words(dossier.opened_at),
        ),
    )
