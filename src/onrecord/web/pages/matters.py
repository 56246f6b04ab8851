"""A matter: where it stands on a day, its steps, who says so and who denies it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request, Response
from msgspec import Struct

from onrecord import charts
from onrecord.api import Record
from onrecord.asking.rows import MatterRow, StatusRow
from onrecord.asking.words import folded
from onrecord.record.vocabulary import Factuality, LinkKind
from onrecord.web.keeping import Kept, status_of
from onrecord.web.pages import addresses
from onrecord.web.pages.rendering import render
from onrecord.web.records import Asked

__all__ = ["matter_names", "router"]

router = APIRouter(include_in_schema=False)

LISTED: Final = 60  # names of matters a page
DAYS_SHOWN: Final = 24
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


class Case(Struct, frozen=True, kw_only=True):
    """What speaks for a phase of a matter, and what against it."""

    phase: str
    holds: tuple[StatusRow, ...]
    against: tuple[StatusRow, ...]


class Move(Struct, frozen=True):
    """A day on which something about the matter was printed, and the page as of it."""

    day: str
    href: str
    chosen: bool


@router.get("/matters")
def matters(request: Request, record: Asked, q: Typed = "", page: Annotated[int, Query(ge=1, le=500)] = 1) -> Response:
    """The names of what has phases."""
    first = (page - 1) * LISTED
    rows = matter_names(request.app.state.kept, record, q)[first : first + LISTED + 1]
    return render(request, "matters.html", rows=rows[:LISTED], q=q, page=page, more=len(rows) > LISTED, first=first)


@router.get("/matters/{name:path}")
def matter(request: Request, record: Asked, name: str, as_of: str = "") -> Response:
    """Where the matter stands, or stood by the end of a day."""
    everything = status_of(request, record, name, None)
    answer = status_of(request, record, name, as_of) if as_of else everything
    if not everything.rows:
        kept: Kept = request.app.state.kept
        near = [row for word in name.split()[:5] for row in matter_names(kept, record, word)[:5]]
        return render(request, "no_matter.html", status=404, name=name, near=list(dict.fromkeys(near)))
    days = _days(everything.rows)
    return render(
        request,
        "matter.html",
        name=name,
        answer=answer,
        as_of=as_of,
        moves=_moves(name, days, as_of),
        days=days,
        cases=_cases(answer.rows),
        drawing=charts.matter(answer, as_of=as_of or None),
    )


def matter_names(kept: Kept, record: Record, words: str = "") -> list[MatterRow]:
    """The names of matters that have all `words`, those of most articles first."""
    named = kept.answer("matters", lambda: [(row, folded(row.name)) for row in record.matter_names()])
    wanted = re.findall(r"\w+", folded(words))
    return [row for row, name in named if all(word in name for word in wanted)]


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
    return [Case(phase=name, holds=tuple(holds), against=tuple(other)) for name, (holds, other) in found.items()]
