"""Events for other programs: PLOVER records as JSON, CAMEO codes, and the columns of GDELT 2.0 Events as CSV.

PLOVER's field names are those of its gold standard records; GDELT's columns are those of the GDELT Event Codebook 2.0.
The quad class and the intensity come with PLOVER, CAMEO codes through PLOVER's crosswalk, Goldstein scores with CAMEO.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import IO, Any

import msgspec
from msgspec import Struct, to_builtins

from onrecord.asking.sectors import actor_code, country_code, sector_code
from onrecord.finding.places.gazetteer import country_place, full_name
from onrecord.record.calendar import interval_of
from onrecord.record.cells import Actor, Event, Party, Place
from onrecord.record.reading import Reading
from onrecord.record.vocabulary import ActorKind, PlaceKind

__all__ = [
    "GDELT_COLUMNS",
    "Code",
    "code_of",
    "gdelt_rows",
    "plover_records",
    "write_gdelt",
    "write_plover",
]

QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}


def _actor_columns(side: int) -> list[str]:
    names = ("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code")
    return [f"Actor{side}{name}" for name in (*names, "Type1Code", "Type2Code", "Type3Code")]


def _place_columns(whose: str) -> list[str]:
    names = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
    return [f"{whose}Geo_{name}" for name in names]


GDELT_COLUMNS = (
    *("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"),
    *_actor_columns(1),
    *_actor_columns(2),
    *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"),
    *("NumMentions", "NumSources", "NumArticles", "AvgTone"),
    *_place_columns("Actor1"),
    *_place_columns("Actor2"),
    *_place_columns("Action"),
    *("DATEADDED", "SOURCEURL"),
)


class Code(Struct, frozen=True):
    """A PLOVER type and mode in numbers: quad class 1 to 4, PLOVER's intensity, CAMEO code, Goldstein score."""

    quad: int
    intensity: float | None
    cameo: str
    goldstein: float


@cache
def _codes() -> dict[tuple[str, str | None], Code]:
    text = files("onrecord.asking").joinpath("vocabulary", "plover.tsv").read_text("utf-8")
    lines = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {
        (type_, mode or None): Code(int(quad), float(intensity) if intensity else None, cameo, float(goldstein))
        for type_, mode, quad, intensity, cameo, goldstein in lines[1:]
    }


def code_of(event: Event) -> Code | None:
    """The numbers of an event's type and mode; those of the type where the mode has none, None without a type."""
    if event.type is None:
        return None
    return _codes().get((event.type, event.mode)) or _codes().get((event.type, None))


def plover_records(readings: Iterable[Reading], only: frozenset[str] | None = None) -> Iterator[dict[str, Any]]:
    """The typed events of readings as PLOVER records; `only` names the events to give (null: all)."""
    for reading in readings:
        actors = {actor.id: actor for actor in reading.actors}
        for event in _chosen(reading, only):
            yield _plover(reading, event, actors)


def _chosen(reading: Reading, only: frozenset[str] | None) -> list[Event]:
    return [event for event in reading.events if event.type is not None and (only is None or event.id in only)]


def _plover(reading: Reading, event: Event, actors: dict[str, Actor]) -> dict[str, Any]:
    code = code_of(event)
    return {
        "id": event.id,
        "date": event.date.value if event.date else None,
        "source": [_plover_party(party, actors) for party in event.actors],
        "target": [_plover_party(party, actors) for party in event.recipients],
        "event": event.type,
        "mode": event.mode,
        "context": None,
        "eventText": event.trigger.text,
        "event_spans": [[span.start, span.end] for span in (event.trigger, *event.mentions)],
        "eventLoc": event.place.text if event.place else None,
        "location": to_builtins(event.location.place) if event.location else None,
        "factuality": event.factuality.value,
        "statement": event.statement,
        "quad_class": QUADS[code.quad] if code else None,
        "intensity": code.intensity if code else None,
        "cameo": code.cameo if code else None,
        "goldstein": code.goldstein if code else None,
        "language": reading.article.language,
        "publication": reading.article.publication,
        "article": reading.id,
        "published": reading.article.published,
        "url": reading.article.url,
    }


def _plover_party(party: Party, actors: dict[str, Actor]) -> dict[str, Any]:
    actor = actors.get(party.actor or "")
    return {
        "actorText": party.text,
        "code": actor_code(actor) if actor else None,
        "name": actor.name if actor else None,
        "country": country_code(actor.country) if actor else None,
        "sector": sector_code(actor) if actor else None,
        "spans": [[party.start, party.end]],
    }


def gdelt_rows(
    readings: Iterable[Reading], only: frozenset[str] | None = None, *, recorded: Mapping[str, str] | None = None
) -> Iterator[dict[str, str]]:
    """The typed events of readings with GDELT's columns, one row for each pair of an actor and a recipient.

    An event without a date stands under the day of publication, as in GDELT; without that the date is empty. Tone and
    what is not known are empty. `recorded` says for DATEADDED when each article was recorded (ISO 8601 in UTC).
    """
    for reading in readings:
        actors = {actor.id: actor for actor in reading.actors}
        added = {"DATEADDED": re.sub(r"\D", "", (recorded or {}).get(reading.id, ""))}
        for event in _chosen(reading, only):
            for number, (one, other) in enumerate(_dyads(event)):
                yield _gdelt(reading, event, (one, other), actors, number) | added


