"""Lines around a story that are not it: newsstand footers, notices, captions, credits, and what they tell."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.reading.bylines import parse_signature_line
from onrecord.reading.dates import date_of_print
from onrecord.reading.facts import Fact, printed
from onrecord.reading.languages import country_named, language_named
from onrecord.reading.lexicon import agency_named, agency_pattern, any_of
from onrecord.record.article import OriginKind
from onrecord.record.text import Span

__all__ = ["closes_page", "facts_of_closing", "is_furniture", "is_newsstand_footer"]

LONGEST_LINE = 300  # characters; longer paragraphs are prose, whatever they start with

_LANGUAGE = re.compile(r"Newspapers? in (?P<name>[^\W\d_][\w '’()-]{1,40})", re.IGNORECASE)
_COUNTRY = re.compile(r"Newspapers? from (?P<name>[^\W\d_][\w .,&'’()-]{1,60})", re.IGNORECASE)
_CLOSING = re.compile(rf"(?:{any_of('furniture', 'closings')})(?!\w)", re.IGNORECASE)
_RIGHTS = re.compile(r"(?:copyright[\s©]+(?:\(c\) ?)?(?:\d{4}|by )|©|\(c\) ?\d{4}|all rights reserved)", re.IGNORECASE)
_NOTICE = re.compile(rf"(?:{any_of('furniture', 'notices')})(?!\w)")
_JUMP = re.compile(
    r"\W{0,3}(?:Page \w{1,4}, )?(?:[Pp]lease see|[Ss]ee|SEE|[Tt]urn to|[Ff]rom|[Cc]ontinued)\b.{0,60}"
    r"\b(?:[Pp]age\s+[A-Z]?\d{1,3}|[A-Z]\d{1,3})\W*\Z"
)
_PAGE_LABEL = re.compile(r"(?:Page|PAGE|p\.)\s*[A-Z]?-?\d{1,3}[A-Z]?\Z|[A-Z]\d{1,3}\Z")
# A caption ends with whose picture it is: "(AP Photo/Ann Doe)", "(Ann Doe/The Courier)", "Photo by Ann Doe".
_PHOTO = re.compile(
    r"(?:\((?:[\w .,'’]{0,40} )?(?:photos?|photograph)(?:[/:]| by | courtesy )[^()]{2,80}\)"
    r"|\([^()]{0,80}getty images[^()]{0,30}\)|\((?:file )?photo\)|(?:getty images|[/ ]ap photo|[/ ]afp photo)"
    r"|photo by [\w .'’-]{3,60})\W*\Z",
    re.IGNORECASE,
)
_CREDIT = re.compile(r"\([A-Z][\w.'’-]{1,20}(?: [A-Z][\w.'’-]{0,20}){1,3}/[A-Z][\w .'’-]{2,40}\)\Z")
_PHOTO_LABEL = re.compile(r"(?:photo|photos|photograph|picture|image|caption|graphic)\s*(?:by|credit|:)", re.IGNORECASE)
_CONTRIBUTED = re.compile(
    r"\bcontributed (?:reporting|to this (?:report|story|article|dispatch))\b|\bcontributed from\b"
    r"|\breported from\b.{0,80}\bcontributed\b"
)
_DESK = re.compile(
    r"\W{0,3}(?:additional )?(?:reporting|writing|editing|compiled|translated)\b.{0,120}\b(?:by|editing)\b",
    re.IGNORECASE,
)
_WRITER = re.compile(
    rf"(?P<agency>{agency_pattern()}) (?:\w+ )?(?:writers?|reporters?|journalists?|correspondents?|staff)\b"
)
_ALONE = re.compile(rf"[-–—(\[\s]*(?:Source:\s*)?(?P<agency>{agency_pattern()})[)\]\s.]*\Z")
_COPYRIGHT = re.compile(
    rf"(?:copyright|©|\(c\))[\s©(c)]*(?:\d{{4}}(?:[-–]\d{{2,4}})?)?,?\s*(?:by\s+)?(?P<agency>{agency_pattern()})(?!\w)",
    re.IGNORECASE,
)


def is_newsstand_footer(paragraph: Span) -> bool:
    """Whether the line is a newsstand's shelf label: "Newspapers in English", "Newspapers from Malta"."""
    return bool(_LANGUAGE.fullmatch(paragraph.text) or _COUNTRY.fullmatch(paragraph.text))


def is_furniture(paragraph: Span) -> bool:
    """Whether the paragraph is no part of the story wherever it stands: rules, notices, jumps, labels, captions."""
    text = paragraph.text
    if not any(mark.isalnum() for mark in text[:LONGEST_LINE]):
        return True
    if len(text) > 2 * LONGEST_LINE:
        return False
    if (
        is_newsstand_footer(paragraph)
        or _PHOTO.search(text[-160:])
        or _CREDIT.search(text[-160:])
        or _PHOTO_LABEL.match(text)
    ):
        return True
    return len(text) <= LONGEST_LINE and _is_notice(text)


def _is_notice(text: str) -> bool:
    if _PAGE_LABEL.match(text):
        return True
    if len(text) <= 100 and _JUMP.match(text) and not text.endswith((".", "?", "!", '"', "”")):
        return True
    # A notice has no full sentence after it: "Read more: …" is one, "Watch: he said …." might be prose.
    return bool(_NOTICE.match(text)) and not text.endswith((".", '"', "”"))


def closes_page(paragraph: Span) -> bool:
    """Whether the paragraph, at the end of a page, is a footer or a credit and not the story's last words."""
    text = paragraph.text
    if is_furniture(paragraph):
        return True
    if len(text) > 2 * LONGEST_LINE:
        return False
    if _CONTRIBUTED.search(text) or _DESK.match(text):
        return True
    return len(text) <= LONGEST_LINE and _is_closing_line(paragraph)


def _is_closing_line(paragraph: Span) -> bool:
    text = paragraph.text
    if _ALONE.match(text) or date_of_print(text) or parse_signature_line(paragraph):
        return True
    return bool(_RIGHTS.match(text)) or (
        len(text) <= 60 and not text.endswith((".", "?", "!", "”", '"')) and bool(_CLOSING.match(text))
    )


def facts_of_closing(paragraph: Span) -> Iterator[Fact]:
    """What a footer or a credit says of its article: language, country, the agency that wrote it."""
    yield from _shelf(paragraph)
    if match := _ALONE.match(paragraph.text) or _COPYRIGHT.match(paragraph.text):
        yield _provider(paragraph, match, OriginKind.PAGE)
    elif (match := _WRITER.search(paragraph.text[: 2 * LONGEST_LINE])) and _CONTRIBUTED.search(paragraph.text):
        yield _provider(paragraph, match, OriginKind.INFERRED)  # an agency names its own helpers under its own copy
    if (signed := parse_signature_line(paragraph)) and signed.agency:
        yield printed("provider", *signed.agency)


def _shelf(paragraph: Span) -> Iterator[Fact]:
    if (match := _LANGUAGE.fullmatch(paragraph.text)) and (code := language_named(match["name"])):
        yield printed("language", code, paragraph)
    if (match := _COUNTRY.fullmatch(paragraph.text)) and (code := country_named(match["name"])):
        yield printed("country", code, paragraph)


def _provider(paragraph: Span, match: re.Match[str], kind: OriginKind) -> Fact:
    first, last = match.span("agency")
    span = Span(start=paragraph.start + first, end=paragraph.start + last, text=match["agency"])
    return printed("provider", agency_named(match["agency"]) or match["agency"], span, kind)
