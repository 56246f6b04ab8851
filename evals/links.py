"""Links across articles, judged by eye.

usage: python -m evals.links RECORD [--sample 60]

RECORD is a record of `polnear.train` (`onrecord read` of a JSON Lines file with its id, date, text, publisher).
Prints how many of the links that were judged it has, and how many are right, by kind. `--sample N` prints N of its
links that have not been judged, with their words, to be judged in `links.jsonl`: ids, offsets and verdicts, no words of
the corpus. Half of a sample is kept for the kinds other than `repeats`, as far as there are any.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from onrecord.storing.database import Database

JUDGED = Path(__file__).with_name("links.jsonl")
SEED = 60
_LINKS = """
    SELECT l.kind, s.article, c.start, c."end", s.speaker, s.content_text,
           t.article, d.start, d."end", t.speaker, t.content_text
    FROM crossings AS l
    JOIN statements AS s ON s.id = l.from_id
    JOIN statements AS t ON t.id = l.to_id
    JOIN statement_contents AS c ON c.statement = s.id AND c.position = 0
    JOIN statement_contents AS d ON d.statement = t.id AND d.position = 0
    ORDER BY l.kind, s.article, c.start, t.article
"""
_SIDE = ("article", "start", "end", "speaker", "content")


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("record", type=Path)
    options.add_argument("--sample", type=int, default=0)
    given = options.parse_args()
    with Database.open(given.record, read_only=True) as db:
        links = [as_row(*row) for row in db.query(_LINKS)]
    known = judged()
    verdicts = defaultdict(list)
    for row in links:
        if key(row) in known:
            verdicts[row["kind"]].append(known[key(row)])
    print(f"{len(links)} links, {sum(map(len, verdicts.values()))} of them judged")
    for kind, right in [*sorted(verdicts.items()), ("all", [one for each in verdicts.values() for one in each])]:
        print(f"{kind:<14} {sum(right)} of {len(right)} right")
    for row in sample([row for row in links if key(row) not in known], given.sample):
        sys.stdout.buffer.write(msgspec.json.encode(row) + b"\n")
    return 0


def sample(links: Sequence[dict[str, Any]], size: int) -> list[dict[str, Any]]:
    """So many links, the same ones every time; up to half of them of other kinds than `repeats`."""
    luck = random.Random(SEED)  # noqa: S311
    mixed = luck.sample(links, len(links))
    others = [row for row in mixed if row["kind"] != "repeats"][: size // 2]
    return [*others, *[row for row in mixed if row["kind"] == "repeats"][: size - len(others)]]


def as_row(*cells: Any) -> dict[str, Any]:  # noqa: ANN401 - the columns of `_LINKS`
    kind, *rest = cells
    later, earlier = (dict(zip(_SIDE, part, strict=True)) for part in (rest[:5], rest[5:]))
    return {"kind": kind, "later": later, "earlier": earlier}


def key(row: dict[str, Any]) -> tuple[Any, ...]:
    sides = (row["later"], row["earlier"])
    return (row["kind"], *(side[name] for side in sides for name in ("article", "start", "end")))


def judged() -> dict[tuple[Any, ...], bool]:
    """The verdicts by link: its kind, and where its two statements stand."""
    if not JUDGED.exists():
        return {}
    rows = [msgspec.json.decode(line) for line in JUDGED.read_bytes().splitlines() if line]
    return {key(row): row["right"] for row in rows}


if __name__ == "__main__":
    sys.exit(main())
