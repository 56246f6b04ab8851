"""A record of the examples, and the desk over it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import onrecord
from onrecord.web.app import create_app

EXAMPLES = Path(__file__).parents[2] / "examples"
TOKEN = "a-token-for-the-tests"
ADDRESS = "http://127.0.0.1:8000"


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a record of the examples; nobody writes it."""
    file = tmp_path_factory.mktemp("desk") / "examples.db"
    with onrecord.open(file) as record:
        record.read(EXAMPLES)
    return file


@pytest.fixture
def own(examples: Path, tmp_path: Path) -> Path:
    """A copy of the record that a test may write."""
    file = tmp_path / "own.db"
    file.write_bytes(examples.read_bytes())
    return file


@pytest.fixture
def desk(examples: Path) -> Iterator[TestClient]:
    """A browser at a desk that only reads."""
    with TestClient(create_app(examples), base_url=ADDRESS) as client:
        yield client


@pytest.fixture
def writing_desk(own: Path) -> Iterator[TestClient]:
    """A browser at a desk where whoever has the token may write; it has not logged in."""
    with TestClient(create_app(own, token=TOKEN), base_url=ADDRESS) as client:
        yield client
