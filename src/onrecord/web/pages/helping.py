"""What the desk can do, what its words mean, and its keys."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Request, Response

from onrecord.record.vocabulary import Factuality
from onrecord.web.pages.rendering import render

__all__ = ["router"]

router = APIRouter(include_in_schema=False)

FACTUALITIES: Final = {
    Factuality.ACTUAL: "the page itself says that it happened",
    Factuality.CLAIMED: "somebody says so",
    Factuality.EXPECTED: "it is forecast",
    Factuality.REQUESTED: "it is asked for, demanded or ordered",
    Factuality.PLANNED: "it is intended or scheduled",
    Factuality.POSSIBLE: "it may be",
    Factuality.CONDITIONAL: "it depends on something else",
    Factuality.DENIED: "it is said not to have happened",
}


@router.get("/help")
def help_page(request: Request) -> Response:
    """The page of help."""
    return render(request, "help.html", factualities=list(FACTUALITIES.items()))
