"""Countries by name, demonym and capital (`vocabulary/countries.tsv`)."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from onrecord.finding.phrases import folded

__all__ = ["country_of", "governed_from", "is_adjective", "is_country", "is_people", "name_of_country"]

_COLUMNS = ("name", "others", "demonyms", "capitals")


@cache
def _table() -> dict[str, dict[str, str]]:
    """For each column of names, the folded name and the ISO 3166-1 alpha-2 code that it stands for."""
    text = files("onrecord.finding").joinpath("vocabulary", "countries.tsv").read_text("utf-8")
    lines = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    found: dict[str, dict[str, str]] = {column: {} for column in _COLUMNS}
    for code, *cells in lines[1:]:
        for column, cell in zip(_COLUMNS, cells, strict=True):
            for name in filter(None, cell.split(",")):
                found[column][folded(name)] = code
    if not all(found.values()):
        raise ValueError("vocabulary countries.tsv has an empty column")
    return found


def is_country(name: str) -> bool:
    """Whether `name` names a country itself, not its people or its capital."""
    key = folded(name).removeprefix("the ")
    return key in _table()["name"] or key in _table()["others"]


def is_people(name: str) -> bool:
    """Whether `name` names the people of a country (`Iraqis`, `the French`)."""
    key = folded(name)
    plural = key.endswith("s") or key.startswith("the ")
    return plural and key.removeprefix("the ") in _table()["demonyms"]


def is_adjective(name: str) -> bool:
    """Whether `name` is the adjective of a country and names nothing by itself (`Iraqi`)."""
    return folded(name) in _table()["demonyms"] and not is_people(name)


def country_of(name: str) -> str | None:
    """The code of the country that `name` names, by its name or the name of its people; None for anything else."""
    key = folded(name).removeprefix("the ")
    table = _table()
    return table["name"].get(key) or table["others"].get(key) or table["demonyms"].get(key)


def governed_from(name: str) -> str | None:
    """The code of the country whose government `name` stands for: a capital, or a house (`the Kremlin`); else None."""
    return _table()["capitals"].get(folded(name).removeprefix("the "))


@cache
def _names() -> dict[str, str]:
    text = files("onrecord.finding").joinpath("vocabulary", "countries.tsv").read_text("utf-8")
    lines = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {code: name for code, name, *_ in lines[1:]}


def name_of_country(code: str) -> str:
    """The name of the country with the ISO 3166-1 alpha-2 code `code`. Raises KeyError for a code that is none."""
    return _names()[code]
