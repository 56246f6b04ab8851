"""The grammar: one rule for each way of writing a time, in the order in which they are tried at one place.

Extents follow the TIMEX3 guidelines (TimeML 1.2.1): the determiner, the words that change the value ("nearly",
"early") and postmodifiers ("ago") are in, prepositions are out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from onrecord.finding.timing.amounts import VAGUE, amount_of, duration, year_in_words
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
    Same,
    Shift,
    Weekday,
    YearEarlier,
)
from onrecord.finding.timing.vocabulary import vocabulary
from onrecord.record.vocabulary import TimexType

__all__ = ["PARTS", "RULES", "Draft", "Found", "Rule"]

DATE, TIME, DURATION, SET = TimexType.DATE, TimexType.TIME, TimexType.DURATION, TimexType.SET


class Draft(Struct, frozen=True):
    """A time expression before it is anchored: tokens `first` to `last` (exclusive)."""

    first: int
    last: int
    type: TimexType
    meaning: Meaning
    mod: str | None = None
    rule: str = ""


class Found(Struct, frozen=True):
    """One match of a rule: the tokens of each named group, in lower case except where the case counts."""

    words: Callable[[int, int], Sequence[str]]  # the tokens from an index to another as printed
    span: tuple[int, int]
    groups: dict[str, tuple[int, int]]

    def has(self, name: str) -> bool:
        """Whether the group took part in the match."""
        return name in self.groups

    def printed(self, name: str) -> Sequence[str]:
        """The tokens of a group as printed; none when it took no part."""
        return self.words(*self.groups[name]) if name in self.groups else ()

    def lower(self, name: str) -> list[str]:
        """The tokens of a group in lower case."""
        return [word.lower() for word in self.printed(name)]

    def phrase(self, name: str) -> str:
        """The tokens of a group in lower case, with single spaces."""
        return " ".join(self.lower(name))

    def number(self, table: str, name: str) -> int:
        """What the only token of a group is worth in a table of the vocabulary."""
        return int(vocabulary().value(table, self.printed(name)[0]))

    def code(self, table: str, name: str) -> str:
        """The code that the only token of a group has in a table of the vocabulary."""
        return str(vocabulary().value(table, self.printed(name)[0]))

    def before(self, count: int) -> list[str]:
        """The tokens before the match, nearest last, in lower case."""
        first = self.span[0]
        return [word.lower() for word in self.words(max(0, first - count), first)]

    def after(self, count: int) -> list[str]:
        """The tokens after the match, in lower case."""
        last = self.span[1]
        return [word.lower() for word in self.words(last, last + count)]

    def draft(self, kind: TimexType, meaning: Meaning, mod: str | None = None) -> Draft:
        """The whole match as one expression."""
        return Draft(*self.span, kind, meaning, mod)

    def piece(self, first: str, last: str, kind: TimexType, meaning: Meaning, mod: str | None = None) -> Draft:
        """The tokens from one group to another as one expression."""
        return Draft(self.groups[first][0], self.groups[last][1], kind, meaning, mod)


Build = Callable[[Found], "Draft | tuple[Draft, ...] | None"]


class Rule(Struct, frozen=True):
    """One way of writing a time. `build` gives None where the words turn out to be something else."""

    name: str
    pattern: str
    build: Build


def _modifier_pattern() -> str:
    phrases = sorted(vocabulary().modifiers, key=len, reverse=True)
    return " | ".join(phrases)


def _holiday_pattern() -> str:
    phrases = sorted(vocabulary().holidays, key=len, reverse=True)
    return " | ".join(phrase.replace("'s", " <genitive>").replace("s'", "s <apostrophe>") for phrase in phrases)


PARTS = {
    "mod": _modifier_pattern(),
    "holiday": _holiday_pattern(),
    "ones": "<tens> (?: <dash>? <cardinal> )? | <cardinal>",
    "count": "(?: a | {ones} | <integer> ) <magnitude> | <integer> <fraction>? | {ones} | <fraction>",
    "vague": "a few | a couple (?: of )? | a number of | a handful of | <vague>",
    "part": "the? (?: <start> | <middle> | <ending> ) (?: of | in | <dash> )?",
    "dir": "<last> | <next> | <this>",
    "dom": "<day> | <ordinal-number>",
    "year": "(year: <year>) | <apostrophe> (short: <two-digits>)",
    "monthday": "(month: <month>) (day: {dom}) (?: ,? (year: <year>) )?",
    "daymonth": "(?: the )? (day: {dom}) (?: of )? (month: <month>) (?: ,? (year: <year>) )?",
    "clock": "<clock> <meridiem>? | <hour> <meridiem> | <clock-meridiem> | <noon> | <hour> o'clock",
}


# --- days -----------------------------------------------------------------------------------------------------------


def _day_number(word: str) -> int:
    return int(word.rstrip("stndrh"))


def _day(found: Found) -> Meaning:
    month, day = found.number("month", "month"), _day_number(found.lower("day")[0])
    if found.has("year"):
        return Fixed(f"{found.printed('year')[0]}-{month:02}-{day:02}")
    weekday = found.number("weekday", "weekday") if found.has("weekday") else None
    return Day(month, day, weekday)


def _month_and_day(found: Found) -> Draft:
    return found.draft(DATE, _day(found), _mod(found))


def _days_of_month(found: Found) -> tuple[Draft, ...]:
    month, year = found.number("month", "month"), found.printed("year")
    drafts = []
    for name in ("day", "other"):
        day = _day_number(found.lower(name)[0])
        meaning = Fixed(f"{year[0]}-{month:02}-{day:02}") if year else Day(month, day)
        first = "month" if name == "day" else name
        last = "year" if name == "other" and year else name
        drafts.append(found.piece(first, last, DATE, meaning))
    return tuple(drafts)


def _iso_date(found: Found) -> Draft:
    return found.draft(DATE, Fixed("".join(found.words(*found.span)).replace("–", "-")))


def _slash_date(found: Found) -> Draft | None:
    first, second, year = (int(part) for part in found.words(*found.span)[0].split("/"))
    year += 0 if year > 99 else 2000 if year < 40 else 1900
    if first <= 12 < second:
        return found.draft(DATE, Fixed(f"{year}-{first:02}-{second:02}"))
    if second <= 12 < first:
        return found.draft(DATE, Fixed(f"{year}-{second:02}-{first:02}"))
    return found.draft(DATE, Fixed(f"{year}-{first:02}-{second:02}" if first == second <= 12 else None))


def _the_day(found: Found) -> Draft | None:
    return found.draft(DATE, DayOfMonth(_day_number(found.lower("day")[0])))


def _mod(found: Found) -> str | None:
    if found.has("mod"):
        return vocabulary().modifiers[found.phrase("mod")]
    if found.has("part"):
        for word in found.lower("part"):
            for table in ("start", "middle", "ending"):
                if word in vocabulary().words[table]:
                    return str(vocabulary().words[table][word])
    return None


def _direction(found: Found, name: str = "dir") -> int | None:
    if not found.has(name):
        return None
    word = found.lower(name)[-1]
    for table in ("last", "next", "this", "previous", "following"):
        if word in vocabulary().words[table]:
            return int(vocabulary().words[table][word])
    return None


def _base(found: Found, name: str = "dir") -> Base:
    words = set(found.lower(name))
    tables = vocabulary().words
    in_text = any(word in tables["previous"] or word in tables["following"] for word in words)
    return Base.TEXT if in_text else Base.PUBLISHED


def _weekday(found: Found) -> Draft:
    meaning = Weekday(found.number("weekday", "weekday"), _direction(found), _base(found))
    return found.draft(DATE, meaning, _mod(found))


def _weekday_of_week(found: Found) -> Draft:
    weekday = found.number("weekday", "weekday")
    return found.draft(DATE, Weekday(weekday, weeks=_direction(found)), _mod(found))


def _today(found: Found) -> Draft:
    return found.draft(DATE, Shift("D", found.number("today", "today")), _mod(found))


def _beyond_today(found: Found) -> Draft:
    step = 1 if found.has("after") else -1
    return found.draft(DATE, Shift("D", found.number("today", "today") + step))


def _holiday(found: Found) -> Draft:
    words = found.phrase("name").replace(" 's", "'s").replace(" ’s", "'s").replace("s '", "s'")
    year = int(found.printed("year")[0]) if found.has("year") else None
    return found.draft(DATE, Holiday(words, _direction(found), year))


# --- times of day -----------------------------------------------------------------------------------------------------


def _clock_text(found: Found) -> str | None:
    words = found.lower("clock")
    tables = vocabulary().words
    if words[0] in tables["noon"]:
        return str(tables["noon"][words[0]])
    digits = "".join(mark if mark.isdigit() else ":" if mark in ":." else "" for mark in words[0])
    hour, _, minute = digits.partition(":")
    half = next((tables["meridiem"][word] for word in words[1:] if word in tables["meridiem"]), None)
    half = half or (words[0][-2] if words[0].endswith(("am", "pm")) else None)
    return _hour_text(int(hour), minute or "00", str(half) if half else None)


def _hour_text(hour: int, minute: str, half: str | None) -> str | None:
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour:02}:{minute}" if hour < 24 else None


def _zone(found: Found) -> str:
    return found.code("zone", "zone") if found.has("zone") else ""


def _clock(found: Found) -> Draft | None:
    clock = _clock_text(found)
    return found.draft(TIME, Clock(clock + _zone(found))) if clock else None


def _zoneless(found: Found, day: Meaning) -> Draft | None:
    clock = _clock_text(found)
    return found.draft(TIME, Clock(clock, day)) if clock else None


def _clock_on_date(found: Found) -> Draft | None:
    return _zoneless(found, _day(found))


def _clock_on_weekday(found: Found) -> Draft | None:
    return _zoneless(found, Weekday(found.number("weekday", "weekday"), _direction(found)))


def _clock_on_today(found: Found) -> Draft | None:
    return _zoneless(found, Shift("D", found.number("today", "today")))


def _part_of_date(found: Found) -> Draft:
    return found.draft(TIME, PartOfDay(found.code("part", "daypart"), _day(found)), _mod(found))


def _part_of_weekday(found: Found) -> Draft:
    day = Weekday(found.number("weekday", "weekday"), _direction(found), _base(found))
    return found.draft(TIME, PartOfDay(found.code("part", "daypart"), day), _mod(found))


def _part_of_today(found: Found) -> Draft:
    day = Shift("D", found.number("today", "today"))
    return found.draft(TIME, PartOfDay(found.code("part", "daypart"), day), _mod(found))


def _this_part(found: Found) -> Draft:
    day = Shift("D", _direction(found) or 0, _base(found))
    return found.draft(TIME, PartOfDay(found.code("part", "daypart"), day), _mod(found))


def _tonight(found: Found) -> Draft:
    return found.draft(TIME, PartOfDay("NI", Shift("D", 0)))


def _overnight(found: Found) -> Draft:
    return found.draft(TIME, PartOfDay("NI"))


def _the_part(found: Found) -> Draft:
    return found.draft(TIME, PartOfDay(found.code("part", "daypart")), _mod(found))


# --- months and years -------------------------------------------------------------------------------------------------


def _full_year(found: Found) -> str:
    if found.has("year"):
        return found.printed("year")[0]
    short = int(found.printed("short")[0])
    return str(short + (2000 if short < 40 else 1900))


def _month(found: Found) -> Draft:
    month = found.number("month", "month")
    if found.has("year") or found.has("short"):
        return found.draft(DATE, Fixed(f"{_full_year(found)}-{month:02}"), _mod(found))
    return found.draft(DATE, Month(month, _direction(found), _direction(found, "which")), _mod(found))


def _month_in_words(found: Found) -> Draft | None:
    year = year_in_words(found.lower("words"))
    return found.draft(DATE, Fixed(f"{year}-{found.number('month', 'month'):02}")) if year else None


def _prefixed(found: Found) -> Draft | None:
    word = found.words(*found.span)[-1]
    prefix, _, rest = word.partition("-")
    mod = {"mid": "MID", "pre": "BEFORE", "post": "AFTER"}[prefix]
    tables = vocabulary().words
    if rest in tables["month"]:
        return found.draft(DATE, Month(int(tables["month"][rest])), mod)
    if rest in tables["season"]:
        return found.draft(DATE, PartOfYear(str(tables["season"][rest])), mod)
    return found.draft(DATE, Fixed(rest[:3] if rest.endswith("s") else rest), mod)


def _year(found: Found) -> Draft | None:
    before, after = found.before(1), found.after(1)
    tables = vocabulary().words
    if before and before[-1] in tables["money"]:
        return None
    if after and (after[0] in tables["units"] or after[0] in {"%", "percent", "meters", "miles", "kilometers", "feet"}):
        return None
    year = int(found.printed("year")[0])
    if not 1700 <= year <= 2040 and not (before and before[-1] in tables["before-year"]):
        return None
    return found.draft(DATE, Fixed(str(year)), _mod(found))


def _years_range(found: Found) -> tuple[Draft, ...] | None:
    year, other = found.printed("year")[0], found.printed("other")[0]
    until = year[: 4 - len(other)] + other
    if not 0 < int(until) - int(year) < 100:
        return None
    return found.piece("year", "year", DATE, Fixed(year)), found.piece("other", "other", DATE, Fixed(until))


def _year_in_words(found: Found) -> Draft | None:
    year = year_in_words(found.lower("words"))
    return found.draft(DATE, Fixed(str(year))) if year and 1700 <= year <= 2099 else None


def _fiscal_year(found: Found) -> Draft:
    return found.draft(DATE, Fixed(f"FY{found.printed('year')[0]}"))


def _decade(found: Found) -> Draft:
    return found.draft(DATE, Fixed(found.printed("decade")[0][:3]), _mod(found))


def _short_decade(found: Found) -> Draft | None:
    digit = found.printed("decade")[0][0]
    return found.draft(DATE, Fixed(f"19{digit}"), _mod(found))


def _named_decade(found: Found) -> Draft:
    return found.draft(DATE, Fixed(f"19{found.number('nineties', 'decade')}"), _mod(found))


def _century(found: Found) -> Draft | None:
    word = found.lower("ordinal")[-1]
    tables = vocabulary().words
    number = int(tables["ordinal"][word]) if word in tables["ordinal"] else _day_number(word)
    return found.draft(DATE, Fixed(f"{number - 1:02}"), _mod(found)) if 1 <= number <= 22 else None


def _season(found: Found) -> Draft:
    part = found.code("season", "season")
    if found.has("year"):
        return found.draft(DATE, Fixed(f"{found.printed('year')[0]}-{part}"), _mod(found))
    return found.draft(DATE, PartOfYear(part, _direction(found), _direction(found, "which")), _mod(found))


# --- quarters -----------------------------------------------------------------------------------------------------------


def _ordinal(found: Found, name: str = "ordinal") -> int:
    word = found.lower(name)[-1]
    tables = vocabulary().words
    if word in {"last", "latter", "final"}:
        return -1
    return int(tables["ordinal"][word]) if word in tables["ordinal"] else _day_number(word)


def _quarter(found: Found) -> Draft | None:
    number = _ordinal(found)
    if not 1 <= number <= 4:
        return None
    if found.has("year"):
        return found.draft(DATE, Fixed(f"{found.printed('year')[0]}-Q{number}"), _mod(found))
    return found.draft(DATE, PartOfYear(f"Q{number}", _direction(found), _direction(found, "which")), _mod(found))


def _half(found: Found) -> Draft | None:
    number = _ordinal(found)
    number = 2 if number == -1 else number
    if number not in {1, 2}:
        return None
    if found.has("year"):
        return found.draft(DATE, Fixed(f"{found.printed('year')[0]}-H{number}"))
    return found.draft(DATE, PartOfYear(f"H{number}", years=_direction(found, "which")))


def _latest_quarter(found: Found) -> Draft:
    return found.draft(DATE, LatestQuarter())


def _quarter_of_year(found: Found) -> Draft:
    return found.draft(DATE, LatestQuarter(_direction(found, "which") or 0))


def _quarter_year_earlier(found: Found) -> Draft:
    return found.draft(DATE, LatestQuarter(-1))


# --- relative ---------------------------------------------------------------------------------------------------------


def _unit(found: Found, name: str = "unit") -> str:
    word = found.lower(name)[-1]
    tables = vocabulary().words
    return str(tables["unit"].get(word) or tables["units"][word])


def _relative_unit(found: Found) -> Draft | None:
    unit, step = _unit(found), _direction(found)
    if step is None or unit[0] == "T" or unit in {"S", "L"}:
        return None
    kind = TIME if unit == "NI" else DATE
    if unit == "D" and step == 0:
        return found.draft(DATE, Shift("D", 0), _mod(found))
    if unit == "NI":
        return found.draft(kind, PartOfDay("NI", Shift("D", step, _base(found))), _mod(found))
    return found.draft(kind, Shift(unit, step, _base(found)), _mod(found))


def _same_unit(found: Found) -> Draft | None:
    unit = _unit(found)
    if unit[0] == "T":
        return None
    if unit == "NI":
        return found.draft(TIME, PartOfDay("NI"), _mod(found))
    return found.draft(DATE, Same(unit), _mod(found))


def _same_part(found: Found) -> Draft:
    return found.draft(TIME, PartOfDay(found.code("part", "daypart"), Same("D")), _mod(found))


def _the_unit(found: Found) -> Draft | None:
    unit = _unit(found)
    if unit == "Q":
        return found.draft(DATE, LatestQuarter(), _mod(found))
    return found.draft(DATE, Shift(unit, 0), _mod(found))


def _ago(found: Found) -> Draft | None:
    return _shifted(found, -1, Base.PUBLISHED)


def _earlier(found: Found) -> Draft | None:
    return _shifted(found, -1, Base.TEXT)


def _later(found: Found) -> Draft | None:
    return _shifted(found, 1, Base.TEXT)


def _from_now(found: Found) -> Draft | None:
    return _shifted(found, 1, Base.PUBLISHED)


def _shifted(found: Found, step: int, base: Base) -> Draft | None:
    amount, unit = _amount(found), _unit(found)
    if amount is None:
        return None
    mod = _mod(found) or ("APPROX" if found.has("orso") else None)
    if amount == VAGUE:
        return found.draft(DATE, Fixed("PAST_REF" if step < 0 else "FUTURE_REF"), mod)
    if step < 0 and unit == "Y" and amount == 1:
        return found.draft(DATE, YearEarlier(base), mod)
    if amount != int(amount):
        unit, amount = _halved(unit, amount)
    return found.draft(DATE, Shift(unit, step * int(amount), base), mod)


def _halved(unit: str, amount: float) -> tuple[str, float]:
    smaller = {"Y": ("M", 12), "E": ("Y", 10), "C": ("Y", 100), "D": ("TH", 24), "TH": ("TM", 60)}
    if unit not in smaller:
        return unit, round(amount)
    return smaller[unit][0], round(amount * smaller[unit][1])


def _year_ago(found: Found) -> Draft:
    return found.draft(DATE, YearEarlier(Base.PUBLISHED))


# --- durations and sets -----------------------------------------------------------------------------------------------


def _amount(found: Found) -> float | None:
    if found.has("one"):
        return 1.0
    amount = amount_of(found.lower("count"))
    if amount is not None and amount != VAGUE and found.has("half"):
        amount += 0.5
    return amount


def _duration(found: Found) -> Draft | None:
    amount = _amount(found)
    if amount is None or amount == 0:
        return None
    if found.after(1)[:1] == ["old"] or found.after(2) == ["-", "old"]:
        return None
    mod = _mod(found) or ("APPROX" if found.has("orso") else None)
    return found.draft(DURATION, Fixed(duration(amount, _unit(found))), mod)


def _duration_range(found: Found) -> Draft | None:
    amount = amount_of(found.lower("count"))
    if amount is None:
        return None
    return found.draft(DURATION, Fixed(duration(amount, _unit(found))), "EQUAL_OR_MORE")


def _one_unit(found: Found) -> Draft | None:
    """ "a year": a duration, or after a number of things how often ("four flights a week")."""
    if _is_rate(found):
        return found.draft(SET, Fixed(duration(1, _unit(found))))
    mod = _mod(found) or ("APPROX" if found.has("orso") else None)
    return found.draft(DURATION, Fixed(duration(1, _unit(found))), mod)


def _is_rate(found: Found) -> bool:
    if found.has("mod") or found.has("orso"):
        return False
    before = found.before(4)
    if not before or before[-1] in _NO_RATE or not (before[-1].isalpha() or before[-1][0].isdigit()):
        return False
    tables = vocabulary().words
    return any(word[0].isdigit() or word in tables["cardinal"] or word in tables["magnitude"] for word in before)


_NO_RATE = frozenset(
    ["in", "for", "of", "within", "after", "than", "during", "before", "over", "about", "nearly", "almost", "only", "just", "least", "most", "once", "is", "was", "be", "and", "or", "him", "her", "them", "us", "you", "it", "until", "by", "to", "from", "with", "as", "take", "took", "takes", "last", "lasted", "spend", "spent", "barely"]
)


def _vague_duration(found: Found) -> Draft:
    return found.draft(DURATION, Fixed(duration(VAGUE, _unit(found))), _mod(found))


def _past_unit(found: Found) -> Draft | None:
    return found.draft(DURATION, Fixed(duration(1, _unit(found))), _mod(found))


def _adverb_of_set(found: Found) -> Draft:
    return found.draft(SET, Fixed(found.code("adverb-of-set", "adverb")))


def _every(found: Found) -> Draft | None:
    amount = 2.0 if found.has("other") else amount_of(found.lower("count")) if found.has("count") else 1.0
    if amount is None:
        return None
    return found.draft(SET, Fixed(duration(amount, _unit(found))))


def _every_weekday(found: Found) -> Draft:
    number = found.number("weekday", "weekday") if found.has("weekday") else found.number("weekdays", "weekdays")
    part = found.code("part", "daypart") if found.has("daypart") else ""
    return found.draft(SET, Fixed(f"XXXX-WXX-{number}{'T' + part if part else ''}"))


def _every_part(found: Found) -> Draft:
    return found.draft(SET, Fixed(f"XXXX-XX-XXT{found.code('part', 'daypart')}"))


def _every_month(found: Found) -> Draft:
    return found.draft(SET, Fixed(f"XXXX-{found.number('month', 'month'):02}"))


def _every_season(found: Found) -> Draft:
    return found.draft(SET, Fixed(f"XXXX-{found.code('season', 'season')}"))


def _often(found: Found) -> Draft:
    return found.draft(SET, Fixed(duration(1, _unit(found))))


# --- present, past and future -----------------------------------------------------------------------------------------


def _present(found: Found) -> Draft | None:
    return found.draft(DATE, Fixed("PRESENT_REF"))


def _past(found: Found) -> Draft:
    return found.draft(DATE, Fixed("PAST_REF"))


def _future(found: Found) -> Draft:
    return found.draft(DATE, Fixed("FUTURE_REF"))


def _age(_found: Found) -> None:
    """A person's age says how long, never when: no cell, and no other rule reads its words."""


