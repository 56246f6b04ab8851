"""What expressions of one article can be anchored to: its publication date, and what the text spoke of last."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from msgspec import Struct

from onrecord.finding.timing.units import unit_of
from onrecord.record.text import Span

__all__ = ["NOTHING", "Anchor", "Anchored", "Anchors", "Tense"]

Tense = Callable[[], int]  # -1 past, 1 future, 0 unknown, doubled where certain; called only where it decides


class Anchored(Struct, frozen=True):
    """A value, the steps that led to it, and the expression that it was taken from."""

    value: str | None
    steps: tuple[str, ...] = ()
    anchor: Span | None = None


NOTHING = Anchored(None)


class Anchor(Struct, frozen=True):
    """A date that the text spoke of: its value and where it stands."""

    value: str
    span: Span


class Anchors:
    """The anchors at one place of an article; they move on as its expressions are resolved in text order."""

    def __init__(self, published: date | None) -> None:
        self.published = published
        self.last: Anchor | None = None
        self.last_day: Anchor | None = None
        self.last_quarter: Anchor | None = None
        self.year_said: Anchor | None = None  # by the sentence at hand

    def remember(self, value: str | None, span: Span) -> None:
        """Take a resolved date or time as what the text speaks of from here on."""
        day = (value or "").partition("T")[0]
        unit = unit_of(day)
        if unit is None:
            return
        self.last = Anchor(day, span)
        if unit == "D":
            self.last_day = self.last
        elif unit == "Q":
            self.last_quarter = self.last
