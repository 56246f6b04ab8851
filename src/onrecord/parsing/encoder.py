"""The encoder at run time: articles in, `Analysis` values out, by one int8 ONNX file and no torch.

Every window is read by itself, several at a time on as many threads as asked for. An answer therefore never depends on
what else is read (int8 activations are scaled by what is in the tensor at hand), and nothing is padding.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import msgspec
import numpy as np
import onnxruntime  # type: ignore[import-untyped]
from tokenizers import Tokenizer

from onrecord.parsing.decode import (
    IMPOSSIBLE,
    Floats,
    Found,
    best_paths,
    extents,
    log_sums,
    repaired,
    roles_of,
    runs,
    statement_spans,
)  # fmt: skip
from onrecord.parsing.sentences import parse
from onrecord.parsing.tags import NAME_KINDS, ROLES, UPOS, legal_moves
from onrecord.parsing.windows import Ints, Layout, Pieces, Window, WordPieces, windows_of
from onrecord.record.analysis import Analysis, Attribution, Name, Predicate, RoleArgument, Token
from onrecord.record.article import Article
from onrecord.record.text import Span, span_of

__all__ = ["INPUTS", "MODEL", "Calibration", "Encoder"]

MODEL: Final = Path(__file__).parent / "model"
INPUTS: Final = ("ids", "flags", "first", "last", "sentence")
VECTOR: Final = 384
TOGETHER: Final = 64  # windows decoded at once: about 15,000 word pieces, 60 MB of scores
CUE: Final = ROLES.index("cue")
CUE_TAGS: Final = slice(1 + 4 * CUE, 5 + 4 * CUE)
CORE: Final = frozenset({"ARG0", "ARG1", "ARG2", "ARG3", "ARG4"})

Output = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Calibration:
    """From a statement's raw features to the chance that it is right (Platt 1999), and where statements are cut off."""

    weights: tuple[float, ...] = (1.0, 1.0, 0.0, 0.0)
    bias: float = 0.0
    anchor: float = 0.3  # the lowest anchor score that is decoded
    threshold: float = 0.0  # the lowest calibrated score that is given

    def score(self, features: Sequence[float]) -> float:
        """The chance that a statement with these features overlaps a true one in content and source."""
        total = self.bias + sum(weight * value for weight, value in zip(self.weights, features, strict=True))
        return float(1 / (1 + np.exp(-total)))


@dataclass(frozen=True, slots=True)
class _Page:
    """An article on its way through: its words, pieces and windows."""

    analysis: Analysis
    layout: Layout
    pieces: Pieces
    windows: tuple[Window, ...]


