from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

import onrecord
from onrecord import pipeline
from onrecord.reading.plain import read_text
from onrecord.record.intake import Document, Refusal

EXAMPLES = Path(__file__).parents[1] / "examples"


def documents(count: int) -> list[Document]:
    return [read_text(f"Pier {n} is open, Mayor Ada Lind said.\n\n“Good,” said Karl Oste.") for n in range(count)]


def test_readings_come_in_order_with_refusals_among_them() -> None:
    refusal = Refusal(place="b.txt", kind="EmptyInput", message="nothing in it")
    one, two = documents(2)
    outcomes = list(pipeline.readings_of([one, refusal, two]))
    assert [getattr(outcome, "id", None) for outcome in outcomes] == [one.id, None, two.id]


def test_what_a_page_gives_does_not_depend_on_the_others() -> None:
    together = list(pipeline.read_documents(documents(5)))
    assert together == [pipeline.read_document(document) for document in documents(5)]


def test_a_fault_on_one_page_is_told_and_the_rest_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    good = pipeline.find_times

    def faulty(article: object, analysis: object) -> object:
        if "Pier 1" in article.text:  # type: ignore[attr-defined]
            raise ZeroDivisionError("no piers")
        return good(article, analysis)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "find_times", faulty)
    outcomes = list(pipeline.read_documents(documents(3)))
    assert isinstance(outcomes[1], Refusal)
    assert outcomes[1].kind == "InternalError"
    assert not isinstance(outcomes[0], Refusal)
    assert not isinstance(outcomes[2], Refusal)


def test_a_killed_run_leaves_whole_articles_and_goes_on(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    for number, document in enumerate(documents(300)):
        (pages / f"{number:04d}.txt").write_text(document.article.text, "utf-8")
    record = tmp_path / "r.db"
    command = [sys.executable, "-m", "onrecord.cli", "read", str(pages), "--record", str(record)]
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while child.poll() is None and articles_in(record) == 0:
        time.sleep(0.02)
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    begun = articles_in(record)
    assert 0 < begun <= 300
    with closing(sqlite3.connect(record)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    with onrecord.open(record) as kept:
        whole = {document.id: pipeline.read_document(document) for document in documents(300)}
        assert all(reading == whole[reading.id] for reading in kept.readings())
        report = kept.read(pages)
        assert (report.read, report.known, report.refused) == (300 - begun, begun, ())
        assert kept.summary().pages == 300


def articles_in(record: Path) -> int:
    if not record.exists():
        return 0
    try:
        with closing(sqlite3.connect(f"file:{record}?mode=ro", uri=True)) as connection:
            return int(connection.execute("SELECT count(*) FROM articles").fetchone()[0])
    except sqlite3.Error:
        return 0


def test_the_same_id_with_another_text_is_refused_and_nothing_is_lost(tmp_path: Path) -> None:
    first, second = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    first.write_text('{"id": "x", "text": "It rains, said Ada Lind."}\n')
    second.write_text('{"id": "x", "text": "It snows, said Ada Lind."}\n{"id": "y", "text": "Fog, said Karl Oste."}\n')
    with onrecord.open(tmp_path / "r.db") as kept:
        kept.read(first)
        report = kept.read(second)
        assert (report.read, [refusal.kind for refusal in report.refused]) == (1, ["DuplicateId"])
        assert kept.reading("x").article.text == "It rains, said Ada Lind."


def test_a_changed_page_at_the_same_address_is_a_new_version(tmp_path: Path) -> None:
    with onrecord.open(tmp_path / "r.db") as kept:
        kept.read(EXAMPLES)
        found = kept.sql("SELECT url, max(version) AS versions FROM articles GROUP BY url HAVING versions > 1")
    assert [row["versions"] for row in found.to_dicts()] == [2]


def test_a_known_page_with_another_date_is_told_and_nothing_changes(tmp_path: Path) -> None:
    page = tmp_path / "pier.txt"
    page.write_text("The pier is open, Mayor Ada Lind said.\n", encoding="utf-8")
    with onrecord.open(tmp_path / "r.db") as record:
        assert record.read(page, published="2031-03-04").notices == ()
        assert record.read(page, published="2031-03-04").notices == ()
        assert record.read(page).notices == ()
        (notice,) = record.read(page, published="2031-03-09").notices
        (kept,) = record.articles()
        assert kept.published == "2031-03-04"
        assert (notice.article, notice.place) == (kept.id, str(page))
        for words in (kept.id, "published 2031-03-04", "published 2031-03-09", "another record"):
            assert words in notice.message


def test_a_known_page_without_a_date_keeps_none(tmp_path: Path) -> None:
    page = tmp_path / "pier.txt"
    page.write_text("The pier is open, Mayor Ada Lind said.\n", encoding="utf-8")
    with onrecord.open(tmp_path / "r.db") as record:
        record.read(page)
        (notice,) = record.read(page, published="2031-03-09").notices
        assert "without a date of publication" in notice.message
        assert [row.published for row in record.articles()] == [None]


def test_a_text_that_stands_at_its_address_again_is_a_third_version(tmp_path: Path) -> None:
    url = "https://gazette.example/pier"
    first, second = (
        read_text(f"The pier is {state}, Mayor Ada Lind said.", url=url) for state in ("open", "closed for repairs")
    )
    with onrecord.open(tmp_path / "r.db") as record:
        assert record.read_documents([first, second]).notices == ()
        assert record.read_documents([first, second]).notices == ()  # a folder that is read again in its order
        (notice,) = record.read_documents([first]).notices
        assert notice.article == f"{first.id}.3"
        assert "next version" in notice.message
        assert record.read_documents([first]).notices == ()
        assert record.read_documents([second, first]).notices == ()
        assert {row.id: row.version for row in record.articles()} == {first.id: 1, second.id: 2, f"{first.id}.3": 3}
        standing = {row.article: row.standing for row in record.statements()}
        assert standing == {first.id: "withdrawn", second.id: "withdrawn", f"{first.id}.3": "stands"}
        assert [row.what for row in record.diff(f"{first.id}.3").statements] == ["changed"]
        record.export(tmp_path / "r.jsonl")
        with onrecord.open(tmp_path / "again.db") as other:
            other.add(tmp_path / "r.jsonl")
            assert [(row.id, row.version) for row in other.articles()] == [
                (row.id, row.version) for row in record.articles()
            ]


def test_an_old_text_that_is_read_again_is_no_new_version(tmp_path: Path) -> None:
    url = "https://gazette.example/pier"
    first, second = (
        read_text(f"The pier is {state}, Mayor Ada Lind said.", url=url, published=day)
        for state, day in (("open", "2031-03-04"), ("closed for repairs", "2031-03-05"))
    )
    with onrecord.open(tmp_path / "r.db") as record:
        record.read_documents([first, second])
        (notice,) = record.read_documents([first]).notices
        assert "nothing was changed" in notice.message
        assert len(record.articles()) == 2
