"""A matter: where it stands on a day, its steps, who says so and who denies it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request, Response
from msgspec import Struct
from msgspec.structs import replace

from onrecord import charts
from onrecord.asking.rows import StatusRow
from onrecord.record.vocabulary import Factuality, LinkKind
from onrecord.web.keeping import status_of
from onrecord.web.pages import addresses
from onrecord.web.pages.rendering import render
from onrecord.web.records import Asked

__all__ = ["router"]

router = APIRouter(include_in_schema=False)

LISTED: Final = 60  # names of matters a page
DAYS_SHOWN: Final = 24
LATEST: Final = 8  # rows of each side of a phase, where all phases are shown
ROWS_A_PAGE: Final = 40  # of each side, where one phase is
_AGAINST: Final = frozenset(
    {
        LinkKind.CORRECTS,
        LinkKind.DENIES,
        LinkKind.CONTRADICTS,
        LinkKind.RESCINDS,
        LinkKind.WITHDRAWS,
        LinkKind.SUPERSEDES,
    }
)
Typed = Annotated[str, Query(max_length=400)]
Numbered = Annotated[int, Query(ge=1, le=500)]


class Case(Struct, frozen=True, kw_only=True):
    """What speaks for a phase of a matter, and what against it: those that are shown, and how many there are. `more`:
    whether others come after them.
    """

    phase: str
    holds: tuple[StatusRow, ...]
    against: tuple[StatusRow, ...]
    all_holds: int
    all_against: int
    more: bool = False

    def latest(self) -> Case:
        """The last of each side, for a page with all phases."""
        return replace(self, holds=self.holds[-LATEST:], against=self.against[-LATEST:])

    def part(self, first: int) -> Case:
        """Those of each side from the place `first` on, for a page of its own."""
        until = first + ROWS_A_PAGE
        more = max(self.all_holds, self.all_against) > until
        return replace(self, holds=self.holds[first:until], against=self.against[first:until], more=more)


class Move(Struct, frozen=True):
    """A day on which something about the matter was printed, and the page as of it."""

    day: str
    href: str
    chosen: bool


@router.get("/matters")
def matters(request: Request, record: Asked, q: Typed = "", page: Numbered = 1) -> Response:
    """The names of what has phases."""
    first = (page - 1) * LISTED
    rows = record.matter_names(q or None, limit=LISTED + 1, offset=first)
    return render(request, "matters.html", rows=rows[:LISTED], q=q, page=page, more=len(rows) > LISTED, first=first)


@router.get("/matters/{name:path}")
def matter(
    request: Request, record: Asked, name: str, as_of: str = "", phase: Typed = "", page: Numbered = 1
) -> Response:
    """Where the matter stands, or stood by the end of a day; with a `phase` all that is told of that, page by page."""
    everything = status_of(request, record, name, None)
    answer = status_of(request, record, name, as_of) if as_of else everything
    if not everything.rows:
        near = [row for word in name.split()[:5] for row in record.matter_names(word, limit=5)]
        return render(request, "no_matter.html", status=404, name=name, near=list(dict.fromkeys(near)))
    days = _days(everything.rows)
    cases, first = _cases(answer.rows), (page - 1) * ROWS_A_PAGE
    return render(
        request,
        "matter.html",
        name=name,
        answer=answer,
        as_of=as_of,
        moves=_moves(name, days, as_of),
        days=days,
        phase=phase,
        page=page,
        first=first,
        cases=[case.part(first) for case in cases if case.phase == phase] if phase else [c.latest() for c in cases],
        drawing=charts.matter(answer, as_of=as_of or None),
    )


def _days(rows: Iterable[StatusRow]) -> list[str]:
    """The days on which what the matter stands on was printed."""
    return sorted({row.published[:10] for row in rows if row.published})


def _moves(name: str, days: Sequence[str], as_of: str) -> list[Move]:
    """The latest days, that chosen among them marked: the last one on which anything was printed by then."""
    shown = days[-DAYS_SHOWN:]
    chosen = next((day for day, later in pairwise([*shown, "9999"]) if as_of and day <= as_of < later), None)
    return [Move(day, addresses.matter(name, as_of=day), day == chosen) for day in shown]


def _cases(rows: Iterable[StatusRow]) -> list[Case]:
    """The phases in the order in which they come first, each with what is said for it and against it."""
    found: dict[str, tuple[list[StatusRow], list[StatusRow]]] = {}
    phase = ""
    for row in rows:
        if row.factuality is not None:
            phase = row.what
        holds, against = found.setdefault(phase, ([], []))
        opposed = row.factuality == Factuality.DENIED or row.what in _AGAINST
        (against if opposed else holds).append(row)
    return [
        Case(phase=name, holds=tuple(holds), against=tuple(other), all_holds=len(holds), all_against=len(other))
        for name, (holds, other) in found.items()
    ]
