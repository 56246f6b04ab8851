"""Who takes part in a happening: actors and recipients in the clause of the trigger, never the nearest name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from onrecord.finding.countries import country_of
from onrecord.finding.happenings.agents import date_words, is_agentive, one_person, people_words, pronoun_of
from onrecord.finding.happenings.matching import fills, measured
from onrecord.finding.happenings.patterns import noun_set, words_of
from onrecord.finding.happenings.trees import Clause, Tree, clause_of, quoted
from onrecord.finding.lexicon import load_vocabulary, word_list
from onrecord.record.text import Span, span_of

__all__ = [
    "actors_of",
    "by_roles",
    "nominal_parties",
    "noun_span",
    "own_forces",
    "parties_in",
    "patients_by_roles",
    "prepositions_of",
    "recipients_of",
    "resolved",
]

DEEPEST = 4  # clauses below the trigger in which a recipient is looked for
_SINGULAR = frozenset({"it", "its"})
_PLURAL = frozenset({"they", "them", "their"})
_PERSON = frozenset({"he", "she", "him", "her", "his"})
_NOMINATIVE = {"him": "he", "his": "he", "her": "she"}
_RELATIVE = frozenset({"who", "whom", "which"})
_OWNERS = frozenset({"his", "her", "its", "their", "my", "our"})
_AFFILIATIONS = frozenset({"of", "from", "in", "for", "at", "throughout", "across"})
LONGEST_COMPLEMENT = 7  # words behind the head that still belong to a party as printed
_HANDED = frozenset({"AID", "COOPERATE", "AGREE"})  # what is handed over may be people, who are not the recipient
_OWN = frozenset({"RETREAT", "MOBILIZE", "REJECT", "AID", "AGREE", "THREATEN"})
_TROOPS = frozenset({"RETREAT", "MOBILIZE", "AID"})
_VOICED = frozenset({"SUPPORT", "ACCUSE"})
_STRIKES = frozenset({"ASSAULT", "PROTEST", "COERCE"})
_SAID = frozenset({"REQUEST", "THREATEN", "AGREE", "REJECT", "PROTEST"})
_DIVING = frozenset({"against", "on", "upon", "over", "at", "of", "to", "into", "from", "by"})
_LEFT = frozenset({"det", "amod", "compound", "nummod", "nmod", "flat", "appos", "case", "punct", "advmod", "dep"})
_DEMONYM = frozenset({"amod", "compound", "nmod", "flat", "det"})


def parties_in(tree: Tree, word: int) -> list[int]:
    """The parties that a noun phrase names: itself and what is coordinated with it, or the one that owns it."""
    counted = measured(tree, word)
    word = counted if is_agentive(tree, counted) or not is_agentive(tree, word) else word
    if is_agentive(tree, word):
        return [part for part in tree.conjuncts(word) if is_agentive(tree, part)]
    return _owners(tree, word)


def _owners(tree: Tree, word: int) -> list[int]:
    """Whose the thing is: `Turkey's efforts`, `Israeli changes`, `a call by the pope`."""
    for child in tree.below[word]:
        if tree.full[child] == "nmod:poss" and is_agentive(tree, child):
            return tree.conjuncts(child)
    for child in tree.below[word]:
        if child < word and tree.labels[child] in _DEMONYM and _is_demonym(tree, child):
            return [child, *(c for c in tree.children(child, "conj") if _is_demonym(tree, c))]
    found = _complement(tree, word, load_vocabulary("happenings")["recipient"]["within"])
    found = found or [agent for clause in tree.children(word, "acl") for agent in _agents(tree, clause)]
    return found or [c for c in tree.children(word, "compound") if c < word and is_agentive(tree, c)][-1:]


def _agents(tree: Tree, verb: int) -> list[int]:
    """Who did what a participle says of a noun: `land seized by the army`."""
    agents = [c for c in tree.children(verb, "obl") if tree.marks(c) == {"by"}]
    return [part for agent in agents if is_agentive(tree, agent) for part in tree.conjuncts(agent)]


def _is_demonym(tree: Tree, word: int) -> bool:
    printed = tree.page.printed(word)
    form = tree.page.words[word]
    if not printed[0].isupper() or form in date_words() or form in word_list("happenings", "agents", "nobody"):
        return False
    return word in tree.names or country_of(printed) is not None or tree.upos[word] == "PROPN"


def _complement(tree: Tree, word: int, prepositions: Sequence[str]) -> list[int]:
    parts = tree.children(word, "nmod")
    for preposition in prepositions:
        for child in parts:
            if preposition in tree.marks(child) and not _is_date(tree, child):
                found = parties_in(tree, child)
                if found:
                    return found
    return []


def _is_date(tree: Tree, word: int) -> bool:
    return tree.page.words[word] in date_words()


def actors_of(tree: Tree, clause: Clause) -> list[int]:
    """Who acts: the subject (the agent of a passive), what is coordinated with it, or the name that owns it."""
    parties = [party for subject in clause.subjects for party in parties_in(tree, subject)]
    if tree.full[clause.verb] == "acl:relcl":  # what is coordinated behind the relative clause stands outside it
        parties = [word for word in parties if not (tree.labels[word] == "conj" and clause.verb < word)]
    return [word for word in parties if tree.full[word] != "nmod:poss" or tree.upos[word] != "PRON"]


def by_roles(tree: Tree, predicate: int, labels: Sequence[str], but: Iterable[int] = ()) -> list[int]:
    """Who fills the first of the PropBank roles that somebody fills; what the syntax is asked before."""
    taken = {_whole(tree, word) for word in but}
    for label in labels:
        head = tree.role(predicate, label)
        if head is None or head == predicate or tree.is_under(predicate, head) or tree.upos[head] == "VERB":
            continue
        if tree.upos[predicate] != "VERB" and not _is_near(tree, predicate, head):
            continue
        found = [word for word in parties_in(tree, head) if _whole(tree, resolved(tree, word)) not in taken]
        found = [word for word in found if label != "ARG0" or tree.page.words[word] not in _OWNERS]
        if found:
            return found
    return []


def _is_near(tree: Tree, noun: int, word: int) -> bool:
    """Whether a role of a noun stands in its phrase, or is the subject of the verb that the noun is the object of."""
    verb = tree.heads[noun]
    subject = tree.labels[noun] in {"obj", "obl"} and tree.heads[word] == verb and tree.labels[word] == "nsubj"
    return subject or tree.is_under(word, noun)


def patients_by_roles(tree: Tree, predicate: int, kind: str, actors: Iterable[int]) -> list[int]:
    """The recipients by the roles, without what the actor owns and without forces that are moved."""
    actors = [*actors]
    forces = noun_set("@troops @police")
    found = by_roles(tree, predicate, ("ARG1", "ARG2"), actors)
    taken = {resolved(tree, word) for word in actors}
    moved = [word for word in found if kind in _TROOPS and fills(tree, forces, word)]
    return [word for word in found if word not in moved and not (kind in _OWN and _owned_by(tree, word, taken))]


def _whole(tree: Tree, word: int) -> int:
    """One number for all words of a name."""
    return tree.names[word].start if word in tree.names else -1 - word


def own_forces(tree: Tree, clause: Clause, kind: str) -> list[int]:
    """Whose forces move where nobody is said to move them: `Torvian troops were deployed`."""
    forces = noun_set("@troops @police")
    if kind not in _TROOPS or not clause.passive:
        return []
    moved = [word for word in clause.objects if fills(tree, forces, word)]
    return [party for word in moved for party in (_owners(tree, word) or [word])]


def recipients_of(tree: Tree, clause: Clause, kind: str, but: Iterable[int]) -> list[int]:
    """Whom it is done to: the object, then what the type's prepositions bring in, then who owns the object, then the
    same in the clauses below. `but` are the actors, which are no recipients.
    """
    taken = {resolved(tree, word) for word in but} | set(but)
    names = {_whole(tree, word) for word in taken}
    for found in _recipients(tree, clause, kind, DEEPEST):
        kept = [word for word in found if not {_whole(tree, word), _whole(tree, resolved(tree, word))} & names]
        kept = [word for word in kept if not (kind in _OWN and _owned_by(tree, word, taken))]
        if kept:
            return kept
    return []


def _owned_by(tree: Tree, word: int, owners: set[int]) -> bool:
    """Whether it is the actor's own: its troops, its weapons."""
    return any(resolved(tree, c) in owners or c in owners for c in tree.below[word] if tree.full[c] == "nmod:poss")


