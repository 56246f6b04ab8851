"""From meaning to value: what a time expression leaves open is taken from the publication date or from the text.

Expressions are resolved in text order; `Anchors` remembers what the text speaks of. Without a publication date a
partial date stays open (`XXXX-01-30`) and a relative one has no value, unless the text itself anchors it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from msgspec import Struct

from onrecord.finding.timing.feasts import day_of_feast
from onrecord.finding.timing.meanings import (
    Base,
    Clock,
    Day,
    DayOfMonth,
    Fixed,
    Holiday,
    LatestQuarter,
    Meaning,
    Month,
    PartOfDay,
    PartOfYear,
    QuarterOf,
    Same,
    Shift,
    Week,
    Weekday,
    YearEarlier,
)
from onrecord.finding.timing.units import day_of, first_day, shifted, unit_of
from onrecord.record.calendar import interval_of, is_possible
from onrecord.record.text import Span

__all__ = ["Anchored", "Anchors"]


class Anchored(Struct, frozen=True):
    """A value, the steps that led to it, and the expression that it was taken from."""

    value: str | None
    steps: tuple[str, ...] = ()
    anchor: Span | None = None


class Anchors:
    """What expressions of one article can be anchored to: the publication date, and what the text spoke of last.

    `tense` passed to `resolve` is called only where it decides: -1 past, 1 future, 0 unknown.
    """

    def __init__(self, published: date | None) -> None:
        self.published = published
        self.last: tuple[str, Span] | None = None  # the last date of the text, as a value
        self.last_day: tuple[str, Span] | None = None
        self.last_quarter: tuple[str, Span] | None = None

    def remember(self, value: str | None, span: Span) -> None:
        """Take a resolved DATE or TIME as what the text speaks of from here on."""
        if value is None or value.endswith("_REF") or value[0] in "PF":
            return
        day = value.partition("T")[0]
        if not day:
            return
        self.last = (day, span)
        unit = unit_of(day)
        if unit == "D":
            self.last_day = self.last
        elif unit == "Q":
            self.last_quarter = self.last

    def resolve(self, meaning: Meaning, tense: Callable[[], int]) -> Anchored:
        """The value of `meaning`; null where nothing can be said. Never a day that is on no calendar."""
        anchored = _RESOLVERS[type(meaning)](self, meaning, tense)
        if anchored.value is not None and not is_possible(anchored.value):
            return Anchored(None, anchored.steps)
        return anchored

    # --- parts of a date -------------------------------------------------------------------------------------------

    def _fixed(self, meaning: Fixed, _tense: Callable[[], int]) -> Anchored:
        return Anchored(meaning.value)

    def _day(self, meaning: Day, tense: Callable[[], int]) -> Anchored:
        open_value = f"XXXX-{meaning.month:02}-{meaning.day:02}"
        if self.published is None:
            return self._closed_by_text(open_value)
        years = [self.published.year + step for step in (-1, 0, 1)]
        days = [day for year in years if (day := day_of(year, meaning.month, meaning.day))]
        if meaning.direction:
            return self._choose(days, lambda: meaning.direction or 0, "year-from-publication") or Anchored(open_value)
        if meaning.weekday:
            named = [day for day in days if day.isoweekday() == meaning.weekday]
            if len(named) == 1:
                return Anchored(named[0].isoformat(), ("year-from-publication", "weekday-agrees"))
        return self._choose(days, tense, "year-from-publication") or Anchored(open_value)

    def _closed_by_text(self, open_value: str) -> Anchored:
        """An open year from the date with a year that the text spoke of last, where that says a month too."""
        if self.last and unit_of(self.last[0]) in {"D", "M"} and self.last[0][:4].isdecimal():
            return Anchored(self.last[0][:4] + open_value[4:], ("year-from-text",), self.last[1])
        return Anchored(open_value)

    def _choose(self, days: list[date], tense: Callable[[], int], step: str) -> Anchored | None:
        """The day of `days` that the tense prefers, unless it is too far off; without a tense the nearest."""
        assert self.published is not None
        published, direction = self.published, tense()
        near = sorted(days, key=lambda day: (abs((day - published).days), day > published))
        for day in near:
            ahead = (day - published).days * direction
            if direction and 0 <= ahead <= _TENSE_REACH:
                return Anchored(day.isoformat(), (step, "future-preferred" if direction > 0 else "past-preferred"))
        return Anchored(near[0].isoformat(), (step, "nearest")) if near else None

    def _day_of_month(self, meaning: DayOfMonth, tense: Callable[[], int]) -> Anchored:
        if self.last and unit_of(self.last[0]) in {"D", "M"}:
            return Anchored(f"{self.last[0][:7]}-{meaning.day:02}", ("month-from-text",), self.last[1])
        if self.published is None:
            return Anchored(f"XXXX-XX-{meaning.day:02}")
        months = [first_day(shifted(self.published, "M", step)) for step in (-1, 0, 1)]
        days = [day for first in months if first and (day := day_of(first.year, first.month, meaning.day))]
        return self._choose(days, tense, "month-from-publication") or Anchored(None)

    def _month(self, meaning: Month, tense: Callable[[], int]) -> Anchored:
        if self.published is None:
            return Anchored(f"XXXX-{meaning.month:02}") if meaning.direction is None else Anchored(None)
        year, month = self.published.year, self.published.month
        steps: tuple[str, ...] = ("year-from-publication",)
        if meaning.years is not None:
            year += meaning.years
        elif meaning.direction is not None:
            year += _year_step(meaning.direction, meaning.month - month)
        else:
            return self._bare_month(meaning.month, tense)
        return Anchored(f"{year}-{meaning.month:02}", steps)

    def _bare_month(self, month: int, tense: Callable[[], int]) -> Anchored:
        assert self.published is not None
        middle = self.published.replace(day=15)
        self_month = Anchors(middle)
        days = [date(middle.year + step, month, 15) for step in (-1, 0, 1) if 1 <= middle.year + step <= _LAST_YEAR]
        anchored = self_month._choose(days, tense, "year-from-publication")
        return Anchored(anchored.value[:7], anchored.steps) if anchored and anchored.value else Anchored(None)

    def _weekday(self, meaning: Weekday, tense: Callable[[], int]) -> Anchored:
        if meaning.base is Base.TEXT:
            return self._weekday_beside_text(meaning)
        if self.published is None:
            is_open = meaning.direction is None and meaning.weeks is None
            return Anchored(f"XXXX-WXX-{meaning.weekday}") if is_open else Anchored(None)
        today = self.published
        if meaning.weeks is not None:
            monday = today - timedelta(days=today.isoweekday() - 1)
            day = monday + timedelta(days=7 * meaning.weeks + meaning.weekday - 1)
            return Anchored(day.isoformat(), ("week-from-publication",))
        direction, word = meaning.direction, "as-said"
        if direction is None:
            future = tense() > 0
            direction, word = (1, "future-preferred") if future else (-1, "past-preferred")
            if meaning.weekday == today.isoweekday():
                direction = 0
        day = _weekday_near(today, meaning.weekday, direction)
        return Anchored(day.isoformat(), ("week-from-publication", word))

    def _weekday_beside_text(self, meaning: Weekday) -> Anchored:
        assert meaning.direction is not None
        if self.last_day and (day := _calendar_day(self.last_day[0])):
            beside = _weekday_near(day, meaning.weekday, meaning.direction)
            return Anchored(beside.isoformat(), ("beside-text",), self.last_day[1])
        return Anchored(None)

    def _part_of_year(self, meaning: PartOfYear, tense: Callable[[], int]) -> Anchored:
        if self.published is None:
            is_open = meaning.direction is None and meaning.years is None
            return Anchored(f"XXXX-{meaning.part}") if is_open else Anchored(None)
        if meaning.years is not None:
            return Anchored(f"{self.published.year + meaning.years}-{meaning.part}", ("year-from-publication",))
        value = self._part_near(meaning, tense)
        word = "as-said" if meaning.direction is not None else "nearest"
        return Anchored(value, ("year-from-publication", word))

    def _part_near(self, meaning: PartOfYear, tense: Callable[[], int]) -> str | None:
        """The season or quarter that the direction says; else the last that has begun, or one that comes sooner than
        that one ended where the tense is future."""
        assert self.published is not None
        today = self.published
        parts = [f"{today.year + step:04}-{meaning.part}" for step in (-2, -1, 0, 1)]
        spans = [
            (part, date.fromisoformat(interval.begin), date.fromisoformat(interval.until))
            for part in parts
            if (interval := interval_of(part))
        ]
        if meaning.direction == 0:
            return next((part for part, begin, until in spans if begin <= today < until), parts[2])
        begun = [(part, until) for part, begin, until in spans if (until if meaning.direction == -1 else begin) <= today]
        coming = [(part, begin) for part, begin, _ in spans if begin > today]
        if meaning.direction == 1:
            return coming[0][0] if coming else None
        if not begun or (coming and coming[0][1] - today < today - begun[-1][1] and tense() > 0):
            return coming[0][0] if coming else None
        return begun[-1][0]

    def _holiday(self, meaning: Holiday, tense: Callable[[], int]) -> Anchored:
        if meaning.year is not None:
            return Anchored(day_of_feast(meaning.name, meaning.year).isoformat())
        if self.published is None:
            return Anchored(_open_feast(meaning.name))
        days = [day_of_feast(meaning.name, self.published.year + step) for step in (-1, 0, 1)]
        said = meaning.direction
        way = tense if said is None or said == 0 else (lambda: said)
        return self._choose(days, way, "year-from-publication") or Anchored(None)

    # --- relative ----------------------------------------------------------------------------------------------------

    def _shift(self, meaning: Shift, _tense: Callable[[], int]) -> Anchored:
        if meaning.base is Base.TEXT:
            return self._shift_in_text(meaning)
        if self.published is None:
            return Anchored(None)
        if meaning.unit == "WE" and meaning.amount == 0:
            return self._weekend(_tense)
        return Anchored(shifted(self.published, meaning.unit, meaning.amount), ("from-publication",))

    def _weekend(self, tense: Callable[[], int]) -> Anchored:
        """ "The weekend" on a Monday is the one before; at its own end, or where the tense is future, this week's."""
        assert self.published is not None
        ahead = self.published.isoweekday() >= _SATURDAY or tense() > 0
        word = "future-preferred" if ahead else "past-preferred"
        return Anchored(shifted(self.published, "WE", 0 if ahead else -1), ("from-publication", word))

    def _shift_in_text(self, meaning: Shift) -> Anchored:
        anchor = self.last_day if meaning.unit in {"D", "W", "WE"} else self.last
        if anchor is None:
            return Anchored(None)
        begin = first_day(anchor[0])
        if begin is None or not _fine_enough(anchor[0], meaning.unit):
            return Anchored(None)
        return Anchored(shifted(begin, meaning.unit, meaning.amount), ("from-text",), anchor[1])

    def _same(self, meaning: Same, _tense: Callable[[], int]) -> Anchored:
        anchor = self.last_day if meaning.unit == "D" else self.last
        if anchor is None:
            return Anchored(None)
        value = _widened(anchor[0], meaning.unit)
        return Anchored(value, ("same-as-text",), anchor[1]) if value else Anchored(None)

    def _latest_quarter(self, meaning: LatestQuarter, _tense: Callable[[], int]) -> Anchored:
        if self.last_quarter:
            value, span = self.last_quarter
            return Anchored(_years_before(value, meaning.years), ("quarter-from-text",), span)
        if self.published is None:
            return Anchored(None)
        ended = shifted(self.published, "Q", -1)
        return Anchored(_years_before(ended, meaning.years), ("last-ended-quarter",)) if ended else Anchored(None)

    def _quarter_of(self, meaning: QuarterOf, _tense: Callable[[], int]) -> Anchored:
        if self.last_quarter:
            value, span = self.last_quarter
            return Anchored(f"{meaning.year}{value[4:]}", ("quarter-from-text",), span)
        return Anchored(str(meaning.year))

    def _week(self, meaning: Week, tense: Callable[[], int]) -> Anchored:
        day = self.resolve(meaning.day, tense)
        begin = first_day(day.value)
        return Anchored(shifted(begin, "W", 0), day.steps, day.anchor) if begin else Anchored(None)

    def _year_earlier(self, meaning: YearEarlier, _tense: Callable[[], int]) -> Anchored:
        if self.last_quarter:
            value, span = self.last_quarter
            return Anchored(_years_before(value, -1), ("quarter-from-text",), span)
        if meaning.base is Base.TEXT and self.last:
            begin = first_day(self.last[0])
            return Anchored(shifted(begin, "Y", -1), ("from-text",), self.last[1]) if begin else Anchored(None)
        if self.published is None:
            return Anchored(None)
        return Anchored(shifted(self.published, "Y", -1), ("from-publication",))

    # --- times of day --------------------------------------------------------------------------------------------------

    def _clock(self, meaning: Clock, tense: Callable[[], int]) -> Anchored:
        return self._on_day(meaning.clock + meaning.zone, meaning.day, tense)

    def _part_of_day(self, meaning: PartOfDay, tense: Callable[[], int]) -> Anchored:
        return self._on_day(meaning.part, meaning.day, tense)

    def _on_day(self, clock: str, day: Meaning | None, tense: Callable[[], int]) -> Anchored:
        if day is not None:
            anchored = self.resolve(day, tense)
        elif self.last_day:
            anchored = Anchored(self.last_day[0], ("day-from-text",), self.last_day[1])
        elif self.published:
            anchored = Anchored(self.published.isoformat(), ("day-from-publication",))
        else:
            anchored = Anchored(None)
        if anchored.value is None:
            return Anchored(None)
        return Anchored(f"{anchored.value}T{clock}", anchored.steps, anchored.anchor)


