"""Byline lines: who wrote it, and for which agency.

"By A B & C D", "- By A B, AP", "By A B of the C", "A B, Staff writer", "By The Associated Press",
"2020-02-13 - By A B", "By A B | Feb. 13, 2020". A line that is not wholly understood is not a byline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from onrecord.reading.dates import MONTH_NAMES, WEEKDAY_NAMES, date_of_print
from onrecord.reading.facts import Fact, stated
from onrecord.reading.lexicon import agency_named, words
from onrecord.record.text import Span

__all__ = ["Byline", "parse_byline", "parse_signature_line", "signed_by"]

LONGEST = 250  # characters; a longer line that starts with "By" is prose


class Byline(Struct, frozen=True):
    """What a byline line says: the names, the agency and where it is printed, the date and where it is printed."""

    names: tuple[Span, ...]
    agency: tuple[str, Span] | None = None
    date: tuple[str, Span] | None = None


_LEAD = re.compile(
    r"[-–—•*_\s]*(?:(?P<date>\d{4}-\d\d-\d\d)\s*[-–—|]\s*)?"
    r"(?:(?:Story|Words|Text|Report|Analysis|Written|Reported|Commentary|Opinion|Interview)\s+by|By|BY|by)\b\s*:?\s+"
)
_DAY_BEHIND = re.compile(r"\s*[|·•]\s*(?:(?:Published|Posted|(?P<changed>Updated))\s*:?\s*)?(?P<date>[^|·•]+)\Z")
# What parts the people of a byline from each other and from what they are.
_CUT = re.compile(
    r"\s*(?:[;|•·/–—]|,|&|\band\b|\bAND\b|\bwith\b|\s-\s|\(|\)|[\r\n]+)\s*(?:\band\s+|&\s*|\bwith\s+)?|"
    r"\s+(?=(?:in|of|for|at|OF|FOR)\s+(?:the\s+|The\s+|THE\s+)?[A-Z])"
)
_PARTICLES = words("furniture", "particles")
_ARTICLE = re.compile(r"(?:al|el|as|ad|an|ar|ash|az|ul)-\w|d['’]\w")
_NAME_WORD = re.compile(r"(?:[^\W\d_](?:[^\W\d_]|['’.`-](?=\S|$))*)\Z")
_SUFFIX = re.compile(r"(?:Jr|Sr|II|III|IV|M\.?D|Ph\.?D)\.?\Z")
_PLACE = re.compile(r"(?:in|of|for|at|OF|FOR)\s+(?:the\s+|The\s+|THE\s+)?[A-Z].{0,60}\Z")
_BELONGING = re.compile(r"^(?:(?:of|for|OF|FOR)\s+)?(?:[Tt]he\s+|THE\s+)?")
_ADDRESS = re.compile(r"\S{1,64}@\S{1,200}\Z|@\w{1,40}\Z|https?://\S+\Z")
_SPECIAL = re.compile(r"special to\b.{0,60}\Z", re.IGNORECASE)
_CALENDAR = frozenset([*WEEKDAY_NAMES, *MONTH_NAMES]) | {
    "today",
    "tonight",
    "tomorrow",
    "yesterday",
    "the",
    "this",
    "that",
    "a",
    "an",
    "his",
    "her",
    "their",
    "its",
    "our",
}


def parse_byline(span: Span) -> Byline | None:
    """The byline that the line `span` is, if it starts with "By" or the like; None where it is none."""
    lead = _LEAD.match(span.text[:LONGEST])
    if lead is None or len(span.text) > LONGEST:
        return None
    behind = _day_behind(span)
    people = _inside(span, 0, behind.start()) if behind else span
    byline = _parse_people(people, lead.end())
    if byline is None or not (byline.names or byline.agency or _is_role(people.text[lead.end() :])):
        return None
    dated = lead if lead["date"] is not None else behind if behind and not behind["changed"] else None
    return byline if dated is None else _dated(byline, span, dated)


def _day_behind(span: Span) -> re.Match[str] | None:
    """The day that closes a byline: `By A B | Sept. 8, 2032`."""
    behind = _DAY_BEHIND.search(span.text)
    return behind if behind and date_of_print(behind["date"]) else None


def _dated(byline: Byline, span: Span, match: re.Match[str]) -> Byline:
    day = date_of_print(match["date"])
    if day is None:
        return byline
    return Byline(byline.names, byline.agency, (day, _inside(span, *match.span("date"))))


def parse_signature_line(span: Span) -> Byline | None:
    """The byline that a line without "By" is: names, then a role or an agency ("A B, Staff writer"); None else."""
    if len(span.text) > LONGEST or span.text.endswith((".", "?", "!")):
        return None
    start = len(span.text) - len(span.text.lstrip("-–—•* "))
    pieces = list(_pieces(span.text, start))
    kinds = [_kind_of(span.text[first:last]) for first, last in pieces]
    if len(pieces) < 2 or kinds[0] != "name" or not {"role", "agency"} & set(kinds):
        return None
    return _parse_people(span, start)


def signed_by(names: Sequence[str], source: str) -> Iterator[Fact]:
    """What the authors in the metadata field `source` say: persons sign, agencies provide, desks are nobody."""
    agencies = [agency for name in names if (agency := agency_named(name))]
    persons = tuple(name for name in names if not (agency_named(name) or _is_role(name)))
    if persons:
        yield stated("byline", persons, source)
    if len(set(agencies)) == 1:
        yield stated("provider", agencies[0], source)


def _parse_people(span: Span, start: int) -> Byline | None:
    names: list[Span] = []
    agency: tuple[str, Span] | None = None
    for first, last in _pieces(span.text, start):
        piece = span.text[first:last]
        kind = _kind_of(piece)
        if kind is None:
            return None
        if kind == "name" and not (names and _is_newspaper(piece)):
            names.append(_inside(span, first, last))
        elif kind == "agency" and agency is None:
            agency = (_agency_in(piece), _inside(span, first, last))
    return Byline(tuple(names), agency)


def _inside(span: Span, first: int, last: int) -> Span:
    return Span(start=span.start + first, end=span.start + last, text=span.text[first:last])


def _pieces(text: str, start: int) -> Iterator[tuple[int, int]]:
    at = start
    for cut in _CUT.finditer(text, start):
        yield from _piece(text, at, cut.start())
        at = cut.end()
    yield from _piece(text, at, len(text))


def _piece(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    inner = text[start:end]
    first = start + len(inner) - len(inner.lstrip())
    last = start + len(inner.rstrip())
    if first < last:
        yield first, last


def _kind_of(piece: str) -> str | None:
    """name, agency, role, or other (a place, an address, a suffix: understood, and not kept); None for prose."""
    if agency_named(_BELONGING.sub("", piece)) or _is_agency_like(piece):
        return "agency"
    if _is_role(piece):
        return "role"
    if _SUFFIX.match(piece) or _ADDRESS.match(piece) or _PLACE.match(piece):
        return "other"
    return "name" if _is_name(piece) else None


def _agency_in(piece: str) -> str:
    bare = _BELONGING.sub("", piece)
    return agency_named(bare) or bare


def _is_newspaper(piece: str) -> bool:
    return piece.rsplit(maxsplit=1)[-1].casefold() in words("furniture", "newspaper_words")


def _is_role(piece: str) -> bool:
    bare = piece.strip(" .,").casefold()
    if bare in words("furniture", "roles") or _SPECIAL.match(bare):
        return True
    head, _, last = bare.rpartition(" ")
    return last in {"writer", "writers", "reporter", "correspondent"} and agency_named(head) is not None


def _is_agency_like(piece: str) -> bool:
    return " " in piece and piece.rsplit(maxsplit=1)[-1].casefold() in words("furniture", "agency_words")


def _is_name(piece: str) -> bool:
    parts = piece.split()
    if not 2 <= len(parts) <= 6 or any(part.casefold() in _CALENDAR for part in parts):
        return False
    return parts[-1] not in _PARTICLES and all(_is_name_word(part) for part in parts)


def _is_name_word(part: str) -> bool:
    if not _NAME_WORD.match(part):
        return False
    return part[0].isupper() or part in _PARTICLES or _ARTICLE.match(part) is not None
