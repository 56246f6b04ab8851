"""The vocabulary of newspaper pages: `vocabulary/*.toml`, each file read once."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["agency_named", "agency_pattern", "any_of", "load", "words"]


@cache
def load(name: str) -> dict[str, Any]:
    """The tables of `reading/vocabulary/NAME.toml`. Raises ValueError if one of them is empty."""
    tables = tomllib.loads(files("onrecord.reading").joinpath("vocabulary", f"{name}.toml").read_text("utf-8"))
    empty = [key for key, entries in tables.items() if not entries]
    if empty or not tables:
        raise ValueError(f"vocabulary {name}.toml: nothing in {empty or 'it'}")
    return tables


@cache
def words(name: str, table: str) -> frozenset[str]:
    """A list of a vocabulary file, case folded."""
    return frozenset(word.casefold() for word in load(name)[table])


@cache
def any_of(name: str, table: str) -> str:
    """A regular expression that matches any entry of a list, longest first."""
    return "|".join(re.escape(word) for word in sorted(load(name)[table], key=lambda word: (-len(word), word)))


@cache
def _agencies() -> dict[str, str]:
    return {form.casefold(): name for name, forms in load("agencies")["agencies"].items() for form in (name, *forms)}


@cache
def agency_pattern() -> str:
    """A regular expression that matches any printed form of a news agency, as printed, longest first."""
    forms = {form for name, forms in load("agencies")["agencies"].items() for form in (name, *forms)}
    return "|".join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form)))


def agency_named(printed: str) -> str | None:
    """The name of the news agency that `printed` means ("AP": "Associated Press"); None where it is none."""
    bare = re.sub(r"^the\s+", "", printed.strip(" .()"), flags=re.IGNORECASE)
    return _agencies().get(re.sub(r"\s+", " ", bare).casefold())
