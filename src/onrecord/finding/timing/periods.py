"""Months, quarters, seasons, years, decades and centuries by their names."""

from __future__ import annotations

from onrecord.finding.timing.amounts import year_in_words
from onrecord.finding.timing.days import day_number, named_day
from onrecord.finding.timing.found import DATE, Built, Found
from onrecord.finding.timing.meanings import (
    Fixed,
    LatestQuarter,
    Month,
    MonthOfText,
    PartOfYear,
    QuarterEnding,
    QuarterOf,
)
from onrecord.finding.timing.vocabulary import vocabulary

__all__ = [
    "century",
    "decade",
    "fiscal_year",
    "half",
    "half_of_decade",
    "latest_quarter",
    "month",
    "month_in_words",
    "month_of_that_year",
    "named_decade",
    "named_quarter_year_earlier",
    "prefixed",
    "quarter",
    "quarter_ended",
    "quarter_of_year",
    "quarter_year_earlier",
    "season",
    "season_in_letters",
    "short_decade",
    "year",
    "year_in_letters",
    "years_range",
]

_APOSTROPHES = "'’‘`"
_ALSO_NAMES = frozenset([4, 5, 6, 8])  # April, May, June, August
_PLAIN_YEARS = range(1700, 2041)  # four digits that are a year without a word that says so


def month(found: Found) -> Built:
    """January; last June; early November 1998; July this year."""
    number = found.number("month", "month", "short-month")
    if year := found.year():
        return found.draft(DATE, Fixed(f"{year}-{number:02}"))
    if (number == 3 and _is_a_march(found)) or (number in _ALSO_NAMES and _is_name(found)):
        return None
    return found.draft(DATE, Month(number, found.direction(), found.direction("which")))


def _is_name(found: Found) -> bool:
    """Whether April or May is somebody, or opens a wish: no preposition before it, no small letters around it."""
    if found.has("dir") or found.has("part") or found.has("which"):
        return False
    first, last = found.span
    before, after = found.words(max(0, first - 1), first), found.words(last, last + 1)
    if before and before[0].lower() in vocabulary().context["before-month"]:
        return False
    return not before or not before[0].islower() or (bool(after) and after[0][0].isupper())


def _is_a_march(found: Found) -> bool:
    """The March for Jobs walks."""
    context = vocabulary().context
    before, after = context["before-a-march"], context["after-a-march"]
    return bool(before.intersection(found.before(1)) and after.intersection(found.after(1)))


def month_in_words(found: Found) -> Built:
    """January nineteen ninety-seven."""
    year = year_in_words(found.lower("words"))
    return found.draft(DATE, Fixed(f"{year}-{found.number('month', 'month'):02}")) if year else None


def month_of_that_year(found: Found) -> Built:
    """October of that year: of the year that the text speaks of."""
    return found.draft(DATE, MonthOfText(found.number("month", "month")))


def prefixed(found: Found) -> Built:
    """mid-1996; the mid-1990s; mid-May; post-1959."""
    prefix, _, rest = found.words(*found.span)[-1].partition("-")
    mod = {"mid": "MID", "pre": "BEFORE", "post": "AFTER"}[prefix]
    tables = vocabulary().words
    if rest in tables["month"]:
        return found.draft(DATE, Month(int(tables["month"][rest])), mod)
    if rest in tables["season"]:
        return found.draft(DATE, PartOfYear(str(tables["season"][rest])), mod)
    return found.draft(DATE, Fixed(rest[:3] if rest.endswith("s") else rest), mod)


def year(found: Found) -> Built:
    """1996, where no amount, count or measure is meant."""
    before, after = found.before(1), found.after(1)
    tables = vocabulary().words
    if before and before[0] in tables["money"]:
        return None
    if after and (after[0] in tables["units"] or after[0] in vocabulary().context["counted"]):
        return None
    printed = found.printed("year")[0]
    if int(printed) not in _PLAIN_YEARS and not (before and before[0] in tables["before-year"]):
        return None
    return found.draft(DATE, Fixed(printed), _open_end(found))


def _open_end(found: Found) -> str | None:
    """1990 and beyond, 1994 or later."""
    if not found.has("open"):
        return None
    return "ON_OR_BEFORE" if "earlier" in found.lower("open") else "ON_OR_AFTER"


