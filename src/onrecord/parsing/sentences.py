"""Sentences and tokens, with exact offsets into the printed text."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from msgspec import Struct

from onrecord.record.analysis import Analysis, Sentence, Token
from onrecord.record.article import Article

__all__ = ["parse", "tokens_and_sentences"]

CACHED_LENGTH = 40  # characters; longer runs without a space are rare and seldom come back

_CHUNK = re.compile(r"\S+")
_WORD = r"[\w\u00ad\u0300-\u036f\u200b-\u200d]"
# Every repetition that can fail after a long run is bounded or possessive: a 10 MB line takes linear time.
_PIECE = re.compile(
    rf"""
      (?P<address> (?:https?://|www\.) [^\s<>"“”]++ | [\w.+%-]{{1,64}}+@[\w-]{{1,64}}(?:\.[\w-]{{1,64}}){{1,8}} )
    | (?P<number> \d++(?:[,.:/]\d++)*+ (?:(?:st|nd|rd|th|s)\b)?+ | \d{{4}}-\d\d-\d\d\b )
    | (?P<dotted> (?:[^\W\d_]\.){{2,20}}+ (?:[^\W\d_](?!{_WORD}))?+ )
    | (?P<word> {_WORD}++ (?:['’&]{_WORD}++)*+ )
    | (?P<mark> \.{{2,}}+ | …++ | -{{2,}}+ | [?!]++ | ``|'' | . )
    """,
    re.VERBOSE | re.DOTALL,
)
_CLITIC = re.compile(r"(?:n['’]t|['’](?:s|re|ve|ll|d|m))$", re.IGNORECASE)
_TRAILING = ".,;:!?'\"’”)]}…"
_CLOSERS = frozenset(['"', "”", "’", "'", "''", ")", "]", "»", "}"])
_OPENERS = frozenset(['"', "“", "‘", "'", "``", "(", "[", "«", "{"])
_STOPS = frozenset(".?!…")


class _Vocabulary(Struct, frozen=True):
    before: frozenset[str]
    number: frozenset[str]
    date: frozenset[str]
    open: frozenset[str]
    openers: frozenset[str]
    merged: dict[str, int]
    prefixes: frozenset[str]


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(files("onrecord.parsing").joinpath("vocabulary", name).read_text("utf-8"))


def _words(table: dict[str, Any], key: str) -> frozenset[str]:
    words = frozenset(table[key])
    if not words:
        raise ValueError(f"the vocabulary {key!r} is empty")
    return words


@cache
def _vocabulary() -> _Vocabulary:
    abbreviations, cuts = _load("abbreviations.toml"), _load("tokens.toml")
    return _Vocabulary(
        before=_words(abbreviations, "before"),
        number=_words(abbreviations, "number"),
        date=_words(abbreviations, "date"),
        open=_words(abbreviations, "open"),
        openers=_words(_load("openers.toml"), "words"),
        merged=dict(cuts["merged"]),
        prefixes=_words(cuts["hyphen"], "prefixes"),
    )


def parse(article: Article) -> Analysis:
    """The article's tokens and sentences, without the encoder's heads (`names` and the others are null)."""
    tokens, sentences = tokens_and_sentences(article)
    return Analysis(tokens=tokens, sentences=sentences)


def tokens_and_sentences(article: Article) -> tuple[tuple[Token, ...], tuple[Sentence, ...]]:
    """Tokens as UD English EWT cuts them and sentences, each inside one paragraph of `article.body`.

    Offsets index `article.text`. Every character of the body that is not white space is in exactly one token, every
    token in exactly one sentence. Takes time linear in the text.
    """
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for index, paragraph in enumerate(article.body):
        first = len(tokens)
        forms = _cut_paragraph(article.text, paragraph.start, paragraph.end, tokens)
        for begin, end in _sentence_ranges(forms, tokens, first):
            sentences.append(Sentence(tokens[begin].start, tokens[end - 1].end, begin, end, index))
    return tuple(tokens), tuple(sentences)


def _cut_paragraph(text: str, start: int, end: int, tokens: list[Token]) -> list[str]:
    forms = []
    for match in _CHUNK.finditer(text, start, end):
        chunk, at = match[0], match.start()
        cuts = _cached_cuts(chunk) if len(chunk) <= CACHED_LENGTH else _cuts(chunk)
        begin = 0
        for cut in cuts:
            tokens.append(Token(at + begin, at + cut))
            forms.append(chunk[begin:cut])
            begin = cut
    return forms


def _cuts(chunk: str) -> tuple[int, ...]:
    if chunk.isalpha() and chunk.lower() not in _vocabulary().merged:
        return (len(chunk),)
    cuts: list[int] = []
    at = 0
    while at < len(chunk):
        match = _PIECE.match(chunk, at)
        assert match is not None
        at = _add_piece(chunk, match, cuts)
    return tuple(cuts)


_cached_cuts = lru_cache(maxsize=1 << 16)(_cuts)


def _add_piece(chunk: str, match: re.Match[str], cuts: list[int]) -> int:
    """Append the ends of the tokens of one match; return where the next begins."""
    end = match.end()
    if match.lastgroup == "address":
        end = match.start() + len(match[0].rstrip(_TRAILING)) or end
    elif match.lastgroup == "word":
        end = _add_word(chunk, match.start(), end, cuts)
    cuts.append(end)
    return end


def _add_word(chunk: str, start: int, end: int, cuts: list[int]) -> int:
    """Append the inner cuts of the word chunk[start:end]; return its end, with the stop of an abbreviation."""
    vocabulary = _vocabulary()
    word = chunk[start:end]
    if chunk.startswith(".", end) and not chunk.startswith("..", end) and _is_abbreviation(word):
        return end + 1
    if word.lower() in vocabulary.prefixes and re.match(r"-\w", chunk[end : end + 2]):
        following = re.compile(r"-\w++").match(chunk, end)
        assert following is not None
        return following.end()
    if (cut := vocabulary.merged.get(word.lower())) is not None:
        cuts.append(start + cut)
    elif (clitic := _CLITIC.search(word)) and clitic.start() > 0:
        cuts.append(start + clitic.start())
    return end


def _is_abbreviation(word: str) -> bool:
    vocabulary = _vocabulary()
    return (
        (len(word) == 1 and word.isupper())
        or word in vocabulary.before
        or word in vocabulary.date
        or word in vocabulary.open
    )


def _sentence_ranges(forms: list[str], tokens: list[Token], first: int) -> list[tuple[int, int]]:
    ranges: list[tuple[int, int]] = []
    begin, size, at = 0, len(forms), 0
    while at < size:
        if forms[at][-1] not in _STOPS:
            at += 1
            continue
        after = _after_closers(forms, tokens, first, at + 1)
        if after < size and _ends_here(forms, begin, at, after):
            ranges.append((first + begin, first + after))
            begin = after
        at = after
    if begin < size:
        ranges.append((first + begin, first + size))
    return ranges


def _after_closers(forms: list[str], tokens: list[Token], first: int, at: int) -> int:
    """The index after the closing marks that touch the stop before `at`."""
    while at < len(forms) and forms[at] in _CLOSERS and tokens[first + at - 1].end == tokens[first + at].start:
        at += 1
    return at


def _ends_here(forms: list[str], begin: int, stop: int, after: int) -> bool:
    """Whether a sentence that began at `begin` ends after the stop, before the token `after`."""
    following, mark = forms[after], forms[stop]
    if following[0].islower() or following[0] in ",;:.?!…)—–":
        return False
    if len(mark) > 1 and mark[-1] == "." and mark[0] != ".":
        return _ends_after_abbreviation(mark[:-1], following)
    return not (mark == "." and stop == begin + 1 and forms[begin].isdigit())


def _ends_after_abbreviation(word: str, following: str) -> bool:
    vocabulary = _vocabulary()
    return word not in vocabulary.before and following in vocabulary.openers
