"""JSON Lines: an article a line, with `id`, `text` and what else is known of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from onrecord.errors import MalformedInput
from onrecord.reading.bylines import signed_by
from onrecord.reading.dates import date_of_metadata
from onrecord.reading.facts import Fact, stated
from onrecord.reading.languages import country_code, language_code
from onrecord.reading.lexicon import agency_named
from onrecord.reading.plain import check_text, read_page
from onrecord.record.identity import article_id, digest_of
from onrecord.record.intake import Document

__all__ = ["read_line"]

# The keys under which corpora and feeds give a field; the first that is there holds.
_KEYS = {
    "publication": ("publication", "publisher", "newspaper", "outlet", "site_name"),
    "headline": ("headline", "title"),
    "byline": ("byline", "authors", "author", "creator"),
    "dateline": ("dateline",),
    "provider": ("provider", "agency", "wire"),
    "published": ("published", "date", "dct", "published_at", "date_published", "publication_date", "pub_date"),
    "language": ("language", "lang"),
    "country": ("country",),
    "url": ("url", "link", "canonical_url"),
}
_NOTHING = frozenset({"", "none", "null", "nan", "n/a", "unknown"})


def read_line(line: bytes, *, published: str | None = None, place: str = "<line>") -> tuple[Document, bool]:
    """The article of one JSON line, and whether the line gave its id.

    `text` is taken exactly as it is given. Raises MalformedInput where the line is not JSON, is not an object, has no
    text or a field of the wrong kind; EmptyInput and TooLarge for its text.
    """
    row = _row(line, place)
    text = _text(row, place)
    facts = [fact for field in _KEYS for fact in _given(field, row, place)]
    article = read_page(text, given=facts, published=published, kind="jsonl", digest=digest_of(line))
    given = _id(row, place)
    return Document(id=given or article_id(text, article.publication, article.url), article=article, place=place), bool(
        given
    )


def _row(line: bytes, place: str) -> dict[str, Any]:
    try:
        row = msgspec.json.decode(line)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise MalformedInput(f"this line is not JSON ({error}): one object a line", place=place) from error
    if not isinstance(row, dict):
        raise MalformedInput("this line is JSON, but not an object with a text", place=place)
    return row


def _text(row: dict[str, Any], place: str) -> str:
    text = row.get("text")
    if "article" in row and text is None:
        raise MalformedInput("this is a reading that onrecord printed; add it with `onrecord import`", place=place)
    if not isinstance(text, str):
        wrong = "has no 'text'" if text is None else f"has a 'text' that is a {_kind(text)}"
        raise MalformedInput(f"the object {wrong}: give the article's text as a string", place=place)
    check_text(text, place=place)
    return text


def _kind(value: object) -> str:
    names: dict[type, str] = {bool: "truth value", int: "number", float: "number", list: "list", dict: "object"}
    return names.get(type(value), type(value).__name__)


def _id(row: dict[str, Any], place: str) -> str | None:
    given = row.get("id")
    if given is None or given == "":
        return None
    if isinstance(given, bool) or not isinstance(given, str | int):
        raise MalformedInput(f"'id' is a {_kind(given)}: give a string", place=place)
    return str(given)


def _given(field: str, row: dict[str, Any], place: str) -> Iterator[Fact]:
    for key in _KEYS[field]:
        value = _names(key, row.get(key), place) if field == "byline" else _value(field, key, row.get(key), place)
        if value:
            yield from signed_by(value, key) if isinstance(value, tuple) else [stated(field, value, key)]
            return


def _value(field: str, key: str, value: object, place: str) -> str | None:
    if isinstance(value, dict) and isinstance(value.get("name"), str):
        value = value["name"]
    if value is None:
        return None
    if not isinstance(value, str):
        raise MalformedInput(f"{key!r} is a {_kind(value)}: give a string", place=place)
    stripped = value.strip()
    return None if stripped.casefold() in _NOTHING else _read(field, key, stripped, place)


def _read(field: str, key: str, value: str, place: str) -> str | None:
    if field == "language":
        return language_code(value)
    if field == "country":
        return country_code(value)
    if field == "provider":
        return agency_named(value) or value
    if field != "published":
        return value
    day = date_of_metadata(value)
    if day is None:
        raise MalformedInput(f"{key!r} is not a date that can be read: {value[:60]!r}; write 2020-02-13", place=place)
    return day


def _names(key: str, value: object, place: str) -> tuple[str, ...]:
    return tuple(name for name in _each_name(key, value, place) if name.casefold() not in _NOTHING)


def _each_name(key: str, value: object, place: str) -> Iterator[str]:
    if value is None:
        return
    for entry in value if isinstance(value, list) else [value]:
        name = entry.get("name") if isinstance(entry, dict) else entry
        if not isinstance(name, str):
            raise MalformedInput(f"{key!r} has a {_kind(name)} in it: give names as strings", place=place)
        if isinstance(value, list):
            yield name.strip()
        else:
            yield from _split(name)


def _split(names: str) -> Iterator[str]:
    bare = re.sub(r"^\s*by\s+", "", names, flags=re.IGNORECASE)
    yield from (name.strip() for name in re.split(r"\s*(?:;|\||&|,|\band\b)\s*", bare))
