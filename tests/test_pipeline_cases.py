"""Whole pages through the whole pipeline, against what a careful reader takes from them (`tests/cases/README.md`)."""

from __future__ import annotations

from typing import Any

import pytest

from onrecord.record.reading import Reading
from tests.golden import EXPECTED, PAGES, SHOW, cells, is_found, read


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    return {name: read(name) for name in PAGES}


def pages_with(key: str) -> list[str]:
    return [name for name, wanted in EXPECTED.items() if key in wanted]


def test_every_page_has_its_expectations() -> None:
    assert EXPECTED.keys() == PAGES.keys()
    assert all(len(wanted.keys() - {"about", "given"}) > 1 for wanted in EXPECTED.values())


@pytest.mark.parametrize("name", PAGES)
def test_the_article(name: str, readings: dict[str, Reading]) -> None:
    article = readings[name].article
    wanted = EXPECTED[name]["article"]
    found = {field: getattr(article, field) for field in wanted} | {"byline": list(article.byline)}
    assert {**found, "published": article.published and article.published[:10]} == {**found, **wanted}
    assert len(article.body) == EXPECTED[name].get("paragraphs", len(article.body))
    assert article.body[-1].text.endswith(EXPECTED[name].get("last_words", ""))


@pytest.mark.parametrize(
    ("name", "kind", "cell"),
    [pytest.param(name, kind, cell, id=f"{name}-{kind}-{number}") for name, kind, number, cell in cells()],
)
def test_a_cell(name: str, kind: str, cell: dict[str, Any], readings: dict[str, Reading]) -> None:
    assert is_found(readings[name], kind, cell), SHOW[kind](readings[name])


@pytest.mark.parametrize("name", pages_with("nobody_says"))
def test_what_nobody_says(name: str, readings: dict[str, Reading]) -> None:
    contents = [piece.text for statement in readings[name].statements for piece in statement.content]
    assert [words for words in EXPECTED[name]["nobody_says"] for content in contents if words in content] == []


@pytest.mark.parametrize("name", pages_with("no_links"))
def test_where_nothing_is_taken_back(name: str, readings: dict[str, Reading]) -> None:
    assert readings[name].links == ()
