"""Two outlets, or two people, on one matter: side by side, with what one does to the other's words."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Query, Request, Response
from msgspec import Struct

from onrecord.api import Record
from onrecord.asking.rows import LinkRow, Rows, StatementRow
from onrecord.web.drawings import of_compared, said_by
from onrecord.web.keeping import Kept
from onrecord.web.pages.people import heard
from onrecord.web.pages.rendering import render
from onrecord.web.records import Asked

__all__ = ["router"]

router = APIRouter(include_in_schema=False)

SHOWN: Final = 40  # statements of each side
NAMES_OFFERED: Final = 200
Kind = Literal["outlets", "people"]
Typed = Annotated[str, Query(max_length=400)]


class Side(Struct, frozen=True, kw_only=True):
    """What one side says: its statements, how many of them stand how, and whether there are more than are shown."""

    name: str
    rows: Rows[StatementRow]
    standings: tuple[tuple[str, int], ...]
    more: bool

    @property
    def voices(self) -> int:
        """How many different speakers."""
        return len({row.speaker for row in self.rows})

    @property
    def pages(self) -> int:
        """On how many pages."""
        return len({row.article for row in self.rows})


@router.get("/compare")
def compare(
    request: Request, record: Asked, a: Typed = "", b: Typed = "", matter: Typed = "", kind: Kind = "outlets"
) -> Response:
    """Both sides on what `matter` has words of; without both names the form to choose them."""
    names = [a.strip(), b.strip()] if a.strip() and b.strip() else []
    said = {name: said_by(record, kind, name, matter.strip()) for name in names}
    sides = [_side(name, said[name]) for name in names]
    kept: Kept = request.app.state.kept
    outlets = kept.answer("outlets", record.outlets)
    offered = sorted({row.publication for row in outlets if row.publication}, key=str.casefold)
    return render(
        request,
        "compare.html",
        a=a,
        b=b,
        matter=matter,
        kind=kind,
        sides=sides,
        between=_between(record, sides) if sides else (),
        drawing=of_compared(said) if sides else None,
        offered=offered[:NAMES_OFFERED],
        voices=sorted((row.name for row in heard(kept, record)[:NAMES_OFFERED]), key=str.casefold),
    )


def _side(name: str, rows: Rows[StatementRow]) -> Side:
    standings = Counter(row.standing for row in rows[:SHOWN])
    return Side(name=name, rows=rows[:SHOWN], standings=tuple(standings.most_common()), more=len(rows) > SHOWN)


def _between(record: Record, sides: list[Side]) -> list[LinkRow]:
    """The links from a statement of one side to one of the other."""
    mine, theirs = ({row.id for row in side.rows} for side in sides)
    return [
        link
        for link in record.links_of(sorted(mine | theirs))
        if (link.origin in mine and link.to in theirs) or (link.origin in theirs and link.to in mine)
    ]
