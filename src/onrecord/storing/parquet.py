"""A record as a folder of Parquet files, one a table, and back.

The columns are those of `schema.sql`, except `number`, which ties the search index to its rows inside one file.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from itertools import islice
from os import PathLike
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from onrecord.errors import InputError, MalformedInput, MissingExtra, Unreadable
from onrecord.storing.database import Database
from onrecord.storing.faults import translated
from onrecord.storing.layout import LAYOUT
from onrecord.storing.tables import TABLES, Table

__all__ = ["export_parquet", "import_parquet"]

ROWS_AT_ONCE: Final = 20_000
ARTICLES_AT_ONCE: Final = 64
LAYOUT_KEY: Final = b"onrecord.layout"  # in the metadata of each file
_ORDERED_BY_NUMBER = {"articles", "statements"}
_KIND_OF_TYPE = {"INTEGER": "int64", "REAL": "float64", "TEXT": "string"}


def export_parquet(db: Database, folder: str | PathLike[str]) -> list[Path]:
    """Writes all tables of the record into `folder`, made where it is missing; gives the files. They all show the
    record at one moment, also while another process writes to it.

    Raises MissingExtra without pyarrow, FullDisk or ReadOnlyRecord where the folder cannot be written.
    """
    parquet = _pyarrow()
    target = Path(folder)
    with translated(target):
        target.mkdir(parents=True, exist_ok=True)
        db.connection.execute("BEGIN")
        try:
            return [_write_table(parquet, db.connection, table, target) for table in TABLES]
        finally:
            db.connection.execute("ROLLBACK")


def import_parquet(db: Database, folder: str | PathLike[str]) -> Iterator[bool | InputError]:
    """Adds the articles of an export to the record, each whole, with where and when they were first recorded; gives for
    each what `Database.add_many` gives.

    Raises MissingExtra without pyarrow, Unreadable where a file is missing, MalformedInput where the files are no
    export, are of a later layout, or do not fit together.
    """
    parquet = _pyarrow()
    source = Path(folder)
    with (
        tempfile.TemporaryDirectory(prefix="onrecord-") as place,
        Database.open(Path(place) / "import.db", create=True) as staged,
    ):
        _stage(parquet, staged, source)
        recordings = staged.recordings()
        while batch := list(islice(recordings, ARTICLES_AT_ONCE)):
            yield from db.add_many(batch)


def _pyarrow() -> ModuleType:
    try:
        import pyarrow.parquet  # noqa: PLC0415 - an optional extra
    except ImportError as error:
        raise MissingExtra('pyarrow is not installed: pip install "onrecord[parquet]"') from error
    return pyarrow  # type: ignore[no-any-return]


def _write_table(arrow: ModuleType, connection: sqlite3.Connection, table: Table, folder: Path) -> Path:
    schema = _schema(arrow, connection, table)
    order = " ORDER BY number" if table.name in _ORDERED_BY_NUMBER else ""
    cursor = connection.execute(table.selection + order)
    file = folder / f"{table.name}.parquet"
    unfinished = file.with_suffix(".parquet.unfinished")
    with arrow.parquet.ParquetWriter(unfinished, schema, compression="zstd") as writer:
        while rows := cursor.fetchmany(ROWS_AT_ONCE):
            columns = zip(*rows, strict=True)
            arrays = [arrow.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
            writer.write_batch(arrow.RecordBatch.from_arrays(arrays, schema=schema))
    return unfinished.replace(file)


def _schema(arrow: ModuleType, connection: sqlite3.Connection, table: Table) -> Any:  # noqa: ANN401 - pyarrow.Schema
    declared = {row[1]: (row[2], row[3]) for row in connection.execute(f"PRAGMA table_info({table.name})")}
    fields = [
        arrow.field(column, getattr(arrow, _KIND_OF_TYPE[declared[column][0]])(), nullable=not declared[column][1])
        for column in table.columns
    ]
    return arrow.schema(fields, metadata={LAYOUT_KEY: str(LAYOUT)})


def _stage(arrow: ModuleType, staged: Database, folder: Path) -> None:
    """Everything into a record of its own first, where SQLite checks that the tables fit together."""
    connection = staged.connection
    connection.execute("PRAGMA foreign_keys = OFF")  # looked at once, when all tables are there
    connection.execute("PRAGMA synchronous = OFF")
    layout = _layout_of(arrow, folder)
    with translated(staged.path):
        connection.execute("BEGIN IMMEDIATE")
        for table in (table for table in TABLES if table.since <= layout):
            _stage_table(connection, table, folder / f"{table.name}.parquet", arrow)
        connection.execute("COMMIT")
        if broken := connection.execute("PRAGMA foreign_key_check").fetchone():
            raise MalformedInput(f"a row of {broken[0]} points to one that is not in {broken[2]}", place=str(folder))


def _stage_table(connection: sqlite3.Connection, table: Table, file: Path, arrow: ModuleType) -> None:
    if not file.is_file():
        raise Unreadable("this file of the export is missing", place=str(file))
    try:
        with arrow.parquet.ParquetFile(file) as opened:
            _check_columns(opened.schema_arrow, table, file)
            known = [column for column in table.columns if column in opened.schema_arrow.names]
            for batch in opened.iter_batches(ROWS_AT_ONCE, columns=known):
                connection.executemany(table.insertion, _rows(batch, table))
    except (arrow.ArrowException, sqlite3.IntegrityError) as error:
        raise MalformedInput(f"this is not the table {table.name} of an export: {error}", place=str(file)) from error


def _check_columns(schema: Any, table: Table, file: Path) -> None:  # noqa: ANN401 - pyarrow.Schema
    layout = int((schema.metadata or {}).get(LAYOUT_KEY, LAYOUT))
    if layout > LAYOUT:
        raise MalformedInput(f"the export has layout {layout}, later than {LAYOUT}; upgrade onrecord", place=str(file))
    needed = table.columns if layout == LAYOUT else [name for name in table.columns if name not in table.later]
    missing = [column for column in needed if column not in schema.names]
    if missing:
        raise MalformedInput(f"the table {table.name} lacks {', '.join(missing)}", place=str(file))


def _rows(batch: Any, table: Table) -> Iterable[tuple[Any, ...]]:  # noqa: ANN401 - pyarrow.RecordBatch
    nothing = [None] * batch.num_rows
    names = batch.schema.names
    return zip(*(batch.column(name).to_pylist() if name in names else nothing for name in table.columns), strict=True)


def _layout_of(arrow: ModuleType, folder: Path) -> int:
    """The layout of an export, by its first table; today's where that does not say."""
    try:
        metadata = arrow.parquet.read_schema(folder / f"{TABLES[0].name}.parquet").metadata or {}
    except (OSError, arrow.ArrowException):
        return LAYOUT  # whatever is wrong with the file is said when it is read
    return int(metadata.get(LAYOUT_KEY, LAYOUT))
