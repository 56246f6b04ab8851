"""The questions about one thing: a matter, a statement, an article, a cell; and the user's own SQL."""

from __future__ import annotations

from typing import Annotated, Final

from anyio import to_thread
from fastapi import APIRouter, Path, Query, Request, Response
from msgspec.structs import replace

from onrecord.asking.rows import (
    CellAnswer,
    DiffAnswer,
    PageAnswer,
    PrecisionAnswer,
    SqlAnswer,
    StatusAnswer,
    StatusRow,
    TraceAnswer,
    WhoAnswer,
)
from onrecord.errors import UnknownId
from onrecord.record.reading import Reading
from onrecord.web.api import questions as q
from onrecord.web.api.answers import Page, answers, csv_answer, format_of, json_answer, ld_answer
from onrecord.web.api.linked_data import graph_of_cell, graph_of_reading
from onrecord.web.api.questions import Format
from onrecord.web.keeping import status_of, who_is
from onrecord.web.records import Asked

__all__ = ["router"]

SQL_SECONDS: Final = 5.0
SQL_BYTES: Final = 32 * 1024 * 1024  # of one answer

router = APIRouter()
Id = Annotated[str, Path(min_length=1, max_length=500)]


@router.get("/status", responses=answers(StatusAnswer, Format.CSV))
def status(request: Request, record: Asked, asked: Annotated[q.MatterAsked, Query()]) -> Response:
    """Where a matter stands, or stood by the end of a day, and the steps and retractions that it follows from."""
    answer = status_of(request, record, asked.matter, asked.as_of, asked.recorded_by)
    if format_of(request, asked.format, Format.CSV) is Format.CSV:
        return csv_answer(answer.rows)
    return json_answer(answer)


@router.get("/timeline", responses=answers(Page[StatusRow], Format.CSV))
def timeline(request: Request, record: Asked, asked: Annotated[q.MatterAsked, Query()]) -> Response:
    """The steps of a matter in the order in which they happened, each with what was done to it."""
    rows = status_of(request, record, asked.matter, asked.as_of, asked.recorded_by).rows
    if format_of(request, asked.format, Format.CSV) is Format.CSV:
        return csv_answer(rows)
    return json_answer(Page(items=tuple(rows), next=None, undated=rows.undated))


@router.get("/articles/{article_id:path}", responses=answers(PageAnswer, Format.JSON_LD))
def article(request: Request, record: Asked, article_id: Id, asked: Annotated[q.ArticleAsked, Query()]) -> Response:
    """An article with its text, its cells as they stood by the end of a day, its links, versions and copies."""
    if format_of(request, asked.format, Format.JSON_LD) is Format.JSON_LD:
        return ld_answer(graph_of_reading(request, record.reading(article_id)))
    return json_answer(record.page(article_id, **asked.filters()))


@router.get("/readings/{article_id:path}", responses=answers(Reading, Format.JSON_LD))
def reading(request: Request, record: Asked, article_id: Id, asked: Annotated[q.Asked, Query()]) -> Response:
    """An article as it was read: the contract of a reading."""
    found = record.reading(article_id)
    if format_of(request, asked.format, Format.JSON_LD) is Format.JSON_LD:
        return ld_answer(graph_of_reading(request, found))
    return json_answer(found)


@router.get("/statements/{statement_id:path}", responses=answers(CellAnswer, Format.JSON_LD))
def statement(request: Request, record: Asked, statement_id: Id, asked: Annotated[q.Asked, Query()]) -> Response:
    """A statement with its words in print, its links, its history, and the verdicts on it."""
    return _cell(request, record.cell(statement_id), asked, statement_id, "statement")


@router.get("/events/{event_id:path}", responses=answers(CellAnswer, Format.JSON_LD))
def event(request: Request, record: Asked, event_id: Id, asked: Annotated[q.Asked, Query()]) -> Response:
    """An event with its words in print, and the verdicts on it."""
    return _cell(request, record.cell(event_id), asked, event_id, "event")


def _cell(request: Request, answer: CellAnswer, asked: q.Asked, key: str, kind: str) -> Response:
    if answer.trace.kind != kind:
        raise UnknownId(f"{key!r} is no {kind}, but the id of a {answer.trace.kind}")
    if format_of(request, asked.format, Format.JSON_LD) is Format.JSON_LD:
        return ld_answer(graph_of_cell(request, answer))
    return json_answer(answer)


@router.get("/who", responses=answers(WhoAnswer))
def who(request: Request, record: Asked, asked: Annotated[q.WhoAsked, Query()]) -> Response:
    """A person or an organization over the whole record: roles, statements, what was taken back, deeds."""
    found = who_is(request, record, asked.name, asked.as_of, asked.recorded_by)
    cut = {name: getattr(found, name)[: asked.limit] for name in ("statements", "taken_back", "does", "undergoes")}
    return json_answer(replace(found, **cut))


@router.get("/diff/{article_id:path}", responses=answers(DiffAnswer))
def diff(record: Asked, article_id: Id, asked: Annotated[q.DiffAsked, Query()]) -> Response:
    """What changed from the version of an article before it, or from another, to it."""
    return json_answer(record.diff(article_id, **asked.filters()))


@router.get("/precision", responses=answers(PrecisionAnswer))
def precision(record: Asked, asked: Annotated[q.SampleAsked, Query()]) -> Response:
    """What the verdicts on a sample come to: the share of right rows, with a confidence interval."""
    return json_answer(record.precision(**asked.filters()))


@router.get("/trace/{cell_id:path}", responses=answers(TraceAnswer))
def trace(record: Asked, cell_id: Id) -> Response:
    """Where a cell stands in print: the sentence, the words marked, the page. An id is that of a statement, an event,
    an article or a link, its beginning, or `ARTICLE:START-END`.
    """
    return json_answer(record.trace(cell_id))


@router.get("/sql", responses=answers(SqlAnswer, Format.CSV))
async def sql(request: Request, record: Asked, asked: Annotated[q.SqlAsked, Query()]) -> Response:
    """One SELECT over the record's tables, for at most five seconds."""

    def ask() -> Response:
        answer = record.sql(asked.question, limit=asked.limit, seconds=SQL_SECONDS, most=SQL_BYTES)
        if format_of(request, asked.format, Format.CSV) is Format.CSV:
            return csv_answer(answer)
        return json_answer(answer)

    return await to_thread.run_sync(ask, limiter=request.app.state.sql_limiter)
