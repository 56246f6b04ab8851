"""The public names: these and no others, each with words of its own."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

import onrecord

README = Path(__file__).parents[1] / "README.md"


def test_the_public_names_are_listed_once_in_order() -> None:
    assert onrecord.__all__ == [
        "OnrecordError",
        "ReadReport",
        "Reading",
        "Record",
        "from_json",
        "open",
        "read_text",
        "schema",
        "to_json",
    ]
    assert all(getattr(onrecord, name).__doc__ for name in onrecord.__all__)


def test_the_example_of_the_package_holds() -> None:
    assert doctest.testmod(onrecord) == (0, 3)


def test_the_python_of_the_readme_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "examples").symlink_to(README.with_name("examples"))
    monkeypatch.chdir(tmp_path)
    (block,) = re.findall(r"```python\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    exec(compile(block, str(README), "exec"), {})
    printed = capsys.readouterr().out
    assert "Malin" in printed
    assert "Mayor Ada Lind 2031-03-04" in printed
