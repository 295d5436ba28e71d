"""Every source of pages this station has, and why others are missing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from app.capture.camera.source import CameraSource, Ready, find_cameras
from app.capture.escl.network import find_network, open_network
from app.capture.folder import WatchedFolder, folder_gone
from app.capture.sane.program import (
    HAS_SANE,
    Listed,
    is_there,
    list_scanners,
    short_label,
)
from app.capture.sane.source import SaneSource, find_sane
from app.capture.source import Device, DeviceProblem, Kind, Source
from app.capture.windows.drivers import windows_drivers
from app.capture.windows.source import HelpedSource, find_helped
from app.errors import AppError, Unavailable
from app.i18n import t
from app.settings import Settings

_USB_NUMBER = re.compile(r"libusb:\d+:\d+")
_LOOKS_AT_ONCE = 8
_LIST_WITHIN = 20.0
_OPEN_WITHIN = 20.0

Found = tuple[list[Device], list[DeviceProblem]]


def find_devices(
    settings: Settings, *, timeout: float = 5, interfaces: Sequence[str] | None = None
) -> Found:
    """Sources that answer within ``timeout`` seconds, and the problems of those that do not.

    Each is looked at on its own: a missing driver or a dead scanner is a problem beside the
    devices that work, never an error. Each machine comes once, over our own client rather than a
    driver. Takes at most twice the ``timeout`` and two seconds. ``interfaces`` are this machine's
    own addresses to look for network scanners from, None for all.
    """
    with ThreadPoolExecutor() as people:
        network = people.submit(find_network, settings, timeout=timeout, interfaces=interfaces)
        drivers = people.submit(_look_for_sane, timeout) if HAS_SANE else None
        cameras = people.submit(cameras_for, settings)
        helped = [
            people.submit(find_helped, driver, timeout=timeout)
            for driver in windows_drivers(settings).values()
        ]
        found = [_look_at_folder(settings), (network.result().devices, network.result().problems)]
        over_network = network.result().addresses
        for address, each in drivers.result() if drivers else []:
            if address not in over_network:
                found.append(each)
        found += [*(each.result() for each in helped), cameras.result()]
    return _together(found)


def cameras_for(settings: Settings) -> Found:
    """The cameras that are plugged in, and the video file that the settings put in place of one."""
    devices, problems = find_cameras()
    kind, _, place = settings.scan_source.partition(":")
    if kind == "camera" and Path(place).is_file():
        label = t("Video «{name}»", name=Path(place).name)
        devices.append(Device(settings.scan_source, label, "camera"))
    return devices, problems


def open_source(name: str, settings: Settings, *, ready: Ready | None = None) -> Source:
    """The source whose ``Device.name`` this is.

    A folder, a network scanner and a camera need not be set up to be named: ``folder:/path``,
    ``escl:http://192.0.2.10/eSCL``, ``camera:0``, ``camera:/video.mp4``. Anything else that is not
    there raises ``Unavailable`` with the names that are. ``ready`` says which pictures of a camera
    are pages; without it no camera can be opened.
    """
    kind, _, place = name.partition(":")
    if kind == "camera" and place and ready is not None:
        return CameraSource(place, ready)
    if kind == "folder" and place and Path(place).is_dir():
        return WatchedFolder(Path(place))
    if kind == "escl" and (over_network := open_network(place, settings)):
        return over_network
    driver = windows_drivers(settings).get(kind)
    if driver is not None and place:
        return HelpedSource(driver, place)
    scanner = _sane_scanner(place) if kind == "sane" and place else None
    if scanner is None:
        raise _not_found(name, settings)
    return SaneSource(scanner)


def _look(kind: Kind, find: Callable[[], Device]) -> Found:
    try:
        return [find()], []
    except AppError as error:
        return [], [DeviceProblem(kind, error.title, error.hint)]


def _look_for_sane(timeout: float) -> list[tuple[str, Found]]:
    """Each scanner with its network address, which is empty for one on a cable."""
    try:
        scanners = list_scanners(timeout=timeout)
    except AppError as error:
        return [("", ([], [DeviceProblem("sane", error.title, error.hint)]))]

    def look(scanner: Listed) -> tuple[str, Found]:
        return scanner.address, _look("sane", partial(find_sane, scanner, timeout=timeout))

    with ThreadPoolExecutor(_LOOKS_AT_ONCE) as people:
        return list(people.map(look, scanners))


def _together(found: Sequence[Found]) -> Found:
    return [device for each in found for device in each[0]], [
        problem for each in found for problem in each[1]
    ]


def _look_at_folder(settings: Settings) -> Found:
    if not settings.watched_folder:
        return [], []
    return _look("folder", partial(_folder, Path(settings.watched_folder)))


def _folder(folder: Path) -> Device:
    if not folder.is_dir():
        raise folder_gone(folder)
    return Device(
        f"folder:{folder}", t("Thư mục theo dõi «{folder}»", folder=folder.name), "folder"
    )


def _sane_scanner(device: str) -> Listed | None:
    """The scanner of that name, without the seconds a listing takes where it is there.

    A USB scanner gets a new number each time it is plugged in: one that is alike but for the
    number is taken for it.
    """
    if is_there(device, timeout=_OPEN_WITHIN):
        return Listed(device, short_label(device))
    pattern = _USB_NUMBER.sub("libusb", device)
    alike = [
        scanner
        for scanner in list_scanners(timeout=_LIST_WITHIN)
        if _USB_NUMBER.sub("libusb", scanner.device) == pattern
    ]
    return alike[0] if len(alike) == 1 else None


def _not_found(name: str, settings: Settings) -> AppError:
    names = ", ".join(f"«{device.name}»" for device in find_devices(settings)[0])
    return Unavailable(
        t("Không có nguồn quét nào tên «{name}».", name=name),
        t("Chọn một trong các nguồn đang có: {names}.", names=names)
        if names
        else t("Chưa tìm thấy nguồn quét nào: bật máy quét, hoặc chọn thư mục theo dõi."),
    )
