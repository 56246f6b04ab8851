"""Closing what a partial date leaves open: Jan. 30 of which year, Monday of which week.

Without a publication date it stays open (`XXXX-01-30`, `XXXX-WXX-1`), unless the text has said the year.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from onrecord.finding.timing.anchors import NOTHING, Anchored, Anchors, Tense
from onrecord.finding.timing.feasts import day_of_feast
from onrecord.finding.timing.meanings import Base, Day, DayOfMonth, Holiday, Month, PartOfYear, Weekday
from onrecord.finding.timing.units import day_of, first_day, shifted, unit_of
from onrecord.record.calendar import interval_of

__all__ = ["close_day", "close_day_of_month", "close_holiday", "close_month", "close_part_of_year", "close_weekday"]

# Days within which a tense decides. What is farther from the publication is printed with its year; and a verb near the
# date need not be its own ("declared a dividend, payable Dec. 15").
_TENSE_REACH = 300
_A_YEAR = 366
_CERTAIN = 2
AHEAD = 1.5  # how much farther than its days a day ahead is taken to be where no verb tells
_NEIGHBOURS = (-1, 0, 1)  # the years around the publication's


def close_day(anchors: Anchors, meaning: Day, tense: Tense) -> Anchored:
    """Jan. 30."""
    open_value = f"XXXX-{meaning.month:02}-{meaning.day:02}"
    if meaning.direction is None and (said := _in_year_said(anchors, open_value)):
        return said
    if anchors.published is None:
        return _closed_by_text(anchors, open_value)
    days = _days_around(anchors.published, meaning.month, meaning.day)
    named = [day for day in days if day.isoweekday() == meaning.weekday]
    if len(named) == 1:
        return Anchored(named[0].isoformat(), ("year-from-publication", "weekday-agrees"))
    way = (lambda: 2 * (meaning.direction or 0)) if meaning.direction else tense
    return _nearest(anchors.published, days, way, "year-from-publication") or Anchored(open_value)


def _days_around(published: date, month: int, day: int) -> list[date]:
    years = [published.year + step for step in _NEIGHBOURS]
    return [found for year in years if (found := day_of(year, month, day))]


def _closed_by_text(anchors: Anchors, open_value: str) -> Anchored:
    """An open year from the last date of the text, where that says year and month."""
    last = anchors.last
    if last and unit_of(last.value) in {"D", "M"} and last.value[:4].isdecimal():
        return Anchored(last.value[:4] + open_value[4:], ("year-from-text",), last.span)
    return Anchored(open_value)


def _in_year_said(anchors: Anchors, open_value: str) -> Anchored | None:
    """In the year that the sentence has said: "in 1998 it opened on March 4"."""
    year = anchors.year_said
    return Anchored(f"{year.value}{open_value[4:]}", ("year-from-text",), year.span) if year else None


def _nearest(published: date, days: Sequence[date], tense: Tense, step: str) -> Anchored | None:
    """The day that the tense prefers, unless it is too far off; without a tense the nearest."""
    direction = tense()
    reach = _TENSE_REACH if abs(direction) < _CERTAIN else _A_YEAR
    near = sorted(days, key=lambda day: _distance(day, published))
    for day in near:
        if direction and 0 <= (day - published).days * _sign(direction) <= reach:
            return Anchored(day.isoformat(), (step, _preferred(direction)))
    return Anchored(near[0].isoformat(), (step, "nearest")) if near else None


def _distance(day: date, published: date) -> float:
    """In days; news tells more of what has been: a day ahead counts as half as far again."""
    ahead = (day - published).days
    return AHEAD * ahead if ahead > 0 else -ahead


def _sign(direction: int) -> int:
    return (direction > 0) - (direction < 0)


def _preferred(direction: int) -> str:
    return "future-preferred" if direction > 0 else "past-preferred"


def close_day_of_month(anchors: Anchors, meaning: DayOfMonth, tense: Tense) -> Anchored:
    """The 5th."""
    last = anchors.last
    if last and unit_of(last.value) in {"D", "M"} and "W" not in last.value:
        return Anchored(f"{last.value[:7]}-{meaning.day:02}", ("month-from-text",), last.span)
    if anchors.published is None:
        return Anchored(f"XXXX-XX-{meaning.day:02}")
    months = [first_day(shifted(anchors.published, "M", step)) for step in _NEIGHBOURS]
    days = [day for first in months if first and (day := day_of(first.year, first.month, meaning.day))]
    return _nearest(anchors.published, days, tense, "month-from-publication") or NOTHING


def close_month(anchors: Anchors, meaning: Month, tense: Tense) -> Anchored:
    """January; last June; July this year."""
    open_value = f"XXXX-{meaning.month:02}"
    is_bare = meaning.direction is None and meaning.years is None
    if is_bare and (said := _in_year_said(anchors, open_value)):
        return said
    if anchors.published is None:
        return _closed_by_text(anchors, open_value) if is_bare else NOTHING
    year = anchors.published.year
    if meaning.years is not None:
        return Anchored(f"{year + meaning.years:04}-{meaning.month:02}", ("year-from-publication",))
    if meaning.direction is not None:
        year += _year_step(meaning.direction, meaning.month - anchors.published.month)
        return Anchored(f"{year:04}-{meaning.month:02}", ("year-from-publication", "as-said"))
    middle = anchors.published.replace(day=15)
    found = _nearest(middle, _days_around(middle, meaning.month, 15), tense, "year-from-publication")
    return Anchored(found.value[:7], found.steps) if found and found.value else NOTHING


def _open_where_bare(open_value: str, *said: int | None) -> Anchored:
    """The open value; nothing for "last June", which without a publication date is no June at all."""
    return Anchored(open_value) if all(part is None for part in said) else NOTHING


def _year_step(direction: int, ahead: int) -> int:
    """How many years from the publication's: last June is the one before this month, next June the one after."""
    if direction < 0:
        return -1 if ahead >= 0 else 0
    return 1 if direction > 0 and ahead <= 0 else 0


