"""What the rules find and what the encoder scores, weighed against each other: which happenings stand, and how surely.

Rules know the vocabulary and the grammar of the types; the encoder has read labelled sentences and knows how the
words are used. Stacked (Wolpert 1992): one logistic regression says how likely a person would have marked the word as
an event of that type, another how sure the event is, a third how likely the whole row is right. They were fitted on
scores of sentences that the scorer had not seen (`training/weighing.py`), so the chances are calibrated.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from onrecord.finding.happenings.certainty import is_negated, refusal, surest, weaker
from onrecord.finding.happenings.disowned import is_left_open
from onrecord.finding.happenings.matching import is_broken, is_share, kind_of_noun, kind_of_verb, means_no_happening
from onrecord.finding.happenings.partaking import PartyWeights, settled
from onrecord.finding.happenings.parties import nominal_parties
from onrecord.finding.happenings.patterns import Kind
from onrecord.finding.happenings.regression import Regression, odds, regression_of
from onrecord.finding.happenings.surroundings import surroundings
from onrecord.finding.happenings.trees import Tree, clause_of
from onrecord.finding.happenings.triggers import Happening, happening_of, outside_complements, with_mode
from onrecord.record.analysis import Prospect
from onrecord.record.vocabulary import EVENT_TYPES, Factuality

__all__ = [
    "Candidate",
    "Reading",
    "Weighed",
    "cast",
    "certainty_features",
    "drafts_in",
    "features",
    "places_of",
    "weighed",
    "weights_of",
    "whole_features",
]

WEIGHTS: Final = Path(__file__).with_name("weights.json")
_ORDER: Final = tuple(Factuality)
_COMMONEST: Final = "ACCUSE"
_OTHER_TYPE: Final = 0.15  # a type that the encoder prefers to the rules' is weighed too from here on


@dataclass(frozen=True, slots=True)
class Candidate:
    """A happening that may stand: found by the rules, scored by the encoder, or both. `ruled` is the rules' type;
    `actor_chances` are of all words that were weighed as its actors.
    """

    happening: Happening
    prospect: Prospect | None
    ruled: str | None
    actor_chances: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Weighed:
    """A happening that may stand: how likely its type is right (`chance`), how sure it is as printed, and how likely
    type, actors and factuality are all right (`confidence`).
    """

    happening: Happening
    chance: float
    factuality: Factuality
    confidence: float
    ruled: bool  # whether the rules find it too, of the same type


Sureness = Callable[[Happening], tuple[Factuality, bool]]  # how sure the rules hold it; whether a statement says it


def weighed(
    tree: Tree, happenings: Sequence[Happening], prospects: Sequence[Prospect], sureness: Sureness
) -> list[Weighed]:
    """The happenings of a sentence that stand, in text order, one a place: the likeliest."""
    weights = weights_of()
    drafts = [_draft(one, weights) for one in drafts_in(tree, happenings, prospects)]
    kept: list[Weighed] = []
    for draft in sorted((one for one in drafts if weights.is_likely(one)), key=lambda one: -one.chance):
        if not any(_same_place(draft.candidate.happening, other.happening) for other in kept):
            candidate = cast(tree, draft.candidate, weights.parties)
            one = _weighed(tree, replace(draft, candidate=candidate), sureness(candidate.happening), weights)
            kept += [one] if weights.lets_stand(one) else []
    outside = outside_complements(tree, [one.happening for one in kept])
    return sorted((one for one in kept if one.happening in outside), key=lambda item: item.happening.word)


class _Draft(Struct, frozen=True):
    """A candidate with the numbers of its type and its chance."""

    candidate: Candidate
    row: list[float]
    chance: float

    @property
    def ruled(self) -> bool:
        return self.candidate.ruled == self.candidate.happening.kind.type


def _draft(candidate: Candidate, weights: Weights) -> _Draft:
    row = features(candidate)
    return _Draft(candidate, row, weights.type.chances(row)[0])


def _weighed(tree: Tree, draft: _Draft, sureness: tuple[Factuality, bool], weights: Weights) -> Weighed:
    ruled, said = sureness
    candidate = draft.candidate
    around = surroundings(tree, candidate.happening)
    sure = certainty_features(ruled, candidate.prospect, around, said=said)
    found, firmness = weights.certainty_of(sure)
    reading = Reading(found, firmness, agreed=found is ruled, said=said)
    whole = weights.whole.chances(whole_features(candidate, draft.row, around, draft.chance, reading))
    if found is Factuality.DENIED and _is_refused(tree, candidate.happening):
        found = refusal(tree, candidate.happening.word)
    if found is Factuality.DENIED and is_left_open(tree, candidate.happening.word):
        found = Factuality.POSSIBLE
    factuality = weaker(weaker(found, _at_best(tree, candidate.happening)), Factuality.CLAIMED if said else found)
    return Weighed(candidate.happening, draft.chance, factuality, whole[0], draft.ruled)


def _is_refused(tree: Tree, happening: Happening) -> bool:
    """Whether it is the `not` that makes it a refusal: `would not sign`; not so in `did not refuse`."""
    if happening.kind.type != "REJECT" or happening.clause is None or not is_negated(tree, happening.word):
        return False
    known = kind_of_verb(tree, happening.clause)
    return known is None or known.type != "REJECT"


def _at_best(tree: Tree, happening: Happening) -> Factuality:
    """The regression has seen too few of these to hear them: of three labelled questions none was told as a fact."""
    word = happening.word if happening.clause is None else happening.clause.verb
    return surest(tree, word, nominal=happening.clause is None)


def _same_place(one: Happening, other: Happening) -> bool:
    return bool(places_of(one) & places_of(other))


def places_of(happening: Happening) -> set[int]:
    """The words that tell it: its trigger, its verb, further triggers."""
    verb = () if happening.clause is None else (happening.clause.verb,)
    return {happening.word, *verb, *happening.also}


def drafts_in(tree: Tree, happenings: Sequence[Happening], prospects: Sequence[Prospect]) -> list[Candidate]:
    """What may stand, with the parties of the syntax: each happening of the rules, with the encoder's type too where it
    differs, and what the encoder alone has.
    """
    found: list[Candidate] = []
    taken: set[int] = set()
    for happening in happenings:
        near = [p for p in prospects if _is_near(p, happening)]
        prospect = max(near, key=lambda p: _of_type(p, happening.kind.type) + p.chance, default=None)
        taken.update(p.token for p in near)
        found.append(Candidate(happening, prospect, happening.kind.type))
        if prospect is not None and prospect.types[0][0] != happening.kind.type and prospect.types[0][1] > _OTHER_TYPE:
            other = replace(happening, kind=_kind(tree, happening.word, prospect))
            found.append(Candidate(other, prospect, happening.kind.type))
    alone = [p for p in prospects if p.types and p.token not in taken and not _is_outdone(p, prospects)]
    found += [Candidate(_told_by(tree, prospect), prospect, None) for prospect in alone]
    return [one for one in found if not _is_void(tree, one.happening)]


def _is_void(tree: Tree, happening: Happening) -> bool:
    if happening.nominal:
        return is_share(tree, happening.word) or is_broken(tree, happening.word)
    return happening.clause is not None and means_no_happening(tree, happening.clause, happening.kind.type)


def cast(tree: Tree, draft: Candidate, weights: PartyWeights) -> Candidate:
    """The candidate with the parties that are likely."""
    sides = settled(tree, draft.happening, draft.prospect, weights)
    return Candidate(sides.happening, draft.prospect, draft.ruled, sides.actor_chances)


def _is_near(prospect: Prospect, happening: Happening) -> bool:
    return bool(prospect.types) and any(abs(prospect.token - place) <= 1 for place in places_of(happening))


def _is_outdone(prospect: Prospect, prospects: Sequence[Prospect]) -> bool:
    """Whether the word beside it is the likelier trigger of the same type."""
    return any(
        abs(p.token - prospect.token) == 1
        and p.types
        and p.types[0][0] == prospect.types[0][0]
        and (p.chance, p.token) > (prospect.chance, prospect.token)
        for p in prospects
    )


def _told_by(tree: Tree, prospect: Prospect) -> Happening:
    """A happening by the encoder alone."""
    word, kind = prospect.token, _kind(tree, prospect.token, prospect)
    if tree.upos[word] in {"VERB", "AUX"}:
        return happening_of(tree, clause_of(tree, word), kind, None)
    actors, recipients = map(tuple, nominal_parties(tree, word, kind.type))
    return Happening(word=word, kind=kind, nominal=True, clause=None, actors=actors, recipients=recipients)


def _kind(tree: Tree, word: int, prospect: Prospect) -> Kind:
    """The encoder's type, with the mode that the vocabulary knows for the word under that type."""
    kind = prospect.types[0][0]
    known = kind_of_verb(tree, clause_of(tree, word)) if tree.upos[word] == "VERB" else kind_of_noun(tree, word)
    return with_mode(tree, word, known if known is not None and known.type == kind else Kind(kind))


