"""Steps in the life of a matter: what begins, pauses, resumes, ends, is lifted, cancelled, signed or takes effect."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from onrecord.finding.happenings.agents import is_agentive
from onrecord.finding.happenings.forms import noun_forms, verb_forms
from onrecord.finding.happenings.patterns import noun_patterns
from onrecord.finding.happenings.trees import Clause, Tree
from onrecord.finding.lexicon import load_vocabulary
from onrecord.record.text import Span
from onrecord.record.vocabulary import Phase

__all__ = ["Step", "is_step", "kept_of", "matter_span", "step_of"]

ENACTED = "enacted"  # a law passed is no phase of the contract; it is an event with its matter
_LISTED = {ENACTED: "laws", "signed": "signs", "lifted": "lifts"}  # steps of listed nouns only
_ACTIVITIES = frozenset({"started", "ended", "resumed", "paused"})
_NEAR, _REACH = 2, 12  # words from `closed` to `remains`, and back to its subject
REACH = 2  # sentences back in which the matter meant by a pronoun is looked for
_PRONOUNS = frozenset({"it", "they", "them", "this", "these"})


class Step(Struct, frozen=True):
    """A step (None for a law enacted) and the head of its matter."""

    phase: Phase | None
    matter: int


@cache
def _verbs() -> dict[str, tuple[tuple[str | None, str, bool], ...]]:
    """By form: particle, step, and whether it is said of anything."""
    found: dict[str, list[tuple[str | None, str, bool]]] = {}
    for table, sure in (("sure", True), ("of_matters", False)):
        for step, verbs in load_vocabulary("phases")[table].items():
            for entry in verbs:
                if ">" in entry or " " in entry:
                    continue
                verb, _, particle = entry.partition("_")
                for form in verb_forms(verb):
                    found.setdefault(form, []).append((particle or None, step, sure))
    return {form: tuple(entries) for form, entries in found.items()}


@cache
def _nouns(key: str) -> frozenset[str]:
    return frozenset(
        form for word in load_vocabulary("phases")["matters"][key] for form in noun_forms(word.replace("-", ""))
    ) | frozenset(form for word in load_vocabulary("phases")["matters"][key] for form in noun_forms(word))


def is_step(form: str) -> bool:
    """Whether a printed verb may be a step."""
    return form in _verbs() or form in _entering() or any(form in forms for forms in _kept().values())


@cache
def _entering() -> frozenset[str]:
    return frozenset(form for verb in ("take", "come", "go", "enter") for form in verb_forms(verb))


def step_of(tree: Tree, clause: Clause) -> Step | None:
    """The step that a clause reports, with its matter: the object, or the subject where nobody does it
    (`talks resumed`).
    """
    form = tree.page.words[clause.verb]
    if form in _entering():
        return _in_force(tree, clause)
    if form in {"beginning", "starting"} and tree.labels[clause.verb] in {"acl", "advcl"} and not clause.objects:
        return None  # `beginning in April` only dates
    particles = {tree.page.words[c] for c in tree.below[clause.verb] if tree.full[c] in {"compound:prt", "advmod"}}
    own = {tree.page.words[c] for c in tree.below[clause.verb] if tree.full[c] == "compound:prt"}
    if "short" in particles or any(_is_to(tree, c) for c in clause.complements):
        return None
    for particle, step, sure in _verbs().get(form, ()):
        if particle is not None and particle not in particles:
            continue
        if particle is None and own:
            continue
        matter = _matter(tree, clause, step, sure=sure)
        if matter is not None:
            return Step(None if step == ENACTED else Phase(step), matter)
    return None


def kept_of(tree: Tree, word: int) -> Step | None:
    """The step that a matter has not left behind: `remains closed`, `is still suspended`."""
    phase = next((phase for phase, forms in _kept().items() if tree.page.words[word] in forms), None)
    around = [tree.heads[word], *tree.below[word]]
    keeps = any(tree.page.words[at] in _keeping() for at in around if at >= 0 and abs(at - word) <= _NEAR)
    if phase is None or not keeps:
        return None
    subjects = [
        at
        for at in range(max(0, word - _REACH), word)
        if tree.labels[at] == "nsubj" and tree.heads[at] in {word, *around}
    ]
    fitting = [at for at in subjects if _is_matter(tree, at)]
    return Step(Phase(phase), fitting[-1]) if fitting else None


def _kept() -> dict[str, list[str]]:
    forms: dict[str, list[str]] = load_vocabulary("phases")["kept"]
    return forms


@cache
def _keeping() -> frozenset[str]:
    return frozenset({"still", *verb_forms("remain"), *verb_forms("stay")})


def _is_to(tree: Tree, verb: int) -> bool:
    """`turnout began to fade`: the step is not the subject's."""
    return tree.labels[verb] == "xcomp" and "to" in tree.marks(verb)


