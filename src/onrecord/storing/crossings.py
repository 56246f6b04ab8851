"""What is found between articles: candidates to compare with, and what the comparison gave."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, Final

from msgspec import Struct

from onrecord.record.across import Crossing, Said
from onrecord.record.article import Article
from onrecord.record.links import Link
from onrecord.record.text import Span
from onrecord.record.vocabulary import LinkKind
from onrecord.storing.database import Database
from onrecord.storing.derived import ADD_LINK_ID

__all__ = [
    "Found",
    "acts_after",
    "add_links",
    "copy_candidates",
    "crossings_where",
    "pending",
    "said_candidates",
    "said_in",
    "same_publication",
    "told_candidates",
]

# The cost of an article must not grow with the record: under a key only some are looked at, the nearest in time first,
# and of all that are found only those that share most keys. In PolNeAR every link between statements shares two keys or
# more, and all but one of 146 are among the four statements that share most.
COPIES_A_BAND: Final = 20  # an article with more copies is tied to the group by any of them
STORIES_COMPARED: Final = 10
STATEMENTS_A_KEY: Final = 12
FEWEST_KEYS: Final = 2
STATEMENTS_COMPARED: Final = 8
DAYS_AROUND: Final = 120  # in which a statement is looked for again
TOLD_COMPARED: Final = 16
ACTS_A_KEY: Final = 12
ARTICLES_AROUND: Final = 200  # of one publication, among which a correction looks for the article that it means

_SAID: Final = (
    "SELECT s.id, s.article, s.speaker, s.anonymous, s.act, s.cue_text, s.form, s.content_text, s.said_from,"
    " s.said_until, a.published,"
    " coalesce((SELECT r.title || ' for ' || r.org FROM roles AS r WHERE r.article = s.article AND r.actor = s.actor"
    " AND r.org IS NOT NULL AND r.title LIKE '%spokes%' LIMIT 1), s.source_text),"
    ' c.start, c."end", c.text FROM statements AS s JOIN articles AS a ON a.id = s.article'
    " JOIN statement_contents AS c ON c.statement = s.id AND c.position = 0"
)
_KEYED: Final = "SELECT statement, said FROM statement_keys WHERE key = ? AND"
_UNDATED: Final = f"{_KEYED} said = '' LIMIT ?"
_EARLIER: Final = f"{_KEYED} said > ? AND said <= ? ORDER BY said DESC LIMIT ?"
_LATER: Final = f"{_KEYED} said > ? AND said <= ? ORDER BY said LIMIT ?"
_EARLIER_ON: Final = f"{_KEYED} said >= ? AND said <= ? ORDER BY said DESC LIMIT ?"
_ACTS: Final = (
    "SELECT a.article, k.printed, a.meant FROM act_keys AS k JOIN acts AS a ON a.number = k.act"
    " WHERE k.key = ? AND k.printed >= ? ORDER BY k.printed, k.act LIMIT ?"
)
_ACTED_ON: Final = (
    "SELECT n.value FROM json_each(?) AS n WHERE EXISTS (SELECT 1 FROM act_keys WHERE key = n.value AND printed >= ?)"
)
_CROSSING: Final = (
    "SELECT article, kind, from_id, to_id, by_start, by_end, by_text, venue_start, venue_end, venue_text,"
    " evidence_start, evidence_end, evidence_text, confidence FROM crossings"
)
_ADD_CROSSING: Final = (
    "INSERT OR IGNORE INTO crossings (article, kind, from_id, to_id, by_start, by_end, by_text, venue_start, venue_end,"
    " venue_text, evidence_start, evidence_end, evidence_text, confidence, recorded_at)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


class Found(Struct, frozen=True, kw_only=True):
    """What linking one article gave: the keys under which it and its statements (by id) can be found, its copies (id
    and share), the links, and what it acts on in other articles: as words that the linker can read, each with the keys
    under which a statement that comes later finds it.
    """

    article: str
    bands: Sequence[int] = ()
    keys: dict[str, Sequence[int]] = {}
    copies: Sequence[tuple[str, float]] = ()
    crossings: Sequence[Crossing] = ()
    acts: Sequence[tuple[str, Sequence[int]]] = ()


def pending(db: Database) -> list[str]:
    """The ids of the articles that have not been linked to the record, in the order in which they were recorded."""
    rows = db.query("SELECT id FROM articles WHERE id NOT IN (SELECT article FROM linked) ORDER BY number")
    return [row[0] for row in rows]


def copy_candidates(db: Database, bands: Iterable[int]) -> dict[str, Article]:
    """The stories that share most bands, by article id; only their paragraphs are filled in."""
    shared: Counter[int] = Counter()
    for band in bands:
        rows = db.query("SELECT article FROM copy_bands WHERE band = ? LIMIT ?", (band, COPIES_A_BAND))
        shared.update(row[0] for row in rows)
    nearest = sorted(shared, key=lambda number: (-shared[number], number))[:STORIES_COMPARED]
    return {key: article for number in sorted(nearest) for key, article in [_story(db, number)]}


def _story(db: Database, number: int) -> tuple[str, Article]:
    key, text = db.query("SELECT id, text FROM articles WHERE number = ?", (number,))[0]
    rows = db.query('SELECT start, "end" FROM paragraphs WHERE article = ? ORDER BY position', (key,))
    return key, Article(text=text, body=tuple(Span(start=a, end=b, text=text[a:b]) for a, b in rows))


def said_in(db: Database, article: str) -> list[Said]:
    """The statements of one article, in text order."""
    return [_said(row) for row in db.query(f"{_SAID} WHERE s.article = ? ORDER BY s.position", (article,))]


def said_candidates(db: Database, keys: Iterable[int], day: str | None) -> list[Said]:
    """The statements that share most keys, at least `FEWEST_KEYS`, and were said within `DAYS_AROUND` of `day` (those
    without a date if null).
    """
    shared: Counter[tuple[int, str]] = Counter()
    for key in keys:
        shared.update(_near(db, key, day))
    enough = [found for found, count in shared.items() if count >= FEWEST_KEYS]
    enough.sort(key=lambda found: (-shared[found], _days_between(found[1], day), found[0]))
    numbers = sorted(number for number, _ in enough[:STATEMENTS_COMPARED])
    return [_said(db.query(f"{_SAID} WHERE s.number = ?", (number,))[0]) for number in numbers]


def _near(db: Database, key: int, day: str | None) -> list[tuple[int, str]]:
    """The numbers of statements under a key, each with its day."""
    if day is None:
        return db.query(_UNDATED, (key, STATEMENTS_A_KEY))
    middle = date.fromisoformat(day[:10])
    first = middle - timedelta(days=min(DAYS_AROUND, (middle - date.min).days))
    last = middle + timedelta(days=min(DAYS_AROUND, (date.max - middle).days))
    earlier = db.query(_EARLIER, (key, first.isoformat(), day, STATEMENTS_A_KEY))
    return earlier + db.query(_LATER, (key, day, last.isoformat(), STATEMENTS_A_KEY))


def told_candidates(db: Database, keys: Iterable[int], since: str, until: str) -> list[Said]:
    """The statements said from the day `since` to the day `until` that share most of the keys."""
    shared: Counter[tuple[int, str]] = Counter()
    for key in keys:
        shared.update(db.query(_EARLIER_ON, (key, since, f"{until}~", STATEMENTS_A_KEY)))
    nearest = sorted(shared, key=lambda found: (-shared[found], found))[:TOLD_COMPARED]
    return [_said(db.query(f"{_SAID} WHERE s.number = ?", (number,))[0]) for number in sorted(n for n, _ in nearest)]


def acts_after(db: Database, keys: Iterable[int], day: str) -> list[tuple[str, str, str]]:
    """What articles that were printed on the day `day` or later act on under one of the keys: the article, the day, and
    the words for the linker. Most keys have nothing: one question tells which.
    """
    hit = [row[0] for row in db.query(_ACTED_ON, (json.dumps(sorted(set(keys))), day))]
    return list(dict.fromkeys(act for key in hit for act in db.query(_ACTS, (key, day, ACTS_A_KEY))))


def _days_between(one: str, other: str | None) -> int:
    return abs((date.fromisoformat(one[:10]) - date.fromisoformat(other[:10])).days) if one and other else 0


def same_publication(db: Database, publication: str, until: str | None) -> list[tuple[str, str | None, str | None]]:
    """Id, headline and day of the articles that a publication printed before the end of `until` (an ISO day, or null),
    the newest first.
    """
    return [
        (row[0], row[1], row[2])
        for row in db.query(
            "SELECT id, headline, published_from FROM articles WHERE publication = ?"
            " AND (? IS NULL OR published_from <= ?) ORDER BY published_from DESC, number LIMIT ?",
            (publication, until, until, ARTICLES_AROUND),
        )
    ]


def add_links(db: Database, found: Found, *, recorded_at: str, tool: str) -> None:
    """Writes what linking an article gave, in one transaction; a second time it does nothing."""
    with db.writing() as connection:
        if connection.execute("SELECT 1 FROM linked WHERE article = ?", (found.article,)).fetchone():
            return
        connection.execute("INSERT INTO linked VALUES (?, ?, ?)", (found.article, recorded_at, tool))
        connection.executemany(
            "INSERT OR IGNORE INTO copy_bands SELECT ?, number FROM articles WHERE id = ?",
            [(band, found.article) for band in found.bands],
        )
        connection.executemany(
            "INSERT OR IGNORE INTO statement_keys SELECT ?, coalesce(said_from, ''), number FROM statements"
            " WHERE id = ?",
            [(key, statement) for statement, keys in found.keys.items() for key in keys],
        )
        connection.executemany(
            "INSERT OR IGNORE INTO copies VALUES (?, ?, ?, ?)",
            [(found.article, other, share, recorded_at) for other, share in found.copies],
        )
        for position, (meant, keys) in enumerate(found.acts):
            number = connection.execute(
                "INSERT INTO acts VALUES (NULL, ?, ?, ?)", (found.article, position, meant)
            ).lastrowid
            connection.executemany(
                "INSERT OR IGNORE INTO act_keys SELECT ?, published_from, ? FROM articles"
                " WHERE id = ? AND published_from IS NOT NULL",
                [(key, number, found.article) for key in keys],
            )
        connection.executemany(_ADD_CROSSING, [_crossing_row(item, recorded_at) for item in found.crossings])
        ends = [(item.link.kind.value, item.link.origin, item.link.to) for item in found.crossings]
        connection.executemany(ADD_LINK_ID, [dict(zip(("kind", "from", "to"), end, strict=True)) for end in ends])


def crossings_where(db: Database, column: str, value: str) -> tuple[Crossing, ...]:
    """The links across articles whose `column` (`from_id`, `to_id`, `article`) is `value`."""
    return tuple(_crossing(row) for row in db.query(f"{_CROSSING} WHERE {column} = ? ORDER BY number", (value,)))


def _said(row: Sequence[Any]) -> Said:
    *cells, source, start, end, text = row
    values = dict(zip(Said.__struct_fields__, cells, strict=False))
    evidence = Span(start=start, end=end, text=text)
    return Said(**{**values, "anonymous": bool(values["anonymous"]), "source": source, "evidence": evidence})


def _crossing_row(item: Crossing, recorded_at: str) -> tuple[object, ...]:
    link = item.link
    marks = [(span.start, span.end, span.text) if span else (None, None, None) for span in (link.by, link.venue)]
    evidence = (link.evidence.start, link.evidence.end, link.evidence.text)
    head = (item.article, link.kind.value, link.origin, link.to)
    return (*head, *marks[0], *marks[1], *evidence, link.confidence, recorded_at)


def _crossing(row: Sequence[object]) -> Crossing:
    article, kind, origin, to, *rest = row
    by, venue, evidence = (_span(rest[start : start + 3]) for start in (0, 3, 6))
    assert evidence is not None
    link = Link(
        kind=LinkKind(str(kind)),
        origin=str(origin),
        to=str(to),
        by=by,
        venue=venue,
        evidence=evidence,
        confidence=float(rest[9]) if isinstance(rest[9], float) else None,
    )
    return Crossing(article=str(article), link=link)


def _span(cells: Sequence[object]) -> Span | None:
    start, end, text = cells
    if not isinstance(start, int) or not isinstance(end, int):
        return None
    return Span(start=start, end=end, text=str(text))
