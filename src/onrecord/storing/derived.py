"""What is put together from an article's cells as it comes, so that questions need not: search indexes, names, sums.

Nothing in these tables is of its own: each could be made again from the cells. `schema.sql` explains them.
"""

from __future__ import annotations

import sqlite3
from typing import Final

from onrecord.record.folding import folded
from onrecord.record.identity import link_id

__all__ = ["ADD_LINK_ID", "derive", "give_functions"]

ADD_LINK_ID: Final = (
    "INSERT OR IGNORE INTO link_ids (id, kind, from_id, to_id) VALUES (link_id(:kind, :from, :to), :kind, :from, :to)"
)
_FIND_ARTICLE: Final = (
    "INSERT INTO article_search (rowid, headline, body) SELECT number, headline, body FROM article_words"
    " WHERE number = (SELECT number FROM articles WHERE id = :article)"
)
_FIND_STATEMENTS: Final = (
    "INSERT INTO statement_search (rowid, speaker, source_text, cue_text, content_text)"
    " SELECT number, speaker, source_text, cue_text, content_text FROM statements WHERE article = :article"
)
_COUNT_CELLS: Final = (
    "INSERT INTO article_counts (article, statements, times, figures, events) SELECT number,"
    " (SELECT count(*) FROM statements WHERE statements.article = articles.id),"
    " (SELECT count(*) FROM times WHERE times.article = articles.id),"
    " (SELECT count(*) FROM figures WHERE figures.article = articles.id),"
    " (SELECT count(*) FROM events WHERE events.article = articles.id) FROM articles WHERE id = :article"
)
# min and max of a column and NULL are NULL in SQLite, hence coalesce.
_LONGER: Final = (
    "first = min(coalesce(first, excluded.first), coalesce(excluded.first, first)),"
    " last = max(coalesce(last, excluded.last), coalesce(excluded.last, last))"
)
_ADD_SPEAKERS: Final = (
    "INSERT INTO speakers (name, anonymous, statements, articles, first, last)"
    " SELECT speaker, anonymous, count(*), 1, min(said_from), max(said_from) FROM statements"
    " WHERE article = :article AND speaker IS NOT NULL GROUP BY speaker, anonymous"
    " ON CONFLICT (name, anonymous) DO UPDATE SET statements = statements + excluded.statements,"
    f" articles = articles + 1, {_LONGER}"
)
_ADD_MATTERS: Final = (
    "INSERT INTO matter_names (lowered, name, steps, articles, first, last)"
    " SELECT lower(e.matter_text), max(e.matter_text), count(*), 1, a.published_from, a.published_from"
    " FROM events AS e JOIN articles AS a ON a.id = e.article"
    " WHERE e.article = :article AND e.phase IS NOT NULL AND e.matter_text IS NOT NULL GROUP BY lower(e.matter_text)"
    " ON CONFLICT (lowered) DO UPDATE SET name = max(name, excluded.name), steps = steps + excluded.steps,"
    f" articles = articles + 1, {_LONGER}"
)
_ADD_LINK_IDS: Final = (
    "INSERT OR IGNORE INTO link_ids (id, kind, from_id, to_id)"
    " SELECT link_id(kind, from_id, to_id), kind, from_id, to_id FROM links WHERE article = :article"
)
_ADD_TITLED: Final = (
    "INSERT INTO titled (name, article, actor, position, title, kind)"
    " SELECT a.name, r.article, r.actor, r.position, r.title, a.kind"
    " FROM roles AS r JOIN actors AS a ON a.article = r.article AND a.id = r.actor WHERE r.article = :article"
)
_NAME_SPEAKERS: Final = (
    "INSERT OR IGNORE INTO speaker_names (name) SELECT speaker FROM statements"
    " WHERE article = :article AND speaker IS NOT NULL ORDER BY position"
)
_OWN_PARTIES: Final = "event_parties AS p ON p.event = e.id"
_NAMED: Final = "JOIN actors AS a ON a.article = e.article AND a.id = p.actor"
_NAME_PARTIES: Final = (
    f"INSERT OR IGNORE INTO party_names (name) SELECT p.text FROM events AS e JOIN {_OWN_PARTIES}"
    f" WHERE e.article = :article UNION SELECT a.name FROM events AS e JOIN {_OWN_PARTIES} {_NAMED}"
    " WHERE e.article = :article"
)
_ADD_PARTIES: Final = (
    "INSERT INTO party_events (name, side, event)"
    f" SELECT n.number, p.side, p.event FROM events AS e JOIN {_OWN_PARTIES}"
    " JOIN party_names AS n ON n.name = p.text WHERE e.article = :article"
    f" UNION SELECT n.number, p.side, p.event FROM events AS e JOIN {_OWN_PARTIES} {_NAMED}"
    " JOIN party_names AS n ON n.name = a.name WHERE e.article = :article"
)
_DERIVED: Final = (
    *(_FIND_ARTICLE, _FIND_STATEMENTS, _COUNT_CELLS, _ADD_SPEAKERS, _ADD_MATTERS, _ADD_LINK_IDS, _ADD_TITLED),
)
# A table of different names, how those of an article come into it, and how the new ones come into its index.
_NAMES: Final = (
    (
        "actor_names",
        "INSERT OR IGNORE INTO actor_names (name) SELECT name FROM actors WHERE article = :article ORDER BY position",
        "INSERT INTO actor_search (rowid, name) SELECT number, name FROM actor_names WHERE number > :known",
    ),
    (
        "speaker_names",
        _NAME_SPEAKERS,
        "INSERT INTO speaker_search (rowid, name) SELECT number, name FROM speaker_names WHERE number > :known",
    ),
    (
        "party_names",
        _NAME_PARTIES,
        "INSERT INTO party_search (rowid, folded) SELECT number, folded(name) FROM party_names WHERE number > :known",
    ),
)


def give_functions(connection: sqlite3.Connection) -> None:
    """Gives the connection the functions of SQL by which the tables are filled, here and in migrations."""
    connection.create_function("link_id", 3, link_id, deterministic=True)
    connection.create_function("folded", 1, lambda words: folded(words or ""), deterministic=True)


def derive(connection: sqlite3.Connection, article: str) -> None:
    """Adds what follows from the cells of the article `article`, inside the transaction in which they are written."""
    for insertion in _DERIVED:
        connection.execute(insertion, {"article": article})
    for table, naming, indexing in _NAMES:
        known = connection.execute(f"SELECT coalesce(max(number), 0) FROM {table}").fetchone()[0]
        connection.execute(naming, {"article": article})
        connection.execute(indexing, {"known": known})
    connection.execute(_ADD_PARTIES, {"article": article})
