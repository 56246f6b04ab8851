"""Days: Jan. 30, the following Tuesday, yesterday, Thanksgiving."""

from __future__ import annotations

from onrecord.finding.timing.found import DATE, Built, Found
from onrecord.finding.timing.meanings import Base, Day, DayOfMonth, Fixed, Holiday, Meaning, Shift, Week, Weekday
from onrecord.finding.timing.vocabulary import vocabulary

__all__ = [
    "beyond_today",
    "day_number",
    "days_of_month",
    "holiday",
    "iso_date",
    "month_and_day",
    "named_day",
    "slash_date",
    "the_day",
    "today",
    "week_of_day",
    "weekday",
    "weekday_of_week",
    "weekdays",
    "year_end",
]

_PIVOT = 40  # two-digit years from here on are of the twentieth century


def day_number(word: str) -> int:
    """The number of "5", "5th" or "fifth"."""
    ordinals = vocabulary().words["ordinal"]
    if word.lower() in ordinals:
        return int(ordinals[word.lower()])
    return int(word.lower().rstrip("stndrh"))


def named_day(found: Found) -> Meaning:
    """The day that the groups `month`, `day`, `year` and `weekday` say."""
    month, day = found.number("month", "month", "short-month"), day_number(found.printed("day")[0])
    if year := found.year():
        return Fixed(f"{year}-{month:02}-{day:02}")
    weekday = found.number("weekday", "weekday") if found.has("weekday") else None
    return Day(month, day, weekday, found.direction())


def month_and_day(found: Found) -> Built:
    """Jan. 30; Friday, Aug. 7, 1998; 30 January; around Nov. 1."""
    return found.draft(DATE, named_day(found))


def days_of_month(found: Found) -> Built:
    """Jan. 5 to 8; April 24 and 25: two days."""
    month, year = found.number("month", "month", "short-month"), found.year()
    drafts = []
    for name in ("day", "other"):
        day = day_number(found.printed(name)[0])
        meaning = Fixed(f"{year}-{month:02}-{day:02}") if year else Day(month, day)
        first = "month" if name == "day" else name
        drafts.append(found.piece(first, "year" if name == "other" and year else name, DATE, meaning))
    return tuple(drafts)


def iso_date(found: Found) -> Built:
    """2020-02-13, one token or five."""
    words = found.words(*found.span)
    return found.draft(DATE, Fixed("-".join(word for word in words if word[0].isdigit())))


def slash_date(found: Found) -> Built:
    """13/2/2020. Where day and month could change places (2/3/2020) nothing is said."""
    first, second, year = (int(part) for part in found.words(*found.span)[0].split("/"))
    year += 0 if year > 99 else 2000 if year < _PIVOT else 1900
    if first <= 12 < second or first == second:
        return found.draft(DATE, Fixed(f"{year}-{first:02}-{second:02}"))
    return found.draft(DATE, Fixed(f"{year}-{second:02}-{first:02}" if second <= 12 < first else None))


def the_day(found: Found) -> Built:
    """The 5th."""
    return found.draft(DATE, DayOfMonth(day_number(found.printed("day")[0])))


def year_end(found: Found) -> Built:
    """Year-end is the last day of a year; by year-end, of the year at hand."""
    return found.draft(DATE, Day(12, 31, direction=1 if found.before(1) == ["by"] else None))


def weekday(found: Found) -> Built:
    """Monday; last Friday; the following Tuesday; "on a Friday", of which nobody says which; no Super Tuesday."""
    if found.before(1) and found.before(1)[0] in vocabulary().context["before-named-day"]:
        return None
    if found.before(2) in (["on", "a"], ["on", "one"]) and not found.has("dir") and _ends_phrase(found.after(1)):
        return found.draft(DATE, Fixed(f"XXXX-WXX-{found.number('weekday', 'weekday')}"))
    return found.draft(DATE, Weekday(found.number("weekday", "weekday"), found.direction(), found.base()))


def _ends_phrase(after: list[str]) -> bool:
    """Whether no noun follows: "on a Friday in May", but not "on a Friday flight"."""
    return not after or not after[0][0].isalpha() or after[0] in vocabulary().context["after-some-day"]


def weekdays(found: Found) -> Built:
    """Monday through Friday: two days, the second after the first."""
    first = Weekday(found.number("weekday", "weekday"))
    second = Weekday(found.number("other", "weekday"), 1, Base.TEXT)
    return found.piece("weekday", "weekday", DATE, first), found.piece("other", "other", DATE, second)


def weekday_of_week(found: Found) -> Built:
    """Monday of last week."""
    return found.draft(DATE, Weekday(found.number("weekday", "weekday"), weeks=found.direction()))


def week_of_day(found: Found) -> Built:
    """The week of March 6; the weekend of March 7; the week ended March 7."""
    return found.draft(DATE, Week(named_day(found), found.code("unit", "unit")))


def today(found: Found) -> Built:
    """Today, yesterday, tomorrow; not The Valley Today."""
    first = found.span[0]
    before = found.words(max(0, first - 1), first)
    if found.words(*found.span)[0].istitle() and before and before[0].isalpha() and before[0][0].isupper():
        return None
    return found.draft(DATE, Shift("D", found.number("today", "today")))


def beyond_today(found: Found) -> Built:
    """The day before yesterday, the day after tomorrow."""
    step = 1 if found.has("after") else -1
    return found.draft(DATE, Shift("D", found.number("today", "today") + step))


def holiday(found: Found) -> Built:
    """Christmas Eve 2019; last Thanksgiving."""
    name = found.phrase("name").replace("’", "'").replace(" '", "'")
    year = found.year()
    return found.draft(DATE, Holiday(name, found.direction(), int(year) if year else None))
