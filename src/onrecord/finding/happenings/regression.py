"""Logistic regressions: numbers in, chances out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

__all__ = ["Regression", "odds", "regression_of"]

_LEAST: Final = 1e-4  # probabilities are kept this far from 0 and 1


@dataclass(frozen=True, slots=True)
class Regression:
    """A logistic regression: of two sides with one row of weights, of more sides with a row each."""

    biases: tuple[float, ...]
    weights: tuple[tuple[float, ...], ...]

    def chances(self, row: Sequence[float]) -> list[float]:
        """The probability of each side; of two, of the one that is asked about. Raises ValueError where the row has not
        one number for each weight.
        """
        if len(row) != len(self.weights[0]):
            raise ValueError(f"a row of {len(row)} numbers for {len(self.weights[0])} weights")
        present = [(place, number) for place, number in enumerate(row) if number]  # most are 0
        scores = [
            bias + math.fsum(weights[place] * number for place, number in present)
            for bias, weights in zip(self.biases, self.weights, strict=True)
        ]
        if len(scores) == 1:
            return [1 / (1 + math.exp(-scores[0]))]
        peak = max(scores)
        raised = [math.exp(score - peak) for score in scores]
        return [one / math.fsum(raised) for one in raised]


def regression_of(table: dict[str, Any]) -> Regression:
    """A regression as `training.weighing` writes it: `biases`, and `weights` in rows."""
    return Regression(tuple(table["biases"]), tuple(map(tuple, table["weights"])))


def odds(chance: float) -> float:
    """The logarithm of a probability's odds, of one near 0 or 1 a large number."""
    kept = min(max(chance, _LEAST), 1 - _LEAST)
    return math.log(kept / (1 - kept))
