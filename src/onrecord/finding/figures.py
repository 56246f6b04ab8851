"""Figures: numbers that count or measure something, with what they count.

Rules over tokens: a number by itself is no figure. It needs a unit, a counted noun phrase, or an approximator; parts of
times, ages, scores, addresses, telephone numbers and names (F-16, Room 12) are left out. Where the analysis has syntax,
what is counted is the noun that the number modifies; else the words up to the first plural.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import msgspec

from onrecord.finding.lexicon import load_vocabulary, word_list
from onrecord.finding.numerals import Number, fraction_at, number_at, opens_number
from onrecord.finding.phrases import Page, page_of
from onrecord.record.analysis import Analysis
from onrecord.record.article import Article
from onrecord.record.cells import Figure, Statement, Time

__all__ = ["find_figures", "with_statements"]

_LONGEST_PHRASE = 7  # tokens of a counted noun phrase
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_DASHES = frozenset(["-", "–", "—"])


def find_figures(article: Article, analysis: Analysis, times: Sequence[Time]) -> tuple[Figure, ...]:
    """The figures of the story in text order; none overlaps one of `times`.

    `value` is the printed number, of a range the lower end, `upper` the other. Money has its ISO 4217 code as `unit`
    ("$" is USD), shares are `percent` or `fraction` (a third of the seats is 0.333…). Numbers without a value
    (hundreds of protesters) are left out. `statement` is null; `with_statements` gives it.
    """
    page = page_of(article, analysis)
    finder = _Finder(page, _tokens_of_times(page, times))
    return tuple(figure for sentence in page.sentences for figure in finder.figures(sentence.first, sentence.last))


def with_statements(figures: Sequence[Figure], statements: Sequence[Statement]) -> tuple[Figure, ...]:
    """The figures, each with the id of the one statement whose content it stands in."""
    return tuple(msgspec.structs.replace(figure, statement=_statement_of(figure, statements)) for figure in figures)


def _statement_of(figure: Figure, statements: Sequence[Statement]) -> str | None:
    holding = [
        statement.id
        for statement in statements
        if any(span.start <= figure.start and figure.end <= span.end for span in statement.content)
    ]
    return holding[0] if len(holding) == 1 else None


def _tokens_of_times(page: Page, times: Sequence[Time]) -> frozenset[int]:
    return frozenset(token for time in times for token in page.token_range(time.start, time.end))


def _around(key: str) -> frozenset[str]:
    return word_list("figures", "around", key)


def _phrase(key: str) -> frozenset[str]:
    return word_list("figures", "phrase", key)


@cache
def _by_first_word(table: str, key: str | None = None) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Phrases of a vocabulary table by their first word, the longest first."""
    entries = load_vocabulary("figures")[table]
    phrases = sorted((tuple(phrase.split()) for phrase in (entries[key] if key else entries)), key=len, reverse=True)
    return {first: tuple(p for p in phrases if p[0] == first) for first in {phrase[0] for phrase in phrases}}


class _Amount(NamedTuple):
    """A number or range in print, with its unit: tokens `first` to `last` (exclusive)."""

    first: int
    last: int
    value: float
    upper: float | None = None
    unit: str | None = None
    approximate: bool = False
    digits: bool = False


