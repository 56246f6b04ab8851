"""What a person marked as wrong is in no answer, with all that rests on it, and comes back when it is marked right."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from onrecord.api import Record
from onrecord.connecting import connect
from onrecord.record.article import Article
from onrecord.record.cells import Figure, Statement
from onrecord.record.identity import link_id
from onrecord.record.reading import Reading
from onrecord.record.text import span_of
from onrecord.record.vocabulary import Act, Form
from onrecord.storing.database import Database
from tests.asking.people_pages import PersonPage

MATTER = "Gannet tunnel"


def announced() -> PersonPage:
    page = PersonPage(
        "w1",
        "2031-06-02",
        "The city closed the Gannet tunnel on June 1. Ada Lind said that the Gannet tunnel reopened"
        " to lorries. She accused Ivo Rask of haste.",
    )
    lind, rask = page.names("Ada Lind"), page.names("Ivo Rask")
    page.phase("closed", "paused", "the Gannet tunnel", "2031-06-01")
    said = page.says(lind, "said", "that the Gannet tunnel reopened to lorries")
    page.phase("reopened", "resumed", "Gannet tunnel", "2031-06-02", by=said)
    page.happens("accused", lind, rask)
    return page


def denied() -> PersonPage:
    page = PersonPage("w2", "2031-06-05", "Ivo Rask denied it. The statement on the tunnel was removed.")
    rask = page.names("Ivo Rask")
    no = page.says(rask, "denied", "it")
    said = announced().reading().statements[0].id
    page.does("withdraws", said, "The statement on the tunnel was removed")
    page.does("denies", said, "Ivo Rask denied it", origin=no)
    return page


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Database.open(tmp_path / "wrong.db", create=True) as db:
        for page in (announced(), denied()):
            db.add(page.reading(), place="p", recorded_at="2031-07-01T12:00:00Z")
        connect(db)
        yield Record(db)


SAID = announced().reading().statements[0].id
CLOSED, REOPENED, ACCUSED = (event.id for event in announced().reading().events)
DENIAL = denied().reading().statements[0].id
REMOVED, DENIED = (link_id(item.kind, item.origin, item.to) for item in denied().reading().links)

Answer = Callable[[Record], set[str]]
ANSWERS: dict[str, Answer] = {
    "statements": lambda kept: {row.id for row in kept.statements()},
    "search": lambda kept: {row.id for row in kept.search("tunnel")},
    "events": lambda kept: {row.id for row in kept.events()},
    "status": lambda kept: {row.id for row in kept.status(MATTER).rows},
    "timeline": lambda kept: {row.id for row in kept.timeline(MATTER)},
    "changes": lambda kept: {row.id for row in kept.changes()},
    "contradictions": lambda kept: {row.id for row in kept.contradictions()},
    "latest changes": lambda kept: {row.id for row in kept.latest_changes()},
    "latest steps": lambda kept: {row.id for row in kept.latest_steps()},
    "who": lambda kept: {
        row.id
        for name in ("Ada Lind", "Ivo Rask")
        for part in (kept.who(name).statements, kept.who(name).does, kept.who(name).undergoes)
        for row in part
    },
    "origins": lambda kept: {row.article for row in kept.origins(about="tunnel")},
    "sources": lambda kept: {f"{row.name} {row.statements}" for row in kept.sources()},
    "speakers": lambda kept: {f"{row.name} {row.statements}" for row in kept.speakers()},
}


@pytest.mark.parametrize(
    ("target", "answer", "gone"),
    [
        (SAID, "statements", {SAID}),
        (SAID, "search", {SAID}),
        (SAID, "events", {REOPENED}),
        (SAID, "status", {REOPENED, REMOVED, DENIED}),
        (SAID, "timeline", {REOPENED, REMOVED, DENIED}),
        (SAID, "changes", {REMOVED, DENIED}),
        (SAID, "contradictions", {DENIED}),
        (SAID, "latest changes", {REMOVED, DENIED}),
        (SAID, "latest steps", {REOPENED}),
        (SAID, "who", {SAID}),
        (SAID, "origins", {"w1"}),
        (SAID, "sources", {"Paper w1 1"}),
        (DENIAL, "status", {DENIED}),
        (DENIAL, "changes", {DENIED}),
        (DENIAL, "contradictions", {DENIED}),
        (DENIAL, "who", {DENIAL}),
        (CLOSED, "events", {CLOSED}),
        (CLOSED, "status", {CLOSED}),
        (CLOSED, "latest steps", {CLOSED}),
        (ACCUSED, "who", {ACCUSED}),
        (REMOVED, "changes", {REMOVED}),
        (REMOVED, "status", {REMOVED}),
        (REMOVED, "latest changes", {REMOVED}),
        ("w1", "statements", {SAID}),
        ("w1", "search", {SAID, "w1"}),
        ("w1", "events", {CLOSED, REOPENED, ACCUSED}),
        ("w1", "latest steps", {CLOSED, REOPENED}),
        ("w1", "who", {SAID, ACCUSED}),
        ("w1", "origins", {"w1"}),
        ("w1", "sources", {"Paper w1 1"}),
        (SAID, "speakers", {"Ada Lind 1"}),
        ("w2", "speakers", {"Ivo Rask 1"}),
        ("w2", "changes", {REMOVED, DENIED}),
        ("w2", "contradictions", {DENIED}),
        ("w2", "status", {REMOVED, DENIED}),
        ("w2", "latest changes", {REMOVED, DENIED}),
    ],
)
def test_what_is_marked_wrong_is_in_no_answer(record: Record, target: str, answer: str, gone: set[str]) -> None:
    before = ANSWERS[answer](record)
    assert gone <= before
    record.mark(target, "wrong", author="Ona")
    after = ANSWERS[answer](record)
    assert not gone & after
    record.mark(target, "right", author="Ona")
    assert ANSWERS[answer](record) == before


@pytest.mark.parametrize(("target", "standing"), [(REMOVED, "disputed"), (DENIED, "withdrawn"), ("w2", "stands")])
def test_what_was_wrongly_read_takes_nothing_back(record: Record, target: str, standing: str) -> None:
    assert [row.standing for row in record.statements(by="Lind")] == ["withdrawn"]
    record.mark(target, "wrong", author="Ona")
    assert [row.standing for row in record.statements(by="Lind")] == [standing]
    assert record.who("Ada Lind").standings == {standing: 1}


@pytest.mark.parametrize("target", ["s-f", "f1"])
def test_the_figures_of_what_is_marked_wrong_are_left_out(tmp_path: Path, target: str) -> None:
    text = "Ada Lind said 40 lorries passed."
    said = Statement(
        id="s-f",
        source=span_of(text, 0, 8),
        actor=None,
        cue=span_of(text, 9, 13),
        content=(span_of(text, 14, 31),),
        form=Form.INDIRECT,
        act=Act.ASSERT,
        anonymous=False,
    )
    figure = Figure(
        start=14, end=24, text="40 lorries", value=40, approximate=False, of=span_of(text, 17, 24), statement="s-f"
    )
    with Database.open(tmp_path / "figures.db", create=True) as db:
        kept = Reading(id="f1", article=Article(text=text), statements=(said,), figures=(figure,))
        db.add(kept, place="p", recorded_at="2031-07-01T12:00:00Z")
        record = Record(db)
        assert [row.text for row in record.figures(about="lorries")] == ["40 lorries"]
        record.mark(target, "wrong", author="Ona")
        assert not list(record.figures(about="lorries"))