def _recipients(tree: Tree, clause: Clause, kind: str, depth: int) -> Iterator[list[int]]:
    yield from _handed_to(tree, clause) if kind in _HANDED else ()
    yield from _patients(tree, clause, kind)
    yield from _by_prepositions(tree, clause, kind if depth == DEEPEST else "")
    for word in clause.objects:
        yield _owners(tree, measured(tree, word))
    for word in _below(tree, clause) if depth else ():
        yield from _in_complement(tree, word, kind, depth - 1)
    if depth == DEEPEST:
        yield from _warned(tree, clause) if kind == "THREATEN" else ()
        yield from _opposed(tree, clause)


def _handed_to(tree: Tree, clause: Clause) -> Iterator[list[int]]:
    """To whom something, or somebody, is sent."""
    for case, head in clause.obliques:
        if case in {"to", "for"} and is_agentive(tree, measured(tree, head)) and not _is_date(tree, head):
            yield parties_in(tree, head)


def _patients(tree: Tree, clause: Clause, kind: str) -> Iterator[list[int]]:
    """Objects that are somebody, or a number of them; forces that are moved are not whom it is done to."""
    forces = noun_set("@troops @police")
    for word in (measured(tree, noun) for noun in clause.objects):
        if kind in _TROOPS and fills(tree, forces, word):
            continue
        if is_agentive(tree, word) or (tree.upos[word] in {"NUM", "ADJ"} and not _is_date(tree, word)):
            yield [part for part in tree.conjuncts(word) if is_agentive(tree, part) or part == word]


