"""Datelines: the place, the day and the agency that open a story.

"BAGHDAD —", "NAIROBI, Kenya (AP) —", "WASHINGTON, Jan. 3 (Reuters) -", "(Reuters) -".
"""

from __future__ import annotations

import re

from msgspec import Struct

from onrecord.reading.dates import MONTH_NAMES, WEEKDAY_NAMES
from onrecord.reading.lexicon import agency_named, agency_pattern, words
from onrecord.record.text import Span

__all__ = ["Dateline", "parse_dateline"]


class Dateline(Struct, frozen=True):
    """The place as printed, with its region, and the agency (as printed, in `agency_span`); either may be missing. The
    day as printed, where it has its year.
    """

    place: Span | None
    agency: str | None = None
    agency_span: Span | None = None
    day: Span | None = None


WINDOW = 160  # characters in which a dateline ends; keeps long lines cheap

# Each part ends where the next must begin, so that matching takes time in proportion to the window.
_CAPITAL = r"[^\W\d_a-z]"
_CAPITALS = rf"(?:Mc|Mac)?{_CAPITAL}(?:{_CAPITAL}|['’.])+(?:[ /-](?:{_CAPITAL}|['’.])+)*"
_MIXED = rf"{_CAPITAL}[^\W\d_]+(?:[ -]{_CAPITAL}[^\W\d_]+)*"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_REGION_WORD = rf"{_CAPITAL}[^\W\d_]*\.?"
_REGION = rf"(?P<region>(?:,\s(?!{_MONTH}\s\d){_REGION_WORD}(?:(?:[ -]|(?<=\.)){_REGION_WORD}){{0,3}}){{0,2}})"
_DAY = rf"(?P<day>,?\s(?:{_MONTH}\s\d{{1,2}}|\d{{1,2}}\s{_MONTH})(?:,?\s\d{{4}})?)?"
_FULL_DAY = re.compile(r"\w.*\d{4}\Z")
_DASH = r"\s*(?:—|–|--|―|_|\s-(?=\s)|-(?=\s))+\s*"
_BEGINS = r"(?=$|[\"“”'‘’`«(\[]{0,3}[^\W_a-z])"


def _pattern(place: str) -> re.Pattern[str]:
    agency = rf"(?:\s?\((?P<agency>{agency_pattern()}|[A-Z][A-Z.&/-]{{1,11}})\s?\))"
    return re.compile(rf"(?P<place>{place}){_REGION}{_DAY}{agency}?{_DASH}{_BEGINS}")


_agency_only: re.Pattern[str] = re.compile(rf"\((?P<agency>{agency_pattern()})\)(?:{_DASH}|\s+){_BEGINS}")
_in_capitals = _pattern(_CAPITALS)
_in_any_case = _pattern(_MIXED)


def parse_dateline(paragraph: Span) -> Dateline | None:
    """The dateline that opens `paragraph`; None where there is none.

    A place must be in capitals, unless an agency or a day stands with it; words that open paragraphs in capitals and
    are no place ("UPDATE", "NATO") give none.
    """
    opening = paragraph.text[:WINDOW]
    if match := _agency_only.match(opening):
        return Dateline(None, *_agency(paragraph, match))
    match = _in_capitals.match(opening) or _in_any_case.match(opening)
    if match is None or not _names_a_place(match):
        return None
    place = _span(paragraph, match.start("place"), match.end("region"))
    return Dateline(place, *_agency(paragraph, match), day=_day(paragraph, match))


def _names_a_place(match: re.Match[str]) -> bool:
    place = match["place"]
    if place.casefold() in words("furniture", "not_places") or place.casefold() in (*WEEKDAY_NAMES, *MONTH_NAMES):
        return False
    return bool(match["agency"] or match["day"]) or (place == place.upper() or place[:2] in {"Mc", "Ma"})


def _agency(paragraph: Span, match: re.Match[str]) -> tuple[str | None, Span | None]:
    if not match["agency"]:
        return None, None
    return agency_named(match["agency"]) or match["agency"], _span(paragraph, *match.span("agency"))


def _day(paragraph: Span, match: re.Match[str]) -> Span | None:
    """The day with its year, of what is surely a dateline: `Berlin, November 9, 1989 - The wall fell` tells a scene."""
    sure = match["agency"] or match["place"] == match["place"].upper()
    full = _FULL_DAY.search(match["day"] or "") if sure else None
    first = match.start("day")
    return _span(paragraph, first + full.start(), first + full.end()) if full else None


def _span(paragraph: Span, first: int, last: int) -> Span:
    return Span(start=paragraph.start + first, end=paragraph.start + last, text=paragraph.text[first:last])