def close_weekday(anchors: Anchors, meaning: Weekday, tense: Tense) -> Anchored:
    """Monday; last Friday; Monday of last week; the following Tuesday."""
    if meaning.base is Base.TEXT:
        return _beside_text(anchors, meaning)
    today = anchors.published
    if today is None:
        return _open_where_bare(f"XXXX-WXX-{meaning.weekday}", meaning.direction, meaning.weeks)
    if meaning.weeks is not None:
        day = _weekday_near(today + timedelta(days=7 * meaning.weeks), meaning.weekday, 0)
        return Anchored(day.isoformat(), ("week-from-publication",))
    if meaning.direction is not None:
        day = _weekday_near(today, meaning.weekday, meaning.direction)
        return Anchored(day.isoformat(), ("week-from-publication", "as-said"))
    direction = 1 if tense() > 0 else -1
    day = today if meaning.weekday == today.isoweekday() else _weekday_near(today, meaning.weekday, direction)
    return Anchored(day.isoformat(), ("week-from-publication", _preferred(direction)))


def _beside_text(anchors: Anchors, meaning: Weekday) -> Anchored:
    if anchors.last_day is None:
        return NOTHING
    day = first_day(anchors.last_day.value)
    if day is None:
        is_week_open = anchors.last_day.value.startswith("XXXX-WXX") and meaning.direction == 1
        return Anchored(f"XXXX-WXX-{meaning.weekday}") if is_week_open else NOTHING
    beside = _weekday_near(day, meaning.weekday, meaning.direction or 0)
    return Anchored(beside.isoformat(), ("beside-text",), anchors.last_day.span)


def _weekday_near(day: date, weekday: int, direction: int) -> date:
    """The `weekday` before `day` (-1), in its week (0) or after it (1)."""
    ahead = (weekday - day.isoweekday()) % 7
    if direction > 0:
        return day + timedelta(days=ahead or 7)
    if direction < 0:
        return day - timedelta(days=(7 - ahead) % 7 or 7)
    return day + timedelta(days=weekday - day.isoweekday())


def close_part_of_year(anchors: Anchors, meaning: PartOfYear, tense: Tense) -> Anchored:
    """The third quarter; last fall; the first half this year."""
    if anchors.published is None:
        return _open_where_bare(f"XXXX-{meaning.part}", meaning.direction, meaning.years)
    if meaning.years is not None:
        value: str | None = f"{anchors.published.year + meaning.years:04}-{meaning.part}"
        return Anchored(value, ("year-from-publication",))
    value = _part_near(anchors.published, meaning, tense)
    return Anchored(value, ("year-from-publication", "nearest" if meaning.direction is None else "as-said"))


def _part_near(today: date, meaning: PartOfYear, tense: Tense) -> str | None:
    """The season or quarter that the direction says; else the last that has begun, or where the tense is future the
    next, if that begins sooner than the last one ended."""
    spans = _parts_around(today, meaning.part)
    if meaning.direction == 0:
        inside = [part for part, begin, until in spans if begin <= today < until]
        return inside[0] if inside else f"{today.year:04}-{meaning.part}"
    begun = [(part, until) for part, begin, until in spans if (until if meaning.direction == -1 else begin) <= today]
    coming = [(part, begin) for part, begin, _ in spans if begin > today]
    if meaning.direction == 1 or not begun:
        return coming[0][0] if coming else None
    if coming and coming[0][1] - today < today - begun[-1][1] and tense() > 0:
        return coming[0][0]
    return begun[-1][0]


def _parts_around(today: date, part: str) -> list[tuple[str, date, date]]:
    values = [f"{today.year + step:04}-{part}" for step in (-2, *_NEIGHBOURS)]
    found = [(value, interval) for value in values if (interval := interval_of(value))]
    return [(value, date.fromisoformat(span.begin), date.fromisoformat(span.until)) for value, span in found]


def close_holiday(anchors: Anchors, meaning: Holiday, tense: Tense) -> Anchored:
    """Thanksgiving; Christmas Eve 2019."""
    if meaning.year is not None:
        return Anchored(day_of_feast(meaning.name, meaning.year).isoformat())
    if anchors.published is None:
        return Anchored(_open_feast(meaning.name)) if meaning.direction is None else NOTHING
    years = [anchors.published.year + step for step in _NEIGHBOURS]
    days = [day_of_feast(meaning.name, year) for year in years if year >= 1]
    way = (lambda: meaning.direction or 0) if meaning.direction else tense
    return _nearest(anchors.published, days, way, "year-from-publication") or NOTHING


def _open_feast(name: str) -> str | None:
    """The feast without a year, where it is on the same day every year."""
    days = {day_of_feast(name, year).isoformat()[4:] for year in (2001, 2002, 2003)}
    return f"XXXX{days.pop()}" if len(days) == 1 else None
