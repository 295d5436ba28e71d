"""The end of a day: what was sealed on it, and what the province says of that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.model.dossier import Dossier
from app.store.part import StorePart
from app.store.rows import dossier_from_row


@dataclass(frozen=True)
class DayCloseRow:
    """One closing of a day: the station's sealed list and the province's sealed answer."""

    day: date
    version: int
    list_raw: bytes
    answer_raw: bytes | None
    agreed: bool
    closed_at: datetime


class DayRows(StorePart):
    """The table ``day_closes``: a day may be closed again, and every closing stays."""

    def sealed_on(self, day: date) -> list[Dossier]:
        """The dossiers whose manifests were sealed on that day of Vietnam's clock, in order."""
        rows = self.database.rows(
            "SELECT d.* FROM dossiers d JOIN manifests m USING (dossier_id)"
            " WHERE m.sealed_at >= ? AND m.sealed_at < ? ORDER BY m.seq",
            (day.isoformat(), (day + timedelta(days=1)).isoformat()),
        )
        return [dossier_from_row(row) for row in rows]

    def add_day_close(
        self, day: date, list_raw: bytes, answer_raw: bytes | None, agreed: bool
    ) -> None:
        """Keep a closing of the day; ``answer_raw`` is None while the province is away."""
        with self.transaction():
            newest = self.day_close(day)
            version = newest.version + 1 if newest else 1
            self.database.insert(
                "day_closes",
                {
                    "day": day.isoformat(),
                    "version": version,
                    "list_raw": list_raw,
                    "answer_raw": answer_raw,
                    "agreed": int(agreed),
                    "closed_at": self._now(),
                },
            )
            self.audit("close day", day.isoformat(), {"version": version, "agreed": agreed})

    def day_close(self, day: date) -> DayCloseRow | None:
        """The newest closing of the day."""
        row = self.database.row(
            "SELECT * FROM day_closes WHERE day = ? ORDER BY version DESC LIMIT 1",
            (day.isoformat(),),
        )
        if row is None:
            return None
        return DayCloseRow(
            day,
            row["version"],
            row["list_raw"],
            row["answer_raw"],
            bool(row["agreed"]),
            datetime.fromisoformat(row["closed_at"]),
        )