def _in_complement(tree: Tree, word: int, kind: str, depth: int) -> Iterator[list[int]]:
    """The same in a clause below: its subject where that is somebody, its recipients, then whose its subject is."""
    inner = clause_of(tree, word)
    subjects = (*inner.subjects, *(inner.objects if inner.passive else ()))
    if tree.labels[word] in {"ccomp", "root"} or "that" in tree.marks(word):  # a root is what is quoted before the verb
        yield [party for subject in subjects if is_agentive(tree, subject) for party in parties_in(tree, subject)]
    yield from _recipients(tree, inner, kind, depth)
    if tree.labels[word] == "ccomp":
        yield [party for subject in subjects for party in parties_in(tree, subject)]


def _warned(tree: Tree, clause: Clause) -> Iterator[list[int]]:
    """Who could avert a threat: the subject of its condition (`unless Torvia withdraws`)."""
    for word in [clause.verb, *clause.complements]:
        for condition in tree.children(word, "advcl"):
            if tree.marks(condition) & {"if", "unless"}:
                yield actors_of(tree, clause_of(tree, condition))


def _opposed(tree: Tree, clause: Clause) -> Iterator[list[int]]:
    """Whom anything below the verb is against: `trained men capable of a war against Torvia`."""
    for word in tree.subtree(clause.verb):
        if word > clause.verb and tree.labels[word] in {"obl", "nmod"} and "against" in tree.marks(word):
            yield parties_in(tree, word)


def _by_prepositions(tree: Tree, clause: Clause, kind: str) -> Iterator[list[int]]:
    for preposition in prepositions_of(kind):
        for case, head in clause.obliques:
            if case != preposition or (clause.passive and case == "by") or _is_date(tree, head):
                continue
            if kind == "CONSULT" and case in {"in", "to"} and _is_town(tree, head):
                continue
            if case in _DIVING or (not kind and case == "for") or is_agentive(tree, measured(tree, head)):
                yield parties_in(tree, head)
        for noun in (*clause.objects, *_reasons(tree, clause)):
            for head in _nested(tree, noun):
                if preposition in tree.marks(head) and not _is_date(tree, head) and not is_agentive(tree, noun):
                    yield parties_in(tree, head)


