"""Paragraphs of a plain text, by character offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from statistics import median

from onrecord.record.text import Span, span_of

__all__ = ["cut_paragraphs"]

# Every line end that a page may have; "\r\n" is one.
_LINE = re.compile(r"[^\r\n\f\v\x85\u2028\u2029]+")
_LINE_END = re.compile(r"\r\n|[\r\n\f\v\x85\u2028\u2029]")
_CLOSED = re.compile(r"[.?!:][\"'”’»)\]]*$")

# Typed pages are wrapped at 60 to 80 characters; a printed line above 100 is a paragraph that was not wrapped.
_WIDEST, _NARROWEST = 100, 45


def cut_paragraphs(text: str) -> tuple[Span, ...]:
    """The paragraphs of `text`, in order, without the white space around them.

    Blank lines part paragraphs. Lines that stand together are one paragraph where they were wrapped at a width, and a
    paragraph each where they were not.
    """
    return tuple(span_of(text, start, end) for block in _blocks(text) for start, end in _paragraphs_of(text, block))


def _lines(text: str) -> Iterator[tuple[int, int]]:
    for match in _LINE.finditer(text):
        line = match.group()
        start = match.start() + len(line) - len(line.lstrip())
        end = match.start() + len(line.rstrip())
        if start < end:
            yield start, end


def _blocks(text: str) -> Iterator[list[tuple[int, int]]]:
    block: list[tuple[int, int]] = []
    for start, end in _lines(text):
        if block and len(_LINE_END.findall(text, block[-1][1], start)) > 1:
            yield block
            block = []
        block.append((start, end))
    if block:
        yield block


def _paragraphs_of(text: str, lines: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    if len(lines) > 1 and _were_wrapped(text, lines):
        return [(lines[0][0], lines[-1][1])]
    return lines


def _were_wrapped(text: str, lines: Sequence[tuple[int, int]]) -> bool:
    full = [end - start for start, end in lines[:-1]]
    closed = sum(1 for start, end in lines[:-1] if _CLOSED.search(text, max(start, end - 4), end))
    return max(full) <= _WIDEST and median(full) >= _NARROWEST and closed * 2 < len(full)
