"""What later words did to a statement, and what it does to others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from onrecord.asking.rows import CellAnswer, LinkRow
from onrecord.charts.drawing import Cell
from onrecord.charts.fan import Ends, Spoke
from onrecord.charts.steps import DONE, within
from onrecord.charts.words import counted, cut, day_words, listed
from onrecord.record.vocabulary import LinkKind, Standing

__all__ = ["LINKS_DRAWN", "links"]

LINKS_DRAWN: Final = 8  # on each side

_AGAINST: Final = frozenset(
    {
        LinkKind.RESCINDS,
        LinkKind.WITHDRAWS,
        LinkKind.CORRECTS,
        LinkKind.SUPERSEDES,
        LinkKind.DENIES,
        LinkKind.CONTRADICTS,
    }
)
_GONE: Final = frozenset({Standing.RESCINDED, Standing.WITHDRAWN})
_COLUMNS: Final = ("direction", "link", "date", "who", "words", "publication", "id")


def links(answer: CellAnswer) -> Ends:
    """The links of the statement (or event) of the answer to `cell`."""
    cell_id, row = answer.trace.id, answer.statement
    inward = [link for link in answer.links if link.to == cell_id]
    outward = [link for link in answer.links if link.origin == cell_id and link.to != cell_id]
    hub = row.content if row else answer.event.trigger if answer.event else cell_id
    return Ends(
        title="Links of a statement",
        says=_sentence(hub, row.standing if row else None, inward, outward),
        columns=_COLUMNS,
        rows=(*map(_done_to_it, inward), *map(_it_does, outward)),
        empty="No later words on record act on this statement, and it acts on no other.",
        hub=hub,
        hub_struck=row is not None and row.standing in _GONE,
        inward_title="done to it",
        outward_title="it does to others",
        inward=tuple(_from(link) for link in inward[:LINKS_DRAWN]),
        outward=tuple(_onto(link) for link in outward[:LINKS_DRAWN]),
        legend=" ".join(_legend(inward, outward)),
    )


def _done_to_it(link: LinkRow) -> tuple[Cell, ...]:
    words = link.says or link.evidence
    return "done to it", link.kind, link.date, link.by or link.speaker, words, link.publication, link.id


def _it_does(link: LinkRow) -> tuple[Cell, ...]:
    return "it does", link.kind, link.date, link.to_speaker, link.to_said, link.publication, link.id


def _from(link: LinkRow) -> Spoke:
    """What acts on the statement: its kind, day and who, over the words."""
    who = link.by or link.speaker
    head = f"{DONE[LinkKind(link.kind)]}{f' by {within(who)}' if who else ''}"
    return _spoke(link, head, link.says or link.evidence or "a later version of the page no longer has it")


def _onto(link: LinkRow) -> Spoke:
    """What the statement acts on."""
    said = link.to_said or "a whole page"
    return _spoke(link, f"{link.kind}{f' {within(link.to_speaker)}' if link.to_speaker else ''}", said)


def _spoke(link: LinkRow, name: str, words: str) -> Spoke:
    when = f"{day_words(link.date)}: " if link.date else ""
    return Spoke(name=name, note=f"{when}{words}", width=2.5, stroke="broken" if link.kind in _AGAINST else "solid")


def _legend(inward: Sequence[LinkRow], outward: Sequence[LinkRow]) -> Iterator[str]:
    yield "Broken: against it. Solid: for it, or the same again."
    more = sum(max(len(found) - LINKS_DRAWN, 0) for found in (inward, outward))
    if more:
        yield f"{counted(more, 'link')} more: the table has all."


def _sentence(hub: str, standing: str | None, inward: Sequence[LinkRow], outward: Sequence[LinkRow]) -> str:
    said = f"“{cut(hub, 160)}”"
    if not inward and not outward:
        return f"Links of {said}: none on record."
    done = listed(f"{DONE[LinkKind(kind)]}{_times(number)}" for kind, number in _kinds(inward))
    does = listed(f"{kind} {counted(number, 'statement')}" for kind, number in _kinds(outward))
    parts = [
        f"{said}: {standing}." if standing else f"{said}.",
        f"It was {done}." if done else "",
        f"It {does}." if does else "",
    ]
    return " ".join(part for part in parts if part)


def _kinds(found: Iterable[LinkRow]) -> list[tuple[str, int]]:
    return Counter(link.kind for link in found).most_common()


def _times(number: int) -> str:
    return "" if number == 1 else f" {number} times"