def _reasons(tree: Tree, clause: Clause) -> list[int]:
    """The nouns of `in protest of`, `in retaliation for`, `in response to`."""
    reasons = words_of("happenings", "recipient", "reasons")
    return [head for case, head in clause.obliques if case in {"in", "as"} and tree.page.words[head] in reasons]


def _nested(tree: Tree, noun: int) -> list[int]:
    """A noun's complements, and theirs: `rallies in the square against the mayor` may hang on `square`."""
    parts = tree.children(noun, "nmod")
    return parts + [inner for part in parts for inner in tree.children(part, "nmod") if "against" in tree.marks(inner)]


def prepositions_of(kind: str) -> Sequence[str]:
    """The prepositions that bring in a recipient of the type, the surest first."""
    table: dict[str, list[str]] = load_vocabulary("happenings")["recipient"]
    return table.get(kind) or table["any"]


def _below(tree: Tree, clause: Clause) -> list[int]:
    """Complement clauses, and infinitives that say what for."""
    purposes = [
        word
        for word in tree.children(clause.verb, "advcl", "acl")
        if _is_to(tree, word) or (tree.page.words[word].endswith("ing") and not tree.marks(word))
    ]
    inside = [word for noun in clause.objects for word in tree.children(noun, "acl") if tree.full[word] != "acl:relcl"]
    inside += [
        word for _, noun in clause.obliques for word in tree.children(noun, "acl") if tree.full[word] != "acl:relcl"
    ]
    return [*clause.complements, *inside, *purposes, *quoted(tree, clause)]


def _is_to(tree: Tree, word: int) -> bool:
    return any(tree.page.words[c] == "to" for c in tree.children(word, "mark"))


def nominal_parties(tree: Tree, noun: int, kind: str) -> tuple[list[int], list[int]]:
    """Actors and recipients of a noun for a happening: `the Torvi raid on Lisna`, `the killing of two guards`."""
    actors: list[int] = []
    for child in tree.below[noun]:
        if (tree.full[child] == "nmod:poss" and is_agentive(tree, child)) or (
            child < noun
            and tree.labels[child] in _DEMONYM
            and tree.full[child] != "nmod:poss"
            and _is_demonym(tree, child)
        ):
            actors += tree.conjuncts(child)
    at = tree.names.get(noun - 1)  # the name right before: the Port Lisna raid
    struck = [word for word in actors if kind in _STRIKES and _is_town(tree, word) and tree.names[word] == at][-1:]
    actors = [word for word in actors if not struck or tree.names.get(word) != at]
    actors = actors or [
        c for c in tree.children(noun, "compound") if c < noun and is_agentive(tree, c) and c not in struck
    ]
    actors = actors or _complement(tree, noun, ("by",))
    first = ["of"] if kind not in _SAID else []
    order = [*first, *(p for p in prepositions_of(kind) if p != "of")]
    given = _complement(tree, noun, ("from", "by")) if kind in _VOICED else []
    if given and actors and not set(given) & set(actors):
        return given, actors  # `her endorsement by the guild`
    recipients = _complement(tree, noun, [p for p in order if p not in {"by", "in"}]) or struck
    sides = _sides(tree, noun)
    if sides:
        return list(dict.fromkeys([*actors, *sides])), []
    if "between" in {case for c in tree.children(noun, "nmod") for case in tree.marks(c)}:
        return [*actors, *recipients], []
    return actors, [word for word in recipients if word not in actors]


def _sides(tree: Tree, noun: int) -> list[int]:
    """Between whom it breaks out: `fighting erupted between the army and the rebels`."""
    verb = tree.heads[noun]
    if tree.labels[noun] != "nsubj" or tree.upos[verb] != "VERB":
        return []
    if tree.page.words[verb] not in words_of("happenings", "certainty", "occur"):
        return []
    between = [c for c in tree.children(verb, "obl") if "between" in tree.marks(c)]
    return [party for word in between for party in parties_in(tree, word)]


