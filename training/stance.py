"""Fit what decides agree and disagree: `python -m training.stance --corpora FOLDER --out F.npz`.

FNC-1's train split without the tenth of bodies that `evals.stances` keeps aside. A logistic regression tells pairs of
one matter from the others; among those, gradient-boosted trees (scikit-learn's, histogram-based) tell agree and
disagree from the rest. The thresholds are the lowest at which five-fold cross-validation by bodies still gives the
precision of `WANTED`. Printed with them are precision and recall of folds that keep whole topics apart: what to expect
of matters that the corpus does not have.
"""

from __future__ import annotations

import argparse
import hashlib
import logging
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier  # type: ignore[import-not-found, unused-ignore]
from sklearn.linear_model import LogisticRegression  # type: ignore[import-not-found, unused-ignore]

from evals.stances import Pair, pairs, table
from onrecord.linking.stance import LEAST_RELATED, Model, chances

__all__ = ["fitted", "folds_of", "main", "topics_of"]

log = logging.getLogger("training")

SIDES = ("neither", "agree", "disagree")
# Above what is asked for (0.80 and 0.70): a threshold that is chosen at the line falls below it half of the time.
WANTED = {"agree": 0.84, "disagree": 0.76}
FOLDS = 5
TREES, LEAVES = 150, 15

Floats = NDArray[np.float32]


def fitted(values: Floats, stances: Sequence[str]) -> Model:
    """The model without thresholds, from the features of pairs and their stances."""
    related = np.array([stance != "unrelated" for stance in stances])
    sides = np.array([SIDES.index(stance) if stance in SIDES else 0 for stance in stances])
    mean, scale = values.mean(0), np.maximum(values.std(0), 1e-6)
    regression = LogisticRegression(max_iter=300).fit((values - mean) / scale, related)
    trees = HistGradientBoostingClassifier(
        max_iter=TREES,
        learning_rate=0.06,
        max_leaf_nodes=LEAVES,
        l2_regularization=5,
        min_samples_leaf=40,
        early_stopping=False,
        random_state=1,
    ).fit(values[related], sides[related])
    return Model(
        mean=mean,
        scale=scale,
        weights=regression.coef_[0].astype(np.float32),
        bias=np.float32(regression.intercept_[0]),
        **_nodes(trees),
        start=trees._baseline_prediction[0].astype(np.float32),  # noqa: SLF001 - scikit-learn has no other door
        agree=np.float32(2),
        disagree=np.float32(2),
    )


def _nodes(trees: HistGradientBoostingClassifier) -> dict[str, NDArray[np.generic]]:
    """All trees one after another, children as places in the whole."""
    parts: dict[str, list[NDArray[np.generic]]] = {
        name: [] for name in ("feature", "threshold", "left", "right", "value")
    }
    roots, place = [], 0
    for stage in trees._predictors:  # noqa: SLF001
        row = []
        for tree in stage:
            nodes, leaf = tree.nodes, tree.nodes["is_leaf"].astype(bool)
            parts["feature"].append(np.where(leaf, -1, nodes["feature_idx"]).astype(np.int16))
            parts["threshold"].append(nodes["num_threshold"].astype(np.float32))
            parts["left"].append(np.where(leaf, 0, nodes["left"] + place).astype(np.int32))
            parts["right"].append(np.where(leaf, 0, nodes["right"] + place).astype(np.int32))
            parts["value"].append(np.where(leaf, nodes["value"], 0).astype(np.float32))
            row.append(place)
            place += len(nodes)
        roots.append(row)
    return {name: np.concatenate(part) for name, part in parts.items()} | {"roots": np.array(roots, np.int32)}


def topics_of(given: Sequence[Pair]) -> list[str]:
    """The topic of each pair's body: bodies that share a related headline are of one topic."""
    parents: dict[str, str] = {}

    def root(name: str) -> str:
        while parents.setdefault(name, name) != name:
            name = parents[name]
        return name

    for pair in given:
        if pair.stance != "unrelated":
            parents[root(f"headline {pair.headline}")] = root(f"body {pair.body}")
    return [root(f"body {pair.body}") for pair in given]


def folds_of(names: Sequence[str]) -> NDArray[np.int64]:
    """The fold of each name, by a hash of it."""
    return np.array([int(hashlib.sha256(f"fold {name}".encode()).hexdigest(), 16) % FOLDS for name in names])


def cross_validated(values: Floats, stances: Sequence[str], folds: NDArray[np.int64]) -> Floats:
    """The chances of each pair, by a model that has not seen its fold."""
    out = np.zeros((len(values), 2), np.float32)
    for fold in range(FOLDS):
        seen = folds != fold
        model = fitted(values[seen], [stance for stance, kept in zip(stances, seen, strict=True) if kept])
        out[~seen] = chances(values[~seen].tolist(), model)
    return out


def threshold(scores: Floats, right: NDArray[np.bool_], wanted: float) -> float:
    """The lowest score at which the precision of all above is still `wanted`."""
    order = np.argsort(-scores, kind="stable")
    precision = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    return float(scores[order][np.flatnonzero(precision >= wanted)[-1]])


def report(name: str, scores: Floats, stances: Sequence[str], least: dict[str, float]) -> None:
    for number, (side, low) in enumerate(least.items()):
        right = np.array([stance == side for stance in stances])
        taken = scores[:, number] >= low
        hits = int((taken & right).sum())
        log.info(
            "%s: %s from %.3f: precision %.3f recall %.3f", name, side, low, hits / taken.sum(), hits / right.sum()
        )


def main() -> None:
    """Read the options, cross-validate, fit and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    given = pairs(options.corpora, aside=False)
    stances = [pair.stance for pair in given]
    values = np.array(table(options.corpora, given), np.float32)
    log.info("%d pairs, %d features, no side looked for below %.1f", *values.shape, LEAST_RELATED)
    scores = cross_validated(values, stances, folds_of([pair.body for pair in given]))
    least = {
        side: threshold(scores[:, number], np.array([stance == side for stance in stances]), WANTED[side])
        for number, side in enumerate(SIDES[1:])
    }
    report("by bodies", scores, stances, least)
    report("by topics", cross_validated(values, stances, folds_of(topics_of(given))), stances, least)
    model = fitted(values, stances)
    arrays = {name: getattr(model, name) for name in Model.__struct_fields__}
    np.savez_compressed(options.out, **(arrays | {side: np.float32(low) for side, low in least.items()}))


if __name__ == "__main__":
    main()