def years_range(found: Found) -> Built:
    """1998-99: two years."""
    first, last = found.printed("year")[0], found.printed("other")[0]
    until = first[: 4 - len(last)] + last
    if not 0 < int(until) - int(first) < 100:
        return None
    return found.piece("year", "year", DATE, Fixed(first)), found.piece("other", "other", DATE, Fixed(until))


def year_in_letters(found: Found) -> Built:
    """Nineteen ninety-six; the year two thousand."""
    year = year_in_words(found.lower("words"))
    return found.draft(DATE, Fixed(str(year))) if year and year in _PLAIN_YEARS else None


def fiscal_year(found: Found) -> Built:
    """Fiscal 1988: whose year, and so its days, is not said."""
    return found.draft(DATE, Fixed(f"FY{found.year()}"))


def decade(found: Found) -> Built:
    """The late 1970s."""
    return found.draft(DATE, Fixed(found.printed("decade")[0][:3]))


def short_decade(found: Found) -> Built:
    """The '80s."""
    return found.draft(DATE, Fixed(f"19{found.printed('decade')[-1].lstrip(_APOSTROPHES)[0]}"))


def named_decade(found: Found) -> Built:
    """The nineties."""
    return found.draft(DATE, Fixed(f"19{found.number('decade', 'nineties')}"))


def half_of_decade(found: Found) -> Built:
    """The last half of the 1980s."""
    mod = "START" if found.lower("ordinal")[0] in {"first", "early"} else "END"
    digits = found.printed("decade")[-1].lstrip(_APOSTROPHES)
    return found.draft(DATE, Fixed(digits[:3] if digits[:4].isdecimal() else f"19{digits[0]}"), mod)


def century(found: Found) -> Built:
    """The 20th century."""
    number = _ordinal(found)
    return found.draft(DATE, Fixed(f"{number - 1:02}")) if 1 <= number <= 22 else None


def season(found: Found) -> Built:
    """Last fall; summer 1998; this winter; no Winter Games."""
    part = found.code("season", "season")
    if (
        found.printed("season")[0].istitle()
        and found.after(1)
        and found.words(found.span[1], found.span[1] + 1)[0].istitle()
    ):
        return None
    if year := found.year():
        return found.draft(DATE, Fixed(f"{year}-{part}"))
    return found.draft(DATE, PartOfYear(part, found.direction(), found.direction("which")))


def season_in_letters(found: Found) -> Built:
    """The winter of nineteen ninety-four."""
    year = year_in_words(found.lower("words"))
    return found.draft(DATE, Fixed(f"{year}-{found.code('season', 'season')}")) if year else None


def _ordinal(found: Found) -> int:
    word, tables = found.lower("ordinal")[-1], vocabulary().words
    if word in {"last", "latter", "final"}:
        return 2
    return int(tables["ordinal"][word]) if word in tables["ordinal"] else day_number(word)


def quarter(found: Found) -> Built:
    """The third quarter of 1984; third-quarter."""
    number = _ordinal(found)
    if not 1 <= number <= 4:
        return None
    if year := found.year():
        return found.draft(DATE, Fixed(f"{year}-Q{number}"))
    return found.draft(DATE, PartOfYear(f"Q{number}", found.direction(), found.direction("which")))


def half(found: Found) -> Built:
    """The last half of 1989; the first half."""
    number = _ordinal(found)
    if number not in {1, 2}:
        return None
    if year := found.year():
        return found.draft(DATE, Fixed(f"{year}-H{number}"))
    return found.draft(DATE, PartOfYear(f"H{number}", years=found.direction("which")))


def latest_quarter(found: Found) -> Built:
    """The latest quarter; the quarter."""
    return found.draft(DATE, LatestQuarter())


def quarter_ended(found: Found) -> Built:
    """The quarter ended Sept. 30."""
    return found.draft(DATE, QuarterEnding(named_day(found)))


def quarter_of_year(found: Found) -> Built:
    """The 1988 quarter; last year's quarter: the one that the text is about, of that year."""
    if year := found.year():
        return found.draft(DATE, QuarterOf(int(year)))
    return found.draft(DATE, LatestQuarter(found.direction("which") or 0))


def named_quarter_year_earlier(found: Found) -> Built:
    """The year-ago third quarter."""
    number = _ordinal(found)
    return found.draft(DATE, PartOfYear(f"Q{number}", years=-1)) if 1 <= number <= 4 else None


def quarter_year_earlier(found: Found) -> Built:
    """The year-ago quarter; the corresponding period last year."""
    return found.draft(DATE, LatestQuarter(-1))
