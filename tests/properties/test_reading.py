"""Mangled pages: no crash, and every span is the words at its place."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import OnrecordError
from onrecord.reading import read_stream, read_text
from onrecord.reading.html import read_html
from onrecord.reading.paragraphs import cut_paragraphs
from onrecord.record.article import Article
from onrecord.record.intake import Refusal

CASES = Path(__file__).parent.parent / "cases" / "reading"
PAGES = [path.read_bytes() for path in sorted(CASES.iterdir()) if path.suffix != ".json"]
TEXTS = [path.read_text("utf-8") for path in sorted(CASES.glob("*.txt"))]

# Pieces of which pages are made, so that what is drawn comes near to pages.
PIECES = st.sampled_from(
    [
        "\n",
        "\n\n",
        "\r\n",
        "By ",
        "- By Ada Winn",
        " & ",
        "OLDHAVEN",
        " — ",
        "(AP)",
        ", Jan. 3",
        "The Courier",
        "Newspapers in ",
        "English",
        "from ",
        "Malta",
        "Thursday, February 13, 2031",
        " | ",
        "Page A4",
        ".",
        "“",
        "”",
        "\u00a0",
        "\ufeff",
        "___",
        "Copyright ",
        "Published: ",
        "He said no.",
        "Staff writer",
        ", ",
        "\u2028",
        "\x0c",
        "é",
        "𝕏",
        "©",
    ]
)
PAGES_OF_PIECES = st.lists(PIECES | st.text(max_size=8), max_size=40).map("".join)


def _check(article: Article) -> None:
    at = 0
    for span in article.body:
        assert at <= span.start < span.end
        assert article.text[span.start : span.end] == span.text
        at = span.end
    for origin in article.origins:
        assert origin.span is None or article.text[origin.span.start : origin.span.end] == origin.span.text


@settings(max_examples=150, deadline=None)
@given(PAGES_OF_PIECES)
def test_any_text(text: str) -> None:
    try:
        document = read_text(text)
    except OnrecordError:
        return
    assert document.article.text == text
    _check(document.article)
    assert read_text(text) == document


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(TEXTS), st.data())
def test_pages_with_pieces_cut_out_and_put_in(text: str, data: st.DataObject) -> None:
    for _ in range(data.draw(st.integers(1, 4))):
        first = data.draw(st.integers(0, len(text)))
        last = data.draw(st.integers(first, min(len(text), first + 60)))
        text = text[:first] + data.draw(PAGES_OF_PIECES) + text[last:]
    try:
        document = read_text(text)
    except OnrecordError:
        return
    _check(document.article)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(PAGES), st.data())
def test_any_bytes(page: bytes, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(page)))
    last = data.draw(st.integers(first, min(len(page), first + 100)))
    for found in read_stream(page[:first] + data.draw(st.binary(max_size=20)) + page[last:]):
        if isinstance(found, Refusal):
            assert found.kind
            assert found.message
        else:
            _check(found.article)


MARKUP = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div>",
        "<script>",
        "<!--",
        "-->",
        "<br>",
        "&amp;",
        "&#0;",
        "<h1>",
        "<table>",
        "<article>",
        "\x01",
        "<",
        "<time datetime='2031-02-13'>",
        "The council met on Thursday over the footbridge. ",
        "<meta charset=x>",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(MARKUP, max_size=60))
def test_any_markup(pieces: list[str]) -> None:
    try:
        article = read_html(("<html>" + "".join(pieces)).encode())
    except OnrecordError:
        return
    _check(article)


KEYS = st.sampled_from(["id", "text", "date", "author", "title", "url", "lang"])
JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5),
)


@settings(max_examples=100, deadline=None)
@given(st.lists(JSON, max_size=5))
def test_any_json(rows: list[object]) -> None:
    for found in read_stream("\n".join(['{"text": "One."}', *map(json.dumps, rows)]).encode()):
        if not isinstance(found, Refusal):
            _check(found.article)


@settings(max_examples=150, deadline=None)
@given(PAGES_OF_PIECES)
def test_paragraphs_leave_nothing_but_white_space(text: str) -> None:
    spans = cut_paragraphs(text)
    rest = text
    for span in reversed(spans):
        assert span.text == span.text.strip()
        rest = rest[: span.start] + rest[span.end :]
    assert rest.strip() == ""
