from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord import api
from onrecord.asking.changes import CHANGING
from onrecord.asking.pages import cell, latest_changes, latest_steps, page
from onrecord.errors import UnknownId
from onrecord.storing.database import Database

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[api.Record]:
    path = tmp_path_factory.mktemp("pages") / "examples.db"
    with api.open_record(path) as record:
        record.read(EXAMPLES)
        yield record


def test_a_page_has_its_cells_and_the_links_that_touch_them(harbour: Database) -> None:
    answer = page(harbour, "a-gazette")
    assert answer.page.id == answer.reading.id == "a-gazette"
    assert [row.id for row in answer.statements] == [item.id for item in answer.reading.statements]
    assert [row.id for row in answer.events] == [item.id for item in answer.reading.events]
    assert {row.article for row in answer.statements} == {"a-gazette"}
    ours = {"a-gazette", *(row.id for row in answer.statements), *(row.id for row in answer.events)}
    assert answer.links
    assert all({link.origin, link.to} & ours for link in answer.links)


def test_a_page_stands_as_of_a_day(harbour: Database) -> None:
    now = {row.id: row.standing for row in page(harbour, "a-courier").statements}
    before = {row.id: row.standing for row in page(harbour, "a-courier", as_of="2020-01-31").statements}
    assert now.keys() == before.keys()
    assert now["s-resumed"] != before["s-resumed"] == "stands"


def test_versions_and_copies_of_a_page(examples: api.Record) -> None:
    rows = {row.id: row for row in examples.articles()}
    changed = next(row for row in rows.values() if row.version == 2)
    versions = examples.page(changed.id).versions
    assert [row.version for row in versions] == [1, 2]
    assert len(examples.page(changed.id).copies) == 0
    argus = next(row for row in rows.values() if row.publication == "Calder Valley Argus")
    copies = examples.page(argus.id).copies
    assert {row.publication for row in copies} == {"Transmeridian Press", "Tamarack Falls Tribune"}
    assert argus.id not in {row.id for row in copies}


def test_a_statement_has_a_history_and_what_was_done_to_it(examples: api.Record) -> None:
    (taken_back,) = [
        row for row in examples.statements(standing="rescinded") if row.publication == "Transmeridian Press"
    ]
    answer = examples.cell(taken_back.id)
    assert answer.statement == taken_back
    assert answer.history == (("2031-03-07", "rescinded"),)
    assert {link.kind for link in answer.links if link.to == taken_back.id} >= {"rescinds", "withdraws"}
    assert all(link.to_said == taken_back.content for link in answer.links if link.to == taken_back.id)
    assert {event.statement for event in answer.events} == {taken_back.id}
    assert examples.cell(taken_back.id[:8]) == answer


def test_an_event_by_its_id(harbour: Database) -> None:
    event = page(harbour, "a-courier").events[0]
    answer = cell(harbour, event.id)
    assert answer.event == event
    assert answer.statement is None
    assert answer.history == ()


@pytest.mark.parametrize("key", ["a-courier", "s-nowhere", ""])
def test_what_is_no_statement_or_event(harbour: Database, key: str) -> None:
    with pytest.raises(UnknownId):
        cell(harbour, key)


def test_what_is_new_comes_latest_first(examples: api.Record) -> None:
    changes = examples.latest_changes(limit=100)
    days = [row.date or "" for row in changes]
    assert days == sorted(days, reverse=True)
    assert {row.kind for row in changes} <= set(CHANGING)
    assert len(examples.latest_changes(limit=3)) == 3
    steps = examples.latest_steps(limit=100)
    printed = [(row.published or "")[:10] for row in steps]
    assert printed == sorted(printed, reverse=True)
    assert all(row.phase and row.matter for row in steps)


