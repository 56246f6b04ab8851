"""Growth: how long linking one new article takes in records of more and more articles.

usage: python -m benchmarks.linking [--data FOLDER] [--sizes 1000 10000 50000] [--keep FOLDER] [--write docs]

The record is filled with PolNeAR's articles, read by rule, again and again, each time with the days moved and the
words exchanged for others of the same length: another set of names and subjects, in texts of the same build. (With
names alone exchanged every article would be a copy of sixty.) Then every 21st article, as it was printed, is linked to
a copy of the record at each size in turn, so that nothing differs but what was there before, and what else the machine
does falls on all sizes alike. The time is the median over them, the processor's alone. Filling takes half an hour;
`--keep` leaves the records in a folder, and takes them from there. `--write FOLDER` writes the page and the drawing.
"""

from __future__ import annotations

import random
import re
import shutil
import statistics
import tempfile
import time
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import date, timedelta
from itertools import count, islice
from pathlib import Path

import altair
import vl_convert
from msgspec import structs

from evals.corpora import folder_option, rows
from onrecord.connecting import find_connections
from onrecord.linking.announcements import keys_of_told
from onrecord.linking.copies import bands_of
from onrecord.linking.keys import hashed, keys_of
from onrecord.pipeline import read_documents, rules
from onrecord.reading.plain import read_text
from onrecord.record.reading import Reading
from onrecord.record.text import Span
from onrecord.storing.crossings import Found, add_links, said_in
from onrecord.storing.database import Database, Recording

SIZES = (1000, 10000, 50000)
APART = 21  # every so many articles one is linked: 40 of 840
TOGETHER = 200
WHEN = "2031-01-01T00:00:00Z"
PAGE = """# How linking grows

One more article is linked to a record of more and more articles: the time of the processor, the median of forty
articles, the same ones at every size. `python -m benchmarks.linking --write docs` makes this page and says what the
articles are.

![Milliseconds to link one more article, by the number of articles in the record](growth.svg)

| articles in the record | ms to link one more |
| --- | --- |
{lines}

From the first to the last: {growth} times.

Why it grows so little: statements meet under keys (words of the same speaker, and MinHash bands of their content), of
each key only the nearest in time are looked at, and of all that are found only those that share most keys are compared.
"""
_WORD = re.compile(r"[A-Za-z]{5,}")


def measure(folder: Path, sizes: Sequence[int], keep: Path | None) -> dict[int, float]:
    """The median seconds of linking one article, by the size of the record."""
    originals = base(folder)
    with tempfile.TemporaryDirectory(prefix="onrecord-") as place:
        kept = records(keep or Path(place), originals, sorted(sizes))
        copies = {size: shutil.copy(path, Path(place) / f"probed-{size}.db") for size, path in kept.items()}
        with ExitStack() as opened:
            found = probe({size: opened.enter_context(Database.open(path)) for size, path in copies.items()}, originals)
    for size, seconds in found.items():
        print(f"{size:>7,} articles   {seconds * 1000:7.1f} ms to link one more")
    return found


def records(folder: Path, originals: Sequence[Reading], sizes: Sequence[int]) -> dict[int, Path]:
    """A record of each size, each the beginning of the next; what the folder has is not made again."""
    found = {size: folder / f"growth-{size}.db" for size in sizes}
    for size, before in zip(sizes, (0, *sizes), strict=False):
        if found[size].exists():
            continue
        if before:
            shutil.copy(found[before], found[size])
        with Database.open(found[size], create=True) as db:
            fill(db, islice(varied(originals), before, None), size - before)
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
    for number in count():
        words = exchange(lengths, random.Random(number))  # noqa: S311 - the same record every time
        yield from (vary(bare(reading), number, words) for reading in originals)


