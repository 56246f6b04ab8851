"""Two versions of a page side by side."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.api import Record
from onrecord.connecting import connect
from onrecord.errors import QuestionError, UnknownId
from onrecord.storing.database import Database
from tests.asking.people_pages import PersonPage

URL = "https://gazette.example/pier"
KEPT = "Ona Venn said that the pier was safe for everybody who walks there."


def first() -> PersonPage:
    page = PersonPage(
        "v1",
        "2031-05-02",
        f"{KEPT}\n\nAda Lind said that 40 divers had searched the harbour floor for the anchor.\n\nIvo Rask promised a"
        " new crane by June.",
        url=URL,
    )
    page.says(page.names("Ona Venn"), "said", "that the pier was safe for everybody who walks there")
    page.says(page.names("Ada Lind"), "said", "that 40 divers had searched the harbour floor for the anchor")
    page.says(page.names("Ivo Rask"), "promised", "a new crane by June")
    return page


def second() -> PersonPage:
    page = PersonPage(
        "v2",
        "2031-05-02",
        f"{KEPT}\n\nAda Lind said that 25 divers had searched the harbour floor with lamps for the anchor of the"
        " ferry.\n\nThe council will meet on Tuesday, said a clerk.",
        url=URL,
    )
    page.says(page.names("Ona Venn"), "said", "that the pier was safe for everybody who walks there")
    changed = "that 25 divers had searched the harbour floor with lamps for the anchor of the ferry"
    page.says(page.names("Ada Lind"), "said", changed)
    page.says(page.names("a clerk"), "said", "The council will meet on Tuesday")
    return page


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    path: Path = tmp_path_factory.mktemp("versions") / "versions.db"
    with Database.open(path, create=True) as db:
        for page in (first(), second()):
            db.add(page.reading(), place="p", recorded_at="2031-06-02T12:00:00Z")
        connect(db)
        yield Record(db)


def test_statements_are_gone_changed_and_new(record: Record) -> None:
    answer = record.diff("v2")
    assert (answer.earlier.id, answer.later.id) == ("v1", "v2")
    assert [(row.what, row.speaker) for row in answer.statements] == [
        ("changed", "Ada Lind"),
        ("gone", "Ivo Rask"),
        ("new", "a clerk"),
    ]
    changed, gone, new = answer.statements
    assert changed.before is not None
    assert changed.after is not None
    assert ("40 divers" in changed.before, "25 divers" in changed.after) == (True, True)
    assert (gone.before, gone.after_id) == ("a new crane by June", None)
    assert (new.before_id, new.after) == (None, "The council will meet on Tuesday")


def test_paragraphs_stand_side_by_side_with_the_words_that_differ_marked(record: Record) -> None:
    rows = record.diff("v2").paragraphs
    assert [row.what for row in rows] == ["same", "changed", "gone", "new"]
    assert rows[0].before == rows[0].after == KEPT
    changed = rows[1]
    assert changed.before is not None
    assert changed.after is not None
    assert [changed.before[mark.start : mark.end] for mark in changed.before_marks] == ["40", "anchor."]
    assert [changed.after[mark.start : mark.end] for mark in changed.after_marks] == [
        "25",
        "with lamps",
        "anchor of the ferry.",
    ]


def test_the_text_differs_line_by_line(record: Record) -> None:
    lines = record.diff("v2").unified.splitlines()
    assert lines[:2] == ["--- v1", "+++ v2"]
    assert "-Ivo Rask promised a new crane by June." in lines
    assert "+The council will meet on Tuesday, said a clerk." in lines


def test_a_text_differs_from_itself_in_nothing(record: Record) -> None:
    answer = record.diff("v1", against="v1")
    assert len(answer.statements) == 0
    assert {row.what for row in answer.paragraphs} == {"same"}
    assert answer.unified == ""


def test_what_has_no_version_before_it_cannot_be_compared(record: Record) -> None:
    with pytest.raises(QuestionError, match="first text"):
        record.diff("v1")
    with pytest.raises(UnknownId):
        record.diff("v2", against="nowhere")
