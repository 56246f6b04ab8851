"""Words cut into word pieces, and word pieces into windows that the encoder reads in one go.

A window holds up to `WINDOW_PIECES` word pieces and is cut at sentence ends; neighbours overlap by up to
`OVERLAP_PIECES`, because statements run over sentence ends. Every sentence belongs to exactly one window, the one in
which it stands furthest from the edges. Training cuts its windows with the same code.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

__all__ = ["FLAGS", "OVERLAP_PIECES", "WINDOW_PIECES", "Ints", "Layout", "Pieces", "Window", "WordPieces", "windows_of"]

WINDOW_PIECES = 256
OVERLAP_PIECES = 64
FLAGS = 16  # 1: inside quotation marks; 2: first word of a paragraph; 4 to 12: how the word is capitalised
LONGEST_WORD = 24  # pieces; a longer word (an address, a run of dashes) is cut off, it says nothing more

OPENING, CLOSING, EITHER = frozenset("“„«"), frozenset("”»"), frozenset('"')

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Layout:
    """The words of a text, by character offsets, with the number of each word's sentence and paragraph (from 0)."""

    text: str
    start: Ints
    end: Ints
    sentence: Ints
    paragraph: Ints

    def __len__(self) -> int:
        return len(self.start)

    def words(self) -> list[str]:
        """The words as printed."""
        return [self.text[start:end] for start, end in zip(self.start.tolist(), self.end.tolist(), strict=True)]


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text's word pieces: ids, flags, and for each word its first and last piece."""

    ids: Ints
    flags: Ints
    first: Ints
    last: Ints


@dataclass(frozen=True, slots=True)
class Window:
    """Words `start` to `stop` (exclusive) are read; the words `own_start` to `own_stop` are answered from here."""

    start: int
    stop: int
    own_start: int
    own_stop: int


class WordPieces:
    """The word-piece tokenizer, with a memory of the words that it has cut."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        tokenizer.no_truncation()
        tokenizer.no_padding()
        self._tokenizer = tokenizer
        self._known: dict[str, tuple[int, ...]] = {}
        self.unknown, self.first, self.last = (_id_of(tokenizer, mark) for mark in ("[UNK]", "[CLS]", "[SEP]"))

    def cut(self, layout: Layout) -> Pieces:
        """The word pieces of `layout`; a word without any (a control character) becomes one unknown piece."""
        words = layout.words()
        self._learn(words)
        pieces = [self._known[word] for word in words]
        counts = np.fromiter(map(len, pieces), np.int64, len(pieces))
        last = np.cumsum(counts) - 1
        ids = np.fromiter((piece for word in pieces for piece in word), np.int64, int(counts.sum()))
        return Pieces(ids, np.repeat(flags_of(layout, words), counts), last - counts + 1, last)

    def _learn(self, words: Sequence[str]) -> None:
        if len(self._known) > 500_000:  # about 60 MB; a long run over many articles must not grow without end
            self._known.clear()
        unseen = sorted(set(words) - self._known.keys())
        for word, encoding in zip(unseen, self._tokenizer.encode_batch(unseen, add_special_tokens=False), strict=True):
            self._known[word] = tuple(encoding.ids[:LONGEST_WORD]) or (self.unknown,)


def _id_of(tokenizer: Tokenizer, piece: str) -> int:
    number = tokenizer.token_to_id(piece)
    if number is None:
        raise ValueError(f"the tokenizer has no piece {piece}")
    return int(number)


def flags_of(layout: Layout, words: Sequence[str]) -> Ints:
    """For each word whether it stands in quotation marks (1), starts a paragraph (2), and its capitals (4, 8, 12).

    Marks are followed inside one paragraph: a mark that is never closed ends with it. Capitals are told by flags
    because the word pieces are lower-cased.
    """
    flags = np.array([4 * _capitals(word) for word in words], np.int64)
    inside, paragraph = False, -1
    for index, (word, its_paragraph) in enumerate(zip(words, layout.paragraph.tolist(), strict=True)):
        if its_paragraph != paragraph:
            paragraph, inside = its_paragraph, False
            flags[index] += 2
        inside = _after(word, inside=inside)
        flags[index] += inside
    return flags


def _capitals(word: str) -> int:
    """0 none, 1 the first letter only, 2 two letters or more and all of them, 3 others."""
    if word.islower():
        return 0
    if word.isupper() and len(word) > 1:
        return 2
    return 1 if word.istitle() else 3 if word != word.lower() else 0


def _after(word: str, *, inside: bool) -> bool:
    if word in OPENING or word == "``":
        return True
    if word in CLOSING or word == "''":
        return False
    return not inside if word in EITHER else inside


def windows_of(
    pieces: Pieces, sentence: Ints, size: int = WINDOW_PIECES, overlap: int = OVERLAP_PIECES
) -> list[Window]:
    """The windows of a text, in order; empty for a text without words.

    `sentence` is the number of each word's sentence. A sentence longer than a window is divided between windows.
    """
    spans = _cut(pieces, _sentence_starts(sentence), size - 2, overlap)
    return _shared_out(spans, sentence)


def _sentence_starts(sentence: Ints) -> Ints:
    return np.flatnonzero(np.diff(sentence, prepend=-1))


def _cut(pieces: Pieces, starts: Ints, room: int, overlap: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    start, count = 0, len(pieces.first)
    while start < count:
        stop = int(np.searchsorted(pieces.last, pieces.first[start] + room))
        if stop >= count:
            spans.append((start, count))
            break
        stop = _latest(starts, (start + stop) // 2, stop)
        spans.append((start, stop))
        back = int(np.searchsorted(pieces.first, pieces.first[stop] - overlap))
        start = _earliest(starts, max(back, start + 1), stop)
    return spans


def _latest(starts: Ints, low: int, high: int) -> int:
    """The last sentence start in `low`..`high`, or `high` where there is none."""
    index = int(np.searchsorted(starts, high, side="right")) - 1
    return int(starts[index]) if starts[index] > low else high


def _earliest(starts: Ints, low: int, high: int) -> int:
    """The first sentence start in `low`..`high`, or `low` where there is none."""
    index = int(np.searchsorted(starts, low))
    return int(starts[index]) if index < len(starts) and starts[index] <= high else low


def _shared_out(spans: list[tuple[int, int]], sentence: Ints) -> list[Window]:
    """Give each word to one window; the words of a sentence stay together where a window holds the whole of it."""
    edges = [0]
    for (start, stop), (next_start, _) in pairwise(spans):
        edges.append(_border(sentence, next_start, stop, (start, stop)))
    if spans:
        edges.append(spans[-1][1])
    return [Window(*span, *own) for span, own in zip(spans, pairwise(edges), strict=True)]


def _border(sentence: Ints, low: int, high: int, span: tuple[int, int]) -> int:
    """Where in the overlap `low`..`high` one window hands over to the next: the sentence start nearest its middle."""
    middle = (low + high) // 2
    inside = [i for i in range(max(low, span[0] + 1), high + 1) if i == len(sentence) or sentence[i] != sentence[i - 1]]
    return min(inside, key=lambda index: abs(index - middle), default=middle)
