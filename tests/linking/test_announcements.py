"""What a later page does to a statement of an earlier one, told in other words: pairs of pages, and a story of five."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from evals.pairs import pairs, score
from onrecord import api
from onrecord.pipeline import read_into
from onrecord.reading.plain import read_text
from onrecord.record.intake import Document
from onrecord.storing.database import Database

SEEN = pairs("seen")


@pytest.mark.parametrize("pair", SEEN, ids=[pair["name"] for pair in SEEN])
def test_what_the_later_page_does_to_the_earlier(pair: dict[str, Any]) -> None:
    scored = score(pair)
    assert not scored.wrong
    assert bool(scored.missed) == pair.get("not_yet", False)


PAGES = {
    "claim": (
        "2037-03-10",
        "The defense ministry said on Monday that joint patrols in the Marrin Strait had resumed after a month.",
    ),
    "other": ("2037-03-10", "The defense ministry said on Monday that it would buy four tugs from a yard in Brann."),
    "removed": (
        "2037-03-12",
        "The defense ministry's announcement on Monday that patrols were back was removed from its website.",
    ),
    "withdrawn": (
        "2037-03-14",
        "Karel Dunn, a spokesman for the defense ministry, on Friday withdrew Monday's statement on the patrols.",
    ),
    "confirmed": (
        "2037-03-20",
        "Brann's admiral, Ana Rell, confirmed the defense ministry's March 9 announcement that patrols were back.",
    ),
}


def document(key: str) -> Document:
    published, text = PAGES[key]
    page = f"SKER — {text}\n\nThe sea was calm.\n"
    found = read_text(page, id=key, published=published, publication=f"The {key.title()} Post", headline="The strait")
    assert isinstance(found, Document)
    return found


def record_of(folder: Path, keys: tuple[str, ...]) -> api.Record:
    database = Database.open(folder / "r.db", create=True)
    for key in keys:
        read_into(database, [document(key)])
    return api.Record(database)


def standing(record: api.Record, words: str, day: str | None) -> str:
    (found,) = [row for row in record.statements(about=words, as_of=day) if row.article in {"claim", "other"}]
    return found.standing


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2037-03-10", "stands"),
        ("2037-03-12", "withdrawn"),
        ("2037-03-14", "rescinded"),
        ("2037-03-20", "unclear"),
        (None, "unclear"),
    ],
)
def test_the_story_of_an_announcement_by_each_day(tmp_path: Path, day: str | None, expected: str) -> None:
    with record_of(tmp_path, tuple(PAGES)) as record:
        assert standing(record, "patrols resumed", day) == expected
        assert standing(record, "tugs", day) == "stands"


@pytest.mark.parametrize("keys", list(permutations(["claim", "removed", "withdrawn"])), ids=" ".join)
def test_the_order_in_which_pages_arrive_changes_nothing(tmp_path: Path, keys: tuple[str, ...]) -> None:
    with record_of(tmp_path, ("other", *keys)) as record:
        deeds = {(row.what, row.article) for row in record.changes()}
        assert deeds == {("withdraws", "removed"), ("rescinds", "withdrawn")}
        assert standing(record, "patrols resumed", None) == "rescinded"


def test_two_papers_that_report_one_announcement_are_both_reached(tmp_path: Path) -> None:
    again = read_text(
        "SKER — Patrols in the Marrin Strait have resumed, the defense ministry announced on Monday.\n",
        id="again",
        published="2037-03-10",
        publication="The Sker Mail",
    )
    assert isinstance(again, Document)
    with record_of(tmp_path, ("claim",)) as record:
        read_into(record._database, [again, document("withdrawn")])
        reached = {row.article: row.standing for row in record.statements(about="patrols") if row.act != "retract"}
        assert reached == {"claim": "rescinded", "again": "rescinded"}
