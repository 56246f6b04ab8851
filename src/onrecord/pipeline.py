"""The only module that knows the order: read, parse, find, link, store."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TypeVar

from msgspec import Struct, structs

from onrecord.connecting import connect
from onrecord.errors import InputError
from onrecord.finding.events import find_happenings
from onrecord.finding.figures import find_figures, with_statements
from onrecord.finding.statements import find_statements
from onrecord.finding.times import find_times
from onrecord.linking.within import link_within
from onrecord.parsing.encoder import loaded
from onrecord.parsing.sentences import parse
from onrecord.reading.sources import read_source, read_stream
from onrecord.record.analysis import Analysis
from onrecord.record.article import Article
from onrecord.record.identity import again_id
from onrecord.record.intake import Document, Notice, Refusal
from onrecord.record.reading import Reading
from onrecord.storing.database import Database, Recording

__all__ = [
    "BATCH",
    "Parser",
    "ReadReport",
    "documents_of",
    "encoder",
    "read_document",
    "read_documents",
    "read_into",
    "readings_of",
    "refusal_of",
    "rules",
]

BATCH = 32  # documents read together: enough to sort windows by length, few enough to lose little on a stop
STANDARD_INPUT = "-"
THREADS = 2  # windows that the encoder reads at the same time, unless a caller says otherwise

Parser = Callable[[Iterable[Article]], Iterator[Analysis]]

Item = TypeVar("Item")


class ReadReport(Struct, frozen=True, kw_only=True):
    """What came of reading: pages read into the record, pages that it already had, what could not be read, and what to
    know of known pages.
    """

    read: int
    known: int
    refused: tuple[Refusal, ...]
    notices: tuple[Notice, ...] = ()


def documents_of(source: str | Path, *, published: str | None = None) -> Iterator[Document | Refusal]:
    """The documents of a file, a folder, or standard input (`-`), in input order."""
    if str(source) == STANDARD_INPUT:
        return read_stream(sys.stdin.buffer.read(), published=published)
    return read_source(Path(source), published=published)


def readings_of(items: Iterable[Document | Refusal]) -> Iterator[Reading | Refusal]:
    """The reading of each document, and the refusals among them, in the same order."""
    for batch in _batches(items):
        readings = iter(read_documents([item for item in batch if isinstance(item, Document)]))
        for item in batch:
            yield item if isinstance(item, Refusal) else next(readings)


def read_into(
    database: Database, items: Iterable[Document | Refusal], *, progress: Callable[[int], None] | None = None
) -> ReadReport:
    """Reads documents into a record, batch by batch, each article whole; what the record has is passed over.

    `progress` is called with the number of items done since its last call. Raises errors of the record itself.
    """
    read = known = 0
    refused: list[Refusal] = []
    notices: list[Notice] = []
    last: dict[str, Document] = {}
    for batch in _batches(items):
        documents = [item for item in batch if isinstance(item, Document)]
        new = [document for document in documents if not _is_known(database, document)]
        notices += filter(None, (_dated_otherwise(database, document) for document in documents))
        last.update({document.article.url: document for document in documents if document.article.url is not None})
        outcomes = _add(database, new)
        faults = [outcome for outcome in outcomes if isinstance(outcome, Refusal)]
        refused += [*(item for item in batch if isinstance(item, Refusal)), *faults]
        read += outcomes.count(True)
        known += len(documents) - outcomes.count(True) - len(faults)
        connect(database)
        if progress is not None:
            progress(len(batch))
    again = dict(_read_again(database, last))
    read, known = read + sum(again.values()), known - sum(again.values())
    connect(database)  # also what an earlier run or an import left unlinked
    return ReadReport(read=read, known=known, refused=tuple(refused), notices=(*notices, *again))


def _dated_otherwise(database: Database, document: Document) -> Notice | None:
    """A page that the record has with another date of publication than it was given now."""
    rows = database.query("SELECT published, digest FROM articles WHERE id = ?", (document.id,))
    given = document.article.published
    if not rows or given is None or rows[0][0] == given or rows[0][1] != document.article.digest:
        return None
    kept = f"published {rows[0][0]}" if rows[0][0] else "without a date of publication"
    message = (
        f"{document.id} is on record {kept}, and was given now as published {given}: nothing was changed. To have it"
        " with that date, read it into another record"
    )
    return Notice(place=document.place, article=document.id, message=message)


def _standing_again(database: Database, url: str, document: Document) -> Document | Notice | None:
    """What to read of a text that stands at its address again, after the record had another version of it; a notice
    where its own date says that it is no newer than that; None where it is the last version.
    """
    rows = database.query(
        "SELECT this.version, last.version, coalesce(last.modified, last.published)"
        " FROM articles AS this JOIN articles AS last ON last.url = this.url"
        " WHERE this.id = :id AND this.url = :url AND this.text <> last.text"
        " AND last.version = (SELECT max(version) FROM articles WHERE url = :url)",
        {"url": url, "id": document.id},
    )
    if not rows:
        return None
    version, last, dated = rows[0]
    own = document.article.modified or document.article.published
    if own is None or dated is None or own >= dated:
        return structs.replace(document, id=again_id(document.id, last + 1))
    message = (
        f"{document.id} is on record as version {version} of {url}, which had a version {last} since, of {dated}:"
        f" nothing was changed, as this text is of {own}"
    )
    return Notice(place=document.place, article=document.id, message=message)


def _read_again(database: Database, last: Mapping[str, Document]) -> Iterator[tuple[Notice, bool]]:
    """Adds the texts that stand at their addresses again, and says so: each notice, and whether a text was added."""
    for url, document in last.items():
        found = _standing_again(database, url, document)
        if isinstance(found, Notice):
            yield found, False
        elif found is not None and _add(database, [found]) == [True]:
            message = (
                f"{document.id} stands at {url} again, after another text: it was added as the next version, {found.id}"
            )
            yield Notice(place=document.place, article=found.id, message=message), True


def _is_known(database: Database, document: Document) -> bool:
    """Whether the record has these very bytes; another text under the id goes on, to be refused by the record."""
    digests = database.query("SELECT digest FROM articles WHERE id = ?", (document.id,))
    return bool(digests) and digests[0][0] == document.article.digest


def _add(database: Database, documents: Sequence[Document]) -> list[bool | Refusal]:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    outcomes = list(read_documents(documents))
    recordings = [
        Recording(reading=outcome, place=document.place, recorded_at=now)
        for document, outcome in zip(documents, outcomes, strict=True)
        if isinstance(outcome, Reading)
    ]
    added = zip(recordings, database.add_many(recordings) if recordings else (), strict=True)
    stored: list[bool | Refusal] = [
        refusal_of(result, recording.place) if isinstance(result, InputError) else result for recording, result in added
    ]
    return stored + [outcome for outcome in outcomes if isinstance(outcome, Refusal)]


def refusal_of(error: InputError, place: str) -> Refusal:
    """The error as a line of the report."""
    return Refusal(place=error.place or place, kind=type(error).__name__, message=error.message)


def encoder(threads: int = THREADS) -> Parser:
    """The parser that ships: the trained encoder, loaded once, on so many threads."""
    return loaded(threads).read


def rules(articles: Iterable[Article]) -> Iterator[Analysis]:
    """The parser without a model: tokens and sentences; statements and names are then found by rule."""
    return map(parse, articles)


def read_document(document: Document, *, parser: Parser | None = None) -> Reading:
    """The reading of one document."""
    (analysis,) = (parser or encoder())([document.article])
    return _find(document, analysis)


def read_documents(documents: Iterable[Document], *, parser: Parser | None = None) -> Iterator[Reading | Refusal]:
    """The reading of each document, in order. What a document gives does not depend on the others.

    A document on which a stage fails gives a Refusal (kind `InternalError`) and the rest goes on.
    """
    for batch in _batches(documents):
        try:
            analyses = list((parser or encoder())(document.article for document in batch))
        except Exception:
            yield from (_guarded(document, partial(read_document, parser=parser)) for document in batch)
        else:
            for document, analysis in zip(batch, analyses, strict=True):
                yield _guarded(document, partial(_find, analysis=analysis))


def _guarded(document: Document, read: Callable[[Document], Reading]) -> Reading | Refusal:
    try:
        return read(document)
    except Exception as error:
        message = f"onrecord failed on this page ({type(error).__name__}: {error}); please report it with the page"
        return Refusal(place=document.place, kind="InternalError", message=message)


def _find(document: Document, analysis: Analysis) -> Reading:
    article = document.article
    times = find_times(article, analysis)
    said = find_statements(document.id, article, analysis, times)
    happened = find_happenings(document.id, article, analysis, said.statements, said.actors, times)
    found = Reading(
        id=document.id,
        article=article,
        times=times,
        actors=happened.actors,
        statements=said.statements,
        events=happened.events,
        figures=with_statements(find_figures(article, analysis, times), said.statements),
        anonymity=said.anonymity,
    )
    return link_within(found, analysis)


def _batches(items: Iterable[Item]) -> Iterator[tuple[Item, ...]]:
    pending = iter(items)
    while batch := tuple(islice(pending, BATCH)):
        yield batch
