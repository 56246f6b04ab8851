"""Sentences for the head of happenings: words by their states in the encoder, and what they tell.

Three kinds of telling: what the rules find (silver); what was marked (`happening_labels.jsonl` and
`happening_labels_more.jsonl`, by offsets into the corpora; `happening_sentences.jsonl`, which were written for this;
the seen half of PLOVER's gold sentences); and the one type that a machine-written story is labelled with.
"""

from __future__ import annotations

import json
import random
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from evals.corpora import rows
from evals.scoring_events import TODAY, kept_aside
from onrecord.parsing.encoder import Encoder
from onrecord.parsing.sentences import parse
from onrecord.pipeline import encoder, read_document
from onrecord.reading.plain import read_text
from onrecord.record.analysis import Analysis, Sentence
from onrecord.record.cells import Event, Party
from onrecord.record.intake import Document
from onrecord.record.vocabulary import EVENT_TYPES, Factuality

__all__ = ["LABELS", "WRITTEN", "Page", "Row", "Telling", "pages_of", "rows_of", "states_of"]

LABELS = tuple(Path(__file__).with_name(f"happening_labels{more}.jsonl") for more in ("", "_more"))
WRITTEN = Path(__file__).with_name("happening_sentences.jsonl")
STATES = (
    "/states/Concat_output_0"  # the output of every layer, by words, inside the graph that `training.export` writes
)
SHORTEST, LONGEST = 3, 120  # words of a sentence that is trained on
STORIES = 170  # of a type, beside those that are labelled
STORY_SENTENCES = 4
_ORDER = tuple(Factuality)


@dataclass(frozen=True, slots=True)
class Telling:
    """An event by words of its sentence, numbered from 0: its trigger, type (1 for the first), parties, factuality."""

    word: int
    type: int
    actors: tuple[int, ...]
    recipients: tuple[int, ...]
    factuality: int


@dataclass(frozen=True, slots=True)
class Page:
    """A text of a corpus, or a sentence that was written (`corpus` is the name of its file), as the product parses and
    reads it with the rules alone.
    """

    corpus: str
    row: dict[str, Any]
    document: Document
    analysis: Analysis
    events: tuple[Event, ...]
    story: bool = False  # only its label is learned from


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """A sentence: where its words' states begin and how many they are, and what it tells. `gold` is None where nobody
    has read it; `label` is a story's type, from 1.
    """

    page: int
    sentence: int
    start: int
    words: int
    silver: tuple[Telling, ...]
    gold: tuple[Telling, ...] | None
    seen: tuple[Telling, ...] | None  # of PLOVER's sentences
    label: int | None


def pages_of(corpora: Path) -> list[Page]:
    """The labelled texts, PLOVER's sentences, stories of each type, and the written sentences, in a fixed order."""
    labelled = {(label["corpus"], label["id"]) for label in labels_of()}
    found = _texts(corpora, labelled)
    found += [("plover_gsr.dev", row) for row in rows(corpora, "plover_gsr.dev")]
    stories = [("plover_synthetic_ngec", row) for row in _stories(corpora, {id_ for _, id_ in labelled})]
    return [*_read(found), *(replace(page, story=True) for page in _read(stories, opening=True)), *written_pages()]


def written_pages() -> list[Page]:
    """The written sentences, each a text of its own."""
    return _read([(WRITTEN.stem, row) for row in map(json.loads, WRITTEN.read_text("utf-8").splitlines())])


def _texts(corpora: Path, wanted: AbstractSet[tuple[str, str]]) -> list[tuple[str, dict[str, Any]]]:
    return [
        (corpus, row)
        for corpus in sorted({corpus for corpus, _ in wanted})
        for row in _identified(corpora, corpus)
        if (corpus, row["id"]) in wanted
    ]


def _read(found: Sequence[tuple[str, dict[str, Any]]], *, opening: bool = False) -> list[Page]:
    documents = [_document(row, corpus, opening=opening) for corpus, row in found]
    analyses = encoder()(document.article for document in documents)
    return [
        Page(corpus, row, document, analysis, _by_rules(document, analysis))
        for (corpus, row), document, analysis in zip(found, documents, analyses, strict=True)
    ]


def _identified(corpora: Path, corpus: str) -> Iterator[dict[str, Any]]:
    """The rows of a corpus with an `id`; bodies of FNC-1 have one only beside their part."""
    for row in rows(corpora, corpus):
        if corpus != "fnc1.bodies":
            yield row
        elif row["split"] == "train":
            yield {**row, "id": row["body_id"]}


@cache
def labels_of() -> tuple[dict[str, Any], ...]:
    """What readers marked in the corpora, sentence by sentence."""
    return tuple(json.loads(line) for file in LABELS for line in file.read_text("utf-8").splitlines())


@cache
def _marked() -> dict[tuple[str, str, int], list[dict[str, Any]]]:
    return {(label["corpus"], label["id"], label["start"]): label["events"] for label in labels_of()}


def _stories(corpora: Path, known: set[str]) -> list[dict[str, Any]]:
    by_type = defaultdict(list)
    for row in rows(corpora, "plover_synthetic_ngec"):
        if row["id"] not in known:
            by_type[row["label"]].append(row)
    luck = random.Random(77)
    return [row for _, group in sorted(by_type.items()) for row in luck.sample(group, min(STORIES, len(group)))]


def _document(row: dict[str, Any], corpus: str, *, opening: bool) -> Document:
    published = row.get("date") or row.get("dct") or None
    whole = read_text(row["text"], id=f"{corpus}|{row['id']}", published=published)
    if not opening:
        return whole
    analysis = parse(whole.article)
    end = analysis.sentences[min(STORY_SENTENCES, len(analysis.sentences)) - 1].end
    return read_text(whole.article.text[:end], id=whole.id, published=published)


