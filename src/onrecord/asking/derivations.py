"""How a value was derived from the words in print, in one line each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from onrecord.finding.places.gazetteer import full_name
from onrecord.record.cells import Event, Location
from onrecord.record.vocabulary import PlaceChoice, PlaceRule

__all__ = ["derivations_of"]

_RULES: Final = {
    PlaceRule.SYNTAX: "it stands with the event's own words",
    PlaceRule.RECIPIENT: "it is what was attacked",
    PlaceRule.DATELINE: "the dateline, since the event's sentence names no place",
}
_CHOICES: Final = {
    PlaceChoice.ONLY: "the gazetteer has one place of that name",
    PlaceChoice.NAMED: "the words beside it name its region or country",
    PlaceChoice.NEIGHBOURS: "the article's other places are there",
    PlaceChoice.DATELINE: "the story was written in that country",
    PlaceChoice.PUBLICATION: "the newspaper appears in that country",
    PlaceChoice.KNOWN: "it is by far the best known of that name",
}


def derivations_of(event: Event) -> Iterator[str]:
    """What the record made of an event's words: where on the map it was, and where else it is told."""
    if event.location is not None:
        yield _of_location(event.location)
    if event.mentions:
        told = ", ".join(f"“{mention.text}” [{mention.start}-{mention.end}]" for mention in event.mentions)
        yield f"told again: {told}"


def _of_location(location: Location) -> str:
    """`Lisna → Lisna, Torvia (33.34, 44.40): it stands with the event's own words; …`"""
    printed, place = " ".join(location.evidence.text.split()), location.place
    if place is None or location.choice is None:
        return f"{printed} → no place: {len(location.candidates)} places bear that name, and nothing says which"
    point = f"{place.latitude:.2f}, {place.longitude:.2f}"
    return f"{printed} → {full_name(place)} ({point}): {_RULES[location.rule]}; {_CHOICES[location.choice]}"
