"""The notebooks of the docs run from top to bottom, and are kept without what they print."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.charts import Drawing

FOLDER = Path(__file__).parents[1] / "docs" / "notebooks"
NOTEBOOKS = sorted(path.name for path in FOLDER.glob("*.ipynb"))


def cells(name: str) -> list[dict[str, Any]]:
    notebook = json.loads((FOLDER / name).read_text("utf-8"))
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    found: list[dict[str, Any]] = notebook["cells"]
    return found


def run(source: str, names: dict[str, Any], place: str) -> object:
    """Runs a cell, and gives the value that a notebook shows under it."""
    tree = ast.parse(source, place)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, place, "exec"), names)
    return eval(compile(ast.Expression(last.value), place, "eval"), names) if isinstance(last, ast.Expr) else None


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_is_kept_without_output(name: str) -> None:
    code = [cell for cell in cells(name) if cell["cell_type"] == "code"]
    assert [cell["id"] for cell in code if cell["outputs"] or cell["execution_count"] is not None] == []
    assert len({cell["id"] for cell in cells(name)}) == len(cells(name))


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_runs(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FOLDER)
    names: dict[str, Any] = {}
    shown = [
        run("".join(cell["source"]), names, f"{name}:{cell['id']}")
        for cell in cells(name)
        if cell["cell_type"] == "code"
    ]
    drawings = [value for value in shown if isinstance(value, Drawing)]
    assert drawings
    assert all(drawing.rows for drawing in drawings)
    for value in drawings:
        assert value._repr_mimebundle_()["image/svg+xml"].startswith("<svg")


def test_there_is_a_notebook() -> None:
    assert NOTEBOOKS
