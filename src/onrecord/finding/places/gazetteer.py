"""The gazetteer: places by name, from GeoNames (geonames.org, CC BY 4.0); `training/gazetteer.py` makes its files.

`places.tsv` has a line a place, countries together, each country's own line first; `names.tsv` has a line a name, with
the places that bear it, as offsets of their lines. Both are in the order of the bytes that are searched for, and are
searched as they lie.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from onrecord.finding.countries import country_of, is_country
from onrecord.finding.phrases import folded
from onrecord.record.cells import Place
from onrecord.record.vocabulary import PlaceKind

__all__ = ["Known", "country_place", "full_name", "known_places", "name_key"]

_OTHER = b"~"  # before a place that bears the name beside its own


@dataclass(frozen=True, slots=True)
class Known:
    """A place, how many people live there, whether it is a capital, and whether the name is its own."""

    place: Place
    people: int
    capital: bool
    own: bool


@lru_cache(maxsize=4096)
def known_places(name: str) -> tuple[Known, ...]:
    """The places that bear `name`, the most populous first; cities whose own name it is hide smaller ones for which it
    is another name. A name of a country is the country, and nothing of the same name inside it.
    """
    found = {known.place: known for known in map(_known, _places_named(name_key(name)))}
    if is_country(name) and (nation := _nation(name, found.values())) is not None:
        found = {place: known for place, known in found.items() if place.country != nation.place.country}
        found[nation.place] = nation
    cities = [known for known in found.values() if known.place.kind is PlaceKind.CITY]
    own = max((known.people for known in cities if known.own), default=0)
    kept = [known for known in found.values() if known.own or known.capital or known.people > own]
    return tuple(sorted(kept, key=lambda known: (-known.people, known.place.country, known.place.kind.value)))


def country_place(code: str) -> Known | None:
    """The country with the ISO 3166-1 alpha-2 code `code`; None where the gazetteer has none."""
    start = _first_line(_data("places"), f"{code}\t\tcountry\t".encode())
    return None if start is None else _known(str(start).encode())


def full_name(place: Place) -> str:
    """The names from a place up to its country: `Fallujah, Anbar, Iraq`."""
    names = [place.name]
    if place.kind is PlaceKind.CITY and place.region and (place.country, place.region) in _regions():
        names.append(_regions()[place.country, place.region])
    country = country_place(place.country)
    if place.kind is not PlaceKind.COUNTRY and country is not None:
        names.append(country.place.name)
    return ", ".join(names)


@cache
def _regions() -> dict[tuple[str, str], str]:
    lines = re.finditer(rb"^(\w\w)\t(\w+)\tregion\t.*\t([^\t\n]+)$", _data("places"), re.MULTILINE)
    return {(line[1].decode(), line[2].decode()): line[3].decode() for line in lines}


def _nation(name: str, others: Iterable[Known]) -> Known | None:
    """The country that `name` names, unless it is the name of one of its parts (`Scotland`)."""
    code = country_of(name)
    if code is None or any(o.place.country == code and o.place.kind is PlaceKind.REGION for o in others):
        return None
    return country_place(code)


@cache
def _data(name: str) -> bytes:
    return files("onrecord.finding").joinpath("places", f"{name}.tsv").read_bytes()


def _first_line(data: bytes, beginning: bytes) -> int | None:
    """The offset of the first line that begins so, by halving; None where none does."""
    low, high = 0, len(data)  # the beginnings of lines
    while low < high:
        middle = data.rfind(b"\n", low, (low + high) // 2) + 1 or low
        if data[middle : data.find(b"\n", middle)] < beginning:
            low = data.find(b"\n", middle) + 1
        else:
            high = middle
    return low if data.startswith(beginning, low) else None


def _places_named(key: str) -> list[bytes]:
    data, beginning = _data("names"), key.encode() + b"\t"
    start = _first_line(data, beginning)
    return [] if start is None else data[start + len(beginning) : data.find(b"\n", start)].split(b" ")


def _known(entry: bytes) -> Known:
    data, start = _data("places"), int(entry.lstrip(_OTHER))
    country, region, kind, capital, geoname, north, east, people, name = (
        data[start : data.find(b"\n", start)].decode().split("\t")
    )
    place = Place(
        geoname=int(geoname) if geoname else None,
        name=name,
        kind=PlaceKind(kind),
        country=country,
        region=region or None,
        latitude=float(north),
        longitude=float(east),
    )
    return Known(place=place, people=int(people), capital=bool(capital), own=not entry.startswith(_OTHER))


def name_key(name: str) -> str:
    """The name as the gazetteer has it: folded, without the marks of transcription and the article."""
    plain = re.sub(r"[ʻʼ‘`]", "", folded(name)).replace("-", " ").removeprefix("the ")
    return re.sub(r"^st\.? ", "saint ", plain)
