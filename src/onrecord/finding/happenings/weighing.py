"""What the rules find and what the encoder scores, weighed against each other: which happenings stand, and how surely.

Rules know the vocabulary and the grammar of the types; the encoder has read labelled sentences and knows how the
words are used. Stacked (Wolpert 1992): one logistic regression says how likely a person would have marked the word as
an event of that type, another how sure the event is, a third how likely the whole row is right. They were fitted on
scores of sentences that the scorer had not seen (`training/weighing.py`), so the chances are calibrated.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from onrecord.finding.happenings.certainty import weaker
from onrecord.finding.happenings.matching import kind_of_noun, kind_of_verb
from onrecord.finding.happenings.parties import nominal_parties, resolved
from onrecord.finding.happenings.patterns import Kind
from onrecord.finding.happenings.trees import Tree, clause_of
from onrecord.finding.happenings.triggers import Happening, happening_of, outside_complements, with_mode
from onrecord.record.analysis import Prospect
from onrecord.record.vocabulary import EVENT_TYPES, Factuality

__all__ = [
    "Candidate",
    "Reading",
    "Weighed",
    "candidates_in",
    "certainty_features",
    "features",
    "places_of",
    "weighed",
    "weights_of",
    "whole_features",
]

WEIGHTS: Final = Path(__file__).with_name("weights.json")
PARTY: Final = 0.5  # a word that is more likely a party than not is one
_ORDER: Final = tuple(Factuality)
_LEAST: Final = 1e-4  # probabilities are kept this far from 0 and 1
_OTHER_TYPE: Final = 0.15  # a type that the encoder prefers to the rules' is weighed too from here on


@dataclass(frozen=True, slots=True)
class Candidate:
    """A happening that may stand: found by the rules, scored by the encoder, or both. `ruled` is the rules' type."""

    happening: Happening
    prospect: Prospect | None
    ruled: str | None


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
    scored = [_weighed(one, sureness(one.happening), weights) for one in candidates_in(tree, happenings, prospects)]
    kept: list[Weighed] = []
    for one in sorted(scored, key=lambda item: -item.chance):
        if weights.lets_stand(one) and not any(_same_place(one, other) for other in kept):
            kept.append(one)
    outside = outside_complements(tree, [one.happening for one in kept])
    return sorted((one for one in kept if one.happening in outside), key=lambda item: item.happening.word)


def _weighed(candidate: Candidate, sureness: tuple[Factuality, bool], weights: Weights) -> Weighed:
    ruled, said = sureness
    row = features(candidate)
    chance = weights.type.chances(row)[0]
    found, firmness = weights.certainty_of(certainty_features(ruled, candidate.prospect, said=said))
    whole = weights.whole.chances(
        whole_features(candidate, row, chance, Reading(found, firmness, agreed=found is ruled, said=said))
    )
    factuality = weaker(found, Factuality.CLAIMED) if said else found
    ruled_so = candidate.ruled == candidate.happening.kind.type
    return Weighed(candidate.happening, chance, factuality, whole[0], ruled_so)


def _same_place(one: Weighed, other: Weighed) -> bool:
    return bool(places_of(one.happening) & places_of(other.happening))


def places_of(happening: Happening) -> set[int]:
    """The words that tell it: its trigger, its verb, further triggers."""
    verb = () if happening.clause is None else (happening.clause.verb,)
    return {happening.word, *verb, *happening.also}


def candidates_in(tree: Tree, happenings: Sequence[Happening], prospects: Sequence[Prospect]) -> list[Candidate]:
    """What may stand: each happening of the rules, with the encoder's type too where it differs, and what the encoder
    alone has.
    """
    found: list[Candidate] = []
    taken: set[int] = set()
    for happening in happenings:
        near = [p for p in prospects if _is_near(p, happening)]
        prospect = max(near, key=lambda p: _of_type(p, happening.kind.type) + p.chance, default=None)
        taken.update(p.token for p in near)
        found.append(Candidate(_with_parties(tree, happening, prospect), prospect, happening.kind.type))
        if prospect is not None and prospect.types[0][0] != happening.kind.type and prospect.types[0][1] > _OTHER_TYPE:
            other = _with_parties(tree, replace(happening, kind=_kind(tree, happening.word, prospect)), prospect)
            found.append(Candidate(other, prospect, happening.kind.type))
    alone = [p for p in prospects if p.types and p.token not in taken and not _is_outdone(p, prospects)]
    return found + [Candidate(_told_by(tree, prospect), prospect, None) for prospect in alone]


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
        return _with_parties(tree, happening_of(tree, clause_of(tree, word), kind, None), prospect)
    actors, recipients = map(tuple, nominal_parties(tree, word, kind.type))
    bare = Happening(word=word, kind=kind, nominal=True, clause=None, actors=actors, recipients=recipients)
    return _with_parties(tree, bare, prospect)


def _kind(tree: Tree, word: int, prospect: Prospect) -> Kind:
    """The encoder's type, with the mode that the vocabulary knows for the word under that type."""
    kind = prospect.types[0][0]
    known = kind_of_verb(tree, clause_of(tree, word)) if tree.upos[word] == "VERB" else kind_of_noun(tree, word)
    return with_mode(tree, word, known if known is not None and known.type == kind else Kind(kind))


