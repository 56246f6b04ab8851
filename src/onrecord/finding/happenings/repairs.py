"""Slips that a small parser makes, mended where the words leave no doubt.

Each rule fires only where the tree given cannot be right by Universal Dependencies: a noun behind a preposition is no
subject, a patient needs a passive, a noun's complement stands behind it.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.finding.lexicon import word_list
from onrecord.finding.phrases import Page

__all__ = ["mended"]

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ"})
_WRONG = frozenset(
    {"nsubj", "nsubj:pass", "obj", "flat", "appos", "dep", "compound", "nmod", "obl", "iobj", "obl:agent", "nmod:desc"}
)
_NO_CLAUSE = frozenset({"compound", "flat", "dep", "nmod", "nmod:desc", "obj"})  # what a finite verb is not
_SPEAKS = frozenset({"said", "says", "say", "added", "asked", "told", "wrote"})


def mended(page: Page) -> tuple[list[int], list[str], list[str]]:
    """Heads, labels and parts of speech of a page's tokens, mended; the page's tokens must have heads."""
    heads = [-1 if token.head is None else token.head for token in page.tokens]
    labels = [token.label or "dep" for token in page.tokens]
    upos = [token.upos or "X" for token in page.tokens]
    helped = _helped(page, heads, labels)
    for word in range(len(heads)):
        if labels[word] == "case":
            _mend_phrase(page, word, heads, labels, upos)
        elif labels[word] == "nsubj:pass":
            _mend_patient(word, heads, labels, helped)
        elif labels[word] == "nsubj":
            _mend_object(page, word, heads, labels, upos)
        elif (
            labels[word] in {"dep", "parataxis", "conj"}
            and upos[word] == "VERB"
            and _mend_aside(page, word, heads, labels, upos)
        ):
            continue
        elif labels[word] in _NO_CLAUSE and upos[word] == "VERB":
            _mend_content(word, heads, labels, upos)
        elif labels[word] == "obl" and upos[word] == "NOUN":
            _mend_bare(word, heads, labels)
        elif labels[word] in {"ccomp", "xcomp"} and upos[word] == "VERB":
            _mend_participle(page, word, heads, labels, upos)
            _mend_infinitive(page, word, heads, labels)
    _mend_again(page, heads, labels, upos)
    _unloop(heads, labels)
    return heads, labels, upos


def _mend_again(page: Page, heads: list[int], labels: list[str], upos: list[str]) -> None:
    """The rules that build on what the first ones have mended."""
    for word in range(len(heads)):
        if labels[word] == "nsubj":
            _mend_relative(page, word, heads, labels, upos)
            _mend_interrupted(page, word, heads, labels, upos)
        elif labels[word] == "appos" and upos[heads[word]] == "VERB":
            _mend_coordination(word, heads, labels)
        elif labels[word] in {"nmod:desc", "nmod", "dep"} and 0 <= heads[word] < word:
            _mend_conjunct(page, word, heads, labels)
        elif labels[word] in {"flat", "nmod:poss"} and upos[word] == "PROPN":
            _mend_subject(page, word, heads, labels, upos)
        elif labels[word] == "conj" and upos[word] == "VERB":
            _mend_result(page, word, heads, labels)
        elif labels[word] == "obj":
            _mend_number(word, heads, labels, upos)
            _mend_agent(page, word, heads, labels)
        elif labels[word] == "amod" and upos[word] == "VERB":
            _mend_verb(word, heads, labels)
        elif labels[word] in {"cop", "aux", "aux:pass"}:
            _mend_missing(word, heads, labels, upos)


def _unloop(heads: list[int], labels: list[str]) -> None:
    """Cuts every ring of words that hang on one another."""
    sound: set[int] = {-1}
    for word in range(len(heads)):
        path: list[int] = []
        at = word
        while at not in sound:
            path.append(at)
            sound.add(at)
            at = heads[at]
        if at in path:
            heads[at], labels[at] = -1, "root"


def _helped(page: Page, heads: Sequence[int], labels: Sequence[str]) -> set[int]:
    """The verbs that have a form of `be` or `get` as a helper."""
    return {
        heads[word]
        for word, label in enumerate(labels)
        if label.startswith("aux") and page.words[word] in word_list("happenings", "words", "passive")
    }


def _mend_phrase(page: Page, case: int, heads: list[int], labels: list[str], upos: list[str]) -> None:
    """The noun behind a preposition hangs on what stands before the preposition, if on nothing that it can hang on."""
    if page.words[case] not in word_list("happenings", "words", "prepositions") or case == 0:
        return
    noun = heads[case]
    if noun > case and labels[noun] == "nmod:desc" and heads[noun] > noun:
        heads[case] = noun = heads[noun]
    if noun <= case or upos[noun] not in _NOMINAL or labels[noun] not in _WRONG or heads[noun] < 0:
        return
    above: int | None = heads[noun]
    if above is None or (labels[noun] in {"nmod", "obl", "obl:agent"} and above < case):
        return
    if labels[noun] == "obl" and upos[above] in {"VERB", "ADJ", "AUX"}:
        return
    if above > noun or labels[noun] == "nmod:desc":
        above = _before(page, case, heads, upos)
    if above is None or above == noun or _is_below(above, noun, heads):
        return
    heads[noun], labels[noun] = above, "obl" if upos[above] in {"VERB", "AUX", "ADJ"} else "nmod"


def _before(page: Page, case: int, heads: Sequence[int], upos: Sequence[str]) -> int | None:
    """The noun or verb directly before a preposition; a day gives way to the verb that it belongs to."""
    word = case - 1
    if page.words[word].endswith("day") and heads[word] >= 0:
        word = heads[word]
    return word if upos[word] in {"NOUN", "PROPN", "VERB"} and word < case else None


def _is_below(word: int, ancestor: int, heads: Sequence[int]) -> bool:
    for _ in range(60):
        if word == ancestor:
            return True
        if word < 0:
            return False
        word = heads[word]
    return True


def _mend_patient(word: int, heads: Sequence[int], labels: list[str], helped: set[int]) -> None:
    """`have deported 168 people`: without `be` there is no passive."""
    verb = heads[word]
    if verb >= 0 and verb not in helped and labels[verb] not in {"acl", "conj", "advcl", "xcomp"}:
        labels[word] = "nsubj" if word < verb else "obj"


def _mend_object(page: Page, word: int, heads: Sequence[int], labels: list[str], upos: Sequence[str]) -> None:
    """A second subject behind the verb is its object; after a verb of saying the first one may stand there."""
    verb = heads[word]
    if not 0 <= verb < word or upos[verb] != "VERB":
        return
    if any(page.words[at] == "," for at in range(verb, word)):
        return
    before = any(heads[at] == verb and labels[at].startswith("nsubj") for at in range(max(0, verb - 30), verb))
    if before or (word - verb <= 3 and page.words[verb] not in _SPEAKS and labels[verb] in {"xcomp", "acl"}):
        labels[word] = "obj"


def _mend_content(word: int, heads: Sequence[int], labels: list[str], upos: Sequence[str]) -> None:
    """`said that it had suspended flights`: a verb with a subject and a conjunction is a clause of the verb before."""
    verb = heads[word]
    if not 0 <= verb < word or upos[verb] != "VERB":
        return
    own = {labels[at].partition(":")[0] for at in range(verb + 1, word) if heads[at] == word}
    if {"nsubj", "mark"} <= own:
        labels[word] = "ccomp"


def _mend_aside(page: Page, word: int, heads: list[int], labels: list[str], upos: Sequence[str]) -> bool:
    """`The bridge, closed for a week, reopened`: the participle between commas describes the subject of the verb."""
    inner = heads[word]
    if not 1 < inner < word or upos[inner] != "VERB" or page.words[inner - 1] != "," or page.words[word - 1] != ",":
        return False
    subject = inner - 2
    below = [at for at in range(inner, min(word + 3, len(heads))) if heads[at] == word]
    between = [at for at in below if at < word and labels[at].startswith("nsubj") and _has_case(at, heads, labels)]
    own = [at for at in below if at not in between and labels[at].startswith(("nsubj", "cc", "mark"))]
    helped = any(heads[at] == inner and labels[at].startswith(("aux", "cop")) for at in range(subject, word))
    if heads[subject] != inner or not labels[subject].startswith("nsubj") or own or helped:
        return False
    heads[word], labels[word] = heads[inner], labels[inner]
    heads[inner], labels[inner] = subject, "acl"
    heads[subject], labels[subject] = word, "nsubj"
    for at in between:  # `shut after the shooting, reopened`: nobody's subject
        heads[at], labels[at] = inner, "obl"
    return True


def _mend_bare(word: int, heads: Sequence[int], labels: list[str]) -> None:
    """`called off its strike`: a noun without a preposition behind a verb's particle is the verb's object."""
    verb = heads[word]
    below = [at for at in range(max(verb, 0), word) if heads[at] == word]
    particles = [at for at in range(max(verb, 0), word) if heads[at] == verb and labels[at] == "compound:prt"]
    near = range(max(0, verb - 40), min(verb + 40, len(heads)))
    taken = any(heads[at] == verb and labels[at] in {"obj", "ccomp"} for at in near)
    bare = not any(labels[at] in {"case", "mark"} for at in below)
    if verb >= 0 and particles and bare and not taken and min([word, *below]) == particles[-1] + 1:
        labels[word] = "obj"


def _mend_participle(page: Page, word: int, heads: list[int], labels: list[str], upos: list[str]) -> None:
    """`reject proposed changes`: a participle between a verb and its object belongs to the object."""
    verb = heads[word]
    if verb != word - 1 or not page.words[word].endswith("ed") or upos[verb] != "VERB":
        return
    inside = [at for at in range(word + 1, min(word + 6, len(heads))) if heads[at] == word]
    objects = [at for at in inside if labels[at] == "obj"]
    if not objects or any(heads[at] == word for at in range(max(0, word - 6), word)):
        return
    noun = objects[0]
    heads[noun], labels[noun] = verb, "obj"
    heads[word], labels[word], upos[word] = noun, "amod", "ADJ"


def _mend_infinitive(page: Page, word: int, heads: list[int], labels: list[str]) -> None:
    """`told the crew not to sail`: an infinitive has no subject of its own; what looks like one is told."""
    near = range(max(0, word - 3), word)
    to = [at for at in near if heads[at] == word and labels[at] == "mark" and page.words[at] == "to"]
    if not to or any(heads[at] == word and page.words[at] == "for" for at in range(max(0, word - 12), word)):
        return
    verb = heads[word]
    own = [at for at in range(max(0, word - 12), word) if heads[at] == word and labels[at].startswith("nsubj")]
    if own and not verb < own[0] < to[0]:
        return
    labels[word] = "xcomp"
    for at in own:
        heads[at], labels[at] = verb, "obj"


def _mend_relative(page: Page, word: int, heads: list[int], labels: list[str], upos: Sequence[str]) -> None:
    """A clause with a relative pronoun as its subject describes the noun before, `that` and `which` no person."""
    verb = heads[word]
    if page.words[word] not in {"that", "which", "who"} or upos[word] != "PRON" or verb < word or word == 0:
        return
    if labels[verb] not in {"advcl", "dep", "parataxis", "conj", "appos"} or heads[verb] > word:
        return
    noun = word - 1 if page.words[word - 1] != "," else word - 2
    for _ in range(6):
        if noun < 0 or noun == heads[noun]:
            return
        if upos[noun] == "NOUN" or (upos[noun] == "PROPN" and page.words[word] == "who"):
            heads[verb], labels[verb] = noun, "acl:relcl"
            return
        noun = heads[noun]


def _mend_interrupted(page: Page, word: int, heads: list[int], labels: list[str], upos: Sequence[str]) -> None:
    """`The crew, tired of waiting, left`: the subject belongs to the verb, not to what stands between commas."""
    inner = heads[word]
    if inner < 0 or word + 1 >= len(heads):
        return
    verb = heads[inner]
    between = word < inner < verb and page.words[word + 1] == "," and labels[inner] in {"dep", "advcl", "acl"}
    within = inner < verb and word < verb and labels[inner] in {"amod", "compound"}
    if not (between or within) or upos[verb] not in {"VERB", "ADJ"}:
        return
    if not any(heads[at] == verb and labels[at].startswith("nsubj") for at in range(word, verb)):
        heads[word] = verb


def _mend_coordination(word: int, heads: list[int], labels: list[str]) -> None:
    """An apposition to a verb is coordinated with the verb's object."""
    verb = heads[word]
    objects = [at for at in range(verb + 1, word) if heads[at] == verb and labels[at] == "obj"]
    if objects:
        heads[word], labels[word] = objects[-1], "conj"


