"""The tables of a record, and how a reading is laid out in their rows. `schema.sql` explains each column."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from onrecord.record.article import Article
from onrecord.record.calendar import Interval, interval_of
from onrecord.record.cells import Event, Location, Place, Statement
from onrecord.record.reading import Reading
from onrecord.record.text import Span

__all__ = ["ARTICLES", "CELLS", "LINKED", "TABLES", "Cell", "Table", "article_row", "printed_day", "published_interval"]

Cell = str | int | float | None
Row = tuple[Cell, ...]
_Marked = tuple[int | None, int | None, str | None]

PIECES_JOINED_BY = " … "


class Table(Struct, frozen=True):
    """A table: its name, its columns, the rows that a reading has in it, and the layout that it came with, with the
    columns that came later, which are null in what is older.
    """

    name: str
    columns: tuple[str, ...]
    rows: Callable[[Reading], Iterator[Row]]
    since: int = 1
    later: frozenset[str] = frozenset()

    @property
    def insertion(self) -> str:
        """The SQL that inserts one row."""
        named = ", ".join(f'"{column}"' for column in self.columns)
        return f"INSERT INTO {self.name} ({named}) VALUES ({', '.join('?' * len(self.columns))})"  # noqa: S608

    @property
    def selection(self) -> str:
        """The SQL that selects all rows, to be ended with a WHERE or ORDER BY."""
        named = ", ".join(f'"{column}"' for column in self.columns)
        return f"SELECT {named} FROM {self.name}"  # noqa: S608


def published_interval(published: str | None) -> Interval | None:
    """The days of a publication date, [from, until), in the publication's own time; None where it is on no calendar."""
    return interval_of(published.replace(" ", "T").partition("T")[0]) if published else None


def printed_day(article: Article, version: int | None) -> str | None:
    """The date from which the text stood there: of a later text at the same address, the date of its change."""
    return (article.modified or article.published) if (version or 1) > 1 else article.published


def article_row(reading: Reading, *, version: int | None, place: str, recorded_at: str, tool: str) -> Row:
    """The row of `reading` in `articles`."""
    article = reading.article
    printed = published_interval(article.published)
    seen = published_interval(printed_day(article, version))
    return (
        reading.id,
        article.publication,
        article.headline,
        article.dateline,
        article.provider,
        article.published,
        printed.begin if printed else None,
        printed.until if printed else None,
        article.language,
        article.country,
        article.url,
        version,
        article.format,
        article.digest,
        place,
        recorded_at,
        tool,
        article.text,
        article.modified,
        seen.until if seen else None,
    )


def _marked(span: Span | None) -> _Marked:
    return (span.start, span.end, span.text) if span else (None, None, None)


def _paragraphs(reading: Reading) -> Iterator[Row]:
    for position, span in enumerate(reading.article.body):
        yield reading.id, position, span.start, span.end


def _bylines(reading: Reading) -> Iterator[Row]:
    for position, name in enumerate(reading.article.byline):
        yield reading.id, position, name


def _origins(reading: Reading) -> Iterator[Row]:
    for position, origin in enumerate(reading.article.origins):
        yield (reading.id, position, origin.field, origin.kind.value, *_marked(origin.span), origin.name)


def _times(reading: Reading) -> Iterator[Row]:
    for position, time in enumerate(reading.times):
        yield (
            *(reading.id, position, time.start, time.end, time.text, time.type.value, time.value, time.mod),
            *(time.begin, time.until, time.precision, time.rule, *_marked(time.anchor)),
        )


def _actors(reading: Reading) -> Iterator[Row]:
    for position, actor in enumerate(reading.actors):
        sector = actor.sector.value if actor.sector else None
        yield reading.id, actor.id, position, actor.name, actor.kind.value, actor.country, sector


def _roles(reading: Reading) -> Iterator[Row]:
    for actor in reading.actors:
        for position, role in enumerate(actor.roles):
            status = role.status.value if role.status else None
            yield (reading.id, actor.id, position, role.title, status, role.org, *_marked(role.evidence))


