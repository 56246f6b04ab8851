"""The closed vocabularies of a reading: each value with its meaning beside it."""

from __future__ import annotations

from enum import StrEnum

__all__ = [
    "Act",
    "ActorKind",
    "Factuality",
    "Form",
    "LinkKind",
    "Phase",
    "RoleStatus",
    "Standing",
    "TimexType",
]


class ActorKind(StrEnum):
    """What an actor is."""

    PERSON = "person"
    ORGANIZATION = "organization"
    COUNTRY = "country"
    GROUP = "group"  # people without a common organisation: lawmakers, residents, protesters
    PLACE = "place"  # a place that speaks or acts: Washington, the White House


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
