from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import onrecord
from onrecord.web.pages.addresses import article
from tests.web.looking import Tree, check, links, words

EVERY = range(20)


def page_of(desk: TestClient, article_id: str, **query: str) -> Tree:
    answer = desk.get(article(article_id, **query))
    assert answer.status_code == 200
    return check(answer.text)


@pytest.mark.parametrize("number", EVERY)
def test_the_text_is_as_printed_and_every_cell_is_reached_in_it(desk: TestClient, examples: Path, number: int) -> None:
    with onrecord.open(examples, read_only=True) as record:
        reading = list(record.readings())[number]
    page = page_of(desk, reading.id)
    printed = "".join(block.text_content() for block in page.find_class("text"))
    assert re.sub(r"\s", "", printed) == re.sub(r"\s", "", reading.article.text)
    marks = {mark.get("id"): mark for mark in page.find_class("mark")}
    assert {cell.id for cell in (*reading.statements, *reading.events)} <= marks.keys()
    assert len(marks) == sum(map(len, (reading.statements, reading.events, reading.times, reading.figures)))
    for time in reading.times:
        mark = marks[f"time-{time.start}-{time.end}"]
        assert mark.get("class").split()[1] == "also" or time.text.startswith(mark.text_content())


def test_a_mark_leads_to_its_cell_and_its_note_says_what_it_is(desk: TestClient, examples: Path) -> None:
    with onrecord.open(examples, read_only=True) as record:
        (taken_back,) = [
            row for row in record.statements(standing="rescinded") if row.publication == "Transmeridian Press"
        ]
    page = page_of(desk, taken_back.article)
    mark = page.get_element_by_id(taken_back.id)
    assert mark.get("href") == f"/statements/{taken_back.id}"
    assert mark.text_content() == taken_back.cue
    note = words(page.get_element_by_id(mark.get("aria-describedby")))
    assert "rescinded" in note
    assert (taken_back.speaker or "") in note
    assert page.xpath("//span[contains(@class, 'is-gone')]")


def test_a_page_stands_as_of_a_day(desk: TestClient, examples: Path) -> None:
    with onrecord.open(examples, read_only=True) as record:
        (taken_back,) = [
            row for row in record.statements(standing="rescinded") if row.publication == "Transmeridian Press"
        ]
    before = page_of(desk, taken_back.article, as_of="2031-03-06")
    assert "rescinded" not in words(before.get_element_by_id(f"note-{taken_back.id}").find_class("standing")[0])


def test_copies_and_versions_are_named(desk: TestClient, examples: Path) -> None:
    with onrecord.open(examples, read_only=True) as record:
        rows = list(record.articles())
    argus = next(row for row in rows if row.publication == "Calder Valley Argus")
    assert "Tamarack Falls Tribune" in words(page_of(desk, argus.id).find_class("others")[0])
    changed = next(row for row in rows if row.version == 2)
    (address,) = [href for href in links(page_of(desk, changed.id)) if "against=" in href]
    page = check(desk.get(address).text)
    gone, new = (" ".join(map(words, page.iter(tag))) for tag in ("del", "ins"))
    assert "on Sunday they will sail" in gone
    assert "960" in new
    assert "Version 1" in words(page)


def test_two_pages_of_different_addresses_are_no_versions(desk: TestClient, examples: Path) -> None:
    with onrecord.open(examples, read_only=True) as record:
        first, second, *_ = record.articles()
    answer = desk.get(article(first.id, against=second.id))
    assert answer.status_code == 400
