"""Open records to ask: each request has one to itself for as long as it lasts."""

from __future__ import annotations

from collections.abc import AsyncIterator, Hashable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Annotated, Final

from fastapi import Depends, Request

from onrecord.api import Record, open_record

__all__ = ["Asked", "Records"]

_Identity = tuple[int, int]
KEPT: Final = 8  # open records that wait for the next request, each with a page cache of its own


class Records:
    """Lends the record at `path`, open for reading, to one request at a time; opens it anew where the file was replaced
    by another. Where pages were read from on this machine is hidden.
    """

    def __init__(self, path: Path) -> None:
        self.path: Final = path
        self._waiting: list[Record] = []
        self._of: _Identity | None = None
        self._files = 0  # how many there have been at `path`: the system may give a number of a file again
        self._lock: Final = Lock()

    @contextmanager
    def lent(self) -> Iterator[Record]:
        """A record to ask. Raises the errors of `open_record`."""
        identity = _identity(self.path)
        record = self._take(identity) or open_record(self.path, read_only=True, private=True)
        try:
            yield record
        finally:
            self._put_back(record, identity)

    @contextmanager
    def to_write(self) -> Iterator[Record]:
        """The record, open for writing and for this use alone. Raises the errors of `open_record`."""
        with open_record(self.path, private=True) as record:
            yield record

    def state(self) -> Hashable:
        """Changes whenever the record does, or another file takes its place. Raises the errors of `open_record`."""
        with self.lent() as record:
            return (self._files, *record.state)

    def close(self) -> None:
        """Closes the records that wait."""
        with self._lock:
            waiting, self._waiting = self._waiting, []
        for record in waiting:
            record.close()

    def _take(self, identity: _Identity | None) -> Record | None:
        with self._lock:
            if identity == self._of:
                return self._waiting.pop() if self._waiting else None
            self._of = identity
            self._files += 1
        self.close()
        return None

    def _put_back(self, record: Record, identity: _Identity | None) -> None:
        with self._lock:
            if identity == self._of and len(self._waiting) < KEPT:
                self._waiting.append(record)  # the one used last goes first: its page cache is warm
                return
        record.close()


def _identity(path: Path) -> _Identity | None:
    """Which file stands at `path`."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


async def _asked(request: Request) -> AsyncIterator[Record]:
    records: Records = request.app.state.records
    with records.lent() as record:
        yield record


Asked = Annotated[Record, Depends(_asked)]
"""The record, open for reading: the type of a parameter of any page or question."""
