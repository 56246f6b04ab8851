"""What went wrong, as RFC 9457 tells it: `application/problem+json` for programs, a page for people.

No answer names a path of this machine or shows where in the code something failed; that goes to the server's log.
"""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Final

import msgspec
from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.exceptions import RequestValidationError
from msgspec import Struct
from starlette.exceptions import HTTPException as AnyHTTPException

from onrecord.errors import (
    FullDisk,
    InputError,
    LockedRecord,
    MissingExtra,
    OnrecordError,
    QuestionError,
    RecordError,
    TooLarge,
    UnknownId,
)

__all__ = ["API", "Fault", "Problem", "add_handlers", "problem_answer", "problem_of"]

API: Final = "/api/"
MEDIA_TYPE: Final = "application/problem+json"
_LOG: Final = logging.getLogger("onrecord.web")
# The first that fits holds.
_STATUS: Final[tuple[tuple[type[OnrecordError], int], ...]] = (
    (UnknownId, 404),
    (QuestionError, 400),
    (TooLarge, 413),
    (InputError, 422),
    (MissingExtra, 501),
    (LockedRecord, 503),
    (FullDisk, 507),
    (RecordError, 503),
)
_OF_THE_RECORD: Final = {
    LockedRecord: "another process is writing the record; ask again in a moment",
    FullDisk: "there is no room left on the server's disk: nothing was written",
}
_RECORD_FAILS: Final = "the record cannot be used now; the server's log says why"
_SERVER_FAILS: Final = "the server failed on this; its log says where"


class Fault(Struct, frozen=True):
    """One thing that is wrong with a request: where it stands (`query.as_of`, `line 3`), and what to do."""

    place: str
    message: str


class Problem(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """RFC 9457. `detail` says what is wrong and what to do, `errors` where."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str | None = None
    errors: tuple[Fault, ...] = ()


def problem_of(status: int, detail: str | None = None, errors: tuple[Fault, ...] = ()) -> Problem:
    """The problem with the status' own title."""
    return Problem(title=HTTPStatus(status).phrase, status=status, detail=detail, errors=errors)


def problem_answer(problem: Problem, headers: dict[str, str] | None = None) -> Response:
    """The problem for programs."""
    return Response(msgspec.json.encode(problem), problem.status, headers, MEDIA_TYPE)


def add_handlers(app: FastAPI) -> None:
    """Makes every error of `app` an answer that tells what is wrong and nothing about the machine."""

    @app.exception_handler(OnrecordError)
    def _(request: Request, error: OnrecordError) -> Response:
        return _answer(request, _of_onrecord(error))

    @app.exception_handler(RequestValidationError)
    def _(request: Request, error: RequestValidationError) -> Response:
        faults = tuple(Fault(".".join(map(str, item["loc"])), item["msg"]) for item in error.errors())
        return _answer(request, problem_of(422, "the question is not one that can be answered; see errors", faults))

    @app.exception_handler(AnyHTTPException)
    def _(request: Request, error: HTTPException) -> Response:
        told = error.detail if error.detail != HTTPStatus(error.status_code).phrase else None
        return _answer(request, problem_of(error.status_code, told), dict(error.headers or {}))

    @app.exception_handler(Exception)
    def _(request: Request, error: Exception) -> Response:
        _LOG.error("%s %s failed", request.method, request.url.path, exc_info=error)
        return _answer(request, problem_of(500, _SERVER_FAILS))


def _of_onrecord(error: OnrecordError) -> Problem:
    status = next(status for kind, status in _STATUS if isinstance(error, kind))
    if isinstance(error, RecordError):
        _LOG.error("the record: %s", error)
        return problem_of(status, _OF_THE_RECORD.get(type(error), _RECORD_FAILS))
    return problem_of(status, error.message)


def _answer(request: Request, problem: Problem, headers: dict[str, str] | None = None) -> Response:
    if request.url.path.startswith(API):
        return problem_answer(problem, headers)
    shown: Response = request.app.state.show_problem(request, problem)
    shown.headers.update(headers or {})
    return shown
