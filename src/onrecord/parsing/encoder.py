"""The encoder at run time: articles in, `Analysis` values out, by one int8 ONNX file and no torch.

Every window is read by itself, several at a time on as many threads as asked for. An answer therefore never depends on
what else is read (int8 activations are scaled by what is in the tensor at hand), and nothing is padding.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any, Final

import msgspec
import numpy as np
import onnxruntime  # type: ignore[import-untyped]
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.parsing.attributions import Asked, Calibration, Found, Tagger, settled
from onrecord.parsing.datelines import hidden, restored
from onrecord.parsing.decode import IMPOSSIBLE, Floats, best_paths, extents, repaired, roles_of, runs
from onrecord.parsing.sentences import parse
from onrecord.parsing.tags import NAME_KINDS, UPOS, legal_moves
from onrecord.parsing.windows import Ints, Layout, Pieces, Window, WordPieces, windows_of
from onrecord.record.analysis import Analysis, Attribution, Name, Predicate, Prospect, RoleArgument, Token
from onrecord.record.article import Article
from onrecord.record.text import Span, span_of
from onrecord.record.vocabulary import EVENT_TYPES

__all__ = ["INPUTS", "MODEL", "Encoder", "likeness", "loaded"]

MODEL: Final = Path(__file__).parent / "model"
INPUTS: Final = ("ids", "flags", "first", "last", "sentence")
VECTOR: Final = 384
TOGETHER: Final = 64  # windows answered at once: about 15,000 word pieces
SLIGHT: Final = 0.02  # a type less likely is not passed on
FAINT: Final = 0.05  # nor a party
CORE: Final = frozenset({"ARG0", "ARG1", "ARG2", "ARG3", "ARG4"})
NAME_MOVES: Final = np.where(legal_moves(len(NAME_KINDS)), 0, IMPOSSIBLE).astype(np.float32)

Output = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Page:
    """An article on its way through: its words, pieces and windows. `whole` is the analysis with its dateline."""

    whole: Analysis
    analysis: Analysis
    layout: Layout
    pieces: Pieces
    windows: tuple[Window, ...]


@dataclass(frozen=True, slots=True)
class _Answer:
    """What one window says about the words that it owns; word numbers are those of the article."""

    upos: Ints
    heads: Ints
    labels: Ints
    names: Floats
    same: NDArray[np.float16]
    predicates: list[tuple[int, list[tuple[int, int]]]]  # word; head word and label of each argument
    prospects: list[Prospect]
    asked: list[Asked]


class Encoder:
    """The model, loaded once. Safe to use from several threads.

    `threads` is how many windows are read at the same time, each on one core; `predicate` is the lowest score of a word
    that is given as a predicate, at least 0.1. `folder` holds `model.onnx`, `tokenizer.json` and `labels.json`; by
    default the model that ships. Raises FileNotFoundError where one is missing.
    """

    def __init__(self, folder: Path | None = None, *, threads: int = 1, predicate: float = 0.5) -> None:
        folder = folder or MODEL
        self._threads = threads
        self._predicate = predicate
        labels = json.loads((folder / "labels.json").read_text("utf-8"))
        self._deprels: list[str] = labels["deprels"]
        self._arguments: list[str] = labels["arguments"]
        self._core = frozenset(number for number, label in enumerate(self._arguments) if label in CORE)
        self._tagger = Tagger(np.array(labels["moves"], np.float32))
        self.calibration = msgspec.convert(labels.get("calibration", {}), Calibration)
        self.cutter = WordPieces(Tokenizer.from_file(str(folder / "tokenizer.json")))
        self._session = _session(folder / "model.onnx")
        self._outputs = [output.name for output in self._session.get_outputs()]

    @cached_property
    def _pool(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(self._threads, thread_name_prefix="encoder")

    def read(self, articles: Iterable[Article]) -> Iterator[Analysis]:
        """The analysis of each article, in order. Articles are taken some at a time, as they are asked for."""
        return self.complete((article.text, parse(article)) for article in articles)

    def complete(self, parsed: Iterable[tuple[str, Analysis]]) -> Iterator[Analysis]:
        """The same for texts that are cut into tokens and sentences already."""
        group: list[_Page] = []
        for text, analysis in parsed:
            group.append(self._page(text, analysis))
            if sum(len(page.windows) for page in group) >= TOGETHER:
                yield from self._analyses(group)
                group = []
        yield from self._analyses(group)

    def statements(self, text: str, analysis: Analysis) -> list[Found]:
        """A text's statements as decoded, below the threshold too, with what their scores are made of."""
        answers = self._answers([self._page(text, analysis)])[0]
        return settled(self._tagger.found([one for answer in answers for one in answer.asked], self.calibration))

    def sentence_vectors(self, text: str, analysis: Analysis) -> Floats:
        """A unit vector for each sentence (sentences, 384); the product of two is the likeness of what they say."""
        answers = self._answers([self._page(text, analysis)])[0]
        if not answers:
            return np.zeros((0, VECTOR), np.float32)
        same = np.concatenate([answer.same for answer in answers]).astype(np.float32)
        summed: Floats = np.add.reduceat(same, [sentence.first for sentence in analysis.sentences], axis=0)
        summed /= np.linalg.norm(summed, axis=1, keepdims=True)
        return summed

    def read_windows(self, text: str, analysis: Analysis) -> Iterator[tuple[list[int], slice, Output]]:
        """For each window the tokens of `analysis` that it answers for, their places among its words, its raw outputs.

        Tokens of a dateline are in no window.
        """
        page = self._page(text, analysis)
        places = [n for n in range(len(analysis.tokens)) if n not in _in_dateline(analysis)]
        for window in page.windows:
            own = slice(window.own_start - window.start, window.own_stop - window.start)
            output = self.read_window(self._inputs(page, window))
            yield places[window.own_start : window.own_stop], own, output

    def read_window(self, inputs: dict[str, Ints]) -> Output:
        """One window's raw outputs, by name, from inputs named as in `INPUTS`."""
        return dict(zip(self._outputs, self._session.run(self._outputs, inputs), strict=True))

    # --- from pages to answers

    def _page(self, text: str, whole: Analysis) -> _Page:
        analysis = hidden(whole)
        layout = _layout(text, analysis)
        pieces = self.cutter.cut(layout)
        return _Page(whole, analysis, layout, pieces, tuple(windows_of(pieces, layout.sentence)))

    def _answers(self, pages: list[_Page]) -> list[list[_Answer]]:
        """For each page what its windows say. Longest first, so that no thread is left alone with a long one."""
        jobs = [(page, window) for page in pages for window in page.windows]
        order = sorted(range(len(jobs)), key=lambda number: jobs[number][1].start - jobs[number][1].stop)
        answers = self._each([jobs[number] for number in order])
        found = iter(answer for _, answer in sorted(zip(order, answers, strict=True), key=lambda pair: pair[0]))
        return [[next(found) for _ in page.windows] for page in pages]

    def _each(self, jobs: list[tuple[_Page, Window]]) -> list[_Answer]:
        if self._threads == 1 or len(jobs) < 2:
            return [self._answer(page, window) for page, window in jobs]
        return list(self._pool.map(lambda job: self._answer(*job), jobs))

    def _answer(self, page: _Page, window: Window) -> _Answer:
        output = self.read_window(self._inputs(page, window))
        own = slice(window.own_start - window.start, window.own_stop - window.start)
        return _Answer(
            upos=output["upos"][own],
            heads=_heads(page.layout, window, output["arcs"]),
            labels=output["labels"][own],
            names=output["names"][own],
            same=output["same"][own].astype(np.float16),
            predicates=list(self._predicates(page.layout, window, output)),
            prospects=list(_prospects(page.layout, window, output)),
            asked=list(self._asked(window, output)),
        )

    def _inputs(self, page: _Page, window: Window) -> dict[str, Ints]:
        pieces, words = page.pieces, slice(window.start, window.stop)
        low, high = int(pieces.first[window.start]), int(pieces.last[window.stop - 1]) + 1
        ids = np.concatenate([[self.cutter.first], pieces.ids[low:high], [self.cutter.last]])
        flags = np.concatenate([[0], pieces.flags[low:high], [0]])
        places = (pieces.first[words] - low + 1, pieces.last[words] - low + 1)
        return dict(zip(INPUTS, (ids, flags, *places, page.layout.sentence[words]), strict=True))

    def _predicates(
        self, layout: Layout, window: Window, output: Output
    ) -> Iterator[tuple[int, list[tuple[int, int]]]]:
        sentence = layout.sentence[window.start : window.stop]
        for row, place in enumerate(output["predicate_words"].tolist()):
            owned = window.own_start <= place + window.start < window.own_stop
            if owned and output["predicate"][place] > self._predicate:
                inside = _stretch(sentence, place)
                found = roles_of(output["arguments"][row][:, inside], self._core)
                yield place + window.start, [(word + inside.start + window.start, label) for word, label in found]

    def _asked(self, window: Window, output: Output) -> Iterator[Asked]:
        for row, place in enumerate(output["anchor_words"].tolist()):
            score = float(output["anchor"][place])
            if window.own_start <= place + window.start < window.own_stop and score >= self.calibration.anchor:
                yield Asked(place, window.start, score, output["tags"][row])

    # --- from answers to analyses

    def _analyses(self, pages: list[_Page]) -> Iterator[Analysis]:
        every = self._answers(pages)
        asked = [one for answers in every for answer in answers for one in answer.asked]
        found = iter(self._tagger.found(asked, self.calibration))
        for page, answers in zip(pages, every, strict=True):
            own = [next(found) for answer in answers for _ in answer.asked]
            yield self._analysis(page, answers, settled(own)) if answers else _nothing(page)

    def _analysis(self, page: _Page, answers: list[_Answer], found: list[Found]) -> Analysis:
        heads = np.concatenate([answer.heads for answer in answers])
        labels = np.concatenate([answer.labels for answer in answers])
        upos = np.concatenate([answer.upos for answer in answers])
        read = msgspec.structs.replace(
            page.analysis,
            tokens=self._tokens(page, upos, heads, labels),
            names=_names(page.layout, np.concatenate([answer.names for answer in answers])),
            predicates=self._with_spans(page.layout, answers, heads),
            prospects=self._scored([prospect for answer in answers for prospect in answer.prospects]),
            attributions=self._attributions(page.layout, found, np.concatenate([answer.same for answer in answers])),
        )
        return restored(read, page.whole)

    def _tokens(self, page: _Page, upos: Ints, heads: Ints, labels: Ints) -> tuple[Token, ...]:
        """Tokens with their tags; a word is labelled `root` if and only if it is one."""
        rows = []
        columns = (page.analysis.tokens, upos.tolist(), heads.tolist(), labels.tolist())
        for place, (token, tag, head, label) in enumerate(zip(*columns, strict=True)):
            root, named = head == place, self._deprels[label]
            shown = "root" if root else "dep" if named == "root" else named
            rows.append(Token(token.start, token.end, UPOS[tag], -1 if root else head, shown))
        return tuple(rows)

    def _scored(self, prospects: list[Prospect]) -> tuple[Prospect, ...] | None:
        return tuple(prospects) if "happening_words" in self._outputs else None

    def _with_spans(self, layout: Layout, answers: list[_Answer], heads: Ints) -> tuple[Predicate, ...]:
        first, stop = extents(heads)
        rows = []
        for word, arguments in (one for answer in answers for one in answer.predicates):
            spans = (
                RoleArgument(self._arguments[label], head, *_argument(layout, word, head, first, stop))
                for head, label in arguments
            )
            rows.append(Predicate(word, tuple(spans)))
        return tuple(rows)

    def _attributions(self, layout: Layout, found: list[Found], same: NDArray[np.float16]) -> tuple[Attribution, ...]:
        rows = []
        for one in found:
            if one.score >= self.calibration.threshold:
                source, cue, content = (_spans(layout, role) for role in one.spans)
                score, vector = round(one.score, 4), _mean(same, one.spans[2])
                rows.append(Attribution(source=source, cue=cue, content=content, score=score, vector=vector))
        return tuple(sorted(rows, key=lambda row: row.cue[0].start))


