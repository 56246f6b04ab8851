"""Pages of the desk as a browser's tree, and what has to hold for each of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any
from urllib.parse import urldefrag, urlsplit

from lxml import html

__all__ = ["Tree", "check", "headings", "links", "own_pages", "tree", "words"]

Tree = Any  # lxml's elements have no types worth the name


def tree(page: str) -> Tree:
    """The page as a tree."""
    return html.document_fromstring(page)


def words(element: Tree) -> str:
    """The text of an element on one line."""
    return " ".join(element.text_content().split())


def links(page: Tree) -> dict[str, str]:
    """The addresses that a page links to, each with its words."""
    return {link.get("href"): words(link) for link in page.iter("a")}


def headings(page: Tree) -> list[tuple[int, str]]:
    """The headings of a page in order, each with its level."""
    return [(int(item.tag[1]), words(item)) for item in page.xpath("//h1 | //h2 | //h3 | //h4 | //h5 | //h6")]


def own_pages(page: Tree) -> Iterator[str]:
    """The pages of the desk that a page links to, without what stands behind the number sign."""
    for address in links(page):
        whole = urldefrag(address).url
        if whole.startswith("/") and not whole.startswith(("/static/", "/drawings/")):
            yield whole


def check(page: str) -> Tree:
    """Asserts what holds for every page; gives its tree."""
    found = tree(page)
    _check_safe(found)
    _check_structure(found)
    _check_names(found)
    return found


def _check_safe(page: Tree) -> None:
    """Nothing runs and nothing is styled but by the files of the package, and no link leaves HTTP."""
    for element in page.iter():
        if not isinstance(element.tag, str):
            continue
        assert element.tag not in {"style", "iframe", "object", "embed", "base"}, element.tag
        if element.tag == "script":
            assert element.get("src", "").startswith("/static/")
            assert not (element.text or "").strip()
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on"), (element.tag, name)
            assert name != "style", element.tag
            assert not name.startswith("hx-on"), name
            if name in {"href", "src", "action", "srcset"}:
                assert urlsplit(value).scheme in {"", "http", "https"}, value


def _check_structure(page: Tree) -> None:
    assert page.get("lang") == "en"
    assert words(page.find(".//title"))
    assert len(page.xpath("//main")) == len(page.xpath("//header")) == len(page.xpath("//footer")) == 1
    levels = [level for level, _ in headings(page)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(later - before <= 1 for before, later in pairwise(levels)), headings(page)
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids)), sorted(item for item in ids if ids.count(item) > 1)
    assert not page.xpath("//a//a | //a//button | //button//a")
    for name in ("aria-labelledby", "aria-describedby"):
        for value in page.xpath(f"//@{name}"):
            assert set(value.split()) <= set(ids), value


def _check_names(page: Tree) -> None:
    """Whatever can be operated has a name, and pictures have words."""
    labelled = set(page.xpath("//label/@for"))
    for field in page.xpath("//input[not(@type='hidden')] | //select | //textarea"):
        assert field.get("id") in labelled or field.xpath("ancestor::label"), field.get("name")
    for item in page.xpath("//a | //button | //summary"):
        assert words(item) or item.get("aria-label"), html.tostring(item)
    for picture in page.xpath("//img"):
        assert re.search(r"\w", picture.get("alt", "")), picture.get("src")
