"""To whom and where something was said, from the words around its cue."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.finding.lexicon import word_list
from onrecord.finding.phrases import Page
from onrecord.record.text import Span, overlaps

__all__ = ["hearer", "venue"]

_HANGING = frozenset({"on", "in", "at", "late", "early", "by", "since", "'s", "’s"})  # "on its website on Tuesday"
LONGEST_PHRASE = 10  # tokens of a hearer or a venue


def hearer(page: Page, cue: Span, content: Sequence[Span]) -> Span | None:
    """To whom it was said: the noun phrase behind `told` (`told The Associated Press`), outside the content."""
    tokens = page.tokens_of(cue)
    verbs = [i for i in tokens if page.words[i] in word_list("attribution", "told", "verbs")]
    if not verbs:
        return None
    return _phrase(page, verbs[-1] + 1, word_list("attribution", "told", "ends"), content)


def venue(page: Page, cue: Span, content: Sequence[Span]) -> Span | None:
    """Where or by what means it was said: the phrase behind a preposition (`in a statement`) with a word for a venue.

    Looked for in the cue and behind it, in its sentence, outside the content; the first one counts.
    """
    tokens = page.tokens_of(cue)
    sentence = page.sentence_of(tokens.start) if tokens else None
    if sentence is None:
        return None
    heads = word_list("attribution", "venue", "heads")
    for token in range(tokens.start, sentence.last):
        if page.words[token] not in word_list("attribution", "venue", "prepositions"):
            continue
        phrase = _phrase(page, token + 1, word_list("attribution", "venue", "ends"), content)
        if phrase is not None and any(page.words[i] in heads for i in page.tokens_of(phrase)):
            return phrase
    return None


def _phrase(page: Page, first: int, ends: frozenset[str], content: Sequence[Span]) -> Span | None:
    """The tokens from `first` to the next of `ends`, to the content or the end of the sentence; None where too long."""
    sentence = page.sentence_of(first) if first < len(page.words) else None
    last = first
    while sentence is not None and last < sentence.last and not _ends(page, last, ends):
        if overlaps(page.span(last, last + 1), content):
            break
        last += 1
    while last > first and page.words[last - 1] in _HANGING:
        last -= 1
    if not 0 < last - first <= LONGEST_PHRASE or not page.words[first][0].isalnum():
        return None
    return page.span(first, last)


def _ends(page: Page, token: int, ends: frozenset[str]) -> bool:
    """Whether the phrase ends before the token; a word in capitals (`USA TODAY`) is a name's part, not a day."""
    return page.words[token] in ends and not (len(page.words[token]) > 1 and page.printed(token).isupper())
