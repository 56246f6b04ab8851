"""Printed forms of verbs and nouns, from the base forms of the vocabulary."""

from __future__ import annotations

from functools import cache

from onrecord.finding.lexicon import inflections, load_vocabulary

__all__ = ["noun_forms", "verb_forms"]


@cache
def verb_forms(verb: str) -> frozenset[str]:
    """Every form of a verb: regular spelling, doubled consonants and irregular pasts."""
    vocabulary = load_vocabulary("plover_classes")
    irregular = tuple(vocabulary["irregular"].get(verb, ()))
    doubled = verb in vocabulary["doubling"]["verbs"]
    if verb == "be":
        return frozenset({"be", "is", "am", "are", "was", "were", "been", "being", "'s", "'re", "'m"})
    forms = inflections(verb, irregular or ((verb + verb[-1] + "ed",) if doubled else ()))
    if doubled:
        forms = forms - {verb + "ing"} | {verb + verb[-1] + "ing"}
    if verb in vocabulary["doubling"]["british"]:
        forms = forms | {verb + verb[-1] + "ed", verb + verb[-1] + "ing"}
    if verb.endswith("ie"):
        forms = forms | {verb[:-2] + "ying"}
    return forms | {"has"} if verb == "have" else forms


@cache
def noun_forms(noun: str) -> frozenset[str]:
    """Singular and plural of a noun."""
    plural = load_vocabulary("plover_classes")["plurals"].get(noun)
    if plural is not None:
        return frozenset({noun, plural})
    if noun.endswith(("man",)) and len(noun) > 5:
        return frozenset({noun, noun[:-3] + "men"})
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return frozenset({noun, noun[:-1] + "ies"})
    if noun.endswith(("s", "sh", "ch", "x")):
        return frozenset({noun, noun + "es"})
    return frozenset({noun, noun + "s"})