class Encoder:
    """The model, loaded once. Safe to use from several threads.

    `threads` is how many windows are read at the same time, each on one core; `predicate` is the lowest score of a word
    that is given as a predicate, at least 0.1. `folder` holds `model.onnx`, `tokenizer.json` and `labels.json`; by
    default the model that ships. Raises FileNotFoundError where one is missing.
    """

    def __init__(self, folder: Path | None = None, *, threads: int = 1, predicate: float = 0.5) -> None:
        self._folder = folder or MODEL
        self._predicate = predicate
        self._threads = threads
        labels = json.loads((self._folder / "labels.json").read_text("utf-8"))
        self._deprels: list[str] = labels["deprels"]
        self._arguments: list[str] = labels["arguments"]
        self._moves = np.array(labels["moves"], np.float32)
        self._core = frozenset(number for number, label in enumerate(self._arguments) if label in CORE)
        self.calibration = msgspec.convert(labels.get("calibration", {}), Calibration)
        self.cutter = WordPieces(Tokenizer.from_file(str(self._folder / "tokenizer.json")))
        self._session = _session(self._folder / "model.onnx")
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
                yield from self._answered(group)
                group = []
        yield from self._answered(group)

    def statements(self, text: str, analysis: Analysis) -> list[Found]:
        """A text's statements as decoded, below the threshold too, with what their scores are made of."""
        page = self._page(text, analysis)
        outputs = self._run([self._inputs(page, window) for window in page.windows])
        return self._found(page, self._statements(outputs))

    def sentence_vectors(self, text: str, analysis: Analysis) -> Floats:
        """A unit vector for each sentence (sentences, 384); the product of two is the likeness of what they say."""
        page = self._page(text, analysis)
        outputs = self._run([self._inputs(page, window) for window in page.windows])
        if not outputs:
            return np.zeros((0, VECTOR), np.float32)
        same = _joined(page, outputs, "same")
        summed: Floats = np.add.reduceat(same, [sentence.first for sentence in analysis.sentences], axis=0)
        summed /= np.linalg.norm(summed, axis=1, keepdims=True)
        return summed

    def _page(self, text: str, analysis: Analysis) -> _Page:
        layout = _layout(text, analysis)
        pieces = self.cutter.cut(layout)
        return _Page(analysis, layout, pieces, tuple(windows_of(pieces, layout.sentence)))

    def _answered(self, pages: list[_Page]) -> Iterator[Analysis]:
        jobs = [self._inputs(page, window) for page in pages for window in page.windows]
        outputs = self._run(jobs)
        paths = self._statements(outputs)
        at = 0
        for page in pages:
            stop = at + len(page.windows)
            yield self._analysis(page, outputs[at:stop], paths[at:stop])
            at = stop

    def _inputs(self, page: _Page, window: Window) -> dict[str, Ints]:
        pieces, words = page.pieces, slice(window.start, window.stop)
        low, high = int(pieces.first[window.start]), int(pieces.last[window.stop - 1]) + 1
        ids = np.concatenate([[self.cutter.first], pieces.ids[low:high], [self.cutter.last]])
        flags = np.concatenate([[0], pieces.flags[low:high], [0]])
        places = (pieces.first[words] - low + 1, pieces.last[words] - low + 1)
        return dict(zip(INPUTS, (ids, flags, *places, page.layout.sentence[words]), strict=True))

    def _run(self, jobs: list[dict[str, Ints]]) -> list[Output]:
        """Longest first, so that no thread is left alone with a long window at the end."""
        if self._threads == 1 or len(jobs) < 2:
            return [self.read_window(job) for job in jobs]
        order = sorted(range(len(jobs)), key=lambda number: -len(jobs[number]["ids"]))
        found: list[Output] = [{}] * len(jobs)
        for number, output in zip(order, self._pool.map(self.read_window, [jobs[i] for i in order]), strict=True):
            found[number] = output
        return found

    def read_window(self, job: dict[str, Ints]) -> Output:
        """One window's raw outputs, by name, from inputs named as in `INPUTS`."""
        return dict(zip(self._outputs, self._session.run(self._outputs, job), strict=True))

    # --- statements

    def _statements(self, outputs: list[Output]) -> list[list[tuple[int, Ints, tuple[float, ...]]]]:
        """For each window its anchors with their best tag path and features; all are decoded together."""
        asked = [
            (number, row, int(word))
            for number, output in enumerate(outputs)
            for row, word in enumerate(output["anchor_words"])
            if output["anchor"][word] >= self.calibration.anchor
        ]
        found: list[list[tuple[int, Ints, tuple[float, ...]]]] = [[] for _ in outputs]
        if not asked:
            return found
        lengths = np.array([outputs[number]["tags"].shape[1] for number, _, _ in asked])
        emissions = np.zeros((len(asked), int(lengths.max()), self._moves.shape[0] - 1), np.float32)
        for place, (number, row, _) in enumerate(asked):
            emissions[place, : lengths[place]] = outputs[number]["tags"][row]
        for (number, _, word), path, features in zip(asked, *self._decoded(emissions, lengths, asked), strict=True):
            anchor = float(outputs[number]["anchor"][word])
            found[number].append((word, path, (_logit(anchor), *features)))
        return found

    def _decoded(
        self, emissions: Floats, lengths: Ints, asked: list[tuple[int, int, int]]
    ) -> tuple[Ints, list[tuple[float, ...]]]:
        """Paths in which the anchor is in the cue; log chance of that, of the path given that, and the path's mean."""
        free = log_sums(emissions, self._moves, lengths)
        rows, words = np.arange(len(asked)), np.array([word for *_, word in asked])
        kept = emissions[rows, words, CUE_TAGS].copy()
        emissions[rows, words] = IMPOSSIBLE
        emissions[rows, words, CUE_TAGS] = kept
        held = log_sums(emissions, self._moves, lengths)
        paths, best = best_paths(emissions, self._moves, lengths)
        sizes = np.maximum((paths > 0).sum(1), 1)
        chance, path = np.minimum(held - free, 0), np.minimum(best - held, 0)
        features = zip(chance.tolist(), path.tolist(), (path / np.sqrt(sizes)).tolist(), strict=True)
        return paths, list(features)

    def _found(self, page: _Page, paths: list[list[tuple[int, Ints, tuple[float, ...]]]]) -> list[Found]:
        found = []
        for window, rows in zip(page.windows, paths, strict=True):
            for anchor, path, features in rows:
                if not window.own_start <= anchor + window.start < window.own_stop:
                    continue
                spans = statement_spans(path, anchor, window.start)
                if spans is not None and spans[2]:
                    score = self.calibration.score(features)
                    found.append(Found(anchor + window.start, spans, features, score))
        return _settled(found)

    def _attributions(self, page: _Page, found: list[Found], same: Floats) -> tuple[Attribution, ...]:
        rows = []
        for one in found:
            if one.score >= self.calibration.threshold:
                source, cue, content = (self._spans(page, role) for role in one.spans)
                vector = _mean(same, one.spans[2])
                rows.append(
                    Attribution(source=source, cue=cue, content=content, score=round(one.score, 4), vector=vector)
                )
        return tuple(sorted(rows, key=lambda row: row.cue[0].start))

    def _spans(self, page: _Page, words: tuple[tuple[int, int], ...]) -> tuple[Span, ...]:
        layout = page.layout
        return tuple(span_of(layout.text, int(layout.start[a]), int(layout.end[b - 1])) for a, b in words)

    # --- the other heads

    def _analysis(
        self, page: _Page, outputs: list[Output], paths: list[list[tuple[int, Ints, tuple[float, ...]]]]
    ) -> Analysis:
        if not len(page.layout):
            return msgspec.structs.replace(page.analysis, names=(), predicates=(), attributions=())
        upos, labels, emissions, same = (_joined(page, outputs, name) for name in ("upos", "labels", "names", "same"))
        heads = _heads(page, outputs)
        attributions = self._attributions(page, self._found(page, paths), same)
        return msgspec.structs.replace(
            page.analysis,
            tokens=self._tokens(page, upos, heads, labels),
            names=_names(page, emissions),
            predicates=self._predicates(page, outputs, heads),
            attributions=attributions,
        )

    def _tokens(self, page: _Page, upos: Ints, heads: Ints, labels: Ints) -> tuple[Token, ...]:
        """Tokens with their tags; a word is labelled `root` if and only if it is one."""
        rows = []
        for place, (token, tag, head, label) in enumerate(
            zip(page.analysis.tokens, upos.tolist(), heads.tolist(), labels.tolist(), strict=True)
        ):
            root, named = head == place, self._deprels[label]
            shown = "root" if root else "dep" if named == "root" else named
            rows.append(Token(token.start, token.end, UPOS[tag], -1 if root else head, shown))
        return tuple(rows)

    def _predicates(self, page: _Page, outputs: list[Output], heads: Ints) -> tuple[Predicate, ...]:
        first, stop = extents(heads)
        rows = []
        for window, output in zip(page.windows, outputs, strict=True):
            for row, place in enumerate(output["predicate_words"].tolist()):
                word = place + window.start
                if window.own_start <= word < window.own_stop and output["predicate"][place] > self._predicate:
                    arguments = self._arguments_of(page, window, word, output["arguments"][row])
                    spans = (_argument_span(page, word, head, label, first, stop) for head, label in arguments)
                    rows.append(Predicate(word, tuple(spans)))
        return tuple(rows)

    def _arguments_of(self, page: _Page, window: Window, word: int, scores: Floats) -> list[tuple[int, str]]:
        sentence = page.layout.sentence[window.start : window.stop]
        inside = np.flatnonzero(sentence == page.layout.sentence[word])
        found = roles_of(scores[:, inside], self._core)
        return [(int(inside[place]) + window.start, self._arguments[label]) for place, label in found]


