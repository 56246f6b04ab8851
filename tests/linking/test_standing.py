from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.linking.standing import PRECEDENCE, Move, Moves, index_moves, moves_of, standing_of, standings
from onrecord.record.vocabulary import LinkKind, Standing

PAGE = Path(__file__).parents[2] / "docs" / "standing.md"
KINDS = list(LinkKind)


def move(kind: LinkKind, origin: str = "later", to: str = "said", printed: str | None = None) -> Move:
    return Move(kind=kind, origin=origin, to=to, printed=printed)


def standing(*moves: Move, of: str = "said") -> Standing:
    return standing_of(of, index_moves(moves))


def printed_rows() -> list[tuple[str, str, str]]:
    rows = re.findall(r"^\| (.*?) \| (.*?) ?\| (.*?) \|$", PAGE.read_text("utf-8"), re.MULTILINE)
    return [
        (kinds, later, result) for kinds, later, result in rows if kinds not in {"---", "was done to the statement"}
    ]


def test_the_docs_print_the_table_of_the_code() -> None:
    expected = [(", ".join(sorted(r.kinds)), ", ".join(sorted(r.later)), r.standing.value) for r in PRECEDENCE]
    assert printed_rows() == [*expected, ("nothing of these", "", "stands")]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (LinkKind.RESCINDS, Standing.RESCINDED),
        (LinkKind.WITHDRAWS, Standing.WITHDRAWN),
        (LinkKind.SUPERSEDES, Standing.SUPERSEDED),
        (LinkKind.CORRECTS, Standing.CORRECTED),
        (LinkKind.DENIES, Standing.DISPUTED),
        (LinkKind.CONTRADICTS, Standing.DISPUTED),
        (LinkKind.CONFIRMS, Standing.CORROBORATED),
        (LinkKind.CORROBORATES, Standing.CORROBORATED),
        (LinkKind.REPEATS, Standing.STANDS),
        (LinkKind.CLARIFIES, Standing.STANDS),
    ],
)
def test_each_move_alone(kind: LinkKind, expected: Standing) -> None:
    assert standing(move(kind)) is expected


@pytest.mark.parametrize("upper", range(1, len(PRECEDENCE)))
def test_each_row_outweighs_those_below_it(upper: int) -> None:
    first = next(iter(PRECEDENCE[upper].kinds))
    below = [kind for rule in PRECEDENCE[upper + 1 :] for kind in rule.kinds]
    assert standing(move(first), *(move(kind, f"m{kind}") for kind in below)) is PRECEDENCE[upper].standing


def test_taken_back_and_then_confirmed_is_unclear() -> None:
    back = move(LinkKind.RESCINDS, printed="2031-03-07")
    assert standing(back, move(LinkKind.CONFIRMS, "after", printed="2031-03-09")) is Standing.UNCLEAR
    assert standing(back, move(LinkKind.CONFIRMS, "before", printed="2031-03-05")) is Standing.RESCINDED
    assert standing(back, move(LinkKind.CONFIRMS, "some day")) is Standing.RESCINDED


def test_confirmed_between_two_rescissions_stays_rescinded() -> None:
    moves = [
        move(LinkKind.RESCINDS, "one", printed="2031-03-07"),
        move(LinkKind.CONFIRMS, "two", printed="2031-03-08"),
        move(LinkKind.RESCINDS, "three", printed="2031-03-09"),
    ]
    assert standing(*moves) is Standing.RESCINDED


def test_what_is_done_to_a_repetition_is_done_to_what_it_repeats_and_not_back() -> None:
    moves = [move(LinkKind.REPEATS, "again", "first"), move(LinkKind.RESCINDS, "spokesman", "again")]
    assert standing(*moves, of="first") is Standing.RESCINDED
    moves = [move(LinkKind.REPEATS, "again", "first"), move(LinkKind.RESCINDS, "spokesman", "first")]
    assert standing(*moves, of="again") is Standing.STANDS


def test_a_rescinded_denial_disputes_nothing() -> None:
    denial = move(LinkKind.DENIES, "denial", "claim")
    assert standing(denial, of="claim") is Standing.DISPUTED
    assert standing(denial, move(LinkKind.RESCINDS, "later", "denial"), of="claim") is Standing.STANDS


def test_two_that_rescind_each_other_are_both_rescinded() -> None:
    moves = [move(LinkKind.RESCINDS, "a", "b"), move(LinkKind.RESCINDS, "b", "a")]
    assert standings(moves) == {"a": Standing.RESCINDED, "b": Standing.RESCINDED}


names = st.sampled_from("abcdef")
days = st.none() | st.sampled_from(["2031-03-01", "2031-03-02", "2031-03-03"])
moves_made = st.lists(
    st.builds(lambda k, o, t, p: Move(kind=k, origin=o, to=t, printed=p), st.sampled_from(KINDS), names, names, days),
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(moves_made, st.randoms())
def test_the_order_of_arrival_changes_nothing(moves: list[Move], luck: object) -> None:
    shuffled = list(moves)
    luck.shuffle(shuffled)  # type: ignore[attr-defined]
    assert standings(shuffled) == standings(moves)


@settings(max_examples=60, deadline=None)
@given(moves_made, moves_made)
def test_an_unrelated_article_changes_nothing(moves: list[Move], others: list[Move]) -> None:
    elsewhere = [Move(kind=m.kind, origin=f"x{m.origin}", to=f"x{m.to}", printed=m.printed) for m in others]
    before, after = standings(moves), standings([*moves, *elsewhere])
    assert {name: value for name, value in after.items() if not name.startswith("x")} == before


def plainly_counting(statement: str, index: Moves, path: frozenset[str] = frozenset()) -> set[Move]:
    """The moves that count, as they are defined: every move of whoever was not rescinded."""
    same, size = {statement}, 0
    while size != len(same):
        size = len(same)
        same |= {move.origin for key in same for move in index.get(key, ()) if move.kind is LinkKind.REPEATS}

    def is_rescinded(origin: str) -> bool:
        here = path | same
        return origin not in here and any(
            move.kind is LinkKind.RESCINDS for move in plainly_counting(origin, index, frozenset(here))
        )

    return {
        move
        for key in same
        for move in index.get(key, ())
        if move.kind is LinkKind.REPEATS or (move.origin not in path | same and not is_rescinded(move.origin))
    }


def test_what_counts_is_what_is_defined() -> None:
    luck = random.Random(5)
    kinds = (LinkKind.RESCINDS, LinkKind.REPEATS, LinkKind.CONFIRMS, LinkKind.DENIES, LinkKind.RESCINDS)
    for _ in range(300):
        pairs = [luck.sample("abcdef", 2) for _ in range(luck.randrange(9))]
        index = index_moves(Move(kind=luck.choice(kinds), origin=one, to=other) for one, other in pairs)
        for statement in "abcdef":
            assert moves_of(statement, index) == plainly_counting(statement, index)


def test_many_stories_that_confirm_each_other_take_no_time() -> None:
    stories = [str(number) for number in range(40)]
    index = index_moves(
        Move(kind=LinkKind.CORROBORATES, origin=one, to=other) for one in stories for other in stories if one != other
    )
    assert standing_of("0", index) is Standing.CORROBORATED
