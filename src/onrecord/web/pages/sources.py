"""Whose words the record has: publications by language and country, agencies, and stories that several print."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request, Response
from msgspec import Struct

from onrecord import charts
from onrecord.api import Record
from onrecord.asking.rows import SourceRow
from onrecord.web.keeping import Kept
from onrecord.web.pages.rendering import country_name, language_name, render
from onrecord.web.records import Asked

__all__ = ["router"]

router = APIRouter(include_in_schema=False)

STORIES_SHOWN: Final = 20
Typed = Annotated[str, Query(max_length=400)]


class Shelf(Struct, frozen=True, kw_only=True):
    """The publications of one country in one language."""

    country: str
    language: str
    rows: tuple[SourceRow, ...]


@router.get("/sources")
def sources(request: Request, record: Asked, matter: Typed = "", as_of: Typed = "") -> Response:
    """The catalogue; of a matter who tells of it, and from which independent origins."""
    if matter.strip():
        return _of_matter(request, record, matter.strip(), as_of or None)
    kept: Kept = request.app.state.kept
    rows = kept.answer("sources", record.sources)
    return render(
        request,
        "sources.html",
        shelves=_shelves(row for row in rows if row.kind == "publication"),
        agencies=[row for row in rows if row.kind == "provider"],
        stories=kept.answer("copied", lambda: record.copied(limit=STORIES_SHOWN)),
        drawing=charts.publications(rows),
    )


def _of_matter(request: Request, record: Record, matter: str, as_of: str | None) -> Response:
    rows = record.sources(matter=matter, as_of=as_of)
    return render(
        request,
        "sources_of_matter.html",
        status=200 if rows else 404,
        matter=matter,
        as_of=as_of,
        rows=rows,
        origins=record.origins(matter=matter, as_of=as_of),
    )


def _shelves(rows: Iterable[SourceRow]) -> list[Shelf]:
    """By country and then language, those of an unknown country last."""
    shelves: dict[tuple[str, str], list[SourceRow]] = {}
    for row in rows:
        shelves.setdefault((row.country or "", row.language or ""), []).append(row)
    made = [
        Shelf(country=_named(country, country_name), language=_named(language, language_name), rows=tuple(shelf))
        for (country, language), shelf in shelves.items()
    ]
    return sorted(made, key=lambda shelf: (not shelf.country, shelf.country, shelf.language))


def _named(codes: str, name_of: Callable[[str], str]) -> str:
    return ", ".join(name_of(code) for code in codes.split(", ") if code)
