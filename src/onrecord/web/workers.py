"""Several processes that answer on one socket: a question that computes in one does not hold up those in another."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import wait
from multiprocessing.context import ForkProcess
from threading import Thread
from types import FrameType
from typing import Final

__all__ = ["run_workers"]

SECONDS_TO_STOP: Final = 10  # then a worker is killed


def run_workers(count: int, work: Callable[[], None]) -> None:
    """Runs `work` in `count` processes until one of them ends or a signal comes, and stops the others; in this process
    alone where `count` is 1 or processes cannot be forked.

    A worker whose parent is gone stops by itself. Raises KeyboardInterrupt where a signal ended it.
    """
    if count == 1 or "fork" not in multiprocessing.get_all_start_methods():
        work()
        return
    context = multiprocessing.get_context("fork")
    workers = [context.Process(target=_work, args=(work,)) for _ in range(count)]
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        for worker in workers:
            worker.start()
        wait([worker.sentinel for worker in workers])
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        _stop([worker for worker in workers if worker.pid is not None])
        signal.signal(signal.SIGTERM, before)


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _stop(workers: list[ForkProcess]) -> None:
    for worker in workers:
        worker.terminate()
    for worker in workers:
        worker.join(SECONDS_TO_STOP)
        if worker.is_alive():
            worker.kill()
            worker.join()


def _work(work: Callable[[], None]) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    Thread(target=_end_with_parent, daemon=True).start()
    with suppress(KeyboardInterrupt):
        work()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os.kill(os.getpid(), signal.SIGTERM)
