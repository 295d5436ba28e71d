"""Every source of pages this station has, and why others are missing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from app.capture.escl import EsclSource, find_escl
from app.capture.folder import WatchedFolder, folder_gone
from app.capture.sane import SaneSource, find_sane
from app.capture.sane_program import (
    HAS_SANE,
    Listed,
    is_there,
    list_scanners,
    short_label,
)
from app.capture.source import Device, DeviceProblem, Kind, Source
from app.errors import AppError, Unavailable
from app.i18n import t
from app.settings import Settings

_USB_NUMBER = re.compile(r"libusb:\d+:\d+")
_LOOKS_AT_ONCE = 8
_LIST_WITHIN = 20.0
_OPEN_WITHIN = 20.0

Found = tuple[list[Device], list[DeviceProblem]]


def find_devices(settings: Settings, *, timeout: float = 5) -> Found:
    """Sources that answer within ``timeout`` seconds, and the problems of those that do not.

    Each is looked at on its own: a missing driver or a dead scanner is a problem beside the
    devices that work, never an error. Takes at most twice the ``timeout``.
    """
    looks: list[Callable[[], Found]] = []
    if settings.watched_folder:
        looks.append(partial(_look, "folder", partial(_folder, Path(settings.watched_folder))))
    for url in settings.escl_scanners:
        looks.append(partial(_look, "escl", partial(find_escl, url, timeout=timeout)))
    if HAS_SANE:
        looks.append(partial(_look_for_sane, timeout))
    return _at_once(looks)


def open_source(name: str, settings: Settings) -> Source:
    """The source whose ``Device.name`` this is.

    A folder and a network scanner need not be set up to be named: ``folder:/path``,
    ``escl:http://192.0.2.10/eSCL``. Anything else that is not there raises ``Unavailable``
    with the names that are.
    """
    kind, _, place = name.partition(":")
    if kind == "folder" and place and Path(place).is_dir():
        return WatchedFolder(Path(place))
    if kind == "escl" and place.startswith(("http://", "https://")):
        return EsclSource(place)
    scanner = _sane_scanner(place) if kind == "sane" and place else None
    if scanner is None:
        raise _not_found(name, settings)
    return SaneSource(scanner)


def _look(kind: Kind, find: Callable[[], Device]) -> Found:
    try:
        return [find()], []
    except AppError as error:
        return [], [DeviceProblem(kind, error.title, error.hint)]


def _look_for_sane(timeout: float) -> Found:
    try:
        scanners = list_scanners(timeout=timeout)
    except AppError as error:
        return [], [DeviceProblem("sane", error.title, error.hint)]
    return _at_once(
        [
            partial(_look, "sane", partial(find_sane, scanner, timeout=timeout))
            for scanner in scanners
        ]
    )


def _at_once(looks: Sequence[Callable[[], Found]]) -> Found:
    """All looks side by side, what they found in their order."""
    with ThreadPoolExecutor(_LOOKS_AT_ONCE) as people:
        found = list(people.map(lambda look: look(), looks))
    return [device for each in found for device in each[0]], [
        problem for each in found for problem in each[1]
    ]


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