def _mend_subject(page: Page, word: int, heads: list[int], labels: list[str], upos: Sequence[str]) -> None:
    """A name before a verb without a subject is its subject: not part of the verb, nor the owner of what follows it."""
    head = heads[word]
    if 0 <= head < word and upos[head] == "VERB" and labels[word] == "flat":
        labels[word] = "obj"
        return
    _mend_described(word, heads, labels, upos)
    if head <= word or any(heads[at] == word and labels[at] == "case" for at in range(word, min(word + 4, len(heads)))):
        return
    verb = next((at for at in range(word + 1, head + 1) if upos[at] == "VERB"), None)
    if verb is None or (labels[word] == "flat" and verb != head) or page.words[word + 1] in {"'s", "’s", "'", "’"}:
        return
    if not any(heads[at] == verb and labels[at].startswith("nsubj") for at in range(max(0, word - 10), verb)):
        heads[word], labels[word] = verb, "nsubj"


def _mend_described(word: int, heads: list[int], labels: list[str], upos: Sequence[str]) -> None:
    """`Ousted president Ann Holm was …`: the adjective before a name is not the subject, the name is."""
    verb = heads[word]
    if labels[word] != "flat" or verb <= word or upos[verb] != "VERB":
        return
    for at in range(max(0, word - 4), word):
        if heads[at] == verb and upos[at] == "ADJ" and labels[at].startswith("nsubj"):
            labels[word], heads[at], labels[at] = labels[at], word, "amod"


