"""How many outlets and independent origins stand behind a subject."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from onrecord.api import Record
from onrecord.connecting import connect
from onrecord.errors import QuestionError
from onrecord.record.reading import Reading
from onrecord.record.vocabulary import ActorKind
from onrecord.storing.database import Database
from tests.asking.people_pages import PersonPage

STORY = (
    "The ferry to Lorn will sail at dawn, the harbour office said. Crowds waited on the quay with lamps and blankets"
    " through a night of rain, and the baker gave away his last loaves before the church bell rang. Two pilots slept in"
    " the customs shed. A dog was found on the breakwater and given back to its owner, who wept and paid for coffee."
)


def office(key: str, day: str, text: str, publication: str) -> PersonPage:
    page = PersonPage(key, day, text, publication=publication)
    page.says(page.names("the harbour office"), "said", "The ferry to Lorn will sail at dawn")
    return page


def told(page: PersonPage, words: str) -> Reading:
    """The reading, with a hearer for its statement."""
    reading = page.reading()
    said = msgspec.structs.replace(reading.statements[0], told=page.span(words))
    return msgspec.structs.replace(reading, statements=(said,))


def of_agency(page: PersonPage, provider: str) -> Reading:
    reading = page.reading()
    return msgspec.structs.replace(reading, article=msgspec.structs.replace(reading.article, provider=provider))


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    short = "The ferry to Lorn will sail at dawn, the harbour office said to {}. {}"
    readings = [
        of_agency(office("o1", "2031-05-02", STORY, "Lorn Gazette"), "Lorn Press"),
        office("o2", "2031-05-03", f"{STORY} Tickets are dear.", "Tessaly Courier").reading(),
        told(
            office("o3", "2031-05-04", short.format("Channel One", "Nobody believed it."), "Old Harbour News"),
            "Channel One",
        ),
        told(
            office("o4", "2031-05-05", short.format("Channel One", "Its captain was away."), "The Dravik Post"),
            "Channel One",
        ),
        office("o5", "2031-05-06", short.format("its guests", "The wind had turned."), "Old Harbour News").reading(),
    ]
    with Database.open(tmp_path / "origins.db", create=True) as db:
        for reading in readings:
            db.add(reading, place="p", recorded_at="2031-06-02T12:00:00Z")
        connect(db)
        yield Record(db)


def test_copies_and_citations_are_one_origin_each(record: Record) -> None:
    found = record.origins(about="ferry dawn")
    assert [(row.kind, row.name, row.outlets, row.articles) for row in found] == [
        ("agency", "Lorn Press", ("Lorn Gazette", "Tessaly Courier"), 2),
        ("cited", "Channel One", ("Old Harbour News", "The Dravik Post"), 2),
        ("outlet", "Old Harbour News", ("Old Harbour News",), 1),
    ]
    assert [(row.first, row.last) for row in found] == [
        ("2031-05-02", "2031-05-03"),
        ("2031-05-04", "2031-05-05"),
        ("2031-05-06", "2031-05-06"),
    ]


def test_origins_are_those_of_the_day(record: Record) -> None:
    assert [row.articles for row in record.origins(about="ferry", as_of="2031-05-04")] == [2, 1]
    assert len(record.origins(about="ferry", recorded_by="2031-06-01")) == 0
    assert len(record.origins(about="submarine")) == 0


def test_outlets_can_be_counted_for_a_subject(record: Record) -> None:
    assert {(row.name, row.articles, row.statements) for row in record.sources(about="ferry", as_of="2031-05-03")} == {
        ("Lorn Gazette", 1, 1),
        ("Tessaly Courier", 1, 1),
        ("Lorn Press", 1, 1),
    }
    assert len(record.sources()) == 5


def test_what_is_marked_wrong_has_no_origin(record: Record) -> None:
    said = record.statements(by="harbour office", publication="Dravik")
    record.mark(said[0].id, "wrong", author="Ona")
    cited = next(row for row in record.origins(about="ferry") if row.kind == "cited")
    assert cited.outlets == ("Old Harbour News",)
    assert {row.name: row.statements for row in record.sources()}["The Dravik Post"] == 0
    record.mark("o4", "wrong", author="Ona")
    assert "The Dravik Post" not in {row.name for row in record.sources()}


def test_a_subject_is_words_or_a_matter(record: Record) -> None:
    for asked in ({}, {"about": "ferry", "matter": "ferry"}):
        with pytest.raises(QuestionError, match="subject"):
            record.origins(**asked)
    assert len(record.origins(matter="ferry")) == 0  # nothing in the record has a phase


def spoken(key: str, source: str, name: str, text: str, kind: ActorKind = ActorKind.PERSON) -> Reading:
    page = PersonPage(key, f"2031-07-0{key[-1]}", f"{source} said {text}", publication=f"The {key} Post")
    page.says(page.names(name, kind=kind), "said", text)
    reading = page.reading()
    said = msgspec.structs.replace(reading.statements[0], source=page.span(source))
    return msgspec.structs.replace(reading, statements=(said,))


def test_all_who_speak_for_one_institution_are_one_origin(tmp_path: Path) -> None:
    tunnel = "the tunnel under the Esk will open in May."
    readings = [
        spoken("i1", "The Orland Transport Ministry", "The Orland Transport Ministry", tunnel, ActorKind.ORGANIZATION),
        spoken("i2", "Karel Dunn, a spokesman for the Transport Ministry,", "Karel Dunn", f"that {tunnel}"),
        spoken("i3", "A ministry spokeswoman", "A ministry spokeswoman", f"again: {tunnel}"),
        spoken("i4", "Ana Rell, who lives at its mouth,", "Ana Rell", f"yes, {tunnel}"),
    ]
    with Database.open(tmp_path / "institutions.db", create=True) as db:
        for reading in readings:
            db.add(reading, place="p", recorded_at="2031-07-12T12:00:00Z")
        connect(db)
        found = Record(db).origins(about="tunnel Esk")
    assert [(row.kind, row.name, row.articles) for row in found] == [
        ("institution", "The Orland Transport Ministry", 3),
        ("outlet", "The i4 Post", 1),
    ]
