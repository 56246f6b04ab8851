"""How fast the desk answers: every page and question, at a steady rate of requests.

usage: python -m benchmarks.serving RECORD [--rate 20] [--seconds 180] [--warm 0] [--only WORDS] [--one-by-one N]

`benchmarks.records` makes the record. Arrivals are open-loop and at random (Poisson), as from users who do not wait
for each other; a time runs from when a request was due, so that a server that falls behind is seen to. The server and
the load share the machine. The first answers after a start read the file into memory and fill what is kept: `--warm` is
for how many seconds answers are not counted. `--one-by-one` instead asks each route so many times with nothing else
going on, and gives the server's own processor time too.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import re
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from typing import IO

import httpx2

from benchmarks.questions import addresses

ANSWERED = {httpx2.codes.OK, httpx2.codes.NOT_FOUND}  # a matter may have no name yet on a day
LIMIT = 0.150  # seconds, of 95 answers in 100
TICKS = os.sysconf("SC_CLK_TCK")

Times = dict[str, list[float]]


@contextmanager
def served(record: Path, *options: str, errors: IO[str] | None = None) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The server's process, and its address; what it complains of goes to `errors`."""
    command = [sys.executable, "-m", "onrecord.cli", "serve", "--record", str(record), "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True) as process:
        try:
            assert process.stdout is not None
            found = re.search(r"http://\S+/", process.stdout.readline())
            assert found, "the server did not start"
            yield process, found[0].rstrip("/")
        finally:
            process.terminate()


async def load(
    address: str, asked: dict[str, list[str]], rate: float, warm: float, seconds: float
) -> tuple[Times, list[str]]:
    """The times of the answers by route, and what failed."""
    luck = random.Random(1)  # noqa: S311 - the same load every time
    took: Times = defaultdict(list)
    failed: list[str] = []
    turns = {route: cycle(luck.sample(paths, len(paths))) for route, paths in asked.items()}
    routes = cycle(luck.sample(list(asked), len(asked)))
    limits = httpx2.Limits(max_connections=200)
    async with httpx2.AsyncClient(base_url=address, limits=limits, timeout=60) as client, asyncio.TaskGroup() as group:
        begin = due = time.perf_counter()
        while due < begin + warm + seconds:
            due += luck.expovariate(rate)
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            route = next(routes)
            counted = took if due >= begin + warm else defaultdict(list)
            group.create_task(_ask(client, route, next(turns[route]), due, counted, failed))
    return took, failed


async def _ask(client: httpx2.AsyncClient, route: str, path: str, due: float, took: Times, failed: list[str]) -> None:
    try:
        answer = await client.get(path)
    except httpx2.HTTPError as error:
        failed.append(f"{path}: {type(error).__name__}")
        return
    took[route].append(time.perf_counter() - due)
    if answer.status_code not in ANSWERED:
        failed.append(f"{path}: {answer.status_code}")


def one_by_one(address: str, asked: dict[str, list[str]], times: int, server: int) -> None:
    with httpx2.Client(base_url=address, timeout=60) as client:
        for route, paths in asked.items():
            client.get(paths[0])
            turns, taken, before = cycle(paths), [], _processor_seconds(server)
            for _ in range(times):
                path = next(turns)
                begin = time.perf_counter()
                answer = client.get(path)
                taken.append((time.perf_counter() - begin, path))
                if answer.status_code not in ANSWERED:
                    print(f"{path}: {answer.status_code}")
            used = (_processor_seconds(server) - before) / times
            worst, path = max(taken)
            print(
                f"{route:<28} median {statistics.median(t for t, _ in taken) * 1000:7.1f} ms"
                f"   processor {used * 1000:7.1f} ms   worst {worst * 1000:7.1f} ms  {path[:80]}",
                flush=True,
            )


def _processor_seconds(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def report(took: Times, failed: list[str]) -> None:
    print(f"{'':<28} {'n':>5} {'p50':>7} {'p95':>7} {'p99':>7}  ms")
    for route, values in sorted(took.items(), key=lambda item: -_share(item[1], 0.95)):
        shares = "".join(f"{_share(values, share) * 1000:8.0f}" for share in (0.50, 0.95, 0.99))
        print(f"{route:<28} {len(values):>5}{shares}{'  too slow' if _share(values, 0.95) > LIMIT else ''}")
    together = [value for values in took.values() for value in values]
    shares = "".join(f"{_share(together, share) * 1000:8.0f}" for share in (0.50, 0.95, 0.99))
    print(f"{'all':<28} {len(together):>5}{shares}")
    for line in failed[:20]:
        print(f"failed: {line}")


def _share(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("record", type=Path)
    options.add_argument("--rate", type=float, default=20)
    options.add_argument("--seconds", type=float, default=180)
    options.add_argument("--warm", type=float, default=0, help="seconds before answers count")
    options.add_argument("--only", default="", help="words of the routes that are asked")
    options.add_argument("--one-by-one", type=int, default=0, metavar="N")
    given = options.parse_args()
    asked = {route: paths for route, paths in addresses(given.record).items() if given.only in route and paths}
    workers = "1" if given.one_by_one else "2"
    with served(given.record, "--read-only", "--workers", workers) as (server, address):
        if given.one_by_one:
            one_by_one(address, asked, given.one_by_one, server.pid)
        else:
            report(*asyncio.run(load(address, asked, given.rate, given.warm, given.seconds)))


if __name__ == "__main__":
    main()
