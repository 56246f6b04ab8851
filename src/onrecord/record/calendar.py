"""TIMEX3 values as intervals of the calendar, so that a partial date compares as the interval that it is.

No clock and no locale: only the proleptic Gregorian calendar of ISO 8601, years 1 to 9999.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone

from msgspec import Struct

__all__ = ["Interval", "interval_of", "is_possible"]


class Interval(Struct, frozen=True, gc=False):
    """The interval [begin, until) of a TIMEX3 value, as ISO 8601 text, and the unit that the value is exact to.

    `begin` and `until` are dates, or date-times where the value has a time of day; a date-time at midnight is written
    as the date. A value with a zone is turned into UTC and carries "Z". So texts of one kind compare as the times
    that they mean. `precision` is second, minute, hour, part-of-day, day, weekend, week, month, quarter, season, half,
    year, decade, century or millennium.
    """

    begin: str
    until: str
    precision: str


# Months that begin a season in the northern hemisphere by the meteorological calendar; a winter has the year that it
# begins in.
_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "AU": 9, "WI": 12}

# TimeML names parts of a day and gives them no hours; these are the spans that a news desk means by them. A night runs
# into the morning after.
_PARTS_OF_DAY = {
    "MO": (0, 12),
    "MI": (11, 14),
    "AF": (12, 18),
    "EV": (17, 24),
    "NI": (18, 30),
    "DT": (6, 18),
    "PM": (12, 24),
}

_YEARS = re.compile(r"(\d{1,4})", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(\d\d)", re.ASCII)
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_WEEK = re.compile(r"(\d{4})-W(\d\d)(?:-(WE|[1-7]))?", re.ASCII)
_PART_OF_YEAR = re.compile(r"(\d{4})-(Q[1-4]|H[12]|SP|SU|FA|AU|WI)", re.ASCII)
_CLOCK = re.compile(r"(\d\d)(?::?(\d\d)(?::?(\d\d)(?:\.\d+)?)?)?(Z|[+-]\d\d(?::?\d\d)?)?", re.ASCII)

_YEAR_UNITS = {1: ("millennium", 1000), 2: ("century", 100), 3: ("decade", 10), 4: ("year", 1)}


def interval_of(value: str) -> Interval | None:
    """The interval of a TIMEX3 `value`; None for values that are open (`XXXX-01-30`, `PRESENT_REF`), for durations,
    sets and fiscal years, and for what is on no calendar (`2020-02-30`).
    """
    day, mark, clock = value.partition("T")
    try:
        return _moment(day, clock) if mark else _span_of_days(day)
    except (ValueError, OverflowError):  # no such day, or beyond the years 1 to 9999
        return None


def is_possible(value: str) -> bool:
    """Whether the digits of a TIMEX3 `value` could stand on the calendar: no month 13, no Feb. 30, also where the year
    is open (`XXXX-02-29` is possible).
    """
    if "X" not in value:
        return not _looks_like_date(value) or interval_of(value) is not None
    day, mark, clock = value.partition("T")
    # 2000 is a leap year with 52 weeks, 2004 one with 53: what is on neither calendar is on none.
    shapes = [day.replace("XXXX", year).replace("WXX", "W01").replace("XX", "01") for year in ("2000", "2004")]
    filled = [shape + mark + clock.replace("XX", "00") for shape in shapes]
    return any(not _looks_like_date(shape) or interval_of(shape) is not None for shape in filled)


def _looks_like_date(value: str) -> bool:
    return re.match(r"[0-9]{1,4}(-|T|$)", value) is not None


def _span_of_days(value: str) -> Interval | None:
    for shape, read in _SHAPES:
        if match := shape.fullmatch(value):
            begin, until, precision = read(match)
            return Interval(begin.isoformat(), until.isoformat(), precision)
    return None


def _years(match: re.Match[str]) -> tuple[date, date, str]:
    digits = match[1]
    precision, width = _YEAR_UNITS[len(digits)]
    first = int(digits) * width
    begin = first if width == 1 else max(first, 1)  # the calendar begins in year 1: `000` has nine years, `0000` none
    return date(begin, 1, 1), date(first + width, 1, 1), precision


def _month(match: re.Match[str]) -> tuple[date, date, str]:
    begin = date(int(match[1]), int(match[2]), 1)
    return begin, _months_after(begin, 1), "month"


def _day(match: re.Match[str]) -> tuple[date, date, str]:
    begin = date(int(match[1]), int(match[2]), int(match[3]))
    return begin, begin + timedelta(days=1), "day"


def _week(match: re.Match[str]) -> tuple[date, date, str]:
    monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
    if match[3] is None:
        return monday, monday + timedelta(days=7), "week"
    if match[3] == "WE":
        return monday + timedelta(days=5), monday + timedelta(days=7), "weekend"
    begin = monday + timedelta(days=int(match[3]) - 1)
    return begin, begin + timedelta(days=1), "day"


def _part_of_year(match: re.Match[str]) -> tuple[date, date, str]:
    year, part = int(match[1]), match[2]
    if part in _SEASONS:
        begin = date(year, _SEASONS[part], 1)
        return begin, _months_after(begin, 3), "season"
    width, precision = (3, "quarter") if part[0] == "Q" else (6, "half")
    begin = date(year, (int(part[1]) - 1) * width + 1, 1)
    return begin, _months_after(begin, width), precision


_Read = Callable[[re.Match[str]], tuple[date, date, str]]
_SHAPES: tuple[tuple[re.Pattern[str], _Read], ...] = (
    (_DAY, _day),
    (_MONTH, _month),
    (_YEARS, _years),
    (_WEEK, _week),
    (_PART_OF_YEAR, _part_of_year),
)


def _months_after(begin: date, months: int) -> date:
    years, month = divmod(begin.month - 1 + months, 12)
    return date(begin.year + years, month + 1, 1)


def _moment(day: str, clock: str) -> Interval | None:
    whole = _span_of_days(day)
    if whole is None or whole.precision != "day":
        return None
    midnight = datetime.fromisoformat(whole.begin)
    if clock in _PARTS_OF_DAY:
        first, last = _PARTS_OF_DAY[clock]
        return _interval(midnight + timedelta(hours=first), midnight + timedelta(hours=last), "part-of-day")
    match = _CLOCK.fullmatch(clock)
    return _clock_interval(midnight, match) if match else None


def _clock_interval(midnight: datetime, match: re.Match[str]) -> Interval:
    hour, minute, second = (int(part or 0) for part in match.group(1, 2, 3))
    if hour > 24 or minute > 59 or second > 60 or (hour == 24 and (minute or second)):
        raise ValueError(f"no clock shows {match[0]}")
    begin = midnight + timedelta(hours=hour, minutes=minute, seconds=second)
    if match[4]:
        begin = begin.replace(tzinfo=_zone(match[4])).astimezone(UTC)
    if match[3]:
        return _interval(begin, begin + timedelta(seconds=1), "second")
    if match[2]:
        return _interval(begin, begin + timedelta(minutes=1), "minute")
    return _interval(begin, begin + timedelta(hours=1), "hour")


def _zone(mark: str) -> timezone:
    if mark == "Z":
        return UTC
    digits = mark[1:].replace(":", "").ljust(4, "0")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-offset if mark[0] == "-" else offset)


def _interval(begin: datetime, until: datetime, precision: str) -> Interval:
    return Interval(_moment_text(begin), _moment_text(until), precision)


def _moment_text(moment: datetime) -> str:
    if moment.tzinfo is None and (moment.hour, moment.minute, moment.second) == (0, 0, 0):
        return moment.date().isoformat()
    text = moment.replace(tzinfo=None).isoformat(timespec="seconds" if moment.second else "minutes")
    return text if moment.tzinfo is None else f"{text}Z"
