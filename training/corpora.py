"""The corpora as documents: words by character offsets, and what the annotators said about them.

PolNeAR is read on the tokens that the product itself cuts; UD English EWT (with UNER and PropBank on the same tokens)
and GUM on their own.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.parsing.sentences import parse
from onrecord.parsing.tags import NAME_KINDS, ROLES, UPOS
from onrecord.parsing.windows import Ints, Layout, Pieces, WordPieces
from onrecord.record.analysis import Analysis
from onrecord.record.article import Article
from onrecord.record.text import span_of

__all__ = ["Document", "Labels", "Roles", "labels_of", "layout_of", "polnear", "read_rows", "treebanks"]

GUM_GENRES = frozenset({"news", "interview", "bio", "voyage", "court"})
GUM_LICENCES = frozenset({"CC BY 2.5", "CC BY-SA 3.0", "CC BY 4.0"})
GUM_KINDS = {"person": "PER", "organization": "ORG", "place": "LOC"}
AUXILIARY = frozenset({"be.03", "have.01", "do.01"})
RAREST_ARGUMENT = 40  # arguments seen less often are not learned
EDGE = frozenset("\"'“”‘’`,.;:-–—()[]…") | {"``", "''", "--", "..."}  # what the scorer trims off spans

Attribution = tuple[int, np.ndarray]  # the anchor word, and a tag (0 none, 1 + role) for each word of the document


@dataclass(frozen=True, slots=True)
class Labels:
    """The open label sets, in the order of their numbers."""

    deprels: tuple[str, ...]
    arguments: tuple[str, ...]  # the first is "no argument"


@dataclass(slots=True)
class Roles:
    """A document's statements: for each, the role of every word (`roles`, -1 none), and the anchor of its cue."""

    anchors: list[int] = field(default_factory=list)
    words: list[dict[int, int]] = field(default_factory=list)  # word to role


@dataclass(slots=True)
class Document:
    """Words and whatever is annotated on them; -1 or None where nothing is."""

    name: str
    layout: Layout
    pieces: Pieces
    statements: Roles | None = None
    upos: Ints | None = None
    head: Ints | None = None  # a root heads itself
    deprel: Ints | None = None
    names: Ints | None = None
    predicate: Ints | None = None
    arguments: list[tuple[int, int, int]] = field(default_factory=list)  # predicate word, head word, label
    rare_arguments: int = 0  # arguments whose label is not learned
    teacher: dict[int, np.ndarray] = field(default_factory=dict)  # sentence to the original encoder's vector


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a .jsonl or .jsonl.gz file."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def paragraphs(text: str) -> Article:
    """A bare text as an article: each line that is not blank is a paragraph."""
    body = (span_of(text, match.start(), match.end()) for match in re.finditer(r"[^\n]*\S[^\n]*", text))
    return Article(text=text, body=tuple(body))


def layout_of(text: str, analysis: Analysis) -> Layout:
    """The product's words of a text."""
    start = np.array([token.start for token in analysis.tokens], np.int64)
    end = np.array([token.end for token in analysis.tokens], np.int64)
    counts = [sentence.last - sentence.first for sentence in analysis.sentences]
    sentence = np.repeat(np.arange(len(counts)), counts)
    paragraph = np.repeat(np.array([one.paragraph for one in analysis.sentences], np.int64), counts)
    return Layout(text, start, end, sentence, paragraph)


# --- statements ------------------------------------------------------------------------------------------------------


def polnear(path: Path, cutter: WordPieces, limit: int | None = None) -> list[Document]:
    """PolNeAR articles with their attributions, spans trimmed of the marks around them as the scorer trims them."""
    rows = [row for row, _ in zip(read_rows(path), range(limit or 1_000_000), strict=False)]
    documents = []
    for row in rows:
        article = paragraphs(row["text"])
        layout = layout_of(article.text, parse(article))
        documents.append(Document(row["id"], layout, cutter.cut(layout), statements=Roles()))
    found = [
        [_roles_of(item, doc.layout) for item in row["attributions"]] for row, doc in zip(rows, documents, strict=True)
    ]
    cueness = _cueness(documents, found)
    for document, items in zip(documents, found, strict=True):
        _add_statements(document, items, cueness)
    return documents


def _add_statements(document: Document, items: list[dict[int, int]], cueness: dict[str, float]) -> None:
    words = document.layout.words()
    assert document.statements is not None
    for roles in items:
        cue = [word for word, role in roles.items() if role == ROLES.index("cue")]
        if cue:
            document.statements.anchors.append(max(cue, key=lambda word: cueness[words[word].lower()]))
            document.statements.words.append(roles)


