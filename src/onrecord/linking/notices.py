"""Correction and clarification notices: which article they mean, and what in it was wrong.

`An article on March 14, "Ferries stop," misstated the number of …`, `In a story on March 12 about fish, the agency
reported erroneously that …`, `An earlier version of this story said …`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from msgspec import Struct

from onrecord.linking.lexicon import alternatives, vocabulary
from onrecord.linking.likeness import shared_share
from onrecord.record.across import Crossing
from onrecord.record.analysis import Analysis
from onrecord.record.cells import Statement, Time
from onrecord.record.links import Link
from onrecord.record.reading import Reading
from onrecord.record.text import Span, span_of, trimmed
from onrecord.record.vocabulary import LinkKind

__all__ = ["Notice", "Printed", "choose_article", "find_notices", "link_notice", "own_corrections"]

SAME_SUBJECT = 0.5  # of the words by which a notice names the story that an article's headline must have
SAME_POINT = 0.5  # of the words of what was wrong that a statement must have to be the one
LONGEST_SENTENCE = 1500  # characters


class Notice(Struct, frozen=True, kw_only=True):
    """A notice: the day (ISO 8601) and headline by which it names the article, what was wrong, and the sentence.

    `earlier_version` says that it speaks of the same address.
    """

    kind: LinkKind
    day: str | None
    headline: str | None
    subject: str | None
    point: Span | None
    evidence: Span
    earlier_version: bool = False


class Printed(Struct, frozen=True, kw_only=True):
    """An article that a notice may mean: its id, headline, and the day on which it was printed."""

    id: str
    headline: str | None
    day: str | None


class _Patterns(Struct, frozen=True):
    version: re.Pattern[str]
    named: re.Pattern[str]
    further: re.Pattern[str]
    label: re.Pattern[str]
    itself: re.Pattern[str]


def find_notices(reading: Reading, analysis: Analysis) -> tuple[Notice, ...]:
    """The notices of one article, in text order; a further point of a notice has its day and headline."""
    article = reading.article
    clarifies = _is_clarification(article.headline or "")
    labelled = bool(_patterns().label.search(article.headline or ""))
    found: list[Notice] = []
    for sentence in analysis.sentences:
        if sentence.end - sentence.start > LONGEST_SENTENCE:
            continue
        span = span_of(article.text, sentence.start, sentence.end)
        notice = _notice(span, reading.times, found[-1] if labelled and found else None)
        if notice is not None:
            found.append(_as_clarification(notice) if clarifies else notice)
    return tuple(found)


def choose_article(notice: Notice, candidates: Sequence[Printed]) -> str | None:
    """The id of the one article that the notice can mean, by headline, else by day and subject; None for several."""
    on_day = [item for item in candidates if notice.day is None or item.day == notice.day]
    if notice.headline is not None:
        named = [item.id for item in on_day if item.headline and _same_title(item.headline, notice.headline)]
        return named[0] if len(named) == 1 else None
    if notice.day is None:
        return None
    subject = notice.subject or ""
    about = [item.id for item in on_day if item.headline and shared_share(subject, item.headline) >= SAME_SUBJECT]
    return about[0] if len(about) == 1 else None


def link_notice(notice: Notice, article: str, target: Reading) -> Crossing:
    """The link from the notice's article to the statement of `target` that it corrects; where what was wrong is in no
    statement of it, or in several, to the article.
    """
    point = notice.point.text if notice.point is not None else ""
    scores = [(shared_share(point, _words(item)), item.id) for item in target.statements]
    alike = [(score, key) for score, key in scores if score >= SAME_POINT]
    best = [key for score, key in alike if score == max(alike)[0]]
    return Crossing(
        article=article,
        link=Link(
            kind=notice.kind, origin=article, to=best[0] if len(best) == 1 else target.id, evidence=notice.evidence
        ),
    )


def own_corrections(reading: Reading, analysis: Analysis) -> tuple[Link, ...]:
    """The links by which an article corrects what it quotes of its own earlier version (`An earlier version of this
    story said …`): that version's statement is here to be taken back.
    """
    return tuple(
        Link(kind=LinkKind.CORRECTS, origin=reading.id, to=item.id, evidence=_sentence_of(item, reading, analysis))
        for item in reading.statements
        if item.source is not None and _patterns().itself.search(item.source.text)
    )


def _sentence_of(statement: Statement, reading: Reading, analysis: Analysis) -> Span:
    start = (statement.cue or statement.content[0]).start
    for sentence in analysis.sentences:
        if sentence.start <= start < sentence.end:
            return span_of(reading.article.text, sentence.start, sentence.end)
    return statement.content[0]


def _notice(sentence: Span, times: Sequence[Time], before: Notice | None) -> Notice | None:
    patterns = _patterns()
    if match := patterns.version.search(sentence.text):
        return _made(sentence, match, None, earlier_version=True)
    if match := patterns.named.search(sentence.text):
        start, stop = sentence.start + match.start("named"), sentence.start + match.end("named")
        day = next((time.begin for time in times if start <= time.start < stop and time.begin), None)
        return _made(sentence, match, day)
    if before is not None and (match := patterns.further.search(sentence.text)):
        made = _made(sentence, match, before.day, earlier_version=before.earlier_version)
        return _named_as(made, before)
    return None


def _made(sentence: Span, match: re.Match[str], day: str | None, *, earlier_version: bool = False) -> Notice:
    groups = match.groupdict()
    named = groups.get("named") or ""
    title = re.search(r"[“\"](?P<title>[^”\"]{3,200})[”\"]", named)
    about = re.search(r"\babout\s+(?P<subject>.+)$", named)
    start, end = trimmed(sentence.text, match.start("point"), match.end("point"), " \t\r\n,;:.")
    point = (
        Span(start=sentence.start + start, end=sentence.start + end, text=sentence.text[start:end])
        if start < end
        else None
    )
    return Notice(
        kind=LinkKind.CORRECTS,
        day=day[:10] if day else None,
        headline=title["title"].strip(" ,.") if title else None,
        subject=about["subject"] if about else None,
        point=point,
        evidence=sentence,
        earlier_version=earlier_version,
    )


def _named_as(notice: Notice, other: Notice) -> Notice:
    return Notice(
        kind=other.kind,
        day=other.day,
        headline=other.headline,
        subject=other.subject,
        point=notice.point,
        evidence=notice.evidence,
        earlier_version=other.earlier_version,
    )


def _as_clarification(notice: Notice) -> Notice:
    return Notice(
        kind=LinkKind.CLARIFIES,
        day=notice.day,
        headline=notice.headline,
        subject=notice.subject,
        point=notice.point,
        evidence=notice.evidence,
        earlier_version=notice.earlier_version,
    )


def _is_clarification(headline: str) -> bool:
    return any(headline.lower().startswith(label) for label in vocabulary("notices")["labels"]["clarifies"])


def _same_title(one: str, other: str) -> bool:
    letters = [re.sub(r"\W+", " ", title).strip().casefold() for title in (one, other)]
    return letters[0] == letters[1]


def _words(statement: Statement) -> str:
    source = statement.source.text if statement.source is not None else ""
    return " ".join([source, *(span.text for span in statement.content)])


@cache
def _patterns() -> _Patterns:
    words = vocabulary("notices")
    things, wrong = alternatives(words["things"]["words"]), alternatives(words["verbs"]["wrong"])
    also = alternatives(words["verbs"]["also"])
    labels = alternatives([*words["labels"]["corrects"], *words["labels"]["clarifies"]])
    point = r"(?:\s+that)?\s+(?P<point>.+)"
    return _Patterns(
        version=re.compile(
            rf"\b(?:an?|the)\s+(?:earlier|previous|original)\s+version\s+of\s+this\s+{things}\s+(?:{wrong}|{also}){point}",
            re.IGNORECASE | re.DOTALL,
        ),
        named=re.compile(
            rf"\b(?:in\s+)?(?:an?|the)\s+{things}\s+(?P<named>(?:published\s+|printed\s+)?on\s+.{{3,300}}?)\s*{wrong}{point}",
            re.IGNORECASE | re.DOTALL,
        ),
        further=re.compile(rf"^\W*the\s+(?:same\s+)?{things}\s+(?:{wrong}|{also}){point}", re.IGNORECASE | re.DOTALL),
        label=re.compile(rf"^\W*{labels}\b", re.IGNORECASE),
        itself=re.compile(rf"\b(?:earlier|previous|original)\s+version\s+of\s+this\s+{things}\b", re.IGNORECASE),
    )