def _is_town(tree: Tree, word: int) -> bool:
    """A place that is no country and owns nothing: `the Lisna bombings` happened there."""
    place = word in tree.names and tree.names[word].kind == "LOC" and tree.upos[word] == "PROPN"
    return place and tree.full[word] != "nmod:poss" and country_of(tree.page.printed(word)) is None


def resolved(tree: Tree, word: int) -> int:
    """A pronoun's antecedent where the sentence settles it: the subject of a clause above, alike in number."""
    form = tree.page.words[word]
    if form in _RELATIVE and tree.upos[word] == "PRON":
        relative = next((at for at in tree.path(word) if tree.full[at] == "acl:relcl"), None)
        return tree.heads[relative] if relative is not None else word
    if form not in _SINGULAR | _PLURAL | _PERSON:
        return word
    own = tree.clause_head(word)
    for above in [own, *tree.path(own)]:
        aside = above != own and above < word and tree.page.words[above + 1] == ","
        if aside or tree.upos[above] not in {"VERB", "ADJ", "NOUN", "AUX"} or _is_of_clause(tree, word, above):
            continue
        for child in tree.below[above]:
            if tree.full[child] in {"nsubj", "nsubj:pass"} and child < word and child != word:
                if _is_quoted(tree, child, word):
                    return word
                found = parties_in(tree, child)
                if found and tree.upos[found[0]] != "PRON" and _agrees(tree, form, found):
                    return word if form in _PERSON and _has_rival(tree, word, form, found[0]) else found[0]
    return word


def _is_of_clause(tree: Tree, pronoun: int, verb: int) -> bool:
    """Whether a pronoun is an object of the verb, whose subject it cannot mean: `Judge Ada Lind sentenced her`."""
    return tree.heads[pronoun] == verb and tree.labels[pronoun] in {"obj", "iobj", "obl"}


def _has_rival(tree: Tree, pronoun: int, form: str, found: int) -> bool:
    """Whether `he` may as well be somebody else: another person who is named before it, or whose lawyer the subject is
    (`Brandt's lawyer said he …`).
    """
    sentence = tree.page.sentence_of(pronoun)
    before = range(sentence.first if sentence is not None else found, pronoun)
    named = (other for other in before if other in tree.names and not _is_of_one(tree, other, found))
    owned = any(tree.page.words[owner] in _PERSON for owner in tree.children(found, "nmod") if owner < found)
    return owned or any(_may_be(tree, form, other) for other in named)


def _is_of_one(tree: Tree, word: int, found: int) -> bool:
    """Whether a word is part of the name or the titles of somebody, or stands in apposition to it."""
    if word in tree.names and found in tree.names and tree.names[word] is tree.names[found]:
        return True
    for _ in range(LONGEST_COMPLEMENT):
        if word == found:
            return True
        tied = tree.labels[word] in {"appos", "flat", "compound"} or tree.full[word] == "nmod:desc"
        if not tied or tree.heads[word] < 0:
            return any(tree.heads[found] == word and tree.labels[found] == label for label in ("appos", "flat"))
        word = tree.heads[word]
    return False


def _may_be(tree: Tree, pronoun: str, word: int) -> bool:
    """Whether a word is a person by name, or a noun for one, whom the pronoun can mean."""
    named = word in tree.names and tree.names[word].kind == "PER"
    if not named and (tree.upos[word] not in {"NOUN", "PROPN"} or tree.page.words[word] not in one_person()):
        return False
    first = tree.page.token_range(tree.names[word].start, tree.names[word].end).start if named else word
    words = tree.page.words[max(first - 1, 0) : first + 1]
    known = pronoun_of(words, given=tree.page.words[first])
    return known is None or known == _NOMINATIVE.get(pronoun, pronoun)


def _is_quoted(tree: Tree, speaker: int, word: int) -> bool:
    """Whether quotation marks open between the two: who is quoted does not call himself `he`."""
    marks = [at for at in range(speaker, word) if tree.page.words[at] in {'"', "“", "”", "``", "''"}]
    return len(marks) % 2 == 1


