"""What an HTML page says of its article beside the text: JSON-LD (schema.org), meta elements, OpenGraph, links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec
from lxml.etree import _Element

from onrecord.reading.bylines import parse_byline, signed_by
from onrecord.reading.dates import date_of_metadata
from onrecord.reading.facts import Fact, stated
from onrecord.reading.languages import country_code, language_code
from onrecord.reading.lexicon import agency_named
from onrecord.record.text import span_of

__all__ = ["facts_of_markup"]

_ARTICLE = re.compile(r"(?:[A-Za-z]*Article|BlogPosting|LiveBlogPosting|Report)\Z")
DEEPEST = 8  # levels of JSON-LD that are looked through; publishers use three

_SIGNATURE = frozenset({"byline", "author", "article-byline", "article__byline", "author-name", "story-byline"})

# Meta elements that give a field, the surest first.
_META = {
    "headline": ("og:title", "dc.title", "twitter:title"),
    "publication": ("og:site_name", "application-name", "dc.publisher"),
    "published": (
        "article:published_time", "og:article:published_time", "datepublished", "publishdate", "pubdate",
        "dc.date.issued", "dcterms.created", "dc.date", "date", "parsely-pub-date", "sailthru.date",
    ),
    "modified": ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified"),
    "byline": ("author", "article:author", "dc.creator", "parsely-author", "byl"),
    "language": ("og:locale", "dc.language", "content-language"),
    "url": ("og:url",),
}  # fmt: skip


def facts_of_markup(tree: _Element) -> Iterator[Fact]:
    """The facts that the markup states, the surest first: JSON-LD, then meta elements, then the elements themselves."""
    yield from _json_ld_facts(tree)
    meta = _meta(tree)
    for field, names in _META.items():
        for name in names:
            yield from _fact(field, meta.get(name), name)
    yield from _element_facts(tree)


def _fact(field: str, value: object, name: str) -> Iterator[Fact]:
    read = _READERS[field](value)
    if read:
        yield from signed_by(read, name) if isinstance(read, tuple) else [stated(field, read, name)]


def _words(value: object) -> str | None:
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    return re.sub(r"\s+", " ", value).strip() or None if isinstance(value, str) and len(value) <= 1000 else None


def _language(value: object) -> str | None:
    said = _words(value)
    return language_code(said) if said else None


def _date(value: object) -> str | None:
    said = _words(value)
    return date_of_metadata(said) if said else None


def _address(value: object) -> str | None:
    said = _words(value)
    return said if said and re.match(r"https?://", said) else None


def _people(value: object) -> tuple[str, ...]:
    listed = value if isinstance(value, list) else [value]
    return tuple(name for entry in listed[:20] for name in _names(entry))


def _names(entry: object) -> Iterator[str]:
    if isinstance(entry, dict):
        entry = entry.get("name") if entry.get("@type") in {None, "Person"} else _agency(entry.get("name"))
    said = _words(entry)
    if said and not re.match(r"https?://", said):
        for name in re.split(r"\s*(?:,|;|\||&|\band\b)\s*", re.sub(r"^by\s+", "", said, flags=re.IGNORECASE)):
            if name:
                yield name


def _agency(name: object) -> object:
    """The name, where an agency signs; a paper that signs its own page tells nothing."""
    return name if isinstance(name, str) and agency_named(name) else None


_READERS: dict[str, Any] = {
    "headline": _words,
    "publication": _words,
    "published": _date,
    "modified": _date,
    "byline": _people,
    "language": _language,
    "url": _address,
}


def _json_ld_facts(tree: _Element) -> Iterator[Fact]:
    articles = [article for block in _json_ld(tree) for article in _articles(block)]
    for article in articles[:1]:  # a page's own article comes first, related ones after it
        yield from _fact("headline", article.get("headline"), "JSON-LD headline")
        yield from _fact("publication", _name_of(article.get("publisher")), "JSON-LD publisher")
        yield from _fact("published", article.get("datePublished"), "JSON-LD datePublished")
        yield from _fact("modified", article.get("dateModified"), "JSON-LD dateModified")
        yield from _fact("byline", article.get("author"), "JSON-LD author")
        yield from _fact("language", article.get("inLanguage"), "JSON-LD inLanguage")
        yield from _fact("url", _page_of(article.get("mainEntityOfPage")), "JSON-LD mainEntityOfPage")
        yield from _fact("url", article.get("url"), "JSON-LD url")
        yield from _country_facts(article.get("publisher"))


def _json_ld(tree: _Element) -> Iterator[object]:
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() == "application/ld+json":
            try:
                yield msgspec.json.decode((script.text or "").strip())
            except (msgspec.MsgspecError, RecursionError, UnicodeError):  # a publisher's mistake; the page stays good
                continue


def _articles(block: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > DEEPEST:
        return
    if isinstance(block, list):
        for entry in block:
            yield from _articles(entry, depth + 1)
    elif isinstance(block, dict):
        kinds = block.get("@type")
        if any(
            isinstance(kind, str) and _ARTICLE.match(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])
        ):
            yield block
        else:
            yield from _articles(block.get("@graph"), depth + 1)
            yield from _articles(block.get("mainEntity"), depth + 1)


def _name_of(value: object) -> object:
    if isinstance(value, list) and value:
        value = value[0]
    return value.get("name") if isinstance(value, dict) else value


def _page_of(value: object) -> object:
    return value.get("@id") if isinstance(value, dict) else value


def _country_facts(publisher: object) -> Iterator[Fact]:
    address = publisher.get("address") if isinstance(publisher, dict) else None
    said = _words(_name_of(address.get("addressCountry"))) if isinstance(address, dict) else None
    if said and (code := country_code(said)):
        yield stated("country", code, "JSON-LD publisher address")


def _meta(tree: _Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        content = element.get("content")
        if name and content and content.strip():
            found.setdefault(name.strip().casefold(), content)
    return found


def _element_facts(tree: _Element) -> Iterator[Fact]:
    for link in tree.iter("link"):
        if (link.get("rel") or "").casefold() == "canonical":
            yield from _fact("url", link.get("href"), "link rel=canonical")
    yield from _fact("language", tree.get("lang"), "html lang")
    headings = [words for heading in tree.iter("h1") if (words := _words(str(heading.xpath("string()"))))]
    if len(headings) == 1:
        yield from _fact("headline", headings[0], "h1")
        yield from _fact("publication", _name_in_title(tree, headings[0]), "title")
    yield from _signatures(tree)
    yield from _times(tree)


def _name_in_title(tree: _Element, headline: str) -> str | None:
    """The paper's name, where the title is the headline, a mark, and the name: "Boats sail again | The Courier"."""
    title = _words(tree.findtext(".//title")) or ""
    if not title.startswith(headline):
        return None
    rest = re.fullmatch(r"\s+(?:[|:–—»·•-]|::)\s+([^|:–—»·•]{2,60})", title[len(headline) :])
    return rest[1].strip() if rest else None


def _signatures(tree: _Element) -> Iterator[Fact]:
    """Who signs inside the article, where one element is marked as the signature."""
    signed = {
        words
        for article in tree.iter("article", "main", "body")
        for element in article.iter()
        if _SIGNATURE & set((element.get("class") or "").split()) or "author" in (element.get("rel") or "").split()
        if (words := _words(str(element.xpath("string()"))))
    }
    whole = [words for words in signed if not any(words != other and words in other for other in signed)]
    if len(whole) == 1:
        line = "By " + re.sub(r"^by\s+", "", whole[0], flags=re.IGNORECASE)
        if byline := parse_byline(span_of(line, 0, len(line))):
            yield from signed_by(tuple(name.text for name in byline.names), "byline element")


def _times(tree: _Element) -> Iterator[Fact]:
    dates = {time.get("datetime") for article in tree.iter("article") for time in article.iter("time")}
    if len(dates) == 1:  # with two, one may be a change or another story's
        yield from _fact("published", dates.pop(), "time datetime")
