"""The API against its own description, with what schemathesis makes up from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, settings
from schemathesis import checks

import onrecord
from onrecord.web.api import PREFIX
from onrecord.web.api.description import describe
from onrecord.web.app import create_app
from tests.web.conftest import ADDRESS, TOKEN

CHECKS = (
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
)
MADE_UP = settings(
    max_examples=12, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)


@pytest.fixture(scope="module")
def app(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    """A desk over a record of its own, which may be written."""
    file = tmp_path_factory.mktemp("described") / "own.db"
    file.write_bytes(examples.read_bytes())
    made = create_app(file, token=TOKEN)
    with TestClient(made, base_url=ADDRESS):
        yield made


@pytest.fixture(scope="module")
def known(examples: Path) -> dict[str, str]:
    """For each id in a path one that the record has."""
    with onrecord.open(examples, read_only=True) as record:
        said, happened = record.statements(limit=1)[0], record.events(limit=1)[0]
    return {"statement_id": said.id, "event_id": happened.id, "article_id": said.article, "cell_id": said.id}


@schemathesis.serializer("application/x-ndjson")
def lines(_: schemathesis.SerializationContext, value: object) -> bytes:
    """What is made up for JSON lines, as it is."""
    return str(value).encode("utf-8", "replace")


schema = schemathesis.openapi.from_dict(describe(create_app(Path("none.db")).routes, PREFIX))


@schema.parametrize()
@MADE_UP
def test_it_answers_as_it_says(case: schemathesis.Case, app: FastAPI, known: dict[str, str]) -> None:
    case.operation.app = app
    for name in set(case.path_parameters) & set(known):
        if len(str(case.path_parameters[name])) % 2:  # else one that the record does not have
            case.path_parameters[name] = known[name]
    response = case.call(base_url=ADDRESS, headers={"Authorization": f"Bearer {TOKEN}"})
    case.validate_response(response, checks=list(CHECKS))


def test_the_guide_names_every_question() -> None:
    told = (Path(__file__).parents[2] / "docs" / "api.md").read_text("utf-8")
    paths = describe(create_app(Path("none.db")).routes, PREFIX)["paths"]
    assert len(paths) > 20
    for path in paths:
        name = path.removeprefix(f"{PREFIX}/").partition("/")[0]
        assert re.search(rf"`{name}[`?/]|POST {name}`", told), path
