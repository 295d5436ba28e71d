"""Words read ahead, while their dossier lies open: no text of a citizen's paper outlives that."""

from __future__ import annotations

from app.store.part import StorePart


class ReadingRows(StorePart):
    """The table ``readings``. A reading is a finding, no act: the audit trail has none of it."""

    def reading(self, dossier_id: str, key: str) -> str | None:
        """The words kept under ``key``, as the JSON that was put, or None."""
        row = self.database.row(
            "SELECT words FROM readings WHERE key = ?", (_within(dossier_id, key),)
        )
        return str(row["words"]) if row else None

    def put_reading(self, dossier_id: str, key: str, words: str) -> None:
        """Keep ``words`` (JSON) under ``key`` in place of what was there."""
        row = {"key": _within(dossier_id, key), "read_at": self._now(), "words": words}
        self.database.put("readings", ["key"], row)

    def drop_readings(self, dossier_id: str) -> None:
        """Forget all that was read of a dossier, of pages it no longer has too."""
        first, past = _within(dossier_id, ""), f"{dossier_id}0"
        self.database.execute("DELETE FROM readings WHERE key >= ? AND key < ?", (first, past))


def _within(dossier_id: str, key: str) -> str:
    """``0`` is the letter that follows ``/``: all keys of a dossier lie between the two."""
    return f"{dossier_id}/{key}"
