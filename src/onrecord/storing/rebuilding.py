"""A reading from its rows: the way back of `tables`."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable

from onrecord.record.article import Article, Origin, OriginKind
from onrecord.record.cells import (
    Actor,
    Anonymity,
    Event,
    EventDate,
    Figure,
    Location,
    Party,
    Place,
    Role,
    SaidDate,
    Statement,
    Time,
)
from onrecord.record.links import Link
from onrecord.record.reading import Reading
from onrecord.record.text import Span, span_of
from onrecord.record.vocabulary import (
    Act,
    ActorKind,
    Factuality,
    Form,
    LinkKind,
    Phase,
    PlaceChoice,
    PlaceKind,
    PlaceRule,
    RoleStatus,
    Sector,
    Standing,
    TimexType,
)

__all__ = ["links_where", "rebuild", "rebuild_around"]

_OF_STATEMENTS = "statement IN (SELECT id FROM statements WHERE article = ?)"
_OF_EVENTS = "event IN (SELECT id FROM events WHERE article = ?)"
_ONE = "id = ?"
_OF_ONE_STATEMENT = "statement = ?"
_OF_ONE_EVENT = "event = ?"


def rebuild(connection: sqlite3.Connection, article_id: str) -> Reading | None:
    """The reading of the article `article_id` as it was added; None where there is none."""
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row
    row = cursor.execute("SELECT * FROM articles WHERE id = ?", (article_id,)).fetchone()
    return _Rows(cursor, article_id).reading(row) if row else None


def rebuild_around(connection: sqlite3.Connection, article_id: str, cell_id: str) -> Reading | None:
    """What surrounds one statement or event: its article with the times and that cell alone (none where `cell_id` is
    neither). Of a long article all cells take many times as long.
    """
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row
    row = cursor.execute("SELECT * FROM articles WHERE id = ?", (article_id,)).fetchone()
    return _Rows(cursor, article_id).surroundings(row, cell_id) if row else None


def links_where(connection: sqlite3.Connection, column: str, cell_id: str) -> tuple[Link, ...]:
    """The links whose `column` (`from_id` or `to_id`) is `cell_id`, in the order of their articles' ids."""
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row
    sql = f"SELECT * FROM links WHERE {column} = ? ORDER BY article, position"  # noqa: S608 - one of two names
    return tuple(map(_link, cursor.execute(sql, (cell_id,))))


class _Rows:
    def __init__(self, cursor: sqlite3.Cursor, article: str) -> None:
        self._cursor = cursor
        self._article = article

    def _of(self, table: str, where: str = "article = ?", order: str = "position") -> list[sqlite3.Row]:
        return self._where(table, where, self._article, order)

    def _where(self, table: str, where: str, key: str, order: str = "position") -> list[sqlite3.Row]:
        sql = f"SELECT * FROM {table} WHERE {where} ORDER BY {order}"  # noqa: S608 - the names are written below
        return self._cursor.execute(sql, (key,)).fetchall()

    def surroundings(self, row: sqlite3.Row, cell: str) -> Reading:
        return Reading(
            id=self._article,
            article=self._article_of(row),
            times=tuple(map(_time, self._of("times"))),
            statements=tuple(
                _statement(item, self._where("statement_contents", _OF_ONE_STATEMENT, cell))
                for item in self._where("statements", _ONE, cell)
            ),
            events=tuple(self._event(item) for item in self._where("events", _ONE, cell)),
        )

    def _event(self, row: sqlite3.Row) -> Event:
        parties, candidates, mentions = (
            self._where(table, _OF_ONE_EVENT, row["id"], order)
            for table, order in (
                ("event_parties", "side, position"),
                ("event_place_candidates", "position"),
                ("event_mentions", "position"),
            )
        )
        return _event(row, parties, candidates, mentions)

    def reading(self, row: sqlite3.Row) -> Reading:
        return Reading(
            id=self._article,
            article=self._article_of(row),
            times=tuple(map(_time, self._of("times"))),
            actors=self._actors(),
            statements=self._statements(),
            events=self._events(),
            figures=tuple(map(_figure, self._of("figures"))),
            anonymity=self._anonymity(),
            links=tuple(map(_link, self._of("links"))),
        )

    def _article_of(self, row: sqlite3.Row) -> Article:
        text = row["text"]
        return Article(
            text=text,
            body=tuple(span_of(text, part["start"], part["end"]) for part in self._of("paragraphs")),
            publication=row["publication"],
            headline=row["headline"],
            byline=tuple(part["name"] for part in self._of("bylines")),
            dateline=row["dateline"],
            provider=row["provider"],
            published=row["published"],
            language=row["language"],
            country=row["country"],
            url=row["url"],
            format=row["format"],
            digest=row["digest"],
            origins=tuple(map(_origin, self._of("origins"))),
            modified=row["modified"],
        )

    def _actors(self) -> tuple[Actor, ...]:
        roles = _grouped(self._of("roles", order="actor, position"), "actor")
        mentions = _grouped(self._of("mentions", order="actor, position"), "actor")
        return tuple(
            Actor(
                id=row["id"],
                name=row["name"],
                kind=ActorKind(row["kind"]),
                country=row["country"],
                roles=tuple(map(_role, roles[row["id"]])),
                mentions=tuple(map(_span, mentions[row["id"]])),
                sector=Sector(row["sector"]) if row["sector"] is not None else None,
            )
            for row in self._of("actors")
        )

    def _statements(self) -> tuple[Statement, ...]:
        contents = _grouped(self._of("statement_contents", _OF_STATEMENTS, "statement, position"), "statement")
        return tuple(_statement(row, contents[row["id"]]) for row in self._of("statements"))

    def _events(self) -> tuple[Event, ...]:
        parties = _grouped(self._of("event_parties", _OF_EVENTS, "event, position"), "event")
        candidates = _grouped(self._of("event_place_candidates", _OF_EVENTS, "event, position"), "event")
        mentions = _grouped(self._of("event_mentions", _OF_EVENTS, "event, position"), "event")
        return tuple(
            _event(row, parties[row["id"]], candidates[row["id"]], mentions[row["id"]]) for row in self._of("events")
        )

    def _anonymity(self) -> tuple[Anonymity, ...]:
        covers = _grouped(self._of("anonymity_covers", order="anonymity, position"), "anonymity")
        return tuple(
            Anonymity(
                source=_some_span(row, "source"),
                covers=tuple(cover["statement"] for cover in covers[row["position"]]),
                reason=_span_or_none(row, "reason"),
            )
            for row in self._of("anonymity")
        )


