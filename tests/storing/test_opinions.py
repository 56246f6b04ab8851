from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.api import Record, open_record
from onrecord.errors import QuestionError, UnknownId
from tests.storing.children import WHEN
from tests.synthetic import make_reading


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Record]:
    with open_record(tmp_path / "r.db") as record:
        record._database.add(make_reading(1, statements=3), place="p", recorded_at=WHEN)
        yield record


def test_what_is_marked_wrong_is_in_no_answer_and_comes_back_when_marked_right(kept: Record) -> None:
    first = kept.statements()[0].id
    kept.mark(first, "wrong", author="Ada Venn", note="nobody said so")
    assert first not in {row.id for row in kept.statements()}
    assert len(kept.statements()) == 2
    kept.mark(first, "right", author="Ines Bolt")
    assert first in {row.id for row in kept.statements()}


def test_verdicts_stay_with_author_and_time(kept: Record) -> None:
    first = kept.statements()[0].id
    kept.mark(first, "wrong", author="Ada Venn", note="nobody said so")
    kept.mark(first, "right", author="Ines Bolt")
    assert [(row.verdict, row.author, row.note) for row in kept.marks()] == [
        ("wrong", "Ada Venn", "nobody said so"),
        ("right", "Ines Bolt", None),
    ]
    assert len(kept.statements(recorded_by="2000-01-01")) == 0


def test_a_mark_names_a_row_a_verdict_and_an_author(kept: Record) -> None:
    first = kept.statements()[0].id
    with pytest.raises(UnknownId):
        kept.mark("s-nothing", "wrong", author="Ada Venn")
    with pytest.raises(QuestionError, match="none of right, wrong"):
        kept.mark(first, "perhaps", author="Ada Venn")
    with pytest.raises(QuestionError, match="signed"):
        kept.mark(first, "wrong", author=" ")
    assert len(kept.marks()) == 0


def test_a_matter_without_a_name_is_refused(kept: Record) -> None:
    with pytest.raises(QuestionError, match="name"):
        kept.merge_matters("", "the ferry", author="Ada Venn")