def _in_force(tree: Tree, clause: Clause) -> Step | None:
    """`takes effect`, `came into force`."""
    words = {tree.page.words[head] for head in clause.objects}
    words |= {tree.page.words[head] for case, head in clause.obliques if case == "into"}
    if words & {"effect", "force"} and clause.subjects:
        return Step(Phase.IN_FORCE, clause.subjects[0])
    return None


def _matter(tree: Tree, clause: Clause, step: str, *, sure: bool) -> int | None:
    """The head of the matter; an infinitive counts for `began building`."""
    gerunds = [c for c in clause.complements if tree.labels[c] == "xcomp" and tree.page.words[c].endswith("ing")]
    candidates = [] if gerunds else list(clause.objects)
    if not candidates and not gerunds and not clause.passive and step in _ACTIVITIES:
        candidates = [word for word in clause.subjects if not _is_somebody(tree, word)]
    for word in candidates:
        if _fits(tree, word, step, sure=sure):
            return word
    somebody = any(is_agentive(tree, subject) for subject in clause.subjects)
    return gerunds[0] if gerunds and somebody and step in _ACTIVITIES else None


def _is_somebody(tree: Tree, word: int) -> bool:
    form = tree.page.words[word]
    return is_agentive(tree, word) and form not in _PRONOUNS and form not in _nouns("heads")


def _fits(tree: Tree, word: int, step: str, *, sure: bool) -> bool:
    form = tree.page.words[word]
    if tree.upos[word] == "PRON":
        return form in _PRONOUNS and step in _ACTIVITIES | {"lifted", "cancelled"}
    person = word in tree.names and tree.names[word].kind == "PER"
    if tree.upos[word] not in {"NOUN", "PROPN"} or person or form in load_vocabulary("phases")["matters"]["words"]:
        return False
    if step in _LISTED:
        return form in _nouns(_LISTED[step])
    if sure:
        return not is_agentive(tree, word) or form in _nouns("heads")
    return _is_matter(tree, word)


def _is_matter(tree: Tree, word: int) -> bool:
    form = tree.page.words[word]
    if form in load_vocabulary("phases")["matters"]["words"]:
        return False
    endings = tuple(load_vocabulary("phases")["matters"]["endings"])
    return form in _nouns("heads") or form in noun_patterns() or (len(form) > 6 and form.endswith(endings))


def matter_span(tree: Tree, word: int) -> Span:
    """The matter as printed, with what describes it; of a pronoun, what it means where that is plain.

    A relative clause belongs to it, a comma ends it.
    """
    word = _antecedent(tree, word)
    inside = tree.subtree(word)
    last = word
    while last + 1 in inside and tree.page.words[last + 1] not in {",", ";", "—", "–", "(", "“", "”", '"', ":"}:
        last += 1
    first = word
    while first - 1 in inside and tree.page.words[first - 1] not in {",", ";", "—", "“", '"', ":"}:
        first -= 1
    while first < word and (tree.labels[first] in {"case", "mark", "cc"} or tree.page.words[first] in {"that", "what"}):
        first += 1
    return tree.page.span(first, last + 1)


def _antecedent(tree: Tree, word: int) -> int:
    """The one noun before a pronoun, alike in number, that something can begin or end; the pronoun itself if none."""
    form = tree.page.words[word]
    sentence = tree.page.sentence_of(word)
    if tree.upos[word] != "PRON" or sentence is None or form not in {"it", "they", "them"}:
        return word
    at = tree.page.sentences.index(sentence)
    plural = form != "it"
    for back in range(REACH):
        if at - back < 0 or tree.page.sentences[at - back].paragraph != sentence.paragraph:
            break
        earlier = tree.page.sentences[at - back]
        fitting = [
            i for i in range(earlier.first, min(earlier.last, word))
            if tree.upos[i] == "NOUN" and _is_matter(tree, i) and _is_plural(tree.page.words[i]) == plural
            and not is_agentive(tree, i) and tree.labels[i] not in {"compound", "amod"}
        ]  # fmt: skip
        subjects = [i for i in fitting if tree.labels[i] == "nsubj"]
        if fitting:
            chosen = subjects or fitting
            return chosen[0] if len(chosen) == 1 else word
    return word


def _is_plural(form: str) -> bool:
    return form.endswith("s") and not form.endswith(("ss", "us", "is"))
