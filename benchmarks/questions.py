"""Addresses of every page, drawing and question of the desk, about what a record really holds."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import onrecord

DIFFERENT = 40  # addresses a route, so that no answer is the last one again
WORDS = ("president", "the", "said", "campaign", "email*", '"white house"', "debate tax", "zebra")


def addresses(file: Path, *, seed: int = 7) -> dict[str, list[str]]:
    """For each route the addresses that are asked for."""
    luck = random.Random(seed)  # noqa: S311 - the same load every time
    with onrecord.open(file, read_only=True) as record:
        articles = _some(record.articles(), luck, "id")
        statements = _some(record.statements(limit=2000), luck, "id")
        events = _some(record.events(limit=2000), luck, "id")
        speakers = _names(record.speakers(anonymous=False, limit=2000), luck)
        matters = _names(record.matter_names(limit=2000), luck)
        outlets = [row.name for row in record.sources() if row.kind == "publication"][:DIFFERENT]
        days = [row.published[:10] for row in record.articles(limit=5000) if row.published]
    days = luck.sample(days, min(DIFFERENT, len(days)))
    return {
        **_api(articles, statements, events, speakers, matters, outlets, days),
        **_pages(articles, statements, events, speakers, matters, outlets, days),
        **_drawings(statements, speakers, matters),
    }


def _api(
    articles: list[str],
    statements: list[str],
    events: list[str],
    speakers: list[str],
    matters: list[str],
    outlets: list[str],
    days: list[str],
) -> dict[str, list[str]]:
    asked = {
        "summary": [""],
        "statements": [""],
        "statements by": [_query(by=name) for name in speakers],
        "statements about": [_query(about=word) for word in WORDS],
        "statements as_of": [_query(as_of=day, by=name) for day, name in zip(days, speakers, strict=False)],
        "statements standing": [
            _query(standing=value) for value in ("rescinded", "disputed", "corroborated", "stands")
        ],
        "statements publication": [_query(publication=name) for name in outlets],
        "statements from": [_query(since=day, until=day) for day in days],
        "statements csv": ["?format=csv&limit=200"],
        "search": [_query(words=word) for word in WORDS],
        "articles": [""],
        "articles from": [_query(since=day) for day in days],
        "events": [""],
        "events of": [_query(actor=name) for name in speakers[:8]],
        "events type": [_query(type=name) for name in ("PROTEST", "ASSAULT", "CONSULT", "ACCUSE")],
        "times": [""],
        "times from": [_query(since=day, until=day) for day in days],
        "figures": [""],
        "figures about": [_query(about=word) for word in ("people", "votes", "percent", "soldiers")],
        "speakers": [""],
        "sources": [""],
        "matters": [""],
        "matters words": [_query(words=name) for name in matters],
        "changes": [""],
        "changes since": [_query(since=day) for day in days],
        "contradictions": [""],
        "origins": [_query(matter=name) for name in matters[10:]],
        "who": [_query(name=name) for name in speakers],
        "audit": ["?n=10"],
        "status": [_query(matter=name) for name in matters],
        "timeline": [_query(matter=name, as_of=days[0]) for name in matters],
        "verdicts": [""],
        "sql": [_query(question="SELECT publication, count(*) FROM articles GROUP BY publication")],
        "openapi.json": [""],
    }
    single = {
        "statements/ID": statements,
        "events/ID": events,
        "articles/ID": articles,
        "readings/ID": articles,
        "trace/ID": statements,
    }
    return {
        **{f"API {name}": [f"/api/v1/{name.split(' ')[0]}{tail}" for tail in tails] for name, tails in asked.items()},
        **{
            f"API {name}": [f"/api/v1/{name[:-2]}{quote(key, safe='')}" for key in keys]
            for name, keys in single.items()
        },
    }


def _pages(
    articles: list[str],
    statements: list[str],
    events: list[str],
    speakers: list[str],
    matters: list[str],
    outlets: list[str],
    days: list[str],
) -> dict[str, list[str]]:
    return {
        "front": ["/"],
        "front searched": [f"/{_query(q=word)}" for word in (*WORDS, *speakers[:4], *matters[:4])],
        "front filtered": [f"/{_query(publication=name, since=day)}" for name, day in zip(outlets, days, strict=False)],
        "matters": ["/matters"],
        "matter": [f"/matters/{quote(name, safe='')}" for name in matters],
        "matter as_of": [
            f"/matters/{quote(name, safe='')}{_query(as_of=day)}" for name, day in zip(matters, days, strict=False)
        ],
        "people": ["/people"],
        "person": [f"/people/{quote(name, safe='')}" for name in speakers],
        "article": [f"/articles/{quote(key, safe='')}" for key in articles],
        "statement": [f"/statements/{quote(key, safe='')}" for key in statements],
        "event": [f"/events/{quote(key, safe='')}" for key in events],
        "trace": [f"/trace/{quote(key, safe='')}" for key in statements],
        "sources": ["/sources"],
        "compare": [f"/compare{_query(kind='people', a=speakers[0], b=speakers[1], matter=matters[0])}"],
        "help": ["/help"],
    }


def _drawings(statements: list[str], speakers: list[str], matters: list[str]) -> dict[str, list[str]]:
    return {
        "drawing of a matter": [f"/drawings/matter/{quote(name, safe='')}.svg" for name in matters],
        "drawing of a person": [f"/drawings/people/{quote(name, safe='')}.svg" for name in speakers],
        "drawing of a statement": [f"/drawings/statements/{quote(key, safe='')}.svg" for key in statements],
        "drawing of publications": ["/drawings/publications.svg"],
    }


def _some(rows: Sequence[Any], luck: random.Random, field: str) -> list[str]:
    return [getattr(row, field) for row in luck.sample(list(rows), min(DIFFERENT, len(rows)))]


def _names(rows: Sequence[Any], luck: random.Random) -> list[str]:
    """The most frequent names, and others."""
    most = [row.name for row in rows[:10]]
    return most + [name for name in _some(rows, luck, "name") if name not in most]


def _query(**parameters: str) -> str:
    return f"?{urlencode(parameters)}"
