"""What was done to statements, as far as could be seen by a day, and how they stand by it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from msgspec import Struct

from onrecord.asking.conditions import Day, days_of
from onrecord.linking.standing import Move, kinds_for, moves_of, standing_of
from onrecord.record.identity import link_id
from onrecord.record.links import Link
from onrecord.record.vocabulary import LinkKind, Standing
from onrecord.storing.crossings import crossings_where
from onrecord.storing.database import Database

__all__ = ["Deed", "Ledger", "find_link", "marked_wrong"]

_COLUMNS: Final = (
    "l.kind, l.from_id, l.to_id, l.by_text, l.venue_text, l.evidence_text, l.article, a.publication, a.published,"
    " date(a.printed_until, '-1 day')"
)
_PRINTED: Final = " AND (:printed IS NULL OR a.printed_until <= :printed)"
_ACTING: Final = " UNION ALL ".join(
    f"SELECT {_COLUMNS} FROM {table} AS l JOIN articles AS a ON a.id = l.article WHERE l.to_id {{to}}{_PRINTED}"
    f" AND (:recorded IS NULL OR {recorded}.recorded_at < :recorded)"
    for table, recorded in (("links", "a"), ("crossings", "l"))
)
_ACTING_ON_ONE: Final = _ACTING.format(to="= :to")
_ACTING_ON_MANY: Final = _ACTING.format(to="IN (SELECT value FROM json_each(:ids))")
_BOTH: Final = " UNION ALL ".join(f"SELECT kind, from_id, to_id FROM {table}" for table in ("links", "crossings"))
_NEAR: Final = (
    f"WITH RECURSIVE near (id) AS (SELECT to_id FROM ({_BOTH}) WHERE kind IN (SELECT value FROM json_each(:kinds))"
    f" UNION SELECT l.to_id FROM near JOIN ({_BOTH}) AS l ON l.from_id = near.id AND l.kind = 'repeats')"
    " SELECT id FROM near"
)
_FIELDS: Final = ("kind", "origin", "to", "by", "venue", "evidence", "article", "publication", "published", "printed")
_WRONG: Final = (
    "SELECT target FROM verdicts AS v WHERE verdict = 'wrong'"
    " AND (:recorded IS NULL OR recorded_at < :recorded) AND NOT EXISTS (SELECT 1 FROM verdicts AS later"
    " WHERE later.target = v.target AND later.number > v.number"
    " AND (:recorded IS NULL OR later.recorded_at < :recorded))"
)
_SAYING_SO: Final = "SELECT min(article) FROM ({})".format(
    " UNION ALL ".join(
        f"SELECT article FROM {table} WHERE kind = :kind AND from_id = :from AND to_id = :to"
        for table in ("links", "crossings")
    )
)
_SAID_IN: Final = "SELECT s.id FROM json_each(?) AS n CROSS JOIN statements AS s ON s.article = n.value"
_TOLD_IN: Final = (
    "SELECT e.id FROM json_each(?) AS n CROSS JOIN events AS e ON e.article = n.value"
    " UNION SELECT e.id FROM json_each(?) AS n CROSS JOIN events AS e ON e.statement = n.value"
)


class Deed(Struct, frozen=True, kw_only=True):
    """A link as it is shown: what was done to the statement `to`, by whom, where, and the words that say so."""

    kind: LinkKind
    origin: str
    to: str
    by: str | None
    venue: str | None
    evidence: str
    article: str
    publication: str | None
    published: str | None
    printed: str | None

    @property
    def id(self) -> str:
        """Of the link."""
        return link_id(self.kind, self.origin, self.to)

    @property
    def move(self) -> Move:
        """The deed as the fold sees it."""
        return Move(kind=self.kind, origin=self.origin, to=self.to, printed=self.printed)


class Ledger(Mapping[str, tuple[Move, ...]]):
    """The moves on each statement that had been printed by the end of `as_of` and recorded by the end of `recorded_by`
    (both null: all), looked up when they are asked for; what a person marked as wrong is left out.
    """

    def __init__(self, db: Database, *, as_of: Day | None = None, recorded_by: Day | None = None) -> None:
        self._db = db
        self._seen = {
            "printed": days_of(as_of, "as_of").until if as_of is not None else None,
            "recorded": days_of(recorded_by, "recorded_by").until if recorded_by is not None else None,
        }
        self.wrong = marked_wrong(db, recorded_by=recorded_by)
        self._deeds: dict[str, tuple[Deed, ...]] = {}

    def __getitem__(self, statement: str) -> tuple[Move, ...]:
        found = self._on(statement)
        if not found:
            raise KeyError(statement)
        return tuple(deed.move for deed in found)

    def __iter__(self) -> Iterator[str]:
        rows = self._db.query("SELECT to_id FROM links UNION SELECT to_id FROM crossings ORDER BY to_id")
        return (row[0] for row in rows if self._on(row[0]))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def standing(self, statement: str) -> Standing:
        """How the statement stands."""
        return standing_of(statement, self) if self._on(statement) else Standing.STANDS

    def deeds(self, statement: str) -> tuple[Deed, ...]:
        """What counts of what was done to the statement and to its repetitions, by when it was printed."""
        counting = moves_of(statement, self)
        targets = {move.to for move in counting}
        found = [deed for target in targets for deed in self._on(target) if deed.move in counting]
        return tuple(sorted(found, key=lambda deed: (deed.printed or "", deed.kind, deed.id)))

    def near(self, standing: Standing) -> list[str]:
        """The statements that may have this standing: to them, or to what repeats them, was done what it takes."""
        kinds = json.dumps(sorted(kinds_for(standing)))
        found = [row[0] for row in self._db.query(_NEAR, {"kinds": kinds})]
        self.look_up(found)
        return found

    def look_up(self, statements: Iterable[str]) -> None:
        """Fetches what was done to many statements, and to the statements that did it, by few queries, for the
        questions that follow.
        """
        wanted = {key for key in statements if key not in self._deeds}
        while wanted:
            found: dict[str, list[Deed]] = {key: [] for key in wanted}
            for row in self._db.query(_ACTING_ON_MANY, {"ids": json.dumps(list(wanted)), **self._seen}):
                deed = _deed(row)
                found[deed.to].append(deed)
            self._deeds.update({key: self._counting(deeds) for key, deeds in found.items()})
            wanted = {deed.origin for deeds in found.values() for deed in deeds} - self._deeds.keys()

    def _on(self, statement: str) -> tuple[Deed, ...]:
        if statement not in self._deeds:
            rows = self._db.query(_ACTING_ON_ONE, {"to": statement, **self._seen})
            self._deeds[statement] = self._counting(map(_deed, rows))
        return self._deeds[statement]

    def _counting(self, deeds: Iterable[Deed]) -> tuple[Deed, ...]:
        if not self.wrong:
            return tuple(deeds)
        return tuple(deed for deed in deeds if not {deed.id, deed.origin, deed.article} & self.wrong)


def find_link(db: Database, key: str) -> tuple[str, Link] | None:
    """The link with the id `key` and the article whose words say so; None where there is none."""
    for kind, origin, to in db.query("SELECT kind, from_id, to_id FROM link_ids WHERE id = ?", (key,)):
        article = db.query(_SAYING_SO, {"kind": kind, "from": origin, "to": to})[0][0]
        made = [*db.links_from(origin), *(item.link for item in crossings_where(db, "from_id", origin))]
        return article, next(link for link in made if link_id(link.kind, link.origin, link.to) == key)
    return None


def marked_wrong(db: Database, *, recorded_by: Day | None = None) -> frozenset[str]:
    """The ids of all rows and links whose last verdict is that they are wrong, and of what rests on them: all cells of
    a wrong article, and the events that only a wrong statement tells.
    """
    until = days_of(recorded_by, "recorded_by").until if recorded_by is not None else None
    wrong = frozenset(row[0] for row in db.query(_WRONG, {"recorded": until}))
    if not wrong:
        return wrong
    said = wrong | {row[0] for row in db.query(_SAID_IN, (json.dumps(list(wrong)),))}
    return said | {row[0] for row in db.query(_TOLD_IN, (json.dumps(list(said)),) * 2)}


def _deed(row: Sequence[Any]) -> Deed:
    kind, *rest = row
    return Deed(**dict(zip(_FIELDS, (LinkKind(kind), *rest), strict=True)))
