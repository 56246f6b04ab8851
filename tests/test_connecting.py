"""Notices, versions and copies, from pages in a record."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.connecting import connect
from onrecord.linking.versions import diff
from onrecord.pipeline import read_document, rules
from onrecord.reading.plain import read_text
from onrecord.record.reading import Reading
from onrecord.storing.crossings import crossings_where, pending
from onrecord.storing.database import Database

PAPER = "Kestrel Bay Courier"
WHEN = "2031-06-20T12:00:00Z"
STORY = (
    "NORDHAVEN — Ferry crews blocked the harbor bridge on Thursday. “We will not sail on a rumor,” Lars Quill said.\n\n"
    "Police arrested 41 people, the city said. The mayor, Ines Bolt, said that the bridge would open on Sunday."
)


def page(key: str, text: str, published: str, headline: str, url: str | None = None) -> Reading:
    document = read_text(text, id=key, published=published, publication=PAPER, headline=headline, url=url)
    return read_document(document, parser=rules)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "r.db", create=True) as opened:
        yield opened


def added(db: Database, *readings: Reading) -> None:
    for reading in readings:
        db.add(reading, place="p", recorded_at=WHEN)
        connect(db)


def links(db: Database, article: str) -> list[tuple[str, str]]:
    return [(found.link.kind.value, found.link.to) for found in crossings_where(db, "article", article)]


def test_a_correction_finds_the_article_and_the_statement_that_it_corrects(db: Database) -> None:
    story = page("story", STORY, "2031-06-13", "Crews block the bridge")
    notice = "An article on June 13, “Crews block the bridge,” misstated that the police arrested 41 people."
    added(db, story, page("other", "It rained on Nordhaven.", "2031-06-13", "Rain"))
    added(db, page("notice", notice, "2031-06-17", "Correction"))
    arrested = next(said.id for said in story.statements if "41" in said.content[0].text)
    assert links(db, "notice") == [("corrects", arrested)]


def test_a_correction_of_what_nobody_said_is_linked_to_the_article(db: Database) -> None:
    added(db, page("story", STORY, "2031-06-13", "Crews block the bridge"))
    notice = "An article on June 13, “Crews block the bridge,” misidentified the color of a dog."
    added(db, page("notice", notice, "2031-06-17", "Correction"))
    assert links(db, "notice") == [("corrects", "story")]


@pytest.mark.parametrize(
    "notice",
    [
        "An article on June 14, “Crews block the bridge,” misstated that the police arrested 41 people.",
        "An article on June 13, “Crews leave,” misstated that the police arrested 41 people.",
        "An article on June 13 about the bridge was long.",
    ],
)
def test_a_notice_that_names_another_day_or_headline_is_no_link(db: Database, notice: str) -> None:
    added(db, page("story", STORY, "2031-06-13", "Crews block the bridge"))
    added(db, page("notice", notice, "2031-06-17", "Correction"))
    assert links(db, "notice") == []


def test_what_a_later_version_no_longer_says_is_withdrawn(db: Database) -> None:
    url = "https://courier.example/bridge"
    first = page("v1", STORY, "2031-06-13", "Crews block the bridge", url)
    second = page("v2", STORY.partition(" The mayor")[0], "2031-06-13", "Crews block the bridge", url)
    added(db, first, second)
    gone = [said.id for said in first.statements if "Sunday" in said.content[0].text]
    assert len(gone) == 1
    assert [to for kind, to in links(db, "v2") if kind == "withdraws"] == gone
    (change,) = diff(first, second)
    assert change.before is not None
    assert "Sunday" in change.before.text


WHALE = "that a whale was swimming up the Esk from the harbor to Nordhaven bridge"
TELLING = (
    "NORDHAVEN — Hundreds of people lined the quay on Monday to see the whale.\n\n"
    f"Karl Venn, who runs a café there, said {WHALE}.\n\nChildren waved at it from the deck of the ferry."
)
DEBUNKING = (
    "NORDHAVEN — A video of a whale that swims up the Esk from the harbor to Nordhaven bridge is a hoax.\n\n"
    "The viral story of the whale in the Esk, shared on Facebook, is false: it never happened.\n\n"
    f"Karl Venn, who runs a café there, said {WHALE}.\n\n"
    "The pictures were doctored, and the whale swam up no river but off another coast. The prank turned out to be"
    " made up by two students, who fooled several newspapers with a bogus report.\n\n"
    "The tabloid that had published the story retracted it and apologized for the phony headline."
)


@pytest.mark.parametrize(("later", "kinds"), [(TELLING, ["corroborates"]), (DEBUNKING, [])])
def test_a_page_that_debunks_a_story_is_no_second_source_of_it(db: Database, later: str, kinds: list[str]) -> None:
    first = f"NORDHAVEN — It was a quiet Sunday. Ida Brandt, a sailor, said {WHALE}."
    added(db, page("first", first, "2031-06-13", "A whale"), page("later", later, "2031-06-15", "The whale of the Esk"))
    assert [kind for kind, _ in links(db, "later")] == kinds


def test_an_article_is_linked_once_and_what_was_left_undone_is_done_later(db: Database) -> None:
    db.add(page("story", STORY, "2031-06-13", "Crews block the bridge"), place="p", recorded_at=WHEN)
    db.add(page("again", STORY, "2031-06-14", "Bridge blocked"), place="p", recorded_at=WHEN)
    assert pending(db) == ["story", "again"]
    assert connect(db) == 2
    assert connect(db) == 0
    assert db.query("SELECT article, other FROM copies") == [("again", "story")]
