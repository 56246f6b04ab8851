"""Links the articles of a record: fetches what each is to be compared with, and keeps what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version as version_of

from onrecord.linking.across import link_statements
from onrecord.linking.copies import bands_of, find_copies
from onrecord.linking.keys import keys_of
from onrecord.linking.notices import Notice, Printed, choose_article, find_notices, link_notice
from onrecord.linking.versions import link_versions
from onrecord.parsing.sentences import parse
from onrecord.record.across import Crossing
from onrecord.record.reading import Reading
from onrecord.storing.crossings import (
    Found,
    add_links,
    copy_candidates,
    pending,
    said_candidates,
    said_in,
    same_publication,
)
from onrecord.storing.database import Database

__all__ = ["connect", "find_connections"]


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
    bands = bands_of(reading.article)
    copies = find_copies(article_id, reading.article, copy_candidates(database, bands))
    mine = said_in(database, article_id)
    keys = {said.id: keys_of(said) for said in mine}
    candidates = {said.id: said_candidates(database, keys[said.id], said.said_from) for said in mine if keys[said.id]}
    crossings = [
        *link_statements(mine, candidates, {copy.other for copy in copies}),
        *_of_versions(database, reading),
        *_of_notices(database, reading),
    ]
    return Found(
        article=article_id,
        bands=bands,
        keys={key: value for key, value in keys.items() if value},
        copies=[(copy.other, copy.share) for copy in copies],
        crossings=crossings,
    )


def _of_versions(database: Database, reading: Reading) -> Iterator[Crossing]:
    earlier = database.previous_version(reading.id)
    if earlier is not None:
        yield from link_versions(reading, database.reading(earlier))


def _of_notices(database: Database, reading: Reading) -> Iterator[Crossing]:
    for notice in find_notices(reading, parse(reading.article)):
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
