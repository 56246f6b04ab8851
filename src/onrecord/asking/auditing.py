"""How many rows are right: a random sample with its sentences, and the precision that a person's verdicts give."""

from __future__ import annotations

import csv
import heapq
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from math import sqrt
from statistics import NormalDist
from typing import IO, Any, Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from onrecord.asking.ledger import Ledger, find_link
from onrecord.asking.query import EVENT_ROWS, STATEMENT_ROWS, rows_of, stand_by
from onrecord.asking.rows import AuditRow, EventRow, PrecisionAnswer, Rows, StatementRow, TraceAnswer
from onrecord.asking.trace import trace
from onrecord.errors import MalformedInput, QuestionError
from onrecord.storing.database import Database
from onrecord.storing.opinions import VERDICTS, Opinion, opinions

__all__ = ["KINDS", "draw", "interval", "precision", "read_verdicts"]

KINDS: Final = ("statements", "events", "links")
LEVEL: Final = 0.95
_COUNTS: Final = {
    kind: f"SELECT article, {kind} FROM article_counts"  # noqa: S608 - our own names
    for kind in ("statements", "events")
}
_NUMBERED: Final = "SELECT id, number FROM articles ORDER BY id"  # from an index alone: the rows have the texts in them
_AT: Final = {
    kind: f"SELECT id FROM {kind} WHERE article = ? ORDER BY position LIMIT 1 OFFSET ?"  # noqa: S608 - our own names
    for kind in ("statements", "events")
}
_STRIDE: Final = np.uint64(0x9E3779B97F4A7C15)  # of SplitMix64: the golden ratio, in 64 bits
_Numbers = NDArray[np.uint64]
_STATEMENT_CELLS: Final = ("speaker", "role", "source", "cue", "content", "act", "anonymous", "said")
_EVENT_CELLS: Final = (
    *("type", "mode", "phase", "trigger", "actors", "recipients", "matter", "place", "date", "factuality"),
)


def draw(db: Database, *, kind: str = "statements", n: int = 50, seed: int = 0) -> Rows[AuditRow]:
    """`n` rows of a `kind` (statements, events, links) drawn at random, each with the sentences around it.

    Every row has the same chance. The same `seed` draws the same rows again, and as the record grows, the same but for
    the new ones that take a place: the rows with the smallest hashes are taken (bottom-k sampling, Cohen & Kaplan 2007,
    "Summarizing data using bottom-k sketches"). Raises QuestionError for another kind or a negative number.
    """
    if kind not in KINDS:
        raise QuestionError(f"kind: {kind!r} is none of {', '.join(KINDS)}")
    if n < 0:
        raise QuestionError("n counts rows: it cannot be less than 0")
    stand_by(db, Ledger(db))
    drawn = _drawn_links(db, n, seed) if kind == "links" else _drawn_cells(db, kind, n, seed)
    return Rows(AuditRow, [_row(db, number, key) for number, key in enumerate(drawn, start=1)])


def precision(rows: Iterable[AuditRow], *, level: float = LEVEL) -> PrecisionAnswer:
    """The share of right rows among those with a verdict, and its Wilson score interval at the confidence `level`."""
    drawn = list(rows)
    right = sum(row.verdict == "right" for row in drawn)
    wrong = sum(row.verdict == "wrong" for row in drawn)
    low, high = interval(right, right + wrong, level=level)
    return PrecisionAnswer(
        kind=drawn[0].kind if drawn else "",
        right=right,
        wrong=wrong,
        open=len(drawn) - right - wrong,
        precision=right / (right + wrong) if right + wrong else None,
        low=low,
        high=high,
        level=level,
    )


def interval(right: int, count: int, *, level: float = LEVEL) -> tuple[float, float] | tuple[None, None]:
    """The Wilson score interval of a share (E. B. Wilson 1927; recommended for samples of this size by Brown, Cai &
    DasGupta 2001, "Interval estimation for a binomial proportion"); null where nothing was counted.
    """
    if not count:
        return None, None
    z = NormalDist().inv_cdf(0.5 + level / 2)
    share = right / count
    middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    half = z * sqrt(share * (1 - share) / count + z * z / (4 * count * count)) / (1 + z * z / count)
    return (0.0 if right == 0 else middle - half, 1.0 if right == count else middle + half)