RULES: tuple[Rule, ...] = (
    Rule("age", "{count} <dash>? (?: <unit> | <units> ) <dash>? (?: old | olds )", _age),
    # times of day
    Rule(
        "clock",
        "(clock: {clock}) (zone: <zone>)? ,? (?: on )? (?: (weekday: <weekday>) ,? )? {monthday}",
        _clock_on_date,
    ),
    Rule(
        "clock", "(clock: {clock}) (zone: <zone>)? ,? (?: on )? (dir: {dir})? (weekday: <weekday>)", _clock_on_weekday
    ),
    Rule("clock", "(clock: {clock}) (zone: <zone>)? ,? (today: <today>)", _clock_on_today),
    Rule(
        "clock",
        "(clock: <clock> <meridiem>? | <hour> <meridiem> | <clock-meridiem> | <noon> | <hour> o'clock) (zone: <zone>)?",
        _clock,
    ),
    # days
    Rule("iso-date", "<iso-date> | <year> <dash> <two-digits> <dash> <two-digits>", _iso_date),
    Rule("slash-date", "<slash-date>", _slash_date),
    Rule("every", "<every> (weekday: <weekday>) (daypart: <part>)?", _every_weekday),
    Rule("every", "<every> (month: <month>)", _every_month),
    Rule("every", "<every> (daypart: <part>)", _every_part),
    Rule("every", "<every> (season: <season>)", _every_season),
    Rule("every", "(weekday: <weekday>) (daypart: nights | mornings | afternoons | evenings)", _every_weekday),
    Rule("every", "(weekdays: <weekdays>)", _every_weekday),
    Rule(
        "part-of-day",
        "(part: {part})? (?: (weekday: <weekday>) ,? )? (?: the (?: <part> ) of )? {monthday} (daypart: <part>)",
        _part_of_date,
    ),
    Rule(
        "days-of-month",
        "(month: <month>) (day: {dom}) <to> (other: {dom}) (?: ,? (year: <year>) )? (?! <units> | percent | % )",
        _days_of_month,
    ),
    Rule("month-day", "(mod: {mod})? (?: (weekday: <weekday>) ,? )? {monthday}", _month_and_day),
    Rule("month-day", "(?: (weekday: <weekday>) ,? )? {daymonth}", _month_and_day),
    Rule(
        "part-of-day",
        "(part: {part})? (?: the )? (dir: {dir} | <previous> | <following>)? (weekday: <weekday>) (daypart: <part>)",
        _part_of_weekday,
    ),
    Rule("weekday", "(part: {part})? (weekday: <weekday>) (?: of )? (dir: {dir}) week", _weekday_of_week),
    Rule("weekday", "the? (dir: <previous> | <following> | next) (weekday: <weekday>)", _weekday),
    Rule("weekday", "(part: {part})? (dir: {dir})? (weekday: <weekday>)", _weekday),
    Rule("holiday", "(dir: {dir})? (name: {holiday}) (?: ,? (year: <year>) )?", _holiday),
    Rule("beyond-today", "the? day (?: before | (after: after)) (today: <today>)", _beyond_today),
    Rule("part-of-day", "(part: {part})? (today: <today>) (daypart: <part>)", _part_of_today),
    Rule("today", "(part: {part})? (today: <today>)", _today),
    Rule("tonight", "tonight", _tonight),
    Rule("overnight", "overnight", _overnight),
    Rule("part-of-day", "(part: {part})? (dir: {dir}) (daypart: <part>)", _this_part),
    Rule("part-of-day", "the (dir: <next> | <previous> | <following>) (daypart: <part>)", _this_part),
    Rule("part-of-day", "that (?: same )? (daypart: <part>)", _same_part),
    Rule("part-of-day", "(part: {part})? the (daypart: morning | afternoon | evening)", _the_part),
    # months
    Rule("month-year", "(part: {part})? (month: <month>) (?: of )? ,? {year}", _month),
    Rule(
        "month-year",
        "(month: <month>) ,? (words: nineteen {ones} | two thousand (?: (?: and )? {ones} )? )",
        _month_in_words,
    ),
    Rule("month-of-year", "(part: {part})? (month: <month>) (?: of )? (which: {dir}) year", _month),
    Rule("month", "(part: {part})? (dir: {dir})? (month: <month>)", _month),
    Rule("prefixed", "the? (?: <prefixed-decade> )", _prefixed),
    Rule("prefixed", "<prefixed-year> | <prefixed-month> | <prefixed-season>", _prefixed),
    # quarters and halves
    Rule("quarter", "the (year: <year>) (ordinal: <ordinal>) quarter", _quarter),
    Rule("quarter", "(which: {dir}) year <genitive> (?: fiscal )? (ordinal: <ordinal>) <dash>? quarter", _quarter),
    Rule(
        "quarter",
        "the? (?: fiscal )? <dash>? (ordinal: <ordinal> | <ordinal-number>) <dash>? (?: fiscal )? quarter (?: of | , )? (?: (year: <year>) | (which: {dir}) year )",
        _quarter,
    ),
    Rule(
        "quarter",
        "(part: {part})? the? (?: fiscal )? <dash>? (ordinal: <ordinal> | <ordinal-number>) <dash>? (?: fiscal )? quarter",
        _quarter,
    ),
    Rule(
        "half",
        "the? (ordinal: <ordinal> | last | latter) half (?: of ) (?: (year: <year>) | (which: {dir}) year | the year )",
        _half,
    ),
    Rule("quarter", "(which: {dir}) year <genitive> (?: quarter | period )", _quarter_of_year),
    Rule(
        "quarter",
        "the? (?: year <dash> (?: ago | earlier ) | same | corresponding | comparable ) (?: quarter | period ) (?: a year (?: ago | earlier ) | (?: of )? last year )?",
        _quarter_year_earlier,
    ),
    Rule("quarter", "the (?: latest | current | most recent | recent )? quarter", _latest_quarter),
    Rule("quarter", "the latest period", _latest_quarter),
    # seasons, years, decades
    Rule("season", "(part: {part})? the? (season: <season>) (?: of )? (year: <year>)", _season),
    Rule("season", "(part: {part})? (season: <season>) (?: of )? (which: {dir}) year", _season),
    Rule("season", "(part: {part})? (dir: {dir}) (season: <season>)", _season),
    Rule("season", "(part: {part})? the? (season: <season-name>)", _season),
    Rule("season", "the (season: <season>)", _season),
    Rule("fiscal-year", "fiscal (?: year )? (year: <year>)", _fiscal_year),
    Rule("years", "(year: <year>) <dash> (other: <year> | <two-digits>)", _years_range),
    Rule("year", "(part: {part})? (?: the year )? (year: <year>)", _year),
    Rule("year", "the year (words: two thousand (?: (?: and )? {ones} )? | nineteen {ones})", _year_in_words),
    Rule("year", "(words: nineteen {ones})", _year_in_words),
    Rule("decade", "(part: {part})? the? (decade: <decade>)", _decade),
    Rule("decade", "(part: {part})? the? <apostrophe> (decade: <short-decade>)", _short_decade),
    Rule("decade", "(part: {part})? the (decade: <nineties>)", _named_decade),
    Rule("century", "(part: {part})? the? (ordinal: <ordinal> | <ordinal-number>) <dash>? century", _century),
    # sets
    Rule("often", "(?: <often> | {count} times ) (?: a | an | per | each | every ) (unit: <unit>)", _often),
    Rule("every", "<every> (?: (other: other) | (count: {count}) )? (unit: <unit> | <units>)", _every),
    Rule("adverb-of-set", "(adverb: <adverb-of-set>)", _adverb_of_set),
    # relative to publication or to the text
    Rule("year-ago", "year <dash> (?: ago | earlier )", _year_ago),
    Rule(
        "ago",
        "(mod: {mod})? (?: (one: a | an) | (count: {count} | {vague}) ) (?: and a (half: half) )? (unit: <unit> | <units>) (orso: or so | or two)? ago",
        _ago,
    ),
    Rule(
        "earlier",
        "(mod: {mod})? (?: (one: a | an) | (count: {count}) ) (?: and a (half: half) )? (unit: <unit> | <units>) (?: earlier | previously )",
        _earlier,
    ),
    Rule(
        "later",
        "(mod: {mod})? (?: (one: a | an) | (count: {count}) ) (?: and a (half: half) )? (unit: <unit> | <units>) later",
        _later,
    ),
    Rule(
        "from-now", "(mod: {mod})? (?: (one: a | an) | (count: {count}) ) (unit: <unit> | <units>) from now", _from_now
    ),
    Rule(
        "duration-range",
        "(mod: {mod})? (?: the? (?: <last> | <next> ) )? (count: {count}) (?: to | or | <dash> ) {count} <dash>? (unit: <unit> | <units>)",
        _duration_range,
    ),
    Rule(
        "duration",
        "(mod: {mod})? the? (?: <last> | <next> | <this> | <previous> | <following> | first ) (count: {count} | {vague}) (?: and a (half: half) )? (unit: <units>) (orso: or so)?",
        _duration,
    ),
    Rule("duration", "(mod: {mod})? the (count: {count}) (unit: <units>)", _duration),
    Rule(
        "duration",
        "(mod: {mod})? (count: {count} | {vague}) (?: and a (half: half) )? (?: <dash> | more | full | whole | straight | consecutive )? (unit: <unit> | <units>) (orso: or so)?",
        _duration,
    ),
    Rule("duration", "(mod: {mod})? (one: half) (?: a | an | <dash> ) (unit: <unit>)", _duration),
    Rule("one-unit", "(mod: {mod})? (?: a | an ) (unit: <unit>) (orso: or so | or two)?", _one_unit),
    Rule(
        "relative-unit",
        "(part: {part})? (?: the )? (dir: {dir} | <previous> | <following>) (?: fiscal | calendar | full | school )? (unit: <unit>) (?: or so )?",
        _relative_unit,
    ),
    Rule("same-unit", "(part: {part})? (?: that (?: same | very )? | the same ) (unit: <unit>)", _same_unit),
    Rule(
        "the-unit",
        "(part: {part})? the (?: full | whole | entire | fiscal )? (unit: year | week | month | weekend)",
        _the_unit,
    ),
    Rule(
        "vague-duration",
        "(?: recent | coming | past | the past | the last | the next | the ) (unit: <units>)",
        _vague_duration,
    ),
    Rule("vague-duration", "(unit: days | weeks | months | years | decades | centuries) (?: ahead )?", _vague_duration),
    # present, past, future
    Rule("present", "<present> | these days | current | at present", _present),
    Rule("past", "(?: more | most )? <past-time> | recent | the past", _past),
    Rule("future", "<soon> | the (?: near | foreseeable | distant )? future | future", _future),
)
