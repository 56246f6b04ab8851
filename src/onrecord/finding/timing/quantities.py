"""Durations and sets: three weeks, nearly two months; every Friday, twice a year."""

from __future__ import annotations

from msgspec.structs import replace

from onrecord.finding.timing.amounts import VAGUE, amount_of, duration, said_amount
from onrecord.finding.timing.found import DURATION, SET, Built, Draft, Found
from onrecord.finding.timing.meanings import Fixed
from onrecord.finding.timing.vocabulary import vocabulary

__all__ = [
    "adverb_of_set",
    "age",
    "bare_units",
    "duration_range",
    "every",
    "every_month",
    "every_part",
    "every_season",
    "every_weekday",
    "fiscal_period",
    "long",
    "often",
    "one_unit",
    "some_duration",
    "vague_duration",
]


def age(_found: Found) -> Built:
    """Six years old: how long somebody has lived, never when. No cell, and no other rule reads the words."""
    return None


def _measured(found: Found, draft: Draft) -> Draft:
    """The draft without an "over" that is a preposition."""
    is_over = found.lower("mod") == ["over"]
    if is_over and not (found.before(1) and found.before(1)[0] in vocabulary().context["measuring"]):
        return replace(draft, first=draft.first + 1, mod=None)
    return draft


def some_duration(found: Found) -> Built:
    """Three weeks; the past five days; at least 30 days."""
    amount, unit = said_amount(found), found.code("unit", "unit", "units")
    if found.is_title():
        return None
    if not amount or (unit == "Q" and found.printed("unit")[-1].lower() != "quarters") or (unit == "Q" and amount % 1):
        return None
    if unit == "Q" and found.words(found.groups["unit"][0] - 1, found.groups["unit"][0])[0] in {"-", "–"}:
        return None
    return _measured(found, found.draft(DURATION, Fixed(duration(amount, unit))))


def duration_range(found: Found) -> Built:
    """Two to three weeks: the lower end."""
    amount = amount_of(found.lower("count"))
    if amount is None:
        return None
    value = duration(amount, found.code("unit", "unit", "units"))
    return _measured(found, found.draft(DURATION, Fixed(value), "EQUAL_OR_MORE"))


def one_unit(found: Found) -> Built:
    """A year: a duration; no time after a count of things, where it is part of a rate ("four flights a week")."""
    unit = found.code("unit", "unit")
    if unit in {"Q", "TS", "S"} or _is_rate(found):
        return None
    return _measured(found, found.draft(DURATION, Fixed(duration(1, unit))))


def _is_rate(found: Found) -> bool:
    before = found.before(4)
    if found.has("mod") or found.has("orso") or not before or before[-1] in vocabulary().context["how-long"]:
        return False
    return _is_counted(before) and (before[-1].isalpha() or before[-1][0].isdigit())


def _is_counted(words: list[str]) -> bool:
    tables = vocabulary().words
    return any(word[0].isdigit() or word in tables["cardinal"] or word in tables["magnitude"] for word in words)


def vague_duration(found: Found) -> Built:
    """Recent years; the weeks."""
    return found.draft(DURATION, Fixed(duration(VAGUE, found.code("unit", "units"))))


def bare_units(found: Found) -> Built:
    """For weeks; weeks or months; not a matter of days, nor on days when it rains."""
    before = found.before(1)
    is_title = bool(before) and before[0][0].isalnum() and found.printed("unit")[0][0].isupper()
    if is_title or (before and before[0] in vocabulary().context["before-no-duration"]):
        return None
    return vague_duration(found)


def fiscal_period(found: Found) -> Built:
    """The year ended March 31."""
    return found.draft(DURATION, Fixed("P1Y"))


def long(found: Found) -> Built:
    """Day-long; decades-long."""
    amount = VAGUE if found.has("units") else 1
    return found.draft(
        DURATION, Fixed(duration(amount, found.code("units" if amount == VAGUE else "unit", "unit", "units")))
    )


def adverb_of_set(found: Found) -> Built:
    """Daily; annually. A quarterly dividend is a kind of dividend, and 8 percent annually a rate."""
    following = found.after(1)
    if found.lower("adverb") == ["quarterly"] and following and following[0].isalpha():
        return None
    if found.lower("adverb")[0] in vocabulary().context["of-rates"] and _is_counted(found.before(4)):
        return None
    return found.draft(SET, Fixed(found.code("adverb", "adverb-of-set")))


def every(found: Found) -> Built:
    """Every day; every other week; each year."""
    amount = 2.0 if found.has("other") else amount_of(found.lower("count")) if found.has("count") else 1.0
    return found.draft(SET, Fixed(duration(amount, found.code("unit", "unit", "units")))) if amount else None


def every_weekday(found: Found) -> Built:
    """Each Thursday; Mondays; Tuesday nights."""
    part = f"T{found.code('daypart', 'part', 'parts')}" if found.has("daypart") else ""
    return found.draft(SET, Fixed(f"XXXX-WXX-{found.number('weekday', 'weekday', 'weekdays')}{part}"))


def every_part(found: Found) -> Built:
    """Every morning."""
    return found.draft(SET, Fixed(f"XXXX-XX-XXT{found.code('daypart', 'part')}"))


def every_month(found: Found) -> Built:
    """Every May."""
    return found.draft(SET, Fixed(f"XXXX-{found.number('month', 'month'):02}"))


def every_season(found: Found) -> Built:
    """Every summer."""
    return found.draft(SET, Fixed(f"XXXX-{found.code('season', 'season')}"))


def often(found: Found) -> Built:
    """Twice a year."""
    return found.draft(SET, Fixed(duration(1, found.code("unit", "unit"))))
