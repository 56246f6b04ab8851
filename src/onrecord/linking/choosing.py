"""Which statement of an earlier article a later one means: that of the speaker whom it names, made on the day that it
gives, which says what the statement is said to say, in these words or in others. Where two fit, none is meant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta

from msgspec import structs

from onrecord.linking.announcements import Meant
from onrecord.linking.comparing import compare, is_opposite, plain_stems
from onrecord.linking.likeness import as_meanings, meanings
from onrecord.linking.naming import is_common, is_same_name, name_of
from onrecord.linking.retractions import acts_meant, is_introduced_as
from onrecord.linking.spokespeople import spoken_for
from onrecord.record.across import Said
from onrecord.record.vocabulary import Act, LinkKind

__all__ = ["Likeness", "choose_statements"]

Likeness = Callable[[str, str], float]
"""How alike two texts are in what they mean, from 0 to 1."""

SHARED = 0.5  # of the words by which a statement is named that it must have
SHARED_ON_DAY = 0.25  # the same, where the day is printed too
FEWEST_SHARED = 2
FEWEST_SHARED_OF_COMMON = 3  # where the owner has a name that many have: `the ministry`
LIKE = 0.65  # the likeness of two texts that say one thing in other words
TOLD_BEFORE = 0.6  # of a statement's words, which the story has told before it says `withdrew the statement`
FEWEST_TOLD_BEFORE = 3
DAYS_BACK_OF_BARE = 30  # in which a statement is meant of which no word is told
CLEARLY = 0.25  # by which the share of one statement must exceed another's, for the other not to be meant
ALIKE = 0.3  # Jaccard of two reports of one statement, which papers tell in words of their own
DAYS_BETWEEN_REPORTS = 2

_SILENT = frozenset({Act.DECLINE.value, Act.RETRACT.value})


def choose_statements(
    meant: Meant, article: str, published: str, candidates: Iterable[Said], likeness: Likeness | None = None
) -> tuple[Said, ...]:
    """The statements of earlier articles that `article`, printed on the day `published`, means: all reports of one
    statement, one an article; none where they may be two. `likeness` is asked where the words differ.
    """
    possible = [
        said
        for said in candidates
        if said.article != article and said.published and said.published[:10] <= published[:10]
        if _can_be(meant, said, published)
    ]
    fitting = _fitting(meant, possible, likeness)
    if not fitting:
        return ()
    best = max(fitting.values())
    near = sorted((said for said in fitting if fitting[said] > best - CLEARLY), key=lambda s: (s.published or "", s.id))
    if not all(_are_one(near[one], other) for one in range(len(near)) for other in near[one + 1 :]):
        return ()
    first: dict[str, Said] = {}
    for said in sorted(near, key=lambda said: (-fitting[said], said.evidence.start, said.id)):
        first.setdefault(said.article, said)
    return tuple(first[key] for key in sorted(first))


def _can_be(meant: Meant, said: Said, published: str) -> bool:
    """Whether whose it is, the act, the day and the side that it takes allow that it is meant."""
    if _owner_of(meant, said) is None or said.act in _SILENT or not _act_fits(meant, said):
        return False
    if meant.day is not None and not _was_said_on(said, meant.day):
        return False
    if meant.done is not None and (said.said_from or "") >= meant.done:
        return False
    if meant.bare and meant.day is None and not _is_recent(said, published):
        return False
    return meant.clause is None or not is_opposite(structs.replace(said, content=meant.clause, act=meant.act), said)


def _owner_of(meant: Meant, said: Said) -> tuple[str, str] | None:
    """The names under which the statement is of the one who is meant."""
    names = [name for name in (None if said.anonymous else said.speaker, spoken_for(said.source)) if name]
    owners = [name for name in (meant.office, meant.owner) if name]
    return next(((one, other) for one in owners for other in names if is_same_name(one, other)), None)


def _act_fits(meant: Meant, said: Said) -> bool:
    acts = acts_meant(meant.noun)
    if meant.act == Act.ASSERT.value and meant.link.kind is LinkKind.DENIES and said.act == Act.DENY.value:
        return False
    return acts is None or said.act in acts or is_introduced_as(meant.noun, said.cue)


def _is_recent(said: Said, published: str) -> bool:
    first = date.fromisoformat(published[:10]) - timedelta(days=DAYS_BACK_OF_BARE)
    return (said.said_from or "")[:10] >= first.isoformat()


def _fitting(meant: Meant, possible: Sequence[Said], likeness: Likeness | None) -> Mapping[Said, float]:
    """How well the words of each fit that fits at all."""
    found: dict[Said, float] = {}
    for said in possible:
        share = _share(meant, said)  # what shares no word is not asked for: to ask costs 10 ms
        if _is_enough(meant, said, share):
            found[said] = share
        elif likeness is not None and share > 0 and meant.text:
            alike = likeness(meant.text, said.content)
            if alike >= LIKE:
                found[said] = alike
    return found


def _share(meant: Meant, said: Said) -> float:
    """The share of the words by which a statement is named that it has; of one that is only called a statement, of its
    own words that the story has told before.
    """
    words, own = frozenset(meant.words), meanings(said.content)
    whole = own if meant.bare else words
    return len(own & words) / len(whole) if whole else 0.0


def _is_enough(meant: Meant, said: Said, share: float) -> bool:
    """Whom a statement is about is not enough to know it by: without its day it takes a word that is no name."""
    if meant.day is not None:
        return share >= SHARED_ON_DAY
    shared = meanings(said.content) & frozenset(meant.words)
    if not shared & as_meanings(plain_stems(said.content)):
        return False
    if meant.bare:
        return share >= TOLD_BEFORE and len(shared) >= FEWEST_TOLD_BEFORE
    return share >= SHARED and len(shared) >= _fewest(meant, said, share)


def _fewest(meant: Meant, said: Said, share: float) -> int:
    """How many words must be shared: more where the owner's name tells little, but for one that says all of them."""
    one, other = _owner_of(meant, said) or ("", "")
    if not _is_common(one, other) or (share == 1 and name_of(one, person=False) == name_of(other, person=False)):
        return FEWEST_SHARED
    return FEWEST_SHARED_OF_COMMON


