from __future__ import annotations

from threading import Barrier, Thread

import pytest

from onrecord.web.keeping import LONGEST, MOST, WORTH, Kept


class Watch:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize(("took", "kept_for"), [(0.5, 0.5 * WORTH), (30.0, LONGEST)])
def test_an_answer_is_kept_as_long_as_it_is_worth(took: float, kept_for: float) -> None:
    watch, asked = Watch(), []
    kept = Kept(watch)

    def ask() -> int:
        asked.append(watch.now)
        watch.now += took
        return len(asked)

    assert kept.answer("q", ask) == 1
    watch.now += kept_for - 0.001
    assert kept.answer("q", ask) == 1
    watch.now += 0.002
    assert kept.answer("q", ask) == 2
    assert kept.answer("other", lambda: "another") == "another"


def test_who_comes_at_the_same_time_waits_for_one_answer() -> None:
    kept, together, asked = Kept(), Barrier(4), []
    given: list[object] = []

    def ask() -> object:
        asked.append(1)
        for _ in range(200_000):  # long enough for the others to come
            pass
        return object()

    def come() -> None:
        together.wait()
        given.append(kept.answer("q", ask))

    visitors = [Thread(target=come) for _ in range(4)]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    assert len(set(map(id, given))) == len(asked) == 1


def test_what_fails_is_asked_again() -> None:
    kept = Kept()
    with pytest.raises(ZeroDivisionError):
        kept.answer("q", lambda: 1 // 0)
    assert not kept._asking
    assert kept.answer("q", lambda: 5) == 5


def test_an_answer_about_a_state_of_the_record_is_kept_while_it_is_so() -> None:
    watch, kept = Watch(), Kept()
    asked: list[str] = []

    def ask(word: str) -> str:
        asked.append(word)
        return word

    assert kept.answer("q", lambda: ask("first"), state=1) == "first"
    watch.now += 10 * LONGEST
    assert kept.answer("q", lambda: ask("again"), state=1) == "first"
    assert kept.answer("q", lambda: ask("later"), state=2) == "later"
    assert asked == ["first", "later"]


def test_the_oldest_answers_make_room() -> None:
    kept = Kept()
    for number in range(2 * MOST):
        kept.answer(number, lambda: "first", state=0)
    assert kept.answer(2 * MOST - 1, lambda: "again", state=0) == "first"
    assert kept.answer(0, lambda: "again", state=0) == "again"
