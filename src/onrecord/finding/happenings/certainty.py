"""How sure a happening is: what stands around its trigger, up to the root of the sentence.

The distinctions are FactBank's (Saurí & Pustejovsky 2009) and CASIE's, in the words of a news desk; rules over syntax.
"""

from __future__ import annotations

from functools import cache

from onrecord.finding.happenings.disowned import is_disowned, is_left_open
from onrecord.finding.happenings.patterns import words_of
from onrecord.finding.happenings.trees import Tree
from onrecord.finding.lexicon import load_vocabulary, word_list
from onrecord.record.vocabulary import Factuality

__all__ = ["certainty_of", "is_asked", "is_negated", "is_past", "refusal", "surer", "surest", "weaker"]

# From the surest to the least sure; the least sure reading on the way up wins.
_ORDER = (
    Factuality.ACTUAL, Factuality.CLAIMED, Factuality.EXPECTED, Factuality.PLANNED, Factuality.REQUESTED,
    Factuality.POSSIBLE, Factuality.CONDITIONAL, Factuality.DENIED,
)  # fmt: skip
_GOVERNORS = ("denied", "requested", "planned", "expected", "possible", "claimed")
_GOVERNORS_OF_NOUNS = _GOVERNORS[:-1]
_SHARES_THE_FUTURE = frozenset({"until", "till", "once", "when", "before", "after", "as_soon_as"})
_BEFORE_BASE = frozenset(
    ["will", "would", "can", "could", "may", "might", "must", "should", "do", "does", "did", "'d", "'ll"]
)
_FUTURE = frozenset({"will", "would", "wo", "'ll", "'d"})
_YET_TO_BE = frozenset({"would", "'d", "might", "may"})
_PRESENT = frozenset(["is", "are", "'s", "'re", "will", "wo", "'ll", "to", "be"])
_GROUNDS = frozenset(
    {"evidence", "proof", "sign", "signs", "indication", "indications"}
)  # "no evidence that it closed"
_MANY = frozenset({"people", "men", "women", "children", "police"})
_DONE_WHERE_PAST = frozenset({"able"})  # "was able to" says that it was done
_COMPLEMENTS = frozenset({"xcomp", "ccomp", "csubj"})
_NOUN_LINKS = frozenset({"obj", "nsubj:pass", "iobj"})
_AUXILIARIES = frozenset({"aux"})


def weaker(one: Factuality, other: Factuality) -> Factuality:
    """The less sure of two."""
    return max(one, other, key=_ORDER.index)


def surer(one: Factuality, other: Factuality) -> Factuality:
    """The surer of two."""
    return min(one, other, key=_ORDER.index)


def certainty_of(tree: Tree, word: int, *, nominal: bool, skip: int | None = None) -> Factuality:
    """The factuality of a trigger by its own marks and by all that governs it, statements left out.

    `skip` is a governing word that the trigger's type has taken up (`threatened to …`).
    """
    found = _of_itself(tree, word, nominal=nominal, modal=skip != word)
    at = word
    if nominal and not _shares_clause(tree, word):
        return found
    if nominal and _is_presumed(tree, word):
        return found
    if nominal and tree.labels[word] == "nmod":
        return weaker(found, _governed(tree, word, tree.heads[word], tree.full[word]))
    for head in tree.path(word):
        if head != skip:
            found = weaker(found, _governed(tree, at, head, tree.full[at]))
        if tree.labels[at] == "advcl":
            found = weaker(found, _adverbial(tree, at, head, skip))
        if tree.labels[at] in {"advcl", "parataxis", "obl"} or _describes(tree, at):
            break
        if tree.labels[at] == "conj" and tree.upos[head] in {"VERB", "AUX"} and _is_finite(tree, at, head):
            at = head
            continue
        if tree.upos[head] in {"VERB", "AUX", "ADJ"} or tree.children(head, "cop"):
            modal = not _only_says(tree, at, head)
            found = weaker(found, _of_clause(tree, head, modal=modal) if head != skip else _negation(tree, head))
        at = head
    return found


def _of_itself(tree: Tree, word: int, *, nominal: bool, modal: bool) -> Factuality:
    """A trigger by the words that hang on it; a noun that is said of something has a clause too."""
    if not nominal:
        return weaker(_of_clause(tree, word, modal=modal), _left_of(tree, word))
    clause = _of_clause(tree, word, modal=True) if tree.children(word, "cop") else Factuality.ACTUAL
    return weaker(_of_noun(tree, word), clause)


