from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from onrecord.errors import ReadOnlyRecord
from onrecord.storing import layout
from onrecord.storing.database import Database
from onrecord.storing.layout import LAYOUT, migrate, migrations
from onrecord.storing.tables import LINKED
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


def test_a_record_brought_up_from_the_first_layout_has_the_tables_of_a_new_one(record: Path) -> None:
    def tables(db: Database) -> dict[str, str]:
        rows = db.query("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        return {name: " ".join(sql.split()) for name, sql in rows}

    with Database.open(record) as db:
        new = tables(db)
        for name in reversed(LINKED):
            db.connection.execute(f"DROP TABLE {name}")
        for column in ("modified", "printed_until"):
            db.connection.execute(f"ALTER TABLE articles DROP COLUMN {column}")
        db.connection.execute("PRAGMA user_version = 1")
    with Database.open(record) as db:
        found, expected = tables(db), dict(new)
        assert "modified" in columns(db.connection, "articles")
        assert {**found, "articles": ""} == {**expected, "articles": ""}
        assert db.query("SELECT count(*) FROM articles WHERE printed_until = published_until") == [(1,)]
