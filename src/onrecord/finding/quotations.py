"""Quotation marks of an article, paired over paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.record.article import Article
from onrecord.record.text import Span, span_of
from onrecord.record.vocabulary import Form

__all__ = ["find_quotations", "form_of"]

_WORD = re.compile(r"\w+")

_MARK = re.compile(r"[“”„«»]|``|''|\"")
_SINGLE_OPENING = re.compile(r"(?<![\w’'.])[‘'](?!(?:em|til|tis|twas|cause|n)\b)(?=[^\W\d_]|[£$“\"…])", re.IGNORECASE)
_SINGLE_CLOSING = re.compile(r"(?<=\S)[’'](?!\w)")
_OPENING = frozenset({"“", "``", "«", "„"})
_CLOSING = frozenset({"”", "»"})  # '' closes what `` opens, and some archives print it for both


def find_quotations(article: Article) -> tuple[Span, ...]:
    """The quotations of the story, marks included, in text order.

    A paragraph that opens with a mark while the one before it was left open continues the quotation, as newspapers
    print long quotations (no closing mark until the last paragraph); each paragraph's part is a span of its own. A mark
    that is never closed ends with its paragraph. Straight marks open after a space or a bracket, and close else.
    """
    found: list[Span] = []
    for paragraph in article.body:
        opened: int | None = None
        for mark in _MARK.finditer(article.text, paragraph.start, paragraph.end):
            if opened is None:
                opened = mark.start() if _opens(article.text, mark) else None
            elif _closes(article.text, mark):
                found.append(span_of(article.text, opened, mark.end()))
                opened = None
        if opened is not None and opened == paragraph.start:
            found.append(span_of(article.text, opened, paragraph.end))
        found += _singles(article.text, paragraph, found)
    return tuple(sorted(found, key=lambda span: span.start))


def _singles(text: str, paragraph: Span, doubles: Sequence[Span]) -> list[Span]:
    """Quotations in single marks outside of the double ones of a paragraph."""
    taken = [(span.start, span.end) for span in doubles if span.end > paragraph.start]
    openings = [
        mark.start() for mark in _SINGLE_OPENING.finditer(text, paragraph.start, paragraph.end)
        if not any(start <= mark.start() < end for start, end in taken)
    ]  # fmt: skip
    found: list[Span] = []
    for number, opening in enumerate(openings):
        if found and opening < found[-1].end:
            continue
        bound = openings[number + 1] if number + 1 < len(openings) else paragraph.end
        closing = _single_closing(text, opening, bound, taken)
        if closing is not None:
            found.append(span_of(text, opening, closing))
        elif opening == paragraph.start and text[opening] == "‘" and bound == paragraph.end:
            found.append(span_of(text, opening, paragraph.end))
    return found


def _single_closing(text: str, opening: int, bound: int, taken: Sequence[tuple[int, int]]) -> int | None:
    """Where a quotation in single marks ends: behind a stop, else behind a word that is no owner (`dockers'`)."""
    marks = [mark.end() for mark in _SINGLE_CLOSING.finditer(text, opening + 1, bound)]
    places = [place for place in marks if not any(start < place <= end for start, end in taken)]
    behind_stop = [place for place in places if text[place - 2] in ",.?!…"]
    behind_word = [place for place in places if text[place - 2] != "s"]
    before_stop = [place for place in places if text[place : place + 1] in ",.;:?!\n"]
    return next(iter([*behind_stop, *behind_word, *before_stop]), None)


def _opens(text: str, mark: re.Match[str]) -> bool:
    if mark.group() in _OPENING:
        return True
    if mark.group() in _CLOSING:
        return False
    before = text[mark.start() - 1 : mark.start()]
    after = text[mark.end() : mark.end() + 1]
    return not after.isspace() and (not before or before.isspace() or before in "([—–-/")


def _closes(text: str, mark: re.Match[str]) -> bool:
    if mark.group() in _CLOSING:
        return True
    if mark.group() in _OPENING:
        return False
    after = text[mark.end() : mark.end() + 1]
    return not after or not after.isalnum()


def form_of(content: Sequence[Span], quotations: Sequence[Span]) -> Form:
    """Whether the content stands in quotation marks: direct (all of it, but for `that`), indirect (none), or mixed."""
    inside: list[str] = []
    outside: list[str] = []
    for span in content:
        for word in _WORD.finditer(span.text):
            place = span.start + word.start()
            quoted = any(q.start <= place < q.end for q in quotations)
            (inside if quoted else outside).append(word.group().lower())
    if not inside:
        return Form.INDIRECT
    return Form.MIXED if set(outside) - {"that"} else Form.DIRECT
