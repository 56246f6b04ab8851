"""Which pattern of the vocabulary a clause or a noun phrase fills."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from itertools import pairwise

from onrecord.finding.countries import country_of
from onrecord.finding.happenings.agents import date_words, is_agentive, is_person
from onrecord.finding.happenings.forms import noun_forms, verb_forms
from onrecord.finding.happenings.patterns import (
    Kind,
    NounPattern,
    NounSet,
    VerbPattern,
    noun_patterns,
    verb_patterns,
    words_of,
)  # fmt: skip
from onrecord.finding.happenings.trees import Clause, Tree, clause_of, quoted
from onrecord.finding.lexicon import load_vocabulary, word_list

__all__ = [
    "fills",
    "is_broken",
    "is_idiomatic",
    "is_share",
    "is_somebody",
    "kind_of_noun",
    "kind_of_verb",
    "light_noun",
    "means_no_happening",
    "measured",
]

_BACKING_OFF = frozenset({"off", "away", "down", "out"})
_NEAR = 8  # words behind "called" in which what somebody is called stands


def measured(tree: Tree, word: int) -> int:
    """What a quantity counts: `thousands of refugees` is about refugees."""
    for _ in range(3):
        form = tree.page.words[word]
        if form not in words_of("happenings", "words", "quantities"):
            return word
        parts = tree.children(word, "nmod")
        parts = [c for c in parts if not tree.marks(c) and c > word][-1:] or [c for c in parts if "of" in tree.marks(c)]
        if not parts:
            return word
        word = parts[-1]
    return word


def fills(tree: Tree, nouns: NounSet, word: int) -> bool:
    """Whether the noun phrase with the head `word` may fill a place."""
    if nouns.anything:
        return True
    word = measured(tree, word)
    if is_idiom(tree, word):
        return False
    if nouns.special and _is_special(tree, nouns.special, word):
        return True
    for head in (word, *_titles(tree, word)):
        options = nouns.forms.get(tree.page.words[head])
        if options is not None and any(_modified(tree, head, option) for option in options):
            return True
    return False


def is_idiom(tree: Tree, word: int) -> bool:
    """Whether a word before the noun makes it something else: a news conference, name recognition."""
    others = _idioms().get(tree.page.words[word])
    return others is not None and any(tree.page.words[c] in others for c in tree.below[word] if c < word)


@cache
def _idioms() -> dict[str, frozenset[str]]:
    table: dict[str, list[str]] = load_vocabulary("happenings")["idioms"]
    return {form: frozenset(words) for noun, words in table.items() for form in noun_forms(noun)}


def _titles(tree: Tree, word: int) -> list[int]:
    """The titles before a person's name: `president` of `President Ann Holm`."""
    if word not in tree.names or tree.names[word].kind != "PER":
        return []
    return [c for c in tree.children(word, "nmod", "compound", "appos") if c < word and c not in tree.names]


def _is_special(tree: Tree, special: frozenset[str], word: int) -> bool:
    if "@name" in special and (word in tree.names or tree.upos[word] == "PROPN"):
        return True
    if "@human" in special and is_person(tree, word):
        return True
    if "@somebody" in special and tree.page.words[word] != "it" and is_somebody(tree, word):
        return True
    return "@country" in special and country_of(tree.page.printed(word)) is not None


def _modified(tree: Tree, word: int, modifiers: tuple[frozenset[str], ...]) -> bool:
    if not modifiers:
        return True
    before = {tree.page.words[c] for c in tree.below[word] if c < word}
    before |= {tree.page.words[g] for c in tree.below[word] if c < word for g in tree.below[c]}
    return all(options & before for options in modifiers)


def kind_of_verb(tree: Tree, clause: Clause) -> Kind | None:
    """The type and mode of the pattern that the clause fills best; None where it fills none."""
    best: tuple[int, Kind] | None = None
    for pattern in verb_patterns().get(tree.page.words[clause.verb], ()):
        score = _score(tree, clause, pattern)
        if score is not None and (best is None or score > best[0]):
            best = (score, pattern.kind)
    return _literal(tree, clause, best[1]) if best else None


