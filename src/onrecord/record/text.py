"""Pieces of a text, by character offsets."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

__all__ = ["Span", "overlaps", "span_of", "trimmed"]


class Span(Struct, frozen=True, kw_only=True, gc=False):
    """A piece of an article's text: `text[start:end] == span.text`, offsets in Unicode code points, end exclusive."""

    start: int
    end: int
    text: str


def span_of(text: str, start: int, end: int) -> Span:
    """The span of `text` from `start` to `end` (code points, end exclusive).

    Raises ValueError if the offsets do not lie inside the text in order.
    """
    if not 0 <= start <= end <= len(text):
        raise ValueError(f"span {start}-{end} does not lie in a text of {len(text)} characters")
    return Span(start=start, end=end, text=text[start:end])


def trimmed(text: str, start: int, end: int, edge: str = " \t\r\n\u00a0") -> tuple[int, int]:
    """Offsets `start`, `end` moved inwards over the characters of `edge`; equal when nothing else is left."""
    while start < end and text[start] in edge:
        start += 1
    while end > start and text[end - 1] in edge:
        end -= 1
    return start, end


def overlaps(span: Span, others: Iterable[Span]) -> bool:
    """Whether `span` shares at least one character with one of `others`."""
    return any(span.start < other.end and other.start < span.end for other in others)