def bare(reading: Reading) -> Reading:
    """The reading with what linking looks at: the story, its actors and statements."""
    return structs.replace(reading, times=(), events=(), figures=(), anonymity=(), links=())


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
    """The reading in other words, `number` times nine days later; everything stands where it stood."""
    article = reading.article
    text = exchanged(article.text, words)

    def moved(span: Span | None) -> Span | None:
        return span and Span(start=span.start, end=span.end, text=text[span.start : span.end])

    def every(spans: Sequence[Span]) -> tuple[Span, ...]:
        return tuple(Span(start=span.start, end=span.end, text=text[span.start : span.end]) for span in spans)

    day = date.fromisoformat((article.published or "2016-01-01")[:10]) + timedelta(days=number * 9)
    return structs.replace(
        reading,
        id=f"{reading.id}-{number}",
        article=structs.replace(
            article, text=text, body=every(article.body), published=day.isoformat(), origins=(), url=None
        ),
        actors=tuple(
            structs.replace(
                actor,
                id=f"{actor.id}-{number}",
                name=exchanged(actor.name, words),
                roles=(),
                mentions=every(actor.mentions),
            )
            for actor in reading.actors
        ),
        statements=tuple(
            structs.replace(
                said,
                id=f"{said.id}-{number}",
                source=moved(said.source),
                actor=f"{said.actor}-{number}" if said.actor else None,
                cue=moved(said.cue),
                content=every(said.content),
                told=moved(said.told),
                venue=moved(said.venue),
                date=None,
            )
            for said in reading.statements
        ),
    )


def exchanged(text: str, words: dict[str, str]) -> str:
    def other(match: re.Match[str]) -> str:
        word = words.get(match[0].lower(), match[0])
        return word.capitalize() if match[0][0].isupper() else word

    return _WORD.sub(other, text)


def fill(db: Database, made: Iterator[Reading], wanted: int) -> None:
    """Adds articles with their keys, without comparing them."""
    for start in range(0, wanted, TOGETHER):
        readings = list(islice(made, min(TOGETHER, wanted - start)))
        db.add_many([Recording(reading=reading, place="made", recorded_at=WHEN) for reading in readings])
        for reading in readings:
            keys = {said.id: (*keys_of(said), *hashed(keys_of_told(said))) for said in said_in(db, reading.id)}
            found = Found(article=reading.id, bands=bands_of(reading.article), keys=keys)
            add_links(db, found, recorded_at=WHEN, tool="benchmark")


def probe(records: dict[int, Database], originals: Sequence[Reading]) -> dict[int, float]:
    """The median seconds at each size; which size comes first, with nothing in memory yet, goes round."""
    taken: dict[int, list[float]] = {size: [] for size in records}
    order = deque(records)
    for reading in originals[::APART]:
        for size in order:
            db = records[size]
            db.add_many([Recording(reading=bare(reading), place="made", recorded_at=WHEN)])
            before = time.process_time()
            add_links(db, find_connections(db, reading.id), recorded_at=WHEN, tool="benchmark")
            taken[size].append(time.process_time() - before)
        order.rotate()
    return {size: statistics.median(seconds) for size, seconds in taken.items()}


def write(folder: Path, figures: dict[int, float]) -> None:
    """The figures as a table and as a drawing."""
    points = [{"articles": size, "milliseconds": seconds * 1000} for size, seconds in figures.items()]
    chart = (
        altair.Chart(altair.Data(values=points), width=480, height=220)
        .mark_line(point=True)
        .encode(
            x=altair.X("articles:Q", scale=altair.Scale(type="log"), title="articles in the record"),
            y=altair.Y("milliseconds:Q", scale=altair.Scale(zero=True), title="ms to link one more"),
        )
    )
    (folder / "growth.svg").write_text(vl_convert.vegalite_to_svg(chart.to_dict()) + "\n", "utf-8")
    lines = "\n".join(f"| {size:,} | {seconds * 1000:.1f} |" for size, seconds in figures.items())
    (folder / "growth.md").write_text(PAGE.format(lines=lines, growth=growth(figures)), "utf-8")


def growth(figures: dict[int, float]) -> str:
    return f"{figures[max(figures)] / figures[min(figures)]:.2f}"


if __name__ == "__main__":
    options = folder_option(__doc__ or "")
    options.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    options.add_argument("--keep", type=Path)
    options.add_argument("--write", type=Path)
    given = options.parse_args()
    measured = measure(given.data, given.sizes, given.keep)
    print(f"from the first to the last: {growth(measured)} times")
    if given.write:
        write(given.write, measured)
