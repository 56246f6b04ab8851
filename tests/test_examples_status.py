"""The status of the patrols on the Lisna, from what had been printed by the end of each day (examples/README.md)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord import api
from onrecord.asking.rows import StatusAnswer
from onrecord.asking.status import matters
from onrecord.linking.matters import is_named

EXAMPLES = Path(__file__).parents[1] / "examples"
MATTER = "joint patrols"


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[api.Record]:
    with api.open_record(tmp_path_factory.mktemp("lisna") / "lisna.db") as kept:
        kept.read(EXAMPLES)
        yield kept


def told(answer: StatusAnswer, what: str) -> list[tuple[str | None, str | None]]:
    return [(row.says, row.standing) for row in answer.rows if row.what == what]


@pytest.mark.parametrize(
    ("day", "standing", "phase"),
    [
        ("2031-03-03", None, None),
        ("2031-03-05", "stands", "resumed"),
        ("2031-03-08", "unclear", "paused"),
        ("2031-03-14", "unclear", "paused"),
        ("2031-03-17", "unclear", "paused"),
        ("2031-03-22", "unclear", "paused"),
        ("2031-03-25", "stands", "resumed"),
    ],
)
def test_the_status_of_the_patrols(record: api.Record, day: str, standing: str | None, phase: str | None) -> None:
    answer = record.status(MATTER, as_of=day)
    assert (answer.standing, answer.phase) == (standing, phase)


def test_before_the_rescission_the_resumption_is_a_claim_and_after_it_it_is_none(record: api.Record) -> None:
    before, after = record.status(MATTER, as_of="2031-03-05"), record.status(MATTER, as_of="2031-03-08")
    assert ("Belmoran Defense Ministry", "stands") in told(before, "resumed")
    assert {standing for speaker, standing in told(after, "resumed") if speaker} == {"rescinded"}
    assert "taken back and nothing has followed" in after.says


def test_the_start_on_sunday_is_ahead_until_the_page_no_longer_says_so(record: api.Record) -> None:
    assert "2031-03-16 (says Petra Holm)" in record.status(MATTER, as_of="2031-03-14").says
    later = record.status(MATTER, as_of="2031-03-17")
    assert "2031-03-16" not in later.says
    assert ("Petra Holm", "withdrawn") in told(later, "started")


def test_by_the_other_clock_nothing_was_known_before_it_was_read(record: api.Record) -> None:
    assert record.status(MATTER, as_of="2031-03-25", recorded_by="2020-01-01").standing is None


def test_the_agency_s_copy_in_another_paper_is_no_second_origin(record: api.Record) -> None:
    rescinded = [row for row in record.status(MATTER, as_of="2031-03-08").rows if row.what == "resumed"]
    assert any(row.origins < row.reports for row in rescinded)


def test_every_row_can_be_traced(record: api.Record) -> None:
    for row in record.status(MATTER).rows:
        answer = record.trace(row.id)
        assert row.evidence in answer.excerpt


def test_an_agency_s_story_in_three_papers_is_one_origin(record: api.Record) -> None:
    rows = {(row.kind, row.name): (row.articles, row.origins) for row in record.sources()}
    assert rows["publication", "Calder Valley Argus"] == (1, 0)
    assert rows["publication", "Tamarack Falls Tribune"] == (1, 0)
    articles, origins = rows["provider", "Transmeridian Press"]
    assert origins <= articles - 2


def test_names_lead_to_all_articles_of_a_matter(record: api.Record) -> None:
    everything = matters(record._database)
    for name in sorted({name for matter in everything for name in matter.names}):
        expected = {step.article for matter in everything if is_named(matter, name) for step in matter.steps}
        assert record.status(name).pages == len(expected), name
