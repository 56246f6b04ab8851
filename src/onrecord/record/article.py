"""An article as it was printed, and where each fact about it stands."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from onrecord.record.text import Span

__all__ = ["Article", "Origin", "OriginKind"]


class OriginKind(StrEnum):
    """Where a fact about an article was taken from."""

    PAGE = "page"  # printed on the page; the span says where
    METADATA = "metadata"  # a field beside the text: JSON-LD, meta, OpenGraph, a JSONL field, a feed
    OPTION = "option"  # said by whoever gave the page: --published
    INFERRED = "inferred"  # concluded from something printed: the span is the ground for it


class Origin(Struct, frozen=True, kw_only=True):
    """Where one field of an article was taken from."""

    field: str
    kind: OriginKind
    span: Span | None = None
    name: str | None = None  # of the metadata field: "og:title", "JSON-LD datePublished"


class Article(Struct, frozen=True, kw_only=True):
    """One article of one publication.

    `text` is exactly what was given, or what the reader of a marked-up format took out; all offsets index it. `body`
    has a span a paragraph of the story; masthead, byline, footer and navigation stay in `text` and out of `body`.
    `published` is an ISO 8601 date or date and time, `modified` the same of the last change that the page states,
    `language` an ISO 639-1 code, `country` an ISO 3166-1 alpha-2 code (of the publication). What is not known is null.
    """

    text: str
    body: tuple[Span, ...] = ()
    publication: str | None = None
    headline: str | None = None
    byline: tuple[str, ...] = ()
    dateline: str | None = None
    provider: str | None = None
    published: str | None = None
    language: str | None = None
    country: str | None = None
    url: str | None = None
    format: str = "text"  # the reader that read it: text, html, jsonl
    digest: str | None = None  # SHA-256, hex, of the bytes that were given
    origins: tuple[Origin, ...] = ()
    modified: str | None = None
