"""Runs the desk on this machine until it is told to stop."""

from __future__ import annotations

import gc
import os
import secrets
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Final

import uvicorn
from fastapi import FastAPI

from onrecord.api import open_record
from onrecord.errors import QuestionError
from onrecord.web.app import create_app
from onrecord.web.drawings.rendering import draw_ahead
from onrecord.web.safety import SHORTEST_TOKEN, is_loopback
from onrecord.web.workers import run_workers

__all__ = ["serve"]

# SQLite gives Python's lock away at every row, and has it back from whoever computes only after this time. By default
# that is 5 ms: a listing beside a heavy question took 26 ms in the median, and 19 with this; the heavy one came 7 times
# in 9 seconds, and 11.
SECONDS_BEFORE_A_SWITCH: Final = 0.0002
# Answers are thousands of small values without cycles, among which Python looks for some every 700 new ones: of a
# question about a person who is much in print that took a quarter of the time.
OBJECTS_BEFORE_COLLECTING: Final = (20_000, 20, 50)
SECONDS_TO_FINISH: Final = 5  # for requests under way when the server is told to stop
# Longer than clients keep a connection that waits (5 seconds, some): else both close it at the same moment, and a
# question that is sent then is lost.
SECONDS_KEPT_OPEN: Final = 15
SHARE_OF_MEMORY: Final = 0.25  # of the machine, that a record may take to be read into memory at the start
BLOCK: Final = 4 * 1024 * 1024  # bytes
WAITING: Final = 128  # connections that the system keeps until they are taken
OPEN: Final = (
    "This server is open to the network: everybody who can reach {host} reads all of the record, and what they and you"
    " send, the token too, crosses the network as plain text. Put it behind a proxy with TLS and logins, or stop it."
)


def serve(  # noqa: PLR0913 - the options of the command
    record: Path,
    *,
    host: str,
    port: int,
    token: str | None,
    read_only: bool,
    open_to_network: bool,
    workers: int,
    say: Callable[[str], None],
) -> None:
    """Serves the record in the file `record` until a signal stops it; `say` is told the address and the token.

    `token` null makes one; `read_only` has none, so that nothing can be written; port 0 is a free one; `workers` is how
    many processes answer (one where processes cannot be forked). Raises
    QuestionError where the host is not loopback and not `open_to_network`, the port is taken, or the token too short;
    and the errors of `open_record`.
    """
    if not is_loopback(host) and not open_to_network:
        raise QuestionError(
            f"--host {host} would open the record to the network: everybody who reaches this machine could read it;"
            " say --open-to-network too if that is what you want"
        )
    if token is not None and len(token) < SHORTEST_TOKEN:
        raise QuestionError(f"--token has at least {SHORTEST_TOKEN} characters, or others could try it out")
    open_record(record, read_only=read_only).close()  # brings an older layout up to date, or says why it cannot be used
    chosen = None if read_only else token or secrets.token_urlsafe(24)
    sys.setswitchinterval(SECONDS_BEFORE_A_SWITCH)
    gc.freeze()
    gc.set_threshold(*OBJECTS_BEFORE_COLLECTING)
    with _bound(host, port) as listening:
        shown = f"[{host}]" if ":" in host else host
        say(f"{record} is at http://{shown}:{listening.getsockname()[1]}/ (Ctrl-C stops)")
        say(f"token for writing: {chosen}" if chosen else "nothing can be written: --read-only")
        if not is_loopback(host):
            say(OPEN.format(host=shown))
        with suppress(KeyboardInterrupt):  # uvicorn raises it again when it has stopped
            run_workers(workers, lambda: _work(record, create_app(record, token=chosen, host=host), listening))


def _work(record: Path, app: FastAPI, listening: socket.socket) -> None:
    Thread(target=read_ahead, args=(record,), daemon=True).start()
    Thread(target=draw_ahead, daemon=True).start()
    _answer(app, listening)


def read_ahead(record: Path) -> None:
    """Reads the file from end to end, so that the system has it in memory, where it fits there: the first questions
    otherwise fetch it page by page, in no order, which takes a disk many times as long.
    """
    if not hasattr(os, "sysconf") or os.sysconf("SC_PHYS_PAGES") < 0:
        return
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    with suppress(OSError), record.open("rb", buffering=0) as file:
        if record.stat().st_size <= memory * SHARE_OF_MEMORY:
            while file.read(BLOCK):
                pass


def _answer(app: FastAPI, listening: socket.socket) -> None:
    """Answers what comes to the socket until a signal says to stop."""
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=SECONDS_TO_FINISH,
        timeout_keep_alive=SECONDS_KEPT_OPEN,
    )
    uvicorn.Server(config).run(sockets=[listening])


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Only where the protocol is named does asyncio send at once; else each answer waits 40 ms for an acknowledgement.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":  # elsewhere it would let two servers have one port
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host.strip("[]"), port))
        listening.listen(WAITING)
    except OSError as error:
        listening.close()
        reason = error.strerror or str(error)
        raise QuestionError(f"{host}:{port} cannot be used: {reason}; choose another --port") from error
    return listening
