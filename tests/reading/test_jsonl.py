from __future__ import annotations

import pytest

from onrecord.errors import EmptyInput, MalformedInput
from onrecord.reading.jsonl import read_line


def test_text_is_taken_exactly() -> None:
    document, named = read_line(b'{"id": 7, "text": "  A line.\\r\\n\\tAnother. "}')
    assert (document.id, named) == ("7", True)
    assert document.article.text == "  A line.\r\n\tAnother. "


def test_an_id_is_computed_where_none_is_given() -> None:
    document, named = read_line(b'{"id": null, "text": "A line."}')
    assert (document.id[:2], named) == ("a-", False)


def test_fields_of_corpora_are_known() -> None:
    line = (
        b'{"text": "A line.", "title": "T", "author": "Ada Winn; AP", "dct": "2031-02-13", "publisher": {"name": "C"}}'
    )
    article = read_line(line)[0].article
    assert (article.headline, article.byline, article.provider) == ("T", ("Ada Winn",), "Associated Press")
    assert (article.published, article.publication) == ("2031-02-13", "C")
    assert {origin.name for origin in article.origins} == {"title", "author", "dct", "publisher"}


@pytest.mark.parametrize("nothing", ["null", '""', '"None"', '"  "', '"n/a"'])
def test_nothing_said_is_null(nothing: str) -> None:
    fields = ", ".join(f'"{key}": {nothing}' for key in ("title", "author", "date", "publisher", "url", "lang", "wire"))
    article = read_line(f'{{"text": "A line.", {fields}}}'.encode())[0].article
    assert article.origins == ()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b"not json", "not JSON"),
        (b'{"text": "cut', "not JSON"),
        (b'{"text": "\xff"}', "not JSON"),
        (b'{"text": "\\ud800"}', "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b'["text"]', "not an object"),
        (b'{"id": "1"}', "has no 'text'"),
        (b'{"text": 5}', "a number"),
        (b'{"text": ["a"]}', "a list"),
        (b'{"text": "a", "id": {}}', "'id' is a object"),
        (b'{"text": "a", "title": 5}', "'title' is a number"),
        (b'{"text": "a", "author": [5]}', "'author' has a number"),
        (b'{"text": "a", "date": "13/2"}', "'date' is not a date"),
    ],
)
def test_lines_that_are_no_article(line: bytes, words: str) -> None:
    with pytest.raises(MalformedInput, match=words) as raised:
        read_line(line, place="f.jsonl:3")
    assert raised.value.place == "f.jsonl:3"


def test_an_empty_text() -> None:
    with pytest.raises(EmptyInput):
        read_line(b'{"text": " "}')
