from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import structs

from onrecord.errors import MalformedInput, MissingExtra, Unreadable
from onrecord.record.reading import Reading
from onrecord.storing.database import Database
from onrecord.storing.parquet import export_parquet, import_parquet
from onrecord.storing.tables import TABLES
from tests.harbour import PAGES
from tests.storing.children import WHEN
from tests.synthetic import make_readings

pq = pytest.importorskip("pyarrow.parquet")
polars = pytest.importorskip("polars")


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "one.db", create=True) as opened:
        for number, reading in enumerate(make_readings(5, statements=4)):
            opened.add(reading, place=f"{number}.txt", recorded_at=WHEN)
        yield opened


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "other.db", create=True) as opened:
        yield opened


def test_the_files_are_the_tables(db: Database, tmp_path: Path) -> None:
    files = export_parquet(db, tmp_path / "out" / "tables")
    assert [file.name for file in files] == [f"{table.name}.parquet" for table in TABLES]
    for table, file in zip(TABLES, files, strict=True):
        read = pq.read_table(file)
        assert read.column_names == list(table.columns)
        assert read.num_rows == db.counts()[table.name]
    assert sorted(files) == sorted((tmp_path / "out" / "tables").iterdir())


def test_other_programs_read_the_files(db: Database, tmp_path: Path) -> None:
    export_parquet(db, tmp_path / "tables")
    statements = polars.read_parquet(tmp_path / "tables" / "statements.parquet")
    assert statements["speaker"].to_list() == [
        row[0] for row in db.query("SELECT speaker FROM statements ORDER BY number")
    ]


def test_import_merges_and_skips_what_is_there(db: Database, other: Database, tmp_path: Path) -> None:
    export_parquet(db, tmp_path / "tables")
    first = next(make_readings(1, statements=4))
    other.add(first, place="earlier.txt", recorded_at="2023-01-01")
    assert list(import_parquet(other, tmp_path / "tables")) == [False, True, True, True, True]
    assert list(other.readings()) == list(db.readings())
    assert [recording.place for recording in other.recordings()] == ["earlier.txt", "1.txt", "2.txt", "3.txt", "4.txt"]


def test_a_missing_file_is_named(db: Database, other: Database, tmp_path: Path) -> None:
    export_parquet(db, tmp_path / "tables")
    (tmp_path / "tables" / "roles.parquet").unlink()
    with pytest.raises(Unreadable, match="missing") as caught:
        list(import_parquet(other, tmp_path / "tables"))
    assert caught.value.place.endswith("roles.parquet")
    assert other.counts()["articles"] == 0


def test_a_file_that_is_no_parquet_is_named(db: Database, other: Database, tmp_path: Path) -> None:
    export_parquet(db, tmp_path / "tables")
    (tmp_path / "tables" / "times.parquet").write_bytes(b"not a table at all")
    with pytest.raises(MalformedInput, match="not the table times"):
        list(import_parquet(other, tmp_path / "tables"))


def test_a_missing_column_is_named(db: Database, other: Database, tmp_path: Path) -> None:
    export_parquet(db, tmp_path / "tables")
    file = tmp_path / "tables" / "times.parquet"
    pq.write_table(pq.read_table(file).drop(["value"]), file)
    with pytest.raises(MalformedInput, match="times lacks value"):
        list(import_parquet(other, tmp_path / "tables"))


def test_tables_that_do_not_fit_together_are_refused(db: Database, other: Database, tmp_path: Path) -> None:
    export_parquet(db, tmp_path / "tables")
    file = tmp_path / "tables" / "actors.parquet"
    pq.write_table(pq.read_table(file).slice(1), file)
    with pytest.raises(MalformedInput, match="points to one that is not in actors"):
        list(import_parquet(other, tmp_path / "tables"))
    assert other.counts()["articles"] == 0


def test_an_export_of_a_later_layout_is_refused(db: Database, other: Database, tmp_path: Path) -> None:
    export_parquet(db, tmp_path / "tables")
    file = tmp_path / "tables" / "articles.parquet"
    table = pq.read_table(file)
    pq.write_table(table.replace_schema_metadata({"onrecord.layout": "99"}), file)
    with pytest.raises(MalformedInput, match="upgrade onrecord"):
        list(import_parquet(other, tmp_path / "tables"))


def test_an_export_of_an_earlier_layout_comes_back(db: Database, other: Database, tmp_path: Path) -> None:
    for page in PAGES:
        db.add(page, place="p", recorded_at=WHEN)
    for file, table in zip(export_parquet(db, tmp_path / "tables"), TABLES, strict=True):
        if table.since > 2:
            file.unlink()
        else:
            older = pq.read_table(file).drop(list(table.later)).replace_schema_metadata({"onrecord.layout": "2"})
            pq.write_table(older, file)
    assert all(added is True for added in import_parquet(other, tmp_path / "tables"))
    assert list(other.readings())[-len(PAGES) :] == [without_what_came_later(page) for page in PAGES]


def without_what_came_later(page: Reading) -> Reading:
    return structs.replace(
        page,
        actors=tuple(structs.replace(actor, sector=None) for actor in page.actors),
        events=tuple(structs.replace(event, location=None, mentions=()) for event in page.events),
    )


def test_without_pyarrow_the_extra_is_named(db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(MissingExtra, match=r"onrecord\[parquet\]"):
        export_parquet(db, tmp_path / "tables")