def _mend_agent(page: Page, word: int, heads: Sequence[int], labels: list[str]) -> None:
    """`The bank granted Lisna a loan`: of two objects the one before a verb without a subject is the subject."""
    verb = heads[word]
    if word > verb:
        return
    below = [at for at in range(max(0, verb - 30), min(verb + 30, len(heads))) if heads[at] == verb]
    alone = not any(labels[at].startswith(("nsubj", "csubj")) for at in below)
    after = any(at > verb and labels[at] in {"obj", "iobj", "ccomp"} for at in below)
    if alone and after and labels[verb] != "acl:relcl" and page.words[word] not in {"what", "which", "whom", "that"}:
        labels[word] = "nsubj"


def _mend_verb(word: int, heads: list[int], labels: list[str]) -> None:
    """`Torvia massed troops`: a word with a subject of its own is the verb of the noun behind it."""
    noun = heads[word]
    subject = any(heads[at] == word and labels[at] == "nsubj" for at in range(max(0, word - 6), word))
    if subject and noun > word and labels[noun] in {"root", "ccomp", "parataxis", "conj"}:
        heads[word], labels[word] = heads[noun], labels[noun]
        heads[noun], labels[noun] = word, "obj"


def _mend_number(word: int, heads: list[int], labels: list[str], upos: Sequence[str]) -> None:
    """`held 40 sailors`: a number counts the noun behind it where both look like the object."""
    after = word + 1
    if upos[word] != "NUM":
        return
    if (
        after < len(heads)
        and heads[after] == heads[word]
        and labels[after] == "obj"
        and upos[after] in {"NOUN", "PROPN"}
    ):
        heads[word], labels[word] = after, "nummod"


