from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.linking.matters import (
    Edit,
    Matter,
    NameIndex,
    Step,
    apart,
    gather,
    in_order,
    is_named,
    same_claims,
    share_moves,
    status_of,
)
from onrecord.linking.standing import Move, index_moves, standing_of
from onrecord.record.vocabulary import Factuality, LinkKind, Phase, Standing


def step(
    name: str,
    phase: str,
    matter: str | None,
    happened: str | None = None,
    *,
    article: str = "a",
    factuality: str = "actual",
    statement: str | None = None,
    printed: str = "2031-03-05",
) -> Step:
    return Step(
        event=name,
        article=article,
        phase=Phase(phase),
        matter=matter,
        date=happened,
        happened=happened,
        printed=printed,
        factuality=Factuality(factuality),
        statement=statement,
        speaker="the ministry" if statement else None,
    )


def groups(*steps: Step, edits: tuple[Edit, ...] = ()) -> list[set[str]]:
    return [{item.event for item in matter.steps} for matter in gather(steps, edits)]


def rescinded(statement: str) -> Move:
    return Move(kind=LinkKind.RESCINDS, origin="spokesman", to=statement)


PAUSED = step("paused", "paused", "its ferry patrols", "2031-02-12")
RESUMED = step("resumed", "resumed", "river operations", "2031-03-04", factuality="claimed", statement="s1")


def test_what_resumed_is_the_one_thing_that_was_paused() -> None:
    assert groups(PAUSED, RESUMED) == [{"paused", "resumed"}]


def test_a_crossing_that_reopened_is_not_the_strike_that_paused() -> None:
    strike = step("strike", "paused", "the strike of customs officers", "2031-03-04")
    crossing = step("crossing", "resumed", "the Zelin crossing", "2031-03-05")
    assert sorted(map(sorted, groups(strike, crossing))) == [["crossing"], ["strike"]]


def test_work_that_resumed_is_not_the_strike_that_ended() -> None:
    strike = step("strike", "ended", "the dockers' strike", "2031-03-04")
    work = step("work", "resumed", "work at the mine", "2031-03-05")
    assert len(groups(strike, work)) == 2


def test_what_remains_so_has_been_so_since_its_day() -> None:
    closed = step("closed", "ended", "the Lisna bridge", "2031-03-01", printed="2031-03-02")
    remains = step("remains", "ended", "the Lisna bridge", printed="2031-03-20", article="b")
    assert status_of([closed, remains], {}).step == closed
    reopened = step("reopened", "resumed", "the Lisna bridge", "2031-03-10", article="c")
    assert status_of([closed, reopened, remains], {}).step == remains


def test_what_a_person_split_stands_for_itself_inside_an_article_too() -> None:
    assert len(groups(PAUSED, RESUMED, edits=(Edit(name="river operations", into=None),))) == 2


def test_with_two_pauses_none_is_taken() -> None:
    other = step("other", "paused", "the wage talks", "2031-02-13")
    assert {"resumed"} in groups(PAUSED, other, RESUMED)


def test_the_pause_is_the_article_s_one_pause() -> None:
    lifted = step("lifted", "lifted", "the pause", factuality="expected", statement="s2")
    elsewhere = step("elsewhere", "lifted", "the pause", article="b")
    assert sorted(map(sorted, groups(PAUSED, lifted, elsewhere))) == [["elsewhere"], ["lifted", "paused"]]


def test_names_of_several_words_join_articles_and_one_word_does_not() -> None:
    there = step("there", "resumed", "joint river patrols", article="b")
    here = step("here", "paused", "the joint patrols", article="a")
    assert groups(here, there) == [{"here", "there"}]
    assert len(groups(step("here", "paused", "patrols"), step("there", "paused", "patrols", article="b"))) == 2


def test_a_person_merges_and_splits_names_and_can_undo_it() -> None:
    one, other = step("one", "paused", "the ferry"), step("other", "paused", "the night boat", article="b")
    merge, split = Edit(name="the ferry", into="the night boat"), Edit(name="the ferry", into=None)
    assert groups(one, other) == [{"one"}, {"other"}]
    assert groups(one, other, edits=(merge,)) == [{"one", "other"}]
    assert groups(one, other, edits=(merge, split)) == [{"one"}, {"other"}]
    assert groups(one, other, edits=(merge, split, merge)) == [{"one", "other"}]


def test_a_matter_is_found_by_words_of_any_of_its_names() -> None:
    (matter,) = gather([PAUSED, RESUMED])
    assert is_named(matter, "Patrols")
    assert is_named(matter, "river operation")
    assert not is_named(matter, "patrols of the army")
    assert not is_named(matter, "")


def test_a_claim_that_nobody_took_back_holds() -> None:
    found = status_of([PAUSED, RESUMED], {})
    assert (found.standing, found.step) == (Standing.STANDS, RESUMED)


def test_a_claim_taken_back_with_nothing_after_it_leaves_the_matter_unclear() -> None:
    found = status_of([PAUSED, RESUMED], index_moves([rescinded("s1")]))
    assert (found.standing, found.step, found.undone) == (Standing.UNCLEAR, PAUSED, (RESUMED,))


def test_what_is_told_after_it_makes_it_clear_again() -> None:
    sailed = step("sailed", "resumed", "joint patrols", "2031-03-24")
    found = status_of([PAUSED, RESUMED, sailed], index_moves([rescinded("s1")]))
    assert (found.standing, found.step, found.undone) == (Standing.STANDS, sailed, ())


