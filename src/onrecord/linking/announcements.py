"""What a later article does to a statement that only an earlier article has: `the ministry's Jan. 30 announcement that
patrols had resumed was withdrawn`.

The article need not print the statement again, nor in the same words. Which one it means follows from whose it is, from
the day on which it was made, from what it is said to say, and from the noun (`her denial`). Where two are meant, none
is taken.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta

from msgspec import Struct, structs

from onrecord.linking.comparing import LONGEST_SPEAKER, compare, plain_stems, speaker_words
from onrecord.linking.lexicon import vocabulary
from onrecord.linking.likeness import stems
from onrecord.linking.mentions import PRONOUN, Mention, find_mentions
from onrecord.linking.naming import is_common, name_of
from onrecord.linking.retractions import acts_meant, is_introduced_as, link_of
from onrecord.record.across import Crossing, Said
from onrecord.record.analysis import Analysis
from onrecord.record.cells import Statement
from onrecord.record.links import Link
from onrecord.record.reading import Reading
from onrecord.record.text import Span
from onrecord.record.vocabulary import Act, LinkKind, TimexType

__all__ = ["Meant", "choose_statements", "find_meant", "keys_of_meant", "keys_of_told", "link_meant", "repeated"]

SHARED = 0.5  # of the words by which a statement is named that it must have
SHARED_ON_DAY = 0.25  # the same, where the day is printed too
FEWEST_SHARED = 2
FEWEST_SHARED_OF_COMMON = 3  # where the owner has a name that many have: `the ministry`
CLEARLY = 0.25  # by which the share of one statement must exceed another's, for the other not to be meant
ALIKE = 0.3  # Jaccard of two reports of one statement, which papers tell in words of their own
DAYS_BETWEEN_REPORTS = 2
STEMS_OF_TOLD = 6  # of a statement's words, the longest, under which it can be found by its owner
STEMS_OF_MEANT = 16

# `that` begins what was said, but for `the figure that it published on June 17`.
_THAT = re.compile(
    r"\bthat\s+(?!(?:[\w.’'-]+\s+){1,4}?(?:made|published|issued|gave|released|posted|printed)\s+(?:on|in|at|last)\b)",
    re.IGNORECASE,
)
_LEAD = re.compile(r"(?:[Tt]he\s+)?(?:[A-Z][\w.-]*\s+){0,4}")
_OWNERS = frozenset({"his", "her", "its", "their"})
_BY = frozenset({"by", "from", "in", "of"})
# Whoever does these is the owner, where no other is named.
_OWN_DOING = frozenset(
    {LinkKind.RESCINDS, LinkKind.WITHDRAWS, LinkKind.CORRECTS, LinkKind.CLARIFIES, LinkKind.SUPERSEDES}
)
_SILENT = frozenset({Act.DECLINE.value, Act.RETRACT.value})


class Meant(Struct, frozen=True, kw_only=True):
    """A statement as a later article names it: `owner` whose it is, `noun` what it is called, `day` (ISO 8601, or null)
    when it was made, `words` the stems of what it says.

    `link` is what the article does, to nothing yet, and `done` the day before which that was done (null: the article
    does not say). `told` is the article's own statement that tells the earlier one again, where it has such.
    """

    link: Link
    noun: str
    owner: str
    day: str | None
    words: tuple[str, ...]
    done: str | None = None
    told: str | None = None


def find_meant(reading: Reading, analysis: Analysis) -> tuple[Meant, ...]:
    """The statements on which an article acts and that others may have printed, in text order."""
    own = {item.id: item for item in reading.statements}
    within = {(link.kind, link.evidence.start, link.evidence.end): link for link in reading.links}
    found = []
    for mention in find_mentions(reading.article, analysis):
        link = within.get((mention.kind, mention.evidence.start, mention.evidence.end))
        meant = _told(reading, mention, link, own[link.to]) if link and link.to in own else _named(reading, mention)
        if meant is not None and not _confirms_itself(meant):
            found.append(meant)
    return tuple(found)


def keys_of_told(said: Said) -> tuple[str, ...]:
    """The keys under which a statement can be found by whose it is, with its day or one of its words."""
    if said.speaker is None or said.anonymous or said.act in _SILENT:
        return ()
    if len(said.speaker.split()) > LONGEST_SPEAKER or not speaker_words(said.speaker):
        return ()
    name = _head(said.speaker)
    longest = sorted(stems(said.content), key=lambda word: (-len(word), word))[:STEMS_OF_TOLD]
    return (*_with_day(name, said.said_from), *(f"told {name} {word}" for word in longest))


def keys_of_meant(meant: Meant) -> tuple[str, ...]:
    """The keys under which the statement that is meant would be found."""
    name = _head(meant.owner)
    days = (meant.day, _day_after(meant.day)) if meant.day else ()
    keys = [key for day in days for key in _with_day(name, day)]
    return (*keys, *(f"told {name} {word}" for word in meant.words))


def choose_statements(meant: Meant, article: str, published: str, candidates: Iterable[Said]) -> tuple[Said, ...]:
    """The statements of earlier articles that `article`, printed on the day `published`, means: all reports of one
    statement, one an article; none where they may be two.
    """
    fitting = {
        said: share
        for said in candidates
        if said.article != article and said.published and said.published[:10] <= published[:10]
        if (share := _fit(meant, said)) is not None
    }
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


def link_meant(meant: Meant, article: str, target: Said) -> Crossing:
    """The link from the article to the statement that it means."""
    return Crossing(article=article, link=structs.replace(meant.link, to=target.id))


def _told(reading: Reading, mention: Mention, link: Link, told: Statement) -> Meant | None:
    """What the article tells again before it acts on it is known by all that it tells."""
    names = {actor.id: actor.name for actor in reading.actors}
    owner = names.get(told.actor or "") or (told.source.text if told.source is not None else None)
    if owner is None or told.anonymous or not speaker_words(owner):
        return None
    content = " ".join(span.text for span in told.content)
    dated = told.date.evidence if told.date is not None else None
    day = next((time for time in reading.times if dated is not None and time.start == dated.start), None)
    return Meant(
        link=structs.replace(link, to=""),
        noun=mention.noun,
        owner=owner,
        day=_one_day(day.begin, day.until) if day is not None else None,
        words=_ordered(_telling(content)),
        told=told.id,
    )


def _named(reading: Reading, mention: Mention) -> Meant | None:
    owner = _owner(reading, mention)
    if mention.noun == PRONOUN or mention.apposed or owner is None or not speaker_words(owner):
        return None
    if len(owner.split()) > LONGEST_SPEAKER:
        return None
    around = _around(reading.article.text, mention)
    dated = [time for time in reading.times if time.type is TimexType.DATE and _is_inside(time.start, around)]
    said = _behind_that(around)
    days = [day for time in dated if time.start < said and (day := _one_day(time.begin, time.until))]
    left_out = [(time.start, time.end) for time in dated if time.start < said]
    named = f"{owner} {mention.noun} {mention.owner or ''}"
    words = _telling(_without(around, left_out)) - stems(named)
    day = days[0] if len(days) == 1 else None
    if not words or (day is None and len(words) < FEWEST_SHARED):
        return None
    return Meant(
        link=link_of(mention, reading.id, "", reading.statements),
        noun=mention.noun,
        owner=owner,
        day=day,
        words=_ordered(words),
        done=_done_by(reading, mention, around),
    )


def _done_by(reading: Reading, mention: Mention, around: Span) -> str | None:
    """The day after the deed, where its clause gives one beside that of the statement."""
    beside = (
        time.until
        for time in reading.times
        if _is_inside(time.start, mention.evidence) and not _is_inside(time.start, around) and time.until
    )
    return max((until[:10] for until in beside), default=None)


def _telling(text: str) -> frozenset[str]:
    return stems(text) - stems(" ".join(vocabulary("retractions")["words"]["light"]))


def _ordered(words: Collection[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=lambda word: (-len(word), word))[:STEMS_OF_MEANT])


def _around(text: str, mention: Mention) -> Span:
    """The words by which the statement is named: from its owner to the verb, or to the end of the clause."""
    stop = mention.verb.start if mention.verb.start > mention.target.start else mention.evidence.end
    start = mention.target.start
    return Span(start=start, end=max(stop, mention.target.end), text=text[start : max(stop, mention.target.end)])


def _behind_that(around: Span) -> int:
    """Where what was said begins: a day behind it is no day of saying."""
    found = _THAT.search(around.text)
    return around.end if found is None else around.start + found.start()


def _is_inside(place: int, span: Span) -> bool:
    return span.start <= place < span.end


def _without(around: Span, ranges: Iterable[tuple[int, int]]) -> str:
    text = around.text
    for start, end in sorted(ranges, reverse=True):
        text = text[: start - around.start] + " " + text[end - around.start :]
    return text


def _one_day(begin: str | None, until: str | None) -> str | None:
    """The day of an interval that is one day."""
    if begin is None or until is None:
        return None
    return begin[:10] if _day_after(begin[:10]) >= until[:10] else None


def _day_after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _owner(reading: Reading, mention: Mention) -> str | None:
    """Whose statement it is: by the possessive, by `by` behind the noun, or by who takes it back."""
    target = mention.target
    if mention.owner is not None and mention.owner not in _OWNERS:
        possessive = _first_possessive(target.text)
        return _name_at(reading, target.start + len(_bare(possessive)) - 1) or _bare(possessive)
    behind = _named_behind(reading, mention)
    if behind is not None:
        return behind
    if mention.owner in _OWNERS or mention.kind in _OWN_DOING:
        return _doer(reading, mention)
    return None


def _first_possessive(target: str) -> str:
    """The words of a target up to the possessive that begins it."""
    ends = [target.find(mark) + len(mark) for mark in ("'s", "’s", "s' ", "s’ ") if mark in target]
    return target[: min(ends)] if ends else target


def _bare(owner: str) -> str:
    return owner[:-2] if owner.endswith(("'s", "’s")) else owner.rstrip("'’ ")


def _named_behind(reading: Reading, mention: Mention) -> str | None:
    """`a claim by the water authority that …`: the name right behind `by`."""
    text = reading.article.text
    behind = text[mention.target.end :].split(maxsplit=1)
    if not behind or behind[0].lower() not in _BY:
        return None
    start = text.index(behind[0], mention.target.end) + len(behind[0])
    if behind[0].lower() == "in" and not text[start:].lstrip().startswith("which"):
        return None
    if behind[0].lower() == "in":
        start = text.index("which", start) + len("which")
    while text[start : start + 1].isspace():
        start += 1
    return _name_from(reading, start)


def _name_from(reading: Reading, start: int) -> str | None:
    """The name of the actor whose mention begins at a place, or behind titles there; the longest of several."""
    lead = _LEAD.match(reading.article.text, start)
    stop = lead.end() if lead else start
    found = [
        (span.end, actor.name) for actor in reading.actors for span in actor.mentions if start <= span.start <= stop
    ]
    return max(found)[1] if found and speaker_words(max(found)[1]) else None


def _name_at(reading: Reading, place: int) -> str | None:
    """The name of the one actor whose mention runs over a place, or ends there."""
    over = [actor.name for actor in reading.actors if any(_is_inside(place, span) for span in actor.mentions)]
    names = list(dict.fromkeys(name for name in over if speaker_words(name)))
    return names[0] if len(names) == 1 else None


def _doer(reading: Reading, mention: Mention) -> str | None:
    names = {actor.id: actor.name for actor in reading.actors}
    doing = next(
        (s for s in reading.statements if s.cue is not None and s.cue.start <= mention.verb.start < s.cue.end), None
    )
    if doing is not None and doing.actor in names:
        return names[doing.actor or ""]
    if mention.by is None:
        return None
    return _name_at(reading, mention.by.end - 1) or mention.by.text


def _confirms_itself(meant: Meant) -> bool:
    """Who stands by words of their own says nothing new."""
    by = meant.link.by
    return meant.link.kind is LinkKind.CONFIRMS and by is not None and _are_same(by.text, meant.owner)


def _head(name: str) -> str:
    words = name_of(name, person=False).words
    head = words[: words.index("of")] if "of" in words[1:] else words
    return head[-1] if head else ""


def _with_day(name: str, day: str | None) -> tuple[str, ...]:
    return (f"told {name} on {day[:10]}",) if day else ()


def _fit(meant: Meant, said: Said) -> float | None:
    """The share of the words that a statement has; None where it cannot be the one that is meant."""
    if said.speaker is None or said.anonymous or not _are_same(meant.owner, said.speaker):
        return None
    if said.act in _SILENT or not _can_be(meant, said):
        return None
    if meant.day is not None and not _was_said_on(said, meant.day):
        return None
    if meant.done is not None and (said.said_from or "") >= meant.done:
        return None
    words = frozenset(meant.words)
    share = len(stems(said.content) & words) / len(words)
    return share if _is_enough(meant, said, share) else None


def _can_be(meant: Meant, said: Said) -> bool:
    acts = acts_meant(meant.noun)
    return acts is None or said.act in acts or is_introduced_as(meant.noun, said.cue)


def _is_enough(meant: Meant, said: Said, share: float) -> bool:
    """Whom a statement is about is not enough to know it by: without its day it takes a word that is no name."""
    if meant.day is not None:
        return share >= SHARED_ON_DAY
    fewest = FEWEST_SHARED_OF_COMMON if _is_common(meant.owner, said.speaker or "") else FEWEST_SHARED
    shared = stems(said.content) & frozenset(meant.words)
    return share >= SHARED and len(shared) >= fewest and bool(shared & plain_stems(said.content))


def _is_common(one: str, other: str) -> bool:
    """Whether two who go by different names have no more in common than words of many names."""
    mine, theirs = name_of(one, person=False), name_of(other, person=False)
    return mine != theirs and (is_common(mine) or is_common(theirs))


def _are_same(one: str, other: str) -> bool:
    """Whether one name is the other, or what is left of it where it is printed shorter: `Gen. Thole`."""
    mine, theirs = (frozenset(name_of(name, person=False).words) - _titles() for name in (one, other))
    return bool(mine) and bool(theirs) and (mine <= theirs or theirs <= mine)


def _titles() -> frozenset[str]:
    """Titles without the words that ministries are called by."""
    words = vocabulary("people")
    return frozenset(words["names"]["titles"]) - frozenset(words["organizations"]["common"]) | _OFFICE_WORDS


_OFFICE_WORDS = frozenset({"deputy", "chief", "head", "spokesperson"})


def _was_said_on(said: Said, day: str) -> bool:
    """What was printed on the day after was said on the day, where print does not say otherwise."""
    if said.said_from is None or said.said_until is None:
        return False
    if said.said_from[:10] <= day < said.said_until[:10]:
        return True
    return (said.published or "")[:10] == said.said_from[:10] == _day_after(day)


def _are_one(one: Said, other: Said) -> bool:
    """Whether two are reports of one statement: told alike in two articles about the same day; in one article, where
    the one says no more than the other.
    """
    mine, theirs = stems(one.content), stems(other.content)
    if one.article == other.article:
        return mine <= theirs or theirs <= mine
    if compare(other, one) is LinkKind.REPEATS:
        return True
    return _days_between(one, other) <= DAYS_BETWEEN_REPORTS and len(mine & theirs) / len(mine | theirs) >= ALIKE


def _days_between(one: Said, other: Said) -> int:
    days = [date.fromisoformat((said.said_from or said.published or "0001-01-01")[:10]) for said in (one, other)]
    return abs((days[0] - days[1]).days)


def repeated(meant: Meant, crossings: Iterable[Crossing]) -> Iterator[str]:
    """The earlier statements that the article's own telling repeats: what is done to it is done to them already."""
    return (item.link.to for item in crossings if item.link.origin == meant.told and item.link.kind is LinkKind.REPEATS)
