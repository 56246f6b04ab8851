"""One happening told several times in an article is one event."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from onrecord.finding.happenings.certainty import surer
from onrecord.finding.phrases import folded
from onrecord.record.cells import Event, Party
from onrecord.record.vocabulary import HAPPENED

__all__ = ["merged"]

_SAID = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN", "ACCUSE", "SUPPORT", "CONCEDE", "CONSULT"})
_TOLD_IN_MANY_WORDS = frozenset(
    {"ASSAULT", "COERCE", "PROTEST", "CONSULT"}
)  # an attack that kills, a rally that marches
_DEFINITE = frozenset(
    {"the", "this", "that", "these", "those", "his", "her", "its", "their", "he", "she", "they", "it"}
)
_STEM = 4  # letters that the words for one thing share: "hack", "hacking"


def merged(events: Sequence[Event]) -> tuple[Event, ...]:
    """The events, each happening once: the first telling stands, what later ones add is added, and their triggers are
    kept as mentions.
    """
    kept: list[Event] = []
    for event in events:
        twin = next((i for i, earlier in enumerate(kept) if _are_one(earlier, event)), None)
        if twin is None:
            kept.append(event)
        else:
            kept[twin] = _joined(kept[twin], event)
    return tuple(kept)


def _are_one(one: Event, other: Event) -> bool:
    """Nothing that differs, and no side that does. One side that is not given is passed over where both are told in the
    same word, or of the very same party (`shot and killed`); not where something is said.
    """
    if one.type is None or _differ(one, other):
        return False
    shared = _alike(one.actors, other.actors), _alike(one.recipients, other.recipients)
    if False in shared or not any(shared):
        return False
    said = one.type in _SAID and one.type != "CONSULT"
    return all(shared) or (not said and (_same_word(one, other) or _same_breath(one, other)))


def _same_word(one: Event, other: Event) -> bool:
    return one.trigger.text.lower()[:_STEM] == other.trigger.text.lower()[:_STEM]


def _same_breath(one: Event, other: Event) -> bool:
    """Whether one printed party serves both."""
    parties = {party.start for party in (*one.actors, *one.recipients)}
    return any(party.start in parties for party in (*other.actors, *other.recipients))


def _differ(one: Event, other: Event) -> bool:
    """Whether type, phase, mode, date, place or the words tell two happenings apart, or one is and one is not."""
    words, others = one.trigger.text.lower(), other.trigger.text.lower()
    return (
        (one.type, one.phase) != (other.type, other.phase)
        or (one.factuality is not other.factuality and not {one.factuality, other.factuality} <= HAPPENED)
        or bool(one.mode and other.mode and one.mode != other.mode)
        or bool(one.date and other.date and one.date.value != other.date.value)
        or bool(one.place and other.place and folded(one.place.text) != folded(other.place.text))
        or (one.type in _SAID and words != others)
        or (one.type not in _TOLD_IN_MANY_WORDS and not _same_word(one, other))
    )


def _alike(one: Sequence[Party], other: Sequence[Party]) -> bool | None:
    """Whether two sides mean the same; None where one of them is not given. `A man` told again is another man."""
    if not one or not other:
        return None
    return any(a.actor and a.actor == b.actor and (a.start == b.start or _is_definite(b)) for a in one for b in other)


def _is_definite(party: Party) -> bool:
    """Whether a party is known already as it is printed: by a name, or by `the`, `this`, `their`."""
    return party.text != party.text.lower() or party.text.split(" ")[0] in _DEFINITE


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
        mentions=(*one.mentions, other.trigger),
    )
