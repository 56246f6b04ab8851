"""The questions that list rows: statements, search, sources, speakers, articles, times, figures, events, and a summary.

Every question takes an open record and gives `Rows`. A question by date compares intervals: what is known to the month
is found by every day of that month, and what has no date is left out and counted in `Rows.undated`. `as_of` answers
with what had been printed by the end of that day; `recorded_by` with what had been recorded here by then (UTC).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

from onrecord.asking.conditions import Conditions, Day, country_meant, has_word, limited, one_of, use_folding
from onrecord.asking.ledger import Ledger, marked_wrong
from onrecord.asking.rows import (
    ArticleRow,
    EventRow,
    FigureRow,
    Mark,
    Rows,
    RowT,
    SearchRow,
    SourceRow,
    SpeakerRow,
    StatementRow,
    Summary,
    TimeRow,
)
from onrecord.asking.words import folded, letters_of, match_words
from onrecord.errors import QuestionError
from onrecord.linking.copies import Printed, groups_of, origin_of
from onrecord.record.vocabulary import EVENT_TYPES, Act, Factuality, Phase, Sector, Standing, TimexType
from onrecord.storing.database import Database

__all__ = [
    "ARTICLE_ROWS",
    "EVENT_HAS",
    "EVENT_ROWS",
    "STATEMENT_ROWS",
    "add_about",
    "articles",
    "events",
    "figures",
    "rows_of",
    "search",
    "sources_of",
    "speakers",
    "stand_by",
    "statements",
    "summary",
    "times",
]

FEW_ARTICLES: Final = 500

_STATEMENTS = "statements AS s JOIN articles AS a ON a.id = s.article"
# CROSS JOIN is SQLite's word for this order: a listing goes along the index of times as far as its limit asks. Else the
# planner may go through the articles, and put all that they have in order.
_STATEMENTS_FIRST = "statements AS s CROSS JOIN articles AS a ON a.id = s.article"
COMMON: Final = 10_000
PUT_IN_ORDER: Final = 25_000  # statements found: more are sooner looked for along the order, until there are enough
SYLLABLE: Final = 2  # letters

_STATEMENTS_FOUND = "SELECT rowid FROM statement_search WHERE statement_search MATCH ?"
_ARTICLES_FOUND = "SELECT rowid FROM article_search WHERE article_search MATCH ?"
_ARTICLE_IDS_FOUND = f"SELECT id FROM articles WHERE number IN ({_ARTICLES_FOUND})"
# Two look-ups in the index: with OR, SQLite would go through all statements.
_ABOUT = (
    f"s.number IN ({_STATEMENTS_FOUND} UNION SELECT number FROM statements WHERE article IN ({_ARTICLE_IDS_FOUND}))"
)
_ABOUT_ONE = f"(EXISTS ({_STATEMENTS_FOUND} AND rowid = s.number) OR s.article IN ({_ARTICLE_IDS_FOUND}))"
_ROLES = (
    "(SELECT group_concat(title || coalesce(' (' || status || ')', ''), '; ') FROM roles"
    " WHERE roles.article = s.article AND roles.actor = s.actor)"
)
ARTICLE_ROWS: Final = (
    "SELECT a.id, a.published, a.publication, a.headline,"
    " (SELECT group_concat(name, '; ') FROM bylines WHERE bylines.article = a.id), a.provider, a.language, a.country,"
    " (SELECT count(*) FROM statements AS s WHERE s.article = a.id), a.url, a.version, a.place, a.recorded_at"
    " FROM articles AS a"
)
STATEMENT_ROWS: Final = (
    "SELECT s.id, s.date, a.published, a.publication, s.speaker,"
    f" {_ROLES}, s.source_text, s.cue_text, s.content_text, s.act, s.form, s.anonymous, standing_now(s.id),"
    f" s.confidence, s.article, a.headline FROM {_STATEMENTS}"
)
_STATEMENTS_INDEXED = (
    "statement_search AS f JOIN statements AS s ON s.number = f.rowid JOIN articles AS a ON a.id = s.article"
)
_ARTICLES_INDEXED = "article_search AS f JOIN articles AS a ON a.number = f.rowid"
_STATEMENT_HITS = (
    "SELECT 'statement' AS kind, f.rowid AS number, {rank} AS rank, s.id AS id, a.number AS page"
    f" FROM {_STATEMENTS_INDEXED}"
)
_ARTICLE_HITS = (
    "SELECT 'article' AS kind, f.rowid AS number, {rank} AS rank, a.id AS id, a.number AS page"
    f" FROM {_ARTICLES_INDEXED}"
)
_PARTIES = (
    "(SELECT group_concat(coalesce(actors.name, p.text), '; ') FROM event_parties AS p LEFT JOIN actors"
    " ON actors.article = e.article AND actors.id = p.actor WHERE p.event = e.id AND p.side = '{side}')"
)
_PARTY_WITH = (
    "EXISTS (SELECT 1 FROM event_parties AS p JOIN actors ON actors.article = e.article AND actors.id = p.actor"
    " WHERE p.event = e.id AND actors.{column} = ?)"
)
# A word has no space in it, so that it stands in the name or in the print. The names and prints that have its letters
# are found by an index, and lead to their events by another.
_PARTY_HAS = (
    "e.id IN (SELECT event FROM party_events WHERE side = ? AND name IN (SELECT n.number FROM party_search AS f"
    f" JOIN party_names AS n ON n.number = f.rowid WHERE party_search MATCH ? AND {has_word('n.name')}))"
)
# A letter or two stand in most prints: the events are looked at one after the other in the order that is asked for,
# until there are enough.
_PRINTED_PARTY = "(coalesce(actors.name || ' ', '') || p.text)"
_PARTY_AT_HAND = (
    "EXISTS (SELECT 1 FROM event_parties AS p LEFT JOIN actors ON actors.article = e.article AND actors.id = p.actor"
    f" WHERE p.event = e.id AND p.side = ? AND {has_word(_PRINTED_PARTY)})"
)
EVENT_HAS = (
    "instr(folded(e.trigger_text || ' ' || coalesce(e.matter_text || ' ', '') || coalesce(e.place_text || ' ', '')"
    " || coalesce((SELECT group_concat(coalesce(actors.name || ' ', '') || p.text, ' ') FROM event_parties AS p"
    " LEFT JOIN actors ON actors.article = e.article AND actors.id = p.actor WHERE p.event = e.id), '')), ?)"
)
_EVENTS = "events AS e JOIN articles AS a ON a.id = e.article"
_EVENTS_FIRST = "events AS e CROSS JOIN articles AS a ON a.id = e.article"
EVENT_ROWS: Final = (
    "SELECT e.id, e.date, e.date_from, e.date_until, a.published, a.publication, e.type, e.mode, e.phase,"
    f" e.trigger_text, {_PARTIES.format(side='actor')}, {_PARTIES.format(side='recipient')}, e.matter_text,"
    f" e.place_text, e.factuality, e.statement, e.confidence, e.article, a.headline,"
    f" e.place_name, e.place_country, e.latitude, e.longitude FROM {_EVENTS}"
)
# Each from an index or from what is added up as articles come; the rows of articles have their texts in them.
_SUMMARY = (
    "SELECT count(*), coalesce(sum(statements), 0), (SELECT count(*) FROM speakers WHERE NOT anonymous),"
    " (SELECT count(DISTINCT publication) FROM articles), coalesce(sum(times), 0), coalesce(sum(figures), 0),"
    " coalesce(sum(events), 0), (SELECT min(published_from) FROM articles), (SELECT max(published_from) FROM articles),"
    " (SELECT count(*) FROM articles WHERE published_from IS NULL) FROM article_counts"
)
_SPEAKERS_FOUND = (
    "SELECT n.name FROM speaker_search AS f JOIN speaker_names AS n ON n.number = f.rowid WHERE speaker_search MATCH ?"
)
_FLAGS = {"anonymous", "approximate"}


def statements(
    db: Database,
    *,
    by: str | None = None,
    about: str | None = None,
    since: Day | None = None,
    until: Day | None = None,
    standing: str | None = None,
    as_of: Day | None = None,
    recorded_by: Day | None = None,
    publication: str | None = None,
    country: str | None = None,
    language: str | None = None,
    act: str | None = None,
    anonymous: bool | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> Rows[StatementRow]:
    """Who said what, in the order in which it was said; what has no date comes last.

    `by` gives all words of a speaker's name, `about` words of the content or of the headline (as in `search`). `since`
    and `until` are days, months or years, both included; a statement's time is its own date where it has one on the
    calendar, else the article's. `standing` and `act` are values of the contract's vocabularies, `publication` words of
    its name, `country` a code of ISO 3166-1 or a name, `language` ISO 639-1. A statement's standing is that of the day
    asked for (`docs/standing.md`); what a person marked as wrong is left out.

    Raises QuestionError where a date or a value is none.
    """
    where = Conditions().found("s.speaker", _SPEAKERS_FOUND, by)
    _add_about(db, where, about, by, limit)
    where.between(since, until, "s.said_from", "s.said_until").known_by(as_of, recorded_by)
    ledger = Ledger(db, as_of=as_of, recorded_by=recorded_by)
    stand_by(db, ledger)
    where.one_of("s.act", act, Act, "act")
    _add_standing(where, ledger, standing)
    if ledger.wrong:
        where.add("NOT marked_wrong(s.id)")
    where.printed_in(db, publication, country, language)
    if any(wanted is not None for wanted in (publication, country, language)):
        _add_few(db, where, publication, country, language)
    if anonymous is not None:
        where.add("s.anonymous = ?", int(anonymous))
    order = "ORDER BY s.said_from NULLS LAST, s.article, s.position"
    chosen = f"SELECT s.number FROM {_STATEMENTS_FIRST}{where.sql} {order}{limited(limit, offset)}"
    # The roles and the standing of those that are shown alone are looked up.
    rows = db.query(f"{STATEMENT_ROWS} WHERE s.number IN ({chosen}) {order}", where.values)
    return rows_of(StatementRow, rows, undated=where.count_undated(db, _STATEMENTS))


def search(
    db: Database,
    words: str,
    *,
    since: Day | None = None,
    until: Day | None = None,
    as_of: Day | None = None,
    recorded_by: Day | None = None,
    publication: str | None = None,
    country: str | None = None,
    language: str | None = None,
    kind: str | None = None,
    standing: str | None = None,
    limit: int | None = 20,
    offset: int = 0,
) -> Rows[SearchRow]:
    """Where `words` stand, in statements (speaker, source, cue, content) and in articles (headline, story); the best
    first, by BM25.

    All words must be there, in any order; `"in quotation marks"` one after the other, and `begin*` any word that begins
    so. Nothing typed is an error. Words that more than `COMMON` statements have tell none from another: then what was
    recorded last comes first. `kind` is `statement` or `article` (null: both), and with a `standing` only
    statements are found. The other options as in `statements`; dates are those of publication.
    """
    match = match_words(words)
    if match is None:
        return Rows(SearchRow, ())
    if kind not in {None, "statement", "article"}:
        raise QuestionError(f"kind: {kind!r} is none of statement, article")
    ledger = Ledger(db, as_of=as_of, recorded_by=recorded_by)
    stand_by(db, ledger)
    halves = []
    for index in ("statement_search", "article_search"):
        where = Conditions().add(f"{index} MATCH ?", match)
        where.between(since, until, "a.published_from", "a.published_until").known_by(as_of, recorded_by)
        halves.append(where.printed_in(db, publication, country, language))
    said, printed = halves
    _add_standing(said, ledger, standing, "f.rowid")
    if ledger.wrong:
        said.add("NOT marked_wrong(s.id)")
        printed.add("NOT marked_wrong(a.id)")
    if kind == "article":
        said.add("0")
    if kind == "statement" or standing is not None:
        printed.add("0")
    best = _best(db, match, said, printed, limit, offset)
    undated = said.count_undated(db, _STATEMENTS_INDEXED) + printed.count_undated(db, _ARTICLES_INDEXED)
    return Rows(SearchRow, [_hit(db, ledger, match, *row) for row in best], undated=undated)


def sources_of(
    db: Database,
    *,
    as_of: Day | None = None,
    recorded_by: Day | None = None,
    among: Iterable[str] | None = None,
    said: Iterable[str] = (),
) -> Rows[SourceRow]:
    """The outlets and the agencies whose words the record has, those with most articles first; what a person marked as
    wrong is not counted. With `among` (ids of articles), only those are counted, and of their statements only `said`.
    """
    where = Conditions().known_by(as_of, recorded_by)
    told = Conditions()
    wrong = marked_wrong(db, recorded_by=recorded_by)
    if wrong:
        where.add("a.id NOT IN (SELECT value FROM json_each(?))", json.dumps(sorted(wrong)))
        told.add("id NOT IN (SELECT value FROM json_each(?))", json.dumps(sorted(wrong)))
    if among is not None:
        where.add("a.id IN (SELECT value FROM json_each(?))", json.dumps(sorted(among)))
        told.add("id IN (SELECT value FROM json_each(?))", json.dumps(list(said)))
    # The counts of all statements stand ready; those of some are counted.
    counted = (
        f"SELECT article, count(*) AS statements FROM statements{told.sql} GROUP BY article"
        if told.values
        else "SELECT id AS article, statements FROM article_counts JOIN articles ON number = article_counts.article"
    )
    rows = db.query(
        "WITH seen AS (SELECT a.id, a.number, a.publication, a.provider, a.language, a.country, a.published_from"
        f" FROM articles AS a{where.sql}), said AS ({counted}), named AS ("
        "SELECT publication AS name, 'publication' AS kind, * FROM seen WHERE publication IS NOT NULL"
        " UNION ALL SELECT provider, 'provider', * FROM seen WHERE provider IS NOT NULL)"
        " SELECT name, kind, group_concat(DISTINCT language), group_concat(DISTINCT country), count(*),"
        " json_group_array(id), coalesce(sum(statements), 0), min(published_from), max(published_from)"
        " FROM named LEFT JOIN said ON said.article = named.id GROUP BY kind, name"
        " ORDER BY count(*) DESC, kind DESC, name",
        [*where.values, *told.values],
    )
    origins = _origins(db)
    return rows_of(
        SourceRow,
        [
            (
                *row[:2],
                _sorted(row[2]),
                _sorted(row[3]),
                row[4],
                _count_origins(row[1], json.loads(row[5]), origins),
                *row[6:],
            )
            for row in rows
        ],
        undated=where.count_undated(db, "articles AS a"),
    )


def _origins(db: Database) -> dict[str, str]:
    """The origin of each article that has a copy."""
    groups = groups_of((row[0], row[1]) for row in db.query("SELECT article, other FROM copies"))
    rows = db.query(
        "SELECT id, published, publication, provider FROM articles"
        " WHERE id IN (SELECT article FROM copies UNION SELECT other FROM copies)"
    )
    known = {row[0]: Printed(id=row[0], published=row[1], publication=row[2], provider=row[3]) for row in rows}
    return {member: origin_of([known[other] for other in group]).id for member, group in groups.items()}


def _count_origins(kind: str, articles: Sequence[str], origins: dict[str, str]) -> int:
    """Of an outlet, the articles that are origins; of an agency, the different origins of what was printed of it."""
    if kind == "provider":
        return len({origins.get(article, article) for article in articles})
    return sum(origins.get(article, article) == article for article in articles)


# The speakers, those of a statement that is marked as wrong counted anew without it.
_COUNTED_ANEW: Final = (
    "WITH wrong (id) AS (SELECT value FROM json_each(?)),"
    " touched AS (SELECT DISTINCT speaker, anonymous FROM statements WHERE speaker IS NOT NULL"
    " AND (id IN (SELECT id FROM wrong) OR article IN (SELECT id FROM wrong))),"
    " counted AS (SELECT name, anonymous, statements, articles, first, last FROM speakers"
    " WHERE (name, anonymous) NOT IN (SELECT speaker, anonymous FROM touched)"
    " UNION ALL SELECT speaker, anonymous, count(*), count(DISTINCT article), min(said_from), max(said_from)"
    " FROM statements WHERE (speaker, anonymous) IN (SELECT speaker, anonymous FROM touched)"
    " AND id NOT IN (SELECT id FROM wrong) AND article NOT IN (SELECT id FROM wrong) GROUP BY speaker, anonymous) "
)


def speakers(
    db: Database,
    *,
    named: str | None = None,
    anonymous: bool | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> Rows[SpeakerRow]:
    """Who speaks, those with most statements first; only those without a name if `anonymous`, only those with one if
    not. `named` gives all words of the name. What a person marked as wrong is not counted.
    """
    where = Conditions().found("name", _SPEAKERS_FOUND, named)
    if anonymous is not None:
        where.add("anonymous = ?", int(anonymous))
    wrong = marked_wrong(db)
    table, marked = ("counted", [json.dumps(sorted(wrong))]) if wrong else ("speakers", [])
    rows = db.query(
        f"{_COUNTED_ANEW if wrong else ''}SELECT name, anonymous, statements, articles, first, last"
        f" FROM {table}{where.sql} ORDER BY statements DESC, name, anonymous{limited(limit, offset)}",
        [*marked, *where.values],
    )
    return rows_of(SpeakerRow, rows)


def articles(
    db: Database,
    *,
    since: Day | None = None,
    until: Day | None = None,
    as_of: Day | None = None,
    recorded_by: Day | None = None,
    publication: str | None = None,
    country: str | None = None,
    language: str | None = None,
    url: str | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> Rows[ArticleRow]:
    """The pages of the record in the order of publication; what has no date comes last. `url` gives the versions of one
    address.
    """
    where = Conditions().between(since, until, "a.published_from", "a.published_until").known_by(as_of, recorded_by)
    where.printed_in(db, publication, country, language)
    if url is not None:
        where.add("a.url = ?", url)
    rows = db.query(
        f"{ARTICLE_ROWS}{where.sql}"
        f" ORDER BY a.published_from NULLS LAST, a.url, a.version, a.id{limited(limit, offset)}",
        where.values,
    )
    return rows_of(ArticleRow, rows, undated=where.count_undated(db, "articles AS a"))


def times(
    db: Database,
    *,
    article: str | None = None,
    type: str | None = None,
    since: Day | None = None,
    until: Day | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> Rows[TimeRow]:
    """The time expressions, in the order of the times that they mean; what is on no calendar comes last.

    `since` and `until` bound what the expression means, not when it was printed.
    """
    where = Conditions().between(since, until, "t.begin", "t.until").one_of("t.type", type, TimexType, "type")
    if article is not None:
        where.add("t.article = ?", article)
    order = 'ORDER BY t."begin" NULLS LAST, t.article, t.position'
    tables = "times AS t JOIN articles AS a ON a.id = t.article"
    chosen = f"SELECT t.article, t.position FROM times AS t{where.sql} {order}{limited(limit, offset)}"
    rows = db.query(
        "SELECT t.article || ':' || t.start || '-' || t.\"end\", t.text, t.type, t.value, t.\"begin\", t.until,"
        f" a.published, a.publication, t.article, a.headline FROM {tables}"
        f" WHERE (t.article, t.position) IN ({chosen}) {order}",
        where.values,
    )
    return rows_of(TimeRow, rows, undated=where.count_undated(db, tables))


def figures(
    db: Database,
    *,
    article: str | None = None,
    about: str | None = None,
    since: Day | None = None,
    until: Day | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> Rows[FigureRow]:
    """The figures, in the order of publication. `about` gives words of what is counted, `since` and `until` bound the
    publication. Those of a statement or a page that a person marked as wrong are left out.
    """
    where = Conditions().between(since, until, "a.published_from", "a.published_until")
    if article is not None:
        where.add("f.article = ?", article)
    use_folding(db)
    for word in folded(about or "").split():
        where.add(has_word("f.of_text"), word, word)
    if wrong := marked_wrong(db):
        marked = json.dumps(sorted(wrong))
        where.add("coalesce(f.statement, '') NOT IN (SELECT value FROM json_each(?))", marked)
        where.add("f.article NOT IN (SELECT value FROM json_each(?))", marked)
    tables = "figures AS f JOIN articles AS a ON a.id = f.article"
    # From the earliest article on, as far as the limit asks.
    in_order = "articles AS a CROSS JOIN figures AS f ON f.article = a.id"
    rows = db.query(
        "SELECT f.article || ':' || f.start || '-' || f.\"end\", f.text, f.value, f.upper, f.approximate, f.of_text,"
        f" f.unit, f.statement, a.published, a.publication, f.article, a.headline FROM {in_order}{where.sql}"
        f" ORDER BY a.published_from NULLS LAST, f.article, f.position{limited(limit, offset)}",
        where.values,
    )
    return rows_of(FigureRow, rows, undated=where.count_undated(db, tables))


def events(
    db: Database,
    *,
    type: str | None = None,
    actor: str | None = None,
    recipient: str | None = None,
    phase: str | None = None,
    factuality: str | None = None,
    confidence: float | None = None,
    country: str | None = None,
    sector: str | None = None,
    place: str | None = None,
    located_in: str | None = None,
    about: str | None = None,
    publication: str | None = None,
    printed_in: str | None = None,
    language: str | None = None,
    since: Day | None = None,
    until: Day | None = None,
    as_of: Day | None = None,
    recorded_by: Day | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> Rows[EventRow]:
    """What happened, in that order; what has no date comes last, and what a person marked as wrong is left out.

    `actor` and `recipient` give words of a party's name or of how it is printed (both: a dyad), `country` the code of a
    party's country and `sector` its sector, `place` words of the place as printed or on the map and `located_in` the
    code of the country where it happened, `about` words of any of these, of the trigger or of the matter; `since`
    and `until` bound when it happened. `publication`, `language` and `printed_in` (a country) are of the newspaper.
    With `confidence`, 0 to 1, only what is known to be that likely right is given.
    """
    where = Conditions().between(since, until, "e.date_from", "e.date_until").known_by(as_of, recorded_by)
    where.one_of("e.phase", phase, Phase, "phase").one_of("e.factuality", factuality, Factuality, "factuality")
    where.one_of("e.type", type and type.upper(), EVENT_TYPES, "type")
    if confidence is not None:
        where.add("e.confidence >= ?", _chance(confidence))
    use_folding(db)
    _add_parties(where, actor, recipient, country, sector)
    if located_in is not None:
        where.add("e.place_country = ?", country_meant(located_in, "located_in"))
    for word in folded(place or "").split():
        where.add("instr(folded(coalesce(e.place_text || ' ', '') || coalesce(e.place_name, '')), ?)", word)
    if about is not None:
        where.found("e.article", _ARTICLE_IDS_FOUND, about)
        for word in re.findall(r"\w+", folded(about)):
            where.add(EVENT_HAS, word)
    where.printed_in(db, publication, printed_in, language)
    wrong = marked_wrong(db, recorded_by=recorded_by)
    if wrong:
        where.add("e.id NOT IN (SELECT value FROM json_each(?))", json.dumps(sorted(wrong)))
    order = "ORDER BY e.date_from NULLS LAST, e.article, e.position"
    rows = db.query(  # the columns of the rows that are shown alone are put together
        f"{EVENT_ROWS} WHERE e.id IN (SELECT e.id FROM {_EVENTS_FIRST}{where.sql} {order}{limited(limit, offset)})"
        f" {order}",
        where.values,
    )
    return rows_of(EventRow, rows, undated=where.count_undated(db, _EVENTS))


def _chance(value: float) -> float:
    """Raises QuestionError where the value is no probability."""
    if not 0 <= value <= 1:
        raise QuestionError(f"confidence: {value} is no probability; write 0.6 for six in ten")
    return value


def _add_parties(
    where: Conditions, actor: str | None, recipient: str | None, country: str | None, sector: str | None
) -> None:
    """Adds what is asked of the parties of events."""
    for side, name in (("actor", actor), ("recipient", recipient)):
        for word in folded(name or "").split():
            if len(word) <= SYLLABLE:
                where.add(_PARTY_AT_HAND, side, word, word)
            else:
                where.add(_PARTY_HAS, side, letters_of(word), word, word)
    if country is not None:
        where.add(_PARTY_WITH.format(column="country"), country_meant(country, "country"))
    if sector is not None:
        where.add(_PARTY_WITH.format(column="sector"), one_of(sector, Sector, "sector"))


def summary(db: Database) -> Summary:
    """What the record holds: how many pages, statements and speakers, and over which days of publication."""
    return Summary(**dict(zip(Summary.__struct_fields__, db.query(_SUMMARY)[0], strict=True)))


def _add_few(
    db: Database, where: Conditions, publication: str | None, country: str | None, language: str | None
) -> None:
    """Adds the articles by name where they are few: by their statements is then faster than by all in order of time."""
    printed = Conditions().printed_in(db, publication, country, language)
    few = db.query(f"SELECT id FROM articles AS a{printed.sql} LIMIT {FEW_ARTICLES + 1}", printed.values)
    if len(few) <= FEW_ARTICLES:
        where.add("s.article IN (SELECT value FROM json_each(?))", json.dumps([row[0] for row in few]))


def _add_standing(where: Conditions, ledger: Ledger, standing: str | None, number: str = "s.number") -> None:
    """Adds: the statement `s`, whose `number` is in that column, has the `standing`, which few have but that it stands.
    Raises QuestionError.
    """
    where.one_of("standing_now(s.id)", standing, Standing, "standing")
    if standing not in {None, Standing.STANDS}:
        near = ledger.near(Standing(standing))
        where.add(
            f"{number} IN (SELECT number FROM statements WHERE id IN (SELECT value FROM json_each(?)))",
            json.dumps(near),
        )


def stand_by(db: Database, ledger: Ledger) -> None:
    """Gives the record's SQL the functions `standing_now` and `marked_wrong`, as far as the ledger sees."""
    db.connection.create_function("standing_now", 1, lambda key: ledger.standing(key).value)
    db.connection.create_function("marked_wrong", 1, lambda key: key in ledger.wrong)


