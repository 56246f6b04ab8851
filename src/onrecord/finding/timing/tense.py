"""Whether a clause speaks of the past or the future, from its words alone."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.finding.timing.vocabulary import vocabulary

__all__ = ["tense_near"]

AHEAD_OF = 6  # words between "ahead of" and the day of what is ahead
NEAR = 4  # words before "with effect from" among which a past "be" stands
REACH = 15  # words to either side that are searched for the verb of the clause

_PAST_BE = frozenset({"was", "were", "been"})


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
    if _is_ahead_of(words, first):
        return 2
    if before[-1:] == ["since"] or (last < len(words) and words[last] in {"'s", "’s"}):
        return -2
    if len(before) == 3 and before[0] == before[2] == "as":
        return -2 if before[1] == "recently" else 2
    if before == ["with", "effect", "from"] and not _PAST_BE.intersection(words[max(0, first - 3 - NEAR) : first - 3]):
        return 2
    if before and _nearest_but_preposition(before) in vocabulary().tense["from-then-on"]:
        return 2
    return _told_by_deadline(words, first - 1) if before and before[-1] in {"until", "till", "by"} else 0


def _nearest_but_preposition(before: Sequence[str]) -> str:
    return before[-2] if len(before) > 1 and before[-1] in {"on", "at", "by", "in"} else before[-1]


def _is_ahead_of(words: Sequence[str], first: int) -> bool:
    """Ahead of Monday; ahead of the vote on Monday."""
    at = next((at for at in range(first - 1, max(0, first - 1 - AHEAD_OF), -1) if words[at - 1] == "ahead"), None)
    return at is not None and words[at] == "of" and "," not in words[at:first]


def _told_by_deadline(words: Sequence[str], at: int) -> int:
    """Postponed until Monday, must leave by Monday; but not until Monday, and stayed until Monday. 0 where the verb
    has to tell."""
    tense = vocabulary().tense
    if at == 0 or words[at - 1].lower() in tense["before-past-deadline"] or words[at - 1] == ",":
        return 0
    for place in range(at - 1, max(-1, at - 1 - REACH), -1):
        word = words[place].lower()
        if word in tense["deferring"] or word in tense["demanding"]:
            return 1
        if found := _tense_of(words, place):
            return found
    return 1


def _tense_of(words: Sequence[str], at: int) -> int:
    word, tense = words[at].lower(), vocabulary().tense
    before = words[at - 1].lower() if at else ""
    is_participle = len(word) > 4 and word.endswith("ed") and words[at].islower() and word not in tense["no-past"]
    if (is_participle and before.endswith("ly")) or before in tense["before-adjective"]:
        return 0  # also "be": the time of "will be paid" is said before
    if word == "to" and before in {"is", "are"}:  # "is to be held"
        return 1
    if word in tense["opening"] and not words[at].islower():
        return -1
    if _is_ahead(words, at):
        return -1 if before == "been" and words[max(0, at - 2)] == "had" else 1  # what had been planned did not come
    return -1 if is_participle or word in tense["past"] else 0


def _is_ahead(words: Sequence[str], at: int) -> bool:
    """Whether the word at `at` is a verb of what is to come: will, plans to, opens."""
    word, tense = words[at].lower(), vocabulary().tense
    if not words[at].islower():
        return word in tense["future"] and word != "may"
    before = words[at - 1].lower() if at else ""
    following = words[at + 1].lower() if at + 1 < len(words) else ""
    if word in tense["timetable"] and before not in tense["before-base"]:
        return True
    if word in tense["planning-things"] and following in tense["before-thing"]:
        return True
    if word == "could" and following in tense["could"]:
        return True
    return word in tense["future"] or (word in tense["planning"] and following in tense["before-plan"])
