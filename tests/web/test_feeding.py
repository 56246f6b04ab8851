"""The desk answers while `onrecord read` writes the same file, in two processes."""

from __future__ import annotations

from pathlib import Path

from benchmarks.feeding import feed

SECONDS = 10


def test_a_feed_is_read_while_the_desk_answers(own: Path) -> None:
    outcome = feed(own, SECONDS)
    assert outcome.failures == ()
    assert outcome.pages > 0
    assert outcome.answered > 50
