"""The pages of the desk."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse

from onrecord.web.problems import Problem

__all__ = ["router", "show_problem"]

router = APIRouter(include_in_schema=False)


def show_problem(request: Request, problem: Problem) -> Response:  # noqa: ARG001 - a page has the request's address
    """What went wrong, for people."""
    return PlainTextResponse(problem.detail or problem.title, problem.status)
