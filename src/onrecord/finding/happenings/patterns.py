"""How the vocabulary of happenings is written, and what it looks like in memory.

A verb's pattern is `SUBJECT < VERBS > OBJECT ~preposition OBLIQUE`; all but VERBS may be left out. VERBS, and the nouns
that may fill a place, are alternatives with blanks between; `@name` is a class of plover_classes.toml; `*` is anything;
`back_down` is a verb with a particle; `drone|air_strike` is the noun `strike` with `drone` or `air` before it. A noun's
pattern is `mod_noun ~of OBLIQUE`. The types and modes are PLOVER's (Halterman et al. 2023).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from msgspec import Struct

from onrecord.finding.happenings.forms import noun_forms, verb_forms
from onrecord.finding.lexicon import load_vocabulary

__all__ = [
    "Kind",
    "NounPattern",
    "NounSet",
    "VerbPattern",
    "light_verbs",
    "noun_patterns",
    "noun_set",
    "verb_patterns",
    "words_of",
]

FILES = ("plover_cooperation", "plover_conflict")
_SIGNS = re.compile(r"\s*([<>]|~\S+)\s*")
_SPECIAL = frozenset({"@name", "@country", "@somebody", "@human"})


class Kind(Struct, frozen=True):
    """A PLOVER type and mode."""

    type: str
    mode: str | None = None


class NounSet(Struct, frozen=True):
    """Nouns that may fill a place: by form, the sets of modifiers of which one word each must stand before it."""

    anything: bool
    special: frozenset[str]
    forms: dict[str, tuple[tuple[frozenset[str], ...], ...]]


class VerbPattern(Struct, frozen=True):
    """One verb in one use."""

    kind: Kind
    particle: str | None
    subject: NounSet | None
    object: NounSet | None
    prepositions: frozenset[str]
    oblique: NounSet | None


class NounPattern(Struct, frozen=True):
    """One noun for a happening; `light` needs a light verb or a phase before it."""

    kind: Kind
    modifiers: tuple[frozenset[str], ...]
    prepositions: frozenset[str]
    oblique: NounSet | None
    light: bool


@cache
def verb_patterns() -> dict[str, tuple[VerbPattern, ...]]:
    """By printed form, the patterns of the verbs."""
    found: dict[str, list[VerbPattern]] = {}
    for kind, entries in _kinds():
        for line in entries.get("verbs", ()):
            for form, pattern in _verbs_of(line, kind):
                found.setdefault(form, []).append(pattern)
    return {form: tuple(patterns) for form, patterns in found.items()}


@cache
def noun_patterns() -> dict[str, tuple[NounPattern, ...]]:
    """By printed form, the patterns of the nouns."""
    found: dict[str, list[NounPattern]] = {}
    for kind, entries in _kinds():
        for key in ("nouns", "light"):
            for line in entries.get(key, ()):
                for form, pattern in _nouns_of(line, kind, light=key == "light"):
                    found.setdefault(form, []).append(pattern)
    return {form: tuple(patterns) for form, patterns in found.items()}


@cache
def light_verbs() -> dict[str, frozenset[str | None]]:
    """By printed form, the particles with which a verb is light (None: without one)."""
    found: dict[str, set[str | None]] = {}
    for entry in load_vocabulary("happenings")["light"]["verbs"]:
        verb, _, particle = entry.partition("_")
        for form in verb_forms(verb):
            found.setdefault(form, set()).add(particle or None)
    return {form: frozenset(particles) for form, particles in found.items()}


@cache
def words_of(name: str, table: str, key: str) -> frozenset[str]:
    """All forms, as verbs and as nouns, of the words of one list."""
    words = load_vocabulary(name)[table][key]
    return frozenset(form for word in words for form in (*verb_forms(word), *noun_forms(word)))


def _kinds() -> Iterator[tuple[Kind, dict[str, Any]]]:
    for name in FILES:
        for type_, modes in load_vocabulary(name).items():
            for mode, entries in modes.items():
                yield Kind(type_, None if mode == "none" else mode), entries


def _verbs_of(line: str, kind: Kind) -> Iterator[tuple[str, VerbPattern]]:
    subject, verbs, places = _parts(line)
    prepositions, oblique = places.get("~", (frozenset(), None))
    for entry in verbs.split():
        verb, _, particle = entry.partition("_")
        pattern = VerbPattern(
            kind=kind,
            particle=particle or None,
            subject=noun_set(subject) if subject else None,
            object=noun_set(places[">"][1]) if ">" in places else None,
            prepositions=prepositions,
            oblique=noun_set(oblique) if oblique else None,
        )
        for form in verb_forms(verb):
            yield form, pattern


def _parts(line: str) -> tuple[str, str, dict[str, tuple[frozenset[str], str]]]:
    """Subject, verbs, and by sign (`>` or `~`) the prepositions and the nouns of a pattern."""
    pieces = _SIGNS.split(line)
    subject = ""
    if len(pieces) > 1 and pieces[1] == "<":
        subject, pieces = pieces[0], pieces[2:]
    places: dict[str, tuple[frozenset[str], str]] = {}
    for sign, nouns in zip(pieces[1::2], pieces[2::2], strict=True):
        prepositions = frozenset(sign[1:].split("|")) if sign != ">" else frozenset()
        places[sign[0]] = (prepositions, nouns or "*")
    return subject, pieces[0], places


def _nouns_of(line: str, kind: Kind, *, light: bool) -> Iterator[tuple[str, NounPattern]]:
    _, entry, places = _parts(line)
    prepositions, oblique = places.get("~", (frozenset(), None))
    *modifiers, heads = entry.replace("-", "_").split("_")
    pattern = NounPattern(
        kind=kind,
        modifiers=tuple(frozenset(words.split("|")) for words in modifiers),
        prepositions=prepositions,
        oblique=noun_set(oblique) if oblique else None,
        light=light,
    )
    for form in _forms(heads):
        yield form, pattern


def _forms(heads: str) -> Iterable[str]:
    return sorted({form for head in heads.split("|") for form in noun_forms(head)})


@cache
def noun_set(entries: str) -> NounSet:
    """The nouns that `entries` names: base forms, classes, `*`."""
    forms: dict[str, list[tuple[frozenset[str], ...]]] = {}
    words = entries.split()
    for word in words:
        if word in _SPECIAL or word == "*":
            continue
        members = load_vocabulary("plover_classes")["classes"][word[1:]] if word.startswith("@") else [word]
        for member in members:
            *modifiers, heads = member.replace("-", "_").split("_")
            for form in _forms(heads):
                forms.setdefault(form, []).append(tuple(frozenset(options.split("|")) for options in modifiers))
    return NounSet(
        anything="*" in words,
        special=frozenset(words) & _SPECIAL,
        forms={form: tuple(options) for form, options in forms.items()},
    )
