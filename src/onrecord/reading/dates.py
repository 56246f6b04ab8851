"""Publication dates as pages print them and as metadata gives them, as ISO 8601."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from onrecord.errors import QuestionError

__all__ = ["MONTH_NAMES", "WEEKDAY_NAMES", "checked_date", "date_of_metadata", "date_of_print"]

# Written out here: the calendar module of the standard library names months in the locale of the machine.
MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTHS = {spelling: number for number, name in enumerate(MONTH_NAMES, 1) for spelling in (name, name[:3])} | {
    "sept": 9
}
WEEKDAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_SHAPES = tuple(
    re.compile(shape)
    for shape in (
        rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"{_DAY}\s+{_MONTH},?\s+{_YEAR}",
        r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})",
    )
)
# Day and month in figures: read only where one of the two cannot be a month.
_FIGURES = re.compile(r"(\d{1,2})([/.])(\d{1,2})\2(\d{4})")
_WEEKDAY = re.compile(r"(?P<weekday>[A-Za-z]{3,9})\.?,?\s+")
_ZONE = r"(?:[A-Z]{2,5}|[+-]\d\d:?\d\d|Eastern|Central|Pacific|local time)"
_CLOCK = rf"(?:at\s+)?\d{{1,2}}[:.]\d\d(?:[:.]\d\d)?\s*(?:[AaPp]\.?[Mm]\.?)?\s*\(?{_ZONE}?\)?"
_CLOCK_AFTER = re.compile(rf"[\s,|T–-]*{_CLOCK}$")
_CLOCK_BEFORE = re.compile(rf"^{_CLOCK}[\s,|–-]+")

_MAIL = re.compile(r"(?:[A-Za-z]{3}, )?\d{1,2} [A-Za-z]{3} \d{4} \d\d:\d\d")

LONGEST = 80  # characters of the longest date line; anything longer is prose


def date_of_print(printed: str) -> str | None:
    """The ISO date of a line that is a date and nothing else ("Thursday, Feb. 13, 2020, 10:32 a.m."); None else.

    A weekday that is not the day's gives None, and so does a date in figures that can be read in two ways.
    """
    line = printed.strip(" ,.|")
    if len(line) > LONGEST or not any(mark.isdigit() for mark in line):
        return None
    line = _CLOCK_BEFORE.sub("", _CLOCK_AFTER.sub("", line)).strip(" ,|")
    weekday = _WEEKDAY.match(line)
    if weekday and _weekday_number(weekday["weekday"]) is not None:
        found = _day_of(line[weekday.end() :])
        return found.isoformat() if found and found.weekday() == _weekday_number(weekday["weekday"]) else None
    found = _day_of(line)
    return found.isoformat() if found else None


def _weekday_number(word: str) -> int | None:
    matches = [number for number, name in enumerate(WEEKDAY_NAMES) if name.startswith(word.casefold())]
    return matches[0] if len(matches) == 1 else None


def _day_of(line: str) -> date | None:
    for shape in _SHAPES:
        if match := shape.fullmatch(line):
            month = match["month"]
            number = int(month) if month.isdecimal() else _MONTHS.get(month.casefold(), 0)
            return _calendar_day(int(match["year"]), number, int(match["day"]))
    if match := _FIGURES.fullmatch(line):
        return _day_in_figures(int(match[1]), int(match[3]), int(match[4]))
    return None


def _day_in_figures(first: int, second: int, year: int) -> date | None:
    if first > 12 or first == second:
        return _calendar_day(year, second, first)
    return _calendar_day(year, first, second) if second > 12 else None


def _calendar_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def date_of_metadata(value: str) -> str | None:
    """The ISO 8601 date or date-time that a metadata field means: ISO itself, RFC 2822, or as printed; None else."""
    stripped = value.strip()
    return _iso(stripped) or _rfc_2822(stripped) or date_of_print(stripped)


def _iso(value: str) -> str | None:
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    if re.fullmatch(r"[\d-]+(?:W[\d-]+)?", value):
        return moment.date().isoformat()
    return value if re.match(r"\d{4}-\d\d-\d\dT", value) else moment.isoformat()


def _rfc_2822(value: str) -> str | None:
    if not _MAIL.match(value):
        return None
    try:
        return parsedate_to_datetime(value).isoformat()
    except (ValueError, OverflowError):
        return None


def checked_date(published: str | None) -> str | None:
    """`published` as an ISO 8601 date or date-time. Raises QuestionError where it is none."""
    if published is None:
        return None
    found = _iso(published.strip())
    if found is None:
        raise QuestionError(f"{published!r} is not a date: write a day as 2020-02-13, or a time as 2020-02-13T08:30")
    return found
