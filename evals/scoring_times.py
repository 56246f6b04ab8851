"""Time expressions against TIMEX3 gold, as TempEval-3 scores them (UzZaman et al. 2013).

strict   the same extent;  relaxed  extents that overlap
value    a relaxed match whose TIMEX3 value is equal: the figure that decides whether a date is right
type     a relaxed match whose type is equal
The document creation time is given as the publication date and is not scored.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.record.cells import Time

FIGURES = ("strict", "relaxed", "value", "type")


def count(gold: dict[str, Any], found: Iterable[Time]) -> Counter[str]:
    """How many expressions of one text are in the gold, are found, and agree by each figure."""
    expected, times = printed(gold), list(found)
    counts = Counter(expected=len(expected), found=len(times))
    for item, time in matched(expected, times):
        counts["relaxed"] += 1
        counts["strict"] += (time.start, time.end) == (item["start"], item["end"])
        counts["value"] += time.value == item["value"]
        counts["type"] += time.type == item["type"]
    return counts


def printed(gold: dict[str, Any]) -> list[dict[str, Any]]:
    """The gold expressions that have words in print."""
    return [item for item in gold["timex3"] if item["end"] > item["start"]]


def matched(expected: Iterable[dict[str, Any]], found: Iterable[Time]) -> Iterator[tuple[dict[str, Any], Time]]:
    """Each gold expression with the time that shares most characters with it, each time used once."""
    free = list(found)
    for item in expected:
        shared = [(min(time.end, item["end"]) - max(time.start, item["start"]), time) for time in free]
        most = max((size for size, _ in shared), default=0)
        if most > 0:
            best = next(time for size, time in shared if size == most)
            free.remove(best)
            yield item, best


def figures(counts: Iterable[Counter[str]]) -> dict[str, float]:
    """Precision, recall and F1 of each figure from counts of texts."""
    total: Counter[str] = Counter()
    for part in counts:
        total.update(part)
    shown: dict[str, float] = {}
    for name in FIGURES:
        shown[f"{name} precision"] = total[name] / total["found"] if total["found"] else 0.0
        shown[f"{name} recall"] = total[name] / total["expected"] if total["expected"] else 0.0
        both = total["found"] + total["expected"]
        shown[f"{name} F1"] = 2 * total[name] / both if both else 0.0
    return shown
