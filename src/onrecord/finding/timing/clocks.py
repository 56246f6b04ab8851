"""Times of day: 10 p.m. Wednesday, this morning, last night, 14:30 GMT."""

from __future__ import annotations

from onrecord.finding.timing.days import named_day
from onrecord.finding.timing.found import TIME, Built, Found
from onrecord.finding.timing.meanings import Clock, Meaning, PartOfDay, Same, Shift, Weekday
from onrecord.finding.timing.vocabulary import vocabulary

__all__ = [
    "clock",
    "clock_on_date",
    "clock_on_today",
    "clock_on_weekday",
    "noon",
    "overnight",
    "part_of_date",
    "part_of_same_day",
    "part_of_this_day",
    "part_of_today",
    "part_of_weekday",
    "the_part",
    "tonight",
]


def _clock_text(found: Found) -> str | None:
    """The time as ISO 8601 (`14:30`); None for what no clock shows."""
    words, tables = found.lower("clock"), vocabulary().words
    if words[0] in tables["noon"]:
        return str(tables["noon"][words[0]])
    halves = [str(tables["meridiem"][word]) for word in words[1:] if word in tables["meridiem"]]
    if words[0].endswith(("am", "pm")):
        halves = [words[0][-2]]
    parts = tables["part"]
    halves = halves or ["a" if parts[word] == "MO" else "p" for word in words[1:] if word in parts]
    digits = words[0].removesuffix("am").removesuffix("pm").replace(".", ":")
    hour, _, minute = (f"{digits[:2]}:{digits[2:]}" if digits.isdecimal() and len(digits) == 4 else digits).partition(
        ":"
    )
    return _hour_text(int(hour), minute or "00", halves[0] if halves else None)


def _hour_text(hour: int, minute: str, half: str | None) -> str | None:
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour:02}:{minute}" if hour < 24 else None


def _zone(found: Found) -> str:
    return found.code("zone", "zone") if found.has("zone") else ""


def _at(found: Found, day: Meaning | None) -> Built:
    text = _clock_text(found)
    return found.draft(TIME, Clock(text, _zone(found), day)) if text else None


def clock(found: Found) -> Built:
    """10:35 a.m.; 14:30 GMT: on the day that the text speaks of."""
    return _at(found, None)


def noon(found: Found) -> Built:
    """At noon; not a High Noon."""
    return _at(found, None) if found.before(1) and found.before(1)[0] in vocabulary().context["before-noon"] else None


def clock_on_date(found: Found) -> Built:
    """5 p.m. EST Nov. 9."""
    return _at(found, named_day(found))


def clock_on_weekday(found: Found) -> Built:
    """10 p.m. Wednesday; noon on Thursday."""
    return _at(found, Weekday(found.number("weekday", "weekday"), found.direction()))


def clock_on_today(found: Found) -> Built:
    """9 a.m. today."""
    return _at(found, Shift("D", found.number("today", "today")))


def _part(found: Found, day: Meaning | None) -> Built:
    return found.draft(TIME, PartOfDay(found.code("daypart", "part"), day))


def part_of_date(found: Found) -> Built:
    """Nov. 9 evening."""
    return _part(found, named_day(found))


def part_of_weekday(found: Found) -> Built:
    """Early Friday morning."""
    return _part(found, Weekday(found.number("weekday", "weekday"), found.direction(), found.base()))


def part_of_today(found: Found) -> Built:
    """Yesterday evening."""
    return _part(found, Shift("D", found.number("today", "today")))


def part_of_this_day(found: Found) -> Built:
    """This morning; last night; the next afternoon."""
    return _part(found, Shift("D", found.direction() or 0, found.base()))


def part_of_same_day(found: Found) -> Built:
    """That same evening."""
    return _part(found, Same("D"))


def the_part(found: Found) -> Built:
    """In the afternoon."""
    return _part(found, None)


def tonight(found: Found) -> Built:
    """Tonight."""
    return found.draft(TIME, PartOfDay("NI", Shift("D", 0)))


def overnight(found: Found) -> Built:
    """Overnight."""
    return found.draft(TIME, PartOfDay("NI"))
