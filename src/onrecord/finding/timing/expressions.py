"""Finding the expressions of a sentence: its tokens as letters, the rules as one regular expression over them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from onrecord.finding.timing.found import Draft, Found
from onrecord.finding.timing.patterns import expand, literals_of, to_regex
from onrecord.finding.timing.rules import PARTS, RULES, Rule
from onrecord.finding.timing.vocabulary import OTHER, Lexicon
from onrecord.record.analysis import Token

__all__ = ["Letters", "expressions", "spell"]


class _Grammar(Struct, frozen=True):
    letter_of: dict[str, str]
    lexicon: Lexicon
    scanner: re.Pattern[str]
    rules: tuple[tuple[Rule, re.Pattern[str]], ...]
    number_of: dict[str, int]


@cache
def _grammar() -> _Grammar:
    patterns = [expand(rule.pattern, PARTS) for rule in RULES]
    lexicon = Lexicon(sorted(set().union(*(literals_of(pattern) for pattern in patterns))))
    sources = [to_regex(pattern, lexicon) for pattern in patterns]
    unnamed = [re.sub(r"\(\?P<\w+>", "(?:", source) for source in sources]
    scanner = "|".join(f"(?P<r{number}>{source})" for number, source in enumerate(unnamed))
    return _Grammar(
        letter_of=lexicon.letter_of,
        lexicon=lexicon,
        scanner=re.compile(f"(?=[^{OTHER}])(?:{scanner})"),
        rules=tuple((rule, re.compile(source)) for rule, source in zip(RULES, sources, strict=True)),
        number_of={f"r{number}": number for number in range(len(RULES))},
    )


class Letters(Struct, frozen=True):
    """The tokens of an article as one string, a letter a token."""

    text: str
    tokens: tuple[Token, ...]
    letters: str

    def words(self, first: int, last: int) -> list[str]:
        """The tokens from `first` to `last` (exclusive) as printed."""
        return [self.text[token.start : token.end] for token in self.tokens[first:last]]


def spell(text: str, tokens: tuple[Token, ...]) -> Letters:
    """One letter for each token: its classes in the vocabulary, or by its shape where it begins with a digit."""
    grammar = _grammar()
    letter_of, letter = grammar.letter_of.get, grammar.lexicon.letter
    letters = []
    for token in tokens:
        word = text[token.start : token.end]
        letters.append(letter_of(word) or (letter(word) if word[0] <= "9" or "-" in word else OTHER))
    return Letters(text, tokens, "".join(letters))


def expressions(letters: Letters, first: int, last: int) -> Iterator[Draft]:
    """The time expressions among the tokens `first` to `last` (exclusive), in order, not overlapping."""
    grammar = _grammar()
    at = first
    while match := grammar.scanner.search(letters.letters, at, last):
        at = match.start()
        assert match.lastgroup is not None
        drafts, until = _built(letters, at, last, grammar.number_of[match.lastgroup])
        yield from drafts
        at = max(until, at + 1)


def _built(letters: Letters, at: int, last: int, number: int) -> tuple[tuple[Draft, ...], int]:
    """What the first rule from `number` on makes of the tokens at `at`, and where to go on."""
    for rule, pattern in _grammar().rules[number:]:
        if match := pattern.match(letters.letters, at, last):
            groups = {name: match.span(name) for name in match.groupdict() if match.start(name) >= 0}
            built = rule.build(Found(letters.words, match.span(), groups))
            if built is None:
                if rule.closes:
                    return (), match.end()
                continue
            drafts = built if isinstance(built, tuple) else (built,)
            return tuple(_named(draft, rule.name) for draft in drafts), max(draft.last for draft in drafts)
    return (), at + 1


def _named(draft: Draft, name: str) -> Draft:
    return Draft(draft.first, draft.last, draft.type, draft.meaning, draft.mod, name)
