"""Answers that take long and are asked again: kept while the record is the same, or for a short time."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from time import monotonic
from typing import Any, Final, TypeVar

from fastapi import Request

from onrecord.api import Record
from onrecord.asking.rows import StatusAnswer, WhoAnswer

__all__ = ["ROWS_OF_A_PERSON", "Kept", "status_of", "who_is"]

Answer = TypeVar("Answer")
WORTH: Final = 20  # an answer is kept this many times as long as it took, so that it costs at most a twentieth
LONGEST: Final = 60.0  # seconds
MOST: Final = 128  # answers; the largest, of a person who is much in print, have some hundred kilobytes
ROWS_OF_A_PERSON: Final = 200  # statements and events of each side, the latest


class Kept:
    """Keeps answers. Those about one state of the record are kept as long as it is in that state; others, which nearly
    stay the same when a page comes, for `WORTH` times as long as they took: of a small record next to nothing, of a
    large one some seconds.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._answers: OrderedDict[Hashable, tuple[float, Any]] = OrderedDict()
        self._asking: dict[Hashable, Lock] = {}
        self._lock = Lock()

    def answer(self, question: Hashable, ask: Callable[[], Answer], *, state: Hashable = None) -> Answer:
        """What `ask` gives, or gave not long ago for the same `question` (and `state` of the record). Who comes
        meanwhile waits for one answer.
        """
        key = (question, state)
        with self._lock:
            asking = self._asking.setdefault(key, Lock())
        with asking:
            until, kept = self._answers.get(key, (float("-inf"), None))
            begin = self._clock()
            if begin < until:
                return kept  # type: ignore[no-any-return]  # what `ask` gave for it
            try:
                made = ask()
            except BaseException:
                self._asking.pop(key, None)  # nothing is kept for what cannot be asked
                raise
            end = self._clock()
            worth = end + min(WORTH * (end - begin), LONGEST)
            self._keep(key, float("inf") if state is not None else worth, made)
            return made

    def _keep(self, key: Hashable, until: float, made: object) -> None:
        with self._lock:
            self._answers[key] = (until, made)
            self._answers.move_to_end(key)
            while len(self._answers) > MOST:
                oldest, _ = self._answers.popitem(last=False)
                self._asking.pop(oldest, None)


def status_of(
    request: Request, record: Record, matter: str, as_of: str | None, recorded_by: str | None = None
) -> StatusAnswer:
    """Where a matter stands, which a page, its drawing and the API ask. Raises QuestionError."""
    kept: Kept = request.app.state.kept
    return kept.answer(
        ("status", matter, as_of or None, recorded_by),
        lambda: record.status(matter, as_of=as_of or None, recorded_by=recorded_by),
        state=record.state,
    )


def who_is(request: Request, record: Record, name: str, as_of: str | None, recorded_by: str | None = None) -> WhoAnswer:
    """Who somebody is, with `ROWS_OF_A_PERSON` rows of each kind, which a page, its drawing and the API ask. Raises
    QuestionError, UnknownId.
    """
    kept: Kept = request.app.state.kept
    return kept.answer(
        ("who", name, as_of or None, recorded_by),
        lambda: record.who(name, as_of=as_of or None, recorded_by=recorded_by, limit=ROWS_OF_A_PERSON),
        state=record.state,
    )