def _dyads(event: Event) -> list[tuple[Party | None, Party | None]]:
    """Each actor with each recipient; both sides of what is mutual."""
    if not event.recipients and len(event.actors) > 1:
        return [(one, other) for one in event.actors for other in event.actors if one is not other]
    ones: list[Party | None] = list(event.actors) or [None]
    others: list[Party | None] = list(event.recipients) or [None]
    return [(one, other) for one in ones for other in others]


def _gdelt(
    reading: Reading,
    event: Event,
    dyad: tuple[Party | None, Party | None],
    actors: dict[str, Actor],
    number: int,
) -> dict[str, str]:
    row = dict.fromkeys(GDELT_COLUMNS, "")
    code = code_of(event)
    row["GLOBALEVENTID"] = event.id if number == 0 else f"{event.id}.{number}"
    row |= _days(_day_of(reading, event))
    for side, party in enumerate(dyad, start=1):
        row |= _gdelt_actor(side, party, actors)
    row |= {"IsRootEvent": str(int(_is_in_the_lead(reading, event))), "NumMentions": str(1 + len(event.mentions))}
    row |= {"NumSources": "1", "NumArticles": "1"}
    if code is not None:
        row |= {"EventCode": code.cameo, "EventBaseCode": code.cameo[:3], "EventRootCode": code.cameo[:2]}
        row |= {"QuadClass": str(code.quad), "GoldsteinScale": str(code.goldstein)}
    row |= _geo("Action", event.location.place if event.location else None)
    row["SOURCEURL"] = reading.article.url or ""
    return row


def _is_in_the_lead(reading: Reading, event: Event) -> bool:
    """Whether an event stands in the first paragraph of the story, which GDELT takes for a mark of its weight."""
    lead = reading.article.body[:1]
    return any(paragraph.start <= event.trigger.start < paragraph.end for paragraph in lead)


def _day_of(reading: Reading, event: Event) -> str | None:
    if event.date is not None and event.date.start is not None:
        return event.date.start[:10]
    published = interval_of(reading.article.published) if reading.article.published else None
    return published.begin[:10] if published else None


def _days(day: str | None) -> dict[str, str]:
    if day is None:
        return {}
    when = date.fromisoformat(day)
    passed = (when.month * 30 + when.day) / 365
    return {
        "SQLDATE": when.strftime("%Y%m%d"),
        "MonthYear": when.strftime("%Y%m"),
        "Year": str(when.year),
        "FractionDate": f"{when.year + passed:.4f}",
    }


def _gdelt_actor(side: int, party: Party | None, actors: dict[str, Actor]) -> dict[str, str]:
    if party is None:
        return {}
    actor = actors.get(party.actor or "")
    if actor is None:
        return {f"Actor{side}Name": party.text.upper()}
    return {
        f"Actor{side}Code": actor_code(actor) or "",
        f"Actor{side}Name": actor.name.upper(),
        f"Actor{side}CountryCode": country_code(actor.country) or "",
        f"Actor{side}Type1Code": sector_code(actor) or "",
        **_geo(f"Actor{side}", _home_of(actor)),
    }


def _home_of(actor: Actor) -> Place | None:
    """The country that acts, on the map."""
    known = country_place(actor.country) if actor.kind is ActorKind.COUNTRY and actor.country else None
    return known.place if known else None


def _geo(whose: str, place: Place | None) -> dict[str, str]:
    """GDELT's columns of a place: its kind in numbers, names from the place up to the country, FIPS 10-4 codes, point.

    A division has a code where GeoNames uses FIPS's, and in the United States; GeoNames' ids are none of GDELT's
    feature ids, which are left empty.
    """
    if place is None:
        return {}
    fips = _fips().get(place.country, "")
    region = place.region or ""
    coded = bool(fips) and (place.country == "US" or (len(region) == 2 and region.isdigit()))
    return {
        f"{whose}Geo_Type": _geo_type(place),
        f"{whose}Geo_FullName": full_name(place),
        f"{whose}Geo_CountryCode": fips,
        f"{whose}Geo_ADM1Code": fips + region if coded else fips,
        f"{whose}Geo_Lat": str(place.latitude),
        f"{whose}Geo_Long": str(place.longitude),
    }


def _geo_type(place: Place) -> str:
    """1 a country, 2 an American state, 3 an American city, 4 a city and 5 a division of another country."""
    if place.kind is PlaceKind.COUNTRY:
        return "1"
    american = place.country == "US"
    return ("2" if american else "5") if place.kind is PlaceKind.REGION else ("3" if american else "4")


@cache
def _fips() -> dict[str, str]:
    text = files("onrecord.asking").joinpath("vocabulary", "fips.tsv").read_text("utf-8")
    codes: dict[str, str] = dict(line.split("\t", 1) for line in text.splitlines())
    return codes


def write_plover(records: Iterable[dict[str, Any]], stream: IO[str]) -> int:
    """Writes PLOVER records as JSON, one a line; gives how many."""
    count = 0
    for record in records:
        stream.write(msgspec.json.encode(record).decode("utf-8") + "\n")
        count += 1
    return count


def write_gdelt(rows: Iterable[dict[str, str]], stream: IO[str], *, header: bool = True) -> int:
    """Writes rows of `gdelt_rows` as CSV with the names of the columns first; gives how many.

    GDELT's own files have tabs and no names; `header=False` writes those.
    """
    writer = csv.DictWriter(stream, GDELT_COLUMNS, delimiter="," if header else "\t", lineterminator="\n")
    if header:
        writer.writeheader()
    count = 0
    for row in rows:
        writer.writerow(row)
        count += 1
    return count
