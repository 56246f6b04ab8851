"""A page as printed: its cells marked in the text, with notes beside them; and two versions side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request, Response
from msgspec import Struct

from onrecord.api import Record
from onrecord.asking.rows import EventRow, LinkRow, PageAnswer, ParagraphRow, StatementRow
from onrecord.charts.words import counted, day_words
from onrecord.errors import QuestionError
from onrecord.record.cells import Figure, Time
from onrecord.record.reading import Reading
from onrecord.record.text import Span
from onrecord.record.vocabulary import Standing
from onrecord.web.pages import addresses
from onrecord.web.pages.marking import Part, Piece, pieces
from onrecord.web.pages.rendering import render
from onrecord.web.records import Asked

__all__ = ["router"]

router = APIRouter(include_in_schema=False)

GONE: Final = frozenset({Standing.RESCINDED, Standing.WITHDRAWN})
# A TIMEX3 value of one unit: P3W, PT6H.
_UNITS: Final = {"Y": "year", "M": "month", "W": "week", "D": "day", "TH": "hour", "TM": "minute", "TS": "second"}
_LENGTH: Final = re.compile(r"P(T?)(\d+)([YMWDHS])")
_LINE: Final = re.compile(r"\S(?:[^\n]*\S)?")
# Where several cells begin with the same words, the first of these is reached by the words themselves.
_FIRST: Final = ("statement", "event", "figure", "time")


class Note(Struct, frozen=True, kw_only=True):
    """What stands in the margin of a mark: `key` names the cell, `anchor` the mark inside the page, `href` is the
    address of the cell itself."""

    key: str
    anchor: str
    number: int
    kind: str
    href: str
    start: int
    value: str = ""
    statement: StatementRow | None = None
    event: EventRow | None = None
    links: tuple[LinkRow, ...] = ()
    wrong: bool = False


class Shown(Struct, frozen=True):
    """A piece of the text: its classes of style, the cell that is reached by its words, and others that begin here."""

    text: str
    classes: str
    reaches: Note | None
    others: tuple[Note, ...]


class Block(Struct, frozen=True, kw_only=True):
    """A paragraph of the story, or what stands around it, and the notes on it."""

    story: bool
    pieces: tuple[Shown, ...]
    notes: tuple[Note, ...]


@router.get("/articles/{article_id:path}")
def article(
    request: Request,
    record: Asked,
    article_id: str,
    as_of: str | None = None,
    against: Annotated[str | None, Query(max_length=400)] = None,
) -> Response:
    """The page; with `against` beside another version of it."""
    if against:
        return _side_by_side(request, record, article_id, against)
    answer = record.page(article_id, as_of=as_of or None)
    notes = _notes(answer)
    return render(
        request,
        "article.html",
        answer=answer,
        page=answer.page,
        article=answer.reading.article,
        blocks=_blocks(answer.reading, notes),
        as_of=as_of or "",
        counts={kind: sum(note.kind == kind for note in notes) for kind in _FIRST},
        web_address=_web_address(answer.page.url),
    )


def _side_by_side(request: Request, record: Record, article_id: str, against: str) -> Response:
    answer = record.diff(article_id, against=against)
    if (answer.earlier.version or 0) > (answer.later.version or 0):
        answer = record.diff(against, against=article_id)
    if answer.earlier.url is None or answer.earlier.url != answer.later.url:
        raise QuestionError("these two pages are no versions of one address")
    return render(
        request,
        "versions.html",
        before=answer.earlier,
        after=answer.later,
        rows=_paired(answer.paragraphs),
        statements={
            what: [row for row in answer.statements if row.what == what] for what in ("gone", "changed", "new")
        },
    )


def _paired(rows: Iterable[ParagraphRow]) -> list[ParagraphRow]:
    """A paragraph that is gone and the new one at its place stand side by side."""
    made: list[ParagraphRow] = []
    for row in rows:
        if row.what == "new" and made and made[-1].what == "gone":
            made[-1] = ParagraphRow(what="replaced", before=made[-1].before, after=row.after)
        else:
            made.append(row)
    return made


def _notes(answer: PageAnswer) -> list[Note]:
    """The notes on all cells of the page, in the order of print."""
    reading = answer.reading
    rows = {row.id: row for row in answer.statements}
    events = {row.id: row for row in answer.events}
    notes = [
        Note(
            key=cell.id,
            anchor=cell.id,
            number=0,
            kind="statement",
            href=addresses.statement(cell.id),
            start=_reached(cell.cue, cell.source, *cell.content).start,
            statement=rows[cell.id],
            links=_of(cell.id, answer.links),
            wrong=cell.id in answer.wrong,
        )
        for cell in reading.statements
    ]
    notes += [
        Note(
            key=cell.id,
            anchor=cell.id,
            number=0,
            kind="event",
            href=addresses.event(cell.id),
            start=cell.trigger.start,
            event=events[cell.id],
            links=_of(cell.id, answer.links),
            wrong=cell.id in answer.wrong,
        )
        for cell in reading.events
    ]
    notes += [_small(reading.id, "time", cell, _meaning(cell)) for cell in reading.times]
    notes += [_small(reading.id, "figure", cell, _amount(cell)) for cell in reading.figures]
    notes.sort(key=lambda note: (note.start, _FIRST.index(note.kind), note.key))
    return [_numbered(note, number) for number, note in enumerate(notes, start=1)]


def _numbered(note: Note, number: int) -> Note:
    return Note(**{name: getattr(note, name) for name in note.__struct_fields__} | {"number": number})


def _small(article_id: str, kind: str, cell: Time | Figure, value: str) -> Note:
    address = f"{article_id}:{cell.start}-{cell.end}"
    return Note(
        key=f"{kind} {address}",
        anchor=f"{kind}-{cell.start}-{cell.end}",
        number=0,
        kind=kind,
        href=addresses.trace(address),
        start=cell.start,
        value=value,
    )


def _meaning(cell: Time) -> str:
    if not cell.value:
        return "no date can be given"
    if cell.type in {"DATE", "TIME"}:
        day = day_words(cell.value)
        return day if day != day_words(None) else cell.value
    length = _LENGTH.fullmatch(cell.value)
    unit = _UNITS.get(length[1] + length[3]) if length else None
    return counted(int(length[2]), unit) if length and unit else cell.value


def _amount(cell: Figure) -> str:
    value = f"{cell.value:,g}" if abs(cell.value) < 1e6 else f"{cell.value:,.0f}"
    upper = f" to {cell.upper:,g}" if cell.upper is not None else ""
    words = ("about" if cell.approximate else "", f"{value}{upper}", cell.unit, cell.of.text if cell.of else "")
    return " ".join(word for word in words if word)


def _reached(*spans: Span | None) -> Span:
    return next(span for span in spans if span is not None)


def _of(cell_id: str, links: Iterable[LinkRow]) -> tuple[LinkRow, ...]:
    return tuple(link for link in links if cell_id in {link.origin, link.to})


def _parts(reading: Reading) -> Iterator[Part]:
    for cell in reading.statements:
        reached = _reached(cell.cue, cell.source, *cell.content)
        named = (("source", cell.source), ("cue", cell.cue), *(("content", span) for span in cell.content))
        for kind, span in named:
            if span is not None:
                yield Part(start=span.start, end=span.end, kind=kind, cell=cell.id, anchor=span is reached)
    for event in reading.events:
        yield Part(start=event.trigger.start, end=event.trigger.end, kind="event", cell=event.id, anchor=True)
    small: Sequence[tuple[str, Sequence[Time | Figure]]] = (("time", reading.times), ("figure", reading.figures))
    for kind, cells in small:
        for item in cells:
            key = f"{kind} {reading.id}:{item.start}-{item.end}"
            yield Part(start=item.start, end=item.end, kind=kind, cell=key, anchor=True)


def _blocks(reading: Reading, notes: Sequence[Note]) -> list[Block]:
    text, parts = reading.article.text, list(_parts(reading))
    known = {note.key: note for note in notes}
    return [
        Block(
            story=story,
            pieces=tuple(_shown(piece, known) for piece in pieces(text, start, end, parts)),
            notes=tuple(note for note in notes if start <= note.start < end),
        )
        for story, start, end in _stretches(reading)
    ]


def _shown(piece: Piece, notes: Mapping[str, Note]) -> Shown:
    begins = sorted((notes[part.cell] for part in piece.begins), key=lambda note: _FIRST.index(note.kind))
    classes = {f"in-{part.kind}" for part in piece.parts} | {
        _fate(notes[part.cell]) for part in piece.parts if part.kind in {"content", "event"}
    }
    return Shown(piece.text, " ".join(sorted(classes - {""})), begins[0] if begins else None, tuple(begins[1:]))


def _fate(note: Note) -> str:
    if note.wrong:
        return "is-wrong"
    return "is-gone" if note.statement is not None and note.statement.standing in GONE else ""


def _stretches(reading: Reading) -> Iterator[tuple[bool, int, int]]:
    """The paragraphs of the story and the lines between them, in order; white space apart."""
    text, at = reading.article.text, 0
    for part in sorted(reading.article.body, key=lambda span: span.start):
        yield from _around(text, at, part.start)
        yield True, part.start, part.end
        at = part.end
    yield from _around(text, at, len(text))


def _around(text: str, start: int, end: int) -> Iterator[tuple[bool, int, int]]:
    for line in _LINE.finditer(text, start, end):
        yield False, line.start(), line.end()


def _web_address(url: str | None) -> str | None:
    """`url` where a browser may be sent there."""
    return url if url and url.startswith(("https://", "http://")) else None
