"""What a later page does to the statements of an earlier one, on pairs of pages of our own writing.

usage: python -m evals.pairs [seen|aside] [--show]

`tests/linking/pairs` has the pages. Each pair is read into a record of its own, in the order of print; what counts is
what the record then tells of each statement of the earlier page. Precision is the share of these deeds that the pair
names, recall the share of what the pairs name that was found.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from evals.corpora import UnreadText
from onrecord.asking.ledger import Ledger
from onrecord.pipeline import read_into
from onrecord.reading.plain import read_text
from onrecord.record.intake import Document, Refusal
from onrecord.storing.database import Database

FOLDER = Path(__file__).parents[1] / "tests" / "linking" / "pairs"
HALVES = ("seen", "aside")
SIDES = ("earlier", "later")


class Done(Struct, frozen=True, order=True):
    """That something was done to the statement of the earlier page with these words."""

    kind: str
    content: str


class Scored(Struct, frozen=True):
    """A pair: what was to be found and was, what was not, and what was found beside it."""

    name: str
    right: tuple[Done, ...]
    missed: tuple[Done, ...]
    wrong: tuple[Done, ...]


def pairs(half: str) -> list[dict[str, Any]]:
    """The pairs of a half, as written."""
    return list(tomllib.loads((FOLDER / f"{half}.toml").read_text("utf-8"))["pair"])


def score(pair: dict[str, Any]) -> Scored:
    """Reads both pages into a record and holds what it tells against what the pair says."""
    with tempfile.TemporaryDirectory() as folder, Database.open(Path(folder) / "pair.db", create=True) as db:
        read_into(db, [_document(pair, side) for side in SIDES])
        found = list(_done(db))
    wanted = [Done(link["kind"], link["of"]) for link in pair.get("links", ())]
    met = {want: [done for done in found if _meets(done, want)] for want in wanted}
    right = tuple(want for want in wanted if met[want])
    taken = {done for dones in met.values() for done in dones}
    return Scored(
        name=pair["name"],
        right=right,
        missed=tuple(want for want in wanted if want not in right),
        wrong=tuple(sorted(set(found) - taken)),
    )


def _document(pair: dict[str, Any], side: str) -> Document:
    page = pair[side]
    document = read_text(
        page["text"].strip() + "\n",
        id=side,
        published=page["published"],
        publication=page["publication"],
        headline=page["headline"],
    )
    if isinstance(document, Refusal):
        raise UnreadText(f"{pair['name']}: {document.message}")
    return document


def _done(db: Database) -> Iterator[Done]:
    ledger = Ledger(db)
    for key, content in db.query("SELECT id, content_text FROM statements WHERE article = ?", (SIDES[0],)):
        yield from (Done(deed.kind.value, content) for deed in ledger.deeds(key))


def _meets(done: Done, want: Done) -> bool:
    return done.kind == want.kind and want.content.casefold() in done.content.casefold()


def measure(_: Path | None = None) -> dict[str, float]:
    """Precision and recall of both halves, together and for each kind."""
    figures: dict[str, float] = {}
    for half in HALVES:
        scored = [score(pair) for pair in pairs(half)]
        for kind in (None, *sorted({done.kind for item in scored for done in (*item.right, *item.missed)})):
            right, missed, wrong = _counts(scored, kind)
            figures[f"{half}.{kind or 'all'}.precision"] = right / max(right + wrong, 1)
            figures[f"{half}.{kind or 'all'}.recall"] = right / max(right + missed, 1)
    return figures


def _counts(scored: Sequence[Scored], kind: str | None = None) -> tuple[int, int, int]:
    """How many links of a kind (null: of all) are right, missed, wrong."""
    parts = [
        [done for item in scored for done in getattr(item, part) if kind in {None, done.kind}]
        for part in ("right", "missed", "wrong")
    ]
    return len(parts[0]), len(parts[1]), len(parts[2])


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("half", nargs="?", choices=HALVES)
    options.add_argument("--show", action="store_true", help="print what was missed and what is wrong")
    given = options.parse_args()
    for half in HALVES if given.half is None else (given.half,):
        scored = [score(pair) for pair in pairs(half)]
        kinds = sorted({done.kind for item in scored for done in (*item.right, *item.missed, *item.wrong)})
        for kind in (None, *kinds):
            right, missed, wrong = _counts(scored, kind)
            print(
                f"{half:<6} {kind or 'all':<13} {right:>3} right {missed:>3} missed {wrong:>3} wrong"
                f"   precision {right / max(right + wrong, 1):.2f}   recall {right / max(right + missed, 1):.2f}"
            )
        for item in scored if given.show else ():
            for what in ("missed", "wrong"):
                for done in getattr(item, what):
                    print(f"  {item.name}: {what} {done.kind} {done.content!r}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
