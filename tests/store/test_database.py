"""The encrypted file: keys, transactions, threads, migrations."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest

from app.errors import BadInput, CannotWrite, NotAllowed, TryLater
from app.paths import MIGRATIONS
from app.store.database import Database, open_database
from app.store.schema import FILE, schema_sql
from app.store.sqlcipher import dbapi2

KEY = bytes(range(32))
OPEN_FILES = Path("/proc/self/fd")
FIRST = "-- Đầu tiên.\nCREATE TABLE a (x INTEGER PRIMARY KEY, y TEXT) STRICT;\n"


@pytest.fixture
def migrations(tmp_path: Path) -> Path:
    folder = tmp_path / "migrations"
    folder.mkdir()
    (folder / "0001_first.sql").write_text(FIRST, encoding="utf-8")
    return folder


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "tram.db"


def count(database: Database) -> int:
    row = database.row("SELECT count(*) AS n FROM a")
    assert row
    return int(row["n"])


def test_sqlite_utils_stands_on_sqlcipher() -> None:
    assert sys.modules["sqlite_utils.utils"].sqlite3 is sys.modules["sqlcipher3"]
    assert sys.modules["sqlite_utils.utils"].OperationalError is dbapi2.OperationalError


def test_is_encrypted_durable_and_strict(file: Path, migrations: Path) -> None:
    database = open_database(file, KEY, migrations)
    asked = {
        name: database.db.conn.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "foreign_keys", "cipher_memory_security")
    }
    database.close()
    assert asked == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "cipher_memory_security": "1",
    }
    assert not file.read_bytes().startswith(b"SQLite format 3")


@pytest.mark.parametrize("read_only", [False, True])
def test_wrong_key(
    file: Path, migrations: Path, read_only: bool, capfd: pytest.CaptureFixture[str]
) -> None:
    open_database(file, KEY, migrations).close()
    with pytest.raises(BadInput, match="sai khóa"):
        open_database(file, bytes(32), migrations, read_only=read_only)
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("content", [b"hello " * 1000, b"x"])
def test_not_a_database(file: Path, migrations: Path, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(BadInput):
        open_database(file, KEY, migrations)
    assert file.read_bytes() == content


def test_reading_makes_no_file(file: Path, migrations: Path) -> None:
    with pytest.raises(BadInput):
        open_database(file, KEY, migrations, read_only=True)
    assert not file.exists()


def test_two_at_once_bring_an_old_database_up_to_date(file: Path, migrations: Path) -> None:
    open_database(file, KEY, migrations).close()
    for number in range(2, 6):
        step = migrations / f"000{number}_more.sql"
        step.write_text(f"CREATE TABLE b{number} (z TEXT) STRICT;\n")
    opened: list[Database] = []
    threads = [
        threading.Thread(target=lambda: opened.append(open_database(file, KEY, migrations)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [database.rows("SELECT * FROM b5") for database in opened] == [[]] * 4
    for database in opened:
        database.close()


def test_a_damaged_page_is_noticed(file: Path, migrations: Path) -> None:
    database = open_database(file, KEY, migrations)
    with database.transaction():
        for number in range(300):
            database.insert("a", {"x": number, "y": "một dòng chữ " * 5})
    assert database.integrity_problems() == []
    database.close()
    raw = bytearray(file.read_bytes())
    raw[-5000] ^= 1
    file.write_bytes(raw)
    database = open_database(file, KEY, migrations)
    with pytest.raises(BadInput):
        database.rows("SELECT * FROM a")
    database.close()


def test_all_or_nothing_and_blocks_in_blocks(file: Path, migrations: Path) -> None:
    database = open_database(file, KEY, migrations)

    def add_and_fail() -> None:
        with database.transaction():
            database.insert("a", {"x": 1, "y": ""})
            with database.transaction():
                database.insert("a", {"x": 2, "y": ""})
            raise KeyError

    with pytest.raises(KeyError):
        add_and_fail()
    assert count(database) == 0
    with database.transaction():
        database.insert("a", {"x": 3, "y": ""})
        with pytest.raises(KeyError):
            add_and_fail()
    assert count(database) == 1
    assert not database.in_transaction
    database.close()


def test_threads_write_beside_each_other(file: Path, migrations: Path) -> None:
    database = open_database(file, KEY, migrations)

    def add(first: int) -> None:
        for number in range(first, first + 50):
            with database.transaction():
                database.insert("a", {"x": number, "y": str(count(database))})

    threads = [threading.Thread(target=add, args=(n * 100,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    rows = database.rows("SELECT y FROM a")
    database.close()
    assert sorted(int(row["y"]) for row in rows) == list(range(200))


@pytest.mark.skipif(not OPEN_FILES.exists(), reason="this system does not list open files")
def test_threads_that_ended_leave_no_connection(file: Path, migrations: Path) -> None:
    database = open_database(file, KEY, migrations)
    before = len(list(OPEN_FILES.iterdir()))
    for _ in range(20):
        thread = threading.Thread(target=count, args=(database,))
        thread.start()
        thread.join()
    assert len(list(OPEN_FILES.iterdir())) < before + 10
    database.close()


def test_a_closed_database_stays_closed(file: Path, migrations: Path) -> None:
    database = open_database(file, KEY, migrations)
    database.close()
    with pytest.raises(RuntimeError):
        database.rows("SELECT 1")


def test_busy_for_too_long(file: Path, migrations: Path) -> None:
    holder, other = (open_database(file, KEY, migrations) for _ in range(2))
    other.db.conn.execute("PRAGMA busy_timeout = 50")
    with holder.transaction(), pytest.raises(TryLater, match="đang bận"):
        other.insert("a", {"x": 1, "y": ""})
    other.insert("a", {"x": 1, "y": ""})
    holder.close()
    other.close()


def test_full(file: Path, migrations: Path) -> None:
    database = open_database(file, KEY, migrations)
    database.db.conn.execute("PRAGMA max_page_count = 20")
    with pytest.raises(CannotWrite, match="Không ghi được"), database.transaction():
        for number in range(1000):
            database.insert("a", {"x": number, "y": "y" * 1000})
    assert count(database) == 0
    database.close()


def test_a_place_where_no_file_can_be(tmp_path: Path, migrations: Path) -> None:
    with pytest.raises(CannotWrite):
        open_database(tmp_path / "missing" / "tram.db", KEY, migrations)


def test_read_only_changes_nothing(file: Path, migrations: Path) -> None:
    writer = open_database(file, KEY, migrations)
    reader = open_database(file, KEY, migrations, read_only=True)
    writer.insert("a", {"x": 1, "y": ""})
    assert count(reader) == 1
    with pytest.raises(NotAllowed):
        reader.insert("a", {"x": 2, "y": ""})
    with pytest.raises(dbapi2.OperationalError, match="readonly"):
        reader.db.conn.execute("DELETE FROM a")
    with reader.snapshot():
        before = count(reader)
        writer.insert("a", {"x": 3, "y": ""})
        assert count(reader) == before
    assert count(reader) == 2
    reader.close()
    writer.close()


def test_migrations_go_on_where_they_stopped(file: Path, migrations: Path) -> None:
    open_database(file, KEY, migrations).close()
    (migrations / "0002_second.sql").write_text("CREATE TABLE b (z TEXT) STRICT;\n")
    with pytest.raises(TryLater, match="nâng cấp"):
        open_database(file, KEY, migrations, read_only=True)
    database = open_database(file, KEY, migrations)
    assert database.rows("SELECT * FROM b") == []
    database.close()


def test_a_failed_migration_leaves_no_trace(file: Path, migrations: Path) -> None:
    open_database(file, KEY, migrations).close()
    second = migrations / "0002_second.sql"
    second.write_text("CREATE TABLE b (z TEXT) STRICT;\n")
    third = migrations / "0003_third.sql"
    third.write_text("CREATE TABLE c (z TEXT) STRICT;\nINSERT INTO nowhere VALUES (1);\n")
    with pytest.raises(dbapi2.OperationalError, match="nowhere"):
        open_database(file, KEY, migrations)
    second.write_text("CREATE TABLE b (other TEXT) STRICT;\n")
    third.write_text("CREATE TABLE c (other TEXT) STRICT;\n")
    database = open_database(file, KEY, migrations)
    assert database.rows("SELECT b.other FROM b, c") == []
    database.close()


def test_a_newer_database_is_left_alone(file: Path, migrations: Path) -> None:
    second = migrations / "0002_second.sql"
    second.write_text("CREATE TABLE b (z TEXT) STRICT;\n")
    open_database(file, KEY, migrations).close()
    second.unlink()
    for read_only in (False, True):
        with pytest.raises(BadInput, match="bản chương trình mới hơn"):
            open_database(file, KEY, migrations, read_only=read_only)


def test_a_statement_without_end(file: Path, migrations: Path) -> None:
    (migrations / "0002_second.sql").write_text("CREATE TABLE b (z TEXT) STRICT\n")
    with pytest.raises(ValueError, match="no end"):
        open_database(file, KEY, migrations)


def test_schema_is_the_sum_of_the_migrations() -> None:
    folder = MIGRATIONS / "station"
    assert (folder / FILE).read_text(encoding="utf-8") == schema_sql(folder)
