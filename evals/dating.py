"""Dates of events on TimeBank-Dense, for the half of TimeBank that was seen and the half kept aside.

usage: python -m evals.dating [--data FOLDER]

The product's own steps, with the encoder: which time governs an event is a matter of syntax.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from evals.corpora import MissingCorpus, folder_option, rows
from evals.scoring_dating import count, dense_relations, figures
from evals.times import article_of, kept_aside
from onrecord.finding.times import find_times
from onrecord.pipeline import encoder

CORPORA = ("timex.timebank", "timebank_dense")


def measure(folder: Path) -> dict[str, float]:
    """Precision and recall of the dates of events. Raises MissingCorpus where a corpus is absent."""
    path = folder / f"{CORPORA[1]}.tsv"
    if not path.exists():
        raise MissingCorpus(f"{CORPORA[1]} is not in {folder}; docs/corpora.md says where it is published")
    dense = dense_relations(path)
    groups: dict[str, list[Counter[str]]] = {"all": [], "seen": [], "aside": []}
    related = [row for row in rows(folder, CORPORA[0]) if row["id"] in dense]
    articles = [article_of(row) for row in related]
    for row, article, analysis in zip(related, articles, encoder()(articles), strict=True):
        counts = count(row, dense[row["id"]], find_times(article, analysis), analysis)
        groups["all"].append(counts)
        groups["aside" if kept_aside(row["id"]) else "seen"].append(counts)
    return {f"{group}.{name}": value for group, counts in groups.items() for name, value in figures(counts).items()}


if __name__ == "__main__":
    for name, value in measure(folder_option(__doc__ or "").parse_args().data).items():
        print(f"{name:<24} {value:.3f}")
