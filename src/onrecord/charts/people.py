"""Whom a person or an organization acts on, and who acts on it."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal

from msgspec import Struct

from onrecord.asking.rows import EventRow
from onrecord.charts.drawing import Cell
from onrecord.charts.fan import Ends, Spoke, Stroke
from onrecord.charts.words import counted, cut, listed
from onrecord.record.vocabulary import HAPPENED

__all__ = ["PARTIES_DRAWN", "people"]

PARTIES_DRAWN: Final = 8  # on each side

# The conflict classes of PLOVER; its others are cooperation.
_CONFLICT: Final = frozenset(
    {"REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}
)
# A party that print gives by one of these, and that no name could be found for.
_PRONOUNS: Final = frozenset(
    {
        "i",
        "me",
        "we",
        "us",
        "you",
        "he",
        "him",
        "she",
        "her",
        "it",
        "they",
        "them",
        "one",
        "ones",
        "who",
        "whom",
        "which",
        "that",
        "this",
        "these",
        "those",
        "others",
        "both",
        "all",
        "some",
        "any",
        "each",
        "nobody",
        "everybody",
        "himself",
        "herself",
        "itself",
        "themselves",
    }
)
_COLUMNS: Final = ("direction", "party", "events", "types", "first", "last", "ids")
_WIDEST: Final = 7.0  # pixels of the line of the party with the most events


class _Tie(Struct, frozen=True, kw_only=True):
    """The events between the person and one party, in one direction."""

    party: str
    events: tuple[EventRow, ...]

    @property
    def types(self) -> str:
        """`accuse 2, threaten 1`, the most frequent first."""
        found = Counter((event.type or "other").lower().replace("_", " ") for event in self.events)
        return ", ".join(f"{kind} {number}" for kind, number in found.most_common())

    @property
    def stroke(self) -> Stroke:
        """Solid for cooperation, broken for conflict, dotted where neither is more."""
        typed = [event.type in _CONFLICT for event in self.events if event.type]
        conflict = sum(typed)
        cooperation = len(typed) - conflict
        return "broken" if conflict > cooperation else "solid" if cooperation > conflict else "dotted"


def people(name: str, acts: Iterable[EventRow], suffers: Iterable[EventRow]) -> Ends:
    """The network of `name`: `acts` are the events in which it is an actor, `suffers` those in which it is a recipient.

    Events that are told or claimed to have happened count; what is planned, asked for, possible or denied does not.
    Parties that print gives only as a pronoun are left out.
    """
    outward = _ties(name, _happened(acts), "recipients")
    inward = _ties(name, _happened(suffers), "actors")
    rows = (*_rows("acts on", outward), *_rows("is acted on by", inward))
    return Ends(
        title=f"Whom {name} acts on, and who acts on {name}",
        says=_sentence(name, outward, inward),
        columns=_COLUMNS,
        rows=rows,
        empty=f"No event on record has {cut(name, 60)} and another party that is named.",
        hub=name,
        hub_struck=False,
        inward_title="acted on by",
        outward_title="acts on",
        inward=_spokes(inward),
        outward=_spokes(outward),
        legend=_legend(outward, inward),
    )


def _happened(events: Iterable[EventRow]) -> Iterator[EventRow]:
    return (event for event in events if event.factuality in HAPPENED)


def _ties(name: str, events: Iterable[EventRow], side: Literal["actors", "recipients"]) -> tuple[_Tie, ...]:
    own = _folded(name).split()
    parties: dict[str, list[EventRow]] = {}
    printed: dict[str, str] = {}
    for event in events:
        for party in dict.fromkeys((getattr(event, side) or "").split("; ")):
            key = _folded(party)
            if key and key not in _PRONOUNS and not all(word in key for word in own):
                printed.setdefault(key, party)
                parties.setdefault(key, []).append(event)
    ties = [_Tie(party=printed[key], events=tuple(found)) for key, found in parties.items()]
    return tuple(sorted(ties, key=lambda tie: (-len(tie.events), tie.party)))


def _rows(direction: str, ties: Iterable[_Tie]) -> Iterator[tuple[Cell, ...]]:
    for tie in ties:
        days = [event.begin for event in tie.events if event.begin]
        first, last = min(days, default=None), max(days, default=None)
        ids = " ".join(event.id for event in tie.events)
        yield direction, tie.party, len(tie.events), tie.types, first, last, ids


def _spokes(ties: Sequence[_Tie]) -> tuple[Spoke, ...]:
    most = max((len(tie.events) for tie in ties), default=1)
    return tuple(
        Spoke(
            name=tie.party,
            note=tie.types,
            width=1.5 + (_WIDEST - 1.5) * (len(tie.events) - 1) / max(most, 4),
            stroke=tie.stroke,
        )
        for tie in ties[:PARTIES_DRAWN]
    )


def _legend(outward: Sequence[_Tie], inward: Sequence[_Tie]) -> str:
    parts = ["Solid: mostly cooperation.", "Broken: mostly conflict.", "Dotted: neither, or no type."]
    more = sum(max(len(ties) - PARTIES_DRAWN, 0) for ties in (outward, inward))
    if more:
        parts.append(f"{counted(more, 'party', 'parties')} more: the table has all.")
    return " ".join(parts)


def _sentence(name: str, outward: Sequence[_Tie], inward: Sequence[_Tie]) -> str:
    if not outward and not inward:
        return f"Network of {name}: no event with another party that is named."
    return f"Network of {name}. Acts on {_told(outward)}. Acted on by {_told(inward)}."


def _told(ties: Sequence[_Tie]) -> str:
    if not ties:
        return "nobody who is named"
    first = [f"{tie.party} ({tie.types})" for tie in ties[:PARTIES_DRAWN]]
    more = len(ties) - len(first)
    return listed([*first, *([f"{more} more"] if more else [])])


def _folded(words: str) -> str:
    decomposed = unicodedata.normalize("NFKD", words.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character)).strip()
