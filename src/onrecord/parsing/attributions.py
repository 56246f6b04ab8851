"""Statements out of tag scores: for each anchor the best tags, a calibrated score, and one owner for each word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from onrecord.parsing.decode import IMPOSSIBLE, Floats, best_paths, log_sums, runs
from onrecord.parsing.tags import ROLES
from onrecord.parsing.windows import Ints

__all__ = ["Asked", "Calibration", "Found", "Tagger", "settled"]

CUE: Final = ROLES.index("cue")
CUE_TAGS: Final = slice(1 + 4 * CUE, 5 + 4 * CUE)
TOGETHER: Final = 512  # anchors decoded at once: at most 20 MB of scores and paths

Runs = tuple[tuple[int, int], ...]  # first word, word after the last


@dataclass(frozen=True, slots=True)
class Calibration:
    """From a statement's raw features to the chance that it is right (Platt 1999), and where statements are cut off."""

    weights: tuple[float, ...] = (1.0, 1.0, 0.0, 0.0)
    bias: float = 0.0
    anchor: float = 0.3  # the lowest anchor score that is decoded
    threshold: float = 0.0  # the lowest calibrated score that is given

    def score(self, features: Sequence[float]) -> float:
        """The chance that a statement with these features overlaps a true one in content and source."""
        total = self.bias + sum(weight * value for weight, value in zip(self.weights, features, strict=True))
        return float(1 / (1 + np.exp(-total)))


@dataclass(frozen=True, slots=True)
class Asked:
    """An anchor, as a word of its window, where the window starts, the anchor's score, and tag scores (words, tags)."""

    word: int
    start: int
    score: float
    tags: Floats


@dataclass(frozen=True, slots=True)
class Found:
    """A statement as decoded: the anchor of its cue, its words by role, what its score is made of, and the score."""

    anchor: int
    spans: tuple[Runs, ...]
    features: tuple[float, ...]
    score: float


class Tagger:
    """Decodes the tags of anchors with the transition scores that were learned."""

    def __init__(self, moves: Floats) -> None:
        self._moves = moves

    def found(self, asked: Sequence[Asked], calibration: Calibration) -> list[Found]:
        """A statement for each anchor, in order, its words those of the article."""
        rows: list[Found] = []
        for at in range(0, len(asked), TOGETHER):
            some = asked[at : at + TOGETHER]
            for one, path, features in zip(some, *self._decoded(some), strict=True):
                whole = (_logit(one.score), *features)
                spans = _spans(path, one.word, one.start)
                rows.append(Found(one.word + one.start, spans, whole, calibration.score(whole)))
        return rows

    def _decoded(self, asked: Sequence[Asked]) -> tuple[Ints, list[tuple[float, ...]]]:
        """Paths in which the anchor is in the cue; log chance of that, of the path given that, and the path's mean."""
        lengths = np.array([len(one.tags) for one in asked])
        emissions = np.zeros((len(asked), int(lengths.max()), self._moves.shape[0] - 1), np.float32)
        for row, one in enumerate(asked):
            emissions[row, : lengths[row]] = one.tags
        free = log_sums(emissions, self._moves, lengths)
        rows, words = np.arange(len(asked)), np.array([one.word for one in asked])
        kept = emissions[rows, words, CUE_TAGS].copy()
        emissions[rows, words] = IMPOSSIBLE
        emissions[rows, words, CUE_TAGS] = kept
        held = log_sums(emissions, self._moves, lengths)
        paths, best = best_paths(emissions, self._moves, lengths)
        sizes = np.maximum((paths > 0).sum(1), 1)
        chance, path = np.minimum(held - free, 0), np.minimum(best - held, 0)
        return paths, list(zip(chance.tolist(), path.tolist(), (path / np.sqrt(sizes)).tolist(), strict=True))


def settled(found: Sequence[Found]) -> list[Found]:
    """Where two statements claim a word for cue or content, the surer one has it; one that loses its anchor is dropped.

    A source may be shared ("she said … and warned …"): on PolNeAR dev that gives 0.725 of whole statements against
    0.694 with every word given once. A statement without content is none.
    """
    taken: set[int] = set()
    kept = []
    for one in sorted(found, key=lambda one: (-one.score, one.anchor)):
        source, cue, content = one.spans[0], _without(one.spans[1], taken), _without(one.spans[2], taken)
        if one.anchor not in taken and content and cue:
            kept.append(replace(one, spans=(source, cue, content)))
            taken.update(word for role in (cue, content) for run in role for word in range(*run))
    return kept


def _spans(path: Ints, anchor: int, offset: int) -> tuple[Runs, ...]:
    """The words of one cue's path by role: the cue is the run around the anchor, the source the longest of its runs."""
    by_role: list[list[tuple[int, int]]] = [[] for _ in ROLES]
    for kind, start, stop in runs(path):
        by_role[kind].append((start + offset, stop + offset))
    source = sorted(by_role[0], key=lambda run: run[0] - run[1])[:1]
    cue = [run for run in by_role[CUE] if run[0] <= anchor + offset < run[1]]
    return tuple(source), tuple(cue), tuple(by_role[2])


def _without(spans: Runs, taken: set[int]) -> Runs:
    """The runs of words, cut where words are taken."""
    out: list[tuple[int, int]] = []
    for first, stop in spans:
        start = first
        for word in range(first, stop + 1):
            if word == stop or word in taken:
                if word > start:
                    out.append((start, word))
                start = word + 1
    return tuple(out)


def _logit(chance: float) -> float:
    bounded = min(max(chance, 1e-4), 1 - 1e-4)
    return float(np.log(bounded / (1 - bounded)))
