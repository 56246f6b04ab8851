"""The status of the harbour tunnel on five days, before and after the rescission, by both clocks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import structs

from onrecord.api import Record
from onrecord.asking.status import status
from onrecord.connecting import connect
from onrecord.reading.plain import read_text
from onrecord.record.cells import Actor, Event, EventDate, Statement
from onrecord.record.identity import actor_id, cell_id
from onrecord.record.links import Link
from onrecord.record.reading import Reading
from onrecord.record.text import Span, span_of
from onrecord.record.vocabulary import Act, ActorKind, Factuality, Form, LinkKind, Phase
from onrecord.storing.database import Database

MATTER = "Gannet tunnel"
UNCLEAR = (
    "unclear: paused 2031-06-01; resumed 2031-06-09 (says the Transport Ministry) was taken back and nothing has"
    " followed; expected: resumed 2031-07-01 (says The city)"
)


class Page:
    """One page, and what is found on it by hand."""

    def __init__(self, key: str, published: str, text: str) -> None:
        self.id = key
        self.article = read_text(text, id=key, published=published, publication=f"Paper {key}").article
        self._statements: list[Statement] = []
        self._events: list[Event] = []
        self._links: list[Link] = []
        self._actors: dict[str, Actor] = {}

    def span(self, words: str) -> Span:
        start = self.article.text.index(words)
        return span_of(self.article.text, start, start + len(words))

    def says(self, source: str, cue: str, content: str) -> str:
        actor = Actor(id=actor_id(self.id, source, "organization"), name=source, kind=ActorKind.ORGANIZATION)
        self._actors[source] = actor
        parts = [self.span(words) for words in (source, cue, content)]
        key = cell_id("s", self.id, *parts)
        self._statements.append(
            Statement(
                id=key,
                source=parts[0],
                actor=actor.id,
                cue=parts[1],
                content=(parts[2],),
                form=Form.INDIRECT,
                act=Act.ASSERT,
                anonymous=False,
            )
        )
        return key

    def phase(
        self,
        trigger: str,
        phase: str,
        matter: str,
        day: str | None,
        *,
        factuality: str = "actual",
        by: str | None = None,
    ) -> None:
        span = self.span(trigger)
        self._events.append(
            Event(
                id=cell_id("e", self.id, span),
                trigger=span,
                type=None,
                phase=Phase(phase),
                matter=self.span(matter),
                date=EventDate(value=day, start=day, end=None) if day else None,
                factuality=Factuality(factuality),
                statement=by,
            )
        )

    def does(self, kind: str, to: str, evidence: str, by: str | None = None) -> None:
        who = self.span(by) if by else None
        self._links.append(Link(kind=LinkKind(kind), origin=self.id, to=to, by=who, evidence=self.span(evidence)))

    def reading(self) -> Reading:
        return Reading(
            id=self.id,
            article=self.article,
            actors=tuple(self._actors.values()),
            statements=tuple(self._statements),
            events=tuple(self._events),
            links=tuple(self._links),
        )


def closed() -> Page:
    page = Page("p1", "2031-06-02", "NORDHAVEN — The city paused traffic in the Gannet tunnel on June 1 after a fire.")
    page.phase("paused", "paused", "traffic in the Gannet tunnel", "2031-06-01")
    return page


ANNOUNCED = "the Transport Ministry announced that the Gannet tunnel had reopened to lorries that morning."


def announced() -> Page:
    page = Page("p2", "2031-06-09", f"NORDHAVEN — On June 9 {ANNOUNCED}")
    said = page.says(
        "the Transport Ministry", "announced", "that the Gannet tunnel had reopened to lorries that morning"
    )
    page.phase("reopened", "resumed", "Gannet tunnel", "2031-06-09", factuality="claimed", by=said)
    return page


def taken_back() -> Page:
    text = (
        f"NORDHAVEN — On June 9 {ANNOUNCED} The statement was removed within hours, and on June 11 a spokesman"
        " rescinded the claim. The city expects the Gannet tunnel to open on July 1."
    )
    page = Page("p3", "2031-06-12", text)
    said = page.says(
        "the Transport Ministry", "announced", "that the Gannet tunnel had reopened to lorries that morning"
    )
    page.phase("reopened", "resumed", "Gannet tunnel", "2031-06-09", factuality="claimed", by=said)
    page.does("withdraws", said, "The statement was removed within hours")
    page.does("rescinds", said, "a spokesman rescinded the claim", "a spokesman")
    hoped = page.says("The city", "expects", "the Gannet tunnel to open on July 1")
    page.phase("open on", "resumed", "Gannet tunnel to", "2031-07-01", factuality="expected", by=hoped)
    return page


def opened() -> Page:
    page = Page(
        "p4", "2031-07-02", "NORDHAVEN — Lorries ran through the Gannet tunnel again on July 1, as it reopened."
    )
    page.phase("reopened", "resumed", "Gannet tunnel", "2031-07-01")
    return page


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The page of June 12 was recorded late, on July 5; the others when they were printed."""
    with Database.open(tmp_path_factory.mktemp("status") / "tunnel.db", create=True) as db:
        for page, day in ((closed(), "06-02"), (announced(), "06-09"), (opened(), "07-02"), (taken_back(), "07-05")):
            db.add(page.reading(), place="p", recorded_at=f"2031-{day}T12:00:00Z")
        connect(db)
        yield db


