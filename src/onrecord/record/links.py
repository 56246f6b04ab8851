"""What later words do to earlier statements."""

from __future__ import annotations

from msgspec import Struct, field

from onrecord.record.text import Span
from onrecord.record.vocabulary import LinkKind

__all__ = ["Link"]


class Link(Struct, frozen=True, kw_only=True):
    """From a statement, an event or an article to the earlier statement that it acts on, with the words that say so."""

    kind: LinkKind
    origin: str = field(name="from")
    to: str
    by: Span | None = None
    venue: Span | None = None
    evidence: Span
    confidence: float | None = None