def _add_about(db: Database, where: Conditions, about: str | None, by: str | None, limit: int | None) -> None:
    """As `add_about`. Of words that are common the statements are looked at one after the other, in the order that is
    asked for, until there are enough; those of one speaker are found together with the name."""
    content, headline = match_words(about or "", "content_text"), match_words(about or "", "headline")
    if content is None or headline is None:
        add_about(where, about)
        return
    named = match_words(by or "", "speaker")
    if named is not None:
        where.add(_ABOUT, f"{named} AND {content}", headline)
    elif limit is None or not _is_common(db, content, PUT_IN_ORDER):
        where.add(_ABOUT, content, headline)
    else:
        where.add(_ABOUT_ONE, content, headline)


def add_about(where: Conditions, about: str | None) -> None:
    """Adds: the statement `s` has the words of `about`, or its article has them in the headline."""
    if about is None:
        return
    content, headline = match_words(about, "content_text"), match_words(about, "headline")
    if content is None:
        where.add("0")
        return
    where.add(_ABOUT, content, headline)


def _best(
    db: Database, match: str, said: Conditions, printed: Conditions, limit: int | None, offset: int
) -> list[tuple[str, int, int]]:
    """What is found, as kind, number and the article's number, the best first."""
    halves, order = [_STATEMENT_HITS.format(rank="f.rank"), _ARTICLE_HITS.format(rank="f.rank")], "rank, id"
    cut = limited(limit, offset)
    tails = [said.sql, printed.sql]
    if limit is not None and _is_common(db, match, COMMON):
        # BM25 is computed for all that is found, however few are shown: a second for 400,000 statements.
        halves, order = [_STATEMENT_HITS.format(rank="0"), _ARTICLE_HITS.format(rank="0")], "page DESC, number DESC, id"
        tails = [f"{tail} ORDER BY f.rowid DESC{limited(limit + offset, 0)}" for tail in tails]
    parts = " UNION ALL ".join(f"SELECT * FROM ({half}{tail})" for half, tail in zip(halves, tails, strict=True))
    return db.query(f"SELECT kind, number, page FROM ({parts}) ORDER BY {order}{cut}", [*said.values, *printed.values])


