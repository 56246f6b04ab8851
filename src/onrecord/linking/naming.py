"""Whether two names in print can be one person's or one organization's, and whether two titles are one office."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from msgspec import Struct

from onrecord.linking.lexicon import vocabulary

__all__ = [
    "Name",
    "agree",
    "fields_of",
    "is_common",
    "is_lesser",
    "is_of_another",
    "is_same_name",
    "is_sole",
    "name_of",
    "same_office",
    "sex_of_title",
    "spellings",
    "title_words",
]

FULL = 2  # words of a full name at the least

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_OFFICE_WORDS = frozenset({"deputy", "chief", "head", "spokesperson"})
_OWNER = re.compile(r"['’]s?$")


class Name(Struct, frozen=True, gc=False):
    """A name without case, accents, titles and marks: `words`, and the suffix (`jr`) that tells a son from a father."""

    words: tuple[str, ...]
    suffix: str | None = None

    @property
    def is_full(self) -> bool:
        """Whether it has more than a surname or a given name."""
        return len(self.words) > 1


@lru_cache(maxsize=65536)
def name_of(printed: str, *, person: bool = True) -> Name:
    """The name that is printed so; `the`, and titles before a person's name, do not count."""
    words = [_OWNER.sub("", word.replace("’", "'")) for word in _WORD.findall(_plain(printed))]
    suffixes = vocabulary("people")["names"]["suffixes"]
    suffix = words.pop() if len(words) > 1 and words[-1] in suffixes else None
    front = 1 if len(words) > 1 and words[0] == "the" else 0
    if person:
        front = max([front, *_behind_titles(words)])
    return Name(tuple(words[front:]), suffix)


def _behind_titles(words: Sequence[str]) -> Iterator[int]:
    """Where the name may begin behind a title: a given name and a surname follow (`house speaker ada lind`), or nothing
    but titles stands before it (`president lind`)."""
    for place, word in enumerate(words[:-1]):
        only_titles = all(earlier in _titles() for earlier in words[:place])
        if word in _titles() and (only_titles or len(words) - place > FULL):
            yield place + 1


def agree(one: Name, other: Name) -> bool:
    """Whether two full names can be one person's: the same first and last word and suffix, and no middle word of the
    shorter that the longer has not (an initial will do). A surname alone agrees with no full name.
    """
    if one == other:
        return bool(one.words)
    if not one.is_full or not other.is_full or one.suffix != other.suffix:
        return False
    if one.words[0] != other.words[0] or one.words[-1] != other.words[-1]:
        return False
    shorter, longer = sorted((one.words[1:-1], other.words[1:-1]), key=len)
    rest = iter(longer)
    return all(any(_is_initial_of(word, found) for found in rest) for word in shorter)


def _is_initial_of(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) == 1 and long.startswith(short))


def is_same_name(one: str, other: str) -> bool:
    """Whether one name is the other, or what is left of it where it is printed shorter: `Gen. Thole`."""
    mine, theirs = (frozenset(name_of(name, person=False).words) - _without_ministries() for name in (one, other))
    return bool(mine) and bool(theirs) and (mine <= theirs or theirs <= mine)


def is_common(name: Name) -> bool:
    """Whether many organizations go by the name: `defense ministry`, `the city council`."""
    return all(word in _common() for word in name.words)


@lru_cache(maxsize=16384)
def title_words(title: str) -> tuple[str, ...]:
    """The words of a title, its short forms and spellings made one."""
    return tuple(_written().get(word, word) for word in _WORD.findall(_plain(title)))


def same_office(one: str, other: str) -> bool:
    """Whether one title is the other, or the other with more before it: `candidate`, `presidential candidate`."""
    mine, theirs = sorted((title_words(one), title_words(other)), key=len)
    return bool(mine) and theirs[len(theirs) - len(mine) :] == mine


@lru_cache(maxsize=16384)
def fields_of(title: str) -> frozenset[str]:
    """What the holder of a title does, as far as its words tell: `politics`, `medicine`, …"""
    words = title_words(title)
    return frozenset(
        field
        for field, titles in vocabulary("people")["fields"].items()
        if any(words[len(words) - len(known) :] == known for known in map(title_words, titles))
    )


@lru_cache(maxsize=16384)
def sex_of_title(title: str) -> str | None:
    """`he` or `she` where a title is that of a man or a woman: `spokesman`, `actress`."""
    words = title_words(title)
    for sex, known in vocabulary("people")["sexes"].items():
        if words and (words[-1] in known["titles"] or words[-1].endswith(tuple(known["endings"]))):
            return str(sex)
    return None


def is_lesser(title: str, evidence: str) -> bool:
    """Whether the words printed before a title make another office of it: `deputy secretary of state`, `assistant to
    the president`."""
    before = title_words(evidence.casefold().partition(title.casefold())[0].removesuffix("the "))
    return before[-1:] != () and before[-1] in vocabulary("people")["offices"]["lesser"]


def is_of_another(title: str, evidence: str, name: str) -> bool:
    """Whether the words printed with a title give it to another name: `Sen. Ada Lind` beside `Mayor Ivo Rask`."""
    behind = re.match(r"\s+([^\W\d_]+)", evidence.partition(title)[2])
    if behind is None or not behind[1][0].isupper():
        return False
    return _plain(behind[1]) not in name_of(name, person=False).words


def is_sole(title: str) -> bool:
    """Whether one person at a time holds the office, in a country or an organization."""
    return title_words(title) in _sole()


def spellings(title: str) -> frozenset[str]:
    """The ways in which a title may be printed, in small letters: `defence minister`, `sen.` and `senator`."""
    found = {""}
    for word in title_words(title):
        forms = {word} | {form for form, written in _written().items() if written == word}
        forms |= {f"{form}." for form in forms}
        found = {f"{front} {form}".strip() for front in found for form in forms}
    return frozenset(found)


def _plain(printed: str) -> str:
    decomposed = unicodedata.normalize("NFKD", printed.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


@cache
def _written() -> dict[str, str]:
    """Each form of a word in a title, and the one that stands for it: the last of its line."""
    return {form: forms[-1] for forms in vocabulary("people")["offices"]["same"] for form in forms}


@cache
def _sole() -> frozenset[tuple[str, ...]]:
    return frozenset(title_words(title) for title in vocabulary("people")["offices"]["sole"])


@cache
def _titles() -> frozenset[str]:
    return frozenset(vocabulary("people")["names"]["titles"])


@cache
def _common() -> frozenset[str]:
    return frozenset(vocabulary("people")["organizations"]["common"])


@cache
def _without_ministries() -> frozenset[str]:
    """Titles without the words that ministries are called by."""
    words = vocabulary("people")
    return frozenset(words["names"]["titles"]) - frozenset(words["organizations"]["common"]) | _OFFICE_WORDS
