"""Short pages for the tests of finding, analysed without the encoder."""

from __future__ import annotations

import re

from onrecord.finding.phrases import Page, page_of
from onrecord.parsing.sentences import parse
from onrecord.record.analysis import Name
from onrecord.record.article import Article
from onrecord.record.text import Span, span_of


def article(text: str) -> Article:
    """An article whose paragraphs are the lines of `text`."""
    return Article(text=text, body=tuple(span_of(text, *m.span()) for m in re.finditer(r"[^\n]+", text)))


def page(text: str) -> Page:
    kept = article(text)
    return page_of(kept, parse(kept))


def at(text: str, words: str, occurrence: int = 0) -> Span:
    """The span of the words in the text; of several, the one numbered `occurrence`."""
    start = [m.start() for m in re.finditer(re.escape(words), text)][occurrence]
    return span_of(text, start, start + len(words))


def names(text: str, **kinds: tuple[str, ...]) -> tuple[Name, ...]:
    """Every occurrence of the given names: `names(text, PER=("Ada Lind",))`."""
    found = [
        Name(m.start(), m.end(), kind)
        for kind, words in kinds.items()
        for word in words
        for m in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text)
    ]
    return tuple(sorted(found, key=lambda name: name.start))
