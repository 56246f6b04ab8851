"""Time expressions on TimeBank and AQUAINT, as given out for TempEval-3.

usage: python -m evals.times [--data FOLDER]

Half of TimeBank was kept aside while the grammar was written, the texts for which `kept_aside` is true, and scored once
before any of it was read: strict 0.867, value 0.778, where the other half had 0.936 and 0.856. That is what to expect
of news that the grammar has not seen. Its errors were read afterwards; the figures printed here are those of today.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path
from typing import Any

from evals.corpora import UnreadText, folder_option, rows
from evals.scoring_times import FIGURES, count, figures
from onrecord.finding.times import find_times
from onrecord.parsing.sentences import parse
from onrecord.reading.plain import read_text
from onrecord.record.analysis import Analysis
from onrecord.record.article import Article
from onrecord.record.cells import Time
from onrecord.record.intake import Refusal

CORPORA = ("timex.timebank", "timex.aquaint")


def kept_aside(name: str) -> bool:
    """Whether the text with this id belongs to the half of TimeBank that was kept aside."""
    return hashlib.sha256(name.encode("utf-8")).digest()[0] % 2 == 1


def article_of(row: dict[str, Any]) -> Article:
    """A row's text as an article, its creation time given as the publication date."""
    document = read_text(row["text"], id=row["id"], published=row["dct"])
    if isinstance(document, Refusal):
        raise UnreadText(f"{document.place}: {document.message}")
    return document.article


def found_in(row: dict[str, Any]) -> tuple[tuple[Time, ...], Analysis]:
    """The times of a row's text, and its sentences.

    The product's own steps, without the encoder, which times do not read.
    """
    article = article_of(row)
    analysis = parse(article)
    return find_times(article, analysis), analysis


def measure(folder: Path) -> dict[str, float]:
    """F1 by corpus, of both together, and of the two halves of TimeBank."""
    groups: dict[str, list[Counter[str]]] = {}
    for corpus in CORPORA:
        for gold in rows(folder, corpus):
            counts = count(gold, found_in(gold)[0])
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
