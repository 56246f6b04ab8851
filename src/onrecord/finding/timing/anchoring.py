"""From meaning to value: what an expression leaves open is taken from the publication date or from the text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from onrecord.finding.timing import closing, relating
from onrecord.finding.timing.anchors import NOTHING, Anchor, Anchored, Anchors, Tense
from onrecord.finding.timing.meanings import (
    Clock,
    Day,
    DayOfMonth,
    Fixed,
    Holiday,
    LatestQuarter,
    Meaning,
    Month,
    MonthOfText,
    PartOfDay,
    PartOfYear,
    QuarterEnding,
    QuarterOf,
    Same,
    Shift,
    Week,
    Weekday,
    YearEarlier,
)
from onrecord.finding.timing.units import first_day, shifted
from onrecord.record.calendar import is_possible

__all__ = ["as_spoken", "resolve"]

HALF_A_QUARTER = 45  # days


def resolve(anchors: Anchors, meaning: Meaning, tense: Tense) -> Anchored:
    """The value of `meaning`; null where nothing can be said. Never a day that is on no calendar."""
    try:
        anchored = _RESOLVERS[type(meaning)](anchors, meaning, tense)
    except (ValueError, OverflowError):  # a step off either end of the calendar
        return NOTHING
    if anchored.value is not None and not is_possible(anchored.value):
        return NOTHING
    return anchored


def as_spoken(spoken: Anchor, meaning: Meaning, tense: Tense) -> Anchored:
    """The value of `meaning` in words that were spoken on the day `spoken`."""
    anchored = resolve(Anchors(first_day(spoken.value)), meaning, tense)
    steps = tuple(step.replace("from-publication", "from-statement") for step in anchored.steps)
    return Anchored(anchored.value, steps, spoken.span)


def _fixed(_anchors: Anchors, meaning: Fixed, _tense: Tense) -> Anchored:
    return Anchored(meaning.value)


def _week(anchors: Anchors, meaning: Week, tense: Tense) -> Anchored:
    day = resolve(anchors, meaning.day, tense)
    begin = first_day(day.value)
    return Anchored(shifted(begin, meaning.unit, 0), day.steps, day.anchor) if begin else NOTHING


def _quarter_ending(anchors: Anchors, meaning: QuarterEnding, tense: Tense) -> Anchored:
    day = resolve(anchors, meaning.day, tense)
    end = first_day(day.value)
    return Anchored(shifted(end - timedelta(days=HALF_A_QUARTER), "Q", 0), day.steps, day.anchor) if end else NOTHING


def _clock(anchors: Anchors, meaning: Clock, tense: Tense) -> Anchored:
    return _on_day(anchors, meaning.clock + meaning.zone, meaning.day, tense)


def _part_of_day(anchors: Anchors, meaning: PartOfDay, tense: Tense) -> Anchored:
    return _on_day(anchors, meaning.part, meaning.day, tense)


def _on_day(anchors: Anchors, clock: str, day: Meaning | None, tense: Tense) -> Anchored:
    """The time on `day`; without one, on the day that the text speaks of, else of the publication."""
    if day is not None:
        on = resolve(anchors, day, tense)
    elif anchors.last_day:
        on = Anchored(anchors.last_day.value, ("day-from-text",), anchors.last_day.span)
    elif anchors.published:
        on = Anchored(anchors.published.isoformat(), ("day-from-publication",))
    else:
        on = NOTHING
    return Anchored(f"{on.value}T{clock}", on.steps, on.anchor) if on.value else NOTHING


_RESOLVERS: dict[type, Callable[..., Anchored]] = {
    Fixed: _fixed,
    Day: closing.close_day,
    DayOfMonth: closing.close_day_of_month,
    Month: closing.close_month,
    MonthOfText: relating.relate_month,
    Weekday: closing.close_weekday,
    PartOfYear: closing.close_part_of_year,
    Holiday: closing.close_holiday,
    Shift: relating.relate_shift,
    Same: relating.relate_same,
    LatestQuarter: relating.relate_latest_quarter,
    QuarterOf: relating.relate_quarter_of,
    YearEarlier: relating.relate_year_earlier,
    QuarterEnding: _quarter_ending,
    Week: _week,
    Clock: _clock,
    PartOfDay: _part_of_day,
}
