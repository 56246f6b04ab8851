"""Syndicated copies and near-duplicates: one origin is one source.

Candidates by MinHash (Broder 1997) over word shingles with locality-sensitive banding (Leskovec, Rajaraman & Ullman,
Mining of Massive Datasets, ch. 3), then a decision on the shingles themselves: how much of the shorter story stands in
the longer one. Headlines, bylines and datelines play no part.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b

from msgspec import Struct
from rensa import RMinHash

from onrecord.record.article import Article

__all__ = ["BANDS", "Copy", "Printed", "bands_of", "find_copies", "groups_of", "origin_of", "shared_part"]

SHINGLE = 4  # words
BANDS, ROWS = 64, 2  # finds a pair that shares a quarter of its shingles with a chance of 98 in 100
SEED = 1997
# On PolNeAR the eight real copies share 0.51 and more of the shorter story; the nearest other pair 0.28: one long
# quotation printed by both. A note that an outlet puts under every story has about 40 shingles.
SHARED_PART = 0.33
FEWEST_SHARED = 45
FEWEST_SHARED_OF_NEARLY_ALL = 15  # a short item, reprinted nearly whole
NEARLY_ALL = 0.8

_WORD = re.compile(r"\w+")


class Copy(Struct, frozen=True, kw_only=True):
    """Two articles that print one story. `share` is the part of the shorter one's shingles that the other has."""

    article: str
    other: str
    share: float


class Printed(Struct, frozen=True, kw_only=True):
    """An article as a member of a group of copies: when it was printed (ISO 8601), by whom, and from which agency."""

    id: str
    published: str | None
    publication: str | None
    provider: str | None


def shingles_of(article: Article) -> frozenset[str]:
    """The runs of `SHINGLE` words of the story, in lower case; marks and line ends play no part."""
    words = [word.lower() for span in article.body for word in _WORD.findall(span.text)]
    return frozenset(" ".join(words[start : start + SHINGLE]) for start in range(len(words) - SHINGLE + 1))


def bands_of(article: Article) -> tuple[int, ...]:
    """`BANDS` keys (signed 64-bit): two copies have one in common; none for a story too short to tell."""
    shingles = shingles_of(article)
    if len(shingles) < FEWEST_SHARED_OF_NEARLY_ALL:
        return ()
    sketch = RMinHash(num_perm=BANDS * ROWS, seed=SEED)
    sketch.update(sorted(shingles))
    values = sketch.digest()
    return tuple(_key(band, values[band * ROWS : (band + 1) * ROWS]) for band in range(BANDS))


def find_copies(id: str, article: Article, candidates: Mapping[str, Article]) -> tuple[Copy, ...]:  # noqa: A002
    """Which of `candidates` (by id) print the same story as the article `id`."""
    mine = shingles_of(article)
    shares = ((other, shared_part(mine, shingles_of(candidates[other]))) for other in sorted(candidates) if other != id)
    return tuple(Copy(article=id, other=other, share=share) for other, share in shares if share is not None)


def shared_part(one: frozenset[str], other: frozenset[str]) -> float | None:
    """The part of the smaller set that the other has; None where that does not make them copies."""
    smaller = min(len(one), len(other))
    shared = len(one & other)
    if shared < FEWEST_SHARED_OF_NEARLY_ALL:
        return None
    share = shared / smaller
    enough = share >= NEARLY_ALL or (share >= SHARED_PART and shared >= FEWEST_SHARED)
    return round(share, 4) if enough else None


def groups_of(copies: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """The group of each article that has a copy: whoever is a copy of a copy belongs to it."""
    groups: dict[str, set[str]] = {}
    for one, other in copies:
        merged = groups.get(one, {one}) | groups.get(other, {other})
        for member in merged:
            groups[member] = merged
    return {member: frozenset(group) for member, group in groups.items()}


def origin_of(group: Sequence[Printed]) -> Printed:
    """The article that a group of copies comes from: the agency's own print if it is there, else the earliest.

    One without a date is the origin only where none has one. Among equals the one with the smaller id, so that the
    order of arrival does not matter.
    """
    return min(group, key=lambda item: (not _is_own(item), item.published is None, item.published or "", item.id))


def _is_own(item: Printed) -> bool:
    return item.publication is not None and item.publication == item.provider


def _key(band: int, values: Sequence[int]) -> int:
    joined = f"{band}:{':'.join(map(str, values))}".encode()
    return int.from_bytes(blake2b(joined, digest_size=8).digest(), "big", signed=True)
