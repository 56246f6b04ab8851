"""Large records to measure with: PolNeAR's articles again and again, with other names and other days.

usage: python -m benchmarks.records TARGET [--articles 20000] [--base FILE] [--data FOLDER]

The articles are read and linked once, into the record `--base` (made where there is none). Each round then exchanges
the words that are always capitalized for others of the same length, and moves the days; the words in small letters
stay, so that common words are as common as in the corpus. The links inside a round are those of the originals.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.linking import WHEN, exchanged
from evals.corpora import folder_option, rows
from onrecord.connecting import connect
from onrecord.linking.copies import bands_of
from onrecord.linking.keys import keys_of
from onrecord.pipeline import BATCH, read_into
from onrecord.reading.plain import read_text
from onrecord.record.across import Crossing
from onrecord.record.reading import Reading
from onrecord.storing.crossings import Found, add_links, crossings_where, said_in
from onrecord.storing.database import Database, Recording

ARTICLES = 20_000
APART = 9  # days between one round and the next
_WORD = re.compile(r"[A-Za-z]{5,}")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# By the names of fields in the contract of a reading.
_IDS = {"id", "actor", "statement", "covers", "from", "to", "article"}
_NAMES = {"name", "title", "org", "headline"}
_DAYS = {"published", "modified", "value", "start", "end", "begin", "until"}


class Original(msgspec.Struct, frozen=True):
    """An article of the corpus, read and linked."""

    reading: Reading
    crossings: tuple[Crossing, ...]
    copies: tuple[tuple[str, float], ...]


def read_corpus(folder: Path, base: Path) -> None:
    """Reads the corpus into the record `base`."""
    documents = (
        read_text(row["text"], id=row["id"], published=row["date"], publication=row["publisher"])
        for row in rows(folder, "polnear.train")
    )
    with Database.open(base, create=True) as db:
        read_into(db, documents)
        connect(db)


def originals(base: Path) -> list[Original]:
    with Database.open(base, read_only=True) as db:
        copies = defaultdict(list)
        for article, other, share in db.query("SELECT article, other, share FROM copies"):
            copies[article].append((other, share))
        return [
            Original(reading, crossings_where(db, "article", reading.id), tuple(copies[reading.id]))
            for reading in db.readings()
        ]


def grow(target: Path, known: Sequence[Original], articles: int) -> None:
    """Makes a record of so many articles in the file `target`, which must not be there."""
    made = rounds(known)
    with Database.open(target, create=True) as db:
        db.connection.execute("PRAGMA synchronous = OFF")
        for begin in range(0, articles, BATCH):
            batch = [next(made) for _ in range(min(BATCH, articles - begin))]
            added = db.add_many([Recording(reading=item.reading, place="made", recorded_at=WHEN) for item in batch])
            assert all(done is True for done in added), added
            for item in batch:
                add_links(db, _found(db, item), recorded_at=WHEN, tool="benchmark")
            if sys.stderr.isatty() or begin % (BATCH * 50) == 0:
                print(f"{begin + len(batch):>7,} articles", file=sys.stderr, flush=True)


def rounds(known: Sequence[Original]) -> Iterator[Original]:
    number = 0
    while True:
        words = exchange(known, random.Random(number))  # noqa: S311 - the same record every time
        yield from (_varied(item, number, words) for item in known)
        number += 1


def exchange(known: Sequence[Original], luck: random.Random) -> dict[str, str]:
    """Every word of the corpus with the one that takes its place: another for a name, itself for all others."""
    words = {word for item in known for word in _WORD.findall(item.reading.article.text)}
    small = {word for word in words if word[0].islower()}
    names: dict[int, list[str]] = defaultdict(list)
    for word in sorted({word.lower() for word in words} - small):
        names[len(word)].append(word)
    exchanged = {word.lower(): word.lower() for word in words}
    for group in names.values():
        exchanged |= zip(group, luck.sample(group, len(group)), strict=True)
    return exchanged


def _varied(item: Original, number: int, words: dict[str, str]) -> Original:
    text = exchanged(item.reading.article.text, words)
    moved = partial(_moved, text=text, number=number, words=words)
    reading = msgspec.convert(moved(msgspec.to_builtins(item.reading)), Reading)
    crossings = tuple(msgspec.convert(moved(msgspec.to_builtins(found)), Crossing) for found in item.crossings)
    return Original(reading, crossings, tuple((f"{other}-{number}", share) for other, share in item.copies))


def _moved(value: Any, *, text: str, number: int, words: dict[str, str], field: str = "") -> Any:  # noqa: ANN401 - JSON
    """A part of a reading as it is in other words: spans stand where they stood, ids tell the rounds apart, names are
    exchanged as in the text, and days come `APART` later each round.
    """
    again = partial(_moved, text=text, number=number, words=words)
    match value:
        case {"start": int(start), "end": int(end), "text": str()}:
            return {**{key: again(item, field=key) for key, item in value.items()}, "text": text[start:end]}
        case dict() if field == "article":
            kept = {key: again(item, field=key) for key, item in value.items()}
            return kept | {"text": text, "origins": [], "url": None}
        case dict():
            return {key: again(item, field=key) for key, item in value.items()}
        case list() | tuple():
            return [again(item, field=field) for item in value]
        case str():
            return _moved_words(value, field, number, words)
    return value


def _moved_words(value: str, field: str, number: int, words: dict[str, str]) -> str:
    if field in _IDS:
        return f"{value}-{number}"
    if field in _NAMES:
        return exchanged(value, words)
    if field in _DAYS and _DAY.match(value):
        return (date.fromisoformat(value[:10]) + timedelta(days=number * APART)).isoformat() + value[10:]
    return value


def _found(db: Database, item: Original) -> Found:
    keys = {said.id: keys_of(said) for said in said_in(db, item.reading.id)}
    return Found(
        article=item.reading.id,
        bands=bands_of(item.reading.article),
        keys=keys,
        copies=item.copies,
        crossings=item.crossings,
    )


def options() -> argparse.ArgumentParser:
    given = folder_option(__doc__ or "")
    given.add_argument("target", type=Path)
    given.add_argument("--articles", type=int, default=ARTICLES)
    given.add_argument("--base", type=Path, default=Path("polnear.db"))
    return given


if __name__ == "__main__":
    asked = options().parse_args()
    if not asked.base.exists():
        read_corpus(asked.data, asked.base)
    grow(asked.target, originals(asked.base), asked.articles)
