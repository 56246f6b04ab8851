"""Events on PLOVER's gold standard sentences; with `--triggers` also on RAMS and WikiEvents, which takes a minute.

usage: python -m evals.events [--data FOLDER] [--triggers]
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evals.corpora import folder_option, readings, rows
from evals.scoring_events import score_plover, score_triggers
from onrecord.record.reading import Reading


def measure(folder: Path) -> dict[str, float]:
    """The figures of the shipped reader on PLOVER's sentences, and on the half of them kept aside."""
    return score_plover((row, reading.events) for row, reading in readings(rows(folder, "plover_gsr.dev")))


def measure_triggers(folder: Path) -> dict[str, float]:
    """The same on RAMS and WikiEvents; the names of the figures begin with the corpus."""
    figures: dict[str, float] = {}
    for name, gold in (("rams", rams), ("wikievents", wikievents)):
        found = score_triggers(gold(folder))
        figures |= {f"{name} {figure}": value for figure, value in found.items() if figure != "gold events"}
    return figures


def rams(folder: Path) -> Iterator[tuple[list[dict[str, Any]], Reading]]:
    """RAMS: one trigger a document of five sentences."""
    for row, reading in readings(rows(folder, "rams.dev")):
        arguments = [[item["start"], item["end"]] for item in row["arguments"]]
        yield [{**trigger, "arguments": arguments} for trigger in row["triggers"]], reading


def wikievents(folder: Path) -> Iterator[tuple[list[dict[str, Any]], Reading]]:
    """WikiEvents: whole articles."""
    for row, reading in readings(rows(folder, "wikievents.dev")):
        yield [_wikievent(event) for event in row["events"]], reading


def _wikievent(event: dict[str, Any]) -> dict[str, Any]:
    trigger = event["trigger"]
    arguments = [[item["start"], item["end"]] for item in event["arguments"] if "start" in item]
    return {"start": trigger["start"], "end": trigger["end"], "type": event["type"], "arguments": arguments}


def main() -> None:
    parser = folder_option(__doc__ or "")
    parser.add_argument("--triggers", action="store_true", help="also RAMS and WikiEvents")
    options = parser.parse_args()
    figures = measure(options.data) | (measure_triggers(options.data) if options.triggers else {})
    for name, value in figures.items():
        print(f"{name:<22} {value:.3f}")


if __name__ == "__main__":
    main()
