"""The example pages together; what is expected of each is in `tests/cases/examples`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from onrecord import api
from onrecord.record.reading import Reading

EXAMPLES = Path(__file__).parents[1] / "examples"
GUIDE = (EXAMPLES / "README.md").read_text("utf-8")


@pytest.fixture(scope="module")
def readings() -> dict[str, list[Reading]]:
    found: dict[str, list[Reading]] = {}
    for path in sorted(EXAMPLES.iterdir()):
        if path.suffix in {".txt", ".html", ".jsonl"}:
            outcomes = list(api.readings(path))
            assert all(isinstance(outcome, Reading) for outcome in outcomes), outcomes
            found[path.name] = [outcome for outcome in outcomes if isinstance(outcome, Reading)]
    return found


def test_every_example_is_in_the_guide(readings: dict[str, list[Reading]]) -> None:
    assert set(re.findall(r"^\| `([\w.-]+)`", GUIDE, flags=re.MULTILINE)) == readings.keys()
    assert sum(map(len, readings.values())) == 20


def test_the_folder_is_read_without_its_guide(readings: dict[str, list[Reading]]) -> None:
    assert len(list(api.readings(EXAMPLES))) == sum(map(len, readings.values()))


def test_the_agency_feed(readings: dict[str, list[Reading]]) -> None:
    feed = readings["03-transmeridian-press.jsonl"]
    assert [reading.id[-4:] for reading in feed] == ["0091", "0112", "0044", "0008", "0150"]
    assert {reading.article.provider for reading in feed} == {"Transmeridian Press"}
    assert [(reading.article.published or "")[:10] for reading in feed] == [
        f"2031-03-{day}" for day in ("04", "07", "12", "13", "21")
    ]


def test_the_two_versions_have_one_address(readings: dict[str, list[Reading]]) -> None:
    (first,), (later,) = readings["10-calvera-herald-holm.html"], readings["11-calvera-herald-holm-updated.html"]
    assert first.article.url == later.article.url
    assert first.article.url
    assert first.id != later.id


def test_the_text_in_windows_1252_keeps_its_marks(readings: dict[str, list[Reading]]) -> None:
    (argus,) = readings["04-calder-valley-argus.txt"]
    assert "“We withdraw it.”" in argus.article.text
    assert "€2m (£1.7m)" in argus.article.text
    (mercury,) = readings["12-inverloch-mercury.html"]
    assert "“conclusive proof”" in mercury.article.text
    assert "Father Seán Ó Briain" in mercury.article.text
