"""A page as dependency trees (Universal Dependencies 2), and a verb's clause as its parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.finding.happenings.repairs import mended
from onrecord.finding.lexicon import word_list
from onrecord.finding.phrases import Page
from onrecord.record.analysis import Name, Predicate, RoleArgument
from onrecord.record.text import Span

__all__ = ["Clause", "Tree", "clause_of", "quoted", "tree_of"]

_SUBJECTS = frozenset({"nsubj", "nsubj:outer", "csubj"})
_PASSIVE_SUBJECTS = frozenset({"nsubj:pass", "csubj:pass"})
_OBLIQUES = frozenset({"obl", "obl:agent", "obl:arg"})
_RELATIVES = frozenset({"who", "which", "that", "whom"})
_CLAUSES = frozenset({"root", "parataxis", "ccomp", "xcomp", "advcl", "acl", "conj", "csubj"})
_BEFORE_PARTICIPLES = frozenset({"when", "if", "once", "unless", "though", "although"})
_PARTICLES = frozenset({"compound:prt", "advmod", "obl:npmod", "obl:unmarked"})
LONGEST_PATH = 40  # steps from a word up to its root; a tree of the encoder has no cycle, a damaged file may


@dataclass(frozen=True, slots=True)
class Tree:
    """The trees of a page. Words are token indices; `labels` are without subtype, `full` with it."""

    page: Page
    heads: tuple[int, ...]
    labels: tuple[str, ...]
    full: tuple[str, ...]
    upos: tuple[str, ...]
    below: tuple[tuple[int, ...], ...]
    names: dict[int, Name]
    roles: dict[int, tuple[RoleArgument, ...]]

    def children(self, word: int, *labels: str) -> list[int]:
        """The dependents of a word that have one of the labels (without subtype)."""
        return [child for child in self.below[word] if self.labels[child] in labels]

    def marks(self, word: int) -> set[str]:
        """The words (lower case) that mark a phrase or clause: prepositions and subordinators, fixed ones joined."""
        found = set()
        for child in self.children(word, "case", "mark"):
            fixed = [self.page.words[part] for part in self.children(child, "fixed")]
            found.add("_".join([self.page.words[child], *fixed]))
        return found

    def path(self, word: int) -> Iterator[int]:
        """The words above a word, from its head to the root."""
        for _ in range(LONGEST_PATH):
            word = self.heads[word]
            if word < 0:
                return
            yield word

    def is_under(self, word: int, ancestor: int) -> bool:
        """Whether `ancestor` stands above `word`."""
        return any(above == ancestor for above in self.path(word))

    def subtree(self, word: int) -> list[int]:
        """A word and everything below it, in text order."""
        found: list[int] = []
        pending = [word]
        while pending and len(found) < 400:
            at = pending.pop()
            found.append(at)
            pending.extend(self.below[at])
        return sorted(found)

    def conjuncts(self, word: int) -> list[int]:
        """A word and the words coordinated with it."""
        return [word, *(c for c in self.children(word, "conj") if self.upos[c] not in {"VERB", "AUX"})]

    def role(self, predicate: int, label: str) -> int | None:
        """The head of a predicate's argument with the PropBank label, if the encoder gives one."""
        return next((role.head for role in self.roles.get(predicate, ()) if role.label == label), None)

    def span(self, words: list[int]) -> Span:
        """The span from the first to the last of the words."""
        return self.page.span(min(words), max(words) + 1)

    def clause_head(self, word: int) -> int:
        """The verb (or other predicate) of the clause that the word stands in."""
        at = word
        while self.labels[at] not in _CLAUSES and self.heads[at] >= 0:
            at = self.heads[at]
        return at


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb with its parts. In a passive the subject is given as object and the agent as subject."""

    verb: int
    passive: bool
    subjects: tuple[int, ...]
    objects: tuple[int, ...]
    obliques: tuple[tuple[str, int], ...]
    particles: frozenset[str]
    complements: tuple[int, ...]


def tree_of(page: Page, names: tuple[Name, ...] | None, predicates: tuple[Predicate, ...] | None = None) -> Tree:
    """The trees of a page whose tokens have heads; names by their tokens, roles by their predicates."""
    below: list[list[int]] = [[] for _ in page.tokens]
    heads, full, upos = mended(page)
    for word, head in enumerate(heads):
        if head >= 0:
            below[head].append(word)
    found = {word: name for name in names or () for word in page.token_range(name.start, name.end)}
    return Tree(
        page=page,
        heads=tuple(heads),
        labels=tuple(label.partition(":")[0] for label in full),
        full=tuple(full),
        upos=tuple(upos),
        below=tuple(tuple(children) for children in below),
        names=found,
        roles={predicate.token: predicate.arguments for predicate in predicates or ()},
    )


def clause_of(tree: Tree, verb: int) -> Clause:
    """The parts of a verb's clause, with those that it shares with the clause above (control, conjunction, gaps)."""
    passive = _is_passive(tree, verb)
    subjects, objects = _own(tree, verb, passive=passive)
    obliques = _obliques(tree, verb)
    if passive:
        agents = [head for preposition, head in obliques if preposition == "by" and not _is_thing_by(tree, head)]
        subjects = subjects or agents
    if not (objects if passive else subjects):
        shared = _shared_subject(tree, verb)
        subjects, objects = (subjects, objects or shared) if passive else (shared, objects)
    if not objects and not passive and (gap := _gap(tree, verb, subjects)) is not None:
        objects = [gap]
    return Clause(
        verb=verb,
        passive=passive,
        subjects=tuple(subjects),
        objects=tuple(objects),
        obliques=tuple(obliques),
        particles=frozenset(tree.page.words[child] for child in tree.below[verb] if tree.full[child] in _PARTICLES),
        complements=tuple(tree.children(verb, "xcomp", "ccomp")),
    )


