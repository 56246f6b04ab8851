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

__all__ = ["affiliated", "country_in", "sector_of_words"]

Locate = Callable[[Actor], str | None]

_WORDS = re.compile(r"[^\W_](?:[\w.-]*\w\.?)?")
_NOT_OF_THE_COUNTRY = frozenset({"new"})  # New England, New Mexico
_BY_DESCENT = frozenset({"ethnic"})
LONGEST_BODY = 4  # words: "federal bureau of investigation"


def affiliated(actors: Sequence[Actor], locate: Locate) -> tuple[Actor, ...]:
    """The actors of an article with `sector` and `country`, as far as words tell. `locate` gives the country of a
    place.

    A country acts through its government, and so does its capital; a person belongs where the office is that the person
    holds; a person without an office has no sector.
    """
    bodies = [_with_country(_with_sector(actor), locate) for actor in actors]
    by_name = {folded(actor.name): actor for actor in bodies if actor.kind is not ActorKind.PERSON}
    return tuple(_placed(actor, by_name) if _is_named_person(actor) else actor for actor in bodies)


def _is_named_person(actor: Actor) -> bool:
    """Whether it is a person with a name; the others are described (`a military spokesman`)."""
    return actor.kind is ActorKind.PERSON and not actor.name.split(" ")[-1].islower()


def _with_sector(actor: Actor) -> Actor:
    if actor.kind is ActorKind.COUNTRY or (actor.kind is ActorKind.PLACE and governed_from(actor.name)):
        return replace(actor, sector=Sector.GOVERNMENT)
    sector = sector_of_words(actor.name) if not _is_named_person(actor) else None
    of_no_place = actor.kind is not ActorKind.PLACE or sector is Sector.INTERGOVERNMENTAL
    return replace(actor, sector=sector if of_no_place else _body(actor.name)[0])


def _with_country(actor: Actor, locate: Locate) -> Actor:
    if actor.country is not None or _is_named_person(actor):
        return actor
    if actor.kind is ActorKind.PLACE:
        return replace(actor, country=governed_from(actor.name) or locate(actor))
    if actor.sector is Sector.INTERGOVERNMENTAL:
        return actor
    named = _named_in(actor.name)
    known = _body(actor.name)[1]
    return replace(actor, country=known or (_only(named) if named else locate(actor)))


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
    if role.org and any(_ends_in(title, office) for office in word_list("sectors", "offices", "anywhere")):
        return _sector_of_body(role.org, by_name)
    if title in word_list("sectors", "offices", "nowhere"):
        return None
    is_rank = any(_ends_in(title, rank) for rank in word_list("sectors", "offices", "ranks"))
    return sector_of_words(role.title) or (Sector.MILITARY if is_rank else None)


def _ends_in(title: str, office: str) -> bool:
    return title == office or title.endswith(f" {office}")


def _sector_of_body(name: str, by_name: dict[str, Actor]) -> Sector | None:
    known = by_name.get(folded(name).removeprefix("the "))
    if country_of(name) is not None:
        return Sector.GOVERNMENT
    return (known.sector if known else None) or sector_of_words(name)


def _country_of(role: Role, by_name: dict[str, Actor]) -> str | None:
    if not role.org:
        return country_in(role.title)
    known = by_name.get(folded(role.org).removeprefix("the "))
    return (known.country if known else None) or country_in(role.org) or _body(role.org)[1]


def sector_of_words(words: str) -> Sector | None:
    """The sector whose words stand last in a name or a description, the longest of those; None where none do, or where
    `and` joins two.
    """
    known, _ = _body(words)
    if known is not None:
        return known
    text = words.lower().replace("’", "'")
    sectors = {found for part in text.split(" and ") if (found := _last_sector(part)) is not None}
    return sectors.pop() if len(sectors) == 1 else None


def _last_sector(text: str) -> Sector | None:
    hits = sorted(
        (match.end(), len(match[0]), -rank, sector, match[0])
        for rank, (sector, pattern) in enumerate(_patterns())
        for match in pattern.finditer(text)
    )
    strong = [hit for hit in hits if hit[4] not in word_list("sectors", "offices", "weak")]
    return (strong or hits)[-1][3] if hits else None


def _body(name: str) -> tuple[Sector | None, str | None]:
    """The sector and the country of a body that is known by its name, or of its people (`Taliban fighters`)."""
    bodies, words = load_vocabulary("sectors")["bodies"], folded(name).removeprefix("the ").split()
    for length in range(min(len(words), LONGEST_BODY), 0, -1):
        found = bodies.get(" ".join(words[:length]))
        if found is not None:
            return Sector(found[0]), found[1] or None
    return None, None


@cache
def _patterns() -> tuple[tuple[Sector, re.Pattern[str]], ...]:
    return tuple(
        (Sector(name), re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)"))
        for name, words in load_vocabulary("sectors")["sector"].items()
    )


def country_in(words: str) -> str | None:
    """The one country that a name or a description names: by itself, by the adjective (`North Korean troops`), or by
    the capital of a government (`the Khartoum regime`).
    """
    return _only(_named_in(words))


def _only(countries: frozenset[str]) -> str | None:
    return next(iter(countries)) if len(countries) == 1 else None


def _named_in(words: str) -> frozenset[str]:
    *front, last = _WORDS.findall(words) or [""]
    if last.lower() in word_list("sectors", "offices", "governments"):
        capital = governed_from(" ".join(front).removeprefix("the ").removeprefix("The "))
        if capital is not None:
            return frozenset({capital})
    return frozenset(_countries_in([*front, last]))


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
    """Whether words in capitals are the country: not the second half of another name, nor where somebody's forebears
    lived.
    """
    before = words[at - 1].lower() if at > 0 else ""
    return before not in _BY_DESCENT and (before not in _NOT_OF_THE_COUNTRY or is_adjective(phrase))
