"""What is added up as articles come is what the articles add up to."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from onrecord.storing.database import Database
from tests.harbour import PAGES
from tests.storing.children import WHEN
from tests.synthetic import make_readings

SPEAKERS = (
    "SELECT speaker, anonymous, count(*), count(DISTINCT article), min(said_from), max(said_from) FROM statements"
    " WHERE speaker IS NOT NULL GROUP BY speaker, anonymous"
)


@pytest.fixture(params=["made now", "of an older layout"])
def db(request: pytest.FixtureRequest, tmp_path: Path) -> Database:
    path = tmp_path / "record.db"
    if request.param == "of an older layout":
        path.write_bytes(gzip.decompress((Path(__file__).parent / "layout-2.db.gz").read_bytes()))
    return Database.open(path, create=True)


def test_speakers_and_counts_are_those_of_the_statements(db: Database) -> None:
    for reading in [*PAGES, *make_readings(5)]:
        db.add(reading, place="p", recorded_at=WHEN)
    with db:
        assert set(db.query("SELECT * FROM speakers")) == set(db.query(SPEAKERS))
        totals = db.query("SELECT count(*), sum(statements), sum(times), sum(figures), sum(events) FROM article_counts")
        counts = db.counts()
        tables = ("articles", "statements", "times", "figures", "events")
        assert totals == [tuple(counts[table] for table in tables)]