def quoted(tree: Tree, clause: Clause) -> list[int]:
    """What somebody says or protests where the verb stands aside, behind it: `Prices have risen, farmers protested`."""
    head = tree.heads[clause.verb]
    aside = tree.labels[clause.verb] == "parataxis" and 0 <= head < clause.verb and not clause.complements
    return [head] if aside and tree.upos[head] == "VERB" else []


def _is_thing_by(tree: Tree, head: int) -> bool:
    """`by Monday`, `by hand`: a date or an -ing form is no agent."""
    return tree.upos[head] in {"NUM", "VERB", "ADV"}


def _own(tree: Tree, verb: int, *, passive: bool) -> tuple[list[int], list[int]]:
    subjects = [c for c in tree.below[verb] if tree.full[c] in _SUBJECTS]
    subjects = [c for c in subjects if c < verb][-1:] or subjects[:1]  # behind a dateline stands the true one
    patients = [c for c in tree.below[verb] if tree.full[c] in _PASSIVE_SUBJECTS]
    objects = tree.children(verb, "obj", "iobj")
    if passive:
        return [], _antecedents(tree, verb, patients or subjects) + objects
    return _antecedents(tree, verb, subjects or patients), _described(tree, verb, objects)


def _described(tree: Tree, verb: int, objects: list[int]) -> list[int]:
    """A relative pronoun as object means the noun that the clause describes (`whom they took hostage`)."""
    if tree.full[verb] != "acl:relcl":
        return objects
    return [tree.heads[verb] if tree.page.words[word] in _RELATIVES else word for word in objects]


def _antecedents(tree: Tree, verb: int, subjects: list[int]) -> list[int]:
    """Relative pronouns give way to the noun that the clause describes."""
    if tree.full[verb] == "acl:relcl" and subjects and tree.page.words[subjects[0]] in _RELATIVES:
        return [tree.heads[verb]]
    return subjects


