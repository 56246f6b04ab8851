"""PLOVER records, CAMEO codes and GDELT's columns."""

from __future__ import annotations

import csv
import io
import json

import pandas
import pytest
from msgspec import structs

from onrecord.asking.events_export import (
    GDELT_COLUMNS,
    code_of,
    gdelt_rows,
    plover_records,
    write_gdelt,
    write_plover,
)
from onrecord.asking.sectors import SECTOR_CODES, actor_code
from onrecord.record.article import Article
from onrecord.record.cells import Actor, Event, EventDate, Location, Party, Place
from onrecord.record.reading import Reading
from onrecord.record.text import span_of
from onrecord.record.vocabulary import ActorKind, Factuality, PlaceChoice, PlaceKind, PlaceRule, Sector

TEXT = "French troops attacked rebels near Lisna."
ARMY = Actor(id="p-1", name="French troops", kind=ActorKind.GROUP, country="FR", sector=Sector.MILITARY)
REBELS = Actor(id="p-2", name="rebels", kind=ActorKind.GROUP, sector=Sector.REBELS)


LEAD = Article(text=TEXT, body=(span_of(TEXT, 0, len(TEXT)),))


def party(words: str, actor: str | None) -> Party:
    start = TEXT.index(words)
    return Party(start=start, end=start + len(words), text=words, actor=actor)


def event(**fields: object) -> Event:
    given = {
        "id": "e-1",
        "trigger": span_of(TEXT, 14, 22),
        "type": "ASSAULT",
        "mode": "firearms",
        "actors": (party("French troops", "p-1"),),
        "recipients": (party("rebels", "p-2"),),
        "date": EventDate(value="2031-05-12", start="2031-05-12", end="2031-05-13"),
        "factuality": Factuality.ACTUAL,
    }
    return Event(**(given | fields))  # type: ignore[arg-type]


def reading(*events: Event) -> Reading:
    article = Article(text=TEXT, published="2031-05-14", url="https://example.org/1")
    return Reading(id="a-1", article=article, actors=(ARMY, REBELS), events=events)


def test_a_record_has_plovers_fields() -> None:
    (record,) = plover_records([reading(event())])
    assert (record["event"], record["mode"], record["date"]) == ("ASSAULT", "firearms", "2031-05-12")
    assert record["source"][0]["code"] == "FRAMIL"
    assert record["source"][0]["spans"] == [[0, 13]]
    assert record["target"][0]["code"] == "REB"
    assert (record["cameo"], record["goldstein"], record["quad_class"]) == ("193", -10.0, "material conflict")


def test_a_row_has_gdelts_columns() -> None:
    stream = io.StringIO()
    assert write_gdelt(gdelt_rows([reading(event())], recorded={"a-1": "2031-06-01T08:00:00Z"}), stream) == 1
    (row,) = csv.DictReader(io.StringIO(stream.getvalue()))
    assert tuple(row) == GDELT_COLUMNS
    assert len(row) == 61
    assert (row["SQLDATE"], row["EventCode"], row["EventRootCode"], row["QuadClass"]) == ("20310512", "193", "19", "4")
    assert (row["Actor1Code"], row["Actor2Code"], row["DATEADDED"]) == ("FRAMIL", "REB", "20310601080000")


def test_an_event_without_a_date_stands_under_the_day_of_publication() -> None:
    (row,) = gdelt_rows([reading(event(date=None))])
    assert row["SQLDATE"] == "20310514"


def test_what_is_mutual_gives_a_row_each_way() -> None:
    mutual = event(
        type="CONSULT", mode=None, actors=(party("French troops", "p-1"), party("rebels", "p-2")), recipients=()
    )
    codes = [(row["Actor1Code"], row["Actor2Code"]) for row in gdelt_rows([reading(mutual)])]
    assert codes == [("FRAMIL", "REB"), ("REB", "FRAMIL")]


def test_only_the_events_asked_for_and_only_typed_ones() -> None:
    page = reading(event(), event(id="e-2"), event(id="e-3", type=None, mode=None))
    assert [record["id"] for record in plover_records([page])] == ["e-1", "e-2"]
    assert [record["id"] for record in plover_records([page], frozenset({"e-2"}))] == ["e-2"]


def test_records_are_lines_of_json() -> None:
    stream = io.StringIO()
    assert write_plover(plover_records([reading(event())]), stream) == 1
    assert json.loads(stream.getvalue())["id"] == "e-1"


def test_a_mode_without_numbers_takes_those_of_its_type() -> None:
    code = code_of(event(mode="by-post"))
    assert code is not None
    assert code.cameo == "190"
    assert code_of(event(type=None)) is None


@pytest.mark.parametrize(
    ("actor", "code"),
    [
        (Actor(id="p", name="France", kind=ActorKind.COUNTRY, country="FR"), "FRA"),
        (Actor(id="p", name="Paris", kind=ActorKind.PLACE, country="FR", sector=Sector.GOVERNMENT), "FRA"),
        (Actor(id="p", name="harbour police", kind=ActorKind.ORGANIZATION, sector=Sector.POLICE), "COP"),
        (Actor(id="p", name="French police", kind=ActorKind.GROUP, country="FR", sector=Sector.POLICE), "FRACOP"),
        (Actor(id="p", name="Ann Holm", kind=ActorKind.PERSON), None),
    ],
)
def test_codes_are_countries_and_sectors(actor: Actor, code: str | None) -> None:
    assert actor_code(actor) == code


def test_every_sector_has_a_code_of_its_own() -> None:
    assert set(SECTOR_CODES) == set(Sector)
    assert len(set(SECTOR_CODES.values())) == len(Sector)


