"""The description of the API (OpenAPI 3.1), with the schemas that msgspec makes from the types of the answers."""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from functools import cache
from importlib.metadata import version
from types import GenericAlias
from typing import Any, Final, get_args, get_origin

import msgspec
from fastapi.openapi.utils import get_openapi
from msgspec import Struct
from starlette.routing import BaseRoute

from onrecord.asking.rows import Rows

__all__ = ["Described", "content_of", "describe"]

Described = Any
"""A Struct, or a generic Struct of one: `Page[StatementRow]`. (No type of Python's names that.)"""

TEMPLATE: Final = "#/components/schemas/{name}"
BEARER: Final = {"token": {"type": "http", "scheme": "bearer", "description": "The token that the server prints."}}
_ABOUT: Final = """The questions of a record: who said what, what happened, and does it still stand.

Dates are ISO 8601; `since`, `until`, `as_of` and `recorded_by` take a day, a month or a year. Listings come a page at
a time: `next`, and the header `Link`, give the address of the rows after it. `format=csv` or `Accept: text/csv` give
CSV. Problems are told as RFC 9457 has it. Offsets are Unicode code points in the text of the article."""

_known: dict[str, Described] = {}


def content_of(kind: Described, media_type: str) -> dict[str, Any]:
    """The content of a response or a request whose body is a `kind`; its schema stands among the components."""
    shape = _shape(kind)
    (schema,), _ = msgspec.json.schema_components([shape], ref_template=TEMPLATE)
    _known[schema["$ref"]] = shape
    return {"content": {media_type: {"schema": schema}}}


def describe(routes: Sequence[BaseRoute], prefix: str) -> dict[str, Any]:
    """The description of the routes whose paths begin with `prefix`."""
    made = get_openapi(
        title="onrecord",
        version=version("onrecord"),
        summary="Who said what, what happened, and does it still stand",
        description=_ABOUT,
        routes=routes,
    )
    made["paths"] = {path: item for path, item in made["paths"].items() if path.startswith(prefix)}
    _, schemas = msgspec.json.schema_components(list(_known.values()), ref_template=TEMPLATE)
    components = made.setdefault("components", {})
    components["schemas"] = {**components.get("schemas", {}), **{name: _told(item) for name, item in schemas.items()}}
    components["securitySchemes"] = BEARER
    return made


def _told(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema with its description as one text."""
    described = schema.get("description")
    return {**schema, "description": inspect.cleandoc(described)} if described else schema


@cache
def _shape(kind: Described) -> Described:
    """`kind` as it is written: `Rows` are a list, which msgspec cannot know."""
    if _is_rows(kind):
        return GenericAlias(tuple, (get_args(kind)[0], ...))
    if not (isinstance(kind, type) and issubclass(kind, Struct)):
        return kind
    fields = msgspec.structs.fields(kind)
    if not any(_is_rows(field.type) for field in fields):
        return kind
    shapes = [(field.name, _shape(field.type), msgspec.field(name=field.encode_name)) for field in fields]
    made = msgspec.defstruct(kind.__name__, shapes, kw_only=True, frozen=True)
    made.__doc__ = kind.__doc__
    return made


def _is_rows(kind: Described) -> bool:
    origin: object = get_origin(kind)
    return origin is Rows
