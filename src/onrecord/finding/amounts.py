"""Amounts in print: approximator, number or range, unit."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from onrecord.finding.lexicon import load_vocabulary
from onrecord.finding.numerals import Number, fraction_at, number_at, opens_number
from onrecord.finding.phrases import Page

__all__ = ["DASHES", "Amount", "Amounts"]

DASHES = frozenset(["-", "–", "—"])

_RANGE = frozenset(["to", "or"]) | DASHES
_TENS = frozenset([10, 100, 1_000, 10_000, 100_000, 1_000_000])
_ROUND = _TENS | {3, 4, 5}


class Amount(NamedTuple):
    """A number or range in print, with its unit: tokens `first` to `last` (exclusive)."""

    first: int
    last: int
    value: float
    upper: float | None = None
    unit: str | None = None
    approximate: bool = False
    digits: bool = False


@cache
def _by_first_word(table: str, key: str | None = None) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Phrases of a vocabulary table by their first word, the longest first."""
    entries = load_vocabulary("figures")[table]
    phrases = sorted((tuple(phrase.split()) for phrase in (entries[key] if key else entries)), key=len, reverse=True)
    return {first: tuple(p for p in phrases if p[0] == first) for first in {phrase[0] for phrase in phrases}}


@cache
def _signs() -> dict[str, str]:
    return dict(load_vocabulary("figures")["money"])


class Amounts:
    """Reads the amounts of one page, sentence by sentence; `taken` are tokens of times, which no amount touches."""

    def __init__(self, page: Page, taken: frozenset[int]) -> None:
        self.page = page
        self.words = page.words
        self.taken = taken
        self.limit = 0  # the token after the sentence that is read

    def word(self, at: int) -> str:
        """The token `at` in lower case; empty beyond the sentence."""
        return self.words[at] if 0 <= at < self.limit else ""

    def touches(self, at: int) -> bool:
        """Whether no white space stands between the tokens `at` - 1 and `at`."""
        return 0 < at < self.limit and self.page.tokens[at - 1].end == self.page.tokens[at].start

    def may_begin(self, at: int) -> bool:
        """The cheap question before `amount_at`."""
        word = self.words[at]
        return (
            opens_number(word)
            or word in _by_first_word("approximate", "before")
            or word in _signs()
            or word == "between"
        )

    def amount_at(self, at: int) -> Amount | None:
        """The amount that begins with the token `at`, which may be an approximator."""
        if self.word(at) == "between":
            return self._between(at)
        before = self._phrase_at(at, "approximate", "before")
        amount = self._plain_amount(at + before)
        if amount is None:
            return None
        after = self._phrase_at(amount.last, "approximate", "after")
        approximate = amount.approximate or bool(before or after)
        return amount._replace(first=at, last=amount.last + after, approximate=approximate)

    def _phrase_at(self, at: int, table: str, key: str | None = None) -> int:
        """The number of tokens of the phrase of the vocabulary that begins at `at`; 0 for none."""
        for phrase in _by_first_word(table, key).get(self.word(at), ()):
            if all(self.word(at + step) == word for step, word in enumerate(phrase)):
                return len(phrase)
        return 0

    def _between(self, at: int) -> Amount | None:
        low = self._measured(at + 1)
        high = self._measured(low.last + 1) if low and self.word(low.last) == "and" else None
        return self._joined(low, high, at) if low and high else None

    def _plain_amount(self, at: int) -> Amount | None:
        fraction = fraction_at(self.words, at)
        if fraction and self.word(fraction.end) in ("of", "the", "its", "their"):
            return self._share_of_share(at, fraction) or Amount(at, fraction.end, fraction.value, unit="fraction")
        low = self._measured(at)
        if low is None:
            return None
        return self._rate(low) or self._range(low) or low

    def _share_of_share(self, at: int, fraction: Number) -> Amount | None:
        """Half of 1 percent, as a percentage."""
        share = self._measured(fraction.end + 1) if opens_number(self.word(fraction.end + 1)) else None
        if share is None or share.unit != "percent":
            return None
        return share._replace(first=at, value=fraction.value * share.value)

    def _rate(self, low: Amount) -> Amount | None:
        """One in five, three out of four, as a fraction."""
        within = self._phrase_at(low.last, "around", "rate")
        high = self._measured(low.last + within) if within and not low.unit else None
        if high is None or high.unit or not 0 < low.value < high.value:
            return None
        if self.words[low.last : low.last + within] == ("of",) and high.value not in _TENS:
            return None
        if low.value > 1 and within == 1 and high.value not in _ROUND:
            return None
        return Amount(low.first, high.last, low.value / high.value, unit="fraction")

    def _range(self, low: Amount) -> Amount | None:
        """5 to 10 percent; but "rose from 5 to 10 percent" is a change, not a range."""
        if self.word(low.last) not in _RANGE or self.word(low.first - 1) == "from":
            return None
        high = self._measured(low.last + 1)
        return self._joined(low, high, low.first) if high else None

    def _joined(self, low: Amount, high: Amount, first: int) -> Amount | None:
        """The range from `low` to `high`; the first takes unit and magnitude from the second ($5 to $10 million)."""
        value = low.value
        if low.unit and high.unit and low.unit != high.unit:
            return None
        magnitude = self._magnitude(high)
        if magnitude > 1 and self._magnitude(low) == 1 and value < high.value / magnitude:
            value *= magnitude
        if not value < high.value:
            return None
        return high._replace(first=first, value=value, upper=high.value, unit=high.unit or low.unit)

    def _magnitude(self, amount: Amount) -> int:
        """The magnitude in words of the amount (5.2 million), else 1."""
        magnitudes: dict[str, int] = load_vocabulary("figures")["numerals"]["magnitudes"]
        words = self.words[amount.first : amount.last]
        return next((magnitudes[word] for word in words if word in magnitudes), 1)

    def _measured(self, at: int) -> Amount | None:
        """A number with the sign of money before it and the unit after it."""
        unit = _signs().get(self.word(at))
        begin = at + 1 if unit else at
        number = number_at(self.words, begin, short=unit is not None) if begin < self.limit else None
        if number is None or number.end > self.limit or self._is_broken(begin, number):
            return None
        end = number.end
        if not unit and (length := self._unit_length(end)):
            unit, end = self._unit(end, length), end + length
        return Amount(at, end, number.value, unit=unit, digits=number.digits)

    def _unit_length(self, at: int) -> int:
        """The tokens of the unit at `at`, with a hyphen before it, which only percent has (a 15-percent rise)."""
        if not (self.word(at) == "-" and self.touches(at)):
            return self._phrase_at(at, "units")
        length = self._phrase_at(at + 1, "units")
        return length + 1 if length and self._unit(at + 1, length) == "percent" else 0

    def _unit(self, at: int, length: int) -> str:
        words = [word for word in self.words[at : at + length] if word != "-"]
        unit: str = load_vocabulary("figures")["units"][" ".join(words)]
        return unit

    def _is_broken(self, begin: int, number: Number) -> bool:
        """Whether the numeral is a piece of something longer: a time, 9/11, 10:30, 54°, 6'3", two numbers in a row."""
        if any(at in self.taken for at in range(begin, number.end)):
            return True
        if self.word(begin - 1) in ("/", ":", "#", ".") and self.touches(begin):
            return True
        following = self.word(number.end)
        if following in ("/", ":") and self.touches(number.end):
            return "0" <= self.word(number.end + 1)[:1] <= "9"
        return "0" <= following[:1] <= "9" or following in ("°", "º", "'")
