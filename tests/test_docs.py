"""The docs say what is so: every field, value and command is in them, and their examples run."""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import shutil
import sqlite3
import sys
from enum import StrEnum
from pathlib import Path
from types import ModuleType

import jsonschema
import msgspec
import pytest

from onrecord import record
from onrecord.api import read_text
from onrecord.record import codec
from onrecord.record.identity import actor_id, article_id
from onrecord.record.reading import Reading

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
CONTRACT = (DOCS / "contract.md").read_text("utf-8")


def sections(page: str) -> dict[str, str]:
    pieces = re.split(r"^### (\w+)$", page, flags=re.MULTILINE)
    return dict(zip(pieces[1::2], pieces[2::2], strict=True))


def first_column(section: str) -> list[str]:
    return re.findall(r"^\| `([\w-]+)` \| \S", section, flags=re.MULTILINE)


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", page, flags=re.MULTILINE | re.DOTALL)


def record_modules() -> list[ModuleType]:
    return [
        importlib.import_module(f"onrecord.record.{module.name}") for module in pkgutil.iter_modules(record.__path__)
    ]


def structs_in(kind: object, found: dict[str, type[msgspec.Struct]]) -> dict[str, type[msgspec.Struct]]:
    """Every Struct that a value of `kind` can hold, by name."""
    if isinstance(kind, msgspec.inspect.StructType) and kind.cls.__name__ not in found:
        found[kind.cls.__name__] = kind.cls
        for field in kind.fields:
            structs_in(field.type, found)
    elif isinstance(kind, msgspec.inspect.VarTupleType):
        structs_in(kind.item_type, found)
    elif isinstance(kind, msgspec.inspect.UnionType):
        for part in kind.types:
            structs_in(part, found)
    return found


STRUCTS = structs_in(msgspec.inspect.type_info(Reading), {})
ENUMS = {
    value.__name__: value
    for module in record_modules()
    for value in vars(module).values()
    if isinstance(value, type) and issubclass(value, StrEnum) and value is not StrEnum
}


def test_what_is_to_be_documented_is_found() -> None:
    assert {"Reading", "Span", "Statement", "SaidDate", "Party", "Role", "Origin"} <= STRUCTS.keys()
    assert {"OriginKind", "Act", "Standing"} <= ENUMS.keys()


@pytest.mark.parametrize("name", sorted(STRUCTS))
def test_every_field_is_in_the_contract(name: str) -> None:
    documented = first_column(sections(CONTRACT)[name])
    assert documented == [field.encode_name for field in msgspec.structs.fields(STRUCTS[name])]


@pytest.mark.parametrize("name", sorted(ENUMS))
def test_every_value_is_in_the_contract(name: str) -> None:
    assert first_column(sections(CONTRACT)[name]) == [str(value) for value in ENUMS[name]]


def test_the_contract_has_nothing_that_is_gone() -> None:
    assert sections(CONTRACT).keys() == STRUCTS.keys() | ENUMS.keys()


def example() -> tuple[str, Reading]:
    (page,) = blocks(CONTRACT, "text")
    (reading,) = blocks(CONTRACT, "json")
    return page, codec.from_json(reading)


def spans_of(value: object) -> list[tuple[int, int, str]]:
    if isinstance(value, dict):
        own = [(value["start"], value["end"], value["text"])] if {"start", "end", "text"} <= value.keys() else []
        return own + [span for part in value.values() for span in spans_of(part)]
    return [span for part in value for span in spans_of(part)] if isinstance(value, list) else []


def test_the_example_is_a_reading_of_its_page() -> None:
    page, reading = example()
    raw = json.loads(codec.to_json(reading))
    jsonschema.validate(raw, codec.schema())
    assert reading.article.text == page
    spans = spans_of(raw)
    assert len(spans) > 40
    assert [page[start:end] for start, end, _ in spans] == [text for _, _, text in spans]


def test_the_example_has_every_kind_of_cell() -> None:
    _, reading = example()
    assert all(getattr(reading, field.name) for field in msgspec.structs.fields(Reading))


def test_the_ids_of_the_example_are_computed_from_its_content() -> None:
    page, reading = example()
    assert reading.id == article_id(page, reading.article.publication, reading.article.url)
    assert [actor.id for actor in reading.actors] == [
        actor_id(reading.id, actor.name, actor.kind) for actor in reading.actors
    ]
    ids = {cell.id for cells in (reading.actors, reading.statements, reading.events) for cell in cells} | {reading.id}
    named = {link.to for link in reading.links} | {link.origin for link in reading.links}
    named |= {statement.actor for statement in reading.statements if statement.actor}
    named |= {identifier for reason in reading.anonymity for identifier in reason.covers}
    assert named <= ids


def test_the_page_of_the_example_is_read_as_the_contract_says() -> None:
    page, reading = example()
    found = read_text(page)
    assert found.article == reading.article
    assert [(figure.text, figure.value, figure.unit) for figure in found.figures] == [
        (figure.text, figure.value, figure.unit) for figure in reading.figures
    ]
    assert [(time.text, time.value, time.begin, time.until) for time in found.times] == [
        (time.text, time.value, time.begin, time.until) for time in reading.times
    ]


PAGES = sorted(
    path.relative_to(ROOT).as_posix() for folder in (ROOT, DOCS, ROOT / "examples") for path in folder.glob("*.md")
)


@pytest.mark.parametrize("page", PAGES)
def test_links_between_pages_lead_somewhere(page: str) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)", (ROOT / page).read_text("utf-8")):
        if "://" not in target:
            assert (ROOT / page).parent.joinpath(target).exists(), target


def test_the_targets_of_make_that_are_named_exist() -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), flags=re.MULTILINE))
    for page in PAGES:
        named = re.findall(r"(?:^ *|`)make (\w+)", (ROOT / page).read_text("utf-8"), flags=re.MULTILINE)
        assert set(named) <= targets, page


def test_the_blocks_of_the_python_page_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "pages")
    monkeypatch.chdir(tmp_path)
    page = (DOCS / "python.md").read_text("utf-8")
    names: dict[str, object] = {}
    for match in re.finditer(r"^```python\n(.*?)^```$", page, flags=re.MULTILINE | re.DOTALL):
        lines_before = page.count("\n", 0, match.start(1))
        exec(compile("\n" * lines_before + match[1], "docs/python.md", "exec"), names)
    assert sqlite3.connect("news.db").execute("SELECT count(*) FROM articles").fetchone()[0] > 16


def commands() -> ModuleType:
    sys.path.insert(0, str(DOCS))
    try:
        return importlib.import_module("make_commands")
    finally:
        sys.path.remove(str(DOCS))


def test_the_page_of_commands_is_as_the_commands_are() -> None:
    assert (DOCS / "commands.md").read_text("utf-8") == commands().build_page(), "run: python docs/make_commands.py"


def test_every_command_and_option_has_help() -> None:
    contexts = list(commands().contexts())
    assert len(contexts) > 6
    for context in contexts:
        assert context.command.help, context.command_path
        for parameter in context.command.get_params(context):
            names, text = parameter.get_help_record(context) or ("", "hidden")
            assert text.strip(), f"{context.command_path} {names}"
