"""How the station writes its papers: chosen once, kept for the next dossier too."""

from __future__ import annotations

from dataclasses import replace

from app.model.output import OutputProfile
from app.model.states import OPEN
from app.workflow.digitise import forget_made_otherwise
from app.workflow.station import Station


def choose_output(station: Station, dossier_id: str, profile: OutputProfile) -> None:
    """Write papers as ``profile`` says from now on.

    Papers of this dossier that were made another way before are forgotten, and made anew when it
    is sealed; a sealed dossier stays as it is. ``CannotWrite`` where the disk refuses.
    """
    with station.store.transaction():
        if station.store.dossier(dossier_id).state in OPEN:
            forget_made_otherwise(station, dossier_id, profile)
        if profile is not station.settings.output_profile:
            station.change_settings(replace(station.settings, output_profile=profile))
