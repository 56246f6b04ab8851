"""How many outlets and independent origins stand behind what the record has of a subject."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct

from onrecord.asking.conditions import Conditions, Day
from onrecord.asking.ledger import Ledger
from onrecord.asking.query import add_about, sources_of
from onrecord.asking.rows import OriginRow, Rows, SourceRow
from onrecord.asking.status import steps_of
from onrecord.errors import QuestionError
from onrecord.linking.copies import Printed, groups_of, origin_of
from onrecord.linking.origins import Origin, institutions_named, is_own_name, medium_in, origin_named
from onrecord.linking.spokespeople import spoken_for
from onrecord.storing.database import Database

__all__ = ["origins", "sources"]

_TOLD: Final = (
    "SELECT s.id, s.article, s.told_text, s.venue_text, s.content_text, s.source_text, (SELECT r.org FROM roles AS r"
    " JOIN actors AS o ON o.article = r.article AND o.name = r.org AND o.kind = 'organization'"
    " WHERE r.article = s.article AND r.actor = s.actor ORDER BY r.position LIMIT 1),"
    " (SELECT o.name FROM actors AS o WHERE o.article = s.article AND o.id = s.actor AND o.kind = 'organization')"
    " FROM statements AS s JOIN articles AS a ON a.id = s.article"
)
_PAGES: Final = (
    "SELECT id, published, publication, provider, date(printed_until, '-1 day'), headline, published_from"
    " FROM articles WHERE id IN (SELECT value FROM json_each(?))"
)
_COPIES: Final = (
    "WITH RECURSIVE same (id) AS (SELECT value FROM json_each(?) UNION SELECT CASE c.article WHEN same.id THEN c.other"
    " ELSE c.article END FROM same JOIN copies AS c ON same.id IN (c.article, c.other))"
    " SELECT c.article, c.other FROM same JOIN copies AS c ON c.article = same.id"
)
_NAMES: Final = "SELECT DISTINCT publication FROM articles UNION SELECT DISTINCT provider FROM articles"
UNNAMED: Final = "a publication without a name"


class _Told(Struct, frozen=True):
    """Something that the record has of the subject: a statement, or (null) a step that the article itself tells.

    `source` is who says it in print, `org` the institution where the speaker holds a role, `speaker` the institution
    that speaks itself.
    """

    statement: str | None
    article: str
    told: str | None
    venue: str | None
    words: str
    source: str | None = None
    org: str | None = None
    speaker: str | None = None

    @property
    def institution(self) -> str | None:
        """Whose word it is, whoever of it speaks."""
        return spoken_for(self.source) or self.org or (self.speaker if is_own_name(self.speaker or "") else None)


class _Page(Struct, frozen=True):
    id: str
    published: str | None
    publication: str | None
    provider: str | None
    day: str | None
    headline: str | None
    published_from: str | None

    @property
    def printed(self) -> Printed:
        return Printed(id=self.id, published=self.published, publication=self.publication, provider=self.provider)


def origins(
    db: Database,
    *,
    about: str | None = None,
    matter: str | None = None,
    as_of: Day | None = None,
    recorded_by: Day | None = None,
) -> Rows[OriginRow]:
    """The independent origins of the statements `about` something, or of the steps of a `matter`, those with most
    articles first.

    What an institution says counts once, whoever speaks for it and whoever prints it. All copies of a story count once,
    by its agency or the outlet that printed it first; whatever was told one medium or said on it counts once, by that
    medium. Raises QuestionError where a date is none or the subject is not said.
    """
    found, undated = _subject(db, about, matter, as_of, recorded_by)
    pages = _pages(db, {item.article for item in found})
    own = _own_origins(db, pages)
    known = {origin_named(row[0], "outlet").key for row in db.query(_NAMES) if row[0]}
    institutions = institutions_named(item.institution for item in found)
    groups: dict[str, list[tuple[Origin, _Told]]] = {}
    for item in found:
        cited = medium_in(item.told, known) or medium_in(item.venue, known)
        origin = institutions.get(item.institution or "") or cited or own[item.article]
        groups.setdefault(origin.key, []).append((origin, item))
    rows = [_row(group, pages) for group in groups.values()]
    rows.sort(key=lambda row: (-row.articles, row.first or "9999", row.name))
    return Rows(OriginRow, rows, undated=undated)


def sources(
    db: Database,
    *,
    about: str | None = None,
    matter: str | None = None,
    as_of: Day | None = None,
    recorded_by: Day | None = None,
) -> Rows[SourceRow]:
    """The outlets and agencies, with what the record has of each: of all that it has, or of what it has about a subject
    (as in `origins`). Raises QuestionError.
    """
    if about is None and matter is None:
        return sources_of(db, as_of=as_of, recorded_by=recorded_by)
    found, undated = _subject(db, about, matter, as_of, recorded_by)
    said = [item.statement for item in found if item.statement is not None]
    among = {item.article for item in found}
    rows = sources_of(db, as_of=as_of, recorded_by=recorded_by, among=among, said=said)
    return Rows(SourceRow, rows, undated=undated)


def _subject(
    db: Database, about: str | None, matter: str | None, as_of: Day | None, recorded_by: Day | None
) -> tuple[list[_Told], int]:
    """What the record has of the subject, and how much of it a question by day leaves out."""
    if (about is None) == (matter is None):
        raise QuestionError("say a subject: words of what was said (about), or the name of a matter")
    if matter is not None:
        steps, undated = steps_of(db, matter, as_of=as_of, recorded_by=recorded_by)
        told = _statements(db, [step.statement for step in steps if step.statement is not None])
        own = [_Told(None, step.article, None, None, step.matter or "") for step in steps if step.statement is None]
        return told + own, undated
    ledger = Ledger(db, as_of=as_of, recorded_by=recorded_by)
    where = Conditions().known_by(as_of, recorded_by)
    add_about(where, about)
    rows = db.query(f"{_TOLD}{where.sql} ORDER BY s.said_from, s.article, s.position", where.values)
    undated = where.count_undated(db, "statements AS s JOIN articles AS a ON a.id = s.article")
    return [_Told(*row) for row in rows if row[0] not in ledger.wrong], undated


def _statements(db: Database, ids: Sequence[str]) -> list[_Told]:
    rows = db.query(
        f"{_TOLD} WHERE s.id IN (SELECT value FROM json_each(?)) ORDER BY s.said_from, s.article, s.position",
        (json.dumps(ids),),
    )
    return [_Told(*row) for row in rows]


def _pages(db: Database, articles: Iterable[str]) -> dict[str, _Page]:
    return {row[0]: _Page(*row) for row in db.query(_PAGES, (json.dumps(sorted(articles)),))}


def _own_origins(db: Database, pages: dict[str, _Page]) -> dict[str, Origin]:
    """The origin of each page as print has it: that of the story of which it is a copy, also of one that says nothing
    of the subject.
    """
    groups = groups_of((row[0], row[1]) for row in db.query(_COPIES, (json.dumps(sorted(pages)),)))
    others = _pages(db, {member for group in groups.values() for member in group} - pages.keys())
    known = {**others, **pages}
    return {key: _own(known[origin_of([known[other].printed for other in groups.get(key, {key})]).id]) for key in pages}


def _own(page: _Page) -> Origin:
    if page.provider is not None:
        return origin_named(page.provider, "agency")
    return origin_named(page.publication or UNNAMED, "outlet")


def _row(group: Sequence[tuple[Origin, _Told]], pages: dict[str, _Page]) -> OriginRow:
    articles = {item.article for _, item in group}
    first = min(group, key=lambda found: (pages[found[1].article].day or "9999", found[1].article))
    days = [day for article in articles if (day := pages[article].day) is not None]
    kinds = {origin.kind: origin.name for origin, _ in group}
    # A name that a page of its own bears is no hearsay.
    kind = next(kind for kind in ("agency", "outlet", "institution", "cited") if kind in kinds)
    return OriginRow(
        name=kinds[kind],
        kind=kind,
        outlets=tuple(sorted({name for article in articles if (name := pages[article].publication) is not None})),
        articles=len(articles),
        statements=len({item.statement for _, item in group if item.statement is not None}),
        first=min(days, default=None),
        last=max(days, default=None),
        evidence=first[1].words,
        article=first[1].article,
    )
