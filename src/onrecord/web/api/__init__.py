"""The questions of the record under `/api/v1`."""

from __future__ import annotations

from threading import Lock

from fastapi import APIRouter, Request, Response

from onrecord.web.api import lists, single, writing
from onrecord.web.api.answers import json_answer
from onrecord.web.api.description import describe

__all__ = ["router"]

PREFIX = "/api/v1"
_MAKING = Lock()  # FastAPI's parts of a description are put together lazily, and not by two threads at once

router = APIRouter(prefix=PREFIX)
for part in (lists, single, writing):
    router.include_router(part.router)


@router.get("/openapi.json", include_in_schema=False)
def description(request: Request) -> Response:
    """The description of the API, OpenAPI 3.1."""
    state = request.app.state
    with _MAKING:
        if not hasattr(state, "description"):  # the same as long as the server runs
            state.description = describe(request.app.routes, PREFIX)
    return json_answer(state.description)
