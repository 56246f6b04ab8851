"""The head of a page: masthead, date line, headline, byline line, above the story."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum, auto

from msgspec import Struct

from onrecord.reading.bylines import Byline, parse_byline, parse_signature_line
from onrecord.reading.datelines import parse_dateline
from onrecord.reading.dates import date_of_print
from onrecord.reading.facts import Fact, printed
from onrecord.reading.footers import is_furniture
from onrecord.reading.lexicon import agency_named, words
from onrecord.record.article import Origin, OriginKind
from onrecord.record.text import Span

__all__ = ["Head", "read_head"]

DEEPEST = 12  # paragraphs in which a head ends
LONGEST_HEADING = 220  # characters

_LABEL = re.compile(
    r"(?P<label>(?:first |originally )?(?:published|posted|printed)(?: on)?|date|issued)\s*:?\s+", re.IGNORECASE
)
_CHANGED = re.compile(r"(?:last )?(?:updated|modified|edited)(?: on)?\s*:?\s+", re.IGNORECASE)
_SEGMENT = re.compile(r"\s*[|·•]\s*|\s+[–—-]\s+|\t+|\s{2,}")
_PAGE = re.compile(r"(?:Page|PAGE|p\.)?\s*[A-Z]?-?\d{1,3}[A-Z]?\Z|Edition\s+\d+\Z|(?:No|Vol)\.\s*\d+\Z")
_CORRECTS = re.compile(r"(?:corrections?|clarifications?)\b", re.IGNORECASE)
_KIND_OF_STORY = re.compile(r"\b(?:review|obituary|column|letters?|essay|diary)\W*\Z", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?][\"”’)]*\Z")


class _Kind(Enum):
    BYLINE = auto()
    DATE = auto()  # a line that is a date, alone or with masthead, page and label
    LABEL = auto()  # a section, a role under a byline, a rule, a caption
    HEADING = auto()
    STORY = auto()


class _Line(Struct, frozen=True):
    span: Span
    kind: _Kind
    byline: Byline | None = None
    date: tuple[str, Span] | None = None
    name: Span | None = None  # what stands beside the date: the masthead


class Head(Struct, frozen=True):
    """What stands above a story: how many paragraphs it fills, what they say, and whether the page is furnished.

    A page is furnished where a masthead, a byline line or a date line was found; without one, a first line may be a
    headline or a sentence, and stays in the story.
    """

    length: int
    facts: tuple[Fact, ...]
    furnished: bool


def read_head(paragraphs: Sequence[Span], *, from_newsstand: bool) -> Head:
    """The head of the page that `paragraphs` make; `from_newsstand` says that a newsstand's footer closes it."""
    lines = _head_lines(paragraphs)
    headings = [line.span for line in lines if line.kind is _Kind.HEADING]
    named = [line.name for line in lines if line.name and (from_newsstand or _ends_as_newspaper(line.name.text))]
    signed = any(line.kind in {_Kind.BYLINE, _Kind.DATE} for line in lines)
    labelled = any(line.kind is _Kind.LABEL and _CORRECTS.match(line.span.text) for line in lines[1:])
    masthead = (
        named[0] if len(named) == 1 else _masthead(headings, sure=from_newsstand, signed=signed, labelled=labelled)
    )
    furnished = signed or masthead is not None or from_newsstand
    headlines = [heading for heading in headings if heading is not masthead] or _labels_below(masthead, lines)
    facts = [*_heading_facts(headlines, masthead, furnished=furnished), *_line_facts(lines)]
    return Head(len(lines) if furnished else 0, tuple(facts), furnished)


def _head_lines(paragraphs: Sequence[Span]) -> list[_Line]:
    lines = [_classify(paragraph) for paragraph in paragraphs[:DEEPEST]]
    byline = next((n for n, line in enumerate(lines[:7]) if line.kind is _Kind.BYLINE), -1)
    if all(_may_stand_above(line) for line in lines[: byline + 1]):
        lines = [_above(line) if n < byline else line for n, line in enumerate(lines)]
    else:
        byline = -1
    length = next((n for n, line in enumerate(lines) if _begins_story(line, below=n > byline >= 0)), len(lines))
    return lines[:length]


def _may_stand_above(line: _Line) -> bool:
    return line.kind is not _Kind.STORY or (len(line.span.text) <= LONGEST_HEADING and not parse_dateline(line.span))


def _above(line: _Line) -> _Line:
    return _Line(line.span, _Kind.HEADING) if line.kind is _Kind.STORY else line


def _begins_story(line: _Line, *, below: bool) -> bool:
    return line.kind is _Kind.STORY or (below and line.kind is _Kind.HEADING)


def _classify(paragraph: Span) -> _Line:
    if byline := parse_byline(paragraph) or parse_signature_line(paragraph):
        return _Line(paragraph, _Kind.BYLINE, byline=byline)
    if dated := _date_line(paragraph):
        return dated
    if _is_label(paragraph):
        return _Line(paragraph, _Kind.LABEL)
    return _Line(paragraph, _Kind.HEADING if _is_heading(paragraph) else _Kind.STORY)


def _is_label(paragraph: Span) -> bool:
    bare = paragraph.text.strip(" .,:-–—•*").casefold()
    if _is_section(paragraph.text) or bare in words("furniture", "roles") or is_furniture(paragraph):
        return True
    head, _, last = bare.rpartition(" ")
    return last in {"writer", "writers", "reporter", "correspondent"} and agency_named(head) is not None


