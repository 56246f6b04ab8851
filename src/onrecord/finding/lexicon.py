"""The vocabulary of reported speech, read once from `vocabulary/speech.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.record.vocabulary import Act

__all__ = ["act_of_lemma", "inflections", "load_vocabulary", "speech_forms", "word_list"]


@cache
def load_vocabulary(name: str) -> dict[str, Any]:
    """The tables of `finding/vocabulary/NAME.toml`. Raises ValueError if one of its lists is empty."""
    text = files("onrecord.finding").joinpath("vocabulary", f"{name}.toml").read_text("utf-8")
    tables = tomllib.loads(text)
    for table, entries in tables.items():
        lists = entries.values() if isinstance(entries, dict) else [entries]
        if not entries or any(values in ([], {}, "") for values in lists):
            raise ValueError(f"vocabulary {name}.toml: [{table}] has an empty list")
    return tables


@cache
def word_list(name: str, table: str, key: str) -> frozenset[str]:
    """One list of a vocabulary file, as a set."""
    return frozenset(load_vocabulary(name)[table][key])


def inflections(verb: str, irregular: tuple[str, ...] = ()) -> frozenset[str]:
    """The forms of an English verb by the rules of spelling; `irregular` replaces the past and adds to the rest.

    A particle stays behind the verb: "insist on" gives "insisted on".
    """
    base, _, particle = verb.partition(" ")
    consonant_y = base.endswith("y") and base[-2:-1] not in "aeiou"
    third = base[:-1] + "ies" if consonant_y else base + ("es" if base.endswith(("s", "sh", "ch", "x", "z")) else "s")
    past = base[:-1] + "ied" if consonant_y else base + ("d" if base.endswith("e") else "ed")
    present = base[:-1] + "ing" if base.endswith("e") and not base.endswith("ee") else base + "ing"
    forms = {base, third, present, *(irregular or (past,))}
    return frozenset(f"{form} {particle}".strip() for form in forms)


@cache
def speech_forms() -> dict[str, str]:
    """Every form of every verb of saying, wanting and thinking, with its base form."""
    vocabulary = load_vocabulary("speech")
    irregular = vocabulary["irregular"]
    found: dict[str, str] = {}
    for verbs in vocabulary["acts"].values():
        for verb in verbs:
            for form in inflections(verb, tuple(irregular.get(verb, ()))):
                found.setdefault(form, verb)
    return found


@cache
def act_of_lemma() -> dict[str, Act]:
    """The act that each verb of `vocabulary/speech.toml` does."""
    return {verb: Act(act) for act, verbs in load_vocabulary("speech")["acts"].items() for verb in verbs}