_RESOLVERS: dict[type, Callable[..., Anchored]] = {
    Fixed: Anchors._fixed,  # noqa: SLF001 - the table belongs to the class
    Day: Anchors._day,  # noqa: SLF001
    DayOfMonth: Anchors._day_of_month,  # noqa: SLF001
    Month: Anchors._month,  # noqa: SLF001
    Weekday: Anchors._weekday,  # noqa: SLF001
    PartOfYear: Anchors._part_of_year,  # noqa: SLF001
    LatestQuarter: Anchors._latest_quarter,  # noqa: SLF001
    QuarterOf: Anchors._quarter_of,  # noqa: SLF001
    Week: Anchors._week,  # noqa: SLF001
    YearEarlier: Anchors._year_earlier,  # noqa: SLF001
    Holiday: Anchors._holiday,  # noqa: SLF001
    Shift: Anchors._shift,  # noqa: SLF001
    Same: Anchors._same,  # noqa: SLF001
    Clock: Anchors._clock,  # noqa: SLF001
    PartOfDay: Anchors._part_of_day,  # noqa: SLF001
}


def _year_step(direction: int, ahead: int) -> int:
    """How many years from the publication's: last June is the June before this month, next June the one after."""
    if direction < 0:
        return -1 if ahead >= 0 else 0
    if direction > 0:
        return 0 if ahead > 0 else 1
    return 0


