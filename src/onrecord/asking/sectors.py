"""Which sector an actor belongs to, and its code: PLOVER's and CAMEO's `USAMIL`."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

import pycountry

from onrecord.record.cells import Actor
from onrecord.record.vocabulary import ActorKind

__all__ = ["actor_code", "country_code", "sector_of"]

_STANDS_FOR_GOVERNMENT = frozenset({ActorKind.COUNTRY, ActorKind.PLACE})


@cache
def _sectors() -> tuple[tuple[str, re.Pattern[str]], ...]:
    text = files("onrecord.asking").joinpath("vocabulary", "sectors.toml").read_text("utf-8")
    table: dict[str, list[str]] = tomllib.loads(text)["sector"]
    if not table or not all(table.values()):
        raise ValueError("vocabulary sectors.toml has an empty list")
    return tuple(
        (code, re.compile(r"(?<!\w)(?:" + "|".join(re.escape(w) for w in words) + r")(?!\w)"))
        for code, words in table.items()
    )


def sector_of(actor: Actor) -> str | None:
    """The sector of an actor by its name and the offices that it holds now; None where the words tell none.

    A country acts through its government; a person without an office has no sector.
    """
    if actor.kind in _STANDS_FOR_GOVERNMENT and actor.country:
        return "GOV"
    held = [role.title for role in actor.roles if role.status is None or role.status.value != "former"]
    for words in (" ".join(held).lower(), actor.name.lower() if actor.kind is not ActorKind.PERSON else ""):
        found = _first_sector(words)
        if found is not None:
            return found
    return None


def _first_sector(words: str) -> str | None:
    """The sector whose word stands last: `military intelligence officials` are officials, `rebel army` an army."""
    hits = [
        (match.end(), -rank, code)
        for rank, (code, words_of) in enumerate(_sectors())
        for match in words_of.finditer(words)
    ]
    return max(hits)[2] if hits else None


def country_code(code: str | None) -> str | None:
    """ISO 3166-1 alpha-3 of an alpha-2 code; None for none."""
    country = pycountry.countries.get(alpha_2=code) if code else None
    return str(country.alpha_3) if country is not None else None


def actor_code(actor: Actor) -> str | None:
    """Country and sector as one code; the sector alone where the country is not known, None where neither is.

    A country by itself is its three letters (PLOVER: a capital or a country that acts stands for the state).
    """
    country = country_code(actor.country)
    if actor.kind is ActorKind.COUNTRY:
        return country
    return f"{country or ''}{sector_of(actor) or ''}" or None