def _literal(tree: Tree, clause: Clause, kind: Kind) -> Kind | None:
    """What the kind comes to where the words are meant otherwise; None where they mean no happening."""
    if means_no_happening(tree, clause, kind.type):
        return None
    if kind.type == "PROTEST":
        return _protest(tree, clause, kind)
    if kind.type in {"ASSAULT", "COERCE"} and _is_natural(tree, clause):
        return None
    if kind.type == "CONSULT":
        family = words_of("happenings", "agents", "family")
        return None if any(tree.page.words[word] in family for word in clause.objects) else kind
    return _violence(tree, clause, kind) if kind.type == "ASSAULT" else kind


def means_no_happening(tree: Tree, clause: Clause, kind: str) -> bool:
    """Whether a verb that might tell a type is meant otherwise here: nobody else is harmed (`shot himself`), money is
    raised, somebody backs off or moves his guns away, who pleads or is acquitted is not sentenced, an aim is reached
    or met, a plan is met with opposition, the rules promise, tradition calls for it, or a source asks not to be named.
    """
    otherwise = _OTHERWISE.get(kind)
    return otherwise is not None and otherwise(tree, clause)


def _is_to_oneself(tree: Tree, clause: Clause) -> bool:
    return bool(_object_words(tree, clause) & word_list("happenings", "agents", "themselves"))


def _is_collected(tree: Tree, clause: Clause) -> bool:
    return tree.page.words[clause.verb] in words_of("happenings", "agents", "collects")


def _is_backing_off(tree: Tree, clause: Clause) -> bool:
    return tree.page.words[clause.verb] in verb_forms("back") and bool(clause.particles & _BACKING_OFF)


def _is_asked_of_nobody(tree: Tree, clause: Clause) -> bool:
    return _is_request_for_anonymity(tree, clause) or _is_occasion(tree, clause)


def _meets_nobody(tree: Tree, clause: Clause) -> bool:
    met = clause.passive and tree.page.words[clause.verb] in verb_forms("meet") and "with" in dict(clause.obliques)
    return met or _is_about_an_aim(tree, clause)


def _is_agreed_by_nobody(tree: Tree, clause: Clause) -> bool:
    promises = tree.page.words[clause.verb] in verb_forms("promise") and bool(clause.subjects)
    nobody = promises and not any(is_agentive(tree, word) for word in clause.subjects)
    return nobody or _is_about_an_aim(tree, clause)


def _is_about_an_aim(tree: Tree, clause: Clause) -> bool:
    return bool(_object_words(tree, clause) & words_of("happenings", "agents", "aims"))


def _object_words(tree: Tree, clause: Clause) -> set[str]:
    return {tree.page.words[word] for word in clause.objects}


def _is_occasion(tree: Tree, clause: Clause) -> bool:
    """`tradition calls for a speech`."""
    occasions = words_of("happenings", "agents", "occasions")
    calls = tree.page.words[clause.verb] in verb_forms("call")
    return calls and any(tree.page.words[word] in occasions for word in clause.subjects)


def _is_request_for_anonymity(tree: Tree, clause: Clause) -> bool:
    """`asked not to be named`, `requested anonymity`: part of the sourcing."""
    names, hides = (words_of("happenings", "agents", key) for key in ("names", "hides"))
    named = [word for word in clause.complements if tree.page.words[word] in names]
    passive = any(tree.page.words[c] == "be" for word in named for c in tree.children(word, "aux"))
    return passive or any(tree.page.words[word] in hides for word in clause.objects)


def _is_feeling_or_praise(tree: Tree, clause: Clause) -> bool:
    """`despised them` is felt, not said; `called him a genius` praises, `compared him to a coach` does neither."""
    form, after = tree.page.words[clause.verb], tree.page.words[clause.verb + 1 : clause.verb + 1 + _NEAR]
    praised = form in verb_forms("call") and bool({*after} & words_of("happenings", "agents", "praise"))
    kinds = ("feels", "compares")
    return praised or any(form in words_of("happenings", "agents", kind) for kind in kinds)


def _is_no_sentence(tree: Tree, clause: Clause) -> bool:
    """Who pleads has not been judged, and who is acquitted is not punished."""
    return tree.page.words[clause.verb] in words_of("happenings", "agents", "unpunished")


