"""What the window remembers of its own: one INI file in the home, never the system's registry."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QSettings

FILE = "ui.ini"
RECENT_PROCEDURES = 8


@dataclass(frozen=True)
class Memory:
    """Codes of the procedures used last, newest first, and the devices chosen last."""

    recent: tuple[str, ...] = field(default=())
    source: str = ""
    profile: str = ""
    printer: str = ""
    camera: str = ""
    shoots_alone: bool = True
    """The camera takes a page by itself once it lies still."""
    paused: bool = False


def with_recent(recent: tuple[str, ...], code: str) -> tuple[str, ...]:
    """``code`` in front, once, and no more than are kept."""
    return (code, *(each for each in recent if each != code))[:RECENT_PROCEDURES]


def load_memory(home: Path) -> Memory:
    """The memory of a home; what cannot be read is forgotten."""
    kept = QSettings(str(home / FILE), QSettings.Format.IniFormat)
    return Memory(
        recent=tuple(code for code in str(kept.value("recent", "")).split(" ") if code),
        source=str(kept.value("source", "")),
        profile=str(kept.value("profile", "")),
        printer=str(kept.value("printer", "")),
        camera=str(kept.value("camera", "")),
        shoots_alone=kept.value("shoots_alone", "true") == "true",
        paused=kept.value("paused", "false") == "true",
    )


def save_memory(home: Path, memory: Memory) -> None:
    kept = QSettings(str(home / FILE), QSettings.Format.IniFormat)
    kept.setValue("recent", " ".join(memory.recent))
    kept.setValue("source", memory.source)
    kept.setValue("profile", memory.profile)
    kept.setValue("printer", memory.printer)
    kept.setValue("camera", memory.camera)
    kept.setValue("shoots_alone", str(memory.shoots_alone).lower())
    kept.setValue("paused", str(memory.paused).lower())
    kept.sync()
