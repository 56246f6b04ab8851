"""What persons say of the record: which rows are right or wrong, and which names of matters mean one thing.

Nothing is overwritten: a second verdict on a row is a second row, with its author and time, and the last one counts.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from msgspec import Struct

from onrecord.errors import QuestionError
from onrecord.storing.database import Database

__all__ = ["VERDICTS", "Opinion", "add_verdict", "edit_actor", "edit_matter", "opinions"]

VERDICTS: Final = ("right", "wrong")
_EDIT_MATTER: Final = (
    "INSERT INTO matter_edits (action, name, into_name, note, author, recorded_at) VALUES (?, ?, ?, ?, ?, ?)"
)
_EDIT_ACTOR: Final = (
    "INSERT INTO actor_edits (action, name, into_name, note, author, recorded_at) VALUES (?, ?, ?, ?, ?, ?)"
)


class Opinion(Struct, frozen=True, kw_only=True):
    """A verdict: on which row, what, by whom (a name as given), and when (UTC, to the second)."""

    target: str
    verdict: str
    note: str | None
    author: str
    recorded_at: str


def add_verdict(db: Database, target: str, verdict: str, *, author: str, note: str | None = None) -> Opinion:
    """Keeps a verdict on the row `target`. Raises QuestionError where `verdict` is none or nobody signs it."""
    if verdict not in VERDICTS:
        raise QuestionError(f"{verdict!r} is none of {', '.join(VERDICTS)}")
    opinion = Opinion(target=target, verdict=verdict, note=note, author=_signed(author), recorded_at=_now())
    with db.writing() as connection:
        connection.execute(
            "INSERT INTO verdicts (target, verdict, note, author, recorded_at) VALUES (?, ?, ?, ?, ?)",
            (opinion.target, opinion.verdict, opinion.note, opinion.author, opinion.recorded_at),
        )
    return opinion


def opinions(db: Database, target: str | None = None) -> list[Opinion]:
    """All verdicts, or those on the row `target`, the earliest first."""
    rows = db.query(
        "SELECT target, verdict, note, author, recorded_at FROM verdicts"
        " WHERE :target IS NULL OR target = :target ORDER BY number",
        {"target": target},
    )
    return [Opinion(target=t, verdict=v, note=n, author=a, recorded_at=r) for t, v, n, a, r in rows]


def edit_matter(db: Database, name: str, into: str | None, *, author: str, note: str | None = None) -> None:
    """Keeps that `name` means the same matter as `into`, or (null) that it stands for itself again.

    Raises QuestionError where nobody signs it or a name is empty.
    """
    _edit(db, _EDIT_MATTER, name, into, author, note)


def edit_actor(db: Database, name: str, into: str | None, *, author: str, note: str | None = None) -> None:
    """Keeps that `name` means the same person or organization as `into`, or (null) that it stands for itself again.

    Raises QuestionError where nobody signs it or a name is empty.
    """
    _edit(db, _EDIT_ACTOR, name, into, author, note)


def _edit(db: Database, insertion: str, name: str, into: str | None, author: str, note: str | None) -> None:
    if not name.strip() or (into is not None and not into.strip()):
        raise QuestionError("say which name; it cannot be empty")
    action = "split" if into is None else "merge"
    with db.writing() as connection:
        connection.execute(insertion, (action, name, into, note, _signed(author), _now()))


def _signed(author: str) -> str:
    if not any(map(str.isalnum, author)) or not author.strip().isprintable():
        raise QuestionError("a verdict is signed: say who gives it with --author")
    return author.strip()


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
