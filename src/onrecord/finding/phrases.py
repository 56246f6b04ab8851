"""The page as the finders look at it: words in lower case, sentences, heads of phrases."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache

from onrecord.record.analysis import Analysis, Sentence, Token
from onrecord.record.article import Article
from onrecord.record.text import Span, span_of

__all__ = ["Page", "folded", "page_of"]

_CLOSES_PHRASE = frozenset({",", ";", ":", ".", "?", "!", "—", "–", "(", ")", "“", "”", '"', "``", "''", "[", "]"})
_AFTER_HEAD = frozenset(
    {"of", "for", "with", "in", "at", "from", "on", "to", "by", "about", "who", "whom", "whose", "which", "that", "and",
     "or", "near", "inside", "outside", "close", "familiar", "involved", "briefed", "working", "speaking"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """One analysed article, with the look-ups that the finders share. Token indices are positions in `tokens`."""

    text: str
    tokens: tuple[Token, ...]
    words: tuple[str, ...]
    starts: tuple[int, ...]
    sentences: tuple[Sentence, ...]

    def first_token(self, start: int) -> int:
        """The first token that ends after character `start`."""
        index = bisect_right(self.starts, start) - 1
        return index if index >= 0 and self.tokens[index].end > start else index + 1

    def token_range(self, start: int, end: int) -> range:
        """The tokens that share a character with [start, end)."""
        first = self.first_token(start)
        return range(first, max(first, bisect_left(self.starts, end)))

    def tokens_of(self, span: Span) -> range:
        """The tokens that share a character with `span`."""
        return self.token_range(span.start, span.end)

    def span(self, first: int, last: int) -> Span:
        """The span of the tokens `first` to `last` (exclusive; at least one)."""
        return span_of(self.text, self.tokens[first].start, self.tokens[last - 1].end)

    def has_verb(self, span: Span) -> bool:
        """Whether a verb or its helper stands in `span`."""
        return any(self.tokens[token].upos in {"VERB", "AUX"} for token in self.tokens_of(span))

    def printed(self, token: int) -> str:
        """The token as printed."""
        return self.text[self.tokens[token].start : self.tokens[token].end]

    def sentence_of(self, token: int) -> Sentence | None:
        """The sentence that the token stands in."""
        index = bisect_right(self.sentences, token, key=lambda sentence: sentence.first) - 1
        if index < 0 or not self.sentences[index].first <= token < self.sentences[index].last:
            return None
        return self.sentences[index]

    def head(self, span: Span) -> int | None:
        """The head of the noun phrase that the span prints.

        By syntax where the encoder has read it (the token whose head lies outside the span), else the last word before
        a preposition, a relative pronoun or a mark.
        """
        inside = self.tokens_of(span)
        by_syntax = [i for i in inside if self._points_out(i, inside)]
        if len(by_syntax) == 1 and self.words[by_syntax[0]] not in _CLOSES_PHRASE:
            return by_syntax[0]
        return self._last_before_modifier(inside)

    def _points_out(self, token: int, inside: range) -> bool:
        head = self.tokens[token].head
        return head is not None and head not in inside and self.tokens[token].upos not in {"PUNCT", "CCONJ"}

    def _last_before_modifier(self, inside: range) -> int | None:
        last: int | None = None
        for token in inside:
            word = self.words[token]
            if last is not None and (word in _CLOSES_PHRASE or word in _AFTER_HEAD):
                break
            if word[:1].isalnum():
                last = token
        return last


def page_of(article: Article, analysis: Analysis) -> Page:
    """The article and its analysis as one page."""
    return Page(
        text=article.text,
        tokens=analysis.tokens,
        words=tuple(article.text[token.start : token.end].lower() for token in analysis.tokens),
        starts=tuple(token.start for token in analysis.tokens),
        sentences=analysis.sentences,
    )


@lru_cache(maxsize=65_536)  # the same names are compared with each other all over a page
def folded(name: str) -> str:
    """A name for comparison: lower case, no accents, plain apostrophes and hyphens, no possessive ending."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'").replace("‑", "-"))
    letters = "".join(c for c in plain if not unicodedata.combining(c)).casefold().strip()
    return letters.removesuffix("'s").removesuffix("'")
