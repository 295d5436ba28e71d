"""How the station writes its papers: chosen once, kept for the next dossier too."""

from __future__ import annotations

from dataclasses import replace

from app.model.output import OutputProfile
from app.model.states import OPEN
from app.workflow import intake
from app.workflow.station import Station


def choose_output(station: Station, dossier_id: str, profile: OutputProfile) -> None:
    """Write papers as ``profile`` says from now on.

    Papers of this dossier that were made another way before are forgotten, and made anew when it
    is sealed; a sealed dossier stays as it is. ``CannotWrite`` where the disk refuses.
    """
    if profile is station.settings.output_profile:
        return
    station.change_settings(replace(station.settings, output_profile=profile))
    if station.store.dossier(dossier_id).state not in OPEN:
        return
    with station.store.transaction():
        for document in station.store.documents(dossier_id):
            if document.pdf_sha256 and document.profile != profile.value:
                intake.reopened(station, document)
