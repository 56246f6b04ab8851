"""Words of a drawing: names cut to the room there is, days as a newspaper prints them, counts and lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from onrecord.record.calendar import Interval, interval_of

__all__ = ["counted", "cut", "day_words", "days_of_value", "listed", "plain", "wrapped"]

# What XML 1.0 does not allow, section 2.2, and what would turn the direction of the words that follow.
_UNPRINTABLE: Final = re.compile(
    "[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"  # outside the characters of XML
    "|[\u202a-\u202e\u2066-\u2069]"  # direction
)
_OPEN_DAY: Final = re.compile(r"XXXX-(\d\d)-(\d\d)")
_OPEN_WEEKDAY: Final = re.compile(r"XXXX-WXX-([1-7])")
_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_LEAP_YEAR: Final = 2000


def plain(text: str) -> str:
    """`text` on one line, without the characters that no drawing can hold."""
    return " ".join(_UNPRINTABLE.sub("\ufffd", text).split())


def cut(text: str, room: int) -> str:
    """`text` on one line of at most `room` characters, an ellipsis where something is left out."""
    line = plain(text)
    if len(line) <= room:
        return line
    kept = line[: max(room - 1, 1)]
    words, _, rest = kept.rpartition(" ")
    return f"{words if words and len(rest) < room // 3 else kept.rstrip()}…"


def wrapped(text: str, room: int, lines: int) -> list[str]:
    """`text` on at most `lines` lines of at most `room` characters each; the last one is cut."""
    line = plain(text)
    if len(line) <= room or lines == 1:
        return [cut(line, room)]
    head = line[: room + 1].rpartition(" ")[0] or line[:room]
    return [head, *wrapped(line[len(head) :], room, lines - 1)]


def counted(number: int, one: str, many: str | None = None) -> str:
    """`3 steps`, `1 step`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(words: Iterable[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    items = list(words)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def days_of_value(value: str | None) -> Interval | None:
    """The days of a TIMEX3 value; None where it is open or no date."""
    return interval_of(value) if value else None


def day_words(value: str | None) -> str:
    """A TIMEX3 value as print has it: `Mar 4, 2031`, `March 2031`, `a Friday`, `date not given`."""
    if not value:
        return "date not given"
    known = days_of_value(value)
    if known is not None:
        return _known(value, known)
    if (match := _OPEN_DAY.match(value)) and (day := _possible(match.groups())):
        return f"{_month(day)} {day.day}, year not given"
    if match := _OPEN_WEEKDAY.match(value):
        return f"a {_WEEKDAYS[int(match[1]) - 1]}"
    return "date not given"


def _known(value: str, known: Interval) -> str:
    begin = date.fromisoformat(known.begin[:10])
    if known.precision in {"day", "part-of-day", "hour", "minute", "second"}:
        return f"{_month(begin)} {begin.day}, {begin.year}"
    if known.precision == "month":
        return f"{begin:%B} {begin.year}"
    return value


def _possible(month_and_day: Sequence[str]) -> date | None:
    try:
        return date(_LEAP_YEAR, int(month_and_day[0]), int(month_and_day[1]))
    except ValueError:
        return None


def _month(day: date) -> str:
    return f"{day:%b}"
