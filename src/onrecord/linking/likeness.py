"""How alike two texts are, by the words that they share."""

from __future__ import annotations

import re
from functools import lru_cache

from onrecord.linking.lexicon import american, vocabulary

__all__ = ["as_meanings", "meanings", "shared_share", "stems"]

_WORD = re.compile(r"\d[\d,.]*\d|\d|[^\W\d_](?:[\w’'&-]*\w)?")
_ENDINGS = ("ements", "ement", "ations", "ation", "ings", "ing", "edly", "ies", "ied", "ed", "es", "ly", "s", "e", "y")
SHORTEST_STEM = 3


@lru_cache(maxsize=65536)
def _stem(word: str) -> str:
    """A crude stem, enough for `resumed`, `resumes` and `resumption` not to differ by their ending alone."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def stems(text: str) -> frozenset[str]:
    """The stems of the words that carry meaning: no articles, pronouns, auxiliaries, nor verbs of saying."""
    empty = _empty_words()
    words = (match[0].lower().replace("’", "'").removesuffix("'s") for match in _WORD.finditer(text))
    return frozenset(_stem(american(word)) for word in words if word not in empty)


def meanings(text: str) -> frozenset[str]:
    """The stems of `text`, where words that papers use for one another count as one: `patrols were back`, `resumed`."""
    return as_meanings(stems(text))


def as_meanings(found: frozenset[str]) -> frozenset[str]:
    """Stems, where those of words that papers use for one another count as one."""
    return frozenset(_alike().get(stem, stem) for stem in found)


def shared_share(one: str, other: str) -> float:
    """The share of the meaning words of `one` that `other` has too; 0 where `one` has none."""
    mine, theirs = stems(one), stems(other)
    return len(mine & theirs) / len(mine) if mine else 0.0


@lru_cache(maxsize=1)
def _empty_words() -> frozenset[str]:
    return frozenset(vocabulary("words")["empty"]["words"])


@lru_cache(maxsize=1)
def _alike() -> dict[str, str]:
    """Each stem of a word with another of its meaning, and the stem that stands for it."""
    found: dict[str, str] = {}
    for words in vocabulary("alike")["words"]["same"]:
        for word in words:
            found.setdefault(_stem(american(word)), _stem(american(words[0])))
    return found
