"""Times that count from publication or from what the text speaks of: last week, two days later, that year."""

from __future__ import annotations

from onrecord.finding.timing.amounts import VAGUE, duration, said_amount
from onrecord.finding.timing.found import DATE, DURATION, TIME, Built, Draft, Found
from onrecord.finding.timing.meanings import Base, Fixed, LatestQuarter, PartOfDay, Same, Shift, YearEarlier
from onrecord.finding.timing.vocabulary import vocabulary

__all__ = [
    "ago",
    "before_last",
    "earlier",
    "from_now",
    "future",
    "later",
    "one_day",
    "past",
    "present",
    "relative_unit",
    "same_unit",
    "soon",
    "the_unit",
    "then",
    "unit_beside",
    "year_ago",
]

_SMALLER = {"Y": ("M", 12), "E": ("Y", 10), "C": ("Y", 100), "D": ("TH", 24), "TH": ("TM", 60)}
# "A few days later", told of the past, is neither past nor future to the reader.
_VAGUELY = {(-1, Base.PUBLISHED): "PAST_REF", (-1, Base.TEXT): "PAST_REF", (1, Base.PUBLISHED): "FUTURE_REF"}
_YEARS_OF = {"E": 10, "C": 100}


def relative_unit(found: Found) -> Built:
    """This week; last year; early next month."""
    unit, step = found.code("unit", "unit"), found.direction()
    if found.is_title():
        return None
    if unit in _YEARS_OF and step == -1 and found.has("the"):
        return found.draft(DURATION, Fixed(duration(1, unit)))
    if step is None or unit[0] == "T" or unit in {"S", "L"}:
        return None
    if unit == "NI":
        return found.draft(TIME, PartOfDay("NI", Shift("D", step, found.base())))
    is_next = found.lower("dir") == ["next"]
    base = Base.PUBLISHED if is_next and unit != "D" else found.base()  # "the next day", but "over the next year"
    return found.draft(DATE, Shift(unit, step, base))


def same_unit(found: Found) -> Built:
    """That same day; earlier that year."""
    unit = found.code("unit", "unit")
    if unit[0] == "T":
        return None
    if unit == "NI":
        return found.draft(TIME, PartOfDay("NI", Same("D")))
    return found.draft(DATE, Same(unit))


def the_unit(found: Found) -> Built:
    """The year, the weekend: the one of the publication."""
    unit = found.code("unit", "unit")
    if unit == "Q":
        return found.draft(DATE, LatestQuarter())
    return found.draft(DATE, Shift(unit, 0))


def ago(found: Found) -> Built:
    """Three weeks ago."""
    return _shifted(found, -1, Base.PUBLISHED)


def earlier(found: Found) -> Built:
    """A year earlier."""
    return _shifted(found, -1, Base.TEXT)


def then(found: Found) -> Built:
    """Until then: the time that the text spoke of last."""
    return found.draft(DATE, Same(None))


def unit_beside(found: Found) -> Built:
    """The day before; the year after: of what the text speaks of."""
    return found.draft(DATE, Shift(found.code("unit", "unit"), 1 if found.has("after") else -1, Base.TEXT))


def before_last(found: Found) -> Built:
    """The week before last."""
    return found.draft(DATE, Shift(found.code("unit", "unit"), -2))


def later(found: Found) -> Built:
    """Two days later; of "a few days later" and "an hour later", which no calendar has, how long it took."""
    amount, unit = said_amount(found), found.code("unit", "unit", "units")
    if amount is not None and (amount == VAGUE or unit[0] == "T"):
        first, last = found.span
        return Draft(first, last - 1, DURATION, Fixed(duration(amount, unit)), found.mod())
    return _shifted(found, 1, Base.TEXT)


def from_now(found: Found) -> Built:
    """A month from now."""
    return _shifted(found, 1, Base.PUBLISHED)


def _shifted(found: Found, step: int, base: Base) -> Built:
    amount, unit = said_amount(found), found.code("unit", "unit", "units")
    if amount is None:
        return None
    if amount == VAGUE:
        return found.draft(DATE, Fixed(_VAGUELY.get((step, base))))
    if step < 0 and unit == "Y" and amount == 1:
        return found.draft(DATE, YearEarlier(base))
    unit, amount = ("Y", amount * _YEARS_OF[unit]) if unit in _YEARS_OF else (unit, amount)
    if amount != int(amount) and unit in _SMALLER:
        unit, amount = _SMALLER[unit][0], amount * _SMALLER[unit][1]
    return found.draft(DATE, Shift(unit, step * round(amount), base))


def year_ago(found: Found) -> Built:
    """The year-ago results."""
    return found.draft(DATE, YearEarlier(Base.PUBLISHED))


def present(found: Found) -> Built:
    """Now; currently; these days."""
    opens_speech = found.words(*found.span)[0] == "Now" and found.after(1) == [","]
    return None if opens_speech else found.draft(DATE, Fixed("PRESENT_REF"))


def past(found: Found) -> Built:
    """Recently; in the past; not "as recently as Monday"."""
    if found.before(1) == found.after(1) == ["as"]:
        return None
    return found.draft(DATE, Fixed("PAST_REF"))


def future(found: Found) -> Built:
    """In the near future."""
    return found.draft(DATE, Fixed("FUTURE_REF"))


def one_day(found: Found) -> Built:
    """Will one day be; else how long something took."""
    if vocabulary().context["looking-ahead"].intersection(found.before(2)):
        return found.draft(DATE, Fixed("FUTURE_REF"))
    return found.draft(DURATION, Fixed("P1D"))


def soon(found: Found) -> Built:
    """Will soon begin; not soon after, nor as soon as."""
    if found.after(1) in (["after"], ["as"], ["before"]) or found.before(1) == ["as"]:
        return None
    beside = {*found.before(5), *found.after(2)}
    return found.draft(DATE, Fixed("FUTURE_REF")) if beside & vocabulary().context["looking-ahead"] else None
