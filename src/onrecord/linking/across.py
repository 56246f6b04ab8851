"""Links between the statements of an article and those that the record has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from onrecord.linking.comparing import compare, in_order
from onrecord.record.across import Crossing, Said
from onrecord.record.links import Link
from onrecord.record.vocabulary import LinkKind

__all__ = ["link_statements"]

CORROBORATIONS = 3  # kept of one statement, the nearest in time: more of them say nothing more


def link_statements(
    mine: Sequence[Said], candidates: Mapping[str, Sequence[Said]], copies: AbstractSet[str] = frozenset()
) -> tuple[Crossing, ...]:
    """What the statements of one article are to their candidates (by statement id), and the candidates to them where
    those are the later ones. `copies` holds the ids of articles that print the same story as theirs.

    Of many repetitions only the nearest before and the nearest after are linked: repetitions of repetitions make a
    chain.
    """
    found: list[Crossing] = []
    for said in mine:
        found += _links_of(said, candidates.get(said.id, ()), copies)
    return tuple(dict.fromkeys(found))


def _links_of(said: Said, candidates: Iterable[Said], copies: AbstractSet[str]) -> Iterator[Crossing]:
    kept: dict[tuple[LinkKind, bool], list[Said]] = {}
    for other in candidates:
        if other.article == said.article:
            continue
        later, earlier = in_order(said, other)
        kind = compare(later, earlier, copied=other.article in copies)
        if kind is not None:
            kept.setdefault((kind, later is said), []).append(other)
    for (kind, is_later), others in kept.items():
        for other in _nearest(others, is_later)[: _most(kind)]:
            later, earlier = (said, other) if is_later else (other, said)
            yield _crossing(kind, later, earlier)


def _nearest(others: list[Said], is_later: bool) -> list[Said]:  # noqa: FBT001 - which side of now
    return sorted(others, key=lambda item: (item.said_from or "", item.published or "", item.id), reverse=is_later)


def _most(kind: LinkKind) -> int:
    return 1 if kind in {LinkKind.REPEATS, LinkKind.SUPERSEDES} else CORROBORATIONS


def _crossing(kind: LinkKind, later: Said, earlier: Said) -> Crossing:
    return Crossing(
        article=later.article, link=Link(kind=kind, origin=later.id, to=earlier.id, evidence=later.evidence)
    )
