"""Records are lent to one request at a time, and opened anew where the file is another."""

from __future__ import annotations

from pathlib import Path

import onrecord
from onrecord.web.records import Records


def test_a_record_is_lent_to_one_at_a_time(examples: Path) -> None:
    records = Records(examples)
    with records.lent() as first, records.lent() as second:
        assert first is not second
        assert first.summary() == second.summary()
    with records.lent() as again:
        assert again in {first, second}
    records.close()


def test_a_file_that_was_replaced_is_opened_anew(own: Path, tmp_path: Path) -> None:
    records = Records(own)
    with records.lent() as before:
        assert before.summary().pages > 0
    with onrecord.open(tmp_path / "other.db"):
        pass
    (tmp_path / "other.db").replace(own)
    with records.lent() as after:
        assert after.summary().pages == 0
    records.close()


def test_where_pages_were_read_from_is_hidden(examples: Path) -> None:
    records = Records(examples)
    with records.lent() as record:
        articles = record.articles()
        assert {article.place for article in articles} == {None}
        assert record.trace(articles[0].id).page.place is None
        answer = record.sql("SELECT place, (SELECT max(place) FROM articles AS b) FROM articles AS a")
        assert set(answer.rows) == {(None, None)}
    records.close()
