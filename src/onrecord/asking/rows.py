"""What the questions answer with: frozen rows, and the sequence that holds them. All offsets index an article's text.

Dates are ISO 8601, `said` and `value` TIMEX3 values; what is not known is null.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

import msgspec
from msgspec import Struct

from onrecord.errors import MissingExtra
from onrecord.record.links import Link
from onrecord.record.reading import Reading
from onrecord.storing.opinions import Opinion

if TYPE_CHECKING:
    import pandas
    import polars

__all__ = [
    "ArticleRow",
    "AuditRow",
    "CellAnswer",
    "ChangeRow",
    "DiffAnswer",
    "EventRow",
    "FigureRow",
    "HolderRow",
    "JoinRow",
    "LinkRow",
    "Mark",
    "MatterRow",
    "OriginRow",
    "OutletRow",
    "PageAnswer",
    "ParagraphRow",
    "PersonRow",
    "PrecisionAnswer",
    "QuotedRow",
    "RoleRow",
    "RowT",
    "Rows",
    "SearchRow",
    "SourceRow",
    "SpeakerRow",
    "SqlAnswer",
    "StatementChangeRow",
    "StatementRow",
    "StatusAnswer",
    "StatusRow",
    "Summary",
    "TimeRow",
    "TraceAnswer",
    "WhoAnswer",
]


class StatementRow(Struct, frozen=True, kw_only=True):
    """Who said what. `speaker` is the actor's name, or the source in print; `content` joins its pieces with " … "."""

    id: str
    said: str | None
    published: str | None
    publication: str | None
    speaker: str | None
    role: str | None
    source: str | None
    cue: str | None
    content: str
    act: str
    form: str
    anonymous: bool
    standing: str
    confidence: float | None
    article: str
    headline: str | None


class Mark(Struct, frozen=True):
    """Characters `start` to `end` (exclusive) of the text shown, and what they are."""

    start: int
    end: int
    label: str = "match"


class SearchRow(Struct, frozen=True, kw_only=True):
    """A place where words were found: a statement, or an article's headline or story. `marks` index `snippet`; an
    article has no `standing`."""

    kind: str
    id: str
    article: str
    published: str | None
    publication: str | None
    headline: str | None
    speaker: str | None
    snippet: str
    marks: tuple[Mark, ...]
    standing: str | None = None


class SourceRow(Struct, frozen=True, kw_only=True):
    """An outlet (`publication`) or an agency (`provider`) and what the record has of it. `origins` counts its articles
    that are no copies of another: one origin is one source. Several languages or countries are joined with ", "."""

    name: str
    kind: str
    language: str | None
    country: str | None
    articles: int
    origins: int
    statements: int
    first: str | None
    last: str | None


class SpeakerRow(Struct, frozen=True, kw_only=True):
    """Somebody who speaks, by the name or words in print, and when they first and last spoke (a day, or the beginning
    of what is known only as a month or year)."""

    name: str
    anonymous: bool
    statements: int
    articles: int
    first: str | None
    last: str | None


class ArticleRow(Struct, frozen=True, kw_only=True):
    """A page of the record. `version` counts the texts read at `url`; `place` is where it was read from (null where
    the record was opened to hide that)."""

    id: str
    published: str | None
    publication: str | None
    headline: str | None
    byline: str | None
    provider: str | None
    language: str | None
    country: str | None
    statements: int
    url: str | None
    version: int | None
    place: str | None
    recorded_at: str


class TimeRow(Struct, frozen=True, kw_only=True):
    """A time expression. `id` is its address (`ARTICLE:START-END`), which `trace` takes."""

    id: str
    text: str
    type: str
    value: str | None
    begin: str | None
    until: str | None
    published: str | None
    publication: str | None
    article: str
    headline: str | None


class FigureRow(Struct, frozen=True, kw_only=True):
    """A number that counts or measures something. `id` is its address (`ARTICLE:START-END`), which `trace` takes."""

    id: str
    text: str
    value: float
    upper: float | None
    approximate: bool
    of: str | None
    unit: str | None
    statement: str | None
    published: str | None
    publication: str | None
    article: str
    headline: str | None


