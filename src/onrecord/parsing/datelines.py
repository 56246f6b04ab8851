"""The dateline (`CALVERA, March 4 (AP) —`) is kept apart while the encoder reads: it is no word of the first sentence.

With it in sight, the tagger took the dateline for the source or the content of what the first sentence says.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from onrecord.record.analysis import Analysis, Predicate, Prospect, RoleArgument, Sentence, Token
from onrecord.record.article import Article

__all__ = ["behind_dateline", "hidden", "restored"]

_DASH = re.compile(r"[^\n—–]{0,60}?\s(?:[—–_]|--?)\s+")


def behind_dateline(article: Article) -> int | None:
    """Where the story begins behind its dateline, an offset into the text; None where no dateline is printed."""
    printed = next((o.span for o in article.origins if o.field == "dateline" and o.span is not None), None)
    dash = _DASH.match(article.text, printed.end) if printed is not None else None
    return dash.end() if dash is not None else None


def hidden(analysis: Analysis) -> Analysis:
    """The analysis without the tokens and sentences of its dateline."""
    if analysis.dateline is None:
        return analysis
    first, last = analysis.dateline
    begin, end = analysis.sentences[first].first, analysis.sentences[last - 1].last
    behind = [_moved(sentence, begin - end) for sentence in analysis.sentences[last:]]
    return replace(
        analysis,
        tokens=analysis.tokens[:begin] + analysis.tokens[end:],
        sentences=(*analysis.sentences[:first], *behind),
        dateline=None,
    )


def restored(read: Analysis, whole: Analysis) -> Analysis:
    """What the encoder made of `hidden(whole)` as an analysis of `whole`; words of the dateline stand by themselves."""
    if whole.dateline is None:
        return read
    first, last = whole.dateline
    begin, end = whole.sentences[first].first, whole.sentences[last - 1].last
    apart = [Token(token.start, token.end, "X", -1, "root") for token in whole.tokens[begin:end]]
    tokens = [_lifted(token, begin, end) for token in read.tokens]
    return replace(
        read,
        tokens=(*tokens[:begin], *apart, *tokens[begin:]),
        sentences=whole.sentences,
        dateline=whole.dateline,
        predicates=tuple(_shifted(item, begin, end) for item in read.predicates or ()),
        prospects=None if read.prospects is None else tuple(_carried(one, begin, end) for one in read.prospects),
    )


def _moved(sentence: Sentence, by: int) -> Sentence:
    return replace(sentence, first=sentence.first + by, last=sentence.last + by)


def _lifted(token: Token, begin: int, end: int) -> Token:
    head = token.head
    return token if head is None or head < begin else replace(token, head=head + end - begin)


def _shifted(predicate: Predicate, begin: int, end: int) -> Predicate:
    arguments = tuple(RoleArgument(a.label, _place(a.head, begin, end), a.start, a.end) for a in predicate.arguments)
    return Predicate(_place(predicate.token, begin, end), arguments)


def _carried(prospect: Prospect, begin: int, end: int) -> Prospect:
    actors, recipients = (
        tuple((_place(word, begin, end), chance) for word, chance in side)
        for side in (prospect.actors, prospect.recipients)
    )
    return replace(prospect, token=_place(prospect.token, begin, end), actors=actors, recipients=recipients)


def _place(word: int, begin: int, end: int) -> int:
    """The word's number where the words `begin` to `end` are back."""
    return word if word < begin else word + end - begin