def test_what_is_marked_wrong_is_no_news_but_keeps_its_page(tmp_path: Path) -> None:
    with api.open_record(tmp_path / "record.db") as record:
        record.read(EXAMPLES / "04-calder-valley-argus.txt")
        link, step = record.latest_changes()[0], record.latest_steps()[0]
        record.mark(link.id, "wrong", author="Ada", note="another statement")
        record.mark(step.id, "wrong", author="Ada")
        assert link.id not in {row.id for row in record.latest_changes()}
        assert step.id not in {row.id for row in record.latest_steps()}
        answer = record.cell(step.id)
        assert [(item.verdict, item.author) for item in answer.verdicts] == [("wrong", "Ada")]
        assert step.id in record.page(step.article).wrong


def test_latest_steps_and_changes_of_nothing(tmp_path: Path) -> None:
    with Database.open(tmp_path / "empty.db", create=True) as db:
        assert len(latest_changes(db)) == len(latest_steps(db)) == 0


def test_names_of_matters(examples: api.Record) -> None:
    names = examples.matter_names()
    assert [row.articles for row in names] == sorted((row.articles for row in names), reverse=True)
    found = examples.matter_names("Patrols JOINT")
    assert found
    assert all({"joint", "patrols"} <= set(row.name.lower().split()) for row in found)
    assert len(examples.matter_names("%")) == len(names)
    assert all(examples.names_matter(row.name) for row in names)
    assert not examples.names_matter("They")
    assert all(examples.names_matter(row.matter or "") for row in examples.latest_steps(limit=100))
    assert len(examples.matter_names("nothing of the kind")) == 0
    assert [row.name for row in examples.matter_names(limit=2, offset=1)] == [row.name for row in names[1:3]]


def test_outlets_count_their_articles(examples: api.Record) -> None:
    rows = examples.outlets()
    assert sum(row.articles for row in rows) == len(examples.articles())
    assert {(row.publication, row.language, row.country) for row in rows} == {
        (row.publication, row.language, row.country) for row in examples.articles()
    }


def test_stories_that_several_print(examples: api.Record) -> None:
    (story,) = examples.copied()
    assert [row.publication for row in story] == [
        "Transmeridian Press",
        "Calder Valley Argus",
        "Tamarack Falls Tribune",
    ]
    assert examples.copied(limit=0) == ()


def test_a_matter_counts_pages_outlets_and_independent_origins(examples: api.Record) -> None:
    answer = examples.status("patrols")
    steps = [row for row in answer.rows if row.factuality]
    assert answer.pages > answer.origins >= 1  # three of them print one story
    assert answer.outlets >= len({row.publication for row in steps if row.publication})
    nothing = examples.status("zeppelin")
    assert (nothing.pages, nothing.outlets, nothing.origins) == (0, 0, 0)


def test_events_on_the_pages_that_fit_words_best(examples: api.Record) -> None:
    found = examples.events_found("patrols", limit=50)
    assert found
    every = examples.events(about="patrols")
    assert {row.id for row in found} <= {row.id for row in every}
    days = [(row.published or "")[:10] for row in found]
    assert days == sorted(days, reverse=True)
    british = examples.events_found("patrols", country="GB")
    assert {row.publication for row in british} == {"Calder Valley Argus"}
    assert all((row.published or "") < "2031-03-06" for row in examples.events_found("patrols", until="2031-03-05"))
    assert len(examples.events_found("zeppelin")) == len(examples.events_found("?!")) == 0


def test_the_state_changes_with_every_page_and_every_verdict(tmp_path: Path) -> None:
    with api.open_record(tmp_path / "record.db") as record:
        states = [record.state]
        for name in ("01-calvera-herald.txt", "13-lisna-river-times-correction.txt"):
            record.read(EXAMPLES / name)
            states.append(record.state)
        record.mark(record.statements()[0].id, "wrong", author="Ada")
        states.append(record.state)
        record.merge_matters("patrols", "boats", author="Ada")
        states.append(record.state)
        record.merge_people("Andrej Malin", "Malin", author="Ada")
        states.append(record.state)
        assert len(set(states)) == len(states)
        record.statements()
        assert record.state == states[-1]
