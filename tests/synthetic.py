"""Readings made up in bulk, for measuring and for tests that need many: the same number gives the same reading."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from onrecord.record.article import Article
from onrecord.record.cells import Actor, Figure, Role, Statement, Time
from onrecord.record.identity import actor_id, article_id, cell_id
from onrecord.record.reading import Reading
from onrecord.record.text import Span, span_of
from onrecord.record.vocabulary import Act, ActorKind, Form, RoleStatus, TimexType

__all__ = ["make_reading", "make_readings"]

_SYLLABLES = (
    "ba",
    "de",
    "fi",
    "go",
    "lu",
    "ma",
    "ne",
    "ri",
    "so",
    "tu",
    "va",
    "ze",
    "kor",
    "lan",
    "mir",
    "pel",
    "sten",
    "tor",
    "ul",
    "wen",
)
_FIRST = ("Ada", "Bela", "Cyra", "Doran", "Elis", "Fenn", "Gora", "Hale", "Ilse", "Joss", "Kara", "Lior")
_LAST = ("Marro", "Venn", "Okar", "Sild", "Tamm", "Urber", "Wexl", "Zarin", "Polk", "Quist", "Rhee", "Stane")
_TITLES = ("minister of harbours", "general", "spokesman", "mayor")
_PAPERS = (("Tessaly Courier", "en", "US"), ("Old Harbour News", "en", "GB"), ("Gazette of Lorn", "fr", "CA"))


def make_readings(count: int, *, statements: int = 25) -> Iterator[Reading]:
    """`count` readings of about 650 words each."""
    return (make_reading(number, statements=statements) for number in range(count))


def make_reading(number: int, *, statements: int = 25) -> Reading:
    """The reading of this number: one paragraph a statement, the speakers drawn from 144 names."""
    luck = random.Random(number)
    lexicon = [luck.choice(_SYLLABLES) + luck.choice(_SYLLABLES) for _ in range(400)]
    paragraphs = [_paragraph(luck, lexicon) for _ in range(statements)]
    headline = f"Report {number}: {' '.join(luck.choices(lexicon, k=6))}"
    text = "\n\n".join([headline, *("".join(parts) for parts in paragraphs)])
    publication, language, country = _PAPERS[number % 3]
    published = (date(2020, 1, 1) + timedelta(days=number % 365)).isoformat()
    key = article_id(text, publication, None)
    actors: dict[str, Actor] = {}
    said: list[Statement] = []
    times: list[Time] = []
    figures: list[Figure] = []
    body: list[Span] = []
    offset = len(headline) + 2
    for content, cue, name, rest in paragraphs:
        content_span = span_of(text, offset + 1, offset + len(content) - 1)
        cue_span = span_of(text, content_span.end + 2, content_span.end + 2 + len(cue.strip()))
        source = span_of(text, cue_span.end + 1, cue_span.end + 1 + len(name))
        actor = actor_id(key, name, "person")
        role = Role(title=luck.choice(_TITLES), evidence=source, status=luck.choice([None, RoleStatus.OUTGOING]))
        kept = actors.get(actor) or Actor(id=actor, name=name, kind=ActorKind.PERSON, roles=(role,))
        actors[actor] = Actor(
            id=kept.id, name=kept.name, kind=kept.kind, roles=kept.roles, mentions=(*kept.mentions, source)
        )
        said.append(
            Statement(
                id=cell_id("s", key, source, cue_span, content_span),
                source=source,
                actor=actor,
                cue=cue_span,
                content=(content_span,),
                form=Form.DIRECT,
                act=Act.ASSERT,
                anonymous=False,
            )
        )
        whole = len(content) + len(cue) + len(name) + len(rest)
        body.append(span_of(text, offset, offset + whole))
        year = span_of(text, offset + whole - 5, offset + whole - 1)
        times.append(
            Time(
                start=year.start,
                end=year.end,
                text=year.text,
                type=TimexType.DATE,
                value=year.text,
                begin=f"{year.text}-01-01",
                until=f"{int(year.text) + 1}-01-01",
                precision="year",
            )
        )
        figures.append(
            Figure(start=year.start, end=year.end, text=year.text, value=float(year.text), approximate=False, of=source)
        )
        offset += whole + 2
    article = Article(
        text=text,
        body=tuple(body),
        publication=publication,
        headline=headline,
        byline=("Ona Writer",),
        provider="Lorn Press" if number % 2 else None,
        published=published,
        language=language,
        country=country,
    )
    return Reading(
        id=key,
        article=article,
        times=tuple(times),
        actors=tuple(actors.values()),
        statements=tuple(said),
        figures=tuple(figures),
    )


def _paragraph(luck: random.Random, lexicon: list[str]) -> tuple[str, str, str, str]:
    name = f"{luck.choice(_FIRST)} {luck.choice(_LAST)}"
    content = f"“{' '.join(luck.choices(lexicon, k=15))}”"
    return content, " said ", name, f" {' '.join(luck.choices(lexicon, k=6))} in {luck.randint(1990, 2019)}."
