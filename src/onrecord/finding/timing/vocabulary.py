"""The words of time expressions, read from `vocabulary/times.toml`, and one letter for each kind of word.

A pattern over words becomes a regular expression over letters: every token is written as one character that stands
for the exact set of classes that it belongs to ("second" is an ordinal and a unit), and a class is the set of
characters of its members. The regular expression engine then does the work that a chart parser would.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from msgspec import Struct

__all__ = ["OTHER", "Lexicon", "Vocabulary", "number_classes", "vocabulary"]

OTHER = "."  # the letter of a token that belongs to no class
_FIRST_LETTER = 0x100

_YEAR = re.compile(r"1[0-9]{3}|20[0-9]{2}")
_NUMBER_SHAPES = (
    ("integer", re.compile(r"[0-9]{1,3}(?:,[0-9]{3})?|[0-9]{4}|[0-9]{1,3}\.[0-9]")),
    ("year", _YEAR),
    ("day", re.compile(r"0?[1-9]|[12][0-9]|3[01]")),
    ("two-digits", re.compile(r"[0-9]{2}")),
    ("hour", re.compile(r"[0-9]|1[0-9]|2[0-4]")),
    ("clock", re.compile(r"(?:[01]?[0-9]|2[0-4]):[0-5][0-9]")),
    ("clock-meridiem", re.compile(r"(?:1[0-2]|0?[1-9])(?:[:.][0-5][0-9])?[ap]m", re.IGNORECASE)),
    ("ordinal-number", re.compile(r"[0-9]{1,3}(?:st|nd|rd|th)", re.IGNORECASE)),
    ("decade", re.compile(r"(?:1[0-9]{2}|20[0-9])0['’]?s")),
    ("short-decade", re.compile(r"[1-9]0['’]?s")),
    ("cut-decade", re.compile(r"['’‘`][1-9]0s")),
    ("cut-year", re.compile(r"['’‘`][0-9]{2}")),
    ("slash-date", re.compile(r"[0-9]{1,2}/[0-9]{1,2}/(?:[0-9]{4}|[0-9]{2})")),
    ("iso-date", re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")),
    ("fraction", re.compile(r"[123]/[234]|[½¼¾]")),
    ("four-digits", re.compile(r"[0-9]{4}")),
)
_PREFIXED = re.compile(
    r"(mid|pre|post)-(?:((?:1[0-9]{3}|20[0-9]{2}))|((?:1[0-9]{2}|20[0-9])0s)|([A-Z][a-z]+)|([a-z]+))"
)


class Vocabulary(Struct, frozen=True):
    """The word tables as they stand in the file."""

    words: dict[str, dict[str, str | int | float]]
    cased: frozenset[str]
    modifiers: dict[str, str]
    holidays: dict[str, dict[str, int]]
    tense: dict[str, frozenset[str]]
    context: dict[str, frozenset[str]]
    explanations: dict[str, str]


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary of the package. Raises ValueError where a table of the file is empty."""
    table: dict[str, Any] = tomllib.loads(
        files("onrecord.finding").joinpath("vocabulary", "times.toml").read_text("utf-8")
    )
    for name, entries in {**table["words"], **table["tense"], **table["context"], **table}.items():
        if not entries:
            raise ValueError(f"the vocabulary {name!r} is empty")
    return Vocabulary(
        words=table["words"],
        cased=frozenset(table["cased"]),
        modifiers=table["modifiers"],
        holidays=table["holidays"],
        tense={name: frozenset(words) for name, words in table["tense"].items()},
        context={name: frozenset(words) for name, words in table["context"].items()},
        explanations=table["explanations"],
    )


@lru_cache(maxsize=1 << 14)
def number_classes(token: str) -> frozenset[str]:
    """The classes that a token with a digit has by its shape: "12" is an integer, a day of a month, an hour …"""
    if prefixed := _PREFIXED.fullmatch(token):
        return _prefixed_classes(prefixed)
    return frozenset(name for name, shape in _NUMBER_SHAPES if shape.fullmatch(token))


def _prefixed_classes(match: re.Match[str]) -> frozenset[str]:
    kinds = ("year", "decade", "month", "season")
    kind = next(name for name, part in zip(kinds, match.groups()[1:], strict=True) if part)
    if kind in {"month", "season"} and match[0].split("-")[1] not in vocabulary().words[kind]:
        return frozenset()
    return frozenset([f"prefixed-{kind}"])


class Lexicon:
    """From token to letter, and from class to the letters of its members.

    `literals` are the words that patterns name as themselves.
    """

    def __init__(self, literals: Iterable[str]) -> None:
        classes: dict[str, set[str]] = {}
        words = vocabulary()
        for table, entries in words.words.items():
            for word in entries:
                for spelling in [word] if table in words.cased else _spellings(word):
                    classes.setdefault(spelling, set()).add(table)
        for word in literals:
            for spelling in _spellings(word):
                classes.setdefault(spelling, set()).add(f"={word}")
        self._letters: dict[frozenset[str], str] = {}
        self.letter_of: dict[str, str] = {word: self._letter(frozenset(names)) for word, names in classes.items()}
        self._add_number_letters()

    def letters(self, name: str) -> str:
        """The letters of all tokens in the class `name`. Raises ValueError for a class without members."""
        members = "".join(letter for names, letter in self._letters.items() if name in names)
        if not members:
            raise ValueError(f"no word is in the class {name!r}")
        return members

    def letter(self, token: str) -> str:
        """The letter of one token that is not among the words: by its shape."""
        names = number_classes(token)  # cached: figures come back
        return self._letters.get(names, OTHER) if names else OTHER

    def _letter(self, names: frozenset[str]) -> str:
        return self._letters.setdefault(names, chr(_FIRST_LETTER + len(self._letters)))

    def _add_number_letters(self) -> None:
        samples = [str(number) for number in range(3000)] + [f"{number:02}" for number in range(100)]
        samples += ["10.5", "1,000", "5:30", "9am", "5.30", "5th", "1990s", "80s", "5/6/1999", "1999-05-06", "1/2"]
        samples += [
            "'80s",
            "'98",
            "mid-1990",
            "mid-1990s",
            "mid-May",
            "mid-summer",
            "0730",
            "2359",
            "0000",
            "9999",
            "20.15",
            "01.5",
        ]
        samples += ["2/3", "½", "10.05", "0.50", "13:30", "25.5", "1.05", "24.05", "12.5", "123.4"]
        for sample in samples:
            if names := number_classes(sample):
                self._letter(names)


def _spellings(word: str) -> set[str]:
    return {word, word.capitalize(), word.upper()}
