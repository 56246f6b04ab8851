"""The front page: what changed lately, and the answers to what somebody types."""

from __future__ import annotations

from itertools import groupby
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, Field

from onrecord.api import Record
from onrecord.asking.rows import LinkRow, OutletRow, Rows, SearchRow, StatementRow
from onrecord.web.keeping import Kept
from onrecord.web.pages.addresses import with_query
from onrecord.web.pages.people import heard, heard_of
from onrecord.web.pages.rendering import country_name, language_name, render
from onrecord.web.records import Asked

__all__ = ["router"]

router = APIRouter(include_in_schema=False)

ON_A_PAGE: Final = 20  # statements
BESIDE: Final = 8  # of each other kind
NEWS: Final = 8  # items, each of one page
CHANGES_READ: Final = 40
STEPS_SHOWN: Final = 10


class Wanted(BaseModel):
    """What was typed and chosen; an empty field narrows nothing."""

    q: str = Field("", max_length=400)
    publication: str = Field("", max_length=400)
    language: str = Field("", max_length=40)
    country: str = Field("", max_length=40)
    since: str = Field("", max_length=40)
    until: str = Field("", max_length=40)
    standing: str = Field("", max_length=40)
    page: int = Field(1, ge=1, le=500)

    @property
    def narrowed(self) -> bool:
        """Whether anything but words was given."""
        return any((self.publication, self.language, self.country, self.since, self.until, self.standing))

    @property
    def place_and_time(self) -> dict[str, Any]:
        """The options of a question that bound where and when something was printed."""
        given: dict[str, Any] = {
            name: getattr(self, name) or None for name in ("publication", "language", "since", "until")
        }
        return given

    def address(self, page: int) -> str:
        """Of another page of the same answer."""
        return with_query("/", **self.model_dump() | {"page": page if page > 1 else None})


@router.get("/")
def front(request: Request, record: Asked, wanted: Annotated[Wanted, Query()]) -> Response:
    """News of the record; with words or filters what answers to them."""
    kept: Kept = request.app.state.kept
    outlets = kept.answer("outlets", record.outlets)
    if not outlets:
        return render(request, "empty.html")
    shown: dict[str, Any] = {"wanted": wanted, "choices": _choices(outlets)}
    if wanted.q.strip() or wanted.narrowed:
        return render(request, "found.html", **shown, **_found(kept, record, wanted))
    return render(
        request,
        "front.html",
        **shown,
        news=_news(record),
        steps=record.latest_steps(limit=STEPS_SHOWN),
        names=record.matter_names(limit=BESIDE),
        speakers=heard(kept, record)[:BESIDE],
        outlets=outlets,
        pages=sum(row.articles for row in outlets),
    )


def _news(record: Record) -> list[tuple[LinkRow, ...]]:
    """The latest changes; what one page does in the same way is one item, what has most words first."""
    changes = record.latest_changes(limit=CHANGES_READ)
    items = [list(links) for _, links in groupby(changes, key=lambda link: (link.article, link.kind))]
    return [tuple(sorted(links, key=lambda link: -len(link.to_said or link.evidence))) for links in items[:NEWS]]


def _found(kept: Kept, record: Record, wanted: Wanted) -> dict[str, Any]:
    first = (wanted.page - 1) * ON_A_PAGE
    words, country, bounds = wanted.q.strip(), wanted.country or None, wanted.place_and_time
    said = _statements(record, wanted, first)
    rest: dict[str, Any] = {"printed": (), "events": (), "names": (), "speakers": ()}
    if words and wanted.page == 1 and not wanted.standing:
        rest |= {
            "printed": record.search(words, kind="article", country=country, limit=BESIDE, **bounds),
            "events": record.events_found(words, country=country, limit=BESIDE, **bounds),
        }
    if words and wanted.page == 1:
        rest |= {
            "names": record.matter_names(words, limit=BESIDE),
            "speakers": heard_of(kept, record, words, BESIDE),
        }
    more = len(said) > ON_A_PAGE
    return rest | {"said": said[:ON_A_PAGE], "first": first, "more": more, "undated": said.undated}


def _statements(record: Record, wanted: Wanted, first: int) -> Rows[SearchRow] | Rows[StatementRow]:
    narrowed: dict[str, Any] = {
        **wanted.place_and_time,
        "country": wanted.country or None,
        "standing": wanted.standing or None,
        "limit": ON_A_PAGE + 1,
        "offset": first,
    }
    if wanted.q.strip():
        return record.search(wanted.q.strip(), kind="statement", **narrowed)
    return record.statements(**narrowed)


def _choices(outlets: Rows[OutletRow]) -> dict[str, list[tuple[str, str]]]:
    """What can be chosen of each filter: the value, and what is shown of it."""
    publications = sorted({row.publication for row in outlets if row.publication}, key=str.casefold)
    languages = {row.language for row in outlets if row.language}
    countries = {row.country for row in outlets if row.country}
    return {
        "publication": [(name, name) for name in publications],
        "language": sorted(((code, language_name(code)) for code in languages), key=lambda pair: pair[1]),
        "country": sorted(((code, country_name(code)) for code in countries), key=lambda pair: pair[1]),
    }