def _grouped(rows: Iterable[sqlite3.Row], column: str) -> defaultdict[str | int, list[sqlite3.Row]]:
    groups: defaultdict[str | int, list[sqlite3.Row]] = defaultdict(list)
    for row in rows:
        groups[row[column]].append(row)
    return groups


def _span(row: sqlite3.Row) -> Span:
    return Span(start=row["start"], end=row["end"], text=row["text"])


def _some_span(row: sqlite3.Row, name: str) -> Span:
    return Span(start=row[f"{name}_start"], end=row[f"{name}_end"], text=row[f"{name}_text"])


def _span_or_none(row: sqlite3.Row, name: str) -> Span | None:
    return None if row[f"{name}_start"] is None else _some_span(row, name)


def _origin(row: sqlite3.Row) -> Origin:
    span = None if row["start"] is None else _span(row)
    return Origin(field=row["field"], kind=OriginKind(row["kind"]), span=span, name=row["name"])


def _time(row: sqlite3.Row) -> Time:
    return Time(
        start=row["start"],
        end=row["end"],
        text=row["text"],
        type=TimexType(row["type"]),
        value=row["value"],
        mod=row["mod"],
        begin=row["begin"],
        until=row["until"],
        precision=row["precision"],
        rule=row["rule"],
        anchor=_span_or_none(row, "anchor"),
    )


def _role(row: sqlite3.Row) -> Role:
    status = RoleStatus(row["status"]) if row["status"] is not None else None
    return Role(title=row["title"], evidence=_some_span(row, "evidence"), status=status, org=row["org"])


def _statement(row: sqlite3.Row, contents: list[sqlite3.Row]) -> Statement:
    date = None if row["date"] is None else SaidDate(value=row["date"], evidence=_span_or_none(row, "date"))
    return Statement(
        id=row["id"],
        source=_span_or_none(row, "source"),
        actor=row["actor"],
        cue=_span_or_none(row, "cue"),
        content=tuple(map(_span, contents)),
        form=Form(row["form"]),
        act=Act(row["act"]),
        anonymous=bool(row["anonymous"]),
        count=row["count"],
        told=_span_or_none(row, "told"),
        venue=_span_or_none(row, "venue"),
        date=date,
        standing=Standing(row["standing"]),
        confidence=row["confidence"],
    )


def _event(
    row: sqlite3.Row, parties: list[sqlite3.Row], candidates: list[sqlite3.Row], mentions: list[sqlite3.Row]
) -> Event:
    value = row["date"]
    return Event(
        id=row["id"],
        trigger=_some_span(row, "trigger"),
        type=row["type"],
        mode=row["mode"],
        phase=Phase(row["phase"]) if row["phase"] is not None else None,
        actors=tuple(_party(party) for party in parties if party["side"] == "actor"),
        recipients=tuple(_party(party) for party in parties if party["side"] == "recipient"),
        matter=_span_or_none(row, "matter"),
        place=_span_or_none(row, "place"),
        date=None if value is None else EventDate(value=value, start=row["date_from"], end=row["date_until"]),
        factuality=Factuality(row["factuality"]),
        statement=row["statement"],
        confidence=row["confidence"],
        location=_location(row, candidates) if row["location_rule"] is not None else None,
        mentions=tuple(map(_span, mentions)),
    )


def _location(row: sqlite3.Row, candidates: list[sqlite3.Row]) -> Location:
    choice = row["location_choice"]
    return Location(
        place=_place(row, "place_") if row["place_name"] is not None else None,
        rule=PlaceRule(row["location_rule"]),
        choice=PlaceChoice(choice) if choice is not None else None,
        evidence=_some_span(row, "location"),
        candidates=tuple(_place(candidate) for candidate in candidates),
    )


def _place(row: sqlite3.Row, prefix: str = "") -> Place:
    return Place(
        geoname=row["geoname"],
        name=row[f"{prefix}name"],
        kind=PlaceKind(row[f"{prefix}kind"]),
        country=row[f"{prefix}country"],
        region=row[f"{prefix}region"],
        latitude=row["latitude"],
        longitude=row["longitude"],
    )


def _party(row: sqlite3.Row) -> Party:
    return Party(start=row["start"], end=row["end"], text=row["text"], actor=row["actor"])


def _figure(row: sqlite3.Row) -> Figure:
    return Figure(
        start=row["start"],
        end=row["end"],
        text=row["text"],
        value=row["value"],
        upper=row["upper"],
        approximate=bool(row["approximate"]),
        of=_span_or_none(row, "of"),
        unit=row["unit"],
        statement=row["statement"],
    )


def _link(row: sqlite3.Row) -> Link:
    return Link(
        kind=LinkKind(row["kind"]),
        origin=row["from_id"],
        to=row["to_id"],
        by=_span_or_none(row, "by"),
        venue=_span_or_none(row, "venue"),
        evidence=_some_span(row, "evidence"),
        confidence=row["confidence"],
    )