def is_past(tree: Tree, word: int) -> bool:
    """Whether a verb is printed in the past tense, or as a participle with no helper in the present: `is closed`."""
    form = tree.page.words[word]
    helpers = {tree.page.words[child] for child in tree.children(word, "aux")}
    return (form.endswith("ed") or form in _pasts()) and not helpers & _PRESENT


def is_asked(tree: Tree, verb: int) -> bool:
    """Whether a question leaves it open (`Has she signed it?`): a helper before the subject, no question word."""
    sentence = tree.page.sentence_of(verb)
    if sentence is None or tree.labels[verb] != "root" or "?" not in tree.page.words[sentence.last - 2 : sentence.last]:
        return False
    helpers, subjects = tree.children(verb, "aux"), tree.children(verb, "nsubj")
    turned = bool(helpers and subjects) and min(helpers) < min(subjects)
    asked_for = word_list("happenings", "certainty_mark", "asks_for")
    return turned and not asked_for & {*tree.page.words[sentence.first : min(helpers)]}


def surest(tree: Tree, word: int, *, nominal: bool) -> Factuality:
    """What the print leaves at best, however sure anybody is: what is asked is open, what would be done or is waited
    for is yet to come, `decided against …` and `stopped short of …` are denied, and so is what a false report tells.
    """
    if nominal:
        if _is_denied_itself(tree, word):
            return Factuality.DENIED
        return Factuality.EXPECTED if _is_waited_for(tree, word) else Factuality.ACTUAL
    if _is_decided_against(tree, word) or _is_steered_clear_of(tree, word) or _is_out_of_reach(tree, word):
        return Factuality.DENIED
    if is_asked(tree, word):
        return Factuality.POSSIBLE
    left = _left_of(tree, word)
    return weaker(left, Factuality.EXPECTED) if _is_yet_to_be(tree, word) else left


def _is_denied_itself(tree: Tree, noun: int) -> bool:
    """`denied the beating`; a request that is denied was made."""
    head = tree.heads[noun]
    if head < 0 or tree.full[noun] not in {"obj", "nsubj:pass"} or _negation(tree, head) is Factuality.DENIED:
        return False
    denied = tree.page.words[head] in words_of("happenings", "disowned", "denies")
    return denied and tree.page.words[noun] not in words_of("happenings", "certainty", "made")


def _as_decided(tree: Tree, verb: int) -> Factuality:
    """What an order or a law does is as sure as its signing: `refused to sign an order lifting the blockade`."""
    paper = verb - 1
    if not tree.page.words[verb].endswith("ing") or tree.labels[verb] not in {"acl", "advcl"} or paper < 0:
        return Factuality.ACTUAL
    listed = tree.page.words[paper] in words_of("happenings", "decided", "papers")
    head = tree.heads[paper]
    if (
        not listed
        or tree.full[paper] not in {"obj", "nsubj:pass"}
        or tree.upos[head] != "VERB"
        or not 0 <= head < paper
    ):
        return Factuality.ACTUAL
    if tree.page.words[head] in words_of("happenings", "decided", "vetoes"):
        return Factuality.DENIED
    return certainty_of(tree, head, nominal=False)


def _left_of(tree: Tree, verb: int) -> Factuality:
    """What a denial, or an order that is not signed, leaves of it; what is neither confirmed nor denied is open."""
    if is_left_open(tree, verb):
        return Factuality.POSSIBLE
    return Factuality.DENIED if is_disowned(tree, verb) else _as_decided(tree, verb)


def _is_out_of_reach(tree: Tree, verb: int) -> bool:
    """`unable to leave`, `unable to turn back and leave`."""
    while tree.labels[verb] == "conj" and tree.upos[tree.heads[verb]] == "VERB" and not tree.children(verb, "nsubj"):
        verb = tree.heads[verb]
    head = tree.heads[verb]
    return head >= 0 and tree.page.words[head] == "unable" and "to" in tree.marks(verb)


def refusal(tree: Tree, verb: int) -> Factuality:
    """How sure it is that somebody refuses, where `not` tells it: `will not sign`, `did not answer`."""
    helpers = {tree.page.words[c] for c in tree.children(verb, "aux")}
    return Factuality.PLANNED if helpers & _FUTURE else Factuality.ACTUAL