def _mentions(reading: Reading) -> Iterator[Row]:
    for actor in reading.actors:
        for position, span in enumerate(actor.mentions):
            yield (reading.id, actor.id, position, *_marked(span))


def _statements(reading: Reading) -> Iterator[Row]:
    names = {actor.id: actor.name for actor in reading.actors}
    for position, statement in enumerate(reading.statements):
        said = _said_interval(statement, reading.article)
        yield (
            *(statement.id, reading.id, position, _speaker(statement, names), statement.actor),
            *_marked(statement.source),
            *_marked(statement.cue),
            PIECES_JOINED_BY.join(span.text for span in statement.content),
            *(statement.form.value, statement.act.value, int(statement.anonymous), statement.count),
            *_marked(statement.told),
            *_marked(statement.venue),
            statement.date.value if statement.date else None,
            *_marked(statement.date.evidence if statement.date else None),
            *(said.begin if said else None, said.until if said else None),
            *(statement.standing.value, statement.confidence),
        )


def _speaker(statement: Statement, names: dict[str, str]) -> str | None:
    """The actor's name, or the source in print; null for a pronoun of which nobody knows whom it means."""
    if statement.actor is not None:
        return names[statement.actor]
    if statement.source is None or statement.source.text.lower() in _NOBODY:
        return None
    return statement.source.text


_NOBODY = frozenset(
    {
        "he",
        "she",
        "it",
        "they",
        "i",
        "we",
        "you",
        "who",
        "whom",
        "which",
        "that",
        "this",
        "these",
        "those",
        "one",
        "nobody",
        "none",
        "everyone",
        "everybody",
        "anyone",
        "somebody",
        "someone",
        "people",
        "some",
        "many",
        "others",
    }
)


def _said_interval(statement: Statement, article: Article) -> Interval | None:
    said = interval_of(statement.date.value) if statement.date else None
    return said or published_interval(article.published)


def _statement_contents(reading: Reading) -> Iterator[Row]:
    for statement in reading.statements:
        for position, span in enumerate(statement.content):
            yield (statement.id, position, *_marked(span))


def _events(reading: Reading) -> Iterator[Row]:
    for position, event in enumerate(reading.events):
        date = event.date
        yield (
            *(event.id, reading.id, position, *_marked(event.trigger), event.type, event.mode),
            event.phase.value if event.phase else None,
            *_marked(event.matter),
            *_marked(event.place),
            *((date.value, date.start, date.end) if date else (None, None, None)),
            *(event.factuality.value, event.statement, event.confidence),
            *_located(event.location),
        )


def _located(location: Location | None) -> Row:
    if location is None:
        return (None,) * 12
    choice = location.choice.value if location.choice else None
    return (
        *(location.rule.value, *_marked(location.evidence), choice),
        *(_on_map(location.place) if location.place else (None,) * 7),
    )


def _on_map(place: Place) -> Row:
    return (
        *(place.geoname, place.name, place.kind.value, place.country, place.region),
        *(place.latitude, place.longitude),
    )


def _event_place_candidates(reading: Reading) -> Iterator[Row]:
    for event in reading.events:
        for position, place in enumerate(event.location.candidates if event.location else ()):
            yield (event.id, position, *_on_map(place))


def _event_mentions(reading: Reading) -> Iterator[Row]:
    for event in reading.events:
        for position, span in enumerate(event.mentions):
            yield (event.id, position, *_marked(span))


def _event_parties(reading: Reading) -> Iterator[Row]:
    for event in reading.events:
        yield from _parties(event, "actor")
        yield from _parties(event, "recipient")


def _parties(event: Event, side: str) -> Iterator[Row]:
    for position, party in enumerate(event.actors if side == "actor" else event.recipients):
        yield event.id, side, position, party.start, party.end, party.text, party.actor


