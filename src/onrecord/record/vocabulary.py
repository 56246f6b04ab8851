"""The closed vocabularies of a reading: each value with its meaning beside it."""

from __future__ import annotations

from enum import StrEnum

__all__ = [
    "EVENT_TYPES",
    "HAPPENED",
    "Act",
    "ActorKind",
    "Factuality",
    "Form",
    "LinkKind",
    "Phase",
    "PlaceChoice",
    "PlaceKind",
    "PlaceRule",
    "RoleStatus",
    "Sector",
    "Standing",
    "TimexType",
]

EVENT_TYPES = (  # PLOVER's, in the order of the encoder's scores
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip


class ActorKind(StrEnum):
    """What an actor is."""

    PERSON = "person"
    ORGANIZATION = "organization"
    COUNTRY = "country"
    GROUP = "group"  # people without a common organisation: lawmakers, residents, protesters
    PLACE = "place"  # a place that speaks or acts: Washington, the White House


class Sector(StrEnum):
    """What part of society an actor belongs to (PLOVER's and CAMEO's sectors, whose codes the exports use)."""

    GOVERNMENT = "government"  # executive: heads of state, ministries, officials, local authorities
    MILITARY = "military"  # armed forces of a state
    POLICE = "police"  # police, gendarmes, border and coast guards
    INTELLIGENCE = "intelligence"  # secret services
    REBELS = "rebels"  # armed and not of a state: insurgents, militias, gunmen
    LEGISLATURE = "legislature"  # parliaments and their members
    JUDICIARY = "judiciary"  # courts, judges, prosecutors
    PARTY = "party"  # political parties and candidates
    OPPOSITION = "opposition"  # peaceful opponents of a government
    MEDIA = "media"  # newspapers, broadcasters, journalists
    BUSINESS = "business"  # companies, banks, employers
    LABOR = "labor"  # unions, workers
    EDUCATION = "education"  # schools, universities, teachers, students
    CIVILIANS = "civilians"  # people without an office: residents, protesters, victims
    REFUGEES = "refugees"  # refugees, migrants, the displaced
    CRIMINALS = "criminals"  # gangs, cartels, pirates
    NONGOVERNMENTAL = "nongovernmental"  # charities, rights groups, relief
    INTERGOVERNMENTAL = "intergovernmental"  # organisations of states: the United Nations, NATO


class PlaceKind(StrEnum):
    """What a place on the map is."""

    COUNTRY = "country"
    REGION = "region"  # a first-order division: a state, a province, a governorate
    CITY = "city"  # any populated place


class PlaceRule(StrEnum):
    """By what an event was put at a place."""

    SYNTAX = "syntax"  # the place stands with the event's own words
    RECIPIENT = "recipient"  # the place is what was attacked
    DATELINE = "dateline"  # the story was written there, and its sentence names no other place


class PlaceChoice(StrEnum):
    """Why one of the places of a name was taken."""

    ONLY = "only"  # the gazetteer has one place of that name
    NAMED = "named"  # the words beside it name its region or country
    NEIGHBOURS = "neighbours"  # the article's other places are in that country or region
    DATELINE = "dateline"  # the story was written in that country
    PUBLICATION = "publication"  # the newspaper appears in that country
    KNOWN = "known"  # a capital or a city many times larger than its namesakes


class RoleStatus(StrEnum):
    """How a person stands to an office."""

    OUTGOING = "outgoing"  # still holds it, will leave
    DESIGNATE = "designate"  # named for it, does not hold it yet
    ACTING = "acting"  # holds it for the time being
    FORMER = "former"  # held it once


class Form(StrEnum):
    """How a statement is printed."""

    DIRECT = "direct"  # its content stands in quotation marks
    INDIRECT = "indirect"  # no part of it is quoted
    MIXED = "mixed"  # partly quoted


class Act(StrEnum):
    """What the speaker does by the statement."""

    ASSERT = "assert"  # says that something is so
    DENY = "deny"  # says that something is not so, against a claim
    RETRACT = "retract"  # takes an earlier statement back
    DEMAND = "demand"  # wants somebody to do something, with pressure
    ORDER = "order"  # tells somebody who must obey
    REQUEST = "request"  # asks somebody to do something
    PROMISE = "promise"  # binds the speaker to do something
    THREATEN = "threaten"  # announces harm
    ACCUSE = "accuse"  # says that somebody did wrong
    EXPECT = "expect"  # says that something will probably be so
    DECLINE = "decline"  # says that nothing will be said: no comment
    THINK = "think"  # holds a belief or an attitude


class Factuality(StrEnum):
    """How sure an event is, as printed (FactBank's and CASIE's distinctions, in the words of a news desk)."""

    ACTUAL = "actual"  # the reporter says that it happened or is happening
    CLAIMED = "claimed"  # somebody says so
    EXPECTED = "expected"  # forecast
    REQUESTED = "requested"  # asked for, demanded, ordered
    PLANNED = "planned"  # intended, scheduled
    POSSIBLE = "possible"  # may, might, could
    CONDITIONAL = "conditional"  # if, unless
    DENIED = "denied"  # said not to have happened


HAPPENED = frozenset({Factuality.ACTUAL, Factuality.CLAIMED})
"""What is told as having happened, by the article or by somebody in it."""


class Phase(StrEnum):
    """A step in the life of a matter."""

    ANNOUNCED = "announced"
    STARTED = "started"
    PAUSED = "paused"
    RESUMED = "resumed"
    ENDED = "ended"
    LIFTED = "lifted"  # a ban, a pause, a curfew taken away
    CANCELLED = "cancelled"
    SIGNED = "signed"
    IN_FORCE = "in-force"


class LinkKind(StrEnum):
    """What one statement, event or article does to an earlier statement."""

    REPEATS = "repeats"  # the same speaker says it again
    CORROBORATES = "corroborates"  # another, independent speaker says the same
    CONFIRMS = "confirms"  # somebody says that it was right
    CLARIFIES = "clarifies"  # the speaker says what was meant
    CORRECTS = "corrects"  # it was wrong; here is what is right
    DENIES = "denies"  # somebody says that it is not so
    CONTRADICTS = "contradicts"  # cannot be true together with it
    RESCINDS = "rescinds"  # the speaker's side takes it back
    WITHDRAWS = "withdraws"  # taken out of publication
    SUPERSEDES = "supersedes"  # the same speaker gives a newer value


class Standing(StrEnum):
    """Whether a statement still stands, folded from the links to it."""

    STANDS = "stands"
    CORROBORATED = "corroborated"
    DISPUTED = "disputed"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    RESCINDED = "rescinded"
    SUPERSEDED = "superseded"
    UNCLEAR = "unclear"


class TimexType(StrEnum):
    """TIMEX3 types (ISO 24617-1)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"