def _is_moved_away(tree: Tree, clause: Clause) -> bool:
    """`moved its guns out of range` readies nothing."""
    moves = tree.page.words[clause.verb] in verb_forms("move")
    behind = tree.page.words[clause.verb + 1 : clause.verb + 1 + _NEAR]
    out = any(pair in {("out", "of"), ("away", "from")} for pair in pairwise(behind))
    return moves and (out or bool(clause.particles & _BACKING_OFF))


_OTHERWISE: dict[str, Callable[[Tree, Clause], bool]] = {
    "ASSAULT": _is_to_oneself,
    "ACCUSE": _is_feeling_or_praise,
    "AID": _is_collected,
    "SUPPORT": _is_backing_off,
    "REQUEST": _is_asked_of_nobody,
    "CONSULT": _meets_nobody,
    "AGREE": _is_agreed_by_nobody,
    "SANCTION": _is_no_sentence,
    "MOBILIZE": _is_moved_away,
}


def is_broken(tree: Tree, noun: int) -> bool:
    """Whether a truce is not made or kept but broken: `the ceasefire collapsed`, `the truce was broken by fire`."""
    if tree.page.words[noun] not in words_of("happenings", "agents", "truces") or tree.labels[noun] not in {
        "nsubj",
        "obj",
    }:
        return False
    head = tree.heads[noun]
    return head >= 0 and tree.page.words[head] in words_of("happenings", "agents", "breaks")


def is_share(tree: Tree, noun: int) -> bool:
    """Whether a noun is what a poll counts: `5 percent support`."""
    return tree.page.words[noun] == "support" and bool({"percent", "%"} & {*tree.page.words[max(noun - 2, 0) : noun]})


def is_idiomatic(tree: Tree, clause: Clause, word: int) -> bool:
    """The forces that are joined are nobody's."""
    return tree.page.words[word] == "forces" and tree.page.words[clause.verb] in verb_forms("join")


def _is_natural(tree: Tree, clause: Clause) -> bool:
    """Whether something that is neither somebody nor a weapon does it: `driven from their homes by high seas`."""
    agents = [head for case, head in clause.obliques if case == "by"] if clause.passive else []
    weapons = words_of("happenings", "agents", "instruments") | noun_patterns().keys()
    return bool(agents) and not any(
        is_somebody(tree, head) or _owned(tree, head) or tree.page.words[head] in weapons or _is_when(tree, head)
        for head in agents
    )


def _owned(tree: Tree, word: int) -> bool:
    return any(is_agentive(tree, c) for c in tree.children(word, "nmod", "compound", "amod"))


def _is_when(tree: Tree, word: int) -> bool:
    return tree.page.words[word] in date_words() or tree.upos[word] in {"NUM", "VERB"}


def _protest(tree: Tree, clause: Clause, kind: Kind) -> Kind | None:
    """Who protests that something is so complains; who rallies voters does not protest."""
    form = tree.page.words[clause.verb]
    if form in words_of("happenings", "violence", "complains"):
        said = quoted(tree, clause) or [c for c in clause.complements if tree.labels[c] == "ccomp"]
        return Kind("ACCUSE", "disapprove") if said else kind
    return None if clause.objects and form in words_of("happenings", "needs", "intransitive") else kind


def _violence(tree: Tree, clause: Clause, kind: Kind) -> Kind | None:
    """No accidents; a person who attacks a person does it in words."""
    around = {tree.page.words[head] for head in (*clause.subjects, *(head for _, head in clause.obliques))}
    if around & words_of("happenings", "violence", "accidents"):
        return None
    figurative = words_of("happenings", "violence", "figurative")
    words = [tree.page.words[word] for word in (clause.verb, *clause.objects) if tree.page.words[word] in figurative]
    if not words or tree.page.words[clause.verb] in words_of("happenings", "violence", "commits"):
        return kind
    if any(is_person(tree, word) for word in clause.subjects) or (not clause.subjects and not clause.passive):
        return Kind("ACCUSE", "disapprove") if words[0].startswith(("attack", "assault")) else None
    return kind