def _figures(reading: Reading) -> Iterator[Row]:
    for position, figure in enumerate(reading.figures):
        yield (
            *(reading.id, position, figure.start, figure.end, figure.text, figure.value, figure.upper),
            *(int(figure.approximate), *_marked(figure.of), figure.unit, figure.statement),
        )


def _anonymity(reading: Reading) -> Iterator[Row]:
    for position, anonymity in enumerate(reading.anonymity):
        yield (reading.id, position, *_marked(anonymity.source), *_marked(anonymity.reason))


def _anonymity_covers(reading: Reading) -> Iterator[Row]:
    for number, anonymity in enumerate(reading.anonymity):
        for position, statement in enumerate(anonymity.covers):
            yield reading.id, number, position, statement


def _links(reading: Reading) -> Iterator[Row]:
    for position, link in enumerate(reading.links):
        yield (
            *(reading.id, position, link.kind.value, link.origin, link.to, *_marked(link.by), *_marked(link.venue)),
            *(*_marked(link.evidence), link.confidence),
        )


def _no_rows(_: Reading) -> Iterator[Row]:
    return iter(())


def _table(
    name: str, columns: str, rows: Callable[[Reading], Iterator[Row]], *, since: int = 1, later: str = ""
) -> Table:
    return Table(name, tuple(f"{columns} {later}".split()), rows, since, frozenset(later.split()))


ARTICLES = _table(
    "articles",
    "id publication headline dateline provider published published_from published_until language country url version"
    " format digest place recorded_at tool text modified printed_until",
    _no_rows,  # `article_row` needs to know more than the reading
)
# In the order in which they can be filled: what is pointed to comes before what points to it.
CELLS: tuple[Table, ...] = (
    _table("paragraphs", "article position start end", _paragraphs),
    _table("bylines", "article position name", _bylines),
    _table("origins", "article position field kind start end text name", _origins),
    _table(
        "times",
        "article position start end text type value mod begin until precision rule anchor_start anchor_end anchor_text",
        _times,
    ),
    _table("actors", "article id position name kind country", _actors, later="sector"),
    _table("roles", "article actor position title status org evidence_start evidence_end evidence_text", _roles),
    _table("mentions", "article actor position start end text", _mentions),
    _table(
        "statements",
        "id article position speaker actor source_start source_end source_text cue_start cue_end cue_text content_text"
        " form act anonymous count told_start told_end told_text venue_start venue_end venue_text"
        " date date_start date_end date_text said_from said_until standing confidence",
        _statements,
    ),
    _table("statement_contents", "statement position start end text", _statement_contents),
    _table(
        "events",
        "id article position trigger_start trigger_end trigger_text type mode phase matter_start matter_end matter_text"
        " place_start place_end place_text date date_from date_until factuality statement confidence",
        _events,
        later="location_rule location_start location_end location_text location_choice"
        " geoname place_name place_kind place_country place_region latitude longitude",
    ),
    _table("event_parties", "event side position start end text actor", _event_parties),
    _table(
        "event_place_candidates",
        "event position geoname name kind country region latitude longitude",
        _event_place_candidates,
        since=3,
    ),
    _table("event_mentions", "event position start end text", _event_mentions, since=3),
    _table(
        "figures",
        "article position start end text value upper approximate of_start of_end of_text unit statement",
        _figures,
    ),
    _table(
        "anonymity",
        "article position source_start source_end source_text reason_start reason_end reason_text",
        _anonymity,
    ),
    _table("anonymity_covers", "article anonymity position statement", _anonymity_covers),
    _table(
        "links",
        "article position kind from_id to_id by_start by_end by_text venue_start venue_end venue_text"
        " evidence_start evidence_end evidence_text confidence",
        _links,
    ),
)
TABLES: tuple[Table, ...] = (ARTICLES, *CELLS)
# Filled with an article or after it; no part of its reading.
LINKED: tuple[str, ...] = (
    "actor_names",
    "linked",
    "copy_bands",
    "statement_keys",
    "copies",
    "crossings",
    "acts",
    "act_keys",
    "verdicts",
    "matter_edits",
    "actor_edits",
)
