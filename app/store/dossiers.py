"""Dossiers, their moves, and the checklist of each."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

from app.errors import BadInput
from app.i18n import t
from app.model.dossier import Dossier, DossierComponent
from app.model.states import OPEN, State, require_move
from app.store.fold import fold
from app.store.part import StorePart
from app.store.rows import component_from_row, component_to_row, dossier_from_row, dossier_to_row

ID_PREFIX = 6

_TOLD = frozenset(
    {"dossier_code", "provisional_code", "held_reason", "manifest_sha256", "receipt_sha256"}
)
"""Fields whose new value the audit trail tells; of the others it tells the name only."""


class DossierRows(StorePart):
    """The tables ``dossiers`` and ``components``."""

    def add_dossier(self, dossier: Dossier, components: Sequence[DossierComponent]) -> None:
        """Keep a new dossier that is still on the counter, with its checklist."""
        if dossier.state not in OPEN:
            raise ValueError(f"a dossier does not begin as {dossier.state}")
        with self.transaction():
            self.database.insert("dossiers", dossier_to_row(dossier))
            for component in components:
                self._write_component(dossier.dossier_id, component)
            self.audit(
                "open",
                dossier.dossier_id,
                {"procedure": dossier.procedure_code, "case": dossier.case_key},
            )

    def dossier(self, dossier_id: str) -> Dossier:
        """The dossier of an id. Raises ``BadInput`` when there is none."""
        row = self.database.row("SELECT * FROM dossiers WHERE dossier_id = ?", (dossier_id,))
        if row is None:
            raise BadInput(
                t("Không có hồ sơ «{code}» ở trạm này.", code=dossier_id),
                t("Kiểm tra lại mã hồ sơ, hoặc tìm theo tên người nộp."),
            )
        return dossier_from_row(row)

    def find(self, code_or_id: str) -> Dossier | None:
        """By id, by the only id that begins so (6 letters or more), or by either code."""
        wanted = code_or_id.strip()
        found = self.database.rows(
            "SELECT * FROM dossiers WHERE dossier_id = ?1"
            " OR (?2 <> '' AND ?2 IN (dossier_code, provisional_code))",
            (wanted.lower(), wanted.upper()),
        )
        if not found and len(wanted) >= ID_PREFIX:
            found = self.database.rows(
                "SELECT * FROM dossiers WHERE substr(dossier_id, 1, length(?1)) = ?1 LIMIT 2",
                (wanted.lower(),),
            )
        return dossier_from_row(found[0]) if len(found) == 1 else None

    def dossiers(
        self,
        states: Collection[State] | None = None,
        *,
        search: str = "",
        day: date | None = None,
        limit: int | None = None,
        newest_first: bool = True,
    ) -> list[Dossier]:
        """Dossiers in ``states``, received on ``day``, that have every word of ``search``.

        The words are looked for anywhere in names, identifiers and codes, without tones and
        capitals. Ordered by id, that is by the time they were opened.
        """
        sql, values = ["SELECT * FROM dossiers WHERE 1"], list[Any]()
        if states is not None:
            sql.append("AND state IN (SELECT value FROM json_each(?))")
            values.append(json.dumps(list(states)))
        if day is not None:
            sql.append("AND received_at >= ? AND received_at < ?")
            values += [day.isoformat(), (day + timedelta(days=1)).isoformat()]
        for word in fold(search).split():
            sql.append("AND instr(search_text, ?) > 0")
            values.append(word)
        sql.append("ORDER BY dossier_id DESC" if newest_first else "ORDER BY dossier_id")
        sql.append("LIMIT ?")
        values.append(-1 if limit is None else limit)
        return [dossier_from_row(row) for row in self.database.rows(" ".join(sql), values)]

    def counts(self) -> dict[State, int]:
        """How many dossiers stand in each state; every state is there."""
        rows = self.database.rows("SELECT state, count(*) AS n FROM dossiers GROUP BY state")
        return dict.fromkeys(State, 0) | {State(row["state"]): row["n"] for row in rows}

    def move(self, dossier_id: str, new: State, *, why: str = "", **changes: object) -> Dossier:
        """One allowed move with its changes of fields and its audit row, in one transaction.

        Raises ``MoveNotAllowed`` (our bug) and ``SealedForGood`` (content after sealing).
        """
        with self.transaction():
            old = self.dossier(dossier_id)
            require_move(old.state, new)
            details: dict[str, Any] = {"from": old.state.value, "to": new.value}
            if why:
                details["why"] = why
            return self._update(old, "move", details, {**changes, "state": new})

    def change(self, dossier_id: str, *, action: str, **changes: object) -> Dossier:
        """Change fields without a move; the audit row is called ``action``."""
        if "state" in changes:
            raise ValueError("a state changes by move")
        with self.transaction():
            return self._update(self.dossier(dossier_id), action, {}, changes)

    def _update(
        self, old: Dossier, action: str, details: dict[str, Any], changes: dict[str, Any]
    ) -> Dossier:
        new = replace(old, **changes)
        self._require_free_code(new)
        before, after = dossier_to_row(old), dossier_to_row(new)
        changed = {name: value for name, value in after.items() if value != before[name]}
        if changed:
            self.database.update("dossiers", old.dossier_id, changed)
        names = [entry.name for entry in fields(Dossier) if entry.name in changed]
        told = {name: changed[name] for name in names if name in _TOLD}
        others = [name for name in names if name not in _TOLD | {"state"}]
        self.audit(action, old.dossier_id, details | told | ({"fields": others} if others else {}))
        return new

    def _require_free_code(self, dossier: Dossier) -> None:
        if not dossier.dossier_code:
            return
        other = self.database.row(
            "SELECT dossier_id FROM dossiers WHERE dossier_code = ? AND dossier_id <> ?",
            (dossier.dossier_code, dossier.dossier_id),
        )
        if other is not None:
            raise BadInput(
                t("Mã hồ sơ «{code}» đã dùng cho hồ sơ khác.", code=dossier.dossier_code),
                t("Báo bộ phận kỹ thuật của tỉnh; hồ sơ vẫn được giữ nguyên tại trạm."),
            )

    def components(self, dossier_id: str) -> list[DossierComponent]:
        """The checklist, in its order."""
        rows = self.database.rows(
            "SELECT * FROM components WHERE dossier_id = ? ORDER BY position", (dossier_id,)
        )
        return [component_from_row(row) for row in rows]

    def put_component(self, dossier_id: str, component: DossierComponent, *, why: str = "") -> None:
        """Change a line of the checklist, or add one at its end."""
        with self.transaction():
            self._write_component(dossier_id, component)
            details = {"component": component.key, "outcome": component.outcome.value}
            self.audit("component", dossier_id, details | ({"why": why} if why else {}))

    def _write_component(self, dossier_id: str, component: DossierComponent) -> None:
        kept = self.database.row(
            "SELECT coalesce(max(position) FILTER (WHERE key = ?2), count(*)) AS position"
            " FROM components WHERE dossier_id = ?1",
            (dossier_id, component.key),
        )
        position = {"dossier_id": dossier_id, "position": kept["position"] if kept else 0}
        row = component_to_row(component) | position
        self.database.put("components", ["dossier_id", "key"], row)
