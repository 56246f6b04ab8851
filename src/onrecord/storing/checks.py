"""What must hold of a reading before it goes into a record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import isfinite

from onrecord.errors import MalformedInput
from onrecord.record.cells import Event, Party, Statement
from onrecord.record.reading import Reading
from onrecord.record.text import Span

__all__ = ["check_reading"]


def check_reading(reading: Reading) -> None:
    """Raises MalformedInput unless all offsets of `reading` index its text, all ids that it points to are in it, no id
    is in it twice, and its figures are numbers.
    """
    _check_spans(reading)
    _check_ids(reading)
    _check_references(reading)
    _check_numbers(reading)


def _check_spans(reading: Reading) -> None:
    text = reading.article.text
    for start, end, words in _marks(reading):
        if not 0 <= start <= end <= len(text) or text[start:end] != words:
            raise MalformedInput(f"reading {reading.id}: {words!r} does not stand at {start}-{end} of its text")


def _check_ids(reading: Reading) -> None:
    for name, ids in (
        ("actors", [actor.id for actor in reading.actors]),
        ("statements", [statement.id for statement in reading.statements]),
        ("events", [event.id for event in reading.events]),
    ):
        if len(set(ids)) < len(ids):
            twice = next(cell for cell in ids if ids.count(cell) > 1)
            raise MalformedInput(f"reading {reading.id}: two {name} have the id {twice}")


def _check_numbers(reading: Reading) -> None:
    for figure in reading.figures:
        if not isfinite(figure.value) or not isfinite(figure.upper or 0):
            raise MalformedInput(f"reading {reading.id}: the figure {figure.text!r} has no number")


def _check_references(reading: Reading) -> None:
    actors = {actor.id for actor in reading.actors}
    statements = {statement.id for statement in reading.statements}
    for kind, known, named in (
        ("actor", actors, _actors_named(reading)),
        ("statement", statements, _statements_named(reading)),
    ):
        for cell in named:
            if cell is not None and cell not in known:
                raise MalformedInput(f"reading {reading.id}: there is no {kind} {cell} in it")


def _actors_named(reading: Reading) -> Iterator[str | None]:
    for statement in reading.statements:
        yield statement.actor
    for event in reading.events:
        for party in (*event.actors, *event.recipients):
            yield party.actor


def _statements_named(reading: Reading) -> Iterator[str | None]:
    for event in reading.events:
        yield event.statement
    for figure in reading.figures:
        yield figure.statement
    for anonymity in reading.anonymity:
        yield from anonymity.covers


def _marks(reading: Reading) -> Iterator[tuple[int, int, str]]:
    for time in reading.times:
        yield time.start, time.end, time.text
    for figure in reading.figures:
        yield figure.start, figure.end, figure.text
    for party in _parties(reading.events):
        yield party.start, party.end, party.text
    for span in _spans(reading):
        if span is not None:
            yield span.start, span.end, span.text


def _parties(events: Iterable[Event]) -> Iterator[Party]:
    for event in events:
        yield from event.actors
        yield from event.recipients


def _spans(reading: Reading) -> Iterator[Span | None]:
    yield from reading.article.body
    for origin in reading.article.origins:
        yield origin.span
    for actor in reading.actors:
        yield from (role.evidence for role in actor.roles)
        yield from actor.mentions
    for statement in reading.statements:
        yield from _spans_of_statement(statement)
    for event in reading.events:
        yield from (event.trigger, event.matter, event.place, *event.mentions)
        yield event.location.evidence if event.location else None
    for time in reading.times:
        yield time.anchor
    for figure in reading.figures:
        yield figure.of
    for anonymity in reading.anonymity:
        yield from (anonymity.source, anonymity.reason)
    for link in reading.links:
        yield from (link.by, link.venue, link.evidence)


def _spans_of_statement(statement: Statement) -> Iterator[Span | None]:
    yield from (statement.source, statement.cue, *statement.content, statement.told, statement.venue)
    yield statement.date.evidence if statement.date else None
