from __future__ import annotations

import csv
import io
import json
import sys

import pytest

from onrecord.asking.export import write_csv, write_jsonl
from onrecord.asking.query import events, search, statements
from onrecord.asking.rows import Rows, StatementRow
from onrecord.asking.sql import ask_sql
from onrecord.errors import MissingExtra
from onrecord.storing.database import Database


def test_rows_are_a_sequence(harbour: Database) -> None:
    rows = statements(harbour, since="2020")
    assert len(rows) == 4
    assert rows[0].id == "s-resumed"
    assert [row.id for row in rows[1:3]] == ["s-dawn", "s-waiting"]
    assert rows[1:3].undated == rows.undated == 1
    assert rows[-1] in rows
    assert not Rows(StatementRow, ())
    assert repr(rows) == "<Rows of 4 StatementRow>"
    assert rows == statements(harbour, since="2020")
    assert rows != rows[1:]
    assert hash(rows) == hash(statements(harbour, since="2020"))


def test_rows_become_data_frames(harbour: Database) -> None:
    pytest.importorskip("polars")
    pytest.importorskip("pandas")
    rows = statements(harbour)
    frame = rows.to_polars()
    assert frame.columns == list(rows.columns)
    assert frame["anonymous"].to_list() == [False, False, True, False, True]
    assert frame["confidence"].to_list() == [None, 0.75, None, None, None]
    assert rows.to_pandas()["speaker"].tolist() == [row.speaker for row in rows]
    none = statements(harbour, by="nobody")
    assert none.to_polars().shape == (0, len(none.columns))
    assert list(none.to_pandas().columns) == list(none.columns)
    assert search(harbour, "ferry").to_polars().height == len(search(harbour, "ferry"))


@pytest.mark.parametrize("library", ["polars", "pandas"])
def test_a_missing_library_is_named(harbour: Database, library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingExtra, match=rf"onrecord\[{library}\]"):
        getattr(statements(harbour), f"to_{library}")()


def test_csv_holds_the_rows(harbour: Database) -> None:
    stream = io.StringIO()
    rows = statements(harbour)
    write_csv(rows, stream)
    read = list(csv.DictReader(io.StringIO(stream.getvalue())))
    assert list(read[0]) == list(rows.columns)
    assert [row["content"] for row in read] == [row.content for row in rows]
    assert read[4]["published"] == ""


def test_csv_of_no_rows_is_the_heading(harbour: Database) -> None:
    stream = io.StringIO()
    write_csv(statements(harbour, by="nobody"), stream)
    assert stream.getvalue() == ",".join(StatementRow.__struct_fields__) + "\n"


def test_csv_writes_lists_as_json(harbour: Database) -> None:
    stream = io.StringIO()
    write_csv(search(harbour, "quay"), stream)
    (row,) = csv.DictReader(io.StringIO(stream.getvalue()))
    (mark,) = json.loads(row["marks"])
    assert row["snippet"][mark["start"] : mark["end"]] == "quay"


def test_json_lines_hold_the_rows(harbour: Database) -> None:
    stream = io.StringIO()
    write_jsonl(events(harbour), stream)
    assert [json.loads(line) for line in stream.getvalue().splitlines()] == events(harbour).to_dicts()
    stream = io.StringIO()
    write_jsonl(ask_sql(harbour, "SELECT 1 AS one"), stream)
    assert stream.getvalue() == '{"one":1}\n'
