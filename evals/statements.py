"""Statements on PolNeAR's development articles.

usage: python -m evals.statements [--data FOLDER]
"""

from __future__ import annotations

from pathlib import Path

from evals.corpora import folder_option, readings, rows
from evals.scoring_statements import score
from onrecord.pipeline import rules


def measure(folder: Path) -> dict[str, float]:
    """The figures of the shipped reader on `polnear.dev`."""
    return score(readings(rows(folder, "polnear.dev")))


def measure_rules(folder: Path) -> dict[str, float]:
    """The same for the rules that stand in where no encoder has read."""
    return score(readings(rows(folder, "polnear.dev"), parser=rules))


if __name__ == "__main__":
    folder = folder_option(__doc__ or "").parse_args().data
    by_rule = measure_rules(folder)
    print(f"{'':<18} encoder  rules")
    for name, value in measure(folder).items():
        print(f"{name:<18} {value:.3f}    {by_rule[name]:.3f}")
