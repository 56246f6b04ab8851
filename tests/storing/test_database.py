from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import structs

from onrecord.errors import DuplicateId, MalformedInput, UnknownId
from onrecord.record.article import Article
from onrecord.record.cells import Event, Figure, Statement, Time
from onrecord.record.reading import Reading
from onrecord.record.text import Span, span_of
from onrecord.record.vocabulary import Act, Factuality, Form, TimexType
from onrecord.storing.database import Database, Recording
from onrecord.storing.tables import LINKED, TABLES
from tests.harbour import PAGES
from tests.storing.children import WHEN
from tests.synthetic import make_reading, make_readings


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "new.db", create=True) as opened:
        yield opened


def add(db: Database, reading: Reading, *, place: str = "page.txt", recorded_at: str = WHEN) -> bool:
    return db.add(reading, place=place, recorded_at=recorded_at)


def page(text: str, *, key: str = "a-1", url: str | None = None, published: str | None = None) -> Reading:
    return Reading(id=key, article=Article(text=text, url=url, published=published))


def statement(text: str, start: int, end: int, *, key: str = "s-1", actor: str | None = None) -> Statement:
    return Statement(
        id=key,
        source=None,
        actor=actor,
        cue=None,
        content=(span_of(text, start, end),),
        form=Form.INDIRECT,
        act=Act.ASSERT,
        anonymous=False,
    )


def test_a_page_is_added_once(db: Database) -> None:
    reading = make_reading(1)
    assert not db.has(reading.id)
    assert add(db, reading)
    assert db.has(reading.id)
    assert not add(db, reading, place="a copy.txt")
    assert db.counts()["articles"] == 1
    assert db.counts()["statements"] == len(reading.statements)


def test_the_record_is_there_when_it_is_opened_again(tmp_path: Path) -> None:
    readings = list(make_readings(3, statements=4))
    with Database.open(tmp_path / "kept.db", create=True) as db:
        for reading in readings:
            add(db, reading)
    with Database.open(tmp_path / "kept.db", read_only=True) as db:
        assert list(db.readings()) == readings
        assert db.article_ids() == [reading.id for reading in readings]


def test_a_closed_record_is_one_file(tmp_path: Path) -> None:
    with Database.open(tmp_path / "kept.db", create=True) as db:
        add(db, make_reading(1))
        with Database.open(tmp_path / "kept.db", read_only=True) as reader:
            assert reader.counts()["articles"] == 1
        assert (tmp_path / "kept.db-wal").exists()
    with Database.open(tmp_path / "kept.db", read_only=True) as reader:
        assert reader.counts()["articles"] == 1
    assert [file.name for file in tmp_path.iterdir()] == ["kept.db"]


def test_one_id_with_two_texts_is_refused_and_the_first_stays(db: Database) -> None:
    add(db, page("The ferry sails."))
    with pytest.raises(DuplicateId, match="another text has the id a-1"):
        add(db, page("The ferry does not sail."))
    assert db.reading("a-1").article.text == "The ferry sails."


def test_a_cell_id_of_another_article_is_refused_whole(db: Database) -> None:
    text = "The ferry sails."
    add(db, structs.replace(page(text), statements=(statement(text, 0, 9),)))
    with pytest.raises(DuplicateId, match="statements"):
        add(db, structs.replace(page("The ferry sank.", key="a-2"), statements=(statement("The ferry sank.", 0, 9),)))
    assert not db.has("a-2")
    assert db.query("SELECT count(*) FROM article_search")[0][0] == 1


def test_a_batch_keeps_the_good_ones_and_returns_the_errors(db: Database) -> None:
    first, second, third = make_readings(3, statements=2)
    bad = structs.replace(second, article=structs.replace(second.article, body=(Span(start=0, end=2, text="no"),)))
    results = db.add_many([Recording(reading=each, place="p", recorded_at=WHEN) for each in (first, bad, third, first)])
    assert results[0] is True
    assert isinstance(results[1], MalformedInput)
    assert results[2:] == [True, False]
    assert list(db.readings()) == [first, third]
    assert db.query("SELECT count(*) FROM statement_search")[0][0] == 4
    assert (
        db.query("SELECT count(*) FROM actor_search")[0][0] == db.query("SELECT count(DISTINCT name) FROM actors")[0][0]
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"article": Article(text="Short.", body=(Span(start=0, end=99, text="Short."),))}, "does not stand at 0-99"),
        ({"times": (Time(start=2, end=3, text="x", type=TimexType.DATE, value=None),)}, "'x' does not stand at 2-3"),
        ({"statements": (statement("The ferry sails.", 0, 9, actor="p-nobody"),)}, "no actor p-nobody"),
        ({"statements": (statement("The ferry sails.", 0, 9),) * 2}, "two statements have the id s-1"),
        (
            {
                "events": (
                    Event(
                        id="e-1",
                        trigger=span_of("The ferry sails.", 10, 15),
                        type=None,
                        factuality=Factuality.CLAIMED,
                        statement="s-9",
                    ),
                )
            },
            "no statement s-9",
        ),
        ({"article": Article(text="half \ud83d")}, "surrogate"),
        ({"statements": (structs.replace(statement("The ferry sails.", 0, 9), count=2**70),)}, "too large"),
        (
            {"figures": (Figure(start=0, end=3, text="The", value=float("nan"), approximate=False, of=None),)},
            "'The' has no number",
        ),
    ],
)
def test_a_reading_that_does_not_fit_together_is_refused(db: Database, change: dict, words: str) -> None:
    with pytest.raises(MalformedInput, match=words):
        add(db, structs.replace(page("The ferry sails."), **change))
    assert db.counts()["articles"] == 0


