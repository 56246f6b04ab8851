"""Pages of our own writing, each with the article that it is: `tests/cases/reading/NAME.*` and `NAME.json`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.reading import read_source
from onrecord.record.intake import Document

CASES = Path(__file__).parent.parent / "cases" / "reading"
PAGES = sorted(path for path in CASES.iterdir() if path.suffix != ".json")


def _only(path: Path) -> Document:
    (document,) = read_source(path)
    assert isinstance(document, Document)
    return document


@pytest.mark.parametrize("page", PAGES, ids=[path.name for path in PAGES])
def test_page_is_read_as_written_down(page: Path) -> None:
    document = _only(page)
    expected = json.loads(page.with_suffix(".json").read_text("utf-8"))
    openings = expected.pop("body")
    if "id" in expected:
        assert document.id == expected.pop("id")
    article = document.article
    found = {field: getattr(article, field) for field in expected}
    assert found == {**expected, "byline": tuple(expected["byline"])}
    assert len(article.body) == len(openings)
    assert all(span.text.startswith(opening) for span, opening in zip(article.body, openings, strict=True))


@pytest.mark.parametrize("page", PAGES, ids=[path.name for path in PAGES])
def test_every_field_says_where_it_was_taken_from(page: Path) -> None:
    article = _only(page).article
    stated = {origin.field for origin in article.origins}
    fields = ("publication", "headline", "byline", "dateline", "provider", "published", "language", "country", "url")
    assert stated == {field for field in fields if getattr(article, field)}
    for origin in article.origins:
        assert (origin.span is None) == (origin.name is not None)
        assert origin.span is None or article.text[origin.span.start : origin.span.end] == origin.span.text


@pytest.mark.parametrize("page", [page for page in PAGES if page.suffix == ".txt"], ids=lambda page: page.name)
def test_text_pages_are_kept_as_printed(page: Path) -> None:
    assert _only(page).article.text == page.read_bytes().decode("utf-8")