def _with_parties(tree: Tree, happening: Happening, prospect: Prospect | None) -> Happening:
    """The happening with the encoder's parties: on labelled sentences they are right more often than the rules'."""
    if prospect is None:
        return happening
    actors = _parties(tree, prospect.actors) or _thinkable(tree, happening.actors, prospect.actors)
    recipients = _parties(tree, prospect.recipients) or _thinkable(tree, happening.recipients, prospect.recipients)
    recipients = tuple(word for word in recipients if word not in actors)
    return replace(happening, actors=actors, recipients=recipients)


def _thinkable(tree: Tree, ruled: Sequence[int], scored: Sequence[tuple[int, float]]) -> tuple[int, ...]:
    """The rules' parties that the encoder does not rule out: fainter ones are not passed on."""
    likely = {word for at, _ in scored for word in (at, resolved(tree, at))}
    return tuple(word for word in ruled if word in likely)


def _parties(tree: Tree, scored: Iterable[tuple[int, float]]) -> tuple[int, ...]:
    words = (resolved(tree, word) for word, chance in scored if chance > PARTY)
    return tuple(dict.fromkeys(words))


# --- numbers ----------------------------------------------------------------------------------------------------------


def features(candidate: Candidate) -> list[float]:
    """What the type is weighed by: the encoder's scores, the rules' finding, the type."""
    prospect, kind = candidate.prospect, candidate.happening.kind.type
    ruled = candidate.ruled
    of_type = _of_type(prospect, kind) if prospect else 0.0
    first = prospect.types[0][0] if prospect and prospect.types else None
    sides = (prospect.actors, prospect.recipients) if prospect else ((), ())
    return [
        _odds(of_type), _odds(prospect.chance if prospect else 0.0), of_type,
        float(ruled == kind), float(first == kind), float(ruled is not None and ruled != kind),
        max(prospect.certainty) if prospect else 0.0,
        *(max((chance for _, chance in side), default=0.0) for side in sides),
        _odds(of_type) * (ruled == kind),
        *(float(kind == name) for name in EVENT_TYPES),
        *(float(ruled == name) for name in EVENT_TYPES),
    ]  # fmt: skip


def certainty_features(ruled: Factuality, prospect: Prospect | None, *, said: bool) -> list[float]:
    """What the factuality is weighed by: the encoder's scores, the rules' reading, whether a statement says it."""
    scores = prospect.certainty if prospect is not None else (1 / len(_ORDER),) * len(_ORDER)
    return [*map(_odds, scores), *(float(ruled is one) for one in _ORDER), float(said)]


def _of_type(prospect: Prospect, kind: str) -> float:
    return next((chance for name, chance in prospect.types if name == kind), 0.0)


def _odds(chance: float) -> float:
    kept = min(max(chance, _LEAST), 1 - _LEAST)
    return math.log(kept / (1 - kept))


@dataclass(frozen=True, slots=True)
class Reading:
    """A factuality as weighed, how likely it is, whether the rules agree, whether a statement says it."""

    found: Factuality
    firmness: float
    agreed: bool
    said: bool


def whole_features(candidate: Candidate, type_row: Sequence[float], chance: float, reading: Reading) -> list[float]:
    """What the whole row is weighed by: all that its type is, and how clear its actors and its factuality are."""
    scores = [score for _, score in candidate.prospect.actors] if candidate.prospect else []
    actors = len(candidate.happening.actors)
    return [
        *type_row, _odds(chance), reading.firmness, float(reading.agreed),
        max(scores, default=0.0), math.fsum(min(score, 1 - score) for score in scores),
        float(actors == 0), float(actors > 1), float(reading.said), float(candidate.happening.nominal),
        *(float(reading.found is one) for one in _ORDER),
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Regression:
    """A logistic regression: of two sides with one row of weights, of more sides with a row each."""

    biases: tuple[float, ...]
    weights: tuple[tuple[float, ...], ...]

    def chances(self, row: Sequence[float]) -> list[float]:
        """The probability of each side; of two, of the one that is asked about."""
        scores = [
            bias + math.fsum(w * x for w, x in zip(weights, row, strict=True))
            for bias, weights in zip(self.biases, self.weights, strict=True)
        ]
        if len(scores) == 1:
            return [1 / (1 + math.exp(-scores[0]))]
        peak = max(scores)
        raised = [math.exp(score - peak) for score in scores]
        return [one / math.fsum(raised) for one in raised]


@dataclass(frozen=True, slots=True)
class Weights:
    """The regressions, and what a happening needs to be told: in the eyes of the encoder alone a chance of its type and
    of the whole row, and where the rules find it too only that the encoder does not think it unlikely.
    """

    least_ruled: float
    least_chance: float
    least_confidence: float
    type: Regression
    certainty: Regression
    whole: Regression

    def lets_stand(self, one: Weighed) -> bool:
        """Whether a happening is told."""
        if one.ruled:
            return one.chance >= self.least_ruled
        return one.chance >= self.least_chance and one.confidence >= self.least_confidence

    def certainty_of(self, row: Sequence[float]) -> tuple[Factuality, float]:
        """The likeliest factuality of a happening with these features, and how likely it is."""
        chances = self.certainty.chances(row)
        best = max(range(len(chances)), key=chances.__getitem__)
        return _ORDER[best], chances[best]


@cache
def weights_of() -> Weights:
    """The weights that ship."""
    table = json.loads(WEIGHTS.read_text("utf-8"))
    regressions = {
        name: Regression(tuple(table[name]["biases"]), tuple(map(tuple, table[name]["weights"])))
        for name in ("type", "certainty", "whole")
    }
    return Weights(table["least_ruled"], table["least_chance"], table["least_confidence"], **regressions)
