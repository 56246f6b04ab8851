"""The questions that list rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from onrecord.asking.rows import (
    ArticleRow,
    AuditRow,
    ChangeRow,
    EventRow,
    FigureRow,
    HolderRow,
    MatterRow,
    OriginRow,
    Rows,
    RowT,
    SearchRow,
    SourceRow,
    SpeakerRow,
    StatementRow,
    Summary,
    TimeRow,
)
from onrecord.storing.opinions import Opinion
from onrecord.web.api import questions as q
from onrecord.web.api.answers import Page, answers, csv_answer, format_of, json_answer, paged
from onrecord.web.api.linked_data import graph_of_articles, graph_of_statements
from onrecord.web.api.questions import Format
from onrecord.web.records import Asked

__all__ = ["router"]

router = APIRouter()


@router.get("/summary", responses=answers(Summary))
def summary(record: Asked) -> Response:
    """What the record holds."""
    return json_answer(record.summary())


@router.get("/statements", responses=answers(Page[StatementRow], Format.CSV, Format.JSON_LD))
def statements(request: Request, record: Asked, asked: Annotated[q.StatementsAsked, Query()]) -> Response:
    """Who said what, in the order in which it was said; what has no date comes last."""
    return paged(request, asked, record.statements, graph_of_statements)


@router.get("/search", responses=answers(Page[SearchRow], Format.CSV))
def search(request: Request, record: Asked, asked: Annotated[q.SearchAsked, Query()]) -> Response:
    """Where words stand, in statements and in articles, the best first."""
    return paged(request, asked, record.search)


@router.get("/articles", responses=answers(Page[ArticleRow], Format.CSV, Format.JSON_LD))
def articles(request: Request, record: Asked, asked: Annotated[q.ArticlesAsked, Query()]) -> Response:
    """The pages of the record, in the order of publication."""
    return paged(request, asked, record.articles, graph_of_articles)


@router.get("/events", responses=answers(Page[EventRow], Format.CSV))
def events(request: Request, record: Asked, asked: Annotated[q.EventsAsked, Query()]) -> Response:
    """What happened, in that order: who did what to whom, and how sure that is."""
    return paged(request, asked, record.events)


@router.get("/times", responses=answers(Page[TimeRow], Format.CSV))
def times(request: Request, record: Asked, asked: Annotated[q.TimesAsked, Query()]) -> Response:
    """The time expressions, in the order of the times that they mean."""
    return paged(request, asked, record.times)


@router.get("/figures", responses=answers(Page[FigureRow], Format.CSV))
def figures(request: Request, record: Asked, asked: Annotated[q.FiguresAsked, Query()]) -> Response:
    """How many of what, in the order of publication."""
    return paged(request, asked, record.figures)


@router.get("/speakers", responses=answers(Page[SpeakerRow], Format.CSV))
def speakers(request: Request, record: Asked, asked: Annotated[q.SpeakersAsked, Query()]) -> Response:
    """Who speaks, most often first."""
    return paged(request, asked, record.speakers)


@router.get("/sources", responses=answers(Page[SourceRow], Format.CSV))
def sources(request: Request, record: Asked, asked: Annotated[q.SourcesAsked, Query()]) -> Response:
    """The publications and agencies, with how much the record has of each: of all, or of a subject."""
    return paged(request, asked, _cut(record.sources))


@router.get("/origins", responses=answers(Page[OriginRow], Format.CSV))
def origins(request: Request, record: Asked, asked: Annotated[q.SourcesAsked, Query()]) -> Response:
    """The independent origins of what the record has of a subject: copies and citations of one source count once."""
    return paged(request, asked, _cut(record.origins))


@router.get("/holders", responses=answers(Page[HolderRow], Format.CSV))
def holders(request: Request, record: Asked, asked: Annotated[q.HoldersAsked, Query()]) -> Response:
    """Who held an office on a day, as far as print tells."""
    return paged(request, asked, _cut(record.who_held))


@router.get("/audit", responses=answers(Page[AuditRow], Format.CSV))
def audit(request: Request, record: Asked, asked: Annotated[q.SampleAsked, Query()]) -> Response:
    """Rows drawn at random, each with the sentences around it, to be judged (`POST /verdicts`)."""
    rows = record.sample(**asked.filters())
    if format_of(request, asked.format, Format.CSV) is Format.CSV:
        return csv_answer(rows)
    return json_answer(Page(items=tuple(rows), next=None, undated=0))


@router.get("/matters", responses=answers(Page[MatterRow], Format.CSV))
def matters(request: Request, record: Asked, asked: Annotated[q.MattersAsked, Query()]) -> Response:
    """The names in print of what has phases, those of most articles first."""
    return paged(request, asked, record.matter_names)


@router.get("/changes", responses=answers(Page[ChangeRow], Format.CSV))
def changes(request: Request, record: Asked, asked: Annotated[q.ChangesAsked, Query()]) -> Response:
    """What was taken back, corrected, revised, disputed or confirmed in print."""
    return paged(request, asked, _cut(record.changes))


@router.get("/contradictions", responses=answers(Page[ChangeRow], Format.CSV))
def contradictions(request: Request, record: Asked, asked: Annotated[q.ContradictionsAsked, Query()]) -> Response:
    """The statements that deny or contradict others."""
    return paged(request, asked, _cut(record.contradictions))


@router.get("/verdicts", responses=answers(Page[Opinion], Format.CSV))
def verdicts(request: Request, record: Asked, asked: Annotated[q.Paged, Query()]) -> Response:
    """What persons said of rows, the earliest first."""
    return paged(request, asked, _cut(record.marks))


def _cut(ask: Callable[..., Rows[RowT]]) -> Callable[..., Rows[RowT]]:
    """A question that gives all rows, as one that gives some."""

    def ask_some(*, limit: int, offset: int, **asked: Any) -> Rows[RowT]:  # noqa: ANN401 - the question's own filters
        return ask(**asked)[offset : offset + limit]

    return ask_some
