"""Whose the statement is that a sentence acts on."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from onrecord.linking.comparing import speaker_words
from onrecord.linking.mentions import Mention
from onrecord.linking.naming import is_common, name_of
from onrecord.linking.spokespeople import spoken_for
from onrecord.record.cells import Statement
from onrecord.record.reading import Reading
from onrecord.record.text import Span
from onrecord.record.vocabulary import LinkKind

__all__ = ["Owner", "find_owner", "saying"]

_LEAD = re.compile(r"(?:[Tt]he\s+)?(?:[A-Z][\w.-]*\s+){0,4}")
_OWNERS = frozenset({"his", "her", "its", "their"})
_BY = frozenset({"by", "from", "in", "of"})
# Whoever does these is the owner, where no other is named.
_OWN_DOING = frozenset(
    {LinkKind.RESCINDS, LinkKind.WITHDRAWS, LinkKind.CORRECTS, LinkKind.CLARIFIES, LinkKind.SUPERSEDES}
)


class Owner(Struct, frozen=True):
    """Whose a statement is: the name in print, and (or null) the institution for which the one of that name speaks."""

    name: str
    office: str | None = None


def find_owner(reading: Reading, mention: Mention) -> Owner | None:
    """Whose statement is meant: by the possessive, by `by` behind the noun, or by who takes it back; null where print
    does not say.
    """
    owner = _possessor(reading, mention)
    if owner is None and (behind := _named_behind(reading, mention)) is not None:
        owner = Owner(behind)
    if owner is None and (mention.owner in _OWNERS or mention.kind in _OWN_DOING):
        owner = _doer(reading, mention)
    return owner if owner is not None and speaker_words(owner.name) else None


def _possessor(reading: Reading, mention: Mention) -> Owner | None:
    """`the ministry's statement`; not `Monday's`, which tells the day."""
    if mention.owner is None or mention.owner in _OWNERS:
        return None
    possessive = _first_possessive(mention.target.text)
    place = mention.target.start + len(_bare(possessive)) - 1
    if any(time.start <= place < time.end for time in reading.times):
        return None
    name = _name_at(reading, place)
    told = name is not None and not is_common(name_of(name, person=False))
    return Owner(name if name is not None and told else _bare(possessive))


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


def _doer(reading: Reading, mention: Mention) -> Owner | None:
    names = {actor.id: actor.name for actor in reading.actors}
    doing = next(
        (s for s in reading.statements if s.cue is not None and s.cue.start <= mention.verb.start < s.cue.end), None
    )
    if mention.wrong:
        doing = saying(mention, reading.statements)
    source = doing.source.text if doing is not None and doing.source is not None else None
    office = spoken_for(source) or spoken_for(mention.by.text if mention.by is not None else None)
    if doing is not None and doing.actor in names:
        return Owner(names[doing.actor or ""], office)
    if mention.by is None:
        return None
    return Owner(_name_at(reading, mention.by.end - 1) or mention.by.text, office)


def saying(mention: Mention, statements: Iterable[Statement]) -> Statement | None:
    """The innermost statement that the words of the mention stand in; None where the article itself says them."""
    inside = [s for s in statements if any(_is_inside(mention.verb.start, span) for span in s.content)]
    return min(inside, key=lambda s: (sum(span.end - span.start for span in s.content), s.id), default=None)


def _is_inside(place: int, span: Span) -> bool:
    return span.start <= place < span.end
