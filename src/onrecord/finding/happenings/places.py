"""Where a happening took place, by the syntax of its trigger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.finding.happenings.parties import noun_span
from onrecord.finding.happenings.trees import Tree
from onrecord.record.text import Span

__all__ = ["place_of"]

_PREPOSITIONS = frozenset(
    {"in", "at", "near", "outside", "inside", "on", "around", "across", "off", "throughout", "along", "south"}
)
_SURE = frozenset({"in", "at", "near", "outside", "inside", "throughout"})  # also where they stand further down
_PHRASES = ("obj", "obl", "nmod", "nsubj", "compound")
# What is done there, where its objects are; what is said, wanted or decided is about what is elsewhere.
_DONE_ON_THE_SPOT = frozenset({"ASSAULT", "PROTEST", "COERCE", "CONSULT", "RETREAT"})


def place_of(tree: Tree, words: Iterable[int], parties: Sequence[int], type_: str | None = None) -> Span | None:
    """The place that stands with one of the trigger's words, else, where the type of event is done on the spot, the one
    in a phrase of its clause; None where none does or two that differ do.

    A place that is a party (`the strike on LISNA`) is none.
    """
    triggers = list(words)
    found = [place for word in triggers for place in _places_at(tree, word, parties)]
    if not found and type_ in _DONE_ON_THE_SPOT:
        found = _places_below(tree, triggers[0], parties)
    spans = {(span.start, span.end): span for span in (noun_span(tree, place) for place in found)}
    return next(iter(spans.values())) if len(spans) == 1 else None


def _places_at(tree: Tree, word: int, parties: Sequence[int]) -> list[int]:
    found = []
    for child in tree.children(word, "obl", "nmod"):
        if not tree.marks(child) & _PREPOSITIONS:
            continue
        place = _named_place(tree, child)
        if place is not None and place not in parties:
            found.append(place)
    objects = [c for c in tree.children(word, "obj", "nsubj") if tree.full[c] in {"obj", "nsubj:pass"}]
    for noun in objects if not found else []:
        for part in [noun, *tree.children(noun, "conj"), *_names_of(tree, noun)]:
            found += _places_at(tree, part, parties)
    return found[:2]


def _places_below(tree: Tree, word: int, parties: Sequence[int]) -> list[int]:
    """The places in the phrases of the trigger: `seized weapons from bases in LISNA`."""
    found, pending = [], [word]
    while pending:
        at = pending.pop()
        for child in tree.children(at, *_PHRASES):
            place = _named_place(tree, child) if tree.marks(child) & _SURE else None
            if place is not None and place not in parties:
                found.append(place)
            else:
                pending.append(child)
    return found


def _names_of(tree: Tree, noun: int) -> list[int]:
    """The names beside the coordinated titles of an object."""
    return [name for part in tree.children(noun, "conj") for name in tree.children(part, "appos", "flat")]


def _named_place(tree: Tree, word: int) -> int | None:
    """The word itself where it is a place's name, or the name in `the city of X`."""
    if word in tree.names:
        return word if tree.names[word].kind == "LOC" else None
    if any(part in tree.names and tree.names[part].kind == "PER" for part in tree.children(word, "flat", "appos")):
        return None  # `Lisna Sen. Ada Lind` is nobody's place
    for child in tree.children(word, "nmod", "appos", "compound", "flat"):
        if (
            child in tree.names
            and tree.names[child].kind == "LOC"
            and (tree.labels[child] != "nmod" or "of" in tree.marks(child))
        ):
            return child
    return None
