"""Questions in the user's own SQL, which can only read."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from itertools import count, islice
from threading import Timer
from typing import Any

from onrecord.asking.rows import SqlAnswer
from onrecord.errors import QuestionError
from onrecord.storing.database import Database, hide_places

__all__ = ["ask_sql"]

# One step of SQLite's machine is not interrupted: `instr` of one text of 32 MB in another would run for days, and
# `printf` fills its width a character at a time (900,000,000 of them: eight seconds) before it finds it too long.
LONGEST_VALUE = 256 * 1024  # bytes, of a question whose time and answer are bounded
# The first runs code; the second gives an address in this process's memory.
_NEVER = {"load_extension", "fts3_tokenizer"}
_UNBOUNDED = {"printf", "format"}

_READING = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE}
# Tables that people ask; the others serve searches and keep what is drawn together.
_TABLES = (
    "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')"
    " AND name NOT GLOB '*_search*' AND name NOT GLOB 'sqlite_*' ORDER BY name"
)
# `data_version` is asked by the full-text search itself.
_PRAGMAS = {"table_info", "table_xinfo", "table_list", "index_list", "index_info", "foreign_key_list", "data_version"}


def ask_sql(
    db: Database, sql: str, *, limit: int | None = 1000, seconds: float = 30.0, most: int | None = None
) -> SqlAnswer:
    """The answer to one SELECT over the record's tables (`schema.sql` explains them), at most `limit` rows (null: all),
    and after at most `seconds`. With `most`, the rows have at most so many bytes together, and no value more than
    `LONGEST_VALUE`.

    Raises QuestionError where the SQL is wrong, would change something, or takes too long.
    """
    if limit is not None and limit < 0:
        raise QuestionError("limit counts rows: it cannot be less than 0")
    with Database.open(db.path, read_only=True, private=db.private) as reader:
        _open_search(reader)
        reader.connection.set_authorizer(_authorize_hiding if db.private else _authorize)
        if most is not None:
            reader.connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, min(most, LONGEST_VALUE))
        # Looked at after every row, where a progress handler comes after so many steps, however long each takes.
        stop = Timer(seconds, reader.connection.interrupt)
        stop.start()
        try:
            return _answer(reader.connection.execute(sql), limit, most)
        except (sqlite3.Error, sqlite3.Warning, ValueError) as error:
            raise QuestionError(_words_for(error, seconds) + _known_instead(db, sql, error)) from error
        finally:
            stop.cancel()
            stop.join()


def _open_search(reader: Database) -> None:
    """A search index declares its columns as a table when it is first used, which the authorizer would refuse."""
    for index in ("statement_search", "article_search", "actor_search", "speaker_search", "party_search"):
        reader.query(f"SELECT 1 FROM {index} LIMIT 0")  # noqa: S608 - our own names


def _answer(cursor: sqlite3.Cursor, limit: int | None, most: int | None) -> SqlAnswer:
    if cursor.description is None:
        raise QuestionError("this SQL asks nothing; begin it with SELECT")
    columns = _told_apart([column[0] for column in cursor.description])
    rows = list(_taken(cursor, None if limit is None else limit + 1, most))
    return SqlAnswer(
        columns, tuple(tuple(map(_plain, row)) for row in rows[:limit]), limit is not None and len(rows) > limit
    )


def _taken(cursor: sqlite3.Cursor, limit: int | None, most: int | None) -> Iterator[tuple[Any, ...]]:
    size = 0
    for row in islice(cursor, limit):
        size += sum(len(cell) for cell in row if isinstance(cell, str | bytes))
        if most is not None and size > most:
            raise QuestionError(f"this answer has more than {most:,} bytes; ask for fewer rows or shorter ones")
        yield row


def _told_apart(names: list[str]) -> tuple[str, ...]:
    """Two columns of one name are `name` and `name_2`."""
    told: list[str] = []
    for name in names:
        tries = (name if number == 1 else f"{name}_{number}" for number in count(1))
        told.append(next(candidate for candidate in tries if candidate not in told))
    return tuple(told)


def _plain(cell: Any) -> Any:  # noqa: ANN401 - whatever SQLite gives
    return cell.hex() if isinstance(cell, bytes) else cell


def _authorize(action: int, first: str | None, second: str | None, *_: str | None) -> int:
    allowed = (
        action in _READING
        or (action == sqlite3.SQLITE_FUNCTION and second not in _NEVER)
        or (action == sqlite3.SQLITE_PRAGMA and first in _PRAGMAS)
    )
    return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY


def _authorize_hiding(action: int, first: str | None, second: str | None, *rest: str | None) -> int:
    if action == sqlite3.SQLITE_FUNCTION and second in _UNBOUNDED:
        return sqlite3.SQLITE_DENY
    allowed = _authorize(action, first, second, *rest)
    return hide_places(action, first, second) if allowed == sqlite3.SQLITE_OK else allowed


def _words_for(error: Exception, seconds: float) -> str:
    code = getattr(error, "sqlite_errorcode", None)
    if code == sqlite3.SQLITE_INTERRUPT:
        return f"this SQL takes longer than {seconds:g} seconds; narrow it down"
    if code == sqlite3.SQLITE_TOOBIG or isinstance(error, sqlite3.DataError):
        return f"a value in this SQL has too many bytes ({LONGEST_VALUE:,} are served); ask for a part, as substr does"
    if code == sqlite3.SQLITE_AUTH or "prohibited" in str(error):
        return f"SQL can only read the record here: {error}"
    return f"this SQL cannot be answered: {error}"


def _known_instead(db: Database, sql: str, error: Exception) -> str:
    """What a name that the record does not know could have been: the columns of the tables asked, or the tables."""
    tables = [row[0] for row in db.query(_TABLES)]
    if "no such table" in str(error):
        return f"; the tables are {', '.join(tables)}"
    if "no such column" not in str(error):
        return ""
    asked = [name for name in tables if re.search(rf"\b{name}\b", sql, re.IGNORECASE)]
    known = ((name, [row[1] for row in db.query(f"PRAGMA table_info({name})")]) for name in asked)
    return "".join(f"; {name} has {', '.join(columns)}" for name, columns in known)
