"""Codes of actors for other programs: country and sector, PLOVER's and CAMEO's `USAMIL`."""

from __future__ import annotations

from typing import Final

import pycountry

from onrecord.record.cells import Actor
from onrecord.record.vocabulary import ActorKind, Sector

__all__ = ["SECTOR_CODES", "actor_code", "country_code", "sector_code"]

SECTOR_CODES: Final = {
    Sector.GOVERNMENT: "GOV",
    Sector.MILITARY: "MIL",
    Sector.POLICE: "COP",
    Sector.INTELLIGENCE: "SPY",
    Sector.REBELS: "REB",
    Sector.LEGISLATURE: "LEG",
    Sector.JUDICIARY: "JUD",
    Sector.PARTY: "PTY",
    Sector.OPPOSITION: "OPP",
    Sector.MEDIA: "MED",
    Sector.BUSINESS: "BUS",
    Sector.LABOR: "LAB",
    Sector.EDUCATION: "EDU",
    Sector.CIVILIANS: "CVL",
    Sector.REFUGEES: "REF",
    Sector.CRIMINALS: "CRM",
    Sector.NONGOVERNMENTAL: "NGO",
    Sector.INTERGOVERNMENTAL: "IGO",
}
_STANDS_FOR_ITS_COUNTRY = frozenset({ActorKind.COUNTRY, ActorKind.PLACE})


def sector_code(actor: Actor) -> str | None:
    """The code of an actor's sector; None where it has none."""
    return SECTOR_CODES[actor.sector] if actor.sector else None


def country_code(code: str | None) -> str | None:
    """ISO 3166-1 alpha-3 of an alpha-2 code; None for none."""
    country = pycountry.countries.get(alpha_2=code) if code else None
    return str(country.alpha_3) if country is not None else None


def actor_code(actor: Actor) -> str | None:
    """Country and sector as one code; the sector alone where the country is not known, None where neither is.

    A country by itself is its three letters, and so is a capital or another city of it that acts (PLOVER).
    """
    country = country_code(actor.country)
    if actor.kind in _STANDS_FOR_ITS_COUNTRY:
        return country
    return f"{country or ''}{sector_code(actor) or ''}" or None
