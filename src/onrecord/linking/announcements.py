"""What a later article does to a statement that only an earlier article has: `the ministry's Jan. 30 announcement that
patrols had resumed was withdrawn`.

The article need not print the statement again, nor in the same words. It tells whose it is, the day on which it was
made, what it said, and what it is called (`her denial`); `choosing.py` finds the one that is meant.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct, structs

from onrecord.linking.comparing import LONGEST_SPEAKER, speaker_words
from onrecord.linking.lexicon import vocabulary
from onrecord.linking.likeness import meanings
from onrecord.linking.mentions import PRONOUN, Mention, find_mentions
from onrecord.linking.naming import is_same_name, name_of
from onrecord.linking.owners import Owner, find_owner, saying
from onrecord.linking.retractions import link_of
from onrecord.linking.spokespeople import spoken_for
from onrecord.record.across import Crossing, Said
from onrecord.record.analysis import Analysis
from onrecord.record.cells import Statement, Time
from onrecord.record.links import Link
from onrecord.record.reading import Reading
from onrecord.record.text import Span
from onrecord.record.vocabulary import Act, LinkKind, TimexType

__all__ = ["Meant", "find_meant", "keys_of_meant", "keys_of_told", "link_meant", "repeated"]

FEWEST_WORDS = 2  # that tell what was said, where its day is not told
STEMS_OF_TOLD = 6  # of a statement's words, the longest, under which it can be found by its owner
STEMS_OF_MEANT = 16
STEMS_OF_STORY = 24  # of what the story has told before it says `withdrew the statement`
SENTENCES_OF_STORY = 3

# `that` begins what was said, but for `the figure that it published on June 17`.
_THAT = re.compile(
    r"\bthat\s+(?!(?:[\w.’'-]+\s+){1,4}?(?:made|published|issued|gave|released|posted|printed)\s+(?:on|in|at|last)\b)",
    re.IGNORECASE,
)
# What follows a noun and tells what was said: `its announcement on patrols`, not `its announcement without a reason`.
_TELLING = re.compile(
    r"\s*(?:of|about|on|regarding|concerning|over|for|to|that|which|in\s+which)\b|[^.]*?(?:\bthat\b|:)"
)
# Words that deny that something was said at all, in a cue: `denied having said that …`.
_DENIED_SAYING = re.compile(
    r"\b(?:den(?:y|ied|ies|ying))\s+(?:ever\s+)?(?:having\s+)?(?:ever\s+)?(?:sa(?:id|ying)|stat(?:ed|ing)|announc(?:ed|ing)"
    r"|claim(?:ed|ing)|declar(?:ed|ing)|t(?:old|elling)|promis(?:ed|ing)|suggest(?:ed|ing)|writ(?:ten|ing))\b",
    re.IGNORECASE,
)
_OF = re.compile(r"\b(?:of|from)\s+(?:the\s+)?$")
_INDEFINITE = frozenset({"a", "an", "both", "such"})
_SILENT = frozenset({Act.DECLINE.value, Act.RETRACT.value})


class Meant(Struct, frozen=True, kw_only=True):
    """A statement as a later article names it: `owner` whose it is, `noun` what it is called, `day` (ISO 8601, or null)
    when it was made, `words` the stems of what it says.

    `link` is what the article does, to nothing yet, and `done` the day before which that was done (null: the article
    does not say). `told` is the article's own statement that tells the earlier one again, where it has such.
    `office` is the institution for which the owner speaks. `text` is what the statement is said to say, `clause` the
    same where it is a whole clause, made with the act `act`. Where it is `bare`, only called a statement, `words` are
    those of the story before it.
    """

    link: Link
    noun: str
    owner: str
    day: str | None
    words: tuple[str, ...]
    done: str | None = None
    told: str | None = None
    office: str | None = None
    text: str = ""
    clause: str | None = None
    act: str = Act.ASSERT.value
    bare: bool = False


def find_meant(reading: Reading, analysis: Analysis) -> tuple[Meant, ...]:
    """The statements on which an article acts and that others may have printed, in text order."""
    own = {item.id: item for item in reading.statements}
    within = {(link.kind, link.evidence.start, link.evidence.end): link for link in reading.links}
    found = []
    for mention in find_mentions(reading.article, analysis):
        link = within.get((mention.kind, mention.evidence.start, mention.evidence.end))
        meant = (
            _told(reading, mention, link, own[link.to])
            if link and link.to in own
            else _named(reading, analysis, mention)
        )
        if meant is not None and not _confirms_itself(meant):
            found.append(meant)
    found += _never_said(reading)
    return tuple(sorted(found, key=lambda meant: meant.link.evidence.start))


def keys_of_told(said: Said) -> tuple[str, ...]:
    """The keys under which a statement can be found by whose it is, with its day or one of its words."""
    if said.act in _SILENT:
        return ()
    longest = _ordered(meanings(said.content), STEMS_OF_TOLD)
    found = [
        key
        for head in _heads(None if said.anonymous else said.speaker, spoken_for(said.source))
        for key in (*_with_day(head, said.said_from), *(f"told {head} {word}" for word in longest))
    ]
    return tuple(found)


def keys_of_meant(meant: Meant) -> tuple[str, ...]:
    """The keys under which the statement that is meant would be found."""
    days = (meant.day, _day_after(meant.day)) if meant.day else ()
    found = [
        key
        for head in _heads(meant.owner, meant.office)
        for key in (*(on for day in days for on in _with_day(head, day)), *(f"told {head} {w}" for w in meant.words))
    ]
    return tuple(found)


def _heads(*names: str | None) -> Iterator[str]:
    """The last words of names, by which whoever bears them is looked up."""
    for name in dict.fromkeys(names):
        if name is not None and len(name.split()) <= LONGEST_SPEAKER and speaker_words(name):
            yield _head(name)


def _head(name: str) -> str:
    words = name_of(name, person=False).words
    head = words[: words.index("of")] if "of" in words[1:] else words
    return head[-1] if head else ""


def _with_day(name: str, day: str | None) -> tuple[str, ...]:
    return (f"told {name} on {day[:10]}",) if day else ()


def link_meant(meant: Meant, article: str, target: Said) -> Crossing:
    """The link from the article to the statement that it means."""
    return Crossing(article=article, link=structs.replace(meant.link, to=target.id))


def _told(reading: Reading, mention: Mention, link: Link, told: Statement) -> Meant | None:
    """What the article tells again before it acts on it is known by all that it tells."""
    owner = _speaker(reading, told)
    if owner is None:
        return None
    content = " ".join(span.text for span in told.content)
    dated = told.date.evidence if told.date is not None else None
    day = next((time for time in reading.times if dated is not None and time.start == dated.start), None)
    return Meant(
        link=structs.replace(link, to=""),
        noun=mention.noun,
        owner=owner.name,
        office=owner.office,
        day=_one_day(day.begin, day.until) if day is not None else None,
        words=_ordered(_telling(content)),
        text=content,
        clause=content,
        act=told.act.value,
        told=told.id,
    )


def _never_said(reading: Reading) -> Iterator[Meant]:
    """`The ministry denied having said that patrols were back`."""
    for item in reading.statements:
        owner = _speaker(reading, item)
        content = " ".join(span.text for span in item.content)
        words = _ordered(_telling(content))
        if owner is None or item.cue is None or len(words) < FEWEST_WORDS or not _DENIED_SAYING.search(item.cue.text):
            continue
        link = Link(kind=LinkKind.DENIES, origin=item.id, to="", by=item.source, evidence=item.content[0])
        yield Meant(
            link=link,
            noun="statement",
            owner=owner.name,
            office=owner.office,
            day=None,
            words=words,
            text=content,
            clause=content,
        )


def _speaker(reading: Reading, told: Statement) -> Owner | None:
    names = {actor.id: actor.name for actor in reading.actors}
    source = told.source.text if told.source is not None else None
    name, office = names.get(told.actor or "") or source, spoken_for(source)
    if office is not None and (told.anonymous or name is None):
        return Owner(office, office)
    if name is None or told.anonymous or not speaker_words(name):
        return None
    return Owner(name, office)


def _named(reading: Reading, analysis: Analysis, mention: Mention) -> Meant | None:
    owner = find_owner(reading, mention)
    if mention.noun == PRONOUN or mention.apposed or owner is None or len(owner.name.split()) > LONGEST_SPEAKER:
        return None
    around = _around(reading.article.text, mention)
    dated = [time for time in reading.times if time.type is TimexType.DATE and _is_inside(time.start, around)]
    said = _behind_that(around)
    saying = [
        time for time in dated if time.start < said and not _is_of_deed(reading.article.text, mention, time.start)
    ]
    days = [day for time in saying if (day := _one_day(time.begin, time.until))]
    text = _without(around, [(time.start, time.end) for time in dated if time.start < said])
    words = _telling(text) - meanings(f"{owner.name} {owner.office or ''} {mention.noun} {mention.owner or ''}")
    clause = mention.complement.text if mention.complement is not None and said < around.end else None
    link = link_of(mention, reading.id, "", reading.statements)
    if mention.wrong and not _is_own(reading, mention, owner):
        link = structs.replace(link, kind=LinkKind.DENIES)
    meant = Meant(
        link=link,
        noun=mention.noun,
        owner=owner.name,
        office=owner.office,
        day=days[0] if len(days) == 1 else None,
        words=_ordered(words),
        text=clause or text,
        clause=clause,
        done=_done_by(reading, mention, [*saying, *(time for time in dated if time.start >= said)]),
    )
    if not words:
        return _bare(reading, analysis, mention, meant)
    return meant if meant.day is not None or len(words) >= FEWEST_WORDS else None


def _is_own(reading: Reading, mention: Mention, owner: Owner) -> bool:
    """Whether who calls a statement wrong is whose it is, or speaks for them."""
    said = saying(mention, reading.statements)
    speaker = _speaker(reading, said) if said is not None else None
    mine = [name for name in (owner.name, owner.office) if name]
    return speaker is not None and any(
        is_same_name(name, other) for other in (speaker.name, speaker.office) if other for name in mine
    )


def _bare(reading: Reading, analysis: Analysis, mention: Mention, meant: Meant) -> Meant | None:
    """What is only called a statement is the one that the story tells of, where the owner says nothing else in it."""
    if mention.target.text.lower().split()[0] in _INDEFINITE:
        return None
    told = [item for item in reading.statements if item.act is not Act.RETRACT]
    if mention.wrong:  # who calls it wrong says that, and goes on about it
        told = [item for item in told if all(span.end <= mention.target.start for span in item.content)]
    others = [_speaker(reading, item) for item in told]
    names = [name for name in (meant.owner, meant.office) if name]
    if any(
        is_same_name(name, o) for other in others if other for o in (other.name, other.office) if o for name in names
    ):
        return None
    before = analysis.sentences[max(0, mention.sentence - SENTENCES_OF_STORY) : mention.sentence]
    story = " ".join([reading.article.headline or "", *(reading.article.text[s.start : s.end] for s in before)])
    words = _telling(story) - meanings(" ".join(names))
    return structs.replace(meant, words=_ordered(words, STEMS_OF_STORY), text="", bare=True) if words else None


def _who_speak(reading: Reading) -> Iterator[str]:
    """The names of all who say something in an article, and of those for whom they speak."""
    for item in reading.statements:
        speaker = _speaker(reading, item) if item.act is not Act.RETRACT else None
        yield from (name for name in (speaker.name, speaker.office) if name) if speaker is not None else ()


def _is_of_deed(text: str, mention: Mention, place: int) -> bool:
    """Whether a day behind the noun is that of the deed: `withdrew the statement on Friday`, not `of Friday`."""
    between = text[mention.target.end : place]
    return mention.verb.start < mention.target.start < place and not _OF.search(between) and len(between) > 0


def _done_by(reading: Reading, mention: Mention, others: Sequence[Time]) -> str | None:
    """The day after the deed, where its clause gives one beside `others`: of the statement, and what it tells."""
    beside = (
        time.until
        for time in reading.times
        if _is_inside(time.start, mention.evidence) and time not in others and time.until
    )
    return max((until[:10] for until in beside), default=None)


def _telling(text: str) -> frozenset[str]:
    return meanings(text) - meanings(" ".join(vocabulary("retractions")["words"]["light"]))


def _ordered(words: Collection[str], most: int = STEMS_OF_MEANT) -> tuple[str, ...]:
    """The longest words first: they tell most."""
    return tuple(sorted(words, key=lambda word: (-len(word), word))[:most])


def _around(text: str, mention: Mention) -> Span:
    """The words by which the statement is named: from its owner to the verb, or to the end of the clause; without what
    tells nothing of it.
    """
    start, end = mention.target.start, mention.target.end
    stop = max(end, mention.verb.start if mention.verb.start > start else mention.evidence.end)
    stop = stop if _TELLING.match(text, end, stop) else end
    return Span(start=start, end=stop, text=text[start:stop])


def _behind_that(around: Span) -> int:
    """Where what was said begins: a day behind it is no day of saying."""
    found = _THAT.search(around.text)
    return around.end if found is None else around.start + found.start()


def _is_inside(place: int, span: Span) -> bool:
    return span.start <= place < span.end


def _without(around: Span, ranges: Iterable[tuple[int, int]]) -> str:
    text = around.text
    for start, end in sorted(ranges, reverse=True):
        behind = text[max(0, end - around.start) :].removeprefix("'s").removeprefix("’s")
        text = text[: max(0, start - around.start)] + " " + behind
    return text


def _one_day(begin: str | None, until: str | None) -> str | None:
    """The day of an interval that is one day."""
    if begin is None or until is None:
        return None
    return begin[:10] if _day_after(begin[:10]) >= until[:10] else None


def _day_after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _confirms_itself(meant: Meant) -> bool:
    """Who stands by words of their own says nothing new."""
    by = meant.link.by
    return meant.link.kind is LinkKind.CONFIRMS and by is not None and is_same_name(by.text, meant.owner)


def repeated(meant: Meant, crossings: Iterable[Crossing]) -> Iterator[str]:
    """The earlier statements that the article's own telling repeats: what is done to it is done to them already."""
    return (item.link.to for item in crossings if item.link.origin == meant.told and item.link.kind is LinkKind.REPEATS)