def _by_rules(document: Document, analysis: Analysis) -> tuple[Event, ...]:
    """The events that the rules find, without the scores of a head that was trained before."""
    unscored = Analysis(
        tokens=analysis.tokens, sentences=analysis.sentences, names=analysis.names, predicates=analysis.predicates,
        attributions=analysis.attributions, dateline=analysis.dateline,
    )  # fmt: skip
    return read_document(document, parser=lambda _: iter([unscored])).events


# --- states


def states_of(pages: Sequence[Page], model: Path, out: Path) -> np.ndarray:
    """The states of all words of the pages (words, layers, width) in half precision, kept in the file `out`.

    `model` is a folder whose `model.onnx` gives the states too (`training.graft.opened`).
    """
    reader = Encoder(model)
    counts = np.cumsum([0, *(len(page.analysis.tokens) for page in pages)])
    states = np.lib.format.open_memmap(out, "w+", np.float16, (int(counts[-1]), 7, 384))
    for page, first in zip(pages, counts.tolist(), strict=False):
        for places, own, output in reader.read_windows(page.document.article.text, page.analysis):
            states[[first + place for place in places]] = output[STATES][:, 0, own].transpose(1, 0, 2)
    states.flush()
    return states


# --- rows


def rows_of(pages: Sequence[Page]) -> list[Row]:
    """The sentences of the pages that are neither very short nor very long."""
    first, found = 0, []
    for number, page in enumerate(pages):
        for place, sentence in enumerate(page.analysis.sentences):
            if SHORTEST <= sentence.last - sentence.first <= LONGEST:
                found.append(_row(page, number, place, first + sentence.first))
        first += len(page.analysis.tokens)
    return found


def _row(page: Page, number: int, place: int, start: int) -> Row:
    sentence = page.analysis.sentences[place]
    words = _Words(page.analysis, sentence)
    events = _events_of(page, words)
    plover = page.corpus == "plover_gsr.dev" and not kept_aside(page.row["id"])
    return Row(
        page=number, sentence=place, start=start, words=sentence.last - sentence.first,
        silver=tuple(words.told(event) for event in page.events if event.type and words.holds(event.trigger.start)),
        gold=None if events is None else tuple(map(words.marked, events)),
        seen=words.plover(page.row, page.events) if plover else None,
        label=EVENT_TYPES.index(page.row["label"]) + 1 if page.story else None,
    )  # fmt: skip


def _events_of(page: Page, words: _Words) -> list[dict[str, Any]] | None:
    """The events that were marked in a sentence; None where nobody has read it."""
    if page.corpus == WRITTEN.stem:
        return [event for event in page.row["events"] if words.holds(event["trigger"][0])]
    return None if page.story else _marked().get((page.corpus, page.row["id"], words.sentence.start))


class _Words:
    """The words of a sentence by offsets."""

    def __init__(self, analysis: Analysis, sentence: Sentence) -> None:
        self.tokens = analysis.tokens[sentence.first : sentence.last]
        self.starts = [token.start for token in self.tokens]
        self.heads = [(token.head if token.head is not None else -1) - sentence.first for token in self.tokens]
        self.sentence = sentence

    def holds(self, offset: int) -> bool:
        return self.sentence.start <= offset < self.sentence.end

    def at(self, offset: int) -> int:
        return min(bisect_left(self.starts, offset), len(self.starts) - 1)

    def head(self, start: int, end: int) -> int:
        """The word of a span whose head lies outside of it."""
        inside = [word for word, token in enumerate(self.tokens) if token.start < end and start < token.end]
        return next((word for word in inside if self.heads[word] not in inside), self.at(start))

    def told(self, event: Event) -> Telling:
        kind = EVENT_TYPES.index(event.type or "") + 1
        sides = (self._heads(event.actors), self._heads(event.recipients))
        return Telling(self.at(event.trigger.start), kind, *sides, _ORDER.index(event.factuality))

    def _heads(self, parties: Iterable[Party]) -> tuple[int, ...]:
        return tuple(self.head(party.start, party.end) for party in parties if self.holds(party.start))

    def marked(self, event: dict[str, Any]) -> Telling:
        sides = (
            tuple(self.at(start) for start, _ in event[key] if self.holds(start)) for key in ("actors", "recipients")
        )
        kind = EVENT_TYPES.index(event["type"]) + 1
        return Telling(self.at(event["trigger"][0]), kind, *sides, _ORDER.index(Factuality(event["factuality"])))

    def plover(self, row: dict[str, Any], events: Sequence[Event]) -> tuple[Telling, ...] | None:
        """The one event of a PLOVER sentence; its trigger is the rules' where they find it in the marked words."""
        kind = TODAY.get(row["event"], row["event"])
        spans = row["event_spans"]
        ruled = [e for e in events if e.type == kind and any(a <= e.trigger.start < b for a, b in spans)]
        if not spans or not self.holds(spans[0][0]):
            return None
        word = self.at(ruled[0].trigger.start) if ruled else self._telling_word(spans)
        sides = (
            tuple(self.head(*span) for party in row[key] or [] for span in party["spans"] if self.holds(span[0]))
            for key in ("source", "target")
        )
        sure = _ORDER.index(ruled[0].factuality) if ruled else 0
        return (Telling(word, EVENT_TYPES.index(kind) + 1, *sides, sure),)

    def _telling_word(self, spans: Sequence[Sequence[int]]) -> int:
        inside = [self.at(start) for start, _ in spans]
        words = [w for w, token in enumerate(self.tokens) if any(a < token.end and token.start < b for a, b in spans)]
        telling = [w for w in words if self.tokens[w].upos in {"VERB", "NOUN", "ADJ"}]
        return next((w for w in telling if self.heads[w] not in words), (telling or inside)[0])
