"""The questions that people ask most find their rows by an index, also when the record has grown."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from onrecord.asking.query import search, speakers, statements
from onrecord.asking.trace import trace
from onrecord.storing.database import Database, Recording
from tests.storing.children import WHEN
from tests.synthetic import make_readings


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    path = tmp_path_factory.mktemp("grown") / "grown.db"
    with Database.open(path, create=True) as db:
        db.add_many([Recording(reading=each, place="p", recorded_at=WHEN) for each in make_readings(200)])
    with Database.open(path) as db:
        db.connection.execute("ANALYZE")
        yield db


def plans(db: Database, ask: Callable[[Database], object]) -> list[str]:
    """The steps by which SQLite answers each query of a question."""
    asked: list[str] = []
    db.connection.set_trace_callback(asked.append)
    try:
        ask(db)
    finally:
        db.connection.set_trace_callback(None)
    ours = [sql for sql in asked if sql.startswith("SELECT")]  # and not what the search index asks itself
    return [row[3] for sql in ours for row in db.query(f"EXPLAIN QUERY PLAN {sql}")]


@pytest.mark.parametrize(
    "ask",
    [
        lambda db: statements(db, by="Ada Okar"),
        lambda db: statements(db, by="Okar", since="2020-03", until="2020-04", limit=50),
        lambda db: statements(db, about="kormir", act="assert"),
        lambda db: statements(db, limit=50),
        lambda db: statements(db, since="2020-03-01", until="2020-03-02"),
        lambda db: search(db, "kormir stenwen"),
        lambda db: search(db, "kormir", since="2020-03"),
        lambda db: trace(db, statements(db, limit=1)[0].id),
    ],
)
def test_no_large_table_is_read_from_end_to_end(grown: Database, ask: Callable[[Database], object]) -> None:
    steps = plans(grown, ask)
    assert steps
    scans = [step for step in steps if step.startswith("SCAN") and "INDEX" not in step]
    assert all(step.split()[1] not in {"s", "a", "statements", "articles", "times", "links"} for step in scans), steps


def test_speakers_come_from_what_is_added_up(grown: Database) -> None:
    steps = plans(grown, speakers)
    assert steps[-1] == "SCAN speakers USING INDEX speakers_by_statements"
    assert not any(" statements" in step and "USING" not in step for step in steps)
