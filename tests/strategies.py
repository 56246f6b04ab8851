"""Hypothesis strategies for the values of a record: any reading that keeps the contract, however odd its text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from hypothesis import strategies as st
from msgspec import structs

from onrecord.record.article import Article, Origin, OriginKind
from onrecord.record.cells import (
    Actor,
    Anonymity,
    Event,
    EventDate,
    Figure,
    Location,
    Party,
    Place,
    Role,
    SaidDate,
    Statement,
    Time,
)
from onrecord.record.identity import article_id
from onrecord.record.links import Link
from onrecord.record.reading import Reading
from onrecord.record.text import Span, span_of
from onrecord.record.vocabulary import (
    Act,
    ActorKind,
    Factuality,
    Form,
    LinkKind,
    Phase,
    PlaceChoice,
    PlaceKind,
    PlaceRule,
    RoleStatus,
    Sector,
    Standing,
    TimexType,
)

__all__ = ["readings"]

_Cell = TypeVar("_Cell", Time, Figure, Party)

characters = st.characters(exclude_categories=["Cs"])  # half of a surrogate pair is no character
words = st.text(characters, max_size=12)
maybe_words = st.none() | words
numbers = st.floats(allow_nan=False, allow_infinity=False)
confidences = st.none() | st.floats(0, 1)
values = st.sampled_from(["2020-01-30", "2020-01", "2020", "2020-W05", "XXXX-01-30", "2020-01-30T15:00", "PRESENT_REF"])
published = st.none() | st.dates().map(str) | st.sampled_from(["2020-01", "2020-01-30T23:30:00-05:00", "last week"])
addresses = st.none() | st.sampled_from(["https://paper.example/1", "https://paper.example/2"])


@st.composite
def spans(draw: st.DrawFn, text: str) -> Span:
    ends = sorted(draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    return span_of(text, *ends)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    text = draw(st.text(characters, min_size=1, max_size=80))
    marks = spans(text)
    origins = st.builds(Origin, field=words, kind=st.sampled_from(OriginKind), span=st.none() | marks, name=maybe_words)
    return draw(
        st.builds(
            Article,
            text=st.just(text),
            body=_few(marks),
            publication=maybe_words,
            headline=maybe_words,
            byline=_few(words),
            dateline=maybe_words,
            provider=maybe_words,
            published=published,
            language=maybe_words,
            country=maybe_words,
            url=addresses,
            format=words,
            digest=maybe_words,
            origins=_few(origins),
        )
    )


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """A reading whose ids are hashed from its article, so that one id never has two texts."""
    article = draw(articles())
    key = article_id(article.text, article.publication, article.url)
    marks = spans(article.text)
    actors = _numbered(draw, _actors(marks), f"p-{key}")
    said = _numbered(draw, _statements(marks, [actor.id for actor in actors]), f"s-{key}")
    known = [statement.id for statement in said]
    return Reading(
        id=key,
        article=article,
        times=draw(_few(_times(marks))),
        actors=actors,
        statements=said,
        events=_numbered(draw, _events(marks, [actor.id for actor in actors], known), f"e-{key}"),
        figures=draw(_few(_figures(marks, known))),
        anonymity=draw(_few(_anonymity(marks, known))),
        links=draw(_few(_links(marks, known))),
    )


def _few(item: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(item, max_size=3).map(tuple)


def _numbered(draw: st.DrawFn, cells: st.SearchStrategy[Any], prefix: str) -> tuple[Any, ...]:
    drawn = draw(st.lists(cells, max_size=3))
    return tuple(structs.replace(cell, id=f"{prefix}-{number}") for number, cell in enumerate(drawn))


def _one_of(ids: Sequence[str]) -> st.SearchStrategy[str | None]:
    return st.none() | st.sampled_from(ids) if ids else st.none()


def _times(marks: st.SearchStrategy[Span]) -> st.SearchStrategy[Time]:
    described = st.builds(
        Time,
        start=st.just(0),
        end=st.just(0),
        text=st.just(""),
        type=st.sampled_from(TimexType),
        value=st.none() | values,
        mod=maybe_words,
        begin=maybe_words,
        until=maybe_words,
        precision=maybe_words,
        rule=maybe_words,
        anchor=st.none() | marks,
    )
    return st.builds(_placed, described, marks)


def _figures(marks: st.SearchStrategy[Span], statements: Sequence[str]) -> st.SearchStrategy[Figure]:
    described = st.builds(
        Figure,
        start=st.just(0),
        end=st.just(0),
        text=st.just(""),
        value=numbers,
        upper=st.none() | numbers,
        approximate=st.booleans(),
        of=st.none() | marks,
        unit=maybe_words,
        statement=_one_of(statements),
    )
    return st.builds(_placed, described, marks)


def _placed(cell: _Cell, span: Span) -> _Cell:
    return structs.replace(cell, start=span.start, end=span.end, text=span.text)


def _actors(marks: st.SearchStrategy[Span]) -> st.SearchStrategy[Actor]:
    roles = st.builds(
        Role, title=words, evidence=marks, status=st.none() | st.sampled_from(RoleStatus), org=maybe_words
    )
    return st.builds(
        Actor,
        id=st.just(""),
        name=words,
        kind=st.sampled_from(ActorKind),
        country=maybe_words,
        roles=_few(roles),
        mentions=_few(marks),
        sector=st.none() | st.sampled_from(Sector),
    )


def _statements(marks: st.SearchStrategy[Span], actors: Sequence[str]) -> st.SearchStrategy[Statement]:
    return st.builds(
        Statement,
        id=st.just(""),
        source=st.none() | marks,
        actor=_one_of(actors),
        cue=st.none() | marks,
        content=_few(marks),
        form=st.sampled_from(Form),
        act=st.sampled_from(Act),
        anonymous=st.booleans(),
        count=st.none() | st.integers(0, 2**40),
        told=st.none() | marks,
        venue=st.none() | marks,
        date=st.none() | st.builds(SaidDate, value=values, evidence=st.none() | marks),
        standing=st.sampled_from(Standing),
        confidence=confidences,
    )


def _events(
    marks: st.SearchStrategy[Span], actors: Sequence[str], statements: Sequence[str]
) -> st.SearchStrategy[Event]:
    blank = st.builds(Party, start=st.just(0), end=st.just(0), text=st.just(""), actor=_one_of(actors))
    parties = _few(st.builds(_placed, blank, marks))
    return st.builds(
        Event,
        id=st.just(""),
        trigger=marks,
        type=maybe_words,
        mode=maybe_words,
        phase=st.none() | st.sampled_from(Phase),
        actors=parties,
        recipients=parties,
        matter=st.none() | marks,
        place=st.none() | marks,
        date=st.none() | st.builds(EventDate, value=values, start=maybe_words, end=maybe_words),
        factuality=st.sampled_from(Factuality),
        statement=_one_of(statements),
        confidence=confidences,
        location=st.none() | _locations(marks),
        mentions=_few(marks),
    )


def _locations(marks: st.SearchStrategy[Span]) -> st.SearchStrategy[Location]:
    places = st.builds(
        Place,
        geoname=st.none() | st.integers(1, 2**40),
        name=words,
        kind=st.sampled_from(PlaceKind),
        country=words,
        region=maybe_words,
        latitude=st.floats(-90, 90),
        longitude=st.floats(-180, 180),
    )
    return st.builds(
        Location,
        place=st.none() | places,
        rule=st.sampled_from(PlaceRule),
        choice=st.none() | st.sampled_from(PlaceChoice),
        evidence=marks,
        candidates=_few(places),
    )


def _anonymity(marks: st.SearchStrategy[Span], statements: Sequence[str]) -> st.SearchStrategy[Anonymity]:
    covers = _few(st.sampled_from(statements)) if statements else st.just(())
    return st.builds(Anonymity, source=marks, covers=covers, reason=st.none() | marks)


def _links(marks: st.SearchStrategy[Span], statements: Sequence[str]) -> st.SearchStrategy[Link]:
    ids = st.sampled_from([*statements, "s-elsewhere"])
    return st.builds(
        Link,
        kind=st.sampled_from(LinkKind),
        origin=ids,
        to=ids,
        by=st.none() | marks,
        venue=st.none() | marks,
        evidence=marks,
        confidence=confidences,
    )
