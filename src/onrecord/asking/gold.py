"""What persons found right or wrong, as gold: the marked rows in the shape of the contract, with the verdicts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO, Any

import msgspec

from onrecord.asking.ledger import find_link
from onrecord.record.codec import to_json
from onrecord.record.links import Link
from onrecord.record.reading import Reading
from onrecord.storing.database import Database
from onrecord.storing.opinions import Opinion, opinions

__all__ = ["gold_lines", "write_gold"]


def write_gold(db: Database, stream: IO[bytes]) -> int:
    """Writes a line of JSON for each article on which a person gave a verdict; gives how many."""
    count = 0
    for line in gold_lines(db):
        stream.write(msgspec.json.encode(line) + b"\n")
        count += 1
    return count


def gold_lines(db: Database) -> Iterator[dict[str, Any]]:
    """For each marked article a reading of the contract with nothing but the rows that were found right, the same of
    those found wrong under `wrong`, and under `verdicts` all that persons said, the earliest first: target, kind,
    verdict, note, author, time. The last verdict on a row decides where it stands.
    """
    marked: dict[str, list[tuple[Opinion, str, Link | None]]] = {}
    for opinion in opinions(db):
        found = _place(db, opinion.target)
        if found is not None:
            article, kind, link = found
            marked.setdefault(article, []).append((opinion, kind, link))
    for article in sorted(marked):
        yield _line(db.reading(article), marked[article])


def _place(db: Database, target: str) -> tuple[str, str, Link | None] | None:
    """The article of a marked row, the kind of row, and the link where it is one."""
    for kind, table, column in (
        ("statement", "statements", "article"),
        ("event", "events", "article"),
        ("article", "articles", "id"),
    ):
        rows = db.query(f"SELECT {column} FROM {table} WHERE id = ?", (target,))  # noqa: S608 - our own names
        if rows:
            return rows[0][0], kind, None
    linked = find_link(db, target)
    return (linked[0], "link", linked[1]) if linked else None


def _line(reading: Reading, marked: Iterable[tuple[Opinion, str, Link | None]]) -> dict[str, Any]:
    told = list(marked)
    last = {opinion.target: opinion.verdict for opinion, _, _ in told}
    links = {opinion.target: link for opinion, _, link in told if link is not None}
    whole = msgspec.json.decode(to_json(reading))
    right, wrong = (
        _part(whole, {target for target, given in last.items() if given == verdict}, links)
        for verdict in ("right", "wrong")
    )
    verdicts = [{**msgspec.structs.asdict(opinion), "kind": kind} for opinion, kind, _ in told]
    return {"id": reading.id, "article": whole["article"], **right, "wrong": wrong, "verdicts": verdicts}


def _part(whole: dict[str, Any], targets: set[str], links: dict[str, Link]) -> dict[str, Any]:
    """The cells of a reading whose ids are among `targets`, and the actors that they name."""
    statements = [cell for cell in whole.get("statements", ()) if cell["id"] in targets]
    events = [cell for cell in whole.get("events", ()) if cell["id"] in targets]
    parties = [party for event in events for side in ("actors", "recipients") for party in event.get(side, ())]
    named = {cell.get("actor") for cell in (*statements, *parties)}
    return {
        "actors": [actor for actor in whole.get("actors", ()) if actor["id"] in named],
        "statements": statements,
        "events": events,
        "links": [msgspec.to_builtins(link) for key, link in links.items() if key in targets],
    }
