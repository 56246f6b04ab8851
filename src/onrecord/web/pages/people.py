"""A person or an organization over the whole record."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Query, Request, Response

from onrecord.web import drawings
from onrecord.web.pages.rendering import render
from onrecord.web.records import Asked

__all__ = ["router"]

router = APIRouter(include_in_schema=False)

LISTED: Final = 60  # names a page
SAID: Final = 30  # statements a page
ACTS: Final = 12  # events of each side
Typed = Annotated[str, Query(max_length=400)]
Numbered = Annotated[int, Query(ge=1, le=500)]


@router.get("/people")
def people(request: Request, record: Asked, q: Typed = "", page: Numbered = 1) -> Response:
    """Who speaks, those with most statements first."""
    first = (page - 1) * LISTED
    rows = record.speakers(named=q.strip() or None, anonymous=False, limit=LISTED + 1, offset=first)
    return render(request, "people.html", rows=rows[:LISTED], q=q, page=page, more=len(rows) > LISTED, first=first)


@router.get("/people/{name:path}")
def person(
    request: Request,
    record: Asked,
    name: str,
    standing: Typed = "",
    as_of: Typed = "",
    page: Numbered = 1,
) -> Response:
    """What somebody is, says, does and suffers."""
    first = (page - 1) * SAID
    said = record.statements(by=name, standing=standing or None, as_of=as_of or None, limit=SAID + 1, offset=first)
    acts = record.events(actor=name, as_of=as_of or None, limit=ACTS + 1)
    suffers = record.events(recipient=name, as_of=as_of or None, limit=ACTS + 1)
    known = bool(said or acts or suffers or standing or as_of)
    return render(
        request,
        "person.html",
        status=200 if known else 404,
        known=known,
        name=name,
        said=said[:SAID],
        more=len(said) > SAID,
        first=first,
        page=page,
        standing=standing,
        as_of=as_of,
        acts=acts,
        suffers=suffers,
        shown=ACTS,
        drawing=drawings.of_person(record, name, as_of or None) if acts or suffers else None,
    )
