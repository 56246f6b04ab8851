"""The model of agree and disagree, as it is fitted: run where scikit-learn is there to fit it."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("sklearn", reason="scikit-learn is needed to fit the model")

from evals.stances import Pair, kept_aside
from onrecord.linking.stance import chances
from training.stance import cross_validated, fitted, folds_of, threshold, topics_of

LUCK = np.random.default_rng(4)
VALUES = LUCK.normal(size=(1500, 3)).astype(np.float32)
STANCES = [
    "unrelated" if row[0] < -0.5 else "agree" if row[1] > 0.5 else "disagree" if row[1] < -1 else "discuss"
    for row in VALUES
]


def test_what_is_fitted_tells_the_sides_apart() -> None:
    scores = chances(VALUES.tolist(), fitted(VALUES, STANCES))
    said = [("agree", "disagree")[row.argmax()] if row.max() > 0.5 else None for row in scores]
    right = [one == stance for one, stance in zip(said, STANCES, strict=True) if one is not None]
    assert len(right) > 300
    assert np.mean(right) > 0.95


def test_a_pair_is_scored_by_a_model_that_has_not_seen_its_fold() -> None:
    folds = folds_of([str(number) for number in range(len(VALUES))])
    alone = cross_validated(VALUES, STANCES, folds)
    seen = folds != folds[0]
    other = fitted(VALUES[seen], [stance for stance, kept in zip(STANCES, seen, strict=True) if kept])
    assert alone[0].tolist() == pytest.approx(chances(VALUES[:1].tolist(), other)[0].tolist())


def test_the_threshold_is_the_lowest_that_keeps_the_precision() -> None:
    scores = np.array([0.9, 0.8, 0.7, 0.6], np.float32)
    assert threshold(scores, np.array([True, False, True, False]), 0.6) == pytest.approx(0.7)


def test_bodies_with_a_related_headline_in_common_are_of_one_topic() -> None:
    given = [Pair("h", "1", "agree"), Pair("h", "2", "discuss"), Pair("h", "3", "unrelated")]
    one, two, three = topics_of(given)
    assert one == two != three


def test_a_tenth_of_bodies_is_kept_aside() -> None:
    assert 800 < sum(kept_aside(str(number)) for number in range(10000)) < 1200
