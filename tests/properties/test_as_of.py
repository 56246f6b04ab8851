"""What may be seen as of a day: it only grows, an unrelated article changes none of it, nor does the order of arrival.

Each example is a real record with pages that are printed on drawn days by drawn papers.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct

from onrecord.api import Record
from onrecord.asking.status import steps_of
from onrecord.connecting import connect
from onrecord.record.reading import Reading
from onrecord.storing.database import Database
from tests.asking.people_pages import PersonPage

NAMES = ("Ada Lind", "Ivo Rask", "Lind", "Ada M. Lind")
TITLES = ("Prime Minister", "mayor", "nurse")
SAYINGS = (
    "that the ferry to Lorn had sailed with forty islanders at dawn",
    "that the ferry to Lorn had not sailed with forty islanders at dawn",
    "that the toll on the harbour bridge would fall by half in June",
)
PHASES = ("paused", "resumed", "ended")
MATTERS = ("ferry crossings to Lorn", "work on the harbour bridge")
DAYS = tuple(f"2031-05-{day:02}" for day in range(1, 6))


class Drawn(Struct, frozen=True):
    """What is on one page; `acts_on` counts pages back to one whose statement it withdraws."""

    day: str
    name: str
    title: str
    status: str | None
    saying: str
    phase: str
    matter: str
    is_claimed: bool
    acts_on: int | None


PAGE = st.builds(
    Drawn,
    st.sampled_from(DAYS),
    st.sampled_from(NAMES),
    st.sampled_from(TITLES),
    st.sampled_from([None, "former", "designate"]),
    st.sampled_from(SAYINGS),
    st.sampled_from(PHASES),
    st.sampled_from(MATTERS),
    st.booleans(),
    st.none() | st.integers(1, 3),
)
PAGES = st.lists(PAGE, min_size=2, max_size=5)


def readings_of(drawn: Sequence[Drawn]) -> list[Reading]:
    made: list[Reading] = []
    for number, item in enumerate(drawn):
        text = (
            f"Page {number}. {item.title} {item.name} said {item.saying}. Workers {item.phase} {item.matter} that day."
            " The old statement was removed."
        )
        page = PersonPage(f"page-{number}", item.day, text, publication=f"Paper {number % 3}")
        who = page.names(item.name, (item.title, item.status, f"{item.title} {item.name}"))
        said = page.says(who, "said", item.saying)
        page.phase(item.phase, item.phase, item.matter, item.day, by=said if item.is_claimed else None)
        if item.acts_on is not None and item.acts_on <= number:
            page.does("withdraws", made[-item.acts_on].statements[0].id, "The old statement was removed")
        made.append(page.reading())
    return made


def unrelated() -> Reading:
    page = PersonPage("apart", "2031-05-03", "Ona Venn said that her goat had won. Zookeepers ended lunch for llamas.")
    page.says(page.names("Ona Venn"), "said", "that her goat had won")
    page.phase("ended", "ended", "lunch for llamas", "2031-05-03")
    return page.reading()


def kept(folder: str, readings: Sequence[Reading]) -> Database:
    db = Database.open(Path(folder) / "r.db", create=True)
    for reading in readings:  # each arrives by itself and is linked to what is there
        db.add(reading, place="p", recorded_at="2031-06-01T12:00:00Z")
        connect(db)
    return db


def seen(db: Database, day: str) -> set[str]:
    """The ids of all facts that may be seen as of a day."""
    record = Record(db)
    found = {row.id for row in record.statements(as_of=day)} | {row.id for row in record.events(as_of=day)}
    for matter in MATTERS:
        found |= {step.event for step in steps_of(db, matter, as_of=day)[0]}
    for name in ("Lind", "Rask"):
        answer = record.who(name, as_of=day)
        known = [record.who(row.id, as_of=day) for row in answer.others] + ([answer] if answer.person else [])
        found |= {f"{name} said {row.id}" for each in known for row in each.statements}
        found |= {f"{name} was {row.id}" for each in known for row in each.roles}
    return found


def told(db: Database, day: str) -> list[Any]:
    """All that is answered as of a day about the drawn people and matters, without when it was recorded."""
    record = Record(db)
    answers: list[Any] = [
        record.statements(about="ferry", as_of=day).to_dicts(),
        record.statements(by="Rask", as_of=day).to_dicts(),
        record.changes(as_of=day).to_dicts(),
        record.origins(about="ferry", as_of=day).to_dicts(),
        record.who_held("prime minister", on=day).to_dicts(),
    ]
    for matter in MATTERS:
        status = record.status(matter, as_of=day)
        answers += [status.says, status.standing, status.rows.to_dicts()]
    for name in ("Ada Lind", "Lind", "Ivo Rask"):
        who = record.who(name, as_of=day)
        answers += [who.person, who.others.to_dicts(), who.standings, who.statements.to_dicts(), who.roles.to_dicts()]
    return answers


@settings(max_examples=30, deadline=None)
@given(PAGES)
def test_a_later_day_sees_all_that_an_earlier_one_saw(drawn: list[Drawn]) -> None:
    with TemporaryDirectory() as folder, kept(folder, readings_of(drawn)) as db:
        before: set[str] = set()
        for day in DAYS:
            now = seen(db, day)
            assert before <= now
            before = now


@settings(max_examples=20, deadline=None)
@given(PAGES)
def test_an_unrelated_article_changes_nothing(drawn: list[Drawn]) -> None:
    readings = readings_of(drawn)
    with (
        TemporaryDirectory() as folder,
        TemporaryDirectory() as other,
        kept(folder, readings) as db,
        kept(other, [unrelated(), *readings]) as more,
    ):
        for day in (DAYS[1], DAYS[-1]):
            assert told(db, day) == told(more, day)


@settings(max_examples=30, deadline=None)
@given(PAGES, st.randoms())
def test_the_order_of_arrival_changes_nothing(drawn: list[Drawn], luck: Random) -> None:
    readings = readings_of(drawn)
    mixed = list(readings)
    luck.shuffle(mixed)
    with (
        TemporaryDirectory() as folder,
        TemporaryDirectory() as other,
        kept(folder, readings) as db,
        kept(other, mixed) as again,
    ):
        for day in (DAYS[1], DAYS[-1]):
            assert told(db, day) == told(again, day)