@pytest.mark.parametrize("table", [table.name for table in TABLES])
@pytest.mark.parametrize("change", ["DELETE FROM {}", "UPDATE {} SET rowid = rowid + 1", "UPDATE {} SET {key} = 'x'"])
def test_what_is_on_record_cannot_be_changed(db: Database, table: str, change: str) -> None:
    for reading in PAGES:
        add(db, reading)
    filled = db.query(f"SELECT count(*) FROM {table}")[0][0]
    key = db.query(f"SELECT name FROM pragma_table_info('{table}') WHERE type = 'TEXT'")[0][0]
    assert filled
    with pytest.raises((sqlite3.IntegrityError, sqlite3.OperationalError)):
        db.connection.execute(change.format(table, key=key))
    assert db.query(f"SELECT count(*) FROM {table}")[0][0] == filled


def test_every_table_is_guarded(db: Database) -> None:
    triggers = {row[0] for row in db.query("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    names = [*(table.name for table in TABLES), *LINKED]
    assert triggers == {f"{name}_keep_on_{verb}" for name in names for verb in ("update", "delete")}


def test_the_tables_of_the_schema_are_the_tables_that_are_filled(db: Database) -> None:
    for table in TABLES:
        columns = [row[1] for row in db.query(f"PRAGMA table_info({table.name})")]
        assert [column for column in columns if column != "number"] == list(table.columns)


def test_a_changed_text_at_the_same_address_is_the_next_version(db: Database) -> None:
    url = "https://courier.example/ferry"
    for number, text in enumerate(["It sails.", "It may sail.", "It does not sail."], start=1):
        add(db, page(text, key=f"a-{number}", url=url))
    add(db, page("It sails.", key="a-copy", url=url))
    add(db, page("Elsewhere.", key="a-other", url="https://courier.example/other"))
    add(db, page("Nowhere.", key="a-none"))
    versions = dict(db.query("SELECT id, version FROM articles"))
    assert versions == {"a-1": 1, "a-2": 2, "a-3": 3, "a-copy": 1, "a-other": 1, "a-none": None}
    assert [db.previous_version(f"a-{number}") for number in (1, 2, 3)] == [None, "a-1", "a-2"]
    assert db.previous_version("a-none") is None
    assert db.reading("a-1").article.text == "It sails."


def test_three_clocks_are_kept_apart(db: Database) -> None:
    text = "It sailed on Monday."
    said = structs.replace(statement(text, 0, 9), date=None)
    add(
        db,
        structs.replace(page(text, published="2020-01-30T23:30:00-05:00"), statements=(said,)),
        recorded_at="2024-05-01T12:00:00+02:00",
    )
    assert db.query("SELECT published, published_from, published_until, recorded_at FROM articles") == [
        ("2020-01-30T23:30:00-05:00", "2020-01-30", "2020-01-31", "2024-05-01T10:00:00Z")
    ]
    assert db.query("SELECT date, said_from, said_until FROM statements") == [(None, "2020-01-30", "2020-01-31")]


def test_recordings_keep_where_and_when(db: Database) -> None:
    reading = make_reading(1, statements=1)
    db.add(reading, place="pages/one.txt", recorded_at="2024-05-01", tool="another reader 3")
    assert list(db.recordings()) == [
        Recording(reading=reading, place="pages/one.txt", recorded_at="2024-05-01T00:00:00Z", tool="another reader 3")
    ]


def test_an_unknown_article_is_an_error(db: Database) -> None:
    with pytest.raises(UnknownId, match="a-nothing"):
        db.reading("a-nothing")


def test_offsets_count_characters_beyond_the_basic_plane(db: Database) -> None:
    text = "🚢🚢 Nul\0 and “ферри” sail."
    reading = structs.replace(page(text), statements=(statement(text, 12, 19),))
    add(db, structs.replace(reading, article=structs.replace(reading.article, body=(span_of(text, 0, len(text)),))))
    assert db.reading("a-1").statements[0].content[0].text == "“ферри”"
    assert db.query("SELECT rowid FROM statement_search('ФЕРРИ')") == [(1,)]


@pytest.mark.parametrize(("source", "speaker"), [("It", None), ("who", None), ("The ministry", "The ministry")])
def test_a_pronoun_that_means_nobody_known_names_no_speaker(db: Database, source: str, speaker: str | None) -> None:
    text = f"{source} said the bridge is open."
    said = structs.replace(statement(text, len(source) + 6, len(text) - 1), source=span_of(text, 0, len(source)))
    add(db, structs.replace(page(text), statements=(said,)))
    assert db.query("SELECT speaker, source_text FROM statements") == [(speaker, source)]
