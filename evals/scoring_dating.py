"""Dating events by time expressions of their sentence, against TimeBank-Dense (Cassidy et al. 2014).

TimeBank-Dense relates every event to every time expression of its own and the neighbouring sentences. A date is right
where the event is included in the time or simultaneous with it.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from evals.scoring_times import matched, printed
from onrecord.finding.dating import date_of
from onrecord.record.analysis import Analysis
from onrecord.record.cells import Time
from onrecord.record.text import span_of

Relations = dict[tuple[str, str], str]

_CONVERSE = {"i": "ii", "ii": "i", "a": "b", "b": "a"}  # includes, is included, after, before; others are symmetric
_INSIDE = frozenset(["ii", "s"])


def dense_relations(path: Path) -> dict[str, Relations]:
    """The relations of each document of TimeBank-Dense, in both directions."""
    documents: dict[str, Relations] = {}
    with path.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            relations = documents.setdefault(row["doc"], {})
            relations[row["id1"], row["id2"]] = row["relation"]
            relations[row["id2"], row["id1"]] = _CONVERSE.get(row["relation"], row["relation"])
    return documents


def count(
    gold: dict[str, Any], relations: Mapping[tuple[str, str], str], times: tuple[Time, ...], analysis: Analysis
) -> Counter[str]:
    """Of the events of one text: how many a time of their sentence holds, how many were dated, and how many rightly."""
    counts: Counter[str] = Counter()
    tid_of = {(time.start, time.end): item["tid"] for item, time in matched(printed(gold), times)}
    for event in gold["events"]:
        where = span_of(gold["text"], event["start"], event["end"])
        found = date_of(where, times, analysis, gold["text"])
        told = relations.get((event["eid"], tid_of.get((found.start, found.end), ""))) if found else None
        holders = _holders(gold, event, relations, analysis)
        counts["held"] += bool(holders)
        counts["judged"] += told is not None
        counts["contradicted"] += told in {"a", "b", "i"}
        counts["right"] += told in _INSIDE
        counts["recalled"] += bool(holders) and told in _INSIDE
    return counts


def _holders(
    gold: dict[str, Any], event: dict[str, Any], relations: Mapping[tuple[str, str], str], analysis: Analysis
) -> list[str]:
    """The dates and times of the event's sentence that hold the event."""
    sentence = next((s for s in analysis.sentences if s.start <= event["start"] < s.end), None)
    if sentence is None:
        return []
    near = [item for item in printed(gold) if sentence.start <= item["start"] < sentence.end]
    dates = [item for item in near if item["type"] in {"DATE", "TIME"} and not item["value"].endswith("_REF")]
    return [item["tid"] for item in dates if relations.get((event["eid"], item["tid"])) in _INSIDE]


def figures(counts: Iterable[Counter[str]]) -> dict[str, float]:
    """Precision over dated events that the annotators related to the time; recall over events that one holds.

    `uncontradicted` counts as right also what the annotators left vague.
    """
    total: Counter[str] = Counter()
    for part in counts:
        total.update(part)
    judged, held = max(total["judged"], 1), max(total["held"], 1)
    return {
        "precision": total["right"] / judged,
        "uncontradicted": (total["judged"] - total["contradicted"]) / judged,
        "recall": total["recalled"] / held,
    }
