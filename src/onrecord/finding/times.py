"""Time expressions: TIMEX3 extents, types and values (TimeML 1.2.1, ISO 24617-1).

A grammar over the tokens finds the expressions and says what they mean; anchoring makes values of that, from the
publication date and from what the text speaks of. Neither knows a clock or a locale: the same article gives the same
times on any day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from operator import attrgetter

from onrecord.finding.timing.anchoring import as_spoken, resolve
from onrecord.finding.timing.anchors import Anchor, Anchored, Anchors, Tense
from onrecord.finding.timing.explaining import explain
from onrecord.finding.timing.expressions import Letters, expressions, spell
from onrecord.finding.timing.found import Draft
from onrecord.finding.timing.meanings import Meaning, PartOfYear, QuarterEnding, is_compared
from onrecord.finding.timing.quoting import days_of_speaking
from onrecord.finding.timing.tense import tense_near
from onrecord.finding.timing.vocabulary import vocabulary
from onrecord.record.analysis import Analysis, Sentence
from onrecord.record.article import Article
from onrecord.record.calendar import interval_of
from onrecord.record.cells import Time
from onrecord.record.text import span_of
from onrecord.record.vocabulary import TimexType

__all__ = ["explain", "find_times"]

SPANS_OF_QUARTERS = frozenset(["P6M", "P9M"])  # after "the first nine months" a year earlier is no quarter's


def find_times(article: Article, analysis: Analysis) -> tuple[Time, ...]:
    """The time expressions of the article's body, in text order, not overlapping.

    Values are anchored to `article.published`; without it partial dates stay open (`XXXX-01-30`) and relative ones
    have the value null.
    """
    letters = spell(article.text, analysis.tokens)
    anchors = Anchors(_date_of(article.published))
    times: list[Time] = []
    for _, sentences in groupby(analysis.sentences, key=attrgetter("paragraph")):
        times += _of_paragraph(tuple(sentences), letters, anchors)
    return tuple(times)


def _date_of(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def _of_paragraph(sentences: Sequence[Sentence], letters: Letters, anchors: Anchors) -> Iterator[Time]:
    found = {draft: sentence for sentence in sentences for draft in expressions(letters, sentence.first, sentence.last)}

    def value_of(draft: Draft) -> Anchored:
        return resolve(anchors, draft.meaning, _tense_of(draft, found[draft], letters))

    spoken = days_of_speaking(letters, sentences[0].first, tuple(found), anchors.published, value_of)
    opening: Draft | None = None
    for draft, sentence in found.items():
        if opening and not _is_told_of(opening, draft, sentence, letters):
            opening = anchors.year_said = None
        yield _anchored(draft, letters, sentence, anchors, spoken.get(draft))
        if draft.rule == "year" and _opens(draft, sentence, letters):
            opening, anchors.year_said = draft, anchors.last


def _tense_of(draft: Draft, sentence: Sentence, letters: Letters) -> Tense:
    def tense() -> int:
        words = letters.words(sentence.first, sentence.last)
        return tense_near(words, draft.first - sentence.first, draft.last - sentence.first)

    return tense


def _anchored(draft: Draft, letters: Letters, sentence: Sentence, anchors: Anchors, spoken: Anchor | None) -> Time:
    tense = _tense_of(draft, sentence, letters)
    resolved = as_spoken(spoken, draft.meaning, tense) if spoken else resolve(anchors, draft.meaning, tense)
    time = _time(draft, letters, resolved)
    if draft.type in {TimexType.DATE, TimexType.TIME} and not _is_aside(draft.meaning, anchors, tense):
        anchors.remember(time.value, span_of(letters.text, time.start, time.end))
    elif time.value in SPANS_OF_QUARTERS:
        anchors.last_quarter = None
    return time


def _opens(draft: Draft, sentence: Sentence, letters: Letters) -> bool:
    """Whether the sentence is told of the time: "In 1998, …"."""
    return [word.lower() for word in letters.words(sentence.first, draft.first)] == ["in"]


def _is_told_of(opening: Draft, draft: Draft, sentence: Sentence, letters: Letters) -> bool:
    """Whether the time stands in the sentence that opened with the year, and beside no verb of saying."""
    between = letters.words(opening.last, draft.first)
    return sentence.first <= opening.first and vocabulary().context["saying"].isdisjoint(between)


def _is_aside(meaning: Meaning, anchors: Anchors, tense: Tense) -> bool:
    """Whether the text goes on to speak of something else: an outlook, a comparison, another name of its quarter."""
    if isinstance(meaning, QuarterEnding):
        return anchors.last_quarter is not None
    return is_compared(meaning) or (isinstance(meaning, PartOfYear) and tense() > 0)


def _time(draft: Draft, letters: Letters, resolved: Anchored) -> Time:
    start, end = letters.tokens[draft.first].start, letters.tokens[draft.last - 1].end
    interval = interval_of(resolved.value) if resolved.value else None
    return Time(
        start=start,
        end=end,
        text=letters.text[start:end],
        type=draft.type,
        value=resolved.value,
        mod=draft.mod,
        begin=interval.begin if interval else None,
        until=interval.until if interval else None,
        precision=interval.precision if interval else None,
        rule="+".join((draft.rule, *resolved.steps)),
        anchor=resolved.anchor,
    )
