"""Writes `docs/commands.md` from the help of the commands: `python docs/make_commands.py`."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typer.main import get_command

from onrecord.cli import app

TARGET = Path(__file__).with_name("commands.md")
OPENING = """# Commands

What each command says with `--help`. Written by `python docs/make_commands.py`; do not edit.
"""

SHELL_OPTIONS = {"install_completion", "show_completion"}  # what they say depends on the shell they are asked in

# Typer carries its own copy of Click under a private name, or uses the public one, by version: nothing of either is
# named here.
Command = Any
Context = Any


def build_page() -> str:
    """The text of `docs/commands.md` for the commands as they are now."""
    return "\n".join([OPENING, *(_section(context) for context in contexts())])


def contexts() -> Iterator[Context]:
    """Every command that is not hidden, in its context, the program itself first."""
    yield from _walk(get_command(app), "onrecord", None)


def _walk(command: Command, name: str, parent: Context | None) -> Iterator[Context]:
    context = command.context_class(command, info_name=name, parent=parent)
    yield context
    for below, child in getattr(command, "commands", {}).items():
        if not child.hidden:
            yield from _walk(child, below, context)


def _section(context: Context) -> str:
    command = context.command
    usage = command.get_usage(context).removeprefix("Usage:").strip()
    parts = [f"## {context.command_path}", inspect.cleandoc(command.help or ""), f"    {' '.join(usage.split())}"]
    rows = [
        record
        for parameter in command.get_params(context)
        if parameter.name not in SHELL_OPTIONS and (record := parameter.get_help_record(context))
    ]
    return "\n\n".join([part for part in parts if part] + ([_table(rows)] if rows else [])) + "\n"


def _table(rows: list[tuple[str, str]]) -> str:
    cells = [f"| `{_cell(names)}` | {_cell(text)} |" for names, text in rows]
    return "\n".join(["| option | meaning |", "| --- | --- |", *cells])


def _cell(words: str) -> str:
    return " ".join(words.split()).replace("|", "\\|")


if __name__ == "__main__":
    TARGET.write_text(build_page(), encoding="utf-8")
