"""Measure the encoder's heads through the ONNX runtime: `python -m evals.heads [--data FOLDER] [--model FOLDER]`.

On gold tokens and sentences: UNER dev (PER, ORG, LOC, exact spans), EWT dev (UPOS, UAS, LAS with full labels and with
main labels), PropBank EWT dev (predicates; arguments by head word and label, given gold predicates). On PolNeAR dev:
the rank correlation of the likeness of sentences with the original encoder's (this one needs torch and is left out
without). Speed: word pieces a second over PolNeAR dev.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from evals.corpora import DEFAULT_FOLDER
from onrecord.parsing.decode import runs
from onrecord.parsing.encoder import MODEL, Encoder
from onrecord.parsing.sentences import parse
from onrecord.parsing.tags import NAME_KINDS, UPOS
from onrecord.record.analysis import Analysis, Sentence, Token
from training.corpora import Document, Labels, paragraphs, polnear, treebanks

Tally = dict[str, list[int]]


def f1(hits: int, given: int, gold: int) -> float:
    return 2 * hits / (given + gold) if given + gold else 0.0


def gold_cut(document: Document) -> Analysis:
    """A document's own tokens and sentences, without any head's answer."""
    layout = document.layout
    tokens = tuple(Token(a, b) for a, b in zip(layout.start.tolist(), layout.end.tolist(), strict=True))
    starts = [*np.flatnonzero(np.diff(layout.sentence, prepend=-1)).tolist(), len(tokens)]
    sentences = tuple(
        Sentence(tokens[a].start, tokens[b - 1].end, a, b, int(layout.paragraph[a])) for a, b in pairwise(starts)
    )
    return Analysis(tokens=tokens, sentences=sentences)


def count_names(document: Document, read: Analysis, tally: Tally) -> None:
    """Names of the kinds that UNER has, in the sentences that it has."""
    if document.names is None:
        return
    layout = document.layout
    known = {int(at): number for number, at in enumerate(layout.start) if document.names[number] >= 0}
    path = np.maximum(document.names, 0)
    gold = {(int(layout.start[a]), int(layout.end[b - 1]), NAME_KINDS[kind]) for kind, a, b in runs(path)}
    given = {(name.start, name.end, name.kind) for name in read.names or () if name.start in known}
    gold, given = ({row for row in rows if row[2] != "OTHER"} for rows in (gold, given))
    add(tally, "names", len(gold & given), len(given), len(gold))


def count_syntax(document: Document, read: Analysis, deprels: tuple[str, ...], tally: Tally) -> None:
    assert document.upos is not None
    assert document.head is not None
    assert document.deprel is not None
    for number, token in enumerate(read.tokens):
        right = document.upos[number] >= 0 and token.upos == UPOS[document.upos[number]]
        head = token.head == (-1 if document.head[number] == number else document.head[number])
        label = deprels[document.deprel[number]] if document.deprel[number] >= 0 else "?"
        main = str(token.label).split(":")[0] == label.split(":")[0]
        for name, value in (
            ("upos", right), ("uas", head), ("las", head and token.label == label), ("las, main labels", head and main),
        ):  # fmt: skip
            add(tally, name, int(value), 1, 1)


def count_predicates(document: Document, read: Analysis, tally: Tally) -> None:
    if document.predicate is not None:
        gold = {int(word) for word in np.flatnonzero(document.predicate == 1)}
        given = {one.token for one in read.predicates or () if document.predicate[one.token] >= 0}
        add(tally, "predicates", len(gold & given), len(given), len(gold))


def count_arguments(document: Document, asked: Analysis, arguments: tuple[str, ...], tally: Tally) -> None:
    """`asked` has every word that may be a predicate; only gold ones count. Labels too rare to learn are misses."""
    if document.predicate is None:
        return
    gold = {int(word) for word in np.flatnonzero(document.predicate == 1)}
    expected = {(predicate, head, arguments[label]) for predicate, head, label in document.arguments}
    given = {
        (one.token, its.head, its.label) for one in asked.predicates or () if one.token in gold for its in one.arguments
    }
    add(tally, "arguments", len(expected & given), len(given), len(expected) + document.rare_arguments)


def add(tally: Tally, name: str, hits: int, given: int, gold: int) -> None:
    row = tally.setdefault(name, [0, 0, 0])
    for place, value in enumerate((hits, given, gold)):
        row[place] += value


def treebank_figures(folder: Path, model: Path) -> dict[str, float]:
    labels = json.loads((model / "labels.json").read_text("utf-8"))
    deprels, arguments = tuple(labels["deprels"]), tuple(labels["arguments"])
    strict, loose = Encoder(model, threads=2), Encoder(model, threads=2, predicate=0.1)
    documents = [
        one
        for one in treebanks(folder, "dev", strict.cutter, Labels(deprels, arguments))
        if not one.name.startswith("GUM")
    ]
    cut = [(document.layout.text, gold_cut(document)) for document in documents]
    tally: Tally = {}
    for document, read, asked in zip(documents, strict.complete(cut), loose.complete(cut), strict=True):
        count_names(document, read, tally)
        count_syntax(document, read, deprels, tally)
        count_predicates(document, read, tally)
        count_arguments(document, asked, arguments, tally)
    return {name: f1(*row) for name, row in tally.items()}


def measure(folder: Path) -> dict[str, float]:
    """The figures of the shipped model's heads that need no torch."""
    return treebank_figures(folder, MODEL)


