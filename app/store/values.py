"""Small things kept by name: the sync cursor, the last server time, secrets made once."""

from __future__ import annotations

from collections.abc import Callable

from app.store.audit import HEAD
from app.store.part import StorePart


class ValueRows(StorePart):
    """The tables ``kv`` and ``secrets``."""

    def get(self, key: str, default: str = "") -> str:
        row = self.database.row("SELECT value FROM kv WHERE key = ?", (key,))
        return row["value"] if row else default

    def set(self, key: str, value: str) -> None:
        if key == HEAD:
            raise ValueError("only the audit trail moves its head")
        self.database.put("kv", ["key"], {"key": key, "value": value})

    def secret(self, name: str, make: Callable[[], bytes]) -> bytes:
        """The secret of that name, made by ``make`` the first time and the same ever after."""
        kept = self._secret(name)
        if kept is not None:
            return kept
        with self.transaction():
            kept = self._secret(name)
            if kept is None:
                kept = make()
                row = {"name": name, "value": kept, "made_at": self._now()}
                self.database.insert("secrets", row)
                self.audit("make secret", name)
        return kept

    def _secret(self, name: str) -> bytes | None:
        row = self.database.row("SELECT value FROM secrets WHERE name = ?", (name,))
        return row["value"] if row else None
