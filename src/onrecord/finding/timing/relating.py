"""Counting from an anchor: last week, two days later, that same year, the year-ago quarter."""

from __future__ import annotations

from datetime import date

from onrecord.finding.timing.anchors import NOTHING, Anchor, Anchored, Anchors, Tense
from onrecord.finding.timing.meanings import Base, LatestQuarter, MonthOfText, QuarterOf, Same, Shift, YearEarlier
from onrecord.finding.timing.units import first_day, shifted, unit_of

__all__ = [
    "relate_latest_quarter",
    "relate_month",
    "relate_quarter_of",
    "relate_same",
    "relate_shift",
    "relate_year_earlier",
]

_SATURDAY = 6
_FINE_TO_WIDE = ("TS", "TM", "TH", "D", "NI", "WE", "W", "F", "M", "S", "Q", "H", "Y", "E", "C", "L")


def relate_shift(anchors: Anchors, meaning: Shift, tense: Tense) -> Anchored:
    """Last week; three months ago; two days later."""
    if meaning.base is Base.TEXT:
        return _from_text(anchors, meaning)
    if anchors.published is None:
        return NOTHING
    if meaning.unit == "WE" and meaning.amount == 0:
        return _weekend(anchors.published, tense)
    return Anchored(shifted(anchors.published, meaning.unit, meaning.amount), ("from-publication",))


def _weekend(published: date, tense: Tense) -> Anchored:
    """The weekend, on a Monday, is the one before; from Saturday on, or where the tense is future, this week's."""
    ahead = published.isoweekday() >= _SATURDAY or tense() > 0
    step = "future-preferred" if ahead else "past-preferred"
    return Anchored(shifted(published, "WE", 0 if ahead else -1), ("from-publication", step))


def _from_text(anchors: Anchors, meaning: Shift) -> Anchored:
    anchor = _anchor_for(anchors, meaning.unit)
    begin = first_day(anchor.value) if anchor else None
    if anchor is None or begin is None or not _holds(meaning.unit, anchor.value):
        return NOTHING
    return Anchored(shifted(begin, meaning.unit, meaning.amount), ("from-text",), anchor.span)


def _anchor_for(anchors: Anchors, unit: str | None) -> Anchor | None:
    return anchors.last_day if unit in {"D", "NI", "W", "WE"} else anchors.last


def _holds(unit: str, value: str) -> bool:
    """Whether a value lies inside one `unit`: two days after a year is no day."""
    own = unit_of(value)
    return own is not None and _FINE_TO_WIDE.index(own) <= _FINE_TO_WIDE.index(unit)


def relate_same(anchors: Anchors, meaning: Same, _tense: Tense) -> Anchored:
    """That same day; that year: also where its year is open."""
    anchor = _anchor_for(anchors, meaning.unit)
    value = _widened(anchor.value, meaning.unit) if anchor and meaning.unit else anchor.value if anchor else None
    return Anchored(value, ("same-as-text",), anchor.span) if anchor and value else NOTHING


def relate_month(anchors: Anchors, meaning: MonthOfText, _tense: Tense) -> Anchored:
    """October of that year."""
    year = _widened(anchors.last.value, "Y") if anchors.last else None
    return (
        Anchored(f"{year}-{meaning.month:02}", ("year-from-text",), anchors.last.span)
        if year and anchors.last
        else NOTHING
    )


def _widened(value: str, unit: str) -> str | None:
    """The `unit` that holds `value`; None where the value is wider."""
    if unit_of(value) == unit:
        return value
    if unit == "M" and unit_of(value) == "D" and "W" not in value:
        return None if value[5:7] == "XX" else value[:7]
    begin = first_day(value)
    return shifted(begin, unit, 0) if begin and _holds(unit, value) else None


def relate_latest_quarter(anchors: Anchors, meaning: LatestQuarter, _tense: Tense) -> Anchored:
    """The latest quarter: the one that the text is about, else the last that has ended."""
    if anchors.last_quarter:
        value = _years_before(anchors.last_quarter.value, meaning.years)
        return Anchored(value, ("quarter-from-text",), anchors.last_quarter.span)
    ended = shifted(anchors.published, "Q", -1) if anchors.published else None
    return Anchored(_years_before(ended, meaning.years), ("last-ended-quarter",)) if ended else NOTHING


def relate_quarter_of(anchors: Anchors, meaning: QuarterOf, _tense: Tense) -> Anchored:
    """The 1988 quarter: the one that the text is about, of that year; the year where it is about none."""
    if anchors.last_quarter:
        value = f"{meaning.year}{anchors.last_quarter.value[4:]}"
        return Anchored(value, ("quarter-from-text",), anchors.last_quarter.span)
    return Anchored(str(meaning.year))


def relate_year_earlier(anchors: Anchors, meaning: YearEarlier, _tense: Tense) -> Anchored:
    """A year ago, a year earlier: of the quarter where the text is about a quarter, else a year."""
    if anchors.last_quarter:
        value = _years_before(anchors.last_quarter.value, -1)
        return Anchored(value, ("quarter-from-text",), anchors.last_quarter.span)
    if meaning.base is Base.TEXT and anchors.last:
        begin = first_day(anchors.last.value)
        return Anchored(shifted(begin, "Y", -1), ("from-text",), anchors.last.span) if begin else NOTHING
    if anchors.published is None:
        return NOTHING
    return Anchored(shifted(anchors.published, "Y", -1), ("from-publication",))


def _years_before(value: str, years: int) -> str:
    return f"{int(value[:4]) + years:04}{value[4:]}" if value[:4].isdecimal() else value
