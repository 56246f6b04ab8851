"""Which layout of tables a file has, and how it is brought to the one that this version of onrecord uses."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from time import monotonic, sleep
from typing import Final

from onrecord.errors import NewerRecord, NotARecord, ReadOnlyRecord, RecordError
from onrecord.storing.derived import give_functions
from onrecord.storing.tables import LINKED, TABLES

__all__ = ["APPLICATION_ID", "LAYOUT", "OLDEST_SQLITE", "migrate", "migrations", "prepare"]

APPLICATION_ID: Final = 0x6F6E7263  # "onrc", in the file's header: tells a record from any other database
CACHE_KIB: Final = 32768  # with SQLite's own 2,000 the keys of a large record are read again for every article
LAYOUT: Final = 9  # PRAGMA user_version
OLDEST_SQLITE: Final = (3, 37, 0)  # STRICT tables
SECONDS_BETWEEN_TRIES: Final = 0.01


def prepare(connection: sqlite3.Connection, file: Path, *, create: bool, read_only: bool) -> None:
    """Makes sure that `connection` is to a record of this layout: makes an empty file one if `create`, migrates an
    older one unless `read_only`.

    Raises NotARecord, NewerRecord, ReadOnlyRecord; sqlite3.Error as it comes.
    """
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise RecordError(f"SQLite {sqlite3.sqlite_version} is too old, 3.37 is needed", place=str(file))
    give_functions(connection)
    if _is_empty(connection):
        _make(connection, file, create=create and not read_only)
    _check_application(connection, file)
    _bring_up_to_date(connection, file, read_only=read_only)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    if read_only:
        connection.execute("PRAGMA query_only = ON")
        return
    _write_ahead(connection)
    # A commit survives a killed process; a power cut can take the last commits, never break the file.
    connection.execute("PRAGMA synchronous = NORMAL")


def migrations() -> dict[int, str]:
    """The SQL that brings a record to each layout, from the one before it."""
    folder = files("onrecord.storing").joinpath("migrations")
    return {
        int(entry.name.removesuffix(".sql")): entry.read_text(encoding="utf-8")
        for entry in folder.iterdir()
        if entry.name.endswith(".sql")
    }


def migrate(connection: sqlite3.Connection, steps: Mapping[int, str], target: int) -> None:
    """Brings a record to the layout `target`, each step whole or not at all.

    Raises KeyError where a step is missing; sqlite3.Error as it comes.
    """
    for number in range(_pragma(connection, "user_version") + 1, target + 1):
        _run_whole(connection, steps[number], f"PRAGMA user_version = {number};")


def _make(connection: sqlite3.Connection, file: Path, *, create: bool) -> None:
    if not create:
        raise NotARecord("this file is empty; `onrecord read PAGES --record FILE` makes a record", place=str(file))
    _write_ahead(connection)
    schema = files("onrecord.storing").joinpath("schema.sql").read_text(encoding="utf-8")
    marks = f"PRAGMA application_id = {APPLICATION_ID};\nPRAGMA user_version = {LAYOUT};"
    connection.execute("BEGIN IMMEDIATE")
    try:
        if _is_empty(connection):  # another process may have made it while this one waited
            _execute_each(connection, "\n".join((schema, *_guards(), marks)))
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _write_ahead(connection: sqlite3.Connection) -> None:
    """SQLite does not wait for other processes when it changes the kind of its log, so that this must."""
    until = monotonic() + _pragma(connection, "busy_timeout") / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or monotonic() > until:
                raise
            sleep(SECONDS_BETWEEN_TRIES)
        else:
            return


def _guards() -> list[str]:
    """Triggers that refuse to change or remove what is on record."""
    return [
        f"CREATE TRIGGER {name}_keep_on_{verb.lower()} BEFORE {verb} ON {name}"
        f" BEGIN SELECT RAISE(ABORT, 'what is on record stays: {name} takes no {verb}'); END;"
        for name in (*(table.name for table in TABLES), *LINKED)
        for verb in ("UPDATE", "DELETE")
    ]


def _check_application(connection: sqlite3.Connection, file: Path) -> None:
    if _pragma(connection, "application_id") != APPLICATION_ID:
        raise NotARecord("this database belongs to another program; choose another name with --record", place=str(file))


def _bring_up_to_date(connection: sqlite3.Connection, file: Path, *, read_only: bool) -> None:
    found = _pragma(connection, "user_version")
    if found > LAYOUT:
        raise NewerRecord(
            f"this record has layout {found}, and this version of onrecord knows {LAYOUT} at most; upgrade onrecord",
            place=str(file),
        )
    if found < LAYOUT and read_only:
        raise ReadOnlyRecord(
            f"this record has the older layout {found}; open it once for writing (`onrecord read`) to bring it to"
            f" {LAYOUT}",
            place=str(file),
        )
    migrate(connection, migrations(), LAYOUT)


def _is_empty(connection: sqlite3.Connection) -> bool:
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    return not tables and not _pragma(connection, "application_id") and not _pragma(connection, "user_version")


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def _run_whole(connection: sqlite3.Connection, *scripts: str) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        _execute_each(connection, "\n".join(scripts))
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _execute_each(connection: sqlite3.Connection, script: str) -> None:
    """`executescript` would commit first."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            connection.execute(pending)
            pending = ""
