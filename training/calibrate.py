"""Fit a statement's score to how often it is right: `python -m training.calibrate --corpora FOLDER --model FOLDER`.

Platt scaling (Platt 1999) on half of the articles of PolNeAR dev; the expected calibration error (Guo et al. 2017, ten
bins) is measured on the other half. A statement is right when its content shares at least half of all words with a gold
statement's, one to one, and the sources overlap or both have none.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.parsing.attributions import Calibration, Found
from onrecord.parsing.encoder import Encoder
from onrecord.parsing.sentences import parse
from training.corpora import Document, paragraphs, polnear

__all__ = ["calibrate", "expected_error"]

Floats = NDArray[np.float64]
Example = tuple[tuple[float, ...], bool]


def examples(encoder: Encoder, documents: list[Document]) -> list[list[Example]]:
    """For each article, every decoded statement's features and whether it is right."""
    out = []
    for document in documents:
        text = document.layout.text
        found = encoder.statements(text, parse(paragraphs(text)))
        right = _right(found, document)
        out.append([(one.features, number in right) for number, one in enumerate(found)])
    return out


def _right(found: list[Found], document: Document) -> set[int]:
    """The numbers of the statements that pair with a gold one, best overlap first."""
    assert document.statements is not None
    gold = [
        [{w for w, its in roles.items() if its == role} for role in range(3)] for roles in document.statements.words
    ]
    read = [[{w for run in role for w in range(*run)} for role in one.spans] for one in found]
    pairs = [(_overlap(g, r), i, j) for i, g in enumerate(gold) for j, r in enumerate(read)]
    used: set[int] = set()
    right: set[int] = set()
    for value, i, j in sorted(pairs, reverse=True):
        if value >= 0.5 and i not in used and j not in right:
            used.add(i)
            right.add(j)
    return right


def _overlap(gold: list[set[int]], read: list[set[int]]) -> float:
    if bool(gold[0]) != bool(read[0]) or (gold[0] and not gold[0] & read[0]):
        return 0.0
    return len(gold[2] & read[2]) / max(len(gold[2] | read[2]), 1)


def fitted(rows: list[Example]) -> Calibration:
    """Logistic regression by Newton's method, with a little ridge."""
    values = np.array([[*features, 1.0] for features, _ in rows])
    right = np.array([right for _, right in rows], float)
    weights = np.zeros(values.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-values @ weights))
        slope = values.T @ (right - chance) - 0.01 * weights
        curve = (values * (chance * (1 - chance))[:, None]).T @ values + 0.01 * np.eye(len(weights))
        weights = weights + np.linalg.solve(curve, slope)
    return Calibration(weights=tuple(np.round(weights[:-1], 4).tolist()), bias=round(float(weights[-1]), 4))


def expected_error(rows: list[Example], calibration: Calibration, bins: int = 10) -> float:
    """The mean distance between score and share of right answers, over bins of the score."""
    scores = np.array([calibration.score(features) for features, _ in rows])
    right = np.array([right for _, right in rows], float)
    which = np.minimum((scores * bins).astype(int), bins - 1)
    gaps = [abs(scores[which == b].mean() - right[which == b].mean()) * (which == b).sum() for b in np.unique(which)]
    return float(sum(gaps) / len(rows))


def best_threshold(rows: list[Example], gold: int, calibration: Calibration) -> float:
    """The lowest score at which the F1 of right statements is within 0.002 of its best: there recall costs nothing."""
    scores = np.array([calibration.score(features) for features, _ in rows])
    right = np.array([right for _, right in rows], float)
    order = np.argsort(-scores)
    hits, given = np.cumsum(right[order]), np.arange(1, len(rows) + 1)
    f1 = 2 * hits / (given + gold)
    return round(float(scores[order][np.flatnonzero(f1 >= f1.max() - 0.002)[-1]]), 3)


def calibrate(corpora: Path, model: Path, lowest: float = 0.15) -> dict[str, float]:
    """Fit, write into the model's `labels.json`, and return the figures."""
    encoder = Encoder(model, threads=2)
    encoder.calibration = Calibration(anchor=lowest)
    documents = polnear(corpora / "polnear.dev.jsonl", encoder.cutter)
    rows = examples(encoder, documents)
    first, second = ([row for one in rows[half::2] for row in one] for half in (0, 1))
    fit = fitted(first)
    gold = sum(len(document.statements.words) for document in documents if document.statements)
    threshold = best_threshold([*first, *second], gold, fit)
    final = dataclasses.replace(fit, anchor=lowest, threshold=threshold)
    path = model / "labels.json"
    labels = json.loads(path.read_text("utf-8")) | {"calibration": dataclasses.asdict(final)}
    path.write_text(json.dumps(labels, sort_keys=True) + "\n", "utf-8")
    given = [row for row in second if final.score(row[0]) >= threshold]
    return {"ece": expected_error(second, fit), "ece_given": expected_error(given, fit), "threshold": threshold}


def main() -> None:
    """Read the options and calibrate."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    options = parser.parse_args()
    print(calibrate(options.corpora, options.model))


if __name__ == "__main__":
    main()
