"""Where the paper lies: the request against what the device has."""

from __future__ import annotations

from app.capture import faults
from app.capture.source import Device, ScanRequest
from app.model.scanning import Feed


def feeds_to_try(request: ScanRequest, device: Device) -> tuple[Feed, ...]:
    """The feeds to scan from: the next is for when the one before holds no paper.

    Raises ``BadInput`` where the device has not what is asked for.
    """
    if request.duplex or request.feed == "feeder":
        if "feeder" not in device.feeds:
            raise faults.no_feeder(device.label)
        if request.duplex and not device.duplex:
            raise faults.no_duplex(device.label)
        return ("feeder",)
    if request.feed == "flatbed":
        if "flatbed" not in device.feeds:
            raise faults.no_flatbed(device.label)
        return ("flatbed",)
    return tuple(feed for feed in ("feeder", "flatbed") if feed in device.feeds)


def resolution_for(dpi: int, offered: list[int]) -> int:
    """The coarsest resolution that is fine enough, else the finest there is."""
    return min((each for each in offered if each >= dpi), default=max(offered, default=dpi))