def _session(path: Path) -> onnxruntime.InferenceSession:
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


def _joined(page: _Page, outputs: list[Output], name: str) -> Any:  # noqa: ANN401 (integers or floats, as the head gives)
    """One head's answers for every word, each from the window that owns the word."""
    parts = [
        output[name][window.own_start - window.start : window.own_stop - window.start]
        for window, output in zip(page.windows, outputs, strict=True)
    ]
    return np.concatenate(parts)


def _heads(page: _Page, outputs: list[Output]) -> Ints:
    """Heads as word numbers of the document, one tree a sentence (one a part where windows divide it)."""
    heads = np.arange(len(page.layout))
    for window, output in zip(page.windows, outputs, strict=True):
        own = np.arange(window.own_start, window.own_stop)
        sentence = page.layout.sentence[own]
        starts = own[np.flatnonzero(np.diff(sentence, prepend=-1))].tolist()
        for first, stop in zip(starts, [*starts[1:], window.own_stop], strict=True):
            inside = slice(first - window.start, stop - window.start)
            scores = output["arcs"][inside, inside]
            heads[first:stop] = repaired(scores.argmax(1), scores) + first
    return heads


def _names(page: _Page, emissions: Floats) -> tuple[Name, ...]:
    """Names by the best legal path of each sentence; a name's score is the mean chance of its tags."""
    starts = np.flatnonzero(np.diff(page.layout.sentence, prepend=-1))
    lengths = np.diff(starts, append=len(page.layout))
    peak = emissions - emissions.max(1, keepdims=True)
    logs = peak - np.log(np.exp(peak).sum(1, keepdims=True))
    padded = np.zeros((len(starts), int(lengths.max()), logs.shape[1]), np.float32)
    places = np.arange(len(page.layout)) - np.repeat(starts, lengths)
    rows = np.repeat(np.arange(len(starts)), lengths)
    padded[rows, places] = logs
    moves = np.where(legal_moves(len(NAME_KINDS)), 0, IMPOSSIBLE).astype(np.float32)
    path = best_paths(padded, moves, lengths)[0][rows, places]
    chance = np.exp(logs[np.arange(len(path)), path])
    layout = page.layout
    return tuple(
        Name(int(layout.start[a]), int(layout.end[b - 1]), NAME_KINDS[kind], round(float(chance[a:b].mean()), 4))
        for kind, a, b in runs(path)
    )