def _is_passive(tree: Tree, verb: int) -> bool:
    word = tree.page.words[verb]
    if _is_stance(tree, verb):
        return False
    helpers = {tree.page.words[c] for c in tree.children(verb, "aux", "cop")}
    if tree.upos[verb] == "VERB" and helpers & word_list("happenings", "words", "passive") and not word.endswith("ing"):
        return True
    patient = any(tree.full[c] in _PASSIVE_SUBJECTS for c in tree.below[verb])
    if (patient and not helpers and not tree.children(verb, "obj")) or _is_bare_participle(tree, verb):
        return True
    if tree.labels[verb] == "acl" and tree.full[verb] != "acl:relcl":
        return not word.endswith("ing") and not tree.children(verb, "mark", "aux")
    if tree.labels[verb] == "conj" and tree.heads[verb] >= 0 and not tree.children(verb, "nsubj", "aux", "obj"):
        return (
            tree.upos[tree.heads[verb]] == "VERB"
            and word.endswith(("ed", "en"))
            and _is_passive(tree, tree.heads[verb])
        )
    return False


def _is_stance(tree: Tree, verb: int) -> bool:
    """`they are opposed to it` is no passive."""
    return tree.page.words[verb] == "opposed" and any("to" in tree.marks(c) for c in tree.children(verb, "obl"))


def _is_bare_participle(tree: Tree, verb: int) -> bool:
    """`when asked by the police`, `Asked about it, she …`, `wound up beaten`."""
    if not tree.page.words[verb].endswith(("ed", "en")) or tree.children(verb, "nsubj", "obj", "aux", "cop"):
        return False
    marks = tree.marks(verb)
    adverbial = tree.labels[verb] == "advcl" and bool(marks & _BEFORE_PARTICIPLES)
    adverbial = adverbial or (tree.labels[verb] == "advcl" and not marks and verb < tree.heads[verb])
    return adverbial or (tree.labels[verb] == "xcomp" and not marks)


def _obliques(tree: Tree, verb: int) -> list[tuple[str, int]]:
    found = []
    for child in tree.below[verb]:
        if tree.full[child] in _OBLIQUES or tree.labels[child] == "obl":
            cases = tree.marks(child)
            found += [(case.partition("_")[0], child) for case in sorted(cases)]
    return found


def _shared_subject(tree: Tree, verb: int) -> list[int]:
    """Whom an infinitive, a participle or a coordinated verb has as its subject without printing it."""
    head, label = tree.heads[verb], tree.labels[verb]
    if head < 0:
        return []
    if label == "acl":
        marks = tree.marks(verb)
        return [head] if not marks else _bearers(tree, head, verb) if "to" in marks else []
    if label == "xcomp":
        above = clause_of(tree, head)
        shared = (above.objects or above.subjects) if not above.passive else above.objects
        return _called_on(tree, verb, head) or list(shared)
    if label in {"advcl", "conj"} and tree.upos[head] in {"VERB", "ADJ", "NOUN", "AUX"}:
        if label == "conj" and tree.upos[head] == "NOUN" and not tree.children(head, "cop"):
            return []
        above = clause_of(tree, head)
        return _called_on(tree, verb, head) or list(above.objects if above.passive else above.subjects)
    return []


def _called_on(tree: Tree, verb: int, head: int) -> list[int]:
    """`called on the mayor to stop building`: who is called on is to do it."""
    form = tree.page.words[head]
    if "to" not in tree.marks(verb) or form not in word_list("happenings", "words", "calls_on"):
        return []
    return [c for c in tree.children(head, "obl") if tree.marks(c) & {"on", "upon"} and head < c < verb]


def _bearers(tree: Tree, noun: int, verb: int) -> list[int]:
    """Who is to do it: for whom it is (`a call for them to go`), the noun's owner, or whoever took the steps."""
    meant = [c for c in tree.children(noun, "nmod") if "for" in tree.marks(c) and noun < c < verb]
    if meant:
        return meant
    owners = _owners(tree, noun)
    if owners or tree.labels[noun] != "obj":
        return owners
    return list(clause_of(tree, tree.heads[noun]).subjects)


def _owners(tree: Tree, noun: int) -> list[int]:
    return [c for c in tree.below[noun] if tree.full[c] == "nmod:poss"]


def _gap(tree: Tree, verb: int, subjects: list[int]) -> int | None:
    """The noun that a relative clause describes, where it is the object that the clause leaves out."""
    if tree.full[verb] != "acl:relcl" or tree.heads[verb] in subjects:
        return None
    return tree.heads[verb]
