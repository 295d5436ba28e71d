"""Where things lie in a station's home."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class HomePaths:
    """All paths of a home, in one place. ``settings.json`` belongs to ``app.settings``."""

    root: Path

    @property
    def database(self) -> Path:
        return self.root / "tram.db"

    @property
    def objects(self) -> Path:
        return self.root / "objects"

    @property
    def keys(self) -> Path:
        """The officers' slots: the master key under each passphrase."""
        return self.root / "keys.json"

    @property
    def machine_key(self) -> Path:
        """The master key of a home that opens unattended (the reference province)."""
        return self.root / "machine.key"

    @property
    def lock(self) -> Path:
        return self.root / "lock"

    @property
    def signing_keys(self) -> Path:
        """Folder of software signing keys and certificates."""
        return self.root / "keys"

    @property
    def log(self) -> Path:
        return self.root / "log"

    @property
    def outgoing(self) -> Path:
        """Folder of slips, registers and reports made for people."""
        return self.root / "outgoing"