def spot(
    geoname: int, name: str, kind: PlaceKind, country: str, region: str | None, north: float, east: float
) -> Place:
    return Place(geoname=geoname, name=name, kind=kind, country=country, region=region, latitude=north, longitude=east)


def at(place: Place) -> Event:
    where = Location(place=place, rule=PlaceRule.SYNTAX, choice=PlaceChoice.ONLY, evidence=span_of(TEXT, 35, 40))
    return event(location=where, place=span_of(TEXT, 35, 40))


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        (
            spot(101, "Fallujah", PlaceKind.CITY, "IQ", "01", 33.35, 43.78),
            ("4", "Fallujah, Anbar, Iraq", "IZ", "IZ01", "33.35", "43.78"),
        ),
        (
            spot(102, "Texas", PlaceKind.REGION, "US", "TX", 31.0, -99.0),
            ("2", "Texas, United States", "US", "USTX", "31.0", "-99.0"),
        ),
        (
            spot(103, "Scotland", PlaceKind.REGION, "GB", "SCT", 56.0, -4.0),
            ("5", "Scotland, United Kingdom", "UK", "UK", "56.0", "-4.0"),
        ),
        (spot(104, "Iraq", PlaceKind.COUNTRY, "IQ", None, 33.0, 44.0), ("1", "Iraq", "IZ", "IZ", "33.0", "44.0")),
    ],
)
def test_a_place_has_gdelts_codes(place: Place, shown: tuple[str, ...]) -> None:
    (row,) = gdelt_rows([reading(at(place))])
    names = ("Type", "FullName", "CountryCode", "ADM1Code", "Lat", "Long")
    assert tuple(row[f"ActionGeo_{name}"] for name in names) == shown


def test_an_event_counts_its_tellings_and_the_lead_is_marked() -> None:
    told = structs.replace(reading(event(mentions=(span_of(TEXT, 0, 6),))), article=LEAD)
    (row,) = gdelt_rows([told])
    assert (row["NumMentions"], row["IsRootEvent"]) == ("2", "1")
    assert next(iter(plover_records([told])))["event_spans"] == [[14, 22], [0, 6]]


# The columns of an Events file, as GDELT's codebook of version 2.0 lists them.
CODEBOOK = [
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate", "Actor1Code", "Actor1Name",
    "Actor1CountryCode", "Actor1KnownGroupCode", "Actor1EthnicCode", "Actor1Religion1Code", "Actor1Religion2Code",
    "Actor1Type1Code", "Actor1Type2Code", "Actor1Type3Code", "Actor2Code", "Actor2Name", "Actor2CountryCode",
    "Actor2KnownGroupCode", "Actor2EthnicCode", "Actor2Religion1Code", "Actor2Religion2Code", "Actor2Type1Code",
    "Actor2Type2Code", "Actor2Type3Code", "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode",
    "QuadClass", "GoldsteinScale", "NumMentions", "NumSources", "NumArticles", "AvgTone", "Actor1Geo_Type",
    "Actor1Geo_FullName", "Actor1Geo_CountryCode", "Actor1Geo_ADM1Code", "Actor1Geo_ADM2Code", "Actor1Geo_Lat",
    "Actor1Geo_Long", "Actor1Geo_FeatureID", "Actor2Geo_Type", "Actor2Geo_FullName", "Actor2Geo_CountryCode",
    "Actor2Geo_ADM1Code", "Actor2Geo_ADM2Code", "Actor2Geo_Lat", "Actor2Geo_Long", "Actor2Geo_FeatureID",
    "ActionGeo_Type", "ActionGeo_FullName", "ActionGeo_CountryCode", "ActionGeo_ADM1Code", "ActionGeo_ADM2Code",
    "ActionGeo_Lat", "ActionGeo_Long", "ActionGeo_FeatureID", "DATEADDED", "SOURCEURL",
]  # fmt: skip


def test_a_notebook_for_gdelt_reads_the_file() -> None:
    places = [
        spot(101, "Fallujah", PlaceKind.CITY, "IQ", "01", 33.35, 43.78),
        spot(104, "Iraq", PlaceKind.COUNTRY, "IQ", None, 33.0, 44.0),
    ]
    stream = io.StringIO()
    page = reading(*(structs.replace(at(place), id=f"e-{n}") for n, place in enumerate(places)), event(id="e-9"))
    write_gdelt(gdelt_rows([page], recorded={"a-1": "2031-06-01T08:00:00Z"}), stream, header=False)
    texts = ("EventCode", "BaseCode", "RootCode", "ADM1Code", "SQLDATE", "DATEADDED")
    codes = {name: str for name in CODEBOOK if name.endswith(texts)}
    table = pandas.read_csv(io.StringIO(stream.getvalue()), sep="\t", names=CODEBOOK, header=None, dtype=codes)
    assert list(table.columns) == list(GDELT_COLUMNS)
    assert pandas.to_datetime(table["SQLDATE"], format="%Y%m%d").dt.year.tolist() == [2031] * 3
    assert pandas.to_datetime(table["DATEADDED"], format="%Y%m%d%H%M%S").dt.month.tolist() == [6] * 3
    assert table["ActionGeo_Lat"].tolist()[:2] == [33.35, 33.0]
    assert table["ActionGeo_Lat"].isna().tolist() == [False, False, True]
    assert table.groupby("EventRootCode")["GoldsteinScale"].mean().to_dict() == {"19": -10.0}
    assert table.query("QuadClass == 4 and Actor1CountryCode == 'FRA'").shape == (3, 61)
