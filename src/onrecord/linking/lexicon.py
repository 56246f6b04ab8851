"""The vocabulary of links, read once from `linking/vocabulary`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

__all__ = ["alternatives", "american", "vocabulary"]


@cache
def vocabulary(name: str) -> dict[str, Any]:
    """The tables of `linking/vocabulary/NAME.toml`. Raises ValueError if one of its lists is empty."""
    tables = tomllib.loads(files("onrecord.linking").joinpath("vocabulary", f"{name}.toml").read_text("utf-8"))
    for table, entries in tables.items():
        lists = entries.values() if isinstance(entries, dict) else [entries]
        if not entries or any(values in ([], {}, "") for values in lists):
            raise ValueError(f"vocabulary {name}.toml: [{table}] has an empty list")
    return tables


def alternatives(words: Iterable[str]) -> str:
    """A regular expression for any of `words`, the longest first; a space in one stands for any white space."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered) + ")"


@cache
def _british() -> tuple[tuple[str, str], ...]:
    table = vocabulary("words")["spelling"]
    return tuple(zip(table["british"], table["american"], strict=True))


@lru_cache(maxsize=65536)
def american(word: str) -> str:
    """A lower-case word as American papers spell it: `defence` as `defense`, `neighbouring` as `neighboring`."""
    for british, spelled in _british():
        if word.startswith(british):
            return spelled + word[len(british) :]
    return word
