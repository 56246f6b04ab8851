"""Numbers and durations in words: "two and a half" is 2.5, "three weeks" P3W."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.finding.timing.found import Found
from onrecord.finding.timing.vocabulary import vocabulary

__all__ = ["VAGUE", "amount_of", "duration", "said_amount", "year_in_words"]

VAGUE = -1.0  # an amount that is not said: several, a few; an X in the value

# Unit: its designator in ISO 8601, whether it counts time of day, and how many of the designated unit it is.
_DESIGNATORS = {
    "TS": ("S", True, 1),
    "TM": ("M", True, 1),
    "TH": ("H", True, 1),
    "D": ("D", False, 1),
    "NI": ("D", False, 1),
    "WE": ("WE", False, 1),
    "W": ("W", False, 1),
    "F": ("W", False, 2),
    "M": ("M", False, 1),
    "Q": ("Q", False, 1),
    "H": ("M", False, 6),
    "S": ("M", False, 3),
    "Y": ("Y", False, 1),
    "E": ("Y", False, 10),
    "C": ("Y", False, 100),
    "L": ("Y", False, 1000),
}
_VAGUE_DESIGNATORS = {"E": "E", "C": "C"}  # an X of decades is no X of years
_SMALLER = {"Y": ("M", 12), "H": ("M", 60), "M": ("S", 60)}  # what a fraction of a unit is written in


def amount_of(words: Sequence[str]) -> float | None:
    """The number that lower-case `words` say, VAGUE for "several", None where they say none.

    "a couple of" is two; "a" and "an" are one.
    """
    tables = vocabulary().words
    total, said = 0.0, False
    for word in words:
        if word in tables["vague"]:
            return VAGUE
        number = _number(word)
        if word in tables["magnitude"]:
            total = (total or 1.0) * float(tables["magnitude"][word])
        elif number is not None:
            total += number
        said = said or number is not None or word in tables["magnitude"]
    return total if said else None


def said_amount(found: Found) -> float | None:
    """The amount that the groups `one`, `count`, `half` and `more` (a half more) of a match say."""
    if found.has("one"):
        amount: float | None = 0.5 if found.lower("one") == ["half"] else 1.0
    else:
        amount = amount_of(found.lower("count"))
    halved = found.has("half") or found.has("more")
    return amount + 0.5 if amount is not None and amount != VAGUE and halved else amount


def _number(word: str) -> float | None:
    tables = vocabulary().words
    for table in ("cardinal", "tens", "fraction"):
        if word in tables[table]:
            return float(tables[table][word])
    if word in {"couple", "pair"}:
        return 2.0
    if word == "half":
        return 0.5
    digits = word.replace(",", "")
    return float(digits) if digits.replace(".", "", 1).isdecimal() and digits.isascii() else None


def duration(amount: float, unit: str) -> str:
    """The TIMEX3 value of `amount` units, `PXD` for a vague amount."""
    designator, timed, factor = _DESIGNATORS[unit]
    mark = "PT" if timed else "P"
    if amount == VAGUE:
        return f"{mark}X{_VAGUE_DESIGNATORS.get(unit, designator)}"
    whole, part = divmod(amount * factor, 1)
    smaller = _SMALLER.get(designator) if timed or designator == "Y" else None
    if not part or smaller is None:
        return f"{mark}{amount * factor:g}{designator}"
    rest = f"{round(part * smaller[1])}{smaller[0]}"
    return f"{mark}{whole:g}{designator}{rest}" if whole else f"{mark}{rest}"


def year_in_words(words: Sequence[str]) -> int | None:
    """The year of "nineteen ninety-six" or "two thousand (and) one"; None where the words are no year."""
    tables = vocabulary().words
    said = [word for word in words if word not in {"and", "-", "–"}]
    if said[:2] == ["two", "thousand"]:
        rest = amount_of(said[2:]) if len(said) > 2 else 0.0
        return 2000 + int(rest) if rest is not None and 0 <= rest < 100 else None
    century = tables["cardinal"].get(said[0]) or tables["tens"].get(said[0])
    rest = amount_of(said[1:])
    if century is None or rest is None or not 10 <= rest < 100:
        return None
    return int(century) * 100 + int(rest)
