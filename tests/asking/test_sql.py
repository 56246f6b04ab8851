from __future__ import annotations

import time

import pytest

from onrecord.asking.sql import ask_sql
from onrecord.errors import QuestionError
from onrecord.storing.database import Database


def test_sql_asks_the_tables(harbour: Database) -> None:
    answer = ask_sql(harbour, "SELECT speaker, count(*) AS statements FROM statements GROUP BY 1 ORDER BY 2 DESC, 1")
    assert answer.columns == ("speaker", "statements")
    assert answer.rows == (("Béla Okár", 2), ("Ada Venn", 1), ("a fisherman", 1), ("officials", 1))
    assert not answer.cut
    assert answer.to_dicts()[0] == {"speaker": "Béla Okár", "statements": 2}


def test_sql_uses_the_search_index_and_looks_at_the_schema(harbour: Database) -> None:
    found = ask_sql(
        harbour,
        "SELECT id FROM statement_search JOIN statements ON number = statement_search.rowid"
        " WHERE statement_search MATCH 'okar' ORDER BY id",
    )
    assert found.rows == (("s-dawn",), ("s-resumed",))
    assert ask_sql(harbour, "SELECT snippet(article_search, 1, '', '', '', 3) FROM article_search('quay')").rows
    assert "speaker" in {row[1] for row in ask_sql(harbour, "PRAGMA table_info(statements)").rows}
    assert ask_sql(harbour, "SELECT count(*) FROM sqlite_master WHERE name = 'articles'").rows == ((1,),)


def test_more_rows_than_the_limit_are_cut_and_said_to_be(harbour: Database) -> None:
    answer = ask_sql(harbour, "SELECT id FROM statements", limit=3)
    assert (len(answer.rows), answer.cut) == (3, True)
    answer = ask_sql(harbour, "SELECT id FROM statements", limit=5)
    assert (len(answer.rows), answer.cut) == (5, False)
    assert len(ask_sql(harbour, "SELECT id FROM statements", limit=None).rows) == 5


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("SELECT matter FROM events", "events has id, article"),
        ("SELECT e.matter FROM Events AS e JOIN articles AS a ON a.id = e.article", "articles has number, id, "),
        ("SELECT id FROM event", "the tables are act_keys, .*, statements, "),
    ],
)
def test_a_name_that_the_record_does_not_know_is_answered_with_those_that_it_knows(
    harbour: Database, sql: str, told: str
) -> None:
    with pytest.raises(QuestionError, match=told):
        ask_sql(harbour, sql)


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM statements",
        "INSERT INTO bylines VALUES ('a-courier', 9, 'x')",
        "DROP TABLE articles",
        "CREATE TEMP TABLE t (a)",
        "ATTACH '/tmp/other.db' AS other",
        "VACUUM INTO '/tmp/copy.db'",
        "PRAGMA journal_mode = DELETE",
        "PRAGMA query_only = OFF",
        "BEGIN IMMEDIATE",
        "SELECT load_extension('x')",
        "SELECT fts3_tokenizer('simple')",
    ],
)
def test_sql_can_only_read(harbour: Database, sql: str) -> None:
    before = harbour.counts()
    with pytest.raises(QuestionError):
        ask_sql(harbour, sql)
    assert harbour.counts() == before


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("SELEC 1", "syntax error"),
        ("SELECT nonsense FROM statements", "no such column"),
        ("SELECT 1; SELECT 2", "one statement at a time"),
        ("", "asks nothing"),
        ("-- only a comment", "asks nothing"),
        ("SELECT ?", "cannot be answered"),
        ("SELECT '\0'", "cannot be answered"),
    ],
)
def test_bad_sql_says_what_is_wrong(harbour: Database, sql: str, words: str) -> None:
    with pytest.raises(QuestionError, match=words):
        ask_sql(harbour, sql)


@pytest.mark.parametrize("counted", ["SELECT count(*) FROM n", "SELECT i FROM n WHERE i < 0"])
def test_sql_that_takes_too_long_is_stopped(harbour: Database, counted: str) -> None:
    began = time.monotonic()
    with pytest.raises(QuestionError, match=r"longer than 0\.2 seconds"):
        ask_sql(harbour, f"WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) {counted}", seconds=0.2)
    assert time.monotonic() - began < 5


def test_columns_of_one_name_and_bytes_come_out(harbour: Database) -> None:
    answer = ask_sql(harbour, "SELECT 1 AS a, 2 AS a, x'00ff' AS b")
    assert answer.to_dicts() == [{"a": 1, "a_2": 2, "b": "00ff"}]


@pytest.mark.parametrize(
    "value", ["printf('%.*c', 900000000, 'x')", "format('%900000000d', 1)", "zeroblob(300000)", "hex(zeroblob(200000))"]
)
def test_bounded_sql_makes_no_value_that_takes_long(harbour: Database, value: str) -> None:
    with Database.open(harbour.path, read_only=True, private=True) as served:
        before = time.monotonic()
        with pytest.raises(QuestionError):
            ask_sql(served, f"SELECT length({value})", seconds=5, most=1_000_000)
    assert time.monotonic() - before < 1


def test_slow_steps_are_stopped_between_rows(harbour: Database) -> None:
    slow = "instr(hex(zeroblob(100000)), hex(zeroblob(50000)) || '1')"
    rows = "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 100000)"
    before = time.monotonic()
    with pytest.raises(QuestionError, match=r"longer than 0\.2 seconds"):
        ask_sql(harbour, f"{rows} SELECT sum({slow.replace('100000', '100000 - i % 2')}) FROM n", seconds=0.2)
    assert time.monotonic() - before < 10
