"""One happening told several times is one event; what only looks alike stays apart."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.finding.happenings.same import merged
from onrecord.record.cells import Event, EventDate, Party
from onrecord.record.text import Span
from onrecord.record.vocabulary import Factuality

LATER = 100  # where the second telling stands


def party(text: str, start: int = 0) -> tuple[Party, ...]:
    name = text.lower().removeprefix("the ").removeprefix("a ")
    return (Party(start=start, end=start + len(text), text=text, actor=f"p-{name}"),)


def event(trigger: str, start: int = 10, **fields: Any) -> Event:  # noqa: ANN401 - the fields of an Event
    given = {"type": "ASSAULT", "factuality": Factuality.ACTUAL} | fields
    return Event(id=f"e-{start}", trigger=Span(start=start, end=start + len(trigger), text=trigger), **given)


def again(trigger: str, **fields: Any) -> Event:  # noqa: ANN401
    return event(trigger, LATER, **fields)


NAVY = {"actors": party("the Torvian navy"), "recipients": party("the trawlers", 30)}
NAVY_AGAIN = {"actors": party("the Torvian navy", LATER), "recipients": party("the trawlers", LATER + 30)}


def test_what_is_told_again_is_a_mention() -> None:
    (one,) = merged([event("fired", **NAVY), again("attack", **NAVY_AGAIN, date=EventDate(value="2031-05-12"))])
    assert (one.trigger.text, [mention.text for mention in one.mentions]) == ("fired", ["attack"])
    assert one.date == EventDate(value="2031-05-12")


def test_each_telling_is_kept() -> None:
    tellings = [event("fired", **NAVY), *(event("attack", LATER * n, **NAVY_AGAIN) for n in (1, 2, 3))]
    (one,) = merged(tellings)
    assert [mention.start for mention in one.mentions] == [100, 200, 300]


def test_what_the_reporter_says_counts_more_than_what_somebody_says() -> None:
    claimed = event("fired", **NAVY, factuality=Factuality.CLAIMED, statement="s-1")
    (one,) = merged([claimed, again("attack", **NAVY_AGAIN)])
    assert (one.factuality, one.statement) == (Factuality.ACTUAL, None)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"type": "ASSAULT"}, {"type": "COERCE"}),
        ({"mode": "drone"}, {"mode": "firearms"}),
        ({"date": EventDate(value="2031-05-12")}, {"date": EventDate(value="2031-05-13")}),
        ({"place": Span(start=0, end=5, text="Lisna")}, {"place": Span(start=0, end=7, text="Calvera")}),
        ({"factuality": Factuality.ACTUAL}, {"factuality": Factuality.DENIED}),
        ({"factuality": Factuality.ACTUAL}, {"factuality": Factuality.PLANNED}),
    ],
)
def test_what_differs_in_one_thing_is_another_happening(first: dict[str, Any], second: dict[str, Any]) -> None:
    assert len(merged([event("fired", **NAVY | first), again("attack", **NAVY_AGAIN | second)])) == 2


def test_another_man_is_another_man() -> None:
    first = event("shot", recipients=party("a fisherman"))
    assert len(merged([first, again("shot", recipients=party("a fisherman", LATER))])) == 2
    assert len(merged([first, again("shot", recipients=party("the fisherman", LATER))])) == 1


def test_one_side_is_enough_for_the_same_word_or_in_one_breath() -> None:
    shot = event("shot", recipients=party("Ada Lind"))
    assert len(merged([shot, again("shooting", actors=party("x", 150), recipients=party("Ada Lind", LATER))])) == 2
    assert len(merged([shot, again("shot", actors=party("x", 150), recipients=party("Ada Lind", LATER))])) == 1
    assert len(merged([shot, event("killed", 20, actors=party("x", 150), recipients=party("Ada Lind"))])) == 1


def test_what_is_said_must_be_said_to_the_same() -> None:
    asked = event("asked", type="REQUEST", actors=party("Ada Lind"))
    assert len(merged([asked, again("asked", type="REQUEST", actors=party("Ada Lind", LATER))])) == 2


words = st.sampled_from(["fired", "attack", "shot", "shooting"])
names = st.sampled_from(["Ada Lind", "the navy", "a man"])


@given(st.lists(st.tuples(words, names, names), max_size=8))
def test_nothing_is_lost_and_merging_again_changes_nothing(told: list[tuple[str, str, str]]) -> None:
    events = [
        event(word, 100 * n, actors=party(one, 100 * n + 20), recipients=party(other, 100 * n + 60))
        for n, (word, one, other) in enumerate(told)
    ]
    once = merged(events)
    spans = [span.start for found in once for span in (found.trigger, *found.mentions)]
    assert sorted(spans) == [found.trigger.start for found in events]
    assert merged(once) == once
