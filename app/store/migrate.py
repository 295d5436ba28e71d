"""Numbered SQL files, forward only: applied with their records in one transaction."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from app.errors import BadInput, TryLater
from app.i18n import t
from app.store.sqlcipher import dbapi2, sqlite_utils

_NUMBERED = re.compile(r"\d{4}_\w+\.sql")
_SET = "tram"


def migration_files(migrations: Path) -> list[Path]:
    """``NNNN_*.sql`` of the folder, in order."""
    return sorted(file for file in migrations.iterdir() if _NUMBERED.fullmatch(file.name))


def statements(sql: str) -> Iterator[str]:
    """The single statements of a file; a trigger with its inner semicolons is one.

    ``executescript`` would commit behind our back, so they are run one by one.
    """
    statement = ""
    for line in sql.splitlines(keepends=True):
        statement += line
        if dbapi2.complete_statement(statement):
            yield statement.strip()
            statement = ""
    if statement.strip():
        raise ValueError(f"no end to the statement: {statement.strip()[:80]}")


def _planned(migrations: Path) -> sqlite_utils.migrations.Migrations:
    plan = sqlite_utils.migrations.Migrations(_SET)
    for file in migration_files(migrations):
        plan(name=file.stem)(_step(file))
    return plan


def _step(file: Path) -> Callable[[sqlite_utils.Database], None]:
    sql = file.read_text(encoding="utf-8")

    def apply(db: sqlite_utils.Database, /) -> None:
        for statement in statements(sql):
            db.conn.execute(statement)

    return apply


def migrate(db: sqlite_utils.Database, migrations: Path) -> None:
    """Apply what is pending, all of it or nothing: one that fails leaves the old schema whole.

    Of two processes that open an old database at once, the second finds the work done.
    """
    plan = _planned(migrations)
    _require_known(db, plan, migrations)
    if not plan.pending(db):
        return
    db.conn.execute("BEGIN IMMEDIATE")
    try:
        plan.apply(db)
        db.conn.execute("COMMIT")
    except BaseException:
        if db.conn.in_transaction:
            db.conn.execute("ROLLBACK")
        raise


def require_current(db: sqlite_utils.Database, migrations: Path) -> None:
    """Raise unless nothing is pending (``TryLater``) and nothing is unknown (``BadInput``)."""
    plan = _planned(migrations)
    _require_known(db, plan, migrations)
    if plan.pending(db):
        raise TryLater(
            t("Dữ liệu của trạm cần được nâng cấp trước khi xem."),
            t("Mở trạm bằng cửa sổ chính một lần, rồi làm lại."),
        )


def _require_known(
    db: sqlite_utils.Database, plan: sqlite_utils.migrations.Migrations, migrations: Path
) -> None:
    known = {file.stem for file in migration_files(migrations)}
    newer = sorted(step.name for step in plan.applied(db) if step.name not in known)
    if newer:
        raise BadInput(
            t("Dữ liệu của trạm do một bản chương trình mới hơn tạo ra ({name}).", name=newer[-1]),
            t("Cài bản chương trình mới nhất rồi mở lại. Dữ liệu chưa bị thay đổi."),
        )
