"""A reading: all that was taken from one article. `docs/contract.md` explains it field by field."""

from __future__ import annotations

from msgspec import Struct

from onrecord.record.article import Article
from onrecord.record.cells import Actor, Anonymity, Event, Figure, Statement, Time
from onrecord.record.links import Link

__all__ = ["Reading"]


class Reading(Struct, frozen=True, kw_only=True):
    """One article and its cells. `id` is the id that was given, or one computed from the content."""

    id: str
    article: Article
    times: tuple[Time, ...] = ()
    actors: tuple[Actor, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    figures: tuple[Figure, ...] = ()
    anonymity: tuple[Anonymity, ...] = ()
    links: tuple[Link, ...] = ()
