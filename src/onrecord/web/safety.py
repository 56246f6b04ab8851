"""What keeps the desk safe: which names it answers to, what a browser may do with its pages, who may write.

Reading needs no token: the server binds to loopback. Writing needs the token, as `Authorization: Bearer`, or as the
cookie that the login form gives for it; with the cookie also the form's own token, as the field `csrf` or the header
`X-CSRF-Token`.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from ipaddress import ip_address
from typing import Final

from fastapi import HTTPException, Request, Response
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.web.problems import problem_answer, problem_of

__all__ = [
    "MAX_BODY",
    "MAX_UPLOAD",
    "SHORTEST_TOKEN",
    "Gate",
    "Guard",
    "is_loopback",
    "writer_only",
]

MAX_BODY: Final = 64 * 1024  # bytes of a form
MAX_UPLOAD: Final = 32 * 1024 * 1024  # bytes of a page or a file of pages
SHORTEST_TOKEN: Final = 16  # characters: what somebody on the machine cannot try out
UPLOADS: Final = "/api/v1/readings"
CONTENT_SECURITY_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; font-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS: Final = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_READING: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_EVERYWHERE: Final = frozenset({"0.0.0.0", "::"})  # noqa: S104 - known here to be told apart
_LOGIN_SECONDS: Final = 12 * 3600


class Gate:
    """Who may write: whoever knows the token. Without a token nobody may."""

    def __init__(self, token: str | None) -> None:
        if token is not None and len(token) < SHORTEST_TOKEN:
            raise ValueError(f"a token has at least {SHORTEST_TOKEN} characters")
        self._token = token
        # From the token, so that a login outlasts the server's restart with the same one.
        self._key = hashlib.sha256(f"onrecord {token}".encode()).digest()

    @property
    def opens(self) -> bool:
        """Whether anything can be written at all."""
        return self._token is not None

    def knows(self, token: str) -> bool:
        """Whether this is the token."""
        return self._token is not None and hmac.compare_digest(token.encode(), self._token.encode())

    def log_in(self, request: Request, response: Response) -> None:
        """Gives the browser the cookie that stands for the token."""
        session = secrets.token_urlsafe(18)
        response.set_cookie(
            _cookie_of(request),
            f"{session}.{self._sign('login', session)}",
            max_age=_LOGIN_SECONDS,
            httponly=True,
            samesite="strict",
            secure=request.url.scheme == "https",
        )

    def log_out(self, request: Request, response: Response) -> None:
        """Takes the cookie away."""
        response.delete_cookie(_cookie_of(request), httponly=True, samesite="strict")

    def session(self, request: Request) -> str | None:
        """The login that the browser sends; None without one."""
        session, _, signature = request.cookies.get(_cookie_of(request), "").partition(".")
        signed = self.opens and hmac.compare_digest(signature.encode(), self._sign("login", session).encode())
        return session if signed else None

    def form_token(self, request: Request) -> str | None:
        """What a form of this login has in its field `csrf`; None without a login."""
        session = self.session(request)
        return self._sign("form", session) if session is not None else None

    def is_own_form(self, request: Request, given: str) -> bool:
        """Whether `given` is the token of a form of this login."""
        expected = self.form_token(request)
        return expected is not None and hmac.compare_digest(given.encode(), expected.encode())

    def _sign(self, purpose: str, session: str) -> str:
        return hmac.new(self._key, f"{purpose}:{session}".encode(), hashlib.sha256).hexdigest()


async def writer_only(request: Request) -> None:
    """Lets a request pass that only reads, or whose sender may write; a dependency of every route
    but the login.

    Raises HTTPException: 401 without the token, 403 where nothing can be written or the form is not the desk's own.
    """
    if request.method in _READING:
        return
    gate: Gate = request.app.state.gate
    if not gate.opens:
        raise HTTPException(403, "this server only reads: it was started without a token for writing")
    kind, _, given = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() == "bearer":
        if gate.knows(given.strip()):
            return
        raise _unknown("this token is not the server's")
    if gate.session(request) is None:
        raise _unknown("writing needs the token that the server printed at its start: Authorization: Bearer TOKEN")
    if not gate.is_own_form(request, await _form_token(request)):
        raise HTTPException(403, "this form is not of your login; load its page again and send it from there")


def is_loopback(host: str) -> bool:
    """Whether `host` means this machine alone."""
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


class Guard:
    """The outermost layer: answers only to the server's own names, which stops DNS rebinding; bounds what is sent;
    and gives every answer the headers that bind browsers.
    """

    def __init__(self, app: ASGIApp, *, host: str) -> None:
        self._app = app
        self._host = host.strip("[]").lower()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        if not self._is_ours(Headers(scope=scope).get("host", "")):
            problem = problem_of(421, "this server answers only to the address that it was started with")
            await problem_answer(problem)(scope, receive, send_guarded)
            return
        limit = MAX_UPLOAD if scope["path"] == UPLOADS else MAX_BODY
        await self._app(scope, _bounded(receive, limit), send_guarded)

    def _is_ours(self, header: str) -> bool:
        host = _without_port(header).lower()
        if is_loopback(host) or host == self._host:
            return True
        # An address of numbers is no name that somebody else could point here.
        return self._host in _EVERYWHERE and _is_address(host)


def _bounded(receive: Receive, limit: int) -> Receive:
    taken = 0

    async def receive_bounded() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > limit:
            raise HTTPException(413, f"at most {limit:,} bytes can be sent here")
        return message

    return receive_bounded


async def _form_token(request: Request) -> str:
    if given := request.headers.get("X-CSRF-Token"):
        return given
    form = await request.form(max_files=1, max_fields=100)
    field = form.get("csrf")
    return field if isinstance(field, str) else ""


def _unknown(detail: str) -> HTTPException:
    return HTTPException(401, detail, {"WWW-Authenticate": 'Bearer realm="onrecord"'})


def _cookie_of(request: Request) -> str:
    """Cookies do not tell ports apart, and two desks may be open."""
    return f"onrecord_{request.url.port or 80}"


def _without_port(header: str) -> str:
    if header.startswith("["):
        return header[1:].partition("]")[0]
    return header.rpartition(":")[0] if ":" in header else header


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
