"""Agree and disagree on FNC-1: a headline against the sentences of a body (Fake News Challenge, stage 1).

usage: python -m evals.stances [--data FOLDER]

A tenth of the bodies of the train split, chosen by a hash of their ids, was kept aside while features and thresholds
were chosen, and scored once at the end. The figures are those of that tenth, at the thresholds that ship. The test
split is not read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from evals.corpora import UnreadText, folder_option, rows
from onrecord.linking.stance import chances, features, load_model
from onrecord.parsing.sentences import parse
from onrecord.reading.plain import read_text
from onrecord.record.intake import Refusal

CORPORA = ("fnc1.bodies", "fnc1.stances.train")
SIDES = ("agree", "disagree")


class Pair(Struct, frozen=True):
    """A headline, the id of a body, and the stance of the body to it as people saw it."""

    headline: str
    body: str
    stance: str


def kept_aside(body: str) -> bool:
    """Whether the body with this id belongs to the tenth that was kept aside."""
    return int(hashlib.sha256(body.encode("utf-8")).hexdigest(), 16) % 10 == 0


def pairs(folder: Path, *, aside: bool) -> list[Pair]:
    """The pairs of the train split whose bodies were kept aside, or of the others."""
    found = (Pair(row["headline"], row["body_id"], row["stance"]) for row in rows(folder, "fnc1.stances.train"))
    return [pair for pair in found if kept_aside(pair.body) == aside]


def sentences(folder: Path, bodies: Iterable[str]) -> dict[str, list[str]]:
    """The sentences of the bodies with these ids, as the product cuts them."""
    wanted = set(bodies)
    return {
        row["body_id"]: list(_sentences(row["text"], row["body_id"]))
        for row in rows(folder, "fnc1.bodies")
        if row["split"] == "train" and row["body_id"] in wanted
    }


def _sentences(text: str, name: str) -> Iterator[str]:
    document = read_text(text, id=name)
    if isinstance(document, Refusal):
        raise UnreadText(f"{name}: {document.message}")
    yield from (text[one.start : one.end] for one in parse(document.article).sentences)


def table(folder: Path, chosen: Iterable[Pair]) -> list[list[float]]:
    """The features of each pair."""
    kept = list(chosen)
    bodies = sentences(folder, (pair.body for pair in kept))
    return [features(pair.headline, bodies[pair.body]) for pair in kept]


def measure(folder: Path) -> dict[str, float]:
    """Precision and recall of each side, on the bodies that were kept aside."""
    model = load_model()
    kept = pairs(folder, aside=True)
    scores = chances(table(folder, kept))
    agrees = scores[:, 0] >= model.agree
    taken = {"agree": agrees, "disagree": ~agrees & (scores[:, 1] >= model.disagree)}
    figures = {}
    for side in SIDES:
        right = sum(pair.stance == side for pair, said in zip(kept, taken[side], strict=True) if said)
        figures[f"{side} precision"] = right / max(int(taken[side].sum()), 1)
        figures[f"{side} recall"] = right / sum(pair.stance == side for pair in kept)
    return figures


if __name__ == "__main__":
    for name, value in measure(folder_option(__doc__ or "").parse_args().data).items():
        print(f"{name:<20} {value:.3f}")
