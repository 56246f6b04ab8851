from __future__ import annotations

import gzip
import sqlite3
from pathlib import Path

import pytest

from onrecord.errors import ReadOnlyRecord
from onrecord.storing import layout
from onrecord.storing.database import Database
from onrecord.storing.layout import LAYOUT, migrate, migrations
from tests.harbour import PAGES
from tests.storing.children import WHEN
from tests.synthetic import make_reading

ADD_DESK = "ALTER TABLE articles ADD COLUMN desk TEXT; -- a new column\n"
ADD_TABLE = "CREATE TABLE desks (\n  name TEXT PRIMARY KEY -- of the paper; with a semicolon\n) STRICT;\n"


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "old.db"
    with Database.open(path, create=True) as db:
        db.add(make_reading(1, statements=2), place="p", recorded_at=WHEN)
    return path


def columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]


def test_an_older_record_is_brought_up_when_it_is_opened(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "LAYOUT", LAYOUT + 2)
    monkeypatch.setattr(layout, "migrations", lambda: {LAYOUT + 1: ADD_DESK, LAYOUT + 2: ADD_TABLE})
    with pytest.raises(ReadOnlyRecord, match="older layout"):
        Database.open(record, read_only=True)
    with Database.open(record) as db:
        assert "desk" in columns(db.connection, "articles")
        assert db.query("SELECT count(*) FROM desks") == [(0,)]
        assert db.query("PRAGMA user_version") == [(LAYOUT + 2,)]
        assert db.reading(make_reading(1, statements=2).id) == make_reading(1, statements=2)
    with Database.open(record, read_only=True) as db:
        assert "desk" in columns(db.connection, "articles")


def test_a_step_that_fails_leaves_the_layout_before_it(record: Path) -> None:
    with Database.open(record) as db:
        steps = {LAYOUT + 1: ADD_DESK, LAYOUT + 2: ADD_TABLE + "INSERT INTO nowhere VALUES (1);"}
        with pytest.raises(sqlite3.OperationalError, match="nowhere"):
            migrate(db.connection, steps, LAYOUT + 2)
        assert db.query("PRAGMA user_version") == [(LAYOUT + 1,)]
        assert "desk" in columns(db.connection, "articles")
        assert not columns(db.connection, "desks")


def test_there_is_a_migration_to_every_layout_but_the_first() -> None:
    assert sorted(migrations()) == list(range(2, LAYOUT + 1))


def shapes(db: Database) -> dict[str, object]:
    """What each table, index, view and trigger of a record is: of tables the columns, which a migration adds last."""
    rows = db.query("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name <> 'sqlite_stat1'")
    return {
        name: sorted(map(str, db.query(f"SELECT name, type, \"notnull\", pk FROM pragma_table_info('{name}')")))
        if kind == "table"
        else " ".join(sql.split())
        for kind, name, sql in rows
    }


@pytest.fixture(params=[1, 2])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A record with the pages of the harbour as an earlier layout had it."""
    path = tmp_path / "older.db"
    path.write_bytes(gzip.decompress((Path(__file__).parent / "layout-2.db.gz").read_bytes()))
    if request.param == 1:
        connection = sqlite3.connect(path)
        for table in ("linked", "copy_bands", "statement_keys", "copies", "crossings", "verdicts", "matter_edits"):
            connection.execute(f"DROP TABLE {table}")
        for column in ("modified", "printed_until"):
            connection.execute(f"ALTER TABLE articles DROP COLUMN {column}")
        connection.execute("PRAGMA user_version = 1")
        connection.close()
    return path


def test_an_older_record_has_after_its_migration_what_a_new_one_has(old: Path, tmp_path: Path) -> None:
    with Database.open(tmp_path / "new.db", create=True) as new:
        expected = shapes(new)
    with Database.open(old) as db:
        assert db.query("PRAGMA user_version") == [(LAYOUT,)]
        assert db.query("PRAGMA integrity_check") == [("ok",)]
        assert shapes(db) == expected
        assert [page.article.text for page in db.readings()] == [page.article.text for page in PAGES]
        assert [page.statements for page in db.readings()] == [page.statements for page in PAGES]
        assert all(event.location is None and not event.mentions for page in db.readings() for event in page.events)
        assert all(actor.sector is None for page in db.readings() for actor in page.actors)
        assert db.query("SELECT count(*) FROM articles WHERE printed_until IS NOT published_until") == [(0,)]
        assert db.query("SELECT name FROM actor_search('okar') ORDER BY name") == [("Béla Okár",)]
        assert db.add(make_reading(1, statements=2), place="p", recorded_at=WHEN)