class EventRow(Struct, frozen=True, kw_only=True):
    """Who did what to whom. `begin` and `until` are `date` as an interval of days; several parties are joined with
    "; ". `place` is as printed; `located` is its name on the map, with the country and the point in degrees.
    """

    id: str
    date: str | None
    begin: str | None
    until: str | None
    published: str | None
    publication: str | None
    type: str | None
    mode: str | None
    phase: str | None
    trigger: str
    actors: str | None
    recipients: str | None
    matter: str | None
    place: str | None
    factuality: str
    statement: str | None
    confidence: float | None
    article: str
    headline: str | None
    located: str | None = None
    located_in: str | None = None
    latitude: float | None = None
    longitude: float | None = None


class TraceAnswer(Struct, frozen=True, kw_only=True):
    """A cell, the words in print around it, the page, and when that was read.

    `excerpt` is `article.text[start:start + len(excerpt)]`; `marks` index `excerpt`. `links_to` act on this cell,
    `links_from` are what it does to others. `derivations` say in a line each how a value came from the words.
    """

    id: str
    kind: str
    excerpt: str
    start: int
    marks: tuple[Mark, ...]
    standing: str | None
    page: ArticleRow
    digest: str | None
    tool: str
    links_to: tuple[Link, ...] = ()
    links_from: tuple[Link, ...] = ()
    previous_version: str | None = None
    derivations: tuple[str, ...] = ()


class Summary(Struct, frozen=True, kw_only=True):
    """What a record holds. `speakers` counts different names; `first` and `last` are days of publication."""

    pages: int
    statements: int
    speakers: int
    publications: int
    times: int
    figures: int
    events: int
    first: str | None
    last: str | None
    undated: int


class SqlAnswer(Struct, frozen=True):
    """What a query of the user's gave. `cut` says that there were more rows than the limit."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    cut: bool = False

    def to_dicts(self) -> list[dict[str, Any]]:
        """One dictionary a row."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


RowT = TypeVar("RowT", bound=Struct)


