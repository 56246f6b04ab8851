"""One record: a SQLite file that keeps readings, whole or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version as version_of
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from msgspec import Struct

from onrecord.errors import DuplicateId, InputError, MalformedInput, NotARecord, ReadOnlyRecord, UnknownId
from onrecord.record.identity import again_id
from onrecord.record.links import Link
from onrecord.record.reading import Reading
from onrecord.storing.checks import check_reading
from onrecord.storing.derived import derive
from onrecord.storing.faults import translated
from onrecord.storing.layout import prepare
from onrecord.storing.rebuilding import links_where, rebuild, rebuild_around
from onrecord.storing.tables import ARTICLES, CELLS, TABLES, article_row

__all__ = ["Database", "Recording", "hide_places"]

WAIT_SECONDS: Final = 5.0
SMALLEST_DATABASE: Final = 512  # bytes: a page
_UNREADABLE_FOLDER = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}


class Recording(Struct, frozen=True, kw_only=True):
    """A reading and how it comes into a record: `place` is the path or address as given, `recorded_at` an ISO 8601 date
    and time (without a zone: UTC), `tool` what read it (null: this version of onrecord).
    """

    reading: Reading
    place: str
    recorded_at: str
    tool: str | None = None


class Database:
    """A record, open. One process writes at a time; others read meanwhile.

    Nothing in it is updated or deleted. Leave it by `close`, or use it as a context manager. All methods raise errors
    of the tree under `RecordError` where the file cannot be used.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path, *, read_only: bool, private: bool = False) -> None:
        self.connection: Final = connection
        self.path: Final = path
        self.read_only: Final = read_only
        self.private: Final = private
        if private:
            connection.set_authorizer(hide_places)

    @classmethod
    def open(
        cls,
        path: str | PathLike[str],
        *,
        create: bool = False,
        read_only: bool = False,
        wait: float = WAIT_SECONDS,
        private: bool = False,
    ) -> Self:
        """The record in the file `path`; made if `create` and there is none. `wait` is for how many seconds another
        writer is waited for. `private` hides where on this machine pages were read from: no question gives it.

        Raises NotARecord (no file, or not of ours), NewerRecord, ReadOnlyRecord, LockedRecord or FullDisk.
        """
        file = Path(path)
        with translated(file):
            _check_place(file, create=create and not read_only)
            connection = _connect_to_read(file, wait) if read_only else _connect(file, "rwc" if create else "rw", wait)
            try:
                prepare(connection, file, create=create, read_only=read_only)
            except BaseException:
                connection.close()
                raise
        return cls(connection, file, read_only=read_only, private=private)

    def close(self) -> None:
        """Ends the use of the record. The last one to leave folds the write-ahead log into the file."""
        if not self.read_only:
            with suppress(sqlite3.Error):  # advice for the query planner, not worth waiting for another writer
                self.connection.execute("PRAGMA busy_timeout = 0")
                self.connection.execute("PRAGMA analysis_limit = 400")
                self.connection.execute("ANALYZE" if self._has_outgrown_statistics() else "PRAGMA optimize")
        self.connection.close()
        if self.read_only:
            _remove_empty_log(self.path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def query(self, sql: str, values: Sequence[Any] | dict[str, Any] = ()) -> list[Any]:
        """The rows that `sql` selects, each a tuple."""
        with translated(self.path):
            return self.connection.execute(sql, values).fetchall()

    def has(self, article_id: str) -> bool:
        """Whether the article `article_id` is in the record."""
        return bool(self.query("SELECT 1 FROM articles WHERE id = ?", (article_id,)))

    def add(self, reading: Reading, *, place: str, recorded_at: str, tool: str | None = None) -> bool:
        """Adds `reading` in one transaction; False where it is already there. The rest as in `Recording`.

        Raises DuplicateId where its id, or the id of one of its statements or events, belongs to another text;
        MalformedInput where its offsets or ids do not fit together.
        """
        recording = Recording(reading=reading, place=place, recorded_at=recorded_at, tool=tool)
        with self.writing():
            return self._insert(recording)

    def add_many(self, recordings: Sequence[Recording]) -> list[bool | InputError]:
        """Adds several readings in one transaction, which is faster than one by one; what `add` would return for each,
        or the error that it would raise. A bad reading is left out whole and the others are kept.
        """
        with self.writing():
            return [self._insert_or_error(recording) for recording in recordings]

    def reading(self, article_id: str) -> Reading:
        """The reading of the article `article_id`, equal to the one that was added. Raises UnknownId."""
        with translated(self.path):
            reading = rebuild(self.connection, article_id)
        if reading is None:
            raise UnknownId(f"no article {article_id} is in the record", place=str(self.path))
        return reading

    def around(self, article_id: str, cell_id: str) -> Reading:
        """Of the reading of `article_id` the article, the times, and the statement or event `cell_id` alone. Raises
        UnknownId.
        """
        with translated(self.path):
            reading = rebuild_around(self.connection, article_id, cell_id)
        if reading is None:
            raise UnknownId(f"no article {article_id} is in the record", place=str(self.path))
        return reading

    def article_ids(self) -> list[str]:
        """The ids of all articles, in the order in which they were recorded."""
        return [row[0] for row in self.query("SELECT id FROM articles ORDER BY number")]

    def readings(self) -> Iterator[Reading]:
        """All readings, in the order in which they were recorded."""
        return map(self.reading, self.article_ids())

    def recordings(self) -> Iterator[Recording]:
        """All readings with how they came into the record, in that order."""
        rows = self.query("SELECT id, place, recorded_at, tool FROM articles ORDER BY number")
        for article_id, place, recorded_at, tool in rows:
            yield Recording(reading=self.reading(article_id), place=place, recorded_at=recorded_at, tool=tool)

    def previous_version(self, article_id: str) -> str | None:
        """The id of the text that stood at the address of `article_id` before it; None where none was read."""
        rows = self.query(
            "SELECT earlier.id FROM articles AS this JOIN articles AS earlier"
            " ON earlier.url = this.url AND earlier.version < this.version"
            " WHERE this.id = ? ORDER BY earlier.version DESC, earlier.number LIMIT 1",
            (article_id,),
        )
        return rows[0][0] if rows else None

    def links_to(self, cell_id: str) -> tuple[Link, ...]:
        """What later words do to the statement `cell_id`."""
        with translated(self.path):
            return links_where(self.connection, "to_id", cell_id)

    def links_from(self, cell_id: str) -> tuple[Link, ...]:
        """What the statement, event or article `cell_id` does to earlier statements."""
        with translated(self.path):
            return links_where(self.connection, "from_id", cell_id)

    def counts(self) -> dict[str, int]:
        """How many rows each table has."""
        return {
            table.name: self.query(f"SELECT count(*) FROM {table.name}")[0][0]  # noqa: S608 - our own names
            for table in TABLES
        }

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all that is written inside it lands, or nothing. Raises ReadOnlyRecord, LockedRecord,
        FullDisk.
        """
        if self.read_only:
            raise ReadOnlyRecord("this record was opened for reading only", place=str(self.path))
        with translated(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
                self.connection.execute("COMMIT")
            finally:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")

    def _insert_or_error(self, recording: Recording) -> bool | InputError:
        self.connection.execute("SAVEPOINT article")
        try:
            return self._insert(recording)
        except InputError as error:
            self.connection.execute("ROLLBACK TO article")
            return error
        finally:
            if self.connection.in_transaction:  # a full disk ends the transaction by itself
                self.connection.execute("RELEASE article")

    def _insert(self, recording: Recording) -> bool:
        reading = recording.reading
        if self._is_known(reading, recording.place):
            return False
        check_reading(reading)
        try:
            self._insert_rows(recording)
        except sqlite3.IntegrityError as error:
            raise DuplicateId(
                f"reading {reading.id}: one of its statements or events has the id of another article's ({error})",
                place=recording.place,
            ) from error
        except (UnicodeEncodeError, OverflowError) as error:  # half of a surrogate pair; more than 64 bits
            raise MalformedInput(f"reading {reading.id} cannot be kept: {error}", place=recording.place) from error
        return True

    def _is_known(self, reading: Reading, place: str) -> bool:
        rows = self.query("SELECT text FROM articles WHERE id = ?", (reading.id,))
        if rows and rows[0][0] != reading.article.text:
            raise DuplicateId(
                f"another text has the id {reading.id} in the record; give this one another id", place=place
            )
        return bool(rows)

    def _insert_rows(self, recording: Recording) -> None:
        reading = recording.reading
        row = article_row(
            reading,
            version=self._version(reading),
            place=recording.place,
            recorded_at=_utc(recording.recorded_at),
            tool=recording.tool or _this_tool(),
        )
        self.connection.execute(ARTICLES.insertion, row)
        for table in CELLS:
            self.connection.executemany(table.insertion, table.rows(reading))
        derive(self.connection, reading.id)

    def _has_outgrown_statistics(self) -> bool:
        """Whether the planner knows nothing of the statements, or of a quarter of them at most. By itself SQLite looks
        only at the tables that this connection has asked: it then knew articles and took a million for the statements.
        """
        if not self.query("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_stat1'"):
            return True
        known = "SELECT max(CAST(stat AS INTEGER)) FROM sqlite_stat1 WHERE tbl = 'statements'"
        count, last = self.query(f"SELECT ({known}), (SELECT max(number) FROM statements)")[0]  # noqa: S608 - above
        return count is None or (last or 0) > 4 * count

    def _version(self, reading: Reading) -> int | None:
        """The same text at the same address is the same version, whatever its id, but where the id says that it stands
        there again.
        """
        url = reading.article.url
        if url is None:
            return None
        last = self.query("SELECT max(version) FROM articles WHERE url = ?", (url,))[0][0] or 0
        same = self.query("SELECT version, id FROM articles WHERE url = ? AND text = ?", (url, reading.article.text))
        if any(reading.id == again_id(article, last + 1) for _, article in same):
            return int(last + 1)
        return int(min((version for version, _ in same), default=last + 1))


@cache  # the version is read from the installed package's files
def _this_tool() -> str:
    return f"onrecord {version_of('onrecord')}"


def _utc(moment: str) -> str:
    parsed = datetime.fromisoformat(moment)
    aware = parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)
    return aware.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _check_place(file: Path, *, create: bool) -> None:
    if file.is_dir():
        raise NotARecord("this is a folder, and a record is one file", place=str(file))
    if not file.exists() and not create:
        raise NotARecord("there is no record here; `onrecord read PAGES --record FILE` makes one", place=str(file))
    if file.exists() and not _could_be_database(file):
        raise NotARecord("this file is not a record; choose another name with --record", place=str(file))
    if not file.parent.is_dir():
        raise NotARecord(f"there is no folder {file.parent} to keep the record in", place=str(file))


def _could_be_database(file: Path) -> bool:
    """SQLite takes a file of less than 512 bytes for an empty database, and would write over it.

    The file is not opened to see: closing it again would drop the locks of all connections that this process has to it
    (POSIX), and another process would take the record to be its own.
    """
    return file.is_file() and not 0 < file.stat().st_size < SMALLEST_DATABASE


def hide_places(action: int, table: str | None, column: str | None, *_: str | None) -> int:
    """The authorizer of a private record: `articles.place` is null in every answer."""
    hidden = action == sqlite3.SQLITE_READ and table == "articles" and column == "place"
    return sqlite3.SQLITE_IGNORE if hidden else sqlite3.SQLITE_OK


def _connect(file: Path, mode: str, wait: float) -> sqlite3.Connection:
    address = f"{file.absolute().as_uri()}?mode={mode}"
    # A server lends a record to one thread after another.
    return sqlite3.connect(address, uri=True, timeout=wait, isolation_level=None, check_same_thread=False)


def _connect_to_read(file: Path, wait: float) -> sqlite3.Connection:
    """A reader of a write-ahead log writes into the folder, unless SQLite is told that nobody writes the file."""
    connection = _connect(file, "ro", wait)
    try:
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        connection.close()
        if error.sqlite_errorcode & 0xFF in _UNREADABLE_FOLDER and not _has_log(file):
            return _connect(file, "ro&immutable=1", wait)
        raise
    except BaseException:
        connection.close()
        raise
    return connection


def _log_of(file: Path) -> Path:
    return file.with_name(f"{file.name}-wal")


def _has_log(file: Path) -> bool:
    log = _log_of(file)
    return log.exists() and log.stat().st_size > 0


def _remove_empty_log(file: Path) -> None:
    """A reader leaves the files of the log behind; a writer that comes and goes takes them away if nobody uses them."""
    if _log_of(file).exists() and not _has_log(file):
        with suppress(sqlite3.Error, OSError), closing(_connect(file, "rw", 0)) as connection:
            connection.execute("SELECT 1 FROM sqlite_master").fetchone()
