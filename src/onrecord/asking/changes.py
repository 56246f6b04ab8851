"""What was done to statements since a day, and which statements contradict each other."""

from __future__ import annotations

from typing import Any, Final

from onrecord.asking.conditions import Day, days_of
from onrecord.asking.ledger import marked_wrong
from onrecord.asking.rows import ChangeRow, Rows
from onrecord.record.identity import link_id
from onrecord.storing.database import Database

__all__ = ["CHANGING", "changes", "contradictions"]

CHANGING: Final = ("rescinds", "withdraws", "supersedes", "corrects", "clarifies", "denies", "contradicts", "confirms")
_OPPOSED: Final = ("denies", "contradicts")
_FROM: Final = (
    "SELECT l.kind, l.from_id, l.to_id, l.by_text AS by_text, l.evidence_text, l.article, {recorded} AS recorded_at"
    " FROM {table} AS l JOIN articles AS w ON w.id = l.article"
)
_LINKS: Final = (
    f"{_FROM.format(table='links', recorded='w.recorded_at')}"
    f" UNION ALL {_FROM.format(table='crossings', recorded='l.recorded_at')}"
)
_ROWS: Final = (
    "SELECT date(a.printed_until, '-1 day'), l.kind,"
    " CASE WHEN lower(l.by_text) = lower(o.source_text) THEN coalesce(o.speaker, l.by_text)"
    " ELSE coalesce(l.by_text, o.speaker) END, o.content_text, t.speaker,"
    f" t.content_text, l.evidence_text, a.publication, l.article, l.from_id, l.to_id FROM ({_LINKS}) AS l"
    " JOIN articles AS a ON a.id = l.article LEFT JOIN statements AS o ON o.id = l.from_id"
    " LEFT JOIN statements AS t ON t.id = l.to_id WHERE l.kind IN (SELECT value FROM json_each(:kinds))"
    " AND (:since IS NULL OR a.printed_until > :since) AND (:printed IS NULL OR a.printed_until <= :printed)"
    " AND (:recorded IS NULL OR l.recorded_at < :recorded) ORDER BY a.printed_until, l.article, l.kind, l.to_id"
)
_UNDATED: Final = (
    f"SELECT count(*) FROM ({_LINKS}) AS l JOIN articles AS a ON a.id = l.article"
    " WHERE a.printed_until IS NULL AND l.kind IN (SELECT value FROM json_each(:kinds))"
    " AND (:recorded IS NULL OR l.recorded_at < :recorded)"
)


def changes(
    db: Database, *, since: Day | None = None, as_of: Day | None = None, recorded_by: Day | None = None
) -> Rows[ChangeRow]:
    """What was taken back, corrected, revised, disputed or confirmed in what was printed from the day `since` on.

    What an article without a date does is left out of a question with one, and counted in `Rows.undated`. Raises
    QuestionError where a date is none.
    """
    return _changes(db, CHANGING, since, as_of, recorded_by)


def contradictions(db: Database, *, as_of: Day | None = None, recorded_by: Day | None = None) -> Rows[ChangeRow]:
    """The statements that deny or contradict others, in the order of print. Raises QuestionError."""
    return _changes(db, _OPPOSED, None, as_of, recorded_by)


def _changes(
    db: Database, kinds: tuple[str, ...], since: Day | None, as_of: Day | None, recorded_by: Day | None
) -> Rows[ChangeRow]:
    wrong = marked_wrong(db, recorded_by=recorded_by)
    asked = {
        "kinds": "[" + ", ".join(f'"{kind}"' for kind in kinds) + "]",
        "recorded": days_of(recorded_by, "recorded_by").until if recorded_by is not None else None,
    }
    days = {
        "since": days_of(since, "since").begin if since is not None else None,
        "printed": days_of(as_of, "as_of").until if as_of is not None else None,
    }
    rows = db.query(_ROWS, {**asked, **days})
    made = [_row(*row) for row in rows if not {row[8], row[9], row[10]} & wrong]
    undated = db.query(_UNDATED, asked)[0][0] if any(days.values()) else 0
    return Rows(ChangeRow, [row for row in made if row.id not in wrong], undated=undated)


def _row(*cells: Any) -> ChangeRow:  # noqa: ANN401 - the columns of `_ROWS`
    *shown, origin, to = cells
    names = ChangeRow.__struct_fields__[: len(shown)]
    return ChangeRow(**dict(zip(names, shown, strict=True)), to=to, id=link_id(cells[1], origin, to))
