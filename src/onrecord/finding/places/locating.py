"""Puts events on the map: by the place that stands with their own words, else by the dateline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import Final

from msgspec.structs import replace

from onrecord.finding.countries import country_of, is_country
from onrecord.finding.lexicon import load_vocabulary, word_list
from onrecord.finding.phrases import Page
from onrecord.finding.places.choosing import Chosen, Inside, Surroundings, chosen, places_of
from onrecord.finding.places.gazetteer import known_places, name_key
from onrecord.record.analysis import Analysis, Name
from onrecord.record.article import Article
from onrecord.record.calendar import interval_of
from onrecord.record.cells import Actor, Event, Location
from onrecord.record.text import Span, span_of
from onrecord.record.vocabulary import HAPPENED, PlaceKind, PlaceRule

__all__ = ["Atlas"]

LONGEST_DIVISION: Final = 20  # characters: "governorate of "
WORDS_BEFORE: Final = 5  # between a country and its city: "the Iraqi border town of"
DAYS_AT_THE_DATELINE: Final = 3  # before publication; what is older may have happened anywhere
PARAGRAPHS_OF_AN_OPENING: Final = 2
_AFTER = re.compile(
    r"(?:,\s+|\s+\(|\s+in\s+)(?:in\s+)?(?P<sides>(?:[a-z-]+\s+){0,2})(?P<name>[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*){0,3})"
)
_DIVISION_AFTER = re.compile(r"[\s-]([a-z]+)")
_DIVISION_BEFORE = re.compile(r"([a-z]+) of $")


class Atlas:
    """The places of one article. Nothing is looked up before it is asked for."""

    def __init__(self, article: Article, analysis: Analysis, page: Page) -> None:
        self.article, self.page = article, page
        self.names = [name for name in analysis.names or () if name.kind == "LOC" and _is_capital(article.text, name)]

    def country_of(self, actor: Actor) -> str | None:
        """The country of an actor that is a place, or that is called by one (`rebels from Lisna`); None where the name
        is ambiguous, or there are two.
        """
        names = [name for span in actor.mentions[:1] for name in self._names_in(span)]
        meant = self._meant(names[0]) if len(names) == 1 else None
        return meant.place.country if meant is not None and meant.place is not None else None

    def _names_in(self, span: Span) -> list[Span]:
        text = self.article.text
        return [span_of(text, name.start, name.end) for name in self.names if span.start <= name.start < span.end]

    def located(self, events: Iterable[Event]) -> tuple[Event, ...]:
        """The events with their `location`, where their words or the dateline give one."""
        return tuple(replace(event, location=self._location_of(event)) for event in events)

    def _location_of(self, event: Event) -> Location | None:
        if event.place is not None:
            name = self._name_in(event.place)
            return None if name is None else self._location(PlaceRule.SYNTAX, name, self._meant(name))
        attacked = self._attacked(event)
        if attacked is not None:
            return self._location(PlaceRule.RECIPIENT, attacked, self._meant(attacked))
        if self.dateline is None or not self._happened_here(event):
            return None
        span, meant = self.dateline
        return self._location(PlaceRule.DATELINE, span, meant)

    def _attacked(self, event: Event) -> Span | None:
        """The one recipient of an attack that is a place by its whole name."""
        if event.type not in word_list("places", "attacks", "types"):
            return None
        names = {(name.start, name.end) for name in self.names}
        places = [party for party in event.recipients if (party.start, party.end) in names]
        return span_of(self.article.text, places[0].start, places[0].end) if len(places) == 1 else None

    def _location(self, rule: PlaceRule, name: Span, meant: Chosen | None) -> Location | None:
        if meant is None:
            return None
        return Location(place=meant.place, rule=rule, choice=meant.choice, evidence=name, candidates=meant.candidates)

    def _name_in(self, place: Span) -> Span | None:
        """The name that a place as printed is known by, without the country that it stands behind."""
        inside = self._names_in(place)
        kept = [span for span in inside if self.article.text[span.end : span.end + 2] not in {"'s", "’s"}]
        return next(iter(kept or inside), None)

    def _meant(self, name: Span, around: Surroundings | None = None) -> Chosen | None:
        found = places_of(name.text, division=self._is_division(name))
        if not found:
            return None
        if around is None:
            around = self._around(name)
        behind = frozenset(self._behind(name))
        homes = {(known.place.country, region) for known in found for region in (None, known.place.region)}
        if behind and not behind & homes and not self._lists(name):
            return None  # it is said where it is, and the gazetteer has none there
        return chosen(found, frozenset({*behind, *self._before(name)} & homes), around)

    def _is_division(self, name: Span) -> bool:
        text, words = self.article.text, word_list("places", "names", "division")
        after = _DIVISION_AFTER.match(text, name.end)
        before = _DIVISION_BEFORE.search(text[max(name.start - LONGEST_DIVISION, 0) : name.start])
        return bool(after and after[1] in words) or bool(before and before[1] in words)

    def _behind(self, name: Span) -> tuple[Inside, ...]:
        """The countries and regions that the words behind a name give: `, Mass.,`, `in northern Iraq`."""
        match = _AFTER.match(self.article.text, name.end)
        if match is None or any(word not in word_list("places", "names", "side") for word in match["sides"].split()):
            return ()
        words = match["name"].split()
        found = (tuple(_insides(" ".join(words[:count]))) for count in range(len(words), 0, -1))
        return next((insides for insides in found if insides), ())

    def _lists(self, name: Span) -> bool:
        """Whether what stands behind a name may be the next of a list: a city too, or before a comma or `and`."""
        match = _AFTER.match(self.article.text, name.end)
        if match is None:
            return False
        rest = self.article.text[match.end() : match.end() + 6]
        cities = any(known.place.kind is PlaceKind.CITY for known in known_places(match["name"].split()[0]))
        return cities or rest.lstrip(",").startswith(" and ")

    def _before(self, name: Span) -> Iterator[Inside]:
        first = self.page.first_token(name.start)
        for token in range(first - 1, max(first - 1 - WORDS_BEFORE, -1), -1):
            word = self.page.printed(token)
            if not word[:1].isalnum() and word not in {"'s", "’s", "'"}:
                return
            country = country_of(word) if word[:1].isupper() else None
            if country is not None:
                yield country, None
                return

    @cached_property
    def dateline(self) -> tuple[Span, Chosen] | None:
        """The name in the dateline and the place that it means."""
        spans = [origin.span for origin in self.article.origins if origin.field == "dateline"]
        if not self.article.dateline or not spans or spans[0] is None:
            return None
        first = spans[0].text.split(",")[0].split("/")[0].rstrip()
        name = span_of(self.article.text, spans[0].start, spans[0].start + len(first))
        meant = self._meant(name, Surroundings(publication=self.article.country))
        return None if meant is None else (name, meant)

    def _around(self, name: Span) -> Surroundings:
        """What the article says of where it plays, by the other names in it that have one meaning."""
        dateline = self.dateline[1].place if self.dateline else None
        key = name_key(name.text)
        return Surroundings(
            named=frozenset(inside for other, inside in self._named if other != key),
            dateline=dateline.country if dateline else None,
            publication=self.article.country,
            written_in=dateline.region if dateline else None,
        )

    @cached_property
    def _named(self) -> frozenset[tuple[str, Inside]]:
        return frozenset(self._named_places())

    def _named_places(self) -> Iterator[tuple[str, Inside]]:
        nowhere = Surroundings()
        for name in self.names:
            meant = self._meant(span_of(self.article.text, name.start, name.end), nowhere)
            if meant is not None and meant.place is not None:
                yield name_key(self.article.text[name.start : name.end]), (meant.place.country, meant.place.region)
        for token in range(len(self.page.tokens)):
            if self.page.text[self.page.tokens[token].start].isupper():
                country = country_of(self.page.words[token])
                if country is not None and not is_country(self.page.words[token]):
                    yield self.page.words[token], (country, None)

    def _happened_here(self, event: Event) -> bool:
        """Whether the story's own place is the event's: a thing that reporters are sent to, said to have happened, in
        the story's opening, on a day just before it was printed, and nothing up to there is elsewhere or from there.
        """
        kinds = event.type in word_list("places", "dateline", "types")
        if not kinds or event.mode in word_list("places", "dateline", "remote") or event.factuality not in HAPPENED:
            return False
        sentence = self.page.sentence_of(self.page.first_token(event.trigger.start))
        if sentence is None or sentence.paragraph >= PARAGRAPHS_OF_AN_OPENING or not self._is_recent(event):
            return False
        start = max(origin.span.end for origin in self.article.origins if origin.field == "dateline" and origin.span)
        return all(self._is_here(name) for name in self._places_between(start, sentence.end))

    def _is_recent(self, event: Event) -> bool:
        """Whether the event has a day of its own, on or a few days before that of publication where both are known."""
        if event.date is None:
            return False
        published = interval_of(self.article.published[:10]) if self.article.published else None
        if published is None or event.date.start is None:
            return published is None and event.date.start is None
        day = date.fromisoformat(published.begin[:10])
        since = day - timedelta(days=DAYS_AT_THE_DATELINE)
        return since.isoformat() <= event.date.start[:10] <= day.isoformat()

    def _places_between(self, start: int, end: int) -> Iterator[str]:
        """The names of places, and the words of countries, from `start` to `end`."""
        yield from (self.article.text[n.start : n.end] for n in self.names if start <= n.start < end)
        for token in self.page.token_range(start, end):
            word = self.page.printed(token)
            if word[:1].isupper() and country_of(word) is not None:
                yield word

    def _is_here(self, name: str) -> bool:
        if self.dateline is None:
            return False
        span, meant = self.dateline
        here = meant.place.country if meant.place else None
        return name_key(name) == name_key(span.text) or (here is not None and country_of(name) == here)


def _is_capital(text: str, name: Name) -> bool:
    """Whether a name has a capital: `us` is no country."""
    printed = text[name.start : name.end]
    return printed != printed.lower()


def _insides(name: str) -> Iterator[Inside]:
    """The countries and regions that a name, or a state's abbreviation, means."""
    states: Mapping[str, str] = load_vocabulary("places")["states"]
    for key in (name.lower(), name.lower().rstrip(".'’")):
        if key in states:
            country, _, region = states[key].partition(".")
            yield country, region
            return
    for known in known_places(name.rstrip(".'’")):
        if known.place.kind is not PlaceKind.CITY:
            yield known.place.country, known.place.region
