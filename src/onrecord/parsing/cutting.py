"""Runs of characters without white space, cut into tokens as Universal Dependencies cuts English (EWT, GUM)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import IntEnum
from functools import cache, lru_cache

from onrecord.parsing.lexicon import lexicon

__all__ = ["Place", "cut"]

CACHED_LENGTH = 40  # characters: longer runs seldom come back, and a cache of them could fill the memory

_WORD = r"[\w\u00ad\u0300-\u036f\u200b-\u200d]"
_LETTER = r"[^\W\d_]"
# Whatever can repeat is bounded, or possessive and never given back: a line of 10 MB takes linear time.
_PIECE = re.compile(
    rf"""
      (?P<address> (?:https?://|www\.)[^\s<>"“”]++ | [\w.+%-]{{1,64}}+@[\w-]{{1,64}}(?:\.[\w-]{{1,64}}){{1,8}} )
    | (?P<tag> (?<!{_WORD})[#@]{_LETTER}{_WORD}*+ )
    | (?P<decade> (?:['’]\d0|\b\d{{0,3}}0['’])s\b | ['’]\d\d\b(?!['’\d]) )
    | (?P<date> \d{{4}}-\d\d-\d\d\b | \d\d-\d\d-\d\d(?:\d\d)?\b )
    | (?P<telephone> (?:(?:\d-)?\d{{3}}-)?\d{{3}}-\d{{4}}\b )
    | (?P<number> (?:(?<![\w.])\.)?+\d++(?:[,.:/]\d++)*+ (?:(?:st|nd|rd|th|s|[AC-JN-SU-Z])\b)?+ )
    | (?P<currency> (?:US|HK|NZ|NT|CA?|AU?|S|R)\$ )
    | (?P<letters> (?:{_LETTER}\.){{2,20}}+ (?:{_LETTER}(?!{_WORD}))?+ | {_LETTER}\.{_LETTER}(?!{_WORD}|\.) )
    | (?P<site> {_WORD}++(?:\.[a-z][a-z0-9]++)++(?!{_WORD}) )
    | (?P<word> {_WORD}++(?:['’&]{_WORD}++)*+ )
    | (?P<mark> (?<=\d)['’]s\b | \.{{2,}}+ | …++ | [?!]++ | ``|''|’’|‘’ | (?P<same>[*=~<>+|-])(?P=same)++ | . )
    """,
    re.VERBOSE | re.DOTALL,
)
_HYPHENATED = re.compile(rf"-{_WORD}++")
_CLITIC = re.compile(r"(?:n['’]t|['’](?:s|re|ve|ll|d|m))$", re.IGNORECASE)
_CLOSING = ".,;:!?'\"’”)]}…"


class Place(IntEnum):
    """Where a run of characters stands; it decides what a stop at its end is."""

    MIDDLE = 0
    NUMBER = 1  # a number follows
    COMMA = 2  # a comma goes before
    LOWER = 3  # a word without a capital goes before
    FINAL = 4  # the paragraph ends, or a word follows that opens a sentence


def cut(run: str, place: Place = Place.MIDDLE) -> tuple[int, ...]:
    """The ends of the tokens of `run`, a run of characters without white space: increasing, the last is its length."""
    return _remembered(run, place) if len(run) <= CACHED_LENGTH else tuple(_ends(run, place))


@lru_cache(maxsize=1 << 16)
def _remembered(run: str, place: Place) -> tuple[int, ...]:
    return tuple(_ends(run, place))


def _ends(run: str, place: Place) -> Iterable[int]:
    if run.isalpha() and run.lower() not in lexicon().merged:
        return (len(run),)
    return _ends_of_pieces(run, place)


def _ends_of_pieces(run: str, place: Place) -> Iterator[int]:
    at = 0
    while at < len(run):
        match = _PIECE.match(run, at)
        assert match is not None  # the last alternative takes any character
        at = match.end()
        if match.lastgroup == "word":
            inner, at = _word(run, match.start(), at, place)
            if inner is not None:
                yield inner
        elif match.lastgroup == "letters":
            at = _letters_end(run, match.start(), at, place)
        elif match.lastgroup == "address":
            at = match.start() + max(1, len(match[0].rstrip(_CLOSING)))
        yield at


def _word(run: str, start: int, end: int, place: Place) -> tuple[int | None, int]:
    """Where the word run[start:end] is cut inside, if anywhere, and where its last token ends."""
    word = run[start:end]
    if (longer := _end_with_stop(run, start, end, place)) is not None:
        return None, longer
    if (hyphenated := _HYPHENATED.match(run, end)) and _is_prefix(run, start, word):
        return None, hyphenated.end()
    if (letters := lexicon().merged.get(word.lower())) is not None:
        return start + letters, end
    clitic = _CLITIC.search(word)
    return (start + clitic.start() if clitic and clitic.start() > 0 else None), end


def _is_prefix(run: str, start: int, word: str) -> bool:
    return word.lower() in lexicon().prefixes and not run.startswith("-", start - 1 if start else 0)


def _end_with_stop(run: str, start: int, end: int, place: Place) -> int | None:
    """Where the word ends if the mark after it belongs to it (an abbreviation's stop, the mark of Yahoo!)."""
    word, mark = run[start:end], run[end : end + 1]
    if mark == "!" and word in lexicon().exclaiming:
        return end + 1
    if mark != "." or run.startswith("..", end):
        return None
    if dotted := _dotted().match(run, start):
        return dotted.end()
    at_end = not run[end + 1 :].strip(_CLOSING)
    return end + 1 if _is_abbreviation(word, place if at_end else Place.MIDDLE) else None


def _is_abbreviation(word: str, place: Place) -> bool:
    words = lexicon()
    if len(word) == 1 and word.isupper():
        return place != Place.FINAL and not (word == "I" and place == Place.LOWER)
    return (
        word in words.before
        or (word in words.open and place != Place.FINAL)
        or (word in words.number and place == Place.NUMBER)
        or (word in words.comma and place == Place.COMMA)
    )


def _letters_end(run: str, start: int, end: int, place: Place) -> int:
    """A sentence's stop after a.m. is a token of its own in both corpora, after U.S. it is not."""
    if place != Place.FINAL or run[end - 1] != "." or run[end:].strip(_CLOSING):
        return end
    letters = run[start : end - 1]
    return end - 1 if letters.islower() and letters not in lexicon().before else end


@cache
def _dotted() -> re.Pattern[str]:
    forms = sorted(lexicon().dotted, key=len, reverse=True)
    return re.compile("(?:" + "|".join(map(re.escape, forms)) + rf")\.?(?!{_WORD})")