def _argument_span(page: _Page, predicate: int, head: int, label: str, first: Ints, stop: Ints) -> RoleArgument:
    """The words under the argument's head, up to the predicate where that lies among them."""
    low, high = int(first[head]), int(stop[head])
    if low <= predicate < high:
        low, high = (low, predicate) if head < predicate else (predicate + 1, high)
    if head == predicate:
        low, high = head, head + 1
    return RoleArgument(label, head, int(page.layout.start[low]), int(page.layout.end[high - 1]))


def _settled(found: list[Found]) -> list[Found]:
    """Where two statements claim a word for cue or content, the surer one has it; one that loses its anchor is dropped.

    A source may be shared ("she said … and warned …"): on PolNeAR dev that gives 0.725 of whole statements against
    0.694 with every word given once.
    """
    taken: set[int] = set()
    kept = []
    for one in sorted(found, key=lambda one: (-one.score, one.anchor)):
        if one.anchor in taken:
            continue
        source, cue, content = one.spans[0], _without(one.spans[1], taken), _without(one.spans[2], taken)
        if content and cue:
            settled = Found(one.anchor, (source, cue, content), one.features, one.score)
            kept.append(settled)
            taken.update(word for role in (cue, content) for run in role for word in range(*run))
    return kept


def _without(spans: tuple[tuple[int, int], ...], taken: set[int]) -> tuple[tuple[int, int], ...]:
    """The runs of words, cut where words are taken."""
    out: list[tuple[int, int]] = []
    for first, stop in spans:
        start = first
        for word in range(first, stop + 1):
            if word == stop or word in taken:
                if word > start:
                    out.append((start, word))
                start = word + 1
    return tuple(out)


def _mean(same: Floats, spans: tuple[tuple[int, int], ...]) -> bytes:
    """The mean vector of the words, unit length, as half-precision floats."""
    total = np.sum([same[first:stop].sum(0) for first, stop in spans], axis=0)
    return bytes((total / max(float(np.linalg.norm(total)), 1e-9)).astype(np.float16).tobytes())


def _logit(chance: float) -> float:
    bounded = min(max(chance, 1e-4), 1 - 1e-4)
    return float(np.log(bounded / (1 - bounded)))
