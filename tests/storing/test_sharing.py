"""Several connections of one process beside a writer in another."""

from __future__ import annotations

from pathlib import Path

from onrecord.storing.database import Database
from tests.storing.children import start

ADD_SOME = """
with Database.open(path, create=True) as db:
    for number in range({begin}, {begin} + 20):
        db.add(make_reading(number), place="made", recorded_at=WHEN)
"""


def add_some(path: Path, begin: int) -> None:
    """Adds readings in another process, which then ends."""
    process = start(ADD_SOME.format(begin=begin), path)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors


def test_a_reader_that_comes_and_goes_leaves_the_others_their_locks(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    add_some(path, 0)
    with Database.open(path, read_only=True) as reader:
        for turn in range(1, 4):
            assert reader.counts()["articles"] == 20 * turn
            Database.open(path, read_only=True).close()
            add_some(path, 20 * turn)  # would take the log away if it took itself for the last one
            assert path.with_name("record.db-wal").exists()
        assert reader.query("PRAGMA integrity_check") == [("ok",)]
