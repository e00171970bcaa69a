"""The tables of a built directory (`schema.sql`), and the mark by which a file of other tables is known."""

from __future__ import annotations

import sqlite3
import zlib
from pathlib import Path

SCHEMA = Path(__file__).with_name("schema.sql").read_text(encoding="utf-8")
# SQLite keeps a number of 31 bits for it in each file.
VERSION = zlib.crc32(SCHEMA.encode()) & 0x7FFFFFFF


def create_tables(connection: sqlite3.Connection) -> None:
    """In an empty file."""
    connection.executescript(f"{SCHEMA}\nPRAGMA user_version = {VERSION};")


def is_of_this_version(connection: sqlite3.Connection) -> bool:
    """Whether it was built with these tables."""
    return bool(connection.execute("PRAGMA user_version").fetchone()[0] == VERSION)
