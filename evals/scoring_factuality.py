"""Factuality against TimeML's marks and CASIE's realis, as far as they map.

Three answers are told apart: that it happened (actual, claimed), that it did not (denied), and that it is open (all
else). TimeBank marks the event's own clause: negative polarity is denied; a modal or the future tense is open; the past
or present tense of a verb without either is happened; the rest (infinitives, participles, nouns) says nothing and is
left out. CASIE's `Actual` is happened and `Other` is not (open or denied); `Generic` is left out. So are triggers
outside the story.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from onrecord.finding.happenings.certainty import certainty_of
from onrecord.finding.happenings.trees import Tree
from onrecord.record.text import span_of
from onrecord.record.vocabulary import Factuality

HAPPENED, DENIED, OPEN = "happened", "denied", "open"
_NO_MODALITY = {None, "", "none", "NONE", "delete", "until", "to", "close"}
_TENSED = {"PAST", "PRESENT"}

Pair = tuple[str, str]


def answer(found: Factuality) -> str:
    """Which of the three a factuality is."""
    if found in {Factuality.ACTUAL, Factuality.CLAIMED}:
        return HAPPENED
    return DENIED if found is Factuality.DENIED else OPEN


def timebank_answer(event: dict[str, Any]) -> str | None:
    """What TimeBank says of an event; None where its marks say nothing."""
    if event["polarity"] == "NEG":
        return DENIED
    if event["modality"] not in _NO_MODALITY or event["tense"] == "FUTURE":
        return OPEN
    return HAPPENED if event["tense"] in _TENSED and event["pos"] == "VERB" else None


def casie_answer(event: dict[str, Any]) -> str | None:
    """What CASIE says of an event: happened, or open for all that did not."""
    return {"Actual": HAPPENED, "Other": OPEN}.get(event["realis"])


def timebank_pairs(row: dict[str, Any], tree: Tree) -> Iterator[Pair]:
    """Gold answer and ours for each event of a text of TimeBank that has one."""
    for event in row["events"]:
        gold = timebank_answer(event)
        ours = _ours(tree, event)
        if gold is not None and ours is not None:
            yield gold, ours


def casie_pairs(row: dict[str, Any], tree: Tree) -> Iterator[Pair]:
    """The same for CASIE, where what is denied counts as open."""
    for hopper in row["hoppers"]:
        for event in hopper["events"]:
            gold = casie_answer(event)
            ours = _ours(tree, event["trigger"])
            if gold is not None and ours is not None:
                yield gold, HAPPENED if ours == HAPPENED else OPEN


def _ours(tree: Tree, trigger: dict[str, Any]) -> str | None:
    """Our answer for the head of a printed trigger, by the rules that the product's events go through."""
    span = span_of(tree.page.text, trigger["start"], trigger["end"])
    inside = tree.page.tokens_of(span)
    if not inside or inside[0] >= len(tree.heads):
        return None
    head = tree.page.head(span)
    word = inside[0] if head is None else head
    return answer(certainty_of(tree, word, nominal=tree.upos[word] not in {"VERB", "AUX", "ADJ"}))


def figures(pairs: Counter[Pair], answers: tuple[str, ...]) -> dict[str, float]:
    """Accuracy over all pairs, and precision and recall of each of `answers`."""
    total = sum(pairs.values())
    found = {"accuracy": sum(n for (gold, ours), n in pairs.items() if gold == ours) / max(total, 1)}
    for name in answers:
        right = pairs[name, name]
        found[f"{name} precision"] = right / max(sum(n for (_, ours), n in pairs.items() if ours == name), 1)
        found[f"{name} recall"] = right / max(sum(n for (gold, _), n in pairs.items() if gold == name), 1)
    return found
