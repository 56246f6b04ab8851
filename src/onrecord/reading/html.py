"""Articles out of HTML: the story by trafilatura, the facts from the markup.

Barbaresi (2021), "Trafilatura: A Web Scraping Library and Command-Line Tool for Text Discovery and Extraction".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import lxml.html
from lxml import etree
from lxml.etree import _Element

from onrecord.errors import MalformedInput, NoArticle
from onrecord.reading.encodings import decode
from onrecord.reading.facts import Fact
from onrecord.reading.metadata import facts_of_markup
from onrecord.reading.plain import check_text, read_page
from onrecord.record.article import Article
from onrecord.record.identity import digest_of

__all__ = ["looks_like_html", "read_html"]

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_MARKUP = re.compile(
    r"\s*(?:<!--(?:(?!-->).){0,2000}-->\s*){0,5}<(?:!doctype\s+html|html|head|body|article|\?xml[^>]{0,200}>\s*<(?:!doctype\s+)?html)\b",
    re.IGNORECASE | re.DOTALL,
)
# Lists of links and notices have lines and no sentences; the shortest news in brief has one of this length.
_SENTENCE = re.compile(r".{40}[.!?…]|.{15}[。！？؟।]")
_BREAK = re.compile(r"\n+")
HEAD_BYTES = 4096  # in which an HTML page declares its encoding (WHATWG asks for 1024)


def looks_like_html(opening: str) -> bool:
    """Whether a text that begins with `opening` is an HTML page."""
    return bool(_MARKUP.match(opening))


def read_html(content: bytes, *, published: str | None = None, place: str | None = None) -> Article:
    """The article of an HTML page.

    Its text is what trafilatura takes out, paragraphs parted by blank lines, and its digest is of `content`. Raises
    NoArticle where there is none, MalformedInput where the markup cannot be read, and the errors of `decode`.
    """
    declared = _CHARSET.search(content[:HEAD_BYTES])
    markup = decode(content, declared=declared[1].decode("ascii") if declared else None, place=place)
    tree = _parse(markup, place)
    facts = list(facts_of_markup(tree))
    text = _story(tree, place)
    check_text(text, place=place)
    return read_page(text, given=list(_checked(facts)), published=published, kind="html", digest=digest_of(content))


def _checked(facts: list[Fact]) -> Iterator[Fact]:
    publication = next((fact.value for fact in facts if fact.field == "publication"), None)
    for fact in facts:
        # Templates sign with the paper's name where nobody is named.
        if fact.field != "byline" or fact.value != (publication,):
            yield fact


def _parse(markup: str, place: str | None) -> _Element:
    # trafilatura finds nothing in a tree of plain lxml elements, so the parser makes HTML ones.
    # The encoding declared inside is of the bytes; the parser gets characters.
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        tree = etree.fromstring(markup.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError, RecursionError) as error:
        raise MalformedInput(f"the markup cannot be read: {error}", place=place) from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise MalformedInput(
            "the markup is nested deeper than any page is: save the article's text and give that", place=place
        )
    if tree is None:
        raise NoArticle("there is no element in it: save the page again, or give the article's text", place=place)
    return tree


def _story(tree: _Element, place: str | None) -> str:
    # Imported here, because it takes 0.2 s (measured), four times the rest of reading, and most runs read no HTML.
    import trafilatura  # noqa: PLC0415

    try:
        text = trafilatura.extract(tree, include_comments=False, include_tables=False, deduplicate=False)
    except (etree.LxmlError, ValueError, RecursionError, AttributeError, TypeError) as error:
        raise MalformedInput(f"the markup cannot be read: {type(error).__name__}: {error}", place=place) from error
    if not text or not any(_SENTENCE.search(line) for line in text.splitlines()):
        raise NoArticle("no article was found on the page: save the article's own page, or give its text", place=place)
    return _BREAK.sub("\n\n", text.strip("\n"))
