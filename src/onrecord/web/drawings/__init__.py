"""Drawings of answers, for the pages and on their own.

Each has the addresses `/drawings/…` with `.svg`, `.png`, `.csv` and `.json`, and takes `theme` (light, dark) and `size`
(wide: for columns of 960 pixels, narrow: for screens of 360).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Depends, Query, Request, Response

from onrecord import charts
from onrecord.api import Record
from onrecord.asking.rows import Rows, StatementRow
from onrecord.charts.drawing import Drawing
from onrecord.charts.look import Size, Theme
from onrecord.web.drawings.rendering import FORMATS, file_answer, format_of
from onrecord.web.keeping import status_of, who_is
from onrecord.web.records import Asked

__all__ = ["FORMATS", "of_compared", "of_matter", "of_person", "of_publications", "of_statement", "router", "said_by"]

router = APIRouter(prefix="/drawings", include_in_schema=False)

READ: Final = 400  # statements of each voice that is compared
Kind = Literal["outlets", "people"]
Typed = Annotated[str, Query(max_length=400)]
Day = Annotated[str | None, Query(max_length=10)]


def of_matter(request: Request, record: Record, name: str, as_of: str | None = None) -> Drawing:
    """The timeline of a matter. Raises QuestionError."""
    return charts.matter(status_of(request, record, name, as_of), as_of=as_of)


def of_person(request: Request, record: Record, name: str, as_of: str | None = None) -> Drawing:
    """Whom a person or an organization acts on, and who acts on it. Raises QuestionError."""
    found = who_is(request, record, name, as_of)
    return charts.people(found.person.name if found.person else name, found.does, found.undergoes)


def of_statement(record: Record, statement_id: str) -> Drawing:
    """The links of a statement. Raises UnknownId."""
    return charts.links(record.cell(statement_id))


def said_by(record: Record, kind: Kind, name: str, matter: str = "") -> Rows[StatementRow]:
    """The first `READ` statements of an outlet or a person on a matter. Raises QuestionError."""
    about = matter or None
    if kind == "outlets":
        return record.statements(publication=name, about=about, limit=READ)
    return record.statements(by=name, about=about, limit=READ)


def of_compared(said: Mapping[str, Rows[StatementRow]]) -> Drawing:
    """What two outlets or two people said, by day."""
    return charts.voices(said)


def of_publications(record: Record) -> Drawing:
    """How much the record has of each publication."""
    return charts.publications(record.sources())


@router.get("/matter/{name:path}")
def matter(
    request: Request, record: Asked, name: str, as_of: Day = None, theme: Theme = "light", size: Size = "wide"
) -> Response:
    """The timeline of a matter as a file."""
    stem, form = format_of(name)
    return file_answer(request, of_matter(request, record, stem, as_of or None), form, theme=theme, size=size)


@router.get("/people/{name:path}")
def person(
    request: Request, record: Asked, name: str, as_of: Day = None, theme: Theme = "light", size: Size = "wide"
) -> Response:
    """The network of a person or an organization as a file."""
    stem, form = format_of(name)
    return file_answer(request, of_person(request, record, stem, as_of or None), form, theme=theme, size=size)


@router.get("/statements/{name:path}")
def statement(request: Request, record: Asked, name: str, theme: Theme = "light", size: Size = "wide") -> Response:
    """The links of a statement as a file."""
    stem, form = format_of(name)
    return file_answer(request, of_statement(record, stem), form, theme=theme, size=size)


@router.get("/publications.{ending}")
def publications(request: Request, record: Asked, ending: str, theme: Theme = "light", size: Size = "wide") -> Response:
    """The pages of each publication as a file."""
    _, form = format_of(f"publications.{ending}")
    return file_answer(request, of_publications(record), form, theme=theme, size=size)


async def _compared(a: Typed, b: Typed, matter: Typed = "", kind: Kind = "outlets") -> tuple[Kind, str, str, str]:
    return kind, a.strip(), b.strip(), matter.strip()


@router.get("/compare.{ending}")
def compare(
    request: Request,
    record: Asked,
    ending: str,
    asked: Annotated[tuple[Kind, str, str, str], Depends(_compared)],
    theme: Theme = "light",
    size: Size = "wide",
) -> Response:
    """What two outlets or two people said as a file."""
    _, form = format_of(f"compare.{ending}")
    kind, one, other, matter = asked
    compared = {name: said_by(record, kind, name, matter) for name in (one, other)}
    return file_answer(request, of_compared(compared), form, theme=theme, size=size)
