from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.errors import MalformedInput
from onrecord.record.codec import to_json
from onrecord.storing.database import Database
from onrecord.storing.lines import import_lines
from tests.harbour import COURIER, GAZETTE
from tests.storing.children import WHEN


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "new.db", create=True) as opened:
        yield opened


def test_bad_lines_are_named_and_the_others_are_kept(db: Database) -> None:
    moved = to_json(GAZETTE).replace(b'"start":', b'"start":1', 1)
    lines = [b"{not json\n", b"\n", to_json(COURIER) + b"\n", b'{"id": 5}\n', moved, to_json(COURIER), to_json(GAZETTE)]
    results = list(import_lines(db, lines, place="in.jsonl", recorded_at=WHEN))
    assert [result if isinstance(result, bool) else str(result).split(": ")[0] for result in results] == [
        "in.jsonl:1",
        True,
        "in.jsonl:4",
        "in.jsonl:5",
        False,
        True,
    ]
    assert isinstance(results[0], MalformedInput)
    assert list(db.readings()) == [COURIER, GAZETTE]