# --- numbers ----------------------------------------------------------------------------------------------------------


def features(candidate: Candidate) -> list[float]:
    """What the type is weighed by: the encoder's scores, the rules' finding, the type."""
    prospect, kind = candidate.prospect, candidate.happening.kind.type
    ruled = candidate.ruled
    of_type = _of_type(prospect, kind) if prospect else 0.0
    first = prospect.types[0][0] if prospect and prospect.types else None
    sides = (prospect.actors, prospect.recipients) if prospect else ((), ())
    return [
        odds(of_type), odds(prospect.chance if prospect else 0.0), of_type,
        float(ruled == kind), float(first == kind), float(ruled is not None and ruled != kind),
        max(prospect.certainty) if prospect else 0.0,
        *(max((chance for _, chance in side), default=0.0) for side in sides),
        odds(of_type) * (ruled == kind),
        *(float(kind == name) for name in EVENT_TYPES),
        *(float(ruled == name) for name in EVENT_TYPES),
    ]  # fmt: skip


def certainty_features(
    ruled: Factuality, prospect: Prospect | None, around: Sequence[float], *, said: bool
) -> list[float]:
    """What the factuality is weighed by: the encoder's scores, the rules' reading, whether a statement says it, and the
    surroundings.
    """
    scores = prospect.certainty if prospect is not None else (1 / len(_ORDER),) * len(_ORDER)
    return [*map(odds, scores), *(float(ruled is one) for one in _ORDER), float(said), *around]


