"""One happening told several times in an article is one event."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from onrecord.finding.happenings.certainty import surer
from onrecord.record.cells import Event, Party

__all__ = ["merged"]

_SAID = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN", "ACCUSE", "SUPPORT", "CONCEDE", "CONSULT"})


def merged(events: Sequence[Event]) -> tuple[Event, ...]:
    """The events, each happening once: the first telling stands, what later ones add is added."""
    kept: list[Event] = []
    for event in events:
        twin = next((i for i, earlier in enumerate(kept) if _are_one(earlier, event)), None)
        if twin is None:
            kept.append(event)
        else:
            kept[twin] = _joined(kept[twin], event)
    return tuple(kept)


def _are_one(one: Event, other: Event) -> bool:
    """Same type, modes and dates that do not differ, both sides alike; what is said must be said in the same word."""
    if one.type is None or one.type != other.type or one.phase != other.phase:
        return False
    if one.mode and other.mode and one.mode != other.mode:
        return False
    if one.date and other.date and one.date.value != other.date.value:
        return False
    if one.type in _SAID and one.trigger.text.lower() != other.trigger.text.lower():
        return False
    shared = _alike(one.actors, other.actors), _alike(one.recipients, other.recipients)
    return all(side is not False for side in shared) and any(shared)


def _alike(one: Sequence[Party], other: Sequence[Party]) -> bool | None:
    """Whether two sides mean the same; None where one of them is not given."""
    if not one or not other:
        return None
    first, second = ({party.actor for party in side if party.actor} for side in (one, other))
    return bool(first & second)


def _joined(one: Event, other: Event) -> Event:
    return replace(
        one,
        mode=one.mode or other.mode,
        actors=one.actors or other.actors,
        recipients=one.recipients or other.recipients,
        place=one.place or other.place,
        date=one.date or other.date,
        factuality=surer(one.factuality, other.factuality),
        statement=one.statement if one.factuality == surer(one.factuality, other.factuality) else other.statement,
    )
