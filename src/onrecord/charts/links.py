"""What later words did to a statement, and what it does to others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, Literal

from onrecord.asking.rows import TraceAnswer
from onrecord.charts.drawing import Cell
from onrecord.charts.fan import Ends, Spoke, Stroke
from onrecord.charts.steps import DONE, UNDONE
from onrecord.charts.words import counted, cut, day_words, listed, plain
from onrecord.record.links import Link
from onrecord.record.vocabulary import LinkKind

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
_COLUMNS: Final = ("direction", "link", "day", "publication", "words", "id")

Side = Literal["to", "from"]


def links(answer: TraceAnswer, others: Mapping[str, TraceAnswer]) -> Ends:
    """The links of a cell; `others` are the traces of what they lead to and come from, by id, as far as they are known.

    Of a link to the cell the words are those that say so, of one from it those that it is done to.
    """
    hub = _said(answer)
    inward, outward = answer.links_to, answer.links_from
    return Ends(
        title="Links of a statement",
        says=_sentence(hub, answer.standing, inward, outward),
        columns=_COLUMNS,
        rows=(*_rows("to", inward, others), *_rows("from", outward, others)),
        empty="No later words on record were linked to this statement, and it acts on no other.",
        hub=hub,
        hub_struck=answer.standing in UNDONE,
        inward_title="what was done to it",
        outward_title="what it does to others",
        inward=_spokes("to", inward, others),
        outward=_spokes("from", outward, others),
        legend=_legend(inward, outward),
    )


def _said(answer: TraceAnswer) -> str:
    """The words of the cell: its content, else what is marked of it first."""
    content = [mark for mark in answer.marks if mark.label in {"content", "evidence"}] or list(answer.marks[:1])
    return plain(" … ".join(answer.excerpt[mark.start : mark.end] for mark in content)) or plain(answer.excerpt)


def _other(side: Side, link: Link) -> str:
    return link.origin if side == "to" else link.to


def _words(side: Side, link: Link, others: Mapping[str, TraceAnswer]) -> str:
    other = others.get(_other(side, link))
    if side == "to" or other is None:
        return plain(link.evidence.text)
    return _said(other)


def _page(side: Side, link: Link, others: Mapping[str, TraceAnswer]) -> tuple[str | None, str | None]:
    other = others.get(_other(side, link))
    return (other.page.published, other.page.publication) if other else (None, None)


def _rows(side: Side, found: Iterable[Link], others: Mapping[str, TraceAnswer]) -> Iterator[tuple[Cell, ...]]:
    direction = "done to it" if side == "to" else "it does"
    for link in found:
        day, publication = _page(side, link, others)
        yield direction, link.kind.value, day, publication, _words(side, link, others), _other(side, link)


def _spokes(side: Side, found: Sequence[Link], others: Mapping[str, TraceAnswer]) -> tuple[Spoke, ...]:
    return tuple(_spoke(side, link, others) for link in found[:LINKS_DRAWN])


def _spoke(side: Side, link: Link, others: Mapping[str, TraceAnswer]) -> Spoke:
    day, publication = _page(side, link, others)
    other = others.get(_other(side, link))
    stroke: Stroke = "broken" if link.kind in _AGAINST else "solid"
    return Spoke(
        name=_words(side, link, others),
        note=" · ".join(part for part in (link.kind.value, day_words(day) if day else "", publication) if part),
        width=2.5,
        stroke=stroke,
        struck=side == "from" and other is not None and other.standing in UNDONE,
    )


def _legend(inward: Sequence[Link], outward: Sequence[Link]) -> str:
    parts = ["Broken: against it.", "Solid: for it, or the same again."]
    more = sum(max(len(found) - LINKS_DRAWN, 0) for found in (inward, outward))
    return " ".join([*parts, *([f"{counted(more, 'link')} more: the table has all."] if more else [])])


def _sentence(hub: str, standing: str | None, inward: Sequence[Link], outward: Sequence[Link]) -> str:
    said = f"“{cut(hub, 160)}”"
    if not inward and not outward:
        return f"Links of {said}: none on record."
    done = listed(f"{DONE[kind]}{_times(number)}" for kind, number in _counted(inward))
    does = listed(f"{kind.value} {counted(number, 'statement')}" for kind, number in _counted(outward))
    parts = [
        f"{said} {f'is {standing}' if standing else 'is linked'}.",
        f"It was {done}." if done else "",
        f"It {does}." if does else "",
    ]
    return " ".join(part for part in parts if part)


def _counted(found: Iterable[Link]) -> list[tuple[LinkKind, int]]:
    kinds: dict[LinkKind, int] = {}
    for link in found:
        kinds[link.kind] = kinds.get(link.kind, 0) + 1
    return list(kinds.items())


def _times(number: int) -> str:
    return "" if number == 1 else f" {number} times"