def is_negated(tree: Tree, verb: int) -> bool:
    """Whether a verb has a `not` of its own."""
    return _negation(tree, verb) is Factuality.DENIED


def _is_waited_for(tree: Tree, noun: int) -> bool:
    """`waiting for the next attack`."""
    head = tree.heads[noun]
    waits = head >= 0 and tree.page.words[head] in words_of("happenings", "certainty", "waits")
    return waits and bool(tree.marks(noun) & {"for", "against"})


def _is_yet_to_be(tree: Tree, verb: int) -> bool:
    """`would pledge`; what would happen often, and what `would not` or `could not` be done, is told of the past."""
    helpers = {tree.page.words[c] for c in tree.children(verb, "aux")}
    return bool(helpers & _YET_TO_BE) and not _is_habit(tree, verb) and _negation(tree, verb) is Factuality.ACTUAL


def _is_decided_against(tree: Tree, verb: int) -> bool:
    head = tree.heads[verb]
    decided = head >= 0 and tree.page.words[head] in words_of("happenings", "intent", "weighed")
    return decided and tree.upos[verb] == "VERB" and "against" in tree.marks(verb)


def _is_steered_clear_of(tree: Tree, verb: int) -> bool:
    """`steered clear of criticizing`, `stopped short of criticizing`."""
    words = tree.page.words
    return tree.upos[verb] == "VERB" and verb > 1 and words[verb - 1] == "of" and words[verb - 2] in {"clear", "short"}


def _adverbial(tree: Tree, word: int, head: int, skip: int | None) -> Factuality:
    """What a clause of purpose is, and one of time beside what is to come."""
    if "to" in tree.marks(word) and head != skip:
        return Factuality.PLANNED
    to_come = tree.marks(word) & _SHARES_THE_FUTURE and _is_to_come(tree, head)
    return Factuality.EXPECTED if to_come else Factuality.ACTUAL


def _shares_clause(tree: Tree, noun: int) -> bool:
    """Whether the clause's certainty is the noun's: as its object, as what is said to occur, or behind a noun."""
    head = tree.heads[noun]
    if tree.full[noun] == "nsubj":
        return head >= 0 and tree.page.words[head] in words_of("happenings", "certainty", "occur")
    if tree.full[noun] == "nsubj:pass" and tree.page.words[head] in words_of("happenings", "certainty", "traces"):
        return False  # what may be traced to somebody has taken place
    return tree.full[noun] in {"obj", "nmod", "conj", "appos", "root", "xcomp", "ccomp"}


def _is_presumed(tree: Tree, noun: int) -> bool:
    """Whether it is there whatever becomes of the verb: `did not lift the siege`, `denied a request`."""
    head = tree.heads[noun]
    if tree.full[noun] not in {"obj", "nsubj:pass"} or head < 0:
        return False
    if tree.page.words[noun] in words_of("happenings", "certainty", "made"):
        return tree.page.words[head] in words_of("happenings", "certainty", "denied")
    return tree.page.words[head] in words_of("happenings", "certainty", "presumes")


def _is_finite(tree: Tree, word: int, first: int) -> bool:
    """Whether a coordinated verb has its own tense: a helper, a subject, or a past form beside an infinitive; or is set
    against the first by `but`.
    """
    form = tree.page.words[word]
    past = form.endswith("ed") and not tree.page.words[first].endswith(("ed", "en"))
    bare = any(tree.page.words[c] in _BEFORE_BASE for c in tree.children(first, "aux"))
    against = any(tree.page.words[c] == "but" for c in tree.children(word, "cc"))
    return past or against or (bare and form in _pasts()) or bool(tree.children(word, "aux", "nsubj"))


@cache
def _pasts() -> frozenset[str]:
    """Irregular past forms that are not the base form too: `said`, `took`."""
    tables = [load_vocabulary(name)["irregular"] for name in ("plover_classes", "speech")]
    return frozenset(forms[0] for table in tables for verb, forms in table.items() if forms[0] != verb)


def _describes(tree: Tree, word: int) -> bool:
    """Whether it says what a noun is: a relative clause, a participle (`the bridge closed by the flood`), or a clause
    with a tense of its own (`charges that it closed`), whose certainty is between it and its noun.
    """
    finite = tree.labels[word] == "acl" and tree.upos[word] == "VERB" and "to" not in tree.marks(word)
    return finite or tree.full[word].startswith("acl:relcl")


