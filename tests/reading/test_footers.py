from __future__ import annotations

import pytest

from onrecord.reading.footers import closes_page, facts_of_closing, is_furniture, is_newsstand_footer
from onrecord.record.text import Span, span_of


def _line(text: str) -> Span:
    return span_of(text, 0, len(text))


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("Newspapers in English", "language", "en"),
        ("Newspapers in Spanish", "language", "es"),
        ("Newspapers from United States", "country", "US"),
        ("Newspapers from UK", "country", "GB"),
        ("Newspapers from the Netherlands", "country", "NL"),
        ("Newspapers from Korea, Republic of", "country", "KR"),
        ("Newspapers from Côte d'Ivoire", "country", "CI"),
        ("Copyright 2031 The Associated Press. All rights reserved.", "provider", "Associated Press"),
        ("© 2031, Reuters", "provider", "Reuters"),
        ("— AFP", "provider", "Agence France-Presse"),
        ("Ada Winn, AP", "provider", "Associated Press"),
        ("Associated Press writer Ada Winn contributed to this report.", "provider", "Associated Press"),
    ],
)
def test_what_the_end_of_a_page_tells(line: str, field: str, value: str) -> None:
    assert closes_page(_line(line))
    assert {fact.field: fact.value for fact in facts_of_closing(_line(line))} == {field: value}


@pytest.mark.parametrize(
    "line",
    [
        "Newspapers from Ardania",  # no such country
        "Newspapers in Ardanian",
        "The Associated Press contributed to this report.",  # a paper that used some of its copy
        "(Reporting by Ada Winn; Editing by Ole Dell)",
        "All rights reserved.",
        "Thursday, February 13, 2031",
        "* * *",
    ],
)
def test_furniture_that_tells_nothing(line: str) -> None:
    assert closes_page(_line(line))
    assert list(facts_of_closing(_line(line))) == []


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "Continued on Page A4",
        "- Page 1, continued on Page 6 -",
        "See BRIDGE, Page A4",
        "Read more: Ferry owners walk out",
        "The ferry terminal at dusk. (AP Photo/Ada Winn)",
        "The ferry terminal at dusk. (Ada Winn/The Courier)",
        "Photo: Ada Winn",
        "Page A4",
        "___",
        "Newspapers in English",
    ],
)
def test_furniture_inside_a_page(line: str) -> None:
    assert is_furniture(_line(line))


@pytest.mark.parametrize(
    "line",
    [
        "From 2014 to 2016 the bridge was closed",
        "See what happened next",
        '"Advertisement pays," he said.',
        "He was hit. (Warning: the video has graphic images of the shooting.)",
        "Newspapers in English and in Danish reported on the walkout.",
        "More: he said that the bridge was safe.",
        "She contributed to the campaign.",
        "Reuters reported the walkout first.",
        "Rep. Ole Dell (D/N.H.)",
        "By 58 to 33, members said no.",
        "Share prices fell on Monday.",
        "Copyright law has changed, the court said.",
    ],
)
def test_prose_stays(line: str) -> None:
    assert not is_furniture(_line(line))
    assert not closes_page(_line(line))
    assert not is_newsstand_footer(_line(line))
