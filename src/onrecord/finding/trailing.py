"""Sources that the encoder missed.

One with its office behind what was said: `About 3,400 lorries are waiting at Lisna, Bruno Hale, chairman of the
hauliers, said.` One before words that are taken back: `The army on Friday withdrew a statement in which it had said …`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from onrecord.finding.acts import act_of
from onrecord.finding.phrases import Page
from onrecord.record.analysis import Attribution, Name
from onrecord.record.text import Span, span_of
from onrecord.record.vocabulary import Act

__all__ = ["sourced"]

_COMMA = re.compile(r",\s+")
_IMPERSONAL = frozenset({"it", "was", "were", "is", "are", "been", "being"})  # `it was reported`
_BETWEEN = re.compile(r"\s*,?\s*")


def sourced(page: Page, item: Attribution, names: Sequence[Name]) -> Attribution:
    """The attribution with the name that ends its content as its source, where it has none and its cue follows; of what
    is taken back, the subject of the cue.
    """
    if item.source or not item.cue or not item.content:
        return item
    if act_of(item.cue[0].text) is Act.RETRACT:
        subject = _subject(page, item.cue[0])
        return item if subject is None else replace(item, source=(subject,))
    content, cue = item.content[-1], item.cue[0]
    words = {page.words[at] for at in page.tokens_of(cue)}
    if words & _IMPERSONAL or content.end > cue.start or not _BETWEEN.fullmatch(page.text, content.end, cue.start):
        return item
    start = _source_start(page, content, names)
    if start is None:
        return item
    said = span_of(page.text, content.start, content.start + len(page.text[content.start : start].rstrip(", ")))
    source = span_of(page.text, start, content.end)
    return replace(item, source=(source,), content=(*item.content[:-1], said)) if page.has_verb(said) else item


def _subject(page: Page, cue: Span) -> Span | None:
    """The subject of the cue's first verb, with what stands before its head in the phrase."""
    tokens = page.tokens_of(cue)
    verb = next((at for at in tokens if page.tokens[at].upos == "VERB"), None)
    sentence = page.sentence_of(tokens.start)
    if verb is None or sentence is None:
        return None
    heads = [at for at in range(sentence.first, tokens.start) if _is_subject(page, at, verb)]
    first = heads[-1] if heads else 0
    while heads and first > sentence.first and page.tokens[first - 1].head in range(first, heads[-1] + 1):
        first -= 1
    return page.span(first, heads[-1] + 1) if heads else None


def _is_subject(page: Page, token: int, verb: int) -> bool:
    return page.tokens[token].head == verb and page.tokens[token].label == "nsubj"


def _source_start(page: Page, content: Span, names: Sequence[Name]) -> int | None:
    """Where the run of parts without a verb at the end of the content has its first person's name."""
    cuts = [cut.end() for cut in _COMMA.finditer(page.text, content.start, content.end)]
    found, end = None, content.end
    for start in reversed(cuts):
        if page.has_verb(span_of(page.text, start, end)):
            break
        if any(name.kind == "PER" and start <= name.start < end for name in names):
            found = start
        end = start
    return found
