"""Statements against PolNeAR's attributions: source, cue, content and the whole.

exact    the same words covered (white space, quotation marks and outer punctuation do not count)
overlap  at least one word shared, one to one
whole    contents share at least half of the union of their words, and the sources overlap (or both have none);
         "whole, exact" asks for the same words in source, cue and content
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from onrecord.record.reading import Reading
from onrecord.record.text import Span, trimmed

Words = frozenset[int]
Row = dict[str, Words]

EDGE = " \t\r\n\"'“”‘’`,.;:-–—()[]…"
ROLES = ("source", "cue", "content")


def covered_words(text: str, spans: Iterable[tuple[int, int]]) -> Words:
    """Start offsets of the words that the spans cover, outer marks left out."""
    found: set[int] = set()
    for start, end in spans:
        first, last = trimmed(text, start, end, EDGE)
        found.update(first + word.start() for word in re.finditer(r"\w+", text[first:last]))
    return frozenset(found)


def gold_rows(gold: dict[str, Any]) -> list[Row]:
    """The attributions of a PolNeAR row as sets of words."""
    return [{role: covered_words(gold["text"], item[role]) for role in ROLES} for item in gold["attributions"]]


def found_rows(reading: Reading) -> list[Row]:
    """The statements of a reading as sets of words."""
    text = reading.article.text

    def words(*spans: Span | None) -> Words:
        return covered_words(text, [(span.start, span.end) for span in spans if span is not None])

    return [
        {"source": words(item.source), "cue": words(item.cue), "content": words(*item.content)}
        for item in reading.statements
    ]


def pairs(gold: list[Any], found: list[Any], score: Callable[[Any, Any], float]) -> int:
    """How many pairs a one-to-one matching makes, best score first; a score of 0 is no pair."""
    ranked = sorted(((score(g, f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found)), reverse=True)
    used_gold: set[int] = set()
    used_found: set[int] = set()
    for value, i, j in ranked:
        if value > 0 and i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
    return len(used_gold)


def jaccard(a: Words, b: Words) -> float:
    return len(a & b) / len(a | b) if a | b else 0.0


def same_words(a: object, b: object) -> float:
    return float(a == b)


def whole(gold: Row, found: Row) -> float:
    if bool(gold["source"]) != bool(found["source"]):
        return 0.0
    if gold["source"] and not gold["source"] & found["source"]:
        return 0.0
    shared = jaccard(gold["content"], found["content"])
    return shared if shared >= 0.5 else 0.0


def f1(hits: int, found: int, gold: int) -> float:
    return 2 * hits / (found + gold) if hits else 0.0


def score(items: Iterable[tuple[dict[str, Any], Reading]]) -> dict[str, float]:
    """F1 of each measure over a corpus: "source exact", …, "whole", "whole exact"; precision and recall of "whole"."""
    tally: dict[str, list[int]] = {}

    def count(name: str, gold: list[Any], found: list[Any], measure: Callable[[Any, Any], float]) -> None:
        entry = tally.setdefault(name, [0, 0, 0])
        entry[0] += pairs(gold, found, measure)
        entry[1] += len(found)
        entry[2] += len(gold)

    for gold, reading in items:
        wanted, got = gold_rows(gold), found_rows(reading)
        for role in ROLES:
            g, f = [row[role] for row in wanted if row[role]], [row[role] for row in got if row[role]]
            count(f"{role} exact", g, f, same_words)
            count(f"{role} overlap", g, f, jaccard)
        count("whole", wanted, got, whole)
        count("whole exact", wanted, got, same_words)
    figures = {name: f1(*entry) for name, entry in tally.items()}
    hits, found_count, gold_count = tally["whole"]
    return {**figures, "whole precision": hits / max(found_count, 1), "whole recall": hits / max(gold_count, 1)}