def _score(tree: Tree, clause: Clause, pattern: VerbPattern) -> int | None:
    """How many places the clause fills, named ones twice; None where one stays empty."""
    score = 0
    if not _particle_fits(tree, clause, pattern):
        return None
    score += 2 * (pattern.particle is not None)
    objects = [*_objects(tree, clause)] or [head for case, head in clause.obliques if case == pattern.particle]
    for nouns, heads in ((pattern.subject, clause.subjects), (pattern.object, objects)):
        if nouns is not None:
            if not any(fills(tree, nouns, head) for head in heads):
                return None
            score += 1 if nouns.anything else 2
    if pattern.oblique is not None:
        if not _oblique_fits(tree, clause, pattern):
            return None
        score += 1 if pattern.oblique.anything else 2
    if score == 0 and not _stands_alone(tree, clause):
        return None
    return score


def _particle_fits(tree: Tree, clause: Clause, pattern: VerbPattern) -> bool:
    own = {tree.page.words[c] for c in tree.below[clause.verb] if tree.full[c] == "compound:prt"}
    if pattern.particle is None:
        return not own or bool(own & pattern.prepositions)
    if pattern.particle in clause.particles | own:
        return True
    adverbial = pattern.particle not in {"in", "on", "at", "to", "by"}
    return adverbial and any(pattern.particle == preposition for preposition, _ in clause.obliques)


def _objects(tree: Tree, clause: Clause) -> Iterable[int]:
    """Objects, and predicates of the object (`take … hostage`, `find … guilty`)."""
    nominal = [c for c in clause.complements if tree.labels[c] == "xcomp" and tree.upos[c] not in {"VERB", "AUX"}]
    return (*clause.objects, *nominal)


def _oblique_fits(tree: Tree, clause: Clause, pattern: VerbPattern) -> bool:
    nouns = pattern.oblique
    if nouns is None:
        return True
    for preposition, head in clause.obliques:
        if preposition in pattern.prepositions and fills(tree, nouns, head):
            return True
    for noun in clause.objects:
        parts = tree.children(noun, "nmod", "acl")
        for head in [*parts, *(inner for part in parts for inner in tree.children(part, "nmod"))]:
            if tree.marks(head) & pattern.prepositions and fills(tree, nouns, head):
                return True
    return any(
        tree.marks(head) & pattern.prepositions and fills(tree, nouns, head)
        for head in tree.children(clause.verb, "advcl", "xcomp")
    )


def _stands_alone(tree: Tree, clause: Clause) -> bool:
    """Whether the bare verb says enough: some need an infinitive, or an object, or one that is somebody."""
    needs = {key for key in _TESTS if tree.page.words[clause.verb] in words_of("happenings", "needs", key)}
    return all(_TESTS[key](tree, clause) for key in needs)


def is_somebody(tree: Tree, word: int) -> bool:
    """Whether a noun phrase is somebody, or a number of them."""
    counted = measured(tree, word)
    if tree.page.words[counted] in word_list("happenings", "agents", "pronouns"):
        return True
    return is_agentive(tree, word) or is_agentive(tree, counted) or tree.upos[counted] == "NUM"


def _warns_off(tree: Tree, clause: Clause) -> bool:
    """`warned them not to sail`, `against sailing`: a warning that binds, not news of a danger."""
    gerunds = [c for c in tree.children(clause.verb, "advcl") if "against" in tree.marks(c)]
    against = any(preposition == "against" for preposition, _ in clause.obliques)
    if any(_is_hostile(tree, c, clause.verb) for c in clause.complements if tree.labels[c] == "ccomp"):
        return True
    warned = bool(gerunds) or against or any(_is_infinitive(tree, c) for c in clause.complements)
    return warned and _has_somebody(tree, clause)


def _is_hostile(tree: Tree, verb: int, warns: int) -> bool:
    """Whether a clause says what the speaker would do: `warned that it would shell the port`."""
    helpers = {tree.page.words[c] for c in tree.children(verb, "aux")}
    if not helpers & word_list("happenings", "intent", "modals"):
        return False
    told = any(is_somebody(tree, word) for word in tree.children(warns, "obj", "iobj"))
    if told and any(tree.page.words[c] in {"he", "she", "it", "they"} for c in tree.children(verb, "nsubj")):
        return True
    kind = kind_of_verb(tree, clause_of(tree, verb))
    return kind is not None and kind.type in word_list("happenings", "verbal", "hostile")


def _has_infinitive(tree: Tree, clause: Clause) -> bool:
    return any(_is_infinitive(tree, c) for c in clause.complements) or _asks_that(tree, clause)


