"""Sentences and tokens: the marks of printed news, and what holds for any text."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.parsing.sentences import parse, tokens_and_sentences
from onrecord.record.article import Article
from onrecord.record.text import span_of


def article(text: str) -> Article:
    """Paragraphs are set apart by blank lines."""
    spans = [match.span() for match in re.finditer(r"(?:(?!\n\n).)+", text, re.DOTALL)]
    return Article(text=text, body=tuple(span_of(text, *span) for span in spans))


def sentences_of(text: str) -> list[str]:
    return [text[s.start : s.end] for s in tokens_and_sentences(article(text))[1]]


def tokens_of(text: str) -> list[str]:
    return [text[t.start : t.end] for t in tokens_and_sentences(article(text))[0]]


SENTENCES = {
    "title": ["Gen. Mara Voss met Sen. Ilo Tarn on Tuesday.", "They did not agree."],
    "country inside": ["The U.S. Embassy closed.", "So did others."],
    "country at the end": ["They flew home to the U.S.", "The talks go on."],
    "month": ["It was closed on Jan. 3 and on Feb. 12.", "It is open now."],
    "time of day": ["The vote is at 9 a.m. Monday.", "It ends at 5 p.m.", "The count follows."],
    "company": ["Harlow Inc. of Norbury sold it.", "The buyer was Quill Corp.", "The price was not named."],
    "number": ["Fire Station No. 5 is shut.", "They asked and he said no.", "Then 5 men left."],
    "initials": ["J. K. Marrow wrote it with T.S. Lund.", "It sold well."],
    "letter at the end": ["They fell back on Plan B.", "The rest is known.", "So did I."],
    "quotation closed after the stop": ['"I saw it."', "She left."],
    "typographic marks": ["“We saw it.”", "She left at once."],
    "tex marks": ["``We saw it.''", "She left."],
    "question inside a quotation": ['"Where is the money?" Mayor Ann Doe asked.', "Nobody knew."],
    "question and lower case": ['"Where is it?" the mayor asked.', "Nobody knew."],
    "attribution inside": ['"It is so," he said, "and will be."', "Then he left."],
    "brackets": ["He left.", "(She stayed.)", "Both were ill."],
    "ellipsis inside": ["He said ... nothing at all.", "He left."],
    "ellipsis at the end": ["He waited …", "Nobody came."],
    "dateline": ["NORBURY (AP) — The bridge is shut.", "It will stay so."],
    "dateline with a state": ["LODEN, Mass. — The bridge is shut.", "It will stay so."],
    "state at the end of a clause": ["She moved to Loden, Mass., in 2011.", "She went to Mass.", "He did not."],
    "number with a point": ["It cost $3.5 million.", "It was worth 2.7."],
    "item": ["1. Bring water.", "Leave nothing."],
    "footnote": ["It was built in 1801. [17] [18]", "It fell in 1901."],
    "no stop": ["Council votes to keep the bridge"],
    "question marks in a row": ["Why now?", "Why here?!", "Nobody says."],
    "name with a mark": ["She left Yahoo! News in May.", "He stayed."],
    "latin": ["Many things, e.g. The Hague, etc., were named.", "No more."],
    "Germanic lower case": ["The de Voss family left.", "It was late."],
}


@pytest.mark.parametrize("name", SENTENCES)
def test_sentences_of_printed_news(name: str) -> None:
    wanted = SENTENCES[name]
    assert sentences_of(" ".join(wanted)) == wanted


def test_a_sentence_ends_where_the_space_was_forgotten() -> None:
    assert sentences_of("They came home.The door was open.") == ["They came home.", "The door was open."]


def test_lines_of_a_wrapped_paragraph_belong_together() -> None:
    assert sentences_of("The bridge was\nshut by Mayor\nAnn Doe.\nIt is open.") == [
        "The bridge was\nshut by Mayor\nAnn Doe.",
        "It is open.",
    ]


def test_bullets_open_items() -> None:
    assert sentences_of("They want:\n• more water\n• less noise") == ["They want:", "• more water", "• less noise"]
    assert sentences_of("They want:\n- more water") == ["They want:", "- more water"]


def test_a_dash_that_begins_a_wrapped_line_opens_nothing() -> None:
    assert len(sentences_of("The mayor\n- who is ill - left.")) == 1


def test_a_writer_without_capitals_still_ends_sentences() -> None:
    assert sentences_of("the attack was at noon. five men were seen.") == [
        "the attack was at noon.",
        "five men were seen.",
    ]


def test_a_sentence_stays_in_its_paragraph() -> None:
    found = tokens_and_sentences(article("He left\n\nshe stayed"))[1]
    assert [(s.paragraph, s.first, s.last) for s in found] == [(0, 0, 2), (1, 2, 4)]


TOKENS = {
    "They don't, can't and won't": "They do n't , ca n't and wo n't",
    "It's Iraq's; they’re here": "It 's Iraq 's ; they ’re here",
    "the soldiers' pay": "the soldiers ' pay",
    "U.S.-led talks": "U.S. - led talks",
    "three-week halt": "three - week halt",
    "anti-IS co-founder e-mailed": "anti-IS co-founder e-mailed",
    "Qasim Abdul-Tarn": "Qasim Abdul - Tarn",
    "5,200 men, $3.5 million, 10% and US$40": "5,200 men , $ 3.5 million , 10 % and US$ 40",
    "on 2020-02-13 at 10:30": "on 2020-02-13 at 10:30",
    "St. Loden, No. 5": "St. Loden , No. 5",
    "write to ann.doe@norbury.org.": "write to ann.doe@norbury.org .",
    "see (https://norbury.org/a?b=1).": "see ( https://norbury.org/a?b=1 ) .",
    "the norbury.com site": "the norbury.com site",
    "he cannot; gonna": "he can not ; gon na",
    "in the 1990s and the '80s, 2003's": "in the 1990s and the '80s , 2003 's",
    "Gov. Doe left at 9 a.m. for the U.S.": "Gov. Doe left at 9 a.m. for the U.S.",
    "It ended at 9 a.m.": "It ended at 9 a.m .",
    "Ph.D. in D.C.": "Ph.D. in D.C.",
    "AT&T and O'Brien": "AT&T and O'Brien",
    "wait... what?! —no": "wait ... what ?! — no",
    "#norbury @anndoe": "#norbury @anndoe",
    "``so''": "`` so ''",
    "and/or 9/11 1/2": "and / or 9/11 1/2",
    "call 555-0134 or 212-555-0134": "call 555-0134 or 212-555-0134",
}


@pytest.mark.parametrize("text", TOKENS)
def test_tokens_as_universal_dependencies_cuts_them(text: str) -> None:
    assert tokens_of(text) == TOKENS[text].split()


def test_parse_leaves_the_heads_unknown() -> None:
    analysis = parse(article("Nobody spoke."))
    assert len(analysis.tokens) == 3
    assert (analysis.names, analysis.predicates, analysis.attributions) == (None, None, None)


def test_an_article_without_a_body_has_no_sentences() -> None:
    assert tokens_and_sentences(Article(text="Norbury News")) == ((), ())


def run(letters: str) -> str:
    return letters * (300_000 // len(letters))


@pytest.mark.parametrize(
    "text", [run("a"), run("a."), run("a-"), run("1-"), run(". "), run("x@"), run('" '), run("[1]")]
)
def test_a_line_without_spaces_takes_linear_time(text: str) -> None:
    began = time.perf_counter()
    tokens_and_sentences(article(text))
    assert time.perf_counter() - began < 10  # seconds; 1 on a slow core, many minutes if it were quadratic


PIECES = st.sampled_from(
    [
        *"aB1.?!,;:-–—'’\"“”()[]…•$%#@& \n",
        "Gen.",
        "U.S.",
        "\n\n",
        " The ",
        "don't",
        "Ph.D.",
        "10-20",
        "http://a.b",
        "é",
        "\u00ad",
        "\u2028",
    ]
)
PRINTED = st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=60)


@settings(max_examples=200, deadline=None)
@given(PRINTED)
def test_tokens_and_sentences_cover_the_body_in_order(text: str) -> None:
    page = article(text)
    tokens, sentences = tokens_and_sentences(page)
    covered = [at for token in tokens for at in range(token.start, token.end)]
    assert covered == [at for span in page.body for at in range(span.start, span.end) if not text[at].isspace()]
    assert [at for s in sentences for at in range(s.first, s.last)] == list(range(len(tokens)))
    for sentence in sentences:
        span = page.body[sentence.paragraph]
        assert span.start <= sentence.start < sentence.end <= span.end
        assert (sentence.start, sentence.end) == (tokens[sentence.first].start, tokens[sentence.last - 1].end)
    assert tokens_and_sentences(page) == (tokens, sentences)