class Rows(Sequence[RowT], Generic[RowT]):
    """Rows of one kind, in order. `undated` counts those that a question by date left out because theirs is unknown."""

    def __init__(self, kind: type[RowT], rows: Iterable[RowT], *, undated: int = 0) -> None:
        self.kind = kind
        self.undated = undated
        self._rows = tuple(rows)

    @overload
    def __getitem__(self, index: int) -> RowT: ...
    @overload
    def __getitem__(self, index: slice) -> Rows[RowT]: ...
    def __getitem__(self, index: int | slice) -> RowT | Rows[RowT]:
        if isinstance(index, slice):
            return Rows(self.kind, self._rows[index], undated=self.undated)
        return self._rows[index]

    def __len__(self) -> int:
        return len(self._rows)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Rows):
            return NotImplemented
        return (self.kind, self._rows, self.undated) == (other.kind, other._rows, other.undated)

    def __hash__(self) -> int:
        return hash((self.kind, self._rows, self.undated))

    def __repr__(self) -> str:
        return f"<Rows of {len(self)} {self.kind.__name__}>"

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, also when there is no row."""
        return self.kind.__struct_fields__

    def to_dicts(self) -> list[dict[str, Any]]:
        """One dictionary a row, of values that JSON has."""
        return [msgspec.to_builtins(row) for row in self._rows]

    def to_polars(self) -> polars.DataFrame:
        """A Polars data frame. Raises MissingExtra where Polars is not installed."""
        try:
            import polars as pl  # noqa: PLC0415 - an optional extra
        except ImportError as error:
            raise MissingExtra('Polars is not installed: pip install "onrecord[polars]"') from error
        return pl.DataFrame(self.to_dicts(), schema=list(self.columns), infer_schema_length=None)

    def to_pandas(self) -> pandas.DataFrame:
        """A pandas data frame. Raises MissingExtra where pandas is not installed."""
        try:
            import pandas as pd  # noqa: PLC0415 - an optional extra
        except ImportError as error:
            raise MissingExtra('pandas is not installed: pip install "onrecord[pandas]"') from error
        return pd.DataFrame(self.to_dicts(), columns=list(self.columns))


class StatusRow(Struct, frozen=True, kw_only=True):
    """A step of a matter, or (under it) what was done to the statement that says so.

    `what` is a phase, or the kind of a link; `who` acts, `says` is the speaker who says so (null: the article itself).
    A step has a `factuality` and the `standing` of its statement. `reports` counts the articles that tell the same,
    `origins` those that are no copies of each other; `evidence`, `publication` and `published` are of the earliest.
    """

    date: str | None
    what: str
    who: str | None
    says: str | None
    venue: str | None
    factuality: str | None
    standing: str | None
    reports: int
    origins: int
    evidence: str
    publication: str | None
    published: str | None
    article: str
    id: str


class StatusAnswer(Struct, frozen=True):
    """Where a matter stands. `names` are those that it goes by; `standing` is null where nothing is on record, and
    unclear where what came last was taken back; `phase` is the last that holds, `since` when; `says` puts it in words.
    Its steps stand on `pages` of `outlets` (publications), which are `origins` stories where copies count once; a
    question by day leaves out `undated` pages that tell of it and have no date.
    """

    matter: str
    names: tuple[str, ...]
    standing: str | None
    phase: str | None
    since: str | None
    says: str
    rows: Rows[StatusRow]
    pages: int = 0
    outlets: int = 0
    origins: int = 0
    undated: int = 0


class ChangeRow(Struct, frozen=True, kw_only=True):
    """What was done to a statement: `what` (the kind of link), `who` did it, what that statement `says` (null: the
    article itself does it), whose statement it was done to, and what that said (null: a whole article). `id` traces the
    words that say so.
    """

    date: str | None
    what: str
    who: str | None
    says: str | None
    speaker: str | None
    said: str | None
    evidence: str
    publication: str | None
    article: str
    to: str
    id: str


class LinkRow(Struct, frozen=True, kw_only=True):
    """A link and its two ends: what `origin` (a statement, an event or an article) does to the statement `to`.

    `speaker` and `says` are those of `origin` where it is a statement; `to_speaker`, `to_said` and `to_article` are
    null where `to` is no statement of this record. `date` is the day from which `evidence` stood in print.
    """

    id: str
    kind: str
    date: str | None
    by: str | None
    venue: str | None
    evidence: str
    article: str
    publication: str | None
    origin: str
    speaker: str | None
    says: str | None
    to: str
    to_speaker: str | None
    to_said: str | None
    to_article: str | None


class MatterRow(Struct, frozen=True, kw_only=True):
    """A name in print of something that has phases: how many events and articles have it, and the days on which it was
    first and last printed."""

    name: str
    steps: int
    articles: int
    first: str | None
    last: str | None


class OutletRow(Struct, frozen=True, kw_only=True):
    """A publication in one language and of one country, how many articles the record has of it, and the days on which
    the first and the last of them was printed."""

    publication: str | None
    language: str | None
    country: str | None
    articles: int
    first: str | None
    last: str | None


class PageAnswer(Struct, frozen=True, kw_only=True):
    """One article and all that the record has of it.

    `links` have one end in it; `versions` are all texts read at its address, in order; `copies` the other articles that
    print its story; `wrong` the ids of what a person marked as wrong.
    """

    page: ArticleRow
    reading: Reading
    statements: Rows[StatementRow]
    events: Rows[EventRow]
    links: Rows[LinkRow]
    versions: Rows[ArticleRow]
    copies: Rows[ArticleRow]
    wrong: frozenset[str]


class CellAnswer(Struct, frozen=True, kw_only=True):
    """A statement or an event with its surroundings: where it stands in print, what it does and what is done to it, and
    what persons said of it. `history` gives the days from which a statement had another standing. The other of
    `statement` and `event` is null.
    """

    trace: TraceAnswer
    statement: StatementRow | None
    event: EventRow | None
    events: Rows[EventRow]
    links: Rows[LinkRow]
    history: tuple[tuple[str, str], ...]
    verdicts: tuple[Opinion, ...]


class PersonRow(Struct, frozen=True, kw_only=True):
    """A person or an organization over the whole record. `id` (`ARTICLE/ACTOR`, the first print) asks for exactly this
    one; `names` are those in print, the most frequent first, and `role` what was last printed with one of them.
    `articles` and `statements` are counted, `first` and `last` are days of print.
    """

    id: str
    name: str
    names: tuple[str, ...]
    kind: str
    country: str | None
    role: str | None
    articles: int
    statements: int
    first: str | None
    last: str | None


class RoleRow(Struct, frozen=True, kw_only=True):
    """An office as it was printed with somebody's name: `status` is outgoing, designate, acting, former or null, and
    `since` and `until` the first and last day on which it was printed so, in so many `articles`. `evidence`,
    `publication` and `article` are of the first; `id` (`ARTICLE:START-END`) traces the words.
    """

    name: str
    title: str
    status: str | None
    org: str | None
    country: str | None
    since: str | None
    until: str | None
    articles: int
    evidence: str
    publication: str | None
    article: str
    id: str


class HolderRow(Struct, frozen=True, kw_only=True):
    """Who held an office on a day, as far as print tells.

    `holds` is true for the holder (also outgoing or acting), false for who was then printed as designate or former, and
    null where a successor was printed in between. `ground` says what it follows from: `printed that day`, `printed
    before and after`, or `last printed`; `printed` is the day of that print and `evidence` its words. `articles` counts
    what was printed so up to the day; `person` is the id that `who` takes.
    """

    name: str
    person: str
    title: str
    status: str | None
    holds: bool | None
    ground: str
    org: str | None
    country: str | None
    printed: str | None
    evidence: str
    articles: int
    publication: str | None
    article: str
    id: str


class JoinRow(Struct, frozen=True, kw_only=True):
    """Why two names in print, or two groups of articles with one name, mean one person or organization: `rule`, and the
    words or names that it rests on."""

    name: str
    other: str
    rule: str
    evidence: str | None
    article: str
    other_article: str


class QuotedRow(Struct, frozen=True, kw_only=True):
    """An outlet in which somebody is quoted, and how much."""

    publication: str | None
    country: str | None
    statements: int
    articles: int
    first: str | None
    last: str | None


class WhoAnswer(Struct, frozen=True, kw_only=True):
    """What the record has of one person or organization.

    `person` is null where nobody or more than one is meant: `others` are all whose names have the words that were
    `asked`. `standings` counts the statements by standing, `taken_back` are those rescinded or withdrawn; `does` are
    the events that the person acts in, `undergoes` those done to it. What a person marked as wrong is left out, and so
    are, of a question by day, `undated` pages that have the name and no date.
    """

    asked: str
    person: PersonRow | None
    others: Rows[PersonRow]
    roles: Rows[RoleRow]
    statements: Rows[StatementRow]
    standings: dict[str, int]
    taken_back: Rows[StatementRow]
    does: Rows[EventRow]
    undergoes: Rows[EventRow]
    quoted: Rows[QuotedRow]
    joins: Rows[JoinRow]
    undated: int = 0


class OriginRow(Struct, frozen=True, kw_only=True):
    """One independent origin of what the record has of a subject: all copies of one story, all that quotes one source,
    and all that speak for one institution count once.

    `kind` is `agency` or `outlet` (a story and its copies), `institution` (its spokespeople and officers speak) or
    `cited` (`name` was quoted by others). `outlets` printed
    it; `evidence` is what the earliest article prints of it.
    """

    name: str
    kind: str
    outlets: tuple[str, ...]
    articles: int
    statements: int
    first: str | None
    last: str | None
    evidence: str
    article: str


class ParagraphRow(Struct, frozen=True, kw_only=True):
    """A paragraph of two versions, side by side: `what` is same, changed, gone or new; the marks are the words that the
    other version has not, and index `before` and `after`."""

    what: str
    before: str | None
    after: str | None
    before_marks: tuple[Mark, ...] = ()
    after_marks: tuple[Mark, ...] = ()


class StatementChangeRow(Struct, frozen=True, kw_only=True):
    """A statement of two versions: `what` is gone, changed or new; the ids and words are null where there is none."""

    what: str
    speaker: str | None
    before: str | None
    after: str | None
    before_id: str | None
    after_id: str | None


class DiffAnswer(Struct, frozen=True, kw_only=True):
    """What changed between two texts that stood at one address. `unified` is the difference of the stories, line by
    line, in the unified format."""

    earlier: ArticleRow
    later: ArticleRow
    statements: Rows[StatementChangeRow]
    paragraphs: Rows[ParagraphRow]
    unified: str


class AuditRow(Struct, frozen=True, kw_only=True):
    """A row drawn for an audit: what it says (`cells`), and the sentences in print around it, with its spans marked.

    `verdict`, `author` and `note` are of the last verdict on it, null where nobody gave one.
    """

    number: int
    id: str
    kind: str
    cells: dict[str, str]
    excerpt: str
    start: int
    marks: tuple[Mark, ...]
    article: str
    publication: str | None
    published: str | None
    verdict: str | None = None
    author: str | None = None
    note: str | None = None


class PrecisionAnswer(Struct, frozen=True, kw_only=True):
    """The share of rows that were found right: `right` of `right + wrong`, `open` without a verdict, and the Wilson
    score interval `low` to `high` at the confidence `level` (null where no row has a verdict)."""

    kind: str
    right: int
    wrong: int
    open: int
    precision: float | None
    low: float | None
    high: float | None
    level: float = 0.95
