"""Why a time has its value, in words."""

from __future__ import annotations

from onrecord.finding.timing.vocabulary import vocabulary
from onrecord.record.cells import Time

__all__ = ["explain"]


def explain(time: Time, published: str | None) -> str:
    """One line: the expression, its value, and the steps from one to the other.

    `Jan. 30 → 2020-01-30: month and day; year from publication date 2020-02-13, past preferred`
    """
    words = vocabulary().explanations
    rule, *steps = (time.rule or "").split("+")
    anchor = f"“{time.anchor.text}”" if time.anchor else ""
    said = [words.get(step, step).format(published=published, anchor=anchor) for step in steps]
    grounds = "; ".join(part for part in (words.get(rule, rule), ", ".join(said)) if part)
    return f"{' '.join(time.text.split())} → {time.value or 'no value'}: {grounds}"
