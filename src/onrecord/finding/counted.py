"""What an amount counts: the noun phrase after it."""

from __future__ import annotations

from onrecord.finding.amounts import Amount, Amounts
from onrecord.finding.lexicon import word_list
from onrecord.finding.numerals import number_at, opens_number

__all__ = ["counted", "head_by_syntax"]

_LONGEST = 7  # tokens of a counted noun phrase


def counted(amounts: Amounts, amount: Amount) -> tuple[int, int] | None:
    """The tokens of the noun phrase that the amount counts, first and last (exclusive), or None.

    A share is of the phrase after "of", an amount of money of what it is worth of; anything else of the noun that it
    modifies by syntax, and without syntax of the words up to the first plural.
    """
    at = amount.last
    if amount.unit == "fraction":
        return _whole(amounts, at) or _run(amounts, at, plural=True)
    if amount.unit:
        return _whole(amounts, at) if amount.unit == "percent" or amounts.word(at) == "worth" else None
    head = head_by_syntax(amounts, amount)
    if head is not None:
        return at, head + 1
    return _whole(amounts, at, plural=True) if amounts.word(at) == "of" else _run(amounts, at, plural=True)


def head_by_syntax(amounts: Amounts, amount: Amount) -> int | None:
    """The noun after the amount that a token of it modifies by number (UD `nummod`), or None."""
    for at in range(amount.first, amount.last):
        token = amounts.page.tokens[at]
        if token.head is None or token.label is None or not token.label.startswith("nummod"):
            continue
        within = amount.last <= token.head < min(amounts.limit, amount.last + _LONGEST)
        if within and _is_countable(amounts, token.head, amount):
            return token.head
    return None


def _phrase(key: str) -> frozenset[str]:
    return word_list("figures", "phrase", key)


def _is_countable(amounts: Amounts, head: int, amount: Amount) -> bool:
    if amounts.page.tokens[head].upos not in ("NOUN", "PROPN") or _is_time(amounts, head):
        return False
    if not all(_continues(amounts, at, amount.last) for at in range(amount.last, head + 1)):
        return False
    if amount.value != 1:
        return _is_plural(amounts, head)
    pronominal = amounts.word(amount.first - 1) in word_list("figures", "around", "pronominal")
    return not pronominal and amounts.word(head) not in word_list("figures", "around", "uncounted")


def _whole(amounts: Amounts, at: int, *, plural: bool = False) -> tuple[int, int] | None:
    """The noun phrase after "of" or "worth of", or after "the" of a fraction."""
    at += amounts.word(at) == "worth"
    at += amounts.word(at) == "of"
    if amounts.word(at - 1) != "of" and amounts.word(at) not in _phrase("determiners"):
        return None
    while amounts.word(at) in _phrase("determiners"):
        at += 1
    number = (
        number_at(amounts.words, at) if amounts.word(at) not in ("a", "an") and opens_number(amounts.word(at)) else None
    )
    return _run(amounts, number.end if number else at, plural=plural or number is not None)


def _run(amounts: Amounts, at: int, *, plural: bool) -> tuple[int, int] | None:
    """The words from `at` to the first plural, and on while plurals follow; a short run without one, if allowed."""
    at += amounts.word(at) in ("more", "most")
    end, last_plural = at, 0
    while end < min(amounts.limit, at + _LONGEST) and _continues(amounts, end, at):
        if _is_plural(amounts, end) and not (last_plural and amounts.word(end) in _phrase("plurals")):
            last_plural = end + 1
        elif last_plural:
            break
        end += 1
    if last_plural:
        return None if _is_time(amounts, last_plural - 1) else (at, last_plural)
    return (at, end) if not plural and at < end <= at + 2 and not _is_time(amounts, end - 1) else None


def _is_time(amounts: Amounts, at: int) -> bool:
    return amounts.word(at) in word_list("figures", "time", "nouns")


def _continues(amounts: Amounts, at: int, first: int) -> bool:
    """Whether the token `at` may stand in a counted noun phrase that began at `first`."""
    word = amounts.word(at)
    if word == "-":
        return at > first and amounts.touches(at) and amounts.touches(at + 1)
    if word in ("'s", "’s"):
        return at > first
    return word[:1].isalpha() and word not in _phrase("stops") and at not in amounts.taken


def _is_plural(amounts: Amounts, at: int) -> bool:
    word = amounts.word(at)
    if amounts.word(at - 1) == "-" and _continues(amounts, at + 1, at):
        return False  # four plain-clothes officers
    if word in _phrase("plurals"):
        return True
    if word in _phrase("singulars") or amounts.word(at - 1) == "united":
        return False
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s", "’s"))