def _mend_result(page: Page, word: int, heads: list[int], labels: list[str]) -> None:
    """`fired to disperse them, killing one`: a participle behind an infinitive says what followed."""
    verb = heads[word]
    if not page.words[word].endswith("ing") or page.words[verb].endswith("ing") or labels[verb] != "advcl":
        return
    infinitive = any(heads[at] == verb and page.words[at] == "to" for at in range(max(0, verb - 3), verb))
    if infinitive and page.words[word - 1] == ",":
        heads[word], labels[word] = heads[verb], "advcl"


def _mend_missing(helper: int, heads: list[int], labels: list[str], upos: Sequence[str]) -> None:
    """What stands before a helper and is said to describe the predicate behind it is its subject."""
    predicate = heads[helper]
    if predicate < helper or any(
        heads[at] == predicate and labels[at].startswith(("nsubj", "csubj", "expl"))
        for at in range(max(0, predicate - 30), min(predicate + 3, len(heads)))
    ):
        return
    before = [
        at for at in range(max(0, helper - 12), helper)
        if heads[at] == predicate and labels[at] in {"amod", "compound", "nmod", "appos", "flat"}
    ]  # fmt: skip
    nominal = [at for at in before if upos[at] in {"NOUN", "PROPN"} and not _has_case(at, heads, labels)]
    if nominal and labels[predicate] not in {"acl:relcl", "acl"}:
        labels[nominal[-1]] = "nsubj:pass" if labels[helper] == "aux:pass" else "nsubj"


def _has_case(word: int, heads: Sequence[int], labels: Sequence[str]) -> bool:
    return any(heads[at] == word and labels[at] == "case" for at in range(max(0, word - 6), word))


def _mend_conjunct(page: Page, word: int, heads: Sequence[int], labels: list[str]) -> None:
    """What has its own `and` is coordinated, not descriptive."""
    near = range(max(0, word - 5), word)
    if any(heads[at] == word and labels[at] == "cc" and page.words[at] in {"and", "or"} for at in near):
        labels[word] = "conj"
