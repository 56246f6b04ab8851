"""A person or an organization over the whole record."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request, Response

from onrecord import charts
from onrecord.api import Record
from onrecord.asking.rows import PersonRow, Rows, SpeakerRow
from onrecord.asking.words import folded
from onrecord.web.keeping import ROWS_OF_A_PERSON, Kept, who_is
from onrecord.web.pages.rendering import render
from onrecord.web.records import Asked

__all__ = ["heard", "heard_of", "router"]

router = APIRouter(include_in_schema=False)

LISTED: Final = 60  # names a page
KEPT: Final = 1200  # names of those who speak most
SAID: Final = 30  # statements a page
ACTS: Final = 8  # events of each side
ROLES: Final = 8  # printed most often
MORE_ROLES: Final = 60  # folded away
Typed = Annotated[str, Query(max_length=400)]
Numbered = Annotated[int, Query(ge=1, le=500)]


@router.get("/people")
def people(request: Request, record: Asked, q: Typed = "", page: Numbered = 1) -> Response:
    """Who speaks, those with most statements first."""
    first = (page - 1) * LISTED
    words = q.strip() or None
    if words is None and first + LISTED < KEPT:
        rows = heard(request.app.state.kept, record)[first:]
    else:
        rows = record.speakers(named=words, anonymous=False, limit=LISTED + 1, offset=first)
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
    """What somebody is, says, does and suffers; where nobody or several are meant, who may be."""
    answer = who_is(request, record, name, as_of)
    if answer.person is None:
        others = who_is(request, record, name, None).others
        return _nobody(request, record, name, as_of, others)
    first = (page - 1) * SAID
    said = [row for row in answer.statements if standing in {"", row.standing}]
    often = set(sorted(range(len(answer.roles)), key=lambda place: -answer.roles[place].articles)[:ROLES])
    return render(
        request,
        "person.html",
        answer=answer,
        person=answer.person,
        name=name,
        said=said[first : first + SAID],
        more=len(said) > first + SAID,
        first=first,
        page=page,
        standing=standing,
        as_of=as_of,
        shown=ACTS,
        roles=[row for place, row in enumerate(answer.roles) if place in often],
        more_roles=[row for place, row in enumerate(answer.roles) if place not in often][:MORE_ROLES],
        older=max(answer.person.statements - ROWS_OF_A_PERSON, 0),
        drawing=charts.people(answer.person.name, answer.does, answer.undergoes),
    )


def heard(kept: Kept, record: Record) -> Rows[SpeakerRow]:
    """Those with a name who speak most."""
    return kept.answer("heard", lambda: record.speakers(anonymous=False, limit=KEPT))


def heard_of(kept: Kept, record: Record, words: str, most: int) -> Sequence[SpeakerRow]:
    """Those whose name has all `words`, who speak most; the rare are looked up only where the others are too few."""
    wanted = re.findall(r"\w+", folded(words))
    found = [row for row in heard(kept, record) if wanted and set(wanted) <= set(re.findall(r"\w+", folded(row.name)))]
    return found[:most] if len(found) >= most else record.speakers(named=words, anonymous=False, limit=most)


def _nobody(request: Request, record: Record, name: str, as_of: str, others: Rows[PersonRow]) -> Response:
    """Who else may be meant, and what is said by whom the words fit, where print ties them to no one person."""
    said = record.statements(by=name, as_of=as_of or None, limit=SAID)
    known = bool(others or said or as_of)
    return render(
        request, "nobody.html", status=200 if known else 404, name=name, others=others, said=said, as_of=as_of
    )