@cache
def loaded(threads: int) -> Encoder:
    """The model that ships, loaded once for each number of threads."""
    return Encoder(threads=threads)


def likeness(one: str, other: str) -> float:
    """How alike two texts are in what they mean, at most 1; 0 where one says nothing."""
    mine, theirs = _vector(one), _vector(other)
    return 0.0 if mine is None or theirs is None else float(mine @ theirs)


@lru_cache(maxsize=1024)
def _vector(text: str) -> Floats | None:
    article = Article(text=text, body=(Span(start=0, end=len(text), text=text),))
    vectors = loaded(2).sentence_vectors(text, parse(article))
    summed: Floats = vectors.sum(axis=0)
    length = float(np.linalg.norm(summed))
    return summed / length if length else None


def _session(path: Path) -> onnxruntime.InferenceSession:
    if not path.exists():
        raise FileNotFoundError(f"there is no model at {path}")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _layout(text: str, analysis: Analysis) -> Layout:
    start = np.array([token.start for token in analysis.tokens], np.int64)
    end = np.array([token.end for token in analysis.tokens], np.int64)
    counts = np.array([sentence.last - sentence.first for sentence in analysis.sentences], np.int64)
    paragraph = np.repeat(np.array([sentence.paragraph for sentence in analysis.sentences], np.int64), counts)
    return Layout(text, start, end, np.repeat(np.arange(len(counts)), counts), paragraph)


