"""What links across articles are made from, and what they are: values between the record and the linker."""

from __future__ import annotations

from msgspec import Struct

from onrecord.record.links import Link
from onrecord.record.text import Span

__all__ = ["Crossing", "Said"]


class Said(Struct, frozen=True, kw_only=True):
    """A statement as the linker sees it.

    `speaker` is the actor's name, or the source in print; `content` joins the pieces in print. `said_from` and
    `said_until` are the interval [from, until) of days in which it was said, null where it is unknown; `published` is
    the ISO 8601 date of its article, and `evidence` the first piece of the content.
    """

    id: str
    article: str
    speaker: str | None
    anonymous: bool
    act: str
    cue: str | None
    form: str
    content: str
    said_from: str | None
    said_until: str | None
    published: str | None
    evidence: Span
    source: str | None = None


class Crossing(Struct, frozen=True, kw_only=True):
    """A link between two articles, and the article whose words say so: its spans index that article's text."""

    article: str
    link: Link
