"""Who is somebody: the words and names that can act or be acted upon."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from onrecord.finding.countries import country_of
from onrecord.finding.happenings.forms import noun_forms
from onrecord.finding.happenings.trees import Tree
from onrecord.finding.lexicon import load_vocabulary
from onrecord.finding.phrases import folded

__all__ = ["date_words", "is_agentive", "is_person", "one_person", "people_words", "pronoun_of"]

PERSONAL = frozenset(
    ["he", "she", "they", "it", "we", "i", "him", "her", "them", "us", "me", "his", "their", "its", "our", "my", "whom"]
)


@cache
def people_words() -> frozenset[str]:
    """Every form of the nouns for people and bodies."""
    agents = load_vocabulary("happenings")["agents"]["heads"]
    people = load_vocabulary("people")
    listed = [*people["unnamed"]["persons"], *people["titles"]["person"]]
    return frozenset(form for word in agents for form in noun_forms(word)) | frozenset(listed)


@cache
def one_person() -> frozenset[str]:
    """The nouns that a singular `he` or `she` may mean: titles and unnamed persons, no bodies."""
    people = load_vocabulary("people")
    return frozenset([*people["unnamed"]["persons"], *people["titles"]["person"]])


def pronoun_of(words: Iterable[str], *, given: str = "") -> str | None:
    """`he` or `she`, by the words for a person, else by the given name; None where they say nothing, or both."""
    tables, known = load_vocabulary("gender"), [*words]
    found = {p for p, its in tables["words"].items() if any(word in its for word in known)}
    found = found or {p for p, its in tables["names"].items() if folded(given) in its}
    return found.pop() if len(found) == 1 else None


@cache
def date_words() -> frozenset[str]:
    """Every form of the nouns for days and times."""
    return frozenset(form for word in load_vocabulary("happenings")["date"]["heads"] for form in noun_forms(word))


@cache
def _notpeople_words() -> frozenset[str]:
    """Institutions of people.toml that speak and do not act: reports, letters, laws."""
    return frozenset(load_vocabulary("happenings")["agents"]["papers"])


@cache
def _things() -> frozenset[str]:
    """Plurals that end like nouns for people and are things."""
    return frozenset(load_vocabulary("happenings")["agents"]["things"])


def is_agentive(tree: Tree, word: int) -> bool:
    """Whether the noun phrase with this head is somebody: a name, a people, a pronoun, a word for people or a body."""
    if tree.upos[word] == "PRON":
        return tree.page.words[word] in PERSONAL
    return not _is_nobody(tree, word) and _is_somebody(tree, word)


def _is_nobody(tree: Tree, word: int) -> bool:
    """Days, papers, and states of siege."""
    form = tree.page.words[word]
    if form == "state":
        return any(tree.page.words[c] in {"siege", "emergency", "war"} for c in tree.children(word, "nmod"))
    return form in date_words() or form in _notpeople_words() or form in _things()


def _is_somebody(tree: Tree, word: int) -> bool:
    form = tree.page.words[word]
    if form in people_words() or word in tree.names:
        return True
    if tree.upos[word] == "PROPN" and tree.page.printed(word)[0].isupper():
        return True
    if tree.upos[word] in {"ADJ", "NOUN", "PROPN"} and country_of(tree.page.printed(word)) is not None:
        return tree.page.printed(word)[0].isupper()
    return tree.upos[word] == "NOUN" and form.endswith(tuple(load_vocabulary("happenings")["agents"]["endings"]))


def is_person(tree: Tree, word: int) -> bool:
    """Whether it is one person by name or by pronoun, not a body or a people."""
    if tree.page.words[word] in {"he", "she", "i", "him", "her", "me"}:
        return True
    parts = [word, *tree.children(word, "appos", "flat"), *(c for c in tree.below[word] if c == word + 1)]
    return any(part in tree.names and tree.names[part].kind == "PER" for part in parts)
