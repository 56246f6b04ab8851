"""What careful coders reach on PLOVER's gold standard sentences: what can be asked of a program.

usage: python -m evals.coders [--data FOLDER]

Two coders read the 159 sentences apart, with PLOVER's codebook and without the gold, and named the events that a
codebook coder would (`coded_plover.tsv`: types, and parties by offsets, every place where the sentence has the words).
They are scored as the product is (`python -m evals.events`), each, and both taken together, as if whatever either found
had been found; last, how far the second agrees with the first one's main events, and the product. The two agree in .98
of their main types, more than coders usually do: they are one careful reading done twice, not a sample of coders.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.corpora import folder_option, readings, rows
from evals.scoring_events import Coded, kept_aside, score_plover, touches
from onrecord.record.text import Span

CODED = Path(__file__).with_name("coded_plover.tsv")


@dataclass(frozen=True, slots=True)
class Coding:
    """An event as a coder named it."""

    type: str
    actors: tuple[Span, ...]
    recipients: tuple[Span, ...]
    main: bool  # the first of its sentence in the coder's eyes


def codings(sentences: Mapping[str, str]) -> dict[str, dict[str, list[Coding]]]:
    """What each coder named, by coder and sentence; `sentences` has the texts by id."""
    found: dict[str, dict[str, list[Coding]]] = defaultdict(lambda: {id_: [] for id_ in sentences})
    with CODED.open(encoding="utf-8") as lines:
        table = (line for line in lines if not line.startswith("#"))
        for row in csv.DictReader(table, delimiter="\t"):
            text = sentences[row["id"]]
            actors, recipients = _spans(text, row["actors"]), _spans(text, row["recipients"])
            found[row["coder"]][row["id"]].append(Coding(row["type"], actors, recipients, row["main"] == "1"))
    return found


def _spans(text: str, offsets: str) -> tuple[Span, ...]:
    edges = (map(int, pair.split("-")) for pair in offsets.split())
    return tuple(Span(start=start, end=end, text=text[start:end]) for start, end in edges)


def agreement(coded: Mapping[str, Sequence[Coding]], found: Mapping[str, Sequence[Coded]]) -> tuple[float, float]:
    """The share of a coder's main events whose type `found` has too, and of their actors that it has with it."""
    main = [(id_, event) for id_, events in coded.items() for event in events if event.main]
    types = [any(other.type == event.type for other in found[id_]) for id_, event in main]
    actors = [_has_actor(event, found[id_]) for id_, event in main if event.actors]
    return sum(types) / len(types), sum(actors) / len(actors)


def _has_actor(event: Coding, found: Iterable[Coded]) -> bool:
    spans = [(span.start, span.end) for span in event.actors]
    return any(touches(party, spans) for other in found if other.type == event.type for party in other.actors)


def _show(name: str, figures: Mapping[str, float]) -> None:
    for half in ("", "held "):
        cells = (
            f"{figure} {figures[half + figure]:.3f}" for figure in ("type f1", "type recall", "actor", "recipient")
        )
        print(f"{name:<9} {half or 'whole':<6}", *cells, f"extra {1 - figures[half + 'no extra']:.3f}", sep="  ")


def main() -> None:
    options = folder_option(__doc__ or "").parse_args()
    gold: list[dict[str, Any]] = list(rows(options.data, "plover_gsr.dev"))
    coded = codings({row["id"]: row["text"] for row in gold})
    product: dict[str, Sequence[Coded]] = {row["id"]: reading.events for row, reading in readings(gold)}
    first, second = coded.values()
    both = {id_: [*first[id_], *second[id_]] for id_ in first}
    for name, found in (("first", first), ("second", second), ("both", both), ("product", product)):
        _show(name, score_plover((row, found[row["id"]]) for row in gold))
    aside = {id_: events for id_, events in first.items() if kept_aside(id_)}
    for name, others in (("second", second), ("product", product)):
        cells = [agreement(part, others) for part in (first, aside)]
        print(f"{name} agrees with the first: types {cells[0][0]:.3f} (aside {cells[1][0]:.3f}),"
              f" their actors {cells[0][1]:.3f} ({cells[1][1]:.3f})")  # fmt: skip


if __name__ == "__main__":
    main()
