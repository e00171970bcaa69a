"""The tables of a built directory (`schema.sql`), and a look at a file that may be anything."""

from __future__ import annotations

import sqlite3
import zlib
from pathlib import Path
from typing import Any

SCHEMA = Path(__file__).with_name("schema.sql").read_text(encoding="utf-8")
# SQLite keeps a number of 31 bits for it in each file.
VERSION = zlib.crc32(SCHEMA.encode()) & 0x7FFFFFFF


def create_tables(connection: sqlite3.Connection) -> None:
    """Creates all tables in an empty file, and marks it with this version."""
    connection.executescript(f"{SCHEMA}\nPRAGMA user_version = {VERSION};")


def is_of_this_version(connection: sqlite3.Connection) -> bool:
    """Whether it was built with these tables."""
    return bool(connection.execute("PRAGMA user_version").fetchone()[0] == VERSION)


def rows_in(path: Path, query: str, *values: str) -> list[tuple[Any, ...]]:
    """What a query finds; nothing in a file that is not there, or is broken, or was built by another version."""
    if not path.is_file():
        return []
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        try:
            return connection.execute(query, values).fetchall()
        finally:
            connection.close()
    except sqlite3.Error:
        return []