def _is_section(text: str) -> bool:
    return text.strip(" .,:-–—•*").casefold() in words("furniture", "sections")


def _is_heading(paragraph: Span) -> bool:
    text = paragraph.text
    if len(text) > LONGEST_HEADING or parse_dateline(paragraph) or not text[:40].strip("\"'“”‘’«»([ ")[:1].isalnum():
        return False
    return not text.endswith((".", '."', ".”", ',"', ",”", ":", ";", "…")) and not text[0].islower()


def _date_line(paragraph: Span) -> _Line | None:
    """The line as a date line, if each of its segments is a date, a page, a label, or one masthead."""
    if len(paragraph.text) > LONGEST_HEADING or not any(mark.isdigit() for mark in paragraph.text):
        return None
    dates: list[tuple[str, Span]] = []
    others: list[Span] = []
    changed = False
    for segment in _segments(paragraph):
        found = _date_of(segment)
        if found:
            dates.append(found)
        elif _CHANGED.match(segment.text):
            changed = True
        elif not (_PAGE.match(segment.text) or _is_section(segment.text)):
            others.append(segment)
    if len(others) > 1 or not (dates or (changed and not others)) or (others and not _is_name(others[0].text)):
        return None
    days = {day for day, _ in dates}
    return _Line(paragraph, _Kind.DATE, date=dates[0] if len(days) == 1 else None, name=others[0] if others else None)


def _segments(paragraph: Span) -> Iterator[Span]:
    if date_of_print(paragraph.text):
        yield paragraph
        return
    at = 0
    for cut in [*_SEGMENT.finditer(paragraph.text), None]:
        end = cut.start() if cut else len(paragraph.text)
        if at < end:
            yield Span(start=paragraph.start + at, end=paragraph.start + end, text=paragraph.text[at:end])
        at = cut.end() if cut else end


def _date_of(segment: Span) -> tuple[str, Span] | None:
    label = _LABEL.match(segment.text)
    at = label.end() if label else 0
    day = date_of_print(segment.text[at:])
    return (day, Span(start=segment.start + at, end=segment.end, text=segment.text[at:])) if day else None


def _is_name(text: str) -> bool:
    parts = text.split()
    # A name is capitalised but for its small words: "Times of Malta", "La Voix du Nord".
    return (
        len(parts) <= 6
        and text[0].isupper()
        and all(part[0].isupper() or part[0] in "(&" or len(part) <= 3 for part in parts)
        and not _SENTENCE_END.search(text)
        and not any(mark.isdigit() for mark in text)
    )


def _ends_as_newspaper(text: str) -> bool:
    bare = re.sub(r"\s*\([^()]*\)\Z", "", text).casefold()
    last = re.split(r"[\s-]", bare)[-1]
    return last in words("furniture", "newspaper_words") or bool(
        re.match(
            r"(?:the )?(?:\w+ )?(?:times|news|star|voice|herald|journal|daily) (?:of|de|d') ?\w|the daily \w+\Z", bare
        )
    )


def _masthead(headings: Sequence[Span], *, sure: bool, signed: bool, labelled: bool) -> Span | None:
    """The first heading, where it is a newspaper's name and a headline follows.

    A newsstand prints the name first, so there any name will do; elsewhere it has to end as newspapers' names do. A
    headline of one or two words is known from a slug or a speaker by a byline or a date (`signed`), or where it is a
    sentence ("Minister resigns"); where none follows, a section below (`labelled`) heads its own story ("Correction").
    """
    if not headings or not _is_name(headings[0].text):
        return None
    first = headings[0].text
    if len(headings) == 1:
        return headings[0] if (sure or labelled) and _ends_as_newspaper(first) else None
    second = headings[1].text
    if len(second.split()) < 3:
        sentence = second != second.title() and second != second.upper()
        told = (signed or sentence) and not _KIND_OF_STORY.search(second)
        return headings[0] if told and _ends_as_newspaper(first) and not re.search(r"(?:^|\s)[Aa]n?\s", first) else None
    return headings[0] if sure or (_ends_as_newspaper(first) and (signed or len(second) > len(first))) else None


def _labels_below(masthead: Span | None, lines: Sequence[_Line]) -> list[Span]:
    """The one label under a masthead that no headline follows: "Correction" heads its own story."""
    labels = [line.span for line in lines if line.kind is _Kind.LABEL and _is_section(line.span.text)]
    return labels if masthead and len(labels) == 1 else []


def _heading_facts(headlines: Sequence[Span], masthead: Span | None, *, furnished: bool) -> Iterator[Fact]:
    if masthead:
        yield printed("publication", re.sub(r"\s+", " ", masthead.text), masthead)
    # Two words above a bare text are as often a slug or a speaker as a headline.
    if headlines and (furnished or len(headlines[0].text.split()) > 2):
        yield printed("headline", headlines[0].text, headlines[0])


def _line_facts(lines: Sequence[_Line]) -> Iterator[Fact]:
    bylines = [line.byline for line in lines if line.byline]
    names = tuple(name for byline in bylines for name in byline.names)
    if names:
        origins = tuple(Origin(field="byline", kind=OriginKind.PAGE, span=name) for name in names)
        yield Fact("byline", tuple(name.text for name in names), origins)
    dates = [date for byline in bylines if (date := byline.date)] + [line.date for line in lines if line.date]
    if len({day for day, _ in dates}) == 1:
        yield printed("published", *dates[0])
    for byline in bylines:
        if byline.agency:
            yield printed("provider", *byline.agency)
