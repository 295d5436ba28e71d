"""Which ways of scanning a device can do."""

from __future__ import annotations

from dataclasses import replace

from app.capture.source import Device
from app.errors import BadInput
from app.model.scanning import ScanProfile
from app.settings import Settings, profiles_of


def profiles_for(device: Device | None, settings: Settings) -> tuple[list[ScanProfile], str]:
    """The profiles to choose from, and the sentence on a list that cannot be read, or ''.

    The built-in ones scan at the station's own resolution. A folder has none to choose.
    """
    if device is None:
        return [], ""
    plain = ScanProfile("", "", dpi=settings.scan_dpi)
    if not device.feeds:
        return [plain], ""
    try:
        known = profiles_of(settings)
    except BadInput as fault:
        return [plain], f"{fault.title} {fault.hint}"
    if not settings.scan_profiles:
        known = tuple(replace(profile, dpi=settings.scan_dpi) for profile in known)
    return [profile for profile in known if _fits(profile, device)] or [plain], ""


def _fits(profile: ScanProfile, device: Device) -> bool:
    return (
        profile.source in ("", device.name)
        and (profile.feed == "auto" or profile.feed in device.feeds)
        and (device.duplex or not profile.duplex)
        and ("feeder" in device.feeds or not profile.two_passes)
    )