class _Finder:
    """Finds the figures of one page."""

    def __init__(self, page: Page, taken: frozenset[int]) -> None:
        self.page = page
        self.words = page.words
        self.taken = taken
        self.limit = 0

    def figures(self, first: int, last: int) -> list[Figure]:
        """The figures of the sentence of the tokens `first` to `last` (exclusive)."""
        self.limit = last
        found: list[Figure] = []
        at = first
        while at < last:
            amount = self._amount_at(at) if self._may_begin(at) else None
            figure = self._figure(amount, first) if amount else None
            if amount and figure:
                found.append(figure)
            at = amount.last if amount else at + 1
        return found

    def _word(self, at: int) -> str:
        return self.words[at] if 0 <= at < self.limit else ""

    def _may_begin(self, at: int) -> bool:
        word = self.words[at]
        return (
            opens_number(word)
            or word in _by_first_word("approximate", "before")
            or word in _moneys()
            or word == "between"
        )

    def _phrase_at(self, at: int, table: str, key: str | None = None) -> int:
        """The number of tokens of the phrase of the vocabulary that begins at `at`; 0 for none."""
        for phrase in _by_first_word(table, key).get(self._word(at), ()):
            if all(self._word(at + step) == word for step, word in enumerate(phrase)):
                return len(phrase)
        return 0

    def _touches(self, at: int) -> bool:
        """Whether no white space stands between the tokens `at` - 1 and `at`."""
        return 0 < at < self.limit and self.page.tokens[at - 1].end == self.page.tokens[at].start

    # amounts

    def _amount_at(self, at: int) -> _Amount | None:
        """The amount that begins with the token `at`, which may be an approximator."""
        if self._word(at) == "between":
            return self._between(at)
        before = self._phrase_at(at, "approximate", "before")
        begin = at + before
        if self._word(begin) == "a" and self._word(begin + 1) in ("total", "record"):
            return None
        amount = self._plain_amount(begin)
        if amount is None or (begin > at and amount.first != begin):
            return None
        after = self._phrase_at(amount.last, "approximate", "after")
        return amount._replace(
            first=at, last=amount.last + after, approximate=amount.approximate or bool(before or after)
        )

    def _between(self, at: int) -> _Amount | None:
        low = self._measured(at + 1)
        high = self._measured(low.last + 1) if low and self._word(low.last) == "and" else None
        return self._joined(low, high, at) if low and high else None

    def _plain_amount(self, at: int) -> _Amount | None:
        fraction = fraction_at(self.words, at)
        if fraction and self._is_share(fraction.end):
            return _Amount(at, fraction.end, fraction.value, unit="fraction")
        low = self._measured(at)
        if low is None:
            return None
        if (rate := self._rate(low)) is not None:
            return rate
        if self._word(low.last) in ("to", "or", *_DASHES) and self._word(at - 1) != "from":
            high = self._measured(low.last + 1)
            joined = self._joined(low, high, at) if high else None
            if joined:
                return joined
        return low

    def _rate(self, low: _Amount) -> _Amount | None:
        """One in five, three out of four, as a fraction."""
        within = self._phrase_at(low.last, "around", "rate")
        high = self._measured(low.last + within) if within and not low.unit else None
        if high is None or high.unit or not 0 < low.value < high.value:
            return None
        is_round = high.value in (3, 4, 5, 10, 100, 1_000, 10_000, 100_000, 1_000_000)
        if low.value > 1 and within == 1 and not is_round:
            return None
        return _Amount(low.first, high.last, low.value / high.value, unit="fraction")

    def _is_share(self, at: int) -> bool:
        """Whether a whole follows that a fraction can be of."""
        return self._word(at) == "of" or self._word(at) in ("the", "its", "their")

    def _joined(self, low: _Amount, high: _Amount, first: int) -> _Amount | None:
        """The range from `low` to `high`; the first takes unit and magnitude from the second ($5 to $10 million)."""
        value = low.value
        if low.unit and high.unit and low.unit != high.unit:
            return None
        if self._magnitude(high) > 1 and self._magnitude(low) == 1 and value < high.value / self._magnitude(high):
            value *= self._magnitude(high)
        if not value < high.value or high.upper is not None:
            return None
        return high._replace(first=first, value=value, upper=high.value, unit=high.unit or low.unit)

    def _magnitude(self, amount: _Amount) -> int:
        """The magnitude that ends the number of a numeral in digits (5.2 million), else 1."""
        magnitudes = load_vocabulary("figures")["numerals"]["magnitudes"]
        words = [self.words[at] for at in range(amount.first, amount.last)]
        return next((magnitudes[word] for word in words if word in magnitudes), 1)

    def _measured(self, at: int) -> _Amount | None:
        """A number with the sign before it and the unit after it."""
        unit = _moneys().get(self._word(at))
        begin = at + 1 if unit else at
        number = number_at(self.words, begin, short=unit is not None) if begin < self.limit else None
        if number is None or number.end > self.limit or self._is_broken(begin, number):
            return None
        end = number.end
        length = 0 if unit else self._unit_length(end)
        if length:
            unit, end = self._unit(end, length), end + length
        return _Amount(at, end, number.value, unit=unit, digits=number.digits)

    def _unit_length(self, at: int) -> int:
        """The tokens of the unit at `at`; after a hyphen (a 15-percent rise) the hyphen counts too."""
        hyphen = 1 if self._word(at) == "-" and self._touches(at) else 0
        length = self._phrase_at(at + hyphen, "units")
        return length + hyphen if length and not (hyphen and self._unit(at + hyphen, length) != "percent") else 0

    def _unit(self, at: int, length: int) -> str:
        words = [word for word in self.words[at : at + length] if word != "-"]
        unit: str = load_vocabulary("figures")["units"][" ".join(words)]
        return unit

    def _is_broken(self, begin: int, number: Number) -> bool:
        """Whether the numeral is a piece of something longer: a time, F-16, 3-2, a year, two numbers in a row."""
        if any(at in self.taken for at in range(begin, number.end)):
            return True
        if self._word(begin - 1) in ("/", ":", "#", ".") and self._touches(begin):
            return True
        following = self._word(number.end)
        return bool(following) and (
            "0" <= following[:1] <= "9" or (following in ("/", ":", "°", "º") and self._touches(number.end))
        )

    # figures

    def _figure(self, amount: _Amount, sentence: int) -> Figure | None:
        if self._is_excluded(amount, sentence):
            return None
        counted = self._counted(amount)
        if counted is not None and self._is_address(counted):
            return None
        if not (amount.unit or counted or self._stands_alone(amount)):
            return None
        last = max(amount.last, counted[1]) if counted else amount.last
        whole = self.page.span(amount.first, last)
        return Figure(
            start=whole.start,
            end=whole.end,
            text=whole.text,
            value=amount.value,
            upper=amount.upper,
            approximate=amount.approximate,
            of=self.page.span(*counted) if counted else None,
            unit=amount.unit,
        )

    def _is_excluded(self, amount: _Amount, sentence: int) -> bool:
        """Whether what stands around the amount makes it no figure."""
        before, after = self._word(amount.first - 1), self._word(amount.last)
        if before in _around("labels") or before in _around("vague") or after in word_list("figures", "time", "nouns"):
            return True
        if before in _DASHES and self._touches(amount.first):
            return True
        if after in _DASHES and self._touches(amount.last):
            return True
        if amount.value == 0 and amount.unit is None:
            return True
        return amount.unit is None and not amount.approximate and self._is_name(amount, sentence)

    def _is_name(self, amount: _Amount, sentence: int) -> bool:
        """Whether the bare number is a year, the pronoun "one", or part of a name (Boeing 737)."""
        printed = self.page.printed(amount.first)
        if amount.digits and _YEAR.fullmatch(printed) and amount.last == amount.first + 1:
            return True
        if self._word(amount.first) == "one" and amount.last == amount.first + 1:
            return not self._modifies_noun(amount)
        before = amount.first - 1
        return (
            amount.digits
            and before > sentence
            and "," not in printed
            and self.page.printed(before)[:1].isupper()
            and not self._modifies_noun(amount)
        )

    def _modifies_noun(self, amount: _Amount) -> bool:
        return self._head_by_syntax(amount) is not None

    def _is_address(self, counted: tuple[int, int]) -> bool:
        return (
            any(self.words[at] in _around("streets") for at in range(*counted))
            and self.page.printed(counted[0])[:1].isupper()
        )

    def _stands_alone(self, amount: _Amount) -> bool:
        """Whether a number is one of people without the noun: at least 40; killed 40; 40 were killed."""
        before, after = self._word(amount.first - 1), self._word(amount.last)
        closed = not after[:1].isalnum() or after in _phrase("stops")
        if before in _around("casualties") and closed:
            return True
        if after in _around("subject_of") and amount.value > 1:
            return True
        return amount.approximate and closed and before not in ("", "age", "ages")

    # what is counted

    def _counted(self, amount: _Amount) -> tuple[int, int] | None:
        """The tokens of the noun phrase that is counted, first and last (exclusive), or None."""
        if amount.unit not in (None, "percent", "fraction"):
            return self._whole_of(amount.last, plural=False) if self._word(amount.last) == "worth" else None
        if amount.unit:
            return self._whole_of(amount.last, plural=False) or (
                self._run(amount.last, plural=True) if amount.unit == "fraction" else None
            )
        head = self._head_by_syntax(amount)
        if head is not None:
            return (amount.last, head + 1)
        if self._word(amount.last) == "of":
            return self._whole_of(amount.last, plural=True)
        return self._run(amount.last, plural=True)

    def _head_by_syntax(self, amount: _Amount) -> int | None:
        """The noun after the amount that a token of it modifies by number (UD `nummod`)."""
        for at in range(amount.first, amount.last):
            token = self.page.tokens[at]
            head = token.head
            if head is None or token.label is None or not token.label.startswith("nummod"):
                continue
            if amount.last <= head < min(self.limit, amount.last + _LONGEST_PHRASE) and self._is_noun(head):
                return head
        return None

    def _is_noun(self, at: int) -> bool:
        return self.page.tokens[at].upos in ("NOUN", "PROPN") and self.words[at] not in word_list(
            "figures", "time", "nouns"
        )

    def _whole_of(self, at: int, *, plural: bool) -> tuple[int, int] | None:
        """The noun phrase after "of" (or after "the", of a fraction)."""
        at += self._word(at) == "worth"
        at += self._word(at) == "of"
        if not self._opens_whole(at):
            return None
        while self._word(at) in _phrase("determiners"):
            at += 1
        number = (
            number_at(self.words, at) if opens_number(self._word(at)) and self._word(at) not in ("a", "an") else None
        )
        return self._run(number.end if number else at, plural=plural or number is not None)

    def _opens_whole(self, at: int) -> bool:
        return self._word(at - 1) == "of" or self._word(at) in _phrase("determiners")

    def _run(self, at: int, *, plural: bool) -> tuple[int, int] | None:
        """The words from `at` to the first plural, and on while plurals follow; a short run without one, if allowed."""
        end = at
        last_plural = None
        while end < min(self.limit, at + _LONGEST_PHRASE) and self._continues(end, at):
            if self._is_plural(end) and self.words[end] not in _phrase("singulars"):
                last_plural = end + 1
            elif last_plural:
                break
            end += 1
        if last_plural:
            return None if self._is_time(last_plural - 1) else (at, last_plural)
        return (at, end) if not plural and at < end <= at + 2 and not self._is_time(end - 1) else None

    def _is_time(self, at: int) -> bool:
        return self.words[at] in word_list("figures", "time", "nouns")

    def _continues(self, at: int, first: int) -> bool:
        word = self.words[at]
        if word == "-":
            return at > first and self._touches(at) and self._touches(at + 1)
        if word in ("'s", "’s"):
            return at > first
        return word[0].isalpha() and word not in _phrase("stops") and at not in self.taken

    def _is_plural(self, at: int) -> bool:
        word = self.words[at]
        if word in _phrase("plurals"):
            return True
        return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s", "’s"))


@cache
def _moneys() -> dict[str, str]:
    return dict(load_vocabulary("figures")["money"])
