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

_OPENING = re.compile(r"\b(?:because|since|as)\s+(?:\w+\s+){1,3}$", re.IGNORECASE)
_CLAUSE = re.compile(r"(?:(?!, (?:said|told|who|but|and|according)\b)[^.,;“”])*")


@cache
def _anonymous() -> re.Pattern[str]:
    words = load_vocabulary("attribution")["anonymity"]
    unauthorized = rf"(?P<unauthorized>{_any_of(words['unauthorized'])})\s+(?:publicly\s+)?{_any_of(words['speaking'])}"
    return re.compile(rf"\b(?:{_any_of(words['phrases'])}|{unauthorized})\b", re.IGNORECASE)


def _any_of(phrases: Sequence[str]) -> str:
    return "(?:" + "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in phrases) + ")"


@cache
def _reason() -> re.Pattern[str]:
    words = load_vocabulary("attribution")["anonymity"]["reasons"]
    return re.compile(rf"\b{_any_of(words)}\b(?:(?!, (?:said|told|who|but|and|according)\b)[^.;“”])*", re.IGNORECASE)


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
    for sentence, phrase in _places(page):
        subject = _subject(page, sentence)
        source, actor = _speaking_in(sentence, statements)
        if subject is not None:
            source, actor = subject, speakers.get((subject.start, subject.end))
        covers = tuple(s.id for s in statements if s.anonymous and actor is not None and s.actor == actor)
        if source is not None and covers:
            found.append(Anonymity(source=source, covers=covers, reason=_reason_at(page, sentence, phrase)))
    return tuple(found)


def _places(page: Page) -> list[tuple[Sentence, re.Match[str]]]:
    """Sentences with such a phrase, and the phrase."""
    places = []
    for sentence in page.sentences:
        match = _anonymous().search(page.text, sentence.start, sentence.end)
        if match:
            places.append((sentence, match))
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


def _reason_at(page: Page, sentence: Sentence, phrase: re.Match[str]) -> Span | None:
    """The reason behind the phrase, or the phrase itself with what opens its clause (`because she was`)."""
    if phrase["unauthorized"]:
        opening = _OPENING.search(page.text, sentence.start, phrase.start())
        start = opening.start() if opening else phrase.start()
        clause = _CLAUSE.match(page.text, phrase.end(), sentence.end)
        return _trimmed(page, start, clause.end() if clause else phrase.end())
    match = _reason().search(page.text, phrase.end(), sentence.end)
    if match is None or match.start() - phrase.end() > 60:
        return None
    return _trimmed(page, match.start(), match.end())


def _trimmed(page: Page, start: int, end: int) -> Span:
    start, end = trimmed(page.text, start, end, " \t\r\n\u00a0,.")
    return Span(start=start, end=end, text=page.text[start:end])
