"""One statement or one event, with what was done to it; how any cell came about; and the verdicts of persons."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from onrecord.asking.rows import CellAnswer, TraceAnswer
from onrecord.charts.words import day_words
from onrecord.errors import QuestionError, UnknownId
from onrecord.record.cells import Time
from onrecord.record.reading import Reading
from onrecord.web.pages import addresses
from onrecord.web.pages.marking import Part, Piece, pieces
from onrecord.web.pages.rendering import render
from onrecord.web.records import Asked, Records

__all__ = ["router"]

router = APIRouter(include_in_schema=False)

LONGEST_NOTE: Final = 2000  # characters
_TRACED: Final = {"statement": addresses.statement, "event": addresses.event, "article": addresses.article}


@router.get("/statements/{statement_id:path}")
def statement(request: Request, record: Asked, statement_id: str) -> Response:
    """A statement: the printed sentence, its links, its history."""
    answer = record.cell(statement_id)
    if answer.statement is None:
        raise UnknownId(f"{statement_id!r} is the id of an event; its page is {addresses.event(answer.trace.id)}")
    row, links = answer.statement, answer.links
    return render(
        request,
        "statement.html",
        answer=answer,
        row=row,
        printed=_printed(answer.trace),
        onto=[link for link in links if link.to == row.id],
        does=[link for link in links if link.origin == row.id],
        verdict=_verdict(answer),
        citation=_citation(answer),
    )


@router.get("/events/{event_id:path}")
def event(request: Request, record: Asked, event_id: str) -> Response:
    """An event: who did what to whom, as printed."""
    answer = record.cell(event_id)
    if answer.event is None:
        raise UnknownId(f"{event_id!r} is the id of a statement; its page is {addresses.statement(answer.trace.id)}")
    told = record.cell(answer.event.statement).statement if answer.event.statement else None
    return render(
        request,
        "event.html",
        answer=answer,
        row=answer.event,
        is_named=record.names_matter(answer.event.matter or ""),
        told=told,
        printed=_printed(answer.trace),
        verdict=_verdict(answer),
        citation=None,
    )


@router.get("/trace/{cell_id:path}")
def trace(request: Request, record: Asked, cell_id: str) -> Response:
    """How a cell came about: its words, where they stand, and what read them."""
    answer = record.trace(cell_id)
    reading = record.reading(answer.page.id)
    marked = {(answer.start + mark.start, answer.start + mark.end) for mark in answer.marks}
    times = [time for time in reading.times if (time.start, time.end) in marked]
    home = _TRACED.get(answer.kind)
    return render(
        request,
        "trace.html",
        answer=answer,
        printed=_printed(answer),
        times=times if answer.kind == "span" else (),
        figures=[item for item in reading.figures if (item.start, item.end) in marked and answer.kind == "span"],
        home=home(answer.id) if home else None,
        origins=reading.article.origins if answer.kind == "article" else (),
        format=reading.article.format,
        anchor_of=_anchor_of(reading),
        given=[item for item in record.marks() if item.target == answer.id] if answer.kind == "link" else [],
    )


@router.post("/marks")
def mark(
    request: Request,
    target: Annotated[str, Form(max_length=400)],
    verdict: Annotated[str, Form(max_length=20)],
    author: Annotated[str, Form(max_length=200)] = "",
    note: Annotated[str, Form(max_length=LONGEST_NOTE)] = "",
) -> Response:
    """Keeps a person's verdict on a row, and shows the row again."""
    if not author.strip():
        raise QuestionError("a verdict is signed: go back and say who gives it")
    records: Records = request.app.state.records
    with records.to_write() as record:
        kept = record.mark(target, verdict, author=author, note=note.strip() or None)
        home = _TRACED.get(record.trace(kept.target).kind, addresses.trace)
    return RedirectResponse(f"{home(kept.target)}#verdict", 303)


def _printed(answer: TraceAnswer) -> list[Piece]:
    """The words around a cell, cut where its parts begin and end."""
    parts = [Part(start=mark.start, end=mark.end, kind=mark.label, cell=answer.id) for mark in answer.marks]
    return pieces(answer.excerpt, 0, len(answer.excerpt), parts)


def _verdict(answer: CellAnswer) -> str | None:
    return answer.verdicts[-1].verdict if answer.verdicts else None


def _citation(answer: CellAnswer) -> str:
    """The statement for a footnote: who, what, where it was printed, when, and the id that finds it."""
    row, page = answer.statement, answer.trace.page
    assert row is not None
    words = f"“{row.content}”" if row.form == "direct" else row.content
    said = f" (said {day_words(row.said)})" if row.said else ""
    where = [f"“{page.headline}”" if page.headline else None, page.publication]
    when = day_words(page.published) if page.published else "no date"
    place = ", ".join(part for part in (*where, when, page.url) if part)
    return f"{row.speaker or 'Somebody not named'}: {words}{said}. In: {place}. onrecord {row.id}."


def _anchor_of(reading: Reading) -> dict[int, str]:
    """By the start of a time: what its value was counted from."""
    published = reading.article.published

    def told(time: Time) -> str:
        if time.anchor is not None:
            return f"“{time.anchor.text}” at character {time.anchor.start}"
        return f"the day of publication, {day_words(published)}" if published and time.rule else "nothing else"

    return {time.start: told(time) for time in reading.times}
