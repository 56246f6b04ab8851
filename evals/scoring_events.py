"""Events against gold: PLOVER's gold standard sentences, and triggers and arguments of RAMS and WikiEvents.

On PLOVER's sentences each has one gold type: P, R and F1 over distinct types a sentence, found types that the gold does
not have for each sentence ("extra"), and, for sentences whose type was to be found, whether an event of it has an actor
and a recipient that overlap the gold's ("actor", "recipient", of all sentences that have one). Older labels are read as
today's. On RAMS and WikiEvents an event counts where `event_map.toml` gives its type a PLOVER type: "trigger" is the
share of gold triggers within 25 characters of which an event of a fitting type has its trigger, "argument" the share of
gold arguments in such events that a party, a place or the matter of the event found overlaps.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol

from onrecord.record.cells import Event, Party
from onrecord.record.reading import Reading
from onrecord.record.text import Span

TODAY = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
MAP = Path(__file__).with_name("event_map.toml")
REACH = 25  # characters between a gold trigger and ours: three words, "carried out an ATTACK"

Offsets = Sequence[Sequence[int]]


class Coded(Protocol):
    """An event that the product found, or that a coder read."""

    @property
    def type(self) -> str | None:
        """Of PLOVER, if any."""

    @property
    def actors(self) -> Sequence[Party | Span]:
        """Who does it."""

    @property
    def recipients(self) -> Sequence[Party | Span]:
        """To whom."""


def kept_aside(row_id: str) -> bool:
    """Whether a row belongs to the half that the rules were not written on, by a hash of its id."""
    return hashlib.sha256(row_id.encode()).digest()[0] % 2 == 1


def score_plover(items: Iterable[tuple[dict[str, Any], Sequence[Coded]]]) -> dict[str, float]:
    """The figures of PLOVER's sentences with the events found in each, and of the half kept aside ("held …")."""
    pairs = list(items)
    held = _figures([pair for pair in pairs if kept_aside(pair[0]["id"])])
    return {**_figures(pairs), **{f"held {name}": value for name, value in held.items()}}


def _figures(pairs: Sequence[tuple[dict[str, Any], Sequence[Coded]]]) -> dict[str, float]:
    hits = found = extra = 0
    sides: dict[str, list[int]] = {"actor": [0, 0], "recipient": [0, 0]}
    for gold, events in pairs:
        wanted = TODAY.get(gold["event"], gold["event"])
        types = {event.type for event in events if event.type}
        hits, found, extra = hits + (wanted in types), found + len(types), extra + len(types - {wanted})
        right = [event for event in events if event.type == wanted]
        for side, key in (("actor", "source"), ("recipient", "target")):
            spans = _spans(gold.get(key))
            if spans:
                sides[side][1] += 1
                parties = [p for event in right for p in (event.actors if side == "actor" else event.recipients)]
                sides[side][0] += any(touches(party, spans) for party in parties)
    precision, recall = hits / max(found, 1), hits / max(len(pairs), 1)
    return {
        "type precision": precision,
        "type recall": recall,
        "type f1": 2 * precision * recall / (precision + recall) if hits else 0.0,
        "no extra": 1 - extra / max(len(pairs), 1),
        **{side: right_ / max(all_, 1) for side, (right_, all_) in sides.items()},
    }


def _spans(parties: object) -> list[Sequence[int]]:
    listed = parties if isinstance(parties, list) else []
    return [span for party in listed for span in party.get("spans", [])]


def touches(party: Party | Span, spans: Offsets) -> bool:
    """Whether a party or a span shares a character with one of the gold's spans."""
    return any(party.start < end and start < party.end for start, end in spans)


def fitting_types() -> dict[str, frozenset[str]]:
    """For the beginning of a type of RAMS or WikiEvents, in lower case, the PLOVER types that fit it."""
    table = tomllib.loads(MAP.read_text("utf-8"))["types"]
    return {name: frozenset(types) for name, types in table.items()}


def plover_types(name: str) -> frozenset[str]:
    """The PLOVER types that fit a gold type; none where it is no political event."""
    table = fitting_types()
    parts = name.lower().split(".")
    for length in range(len(parts), 0, -1):
        if ".".join(parts[:length]) in table:
            return table[".".join(parts[:length])]
    return frozenset()


def score_triggers(items: Iterable[tuple[list[dict[str, Any]], Reading]]) -> dict[str, float]:
    """Trigger recall and argument overlap; each gold event is `{start, end, type, arguments: [[start, end], …]}`."""
    gold_count = hits = arguments = right = 0
    for gold, reading in items:
        for wanted in gold:
            types = plover_types(wanted["type"])
            if not types:
                continue
            gold_count += 1
            event = _best(wanted, [e for e in reading.events if e.type in types])
            if event is None:
                continue
            hits += 1
            arguments += len(wanted["arguments"])
            right += sum(_is_named(event, span) for span in wanted["arguments"])
    return {
        "trigger": hits / max(gold_count, 1),
        "argument": right / max(arguments, 1),
        "gold events": float(gold_count),
    }


def _best(wanted: dict[str, Any], events: Sequence[Event]) -> Event | None:
    def distance(event: Event) -> int:
        return max(wanted["start"] - event.trigger.end, event.trigger.start - wanted["end"], 0)

    near = [event for event in events if distance(event) <= REACH]
    return min(near, key=distance, default=None)


def _is_named(event: Event, span: Sequence[int]) -> bool:
    cells: list[Party | Span] = [*event.actors, *event.recipients]
    cells += [cell for cell in (event.place, event.matter) if cell is not None]
    return any(touches(cell, [span]) for cell in cells)
