"""The steps of a matter, each with what was done to the claim of it, and how a line of print says both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct

from onrecord.asking.rows import StatusRow
from onrecord.charts.words import counted, day_words, days_of_value
from onrecord.record.vocabulary import HAPPENED, LinkKind, Standing

__all__ = ["DONE", "UNDONE", "Step", "steps_of", "within"]

DONE: Final = {
    LinkKind.REPEATS: "repeated",
    LinkKind.CORROBORATES: "corroborated",
    LinkKind.CONFIRMS: "confirmed",
    LinkKind.CLARIFIES: "clarified",
    LinkKind.CORRECTS: "corrected",
    LinkKind.DENIES: "denied",
    LinkKind.CONTRADICTS: "contradicted",
    LinkKind.RESCINDS: "rescinded",
    LinkKind.WITHDRAWS: "withdrawn",
    LinkKind.SUPERSEDES: "superseded",
}
"""What has happened to a statement to which a link of the kind leads."""

UNDONE: Final = frozenset({Standing.RESCINDED, Standing.WITHDRAWN, Standing.CORRECTED, Standing.SUPERSEDED})
"""The standings of what is no longer claimed."""

_UNDOING: Final = frozenset({LinkKind.RESCINDS, LinkKind.WITHDRAWS, LinkKind.CORRECTS, LinkKind.SUPERSEDES})


class Step(Struct, frozen=True, kw_only=True):
    """A step of a matter, and what was done to the claim of it."""

    row: StatusRow
    deeds: tuple[StatusRow, ...]

    @property
    def sure(self) -> bool:
        """Whether it is told or claimed as something that happened."""
        return self.row.factuality in HAPPENED

    @property
    def undone(self) -> bool:
        """Whether the claim was taken back, corrected or replaced."""
        return self.row.standing in UNDONE

    @property
    def undone_on(self) -> str | None:
        """The first day on which it was, as ISO 8601."""
        days = [days.begin for deed in self.deeds if deed.what in _UNDOING and (days := days_of_value(deed.date))]
        return min(days)[:10] if self.undone and days else None

    @property
    def words(self) -> str:
        """`resumed, says the ministry`, `planned: paused by the commission`."""
        row = self.row
        sure = "" if self.sure else f"{row.factuality}: "
        by = f" by {within(row.who)}" if row.who and row.who != row.says else ""
        says = f", says {within(row.says)}" if row.says else ""
        return f"{sure}{row.what}{by}{says}"

    @property
    def deed_words(self) -> tuple[str, ...]:
        """`rescinded Mar 7, 2031 by a spokesman`, each once."""
        return tuple(dict.fromkeys(_deed_words(self.deeds)))

    @property
    def details(self) -> str:
        """Its day, what it is, what was done to it, and how many pages say so."""
        row = self.row
        reports = counted(row.reports, "page") if row.reports > 1 else ""
        origins = f" of {counted(row.origins, 'origin')}" if reports and row.origins < row.reports else ""
        sure = row.factuality if self.sure else None
        standing = row.standing if self.undone and not self.deeds else None
        parts = (day_words(row.date), sure, standing, *self.deed_words, reports + origins)
        return " · ".join(part for part in parts if part)


def steps_of(rows: Sequence[StatusRow]) -> tuple[Step, ...]:
    """The steps in the order in which they happened, those of an unknown day at the end.

    A row with a factuality is a step; the rows after it tell what was done to it.
    """
    return tuple(sorted(_steps(rows), key=_in_time))


def _steps(rows: Sequence[StatusRow]) -> Iterator[Step]:
    starts = [number for number, row in enumerate(rows) if row.factuality is not None]
    for start, end in pairwise([*starts, len(rows)]):
        yield Step(row=rows[start], deeds=tuple(rows[start + 1 : end]))


def _in_time(step: Step) -> tuple[bool, str]:
    days = days_of_value(step.row.date)
    return (days is None, days.begin if days else "")


def _deed_words(deeds: Iterable[StatusRow]) -> Iterator[str]:
    for deed in deeds:
        when = f" {day_words(deed.date)}" if deed.date else ""
        by = f" by {within(deed.who)}" if deed.who else ""
        yield f"{DONE[LinkKind(deed.what)]}{when}{by}"


def within(name: str) -> str:
    """A name as it stands within a sentence: its article is not written large."""
    first, space, rest = name.partition(" ")
    return f"{first.lower()}{space}{rest}" if first in {"A", "An", "The"} else name
