"""The happenings of a sentence: which words trigger one, and of what type; one happening a trigger.

PLOVER codes what is said and what is done: a demand to withdraw is a request, no withdrawal; a promise to attack is a
threat. What stands in the complement of a verbal type is therefore part of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache, partial

from msgspec import Struct

from onrecord.finding.countries import country_of
from onrecord.finding.happenings.agents import is_person
from onrecord.finding.happenings.matching import fills, is_idiomatic, kind_of_noun, kind_of_verb, light_noun
from onrecord.finding.happenings.parties import (
    actors_of,
    by_roles,
    nominal_parties,
    own_forces,
    parties_in,
    patients_by_roles,
    recipients_of,
    resolved,
)  # fmt: skip
from onrecord.finding.happenings.patterns import Kind, light_verbs, noun_patterns, noun_set, verb_patterns, words_of
from onrecord.finding.happenings.trees import Clause, Tree, clause_of
from onrecord.finding.lexicon import load_vocabulary, word_list
from onrecord.record.analysis import Sentence

__all__ = ["Happening", "happening_of", "happenings_in", "outside_complements", "with_mode"]

_VERBS = frozenset({"VERB", "AUX"})
_INTRODUCE = frozenset(["to", "for", "with", "of", "over", "from", "by", "against", "on", "about", "at", "in"])
_NEGATIVES = frozenset({"not", "n't", "never", "n’t"})
_RELATIVES = frozenset({"who", "which", "that", "whom"})
_YIELDING = frozenset({"AID", "COOPERATE", "RETREAT", "CONCEDE"})
_PART_OF_PROTEST = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN"})


class Happening(Struct, frozen=True, kw_only=True):
    """A happening by its words: trigger, parties as heads of noun phrases, the clause, the word that sets its frame."""

    word: int
    kind: Kind
    nominal: bool
    clause: Clause | None
    actors: tuple[int, ...]
    recipients: tuple[int, ...]
    frame: int | None = None
    also: tuple[int, ...] = ()  # further triggers of the same happening in the sentence


def happenings_in(tree: Tree, sentence: Sentence) -> list[Happening]:
    """The happenings of one sentence that have a party, in text order."""
    found: dict[int, Happening] = {}
    taken: set[int] = set()
    for word in range(sentence.first, sentence.last):
        if word in taken:
            continue
        happening = _at(tree, word)
        if happening is not None:
            found[happening.word] = happening
            taken.update({happening.word, word})
    kept = outside_complements(tree, [h for h in found.values() if _has_parties(tree, h)])
    return _one_each(tree, kept)


def _has_parties(tree: Tree, happening: Happening) -> bool:
    """Whether enough is known of who took part: who said it; of a deed, who did it or, in a passive, to whom."""
    if any(tree.page.words[word] in {"it", "its"} for word in happening.actors):
        return False
    said = happening.kind.type in word_list("happenings", "verbal", "types") or happening.kind.type == "CONSULT"
    said = said and happening.kind.type != "ACCUSE"
    passive = happening.clause is not None and happening.clause.passive
    wreckage = happening.kind.type == "ASSAULT" and passive and bool(happening.clause and happening.clause.objects)
    done = bool(happening.recipients) or wreckage
    weapons = happening.kind.type == "ASSAULT" and _by_itself(tree, happening)
    agentless = passive or happening.clause is None or weapons
    return bool(happening.actors or (done and not said and agentless))


def _by_itself(tree: Tree, happening: Happening) -> bool:
    """`A car bomb killed two`: what acts is a weapon, an attack, a blast, of somebody who is not printed."""
    forms = {tree.page.words[word] for word in (happening.clause.subjects if happening.clause else ())}
    return bool(forms & words_of("happenings", "agents", "instruments")) or bool(forms & noun_patterns().keys())


def _at(tree: Tree, word: int) -> Happening | None:
    form = tree.page.words[word]
    if tree.upos[word] in _VERBS:
        return _verbal(tree, word)
    if tree.upos[word] == "ADJ" and form in word_list("happenings", "intent", "adjectives"):
        return _intent(tree, word)
    if tree.upos[word] == "ADJ" and form in word_list("happenings", "intent", "unwilling"):
        return _unwilling(tree, word)
    if tree.labels[word] not in {"amod", "acl"} and form in _stances():
        return _stance(tree, word)
    if tree.upos[word] == "NOUN" and form in noun_patterns():
        return _nominal(tree, word)
    return None


# --- verbs ------------------------------------------------------------------------------------------------------------


def _verbal(tree: Tree, word: int) -> Happening | None:
    form = tree.page.words[word]
    if tree.labels[word] in {"aux", "cop", "amod", "compound", "case", "fixed"}:
        return None
    known = form in verb_patterns() or form in light_verbs()
    known = known or any(form in words_of("happenings", "intent", key) for key in ("prepares", "plans"))
    if not known and not _may_oblige(tree, word):
        return None
    clause = clause_of(tree, word)
    return _light(tree, clause) or _meant(tree, clause) or _obliged(tree, clause) or _plain(tree, clause)


def _meant(tree: Tree, clause: Clause) -> Happening | None:
    """`is prepared to …`, read as a passive."""
    intended = tree.page.words[clause.verb] in word_list("happenings", "intent", "adjectives")
    return _intent(tree, clause.verb) if clause.passive and intended else None


def _plain(tree: Tree, clause: Clause) -> Happening | None:
    """A verb that fills a pattern of the vocabulary, or one that prepares what does; to decline comment is neither."""
    kind = kind_of_verb(tree, clause)
    silent = any(tree.page.words[c] in words_of("happenings", "needs", "comment") for c in clause.complements)
    if kind is not None and kind.type == "REJECT" and silent:
        return None
    if kind is None and tree.page.words[clause.verb] in words_of("happenings", "intent", "prepares"):
        inner = _inner_kind(tree, clause)
        kind = Kind("MOBILIZE") if inner is not None and inner.type in {"ASSAULT", "MOBILIZE"} else None
    if kind is None and tree.page.words[clause.verb] in words_of("happenings", "intent", "plans"):
        kind = _planned(tree, clause)
    if kind is None:
        return None
    return happening_of(tree, clause, *_framed(tree, clause, kind))


def _planned(tree: Tree, clause: Clause) -> Kind | None:
    """What a plan or a vow comes to: to plan a withdrawal is to agree to it, to vow revenge is to threaten."""
    infinitives = [c for c in clause.complements if _has_to(tree, c)]
    inner = _inner_kind(tree, replace(clause, complements=tuple(infinitives))) if infinitives else None
    if inner is None or any(tree.page.words[c] in _NEGATIVES for c in tree.children(clause.verb, "advmod")):
        return None
    vows = tree.page.words[clause.verb] in words_of("happenings", "intent", "vows")
    if inner.type in word_list("happenings", "verbal", "hostile"):
        return Kind("THREATEN", _threat_mode(inner)) if vows else None
    return Kind("AGREE") if inner.type in _YIELDING else None


def happening_of(tree: Tree, clause: Clause, kind: Kind, frame: int | None) -> Happening:
    """What the verb of a clause tells, of the given type, with its parties by syntax."""
    if tree.page.words[clause.verb] in words_of("happenings", "needs", "patient") and not clause.objects:
        clause = replace(clause, passive=True, objects=clause.subjects, subjects=())
    found = actors_of(tree, clause) or own_forces(tree, clause, kind.type)
    relative = tree.full[clause.verb] == "acl:relcl"
    if not found and (relative or all(tree.page.words[word] in _RELATIVES for word in clause.subjects)):
        found = by_roles(tree, clause.verb, ("ARG0",), clause.objects)
    actors = [resolved(tree, word) for word in found]
    recipients = recipients_of(tree, clause, kind.type, actors)
    recipients = recipients or patients_by_roles(tree, clause.verb, kind.type, actors)
    recipients = [word for word in map(partial(resolved, tree), recipients) if word not in actors]
    recipients = [word for word in recipients if not is_idiomatic(tree, clause, word)]
    if _is_mutual(kind) and recipients:
        actors, recipients = actors + recipients, []
    return Happening(
        word=clause.verb,
        kind=with_mode(tree, clause.verb, kind),
        nominal=False,
        clause=clause,
        actors=_distinct(actors),
        recipients=_distinct(recipients),
        frame=frame,
    )


def _is_mutual(kind: Kind) -> bool:
    return kind.type in word_list("happenings", "verbal", "mutual") and kind.mode != "visit"


def _distinct(words: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(words))


def _light(tree: Tree, clause: Clause) -> Happening | None:
    """`carried out an attack on …`, `held talks with …`: the noun says what, the verb who."""
    particles = light_verbs().get(tree.page.words[clause.verb])
    if particles is None or not (particles & (clause.particles | {None})):
        return None
    for noun in clause.objects:
        kind = light_noun(tree, noun) if tree.upos[noun] == "NOUN" else None
        if kind is None:
            continue
        named, recipients = nominal_parties(tree, noun, kind.type)
        actors = [resolved(tree, word) for word in actors_of(tree, clause)] or named
        recipients = recipients or recipients_of(tree, clause, kind.type, actors)
        if kind.type == "PROTEST" and actors and all(is_person(tree, word) for word in actors):
            continue  # a candidate's rally
        if _is_mutual(kind):
            actors, recipients = actors + recipients, []
        return Happening(
            word=noun,
            kind=with_mode(tree, noun, kind),
            nominal=True,
            clause=clause,
            actors=_distinct(actors),
            recipients=_distinct(word for word in recipients if word not in actors),
            frame=None,
        )
    return None


def _framed(tree: Tree, clause: Clause, kind: Kind) -> tuple[Kind, int | None]:
    """The type that an intention makes of it: to promise an attack is to threaten, to promise aid is to agree."""
    word = clause.verb
    negated = any(tree.page.words[c] in _NEGATIVES for c in tree.children(word, "advmod"))
    inner = _inner_kind(tree, clause) if kind.type in {"REQUEST", "AGREE"} else None
    if kind.type == "REQUEST" and inner is not None and inner.type == "COERCE":
        return (inner if tree.page.words[word] in words_of("happenings", "intent", "orders") else kind), None
    if kind.type == "AGREE" and negated and tree.page.words[word] in words_of("happenings", "intent", "accepts"):
        return Kind("REJECT"), word
    if kind.type == "AGREE" and inner is not None:
        hostile = inner.type in word_list("happenings", "verbal", "hostile")
        vows = tree.page.words[word] in words_of("happenings", "intent", "vows")
        return (Kind("THREATEN", _threat_mode(inner)), None) if hostile and vows else (kind, None)
    framed = _foretold(tree, clause, kind, negated=negated)
    return (framed, word) if framed is not None else (kind, None)


def _foretold(tree: Tree, clause: Clause, kind: Kind, *, negated: bool) -> Kind | None:
    """What `will` and `would` make of a type; a meeting to come stays one unless somebody says that it will be."""
    helpers = {tree.page.words[c] for c in tree.children(clause.verb, "aux")}
    if helpers & {"could", "may", "might"} and _says_itself(tree, clause):
        return _threatened(clause, kind, negated=negated)
    if not helpers & word_list("happenings", "intent", "modals") or helpers & {"have", "be", "been"}:
        return None
    friendly = kind.type in word_list("happenings", "verbal", "friendly")
    if friendly and negated:
        return Kind("REJECT")
    if friendly and kind.type != "AGREE" and (kind.type != "CONSULT" or tree.labels[clause.verb] == "ccomp"):
        return Kind("AGREE")
    return _threatened(clause, kind, negated=negated)


def _threatened(clause: Clause, kind: Kind, *, negated: bool) -> Kind | None:
    hostile = kind.type in {"SANCTION", "COERCE", "ASSAULT"} and not negated and not clause.passive
    return Kind("THREATEN", _threat_mode(kind)) if hostile else None


def _says_itself(tree: Tree, clause: Clause) -> bool:
    """`said it could cut off the oil`."""
    said = tree.labels[clause.verb] == "ccomp"
    return said and any(tree.page.words[c] in {"it", "they", "he", "she", "we"} for c in clause.subjects)


def _inner_kind(tree: Tree, clause: Clause) -> Kind | None:
    for word in clause.complements:
        inner = clause_of(tree, word)
        light = _light(tree, inner)
        found = light.kind if light else kind_of_verb(tree, inner)
        if found is not None:
            return found
    return None


def _threat_mode(kind: Kind) -> str | None:
    table = load_vocabulary("happenings")["threat_mode"]
    for name in (f"{kind.type}.{kind.mode}", kind.type):
        for mode, kinds in table.items():
            if name in kinds:
                return str(mode)
    return None


def _may_oblige(tree: Tree, word: int) -> bool:
    """Whether somebody must do it; what a country or a government should do is as much."""
    helpers = {tree.page.words[c] for c in tree.children(word, "aux")}
    if "must" in helpers:
        return True
    if "should" not in helpers or not any(_is_power(tree, c) for c in tree.children(word, "nsubj")):
        return False
    return kind_of_verb(tree, clause_of(tree, word)) is not None


def _is_body(tree: Tree, word: int) -> bool:
    """A country, a government or an organization, also by `it` where it says so itself."""
    if tree.page.words[word] == "it":
        return tree.labels[tree.heads[word]] == "ccomp"
    return _is_power(tree, word) or (word in tree.names and tree.names[word].kind == "ORG")


def _is_power(tree: Tree, word: int) -> bool:
    form = tree.page.words[word]
    return country_of(tree.page.printed(word)) is not None or form in word_list("happenings", "agents", "powers")


def _obliged(tree: Tree, clause: Clause) -> Happening | None:
    """`declared that Torvia must drop barriers`: a request of the speaker to whoever must."""
    if not _may_oblige(tree, clause.verb) or clause.passive or not clause.subjects:
        return None
    if any(tree.page.words[word] in word_list("happenings", "intent", "ours") for word in clause.subjects):
        return None
    speech = tree.heads[clause.verb]
    label = tree.labels[clause.verb]
    if label not in {"ccomp", "dep", "parataxis"} or speech < 0:
        return None
    if tree.page.words[speech] not in words_of("happenings", "intent", "speech"):
        return None
    speakers = [resolved(tree, word) for word in actors_of(tree, clause_of(tree, speech))]
    obliged = [resolved(tree, word) for subject in clause.subjects for word in parties_in(tree, subject)]
    if not obliged:
        obliged = recipients_of(tree, clause, "REQUEST", speakers)
    obliged = [word for word in obliged if word not in speakers]
    if not speakers or not obliged:
        return None
    return Happening(
        word=speech, kind=with_mode(tree, clause.verb, Kind("REQUEST")), nominal=False, clause=clause_of(tree, speech),
        actors=_distinct(speakers), recipients=_distinct(obliged),
    )  # fmt: skip


def _intent(tree: Tree, word: int) -> Happening | None:
    """`is willing to send troops`, `was ready to impose martial law`."""
    return _by_adjective(tree, word, friendly=Kind("AGREE"), hostile="THREATEN")


@cache
def _stances() -> frozenset[str]:
    return frozenset(word for key in ("open", "upset", "blamed") for word in word_list("happenings", "intent", key))


def _stance(tree: Tree, word: int) -> Happening | None:
    """`is open to talks`, `is alarmed at the arrests`, `said the army was responsible for the killings`."""
    if any(tree.page.words[c] in _NEGATIVES for c in tree.children(word, "advmod")):
        return None
    clause = clause_of(tree, word)
    clause = replace(clause, passive=False, subjects=clause.objects if clause.passive else clause.subjects, objects=())
    form = tree.page.words[word]
    cases = dict(clause.obliques)
    if form in word_list("happenings", "intent", "open"):
        talks = "to" in cases and fills(
            tree, noun_set("@talk @truce mediation negotiation compromise idea"), cases["to"]
        )
        return happening_of(tree, clause, Kind("AGREE"), None) if talks else None
    if form in word_list("happenings", "intent", "upset"):
        about = cases.keys() & {"about", "over", "at", "by", "of"}
        bodies = any(_is_body(tree, subject) for subject in clause.subjects)
        return happening_of(tree, clause, Kind("ACCUSE", "disapprove"), None) if about and bodies else None
    speech = tree.heads[word]
    if "for" not in cases or speech < 0 or tree.labels[word] not in {"ccomp", "parataxis"}:
        return None
    if tree.page.words[speech] not in words_of("happenings", "intent", "speech"):
        return None
    blamed = [resolved(tree, party) for subject in clause.subjects for party in parties_in(tree, subject)]
    speakers = [resolved(tree, party) for party in actors_of(tree, clause_of(tree, speech))]
    return Happening(
        word=word, kind=Kind("ACCUSE", "allege"), nominal=False, clause=clause, actors=_distinct(speakers),
        recipients=_distinct(party for party in blamed if party not in speakers), frame=word,
    )  # fmt: skip


def _unwilling(tree: Tree, word: int) -> Happening | None:
    return _by_adjective(tree, word, friendly=Kind("REJECT"), hostile=None)


def _by_adjective(tree: Tree, word: int, *, friendly: Kind, hostile: str | None) -> Happening | None:
    clause = clause_of(tree, word)
    obliged = _obliged(tree, clause)
    if obliged is not None:
        return obliged
    purposes = [
        c for c in tree.children(word, "xcomp", "advcl", "ccomp") if tree.upos[c] == "VERB" and _has_to(tree, c)
    ]
    if not purposes:
        return None
    inner = clause_of(tree, purposes[0])
    light = _light(tree, inner)
    kind = light.kind if light else kind_of_verb(tree, inner)
    if any(tree.page.words[c] in _NEGATIVES for c in tree.children(word, "advmod")):
        friendly, hostile = Kind("REJECT"), None
    if kind is None and tree.page.words[word] in word_list("happenings", "intent", "equipped"):
        return None
    if kind is not None and kind.type in word_list("happenings", "verbal", "hostile"):
        if hostile is None:
            return None
        friendly = Kind(hostile, _threat_mode(kind))
    subjects = clause.objects if clause.passive else clause.subjects
    subjects = subjects or tuple(c for c in tree.children(word, "expl") if tree.page.words[c] == "it")
    clause = Clause(
        verb=word, passive=False, subjects=subjects, objects=(), obliques=(), particles=frozenset(),
        complements=tuple(purposes),
    )  # fmt: skip
    return happening_of(tree, clause, friendly, None)


def _has_to(tree: Tree, word: int) -> bool:
    return "to" in tree.marks(word)


# --- nouns ------------------------------------------------------------------------------------------------------------


def _nominal(tree: Tree, word: int) -> Happening | None:
    """`the drone strike on …`, `the killing of …`: a noun with a party of its own."""
    if tree.labels[word] in {"compound", "amod", "flat", "nmod:desc"}:
        return None
    kind = kind_of_noun(tree, word)
    if kind is None:
        return None
    actors, recipients = nominal_parties(tree, word, kind.type)
    suffering = _sufferers(tree, word)
    if suffering and kind.type == "COERCE":
        return None  # who faces imprisonment is not yet in prison
    recipients = recipients or [party for party in suffering if party not in actors]
    actors = actors or by_roles(tree, word, ("ARG0",), [*recipients, *suffering])
    recipients = recipients or patients_by_roles(tree, word, kind.type, actors)
    if _is_mutual(kind):
        actors, recipients = actors + recipients, []
    actors = [resolved(tree, party) for party in actors]
    if kind.type == "PROTEST" and actors and all(is_person(tree, party) for party in actors):
        return None  # what one person protests is an objection
    return Happening(
        word=word, kind=with_mode(tree, word, kind), nominal=True, clause=None,
        actors=_distinct(actors), recipients=_distinct(p for p in recipients if p not in actors),
    )  # fmt: skip


def _sufferers(tree: Tree, noun: int) -> list[int]:
    """Whom it happens to by the verb: `the firm faces an inquiry`."""
    verb = tree.heads[noun]
    if tree.labels[noun] != "obj" or tree.page.words[verb] not in words_of("happenings", "recipient", "suffers"):
        return []
    return actors_of(tree, clause_of(tree, verb))


# --- modes ------------------------------------------------------------------------------------------------------------


def with_mode(tree: Tree, word: int, kind: Kind) -> Kind:
    """The mode of a request or a refusal by what is asked for; other kinds as they are."""
    if kind.mode is not None or kind.type not in {"REQUEST", "REJECT"}:
        return kind
    return Kind(kind.type, _asked_for(tree, word))


def _asked_for(tree: Tree, word: int) -> str | None:
    below = tree.subtree(word)
    for mode in ("meet", "assist", "yield", "change"):
        forms = words_of("happenings", "request_mode", f"{mode}_words")
        if any(tree.page.words[at] in forms for at in below if at > word):
            return mode
    return None


# --- one happening each -----------------------------------------------------------------------------------------------


def outside_complements(tree: Tree, happenings: Sequence[Happening]) -> list[Happening]:
    """Without what stands in the complement of a verbal happening, and without words that describe one."""
    nouns = {h.word for h in happenings if h.nominal}
    happenings = [h for h in happenings if not (tree.full[h.word] == "acl" and tree.heads[h.word] in nouns)]
    verbal = [h for h in happenings if h.kind.type in word_list("happenings", "verbal", "types")]
    protests = [h for h in happenings if h.kind.type == "PROTEST"]
    return [
        h for h in happenings
        if not any(h is not v and _is_inside(tree, h, v) for v in verbal)
        and not (h.nominal and h.clause is None and any(_is_object(h, v) for v in happenings))
        and not (h.kind.type in _PART_OF_PROTEST and any(_is_voiced_by(tree, h, p) for p in protests))
    ]  # fmt: skip


def _is_object(noun: Happening, verb: Happening) -> bool:
    """Whether a noun is what another happening is done to: the blockade that is lifted is no second event."""
    return verb is not noun and verb.clause is not None and verb.word != noun.word and noun.word in verb.clause.objects


def _is_voiced_by(tree: Tree, demand: Happening, protest: Happening) -> bool:
    """Whether a demand is what a protest is for: `marched, calling for …`; PLOVER codes the protest alone."""
    verb = protest.clause.verb if protest.clause is not None else protest.word
    return any(above in {verb, protest.word} for above in tree.path(demand.word))


def _is_inside(tree: Tree, inner: Happening, outer: Happening) -> bool:
    """Whether `inner` stands below `outer`, with neither a coordination nor an adverbial clause at the top between."""
    at = inner.word
    for above in tree.path(inner.word):
        if above == outer.word:
            label = tree.full[at]
            if label in {"conj", "parataxis", "nsubj", "acl:relcl", "csubj"}:
                return False
            return not (label == "advcl" and not tree.marks(at) & _INTRODUCE)
        if tree.full[at] == "acl:relcl" and not inner.nominal:
            return False
        at = above
    return False


def _one_each(tree: Tree, happenings: Sequence[Happening]) -> list[Happening]:
    """Two triggers of one type in one clause are one happening: `wounded two guards in a bomb attack`."""
    kept: list[Happening] = []
    for happening in happenings:
        twin = next((i for i, other in enumerate(kept) if _are_one(tree, other, happening)), None)
        if twin is None:
            kept.append(happening)
        else:
            kept[twin] = _merged(kept[twin], happening)
    return kept


def _are_one(tree: Tree, one: Happening, other: Happening) -> bool:
    if one.kind.type != other.kind.type:
        return False
    if not (one.nominal or other.nominal):
        below = tree.heads[other.word] == one.word and tree.labels[other.word] in {"advcl", "xcomp"}
        return below and _is_part(tree, other)
    noun, verb = (one, other) if one.nominal else (other, one)
    return not verb.nominal and (_is_purpose(tree, noun, verb) or _tell_one(tree, noun, verb))


def _is_purpose(tree: Tree, noun: Happening, verb: Happening) -> bool:
    """`held a vigil to protest`."""
    light = noun.clause.verb if noun.clause is not None else None
    return tree.heads[verb.word] == light and tree.labels[verb.word] == "advcl" and _is_part(tree, verb)


def _tell_one(tree: Tree, noun: Happening, verb: Happening) -> bool:
    if noun.clause is not None and noun.clause.verb != verb.word and not tree.is_under(noun.word, verb.word):
        return False
    if set(noun.recipients) & set(verb.actors):
        return False
    return tree.clause_head(noun.word) == verb.word or tree.heads[verb.word] == noun.word or _is_subject(noun, verb)


def _is_part(tree: Tree, inner: Happening) -> bool:
    """`opened fire to disperse …, killing one`: an infinitive or a participle of the same type."""
    return tree.marks(inner.word) <= {"to"} and not tree.children(inner.word, "nsubj")


def _is_subject(noun: Happening, verb: Happening) -> bool:
    return verb.clause is not None and noun.word in verb.clause.subjects


def _merged(one: Happening, other: Happening) -> Happening:
    """The noun is the trigger where it is what the verb describes or its subject; parties and modes are joined."""
    noun, verb = (one, other) if one.nominal else (other, one)
    if not (one.nominal or other.nominal):
        noun, verb = other, one
    first, second = (noun, verb) if noun.kind.mode else (verb, noun)
    leads = noun if verb.clause is not None and noun.word in verb.clause.subjects else verb
    return Happening(
        word=leads.word,
        kind=first.kind if first.kind.mode else second.kind,
        nominal=leads.nominal,
        clause=verb.clause,
        actors=verb.actors or noun.actors,
        recipients=verb.recipients or noun.recipients,
        frame=verb.frame,
        also=(*one.also, *other.also, noun.word if leads is verb else verb.word),
    )
