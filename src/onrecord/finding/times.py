"""Time expressions: TIMEX3 extents, types and values (TimeML 1.2.1, ISO 24617-1).

A grammar over the tokens finds the expressions and says what they mean; anchoring makes values of that, from the
publication date and from what the text speaks of. Neither knows a clock or a locale: the same article gives the same
times on any day.
"""

from __future__ import annotations

from datetime import date

from onrecord.finding.timing.anchoring import resolve
from onrecord.finding.timing.anchors import Anchored, Anchors
from onrecord.finding.timing.explaining import explain
from onrecord.finding.timing.expressions import Letters, expressions, spell
from onrecord.finding.timing.found import Draft
from onrecord.finding.timing.meanings import PartOfYear, is_compared
from onrecord.finding.timing.tense import tense_near
from onrecord.record.analysis import Analysis, Sentence
from onrecord.record.article import Article
from onrecord.record.calendar import interval_of
from onrecord.record.cells import Time
from onrecord.record.text import span_of
from onrecord.record.vocabulary import TimexType

__all__ = ["explain", "find_times"]


def find_times(article: Article, analysis: Analysis) -> tuple[Time, ...]:
    """The time expressions of the article's body, in text order, not overlapping.

    Values are anchored to `article.published`; without it partial dates stay open (`XXXX-01-30`) and relative ones
    have the value null.
    """
    letters = spell(article.text, analysis.tokens)
    anchors = Anchors(_date_of(article.published))
    drafts = (
        (draft, sentence)
        for sentence in analysis.sentences
        for draft in expressions(letters, sentence.first, sentence.last)
    )
    return tuple(_anchored(draft, letters, sentence, anchors) for draft, sentence in drafts)


def _date_of(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def _anchored(draft: Draft, letters: Letters, sentence: Sentence, anchors: Anchors) -> Time:
    def tense() -> int:
        words = letters.words(sentence.first, sentence.last)
        return tense_near(words, draft.first - sentence.first, draft.last - sentence.first)

    resolved = resolve(anchors, draft.meaning, tense)
    time = _time(draft, letters, resolved)
    ahead = isinstance(draft.meaning, PartOfYear) and tense() > 0
    if draft.type in {TimexType.DATE, TimexType.TIME} and not ahead and not is_compared(draft.meaning):
        anchors.remember(time.value, span_of(letters.text, time.start, time.end))
    return time


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
