"""Numbers in print: digits and words over tokens, to their values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from onrecord.finding.lexicon import load_vocabulary

__all__ = ["Number", "fraction_at", "number_at", "opens_number"]

_DIGITS = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+")
_LONGEST = 15  # digits that a float keeps exactly


class Number(NamedTuple):
    """A number in print: its value, the token after it, whether it was printed in digits."""

    value: float
    end: int
    digits: bool


@cache
def _table(name: str) -> dict[str, int]:
    return dict(load_vocabulary("figures")["numerals"][name])


@cache
def _openers() -> frozenset[str]:
    return frozenset(
        [*_table("units"), *_table("teens"), *_table("tens"), *_table("parts"), "a", "an", "dozen", "hundred"]
    )


def opens_number(word: str) -> bool:
    """Whether a number may begin with this word (lower case): the cheap question before `number_at`."""
    return word in _openers() or "0" <= word[:1] <= "9" or word[:1] == "."


def number_at(words: Sequence[str], at: int, *, short: bool = False) -> Number | None:
    """The cardinal number that begins with the token `at`, or None.

    `words` are tokens in lower case, hyphens tokens of their own: `5,200`, `3.5 million`, `two dozen`, `twenty - one`,
    `two hundred and six`, `half a million`, `two and a half million`. With `short`, `3.5 m` and `20 bn` too, as after a
    sign of money.
    """
    if _DIGITS.fullmatch(_word(words, at)):
        return _digits_at(words, at, short=short)
    if _word(words, at) == "half" and _word(words, at + 1) in ("a", "an"):
        unit = _round_at(words, at + 2)
        return Number(unit.value / 2, unit.end, digits=False) if unit else None
    if _word(words, at) in ("a", "an"):
        return _round_at(words, at + 1)
    return _words_at(words, at)


def fraction_at(words: Sequence[str], at: int) -> Number | None:
    """The fraction that begins with the token `at`: `a third`, `two - thirds`, `half`, `three quarters`; or None."""
    parts = _table("parts")
    if _word(words, at) == "half":
        return Number(0.5, at + 1, digits=False)
    count = 1 if _word(words, at) in ("a", "an") else _table("units").get(_word(words, at))
    named = at + 2 if _word(words, at + 1) == "-" else at + 1
    whole = parts.get(_word(words, named))
    if not count or whole is None or (count > 1) != _word(words, named).endswith("s") or count >= whole:
        return None
    return Number(count / whole, named + 1, digits=False)


def _word(words: Sequence[str], at: int) -> str:
    return words[at] if 0 <= at < len(words) else ""


def _digits_at(words: Sequence[str], at: int, *, short: bool) -> Number | None:
    printed = words[at].replace(",", "")
    if len(printed.replace(".", "")) > _LONGEST:
        return None
    magnitude, end = _magnitude_at(words, at + 1)
    if short and end == at + 1 and _word(words, end) in _table("short"):
        magnitude, end = _table("short")[words[end]], end + 1
    return Number(_product(printed, magnitude), end, digits=True)


def _product(printed: str, magnitude: int) -> float:
    """Digits times a power of ten, without the error of a float's multiplication (1.1 million is 1100000)."""
    whole, _, decimals = printed.partition(".")
    return float(int((whole or "0") + decimals) * magnitude / 10 ** len(decimals))


def _magnitude_at(words: Sequence[str], at: int) -> tuple[int, int]:
    """The magnitude at the token `at` (after a hyphen too) and the token after it; 1 and `at` where there is none."""
    named = at + 1 if _word(words, at) == "-" else at
    word = _word(words, named)
    value = {"dozen": 12, "hundred": 100}.get(word) or _table("magnitudes").get(word)
    return (value, named + 1) if value else (1, at)


def _round_at(words: Sequence[str], at: int) -> Number | None:
    """`hundred`, `thousand`, `dozen` … at the token `at`, after "a"; then `million` may follow `hundred`."""
    first, end = _magnitude_at(words, at)
    if first == 1 or _word(words, at) == "-":
        return None
    second, end = _magnitude_at(words, end) if first == 100 and _word(words, end) != "-" else (1, end)
    return Number(float(first * second), end, digits=False)


def _words_at(words: Sequence[str], at: int) -> Number | None:
    total, limit, end = 0.0, float("inf"), at
    while (part := _below_thousand_at(words, _past_and(words, end, started=end > at))) is not None:
        magnitude = _table("magnitudes").get(_word(words, part.end), 1)
        if magnitude >= limit:
            break
        total, limit = total + part.value * magnitude, magnitude
        end = part.end + (magnitude > 1)
        if magnitude == 1:
            break
    if end == at:
        return None
    return _with_half(words, Number(total, end, digits=False)) if limit == 1 else Number(total, end, digits=False)


def _past_and(words: Sequence[str], at: int, *, started: bool) -> int:
    return at + 1 if started and _word(words, at) == "and" else at


def _with_half(words: Sequence[str], number: Number) -> Number:
    """`two and a half million`, `two dozen`."""
    if [_word(words, number.end + step) for step in range(3)] == ["and", "a", "half"]:
        magnitude, end = _magnitude_at(words, number.end + 3)
        return Number((number.value + 0.5) * magnitude, end, digits=False)
    if _word(words, number.end) == "dozen":
        return Number(number.value * 12, number.end + 1, digits=False)
    return number


def _below_thousand_at(words: Sequence[str], at: int) -> Number | None:
    below = _below_hundred_at(words, at)
    if below is None or _word(words, below.end) != "hundred":
        return below
    end = below.end + 1
    rest = _below_hundred_at(words, _past_and(words, end, started=True))
    if rest is None or rest.value == 0:
        return Number(below.value * 100, end, digits=False)
    return Number(below.value * 100 + rest.value, rest.end, digits=False)


def _below_hundred_at(words: Sequence[str], at: int) -> Number | None:
    word = _word(words, at)
    small = _table("teens").get(word, _table("units").get(word))
    if small is not None:
        return Number(float(small), at + 1, digits=False)
    tens = _table("tens").get(word)
    if tens is None:
        return None
    unit_at = at + 2 if _word(words, at + 1) == "-" else at + 1
    unit = _table("units").get(_word(words, unit_at), 0)
    return Number(float(tens + unit), unit_at + 1 if unit else at + 1, digits=False)
