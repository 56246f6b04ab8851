"""Readings as lines of JSON, back into a record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.errors import InputError
from onrecord.record.codec import from_json
from onrecord.storing.database import Database

__all__ = ["import_lines"]


def import_lines(db: Database, lines: Iterable[bytes], *, place: str, recorded_at: str) -> Iterator[bool | InputError]:
    """Adds the reading on each line of `lines` (as `onrecord read --json` prints them); gives for each what
    `Database.add` returns, or its error with the line's number. Empty lines are passed over.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _add(db, line, place=f"{place}:{number}", recorded_at=recorded_at)


def _add(db: Database, line: bytes, *, place: str, recorded_at: str) -> bool | InputError:
    try:
        return db.add(from_json(line), place=place, recorded_at=recorded_at)
    except InputError as error:
        return type(error)(error.message, place=place)
