"""One page with all that the record has of it, one statement or event with all that touches it, and what is new."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from itertools import islice, pairwise
from typing import Any, Final

from onrecord.asking.changes import CHANGING
from onrecord.asking.conditions import Conditions, Day, has_word, limited, use_folding
from onrecord.asking.ledger import Ledger, marked_wrong
from onrecord.asking.query import ARTICLE_ROWS, EVENT_HAS, EVENT_ROWS, STATEMENT_ROWS, rows_of, stand_by
from onrecord.asking.rows import (
    ArticleRow,
    CellAnswer,
    EventRow,
    LinkRow,
    MatterRow,
    OutletRow,
    PageAnswer,
    Rows,
    StatementRow,
    TraceAnswer,
)
from onrecord.asking.trace import trace
from onrecord.asking.words import folded, match_words
from onrecord.errors import UnknownId
from onrecord.linking.copies import groups_of
from onrecord.linking.likeness import stems
from onrecord.record.identity import link_id
from onrecord.record.vocabulary import Standing
from onrecord.storing.database import Database
from onrecord.storing.opinions import opinions

__all__ = [
    "cell",
    "copied",
    "events_found",
    "latest_changes",
    "latest_steps",
    "links_of",
    "matter_names",
    "names_matter",
    "outlets",
    "page",
    "state_of",
]

PAGES_OF_NEWS: Final = 300  # among which steps are new
PAGES_SEARCHED: Final = 60  # for the events that fit words best

_ENDS: Final = " UNION ".join(
    f"SELECT kind, from_id, to_id, by_text, venue_text, evidence_text, article FROM {table}"
    f" WHERE {side} IN (SELECT value FROM json_each(:ids))"
    for table in ("links", "crossings")
    for side in ("from_id", "to_id")
)
_CHANGING: Final = " UNION ALL ".join(
    f"SELECT kind, from_id, to_id, by_text, venue_text, evidence_text, article FROM {table}"
    " WHERE kind IN (SELECT value FROM json_each(:kinds))"
    for table in ("links", "crossings")
)
_LINKED: Final = (
    "SELECT l.kind, date(a.printed_until, '-1 day'), l.by_text, l.venue_text, l.evidence_text, l.article,"
    " a.publication, l.from_id, o.speaker, o.content_text, l.to_id, t.speaker, t.content_text, t.article"
    " FROM ({links}) AS l JOIN articles AS a ON a.id = l.article LEFT JOIN statements AS o ON o.id = l.from_id"
    " LEFT JOIN statements AS t ON t.id = l.to_id"
)
_LINKS: Final = f"{_LINKED.format(links=_ENDS)} ORDER BY a.printed_until, l.article, l.kind, l.from_id, l.to_id"
_LATEST_CHANGES: Final = (
    f"{_LINKED.format(links=_CHANGING)} WHERE a.printed_until IS NOT NULL"
    " ORDER BY a.printed_until DESC, l.article, l.kind, l.from_id, l.to_id LIMIT :limit"
)
_NAMES: Final = (
    "SELECT name, steps, articles, first, last FROM matter_names WHERE {named}names_matter(name)"
    " ORDER BY articles DESC, steps DESC, name{cut}"
)
_OUTLETS: Final = (
    "SELECT publication, language, country, count(*), min(published_from), max(published_from) FROM articles"
    " GROUP BY publication, language, country"
    " ORDER BY count(*) DESC, publication, language, country"
)
_SOME: Final = (
    " WHERE a.id IN (SELECT value FROM json_each(:ids)) ORDER BY a.published_from NULLS LAST, a.provider IS NULL, a.id"
)
_STATE: Final = (
    "SELECT (SELECT max(number) FROM articles), (SELECT count(*) FROM linked), (SELECT max(number) FROM crossings),"
    " (SELECT max(number) FROM verdicts), (SELECT max(number) FROM matter_edits), (SELECT max(number) FROM actor_edits)"
)
_BEST_PAGES: Final = "SELECT a.id FROM article_search AS f JOIN articles AS a ON a.number = f.rowid"
# Of so few pages at first, that SQLite looks their events up instead of going through all.
_LATEST_STEPS: Final = (
    f"{EVENT_ROWS} WHERE e.id IN (SELECT e.id FROM (SELECT id, published_from FROM articles"
    f" WHERE published_from IS NOT NULL ORDER BY published_from DESC LIMIT {PAGES_OF_NEWS}) AS a"
    " CROSS JOIN events AS e ON e.article = a.id WHERE e.phase IS NOT NULL AND names_matter(e.matter_text)"
    " ORDER BY a.published_from DESC LIMIT ?) ORDER BY a.published_from DESC, e.article, e.position"
)
_COPIES: Final = (
    " WHERE a.id IN (WITH RECURSIVE same (id) AS (VALUES (:id) UNION SELECT CASE c.article WHEN same.id THEN c.other"
    " ELSE c.article END FROM same JOIN copies AS c ON same.id IN (c.article, c.other)) SELECT id FROM same)"
    " AND a.id <> :id AND (a.url IS NULL OR a.url IS NOT (SELECT url FROM articles WHERE id = :id))"
    " ORDER BY a.published_from NULLS LAST, a.id"
)


def page(db: Database, article_id: str, *, as_of: Day | None = None) -> PageAnswer:
    """The article `article_id`, its cells as they stood by the end of `as_of`, and its links, versions and copies.

    Raises UnknownId, and QuestionError where `as_of` is none.
    """
    reading = db.reading(article_id)
    ledger = Ledger(db, as_of=as_of)
    stand_by(db, ledger)
    itself = rows_of(ArticleRow, db.query(f"{ARTICLE_ROWS} WHERE a.id = ?", (article_id,)))[0]
    said = db.query(f"{STATEMENT_ROWS} WHERE s.article = ? ORDER BY s.position", (article_id,))
    done = db.query(f"{EVENT_ROWS} WHERE e.article = ? ORDER BY e.position", (article_id,))
    ends = [article_id, *(item.id for item in reading.statements), *(item.id for item in reading.events)]
    return PageAnswer(
        page=itself,
        reading=reading,
        statements=rows_of(StatementRow, said),
        events=rows_of(EventRow, done),
        links=links_of(db, ends),
        versions=_versions(db, itself),
        copies=rows_of(ArticleRow, db.query(f"{ARTICLE_ROWS}{_COPIES}", {"id": article_id})),
        wrong=ledger.wrong,
    )


def cell(db: Database, cell_id: str) -> CellAnswer:
    """The statement or event `cell_id` with its surroundings; also where a person marked it as wrong.

    The beginning of an id will do where only one id begins so. Raises UnknownId.
    """
    found = trace(db, cell_id)
    if found.kind not in {"statement", "event"}:
        raise UnknownId(f"{cell_id!r} is the id of no statement or event")
    stand_by(db, Ledger(db))
    key = found.id
    said = rows_of(StatementRow, db.query(f"{STATEMENT_ROWS} WHERE s.id = ?", (key,)))
    done = rows_of(EventRow, db.query(f"{EVENT_ROWS} WHERE e.id = ?", (key,)))
    told = db.query(f"{EVENT_ROWS} WHERE e.statement = ? ORDER BY e.position", (key,))
    links = links_of(db, [key])
    return CellAnswer(
        trace=found,
        statement=said[0] if said else None,
        event=done[0] if done else None,
        events=rows_of(EventRow, told),
        links=links,
        history=_history(db, found, links),
        verdicts=tuple(opinions(db, key)),
    )


def latest_changes(db: Database, *, limit: int = 12) -> Rows[LinkRow]:
    """What was last taken back, corrected, revised, denied or confirmed in print, the latest first; what a person
    marked as wrong is left out."""
    kinds = json.dumps(CHANGING)
    rows = db.query(_LATEST_CHANGES, {"kinds": kinds, "limit": limit})
    wrong = marked_wrong(db)
    found = _link_rows(rows)
    return Rows(LinkRow, [row for row in found if not {row.id, row.origin, row.to, row.article} & wrong])


def events_found(
    db: Database,
    words: str,
    *,
    since: Day | None = None,
    until: Day | None = None,
    publication: str | None = None,
    country: str | None = None,
    language: str | None = None,
    limit: int = 20,
) -> Rows[EventRow]:
    """Events that have all `words` in their trigger, parties, matter or place, on the pages that fit the words best,
    the latest first; what a person marked as wrong is left out. `events` finds them on all pages, which takes longer.

    `since` and `until` bound the publication, `country` is of the newspaper. Raises QuestionError.
    """
    match = match_words(words)
    if match is None:
        return Rows(EventRow, ())
    where = Conditions().add("article_search MATCH ?", match)
    where.between(since, until, "a.published_from", "a.published_until").printed_in(db, publication, country, language)
    best = db.query(f"{_BEST_PAGES}{where.sql} ORDER BY f.rank LIMIT {PAGES_SEARCHED}", where.values)
    wrong = marked_wrong(db)
    found = Conditions().add("e.article IN (SELECT value FROM json_each(?))", json.dumps([row[0] for row in best]))
    found.add("e.id NOT IN (SELECT value FROM json_each(?))", json.dumps(sorted(wrong)))
    use_folding(db)
    for word in re.findall(r"\w+", folded(words)):
        found.add(EVENT_HAS, word)
    rows = db.query(
        f"{EVENT_ROWS}{found.sql} ORDER BY a.published_from DESC NULLS LAST, e.article, e.position LIMIT {limit:d}",
        found.values,
    )
    return rows_of(EventRow, rows)


def latest_steps(db: Database, *, limit: int = 12) -> Rows[EventRow]:
    """The events with a phase and the name of a matter on the pages that were printed last, the latest first; what a
    person marked as wrong is left out."""
    _know_names(db)
    found = rows_of(EventRow, db.query(_LATEST_STEPS, (limit,)))
    wrong = marked_wrong(db)
    return Rows(EventRow, [row for row in found if not {row.id, row.statement, row.article} & wrong])


def matter_names(
    db: Database, words: str | None = None, *, limit: int | None = None, offset: int = 0
) -> Rows[MatterRow]:
    """The names in print of what has phases, those of most articles first; those with all of `words`. Several names may
    mean one matter: `status` gathers them.
    """
    use_folding(db)
    _know_names(db)
    wanted = re.findall(r"\w+", folded(words or ""))
    named = "".join(f"{has_word('name')} AND " for _ in wanted)
    rows = db.query(_NAMES.format(named=named, cut=limited(limit, offset)), [word for word in wanted for _ in (1, 2)])
    return rows_of(MatterRow, rows)


def names_matter(words: str | None) -> bool:
    """Whether a matter can be found by these words: `they` names none."""
    return bool(stems(words or ""))


def state_of(db: Database) -> tuple[int | None, ...]:
    """What changes whenever a page is added or linked, or a person says something of the record: two times at which it
    is the same have the same answers.
    """
    return tuple(db.query(_STATE)[0])


def outlets(db: Database) -> Rows[OutletRow]:
    """Whose pages the record has, those with most first: what there is to choose from."""
    return rows_of(OutletRow, db.query(_OUTLETS))


def copied(db: Database, *, limit: int = 20) -> tuple[Rows[ArticleRow], ...]:
    """Stories that several articles print, those of most articles first; of each its articles, the earliest first. One
    story is one source, however many print it.
    """
    groups = set(groups_of((row[0], row[1]) for row in db.query("SELECT article, other FROM copies")).values())
    largest = sorted(groups, key=lambda group: (-len(group), min(group)))
    stories = (
        rows_of(ArticleRow, db.query(f"{ARTICLE_ROWS}{_SOME}", {"ids": json.dumps(sorted(group))})) for group in largest
    )
    # Versions of one page are alike too, and are one page.
    return tuple(islice((story for story in stories if len({row.url or row.id for row in story}) > 1), limit))


def links_of(db: Database, ids: Iterable[str]) -> Rows[LinkRow]:
    """The links that begin or end at one of `ids` (statements, events, articles), in the order of print."""
    return _link_rows(db.query(_LINKS, {"ids": json.dumps(list(ids))}))


def _link_rows(rows: Iterable[Sequence[Any]]) -> Rows[LinkRow]:
    return rows_of(LinkRow, [(link_id(row[0], row[7], row[10]), *row) for row in rows])


def _know_names(db: Database) -> None:
    db.connection.create_function("names_matter", 1, names_matter, deterministic=True)


def _versions(db: Database, itself: ArticleRow) -> Rows[ArticleRow]:
    if itself.url is None:
        return Rows(ArticleRow, [itself])
    rows = db.query(f"{ARTICLE_ROWS} WHERE a.url = ? ORDER BY a.version, a.number", (itself.url,))
    return rows_of(ArticleRow, rows)


def _history(db: Database, found: TraceAnswer, links: Sequence[LinkRow]) -> tuple[tuple[str, str], ...]:
    if found.kind != "statement":
        return ()
    days = sorted({link.date for link in links if link.to == found.id and link.date})
    stood = [(day, Ledger(db, as_of=day).standing(found.id).value) for day in days]
    return tuple(now for before, now in pairwise([("", Standing.STANDS), *stood]) if now[1] != before[1])