def _has_complement(_: Tree, clause: Clause) -> bool:
    hearer = any(preposition in {"to", "on", "upon", "with"} for preposition, _ in clause.obliques)
    return bool(clause.complements or clause.objects or hearer)


def _has_bargain(tree: Tree, clause: Clause) -> bool:
    """`agreed to sail`, `agreed to a truce`, `agreed on a date`; to agree with somebody is an opinion."""
    to = any(preposition in {"to", "on", "upon"} for preposition, _ in clause.obliques)
    return to or bool(clause.objects) or any(_is_infinitive(tree, c) for c in clause.complements)


def _has_object(_: Tree, clause: Clause) -> bool:
    return bool(clause.objects)


def _has_somebody(tree: Tree, clause: Clause) -> bool:
    return any(is_somebody(tree, word) for word in clause.objects)


def _has_no_object(tree: Tree, clause: Clause) -> bool:
    return not clause.objects and not any(tree.labels[c] == "ccomp" for c in clause.complements)


def _is_infinitive(tree: Tree, word: int) -> bool:
    return tree.labels[word] == "xcomp" and any(tree.page.words[c] == "to" for c in tree.children(word, "mark"))


def _asks_that(tree: Tree, clause: Clause) -> bool:
    """`insisted that they must leave`: a must in the clause, of others than the speaker."""
    ours = word_list("happenings", "intent", "ours")
    for word in clause.complements:
        helpers, subjects = ({tree.page.words[c] for c in tree.children(word, label)} for label in ("aux", "nsubj"))
        if tree.labels[word] == "ccomp" and "must" in helpers and not subjects & ours:
            return True
    return False


_TESTS: dict[str, Callable[[Tree, Clause], bool]] = {
    "infinitive": _has_infinitive,
    "complement": _has_complement,
    "object": _has_object,
    "somebody": _has_somebody,
    "intransitive": _has_no_object,
    "warning": _warns_off,
    "bargain": _has_bargain,
    "must": _asks_that,
}


def kind_of_noun(tree: Tree, word: int) -> Kind | None:
    """The type and mode of a noun for a happening that needs no light verb."""
    return _kind_of(tree, word, [p for p in noun_patterns().get(tree.page.words[word], ()) if not p.light])


def light_noun(tree: Tree, word: int) -> Kind | None:
    """The same for the object of a light verb."""
    return _kind_of(tree, word, noun_patterns().get(tree.page.words[word], ()))


def _kind_of(tree: Tree, word: int, patterns: Iterable[NounPattern]) -> Kind | None:
    fitting = [pattern for pattern in patterns if _noun_fits(tree, word, pattern)]
    best = max(fitting, key=lambda pattern: len(pattern.modifiers), default=None)
    if best is None or not _means_it(tree, word, best.kind):
        return None
    return best.kind


def _is_parade(tree: Tree, word: int) -> bool:
    """A candidate's rally, a party's: known by whose it is."""
    owners = [c for c in tree.children(word, "compound", "amod", "nmod") if c < word]
    return any(
        is_person(tree, c) or tree.page.words[c] in {*words_of("happenings", "violence", "parade"), "his", "her"}
        for c in owners
    )


def _means_it(tree: Tree, word: int, kind: Kind) -> bool:
    """What is said needs what it is about (`a demand for …`); a person's attacks are words."""
    if kind.type in {"REQUEST", "THREATEN", "AGREE", "REJECT"}:
        return any(tree.full[c] != "nmod:poss" for c in tree.children(word, "acl", "ccomp", "nmod"))
    if kind.type == "PROTEST" and _is_parade(tree, word):
        return False
    if kind.type == "ASSAULT" and tree.page.words[word] in words_of("happenings", "violence", "figurative"):
        owners = tree.children(word, "nmod")
        owners += [inner for owner in owners for inner in tree.children(owner, "nmod", "conj")]
        return not any(is_person(tree, c) or tree.page.words[c] in {"his", "her", "my"} for c in owners)
    return True


def _noun_fits(tree: Tree, word: int, pattern: NounPattern) -> bool:
    if is_idiom(tree, word) or not _modified(tree, word, pattern.modifiers):
        return False
    nouns = pattern.oblique
    if nouns is None:
        return True
    return any(tree.marks(c) & pattern.prepositions and fills(tree, nouns, c) for c in tree.children(word, "nmod"))
