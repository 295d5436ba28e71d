"""``scanimage``: found, asked, and what it says of a scanner that fails."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass

from app.capture import faults
from app.capture.sane.options import SaneOptions, read_options
from app.errors import AppError, Unavailable
from app.i18n import t

HAS_SANE = sys.platform != "win32"

_SEPARATOR = "\t"
_LIST_FORMAT = _SEPARATOR.join(("%d", "%v", "%m", "%t%n"))
_ADDRESS = re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}\b")
_OPEN_FAILED = "open of device"
NO_MORE_PAPER = "out of documents"

# The words of sane_strstatus (SANE standard 1.06, table 1), in English by LC_ALL=C.
_FAULTS: dict[str, Callable[[str], AppError]] = {
    "feeder jammed": faults.jammed,
    "cover is open": faults.cover_open,
    NO_MORE_PAPER: faults.feeder_empty,
    "Device busy": faults.busy,
    "Out of memory": faults.out_of_memory,
    "Access to resource has been denied": faults.no_permission,
    "Operation was cancel": faults.stopped_at_device,
}
_REFUSALS = ("Invalid argument", "Operation not supported")


@dataclass(frozen=True)
class Listed:
    """A scanner as SANE lists it: ``device`` for ``scanimage -d``, ``label`` for people.

    ``address`` is its IPv4 address where the driver tells one: in the name, or as its type.
    """

    device: str
    label: str
    address: str = ""


def scanimage() -> str:
    """The program's path. Raises ``Unavailable`` where it is not installed."""
    found = shutil.which("scanimage") if HAS_SANE else None
    if found is None:
        raise Unavailable(
            t("Máy tính này chưa cài phần mềm điều khiển máy quét (SANE)."),
            t("Nhờ người quản trị cài gói «sane-utils» rồi thử lại."),
        )
    return found


def list_scanners(*, timeout: float) -> list[Listed]:
    """Every scanner SANE finds now; ``timeout`` in seconds. Raises ``Unavailable``."""
    program = scanimage()
    try:
        printed = _run([program, f"--formatted-device-list={_LIST_FORMAT}"], timeout).stdout
    except subprocess.TimeoutExpired as error:
        raise Unavailable(
            t("Tìm máy quét quá lâu, đã thôi chờ."),
            t("Tắt bật lại máy quét, kiểm tra mạng rồi tìm lại."),
        ) from error
    rows = (line.split(_SEPARATOR) for line in printed.splitlines())
    return [
        Listed(row[0], " ".join(row[1:3]), _address(row[0], *row[3:]))
        for row in rows
        if len(row) >= 3
    ]


def _address(*told: str) -> str:
    found = _ADDRESS.search(" ".join(told))
    return found[0] if found else ""


def ask_options(device: str, label: str, *, timeout: float) -> SaneOptions:
    """What the scanner can do. Raises what is wrong with it where it cannot be opened."""
    try:
        answer = _run([scanimage(), "-d", device, "-A"], timeout)
    except subprocess.TimeoutExpired as error:
        raise faults.silent(label) from error
    if answer.returncode != 0:
        raise fault_said(answer.stderr, label)
    return read_options(answer.stdout)


def is_there(device: str, *, timeout: float) -> bool:
    """Whether the driver knows the scanner; one that is busy or at fault is there."""
    try:
        answer = _run([scanimage(), "-d", device, "-A"], timeout)
    except subprocess.TimeoutExpired:
        return True
    unknown = _OPEN_FAILED in answer.stderr and not any(map(answer.stderr.__contains__, _FAULTS))
    return not unknown


def short_label(device: str) -> str:
    """What a device name tells a person: *airscan:e0:Canon MF240* is *Canon MF240*."""
    telling = (part for part in reversed(device.split(":")) if re.search("[^\\W\\d]", part))
    return next((part for part in telling if part != "libusb"), device)


def fault_said(said: str, label: str) -> AppError:
    """The fault that ``scanimage`` names on its standard error."""
    for words, fault in _FAULTS.items():
        if words in said:
            return fault(label)
    if _OPEN_FAILED in said:
        return faults.not_there(label)
    return (faults.refused if any(words in said for words in _REFUSALS) else faults.failed)(label)


def plain_language() -> dict[str, str]:
    """The environment for ``scanimage``: messages in English, whatever the desktop speaks."""
    return {**os.environ, "LC_ALL": "C"}


def cannot_start() -> Unavailable:
    """The program is there and the system does not run it."""
    return Unavailable(
        t("Không chạy được phần mềm điều khiển máy quét (SANE)."),
        t("Nhờ người quản trị cài lại gói «sane-utils» rồi thử lại."),
    )


def _run(command: list[str], timeout: float) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=timeout,
            env=plain_language(),
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except OSError as error:
        raise cannot_start() from error
