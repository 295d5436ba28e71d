"""Numbers of dossiers: blocks leased from the province, and the station's own provisional ones."""

from __future__ import annotations

from datetime import date
from typing import cast

from app.errors import BadInput
from app.i18n import t
from app.model.codes import format_dossier_code, format_provisional_code
from app.protocol.messages import Lease
from app.store.part import StorePart

_NO_END = 99_999_999


class NumberRows(StorePart):
    """The tables ``leases`` and ``numbers``."""

    def put_lease(self, lease: Lease) -> None:
        """Keep a block of official numbers; the same block again may only last longer."""
        if not (1 <= lease["first"] <= lease["last"] and lease["valid_from"] <= lease["valid_to"]):
            raise BadInput(
                t("Dải số hồ sơ tỉnh cấp không hợp lệ."),
                t("Báo bộ phận kỹ thuật của tỉnh; trạm dùng mã tạm cho đến khi có dải số đúng."),
            )
        self.database.execute(
            "INSERT INTO leases (agency_code, valid_from, valid_to, first, last, kept_at)"
            " VALUES (:agency_code, :valid_from, :valid_to, :first, :last, :kept_at)"
            " ON CONFLICT DO UPDATE SET valid_to = max(valid_to, excluded.valid_to)",
            {**lease, "kept_at": self._now()},
        )

    def leases(self) -> list[Lease]:
        """All blocks, the oldest first."""
        rows = self.database.rows(
            "SELECT agency_code, valid_from, valid_to, first, last FROM leases"
            " ORDER BY valid_from, first"
        )
        return [cast(Lease, row) for row in rows]

    def next_dossier_code(self, day: date, station_code: str) -> tuple[str, bool]:
        """The next code of ``day`` and whether it is only provisional.

        Official while a lease that covers the day has numbers left. Call it inside the
        transaction that gives the code to a dossier: a number is used up exactly with that.
        """
        if not self.database.in_transaction:
            raise RuntimeError("a number is taken together with its dossier")
        for lease in self.leases():
            if lease["valid_from"] <= day.isoformat() <= lease["valid_to"]:
                series = f"{lease['agency_code']}/{day.isoformat()}"
                number = self._take(series, lease["first"], lease["last"])
                if number is not None:
                    return format_dossier_code(lease["agency_code"], day, number), False
        number = self._take(f"TAM/{station_code}/{day.isoformat()}", 1, _NO_END)
        if number is None:
            raise OverflowError("no provisional numbers left")
        return format_provisional_code(station_code, day, number), True

    def _take(self, series: str, first: int, last: int) -> int | None:
        """The number after the highest one taken between ``first`` and ``last``, now taken."""
        row = self.database.row(
            "SELECT coalesce(max(number) + 1, :first) AS number FROM numbers"
            " WHERE series = :series AND number BETWEEN :first AND :last",
            {"series": series, "first": first, "last": last},
        )
        number = int(row["number"]) if row else first
        if number > last:
            return None
        self.database.insert("numbers", {"series": series, "number": number})
        return number
