"""What stands around a happening, as numbers."""

from __future__ import annotations

from onrecord.finding.happenings.surroundings import surroundings
from onrecord.finding.happenings.trees import tree_of
from onrecord.finding.happenings.triggers import happenings_in
from onrecord.finding.lexicon import load_vocabulary
from onrecord.finding.phrases import page_of
from tests.finding.parsed import parsed

LISTS = load_vocabulary("happenings")["surroundings"]
MAY = "Rebels/NOUN/3/nsubj may/AUX/3/aux attack/VERB/0/root villages/NOUN/3/obj ./PUNCT/3/punct"
TOLD = "He/PRON/2/nsubj said/VERB/0/root rebels/NOUN/4/nsubj attacked/VERB/2/ccomp villages/NOUN/4/obj ./PUNCT/2/punct"


def told(text: str) -> dict[str, set[str]]:
    """The words of each list that are 1, of the one happening of a sentence."""
    article, analysis = parsed(text)
    tree = tree_of(page_of(article, analysis), None)
    (happening,) = happenings_in(tree, analysis.sentences[0])
    numbers = iter(surroundings(tree, happening))
    found = {name: {word for word in LISTS[name] if next(numbers)} for name in ("helpers", "links")}
    rest = list(numbers)
    before = rest[-len(LISTS["before"]) :]
    return {**found, "before": {word for word, one in zip(LISTS["before"], before, strict=True) if one}}


def test_a_helper_stands_on_the_verb_and_before_it() -> None:
    assert told(MAY) == {"helpers": {"may"}, "links": {"root"}, "before": {"may"}}


def test_how_the_clause_hangs_in_its_sentence() -> None:
    assert told(TOLD) == {"helpers": set(), "links": {"ccomp"}, "before": {"said"}}


def test_no_word_is_listed_twice() -> None:
    assert all(len(words) == len(set(words)) for words in LISTS.values())
