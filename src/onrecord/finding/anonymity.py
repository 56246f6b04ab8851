"""Speech on condition of anonymity: who asks for it, why, and which statements it covers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from onrecord.finding.lexicon import load_vocabulary
from onrecord.finding.phrases import Page
from onrecord.record.analysis import Sentence
from onrecord.record.cells import Anonymity, Statement
from onrecord.record.text import Span, trimmed

__all__ = ["anonymity_sources", "find_anonymity"]

_SUBJECT = re.compile(
    r"^(?P<subject>(?:the|all|both|these|those|one|two|three|four|five|six|several|some|he|she|they)\b[^,;.“”\"]{0,80}?)"
    r"\s+(?:(?:all|also|each|both)\s+)?"
    r"(?:spoke|speaking|talked|commented|asked|requested|insisted|agreed|was|were|declined|did)\b",
    re.IGNORECASE,
)


@cache
def _anonymous() -> re.Pattern[str]:
    phrases = load_vocabulary("attribution")["anonymity"]["phrases"]
    return re.compile(r"\b(?:" + "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in phrases) + r")\b", re.IGNORECASE)


@cache
def _reason() -> re.Pattern[str]:
    words = load_vocabulary("attribution")["anonymity"]["reasons"]
    alternatives = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in words)
    return re.compile(rf"\b(?:{alternatives})\b(?:(?!, (?:said|told|who|but|and|according)\b)[^.;“”])*", re.IGNORECASE)


def anonymity_sources(page: Page) -> tuple[Span, ...]:
    """Subjects of sentences that say on what condition somebody spoke (`The three officials spoke on condition …`)."""
    subjects = (_subject(page, sentence) for sentence, _ in _places(page))
    return tuple(subject for subject in subjects if subject is not None)


def find_anonymity(
    page: Page, statements: Sequence[Statement], speakers: dict[tuple[int, int], str | None]
) -> tuple[Anonymity, ...]:
    """The conditions of anonymity on a page, with the statements that each covers.

    `speakers` gives the actor of each span that `anonymity_sources` found. A condition inside the sentence of a
    statement covers what its speaker says; one in a sentence of its own covers what its subject said before. One that
    names nobody whom the page lets speak is left out.
    """
    found: list[Anonymity] = []
    for sentence, place in _places(page):
        subject = _subject(page, sentence)
        source, actor = _speaking_in(sentence, statements)
        if subject is not None:
            source, actor = subject, speakers.get((subject.start, subject.end))
        covers = tuple(s.id for s in statements if s.anonymous and actor is not None and s.actor == actor)
        if source is not None and covers:
            found.append(Anonymity(source=source, covers=covers, reason=_reason_behind(page, sentence, place)))
    return tuple(found)


def _places(page: Page) -> list[tuple[Sentence, int]]:
    """Sentences with such a phrase, and where the phrase ends."""
    places = []
    for sentence in page.sentences:
        match = _anonymous().search(page.text, sentence.start, sentence.end)
        if match:
            places.append((sentence, match.end()))
    return places


def _subject(page: Page, sentence: Sentence) -> Span | None:
    match = _SUBJECT.match(page.text[sentence.start : sentence.end])
    if match is None:
        return None
    tokens = page.token_range(sentence.start, sentence.start + match.end("subject"))
    return page.span(tokens.start, tokens.stop) if tokens else None


def _speaking_in(sentence: Sentence, statements: Sequence[Statement]) -> tuple[Span | None, str | None]:
    """The one anonymous source that is printed in the sentence."""
    inside = [s for s in statements if s.anonymous and s.source and sentence.start <= s.source.start < sentence.end]
    actors = {s.actor for s in inside}
    if len(actors) != 1:
        return None, None
    named = max(inside, key=lambda s: len(s.source.text) if s.source else 0)  # `two officials` rather than `who`
    return named.source, named.actor


def _reason_behind(page: Page, sentence: Sentence, place: int) -> Span | None:
    match = _reason().search(page.text, place, sentence.end)
    if match is None or match.start() - place > 60:
        return None
    start, end = trimmed(page.text, match.start(), match.end(), " \t\r\n\u00a0,.")
    return Span(start=start, end=end, text=page.text[start:end])
