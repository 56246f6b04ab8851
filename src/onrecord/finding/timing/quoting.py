"""What was said on another day than it was printed: "this morning" in a quotation is the speaker's morning."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from onrecord.finding.timing.anchors import Anchor, Anchored
from onrecord.finding.timing.expressions import Letters
from onrecord.finding.timing.found import Draft
from onrecord.finding.timing.meanings import Base, Clock, Day, Meaning, PartOfDay, Shift, Weekday
from onrecord.finding.timing.units import first_day, unit_of
from onrecord.finding.timing.vocabulary import vocabulary
from onrecord.record.text import span_of

__all__ = ["days_of_speaking", "is_deictic"]

REACH = 4  # words from the verb of saying to its day: "told reporters in Velm on Monday"

_OPENING, _CLOSING = frozenset(["“", "``", "«"]), frozenset(["”", "''", "»"])


def is_deictic(meaning: Meaning) -> bool:
    """Whether the expression counts from the moment that it is said: today, this morning, last week."""
    if isinstance(meaning, PartOfDay | Clock):
        return meaning.day is not None and is_deictic(meaning.day)
    return isinstance(meaning, Shift) and meaning.base is Base.PUBLISHED


def days_of_speaking(
    letters: Letters,
    first: int,
    drafts: Sequence[Draft],
    published: date | None,
    value_of: Callable[[Draft], Anchored],
) -> dict[Draft, Anchor]:
    """The day of the statement for each draft of a paragraph that is quoted and counts from when it was said.

    `first` is the paragraph's first token. Only a day that the words around the quotation name ("said Monday") is one,
    and only where they name no second; else nothing is said here.
    """
    deictic = [draft for draft in drafts if is_deictic(draft.meaning)]
    told = [draft for draft in drafts if _is_beside_saying(draft, letters)] if published and deictic else []
    if not told or published is None:
        return {}
    quoted = _quoted(letters.words(first, drafts[-1].first + 1))
    outside = [_day(draft, letters, value_of) for draft in told if not quoted[draft.first - first]]
    days = {day.value: day for day in outside if day}
    spoken = first_day(next(iter(days))) if len(days) == 1 else None
    if spoken is None or spoken > published:
        return {}
    (day,) = days.values()
    return {draft: day for draft in deictic if quoted[draft.first - first]}


def _is_beside_saying(draft: Draft, letters: Letters) -> bool:
    meaning = draft.meaning.day if isinstance(draft.meaning, PartOfDay | Clock) else draft.meaning
    if not isinstance(meaning, Day | Weekday | Shift) or (isinstance(meaning, Shift) and meaning.unit != "D"):
        return False
    before = letters.words(max(0, draft.first - 1 - REACH), draft.first)
    said = [at for at, word in enumerate(before) if word in vocabulary().context["saying"]]
    return bool(said) and not {",", "that", '"', "“", "”", "''", "``", "."}.intersection(before[said[-1] :])


def _day(draft: Draft, letters: Letters, value_of: Callable[[Draft], Anchored]) -> Anchor | None:
    value = (value_of(draft).value or "").partition("T")[0]
    if unit_of(value) != "D":
        return None
    tokens = letters.tokens
    return Anchor(value, span_of(letters.text, tokens[draft.first].start, tokens[draft.last - 1].end))


def _quoted(words: Sequence[str]) -> list[bool]:
    """Whether each word of a paragraph stands between quotation marks."""
    inside, states = False, []
    for word in words:
        if word == '"':
            inside = not inside
        elif word in _OPENING or word in _CLOSING:
            inside = word in _OPENING
        states.append(inside)
    return states
