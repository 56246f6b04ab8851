"""The vocabulary of tokens and sentences, read once from the data files beside it."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from msgspec import Struct

__all__ = ["Lexicon", "lexicon"]


class Lexicon(Struct, frozen=True, kw_only=True):
    """Word lists; `vocabulary/*.toml` say what each is for. Each also holds its words all in capitals."""

    before: frozenset[str]
    number: frozenset[str]
    comma: frozenset[str]
    open: frozenset[str]
    dotted: frozenset[str]
    exclaiming: frozenset[str]
    openers: frozenset[str]
    cues: frozenset[str]
    prefixes: frozenset[str]
    merged: dict[str, int]


@cache
def lexicon() -> Lexicon:
    """The lists of `vocabulary/`. Raises ValueError where one is empty."""
    abbreviations, tokens, sentences = (_load(name) for name in ("abbreviations", "tokens", "sentences"))
    if not tokens["merged"]:
        raise ValueError("the vocabulary 'merged' is empty")
    return Lexicon(
        merged=tokens["merged"],
        prefixes=_words(tokens["hyphen"], "prefixes"),
        openers=_words(sentences, "openers"),
        cues=_words(sentences, "cues"),
        **{name: _words(abbreviations, name) for name in ("before", "number", "comma", "open", "dotted", "exclaiming")},
    )


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(files("onrecord.parsing").joinpath("vocabulary", f"{name}.toml").read_text("utf-8"))


def _words(table: dict[str, list[str]], key: str) -> frozenset[str]:
    if not table[key]:
        raise ValueError(f"the vocabulary {key!r} is empty")
    return frozenset(table[key]) | {word.upper() for word in table[key] if len(word) > 2}
