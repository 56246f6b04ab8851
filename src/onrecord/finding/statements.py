"""Statements: what the encoder's (or the rules') attributions say, in the terms of the contract."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import msgspec

from onrecord.finding.actors import Speaker, cast_of
from onrecord.finding.acts import act_of
from onrecord.finding.anonymity import anonymity_sources, find_anonymity
from onrecord.finding.attributions import find_attributions
from onrecord.finding.circumstances import hearer, venue
from onrecord.finding.dating import date_of, is_date
from onrecord.finding.happenings.forms import verb_forms
from onrecord.finding.lexicon import load_vocabulary
from onrecord.finding.names import capitalised_names, group_names
from onrecord.finding.phrases import Page, page_of
from onrecord.finding.quotations import find_quotations, form_of
from onrecord.finding.silences import silences
from onrecord.finding.trailing import sourced
from onrecord.record.analysis import Analysis, Attribution, Name
from onrecord.record.article import Article
from onrecord.record.cells import Actor, Anonymity, SaidDate, Statement, Time
from onrecord.record.identity import cell_id
from onrecord.record.text import Span, span_of

__all__ = ["Said", "find_statements"]

_BEFORE_DAY = re.compile(r"[\s,]+(?:(?:on|late|early|in|at)\s*)*$|\s+$", re.IGNORECASE)
_BEFORE_REMARK = re.compile(r".*,\s+(?:in\s+)?", re.DOTALL)
_REMARK = re.compile(r"(?:in\s+)?what\s")
_CLAUSE = re.compile(r"(?:[^a-z,—]*—\s*)?(?P<clause>\S[^“”\"—]*\w),\s+", re.DOTALL)
_CLOSING = re.compile(r"[.,!?…]*[”\"]")
_STRAIGHT = str.maketrans("“”", '""')
_HELPERS = frozenset({"was", "were", "is", "are", "be", "been", "being", "has", "have", "had", "will"})
_ASKED = re.compile(r"(?:asked|pressed|questioned|told)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """What was said in an article, by whom, and under which conditions."""

    statements: tuple[Statement, ...]
    actors: tuple[Actor, ...]
    anonymity: tuple[Anonymity, ...]


def find_statements(article_id: str, article: Article, analysis: Analysis, times: Sequence[Time]) -> Said:
    """The statements of one article in text order, its actors, and its conditions of anonymity.

    Attributions and names are the encoder's; where `analysis` has none (null), they are found by rule.
    """
    page = page_of(article, analysis)
    attributions = analysis.attributions
    if attributions is None:
        attributions = find_attributions(article, analysis)
    names = analysis.names if analysis.names is not None else capitalised_names(page)
    attributions = tuple(item for item in attributions if not _is_done(item))
    attributions = tuple(sorted((*attributions, *silences(page, attributions)), key=_place))
    attributions = tuple(_mended(page, item, times, names) for item in attributions)
    sources = [span for item in attributions if (span := _joined(page, item.source)) is not None]
    conditions = anonymity_sources(page)
    cast = cast_of(article_id, page, group_names(page, names), [*sources, *conditions])
    quotations = find_quotations(article)
    statements = tuple(
        _statement(article_id, page, item, cast.speakers, quotations, analysis, times) for item in attributions
    )
    asked = {key: speaker.actor for key, speaker in cast.speakers.items()}
    return Said(statements=statements, actors=cast.actors, anonymity=find_anonymity(page, statements, asked))


def _mended(page: Page, item: Attribution, times: Sequence[Time], names: Sequence[Name]) -> Attribution:
    return _asked(page, _fronted(page, sourced(page, _without_day(item, times), names)))


def _place(item: Attribution) -> int:
    return min(span.start for span in (*item.source, *item.cue, *item.content))


def _without_day(item: Attribution, times: Sequence[Time]) -> Attribution:
    """The attribution with the day cut from the end of its source: `Karl Oste on Sunday`."""
    if not item.source:
        return item
    last = item.source[-1]
    day = next((t for t in times if t.end == last.end and t.start > last.start), None)
    front = _BEFORE_DAY.sub("", last.text[: day.start - last.start]) if day is not None else last.text
    if not front:
        return item
    kept = Span(start=last.start, end=last.start + len(front), text=front)
    return msgspec.structs.replace(item, source=(*item.source[:-1], kept))


def _fronted(page: Page, item: Attribution) -> Attribution:
    """The attribution with the clause before its source as its content, where what stands behind is the reporter's
    remark: `Patrols have resumed, the ministry announced, in what would be the first sign that …`.
    """
    if not (item.source and item.cue and item.content):
        return item
    source, cue, content = item.source[0], item.cue[-1], item.content[0]
    remark = _BEFORE_REMARK.fullmatch(page.text, cue.end, content.start) and _REMARK.match(content.text)
    sentence = page.sentence_of(page.first_token(source.start))
    if not remark or sentence is None or source.start > cue.start:
        return item
    clause = _CLAUSE.fullmatch(page.text, sentence.start, source.start)
    front = span_of(page.text, *clause.span("clause")) if clause is not None else None
    if front is None or not page.has_verb(front):
        return item
    return msgspec.structs.replace(item, content=(front,))


def _is_done(item: Attribution) -> bool:
    """Whether the cue is a deed (`called off its strike`, `was sentenced`), which the page tells and nobody says; also
    what befalls somebody where no source says it (`was appointed`).
    """
    if len(item.cue) != 1:
        return False
    words = item.cue[0].text.lower().split()
    helped = len(words) > 1 and words[0] in _HELPERS
    while len(words) > 1 and words[0] in _HELPERS:
        words = words[1:]
    form = " ".join(words)
    return form in _done_forms("verbs") or (helped and not item.source and form in _done_forms("befalls"))


@cache
def _done_forms(key: str) -> frozenset[str]:
    verbs = [verb.partition(" ") for verb in load_vocabulary("attribution")["done"][key]]
    return frozenset(f"{form} {particle}".strip() for verb, _, particle in verbs for form in verb_forms(verb))


def _asked(page: Page, item: Attribution) -> Attribution:
    """The attribution without a source where it is who answers: `Asked why, Karl Oste said` names nobody who asks."""
    if not item.source or not item.cue or item.source[0].start < item.cue[0].start:
        return item
    sentence = page.sentence_of(page.first_token(item.cue[0].start))
    fronted = sentence is not None and item.cue[0].start == sentence.start and _ASKED.match(item.cue[0].text)
    return msgspec.structs.replace(item, source=()) if fronted else item


def _statement(
    article_id: str,
    page: Page,
    item: Attribution,
    speakers: dict[tuple[int, int], Speaker],
    quotations: Sequence[Span],
    analysis: Analysis,
    times: Sequence[Time],
) -> Statement:
    source, cue = _joined(page, item.source), _joined(page, item.cue)
    speaker = speakers[source.start, source.end] if source is not None else Speaker(actor=None, anonymous=False)
    days = [Span(start=time.start, end=time.end, text=time.text) for time in times]
    said = _date(page, cue, item.content, analysis, times)
    return Statement(
        id=cell_id("s", article_id, source, cue, item.content),
        source=source,
        actor=speaker.actor,
        cue=cue,
        content=tuple(_closed(page.text, span) for span in item.content),
        form=form_of(item.content, quotations),
        act=act_of(
            cue.text if cue is not None else "", source.text if source is not None else "", *_texts(item.content[:1])
        ),
        anonymous=speaker.anonymous,
        count=speaker.count if speaker.anonymous else None,
        told=hearer(page, cue, (*item.content, *days)) if cue is not None else None,
        venue=venue(page, cue, (*item.content, *days)) if cue is not None else None,
        date=said,
        confidence=item.score,
    )


def _texts(spans: Sequence[Span]) -> list[str]:
    return [span.text for span in spans]


def _date(
    page: Page, cue: Span | None, content: Sequence[Span], analysis: Analysis, times: Sequence[Time]
) -> SaidDate | None:
    """When it was said: the expression that governs the cue; what the speaker mentions does not date the speech."""
    if cue is None:
        return None
    outside = [time for time in times if not any(c.start < time.end and time.start < c.end for c in content)]
    own = [time for time in outside if cue.start < time.start and time.end <= cue.end and is_date(time)]
    said = own[0] if len(own) == 1 else date_of(cue, outside, analysis, page.text)
    if said is None or said.value is None:
        return None
    return SaidDate(value=said.value, evidence=Span(start=said.start, end=said.end, text=said.text))


def _closed(text: str, content: Span) -> Span:
    """The content up to the mark that closes a quotation which opens inside it."""
    marks = content.text.translate(_STRAIGHT)
    behind = _CLOSING.match(text, content.end)
    opened = marks.rfind('"') if marks.count('"') % 2 else -1
    if behind is None or opened < 0 or content.text[opened] not in '“"':
        return content
    return span_of(text, content.start, behind.end())


def _joined(page: Page, spans: Sequence[Span]) -> Span | None:
    """One span from the first to the last of the given ones; None for none."""
    return span_of(page.text, spans[0].start, spans[-1].end) if spans else None
