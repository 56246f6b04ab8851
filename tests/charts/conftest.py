"""A record of the examples, to draw what it answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import onrecord

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="session")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[onrecord.Record]:
    with onrecord.open(tmp_path_factory.mktemp("charts") / "examples.db") as kept:
        kept.read(EXAMPLES)
        yield kept
