"""An encrypted SQLite file: a connection per thread, one kind of transaction, migrations."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from app.store.lock import opened_to_look
from app.store.migrate import migrate, require_current
from app.store.sqlcipher import dbapi2, sqlite_utils
from app.store.sqlite_errors import damaged, spoken

BUSY_SECONDS = 30.0
PAGE_BYTES = 4096

Parameters = Sequence[Any] | dict[str, Any]
Row = dict[str, Any]


class _ThisThread(threading.local):
    db: sqlite_utils.Database | None = None
    depth = 0


class Database:
    """One database file of one process; every thread has its own connection.

    A commit is on the disk when it returns (WAL, ``synchronous=FULL``). SQLite's errors come
    out as ``AppError`` (``app.store.sqlite_errors``).
    """

    def __init__(self, file: Path, key: bytes, *, read_only: bool = False) -> None:
        self.file = file
        self.read_only = read_only
        self._key = key
        self._here = _ThisThread()
        self._connections: dict[threading.Thread, sqlite_utils.Database] = {}
        self._guard = threading.Lock()
        self._closed = False

    @property
    def db(self) -> sqlite_utils.Database:
        """This thread's connection, in autocommit: change things inside ``transaction``."""
        if self._closed:
            raise RuntimeError("the database is closed")
        if self._here.db is None:
            self._here.db = self._connect()
        return self._here.db

    def _connect(self) -> sqlite_utils.Database:
        with spoken(self.file):
            # The connection is closed from another thread when its own has ended.
            connection = dbapi2.connect(
                str(self.file), timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )
            try:
                _prepare(connection, self._key, read_only=self.read_only)
            except BaseException:
                connection.close()
                raise
        db = sqlite_utils.Database(connection, strict=True)
        with self._guard:
            for thread in [gone for gone in self._connections if not gone.is_alive()]:
                self._connections.pop(thread).close()
            self._connections[threading.current_thread()] = db
        return db

    @property
    def in_transaction(self) -> bool:
        """True inside ``transaction`` on this thread."""
        return self._here.depth > 0

    @contextmanager
    def transaction(self) -> Iterator[sqlite_utils.Database]:
        """All of the block or nothing of it, also inside another one of this thread: what a
        caught error leaves behind is the outer block without the inner.

        Waits up to 30 s for another writer, then ``TryLater``. On a read-only database
        ``NotAllowed``.
        """
        if self.read_only:
            raise opened_to_look()
        db = self.db
        if self._here.depth:
            with spoken(self.file), db.atomic():
                yield db
            return
        with spoken(self.file):
            db.conn.execute("BEGIN IMMEDIATE")
            self._here.depth = 1
            try:
                yield db
                db.conn.execute("COMMIT")
            except BaseException:
                # A full disk may have rolled back already.
                if db.conn.in_transaction:
                    db.conn.execute("ROLLBACK")
                raise
            finally:
                self._here.depth = 0

    @contextmanager
    def snapshot(self) -> Iterator[sqlite_utils.Database]:
        """Reads that all see one moment, whatever others write meanwhile."""
        db = self.db
        with spoken(self.file):
            if db.conn.in_transaction:
                yield db
                return
            db.conn.execute("BEGIN")
            try:
                yield db
            finally:
                db.conn.execute("ROLLBACK")

    def rows(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """All rows of a query."""
        with spoken(self.file):
            return list(self.db.query(sql, parameters))

    def row(self, sql: str, parameters: Parameters = ()) -> Row | None:
        """The first row of a query, or None."""
        with spoken(self.file):
            return next(iter(self.db.query(sql, parameters)), None)

    def execute(self, sql: str, parameters: Parameters = ()) -> int:
        """Run one statement in a transaction; gives the number of rows it changed."""
        if self.in_transaction:
            with spoken(self.file):
                return int(self.db.conn.execute(sql, parameters).rowcount)
        with self.transaction() as db:
            return int(db.conn.execute(sql, parameters).rowcount)

    def insert(self, table: str, row: Mapping[str, Any]) -> None:
        """Add one row."""
        self.execute(_insert_sql(table, row), dict(row))

    def update(self, table: str, key: str, values: Mapping[str, Any]) -> None:
        """Change columns of the one row with that primary key."""
        with self.transaction() as db:
            db.table(table).update(key, dict(values))

    def put(self, table: str, key: Sequence[str], row: Mapping[str, Any]) -> None:
        """Add a row, or change the one that has the same ``key`` columns.

        Never ``REPLACE``, which would delete the row first, and what hangs on it.
        """
        changed = ", ".join(f"{name} = excluded.{name}" for name in row if name not in key)
        self.execute(
            f"{_insert_sql(table, row)} ON CONFLICT ({', '.join(key)}) DO UPDATE SET {changed}",
            dict(row),
        )

    def integrity_problems(self) -> list[str]:
        """What SQLCipher's and SQLite's own checks find; empty when the file is whole."""
        with spoken(self.file):
            found = [row[0] for row in self.db.conn.execute("PRAGMA cipher_integrity_check")]
            found += [row[0] for row in self.db.conn.execute("PRAGMA integrity_check")]
        return [str(line) for line in found if line != "ok"]

    def close(self) -> None:
        """Close the connections of all threads; call it when they stand still."""
        with self._guard:
            self._closed = True
            for db in self._connections.values():
                db.close()
            self._connections.clear()


def _insert_sql(table: str, row: Mapping[str, Any]) -> str:
    """Table and columns are names of our own, never input."""
    places = ", ".join(f":{name}" for name in row)
    return f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})"  # noqa: S608


def _prepare(connection: Any, key: bytes, *, read_only: bool) -> None:
    # SQLCipher would print its own lines on stderr about a wrong key; we raise.
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("PRAGMA cipher_memory_security = ON")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if not read_only:
        connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    if read_only:
        connection.execute("PRAGMA query_only = ON")


def open_database(file: Path, key: bytes, migrations: Path, *, read_only: bool = False) -> Database:
    """Open ``file`` (made when absent, unless read-only) and bring its schema up to date.

    ``key`` has 32 bytes. ``BadInput`` for a wrong key, a damaged file, or a database that a
    newer program has already changed. Read-only changes nothing, not even the schema.
    """
    size = file.stat().st_size if file.exists() else 0
    if 0 < size < PAGE_BYTES or (size == 0 and read_only):
        # SQLite would take the stump of a file for an empty database, and make a missing one.
        raise damaged(file)
    database = Database(file, key, read_only=read_only)
    try:
        with spoken(file):
            if read_only:
                require_current(database.db, migrations)
            else:
                migrate(database.db, migrations)
    except BaseException:
        database.close()
        raise
    return database