def _cueness(documents: list[Document], found: list[list[dict[int, int]]]) -> dict[str, float]:
    """How often each word form stands in a cue: a cue's anchor is its most cue-like word ("said" in "has also said").

    An anchor chosen by form is found more surely than a cue's first or last word, whose choice annotators vary.
    """
    seen: Counter[str] = Counter()
    cued: Counter[str] = Counter()
    for document, items in zip(documents, found, strict=True):
        words = [word.lower() for word in document.layout.words()]
        seen.update(words)
        cued.update(words[word] for roles in items for word, role in roles.items() if role == ROLES.index("cue"))
    return {word: (cued[word] + 0.2) / (count + 4) for word, count in seen.items()}


def _roles_of(item: dict[str, Any], layout: Layout) -> dict[int, int]:
    roles: dict[int, int] = {}
    for role, name in enumerate(ROLES):
        inside = [word for start, end in item[name] for word in _words_in(layout, start, end)]
        for run in _runs(layout, sorted(set(inside))):
            roles.update(dict.fromkeys(run, role))
    return roles


def _words_in(layout: Layout, start: int, end: int) -> range:
    first = int(np.searchsorted(layout.end, start, side="right"))
    return range(first, int(np.searchsorted(layout.start, end)))


def _runs(layout: Layout, words: list[int]) -> Iterator[range]:
    """Runs of words with nothing but marks between them, without the marks at either end."""
    solid = [word for word in words if _form(layout, word) not in EDGE]
    run: list[int] = []
    for word in solid:
        if run and any(_form(layout, between) not in EDGE for between in range(run[-1] + 1, word)):
            yield range(run[0], run[-1] + 1)
            run = []
        run.append(word)
    if run:
        yield range(run[0], run[-1] + 1)


def _form(layout: Layout, word: int) -> str:
    return layout.text[layout.start[word] : layout.end[word]]


# --- treebanks -------------------------------------------------------------------------------------------------------


def labels_of(folder: Path) -> Labels:
    """The dependency and argument labels of the training corpora."""
    deprels: set[str] = set()
    for row in (*read_rows(folder / "ewt.train.jsonl.gz"), *_free_gum(folder / "gum.train.jsonl.gz")):
        deprels.update(token["deprel"] for sentence in row["sentences"] for token in sentence["tokens"])
    seen = Counter(
        argument["label"]
        for row in read_rows(folder / "ewt_srl.train.jsonl.gz")
        for frame in row["frames"]
        for argument in frame["args"]
    )
    arguments = sorted(label for label, count in seen.items() if count >= RAREST_ARGUMENT)
    return Labels(tuple(sorted(deprels)), ("", *arguments))


def treebanks(folder: Path, part: str, cutter: WordPieces, labels: Labels) -> list[Document]:
    """EWT with names and roles, and the freely licensed part of GUM; `part` is "train" or "dev"."""
    ewt = [_treebank_document(row, cutter, labels) for row in read_rows(_found(folder, f"ewt.{part}.jsonl"))]
    places = _sentence_places(folder, part)
    _add_names(ewt, places, _found(folder, f"uner_ewt.{part}.jsonl"))
    _add_roles(ewt, places, _found(folder, f"ewt_srl.{part}.jsonl"), labels)
    return ewt + _gum(folder, part, cutter, labels)


def _found(folder: Path, name: str) -> Path:
    zipped = folder / f"{name}.gz"
    return zipped if zipped.exists() else folder / name


def _treebank_document(row: dict[str, Any], cutter: WordPieces, labels: Labels) -> Document:
    tokens = [(token, number) for number, sentence in enumerate(row["sentences"]) for token in sentence["tokens"]]
    opened = np.cumsum([sentence["newpar"] for sentence in row["sentences"]])
    number = np.array([its for _, its in tokens], np.int64)
    start, end = (np.array([token[key] for token, _ in tokens], np.int64) for key in ("start", "end"))
    layout = Layout(row["text"], start, end, number, opened[number])
    sizes = np.array([len(sentence["tokens"]) for sentence in row["sentences"]])
    base = np.repeat(np.cumsum(sizes) - sizes, sizes)
    head = np.array([token["head"] for token, _ in tokens], np.int64)
    return Document(
        row["id"],
        layout,
        cutter.cut(layout),
        upos=np.array([UPOS.index(token["upos"]) if token["upos"] in UPOS else -1 for token, _ in tokens]),
        head=np.where(head > 0, base + head - 1, np.arange(len(tokens))),
        deprel=np.array([_number(labels.deprels, token["deprel"]) for token, _ in tokens]),
    )


def _number(names: tuple[str, ...], name: str) -> int:
    return names.index(name) if name in names else -1


