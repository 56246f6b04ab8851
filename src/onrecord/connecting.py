"""Links the articles of a record: fetches what each is to be compared with, and keeps what comes of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib.metadata import version as version_of

from msgspec import json

from onrecord.linking.across import link_statements
from onrecord.linking.announcements import Meant, find_meant, keys_of_meant, keys_of_told, link_meant, repeated
from onrecord.linking.choosing import choose_statements
from onrecord.linking.copies import bands_of, find_copies
from onrecord.linking.keys import hashed, keys_of
from onrecord.linking.notices import Notice, Printed, choose_article, find_notices, link_notice
from onrecord.linking.stance import Stance, stance_of
from onrecord.linking.versions import link_versions
from onrecord.parsing.encoder import likeness
from onrecord.parsing.sentences import parse
from onrecord.record.across import Crossing, Said
from onrecord.record.analysis import Analysis
from onrecord.record.reading import Reading
from onrecord.record.vocabulary import LinkKind
from onrecord.storing.crossings import (
    Found,
    acts_after,
    add_links,
    copy_candidates,
    pending,
    said_candidates,
    said_in,
    same_publication,
    told_candidates,
)
from onrecord.storing.database import Database

__all__ = ["connect", "find_connections"]

DAYS_BACK = 180  # in which an article means a statement without naming its day

_DAY = re.compile(r"\d{4}-\d\d-\d\d(?!\d)")
_CONTRARY = {LinkKind.CORROBORATES: Stance.DISAGREE, LinkKind.CONTRADICTS: Stance.AGREE}


def connect(database: Database, *, progress: Callable[[int], None] | None = None) -> int:
    """Links every article that has not been linked yet, each in one transaction; gives how many there were.

    What a killed run left undone the next one does. Raises errors of the record itself.
    """
    waiting = pending(database)
    for article_id in waiting:
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        add_links(database, find_connections(database, article_id), recorded_at=now, tool=_this_tool())
        if progress is not None:
            progress(1)
    return len(waiting)


def find_connections(database: Database, article_id: str) -> Found:
    """What links the article to the rest of the record, as the record is now. Raises UnknownId."""
    reading = database.reading(article_id)
    analysis = parse(reading.article)
    bands = bands_of(reading.article)
    copies = find_copies(article_id, reading.article, copy_candidates(database, bands))
    mine = said_in(database, article_id)
    alike = {said.id: keys_of(said) for said in mine}
    told = {said.id: hashed(keys_of_told(said)) for said in mine}
    linked = _of_statements(database, reading, mine, alike, {copy.other for copy in copies})
    meant = find_meant(reading, analysis)
    acts = [*_of_acts(database, reading, meant, linked), *_of_later_acts(database, mine, told)]
    acting = {(item.link.origin, item.link.to) for item in acts}
    return Found(
        article=article_id,
        bands=bands,
        keys={said.id: keys for said in mine if (keys := (*alike[said.id], *told[said.id]))},
        copies=[(copy.other, copy.share) for copy in copies],
        crossings=[
            # Who says that an announcement was withdrawn does not make it again.
            *(item for item in linked if (item.link.origin, item.link.to) not in acting),
            *_of_versions(database, reading),
            *_of_notices(database, reading, analysis),
            *acts,
        ],
        acts=[(json.encode(item).decode(), hashed(keys_of_meant(item))) for item in meant],
    )


def _of_statements(
    database: Database,
    reading: Reading,
    mine: Sequence[Said],
    keys: Mapping[str, Sequence[int]],
    copies: AbstractSet[str],
) -> list[Crossing]:
    candidates = {said.id: said_candidates(database, keys[said.id], said.said_from) for said in mine if keys[said.id]}
    said = {item.id: item for item in (*mine, *(other for found in candidates.values() for other in found))}
    pages = _Pages(database, reading)
    return [item for item in link_statements(mine, candidates, copies) if _is_borne_out(item, said, pages)]


class _Pages:
    """The sentences of pages, cut when they are asked for."""

    def __init__(self, database: Database, reading: Reading) -> None:
        self._database = database
        self._articles = {reading.id: reading.article}
        self._cut: dict[str, list[str]] = {}

    def sentences(self, article_id: str) -> list[str]:
        if article_id not in self._cut:
            article = self._articles.get(article_id) or self._database.reading(article_id).article
            self._cut[article_id] = [article.text[one.start : one.end] for one in parse(article).sentences]
        return self._cut[article_id]


def _is_borne_out(crossing: Crossing, said: Mapping[str, Said], pages: _Pages) -> bool:
    """Whether the later page as a whole does not take the side against what the link says: a page that debunks a story
    is no second source of it, whomever it quotes.
    """
    contrary = _CONTRARY.get(crossing.link.kind)
    if contrary is None:
        return True
    return stance_of(said[crossing.link.to].content, pages.sentences(crossing.article)) is not contrary


def _of_versions(database: Database, reading: Reading) -> Iterator[Crossing]:
    earlier = database.previous_version(reading.id)
    if earlier is not None:
        yield from link_versions(reading, database.reading(earlier))


def _of_acts(
    database: Database, reading: Reading, meant: Sequence[Meant], linked: Sequence[Crossing]
) -> Iterator[Crossing]:
    """What the article does to statements that earlier articles have."""
    published = _day_of(reading.article.published)
    if published is None:
        return
    for item in meant:
        since, until = _days_of_saying(item, published)
        candidates = told_candidates(database, hashed(keys_of_meant(item)), since, until)
        known = set(repeated(item, linked))
        for said in choose_statements(item, reading.id, published, candidates, likeness):
            if said.id not in known:
                yield link_meant(item, reading.id, said)


def _of_later_acts(database: Database, mine: Sequence[Said], keys: Mapping[str, Sequence[int]]) -> Iterator[Crossing]:
    """What articles that are on record already, and were printed later, do to the statements of this one."""
    published = _day_of(mine[0].published) if mine else None
    if published is None:
        return
    own = {said.id for said in mine}
    for article, printed, words in acts_after(
        database, (key for each in keys.values() for key in each), published[:10]
    ):
        item = json.decode(words, type=Meant)
        if not choose_statements(item, article, printed, mine, likeness):
            continue  # what others may have does not make it one of these
        since, until = _days_of_saying(item, printed)
        others = told_candidates(database, hashed(keys_of_meant(item)), since, until)
        for said in choose_statements(item, article, printed, dict.fromkeys([*others, *mine]), likeness):
            if said.id in own:
                yield link_meant(item, article, said)


def _day_of(published: str | None) -> str | None:
    """The day of publication; null where only a month or a year is known: what came before what cannot be told."""
    return published[:10] if published is not None and _DAY.match(published) else None


def _days_of_saying(meant: Meant, printed: str) -> tuple[str, str]:
    """From when to when the statement that is meant may have been said."""
    if meant.day is not None:
        return meant.day, (date.fromisoformat(meant.day) + timedelta(days=1)).isoformat()
    return (date.fromisoformat(printed) - timedelta(days=DAYS_BACK)).isoformat(), printed


def _of_notices(database: Database, reading: Reading, analysis: Analysis) -> Iterator[Crossing]:
    for notice in find_notices(reading, analysis):
        target = _meant(database, reading, notice)
        if target is not None and target != reading.id:
            yield link_notice(notice, reading.id, database.reading(target))


def _meant(database: Database, reading: Reading, notice: Notice) -> str | None:
    if notice.earlier_version:
        return database.previous_version(reading.id)
    article = reading.article
    if article.publication is None:
        return None
    until = article.published[:10] if article.published else None
    printed = same_publication(database, article.publication, until)
    others = [Printed(id=key, headline=headline, day=day) for key, headline, day in printed if key != reading.id]
    return choose_article(notice, others)


@cache  # the version is read from the installed package's files
def _this_tool() -> str:
    return f"onrecord {version_of('onrecord')}"
