"""Words of drawings: cut, wrapped, and days as print has them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from onrecord.charts.words import counted, cut, day_words, listed, plain, wrapped


@given(st.text(), st.integers(2, 80))
def test_what_is_cut_fits_and_begins_like_the_whole(text: str, room: int) -> None:
    line = cut(text, room)
    assert len(line) <= room
    assert plain(text).startswith(line.removesuffix("…"))


@given(st.text(), st.integers(2, 40), st.integers(1, 5))
def test_what_is_wrapped_fits(text: str, room: int, lines: int) -> None:
    found = wrapped(text, room, lines)
    assert 1 <= len(found) <= lines
    assert all(len(line) <= room for line in found)


@given(st.text())
def test_what_is_plain_stands_in_xml(text: str) -> None:
    element = etree.Element("text")
    element.text = plain(text)
    assert etree.fromstring(etree.tostring(element)).text in {plain(text), None}


def test_words_are_cut_between_words_where_that_costs_little() -> None:
    assert cut("the joint river commission", 21) == "the joint river…"
    assert cut("Donaudampfschifffahrt", 10) == "Donaudamp…"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2031-03-04", "Mar 4, 2031"),
        ("2031-03-04T09:15", "Mar 4, 2031"),
        ("2031-03-07TMO", "Mar 7, 2031"),
        ("2031-03", "March 2031"),
        ("2031", "2031"),
        ("2031-W10", "2031-W10"),
        ("XXXX-02-12", "Feb 12, year not given"),
        ("XXXX-02-29", "Feb 29, year not given"),
        ("XXXX-02-31", "date not given"),
        ("XXXX-WXX-2TMO", "a Tuesday"),
        ("PAST_REF", "date not given"),
        ("", "date not given"),
        (None, "date not given"),
    ],
)
def test_days_as_print_has_them(value: str | None, words: str) -> None:
    assert day_words(value) == words


def test_counts_and_lists() -> None:
    assert [counted(1, "step"), counted(0, "step"), counted(1200, "party", "parties")] == [
        "1 step",
        "0 steps",
        "1,200 parties",
    ]
    assert [listed([]), listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
