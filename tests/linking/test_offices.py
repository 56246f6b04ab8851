"""Who held an office on a day."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.linking.offices import AFTER, BEFORE, THAT_DAY, TitlePrint, holders_on
from onrecord.record.vocabulary import RoleStatus


def printed(*days: str, country: str | None = None) -> list[TitlePrint]:
    """Prints as `03-10 outgoing`."""
    made = []
    for number, each in enumerate(days):
        day, _, status = each.partition(" ")
        kept = RoleStatus(status) if status else None
        made.append(TitlePrint(day=f"2031-{day}", status=kept, country=country, key=f"{each} {number}"))
    return made


@pytest.mark.parametrize(
    ("days", "day", "holds", "ground"),
    [
        (["03-05", "03-20"], "03-05", True, THAT_DAY),
        (["03-05", "03-20 outgoing"], "03-10", True, AFTER),
        (["03-05"], "03-10", True, BEFORE),
        (["03-05 acting"], "03-10", True, BEFORE),
        (["03-05 designate"], "03-10", False, BEFORE),
        (["03-05 designate", "03-20"], "03-10", False, BEFORE),
        (["03-05 designate", "03-20"], "03-21", True, BEFORE),
        (["03-05", "03-08 former"], "03-10", False, BEFORE),
        (["03-05", "03-20 former"], "03-10", True, BEFORE),
        (["03-05 former", "03-08"], "03-10", False, BEFORE),
        (["03-05 former", "03-07 designate", "03-08"], "03-10", True, BEFORE),
        (["03-10 designate", "03-10"], "03-10", False, THAT_DAY),
    ],
)
def test_print_tells_who_holds_an_office(days: list[str], day: str, holds: bool, ground: str) -> None:
    (held,) = holders_on(f"2031-{day}", {"ada": printed(*days)})
    assert (held.holds, held.ground) == (holds, ground)


def test_nobody_is_known_before_the_first_print() -> None:
    assert holders_on("2031-03-01", {"ada": printed("03-05")}) == ()


def test_a_successor_ends_what_was_last_printed_in_one_office_alone() -> None:
    prints = {"ada": printed("03-05"), "ivo": printed("03-09")}
    assert [(held.who, held.holds) for held in holders_on("2031-03-10", prints)] == [("ada", True), ("ivo", True)]
    one = holders_on("2031-03-10", prints, one_office=True)
    assert [(held.who, held.holds) for held in one] == [("ivo", True), ("ada", None)]
    same = {"ada": printed("03-05", country="NO"), "ivo": printed("03-09", country="NO")}
    assert [held.holds for held in holders_on("2031-03-10", same)] == [True, None]


def test_an_outgoing_holder_holds_beside_a_designate() -> None:
    prints = {"ada": printed("03-05 outgoing"), "ivo": printed("03-09 designate")}
    held = holders_on("2031-03-10", prints, one_office=True)
    assert [(item.who, item.holds) for item in held] == [("ada", True), ("ivo", False)]


STATUS = st.sampled_from(["", " outgoing", " designate", " acting", " former"])
PRINTS = st.lists(st.builds(lambda day, status: f"03-{day:02}{status}", st.integers(1, 28), STATUS), max_size=6)


@given(st.dictionaries(st.sampled_from("abc"), PRINTS), st.integers(1, 28))
def test_later_print_changes_nothing_but_the_ground(drawn: dict[str, list[str]], day: int) -> None:
    prints = {who: printed(*days) for who, days in drawn.items()}
    until = f"2031-03-{day:02}"
    known = {who: [item for item in items if item.day <= until] for who, items in prints.items()}
    stood = {held.who: held.by for held in holders_on(until, prints)}
    assert stood == {held.who: held.by for held in holders_on(until, known)}