def _weekday_near(day: date, weekday: int, direction: int) -> date:
    """The `weekday` before `day` (-1), in its week (0) or after it (1)."""
    ahead = (weekday - day.isoweekday()) % 7
    if direction > 0:
        return day + timedelta(days=ahead or 7)
    if direction < 0:
        return day - timedelta(days=(7 - ahead) % 7 or 7)
    return day + timedelta(days=weekday - day.isoweekday())


def _calendar_day(value: str) -> date | None:
    return first_day(value) if unit_of(value) == "D" else None


_SATURDAY = 6
_LAST_YEAR = 9998

# Days within which a tense decides. What is farther from the publication is printed with its year; and a verb near the
# date need not be its own ("declared a dividend, payable Dec. 15").
_TENSE_REACH = 300

_ORDER = ["TS", "TM", "TH", "D", "WE", "W", "M", "S", "Q", "H", "Y", "E", "C", "L"]


def _fine_enough(value: str, unit: str) -> bool:
    """Whether a shift by `unit` from `value` is exact: two days after a year is no day."""
    own = unit_of(value)
    return own is not None and _ORDER.index(own) <= _ORDER.index(unit if unit != "F" else "W")


def _widened(value: str, unit: str) -> str | None:
    """The `unit` that holds `value`, also where its year is open; None where the value is wider."""
    own = unit_of(value)
    if own == unit:
        return value
    if own == "D" and unit == "M" and "W" not in value:
        return value[:7]
    if unit == "Y" and value[:4].isdecimal() and own in {"D", "M", "Q", "S", "H"}:
        return value[:4]
    begin = first_day(value)
    return shifted(begin, unit, 0) if begin and _fine_enough(value, unit) else None


def _years_before(value: str, years: int) -> str:
    return f"{int(value[:4]) + years}{value[4:]}" if value[:4].isdecimal() else value


def _open_feast(name: str) -> str | None:
    """The feast without a year, where it is on the same day every year."""
    days = {day_of_feast(name, year).isoformat()[4:] for year in (2001, 2002, 2003)}
    return f"XXXX{days.pop()}" if len(days) == 1 else None
