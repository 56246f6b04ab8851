"""Answers about the whole record that every page would ask anew: kept for a short time."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from time import monotonic
from typing import Any, Final, TypeVar

__all__ = ["Kept"]

Answer = TypeVar("Answer")
WORTH: Final = 20  # an answer is kept this many times as long as it took, so that it costs at most a twentieth
LONGEST: Final = 60.0  # seconds


class Kept:
    """Keeps answers, each for `WORTH` times as long as it took: of a small record next to nothing, of a large one some
    seconds, in which what was just read may be missing from a list of the most frequent.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._answers: dict[str, tuple[float, Any]] = {}
        self._locks: dict[str, Lock] = {}
        self._lock = Lock()

    def answer(self, question: str, ask: Callable[[], Answer]) -> Answer:
        """What `ask` gives, or gave not long ago for the same `question`. Who comes meanwhile waits for one answer."""
        with self._lock:
            lock = self._locks.setdefault(question, Lock())
        with lock:
            until, kept = self._answers.get(question, (float("-inf"), None))
            begin = self._clock()
            if begin < until:
                return kept  # type: ignore[no-any-return]  # what `ask` gave for it
            made = ask()
            end = self._clock()
            self._answers[question] = (end + min(WORTH * (end - begin), LONGEST), made)
            return made
