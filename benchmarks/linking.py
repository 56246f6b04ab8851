"""Growth: how long linking one new article takes in records of more and more articles.

usage: python -m benchmarks.linking [--data FOLDER] [--sizes 1000 10000 50000]

The articles are PolNeAR's, read by rule, each time with the days moved and the words exchanged for others of the same
length: another set of names and subjects, in texts of the same build. The record is filled with the keys of all of
them, and then articles that it does not have are linked. The time is the median of `PROBES`, the processor's alone.
"""

from __future__ import annotations

import random
import re
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec

from evals.corpora import folder_option, rows
from onrecord.connecting import find_connections
from onrecord.linking.copies import bands_of
from onrecord.linking.keys import keys_of
from onrecord.pipeline import read_documents, rules
from onrecord.reading.plain import read_text
from onrecord.record.codec import from_json, to_json
from onrecord.record.reading import Reading
from onrecord.storing.crossings import Found, add_links, said_in
from onrecord.storing.database import Database, Recording

SIZES = (1000, 10000, 50000)
PROBES = 40
WHEN = "2031-01-01T00:00:00Z"
_WORD = re.compile(r"[A-Za-z]{5,}")


def measure(folder: Path, sizes: Sequence[int]) -> dict[int, float]:
    """The median seconds of linking one article, by the size of the record."""
    originals = base(folder)
    made = varied(originals)
    found = {}
    with (
        tempfile.TemporaryDirectory(prefix="onrecord-") as place,
        Database.open(Path(place) / "growth.db", create=True) as db,
    ):
        filled = 0
        for size in sorted(sizes):
            fill(db, made, size - filled)
            filled = size
            found[size] = probe(db, made)
            filled += PROBES
            print(f"{size:>7,} articles   {found[size] * 1000:7.1f} ms to link one more", flush=True)
    return found


def base(folder: Path) -> list[Reading]:
    documents = [
        read_text(row["text"], id=row["id"], published=row["date"], publication=row["publisher"])
        for row in rows(folder, "polnear.train")
    ]
    return [item for item in read_documents(documents, parser=rules) if isinstance(item, Reading)]


def varied(originals: Sequence[Reading]) -> Iterator[Reading]:
    """The originals again and again, each time in other words and for other days."""
    lengths = by_length(originals)
    number = 0
    while True:
        words = exchange(lengths, random.Random(number))  # noqa: S311 - the same record every time
        for reading in originals:
            yield vary(reading, number, words)
        number += 1


def by_length(originals: Sequence[Reading]) -> dict[int, list[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for reading in originals:
        for word in _WORD.findall(reading.article.text):
            found[len(word)].add(word.lower())
    return {length: sorted(words) for length, words in found.items()}


def exchange(lengths: dict[int, list[str]], luck: random.Random) -> dict[str, str]:
    return {
        word: other
        for words in lengths.values()
        for word, other in zip(words, luck.sample(words, len(words)), strict=True)
    }


def vary(reading: Reading, number: int, words: dict[str, str]) -> Reading:
    def other(match: re.Match[str]) -> str:
        word = words[match[0].lower()]
        return word.capitalize() if match[0][0].isupper() else word

    text = _WORD.sub(other, reading.article.text)
    value = _varied(msgspec.json.decode(to_json(reading)), text, number, other)
    moved = date.fromisoformat((reading.article.published or "2016-01-01")[:10]) + timedelta(days=number * 9)
    value["article"] |= {"text": text, "published": moved.isoformat(), "origins": [], "url": None}
    for statement in value["statements"]:
        statement["date"] = None
    return from_json(msgspec.json.encode(value))


def _varied(value: Any, text: str, number: int, other: Any) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, list):
        return [_varied(item, text, number, other) for item in value]
    if not isinstance(value, dict):
        return value
    changed = {key: _varied(item, text, number, other) for key, item in value.items()}
    if {"start", "end", "text"} <= set(changed):
        changed["text"] = text[changed["start"] : changed["end"]]
    for key in ("id", "actor", "statement", "from", "to"):
        if isinstance(changed.get(key), str):
            changed[key] = f"{changed[key]}-{number}"
    if isinstance(changed.get("covers"), list):
        changed["covers"] = [f"{item}-{number}" for item in changed["covers"]]
    if isinstance(changed.get("name"), str):
        changed["name"] = _WORD.sub(other, changed["name"])
    return changed


def fill(db: Database, made: Iterator[Reading], count: int) -> None:
    """Adds articles with their keys, without comparing them."""
    for _ in range(count):
        reading = next(made)
        db.add_many([Recording(reading=reading, place="made", recorded_at=WHEN)])
        keys = {said.id: keys_of(said) for said in said_in(db, reading.id)}
        found = Found(article=reading.id, bands=bands_of(reading.article), keys=keys)
        add_links(db, found, recorded_at=WHEN, tool="benchmark")


def probe(db: Database, made: Iterator[Reading]) -> float:
    taken = []
    for _ in range(PROBES):
        reading = next(made)
        db.add_many([Recording(reading=reading, place="made", recorded_at=WHEN)])
        before = time.process_time()
        found = find_connections(db, reading.id)
        add_links(db, found, recorded_at=WHEN, tool="benchmark")
        taken.append(time.process_time() - before)
    return statistics.median(taken)


if __name__ == "__main__":
    options = folder_option(__doc__ or "")
    options.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    given = options.parse_args()
    figures = measure(given.data, given.sizes)
    print(f"from the first to the last: {figures[max(figures)] / figures[min(figures)]:.2f} times")
