"""A random sample, a person's verdicts, and the precision they come to; and the verdicts as gold."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.api import Record
from onrecord.asking.auditing import interval
from onrecord.errors import MalformedInput, QuestionError, UnknownId
from onrecord.record.cells import Event, Statement
from onrecord.record.links import Link
from onrecord.storing.database import Database, Recording
from tests.harbour import PAGES
from tests.storing.children import WHEN
from tests.synthetic import make_reading, make_readings


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Database.open(tmp_path / "audit.db", create=True) as db:
        db.add_many([Recording(reading=each, place="p", recorded_at=WHEN) for each in make_readings(8, statements=5)])
        yield Record(db)


@pytest.fixture
def harbour(tmp_path: Path) -> Iterator[Record]:
    with Database.open(tmp_path / "harbour.db", create=True) as db:
        db.add_many([Recording(reading=each, place="p", recorded_at=WHEN) for each in PAGES])
        yield Record(db)


def ids(record: Record, n: int, seed: int = 0) -> list[str]:
    return [row.id for row in record.sample(n=n, seed=seed)]


def test_a_seed_draws_the_same_rows_and_another_seed_others(record: Record) -> None:
    assert ids(record, 10) == ids(record, 10)
    assert ids(record, 10) == ids(record, 20)[:10]
    assert set(ids(record, 10)) != set(ids(record, 10, seed=1))
    assert len(set(ids(record, 1000))) == 40


def test_a_record_that_grows_keeps_most_of_its_sample(record: Record) -> None:
    before = ids(record, 20)
    record._database.add(make_reading(50, statements=5), place="p", recorded_at=WHEN)
    after = ids(record, 20)
    kept = [key for key in after if key in before]
    assert kept == before[: len(kept)]
    assert len(kept) >= 15


def test_every_row_is_drawn_about_as_often(record: Record) -> None:
    counts = dict.fromkeys(ids(record, 40), 0)
    for seed in range(100):
        for key in ids(record, 4, seed):
            counts[key] += 1
    assert max(counts.values()) < 25  # of 100 draws of a tenth: 10 expected
    assert sum(count == 0 for count in counts.values()) == 0


def test_rows_come_with_their_sentences_and_marks(harbour: Record) -> None:
    for kind in ("statements", "events", "links"):
        for row in harbour.sample(kind=kind):
            page = harbour.reading(row.article).article.text
            assert page[row.start : row.start + len(row.excerpt)] == row.excerpt
            assert row.marks
            assert row.cells
    said = {row.id: row for row in harbour.sample()}["s-resumed"]
    assert (said.cells["speaker"], said.cells["cue"], said.verdict) == ("Béla Okár", "said", None)
    linked = harbour.sample(kind="links")[0]
    assert linked.kind == "link"
    assert {"kind", "from", "to"} <= linked.cells.keys()


def test_precision_counts_verdicts_and_what_is_open(record: Record) -> None:
    drawn = ids(record, 10)
    for place, key in enumerate(drawn[:8]):
        record.mark(key, "wrong" if place < 2 else "right", author="Ona")
    found = record.precision(n=10)
    assert (found.kind, found.right, found.wrong, found.open, found.precision) == ("statements", 6, 2, 2, 0.75)
    assert (found.low, found.high) == pytest.approx((0.409, 0.929), abs=0.001)  # Wilson, 6 of 8
    assert record.precision(kind="links", n=10).precision is None


@given(st.integers(0, 500), st.integers(1, 500), st.sampled_from([0.8, 0.95, 0.99]))
def test_the_interval_holds_the_share_and_narrows(right: int, count: int, level: float) -> None:
    right = min(right, count)
    low, high = interval(right, count, level=level)
    assert low is not None
    assert high is not None
    assert 0 <= low <= right / count <= high <= 1
    wider = interval(right, count, level=0.999)
    assert wider[0] is not None
    assert wider[0] <= low
    more = interval(10 * right, 10 * count, level=level)
    assert more[0] is not None
    assert more[1] is not None
    assert more[1] - more[0] <= high - low


@pytest.mark.parametrize("suffix", [".csv", ".jsonl"])
def test_a_sample_goes_out_and_its_verdicts_come_back_once(record: Record, tmp_path: Path, suffix: str) -> None:
    rows = record.sample(n=6).to_dicts()
    for place, row in enumerate(rows):
        row["verdict"] = ("right", "wrong", "")[place % 3]
        row["note"] = "nobody said so" if place == 1 else ""
    target = tmp_path / f"sample{suffix}"
    with target.open("w", encoding="utf-8", newline="") as stream:
        if suffix == ".csv":
            writer = csv.DictWriter(stream, rows[0])
            writer.writeheader()
            writer.writerows(rows)
        else:
            stream.writelines(json.dumps(row) + "\n" for row in rows)
    assert record.mark_from(target, author="Ona") == 4
    assert record.mark_from(target, author="Ona") == 0
    assert {(mark.target, mark.verdict, mark.note) for mark in record.marks()} == {
        (rows[0]["id"], "right", None),
        (rows[1]["id"], "wrong", "nobody said so"),
        (rows[3]["id"], "right", None),
        (rows[4]["id"], "wrong", None),
    }
    assert record.precision(n=6).precision == 0.5


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ('{"id": "s", "verdict": "maybe"}', MalformedInput),
        ("nothing", MalformedInput),
        ("[1]", MalformedInput),
        ('{"id": "s-none", "verdict": "right"}', UnknownId),
    ],
)
def test_a_broken_file_of_verdicts_is_refused(record: Record, tmp_path: Path, line: str, error: type) -> None:
    (tmp_path / "v.jsonl").write_text(f"{line}\n", encoding="utf-8")
    with pytest.raises(error):
        record.mark_from(tmp_path / "v.jsonl", author="Ona")
    assert len(record.marks()) == 0


def test_a_sample_is_of_a_kind(record: Record) -> None:
    with pytest.raises(QuestionError, match="kind"):
        record.sample(kind="people")
    with pytest.raises(QuestionError, match="less than 0"):
        record.sample(n=-1)


def test_verdicts_go_out_as_gold_in_the_shape_of_the_contract(harbour: Record, tmp_path: Path) -> None:
    event = harbour.events()[0]
    link = harbour.sample(kind="links")[0]
    harbour.mark("s-resumed", "wrong", author="Ona", note="too early")
    harbour.mark("s-resumed", "right", author="Lior")
    harbour.mark(event.id, "wrong", author="Ona")
    harbour.mark(link.id, "right", author="Ona")
    target = tmp_path / "gold.jsonl"
    lines = harbour.export(target, format="gold")
    gold = {line["id"]: line for line in map(json.loads, target.read_text(encoding="utf-8").splitlines())}
    assert len(gold) == lines == len({"a-courier", event.article, link.article})
    page = gold["a-courier"]
    (said,) = msgspec.convert(page["statements"], list[Statement])
    assert said == next(item for item in harbour.reading("a-courier").statements if item.id == "s-resumed")
    text = page["article"]["text"]
    assert all(text[span.start : span.end] == span.text for span in said.content)
    assert [actor["name"] for actor in page["actors"]] == ["Béla Okár"]
    told = [(item["target"], item["kind"], item["verdict"], item["author"], item["note"]) for item in page["verdicts"]]
    assert ("s-resumed", "statement", "wrong", "Ona", "too early") in told
    assert told.index(("s-resumed", "statement", "wrong", "Ona", "too early")) < told.index(
        ("s-resumed", "statement", "right", "Lior", None)
    )
    (wrong,) = msgspec.convert(gold[event.article]["wrong"]["events"], list[Event])
    assert wrong.id == event.id
    (kept,) = msgspec.convert(gold[link.article]["links"], list[Link])
    assert kept.kind.value == link.cells["kind"]


def test_a_record_without_verdicts_has_no_gold(record: Record, tmp_path: Path) -> None:
    assert record.export(tmp_path / "gold.jsonl", format="gold") == 0
    assert (tmp_path / "gold.jsonl").read_bytes() == b""