@pytest.mark.parametrize("factuality", ["expected", "planned", "requested", "possible", "conditional"])
def test_what_is_ahead_changes_nothing(factuality: str) -> None:
    ahead = step("ahead", "resumed", "patrols", "2031-04-01", factuality=factuality)
    found = status_of([PAUSED, ahead], {})
    assert (found.step, found.ahead) == (PAUSED, (ahead,))


def test_what_is_denied_neither_holds_nor_is_ahead() -> None:
    found = status_of([step("no", "resumed", "patrols", factuality="denied")], {})
    assert (found.standing, found.step, found.ahead) == (Standing.UNCLEAR, None, ())


@pytest.mark.parametrize(
    ("phase", "printed", "expected"),
    [
        ("resumed", "2031-03-06", Standing.DISPUTED),
        ("ended", "2031-03-06", Standing.STANDS),
        ("resumed", "2031-03-01", Standing.STANDS),
    ],
)
def test_a_step_that_is_denied_since_is_disputed(phase: str, printed: str, expected: Standing) -> None:
    denied = step("no", phase, "the patrols", factuality="denied", printed=printed, article="b")
    found = status_of([PAUSED, RESUMED, denied], {})
    assert (found.standing, found.step) == (expected, RESUMED)


def test_a_story_that_tells_that_it_had_not_happened_before_disputes_nothing() -> None:
    denied = step("no", "resumed", "the patrols", factuality="denied", printed="2031-03-05")
    assert status_of([PAUSED, RESUMED, denied], {}).standing is Standing.STANDS


def test_a_claim_of_nobody_knows_whom_is_no_status() -> None:
    claimed = step("claimed", "resumed", "patrols", "2031-03-04", factuality="claimed")
    assert status_of([PAUSED, claimed], {}).step == PAUSED


def test_reports_of_one_claim_share_what_was_done_to_it() -> None:
    again = step("again", "resumed", "patrols", "2031-03-05", article="b", factuality="claimed", statement="s2")
    later = step("later", "resumed", "patrols", "2031-03-24", article="c", factuality="claimed", statement="s3")
    claims = same_claims([RESUMED, again, later])
    assert claims["s1"] == claims["s2"] == {"s1", "s2"}
    shared = share_moves(index_moves([rescinded("s2")]), claims)
    assert [standing_of(name, shared).value for name in ("s1", "s2", "s3")] == ["rescinded", "rescinded", "stands"]


def test_a_disputed_claim_is_the_status_and_says_that_it_is_disputed() -> None:
    denial = Move(kind=LinkKind.DENIES, origin="neighbor", to="s1")
    assert status_of([PAUSED, RESUMED], index_moves([denial])).standing is Standing.DISPUTED


names = st.sampled_from(["joint patrols", "the patrols", "the pause", "wage talks", None])
made = st.lists(
    st.builds(
        lambda number, phase, name, day, article: step(f"e{number}", phase, name, f"2031-03-{day:02}", article=article),
        st.integers(0, 9),
        st.sampled_from(["paused", "resumed", "lifted"]),
        names,
        st.integers(1, 28),
        st.sampled_from("ab"),
    ),
    max_size=8,
    unique_by=lambda item: item.event,
)


def cleared(found: tuple[Matter, ...]) -> list[tuple[str, ...]]:
    return sorted(tuple(sorted(item.event for item in matter.steps)) for matter in found)


@settings(max_examples=60, deadline=None)
@given(made, st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_nothing(steps: list[Step], luck: random.Random) -> None:
    shuffled = list(steps)
    luck.shuffle(shuffled)
    assert gather(shuffled) == gather(steps)
    assert status_of(shuffled, {}) == status_of(steps, {})


@settings(max_examples=60, deadline=None)
@given(made)
def test_an_article_on_something_else_changes_nothing(steps: list[Step]) -> None:
    unrelated = step("x", "paused", "subway construction works", article="elsewhere")
    assert cleared(gather([*steps, unrelated])) == sorted([*cleared(gather(steps)), ("x",)])


@pytest.mark.parametrize(
    ("later", "article", "count"),
    [("2033-07-09", "b", 2), ("2031-04-01", "b", 1), ("2033-07-09", "a", 1)],
)
def test_matters_of_one_name_far_apart_in_time_are_counted(later: str, article: str, count: int) -> None:
    first = Matter(names=("the strike",), steps=(step("one", "paused", "the strike"),))
    second = Matter(names=("the strike",), steps=(step("two", "paused", "the strike", article=article, printed=later),))
    assert apart([first, second]) == count
    assert in_order([*second.steps, *first.steps])[0] is (first.steps[0])


names = st.frozensets(st.sampled_from(["dock", "boat", "lamp", "fort", "mast"]), min_size=1, max_size=4)


@settings(max_examples=300)
@given(keys=st.sets(names, max_size=12), split=st.sets(names, max_size=2), pair=st.none() | st.tuples(names, names))
def test_the_index_of_names_finds_what_a_look_at_all_pairs_finds(
    keys: set[frozenset[str]],
    split: set[frozenset[str]],
    pair: tuple[frozenset[str], frozenset[str]] | None,
) -> None:
    edits = {key: Edit(name=" ".join(key), into=None) for key in split}
    if pair:
        edits[pair[0]] = Edit(name=" ".join(pair[0]), into=" ".join(pair[1]))
    single = {key: edit for key, edit in edits.items() if edit.into is None}

    def is_same(one: frozenset[str], other: frozenset[str]) -> bool:
        merged = pair is not None and {one, other} == set(pair)
        held = (one < other or other < one) and len(one & other) >= 2
        return one != other and (merged or (held and not {one, other} & set(single)))

    index = NameIndex(keys, edits)
    for key in keys:
        assert index.same(key) - {key} == {other for other in keys if is_same(key, other)}
        assert index.wider(key) <= index.same(key)
