"""What is told of a report that is said to be untrue, and what somebody denies outright: it did not happen.

`reports that the bridge had reopened were premature`, `dismissed a report that she had signed`, `denied that it fired`.
"""

from __future__ import annotations

from onrecord.finding.happenings.forms import verb_forms
from onrecord.finding.happenings.patterns import words_of
from onrecord.finding.happenings.trees import Tree
from onrecord.finding.lexicon import word_list

__all__ = ["is_disowned", "is_left_open"]

_BE = frozenset({"is", "are", "was", "were", "been", "be", "being", "'s", "'re"})
_BREAKS = frozenset({".", ";", ":", "(", "—", "–", "?", "!"})
_REACH = 5  # words behind `were` in which it is said to be untrue: `were in any case issued in error`
_NOBODY = frozenset({"nobody", "none", "one", "neither", "few"})
_UNDONE = frozenset({"no", "can", "could", "cannot", "ca", "may", "might", "would", "should"})
_RELATIVES = frozenset({"who", "which", "whose", "whom"})
_NEITHER = frozenset({"neither", "nor"})


def is_disowned(tree: Tree, verb: int) -> bool:
    """Whether a verb tells what is denied: in a that-clause of `denied`, or of a report that is called untrue."""
    verb = _first_of(tree, verb)
    if _is_denied(tree, verb):
        return True
    noun = _report(tree, verb)
    return noun is not None and (_is_called_untrue(tree, noun, verb) or _is_dismissed(tree, noun))


def is_left_open(tree: Tree, verb: int) -> bool:
    """`neither confirmed nor denied that he had signed`."""
    head = tree.heads[_first_of(tree, verb)]
    return head >= 0 and tree.page.words[head] in words_of("happenings", "disowned", "denies") and _neither(tree, head)


def _first_of(tree: Tree, verb: int) -> int:
    """The first of coordinated verbs: `denied that it had fired and fled`."""
    for head in tree.path(verb):
        if tree.labels[verb] != "conj" or tree.upos[head] != "VERB" or tree.children(verb, "mark"):
            break
        verb = head
    return verb


def _is_denied(tree: Tree, verb: int) -> bool:
    head = tree.heads[verb]
    if head < 0 or tree.labels[verb] != "ccomp":
        return False
    return tree.page.words[head] in words_of("happenings", "disowned", "denies") and _is_done(tree, head)


def _is_done(tree: Tree, head: int) -> bool:
    """Whether somebody does deny it: not in `nobody denies`, `declined to deny`, `cannot deny`, `no denying`."""
    helpers = {tree.page.words[child] for child in tree.children(head, "aux", "det")}
    subjects = tree.children(head, "nsubj")
    nobody = any(tree.page.words[at] in _NOBODY or tree.page.words[at - 1] == "no" for at in subjects)
    undone = (
        tree.labels[_first_of(tree, head)] == "xcomp" or nobody or bool(helpers & _UNDONE) or _is_negated(tree, head)
    )
    return not undone and not _neither(tree, head)


def _neither(tree: Tree, head: int) -> bool:
    sentence = tree.page.sentence_of(head)
    before = tree.page.words[sentence.first : head] if sentence else []
    return bool(_NEITHER & {*before[-3:]}) or ("neither" in before and "nor" in before)


def _is_negated(tree: Tree, verb: int) -> bool:
    negatives = word_list("happenings", "certainty_mark", "denied")
    return any(tree.page.words[child] in negatives for child in tree.children(verb, "advmod"))


def _report(tree: Tree, verb: int) -> int | None:
    """The noun for something told before the `that` of a verb's clause, with no other verb between."""
    sentence = tree.page.sentence_of(verb)
    for at in range(verb - 1, sentence.first if sentence else verb, -1):
        if tree.upos[at] == "VERB" or tree.page.words[at] in _BREAKS:
            return None
        if tree.page.words[at] == "that":
            if tree.upos[at] == "PRON":  # `the claim that prosecutors withdrew`
                return None
            told = tree.page.words[at - 1] in words_of("happenings", "disowned", "told")
            return at - 1 if told else None
    return None


def _is_called_untrue(tree: Tree, noun: int, verb: int) -> bool:
    """`… were premature` behind the clause, or `called reports that … nonsense`."""
    words, sentence = tree.page.words, tree.page.sentence_of(verb)
    untrue = word_list("happenings", "disowned", "untrue")
    called = any(words[at] in words_of("happenings", "disowned", "calls") for at in range(max(0, noun - 3), noun))
    for at in range(verb + 1, sentence.last if sentence else verb):
        if words[at] in _BREAKS | _RELATIVES or tree.upos[at] == "VERB":
            return False
        if called and words[at] in untrue:
            return True
        if words[at] in _BE:
            behind = range(at + 1, min(at + 1 + _REACH, len(words) - 1))
            negatives = word_list("happenings", "certainty_mark", "denied")
            said = any(words[place] in untrue and tree.upos[place + 1] not in {"NOUN", "PROPN"} for place in behind)
            return said and not any(words[place] in negatives for place in behind)
    return False


def _is_dismissed(tree: Tree, noun: int) -> bool:
    """`dismissed as "fiction" a newspaper report that …`: the verb stands before, with no other between."""
    sentence = tree.page.sentence_of(noun)
    for at in range(noun - 1, (sentence.first if sentence else noun) - 1, -1):
        if tree.page.words[at] in words_of("happenings", "disowned", "dismisses"):
            return _is_done(tree, at)
        if tree.page.words[at] in verb_forms("plead") and tree.page.words[at + 1 : at + 3] == ("not", "guilty"):
            return True
        if tree.upos[at] == "VERB":
            return False
    return False
