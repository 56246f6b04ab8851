"""From scores to structures: best tag paths, trees, names, arguments and statements. Arrays in, arrays out."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from onrecord.parsing.windows import Ints

__all__ = ["IMPOSSIBLE", "Floats", "best_paths", "extents", "log_sums", "repaired", "roles_of", "runs"]

IMPOSSIBLE = -1e4
Floats = NDArray[np.float32]


def best_paths(emissions: Floats, moves: Floats, lengths: Ints) -> tuple[Ints, Floats]:
    """The best legal tag path of each row (Viterbi 1967), and its score.

    `emissions` (rows, words, tags); `moves` (tags + 1, tags + 1) from tag to tag, its last row the start and its last
    column the end; `lengths` (rows), at least 1. Beyond a row's length the path is 0.
    """
    rows, width, tags = emissions.shape
    inner = np.ascontiguousarray(moves[:tags, :tags].T)  # to tag, from tag
    back = np.zeros((width, rows, tags), np.int8)
    best = emissions[:, 0] + moves[tags, :tags]
    for step in range(1, width):
        ways = best[:, None, :] + inner
        back[step] = ways.argmax(2)
        reached = ways.max(2) + emissions[:, step]
        best = np.where((step < lengths)[:, None], reached, best)
    final = best + moves[:tags, tags]
    return _followed(back, final.argmax(1), lengths), final.max(1)


def _followed(back: NDArray[np.int8], last: Ints, lengths: Ints) -> Ints:
    width, rows, _ = back.shape
    path = np.zeros((rows, width), np.int64)
    every, tag = np.arange(rows), last
    for step in range(width - 1, -1, -1):
        inside = step < lengths
        path[:, step] = np.where(inside, tag, 0)
        tag = np.where(inside, back[step, every, tag], tag)
    return path


def log_sums(emissions: Floats, moves: Floats, lengths: Ints) -> Floats:
    """The log of the summed weight of all paths of each row (the forward algorithm, Rabiner 1989)."""
    tags = emissions.shape[2]
    inner = np.exp(moves[:tags, :tags])
    peak = emissions.max(2, keepdims=True)
    weights = np.exp(emissions - peak)
    alpha = np.exp(moves[tags, :tags]) * weights[:, 0]
    total = peak[:, 0, 0].astype(np.float64)
    for step in range(1, emissions.shape[1]):
        scale = alpha.sum(1, keepdims=True)
        inside = step < lengths
        reached = (alpha / scale) @ inner * weights[:, step]
        alpha = np.where(inside[:, None], reached, alpha)
        total += np.where(inside, np.log(scale[:, 0]) + peak[:, step, 0], 0)
    summed: Floats = (total + np.log(alpha @ np.exp(moves[:tags, tags]))).astype(np.float32)
    return summed


def runs(path: Ints) -> list[tuple[int, int, int]]:
    """The spans of a legal BIOES path: kind, first word, word after the last."""
    inside = path > 0
    place = (path - 1) % 4
    begin = np.flatnonzero(inside & ((place == 0) | (place == 3)))
    stop = np.flatnonzero(inside & (place >= 2)) + 1
    kinds = (path[begin] - 1) // 4
    return list(zip(kinds.tolist(), begin.tolist(), stop.tolist(), strict=True))


# --- trees -----------------------------------------------------------------------------------------------------------


def repaired(heads: Ints, scores: Floats) -> Ints:
    """One sentence's heads (a root heads itself), made a tree with one root where they are none.

    `scores` (words, heads), the root's score on the diagonal. A tree is kept as it is; else the best root is taken and
    the rest is the maximum spanning tree under it (Chu & Liu 1965, Edmonds 1967).
    """
    own = np.arange(len(heads))
    if is_tree(heads):
        return heads
    rooted = np.flatnonzero(heads == own)
    candidates = rooted if len(rooted) else own
    root = int(candidates[scores[candidates, candidates].argmax()])
    table = scores.astype(np.float64)
    table[own, own] = -np.inf
    best = _spanning(table, root)
    best[root] = root
    return best


def is_tree(heads: Ints) -> bool:
    """Whether exactly one word heads itself and every word leads to it."""
    above = heads
    for _ in range(max(1, len(heads).bit_length())):
        above = above[above]
    return len(np.flatnonzero(heads == np.arange(len(heads)))) == 1 and bool((heads[above] == above).all())


def _spanning(scores: NDArray[np.float64], root: int) -> Ints:
    """Heads of the maximum spanning arborescence; `scores` (word, head)."""
    heads: Ints = scores.argmax(1)
    heads[root] = root
    cycle = _cycle(heads, root)
    if not cycle:
        return heads
    return _expanded(scores, root, heads, cycle)


def _cycle(heads: Ints, root: int) -> list[int]:
    state = np.zeros(len(heads), np.int64)
    state[root] = -1
    for start in range(len(heads)):
        word, path = start, []
        while state[word] == 0:
            state[word] = start + 1
            path.append(word)
            word = int(heads[word])
        if state[word] == start + 1 and word in path:
            return path[path.index(word) :]
    return []


def _expanded(scores: NDArray[np.float64], root: int, heads: Ints, cycle: list[int]) -> Ints:
    """Contract the cycle to one word, solve the smaller problem, and open it again."""
    outside = [word for word in range(len(heads)) if word not in set(cycle)]
    kept = scores[cycle, heads[cycle]]
    small = np.full((len(outside) + 1, len(outside) + 1), -np.inf)
    small[:-1, :-1] = scores[np.ix_(outside, outside)]
    into = scores[np.ix_(cycle, outside)] - kept[:, None]
    small[-1, :-1] = into.max(0)
    out = scores[np.ix_(outside, cycle)]
    small[:-1, -1] = out.max(1)
    solved = _spanning(small, outside.index(root))
    result = heads.copy()
    for place, word in enumerate(outside):
        head = int(solved[place])
        result[word] = cycle[int(out[place].argmax())] if head == len(outside) else outside[head]
    entry = int(solved[-1])
    result[cycle[int(into[:, entry].argmax())]] = outside[entry]
    return result


def extents(heads: Ints) -> tuple[Ints, Ints]:
    """For each word the first word under it and the word after the last, itself included. Heads must form trees."""
    first, stop = np.arange(len(heads)), np.arange(len(heads)) + 1
    for _ in range(len(heads)):
        low, high = first.copy(), stop.copy()
        np.minimum.at(low, heads, first)
        np.maximum.at(high, heads, stop)
        if (low == first).all() and (high == stop).all():
            break
        first, stop = low, high
    return first, stop


# --- roles ----------------------------------------------------------------------------------------------------------


def roles_of(scores: Floats, core: frozenset[int]) -> list[tuple[int, int]]:
    """Arguments of one predicate, (word, label), from scores (labels, words) over the words of its sentence.

    A core label is given once, to its best word.
    """
    best = scores.argmax(0)
    margin = scores.max(0) - scores[0]
    taken: set[int] = set()
    found = []
    for word in sorted(np.flatnonzero(best).tolist(), key=lambda word: -margin[word]):
        label = int(best[word])
        if label not in taken:
            found.append((word, label))
        if label in core:
            taken.add(label)
    return sorted(found)