def _in_dateline(analysis: Analysis) -> range:
    if analysis.dateline is None:
        return range(0)
    first, last = analysis.dateline
    return range(analysis.sentences[first].first, analysis.sentences[last - 1].last)


def _nothing(page: _Page) -> Analysis:
    return msgspec.structs.replace(page.whole, names=(), predicates=(), attributions=(), prospects=())


def _stretch(sentence: Ints, place: int) -> slice:
    """The words of the sentence that `place` is in; `sentence` never falls."""
    first, stop = (int(np.searchsorted(sentence, sentence[place], side=side)) for side in ("left", "right"))
    return slice(first, stop)


def _prospects(layout: Layout, window: Window, output: Output) -> Iterator[Prospect]:
    """The window's own words that may tell an event; none from a model whose head for them is not trained yet."""
    if "happening_words" not in output:
        return
    sentence = layout.sentence[window.start : window.stop]
    for row, place in enumerate(output["happening_words"].tolist()):
        if window.own_start <= place + window.start < window.own_stop:
            inside = _stretch(sentence, place)
            likely = zip(EVENT_TYPES, output["happening"][row][1:].tolist(), strict=True)
            types = sorted(((name, chance) for name, chance in likely if chance >= SLIGHT), key=lambda one: -one[1])
            sides = [_above(side[inside], window.start + inside.start) for side in output["parties"][row]]
            yield Prospect(place + window.start, tuple(types), tuple(output["certainty"][row].tolist()), *sides)


