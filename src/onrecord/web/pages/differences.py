"""Two versions of a page side by side: paragraph by paragraph, and inside a changed one word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Literal

from msgspec import Struct

__all__ = ["Row", "Run", "differences"]

_WORD = re.compile(r"\s*\S+")
MOST_WORDS = 800  # of a paragraph that is compared word by word; the time grows with the square
LEAST_ALIKE = 0.4  # share of words that two paragraphs have in common, for one to be the other changed


class Run(Struct, frozen=True):
    """Words that follow each other, and whether the other version has them too."""

    text: str
    changed: bool


class Row(Struct, frozen=True):
    """A paragraph of each version; the one that has none has no runs."""

    kind: Literal["same", "changed", "gone", "new"]
    before: tuple[Run, ...]
    after: tuple[Run, ...]


def differences(before: Sequence[str], after: Sequence[str]) -> list[Row]:
    """What became of each paragraph of `before` in `after`, in order."""
    found: list[Row] = []
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            found += [Row("same", (Run(text, changed=False),), (Run(text, changed=False),)) for text in before[i:j]]
        else:
            found += _replaced(before[i:j], after[k:m])
    return found


def _replaced(before: Sequence[str], after: Sequence[str]) -> Iterator[Row]:
    """Paragraphs at the same place: one changed into the other where they share enough words, else gone and new."""
    for old, new in zip_longest(before, after):
        changed = _changed(old, new) if old is not None and new is not None else None
        if changed is not None:
            yield changed
            continue
        if old is not None:
            yield Row("gone", (Run(old, changed=True),), ())
        if new is not None:
            yield Row("new", (), (Run(new, changed=True),))


def _changed(old: str, new: str) -> Row | None:
    """The one paragraph changed into the other; None where they share too little, or are too long to tell."""
    left, right = _WORD.findall(old), _WORD.findall(new)
    if max(len(left), len(right)) > MOST_WORDS:
        return None
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    if matcher.ratio() < LEAST_ALIKE:
        return None
    steps = matcher.get_opcodes()
    return Row(
        "changed",
        tuple(Run("".join(left[i:j]), changed=kind != "equal") for kind, i, j, _, _ in steps if i < j),
        tuple(Run("".join(right[k:m]), changed=kind != "equal") for kind, _, _, k, m in steps if k < m),
    )