def _is_to_come(tree: Tree, word: int) -> bool:
    return _of_clause(tree, word, modal=True) in {Factuality.EXPECTED, Factuality.PLANNED, Factuality.REQUESTED}


def _negation(tree: Tree, word: int) -> Factuality:
    negatives = word_list("happenings", "certainty_mark", "denied")
    if any(tree.page.words[c] in negatives for c in tree.children(word, "advmod", "det", "cc", "case", "mark")):
        return Factuality.DENIED
    return Factuality.ACTUAL


def _of_clause(tree: Tree, word: int, *, modal: bool) -> Factuality:
    """Auxiliaries, adverbs, conjunctions and question marks of one clause."""
    found = weaker(_negation(tree, word), _before_to(tree, word))
    for child in tree.below[word]:
        label, form = tree.labels[child], tree.page.words[child]
        if label == "aux" and (not modal or (form in {"would", "'d"} and _is_habit(tree, word))):
            continue
        if label in {"aux", "advmod", "mark"}:
            found = weaker(found, _marked(form))
        if label == "punct" and form == "?":
            found = weaker(found, Factuality.POSSIBLE)
        if label in {"nsubj", "nsubj:pass", "obj"} and _has_no(tree, child):
            found = weaker(found, Factuality.DENIED)
    return weaker(found, Factuality.CONDITIONAL) if modal and _is_on_condition(tree, word) else found


def _is_habit(tree: Tree, word: int) -> bool:
    """`would sometimes close`: it was done again and again."""
    often = word_list("happenings", "certainty", "habits")
    return any(tree.page.words[c] in often for c in tree.children(word, "advmod"))


def _is_on_condition(tree: Tree, word: int) -> bool:
    """`will close if …`, `would have closed unless …`."""
    helpers = {tree.page.words[c] for c in tree.children(word, "aux")}
    conditions = [c for c in tree.children(word, "advcl") if tree.marks(c) & {"if", "unless"}]
    return bool(conditions and helpers & {"will", "would", "'ll", "'d", "could", "might", "wo"})


def _before_to(tree: Tree, word: int) -> Factuality:
    """What stands right before an infinitive: `has yet to close`, `is to close`, `is going to close`."""
    to = next((c for c in tree.children(word, "mark") if tree.page.words[c] == "to"), None)
    before = tree.page.words[to - 1] if to is not None and to > 0 else ""
    if before == "yet":
        return Factuality.DENIED
    if before == "going":
        return Factuality.EXPECTED
    return Factuality.PLANNED if before in {"is", "are", "was", "were"} else Factuality.ACTUAL


def _has_no(tree: Tree, word: int) -> bool:
    return tree.page.words[word] in {"nobody", "none", "nothing", "neither"} or any(
        tree.page.words[c] in {"no", "neither"} for c in tree.children(word, "det", "cc")
    )


def _marked(form: str) -> Factuality:
    for name in ("possible", "expected", "requested", "conditional", "claimed"):
        if form in word_list("happenings", "certainty_mark", name):
            return Factuality(name)
    return Factuality.ACTUAL


def _governed(tree: Tree, word: int, head: int, label: str) -> Factuality:
    """What the word above makes of its complement."""
    if _is_decided_against(tree, word) or _is_steered_clear_of(tree, word):
        return Factuality.DENIED
    gerund = head == word - 1 and tree.page.words[word].endswith("ing") and tree.upos[head] == "VERB"
    if gerund or tree.labels[word] in _COMPLEMENTS or (label in _NOUN_LINKS and tree.upos[word] == "NOUN"):
        return _by_verb(tree, word, head)
    if tree.labels[word] in {"advcl", "obl"} and tree.marks(word) & {"from", "without"} and tree.upos[word] == "VERB":
        return Factuality.DENIED
    if tree.labels[word] in {"acl", "nmod", "compound"} and tree.upos[head] == "NOUN":
        return _by_noun(tree, word, head)
    return Factuality.ACTUAL


def _only_says(tree: Tree, word: int, head: int) -> bool:
    """Whether the verb above says what was done: `I should say that he left` asks for nothing."""
    says = words_of("happenings", "certainty", "claimed")
    return tree.full[word] == "ccomp" and is_past(tree, word) and tree.page.words[head] in says


