from __future__ import annotations

import time

import pytest

from onrecord.reading.datelines import parse_dateline
from onrecord.record.text import Span, span_of


def _paragraph(text: str) -> Span:
    return span_of(text, 0, len(text))


@pytest.mark.parametrize(
    ("paragraph", "place", "agency"),
    [
        ("OLDHAVEN — The port closed.", "OLDHAVEN", None),
        ("OLDHAVEN, Ardania (AP) — The port closed.", "OLDHAVEN, Ardania", "Associated Press"),
        ("OLDHAVEN, Ardania (AP) _", "OLDHAVEN, Ardania", "Associated Press"),
        ("PORT AMES, Jan. 3 (Reuters) - The port closed.", "PORT AMES", "Reuters"),
        ("Port Ames, Jan. 3 (Xinhua) -- The port closed.", "Port Ames", "Xinhua"),
        ("Port Ames (AFP) – “The port closed.”", "Port Ames", "Agence France-Presse"),
        ("ST. MARA, N.H. -- The port closed.", "ST. MARA, N.H.", None),
        ("DAR EL-MINA — Two boats sank.", "DAR EL-MINA", None),
        ("OLDHAVEN/PORT AMES — Two boats sank.", "OLDHAVEN/PORT AMES", None),
        ("McCALL, Mo. — Two boats sank.", "McCALL, Mo.", None),
        ("ÅLVIK — Two boats sank.", "ÅLVIK", None),
        ("OLDHAVEN (UPR) — Two boats sank.", "OLDHAVEN", "UPR"),
        ("(Reuters) - Two boats sank.", None, "Reuters"),
        ("OLDHAVEN, Feb. 3, 2031 — Two boats sank.", "OLDHAVEN", None),
    ],
)
def test_datelines(paragraph: str, place: str | None, agency: str | None) -> None:
    dateline = parse_dateline(_paragraph(paragraph))
    assert dateline is not None
    assert (dateline.place and dateline.place.text) == place
    assert dateline.agency == agency
    if dateline.place:
        assert paragraph[dateline.place.start : dateline.place.end] == place


@pytest.mark.parametrize(
    "paragraph",
    [
        "UPDATE — The port closed.",
        "NATO — The alliance said no.",
        "U.S. - The country said no.",
        "OLDHAVEN: The port closed.",
        "Oldhaven — The port closed.",
        "The port — Oldhaven's only one — closed.",
        "OLDHAVEN — and not Port Ames — closed.",
        "A — B",
        "OLDHAVEN-BASED firms closed.",
        "",
    ],
)
def test_no_datelines(paragraph: str) -> None:
    assert parse_dateline(_paragraph(paragraph)) is None


@pytest.mark.parametrize("unit", ["A", "A, ", "Ab ", "AB, Ab ", "A.", "A-", "AB, Jan. 1 (A", "((", "A'", "— "])
def test_time_does_not_explode(unit: str) -> None:
    begun = time.process_time()
    parse_dateline(_paragraph(unit * 100_000))
    parse_dateline(_paragraph("AB, " + unit * 100_000))
    assert time.process_time() - begun < 0.5


@pytest.mark.parametrize(
    ("paragraph", "day"),
    [
        ("ORVANE, April 12, 2033 (NPA) - Rebels left.", "April 12, 2033"),
        ("ORVANE, Lisna, 12 April 2033 — Rebels left.", "12 April 2033"),
        ("ORVANE, April 12 (NPA) - Rebels left.", None),
        ("ORVANE (NPA) - Rebels left in 2033.", None),
        ("Berlin, November 9, 1989 - The wall fell that night.", None),
    ],
)
def test_a_day_counts_with_its_year(paragraph: str, day: str | None) -> None:
    dateline = parse_dateline(_paragraph(paragraph))
    assert dateline is not None
    assert (dateline.day.text if dateline.day else None) == day


def test_a_weekday_is_no_place() -> None:
    assert parse_dateline(_paragraph("Tuesday, March 3, 1987 - It was raining.")) is None
