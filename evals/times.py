"""Time expressions on TimeBank and AQUAINT, as given out for TempEval-3.

usage: python -m evals.times [--data FOLDER]

Half of TimeBank was kept aside while the grammar was written and scored once at the end: the texts for which
`kept_aside` is true. Its figures stand beside those of the other half, to show how much the grammar was fitted.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path

from evals.corpora import folder_option, readings, rows
from evals.scoring_times import FIGURES, count, figures

CORPORA = ("timex.timebank", "timex.aquaint")


def kept_aside(name: str) -> bool:
    """Whether the text with this id belongs to the half of TimeBank that was kept aside."""
    return hashlib.sha256(name.encode("utf-8")).digest()[0] % 2 == 1


def measure(folder: Path) -> dict[str, float]:
    """F1 by corpus, of both together, and of the two halves of TimeBank."""
    groups: dict[str, list[Counter[str]]] = {}
    for corpus in CORPORA:
        for gold, reading in readings(rows(folder, corpus)):
            counts = count(gold, reading.times)
            half = "aside" if kept_aside(gold["id"]) else "seen"
            names = [corpus, "both"] + ([f"{corpus}.{half}"] if corpus == CORPORA[0] else [])
            for name in names:
                groups.setdefault(name, []).append(counts)
    return {
        f"{name}.{figure}": figures(counts)[f"{figure} F1"] for name, counts in groups.items() for figure in FIGURES
    }


if __name__ == "__main__":
    for name, value in measure(folder_option(__doc__ or "").parse_args().data).items():
        print(f"{name:<32} {value:.3f}")
