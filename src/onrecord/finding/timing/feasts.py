"""The days of feasts, by the rules in the vocabulary."""

from __future__ import annotations

from datetime import date, timedelta

from onrecord.finding.timing.vocabulary import vocabulary

__all__ = ["day_of_feast"]


def day_of_feast(name: str, year: int) -> date:
    """The day of the feast `name` (lower case, as in the vocabulary) in `year`."""
    rule = vocabulary().holidays[name]
    if "easter" in rule:
        return _easter(year) + timedelta(days=rule["easter"])
    if "day" in rule:
        return date(year, rule["month"], rule["day"])
    if "from" in rule:  # Election Day is the Tuesday after the first Monday
        first = date(year, rule["month"], rule["from"])
        return first + timedelta(days=(rule["weekday"] - first.isoweekday()) % 7)
    return _nth_weekday(year, rule["month"], rule["weekday"], rule["nth"])


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    first = date(year, month, 1) if nth > 0 else date(year + month // 12, month % 12 + 1, 1)
    ahead = (weekday - first.isoweekday()) % 7
    weeks = nth - 1 if nth > 0 else nth
    return first + timedelta(days=ahead + 7 * weeks)


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the anonymous algorithm (Meeus, Astronomical Algorithms, ch. 8)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)