def _of_type(prospect: Prospect, kind: str) -> float:
    return next((chance for name, chance in prospect.types if name == kind), 0.0)


@dataclass(frozen=True, slots=True)
class Reading:
    """A factuality as weighed, how likely it is, whether the rules agree, whether a statement says it."""

    found: Factuality
    firmness: float
    agreed: bool
    said: bool


def whole_features(
    candidate: Candidate, type_row: Sequence[float], around: Sequence[float], chance: float, reading: Reading
) -> list[float]:
    """What the whole row is weighed by: all that its type is, how clear its actors and its factuality are, and the
    surroundings.
    """
    scores = candidate.actor_chances
    actors = len(candidate.happening.actors)
    return [
        *type_row, odds(chance), reading.firmness, float(reading.agreed),
        max(scores, default=0.0), math.fsum(min(score, 1 - score) for score in scores),
        float(actors == 0), float(actors > 1), float(reading.said), float(candidate.happening.nominal),
        *(float(reading.found is one) for one in _ORDER), *around,
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Weights:
    """The regressions, and how likely type and whole row have to be for a happening to be told: less so where the rules
    find it too, more so where somebody accuses or criticizes, as every third row of news has it.
    """

    least_ruled: float
    least_ruled_confidence: float
    least_chance: float
    least_confidence: float
    least_accusing: float
    type: Regression
    certainty: Regression
    whole: Regression
    parties: PartyWeights

    def is_likely(self, one: _Draft) -> bool:
        """Whether the type of a happening is likely enough for it to be told."""
        return one.chance >= (self.least_ruled if one.ruled else self.least_chance)

    def lets_stand(self, one: Weighed) -> bool:
        """Whether a happening with a likely type is told."""
        least = self.least_ruled_confidence if one.ruled else self.least_confidence
        accuses = one.happening.kind.type == _COMMONEST
        return one.confidence >= (max(least, self.least_accusing) if accuses else least)

    def certainty_of(self, row: Sequence[float]) -> tuple[Factuality, float]:
        """The likeliest factuality of a happening with these features, and how likely it is."""
        chances = self.certainty.chances(row)
        best = max(range(len(chances)), key=chances.__getitem__)
        return _ORDER[best], chances[best]


@cache
def weights_of() -> Weights:
    """The weights that ship."""
    table = json.loads(WEIGHTS.read_text("utf-8"))
    parties = PartyWeights(
        actors=regression_of(table["actors"]), recipients=regression_of(table["recipients"]),
        first_actor=table["first_actor"], first_recipient=table["first_recipient"], further=table["further"],
    )  # fmt: skip
    return Weights(
        least_ruled=table["least_ruled"], least_ruled_confidence=table["least_ruled_confidence"],
        least_chance=table["least_chance"], least_confidence=table["least_confidence"],
        least_accusing=table["least_accusing"],
        type=regression_of(table["type"]), certainty=regression_of(table["certainty"]),
        whole=regression_of(table["whole"]), parties=parties,
    )  # fmt: skip
