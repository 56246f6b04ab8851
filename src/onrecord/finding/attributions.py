"""Statements by rule, for articles that no encoder has read.

`X said that …`, `…, X said`, `“…,” said X`, `according to X`. The rules follow PolNeAR's notion of an attribution
(Newell, Margolin & Ruths 2018): the source is the noun phrase with its apposition, the content keeps `that` and its
marks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.finding.lexicon import act_of_lemma, load_vocabulary, speech_forms, word_list
from onrecord.finding.quotations import find_quotations
from onrecord.record.analysis import Analysis, Attribution, Sentence
from onrecord.record.article import Article
from onrecord.record.text import Span, span_of, trimmed
from onrecord.record.vocabulary import Act

__all__ = ["find_attributions"]

# Verbs of wanting and asking are left out: as bare words they are nouns and main verbs more often than reports.
_REPORTING = frozenset({Act.ASSERT, Act.DENY, Act.ACCUSE, Act.THREATEN, Act.EXPECT, Act.PROMISE, Act.DECLINE})
_CONJUNCTIONS = frozenset(
    {"but", "that", "as", "while", "because", "when", "if", "although", "though", "after", "before"}
)
_STOPS = frozenset({",", ";", ":", ".", "?", "!", "—", "–", "-", "(", ")", "“", "”", '"', "``", "''"})
_QUOTES = "“”\"„«»`'"


@dataclass(frozen=True, slots=True)
class _Page:
    """What the rules look at: the text, its words in lower case, sentences and quotations."""

    text: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    sentences: tuple[Sentence, ...]
    quotations: tuple[Span, ...]

    def span(self, first: int, last: int) -> Span | None:
        """The span of tokens `first` to `last` (exclusive), or None when there are none."""
        return span_of(self.text, self.starts[first], self.ends[last - 1]) if first < last else None

    def quoted(self, token: int) -> Span | None:
        """The quotation that the token stands in."""
        place = self.starts[token]
        return next((q for q in self.quotations if q.start <= place < q.end), None)


def find_attributions(article: Article, analysis: Analysis) -> tuple[Attribution, ...]:
    """The attributions of one article by rule, in text order; a token is in one at most."""
    page = _page(article, analysis)
    taken: list[Attribution] = []
    for sentence in page.sentences:
        found = _in_sentence(page, sentence)
        if found is not None and not any(_clash(found, earlier) for earlier in taken):
            taken.append(found)
    return tuple(taken)


def _page(article: Article, analysis: Analysis) -> _Page:
    return _Page(
        text=article.text,
        words=tuple(article.text[t.start : t.end].lower() for t in analysis.tokens),
        starts=tuple(t.start for t in analysis.tokens),
        ends=tuple(t.end for t in analysis.tokens),
        sentences=analysis.sentences,
        quotations=find_quotations(article),
    )


def _in_sentence(page: _Page, sentence: Sentence) -> Attribution | None:
    """The first attribution whose verb or phrase stands outside the quotation marks of the sentence."""
    for token in range(sentence.first, sentence.last):
        if page.quoted(token) is not None:
            continue
        for rule in (_according, _trailing, _inverted, _leading):
            found = rule(page, sentence, token)
            if found is not None:
                return found
    return None


def _according(page: _Page, sentence: Sentence, token: int) -> Attribution | None:
    """`…, according to X.` and `According to X, …`."""
    for phrase in load_vocabulary("speech")["phrases"]["according"]:
        length = len(phrase.split())
        if " ".join(page.words[token : token + length]) != phrase:
            continue
        end = _phrase_end(page, sentence, token + length)
        source, cue = page.span(token + length, end), page.span(token, token + length)
        if token == sentence.first:
            content = _content(page, end, sentence.last)
        else:
            content = _content(page, sentence.first, token)
        return _attribution(source, cue, content)
    return None


def _trailing(page: _Page, sentence: Sentence, verb: int) -> Attribution | None:
    """`CONTENT, X said` with nothing after the verb but when and where."""
    if not _is_speech(page, verb) or verb == sentence.first:
        return None
    start = _cue_start(page, sentence, verb)
    before = _source_start(page, sentence, start)
    if before <= sentence.first or before >= start or page.words[before - 1] not in {",", *_QUOTES}:
        return None
    if not _ends_clause(page, sentence, verb + 1):
        return None
    content = _content(page, sentence.first, before)
    return _attribution(
        page.span(before, start), page.span(start, verb + 1), content, _resumed(page, sentence, verb + 1)
    )


def _inverted(page: _Page, sentence: Sentence, verb: int) -> Attribution | None:
    """`CONTENT,” said X.`"""
    if not _is_speech(page, verb) or verb <= sentence.first:
        return None
    if page.words[verb - 1] not in {",", "”", '"', "''", "?", "!"}:
        return None
    end = _phrase_end(page, sentence, verb + 1)
    if end == verb + 1 or page.words[verb + 1] in {"that", "to"}:
        return None
    content = _content(page, sentence.first, verb)
    return _attribution(page.span(verb + 1, end), page.span(verb, verb + 1), content, _resumed(page, sentence, end))


def _leading(page: _Page, sentence: Sentence, verb: int) -> Attribution | None:
    """`X said that CONTENT`, `X told Y CONTENT`, `X said: “CONTENT”`."""
    if not _is_speech(page, verb):
        return None
    start = _cue_start(page, sentence, verb)
    first = _source_start(page, sentence, start)
    source = page.span(first, start)
    if source is None or page.words[start - 1] in {"to", "be", "been", "being", "of", "by"}:
        return None
    after = _after_verb(page, sentence, verb)
    content = _content(page, after, sentence.last)
    return _attribution(source, page.span(start, verb + 1), content)


def _is_speech(page: _Page, token: int) -> bool:
    lemma = speech_forms().get(page.words[token])
    if page.words[token] in word_list("speech", "cue", "ambiguous"):
        return False
    return lemma is not None and act_of_lemma()[lemma] in _REPORTING


def _attribution(source: Span | None, cue: Span | None, *contents: Span | None) -> Attribution | None:
    parts = tuple(sorted((c for c in contents if c is not None), key=lambda span: span.start))
    if source is None or cue is None or not parts:
        return None
    return Attribution(source=(source,), cue=(cue,), content=parts)


def _cue_start(page: _Page, sentence: Sentence, verb: int) -> int:
    helpers = word_list("speech", "cue", "auxiliaries")
    start = verb
    while start > sentence.first and page.words[start - 1] in helpers:
        start -= 1
    return start


def _source_start(page: _Page, sentence: Sentence, end: int) -> int:
    """Where the noun phrase that ends before token `end` begins; an apposition between commas belongs to it."""
    start = end
    if start > sentence.first and page.words[start - 1] == ",":
        start = _back_to_stop(page, sentence, start - 1) - 1
    return _back_to_stop(page, sentence, start)


def _back_to_stop(page: _Page, sentence: Sentence, start: int) -> int:
    while start > sentence.first and not _bounds_phrase(page, start - 1):
        start -= 1
    return start


def _bounds_phrase(page: _Page, token: int) -> bool:
    return page.words[token] in _CONJUNCTIONS or (page.words[token] in _STOPS and page.words[token] != "-")


def _phrase_end(page: _Page, sentence: Sentence, start: int) -> int:
    end = start
    while end < sentence.last and page.words[end] not in {",", ";", ".", "?", "!", "“", '"', "``", "—", ":"}:
        end += 1
    return end


def _ends_clause(page: _Page, sentence: Sentence, token: int) -> bool:
    """Whether nothing but an adverbial of at most eight words follows before the sentence or the clause ends."""
    end = _phrase_end(page, sentence, token)
    return end - token <= 8 and (end == token or page.words[token] not in {"that", "he", "she", "they", "it", "the"})


def _after_verb(page: _Page, sentence: Sentence, verb: int) -> int:
    """Where the content begins: behind the verb, its hearer (`told reporters`) and a colon or comma before a mark."""
    after = verb + 1
    if speech_forms().get(page.words[verb]) == "tell":
        while after < sentence.last and page.words[after] not in {"that", ",", ":", "to", "“", '"', "``", "."}:
            after += 1
    while after < sentence.last and page.words[after] in {",", ":"}:
        after += 1
    return after


def _content(page: _Page, first: int, last: int) -> Span | None:
    """Tokens `first` to `last` as content: without outer commas and stops, whole where a quotation runs on."""
    span = page.span(first, last)
    if span is None:
        return None
    start, end = trimmed(page.text, span.start, span.end, " \t\r\n\u00a0,;:.")
    for quotation in page.quotations:
        if quotation.start < end and start < quotation.end:
            start, end = min(start, quotation.start), max(end, quotation.end)
    return span_of(page.text, start, end) if any(c.isalnum() for c in page.text[start:end]) else None


def _resumed(page: _Page, sentence: Sentence, token: int) -> Span | None:
    """The quotation that goes on behind the cue: `“…,” he said. “…”`."""
    limit = page.ends[token - 1]
    paragraph_end = max(s.end for s in page.sentences if s.paragraph == sentence.paragraph)
    following = [q for q in page.quotations if limit <= q.start < paragraph_end]
    if not following or following[0].start - sentence.end > 2:
        return None
    return following[0]


def _clash(one: Attribution, other: Attribution) -> bool:
    return any(a.start < b.end and b.start < a.end for a in _spans(one) for b in _spans(other))


def _spans(attribution: Attribution) -> Iterator[Span]:
    yield from attribution.source
    yield from attribution.cue
    yield from attribution.content
