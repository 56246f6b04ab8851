"""What is taken from a page: times, actors, statements, events, figures. Every cell carries the words in print."""

from __future__ import annotations

from msgspec import Struct

from onrecord.record.text import Span
from onrecord.record.vocabulary import (
    Act,
    ActorKind,
    Factuality,
    Form,
    Phase,
    PlaceChoice,
    PlaceKind,
    PlaceRule,
    RoleStatus,
    Sector,
    Standing,
    TimexType,
)

__all__ = [
    "Actor",
    "Anonymity",
    "Event",
    "EventDate",
    "Figure",
    "Location",
    "Party",
    "Place",
    "Role",
    "SaidDate",
    "Statement",
    "Time",
]


class Time(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A time expression (TimeML TIMEX3, ISO 24617-1).

    `value` is null where nothing can be said ("this week" on a page without a date). `begin` and `until` are the value
    as an interval [begin, until) of ISO dates or date-times where it has one on the calendar, null else. `rule` names
    how the value was found and `anchor` is the expression that it was found from (null: the publication date, or none
    needed).
    """

    start: int
    end: int
    text: str
    type: TimexType
    value: str | None
    mod: str | None = None
    begin: str | None = None
    until: str | None = None
    precision: str | None = None
    rule: str | None = None
    anchor: Span | None = None


class Role(Struct, frozen=True, kw_only=True):
    """An office, rank or profession, as printed with the name."""

    title: str
    evidence: Span
    status: RoleStatus | None = None
    org: str | None = None


class Actor(Struct, frozen=True, kw_only=True):
    """Somebody who speaks or acts, inside one article. `country` is an ISO 3166-1 alpha-2 code; `sector` null where
    the words tell none.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    roles: tuple[Role, ...] = ()
    mentions: tuple[Span, ...] = ()
    sector: Sector | None = None


class SaidDate(Struct, frozen=True, kw_only=True):
    """When a statement was made: a TIMEX3 value; `evidence` is the expression that says so."""

    value: str
    evidence: Span | None = None


class Statement(Struct, frozen=True, kw_only=True):
    """Who says what (PolNeAR: source, cue, content).

    `anonymous` means persons who speak without a name; an institution is not anonymous. `count` is how many they are.
    `told` is to whom it was said, `venue` where or by what means. `confidence` is calibrated, or null.
    """

    id: str
    source: Span | None
    actor: str | None
    cue: Span | None
    content: tuple[Span, ...]
    form: Form
    act: Act
    anonymous: bool
    count: int | None = None
    told: Span | None = None
    venue: Span | None = None
    date: SaidDate | None = None
    standing: Standing = Standing.STANDS
    confidence: float | None = None


class Party(Struct, frozen=True, kw_only=True):
    """Who takes part in an event: the words in print, and the actor that they mean."""

    start: int
    end: int
    text: str
    actor: str | None = None


class EventDate(Struct, frozen=True, kw_only=True):
    """When an event happened: a TIMEX3 value, and the interval [start, end) of ISO dates where it has one."""

    value: str
    start: str | None = None
    end: str | None = None


class Place(Struct, frozen=True, kw_only=True):
    """A place on the map: its id in GeoNames (null where it is not known), name, ISO 3166-1 alpha-2 country, GeoNames'
    code of its first-order division (null for a country), and its point in degrees (WGS 84), of a country or region the
    centre of the people in its cities.
    """

    geoname: int | None
    name: str
    kind: PlaceKind
    country: str
    region: str | None
    latitude: float
    longitude: float


class Location(Struct, frozen=True, kw_only=True):
    """Where on the map an event happened.

    `evidence` is the name in print that `rule` found. `place` is what it means, and `choice` why; both are null where
    the name is ambiguous. `candidates` are the places of that name, the most populous first, but for the only one.
    """

    place: Place | None
    rule: PlaceRule
    choice: PlaceChoice | None
    evidence: Span
    candidates: tuple[Place, ...] = ()


class Event(Struct, frozen=True, kw_only=True):
    """What happened, by PLOVER's ontology: who did what to whom, and how sure that is.

    `place` is where, as printed with the event; `location` where that is on the map. `mentions` are the triggers of
    further tellings of the same happening in the article.
    """

    id: str
    trigger: Span
    type: str | None
    mode: str | None = None
    phase: Phase | None = None
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    matter: Span | None = None
    place: Span | None = None
    date: EventDate | None = None
    factuality: Factuality
    statement: str | None = None
    confidence: float | None = None
    location: Location | None = None
    mentions: tuple[Span, ...] = ()


class Figure(Struct, frozen=True, kw_only=True):
    """A number that counts or measures something: "about 5,200 U.S. soldiers" is 5200, approximate, of "U.S. soldiers".

    `value` is the number (of a range, its lower end, and `upper` the other).
    """

    start: int
    end: int
    text: str
    value: float
    approximate: bool
    of: Span | None
    unit: str | None = None
    upper: float | None = None
    statement: str | None = None


class Anonymity(Struct, frozen=True, kw_only=True):
    """Why somebody speaks without a name, and the statements that this covers."""

    source: Span
    covers: tuple[str, ...]
    reason: Span | None