def _is_common(one: str, other: str) -> bool:
    """Whether two have no more in common than words of many names: `the ministry`."""
    mine, theirs = name_of(one, person=False), name_of(other, person=False)
    return is_common(mine) or is_common(theirs)


def _was_said_on(said: Said, day: str) -> bool:
    """What was printed on the day after was said on the day, where print does not say otherwise."""
    if said.said_from is None or said.said_until is None:
        return False
    if said.said_from[:10] <= day < said.said_until[:10]:
        return True
    return (
        (said.published or "")[:10] == said.said_from[:10] == (date.fromisoformat(day) + timedelta(days=1)).isoformat()
    )


def _are_one(one: Said, other: Said) -> bool:
    """Whether two are reports of one statement: told alike in two articles about the same day; in one article, where
    the one says no more than the other.
    """
    mine, theirs = meanings(one.content), meanings(other.content)
    if one.article == other.article:
        return mine <= theirs or theirs <= mine
    if compare(other, one) is LinkKind.REPEATS:
        return True
    shared = len(mine & theirs)
    if one.said_from == other.said_from and shared >= FEWEST_SHARED and shared >= SHARED * min(len(mine), len(theirs)):
        return True
    return _days_between(one, other) <= DAYS_BETWEEN_REPORTS and shared / len(mine | theirs) >= ALIKE


def _days_between(one: Said, other: Said) -> int:
    days = [date.fromisoformat((said.said_from or said.published or "0001-01-01")[:10]) for said in (one, other)]
    return abs((days[0] - days[1]).days)
