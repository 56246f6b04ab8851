"""Values of one unit of the calendar, and steps between them."""

from __future__ import annotations

import re
from datetime import date, timedelta

from onrecord.record.calendar import interval_of

__all__ = ["day_of", "first_day", "shifted", "unit_of"]

_UNIT_SHAPES = (
    ("D", re.compile(r"[0-9X]{4}-(?:[0-9X]{2}-[0-9]{2}|W[0-9X]{2}-[1-7])")),
    ("M", re.compile(r"[0-9X]{4}-[0-9]{2}")),
    ("Y", re.compile(r"[0-9]{4}")),
    ("WE", re.compile(r"[0-9]{4}-W[0-9]{2}-WE")),
    ("W", re.compile(r"[0-9]{4}-W[0-9]{2}")),
    ("Q", re.compile(r"[0-9X]{4}-Q[1-4]")),
    ("H", re.compile(r"[0-9X]{4}-H[12]")),
    ("S", re.compile(r"[0-9X]{4}-(?:SP|SU|FA|WI)")),
    ("E", re.compile(r"[0-9]{3}")),
    ("C", re.compile(r"[0-9]{2}")),
)


def unit_of(value: str) -> str | None:
    """The unit that a value is exact to, as the vocabulary codes units; None for what is no date."""
    return next((unit for unit, shape in _UNIT_SHAPES if shape.fullmatch(value)), None)


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def first_day(value: str | None) -> date | None:
    """The day that a value begins on; None for open values."""
    interval = interval_of(value) if value else None
    return date.fromisoformat(interval.begin[:10]) if interval else None


def shifted(day: date, unit: str, amount: int) -> str | None:
    """The `unit` that is `amount` units from the one that holds `day`, as a value; None off the calendar."""
    try:
        return _SHIFTS[unit](day, amount) if unit in _SHIFTS else None
    except (ValueError, OverflowError):
        return None


def _days(day: date, amount: int) -> str:
    return (day + timedelta(days=amount)).isoformat()


def _weeks(day: date, amount: int) -> str:
    year, week, _ = (day + timedelta(days=7 * amount)).isocalendar()
    return f"{year:04}-W{week:02}"


def _weekends(day: date, amount: int) -> str:
    return f"{_weeks(day, amount)}-WE"


def _months(day: date, amount: int) -> str:
    years, month = divmod(day.month - 1 + amount, 12)
    return f"{_checked(day.year + years)}-{month + 1:02}"


def _quarters(day: date, amount: int) -> str:
    years, quarter = divmod((day.month - 1) // 3 + amount, 4)
    return f"{_checked(day.year + years)}-Q{quarter + 1}"


def _years(day: date, amount: int) -> str:
    return _checked(day.year + amount)


def _decades(day: date, amount: int) -> str:
    return _checked(day.year + 10 * amount)[:3]


def _centuries(day: date, amount: int) -> str:
    return _checked(day.year + 100 * amount)[:2]


def _checked(year: int) -> str:
    if not 1 <= year <= 9998:
        raise ValueError(f"the calendar has no year {year}")
    return f"{year:04}"


_SHIFTS = {
    "D": _days,
    "NI": _days,
    "W": _weeks,
    "F": lambda day, amount: _weeks(day, 2 * amount),
    "WE": _weekends,
    "M": _months,
    "Q": _quarters,
    "Y": _years,
    "E": _decades,
    "C": _centuries,
}
