"""Which of the places of one name is meant: by the words beside it, by the article, or by how well it is known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.finding.lexicon import word_list
from onrecord.finding.places.gazetteer import Known, known_places, name_key
from onrecord.record.cells import Place
from onrecord.record.vocabulary import PlaceChoice, PlaceKind

__all__ = ["Chosen", "Inside", "Surroundings", "chosen", "places_of"]

Inside = tuple[str, str | None]  # a country, and a region of it or null

CANDIDATES = 10  # kept of a name; there are a hundred places called San Antonio
WELL_KNOWN = 500_000  # people, or a capital
TIMES_LARGER = 10  # than the next of that name
NOT_TINY = 100_000  # people: small places of a name that is known once are often not the ones meant
NOT_A_VILLAGE = 25_000  # people: smaller ones need their region, or the country of the dateline or newspaper
TIMES_LARGER_AT_HOME = 5  # than the next of that name in the same country
NOT_MUCH_SMALLER = 2  # times fewer people than the largest of that name, where only the region speaks for it


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an article says of where it plays: countries and regions that it names, by unambiguous names, and the
    countries of its dateline and of its newspaper.
    """

    named: frozenset[Inside] = frozenset()
    dateline: str | None = None
    publication: str | None = None
    written_in: str | None = None  # the region of the dateline

    @property
    def countries(self) -> frozenset[str]:
        """The countries that the article names, or in which something that it names lies."""
        return frozenset(country for country, _ in self.named)

    @property
    def homes(self) -> frozenset[Inside]:
        """The region in which the whole article plays: the dateline's, without one the only one that is named."""
        if self.dateline is not None:
            return frozenset({(self.dateline, self.written_in)} if self.written_in else ())
        regions = frozenset(inside for inside in self.named if inside[1])
        return regions if len(regions) == 1 else frozenset()


@dataclass(frozen=True, slots=True)
class Chosen:
    """The place meant and why, both null where the name is ambiguous, and the candidates where there are several."""

    place: Place | None
    choice: PlaceChoice | None
    candidates: tuple[Place, ...]


def places_of(name: str, *, division: bool = False) -> list[Known]:
    """The places that `name` may mean, the most populous first. `division` says that it is called a province, a state
    or the like; without that a region is none where a city in it or its country bears its name.
    """
    if name_key(name) in word_list("places", "names", "not_on_the_map"):
        return []
    found = known_places(name) or known_places(_without_side(name))
    if division:
        return [known for known in found if known.place.kind is PlaceKind.REGION] or list(found)
    taken = {known.place.country for known in found if known.place.kind is not PlaceKind.REGION and _stands_out(known)}
    return [known for known in found if known.place.kind is not PlaceKind.REGION or known.place.country not in taken]


def _without_side(name: str) -> str:
    """`south Lisna` is in Lisna."""
    side, _, rest = name.partition(" ")
    return rest if side.lower() in word_list("places", "names", "side") else ""


def _stands_out(known: Known) -> bool:
    return known.capital or known.place.kind is PlaceKind.COUNTRY or known.people >= NOT_TINY


def chosen(found: Iterable[Known], beside: frozenset[Inside], around: Surroundings) -> Chosen:
    """Which of `found` (the most populous first, at least one) is meant, where `beside` are the countries and regions
    that the words beside the name give.
    """
    known = list(found)
    candidates = tuple(one.place for one in known[:CANDIDATES]) if len(known) > 1 else ()
    for choice, some in _by_grounds(known, beside, around):
        place = _the_one(some, around)
        if place is not None:
            return Chosen(place, choice, candidates)
        if some:
            break
    return Chosen(None, None, candidates or tuple(one.place for one in known))


def _by_grounds(
    known: list[Known], beside: frozenset[Inside], around: Surroundings
) -> Iterable[tuple[PlaceChoice, list[Known]]]:
    """The candidates that each ground leaves, the strongest ground first; of the first that leaves any, one must be
    meant.
    """
    if beside:
        yield PlaceChoice.NAMED, [one for one in known if _lies_in(one.place, beside)]
        return
    if len(known) == 1:
        yield PlaceChoice.ONLY, known if _is_credible(known[0], around) else []
        return
    famous = known[0] if _stands_above(known) else None
    others = known[1:] if famous else known
    rivals = [one for one in others if _lies_in(one.place, around.homes)]
    if famous is not None:
        yield PlaceChoice.KNOWN, [famous] if famous.place.country in around.countries else [famous, *rivals]
        return
    yield PlaceChoice.NEIGHBOURS, [one for one in known if one.place.country in around.countries]
    yield PlaceChoice.DATELINE, [one for one in known if one.place.country == around.dateline]
    yield PlaceChoice.PUBLICATION, [one for one in known if one.place.country == around.publication]


def _is_credible(only: Known, around: Surroundings) -> bool:
    """Whether the only place of a name is the one meant: it is large, or the article plays near it."""
    place = only.place
    if only.people >= NOT_TINY or only.capital or place.kind is PlaceKind.COUNTRY:
        return True
    near = (place.country, place.region) in around.named or place.country in {around.dateline, around.publication}
    return near or (only.people >= NOT_A_VILLAGE and place.country in around.countries)


def _the_one(some: list[Known], around: Surroundings) -> Place | None:
    """The only one; of several in one country the one in a region that the article names, or by far the largest."""
    if len(some) < 2 or len({one.place.country for one in some}) > 1:
        return some[0].place if len(some) == 1 else None
    regions = frozenset(inside for inside in around.named if inside[1])
    near = [one for one in some if _lies_in(one.place, regions)]
    if near:
        of_size = near[0].people * NOT_MUCH_SMALLER >= some[0].people
        return near[0].place if len(near) == 1 and of_size else None
    return some[0].place if some[0].people >= TIMES_LARGER_AT_HOME * some[1].people else None


def _stands_above(known: list[Known]) -> bool:
    """Whether the first is a place that everybody knows, beside which the others of its name are villages."""
    first, second = known[0], known[1]
    large = first.capital or first.people >= WELL_KNOWN
    return large and first.people >= TIMES_LARGER * second.people


def _lies_in(place: Place, wheres: frozenset[Inside]) -> bool:
    return any(place.country == country and region in {None, place.region} for country, region in wheres)
