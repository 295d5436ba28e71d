"""What the database itself refuses, whoever asks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from app.clock import VIETNAM, FixedClock
from app.paths import MIGRATIONS
from app.province.embedded.holdings import Holdings
from app.province.embedded.partials import PartialFiles
from app.province.home import open_province
from app.store.database import open_database
from app.store.keys import machine_keys
from app.store.objects import Objects
from app.store.schema import schema_sql
from app.store.sqlcipher import dbapi2
from tests.province.conftest import new_province
from tests.province.desk import pdf
from tests.province.test_archive import Station


@pytest.fixture
def holdings(tmp_path: Path) -> Iterator[Holdings]:
    """The parts of a home with one committed dossier in it."""
    home = new_province(tmp_path / "home")
    clock = FixedClock(datetime(2026, 11, 23, 8, 0, tzinfo=VIETNAM))
    with open_province(home, clock=clock) as province:
        Station(province.archive, clock).send(pdf())
    keys = machine_keys(home)
    database = open_database(home / "province.db", keys.database, MIGRATIONS / "province")
    yield Holdings(
        "H27",
        database,
        Objects(home / "objects", keys.files),
        PartialFiles(home / "partial", keys.derive("partial blobs")),
        clock,
    )
    database.close()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE dossier SET manifest = x'00'",
        "UPDATE dossier SET dossier_code = 'H27.5-261123-0002'",
        "UPDATE dossier SET receipt = x'00'",
        "UPDATE dossier SET held = 'announced', receipt = NULL",
        "DELETE FROM dossier",
        "UPDATE audit SET details = '{}'",
        "DELETE FROM audit",
    ],
)
def test_papers_receipts_and_the_audit_trail_stay(holdings: Holdings, sql: str) -> None:
    with pytest.raises(dbapi2.IntegrityError):
        holdings.database.execute(sql)


def test_a_changed_audit_row_breaks_the_chain(holdings: Holdings) -> None:
    assert holdings.audit.verify().ok
    holdings.write("DROP TRIGGER an_audit_row_stays")
    holdings.write("UPDATE audit SET details = '{}' WHERE seq = 3")
    assert holdings.audit.verify().first_broken_seq == 3


def test_a_shortened_audit_trail_is_noticed(holdings: Holdings) -> None:
    holdings.write("DROP TRIGGER an_audit_row_is_never_deleted")
    holdings.write("DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit)")
    assert not holdings.audit.verify().ok


def test_the_schema_for_people_is_the_sum_of_the_migrations() -> None:
    folder = MIGRATIONS / "province"
    assert (folder / "schema.sql").read_text(encoding="utf-8") == schema_sql(folder)
