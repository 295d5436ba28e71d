"""``schema.sql``: the sum of a folder's migrations, for people to read.

``python -m app.store.schema`` writes it anew for every folder under ``migrations/``.
"""

from __future__ import annotations

import sys
from pathlib import Path

from app.paths import MIGRATIONS
from app.store.migrate import migrate
from app.store.sqlcipher import dbapi2, sqlite_utils

FILE = "schema.sql"
_TITLE = "-- The sum of the migrations beside it, made by `python -m app.store.schema`.\n"


def schema_sql(migrations: Path) -> str:
    """What all migrations of the folder make together, in the order they made it."""
    connection = dbapi2.connect(":memory:", isolation_level=None)
    try:
        migrate(sqlite_utils.Database(connection, strict=True), migrations)
        made = connection.execute(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"
            " AND tbl_name NOT IN ('_sqlite_migrations', 'sqlite_sequence') ORDER BY rowid"
        ).fetchall()
    finally:
        connection.close()
    return _TITLE + "".join(f"\n{sql};\n" for (sql,) in made)


def main() -> int:
    """Write ``schema.sql`` in every folder of migrations."""
    for folder in sorted(path for path in MIGRATIONS.iterdir() if path.is_dir()):
        (folder / FILE).write_text(schema_sql(folder), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
