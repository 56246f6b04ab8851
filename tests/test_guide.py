"""The user guide: what it says to type works, and prints what stands under it."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from onrecord import cli
from onrecord.web.app import create_app

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "docs" / "guide.md").read_text("utf-8")
ADDRESS = "http://127.0.0.1:8000"
LARGEST = 150 * 1024  # bytes of a picture: what a page of the docs may cost


def commands() -> Iterator[tuple[str, list[str]]]:
    """What is typed, and the lines of print that stand under it; a line may be cut with an ellipsis."""
    for block in re.findall(r"^```console\n(.*?)^```$", GUIDE, flags=re.MULTILINE | re.DOTALL):
        for typed in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *printed = typed.strip().splitlines()
            yield command, [line.removesuffix("…") for line in printed if line != "…"]


def run(command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    program, *arguments = shlex.split(command)
    if program == "curl":
        with TestClient(create_app(Path("news.db")), base_url=ADDRESS) as client:
            answer = client.get(arguments[0].removeprefix(ADDRESS))
        assert answer.status_code == 200, command
        return answer.text
    assert program == "onrecord", command
    monkeypatch.setattr(sys, "argv", [program, *arguments])
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    assert not stopped.value.code, (command, capsys.readouterr().err)
    return capsys.readouterr().out


def one_line(text: str) -> str:
    return " ".join(text.split())


def test_what_the_guide_says_to_type_prints_what_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tmp_path.joinpath("examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.delenv("ONRECORD_RECORD", raising=False)
    ran = 0
    for command, printed in commands():
        if command.startswith("export "):
            name, _, value = command.removeprefix("export ").partition("=")
            monkeypatch.setenv(name, value)
        elif not command.startswith("onrecord serve"):  # it runs until it is stopped: tests/web/test_serving.py
            found = one_line(run(command, monkeypatch, capsys))
            assert found, command
            assert [line for line in printed if one_line(line) not in found] == [], command
            ran += 1
    assert ran > 15
    (block,) = re.findall(r"^```python\n(.*?)^```$", GUIDE, flags=re.MULTILINE | re.DOTALL)
    exec(compile(block, "docs/guide.md", "exec"), {})
    assert "was taken back" in capsys.readouterr().out


def test_the_pictures_of_the_docs_are_shown_and_small() -> None:
    shown = set(
        re.findall(r"\]\((?:docs/)?screenshots/([\w-]+\.png)\)", GUIDE + (ROOT / "README.md").read_text("utf-8"))
    )
    kept = {path.name: path.stat().st_size for path in ROOT.joinpath("docs", "screenshots").glob("*.png")}
    assert shown == kept.keys()
    assert [name for name, size in kept.items() if size > LARGEST] == []
    assert not re.findall(r"!\[\]", GUIDE)
