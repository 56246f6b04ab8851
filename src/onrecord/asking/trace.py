"""From a cell back to the words in print, the page, and when that was read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from onrecord.asking.derivations import derivations_of
from onrecord.asking.ledger import Ledger, find_link
from onrecord.asking.query import ARTICLE_ROWS
from onrecord.asking.rows import ArticleRow, Mark, TraceAnswer
from onrecord.errors import UnknownId
from onrecord.finding.times import explain
from onrecord.record.cells import Event, Statement, Time
from onrecord.record.links import Link
from onrecord.record.reading import Reading
from onrecord.record.text import Span, overlaps, span_of
from onrecord.storing.crossings import crossings_where
from onrecord.storing.database import Database

__all__ = ["trace"]

CANDIDATES_SHOWN = 5
EXCERPT_WITHOUT_BODY = 600  # characters of a page that has no story

_ADDRESS = re.compile(r"(.+):(\d+)-(\d+)", re.DOTALL)
# A sentence ends for certain where at least four small letters or digits stand before the stop ("Gen.", "Sept." and
# "U.S." do not) and a capital or a quotation mark follows. Where it is not certain, more is shown, never less.
_SENTENCE_END = re.compile(r"(?:[^\W\d_A-Z]{4}|\d\d)[.!?][\"'”’)\]]*(\s+)(?=[\"'“‘(\[]*[A-Z\d“‘])")
_Labelled = tuple[str, Span]


def trace(db: Database, cell_id: str) -> TraceAnswer:
    """Where the cell `cell_id` stands in print: a statement, an event, an article, a link, or the address
    `ARTICLE:START-END` of any span (the ids of the rows of `times` and `figures`). The beginning of an id will do where
    only one id begins so, but for links.

    Raises UnknownId where none does, or several.
    """
    address = _ADDRESS.fullmatch(cell_id)
    if address and (article := _find(db, address[1], kinds=("article",))):
        return _answer(db, "span", cell_id, article[1], _addressed(db, article[1], address))
    if cell_id.startswith("l-") and (linked := find_link(db, cell_id)):
        said_in, link = linked
        return _answer(db, "link", cell_id, said_in, _of_link(link))
    found = _find(db, cell_id, kinds=("statement", "event", "article"))
    if found is None:
        raise UnknownId(f"no statement, event or article has the id {cell_id!r}; `onrecord search` finds ids by words")
    kind, known = found
    if kind == "article":
        return _answer(db, kind, known, known, ())
    table = "statements" if kind == "statement" else "events"
    article_id = db.query(f"SELECT article FROM {table} WHERE id = ?", (known,))[0][0]  # noqa: S608
    return _answer(db, kind, known, article_id, ())


def _find(db: Database, typed: str, *, kinds: Sequence[str]) -> tuple[str, str] | None:
    """The kind and id of the one cell whose id is `typed`, else of the one whose id begins so."""
    if not typed:
        return None
    found = [(kind, known) for kind in kinds for known in _ids_from(db, f"{kind}s", typed)]
    exact = [pair for pair in found if pair[1] == typed]
    if exact:
        return exact[0]
    if len(found) > 1:
        shown = ", ".join(known for _, known in found[:CANDIDATES_SHOWN])
        raise UnknownId(f"several ids begin with {typed!r}: {shown}{', …' if len(found) > CANDIDATES_SHOWN else ''}")
    return found[0] if found else None


def _ids_from(db: Database, table: str, typed: str) -> list[str]:
    rows = db.query(
        f"SELECT id FROM {table} WHERE id >= ? AND id < ? ORDER BY id LIMIT ?",  # noqa: S608 - our own names
        (typed, f"{typed}\U0010ffff", CANDIDATES_SHOWN + 1),
    )
    return [row[0] for row in rows]


def _addressed(db: Database, article_id: str, address: re.Match[str]) -> tuple[_Labelled, ...]:
    text = db.query("SELECT text FROM articles WHERE id = ?", (article_id,))[0][0]
    start, end = int(address[2]), int(address[3])
    if not start <= end <= len(text):
        raise UnknownId(f"the text of {article_id} has {len(text)} characters: {start}-{end} does not lie in it")
    return (("span", span_of(text, start, end)),)


def _answer(db: Database, kind: str, cell_id: str, article_id: str, labelled: Iterable[_Labelled]) -> TraceAnswer:
    reading = db.around(article_id, cell_id)
    statement = next((cell for cell in reading.statements if cell.id == cell_id), None)
    event = next((cell for cell in reading.events if cell.id == cell_id), None)
    spans = [*labelled, *_of_statement(statement), *_of_event(event)]
    if kind == "article":
        begin, end = _opening(reading)
        spans = [mark for mark in _of_article(reading) if begin <= mark[1].start and mark[1].end <= end]
    else:
        begin, end = _sentences_around(reading, [span for _, span in spans])
    page, digest, tool = _page(db, article_id)
    return TraceAnswer(
        id=cell_id,
        kind=kind,
        excerpt=reading.article.text[begin:end],
        start=begin,
        marks=tuple(Mark(span.start - begin, span.end - begin, label) for label, span in spans),
        standing=Ledger(db).standing(statement.id).value if statement else None,
        page=page,
        digest=digest,
        tool=tool,
        links_to=(*db.links_to(cell_id), *(item.link for item in crossings_where(db, "to_id", cell_id))),
        links_from=(*db.links_from(cell_id), *(item.link for item in crossings_where(db, "from_id", cell_id))),
        previous_version=db.previous_version(article_id),
        derivations=(
            *(explain(time, reading.article.published) for time in _times_behind(reading, event, spans, (begin, end))),
            *(derivations_of(event) if event else ()),
        ),
    )


def _times_behind(
    reading: Reading, event: Event | None, spans: Iterable[_Labelled], shown: tuple[int, int]
) -> Iterator[Time]:
    """The time expressions that are traced, that date the statement, or that say in the excerpt when it happened."""
    traced = {(span.start, span.end) for label, span in spans if label in {"span", "date"}}
    happened = event.date.value if event and event.date else None
    for time in (time for time in reading.times if time.rule):
        beside = happened is not None and time.value == happened and shown[0] <= time.start < shown[1]
        if beside or (time.start, time.end) in traced:
            yield time


def _page(db: Database, article_id: str) -> tuple[ArticleRow, str | None, str]:
    row = db.query(f"{ARTICLE_ROWS} WHERE a.id = ?", (article_id,))[0]
    digest, tool = db.query("SELECT digest, tool FROM articles WHERE id = ?", (article_id,))[0]
    return ArticleRow(**dict(zip(ArticleRow.__struct_fields__, row, strict=True))), digest, tool


def _of_statement(statement: Statement | None) -> Iterator[_Labelled]:
    if statement is None:
        return
    date = statement.date.evidence if statement.date else None
    single = {"source": statement.source, "cue": statement.cue, "told": statement.told, "venue": statement.venue}
    for label, span in {**single, "date": date}.items():
        if span is not None:
            yield label, span
    for span in statement.content:
        yield "content", span


def _of_link(link: Link) -> Iterator[_Labelled]:
    for label, span in (("evidence", link.evidence), ("by", link.by), ("venue", link.venue)):
        if span is not None:
            yield label, span


def _of_event(event: Event | None) -> Iterator[_Labelled]:
    if event is None:
        return
    yield "trigger", event.trigger
    for label, parties in (("actor", event.actors), ("recipient", event.recipients)):
        for party in parties:
            yield label, Span(start=party.start, end=party.end, text=party.text)
    for label, span in (("matter", event.matter), ("place", event.place)):
        if span is not None:
            yield label, span


def _of_article(reading: Reading) -> Iterator[_Labelled]:
    for origin in reading.article.origins:
        if origin.span is not None:
            yield origin.field, origin.span


def _opening(reading: Reading) -> tuple[int, int]:
    """From the top of the page to the end of the story's first paragraph."""
    body = reading.article.body
    return 0, body[0].end if body else min(len(reading.article.text), EXCERPT_WITHOUT_BODY)


def _sentences_around(reading: Reading, spans: Sequence[Span]) -> tuple[int, int]:
    text = reading.article.text
    begin, end = min(span.start for span in spans), max(span.end for span in spans)
    around = [part for part in reading.article.body if overlaps(part, spans)]
    line_end = text.find("\n", end)
    first = min([begin, *(part.start for part in around)]) if around else text.rfind("\n", 0, begin) + 1
    last = max([end, *(part.end for part in around)]) if around else (len(text) if line_end < 0 else line_end)
    stops = [(match.start(1), match.end(1)) for match in _SENTENCE_END.finditer(text, first, last)]
    return (
        max((after for _, after in stops if after <= begin), default=first),
        min((stop for stop, _ in stops if stop >= end), default=last),
    )
