"""Figures: what counts and what does not."""

from __future__ import annotations

import re

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.finding.figures import find_figures, with_statements
from onrecord.parsing.sentences import parse
from onrecord.record.analysis import Analysis
from onrecord.record.article import Article
from onrecord.record.cells import Figure, Statement, Time
from onrecord.record.text import span_of
from onrecord.record.vocabulary import Act, Form, TimexType


def article(text: str) -> Article:
    return Article(text=text, body=tuple(span_of(text, *line.span()) for line in re.finditer(r"[^\n]+", text)))


def figures_of(text: str, times: tuple[Time, ...] = ()) -> tuple[Figure, ...]:
    page = article(text)
    return find_figures(page, parse(page), times)


def row(figure: Figure) -> tuple[str, float, float | None, bool, str | None, str | None]:
    of = figure.of.text if figure.of else None
    return figure.text, figure.value, figure.upper, figure.approximate, of, figure.unit


COUNTED = {
    "About 5,200 Norburian soldiers are here.": ("About 5,200 Norburian soldiers", 5200, True, "Norburian soldiers"),
    "It hurt at least 40 people on Lake Street.": ("at least 40 people", 40, True, "people"),
    "They met two senior Lodenian military officials.": (
        "two senior Lodenian military officials", 2, False, "senior Lodenian military officials"),
    "They sent more than two dozen trucks.": ("more than two dozen trucks", 24, True, "trucks"),
    "Half a million refugees fled.": ("Half a million refugees", 500_000, False, "refugees"),
    "Some 200 Loden-backed militias left.": ("Some 200 Loden-backed militias", 200, True, "Loden-backed militias"),
    "It has 1,200 human rights workers.": ("1,200 human rights workers", 1200, False, "human rights workers"),
    "They took 21 of the towns.": ("21 of the towns", 21, False, "towns"),
    "Police killed 12.": ("12", 12, False, None),
    "In all 40 were wounded.": ("40", 40, False, None),
    "It killed at least 40, he said.": ("at least 40", 40, True, None),
    "There are 25 million more people.": ("25 million more people", 25_000_000, False, "people"),
    "They saw four plain-clothes officers.": ("four plain-clothes officers", 4, False, "plain-clothes officers"),
    "The two men left.": ("two men", 2, False, "men"),
}  # fmt: skip

MEASURED = {
    "It cost $3.5 million.": ("$3.5 million", 3_500_000, None, False, None, "USD"),
    "It cost €20bn.": ("€20bn", 20_000_000_000, None, False, None, "EUR"),
    "It cost 40 dollars or more.": ("40 dollars or more", 40, None, True, None, "USD"),
    "They gave $3 million worth of aid.": ("$3 million worth of aid", 3_000_000, None, False, "aid", "USD"),
    "They gave $5 to $10 million.": ("$5 to $10 million", 5_000_000, 10_000_000, False, None, "USD"),
    "They lost 5 to 10 percent of the budget.": ("5 to 10 percent of the budget", 5, 10, False, "budget", "percent"),
    "They lost 5-10% here.": ("5-10%", 5, 10, False, None, "percent"),
    "Between 10 and 20 officers left.": ("Between 10 and 20 officers", 10, 20, False, "officers", None),
    "It walked 20 miles.": ("20 miles", 20, None, False, None, "mile"),
    "It is 3,000 square kilometers.": ("3,000 square kilometers", 3000, None, False, None, "square kilometer"),
    "Two-thirds of voters left.": ("Two-thirds of voters", 2 / 3, None, False, "voters", "fraction"),
    "About half the members left.": ("About half the members", 0.5, None, True, "members", "fraction"),
    "One in five Lodenians left.": ("One in five Lodenians", 0.2, None, False, "Lodenians", "fraction"),
    "Nine of 10 limes are green.": ("Nine of 10 limes", 0.9, None, False, "limes", "fraction"),
    "It is less than half of 1 percent.": ("less than half of 1 percent", 0.5, None, True, None, "percent"),
    "It fell 3.2 percentage points.": ("3.2 percentage points", 3.2, None, False, None, "percentage point"),
}

NONE = [
    "Hundreds of protesters came.",
    "Several thousand men came.",
    "The third man left.",
    "Ann Doe, 34, left.",
    "A 34-year-old man left.",
    "The 10-member council met.",
    "They voted 52-48 and won 3-2.",
    "They flew an F-16 and a Boeing 737 jet.",
    "It is COVID-19.",
    "She lives at 123 Main Street now.",
    "It was in Room 12 of Route 66.",
    "It was the 2016 elections.",
    "They stayed for five years.",
    "Call 555-0134.",
    "It is at 10:30.",
    "Since 9/11 things changed.",
    "No one came. The one who did left.",
    "It cost six figures.",
    "Page 3 of No. 5.",
    "One day they left.",
]


