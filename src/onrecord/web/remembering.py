"""Answers as they went over the wire, sent again while the record is the same.

An answer depends on the question and on the state of the record alone; but for one's own SQL, which may ask for the
time, and for the pages of somebody who is logged in, which hold a token.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from http import HTTPStatus
from typing import Final

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.errors import OnrecordError
from onrecord.web.assets import MOUNT
from onrecord.web.records import Records

__all__ = ["Remembering"]

ROOM: Final = 48 * 1024 * 1024  # bytes of all answers; compressed, a page has some ten kilobytes
LARGEST: Final = 2 * 1024 * 1024  # bytes of one
_VARYING: Final = ("host", "accept", "accept-encoding", "hx-request")
_OWN: Final = frozenset({"cookie", "authorization", "if-none-match", "range"})  # make the answer one browser's own
_NEVER: Final = (MOUNT, "/api/v1/sql")


class Remembering:
    """A layer that keeps answers with the state of the record before they were made. One of another state is never
    sent; those that were sent longest ago make room.
    """

    def __init__(self, app: ASGIApp, *, records: Records) -> None:
        self._app = app
        self._records = records
        self._answers: OrderedDict[Hashable, tuple[Message, ...]] = OrderedDict()
        self._size = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        question = self._question(scope)
        if question is None:
            await self._app(scope, receive, send)
            return
        known = self._answers.get(question)
        if known is not None:
            self._answers.move_to_end(question)
            for message in known:
                await send(_copied(message))
            return
        told: list[Message] = []

        async def send_and_keep(message: Message) -> None:
            told.append(_copied(message))
            await send(message)

        await self._app(scope, receive, send_and_keep)
        self._keep(question, tuple(told))

    def _question(self, scope: Scope) -> Hashable:
        """What is asked of which record; None where the answer is not to be kept."""
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"].startswith(_NEVER):
            return None
        headers = Headers(scope=scope)
        if not _OWN.isdisjoint(headers.keys()):
            return None
        try:
            state = self._records.state()
        except OnrecordError:
            return None
        asked = tuple(headers.get(name) for name in _VARYING)
        return (state, scope["path"], scope["query_string"], *asked)

    def _keep(self, question: Hashable, told: tuple[Message, ...]) -> None:
        size = _size(told)
        if not told or told[0].get("status") != HTTPStatus.OK or told[-1].get("more_body") or size > LARGEST:
            return
        if question in self._answers:  # asked twice at the same time
            return
        self._answers[question] = told
        self._size += size
        while self._size > ROOM:
            _, oldest = self._answers.popitem(last=False)
            self._size -= _size(oldest)


def _copied(message: Message) -> Message:
    """The layers around this one write into the headers."""
    return {**message, "headers": list(message["headers"])} if "headers" in message else message


def _size(told: tuple[Message, ...]) -> int:
    return sum(len(message.get("body", b"")) for message in told)