def _above(chances: Floats, first: int) -> tuple[tuple[int, float], ...]:
    """The words that are more than faintly likely, the first of which is word `first`."""
    return tuple((int(word) + first, float(chances[word])) for word in np.flatnonzero(chances >= FAINT))


def _heads(layout: Layout, window: Window, arcs: Floats) -> Ints:
    """Heads of the owned words, as words of the article: one tree a sentence (one a part where windows divide it)."""
    heads = np.arange(window.own_start, window.own_stop)
    sentence = layout.sentence[window.own_start : window.own_stop]
    starts = np.flatnonzero(np.diff(sentence, prepend=-1)).tolist()
    shift = window.own_start - window.start
    for first, stop in zip(starts, [*starts[1:], len(heads)], strict=True):
        scores = arcs[first + shift : stop + shift, first + shift : stop + shift]
        heads[first:stop] = repaired(scores.argmax(1), scores) + first + window.own_start
    return heads


def _names(layout: Layout, emissions: Floats) -> tuple[Name, ...]:
    """Names by the best legal path of each sentence; a name's score is the mean chance of its tags."""
    starts = np.flatnonzero(np.diff(layout.sentence, prepend=-1))
    lengths = np.diff(starts, append=len(layout))
    peak = emissions - emissions.max(1, keepdims=True)
    logs = peak - np.log(np.exp(peak).sum(1, keepdims=True))
    padded = np.zeros((len(starts), int(lengths.max()), logs.shape[1]), np.float32)
    places = np.arange(len(layout)) - np.repeat(starts, lengths)
    rows = np.repeat(np.arange(len(starts)), lengths)
    padded[rows, places] = logs
    path = best_paths(padded, NAME_MOVES, lengths)[0][rows, places]
    chance = np.exp(logs[np.arange(len(path)), path])
    return tuple(
        Name(int(layout.start[a]), int(layout.end[b - 1]), NAME_KINDS[kind], round(float(chance[a:b].mean()), 4))
        for kind, a, b in runs(path)
    )


def _argument(layout: Layout, predicate: int, head: int, first: Ints, stop: Ints) -> tuple[int, int]:
    """Offsets of the words under the argument's head, up to the predicate where that lies among them."""
    low, high = int(first[head]), int(stop[head])
    if head == predicate:
        low, high = head, head + 1
    elif low <= predicate < high:
        low, high = (low, predicate) if head < predicate else (predicate + 1, high)
    return int(layout.start[low]), int(layout.end[high - 1])


def _spans(layout: Layout, words: tuple[tuple[int, int], ...]) -> tuple[Span, ...]:
    return tuple(span_of(layout.text, int(layout.start[a]), int(layout.end[b - 1])) for a, b in words)


def _mean(same: NDArray[np.float16], spans: tuple[tuple[int, int], ...]) -> bytes:
    """The mean vector of the words, unit length, as half-precision floats."""
    total = np.sum([same[first:stop].astype(np.float32).sum(0) for first, stop in spans], axis=0)
    return bytes((total / max(float(np.linalg.norm(total)), 1e-9)).astype(np.float16).tobytes())
