"""A source with its office behind what was said, which the encoder took for a part of it.

`About 3,400 lorries are waiting at Lisna, Bruno Hale, chairman of the hauliers, said.`
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from onrecord.finding.phrases import Page
from onrecord.record.analysis import Attribution, Name
from onrecord.record.text import Span, span_of

__all__ = ["sourced"]

_COMMA = re.compile(r",\s+")
_BETWEEN = re.compile(r"\s*,?\s*")


def sourced(page: Page, item: Attribution, names: Sequence[Name]) -> Attribution:
    """The attribution with the name that ends its content as its source, where it has none and its cue follows."""
    if item.source or not item.cue or not item.content:
        return item
    content, cue = item.content[-1], item.cue[0]
    if content.end > cue.start or not _BETWEEN.fullmatch(page.text, content.end, cue.start):
        return item
    start = _source_start(page, content, names)
    if start is None:
        return item
    said = span_of(page.text, content.start, content.start + len(page.text[content.start : start].rstrip(", ")))
    source = span_of(page.text, start, content.end)
    return replace(item, source=(source,), content=(*item.content[:-1], said)) if page.has_verb(said) else item


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
