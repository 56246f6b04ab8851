"""The pages of the desk, one module for each kind. All can be read without JavaScript."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Request, Response

from onrecord.web.pages import articles, comparing, front, helping, matters, people, sources, statements
from onrecord.web.pages.rendering import render
from onrecord.web.problems import Problem

__all__ = ["router", "show_problem"]

router = APIRouter(include_in_schema=False)
for page in (front, matters, people, articles, statements, sources, comparing, helping):
    router.include_router(page.router)

_HEADINGS: Final = {
    400: "This question cannot be answered as asked",
    401: "This needs a login",
    403: "This is not allowed here",
    404: "There is no such page in the record",
    413: "That is too much to send",
    422: "This question cannot be answered as asked",
    503: "The record cannot be used now",
}
_ADVICE: Final = {
    400: "Go back and change what it names. A day is written 2031-03-04; a month 2031-03 and a year 2031 will do too.",
    401: "Go back, log in with the token that the server printed when it was started, and send it again.",
    404: "Ids and names come from the record: search for words of it. What is marked wrong keeps its address.",
    422: "Go back and change what it names.",
    503: "Try again in a moment. If it stays so, look at what the server printed.",
}


def show_problem(request: Request, problem: Problem) -> Response:
    """What went wrong and what to do, for people."""
    return render(
        request,
        "problem.html",
        status=problem.status,
        problem=problem,
        heading=_HEADINGS.get(problem.status, problem.title),
        advice=_ADVICE.get(problem.status, "Go back and try again."),
    )
