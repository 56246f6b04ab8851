"""Sentence ends and tokens against UD English: GUM's and EWT's development documents, paragraphs given by line ends.

usage: python -m evals.sentences [--data FOLDER]
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from evals.corpora import folder_option, rows
from onrecord.parsing.sentences import tokens_and_sentences
from onrecord.record.article import Article
from onrecord.record.text import span_of

CORPORA = ("gum.dev", "ewt.dev")
NEWSLIKE = frozenset(["news", "weblog"])

_LINE = re.compile(r"[^\n]*\S[^\n]*")


def measure(folder: Path) -> dict[str, float]:
    """Precision, recall and F1 of sentence ends and of tokens; `news.` rows are GUM's news and EWT's weblogs."""
    figures: dict[str, float] = {}
    for corpus in CORPORA:
        for part, kept in parts(list(rows(folder, corpus))):
            for unit in ("sentences", "tokens"):
                precision, recall, f1 = _agreement(kept, unit)
                name = f"{corpus}.{part}{unit}"
                figures |= {f"{name}.precision": precision, f"{name}.recall": recall, f"{name}.f1": f1}
    return figures


def parts(documents: list[dict[str, Any]]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    yield "", documents
    yield "news.", [document for document in documents if document["genre"] in NEWSLIKE]


def _agreement(documents: Iterable[dict[str, Any]], unit: str) -> tuple[float, float, float]:
    found: Counter[str] = Counter()
    for document in documents:
        ours, gold = _marks(document)[unit]
        found.update(ours=len(ours), gold=len(gold), both=len(ours & gold))
    precision, recall = found["both"] / found["ours"], found["both"] / found["gold"]
    return precision, recall, 2 * precision * recall / (precision + recall)


def _marks(document: dict[str, Any]) -> dict[str, tuple[set[Any], set[Any]]]:
    text = document["text"]
    body = tuple(span_of(text, *line.span()) for line in _LINE.finditer(text))
    tokens, sentences = tokens_and_sentences(Article(text=text, body=body))
    gold = {(token["start"], token["end"]) for sentence in document["sentences"] for token in sentence["tokens"]}
    return {
        "sentences": ({s.end for s in sentences}, {s["end"] for s in document["sentences"]}),
        "tokens": ({(t.start, t.end) for t in tokens}, gold),
    }


if __name__ == "__main__":
    for name, value in measure(folder_option(__doc__ or "").parse_args().data).items():
        print(f"{name:<34} {value:.4f}")
