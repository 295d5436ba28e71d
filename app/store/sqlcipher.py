"""SQLCipher under the name that sqlite-utils looks for. Import both from here only."""

from __future__ import annotations

import sys

import sqlcipher3
import sqlcipher3.dbapi2 as dbapi2

# sqlite-utils takes ``pysqlite3`` when there is one, and its ``except OperationalError`` only
# matches when that is our SQLCipher: the alias must stand before its first import.
sys.modules["pysqlite3"] = sqlcipher3
sys.modules["pysqlite3.dbapi2"] = dbapi2

import sqlite_utils  # noqa: E402  (after the alias, see above)
import sqlite_utils.migrations  # noqa: E402  (after the alias, see above)

__all__ = ["dbapi2", "sqlite_utils"]
