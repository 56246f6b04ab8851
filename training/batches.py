"""Documents to padded batches: windows cut anew each epoch, gathered by length so that little is padding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from onrecord.parsing.windows import Ints, Window, WordPieces, windows_of
from training.corpora import Document

__all__ = ["Batch", "Part", "batches", "collate", "grouped", "inputs_of"]

Part = tuple[Document, Window]
ROUND = 32  # widths are rounded up to this: few shapes, so that compiled kernels are used again


@dataclass(slots=True)
class Batch:
    """Padded tensors of some windows. Targets are -100 where nothing is known; absent targets are None."""

    ids: Tensor  # (windows, pieces)
    flags: Tensor
    mask: Tensor  # (windows, 1, 1, pieces), added to attention scores
    first: Tensor  # (windows, words)
    last: Tensor
    sentence: Tensor  # -1 beyond the window's end
    upos: Tensor | None = None
    head: Tensor | None = None
    deprel: Tensor | None = None
    names: Tensor | None = None
    predicate: Tensor | None = None
    arguments: Tensor | None = None  # rows of window, predicate word, head word, label
    anchor: Tensor | None = None  # (windows, words), 1 at an anchor
    owner: Tensor | None = None  # (windows, words): the row of `tags` whose cue holds the word, -1 none
    tags: Tensor | None = None  # (statements, words)
    rows: Tensor | None = None  # (statements): the window of each
    spans: Tensor | None = None  # rows of window, first word, stop word
    teacher: Tensor | None = None  # the original encoder's vector of each span

    def words(self) -> Tensor:
        """Which places hold a word."""
        return self.sentence >= 0


def batches(documents: list[Document], pieces: int, cutter: WordPieces, rng: np.random.Generator) -> Iterator[Batch]:
    """One epoch in random order, about `pieces` word pieces a batch. Cuts differ from epoch to epoch."""
    parts: list[Part] = []
    for document in documents:
        size, overlap = int(rng.integers(208, 257)), int(rng.integers(16, 49))
        windows = windows_of(document.pieces, document.layout.sentence, size, overlap)
        parts.extend((document, window) for window in windows)
    lengths = np.array([_length(part) for part in parts]) + rng.uniform(0, 24, len(parts))
    groups = list(grouped([parts[i] for i in np.argsort(lengths)], pieces))
    for number in rng.permutation(len(groups)):
        yield collate(groups[number], cutter)


def grouped(parts: list[Part], pieces: int) -> Iterator[list[Part]]:
    """The parts, in their order, in groups of about so many word pieces, padding counted."""
    group: list[Part] = []
    longest = 0
    for part in parts:
        longest = max(longest, _length(part))
        if group and longest * (len(group) + 1) > pieces:
            yield group
            group, longest = [], _length(part)
        group.append(part)
    if group:
        yield group


def _length(part: Part) -> int:
    document, window = part
    return int(document.pieces.last[window.stop - 1] - document.pieces.first[window.start]) + 3


def collate(parts: list[Part], cutter: WordPieces) -> Batch:
    """Some windows as one batch."""
    batch = inputs_of(parts, cutter)
    width = batch.sentence.shape[1]
    if all(document.statements is not None for document, _ in parts):
        _add_statements(batch, parts, width)
    else:
        _add_syntax(batch, parts)
    _add_teacher(batch, parts)
    return batch


def inputs_of(parts: list[Part], cutter: WordPieces) -> Batch:
    """Some windows as a batch without any targets."""
    ids, flags, first, last, sentence = [], [], [], [], []
    for document, window in parts:
        pieces, words = document.pieces, slice(window.start, window.stop)
        low, high = int(pieces.first[window.start]), int(pieces.last[window.stop - 1]) + 1
        ids.append(np.concatenate([[cutter.first], pieces.ids[low:high], [cutter.last]]))
        flags.append(np.concatenate([[0], pieces.flags[low:high], [0]]))
        first.append(pieces.first[words] - low + 1)
        last.append(pieces.last[words] - low + 1)
        sentence.append(document.layout.sentence[words])
    padded = _padded(ids, -1)
    mask = torch.zeros(padded.shape).masked_fill(padded < 0, -1e4)[:, None, None]
    return Batch(
        padded.clamp(min=0), _padded(flags, 0), mask, _padded(first, 0), _padded(last, 0), _padded(sentence, -1)
    )


def _padded(rows: list[Ints], fill: int) -> Tensor:
    width = -(-max(map(len, rows)) // ROUND) * ROUND
    out = np.full((len(rows), width), fill, np.int64)
    for number, row in enumerate(rows):
        out[number, : len(row)] = row
    return torch.from_numpy(out)


def _add_statements(batch: Batch, parts: list[Part], width: int) -> None:
    anchor = np.zeros((len(parts), width), np.int64)
    owner = np.full((len(parts), width), -1, np.int64)
    tags: list[Ints] = []
    rows: list[int] = []
    for row, (document, window) in enumerate(parts):
        assert document.statements is not None
        for at, roles in zip(document.statements.anchors, document.statements.words, strict=True):
            if window.start <= at < window.stop:
                inside = {
                    word - window.start: role for word, role in roles.items() if window.start <= word < window.stop
                }
                anchor[row, at - window.start] = 1
                owner[row, [word for word, role in inside.items() if role == 1]] = len(tags)
                tags.append(_bioes(inside, width))
                rows.append(row)
    batch.rows = torch.tensor(rows, dtype=torch.long)
    batch.anchor, batch.owner = torch.from_numpy(anchor), torch.from_numpy(owner)
    batch.tags = torch.from_numpy(np.stack(tags) if tags else np.zeros((0, width), np.int64))


def _bioes(roles: dict[int, int], width: int) -> Ints:
    padded = np.full(width + 2, -1, np.int64)
    padded[[word + 1 for word in roles]] = list(roles.values())
    own = padded[1:-1]
    opens, closes = own != padded[:-2], own != padded[2:]
    place = np.select([opens & closes, opens, closes], [3, 0, 2], 1)
    return np.where(own < 0, 0, 1 + 4 * own + place)


def _add_syntax(batch: Batch, parts: list[Part]) -> None:
    columns: dict[str, list[Ints]] = {"upos": [], "head": [], "deprel": [], "names": [], "predicate": []}
    arguments: list[tuple[int, int, int, int]] = []
    for row, (document, window) in enumerate(parts):
        for name, rows in columns.items():
            rows.append(_cut(getattr(document, name), window))
        away = columns["head"][-1] - window.start
        outside = (away < 0) | (away >= window.stop - window.start)
        columns["head"][-1] = np.where(outside, -100, away)
        arguments.extend(
            (row, predicate - window.start, head - window.start, label)
            for predicate, head, label in document.arguments
            if window.start <= predicate < window.stop and window.start <= head < window.stop
        )
    for name, rows in columns.items():
        setattr(batch, name, _padded(rows, -100))
    batch.arguments = torch.tensor(arguments, dtype=torch.long).reshape(-1, 4)


def _cut(values: Ints | None, window: Window) -> Ints:
    if values is None:
        return np.full(window.stop - window.start, -100, np.int64)
    cut = values[window.start : window.stop]
    return np.where(cut < 0, -100, cut)


def _add_teacher(batch: Batch, parts: list[Part]) -> None:
    spans, vectors = [], []
    for row, (document, window) in enumerate(parts):
        own = document.layout.sentence[window.start : window.stop]
        for number in np.unique(own):
            if (vector := document.teacher.get(int(number))) is not None:
                inside = np.flatnonzero(own == number)
                spans.append((row, int(inside[0]), int(inside[-1]) + 1))
                vectors.append(vector)
    if spans:
        batch.spans = torch.tensor(spans)
        batch.teacher = torch.from_numpy(np.stack(vectors)).float()