@pytest.mark.parametrize(
    ("day", "standing", "phase", "says"),
    [
        ("2031-06-01", None, None, "nothing on record has a phase and a name with 'Gannet tunnel'"),
        ("2031-06-05", "stands", "paused", "paused 2031-06-01"),
        ("2031-06-10", "stands", "resumed", "resumed 2031-06-09 (says the Transport Ministry)"),
        (
            "2031-06-12",
            "unclear",
            "paused",
            UNCLEAR,
        ),
        ("2031-07-02", "stands", "resumed", "resumed 2031-07-01"),
    ],
)
def test_the_status_on_five_days(
    record: Database, day: str, standing: str | None, phase: str | None, says: str
) -> None:
    found = status(record, MATTER, as_of=day)
    assert (found.standing, found.phase, found.says) == (standing, phase, says)


def test_every_step_is_told_with_what_was_done_to_it(record: Database) -> None:
    rows = status(record, MATTER, as_of="2031-06-12").rows
    told = [(row.date, row.what, row.who or row.says, row.standing, row.publication) for row in rows]
    assert told == [
        ("2031-06-01", "paused", None, "stands", "Paper p1"),
        ("2031-06-09", "resumed", "the Transport Ministry", "rescinded", "Paper p2"),
        ("2031-06-12", "rescinds", "a spokesman", None, "Paper p3"),
        ("2031-06-12", "withdraws", None, None, "Paper p3"),
        ("2031-07-01", "resumed", "The city", "stands", "Paper p3"),
    ]
    assert {row.what: row.evidence for row in rows}["rescinds"] == "a spokesman rescinded the claim"
    assert [row.reports for row in rows] == [1, 2, 1, 1, 1]


def test_by_the_other_clock_what_was_recorded_late_was_not_known(record: Database) -> None:
    late = {"as_of": "2031-06-30", "recorded_by": "2031-07-04"}
    assert status(record, MATTER, **late).says == "resumed 2031-06-09 (says the Transport Ministry)"
    assert status(record, MATTER, as_of="2031-06-30").standing == "unclear"


def test_the_standing_of_statements_is_that_of_the_day(record: Database) -> None:
    kept = Record(record)
    assert [row.standing for row in kept.statements(by="Transport Ministry", as_of="2031-06-10")] == ["stands"]
    assert [row.standing for row in kept.statements(by="Transport Ministry")] == ["rescinded", "rescinded"]
    assert len(kept.statements(standing="rescinded")) == 2
    assert len(kept.statements(standing="rescinded", as_of="2031-06-11")) == 0


def test_a_later_day_sees_all_that_an_earlier_one_saw(record: Database) -> None:
    seen: set[str] = set()
    for day in ("2031-06-01", "2031-06-02", "2031-06-09", "2031-06-12", "2031-07-02"):
        rows = {row.id for row in status(record, MATTER, as_of=day).rows}
        assert seen <= rows
        seen = rows


def test_changes_are_those_printed_since_the_day(record: Database) -> None:
    kept = Record(record)
    assert [(row.date, row.what, row.who) for row in kept.changes(since="2031-06-10")] == [
        ("2031-06-12", "rescinds", "a spokesman"),
        ("2031-06-12", "withdraws", None),
    ]
    assert len(kept.changes(since="2031-07-01")) == 0
    assert len(kept.changes(as_of="2031-06-11")) == 0
    assert len(kept.changes(recorded_by="2031-07-04")) == 0
    assert len(kept.contradictions()) == 0


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2031-06-01T24:00", "paused 2031-06-01"),
        ("2031-06-01TNI", "paused 2031-06-01"),
        ("2031-06-01T06:00", "paused 2031-06-01T06:00"),
        ("2031-06", "paused 2031-06"),
        ("XXXX-WXX-4", "paused"),
    ],
)
def test_a_day_is_told_as_people_read_it(tmp_path: Path, day: str, told: str) -> None:
    page = Page("p1", "2031-06-02", "NORDHAVEN — The city paused traffic in the Gannet tunnel after a fire.")
    page.phase("paused", "paused", "traffic in the Gannet tunnel", None)
    read = page.reading()
    dated = structs.replace(read.events[0], date=EventDate(value=day, start=None, end=None))
    with Database.open(tmp_path / "kept.db", create=True) as db:
        db.add(structs.replace(read, events=(dated,)), place="p", recorded_at="2031-06-03T12:00:00Z")
        assert status(db, "Gannet tunnel").says == told


def test_a_matter_of_which_no_step_holds_says_so(tmp_path: Path) -> None:
    page = Page("p1", "2031-06-02", "NORDHAVEN — The city denied that it had paused traffic in the Gannet tunnel.")
    page.phase("paused", "paused", "traffic in the Gannet tunnel", None, factuality="denied")
    with Database.open(tmp_path / "kept.db", create=True) as db:
        db.add(page.reading(), place="p", recorded_at="2031-06-03T12:00:00Z")
        assert status(db, "Gannet tunnel").says == "unclear: no step on record holds"
