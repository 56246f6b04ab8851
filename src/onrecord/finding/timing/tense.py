"""Whether a clause speaks of the past or the future, from its words alone."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.finding.timing.vocabulary import vocabulary

__all__ = ["tense_near"]

REACH = 12  # words to either side: the verb of the clause stands nearer in nine of ten sentences


def tense_near(words: Sequence[str], first: int, last: int) -> int:
    """-1 for past, 1 for future, 0 where no verb says: the nearest verb before words[first:last], else after.

    -2 and 2 where a preposition tells: "since May" is past however long that is ago.
    """
    if told := _told_by_preposition(words, first, last):
        return told
    before = range(first - 1, max(-1, first - 1 - REACH), -1)
    after = range(last, min(len(words), last + REACH))
    return next((found for side in (before, after) for at in side if (found := _tense_of(words, at))), 0)


def _told_by_preposition(words: Sequence[str], first: int, last: int) -> int:
    """Since Monday is past and as soon as Monday is not; Monday's ruling has been given."""
    before = [word.lower() for word in words[max(0, first - 3) : first]]
    if before[-1:] == ["since"] or (last < len(words) and words[last] in {"'s", "’s"}):
        return -2
    return 2 if len(before) == 3 and before[0] == before[2] == "as" else 0


def _tense_of(words: Sequence[str], at: int) -> int:
    word, tense = words[at].lower(), vocabulary().tense
    before = words[at - 1].lower() if at else ""
    following = words[at + 1].lower() if at + 1 < len(words) else ""
    is_participle = len(word) > 4 and word.endswith("ed") and words[at].islower() and word not in tense["no-past"]
    if (is_participle and before.endswith("ly")) or before in tense["before-adjective"]:
        return 0  # also "be": the time of "will be paid" is said before
    if word == "to" and before in {"is", "are"}:  # "is to be held"
        return 1
    if word in tense["future"] or (word in tense["planning"] and following in tense["before-plan"]):
        return 1
    return -1 if is_participle or word in tense["past"] else 0
