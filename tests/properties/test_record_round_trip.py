"""Whatever a reading holds, the record gives it back, and holds it once."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.asking.export import write_readings
from onrecord.asking.origins import sources
from onrecord.asking.query import articles, events, figures, search, speakers, statements, summary, times
from onrecord.record.reading import Reading
from onrecord.storing.database import Database, Recording
from onrecord.storing.lines import import_lines
from onrecord.storing.parquet import export_parquet, import_parquet
from tests.strategies import readings
from tests.synthetic import make_reading

WHEN = "2024-05-01T10:00:00Z"
some_readings = st.lists(readings(), min_size=1, max_size=4, unique_by=lambda reading: reading.id)
modestly = settings(max_examples=20, deadline=None)


@contextmanager
def new_record() -> Iterator[Database]:
    with tempfile.TemporaryDirectory() as folder, Database.open(Path(folder) / "new.db", create=True) as db:
        yield db


def add(db: Database, reading: Reading) -> bool:
    return db.add(reading, place="page.txt", recorded_at=WHEN)


@modestly
@given(readings())
def test_a_reading_comes_back_as_it_was_added(reading: Reading) -> None:
    with new_record() as db:
        assert add(db, reading)
        assert db.has(reading.id)
        assert db.reading(reading.id) == reading


@modestly
@given(some_readings)
def test_adding_again_adds_nothing(some: list[Reading]) -> None:
    with new_record() as db:
        assert all(add(db, reading) for reading in some)
        counts = db.counts()
        assert not any(add(db, reading) for reading in some)
        again = [Recording(reading=reading, place="elsewhere.txt", recorded_at=WHEN) for reading in some]
        assert db.add_many(again) == [False] * len(some)
        assert db.counts() == counts
        assert list(db.readings()) == some


@modestly
@given(some_readings, st.randoms(use_true_random=False))
def test_answers_do_not_depend_on_the_order_of_adding(some: list[Reading], luck: object) -> None:
    shuffled = list(some)
    luck.shuffle(shuffled)  # type: ignore[attr-defined]
    with new_record() as one, new_record() as other:
        for reading in some:
            add(one, reading)
        for reading in shuffled:
            add(other, reading)
        for question in (statements, times, figures, events, speakers, sources, summary):
            assert question(one) == question(other)  # type: ignore[operator]
        assert statements(one, since="2020-01-15", until="2020") == statements(other, since="2020-01-15", until="2020")
        assert {row.id for row in articles(one)} == {row.id for row in articles(other)}
        assert search(one, "a* 0*", limit=None) == search(other, "a* 0*", limit=None)


@modestly
@given(some_readings)
def test_an_export_as_json_lines_brings_back_the_same_record(some: list[Reading]) -> None:
    exported, again = io.BytesIO(), io.BytesIO()
    with new_record() as one, new_record() as other:
        for reading in some:
            add(one, reading)
        assert write_readings(one, exported) == len(some)
        lines = exported.getvalue().splitlines(keepends=True)
        assert list(import_lines(other, lines, place="export.jsonl", recorded_at=WHEN)) == [True] * len(some)
        write_readings(other, again)
    assert again.getvalue() == exported.getvalue()


@settings(max_examples=8, deadline=None)
@given(some_readings)
def test_an_export_as_parquet_brings_back_the_same_record(some: list[Reading]) -> None:
    pytest.importorskip("pyarrow")
    with new_record() as one, new_record() as other, tempfile.TemporaryDirectory() as folder:
        for reading in some:
            add(one, reading)
        export_parquet(one, folder)
        assert list(import_parquet(other, folder)) == [True] * len(some)
        assert list(other.recordings()) == list(one.recordings())
        assert list(import_parquet(other, folder)) == [False] * len(some)


@settings(max_examples=200, deadline=None)
@given(
    st.text(max_size=30) | st.sampled_from(['"', '"" AND', "NEAR(a b)", "a OR", "col:x", "*", "-a", "^a", "a\0b", "(("])
)
def test_nothing_typed_is_an_error(one_page: Path, typed: str) -> None:
    with Database.open(one_page, read_only=True) as db:
        search(db, typed)
        statements(db, by=typed, about=typed, publication=typed, language=typed)
        figures(db, about=typed)
        events(db, actor=typed, recipient=typed)


@pytest.fixture(scope="module")
def one_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("one-page") / "one.db"
    with Database.open(path, create=True) as db:
        add(db, make_reading(1, statements=3))
    return path
