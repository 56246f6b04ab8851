"""Facts about an article, each with where it was taken from, and how they are put together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct

from onrecord.record.article import Article, Origin, OriginKind
from onrecord.record.text import Span

__all__ = ["FIELDS", "Fact", "as_article", "printed", "stated"]

FIELDS = (
    "publication",
    "headline",
    "byline",
    "dateline",
    "provider",
    "published",
    "modified",
    "language",
    "country",
    "url",
)


class Fact(Struct, frozen=True):
    """The value of one field of an article, and its origins. A byline's value is a tuple of names."""

    field: str
    value: str | tuple[str, ...]
    origins: tuple[Origin, ...]


def printed(field: str, value: str, span: Span, kind: OriginKind = OriginKind.PAGE) -> Fact:
    """A fact that stands on the page at `span`."""
    return Fact(field, value, (Origin(field=field, kind=kind, span=span),))


def stated(field: str, value: str | tuple[str, ...], name: str | None, kind: OriginKind = OriginKind.METADATA) -> Fact:
    """A fact that was given beside the text, in the field `name`."""
    return Fact(field, value, (Origin(field=field, kind=kind, name=name),))


def as_article(text: str, body: Sequence[Span], facts: Iterable[Fact], *, kind: str, digest: str | None) -> Article:
    """The article whose fields are the first fact of each; `kind` is the format that was read."""
    settled: dict[str, Fact] = {}
    for fact in facts:
        settled.setdefault(fact.field, fact)
    values: dict[str, Any] = {field: settled[field].value for field in FIELDS if field in settled}
    origins = tuple(origin for field in FIELDS if field in settled for origin in settled[field].origins)
    return Article(text=text, body=tuple(body), format=kind, digest=digest, origins=origins, **values)
