"""What an actor belongs to: the part of society and the country, by the words of its name and of its offices."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from msgspec.structs import replace

from onrecord.finding.countries import country_of, governed_from, is_adjective
from onrecord.finding.lexicon import load_vocabulary, word_list
from onrecord.finding.phrases import folded
from onrecord.record.cells import Actor, Role
from onrecord.record.vocabulary import ActorKind, RoleStatus, Sector

__all__ = ["affiliated", "sector_of_words"]

Locate = Callable[[Actor], str | None]

_WORDS = re.compile(r"[^\W_](?:[\w.-]*\w\.?)?")
_COLLECTIVE = frozenset({ActorKind.ORGANIZATION, ActorKind.GROUP})
_NOT_OF_THE_COUNTRY = frozenset({"new"})  # New England, New Mexico


def affiliated(actors: Sequence[Actor], locate: Locate) -> tuple[Actor, ...]:
    """The actors of an article with `sector` and `country`, as far as words tell. `locate` gives the country of a
    place.

    A country acts through its government, and so does its capital; a person belongs where the office is that the person
    holds; a person without an office has no sector.
    """
    bodies = [_with_country(_with_sector(actor), locate) for actor in actors]
    by_name = {folded(actor.name): actor for actor in bodies if actor.kind is not ActorKind.PERSON}
    return tuple(_placed(actor, by_name) if actor.kind is ActorKind.PERSON else actor for actor in bodies)


def _with_sector(actor: Actor) -> Actor:
    if actor.kind is ActorKind.COUNTRY or (actor.kind is ActorKind.PLACE and governed_from(actor.name)):
        return replace(actor, sector=Sector.GOVERNMENT)
    return replace(actor, sector=sector_of_words(actor.name)) if actor.kind in _COLLECTIVE else actor


def _with_country(actor: Actor, locate: Locate) -> Actor:
    if actor.country is not None or actor.kind is ActorKind.PERSON:
        return actor
    if actor.kind is ActorKind.PLACE:
        return replace(actor, country=governed_from(actor.name) or locate(actor))
    return replace(actor, country=_country_in(actor.name) or _body(actor.name)[1])


def _placed(person: Actor, by_name: dict[str, Actor]) -> Actor:
    """A person with the sector and the country of the office that it holds."""
    held = [role for role in person.roles if role.status is not RoleStatus.FORMER]
    sectors = [sector for role in held if (sector := _sector_of(role, by_name)) is not None]
    countries = {country for role in held if (country := _country_of(role, by_name)) is not None}
    return replace(
        person,
        sector=sectors[0] if sectors else None,
        country=person.country or (countries.pop() if len(countries) == 1 else None),
    )


def _sector_of(role: Role, by_name: dict[str, Actor]) -> Sector | None:
    title = role.title.lower()
    if title in word_list("sectors", "offices", "anywhere"):
        body = _sector_of_body(role.org, by_name) if role.org else None
        if body is not None:
            return body
    return None if title in word_list("sectors", "offices", "nowhere") else sector_of_words(role.title)


def _sector_of_body(name: str, by_name: dict[str, Actor]) -> Sector | None:
    known = by_name.get(folded(name).removeprefix("the "))
    if country_of(name) is not None:
        return Sector.GOVERNMENT
    return (known.sector if known else None) or sector_of_words(name)


def _country_of(role: Role, by_name: dict[str, Actor]) -> str | None:
    if not role.org:
        return _country_in(role.title)
    known = by_name.get(folded(role.org).removeprefix("the "))
    return (known.country if known else None) or _country_in(role.org) or _body(role.org)[1]


def sector_of_words(words: str) -> Sector | None:
    """The sector whose word stands last in a name or a description; None where none does."""
    known, _ = _body(words)
    if known is not None:
        return known
    text = words.lower().replace("’", "'")
    hits = [
        (match.end(), -rank, sector)
        for rank, (sector, pattern) in enumerate(_patterns())
        for match in pattern.finditer(text)
    ]
    return max(hits)[2] if hits else None


def _body(name: str) -> tuple[Sector | None, str | None]:
    """The sector and the country of a body that is known by its name."""
    found = load_vocabulary("sectors")["bodies"].get(folded(name).removeprefix("the "))
    return (None, None) if found is None else (Sector(found[0]), found[1] or None)


@cache
def _patterns() -> tuple[tuple[Sector, re.Pattern[str]], ...]:
    return tuple(
        (Sector(name), re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)"))
        for name, words in load_vocabulary("sectors")["sector"].items()
    )


def _country_in(words: str) -> str | None:
    """The one country that a name or a description names: by itself, by the adjective (`North Korean troops`), or by
    the capital of a government (`the Khartoum regime`).
    """
    *front, last = _WORDS.findall(words) or [""]
    if last.lower() in word_list("sectors", "offices", "governments") and governed_from(" ".join(front)):
        return governed_from(" ".join(front))
    found = set(_countries_in([*front, last]))
    return found.pop() if len(found) == 1 else None


def _countries_in(words: Sequence[str]) -> Iterator[str]:
    at = 0
    while at < len(words):
        for length in (3, 2, 1):
            phrase = " ".join(words[at : at + length])
            country = country_of(phrase) if phrase[:1].isupper() and _means_a_country(words, at, phrase) else None
            if country is not None:
                yield country
                at += length - 1
                break
        at += 1


def _means_a_country(words: Sequence[str], at: int, phrase: str) -> bool:
    """Whether words in capitals are the country: not the second half of another name."""
    return not (at > 0 and words[at - 1].lower() in _NOT_OF_THE_COUNTRY) or is_adjective(phrase)
