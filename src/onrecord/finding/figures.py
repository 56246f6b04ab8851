"""Figures: numbers that count or measure something, with what they count.

Rules over tokens: a number by itself is no figure. It needs a unit, a counted noun phrase, or an approximator; parts of
times, ages, scores, addresses, telephone numbers and names (F-16, Room 12) are left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from onrecord.finding.amounts import DASHES, Amount, Amounts
from onrecord.finding.counted import counted, head_by_syntax
from onrecord.finding.lexicon import word_list
from onrecord.finding.phrases import Page, page_of
from onrecord.record.analysis import Analysis
from onrecord.record.article import Article
from onrecord.record.cells import Figure, Statement, Time

__all__ = ["find_figures", "with_statements"]

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


def find_figures(article: Article, analysis: Analysis, times: Sequence[Time]) -> tuple[Figure, ...]:
    """The figures of the story in text order; none shares a word with one of `times`.

    `value` is the printed number, of a range the lower end, `upper` the other. Money has its ISO 4217 code as `unit`
    ("$" is USD); a share is a `percent` or a `fraction` (a third of the seats is 0.333…). Numbers without a value
    (hundreds of protesters) are left out. `statement` is null; `with_statements` gives it.
    """
    page = page_of(article, analysis)
    amounts = Amounts(page, _tokens_of_times(page, times))
    return tuple(
        figure for sentence in page.sentences for figure in _in_sentence(amounts, sentence.first, sentence.last)
    )


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


def _in_sentence(amounts: Amounts, first: int, last: int) -> list[Figure]:
    amounts.limit = last
    found: list[Figure] = []
    at = first
    while at < last:
        amount = amounts.amount_at(at) if amounts.may_begin(at) else None
        if amount and (figure := _figure(amounts, amount, first)):
            found.append(figure)
        at = amount.last if amount else at + 1
    return found


def _figure(amounts: Amounts, amount: Amount, sentence: int) -> Figure | None:
    if _is_excluded(amounts, amount) or _is_name(amounts, amount, sentence):
        return None
    what = counted(amounts, amount)
    if what is not None and _is_address(amounts, what):
        return None
    if not (amount.unit or what or _stands_alone(amounts, amount)):
        return None
    whole = amounts.page.span(amount.first, what[1] if what else amount.last)
    return Figure(
        start=whole.start,
        end=whole.end,
        text=whole.text,
        value=amount.value,
        upper=amount.upper,
        approximate=amount.approximate,
        of=amounts.page.span(*what) if what else None,
        unit=amount.unit,
    )


def _around(key: str) -> frozenset[str]:
    return word_list("figures", "around", key)


def _is_excluded(amounts: Amounts, amount: Amount) -> bool:
    """Whether what stands around the amount makes it no figure: Room 12, several thousand, 34-year-old, F-16."""
    before, after = amounts.word(amount.first - 1), amounts.word(amount.last)
    if before in _around("vague") or (before in _around("labels") and not amount.unit):
        return True
    if after in word_list("figures", "time", "nouns") or (amount.value < 10 and after in _around("idioms")):
        return True
    if before in DASHES and amounts.touches(amount.first):
        return True
    return (after in DASHES and amounts.touches(amount.last)) or (amount.value == 0 and amount.unit is None)


def _is_name(amounts: Amounts, amount: Amount, sentence: int) -> bool:
    """Whether the bare number is a year, the pronoun "one", or part of a name (Boeing 737)."""
    if amount.unit or amount.approximate or head_by_syntax(amounts, amount) is not None:
        return False
    if amounts.word(amount.last - 1) == "one":
        return amount.last == amount.first + 1
    printed = amounts.page.printed(amount.first)
    if not amount.digits or "," in printed:
        return False
    if _YEAR.fullmatch(printed) and amount.last == amount.first + 1:
        return True
    before = amount.first - 1
    return before > sentence and amounts.page.printed(before)[:1].isupper()


def _is_address(amounts: Amounts, what: tuple[int, int]) -> bool:
    has_street = any(amounts.word(at) in _around("streets") for at in range(*what))
    return has_street and amounts.page.printed(what[0])[:1].isupper()


def _stands_alone(amounts: Amounts, amount: Amount) -> bool:
    """Whether a number is one of people without the noun: at least 40; killed 40; 40 were killed."""
    before, after = amounts.word(amount.first - 1), amounts.word(amount.last)
    if after in _around("subject_of") and amount.value > 1:
        return True
    closed = not after[:1].isalnum() or after in word_list("figures", "phrase", "stops")
    return closed and (amount.approximate or before in _around("casualties"))