def _sentence_places(folder: Path, part: str) -> dict[str, tuple[int, int, int]]:
    """Sentence id to (document, first word, words)."""
    places = {}
    for number, row in enumerate(read_rows(_found(folder, f"ewt.{part}.jsonl"))):
        at = 0
        for sentence in row["sentences"]:
            places[sentence["sent_id"]] = (number, at, len(sentence["tokens"]))
            at += len(sentence["tokens"])
    return places


def _add_names(documents: list[Document], places: dict[str, tuple[int, int, int]], path: Path) -> None:
    for row in read_rows(path):
        document, at, count = places.get(row.get("sent_id") or row["id"], (0, 0, -1))
        if count != len(row["tokens"]):
            continue
        names = _names_of(documents[document])
        names[at : at + count] = 0
        for entity in (*row.get("entities_oth", ()), *row["entities"]):
            first, stop = _entity_words(entity, row["tokens"])
            kind = entity.get("type") or entity["label"]
            tag_name(names, at + first, at + stop, kind if kind in NAME_KINDS else "OTHER")


def _entity_words(entity: dict[str, Any], tokens: list[Any]) -> tuple[int, int]:
    """The two files of UNER say where a name is in two ways: by words, by characters."""
    if "start_token" in entity:
        return entity["start_token"], entity["end_token_exclusive"]
    inside = [i for i, (start, end) in enumerate(tokens) if start < entity["end"] and end > entity["start"]]
    return inside[0], inside[-1] + 1


def _names_of(document: Document) -> Ints:
    if document.names is None:
        document.names = np.full(len(document.layout), -1, np.int64)
    return document.names


def tag_name(names: Ints, first: int, stop: int, kind: str) -> None:
    """Write BIOES tags of one name over the words `first` to `stop`."""
    base = 1 + 4 * NAME_KINDS.index(kind)
    names[first:stop] = base + 1
    names[first], names[stop - 1] = base, base + 2
    if stop - first == 1:
        names[first] = base + 3


def _add_roles(documents: list[Document], places: dict[str, tuple[int, int, int]], path: Path, labels: Labels) -> None:
    for row in read_rows(path):
        number, at, count = places.get(row["sent_id"], (0, 0, -1))
        if count != len(row["tokens"]):
            continue
        document = documents[number]
        if document.predicate is None:
            document.predicate = np.full(len(document.layout), -1, np.int64)
        document.predicate[at : at + count] = 0
        for frame in row["frames"]:
            if frame["roleset"] not in AUXILIARY:
                document.predicate[at + frame["predicate"]] = 1
                learned = list(_arguments(frame, at, labels))
                document.arguments.extend(learned)
                document.rare_arguments += len(frame["args"]) - len(learned)


def _arguments(frame: dict[str, Any], at: int, labels: Labels) -> Iterator[tuple[int, int, int]]:
    for argument in frame["args"]:
        label = _number(labels.arguments, argument["label"])
        if label > 0:
            yield at + frame["predicate"], at + argument["head_token"], label


def _free_gum(path: Path) -> Iterator[dict[str, Any]]:
    for row in read_rows(path):
        if row["genre"] in GUM_GENRES and row["text_licence"] in GUM_LICENCES:
            yield row


def _gum(folder: Path, part: str, cutter: WordPieces, labels: Labels) -> list[Document]:
    documents = []
    for row in _free_gum(_found(folder, f"gum.{part}.jsonl")):
        document = _treebank_document(row, cutter, labels)
        names = _names_of(document)
        names[:] = np.where(_capitalised(document), -1, 0)
        for first, stop, kind in _gum_names(row, document):
            tag_name(names, first, stop, kind)
        documents.append(document)
    return documents


def _capitalised(document: Document) -> NDArray[np.bool_]:
    """Proper nouns and capitalised adjectives: where GUM marks no person, organization or place, UNER still might."""
    assert document.upos is not None
    big = np.array([word[:1].isupper() for word in document.layout.words()])
    unsure: NDArray[np.bool_] = (document.upos == UPOS.index("PROPN")) | (big & (document.upos == UPOS.index("ADJ")))
    return unsure


def _gum_names(row: dict[str, Any], document: Document) -> Iterator[tuple[int, int, str]]:
    """GUM marks whole mentions; its names are taken to be the runs of proper nouns around a mention's head."""
    assert document.upos is not None
    proper = document.upos == UPOS.index("PROPN")
    taken: set[int] = set()
    for entity in row["entities"]:
        low, high = entity["tok"]
        head = low + int(str(entity["minspan"]).split(",")[0]) - 1
        kind = GUM_KINDS.get(entity["type"])
        if kind is None or not (low <= head < high and proper[head]) or head in taken:
            continue
        first, stop = head, head + 1
        while first > low and proper[first - 1]:
            first -= 1
        while stop < high and proper[stop]:
            stop += 1
        taken.update(range(first, stop))
        yield first, stop, kind
