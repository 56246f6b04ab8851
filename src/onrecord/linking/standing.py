"""Whether a statement still stands: a pure fold over what was done to it.

The table of precedence is `PRECEDENCE`; `docs/standing.md` prints it and says why. The order in which moves arrive
changes nothing, and moves on other statements change nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from onrecord.record.links import Link
from onrecord.record.vocabulary import LinkKind, Standing

__all__ = ["PRECEDENCE", "Move", "Moves", "Rule", "index_moves", "kinds_for", "moves_of", "standing_of", "standings"]


class Move(Struct, frozen=True, kw_only=True):
    """A link as the fold sees it: what `origin` does to the statement `to`, and the day on which that was printed (an
    ISO 8601 date, or null where it is unknown)."""

    kind: LinkKind
    origin: str
    to: str
    printed: str | None = None


class Rule(Struct, frozen=True):
    """A row of the table: where one of `kinds` was done to the statement (and one of `later`, on a later day), it has
    this standing."""

    kinds: frozenset[LinkKind]
    standing: Standing
    later: frozenset[LinkKind] = frozenset()


_TAKEN_BACK = frozenset({LinkKind.RESCINDS, LinkKind.WITHDRAWS})

# The first row that fits decides.
PRECEDENCE: tuple[Rule, ...] = (
    Rule(_TAKEN_BACK, Standing.UNCLEAR, later=frozenset({LinkKind.CONFIRMS})),
    Rule(frozenset({LinkKind.RESCINDS}), Standing.RESCINDED),
    Rule(frozenset({LinkKind.WITHDRAWS}), Standing.WITHDRAWN),
    Rule(frozenset({LinkKind.SUPERSEDES}), Standing.SUPERSEDED),
    Rule(frozenset({LinkKind.CORRECTS}), Standing.CORRECTED),
    Rule(frozenset({LinkKind.DENIES, LinkKind.CONTRADICTS}), Standing.DISPUTED),
    Rule(frozenset({LinkKind.CONFIRMS, LinkKind.CORROBORATES}), Standing.CORROBORATED),
)

Moves = Mapping[str, tuple[Move, ...]]


def standings(links: Iterable[Link | Move]) -> dict[str, Standing]:
    """The standing of every statement to which something was done; all others stand."""
    index = index_moves(links)
    return {statement: standing_of(statement, index) for statement in index}


def index_moves(links: Iterable[Link | Move]) -> Moves:
    """Moves by the statement that they act on, for `standing_of`."""
    index: dict[str, list[Move]] = {}
    for link in links:
        move = link if isinstance(link, Move) else Move(kind=link.kind, origin=link.origin, to=link.to)
        index.setdefault(move.to, []).append(move)
    return {statement: tuple(moves) for statement, moves in index.items()}


def standing_of(statement: str, index: Moves) -> Standing:
    """The standing of one statement by `PRECEDENCE`, from the moves that count (see `moves_of`)."""
    counting = moves_of(statement, index)
    return next((rule.standing for rule in PRECEDENCE if _fits(rule, counting)), Standing.STANDS)


def kinds_for(standing: Standing) -> frozenset[LinkKind]:
    """What must have been done to a statement, or to what repeats it, for this standing; empty where it stands."""
    return frozenset(kind for rule in PRECEDENCE if rule.standing is standing for kind in rule.kinds)


def moves_of(statement: str, index: Moves) -> frozenset[Move]:
    """The moves that count for a statement: those on it and on what repeats it, without those of a statement that was
    itself rescinded.
    """
    return frozenset(_counting(statement, index, frozenset()))


def _fits(rule: Rule, moves: frozenset[Move]) -> bool:
    acting = [move for move in moves if move.kind in rule.kinds]
    if not rule.later:
        return bool(acting)
    return bool(acting) and all(any(_answers(other, move, rule) for other in moves) for move in acting)


def _answers(other: Move, move: Move, rule: Rule) -> bool:
    """It takes two known days to say that one thing came after another."""
    if other.kind not in rule.later or other.printed is None or move.printed is None:
        return False
    return other.printed > move.printed


def _counting(statement: str, index: Moves, path: frozenset[str], only: LinkKind | None = None) -> Iterator[Move]:
    """`path` holds the statements already under way: two that rescind each other both count. With `only` the moves of
    that kind; whether the others count is then not looked at, which among stories that confirm each other takes long.
    """
    same = _with_repetitions(statement, index)
    here = path | same
    for repeated in same:
        for move in index.get(repeated, ()):
            if only is not None and move.kind is not only:
                continue
            if move.kind is LinkKind.REPEATS or (
                move.origin not in here and not _is_rescinded(move.origin, index, here)
            ):
                yield move


def _with_repetitions(statement: str, index: Moves) -> frozenset[str]:
    """The statement and all that repeats it, or repeats a repetition."""
    same, pending = {statement}, [statement]
    while pending:
        for move in index.get(pending.pop(), ()):
            if move.kind is LinkKind.REPEATS and move.origin not in same:
                same.add(move.origin)
                pending.append(move.origin)
    return frozenset(same)


def _is_rescinded(statement: str, index: Moves, path: frozenset[str]) -> bool:
    if statement in path:
        return False
    return any(True for _ in _counting(statement, index, path, LinkKind.RESCINDS))
