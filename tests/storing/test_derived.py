"""What is added up as articles come is what the articles add up to."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from onrecord.connecting import connect
from onrecord.record.folding import folded
from onrecord.record.identity import link_id
from onrecord.storing.database import Database
from tests.harbour import PAGES
from tests.storing.children import WHEN
from tests.synthetic import make_readings

SPEAKERS = (
    "SELECT speaker, anonymous, count(*), count(DISTINCT article), min(said_from), max(said_from) FROM statements"
    " WHERE speaker IS NOT NULL GROUP BY speaker, anonymous"
)

LINKS = "SELECT kind, from_id, to_id FROM links UNION SELECT kind, from_id, to_id FROM crossings"
PARTIES = (
    "SELECT p.text, p.side, p.event FROM event_parties AS p UNION SELECT a.name, p.side, p.event"
    " FROM event_parties AS p JOIN events AS e ON e.id = p.event JOIN actors AS a ON a.article = e.article"
    " AND a.id = p.actor"
)
MATTERS = (
    "SELECT lower(e.matter_text), max(e.matter_text), count(*), count(DISTINCT e.article), min(a.published_from),"
    " max(a.published_from) FROM events AS e JOIN articles AS a ON a.id = e.article WHERE e.phase IS NOT NULL"
    " AND e.matter_text IS NOT NULL GROUP BY lower(e.matter_text)"
)
TITLED = (
    "SELECT a.name, r.article, r.actor, r.position, r.title, a.kind FROM roles AS r"
    " JOIN actors AS a ON a.article = r.article AND a.id = r.actor"
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


def test_names_links_and_matters_are_those_of_the_cells(db: Database) -> None:
    for reading in [*PAGES, *make_readings(5)]:
        db.add(reading, place="p", recorded_at=WHEN)
    connect(db)
    with db:
        links = db.query("SELECT id, kind, from_id, to_id FROM link_ids")
        assert {row[1:] for row in links} == set(db.query(LINKS))
        assert all(key == link_id(*rest) for key, *rest in links)
        assert {row[0] for row in db.query("SELECT name FROM speaker_names")} == {
            row[0] for row in db.query("SELECT DISTINCT speaker FROM statements WHERE speaker IS NOT NULL")
        }
        named = "SELECT n.name, p.side, p.event FROM party_events AS p JOIN party_names AS n ON n.number = p.name"
        assert db.query("SELECT count(*) FROM party_events") == [(len(set(db.query(PARTIES))),)]
        assert set(db.query(named)) == set(db.query(PARTIES))
        assert set(db.query("SELECT * FROM matter_names")) == set(db.query(MATTERS))
        assert set(db.query("SELECT * FROM titled")) == set(db.query(TITLED)) != set()


def test_new_names_are_found_by_their_words(db: Database) -> None:
    for reading in [*PAGES, *make_readings(5)]:
        db.add(reading, place="p", recorded_at=WHEN)
    with db:
        speakers = (
            "SELECT n.name FROM speaker_search AS f JOIN speaker_names AS n ON n.number = f.rowid"
            " WHERE speaker_search MATCH ?"
        )
        assert ("Béla Okár",) in db.query(speakers, ('"okar"',))
        assert db.query("INSERT INTO speaker_search (speaker_search, rank) VALUES ('integrity-check', 1)") == []
        parties = (
            "SELECT n.name FROM party_names AS n JOIN party_search AS f ON f.rowid = n.number WHERE f.folded MATCH ?"
        )
        for (name,) in db.query("SELECT name FROM party_names"):
            assert len(folded(name)) < 3 or (name,) in db.query(parties, (f'"{folded(name)[-3:]}"',)), name
