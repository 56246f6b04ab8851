from __future__ import annotations

from collections.abc import Iterator

import pytest

from onrecord.storing.database import Database
from tests.harbour import COURIER, GAZETTE, LEAFLET


@pytest.fixture(scope="session")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The three pages about the ferry, recorded on three days; the leaflet first."""
    path = tmp_path_factory.mktemp("harbour") / "harbour.db"
    with Database.open(path, create=True) as db:
        for day, reading in ((1, LEAFLET), (2, COURIER), (3, GAZETTE)):
            db.add(reading, place=f"pages/{reading.id}.txt", recorded_at=f"2024-05-0{day}T10:00:00Z")
    with Database.open(path, read_only=True) as db:
        yield db
