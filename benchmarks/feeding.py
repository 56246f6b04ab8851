"""A feed that is read into a record while the desk answers from it, in two processes: is there any error?

usage: python -m benchmarks.feeding [--minutes 60] [--record FILE] [--every 0] [--rest 0]

Each turn writes some pages (the examples, with other names and days) to a file and runs `onrecord read` on it, as a
cron job would; meanwhile all pages and questions are asked from several threads, one after the other. `--every` is how
many seconds lie between the beginnings of two turns, `--rest` how long a thread waits between two questions; by default
both go as fast as they can.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import date, timedelta
from itertools import count, cycle
from pathlib import Path

import httpx2
from msgspec import Struct

import onrecord
from benchmarks.questions import addresses
from benchmarks.serving import served

EXAMPLES = Path(__file__).parents[1] / "examples"
PAGES_A_TURN = 4
READERS = 2  # threads that ask


class Outcome(Struct, frozen=True, kw_only=True):
    """What came of it: pages read, questions answered, and everything that went wrong."""

    pages: int
    turns: int
    answered: int
    slowest: tuple[float, str]
    failures: tuple[str, ...]
    log_bytes: int


class Asking(Struct):
    """What a thread that asks has had so far."""

    answered: int = 0
    slowest: tuple[float, str] = (0.0, "")


def feed(record: Path, seconds: float, *, every: float = 0, rest: float = 0, seed: int = 1) -> Outcome:
    """Reads and asks for so many seconds, a turn `every` so many, with a `rest` after each question."""
    stop = time.monotonic() + seconds
    failures: list[str] = []
    asking = [Asking() for _ in range(READERS)]
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        errors = stack.enter_context((folder / "errors").open("w+"))
        _, address = stack.enter_context(served(record, errors=errors))
        before = _pages_in(record)
        readers = [
            threading.Thread(target=_ask, args=(address, record, stop, rest, number, told, failures))
            for number, told in enumerate(asking)
        ]
        for reader in readers:
            reader.start()
        for turn, pages in enumerate(_turns(_texts(record), random.Random(seed))):  # noqa: S311 - the same every time
            begin = time.monotonic()
            _read(record, folder / f"{turn}.jsonl", pages, failures)
            if max(time.monotonic(), begin + every) > stop:
                break
            time.sleep(max(0.0, begin + every - time.monotonic()))
        for reader in readers:
            reader.join()
        log = record.with_name(f"{record.name}-wal")
        log_bytes = log.stat().st_size if log.exists() else 0
        errors.seek(0)
        failures += [f"server: {line}" for line in errors.read().splitlines()]
    pages = _pages_in(record) - before
    return Outcome(
        pages=pages,
        turns=turn + 1,
        answered=sum(told.answered for told in asking),
        slowest=max(told.slowest for told in asking),
        failures=tuple(failures),
        log_bytes=log_bytes,
    )


def _pages_in(record: Path) -> int:
    with onrecord.open(record, read_only=True) as kept:
        return kept.summary().pages


def _texts(record: Path) -> list[str]:
    with onrecord.open(record, read_only=True) as kept:
        return [kept.reading(row.id).article.text for row in kept.articles(limit=20)]


def _read(record: Path, file: Path, pages: list[dict[str, str]], failures: list[str]) -> None:
    file.write_text("".join(json.dumps(page) + "\n" for page in pages), "utf-8")
    command = [sys.executable, "-m", "onrecord.cli", "read", str(file), "--record", str(record)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode or done.stderr:
        failures.append(f"read: {done.returncode}: {done.stderr}")


def _ask(address: str, record: Path, stop: float, rest: float, number: int, told: Asking, failures: list[str]) -> None:
    asked = addresses(record, seed=number)
    turns = {route: cycle(paths) for route, paths in asked.items() if paths}
    with httpx2.Client(base_url=address, timeout=60) as client:
        for route in cycle(turns):
            if time.monotonic() > stop:
                return
            path, begin = next(turns[route]), time.monotonic()
            try:
                answer = client.get(path)
            except httpx2.HTTPError as error:
                failures.append(f"{path}: {error!r}")
                continue
            told.answered += 1
            told.slowest = max(told.slowest, (time.monotonic() - begin, path))
            if answer.status_code not in {httpx2.codes.OK, httpx2.codes.NOT_FOUND}:
                failures.append(f"{path}: {answer.status_code} {answer.text[:200]}")
            time.sleep(rest)


def _turns(texts: Sequence[str], luck: random.Random) -> Iterator[list[dict[str, str]]]:
    """Pages for ever: the stories under other names and days."""
    names = sorted({name for text in texts for name in re.findall(r"[A-Z][a-z]{4,}", text)})
    for turn in count():
        exchanged = dict(zip(names, luck.sample(names, len(names)), strict=True))
        day = date(2031, 1, 1) + timedelta(days=turn % 3000)
        yield [
            {
                "text": _renamed(text, exchanged),
                "published": day.isoformat(),
                "publication": f"The {exchanged[names[number]]} Courier",
                "url": f"https://courier.example/{turn % 50}/{number}",
            }
            for number, text in enumerate(luck.sample(texts, PAGES_A_TURN))
        ]


def _renamed(text: str, names: dict[str, str]) -> str:
    return re.sub(r"[A-Z][a-z]{4,}", lambda found: names.get(found[0], found[0]), text)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--minutes", type=float, default=60)
    options.add_argument("--record", type=Path, help="by default a new one, of the examples")
    options.add_argument("--every", type=float, default=0, help="seconds from one turn to the next")
    options.add_argument("--rest", type=float, default=0, help="seconds between two questions of a thread")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        record = given.record or Path(folder) / "record.db"
        if not record.exists():
            with onrecord.open(record) as kept:
                kept.read(EXAMPLES)
        outcome = feed(record, given.minutes * 60, every=given.every, rest=given.rest)
    seconds, path = outcome.slowest
    print(
        f"{outcome.pages:,} pages read in {outcome.turns:,} turns; {outcome.answered:,} questions answered, the slowest"
        f" in {seconds:.1f} s ({path}); {len(outcome.failures)} failures; write-ahead log"
        f" {outcome.log_bytes / 2**20:.1f} MiB"
    )
    for failure in outcome.failures[:20]:
        print(failure)


if __name__ == "__main__":
    main()
