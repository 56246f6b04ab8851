"""Answers as programs take them: JSON, CSV or JSON-LD, a page at a time."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, Generic, TypeVar

import msgspec
from fastapi import Request, Response
from msgspec import Struct

from onrecord.asking.export import write_csv
from onrecord.asking.rows import Rows, RowT, SqlAnswer
from onrecord.web.api.description import Described, content_of
from onrecord.web.api.questions import Format, Paged
from onrecord.web.problems import MEDIA_TYPE as PROBLEM
from onrecord.web.problems import Problem

__all__ = ["Page", "answers", "csv_answer", "format_of", "json_answer", "ld_answer", "paged"]

JSON: Final = "application/json"
CSV: Final = "text/csv"
JSON_LD: Final = "application/ld+json"
_MEDIA: Final = {Format.JSON: JSON, Format.CSV: CSV, Format.JSON_LD: JSON_LD}
_Row = TypeVar("_Row")
_PROBLEM: Final = {"description": "What is wrong, and what to do", **content_of(Problem, PROBLEM)}


class Page(Struct, Generic[_Row], frozen=True, kw_only=True):
    """Some rows of an answer. `next` is the address of those after them (null: there are none); `undated` counts the
    rows that a question by date left out because theirs is unknown.
    """

    items: tuple[_Row, ...]
    next: str | None
    undated: int


def answers(kind: Described, *formats: Format, told: str = "The answer", status: int = 200) -> dict[int | str, Any]:
    """What a route may answer with, for its description: the value `kind` as JSON, the other formats, and problems."""
    content = content_of(kind, JSON)["content"]
    if Format.CSV in formats:
        content[CSV] = {"schema": {"type": "string"}}
    if Format.JSON_LD in formats:
        content[JSON_LD] = {"schema": {"type": "object"}}
    return {status: {"description": told, "content": content}, "4XX": _PROBLEM, "5XX": _PROBLEM}


def format_of(request: Request, asked: Format | None, *offered: Format) -> Format:
    """The format that was asked for by `format`, else the first in `Accept` that is offered, else JSON."""
    if asked is not None:
        return asked if asked in offered else Format.JSON
    wanted = [item.partition(";")[0].strip() for item in request.headers.get("Accept", "").lower().split(",")]
    found = (kind for media in wanted for kind, name in _MEDIA.items() if name == media and kind in offered)
    return next(found, Format.JSON)


def paged(
    request: Request,
    asked: Paged,
    ask: Callable[..., Rows[RowT]],
    linked: Callable[[Request, Sequence[RowT]], Mapping[str, Any]] | None = None,
) -> Response:
    """One page of what `ask` answers, in the format that was asked for; `linked` writes rows as JSON-LD."""
    found = ask(**asked.filters(), limit=asked.limit + 1, offset=asked.offset)
    rows = found[: asked.limit]
    following = _following(request, asked) if len(found) > asked.limit else None
    headers = {"Link": f'<{following}>; rel="next"'} if following else {}
    match format_of(request, asked.format, Format.CSV, *([Format.JSON_LD] if linked else [])):
        case Format.CSV:
            return csv_answer(rows, headers)
        case Format.JSON_LD if linked:
            return ld_answer(linked(request, rows), headers)
        case _:
            return json_answer(Page(items=tuple(rows), next=following, undated=found.undated), headers)


def json_answer(value: object, headers: Mapping[str, str] | None = None, *, status: int = 200) -> Response:
    """The value as JSON."""
    return Response(msgspec.json.encode(value, enc_hook=_plain), status, headers, JSON)


def ld_answer(value: Mapping[str, Any], headers: Mapping[str, str] | None = None) -> Response:
    """The graph as JSON-LD."""
    return Response(msgspec.json.encode(value), 200, headers, JSON_LD)


def csv_answer(rows: Rows[Any] | SqlAnswer, headers: Mapping[str, str] | None = None) -> Response:
    """The rows as CSV."""
    lines = io.StringIO()
    write_csv(rows, lines)
    return Response(lines.getvalue(), 200, headers, CSV)


def _following(request: Request, asked: Paged) -> str:
    parameters = {**request.query_params, "limit": asked.limit, "offset": asked.offset + asked.limit}
    return str(request.url.replace(scheme="", netloc="").include_query_params(**parameters))


def _plain(value: object) -> object:
    if isinstance(value, Rows):
        return tuple(value)
    raise NotImplementedError(type(value).__name__)
