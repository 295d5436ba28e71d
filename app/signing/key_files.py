"""Key files on disk: passphrases as bytes, and files only their owner may read."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path


def secret_bytes(passphrase: str) -> bytes:
    """UTF-8 of the composed form: one keyboard writes «ế» as one letter, another as three."""
    return unicodedata.normalize("NFC", passphrase).encode()


def write_private(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, readable by its owner alone. Raises ``OSError``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(path.name + ".tmp")
    temporary.unlink(missing_ok=True)
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    temporary.replace(path)


_BINARY = getattr(os, "O_BINARY", 0)
"""Windows alone has it, and would turn line ends without it."""