def ranks(values: np.ndarray) -> np.ndarray:
    out = np.empty(len(values))
    out[values.argsort()] = np.arange(len(values))
    return out


def same_figures(folder: Path, model: Path, most: int = 1500) -> dict[str, float]:
    """Spearman's correlation of all pairs' likeness, ours against the original encoder's, over `most` sentences."""
    if find_spec("torch") is None:
        return {}
    from training.teacher import add_teacher  # noqa: PLC0415 (torch is needed for this figure alone)

    encoder = Encoder(model, threads=2)
    documents = polnear(folder / "polnear.dev.jsonl", encoder.cutter)
    add_teacher(documents, encoder.cutter)
    ours, theirs = [], []
    for document in documents:
        vectors = encoder.sentence_vectors(document.layout.text, parse(paragraphs(document.layout.text)))
        for number, vector in document.teacher.items():
            ours.append(vectors[number])
            theirs.append(vector.astype(np.float32))
    pick = np.random.default_rng(0).permutation(len(ours))[:most]
    a, b = np.stack(ours)[pick], np.stack(theirs)[pick]
    upper = np.triu_indices(len(pick), 1)
    pairs = (a @ a.T)[upper], (b @ b.T)[upper]
    high = pairs[1] > 0.3
    return {
        "same": float(np.corrcoef(ranks(pairs[0]), ranks(pairs[1]))[0, 1]),
        "same, pairs above 0.3": float(np.corrcoef(ranks(pairs[0][high]), ranks(pairs[1][high]))[0, 1]),
        "same, mean cosine": float((a * b).sum(1).mean()),
    }


def speed_figures(folder: Path, model: Path, threads: int) -> dict[str, float]:
    began = time.perf_counter()
    encoder = Encoder(model, threads=threads)
    started = time.perf_counter() - began
    documents = polnear(folder / "polnear.dev.jsonl", encoder.cutter)
    cut = [(document.layout.text, parse(paragraphs(document.layout.text))) for document in documents]
    list(encoder.complete(cut[:4]))
    began = time.perf_counter()
    list(encoder.complete(cut))
    seconds = time.perf_counter() - began
    pieces = sum(len(document.pieces.ids) for document in documents)
    return {"start-up, s": started, "word pieces a second": pieces / seconds, "threads": threads}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DEFAULT_FOLDER, help="folder of the corpora (docs/corpora.md)")
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    figures = treebank_figures(options.data, options.model)
    figures |= same_figures(options.data, options.model)
    figures |= speed_figures(options.data, options.model, options.threads)
    for name, value in figures.items():
        print(f"{name:<26} {value:.4f}")


if __name__ == "__main__":
    main()
