"""Answers and readings as files for other programs: CSV and JSON Lines. Parquet is `storing.parquet`."""

from __future__ import annotations

import csv
from typing import IO, Any

import msgspec

from onrecord.asking.rows import Rows, SqlAnswer
from onrecord.record.codec import to_json
from onrecord.storing.database import Database

__all__ = ["write_csv", "write_jsonl", "write_readings"]


def write_csv(answer: Rows[Any] | SqlAnswer, stream: IO[str]) -> None:
    """Writes the rows as CSV (RFC 4180, but lines end with a line feed), the names of the columns first; null is an
    empty cell, a list is JSON.
    """
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(answer.columns)
    writer.writerows(map(_cell, row.values()) for row in answer.to_dicts())


def _cell(value: Any) -> Any:  # noqa: ANN401 - whatever a row holds
    return msgspec.json.encode(value).decode("utf-8") if isinstance(value, list | tuple | dict) else value


def write_jsonl(answer: Rows[Any] | SqlAnswer, stream: IO[str]) -> None:
    """Writes one JSON object a row and a line."""
    for row in answer.to_dicts():
        stream.write(msgspec.json.encode(row).decode("utf-8") + "\n")


def write_readings(db: Database, stream: IO[bytes]) -> int:
    """Writes every reading of the record as a line of JSON, as `onrecord read --json` prints it; gives how many."""
    count = 0
    for reading in db.readings():
        stream.write(to_json(reading) + b"\n")
        count += 1
    return count