def _agrees(tree: Tree, pronoun: str, words: Sequence[int]) -> bool:
    first = words[0]
    form = tree.page.words[first]
    person = first in tree.names and tree.names[first].kind == "PER"
    plural = (
        len(words) > 1
        or (form.endswith("s") and tree.upos[first] == "NOUN")
        or form in {"police", "people", "men", "women"}
    )
    if pronoun in _PERSON:
        fits = not plural and (person or form in one_person()) and _may_be(tree, pronoun, first)
        return fits and country_of(tree.page.printed(first)) is None
    if pronoun in _PLURAL:
        return plural or form.endswith("s") or (not person and form in people_words())
    return not plural and not person


def noun_span(tree: Tree, word: int) -> Span:
    """A party as printed: determiner, adjectives, compounds, the rest of a name, and behind a common noun whose or from
    where they are; clauses and appositions are left out.
    """
    if word in tree.names:
        name = tree.names[word]
        words = [*tree.page.token_range(name.start, name.end)]
    else:
        words = [word]
    first, last = min(words), max(words)
    while first > 0 and _belongs(tree, first - 1, word) and tree.labels[word] not in {"amod", "compound"}:
        first -= 1
    while last + 1 < len(tree.heads) and tree.heads[last + 1] == word and tree.labels[last + 1] == "flat":
        last += 1
    last = _with_name(tree, word, last)
    if word not in tree.names and tree.labels[word] not in {"amod", "compound"}:
        last = _with_complement(tree, word, last)
    start, end = tree.page.tokens[first].start, tree.page.tokens[last].end
    text = tree.page.text[start:end]
    for ending in ("'s", "’s", "'", "’"):
        end -= len(ending) if text.endswith(ending) and len(text) > len(ending) else 0
        text = tree.page.text[start:end]
    return span_of(tree.page.text, start, end)


def _with_name(tree: Tree, word: int, last: int) -> int:
    """The last word of the name that follows a title: `president Ann Holm`, `the newspaper Morning Post`."""
    after = tree.names.get(last + 1)
    if after is None or word in tree.names or tree.upos[word] not in {"NOUN", "PROPN"}:
        return last
    tokens = tree.page.token_range(after.start, after.end)
    tied = any(tree.heads[at] == word or tree.heads[word] == at for at in tokens)
    return tokens.stop - 1 if tied and tokens.start == last + 1 and after.kind in {"PER", "ORG"} else last


def _with_complement(tree: Tree, word: int, last: int) -> int:
    """The last word of what says whose or from where they are: `activists from the Harbour League`."""
    for child in tree.children(word, "nmod"):
        if child > last and tree.marks(child) & _AFFILIATIONS and tree.upos[child] != "NUM":
            inside = [at for at in tree.subtree(child) if at <= child + 1 or tree.labels[at] == "flat"]
            inside = [at for at in inside if at <= child or tree.labels[at] in {"flat", "compound"}]
            if min(inside) == last + 1 and max(inside) - last == len(inside) <= LONGEST_COMPLEMENT:
                return max(inside)
    return last


def _belongs(tree: Tree, word: int, head: int) -> bool:
    """Whether a word on the left stands inside the noun phrase of `head`."""
    at = word
    for _ in range(6):
        if tree.labels[at] not in _LEFT or at > head:
            return False
        if tree.full[at] == "case" and tree.heads[at] == head:
            return False
        if tree.labels[at] == "punct" and (tree.page.words[at] not in {"-", "'", "’", "."} or _stands_off(tree, at)):
            return False
        at = tree.heads[at]
        if at == head:
            return True
        if at < 0:
            return False
    return False


def _stands_off(tree: Tree, word: int) -> bool:
    """Whether blanks stand on both sides of a mark: a dash, not a hyphen."""
    tokens = tree.page.tokens
    return (
        0 < word < len(tokens) - 1
        and tokens[word - 1].end < tokens[word].start
        and tokens[word].end < tokens[word + 1].start
    )
