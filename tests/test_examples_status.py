"""The status of the patrols on the Lisna, from what had been printed by the end of each day (examples/README.md)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from onrecord import api, connecting, pipeline
from onrecord.asking.rows import StatusAnswer
from onrecord.asking.status import matters
from onrecord.linking.matters import is_named
from onrecord.record.intake import Document
from onrecord.storing.database import Database

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


PAUSED = "paused 2031-02-12 (Joint River Commission)"
TAKEN_BACK = (
    f"unclear: {PAUSED}; resumed 2031-03-04 (says Belmoran Defense Ministry) was taken back and nothing has followed"
)
BY_DAY = {
    "2031-03-05": "resumed 2031-03-05T06:00 (says Belmoran Defense Ministry)",
    "2031-03-08": TAKEN_BACK,
    "2031-03-14": f"{TAKEN_BACK}; expected: started 2031-03-16 (says Petra Holm)",
    "2031-03-17": TAKEN_BACK,
    "2031-03-22": f"{TAKEN_BACK}; planned: The suspension of February 12 lifted 2031-03-24 (says Petra Holm)",
    "2031-03-25": "resumed",
}
DAYS_LATER = 2  # after print, a page is recorded
UNDATED = {"02-lisna-river-times": "2031-03-07", "05-tamarack-falls-tribune": "2031-03-08"}
UNDATED["07-dunmore-ledger-dispatch"] = "2031-03-11"


@pytest.mark.parametrize("day", list(BY_DAY))
def test_what_the_status_says_by_each_day(record: api.Record, day: str) -> None:
    assert record.status(MATTER, as_of=day).says == BY_DAY[day]


@pytest.fixture(scope="module")
def kept_late(tmp_path_factory: pytest.TempPathFactory) -> Iterator[api.Record]:
    """The same record, of which every page was read two days after it was printed."""
    database = Database.open(tmp_path_factory.mktemp("late") / "late.db", create=True)
    found = [item for item in pipeline.documents_of(EXAMPLES) if isinstance(item, Document)]
    found.sort(key=_printed)
    with pytest.MonkeyPatch.context() as patch:
        for document in found:
            recorded = (datetime.fromisoformat(_printed(document)) + timedelta(days=DAYS_LATER)).isoformat() + "Z"
            clock = type("Clock", (), {"now": staticmethod(lambda _, at=recorded: datetime.fromisoformat(at))})
            patch.setattr(connecting, "datetime", clock)
            database.add(pipeline.read_document(document), place=document.place, recorded_at=recorded)
            connecting.connect(database)
    with api.Record(database) as kept:
        yield kept


def _printed(document: Document) -> str:
    return (document.article.published or UNDATED[Path(document.place).stem])[:10]


@pytest.mark.parametrize("day", list(BY_DAY))
def test_the_clock_of_print_does_not_depend_on_when_pages_were_recorded(kept_late: api.Record, day: str) -> None:
    assert kept_late.status(MATTER, as_of=day).says == BY_DAY[day]


@pytest.mark.parametrize("day", list(BY_DAY))
def test_the_clock_of_the_record_tells_each_day_two_days_later(kept_late: api.Record, day: str) -> None:
    recorded = (datetime.fromisoformat(day) + timedelta(days=DAYS_LATER)).date().isoformat()
    assert kept_late.status(MATTER, as_of=day, recorded_by=recorded).says == BY_DAY[day]


def test_what_was_printed_but_not_yet_recorded_is_not_known(kept_late: api.Record) -> None:
    """The rescission was printed on March 7 and recorded on March 9."""
    known = kept_late.status(MATTER, as_of="2031-03-08", recorded_by="2031-03-08")
    assert known.says == BY_DAY["2031-03-05"]
    assert kept_late.status(MATTER, as_of="2031-03-08", recorded_by="2031-03-09").standing == "unclear"


def test_pages_without_a_date_are_counted_and_not_dropped_silently(record: api.Record) -> None:
    undated = {row.id for row in record.articles() if row.published is None}
    assert len(undated) == len(UNDATED)
    asked = record.status(MATTER, as_of="2031-03-25")
    assert asked.undated == asked.rows.undated == len(undated)
    assert record.status(MATTER).undated == 0
    assert record.sources(as_of="2031-03-25").undated == len(undated)
    links = record.changes()
    assert record.changes(as_of="2031-03-25").undated == len([row for row in links if row.article in undated]) > 0
    told = [row for row in record.statements(about="patrols") if row.article in undated]
    assert record.origins(about="patrols", as_of="2031-03-25").undated == len(told) > 0
    speaker = next(row.speaker for row in told if row.speaker)
    assert record.who(speaker, as_of="2031-03-25").undated > 0
    assert record.who(speaker).undated == 0


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
