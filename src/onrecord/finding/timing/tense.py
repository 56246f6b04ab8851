"""Whether a clause speaks of the past or the future, from its words alone."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.finding.timing.vocabulary import vocabulary

__all__ = ["tense_near"]

REACH = 12  # words to either side: the verb of the clause stands nearer in nine of ten sentences


def tense_near(words: Sequence[str], first: int, last: int) -> int:
    """-1 for past, 1 for future, 0 where no verb says: the nearest verb before words[first:last], else after."""
    for at in range(first - 1, max(-1, first - 1 - REACH), -1):
        if found := _tense_of(words[at].lower()):
            return found
    for at in range(last, min(len(words), last + REACH)):
        if found := _tense_of(words[at].lower()):
            return found
    return 0


def _tense_of(word: str) -> int:
    tense = vocabulary().tense
    if word in tense["future"]:
        return 1
    if word in tense["past"] or (len(word) > 4 and word.endswith("ed")):
        return -1
    return 0
