"""The gate: no figure may fall below its floor.

usage: python -m evals.gate [--data FOLDER] [--show] [--raise] [--lower SECTION]

Each section of `floors.json` names its corpora with their SHA-256 and the floor of each figure. A corpus that is absent
is skipped, and said so; one that differs from the pinned one fails, because its figures would mean something else.
`--raise` moves floors up to what is measured now (rounded down to three places); only `--lower SECTION` moves them
down.
"""

from __future__ import annotations

import hashlib
import json
import math
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals import (
    copies,
    countries,
    dating,
    events,
    factuality,
    heads,
    namesakes,
    pairs,
    sentences,
    stances,
    statements,
    times,
)
from evals.corpora import MissingCorpus, corpus_file, folder_option

FLOORS = Path(__file__).with_name("floors.json")


@dataclass(frozen=True, slots=True)
class Section:
    """A measurement, and the corpora that it needs."""

    name: str
    corpora: tuple[str, ...]
    measure: Callable[[Path], dict[str, float]]


SECTIONS = (
    Section("sentences", ("gum.dev", "ewt.dev"), sentences.measure),
    Section("statements", ("polnear.dev",), statements.measure),
    Section("statements by rule", ("polnear.dev",), statements.measure_rules),
    Section("heads", ("uner_ewt.dev", "ewt.dev", "ewt_srl.dev"), heads.measure),
    Section("copies", copies.CORPORA, copies.measure),
    Section("stances", stances.CORPORA, stances.measure),
    Section("times", times.CORPORA, times.measure),
    Section("dating", dating.CORPORA[:1], dating.measure),
    Section("events", ("plover_gsr.dev",), events.measure),
    Section("countries", ("plover_gsr.dev",), countries.measure),
    Section("factuality", factuality.CORPORA, factuality.measure),
    Section("pairs", (), pairs.measure),
    Section("namesakes", (), namesakes.measure),
)


def main() -> int:
    parser = folder_option(__doc__ or "")
    parser.add_argument("--show", action="store_true", help="print all figures")
    parser.add_argument("--raise", action="store_true", dest="lift", help="move floors up to the figures")
    parser.add_argument("--lower", metavar="SECTION", help="set this section's floors to the figures, also downwards")
    options = parser.parse_args()
    floors: dict[str, Any] = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    failures: list[str] = []
    for section in SECTIONS:
        try:
            digests = {name: digest(corpus_file(options.data, name)) for name in section.corpora}
        except MissingCorpus as missing:
            print(f"skipped  {section.name}: {missing}")
            continue
        figures = section.measure(options.data)
        pinned = floors.setdefault(section.name, {"corpora": digests, "floors": {}})
        if options.lift or options.lower == section.name:
            pinned["corpora"] = digests
            pinned["floors"] = moved(pinned["floors"], figures, down=options.lower == section.name)
        failures += check(section.name, pinned, digests, figures, show=options.show)
    if options.lift or options.lower:
        FLOORS.write_text(json.dumps(floors, indent=2) + "\n", "utf-8")
    for failure in failures:
        print(f"FAILED   {failure}")
    print("gate: " + (f"{len(failures)} failures" if failures else "every measured figure is at or above its floor"))
    return 1 if failures else 0


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def moved(floors: dict[str, float], figures: dict[str, float], *, down: bool) -> dict[str, float]:
    """The floors after a move: never down unless asked."""
    measured = {name: math.floor(value * 1000) / 1000 for name, value in figures.items()}
    return {name: value if down else max(value, floors.get(name, 0.0)) for name, value in measured.items()}


def check(
    name: str, pinned: dict[str, Any], digests: dict[str, str], figures: dict[str, float], *, show: bool
) -> list[str]:
    """What is wrong with a section; prints its figures."""
    if pinned["corpora"] != digests:
        return [f"{name}: the corpora are not the pinned ones; their figures would mean something else"]
    failures = []
    for figure, value in figures.items():
        floor = pinned["floors"].get(figure)
        if show:
            print(f"{name:<18} {figure:<22} {value:.3f}   floor {'none' if floor is None else format(floor, '.3f')}")
        if floor is not None and value < floor:
            failures.append(f"{name}: {figure} is {value:.4f}, its floor {floor:.3f}")
    missing = sorted(set(pinned["floors"]) - set(figures))
    failures += [f"{name}: {figure} has a floor and was not measured" for figure in missing]
    if not pinned["floors"]:
        failures.append(f"{name}: no floor is pinned; run with --raise")
    if not show and not failures:
        print(f"held     {name}: {len(figures)} figures")
    return failures


if __name__ == "__main__":
    sys.exit(main())