def read_verdicts(lines: IO[str], *, form: str) -> Iterator[tuple[str, str, str | None]]:
    """The id, verdict and note of each row that has a verdict, from a sample that was filled in: `form` is `csv` or
    `jsonl`. Raises MalformedInput where a line is broken, or a verdict is none.
    """
    for number, row in enumerate(_filled_in(lines, form), start=1):
        verdict = str(row.get("verdict") or "").strip().lower()
        if not verdict:
            continue
        if verdict not in VERDICTS or not row.get("id"):
            raise MalformedInput(f"row {number}: {verdict!r} is none of {', '.join(VERDICTS)}, or the row has no id")
        yield str(row["id"]), verdict, str(row.get("note") or "").strip() or None


def _filled_in(lines: IO[str], form: str) -> Iterator[Mapping[str, Any]]:
    if form == "csv":
        yield from csv.DictReader(lines)
        return
    for line in filter(str.strip, lines):
        try:
            row = msgspec.json.decode(line)
        except msgspec.DecodeError as error:
            raise MalformedInput(f"this line is no JSON: {error}") from error
        if not isinstance(row, dict):
            raise MalformedInput("a line is one JSON object")
        yield row


def _drawn_links(db: Database, n: int, seed: int) -> list[str]:
    ids = [row[0] for row in db.query("SELECT id FROM link_ids")]
    return heapq.nsmallest(n, ids, key=lambda key: blake2b(f"{seed}:{key}".encode()).digest())


def _drawn_cells(db: Database, kind: str, n: int, seed: int) -> list[str]:
    """The ids of the `n` cells with the smallest hashes of the seed, the article's id and their place in it.

    The places are known from the counts, so that no cell is looked at that is not drawn: the ids of 455,000 statements
    took a second to read and hash, and their places 30 ms.
    """
    counted = dict(db.query(_COUNTS[kind]))
    articles = db.query(_NUMBERED)
    counts = np.array([counted.get(number, 0) for _, number in articles], dtype=np.int64)
    begins = np.cumsum(counts) - counts
    owners = np.repeat(np.arange(len(articles)), counts)
    places = np.arange(len(owners)) - begins[owners]
    seeded = np.array([_hash(f"{seed}:{key}") for key, _ in articles], dtype=np.uint64)
    hashes = _mixed(seeded[owners] + places.astype(np.uint64) * _STRIDE)
    smallest = np.argpartition(hashes, n - 1)[:n] if 0 < n < len(hashes) else np.arange(min(n, len(hashes)))
    return [
        db.query(_AT[kind], (articles[owners[cell]][0], int(places[cell])))[0][0]
        for cell in smallest[np.argsort(hashes[smallest])]
    ]


def _hash(words: str) -> int:
    return int.from_bytes(blake2b(words.encode(), digest_size=8).digest(), "little")


def _mixed(values: _Numbers) -> _Numbers:
    """SplitMix64 (Steele, Lea & Flood 2014, "Fast splittable pseudorandom number generators") at each of the values."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def _row(db: Database, number: int, key: str) -> AuditRow:
    found = trace(db, key)
    last: Opinion | None = next(reversed(opinions(db, key)), None)
    return AuditRow(
        number=number,
        id=key,
        kind=found.kind,
        cells=_cells(db, found),
        excerpt=found.excerpt,
        start=found.start,
        marks=found.marks,
        article=found.page.id,
        publication=found.page.publication,
        published=found.page.published,
        verdict=last.verdict if last else None,
        author=last.author if last else None,
        note=last.note if last else None,
    )


def _cells(db: Database, found: TraceAnswer) -> dict[str, str]:
    """What the row says, without what is unknown."""
    if found.kind == "link":
        return _link_cells(db, found.id)
    if found.kind == "statement":
        shown: Any = rows_of(StatementRow, db.query(f"{STATEMENT_ROWS} WHERE s.id = ?", (found.id,)))[0]
        names: tuple[str, ...] = _STATEMENT_CELLS
    else:
        shown = rows_of(EventRow, db.query(f"{EVENT_ROWS} WHERE e.id = ?", (found.id,)))[0]
        names = _EVENT_CELLS
    values = {name: getattr(shown, name) for name in names}
    return {name: _plain(value) for name, value in values.items() if value is not None}


def _plain(value: object) -> str:
    return ("no", "yes")[value] if isinstance(value, bool) else str(value)


def _link_cells(db: Database, key: str) -> dict[str, str]:
    linked = find_link(db, key)
    assert linked is not None  # it was drawn from the record
    _, link = linked
    ends = {"from": link.origin, "to": link.to}
    said = {
        side: " — ".join(filter(None, row))
        for side, end in ends.items()
        for row in db.query("SELECT speaker, content_text FROM statements WHERE id = ?", (end,))
    }
    by = {"by": link.by.text} if link.by else {}
    return {"kind": link.kind.value, **ends, **said, **by}
