"""The scanner drivers of Windows, each in its helper; there are none on other systems."""

from __future__ import annotations

import sys
from pathlib import Path

from app.capture.windows.codes import twain_fault, wia_fault
from app.capture.windows.source import Driver
from app.settings import Settings

_HERE = Path(__file__).parent


def windows_drivers(settings: Settings, platform: str = sys.platform) -> dict[str, Driver]:
    """WIA in this Python; TWAIN in the 32-bit Python of the settings, since most of its drivers
    are 32-bit, else in this one too."""
    if platform != "win32":
        return {}
    python = settings.twain_python or sys.executable
    return {
        "wia": Driver("wia", (sys.executable, "-m", "app.capture.windows.wia_helper"), wia_fault),
        "twain": Driver("twain", (python, "-I", str(_HERE / "twain_helper.py")), twain_fault),
    }
