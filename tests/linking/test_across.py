"""Stories of several papers: what each statement is to the earlier ones, and what looks like it and is not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.connecting import connect
from onrecord.pipeline import read_document, rules
from onrecord.reading.plain import read_text
from onrecord.storing.crossings import crossings_where
from onrecord.storing.database import Database

WHEN = "2031-06-20T12:00:00Z"
EVACUATED = "that 1,200 people had left the villages between the harbor and the estuary since the flood"
SOUND = "that the dam above Port Esker was sound and that nobody downstream was in danger"


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "r.db", create=True) as opened:
        yield opened


def kinds(db: Database, *stories: tuple[str, str]) -> list[str]:
    """The kinds of the links of the last of some stories, given by their day and text, each in a paper of its own."""
    for number, (day, text) in enumerate(stories):
        document = read_text(f"NORDHAVEN — {text}", id=f"a{number}", published=day, publication=f"Paper {number}")
        db.add(read_document(document, parser=rules), place="p", recorded_at=WHEN)
        connect(db)
    found = crossings_where(db, "article", f"a{len(stories) - 1}")
    return sorted(item.link.kind.value for item in found)


FIRST = ("2031-06-13", f"Rain fell all day. Ines Bolt, the governor, said {EVACUATED}.")
DAM = ("2031-06-13", f"It rained for a third day. Lars Quill, an engineer, said {SOUND}.")


@pytest.mark.parametrize(
    ("first", "later", "expected"),
    [
        (FIRST, f"Ines Bolt, the governor, said {EVACUATED}. Schools stay shut.", "repeats"),
        (FIRST, f"Ines Bolt, the governor, said {EVACUATED.replace('1,200', '960')}.", "supersedes"),
        (FIRST, f"Karl Venn, who leads the Red Lantern, said {EVACUATED}.", "corroborates"),
        (DAM, f"Hana Quist, a miller, denied {SOUND}.", "denies"),
        (DAM, f"Hana Quist, a miller, said {SOUND.replace('was sound', 'was not sound')}.", "contradicts"),
    ],
)
def test_what_a_later_story_does_to_an_earlier_one(
    db: Database, first: tuple[str, str], later: str, expected: str
) -> None:
    assert kinds(db, first, ("2031-06-16", later)) == [expected]


def test_a_notice_of_the_same_paper_corrects(db: Database) -> None:
    story = f"Rain fell all day. Ines Bolt, the governor, said {EVACUATED}."
    notice = (
        "An article on June 13, “Villages empty,” misstated that 1,200 people had left the villages since the flood."
    )
    for key, day, headline, text in (
        ("story", "2031-06-13", "Villages empty", story),
        ("notice", "2031-06-17", "Correction", notice),
    ):
        document = read_text(text, id=key, published=day, publication="Courier", headline=headline)
        db.add(read_document(document, parser=rules), place="p", recorded_at=WHEN)
        connect(db)
    (found,) = crossings_where(db, "article", "notice")
    assert (found.link.kind.value, found.link.to[:2]) == ("corrects", "s-")


@pytest.mark.parametrize(
    ("first", "later"),
    [
        # another matter, in words of the same build
        (
            FIRST,
            "Karl Venn said that 1,200 sheep had crossed the hills between the quarry and the abbey since the spring.",
        ),
        # another number of the same thing, by another: neither a second source nor a newer value
        (FIRST, f"Karl Venn, who leads the Red Lantern, said {EVACUATED.replace('1,200', '960')}."),
        # another unit
        (FIRST, f"Ines Bolt, the governor, said {EVACUATED.replace('1,200 people', '300 families')}."),
        # who speaks is not known
        (FIRST, f"An official, who asked not to be named, said {EVACUATED}."),
        # one who may be the same
        (FIRST, f"Mrs. Bolt said {EVACUATED}."),
        # one who passes it on
        (FIRST, f"Karl Venn, who leads the Red Lantern, said Ines Bolt told him {EVACUATED}."),
        # a name in common, and nothing said
        (DAM, "Hana Quist, a miller, praised Lars Quill and the dam above Port Esker."),
        # a negation that is about something else
        (DAM, "Hana Quist, a miller, said that she would not leave her mill above Port Esker."),
    ],
)
def test_what_looks_like_a_link_and_is_none(db: Database, first: tuple[str, str], later: str) -> None:
    assert kinds(db, first, ("2031-06-16", later)) == []


def test_half_a_year_later_it_is_another_matter(db: Database) -> None:
    assert kinds(db, FIRST, ("2032-01-16", f"Karl Venn, who leads the Red Lantern, said {EVACUATED}.")) == []


QUOTE = "“We counted the boats twice and we will not sail before the fog has lifted from the bay,” {who} said."


def test_one_quotation_in_two_mouths_is_a_citation(db: Database) -> None:
    first = ("2031-06-13", "Fog lay on the bay. " + QUOTE.format(who="Lars Quill"))
    assert kinds(db, first, ("2031-06-14", "Fog lay on the bay again. " + QUOTE.format(who="Hana Quist"))) == []


def test_a_chain_of_papers_that_print_one_speaker_is_one_source(db: Database) -> None:
    told = f"Ines Bolt, the governor, said {EVACUATED}."
    days = ("2031-06-13", "2031-06-14", "2031-06-15")
    leads = ("Rain fell all day.", "The river rose by a meter.", "The road to Dunmore was cut.")
    kinds(db, *((day, f"{lead} {told}") for day, lead in zip(days, leads, strict=True)))
    rows = db.query("SELECT kind, article FROM crossings ORDER BY article")
    assert rows == [("repeats", "a1"), ("repeats", "a2")]


def test_somebody_is_not_what_another_says_that_they_are(db: Database) -> None:
    first = ("2031-06-13", "The council met. Karl Venn said that Ida Brandt was not fit to lead the port.")
    later = ("2031-06-15", "The council met again. Ruth Adair said that Brandt was eminently fit to lead the port.")
    assert kinds(db, first, later) == ["contradicts"]
