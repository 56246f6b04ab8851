"""Printed text cut where marks begin and end, so that marks may lie in and across each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec import Struct

__all__ = ["Part", "Piece", "pieces"]


class Part(Struct, frozen=True, kw_only=True):
    """The characters `start` to `end` of a text, and what they are: the `kind` of part of the cell `cell`.

    An `anchor` is the part at which the cell is reached: one of each cell.
    """

    start: int
    end: int
    kind: str
    cell: str
    anchor: bool = False


class Piece(Struct, frozen=True, kw_only=True):
    """Characters that the same parts cover; `begins` are the anchors whose first characters they are."""

    start: int
    text: str
    parts: tuple[Part, ...]
    begins: tuple[Part, ...]


def pieces(text: str, start: int, end: int, parts: Iterable[Part]) -> list[Piece]:
    """`text[start:end]` in order and whole, cut wherever one of `parts` begins or ends.

    Inside a piece the widest part comes first. Parts without a character inside the bounds are left out; a part that
    begins before `start` begins with the first piece that it covers.
    """
    inside = sorted(
        (part for part in parts if max(part.start, start) < min(part.end, end)),
        key=lambda part: (part.start - part.end, part.start, part.kind, part.cell),
    )
    edges = {start, end}.union(*({max(part.start, start), min(part.end, end)} for part in inside))
    return [_piece(text, first, last, inside, start) for first, last in pairwise(sorted(edges))]


def _piece(text: str, first: int, last: int, inside: Sequence[Part], start: int) -> Piece:
    covering = tuple(part for part in inside if part.start < last and first < part.end)
    begins = tuple(part for part in covering if part.anchor and max(part.start, start) == first)
    return Piece(start=first, text=text[first:last], parts=covering, begins=begins)
