"""Where a report comes from: one origin is one source, however many papers print it.

A story and its copies have one origin (`copies`); whoever told another medium, or was heard on it, is that medium's
report, whoever quotes it. So `told Channel One` in five papers is one source, and an agency's story in forty is one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from functools import cache, lru_cache

from msgspec import Struct

from onrecord.linking.lexicon import american, vocabulary
from onrecord.linking.naming import Name, is_common, name_of

__all__ = ["Origin", "institutions_named", "is_own_name", "medium_in", "origin_named"]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SMALL = frozenset(
    {"the", "a", "an", "on", "in", "to", "with", "by", "from", "of", "for", "at", "interview", "statement"}
)


class Origin(Struct, frozen=True):
    """Who reports: `key` is the same for all spellings of the name, `kind` agency, outlet, institution or cited."""

    key: str
    name: str
    kind: str


def origin_named(name: str, kind: str) -> Origin:
    """The origin that a publication, an agency or a medium of this name is."""
    return Origin(_key(name), name, kind)


def institutions_named(names: Iterable[str | None]) -> dict[str, Origin]:
    """The institution that each name is. `The ministry` and `the Defense Ministry` are the one among the names that has
    all their words, where one has; a name with no word that tells whose it is, and none such, stands for itself.
    """
    known = {name: _institution(name) for name in names if name}
    longest = {name: _fullest(own, known.values()) for name, own in known.items()}
    printed = {own: min(name for name, other in known.items() if other == own) for own in known.values()}
    return {
        name: Origin(f"institution {' '.join(own.words)}", printed[own], "institution") for name, own in longest.items()
    }


def is_own_name(name: str) -> bool:
    """Whether a name tells an institution from others: it has a proper name, or is a ministry; `the group` does not."""
    words = name.split()
    lead = 1 if words[:1] and words[0].lower() in {"the", "a", "an"} else 0
    proper = any(word[:1].isupper() for word in words[lead:])
    owned = words[:1] and words[0].lower() in {"his", "her", "its", "their", "our"}
    return bool(words) and not owned and (proper or is_common(name_of(name, person=False)))


@lru_cache(maxsize=4096)
def _institution(name: str) -> Name:
    own = name_of(name, person=False)
    return Name(tuple(american(word) for word in own.words), own.suffix)


def _fullest(own: Name, names: Iterable[Name]) -> Name:
    """The one name that has all words of `own` and that no other exceeds; `own` where two differ."""
    holding = [name for name in set(names) if set(own.words) <= set(name.words)]
    fullest = [name for name in holding if not any(set(name.words) < set(other.words) for other in holding)]
    return fullest[0] if len(fullest) == 1 and (own == fullest[0] or is_common(own)) else own


def medium_in(words: str | None, known: Collection[str]) -> Origin | None:
    """The medium that the words for a hearer or a place of speech name (`an interview on Channel One`); None where they
    name none. `known` are keys of publications and agencies of the record.
    """
    if words is None:
        return None
    name = _medium(words)
    if name is None:
        return None
    tables = vocabulary("media")["words"]
    key = _key(name)
    own = key.split()
    if set(own) & set(tables["others"]):
        return None
    told = any(word in own or f" {word} " in f" {key} " for word in tables["words"])
    return Origin(key, name, "cited") if key in known or told else None


def _medium(words: str) -> str | None:
    """The last phrase behind a preposition: of `an interview on Channel One`, `Channel One`."""
    last = re.split(r"\s(?:on|with|to|in|by|from)\s", f" {words.strip()}")[-1].strip()
    named = [word for word in _WORD.findall(last) if word.lower() not in _SMALL]
    return last if named else None


@lru_cache(maxsize=4096)
def _key(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(character for character in decomposed if not unicodedata.combining(character))
    words = [word.removesuffix("'s").removesuffix("’s") for word in _WORD.findall(plain)]
    short = " ".join(word for word in words if word not in {"the", "a", "an"})
    return _full().get(short, short)


@cache
def _full() -> dict[str, str]:
    return dict(vocabulary("media")["names"]["same"])
