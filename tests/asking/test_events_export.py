"""PLOVER records, CAMEO codes and GDELT's columns."""

from __future__ import annotations

import csv
import io
import json

import pytest

from onrecord.asking.events_export import (
    GDELT_COLUMNS,
    code_of,
    gdelt_rows,
    plover_records,
    write_gdelt,
    write_plover,
)
from onrecord.asking.sectors import actor_code, sector_of
from onrecord.record.article import Article
from onrecord.record.cells import Actor, Event, EventDate, Party, Role
from onrecord.record.reading import Reading
from onrecord.record.text import span_of
from onrecord.record.vocabulary import ActorKind, Factuality, RoleStatus

TEXT = "French troops attacked rebels near Lisna."
ARMY = Actor(id="p-1", name="French troops", kind=ActorKind.GROUP, country="FR")
REBELS = Actor(id="p-2", name="rebels", kind=ActorKind.GROUP)


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
    assert write_gdelt(gdelt_rows([reading(event())], recorded="2031-06-01"), stream) == 1
    (row,) = csv.DictReader(io.StringIO(stream.getvalue()))
    assert tuple(row) == GDELT_COLUMNS
    assert len(row) == 61
    assert (row["SQLDATE"], row["EventCode"], row["EventRootCode"], row["QuadClass"]) == ("20310512", "193", "19", "4")
    assert (row["Actor1Code"], row["Actor2Code"], row["DATEADDED"]) == ("FRAMIL", "REB", "20310601")


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
        (Actor(id="p", name="Paris", kind=ActorKind.PLACE, country="FR"), "FRAGOV"),
        (Actor(id="p", name="harbour police", kind=ActorKind.ORGANIZATION), "COP"),
        (Actor(id="p", name="military intelligence officials", kind=ActorKind.GROUP), "GOV"),
        (Actor(id="p", name="Ann Holm", kind=ActorKind.PERSON), None),
    ],
)
def test_codes_are_countries_and_sectors(actor: Actor, code: str | None) -> None:
    assert actor_code(actor) == code


def test_an_office_once_held_gives_no_sector() -> None:
    held = Role(title="minister", evidence=span_of("minister Holm", 0, 13))
    once = Role(title="minister", evidence=span_of("minister Holm", 0, 13), status=RoleStatus.FORMER)
    assert sector_of(Actor(id="p", name="Holm", kind=ActorKind.PERSON, roles=(held,))) == "GOV"
    assert sector_of(Actor(id="p", name="Holm", kind=ActorKind.PERSON, roles=(once,))) is None
