"""What stands around the words that tell a happening, as numbers for the regressions that weigh it.

Rules over syntax settle what governs a trigger; these numbers let a regression learn how often, with which helpers and
after which words of the sentence, readers held it otherwise.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from onrecord.finding.happenings.certainty import is_asked, is_past
from onrecord.finding.happenings.trees import Tree
from onrecord.finding.happenings.triggers import Happening
from onrecord.finding.lexicon import load_vocabulary

__all__ = ["surroundings"]

_HELPING: Final = frozenset({"aux", "mark", "advmod", "cop", "det", "case", "cc"})


def surroundings(tree: Tree, happening: Happening) -> list[float]:
    """One 0 or 1 for each helper of the verb or noun, each way to hang in the sentence, each word that comes before."""
    verb = happening.clause.verb if happening.clause is not None else happening.word
    before = _before(tree, happening.word)
    helpers = {tree.page.words[child] for child in tree.below[verb] if tree.labels[child] in _HELPING}
    return [
        *(float(word in helpers) for word in _listed("helpers")),
        *(float(tree.labels[verb] == label) for label in _listed("links")),
        float(tree.full[verb] == "acl:relcl"), float(happening.nominal), float(is_past(tree, verb)),
        float(tree.page.words[verb].endswith("ing")), float(tree.upos[happening.word] == "NOUN"),
        float(happening.clause is not None and happening.clause.passive), float(is_asked(tree, verb)),
        *(float(word in before) for word in _listed("before")),
    ]  # fmt: skip


@cache
def _listed(name: str) -> tuple[str, ...]:
    """A list of the vocabulary in its order, which is that of the weights."""
    return tuple(load_vocabulary("happenings")["surroundings"][name])


def _before(tree: Tree, word: int) -> frozenset[str]:
    """The words of the sentence in front of a word."""
    sentence = tree.page.sentence_of(word)
    return frozenset(tree.page.words[sentence.first : word]) if sentence is not None else frozenset()
