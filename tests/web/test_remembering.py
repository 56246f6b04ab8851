"""An answer is sent again while the record is the same, and never to the wrong one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import onrecord
from onrecord.api import Record
from onrecord.web import remembering
from onrecord.web.app import create_app
from tests.web.conftest import ADDRESS, TOKEN

SPEAKERS = "/api/v1/speakers"
SQL = "/api/v1/sql?question=SELECT+1"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The questions that reached a record."""
    told: list[str] = []
    for name in ("speakers", "sql", "outlets"):
        method = getattr(Record, name)

        def ask(self: Record, *args: object, _method: object = method, _name: str = name, **options: object) -> object:
            told.append(_name)
            return _method(self, *args, **options)  # type: ignore[operator]

        monkeypatch.setattr(Record, name, ask)
    return told


@pytest.fixture
def browser(own: Path) -> Iterator[TestClient]:
    with TestClient(create_app(own, token=TOKEN), base_url=ADDRESS) as client:
        yield client


def test_the_same_question_is_asked_once(browser: TestClient, asked: list[str]) -> None:
    first, again = browser.get(SPEAKERS), browser.get(SPEAKERS)
    assert asked == ["speakers"]
    assert again.content == first.content
    assert again.headers == first.headers
    assert again.headers["Content-Security-Policy"]
    browser.get(SPEAKERS, headers={"Accept": "text/csv"})
    browser.get(f"{SPEAKERS}?limit=3")
    browser.get(SPEAKERS, headers={"Accept-Encoding": "identity"})
    assert asked == ["speakers"] * 4


def test_a_verdict_or_another_file_is_asked_anew(browser: TestClient, own: Path, tmp_path: Path) -> None:
    statement = browser.get("/api/v1/statements?limit=1").json()["items"][0]["id"]
    with onrecord.open(own) as record:
        record.mark(statement, "wrong", author="A reader")
    assert browser.get("/api/v1/statements?limit=1").json()["items"][0]["id"] != statement
    with onrecord.open(tmp_path / "empty.db"):
        pass
    shutil.move(tmp_path / "empty.db", own)
    assert browser.get("/api/v1/statements?limit=1").json()["items"] == []


def test_what_is_of_one_browser_is_not_kept(browser: TestClient, asked: list[str]) -> None:
    browser.get(SQL)
    browser.get(SQL)
    assert asked == ["sql", "sql"]
    browser.post("/login", data={"token": TOKEN})
    assert "Log out" in browser.get("/help").text
    browser.cookies.clear()
    assert "Log out" not in browser.get("/help").text


def test_the_oldest_make_room(browser: TestClient, asked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembering, "ROOM", 1)
    browser.get(SPEAKERS)
    browser.get(SPEAKERS)
    assert asked == ["speakers", "speakers"]
    monkeypatch.undo()
