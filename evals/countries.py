"""Countries of actors on PLOVER's gold standard sentences, whose actors have the code of a country.

usage: python -m evals.countries [--data FOLDER]

Of the gold actors that a party of an event found overlaps: "precision" is the share of those given a country whose
country is the gold's, "recall" the share of all. Codes of organisations (IGO, NGO) are left out; `JAP` is read as
`JPN`. All the sentences were read while the rules were written: the figures hold what is there, and promise nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from evals.corpora import folder_option, readings, rows
from onrecord.asking.sectors import country_code
from onrecord.record.cells import Actor
from onrecord.record.reading import Reading

NO_COUNTRIES = frozenset({"IGO", "NGO"})
MISSPELT = {"JAP": "JPN"}


def measure(folder: Path) -> dict[str, float]:
    """Precision and recall of the countries of actors."""
    judged = [pair for gold, reading in readings(rows(folder, "plover_gsr.dev")) for pair in _judged(gold, reading)]
    right, given = sum(right for right, _ in judged), sum(given for _, given in judged)
    return {"precision": right / max(given, 1), "recall": right / max(len(judged), 1)}


def _judged(gold: dict[str, Any], reading: Reading) -> list[tuple[bool, bool]]:
    """For each gold actor of a country that was found: whether its country is right, and whether it has one."""
    found = []
    for party in (*gold["source"], *(gold["target"] or ())):
        code = MISSPELT.get(party.get("code"), party.get("code"))
        actors = _found(party["spans"], reading)
        if code and code not in NO_COUNTRIES and actors:
            codes = {country_code(actor.country) for actor in actors} - {None}
            found.append((code in codes, bool(codes)))
    return found


def _found(spans: list[list[int]], reading: Reading) -> list[Actor]:
    actors = {actor.id: actor for actor in reading.actors}
    parties = (party for event in reading.events for party in (*event.actors, *event.recipients))
    meant = {p.actor for p in parties if any(p.start < end and start < p.end for start, end in spans)}
    return [actors[actor] for actor in meant if actor is not None]


if __name__ == "__main__":
    for name, value in measure(folder_option(__doc__ or "").parse_args().data).items():
        print(f"{name:<20} {value:.3f}")
