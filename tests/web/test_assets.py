"""Static files and how long browsers may keep them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from onrecord.web import assets
from onrecord.web.app import create_app
from tests.web.conftest import ADDRESS


@pytest.fixture
def sheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, examples: Path) -> Iterator[TestClient]:
    """A desk with one static file of our own."""
    folder = shutil.copytree(assets.FOLDER, tmp_path / "static")
    (folder / "site.css").write_text("body { color: black }")
    monkeypatch.setattr(assets, "FOLDER", folder)
    assets.asset.cache_clear()
    yield TestClient(create_app(examples), base_url=ADDRESS)
    assets.asset.cache_clear()


def test_a_versioned_name_may_be_kept(sheet: TestClient) -> None:
    address = assets.asset("site.css")
    answer = sheet.get(address)
    assert answer.text == "body { color: black }"
    assert "immutable" in answer.headers["Cache-Control"]


def test_a_plain_name_and_an_old_version_may_not(sheet: TestClient) -> None:
    for address in ("/static/site.css", "/static/site.000000000000.css"):
        answer = sheet.get(address)
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("path", ["../app.py", "%2e%2e/app.py", "..%2fapp.py", "/etc/passwd", ""])
def test_nothing_else_is_served(sheet: TestClient, path: str) -> None:
    assert sheet.get(f"/static/{path}").status_code == 404
