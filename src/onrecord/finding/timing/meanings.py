"""What a time expression means before it is anchored: the parts of a date that it says, and the way to the others."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

__all__ = [
    "Base",
    "Clock",
    "Day",
    "DayOfMonth",
    "Fixed",
    "Holiday",
    "LatestQuarter",
    "Meaning",
    "Month",
    "MonthOfText",
    "PartOfDay",
    "PartOfYear",
    "QuarterEnding",
    "QuarterOf",
    "Same",
    "Shift",
    "Week",
    "Weekday",
    "YearEarlier",
    "is_compared",
]


class Base(StrEnum):
    """What a relative expression counts from."""

    PUBLISHED = "published"
    TEXT = "text"


class Fixed(Struct, frozen=True):
    """A value that needs no anchor: `P3W`, `PRESENT_REF`, `1996`, `1998-08-07`; null where nothing can be said."""

    value: str | None


class Day(Struct, frozen=True):
    """A day of a month, the year open; a printed weekday helps to find it."""

    month: int
    day: int
    weekday: int | None = None
    direction: int | None = None


class DayOfMonth(Struct, frozen=True):
    """The 5th, month and year open."""

    day: int


class Month(Struct, frozen=True):
    """A month, the year open. `direction` is -1 for last, 0 for this, 1 for next, null for none said; `years` is how
    many years from the publication's ("January this year")."""

    month: int
    direction: int | None = None
    years: int | None = None


class MonthOfText(Struct, frozen=True):
    """A month of the year that the text speaks of."""

    month: int


class Weekday(Struct, frozen=True):
    """A day of the week."""

    weekday: int
    direction: int | None = None
    base: Base = Base.PUBLISHED
    weeks: int | None = None


class PartOfYear(Struct, frozen=True):
    """A season, quarter or half (`SU`, `Q3`, `H2`), the year open."""

    part: str
    direction: int | None = None
    years: int | None = None


class LatestQuarter(Struct, frozen=True):
    """The quarter that the text is about, else the last that has ended; `years` before it."""

    years: int = 0


class QuarterEnding(Struct, frozen=True):
    """The quarter that ends on a day: the calendar's where most of the three months before the day lie."""

    day: Meaning


class QuarterOf(Struct, frozen=True):
    """The quarter that the text is about, of another year; without one, the year."""

    year: int


class Week(Struct, frozen=True):
    """The week or the weekend that a day lies in."""

    day: Meaning
    unit: str = "W"


class YearEarlier(Struct, frozen=True):
    """A year before what the text is about, or before publication."""

    base: Base


class Holiday(Struct, frozen=True):
    """A feast, the year open."""

    name: str
    direction: int | None = None
    year: int | None = None


class Shift(Struct, frozen=True):
    """So many units before (negative) or after the publication or what the text speaks of, exact to the unit."""

    unit: str
    amount: int
    base: Base = Base.PUBLISHED


class Same(Struct, frozen=True):
    """That day, that year: the unit that the text speaks of; without a unit what it spoke of last ("until then")."""

    unit: str | None


class Clock(Struct, frozen=True):
    """A time of day, on `day` or on the day that the sentence is about."""

    clock: str
    zone: str = ""
    day: Meaning | None = None


class PartOfDay(Struct, frozen=True):
    """A part of a day (`MO`, `NI`), on `day` or on the day that the sentence is about."""

    part: str
    day: Meaning | None = None


def is_compared(meaning: Meaning) -> bool:
    """Whether the time is only held beside what the text is about: "up from a year earlier"."""
    return isinstance(meaning, YearEarlier | QuarterOf) or (isinstance(meaning, LatestQuarter) and meaning.years != 0)


Meaning = (
    Fixed
    | Day
    | DayOfMonth
    | Month
    | MonthOfText
    | Weekday
    | PartOfYear
    | LatestQuarter
    | QuarterEnding
    | QuarterOf
    | Week
    | YearEarlier
    | Holiday
    | Shift
    | Same
    | Clock
    | PartOfDay
)
