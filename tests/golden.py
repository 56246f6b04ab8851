"""Golden pages: what a careful reader takes from a page, and whether a reading has it (`tests/cases/README.md`)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from onrecord import api
from onrecord.record.cells import Event, Figure, Statement
from onrecord.record.links import Link
from onrecord.record.reading import Reading
from onrecord.record.text import Span

CASES = Path(__file__).parent / "cases"
EXAMPLES = Path(__file__).parents[1] / "examples"
EDGES = " \n\"“”‘’'.,;—"  # what may stand at either end of a content without changing what was said
NOT_YET = "not_yet"  # the mark of a cell that is right and that the product does not find

Cell = dict[str, Any]
Shown = list[Cell]

PAGES = {
    path.stem: path
    for folder in (CASES / "readings", EXAMPLES)
    for path in sorted(folder.iterdir())
    if path.suffix in {".txt", ".html"}
}
CASE_FILES = {
    path.stem: path for folder in ("readings", "examples") for path in sorted((CASES / folder).glob("*.json"))
}
EXPECTED: dict[str, Cell] = {name: json.loads(path.read_text("utf-8")) for name, path in CASE_FILES.items()}


def read(name: str) -> Reading:
    """The reading of a golden page."""
    (reading,) = api.readings(PAGES[name], published=EXPECTED[name].get("given", {}).get("published"))
    assert isinstance(reading, Reading), reading
    return reading


def cells(*, not_yet: bool = False) -> Iterator[tuple[str, str, int, Cell]]:
    """The expected cells: page, kind, number, cell; those that hold, or those that are marked as not found yet."""
    for name, wanted in EXPECTED.items():
        for kind in SHOW:
            for number, cell in enumerate(wanted.get(kind, [])):
                if bool(cell.get(NOT_YET)) is not_yet:
                    yield name, kind, number, cell


def is_found(reading: Reading, kind: str, cell: Cell) -> bool:
    """Whether the reading has the cell."""
    return any(holds(one, cell) for one in SHOW[kind](reading))


def holds(shown: Cell, wanted: Cell) -> bool:
    """Whether what is shown has the values wanted; of a key that ends in `_holds`, their words (or members)."""
    return all(
        set(value) <= set(shown[key]) if isinstance(shown[key], set) else _value_holds(key, shown[key], value)
        for key, value in wanted.items()
        if key != NOT_YET
    )


def _value_holds(key: str, shown: Any, wanted: Any) -> bool:  # noqa: ANN401 - whatever JSON has
    return wanted in (shown or "") if key.endswith("_holds") else bool(shown == wanted)


def words(span: Span | None) -> str | None:
    """The words of a span in one line, without the marks at its ends."""
    return None if span is None else " ".join(span.text.split()).strip(EDGES)


def said(statement: Statement) -> list[str]:
    """The pieces of a statement's content."""
    return [piece for span in statement.content if (piece := words(span))]


def show_statements(reading: Reading) -> Shown:
    """The statements in the words that the cases use."""
    names = {actor.id: actor.name for actor in reading.actors}
    return [_shown_statement(statement, names) for statement in reading.statements]


def _shown_statement(statement: Statement, names: dict[str, str]) -> Cell:
    return {
        "source": words(statement.source),
        "source_holds": words(statement.source),
        "actor": names.get(statement.actor or ""),
        "cue": words(statement.cue),
        "cue_holds": words(statement.cue),
        "content": said(statement),
        "content_holds": " ".join(said(statement)),
        "form": str(statement.form),
        "act": str(statement.act),
        "anonymous": statement.anonymous,
        "count": statement.count,
        "told": words(statement.told),
        "date": statement.date and statement.date.value,
        "standing": str(statement.standing),
    }


def show_quotations(reading: Reading) -> Shown:
    """For each speaker, all that he or she says on the page: a quotation over paragraphs may be several statements."""
    speakers = {statement.actor for statement in reading.statements if statement.actor}
    return [
        {"begins_holds": everything, "ends_holds": everything}
        for speaker in speakers
        for everything in [" ".join(piece for one in reading.statements if one.actor == speaker for piece in said(one))]
    ]


def show_times(reading: Reading) -> Shown:
    """The time expressions."""
    return [
        {"text": " ".join(time.text.split()), "type": str(time.type), "value": time.value, "mod": time.mod}
        for time in reading.times
    ]


def show_figures(reading: Reading) -> Shown:
    """The figures."""
    return [_shown_figure(figure) for figure in reading.figures]


def _shown_figure(figure: Figure) -> Cell:
    return {
        "text_holds": " ".join(figure.text.split()),
        "value": figure.value,
        "upper": figure.upper,
        "approximate": figure.approximate,
        "of": words(figure.of),
        "unit": figure.unit,
    }


def show_roles(reading: Reading) -> Shown:
    """Who holds which office, and how."""
    return [
        {"actor": actor.name, "title": role.title, "status": role.status and str(role.status)}
        for actor in reading.actors
        for role in actor.roles
    ]


def show_anonymity(reading: Reading) -> Shown:
    """Why somebody speaks without a name."""
    contents = {statement.id: said(statement) for statement in reading.statements}
    return [
        {
            "source_holds": words(one.source),
            "reason": words(one.reason),
            "covers": {piece for covered in one.covers for piece in contents[covered]},
        }
        for one in reading.anonymity
    ]


def show_links(reading: Reading) -> Shown:
    """What is done to earlier statements of the page."""
    contents = {statement.id: " ".join(said(statement)) for statement in reading.statements}
    return [_shown_link(link, contents) for link in reading.links]


def _shown_link(link: Link, contents: dict[str, str]) -> Cell:
    return {
        "kind": str(link.kind),
        "to_holds": contents[link.to],
        "by": words(link.by),
        "venue": words(link.venue),
        "evidence_holds": words(link.evidence),
    }


def show_events(reading: Reading) -> Shown:
    """What happened."""
    contents = {statement.id: " ".join(said(statement)) for statement in reading.statements}
    return [_shown_event(event, contents) for event in reading.events]


def _shown_event(event: Event, contents: dict[str, str]) -> Cell:
    return {
        "trigger": words(event.trigger),
        "type": event.type,
        "mode": event.mode,
        "phase": event.phase and str(event.phase),
        "matter_holds": words(event.matter),
        "actors_holds": " ".join(party.text for party in event.actors),
        "recipients_holds": " ".join(party.text for party in event.recipients),
        "date": event.date and event.date.value,
        "factuality": str(event.factuality),
        "statement_holds": contents.get(event.statement or ""),
    }


SHOW: dict[str, Callable[[Reading], Shown]] = {
    "statements": show_statements,
    "quoted_over_paragraphs": show_quotations,
    "times": show_times,
    "figures": show_figures,
    "roles": show_roles,
    "anonymity": show_anonymity,
    "links": show_links,
    "events": show_events,
}
