"""The tag sets of the encoder's heads, and which tag may follow which."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["NAME_KINDS", "NAME_TAGS", "ROLES", "STATEMENT_TAGS", "UPOS", "bioes", "legal_moves"]

ROLES = ("source", "cue", "content")
NAME_KINDS = ("PER", "ORG", "LOC", "OTHER")
UPOS = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM",
    "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X",
)  # fmt: skip


def bioes(kinds: tuple[str, ...]) -> tuple[str, ...]:
    """`O`, then for each kind B (begin), I (inside), E (end) and S (single word): tag = 1 + 4 * kind + place."""
    return ("O", *(f"{place}-{kind}" for kind in kinds for place in "BIES"))


STATEMENT_TAGS = bioes(ROLES)
NAME_TAGS = bioes(NAME_KINDS)


def legal_moves(kinds: int) -> NDArray[np.bool_]:
    """Which tag may follow which under BIOES; the last row stands for the start, the last column for the end."""
    count = 1 + 4 * kinds
    legal = np.zeros((count + 1, count + 1), np.bool_)
    opens = [0, *(1 + 4 * kind + place for kind in range(kinds) for place in (0, 3)), count]
    closed = [0, *(1 + 4 * kind + place for kind in range(kinds) for place in (2, 3)), count]
    legal[np.ix_(closed, opens)] = True
    for kind in range(kinds):
        begin, inside, end = (1 + 4 * kind + place for place in range(3))
        legal[np.ix_([begin, inside], [inside, end])] = True
    return legal
