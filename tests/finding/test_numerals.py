"""Numbers in words and digits."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.finding.numerals import Number, fraction_at, number_at

UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
]
UNITS += ["seventeen", "eighteen", "nineteen"]
TENS = ["-", "-", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
MAGNITUDES = (("billion", 10**9), ("million", 10**6), ("thousand", 10**3))


def in_words(number: int, joint: str = "") -> str:
    """The English words for a number below 10^12; `joint` stands after "hundred"."""
    for name, size in MAGNITUDES:
        if number >= size:
            rest = f" {in_words(number % size, joint)}" if number % size else ""
            return f"{in_words(number // size, joint)} {name}{rest}"
    if number >= 100:
        rest = f" {joint}{in_words(number % 100)}" if number % 100 else ""
        return f"{UNITS[number // 100]} hundred{rest}"
    if number < 20:
        return UNITS[number]
    return TENS[number // 10] + (f" - {UNITS[number % 10]}" if number % 10 else "")


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 10**12 - 1), st.sampled_from(["", "and "]))
def test_a_number_comes_back_from_its_words(number: int, joint: str) -> None:
    words = in_words(number, joint).split()
    assert number_at([*words, "people"], 0) == Number(float(number), len(words), digits=False)


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 10**15 - 1), st.booleans())
def test_a_number_comes_back_from_its_digits(number: int, commas: bool) -> None:
    printed = f"{number:,}" if commas else str(number)
    assert number_at([printed, "people"], 0) == Number(float(number), 1, digits=True)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3.5 million", 3_500_000),
        ("1.1 million", 1_100_000),
        (".5 percent", 0.5),
        ("two dozen", 24),
        ("a dozen", 12),
        ("2 dozen", 24),
        ("half a million", 500_000),
        ("half a dozen", 6),
        ("a hundred", 100),
        ("a hundred thousand", 100_000),
        ("two and a half million", 2_500_000),
        ("twenty-one hundred", 2_100),
        ("five hundred thousand", 500_000),
        ("20 - million", 20_000_000),
        ("one thousand two hundred and six", 1_206),
    ],
)
def test_numbers_of_newspapers(text: str, value: float) -> None:
    words = re.findall(r"[\w.,]+|-", text)
    found = number_at(words, 0)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    "text", ["several", "hundreds", "million", "a few", "1st", "1,2", "2020-01-03", "a", "", "half"]
)
def test_what_is_no_number(text: str) -> None:
    assert number_at(text.split(), 0) is None


def test_short_magnitudes_follow_money_only() -> None:
    assert number_at(["3.5", "m"], 0, short=True) == Number(3_500_000.0, 2, digits=True)
    assert number_at(["3.5", "m"], 0) == Number(3.5, 1, digits=True)


def test_more_digits_than_a_float_keeps_are_no_number() -> None:
    assert number_at(["1234567890123456"], 0) is None


@pytest.mark.parametrize(
    ("text", "value", "end"),
    [
        ("a third", 1 / 3, 2),
        ("two - thirds", 2 / 3, 3),
        ("half", 0.5, 1),
        ("three quarters", 0.75, 2),
        ("one - fifth", 0.2, 3),
    ],
)
def test_fractions(text: str, value: float, end: int) -> None:
    assert fraction_at(text.split(), 0) == Number(value, end, digits=False)


@pytest.mark.parametrize("text", ["the third", "two third", "five thirds", "one thirds", "third", "ten tenths"])
def test_what_is_no_fraction(text: str) -> None:
    assert fraction_at(text.split(), 0) is None
