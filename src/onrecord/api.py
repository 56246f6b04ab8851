"""onrecord in Python: `open` a record, `read` into it, ask it; or `read_text` without one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import msgspec

from onrecord import pipeline
from onrecord.asking import auditing, events_export, gold, pages, query, sql, trace, versions
from onrecord.asking import changes as changing
from onrecord.asking import export as exporting
from onrecord.asking import origins as originating
from onrecord.asking import people as persons
from onrecord.asking import status as standing_of_matters
from onrecord.asking.rows import (
    ArticleRow,
    AuditRow,
    CellAnswer,
    ChangeRow,
    DiffAnswer,
    EventRow,
    FigureRow,
    HolderRow,
    LinkRow,
    MatterRow,
    OriginRow,
    OutletRow,
    PageAnswer,
    PrecisionAnswer,
    Rows,
    SearchRow,
    SourceRow,
    SpeakerRow,
    SqlAnswer,
    StatementRow,
    StatusAnswer,
    StatusRow,
    Summary,
    TimeRow,
    TraceAnswer,
    WhoAnswer,
)
from onrecord.connecting import connect
from onrecord.errors import InputError, QuestionError
from onrecord.pipeline import ReadReport
from onrecord.reading.plain import read_text as read_page
from onrecord.reading.sources import read_stream
from onrecord.record.intake import Document, Refusal
from onrecord.record.reading import Reading
from onrecord.record.vocabulary import HAPPENED
from onrecord.storing.database import Database
from onrecord.storing.lines import import_lines
from onrecord.storing.opinions import Opinion, add_verdict, edit_actor, edit_matter, opinions
from onrecord.storing.parquet import export_parquet, import_parquet

__all__ = ["Record", "documents_in", "open_record", "read_text", "readings"]

Where = str | PathLike[str]


def open_record(path: Where, *, read_only: bool = False, private: bool = False) -> Record:
    """The record in the file `path`; a new one is made where there is none, unless `read_only`. `private` hides where
    on this machine pages were read from.

    Raises NotARecord, NewerRecord, ReadOnlyRecord, LockedRecord or FullDisk.
    """
    return Record(Database.open(path, create=not read_only, read_only=read_only, private=private))


def read_text(
    text: str,
    *,
    id: str | None = None,  # noqa: A002 - the contract's name
    published: str | None = None,
    publication: str | None = None,
    headline: str | None = None,
    url: str | None = None,
) -> Reading:
    """The reading of one newspaper page or bare story, without a record.

    `published` is an ISO 8601 date, used where the page prints none. Raises EmptyInput, TooLarge, MalformedInput, and
    QuestionError where `published` is not a date.
    """
    document = read_page(text, id=id, published=published, publication=publication, headline=headline, url=url)
    return pipeline.read_document(document)


def readings(source: Where, *, published: str | None = None) -> Iterator[Reading | Refusal]:
    """The readings of a file, a folder, or standard input (`-`), in input order, without a record."""
    return pipeline.readings_of(pipeline.documents_of(str(source), published=published))


def documents_in(content: bytes, *, published: str | None = None, place: str = "-") -> Iterator[Document | Refusal]:
    """The pages in `content` (text, HTML or JSON lines), not read yet, and what cannot be; `place` names it in errors.

    Raises QuestionError where `published` is not a date.
    """
    return read_stream(content, published=published, place=place)


class Record:
    """A record, open: what was read, and the questions that it answers. Use it as a context manager, or `close` it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace_back: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Record {self.path}>"

    @property
    def path(self) -> Path:
        """The file that holds the record."""
        return self._database.path

    @property
    def state(self) -> tuple[int | None, ...]:
        """Changes whenever a page is added or a person says something of the record; what is asked between two equal
        states has the same answer."""
        return pages.state_of(self._database)

    def close(self) -> None:
        """Ends the use of the record."""
        self._database.close()

    # -- reading ---------------------------------------------------------------------------------------------------

    def read(
        self,
        source: Where,
        *,
        published: str | None = None,
        progress: Callable[[int], None] | None = None,
    ) -> ReadReport:
        """Reads a file, a folder or standard input (`-`) into the record; pages that it has are passed over.

        `published` (ISO 8601) is used for pages that print no date; `progress` is called with the number of pages done
        since its last call. Articles land whole; after a stop the same call goes on where it ended. What cannot be read
        is in the report, and the rest is read. Raises errors of the record itself (LockedRecord, FullDisk, …).
        """
        documents = pipeline.documents_of(str(source), published=published)
        return pipeline.read_into(self._database, documents, progress=progress)

    def read_documents(self, documents: Iterable[Document | Refusal]) -> ReadReport:
        """Reads what `documents_in` found, as `read` does."""
        return pipeline.read_into(self._database, documents)

    # -- asking ----------------------------------------------------------------------------------------------------

    def statements(
        self,
        *,
        by: str | None = None,
        about: str | None = None,
        since: str | None = None,
        until: str | None = None,
        standing: str | None = None,
        as_of: str | None = None,
        recorded_by: str | None = None,
        publication: str | None = None,
        country: str | None = None,
        language: str | None = None,
        act: str | None = None,
        anonymous: bool | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> Rows[StatementRow]:
        """Who said what, in the order in which it was said (see `onrecord.asking.query.statements`)."""
        return query.statements(
            self._database,
            by=by,
            about=about,
            since=since,
            until=until,
            standing=standing,
            as_of=as_of,
            recorded_by=recorded_by,
            publication=publication,
            country=country,
            language=language,
            act=act,
            anonymous=anonymous,
            limit=limit,
            offset=offset,
        )

    def search(
        self,
        words: str,
        *,
        since: str | None = None,
        until: str | None = None,
        as_of: str | None = None,
        recorded_by: str | None = None,
        publication: str | None = None,
        country: str | None = None,
        language: str | None = None,
        kind: str | None = None,
        standing: str | None = None,
        limit: int | None = 20,
        offset: int = 0,
    ) -> Rows[SearchRow]:
        """Where words stand, in statements and in articles, the best first."""
        return query.search(
            self._database,
            words,
            since=since,
            until=until,
            as_of=as_of,
            recorded_by=recorded_by,
            publication=publication,
            country=country,
            language=language,
            kind=kind,
            standing=standing,
            limit=limit,
            offset=offset,
        )

    def sources(
        self,
        *,
        about: str | None = None,
        matter: str | None = None,
        as_of: str | None = None,
        recorded_by: str | None = None,
    ) -> Rows[SourceRow]:
        """The publications and agencies, with how much the record has of each: of all, or of a subject (words `about`
        it, or the name of a `matter`)."""
        return originating.sources(self._database, about=about, matter=matter, as_of=as_of, recorded_by=recorded_by)

    def origins(
        self,
        *,
        about: str | None = None,
        matter: str | None = None,
        as_of: str | None = None,
        recorded_by: str | None = None,
    ) -> Rows[OriginRow]:
        """The independent origins of what the record has of a subject: copies and citations of one source count once
        (see `onrecord.asking.origins.origins`)."""
        return originating.origins(self._database, about=about, matter=matter, as_of=as_of, recorded_by=recorded_by)

    def speakers(
        self, *, named: str | None = None, anonymous: bool | None = None, limit: int | None = None, offset: int = 0
    ) -> Rows[SpeakerRow]:
        """Who speaks, most often first; `named` gives words of the name."""
        return query.speakers(self._database, named=named, anonymous=anonymous, limit=limit, offset=offset)

    def articles(
        self,
        *,
        since: str | None = None,
        until: str | None = None,
        as_of: str | None = None,
        recorded_by: str | None = None,
        publication: str | None = None,
        country: str | None = None,
        language: str | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> Rows[ArticleRow]:
        """The pages of the record, in the order of publication."""
        return query.articles(
            self._database,
            since=since,
            until=until,
            as_of=as_of,
            recorded_by=recorded_by,
            publication=publication,
            country=country,
            language=language,
            limit=limit,
            offset=offset,
        )

    def times(
        self, *, since: str | None = None, until: str | None = None, limit: int | None = None, offset: int = 0
    ) -> Rows[TimeRow]:
        """The time expressions, in the order of the times that they mean."""
        return query.times(self._database, since=since, until=until, limit=limit, offset=offset)

    def figures(
        self,
        *,
        about: str | None = None,
        since: str | None = None,
        until: str | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> Rows[FigureRow]:
        """The figures, in the order of publication."""
        return query.figures(self._database, about=about, since=since, until=until, limit=limit, offset=offset)

    def events(
        self,
        *,
        type: str | None = None,  # noqa: A002 - the contract's name
        actor: str | None = None,
        recipient: str | None = None,
        phase: str | None = None,
        factuality: str | None = None,
        confidence: float | None = None,
        country: str | None = None,
        sector: str | None = None,
        place: str | None = None,
        located_in: str | None = None,
        about: str | None = None,
        publication: str | None = None,
        printed_in: str | None = None,
        language: str | None = None,
        since: str | None = None,
        until: str | None = None,
        as_of: str | None = None,
        recorded_by: str | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> Rows[EventRow]:
        """What happened, in the order in which it happened (see `onrecord.asking.query.events`)."""
        return query.events(
            self._database,
            type=type,
            actor=actor,
            recipient=recipient,
            phase=phase,
            factuality=factuality,
            confidence=confidence,
            country=country,
            sector=sector,
            place=place,
            located_in=located_in,
            about=about,
            publication=publication,
            printed_in=printed_in,
            language=language,
            since=since,
            until=until,
            as_of=as_of,
            recorded_by=recorded_by,
            limit=limit,
            offset=offset,
        )

    def export_events(self, events: Rows[EventRow], stream: IO[str], *, form: str, unsure: bool = False) -> int:
        """Writes the typed ones of `events` for other programs: `form` is `plover` (JSON Lines) or `gdelt` (the columns
        of GDELT 2.0 Events, as CSV). Gives how many lines. Raises QuestionError for another form.

        GDELT has no column for factuality, and whoever opens the file takes each row for a fact: only what is told as
        having happened (`actual`, `claimed`) is written there, unless `unsure` asks for all.
        """
        if form not in {"plover", "gdelt"}:
            raise QuestionError(f"{form!r} is none of plover, gdelt")
        told = events if unsure or form == "plover" else [row for row in events if row.factuality in HAPPENED]
        only = frozenset(event.id for event in told)
        readings = (self.reading(article) for article in dict.fromkeys(event.article for event in events))
        if form == "plover":
            return events_export.write_plover(events_export.plover_records(readings, only), stream)
        recorded = dict(self._database.query("SELECT id, recorded_at FROM articles"))
        return events_export.write_gdelt(events_export.gdelt_rows(readings, only, recorded=recorded), stream)

    def status(self, matter: str, *, as_of: str | None = None, recorded_by: str | None = None) -> StatusAnswer:
        """Where a matter stands, or stood by the end of a day, and the steps and retractions that it follows from.

        `matter` gives words of its name; `recorded_by` answers with what had been recorded here by then. Raises
        QuestionError.
        """
        return standing_of_matters.status(self._database, matter, as_of=as_of, recorded_by=recorded_by)

    def timeline(self, matter: str, *, as_of: str | None = None, recorded_by: str | None = None) -> Rows[StatusRow]:
        """The steps of a matter in the order in which they happened, each with what was done to it."""
        return standing_of_matters.timeline(self._database, matter, as_of=as_of, recorded_by=recorded_by)

    def changes(
        self, *, since: str | None = None, as_of: str | None = None, recorded_by: str | None = None
    ) -> Rows[ChangeRow]:
        """What was taken back, corrected, revised, disputed or confirmed in print from a day on."""
        return changing.changes(self._database, since=since, as_of=as_of, recorded_by=recorded_by)

    def contradictions(self, *, as_of: str | None = None, recorded_by: str | None = None) -> Rows[ChangeRow]:
        """The statements that deny or contradict others."""
        return changing.contradictions(self._database, as_of=as_of, recorded_by=recorded_by)

    def mark(self, cell_id: str, verdict: str, *, author: str, note: str | None = None) -> Opinion:
        """Keeps a person's verdict on a row: `right` or `wrong`. The last one counts in every answer, the earlier ones
        stay.

        `cell_id` is the id of a statement, event, article or link. Raises UnknownId, QuestionError.
        """
        return add_verdict(self._database, self.trace(cell_id).id, verdict, author=author, note=note)

    def sample(self, *, kind: str = "statements", n: int = 50, seed: int = 0) -> Rows[AuditRow]:
        """`n` rows of a `kind` (statements, events, links) drawn at random, each with the sentences around it and the
        last verdict on it (see `onrecord.asking.auditing.draw`)."""
        return auditing.draw(self._database, kind=kind, n=n, seed=seed)

    def precision(self, *, kind: str = "statements", n: int = 50, seed: int = 0) -> PrecisionAnswer:
        """What the verdicts on such a sample come to: the share of right rows, with a confidence interval."""
        drawn = self.sample(kind=kind, n=n, seed=seed)
        return msgspec.structs.replace(auditing.precision(drawn), kind=kind)

    def mark_from(self, source: Where, *, author: str) -> int:
        """Keeps the verdicts of a sample that was written to a file (CSV, or JSON Lines) and filled in; gives how many
        are new. What the author said already is passed over. Raises MalformedInput, UnknownId, QuestionError.
        """
        form = "csv" if Path(source).suffix.lower() == ".csv" else "jsonl"
        with Path(source).open(encoding="utf-8-sig", newline="") as lines:
            given = list(auditing.read_verdicts(lines, form=form))
        new = 0
        for key, verdict, note in given:
            before = [opinion for opinion in opinions(self._database, key) if opinion.author == author.strip()]
            if not before or (before[-1].verdict, before[-1].note) != (verdict, note):
                self.mark(key, verdict, author=author, note=note)
                new += 1
        return new

    def marks(self) -> Rows[Opinion]:
        """All verdicts that persons gave, the earliest first."""
        return Rows(Opinion, opinions(self._database))

    def merge_matters(self, name: str, into: str, *, author: str, note: str | None = None) -> None:
        """Keeps that two names mean one matter; `split_matter` undoes it."""
        edit_matter(self._database, name, into, author=author, note=note)

    def split_matter(self, name: str, *, author: str, note: str | None = None) -> None:
        """Keeps that a name stands for itself and is joined to no other."""
        edit_matter(self._database, name, None, author=author, note=note)

    def who(self, name: str, *, as_of: str | None = None, recorded_by: str | None = None, limit: int = 50) -> WhoAnswer:
        """One person or organization over the whole record: roles over time, statements, what was taken back, what they
        do and what is done to them, and where they are quoted (see `onrecord.asking.people.who`).

        `name` is a name, or the `id` of a PersonRow. Raises QuestionError, UnknownId.
        """
        return persons.who(self._database, name, as_of=as_of, recorded_by=recorded_by, limit=limit)

    def who_held(
        self,
        role: str,
        *,
        on: str,
        country: str | None = None,
        org: str | None = None,
        as_of: str | None = None,
        recorded_by: str | None = None,
    ) -> Rows[HolderRow]:
        """Who held an office on a day, as far as print tells (see `onrecord.asking.people.who_held`)."""
        return persons.who_held(
            self._database, role, on=on, country=country, org=org, as_of=as_of, recorded_by=recorded_by
        )

    def merge_people(self, name: str, into: str, *, author: str, note: str | None = None) -> None:
        """Keeps that two names mean one person or organization; `split_people` undoes it.

        Either may be the address of one bearer (`ARTICLE/ACTOR`): then it is said of that one alone. Merged into its
        own name, it is taken back into it. Raises UnknownId.
        """
        for given in (name, into):
            persons.check_address(self._database, given)
        edit_actor(self._database, name, into, author=author, note=note)

    def split_people(
        self, name: str, *, pages: Sequence[str] = (), author: str, note: str | None = None
    ) -> tuple[str, ...]:
        """Keeps that the name of a person or organization stands for itself and is joined to no other. With `pages`
        (ids of articles): that whoever bears the name there is one of their own, and not the other of that name.

        Gives the addresses (`ARTICLE/ACTOR`) that were taken out, by which each can be put back (`merge_people`).
        Raises UnknownId where nobody, or more than one, bears the name on a page.
        """
        persons.check_address(self._database, name)
        bearers = persons.bearers_on(self._database, name, pages)
        if not bearers:
            edit_actor(self._database, name, None, author=author, note=note)
        for place, address in enumerate(bearers):
            edit_actor(self._database, address, bearers[0] if place else None, author=author, note=note)
        return bearers

    def page(self, article_id: str, *, as_of: str | None = None) -> PageAnswer:
        """An article with its cells as they stood by the end of a day, its links, versions and copies.

        Raises UnknownId, QuestionError.
        """
        return pages.page(self._database, article_id, as_of=as_of)

    def diff(self, article_id: str, *, against: str | None = None) -> DiffAnswer:
        """What changed from the version before an article (or from `against`) to it: statements, paragraphs, words.

        Raises UnknownId, and QuestionError where nothing was read at its address before.
        """
        return versions.compare_versions(self._database, article_id, against=against)

    def cell(self, cell_id: str) -> CellAnswer:
        """A statement or an event with its links, its history and the verdicts on it. Raises UnknownId."""
        return pages.cell(self._database, cell_id)

    def links_of(self, ids: Iterable[str]) -> Rows[LinkRow]:
        """The links that begin or end at one of these statements, events or articles, in the order of print."""
        return pages.links_of(self._database, ids)

    def latest_changes(self, *, limit: int = 12) -> Rows[LinkRow]:
        """What was last taken back, corrected, revised, denied or confirmed in print, the latest first."""
        return pages.latest_changes(self._database, limit=limit)

    def latest_steps(self, *, limit: int = 12) -> Rows[EventRow]:
        """The steps of matters that were printed last, the latest first."""
        return pages.latest_steps(self._database, limit=limit)

    def matter_names(self, words: str | None = None, *, limit: int | None = None, offset: int = 0) -> Rows[MatterRow]:
        """The names in print of what has phases, those of most articles first; those with all of `words`."""
        return pages.matter_names(self._database, words, limit=limit, offset=offset)

    def events_found(
        self,
        words: str,
        *,
        since: str | None = None,
        until: str | None = None,
        publication: str | None = None,
        country: str | None = None,
        language: str | None = None,
        limit: int = 20,
    ) -> Rows[EventRow]:
        """Events that have all `words`, on the pages that fit them best, the latest first."""
        return pages.events_found(
            self._database,
            words,
            since=since,
            until=until,
            publication=publication,
            country=country,
            language=language,
            limit=limit,
        )

    def names_matter(self, words: str) -> bool:
        """Whether `status` can find a matter by these words: `they` names none."""
        return pages.names_matter(words)

    def outlets(self) -> Rows[OutletRow]:
        """Whose pages the record has, by language and country."""
        return pages.outlets(self._database)

    def copied(self, *, limit: int = 20) -> tuple[Rows[ArticleRow], ...]:
        """Stories that several articles print, those of most articles first."""
        return pages.copied(self._database, limit=limit)

    def summary(self) -> Summary:
        """What the record holds."""
        return query.summary(self._database)

    def trace(self, cell_id: str) -> TraceAnswer:
        """Where a cell stands in print. Raises UnknownId."""
        return trace.trace(self._database, cell_id)

    def sql(
        self, question: str, *, limit: int | None = 1000, seconds: float = 30.0, most: int | None = None
    ) -> SqlAnswer:
        """The answer to one SELECT over the record's tables (see `onrecord.asking.sql.ask_sql`). Raises
        QuestionError.
        """
        return sql.ask_sql(self._database, question, limit=limit, seconds=seconds, most=most)

    def reading(self, article_id: str) -> Reading:
        """One article as it was read. Raises UnknownId."""
        return self._database.reading(article_id)

    def readings(self) -> Iterator[Reading]:
        """All articles as they were read, in the order in which they were recorded."""
        return self._database.readings()

    # -- interchange -----------------------------------------------------------------------------------------------

    def export(self, target: Where, *, format: str | None = None) -> int:  # noqa: A002 - what users call it
        """Writes the record to `target`; gives the number of articles (JSONL, gold), statements (CSV) or tables
        (Parquet).

        `format` is `jsonl` (one reading a line), `csv` (the statements), `parquet` (a folder, one file a table) or
        `gold` (what persons marked, as JSON Lines; see `onrecord.asking.gold`); by default by the suffix of `target`.
        Raises QuestionError where it is none of these.
        """
        kind = format or {".jsonl": "jsonl", ".csv": "csv", "": "parquet"}.get(Path(target).suffix, Path(target).suffix)
        if kind == "parquet":
            return len(export_parquet(self._database, target))
        if kind == "jsonl":
            with Path(target).open("wb") as stream:
                return exporting.write_readings(self._database, stream)
        if kind == "gold":
            with Path(target).open("wb") as stream:
                return gold.write_gold(self._database, stream)
        if kind == "csv":
            answer = self.statements()
            with Path(target).open("w", encoding="utf-8", newline="") as lines:
                exporting.write_csv(answer, lines)
            return len(answer)
        raise QuestionError(f"{kind!r} is none of jsonl, csv, parquet, gold")

    def add(self, source: Where) -> ReadReport:
        """Adds what `export` wrote elsewhere: a folder of Parquet files, or a file of readings as JSON lines."""
        report = self._import(Path(source))
        connect(self._database)
        return report

    def _import(self, path: Path) -> ReadReport:
        if path.is_dir():
            return _report(import_parquet(self._database, path), str(path))
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with path.open("rb") as lines:
            return _report(import_lines(self._database, lines, place=str(path), recorded_at=now), str(path))


def _report(results: Iterable[bool | InputError], place: str) -> ReadReport:
    outcomes = list(results)
    refused = tuple(pipeline.refusal_of(result, place) for result in outcomes if isinstance(result, InputError))
    return ReadReport(read=outcomes.count(True), known=outcomes.count(False), refused=refused)