def _is_common(db: Database, match: str, most: int) -> bool:
    """Whether more than so many statements are found."""
    more = "SELECT 1 FROM statement_search WHERE statement_search MATCH ? LIMIT 1 OFFSET ?"
    return bool(db.query(more, (match, most)))


def _hit(db: Database, ledger: Ledger, match: str, kind: str, number: int, page: int) -> SearchRow:
    index = f"{kind}_search"
    marked = db.query(
        f"SELECT snippet({index}, -1, char(57344), char(57345), '…', 32) FROM {index}"
        f" WHERE {index} MATCH ? AND rowid = ?",
        (match, number),
    )[0][0]
    snippet, marks = _unmarked(marked)
    article, published, publication, headline = db.query(
        "SELECT id, published, publication, headline FROM articles WHERE number = ?", (page,)
    )[0]
    said = db.query("SELECT id, speaker FROM statements WHERE number = ?", (number,)) if kind == "statement" else ()
    return SearchRow(
        kind=kind,
        id=said[0][0] if said else article,
        article=article,
        published=published,
        publication=publication,
        headline=headline,
        speaker=said[0][1] if said else None,
        snippet=snippet,
        marks=marks,
        standing=ledger.standing(said[0][0]).value if said else None,
    )


def _unmarked(marked: str) -> tuple[str, tuple[Mark, ...]]:
    """The text without the private-use characters that stand around each match, and where the matches are."""
    pieces = re.split("([\ue000\ue001])", marked)
    text, marks, begin = "", [], 0
    for piece in pieces:
        if piece == "\ue000":
            begin = len(text)
        elif piece == "\ue001":
            marks.append(Mark(begin, len(text)))
        else:
            text += piece
    return text, tuple(marks)


def _sorted(joined: str | None) -> str | None:
    return ", ".join(sorted(joined.split(","))) if joined else None


def rows_of(kind: type[RowT], rows: Iterable[Sequence[Any]], *, undated: int = 0) -> Rows[RowT]:
    """What SQL selected, column for column, as rows of a kind."""
    flags = [index for index, name in enumerate(kind.__struct_fields__) if name in _FLAGS]
    if flags:
        rows = [[bool(cell) if index in flags else cell for index, cell in enumerate(row)] for row in rows]
    names = kind.__struct_fields__
    return Rows(kind, [kind(**dict(zip(names, row, strict=True))) for row in rows], undated=undated)
