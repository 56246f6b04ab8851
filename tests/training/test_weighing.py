"""The fit of the weights: run where scikit-learn and torch are there."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("torch", reason="torch is needed by the training code")
pytest.importorskip("sklearn", reason="scikit-learn fits the weights")

from training.weighing import _crossed


def test_every_row_has_a_chance_by_a_fit_that_has_not_seen_its_fold() -> None:
    luck = np.random.default_rng(1)
    rows = luck.normal(size=(200, 2))
    wanted = (rows[:, 0] > 0).astype(np.int64)
    folds = np.arange(200) % 5 - 1  # -1 is PLOVER's
    wanted[folds == 2] = 1 - wanted[folds == 2]  # of this one the others know nothing
    chances = _crossed(rows, wanted, np.ones(200), folds, 1.0)
    assert chances.sum(1) == pytest.approx(np.ones(200))
    right = chances.argmax(1) == wanted
    assert right[folds == -1].mean() > 0.9
    assert right[folds == 2].mean() < 0.1
