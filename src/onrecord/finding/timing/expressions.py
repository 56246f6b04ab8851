"""Finding the expressions of a sentence: its tokens as letters, the rules as one regular expression over them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from onrecord.finding.timing.found import Draft, Found
from onrecord.finding.timing.patterns import expand, first_letters, literals_of, to_regex
from onrecord.finding.timing.rules import PARTS, RULES, Rule
from onrecord.finding.timing.vocabulary import OTHER, Lexicon
from onrecord.record.analysis import Token

__all__ = ["Letters", "expressions", "spell"]


class _Ruled(Struct, frozen=True):
    """The rules that can begin with one letter, and all of them as one regular expression: most places match none."""

    any: re.Pattern[str]
    rules: tuple[tuple[Rule, re.Pattern[str]], ...]


class _Grammar(Struct, frozen=True):
    letter_of: dict[str, str]
    lexicon: Lexicon
    begins: re.Pattern[str]
    ruled: dict[str, _Ruled]


@cache
def _grammar() -> _Grammar:
    patterns = [expand(rule.pattern, PARTS) for rule in RULES]
    lexicon = Lexicon(sorted(set().union(*(literals_of(pattern) for pattern in patterns))))
    sources = [to_regex(pattern, lexicon) for pattern in patterns]
    firsts = [first_letters(source) for source in sources]
    letters = sorted(frozenset().union(*firsts))
    return _Grammar(
        letter_of=lexicon.letter_of,
        lexicon=lexicon,
        begins=re.compile(f"[{''.join(letters)}]"),
        ruled={letter: _ruled(letter, sources, firsts) for letter in letters},
    )


def _ruled(letter: str, sources: Sequence[str], firsts: Sequence[frozenset[str]]) -> _Ruled:
    own = [(rule, source) for rule, source, first in zip(RULES, sources, firsts, strict=True) if letter in first]
    unnamed = [re.sub(r"\(\?P<\w+>", "(?:", source) for _, source in own]
    return _Ruled(re.compile("|".join(unnamed)), tuple((rule, re.compile(source)) for rule, source in own))


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
    grammar, spelled = _grammar(), letters.letters
    at = first
    while match := grammar.begins.search(spelled, at, last):
        at = match.start()
        ruled = grammar.ruled[spelled[at]]
        if not ruled.any.match(spelled, at, last):
            at += 1
            continue
        drafts, until = _built(letters, at, last, ruled.rules)
        yield from drafts
        at = max(until, at + 1)


def _built(
    letters: Letters, at: int, last: int, rules: Sequence[tuple[Rule, re.Pattern[str]]]
) -> tuple[tuple[Draft, ...], int]:
    """What the first rule that fits makes of the tokens at `at`, and where to go on."""
    for rule, pattern in rules:
        if match := pattern.match(letters.letters, at, last):
            groups = {name: match.span(name) for name in match.groupdict() if match.start(name) >= 0}
            built = rule.build(Found(letters.words, match.span(), groups))
            if built is None and rule.closes:
                return (), match.end()
            if built is not None:
                drafts = built if isinstance(built, tuple) else (built,)
                return tuple(replace(draft, rule=rule.name) for draft in drafts), max(draft.last for draft in drafts)
    return (), at + 1