def _is_wished(tree: Tree, word: int, head: int) -> bool:
    """The subjunctive of what is asked for: `insisted that the army leave`."""
    subjects = [tree.page.words[c] for c in tree.children(word, "nsubj") if tree.upos[c] in {"NOUN", "PROPN"}]
    singular = any(not subject.endswith("s") and subject not in _MANY for subject in subjects)
    form = tree.page.words[word]
    bare = not form.endswith(("s", "ed", "ing")) and form not in _pasts() and not tree.children(word, "aux", "cop")
    asks = tree.page.words[head] in words_of("happenings", "certainty", "wishes")
    return asks and singular and bare and tree.upos[word] == "VERB" and "that" in tree.marks(word)


def _is_due(tree: Tree, word: int, head: int) -> bool:
    """`have to leave`, `it is time to leave`; what one `had to` do was done."""
    return "to" in tree.marks(word) and tree.page.words[head] in {"have", "has", "time"}


def _by_verb(tree: Tree, word: int, head: int) -> Factuality:
    """`refused to leave`, `denied the raid`, `was able to leave`, `told reporters that they left`."""
    form, complement = tree.page.words[head], tree.labels[word] in _COMPLEMENTS
    if complement and (_is_due(tree, word, head) or _is_wished(tree, word, head)):
        return Factuality.REQUESTED
    if complement and form in words_of("happenings", "certainty", "asks") and _has_question_word(tree, word):
        return Factuality.POSSIBLE
    if form in _DONE_WHERE_PAST and any(tree.page.words[c] in {"was", "were"} for c in tree.children(head, "cop")):
        return Factuality.ACTUAL
    if not complement and form in words_of("happenings", "certainty", "looked_into"):
        return Factuality.ACTUAL
    if tree.full[word] == "ccomp" and form in words_of("happenings", "certainty", "informs"):
        return Factuality.CLAIMED
    names = _GOVERNORS if complement else _GOVERNORS_OF_NOUNS
    return next((Factuality(n) for n in names if form in words_of("happenings", "certainty", n)), Factuality.ACTUAL)


def _has_question_word(tree: Tree, word: int) -> bool:
    """`asked how it would end`, `asked whether they left`."""
    asked_for = word_list("happenings", "certainty_mark", "asks_for") | {"whether", "if"}
    return any(tree.page.words[c] in asked_for for c in tree.children(word, "advmod", "mark", "obj", "nsubj"))


def _by_noun(tree: Tree, word: int, head: int) -> Factuality:
    """`plans for a raid`, `a threat to strike`, `raid plans`; a relative clause says what is."""
    if _is_due(tree, word, head):
        return Factuality.REQUESTED
    if tree.full[word] == "acl" and _is_groundless(tree, head) and not _is_open(tree, word):
        return Factuality.DENIED
    if tree.full[word] == "acl:relcl" or (tree.labels[word] == "acl" and not tree.marks(word)):
        return Factuality.ACTUAL
    for name in ("denied", "requested", "planned", "expected", "possible", "claimed"):
        if tree.page.words[head] in words_of("happenings", "certainty_noun", name):
            return Factuality(name)
    return Factuality.PLANNED if "to" in tree.marks(word) else Factuality.ACTUAL


def _is_open(tree: Tree, word: int) -> bool:
    return "to" in tree.marks(word) or _of_clause(tree, word, modal=True) is not Factuality.ACTUAL


def _is_groundless(tree: Tree, noun: int) -> bool:
    """`no evidence`, of which a clause says what it would be for."""
    return tree.page.words[noun] in _GROUNDS and _has_no(tree, noun)


def _of_noun(tree: Tree, word: int) -> Factuality:
    """Determiners and adjectives of a noun for a happening."""
    found = Factuality.ACTUAL
    for child in tree.children(word, "amod", "det", "compound", "advmod"):
        form = tree.page.words[child]
        if form in {"no", "any"}:
            found = weaker(found, Factuality.DENIED if form == "no" else Factuality.POSSIBLE)
        for name in ("requested", "planned", "expected", "possible", "denied", "claimed"):
            if form in word_list("happenings", "certainty_noun", name):
                found = weaker(found, Factuality(name))
    if tree.marks(word) & {"without"}:
        found = weaker(found, Factuality.DENIED)
    return found
