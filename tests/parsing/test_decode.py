"""Decoding against plain enumeration."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from onrecord.parsing.decode import Floats, best_paths, extents, is_tree, log_sums, repaired, roles_of, runs
from onrecord.parsing.tags import legal_moves


def path_score(emissions: Floats, moves: Floats, path: tuple[int, ...]) -> float:
    total = moves[-1, path[0]] + moves[path[-1], -1] + sum(emissions[i, tag] for i, tag in enumerate(path))
    return float(total + sum(moves[a, b] for a, b in itertools.pairwise(path)))


@pytest.mark.parametrize("seed", range(5))
def test_paths_and_sums_are_those_of_enumeration(seed: int) -> None:
    rng = np.random.default_rng(seed)
    emissions = rng.normal(size=(3, 5, 3)).astype(np.float32)
    moves = rng.normal(size=(4, 4)).astype(np.float32)
    lengths = np.array([5, 1, 3])
    paths, best = best_paths(emissions, moves, lengths)
    sums = log_sums(emissions, moves, lengths)
    for row, length in enumerate(lengths):
        scored = {
            way: path_score(emissions[row], moves, way) for way in itertools.product(range(3), repeat=int(length))
        }
        expected = max(scored, key=lambda way: scored[way])
        assert tuple(paths[row, :length]) == expected
        assert best[row] == pytest.approx(scored[expected], abs=1e-4)
        assert sums[row] == pytest.approx(np.log(sum(np.exp(value) for value in scored.values())), abs=1e-3)
        assert not paths[row, length:].any()


@pytest.mark.parametrize("seed", range(20))
def test_repaired_heads_are_the_best_tree_with_one_root(seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(4, 4)).astype(np.float32)
    heads = repaired(scores.argmax(1), scores)
    assert is_tree(heads)
    root = int(np.flatnonzero(heads == np.arange(4))[0])
    trees = [np.array(way) for way in itertools.product(range(4), repeat=4)]
    rooted = [tree for tree in trees if tree[root] == root and is_tree(tree)]
    best = max(float(scores[np.arange(4), tree].sum()) for tree in rooted)
    assert float(scores[np.arange(4), heads].sum()) == pytest.approx(best, abs=1e-5)


def test_extents_cover_what_hangs_below() -> None:
    first, stop = extents(np.array([1, 1, 3, 1, 3]))
    assert first.tolist() == [0, 0, 2, 2, 4]
    assert stop.tolist() == [1, 5, 3, 5, 5]


def test_runs_of_a_path() -> None:
    assert runs(np.array([0, 1, 2, 3, 8, 0, 5, 7])) == [(0, 1, 4), (1, 4, 5), (1, 6, 8)]


def test_no_name_starts_inside() -> None:
    legal = legal_moves(2)
    assert not legal[0, 2]
    assert not legal[-1, 3]
    assert not legal[1, -1]
    assert legal[1, 3]


def test_a_core_role_is_given_once() -> None:
    scores = np.array([[0, 0, 0], [3, 1, -1], [-1, -1, 2]], np.float32)
    assert roles_of(scores, frozenset({1})) == [(0, 1), (2, 2)]
