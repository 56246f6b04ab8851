"""Who somebody is over the whole record, and who held an office, asked of a real record."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.api import Record
from onrecord.connecting import connect
from onrecord.errors import QuestionError, UnknownId
from onrecord.storing.database import Database
from tests.asking.people_pages import PersonPage


def elected() -> PersonPage:
    page = PersonPage(
        "p1",
        "2031-05-02",
        "Prime Minister-designate Ada Lind said that the ferry would sail. Outgoing Prime Minister"
        " Ivo Rask accused Ada Lind of haste.",
    )
    lind = page.names("Ada Lind", ("Prime Minister", "designate", "Prime Minister-designate Ada Lind"))
    rask = page.names("Ivo Rask", ("Prime Minister", "outgoing", "Outgoing Prime Minister Ivo Rask"))
    page.says(lind, "said", "that the ferry would sail")
    page.happens("accused", rask, lind, "2031-05-01")
    return page


def sworn_in() -> PersonPage:
    page = PersonPage(
        "p2",
        "2031-05-20",
        "Prime Minister Lind said that tolls would fall. Former Prime Minister Ivo Rask left. "
        "Ada Lind waved. Statement of Lind on the ferry was removed.",
    )
    page.names("Ada Lind", ("Prime Minister", None, "Prime Minister Lind"))
    page.names("Ivo Rask", ("Prime Minister", "former", "Former Prime Minister Ivo Rask"))
    return page


def namesake() -> PersonPage:
    page = PersonPage("p3", "2031-05-21", "Ada Lind, a nurse in Lorn, said that the ward was full.")
    nurse = page.names("Ada Lind", ("nurse", None, "a nurse in Lorn"), country="CA")
    page.says(nurse, "said", "that the ward was full")
    return page


def surname() -> PersonPage:
    page = PersonPage(
        "p4", "2031-05-22", "Prime Minister Lind said that tolls would rise instead. Prime ministers met."
    )
    lind = page.names("Lind", ("Prime Minister", None, "Prime Minister Lind"), country="NO")
    page.says(lind, "said", "that tolls would rise instead")
    return page


def removed(statement: str) -> PersonPage:
    page = PersonPage("p5", "2031-05-25", "The statement on the ferry was removed. Lind Shipping said nothing.")
    page.does("withdraws", statement, "The statement on the ferry was removed")
    return page


PAGES = (elected, sworn_in, namesake, surname)


def fill(path: Path) -> None:
    with Database.open(path, create=True) as db:
        for day, page in enumerate([make() for make in PAGES], start=2):
            db.add(page.reading(), place="p", recorded_at=f"2031-06-{day:02}T12:00:00Z")
        said = elected().reading().statements[0].id
        db.add(removed(said).reading(), place="p", recorded_at="2031-06-09T12:00:00Z")
        connect(db)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("people") / "people.db"
    fill(made)
    return made


@pytest.fixture
def record(path: Path) -> Iterator[Record]:
    with Database.open(path, read_only=True) as db:
        yield Record(db)


@pytest.fixture
def writable(tmp_path: Path) -> Iterator[Record]:
    fill(tmp_path / "own.db")
    with Database.open(tmp_path / "own.db") as db:
        yield Record(db)


def test_roles_over_time_are_told_as_printed(record: Record) -> None:
    roles = record.who("Ivo Rask").roles
    assert [(row.title, row.status, row.since, row.until, row.evidence) for row in roles] == [
        ("Prime Minister", "outgoing", "2031-05-02", "2031-05-02", "Outgoing Prime Minister Ivo Rask"),
        ("Prime Minister", "former", "2031-05-20", "2031-05-20", "Former Prime Minister Ivo Rask"),
    ]
    assert record.trace(roles[0].id).excerpt.count(roles[0].evidence) == 1


def test_two_persons_of_one_name_stay_apart_and_are_asked_by_their_ids(record: Record) -> None:
    answer = record.who("Ada Lind")
    assert answer.person is None
    assert {(row.role, row.country, row.articles) for row in answer.others} == {
        ("Prime Minister", "NO", 3),
        ("nurse", "CA", 1),
    }
    nurse = next(row for row in answer.others if row.country == "CA")
    found = record.who(nurse.id)
    assert found.person == nurse
    assert [row.content for row in found.statements] == ["that the ward was full"]
    assert [row.id for row in found.others] == [row.id for row in answer.others if row.id != nurse.id]


def minister(record: Record, **bounds: str) -> str:
    return next(row.id for row in record.who("Ada Lind", **bounds).others if row.country != "CA")


def test_statements_events_and_outlets_of_one_person(record: Record) -> None:
    answer = record.who(minister(record))
    assert answer.standings == {"stands": 1, "withdrawn": 1}
    assert [row.content for row in answer.taken_back] == ["that the ferry would sail"]
    assert [row.trigger for row in answer.undergoes] == ["accused"]
    assert len(answer.does) == 0
    assert {row.publication for row in answer.quoted} == {"Paper p1", "Paper p4"}
    assert ("surname", "Prime Minister Lind") in {(row.rule, row.evidence) for row in answer.joins}
    assert [row.trigger for row in record.who("Ivo Rask").does] == ["accused"]


def test_both_clocks_bound_what_is_told(record: Record) -> None:
    early = record.who("Ada Lind", as_of="2031-05-10")
    assert early.person is not None
    assert (early.person.articles, early.standings, early.person.role) == (
        1,
        {"stands": 1},
        "Prime Minister (designate)",
    )
    assert record.who("Ada Lind", recorded_by="2031-06-02").person == early.person
    assert record.who("Ada Lind", as_of="2031-05-01").person is None


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2031-05-01", []),
        (
            "2031-05-10",
            [("Ivo Rask", True, "outgoing", "last printed"), ("Ada Lind", False, "designate", "last printed")],
        ),
        (
            "2031-05-20",
            [("Ada Lind", True, None, "printed that day"), ("Ivo Rask", False, "former", "printed that day")],
        ),
        (
            "2031-05-21",
            [("Ada Lind", True, None, "printed before and after"), ("Ivo Rask", False, "former", "last printed")],
        ),
    ],
)
def test_who_held_an_office_on_a_day(record: Record, day: str, expected: list[tuple[object, ...]]) -> None:
    held = record.who_held("prime minister", on=day)
    assert [(row.name, row.holds, row.status, row.ground) for row in held] == expected
    assert all(row.person == record.who(row.person).person.id for row in held)  # type: ignore[union-attr]


def test_an_office_is_narrowed_by_country_and_organization(record: Record) -> None:
    assert [row.name for row in record.who_held("Prime Minister", on="2031-05-30", country="no")] == ["Ada Lind"]
    assert [row.name for row in record.who_held("nurse", on="2031-05-30", org="Lorn")] == ["Ada Lind"]
    assert len(record.who_held("nurse", on="2031-05-30", org="Harbour")) == 0
    assert len(record.who_held("prime minister", on="2031-05-30", recorded_by="2031-06-01")) == 0
    with pytest.raises(QuestionError, match="which office"):
        record.who_held("—", on="2031-05-30")


def test_names_are_merged_and_split_by_persons(writable: Record) -> None:
    writable.merge_people("Ivo Rask", "Lind", author="Ona", note="married")
    merged = writable.who("Ivo Rask")
    assert merged.person is not None
    assert set(merged.person.names) >= {"Ivo Rask", "Lind"}
    assert "person" in {row.rule for row in merged.joins}
    writable.split_people("Ivo Rask", author="Ona")
    apart = writable.who("Ivo Rask")
    assert apart.person is not None
    assert apart.person.names == ("Ivo Rask",)
    assert writable.who("Ivo Rask", recorded_by="2031-06-09").person == apart.person  # before both edits
    with pytest.raises(QuestionError, match="signed"):
        writable.merge_people("Ivo Rask", "Lind", author=" ")
    with pytest.raises(QuestionError, match="empty"):
        writable.split_people(" ", author="Ona")


def test_two_bearers_of_one_name_are_split_by_a_person_and_put_back(tmp_path: Path) -> None:
    with Database.open(tmp_path / "two.db", create=True) as db:
        for number in range(1, 5):
            page = PersonPage(f"t{number}", f"2031-05-0{number}", "Senator Jan Reck said that it rained.")
            page.says(page.names("Jan Reck", ("senator", None, "Senator Jan Reck")), "said", "it rained")
            db.add(page.reading(), place="p", recorded_at="2020-06-02T12:00:00Z")
        kept = Record(db)
        taken = kept.split_people("Jan Reck", pages=["t2", "t4"], author="Ona", note="of the other chamber")
        found = kept.who("Jan Reck")
        assert [found.person, *found.others] != [None]
        parties = {tuple(sorted(row.article for row in kept.who(row.id).statements)) for row in found.others}
        assert parties == {("t1", "t3"), ("t2", "t4")}
        assert kept.who("Jan Reck", recorded_by="2020-06-03").person is not None  # before the split, by that clock
        assert db.query("SELECT author, note, recorded_at IS NOT NULL FROM actor_edits") == [
            ("Ona", "of the other chamber", 1),
            ("Ona", "of the other chamber", 1),
        ]
        for address in taken:
            kept.merge_people(address, "Jan Reck", author="Ona")
        back = kept.who("Jan Reck")
        assert back.person is not None
        assert {row.article for row in back.statements} == {"t1", "t2", "t3", "t4"}
        with pytest.raises(UnknownId, match="nobody on the page t1"):
            kept.split_people("Ivo Rask", pages=["t1"], author="Ona")
        for change in (kept.split_people, lambda name, author: kept.merge_people(name, "Jan Reck", author=author)):
            with pytest.raises(UnknownId, match="no actor"):
                change("t1/p-aaaaaaaaaaaaaaaa", author="Ona")


def test_what_is_marked_wrong_is_told_of_nobody(writable: Record) -> None:
    before = writable.who(minister(writable))
    writable.mark(before.statements[0].id, "wrong", author="Ona")
    after = writable.who(minister(writable))
    assert [row.id for row in after.statements] == [row.id for row in before.statements][1:]
    writable.mark(before.undergoes[0].id, "wrong", author="Ona")
    assert len(writable.who(minister(writable)).undergoes) == 0
    writable.mark("p1", "wrong", author="Ona")
    assert "p1" not in {row.article for row in writable.who(minister(writable)).statements}
    assert [row.name for row in writable.who_held("prime minister", on="2031-05-10")] == []


def test_nobody_and_words_that_no_name_has(record: Record) -> None:
    for typed in ("Nobody Here", "—", "", "p1/p-zzzz"):
        if "/" in typed:
            with pytest.raises(UnknownId):
                record.who(typed)
        else:
            assert record.who(typed).person is None
            assert len(record.who(typed).others) == 0
