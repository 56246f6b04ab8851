"""Whether a text agrees with a claim, disagrees with it, or neither for sure.

The features are those that the entries to the Fake News Challenge found to carry (Riedel et al. 2017, "A simple but
tough-to-beat baseline"; Hanselowski et al. 2018, "A Retrospective Analysis"): the words that claim and text share, and
words of refutation, doubt, hedging and reporting in the claim, in the sentences nearest to it, and in the rest. A
logistic regression says whether the two are of one matter, gradient-boosted trees which side is taken.
`training/stance.py` fits both, and the thresholds, on FNC-1.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from onrecord.linking.lexicon import vocabulary
from onrecord.linking.likeness import stems

__all__ = ["MODEL", "Model", "Stance", "chances", "features", "load_model", "stance_of"]

MODEL: Final = "stance.npz"
RELATED: Final = 0.25  # of a claim's words that a sentence has, from which it may be about the claim
LEAD: Final = 4  # sentences at the start of a text, where news takes its side
LEAST_RELATED: Final = 0.2  # chance of one matter below which no side is looked for

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\?")
_GROUPS = (
    *("hoax", "false", "deny", "doubt", "negate", "hedge", "claim", "report", "say", "unsure", "true", "tale"),
    *("turns", "asks"),
)
_REFUTING = ("hoax", "false", "deny", "turns")
_AGAINST = (*_REFUTING, "doubt")

Floats = NDArray[np.float32]
Ints = NDArray[np.int16]


class Stance(StrEnum):
    """The side that a text takes on a claim."""

    AGREE = "agree"
    DISAGREE = "disagree"


class Model(Struct, frozen=True):
    """The weights: `mean`, `scale`, `weights` and `bias` of the regression, one for each feature; the nodes of the
    trees (`feature` -1 for a leaf; `left` is taken up to `threshold`), their roots as (trees, sides) with the sides
    neither, agree, disagree; the score that a side starts from; and from what chance on a side is said to be taken.
    """

    mean: Floats
    scale: Floats
    weights: Floats
    bias: Floats
    feature: Ints
    threshold: Floats
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: Floats
    roots: NDArray[np.int32]
    start: Floats
    agree: Floats
    disagree: Floats


class _Passage(Struct, frozen=True):
    stems: frozenset[str]
    counts: dict[str, int]


def stance_of(claim: str, sentences: Sequence[str]) -> Stance | None:
    """The side that a text, given by its sentences, takes on `claim`; None where it is not sure or takes none."""
    model = load_model()
    (chance,) = chances([features(claim, sentences)])
    if chance[0] >= model.agree:
        return Stance.AGREE
    return Stance.DISAGREE if chance[1] >= model.disagree else None


def chances(rows: Iterable[Sequence[float]], model: Model | None = None) -> Floats:
    """For each row of features, how likely the text agrees and how likely it disagrees: (rows, 2)."""
    model = model or load_model()
    values = np.array(list(rows), np.float32)
    related = 1 / (1 + np.exp(-(((values - model.mean) / model.scale) @ model.weights + model.bias)))
    out = np.zeros((len(values), 2), np.float32)
    near = np.flatnonzero(related >= LEAST_RELATED)
    if len(near):
        out[near] = _sides(values[near], model) * related[near, None]
    return out


def _sides(values: Floats, model: Model) -> Floats:
    """The chances of agreeing and of disagreeing, the text being about the claim."""
    scores = np.tile(model.start, (len(values), 1))
    rows = np.arange(len(values))[:, None]
    for number in range(scores.shape[1]):
        node = np.tile(model.roots[:, number], (len(values), 1))
        while (inner := model.feature[node] >= 0).any():
            goes_left = values[rows, np.maximum(model.feature[node], 0)] <= model.threshold[node]
            node = np.where(inner, np.where(goes_left, model.left[node], model.right[node]), node)
        scores[:, number] += model.value[node].sum(1)
    powers = np.exp(scores - scores.max(1, keepdims=True))
    sides: Floats = (powers / powers.sum(1, keepdims=True))[:, 1:]
    return sides


@cache
def load_model() -> Model:
    """The model that ships."""
    with files("onrecord.linking").joinpath(MODEL).open("rb") as stream, np.load(stream, allow_pickle=False) as arrays:
        return Model(**{name: arrays[name] for name in Model.__struct_fields__})


def features(claim: str, sentences: Sequence[str]) -> list[float]:
    """What the model reads of a claim and a text, in the order of its weights."""
    mine = _passage(claim)
    text = [_passage(sentence) for sentence in sentences] or [_passage("")]
    shared = [_part(mine.stems, passage.stems) for passage in text]
    best = max(range(len(text)), key=lambda place: (shared[place], -place))
    return [
        *_likeness(mine, text, shared, best),
        *_cues(mine, text, shared, best),
        *_refutation(mine, text, shared, best),
    ]


def _likeness(mine: _Passage, text: Sequence[_Passage], shared: Sequence[float], best: int) -> list[float]:
    second = sorted(shared)[-2] if len(shared) > 1 else 0.0
    pairs = [one.stems | other.stems for one, other in zip(text, [*text[1:], _passage("")], strict=True)]
    every = frozenset[str]().union(*(passage.stems for passage in text))
    lead = frozenset[str]().union(*(passage.stems for passage in text[:LEAD]))
    return [
        shared[best],
        second,
        max(_part(mine.stems, pair) for pair in pairs),
        _part(mine.stems, every),
        _part(mine.stems, lead),
        math.log1p(len(mine.stems & every)),
        math.log1p(len(mine.stems)),
        sum(part >= RELATED for part in shared) / len(text),
        math.log1p(len(text)),
        best / len(text),
    ]


def _cues(mine: _Passage, text: Sequence[_Passage], shared: Sequence[float], best: int) -> list[float]:
    related = [passage for passage, part in zip(text, shared, strict=True) if part >= RELATED] or [text[best]]
    found = []
    for group in _GROUPS:
        here, there = float(mine.counts[group] > 0), float(text[best].counts[group] > 0)
        found += [
            here,
            there,
            here * there,
            math.log1p(_count(text[:LEAD], group)),
            math.log1p(_count(related, group)),
            _count(text, group) / math.sqrt(len(text) + 3),
        ]
    return found


def _refutation(mine: _Passage, text: Sequence[_Passage], shared: Sequence[float], best: int) -> list[float]:
    """Words against something, in the text, and whether the claim has such words itself: two refutations agree."""
    around = [text[place] for place in range(len(text)) if max(shared[max(0, place - 1) : place + 2]) >= RELATED]
    around = around or list(text[max(0, best - 1) : best + 2])
    kinds = float(sum(_count(text, group) > 0 for group in _AGAINST))
    measures = [
        math.log1p(_count(text[:LEAD], *_REFUTING)),
        math.log1p(_count(around, *_REFUTING)),
        _count(text, *_REFUTING) / math.sqrt(len(text) + 3),
        float(_count(text[:2], *_REFUTING) > 0),
        kinds,
    ]
    refutes = float(any(mine.counts[group] for group in _AGAINST))
    negates = float(mine.counts["negate"] > 0)
    turns = max(refutes, negates)
    crossed = [value * factor for value in measures for factor in (1.0, refutes, negates, 1 - turns)]
    return [*crossed, turns, refutes * (kinds == 0), turns * (kinds == 0)]


def _count(passages: Iterable[_Passage], *groups: str) -> int:
    return sum(passage.counts[group] for passage in passages for group in groups)


def _part(words: frozenset[str], others: frozenset[str]) -> float:
    return len(words & others) / len(words) if words else 0.0


@lru_cache(maxsize=65536)
def _passage(text: str) -> _Passage:
    low = text.lower().replace("’", "'").replace("‘", "'")
    words = _WORD.findall(low)
    words += ["n't" for word in words if word.endswith("n't")]
    counts = {group: sum(word in meant for word in words) for group, meant in _words().items()}
    counts |= {"turns": len(_turns().findall(low)), "asks": words.count("?")}
    return _Passage(stems=stems(text) - _cue_stems(), counts=counts)


@cache
def _words() -> dict[str, frozenset[str]]:
    return {group: frozenset(table["words"]) for group, table in vocabulary("stance").items() if "words" in table}


@cache
def _turns() -> re.Pattern[str]:
    return re.compile("|".join(vocabulary("stance")["turns"]["patterns"]))


@cache
def _cue_stems() -> frozenset[str]:
    return stems(" ".join(word for words in _words().values() for word in words))
