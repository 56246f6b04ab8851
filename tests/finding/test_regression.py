"""Logistic regressions as they ship."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.finding.happenings.regression import Regression, odds, regression_of


def test_chances_are_chances() -> None:
    two = Regression((0.0,), ((1.0,),))
    assert two.chances([0.0]) == [0.5]
    assert two.chances([40.0])[0] > 0.999
    many = Regression((0.0, 1.0, -800.0), ((0.0,), (0.0,), (1.0,)))
    assert sum(many.chances([2.0])) == pytest.approx(1)
    assert many.chances([2.0])[2] == 0


def test_a_row_has_a_number_for_each_weight() -> None:
    with pytest.raises(ValueError, match="a row of 1 numbers for 2 weights"):
        regression_of({"biases": [0.0], "weights": [[1.0, 2.0]]}).chances([0.0])


@given(st.floats(0, 1))
def test_odds_are_finite_and_rise_with_the_chance(chance: float) -> None:
    assert math.isfinite(odds(chance))
    assert odds(chance) <= odds(1.0)
    assert odds(chance) == pytest.approx(-odds(1 - chance), abs=1e-6)
