"""Plain-text newspaper pages, as digital newsstands print them, and bare texts of articles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.errors import EmptyInput, MalformedInput, TooLarge
from onrecord.reading.datelines import Dateline, parse_dateline
from onrecord.reading.dates import checked_date, date_of_print
from onrecord.reading.facts import Fact, as_article, printed, stated
from onrecord.reading.footers import closes_page, facts_of_closing, is_furniture, is_newsstand_footer
from onrecord.reading.heads import Head, read_head
from onrecord.reading.languages import country_code, guess_language, language_code
from onrecord.reading.paragraphs import cut_paragraphs
from onrecord.record.article import Article, OriginKind
from onrecord.record.identity import article_id, digest_of
from onrecord.record.intake import Document
from onrecord.record.text import Span

__all__ = ["MAX_CHARACTERS", "check_text", "read_page", "read_text"]

LONGEST_HEADLINE = 150  # characters
MAX_CHARACTERS = 5_000_000  # of one article; the longest novels have 3 million


def read_text(
    text: str,
    *,
    id: str | None = None,  # noqa: A002 the contract's name of it
    published: str | None = None,
    publication: str | None = None,
    headline: str | None = None,
    byline: Sequence[str] = (),
    url: str | None = None,
    language: str | None = None,
    country: str | None = None,
    place: str = "<text>",
) -> Document:
    """One article from its text: a newspaper page or the bare story.

    `text` is kept exactly as given. What else is given holds over what the page prints, but for `published` (an ISO
    8601 date or date-time), which holds where the page prints no date. Raises EmptyInput, MalformedInput (lone
    surrogates), TooLarge, and QuestionError where `published` is not a date.
    """
    check_text(text, place=place)
    given = {
        "publication": publication,
        "headline": headline,
        "byline": tuple(byline),
        "url": url,
        "language": language and language_code(language),
        "country": country and country_code(country),
    }
    facts = [stated(field, value, None, OriginKind.OPTION) for field, value in given.items() if value]
    article = read_page(text, given=facts, published=published, digest=digest_of(text.encode("utf-8")))
    return Document(id=id or article_id(text, article.publication, article.url), article=article, place=place)


def check_text(text: str, *, place: str | None = None) -> None:
    """Raises EmptyInput, TooLarge, or MalformedInput where `text` cannot be an article's text."""
    if len(text) > MAX_CHARACTERS:
        raise TooLarge(
            f"{len(text):,} characters; an article may have {MAX_CHARACTERS:,}: cut it into articles", place=place
        )
    if not text or text.isspace():
        raise EmptyInput("there is no text in it", place=place)
    if _SURROGATE.search(text):
        raise MalformedInput("the text has half of a surrogate pair, which is no character", place=place)


_SURROGATE = re.compile("[\ud800-\udfff]")


def read_page(
    text: str,
    *,
    given: Sequence[Fact] = (),
    published: str | None = None,
    kind: str = "text",
    digest: str | None = None,
) -> Article:
    """The article on a page.

    `given` are facts from beside the text; they hold over what is printed. `published` is the date to take where
    neither has one. `kind` is the format that the text came in.
    """
    paragraphs = cut_paragraphs(text)
    closing = _closing(paragraphs)
    shelved = [paragraph for paragraph in paragraphs if is_newsstand_footer(paragraph)]
    head = read_head(paragraphs[:closing], from_newsstand=bool(shelved))
    body = [paragraph for paragraph in paragraphs[head.length : closing] if not is_furniture(paragraph)]
    if kind == "html":
        body = _without_headline(body, given)
    tail = [
        *paragraphs[closing:],
        *(paragraph for paragraph in shelved if paragraph.start < _start(paragraphs, closing)),
    ]
    opening = _dateline(body)
    facts = [*given, *_printed_facts(opening, head, tail), *_said_beside(published)]
    facts += [*_day_of_writing(opening), *_guessed(body)]
    facts = [_spelled_out(fact, facts) for fact in facts]
    return as_article(text, body, facts, kind=kind, digest=digest)


def _start(paragraphs: Sequence[Span], position: int) -> int:
    return paragraphs[position].start if position < len(paragraphs) else paragraphs[-1].end


def _closing(paragraphs: Sequence[Span]) -> int:
    """How many paragraphs stand before the footers and credits that close the page."""
    count = len(paragraphs)
    while count > 1 and closes_page(paragraphs[count - 1]):
        count -= 1
    return count


def _printed_facts(opening: Dateline | None, head: Head, tail: Sequence[Span]) -> Iterator[Fact]:
    if opening:
        yield from _dateline_facts(opening)
    yield from head.facts
    for paragraph in tail:
        yield from facts_of_closing(paragraph)


def _dateline(body: Sequence[Span]) -> Dateline | None:
    """The dateline of the first paragraph, or of the second where a headline that stayed in the story is before it."""
    headed = len(body) > 1 and len(body[0].text) <= LONGEST_HEADLINE
    return next((found for paragraph in body[: 1 + headed] if (found := parse_dateline(paragraph))), None)


def _without_headline(body: list[Span], given: Sequence[Fact]) -> list[Span]:
    """The story without the headline above it, which markup prints as a paragraph like any other."""
    headline = next((fact.value for fact in given if fact.field == "headline"), None)
    at = next((n for n, paragraph in enumerate(body[:4]) if paragraph.text == headline), -1)
    return body[at + 1 :]


def _spelled_out(fact: Fact, facts: Sequence[Fact]) -> Fact:
    """An agency that stands with its initials in the dateline, by the name that the page gives it elsewhere."""
    if fact.field != "provider" or not isinstance(fact.value, str) or not fact.value.isupper():
        return fact
    names = {other.value for other in facts if other.field in {"provider", "publication"}}
    long = [name for name in names if isinstance(name, str) and _stands_for(fact.value, name)]
    return Fact(fact.field, long[0], fact.origins) if len(long) == 1 else fact


def _stands_for(short: str, name: str) -> bool:
    """Whether capitals stand for a name of several words, as AFP for "Agence France-Presse" and UPR for "Upland Press".

    The initials of the words are among the capitals, and the capitals among the letters, in order.
    """
    parts = [part for part in re.split(r"[\s-]+", name) if part[:1].isupper()]
    initials = "".join(part[0] for part in parts)
    return len(parts) > 1 and short[0] == initials[0] and _in_order(initials, short) and _in_order(short, name.upper())


def _in_order(letters: str, among: str) -> bool:
    rest = iter(among)
    return all(letter in rest for letter in letters)


def _dateline_facts(dateline: Dateline) -> Iterator[Fact]:
    if dateline.place:
        yield printed("dateline", dateline.place.text, dateline.place)
    if dateline.agency and dateline.agency_span:
        yield printed("provider", dateline.agency, dateline.agency_span)


def _day_of_writing(dateline: Dateline | None) -> Iterator[Fact]:
    """A dateline's day with its year, where nothing else dates the page: agencies publish on the day of writing."""
    if dateline and dateline.day and (day := date_of_print(dateline.day.text)):
        yield printed("published", day, dateline.day)


def _said_beside(published: str | None) -> Iterator[Fact]:
    day = checked_date(published)
    if day:
        yield stated("published", day, "published", OriginKind.OPTION)


def _guessed(body: Sequence[Span]) -> Iterator[Fact]:
    if body and (code := guess_language(" ".join(paragraph.text[:2000] for paragraph in body[:20]))):
        yield printed("language", code, body[0], OriginKind.INFERRED)
