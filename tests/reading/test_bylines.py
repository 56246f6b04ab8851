from __future__ import annotations

import pytest

from onrecord.reading.bylines import parse_byline, parse_signature_line, signed_by
from onrecord.record.text import Span, span_of


def _line(text: str) -> Span:
    return span_of(text, 0, len(text))


@pytest.mark.parametrize(
    ("line", "names", "agency"),
    [
        ("- By Ada Winn & Jonas Petrel", ["Ada Winn", "Jonas Petrel"], None),
        ("By Ada Winn and Jonas Petrel", ["Ada Winn", "Jonas Petrel"], None),
        ("By Ada Winn, Jonas Petrel and Ole O’Dell", ["Ada Winn", "Jonas Petrel", "Ole O’Dell"], None),
        ("By Ada Winn, AP", ["Ada Winn"], "Associated Press"),
        ("By ADA WINN, Associated Press Writer", ["ADA WINN"], None),
        ("By Ada Winn | Reuters", ["Ada Winn"], "Reuters"),
        ("By Ada Winn of the Quarry Courier", ["Ada Winn"], None),
        ("By Ada Winn, Quarry Courier", ["Ada Winn"], None),
        ("By Ada Winn in Port Ames", ["Ada Winn"], None),
        ("By Ada Winn, Upland Press", ["Ada Winn"], "Upland Press"),
        ("By Ada Winn of The Associated Press", ["Ada Winn"], "Associated Press"),
        ("By The Associated Press", [], "Associated Press"),
        ("By Staff Writer", [], None),
        ("By J. P. van der Winn Jr.", ["J. P. van der Winn Jr."], None),
        ("By Tomas al-Beren", ["Tomas al-Beren"], None),
        ("By Ada Winn, Diplomatic Correspondent", ["Ada Winn"], None),
        ("Analysis by Ada Winn", ["Ada Winn"], None),
    ],
)
def test_byline_lines(line: str, names: list[str], agency: str | None) -> None:
    byline = parse_byline(_line(line))
    assert byline is not None
    assert [name.text for name in byline.names] == names
    assert (byline.agency and byline.agency[0]) == agency
    assert all(line[name.start : name.end] == name.text for name in byline.names)


@pytest.mark.parametrize(
    "line",
    [
        "By Friday, parents had collected 400 signatures.",
        "By Friday",
        "By early Monday Morning",
        "By the Sea",
        "By",
        "By all means",
        "Bylaws Are Changed",
        "By 58 percent to 33, voters said no",
        "By Ada Winn said nobody",
        "By Ada Winn awinn@courier.example",  # nothing parts the two: not understood, so not read
        "By " + "Ada Winn and " * 40,
    ],
)
def test_prose_is_not_a_byline(line: str) -> None:
    assert parse_byline(_line(line)) is None


def test_byline_with_the_day_before_it() -> None:
    byline = parse_byline(_line("2031-02-13 - By Ada Winn"))
    assert byline is not None
    assert byline.date is not None
    assert byline.date[0] == byline.date[1].text == "2031-02-13"


@pytest.mark.parametrize(
    "line",
    [
        "By Ada Winn | Feb. 13, 2031",
        "By Ada Winn | awinn@courier.example | Feb. 13, 2031",
        "By Ada Winn · Posted: 13 February 2031",
    ],
)
def test_byline_with_the_day_behind_it(line: str) -> None:
    byline = parse_byline(_line(line))
    assert byline is not None
    assert [name.text for name in byline.names] == ["Ada Winn"]
    assert byline.date is not None
    assert byline.date[0] == "2031-02-13"


@pytest.mark.parametrize("line", ["Ada Winn, Staff writer", "Ada Winn | Associated Press", "— Ada Winn, AP"])
def test_signatures_without_by(line: str) -> None:
    signed = parse_signature_line(_line(line))
    assert signed is not None
    assert [name.text for name in signed.names] == ["Ada Winn"]


@pytest.mark.parametrize(
    "line", ["Ada Winn", "Ada Winn, Ole Dell", "Staff writer", "Ada Winn, Staff writer, fell.", ""]
)
def test_names_alone_are_no_signature(line: str) -> None:
    assert parse_signature_line(_line(line)) is None


def test_authors_of_metadata_are_persons_or_agencies() -> None:
    facts = {fact.field: fact.value for fact in signed_by(["Ada Winn", "AP", "Staff"], "author")}
    assert facts == {"byline": ("Ada Winn",), "provider": "Associated Press"}
    assert list(signed_by(["AP", "Reuters"], "author")) == []  # two agencies: neither


def test_a_day_of_change_is_no_day_of_publication() -> None:
    byline = parse_byline(_line("By Ada Winn | Updated Feb. 13, 2031"))
    assert byline is not None
    assert (byline.date, [name.text for name in byline.names]) == (None, ["Ada Winn"])
