"""The small form that takes the token and gives the browser a cookie for it."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, Form, HTTPException, Request
from fastapi.responses import RedirectResponse

from onrecord.web.safety import Gate, writer_only

__all__ = ["router"]

router = APIRouter(include_in_schema=False)


@router.post("/login")
def log_in(
    request: Request,
    token: Annotated[str, Form(max_length=1000)] = "",
    then: Annotated[str, Form(max_length=2000)] = "/",
) -> RedirectResponse:
    """Gives the cookie for the token, and goes to `then`, an address of this server."""
    gate: Gate = request.app.state.gate
    if not gate.knows(token.strip()):
        raise HTTPException(403, "this is not the token that the server printed at its start")
    response = RedirectResponse(_own(then), 303)
    gate.log_in(request, response)
    return response


@router.post("/logout", dependencies=[Depends(writer_only)])
def log_out(request: Request) -> RedirectResponse:
    """Takes the cookie away."""
    gate: Gate = request.app.state.gate
    response = RedirectResponse("/", 303)
    gate.log_out(request, response)
    return response


def _own(address: str) -> str:
    """`address` where it is a path of this server, else the front page; browsers take `//` and `/\\` for a host."""
    parts = urlsplit(address)
    own = not parts.scheme and not parts.netloc and address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if own and address.isprintable() else "/"
