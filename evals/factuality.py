"""Factuality of events on TimeBank and CASIE, for the halves that were seen and those kept aside.

usage: python -m evals.factuality [--data FOLDER]

A tenth of CASIE is measured, which takes half a minute; what is kept aside was not read while the rules were written.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from evals.corpora import folder_option, rows
from evals.scoring_factuality import DENIED, OPEN, Pair, casie_pairs, figures, timebank_pairs
from evals.times import article_of, kept_aside
from onrecord.finding.happenings.trees import Tree, tree_of
from onrecord.finding.phrases import page_of
from onrecord.pipeline import encoder

CORPORA = ("timex.timebank", "casie")
TENTH = 26  # of the 256 values of a byte

Pairs = Callable[[dict[str, Any], Tree], Iterator[Pair]]


def measure(folder: Path) -> dict[str, float]:
    """The figures by corpus and half. Raises MissingCorpus where a corpus is absent."""
    casie = [row for row in rows(folder, "casie") if hashlib.sha256(row["id"].encode()).digest()[1] < TENTH]
    timebank = list(rows(folder, "timex.timebank"))
    return {
        **_figures("timebank", timebank, timebank_pairs, (DENIED, OPEN)),
        **_figures("casie", casie, casie_pairs, (OPEN,)),
    }


def _figures(corpus: str, gold: list[dict[str, Any]], pairs: Pairs, answers: tuple[str, ...]) -> dict[str, float]:
    counts: dict[str, Counter[Pair]] = {"seen": Counter(), "aside": Counter()}
    for row, tree in zip(gold, trees(gold), strict=True):
        counts["aside" if kept_aside(row["id"]) else "seen"].update(pairs(row, tree))
    return {
        f"{corpus}.{half}.{name}": value
        for half, found in counts.items()
        for name, value in figures(found, answers).items()
    }


def trees(gold: list[dict[str, Any]]) -> Iterator[Tree]:
    """The trees of each row's text, by the encoder that ships."""
    articles = [article_of({"dct": None, **row}) for row in gold]
    for article, analysis in zip(articles, encoder()(articles), strict=True):
        yield tree_of(page_of(article, analysis), analysis.names)


if __name__ == "__main__":
    for name, value in measure(folder_option(__doc__ or "").parse_args().data).items():
        print(f"{name:<36} {value:.3f}")