@pytest.mark.parametrize("text", COUNTED)
def test_what_is_counted(text: str) -> None:
    printed, value, approximate, of = COUNTED[text]
    assert [row(figure) for figure in figures_of(text)] == [(printed, value, None, approximate, of, None)]


@pytest.mark.parametrize("text", MEASURED)
def test_what_is_measured(text: str) -> None:
    assert [row(figure) for figure in figures_of(text)] == [MEASURED[text]]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_figure(text: str) -> None:
    assert figures_of(text) == ()


def test_a_change_is_two_figures() -> None:
    assert [figure.value for figure in figures_of("It rose from 10 percent to 20 percent.")] == [10, 20]


def test_a_share_may_be_of_a_number_that_is_a_figure_too() -> None:
    assert [row(figure)[:2] for figure in figures_of("They took 21 of the 30 towns.")] == [
        ("21 of the 30 towns", 21),
        ("30 towns", 30),
    ]


def test_parts_of_times_are_no_figures() -> None:
    text = "They held it for 40 sessions."
    time = Time(start=17, end=28, text="40 sessions", type=TimexType.DURATION, value=None)
    assert len(figures_of(text)) == 1
    assert figures_of(text, (time,)) == ()


def with_syntax(text: str, heads: dict[int, int], nouns: set[int]) -> tuple[Article, Analysis]:
    """The analysis with UD `nummod` arcs (modifier: head) and these tokens as nouns."""
    page = article(text)
    analysis = parse(page)
    tokens = tuple(
        msgspec.structs.replace(
            token,
            upos="NOUN" if at in nouns else "NUM" if at in heads else "X",
            head=heads.get(at, -1),
            label="nummod" if at in heads else "dep",
        )
        for at, token in enumerate(analysis.tokens)
    )
    return page, msgspec.structs.replace(analysis, tokens=tokens)


def test_syntax_says_what_is_counted() -> None:
    page, analysis = with_syntax("one Lodenian militia official said", {0: 3}, {2, 3})
    assert [row(figure) for figure in find_figures(page, analysis, ())] == [
        ("one Lodenian militia official", 1, None, False, "Lodenian militia official", None)
    ]


def test_syntax_does_not_make_a_singular_a_count() -> None:
    page, analysis = with_syntax("Ann Doe passed the 5000 milestone", {4: 5}, {5})
    assert find_figures(page, analysis, ()) == ()


def said(text: str, id: str, start: int, end: int) -> Statement:  # noqa: A002 - the field's name
    return Statement(
        id=id, source=None, actor=None, cue=None, content=(span_of(text, start, end),), form=Form.INDIRECT,
        act=Act.ASSERT, anonymous=False,
    )  # fmt: skip


def test_a_figure_belongs_to_the_one_statement_that_holds_it() -> None:
    text = "He said 40 men left. They were 50 men."
    one, two = figures_of(text)
    content = said(text, "s-1", 8, 19)
    assert [figure.statement for figure in with_statements((one, two), [content])] == ["s-1", None]
    assert with_statements((one,), [content, said(text, "s-2", 3, 19)])[0].statement is None


PIECES = st.sampled_from(
    [
        "about",
        "two",
        "three",
        "dozen",
        "a",
        "half",
        "third",
        "of",
        "the",
        "million",
        "percent",
        "%",
        "$",
        "€",
        "-",
        "–",
        "to",
        "between",
        "and",
        "5",
        "5,200",
        "3.5",
        "20",
        "1",
        "in",
        "people",
        "men",
        "officers",
        "more",
        "than",
        "one",
        "killed",
        "were",
        ",",
        ".",
        "(",
        ")",
        "miles",
        "worth",
        "Norbury",
        "F",
        "'s",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=25).map(" ".join) | st.text(max_size=60))
def test_figures_are_words_of_the_page_in_order(text: str) -> None:
    found = figures_of(text)
    assert [figure.start for figure in found] == sorted({figure.start for figure in found})
    for figure in found:
        assert text[figure.start : figure.end] == figure.text
        assert figure.upper is None or figure.value < figure.upper
        assert figure.of is None or text[figure.of.start : figure.of.end] == figure.of.text
    assert figures_of(text) == found
