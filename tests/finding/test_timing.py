"""The parts of the grammar of times: patterns, letters, numbers, feasts, tense."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.finding.timing.amounts import VAGUE, amount_of, duration, year_in_words
from onrecord.finding.timing.feasts import day_of_feast
from onrecord.finding.timing.patterns import expand, first_letters, literals_of, to_regex
from onrecord.finding.timing.rules import PARTS, RULES
from onrecord.finding.timing.tense import tense_near
from onrecord.finding.timing.units import first_day, shifted, unit_of
from onrecord.finding.timing.vocabulary import OTHER, Lexicon, number_classes, vocabulary

LEXICON = Lexicon(sorted(set().union(*(literals_of(expand(rule.pattern, PARTS)) for rule in RULES))))
SOURCES = {expand(rule.pattern, PARTS): rule.name for rule in RULES}


@settings(max_examples=200, deadline=None)
@given(st.from_regex(r"['’]?[0-9]{1,4}([,.:/-][0-9]{1,4}){0,2}(st|th|s|am|pm)?", fullmatch=True))
def test_a_number_of_any_shape_has_a_letter(token: str) -> None:
    assert (LEXICON.letter(token) != OTHER) == bool(number_classes(token))


@pytest.mark.parametrize("pattern", SOURCES, ids=list(SOURCES.values()))
def test_a_rule_begins_only_with_its_first_letters(pattern: str) -> None:
    """Brute force over two letters: what a rule can match first is among its first letters."""
    regex = re.compile(to_regex(pattern, LEXICON))
    first = first_letters(regex.pattern)
    letters = sorted(set(regex.pattern) & set(LEXICON.letter_of.values()))
    begun = {match[0][0] for one in letters for two in letters if (match := regex.match(one + two)) and match[0]}
    assert begun <= first
    assert first <= set(LEXICON.letter_of.values()) | {LEXICON.letter(token) for token in map(str, range(3000))} | set(
        regex.pattern
    )


def test_a_pattern_reads_as_it_is_written() -> None:
    source = to_regex(expand("the? (count: {two}) <units>", {"two": "two | <cardinal>"}), LEXICON)
    letters = "".join(LEXICON.letter_of[word] for word in ("the", "two", "weeks"))
    match = re.fullmatch(source, letters)
    assert match is not None
    assert match.span("count") == (1, 2)
    assert re.fullmatch(source, letters[::-1]) is None


def test_a_class_without_members_is_refused() -> None:
    with pytest.raises(ValueError, match="no word is in the class 'nonsense'"):
        to_regex("<nonsense>", LEXICON)


def test_every_rule_and_no_other_is_explained() -> None:
    rules = {rule.name for rule in RULES}
    assert rules <= set(vocabulary().explanations)


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("three", 3), ("twenty - five", 25), ("a hundred", 100), ("two thousand", 2000), ("2 1/2", 2.5),
        ("1,200", 1200), ("a few", VAGUE), ("a couple of", 2), ("half", 0.5), ("of", None), ("", None),
    ],
)  # fmt: skip
def test_amounts(words: str, amount: float | None) -> None:
    assert amount_of(words.split()) == amount


@pytest.mark.parametrize(
    ("amount", "unit", "value"),
    [
        (3, "W", "P3W"), (2.5, "Y", "P2Y6M"), (0.5, "TH", "PT30M"), (4, "E", "P40Y"), (VAGUE, "D", "PXD"),
        (1, "F", "P2W"), (1.5, "W", "P1.5W"), (24, "TH", "PT24H"), (VAGUE, "TM", "PTXM"),
    ],
)  # fmt: skip
def test_durations(amount: float, unit: str, value: str) -> None:
    assert duration(amount, unit) == value


@pytest.mark.parametrize(
    ("words", "year"),
    [
        ("nineteen ninety - six", 1996), ("two thousand", 2000),
        ("two thousand and one", 2001),
        ("nineteen ten", 1910), ("nineteen two", None), ("eleven of", None),
    ],
)  # fmt: skip
def test_years_in_words(words: str, year: int | None) -> None:
    assert year_in_words(words.split()) == year


@pytest.mark.parametrize(
    ("feast", "year", "day"),
    [
        ("easter", 2000, date(2000, 4, 23)), ("easter", 2019, date(2019, 4, 21)),
        ("good friday", 2020, date(2020, 4, 10)), ("thanksgiving", 2019, date(2019, 11, 28)),
        ("labor day", 2020, date(2020, 9, 7)),
        ("memorial day", 2020, date(2020, 5, 25)), ("election day", 2022, date(2022, 11, 8)),
        ("election day", 2021, date(2021, 11, 2)), ("halloween", 2020, date(2020, 10, 31)),
    ],
)  # fmt: skip
def test_feasts(feast: str, year: int, day: date) -> None:
    assert day_of_feast(feast, year) == day


@pytest.mark.parametrize("feast", sorted(vocabulary().holidays))
def test_every_feast_has_a_day_in_every_year(feast: str) -> None:
    assert {day_of_feast(feast, year).year for year in (1, 1900, 2000, 9998)} == {1, 1900, 2000, 9998}


UNITS = ["D", "W", "WE", "M", "Q", "Y", "E", "C"]


@given(st.dates(date(3000, 1, 1), date(5000, 1, 1)), st.sampled_from(UNITS), st.integers(-20, 20))
def test_a_shift_there_and_back_is_none(day: date, unit: str, amount: int) -> None:
    there = first_day(shifted(day, unit, amount))
    assert there is not None
    assert shifted(there, unit, -amount) == shifted(day, unit, 0)
    assert unit_of(str(shifted(day, unit, amount))) == unit


@pytest.mark.parametrize(("unit", "amount"), [("Y", -2020), ("C", 90), ("D", 10**9), ("W", -(10**6))])
def test_off_the_calendar_there_is_no_value(unit: str, amount: int) -> None:
    assert shifted(date(2020, 2, 13), unit, amount) is None


@pytest.mark.parametrize(
    ("words", "first", "tense"),
    [
        ("a pullout could begin on Friday", 5, 1),
        ("they could see it on Friday", 5, 0),
        ("the unions plan a strike on Monday", 6, 1),
        ("the council voted a tax rise on Monday", 6, -1),
        ("the sides agreed a truce on Friday", 6, -1),
        ("he pledged a further sum on Tuesday", 6, -1),
        ("Asked on Thursday whether he would go", 2, -1),
        ("she said Monday that it would end", 2, -1),
        ("it will end Monday", 3, 1),
        ("it will be paid Monday", 4, 1),
        ("an unspecified Monday", 2, 0),
        ("they plan to leave Monday", 4, 1),
        ("their vacation plans on Monday", 4, 0),
        ("On Monday , it closed", 1, -1),
        ("it will end as soon as Monday", 6, 2),
        ("it is to be held on Monday", 6, 1),
        ("closed since Monday but will open", 2, -2),
        ("Monday", 0, 0),
    ],
)
def test_tense(words: str, first: int, tense: int) -> None:
    assert tense_near(words.split(), first, first + 1) == tense
