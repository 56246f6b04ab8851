"""Statements on PolNeAR's development articles.

usage: python -m evals.statements [--data FOLDER]
"""

from __future__ import annotations

from pathlib import Path

from evals.corpora import folder_option, readings, rows
from evals.scoring_statements import score


def measure(folder: Path) -> dict[str, float]:
    """The figures of the shipped reader on `polnear.dev`."""
    return score(readings(rows(folder, "polnear.dev")))


if __name__ == "__main__":
    for name, value in measure(folder_option(__doc__ or "").parse_args().data).items():
        print(f"{name:<18} {value:.3f}")
