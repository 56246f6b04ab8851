"""The commands: parse, call, print, exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from onrecord import api
from onrecord.asking.export import write_csv, write_jsonl
from onrecord.asking.rows import (
    AuditRow,
    DiffAnswer,
    EventRow,
    Mark,
    PrecisionAnswer,
    Rows,
    SqlAnswer,
    TraceAnswer,
    WhoAnswer,
)
from onrecord.errors import OnrecordError, QuestionError, RecordError, Unreadable
from onrecord.reading.sources import count_sources
from onrecord.record.codec import to_json
from onrecord.record.intake import Refusal
from onrecord.record.vocabulary import HAPPENED, Act, Factuality, Phase, Sector, Standing

__all__ = ["app", "main"]

# Exit codes: scripts can tell a page that could not be read from a question or a record that is wrong.
SOME_REFUSED, WRONG_QUESTION, RECORD_UNUSABLE, INTERRUPTED = 1, 2, 3, 130
REFUSALS_SHOWN = 50
# What the questions call their bounds, and what people type.
OPTION_OF = {"since": "--from", "until": "--to", "as_of": "--as-of", "recorded_by": "--recorded-by"}
STYLES = {"source": "cyan", "cue": "magenta", "content": "green", "match": "bold yellow", "span": "bold yellow"}

app = typer.Typer(
    name="onrecord",
    help="Reads the news and keeps the record: who said what, what happened, and does it still stand.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


class Shape(StrEnum):
    """How an answer is printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


class EventForm(StrEnum):
    """What `events --format` prints for other programs."""

    PLOVER = "plover"
    GDELT = "gdelt"


class ExportFormat(StrEnum):
    """What `export` writes."""

    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"
    GOLD = "gold"


RecordFile = Annotated[
    Path, typer.Option("--record", envvar="ONRECORD_RECORD", help="The record's file.", show_default=True)
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="Print CSV.")]
Since = Annotated[str | None, typer.Option("--from", help="First day, month or year: 2031-03-04, 2031-03, 2031.")]
Until = Annotated[str | None, typer.Option("--to", help="Last day, month or year.")]
AsOf = Annotated[str | None, typer.Option("--as-of", help="Only what had been printed by the end of that day.")]
RecordedBy = Annotated[str | None, typer.Option("--recorded-by", help="Only what had been recorded here by then.")]
Limit = Annotated[int | None, typer.Option("--limit", min=0, help="At most so many rows.")]
DEFAULT_RECORD = Path("record.db")
_CHANGES = ("date", "what", "who", "speaker", "said", "evidence", "publication", "id")
_STEPS = ("date", "what", "who", "says", "factuality", "standing", "evidence", "publication", "id")


def _show_version(asked: bool) -> None:  # noqa: FBT001 - what typer calls it with
    if asked:
        typer.echo(f"onrecord {version('onrecord')}")
        raise typer.Exit


@app.callback()
def onrecord(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Reads the news and keeps the record: who said what, what happened, and does it still stand."""


@app.command()
def read(
    source: Annotated[str, typer.Argument(help="A page, a folder of pages, a JSONL file, or - for standard input.")],
    record: RecordFile = DEFAULT_RECORD,
    published: Annotated[
        str | None, typer.Option(help="The day of publication, for pages that print none: 2031-03-04.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the readings, one JSON object a line, and keep no record.")
    ] = False,
) -> None:
    """Read newspaper pages into a record (or, with --json, print what they say).

    Pages that the record has are passed over; what cannot be read is listed at the end, and the exit code is 1.
    """
    refused = _print_readings(source, published) if as_json else _read_into(source, record, published)
    _list_refused(refused)
    if refused:
        raise typer.Exit(SOME_REFUSED)


def _print_readings(source: str, published: str | None) -> list[Refusal]:
    refused = []
    for outcome in api.readings(source, published=published):
        if isinstance(outcome, Refusal):
            refused.append(outcome)
        else:
            sys.stdout.buffer.write(to_json(outcome) + b"\n")
    sys.stdout.flush()
    return refused


def _read_into(source: str, record: Path, published: str | None) -> Sequence[Refusal]:
    if source != "-" and not os.path.lexists(source):  # before a record is made for nothing
        raise Unreadable("there is no such file or folder", place=source)
    with api.open_record(record) as kept, _progress(source) as advance:
        report = kept.read(source, published=published, progress=advance)
        summary = kept.summary()
    known = f" ({report.known:,} known already)" if report.known else ""
    days = f", {summary.first} to {summary.last}" if summary.first else ""
    typer.echo(
        f"{report.read:,} {_pages(report.read)} read{known}. {record} holds {summary.pages:,} {_pages(summary.pages)},"
        f" {summary.statements:,} statements"
        f" by {summary.speakers:,} named speakers, {summary.times:,} dates and times,"
        f" {summary.publications:,} publications{days}."
    )
    if report.read and summary.undated:
        kept_out = f"{summary.undated:,} {_pages(summary.undated)} without a date"
        typer.echo(f"Questions by day leave out {kept_out}; --published DAY dates a page as it is first read.")
    for notice in report.notices[:REFUSALS_SHOWN]:
        typer.echo(f"note: {notice.place}: {notice.message}", err=True)
    if len(report.notices) > REFUSALS_SHOWN:
        typer.echo(f"note: {len(report.notices) - REFUSALS_SHOWN:,} more pages that were known already", err=True)
    return report.refused


def _pages(count: int) -> str:
    return "page" if count == 1 else "pages"


@contextmanager
def _progress(source: str) -> Iterator[Callable[[int], None]]:
    """A bar on standard error where that is a terminal; nothing else."""
    if source == "-" or not sys.stderr.isatty():
        yield lambda _: None
        return
    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=count_sources(Path(source)))
        yield lambda pages: bar.advance(task, pages)


def _list_refused(refused: Sequence[Refusal]) -> None:
    for refusal in refused[:REFUSALS_SHOWN]:
        typer.echo(f"not read: {refusal.place}: {refusal.message}", err=True)
    if len(refused) > REFUSALS_SHOWN:
        typer.echo(f"not read: {len(refused) - REFUSALS_SHOWN:,} more", err=True)
    if refused:
        typer.echo(f"{len(refused):,} could not be read", err=True)


@app.command()
def statements(
    record: RecordFile = DEFAULT_RECORD,
    by: Annotated[str | None, typer.Option(help="Words of the speaker's name.")] = None,
    about: Annotated[str | None, typer.Option(help="Words of what was said, or of the headline.")] = None,
    since: Since = None,
    until: Until = None,
    standing: Annotated[Standing | None, typer.Option(help="Only statements of this standing.")] = None,
    act: Annotated[Act | None, typer.Option(help="Only statements that do this.")] = None,
    anonymous: Annotated[
        bool | None, typer.Option("--anonymous/--named", help="Only speakers without, or with, a name.")
    ] = None,
    publication: Annotated[str | None, typer.Option(help="Words of the publication's name.")] = None,
    country: Annotated[str | None, typer.Option(help="Country of the publication: US, USA or a name.")] = None,
    language: Annotated[str | None, typer.Option(help="Language of the publication: en, fr, ….")] = None,
    as_of: AsOf = None,
    recorded_by: RecordedBy = None,
    limit: Limit = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List who said what."""
    with _asked(record) as kept:
        answer = kept.statements(
            by=by,
            about=about,
            since=since,
            until=until,
            standing=standing,
            act=act,
            anonymous=anonymous,
            publication=publication,
            country=country,
            language=language,
            as_of=as_of,
            recorded_by=recorded_by,
            limit=limit,
        )
    _print(answer, ("id", "said", "publication", "speaker", "cue", "content", "standing"), _shape(as_json, as_csv))


@app.command()
def search(
    words: Annotated[str, typer.Argument(help='Words; "in quotation marks" for a phrase, begin* for a beginning.')],
    record: RecordFile = DEFAULT_RECORD,
    since: Since = None,
    until: Until = None,
    publication: Annotated[str | None, typer.Option(help="Words of the publication's name.")] = None,
    as_of: AsOf = None,
    recorded_by: RecordedBy = None,
    limit: Limit = 20,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Find words in statements and pages, the best place first."""
    with _asked(record) as kept:
        answer = kept.search(
            words,
            since=since,
            until=until,
            publication=publication,
            as_of=as_of,
            recorded_by=recorded_by,
            limit=limit,
        )
    _print(answer, ("id", "kind", "published", "publication", "speaker", "snippet"), _shape(as_json, as_csv))


@app.command()
def status(
    matter: Annotated[str, typer.Argument(help='Words of its name: "joint patrols".')],
    record: RecordFile = DEFAULT_RECORD,
    as_of: AsOf = None,
    recorded_by: RecordedBy = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Say where a matter stands, and what that follows from: its steps, and what was taken back."""
    with _asked(record) as kept:
        answer = kept.status(matter, as_of=as_of, recorded_by=recorded_by)
    shape = _shape(as_json, as_csv)
    if shape is Shape.JSON:
        typer.echo(msgspec.json.encode({**msgspec.structs.asdict(answer), "rows": answer.rows.to_dicts()}))
        return
    if shape is Shape.TABLE:
        typer.echo(f"{matter}: {answer.says}\n")
    _print(answer.rows, _STEPS, shape)


@app.command()
def timeline(
    matter: Annotated[str, typer.Argument(help='Words of its name: "joint patrols".')],
    record: RecordFile = DEFAULT_RECORD,
    as_of: AsOf = None,
    recorded_by: RecordedBy = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List the steps of a matter in the order in which they happened."""
    with _asked(record) as kept:
        answer = kept.timeline(matter, as_of=as_of, recorded_by=recorded_by)
    _print(answer, _STEPS, _shape(as_json, as_csv))


@app.command()
def changes(
    record: RecordFile = DEFAULT_RECORD,
    since: Annotated[str | None, typer.Option("--since", help="First day of print: 2031-03-04.")] = None,
    as_of: AsOf = None,
    recorded_by: RecordedBy = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List what was taken back, corrected, revised, disputed or confirmed."""
    with _asked(record) as kept:
        answer = kept.changes(since=since, as_of=as_of, recorded_by=recorded_by)
    _print(answer, _CHANGES, _shape(as_json, as_csv))


@app.command()
def contradictions(
    record: RecordFile = DEFAULT_RECORD,
    as_of: AsOf = None,
    recorded_by: RecordedBy = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List the statements that deny or contradict others."""
    with _asked(record) as kept:
        answer = kept.contradictions(as_of=as_of, recorded_by=recorded_by)
    _print(answer, _CHANGES, _shape(as_json, as_csv))


class Verdict(StrEnum):
    """What a person says of a row."""

    RIGHT = "right"
    WRONG = "wrong"


Author = Annotated[str, typer.Option("--author", envvar="USER", help="Who says so.")]
Note = Annotated[str | None, typer.Option("--note", help="Why.")]


@app.command()
def mark(
    cell: Annotated[str, typer.Argument(metavar="ID", help="Of a statement, event, article or link.")],
    verdict: Annotated[Verdict, typer.Argument(help="What you find it to be.")],
    record: RecordFile = DEFAULT_RECORD,
    note: Note = None,
    author: Author = "",
) -> None:
    """Say that a row is right or wrong. It is kept with your name and the time, and every answer respects it."""
    with _asked(record, to_write=True) as kept:
        opinion = kept.mark(cell, verdict, author=author, note=note)
    typer.echo(f"{opinion.target} is {opinion.verdict}, says {opinion.author}")


class AuditKind(StrEnum):
    """What `audit` draws."""

    STATEMENTS = "statements"
    EVENTS = "events"
    LINKS = "links"


_ANSWERS = {"r": "right", "w": "wrong"}
_LETTERS = {"r", "w", "s", "q", "right", "wrong", "skip", "quit"}


@app.command()
def audit(
    record: RecordFile = DEFAULT_RECORD,
    kind: Annotated[AuditKind, typer.Option(help="Which rows to draw.")] = AuditKind.STATEMENTS,
    n: Annotated[int, typer.Option("--n", min=1, help="How many rows.")] = 50,
    seed: Annotated[int, typer.Option(help="The same seed draws the same rows; another draws others.")] = 0,
    out: Annotated[
        Path | None, typer.Option("--out", help="Write the rows to this .csv or .jsonl instead of asking.")
    ] = None,
    verdicts: Annotated[
        Path | None, typer.Option("--verdicts", help="Take the verdicts from such a file, filled in.")
    ] = None,
    author: Author = "",
    as_json: AsJson = False,
) -> None:
    """Find out how many rows are right: look at a random sample, and say of each whether it is.

    Each row is shown with its sentences. Answer r (right), w (wrong), s (skip) or q (quit); what follows the letter is
    kept as a note. Verdicts count in every answer from then on, like those of `mark`. Asked again, it goes on with the
    rows that have none. At the end it prints the precision with its 95 % confidence interval (Wilson).
    """
    with _asked(record, to_write=out is None) as kept:
        if out is not None:
            _write_sample(kept.sample(kind=kind, n=n, seed=seed), out)
            return
        if verdicts is not None:
            typer.echo(f"{kept.mark_from(verdicts, author=author):,} new verdicts", err=True)
        else:
            _ask_for_verdicts(kept, kept.sample(kind=kind, n=n, seed=seed), author)
        found = kept.precision(kind=kind, n=n, seed=seed)
    typer.echo(msgspec.json.encode(found) if as_json else _told_precision(found))


def _write_sample(rows: Rows[AuditRow], target: Path) -> None:
    if target.suffix not in {".csv", ".jsonl"}:
        raise QuestionError("the sample is written as .csv or .jsonl", place=str(target))
    if target.exists():
        raise QuestionError("it is there already; choose another name", place=str(target))
    with target.open("w", encoding="utf-8", newline="") as stream:
        (write_csv if target.suffix == ".csv" else write_jsonl)(rows, stream)
    typer.echo(f"{len(rows):,} rows written to {target}: fill in `verdict` (right, wrong) and read it with --verdicts")


def _ask_for_verdicts(kept: api.Record, rows: Rows[AuditRow], author: str) -> None:
    waiting = [row for row in rows if row.verdict is None]
    for place, row in enumerate(waiting, start=1):
        _print_audited(row, f"{place} of {len(waiting)}")
        letter, note = _answer_typed()
        if letter == "q":
            return
        if letter in _ANSWERS:
            kept.mark(row.id, _ANSWERS[letter], author=author, note=note)


def _print_audited(row: AuditRow, place: str) -> None:
    console = _console(aside=True)
    console.rule(Text(f"{place} · {' · '.join(filter(None, (row.publication, row.published))) or row.article}"))
    _print_marked(console, row.excerpt, row.marks)
    for name, value in row.cells.items():
        console.print(Text.assemble((f"{name:>11}  ", "dim"), value))


def _answer_typed() -> tuple[str, str | None]:
    """The letter and the note; the end of the input quits."""
    while True:
        try:
            typer.echo("right, wrong, skip, quit [r/w/s/q, and a note]: ", nl=False, err=True)
            letter, _, note = input().strip().partition(" ")
        except EOFError:
            return "q", None
        if letter.lower() in _LETTERS:
            return letter[0].lower(), note.strip() or None


def _told_precision(found: PrecisionAnswer) -> str:
    if found.precision is None or found.low is None or found.high is None:
        return f"no {found.kind} have a verdict yet, {found.open:,} are open"
    return (
        f"{found.kind}: {found.right:,} of {found.right + found.wrong:,} right, precision {found.precision:.2f}"
        f" ({found.level:.0%} interval {found.low:.2f} to {found.high:.2f}, Wilson), {found.open:,} open"
    )


@app.command()
def marks(record: RecordFile = DEFAULT_RECORD, as_json: AsJson = False, as_csv: AsCsv = False) -> None:
    """List what persons said of rows, the earliest first."""
    with _asked(record) as kept:
        answer = kept.marks()
    _print(answer, ("target", "verdict", "author", "note", "recorded_at"), _shape(as_json, as_csv))


@app.command()
def merge(
    name: Annotated[str, typer.Argument(help="A name of a matter, as `status` shows it.")],
    into: Annotated[str, typer.Argument(help="The name that means the same.")],
    record: RecordFile = DEFAULT_RECORD,
    note: Note = None,
    author: Author = "",
) -> None:
    """Say that two names mean one matter; `split` undoes it."""
    with _asked(record, to_write=True) as kept:
        kept.merge_matters(name, into, author=author, note=note)
    typer.echo(f"{name!r} means {into!r}")


@app.command()
def split(
    name: Annotated[str, typer.Argument(help="A name of a matter, as `status` shows it.")],
    record: RecordFile = DEFAULT_RECORD,
    note: Note = None,
    author: Author = "",
) -> None:
    """Say that a name of a matter stands for itself."""
    with _asked(record, to_write=True) as kept:
        kept.split_matter(name, author=author, note=note)
    typer.echo(f"{name!r} stands for itself")


people = typer.Typer(help="Say which names mean one person or organization.", no_args_is_help=True)
app.add_typer(people, name="people")


@people.command("merge")
def merge_people(
    name: Annotated[str, typer.Argument(help="A name of a person or organization, as `who` shows it.")],
    into: Annotated[str, typer.Argument(help="The name that means the same.")],
    record: RecordFile = DEFAULT_RECORD,
    note: Note = None,
    author: Author = "",
) -> None:
    """Say that two names mean one person or organization; `people split` undoes it.

    For a name an id that `who` or `people split` printed may stand: then it is said of that page alone.
    """
    with _asked(record, to_write=True) as kept:
        kept.merge_people(name, into, author=author, note=note)
    typer.echo(f"{name!r} means {into!r}")


@people.command("split")
def split_people(
    name: Annotated[str, typer.Argument(help="A name of a person or organization, as `who` shows it, or an id.")],
    record: RecordFile = DEFAULT_RECORD,
    page: Annotated[
        list[str] | None,
        typer.Option(metavar="ARTICLE", help="A page on which it is another of that name; repeatable."),
    ] = None,
    note: Note = None,
    author: Author = "",
) -> None:
    """Say that a name stands for itself, or that it is another's on some pages.

    With --page, whoever bears the name there is one person of their own. What it prints takes one of them back into the
    name: `onrecord people merge ID NAME`.
    """
    with _asked(record, to_write=True) as kept:
        taken = kept.split_people(name, pages=page or (), author=author, note=note)
    typer.echo(f"{name!r} stands for itself" if not taken else f"another {name!r}: {', '.join(taken)}")


@app.command()
def who(
    name: Annotated[str | None, typer.Argument(help="A name, or an id that this command printed.")] = None,
    record: RecordFile = DEFAULT_RECORD,
    role: Annotated[
        str | None, typer.Option(help='Instead of a name, an office: "prime minister"; needs --on.')
    ] = None,
    on: Annotated[str | None, typer.Option("--on", help="The day on which somebody held the office.")] = None,
    country: Annotated[
        str | None, typer.Option(help="With --role: the country of the office: US, USA or a name.")
    ] = None,
    org: Annotated[str | None, typer.Option(help="With --role: words of what the office is printed with.")] = None,
    as_of: AsOf = None,
    recorded_by: RecordedBy = None,
    limit: Annotated[int, typer.Option("--limit", min=0, help="At most so many rows of each part.")] = 20,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Say who somebody is, what they said and did, and what was taken back; or who held an office on a day.

    With --csv, the statements (or the holders of the office).
    """
    if (name is None) == (role is None) or (role is None) != (on is None):
        raise QuestionError("say a name, or --role OFFICE with --on DAY")
    shape = _shape(as_json, as_csv)
    with _asked(record) as kept:
        if role is not None and on is not None:
            held = kept.who_held(role, on=on, country=country, org=org, as_of=as_of, recorded_by=recorded_by)
            _print(
                held, ("name", "status", "holds", "ground", "printed", "org", "evidence", "publication", "id"), shape
            )
            return
        answer = kept.who(name or "", as_of=as_of, recorded_by=recorded_by, limit=limit)
    if shape is Shape.JSON:
        typer.echo(msgspec.json.encode(_plain_answer(answer)))
    elif shape is Shape.CSV:
        write_csv(answer.statements, sys.stdout)
        _tell_undated(answer.undated)
    else:
        _print_who(answer)
        _tell_undated(answer.undated)


def _plain_answer(answer: msgspec.Struct) -> dict[str, Any]:
    """The answer as JSON has it: its rows are lists of objects."""
    values = msgspec.structs.asdict(answer)
    return {name: value.to_dicts() if isinstance(value, Rows) else value for name, value in values.items()}


def _print_who(answer: WhoAnswer) -> None:
    person = answer.person
    if person is None:
        typer.echo(f"{answer.asked}: " + ("whom do you mean? Ask by the id" if answer.others else "nobody on record"))
        _print_table(
            answer.others, ("id", "name", "role", "country", "kind", "articles", "statements", "first", "last")
        )
        return
    days = f", printed from {person.first} to {person.last}" if person.first else ""
    known = ", ".join(filter(None, (person.kind, person.role, person.country)))
    typer.echo(f"{person.name} ({known}): {person.articles:,} {_pages(person.articles)}{days}")
    told = ", ".join(f"{count:,} {standing}" for standing, count in answer.standings.items())
    typer.echo(f"{person.statements:,} statements" + (f": {told}" if told else ""))
    parts: tuple[tuple[str, Rows[Any], Sequence[str]], ...] = (
        ("Roles as printed", answer.roles, ("since", "until", "status", "title", "org", "articles", "evidence", "id")),
        ("Taken back", answer.taken_back, ("id", "said", "publication", "content", "standing")),
        ("Statements", answer.statements, ("id", "said", "publication", "cue", "content", "standing")),
        ("Does", answer.does, ("id", "date", "type", "trigger", "recipients", "matter", "factuality")),
        ("Is done to", answer.undergoes, ("id", "date", "type", "actors", "trigger", "factuality")),
        ("Quoted in", answer.quoted, ("publication", "country", "statements", "articles", "first", "last")),
        ("Joined by", answer.joins, ("name", "other", "rule", "evidence", "article", "other_article")),
        ("Others of the name", answer.others, ("id", "name", "role", "country", "articles")),
    )
    for heading, rows, columns in parts:
        if rows:
            typer.echo(f"\n{heading}")
            _print_table(rows, columns)


@app.command()
def sources(
    record: RecordFile = DEFAULT_RECORD,
    about: Annotated[str | None, typer.Option(help="Words of what was said, or of the headline.")] = None,
    matter: Annotated[str | None, typer.Option(help='Words of the name of a matter: "joint patrols".')] = None,
    as_of: AsOf = None,
    recorded_by: RecordedBy = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List publications and agencies, with what the record has of each.

    With --about or --matter: the independent origins of that. All copies of a story are one, and so is all that was
    told one medium, or said on it, and all that several say for one institution.
    """
    shape = _shape(as_json, as_csv)
    columns: tuple[str, ...] = ("name", "kind", "outlets", "articles", "statements", "first", "last", "evidence")
    with _asked(record) as kept:
        if about is not None or matter is not None:
            found = kept.origins(about=about, matter=matter, as_of=as_of, recorded_by=recorded_by)
            if shape is Shape.TABLE:
                outlets = {name for row in found for name in row.outlets}
                typer.echo(f"{len(outlets):,} outlets, {len(found):,} independent origins\n")
            _print(found, columns, shape)
            return
        answer = kept.sources(as_of=as_of, recorded_by=recorded_by)
    columns = ("name", "kind", "language", "country", "articles", "origins", "statements", "first", "last")
    _print(answer, columns, shape)


@app.command()
def speakers(
    record: RecordFile = DEFAULT_RECORD,
    anonymous: Annotated[
        bool | None, typer.Option("--anonymous/--named", help="Only speakers without, or with, a name.")
    ] = None,
    limit: Limit = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List who speaks, most often first."""
    with _asked(record) as kept:
        answer = kept.speakers(anonymous=anonymous, limit=limit)
    _print(answer, ("name", "anonymous", "statements", "articles", "first", "last"), _shape(as_json, as_csv))


@app.command()
def articles(
    record: RecordFile = DEFAULT_RECORD,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    limit: Limit = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List the pages of the record."""
    with _asked(record) as kept:
        answer = kept.articles(since=since, until=until, as_of=as_of, limit=limit)
    columns = ("id", "published", "publication", "headline", "provider", "statements", "version")
    _print(answer, columns, _shape(as_json, as_csv))


@app.command()
def times(
    record: RecordFile = DEFAULT_RECORD,
    since: Since = None,
    until: Until = None,
    limit: Limit = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List dates, times and durations, in the order of what they mean."""
    with _asked(record) as kept:
        answer = kept.times(since=since, until=until, limit=limit)
    _print(answer, ("id", "text", "type", "value", "publication", "headline"), _shape(as_json, as_csv))


@app.command()
def events(
    record: RecordFile = DEFAULT_RECORD,
    type: Annotated[str | None, typer.Option(help="PLOVER type: ASSAULT, REQUEST, ….")] = None,  # noqa: A002 - PLOVER's word
    actor: Annotated[str | None, typer.Option(help="Words of an actor's name.")] = None,
    recipient: Annotated[str | None, typer.Option(help="Words of a recipient's name.")] = None,
    country: Annotated[str | None, typer.Option(help="Country of a party: US, USA or a name.")] = None,
    sector: Annotated[Sector | None, typer.Option(help="Sector of a party.")] = None,
    place: Annotated[str | None, typer.Option(help="Words of the place, as printed or on the map.")] = None,
    located_in: Annotated[
        str | None, typer.Option("--in", help="Country where it happened: US, USA or a name.")
    ] = None,
    phase: Annotated[Phase | None, typer.Option(help="Only steps of this kind.")] = None,
    factuality: Annotated[Factuality | None, typer.Option(help="Only events that are this sure.")] = None,
    confidence: Annotated[
        float | None, typer.Option(min=0, max=1, help="Only events whose row is this likely right, 0 to 1.")
    ] = None,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    recorded_by: RecordedBy = None,
    limit: Limit = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    form: Annotated[
        EventForm | None, typer.Option("--format", help="For other programs: PLOVER records as JSON, GDELT 2.0 as CSV.")
    ] = None,
) -> None:
    """List what happened: who did what to whom, and how sure that is."""
    with _asked(record) as kept:
        answer = kept.events(
            type=type,
            actor=actor,
            recipient=recipient,
            country=country,
            sector=sector,
            place=place,
            located_in=located_in,
            phase=phase,
            factuality=factuality,
            confidence=confidence,
            since=since,
            until=until,
            as_of=as_of,
            recorded_by=recorded_by,
            limit=limit,
        )
        if form is not None:
            kept.export_events(answer, sys.stdout, form=form.value, unsure=factuality is not None)
            if form is EventForm.GDELT and factuality is None:
                _say_left_out(answer)
            return
    columns = (
        "id",
        "date",
        "type",
        "mode",
        "phase",
        "actors",
        "trigger",
        "recipients",
        "matter",
        "place",
        "located",
        "factuality",
    )
    _print(answer, columns, _shape(as_json, as_csv))


def _say_left_out(answer: Rows[EventRow]) -> None:
    count = sum(event.type is not None and event.factuality not in HAPPENED for event in answer)
    if count:
        told = "1 event is" if count == 1 else f"{count:,} events are"
        typer.echo(
            f"{told} left out: denied, planned, possible or the like, for which GDELT has no column"
            " (--factuality KIND gives those of a kind)",
            err=True,
        )


@app.command()
def figures(
    record: RecordFile = DEFAULT_RECORD,
    about: Annotated[str | None, typer.Option(help="Words of what is counted.")] = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List the figures: how many of what."""
    with _asked(record) as kept:
        answer = kept.figures(about=about, since=since, until=until, limit=limit)
    columns = ("id", "text", "approximate", "value", "upper", "of", "unit", "published", "publication")
    _print(answer, columns, _shape(as_json, as_csv))


@app.command()
def trace(
    cell: Annotated[str, typer.Argument(metavar="ID", help="Of a statement, event or article; its beginning will do.")],
    record: RecordFile = DEFAULT_RECORD,
    as_json: AsJson = False,
) -> None:
    """Show where a row stands in print: the words marked, the page, and when it was read."""
    with _asked(record) as kept:
        answer = kept.trace(cell)
    if as_json:
        typer.echo(msgspec.json.encode(answer))
    else:
        _print_trace(answer)


@app.command()
def diff(
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="The id of a page that changed.")],
    record: RecordFile = DEFAULT_RECORD,
    against: Annotated[str | None, typer.Option(help="Another page's id; by default the version before it.")] = None,
    unified: Annotated[bool, typer.Option("--unified", help="The texts as a unified diff.")] = False,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Show what changed between two versions of a page: statements that are gone, changed or new, and the words."""
    with _asked(record) as kept:
        answer = kept.diff(article, against=against)
    shape = _shape(as_json, as_csv)
    if shape is Shape.JSON:
        typer.echo(msgspec.json.encode(_plain_answer(answer)))
        return
    if unified:
        typer.echo(answer.unified)
        return
    if shape is Shape.TABLE:
        pages = (f"{page.id} ({page.recorded_at})" for page in (answer.earlier, answer.later))
        typer.echo(" → ".join(pages) + "\n")
    _print(answer.statements, ("what", "speaker", "before", "after"), shape)
    if shape is Shape.TABLE:
        typer.echo()
        _print_paragraphs(answer)


def _print_paragraphs(answer: DiffAnswer) -> None:
    table = Table(box=None, header_style="bold", pad_edge=False)
    for column in ("paragraph", "before", "after"):
        table.add_column(column, overflow="fold", ratio=None if column == "paragraph" else 1)
    for row in answer.paragraphs:
        sides = [Text(row.before or ""), Text(row.after or "")]
        for side, marks in zip(sides, (row.before_marks, row.after_marks), strict=True):
            for place in marks:
                side.stylize(STYLES["span"], place.start, place.end)
        if row.what != "same":
            table.add_row(row.what, *sides)
    _console().print(table)


@app.command()
def export(
    target: Annotated[Path, typer.Argument(help="readings.jsonl, statements.csv, or a folder for Parquet.")],
    record: RecordFile = DEFAULT_RECORD,
    format: Annotated[  # noqa: A002 - what users call it
        ExportFormat | None, typer.Option(help="By default told by the target's name.")
    ] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace a file or folder that is there.")] = False,
) -> None:
    """Write the record out: readings as JSONL, statements as CSV, all tables as Parquet; or, with --format gold, what
    persons marked right and wrong, in the shape of the readings.
    """
    if target.exists() and not overwrite:
        raise QuestionError("it is there already; choose another name, or say --overwrite", place=str(target))
    with _asked(record) as kept:
        written = kept.export(target, format=format)
    typer.echo(f"{written:,} written to {target}")


@app.command("import")
def import_(
    source: Annotated[Path, typer.Argument(help="What export wrote: readings.jsonl or a folder of Parquet files.")],
    record: RecordFile = DEFAULT_RECORD,
) -> None:
    """Add an export of another record to this one."""
    with api.open_record(record) as kept:
        report = kept.add(source)
    typer.echo(f"{report.read:,} pages added, {report.known:,} known already")
    _list_refused(report.refused)
    if report.refused:
        raise typer.Exit(SOME_REFUSED)


@app.command()
def sql(
    question: Annotated[str, typer.Argument(help="One SELECT over the tables of the record.")],
    record: RecordFile = DEFAULT_RECORD,
    limit: Limit = 1000,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Ask the tables in SQL; nothing can be changed by it."""
    with _asked(record) as kept:
        answer = kept.sql(question, limit=limit)
    _print(answer, answer.columns, _shape(as_json, as_csv))
    if answer.cut:
        typer.echo(f"there are more than {limit} rows: ask with a larger --limit", err=True)


@app.command()
def serve(
    record: RecordFile = DEFAULT_RECORD,
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes a free one.")] = 8000,
    host: Annotated[str, typer.Option(help="The address to bind to; loopback is this machine alone.")] = "127.0.0.1",
    token: Annotated[
        str | None,
        typer.Option(envvar="ONRECORD_TOKEN", help="What whoever writes must send; made anew by default."),
    ] = None,
    read_only: Annotated[bool, typer.Option("--read-only", help="Nobody can write, with or without a token.")] = False,
    open_to_network: Annotated[
        bool, typer.Option("--open-to-network", help="Let a host be used that others can reach.")
    ] = False,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Processes that answer.")] = 2,
) -> None:
    """Open the record in a browser, and as an API, until Ctrl-C."""
    from onrecord.web.serving import serve as serve_desk  # noqa: PLC0415 - half a second that only this command needs

    _asked(record).close()
    serve_desk(
        record,
        host=host,
        port=port,
        token=token,
        read_only=read_only,
        open_to_network=open_to_network,
        workers=workers,
        say=typer.echo,
    )


def _asked(record: Path, *, to_write: bool = False) -> api.Record:
    if not record.exists():
        raise RecordError("there is no record here; make one with `onrecord read PAGES`", place=str(record))
    return api.open_record(record, read_only=not to_write)


def _shape(as_json: bool, as_csv: bool) -> Shape:  # noqa: FBT001 - two switches of the command line
    if as_json and as_csv:
        raise QuestionError("--json and --csv exclude each other")
    return Shape.JSON if as_json else Shape.CSV if as_csv else Shape.TABLE


def _print(answer: Rows[Any] | SqlAnswer, columns: Sequence[str], shape: Shape) -> None:
    if shape is Shape.JSON:
        for row in answer.to_dicts():
            sys.stdout.buffer.write(msgspec.json.encode(row) + b"\n")
        sys.stdout.flush()
    elif shape is Shape.CSV:
        write_csv(answer, sys.stdout)
    else:
        _print_table(answer, columns)
    _tell_undated(getattr(answer, "undated", 0))


def _tell_undated(count: int) -> None:
    """So that nothing is left out silently, whatever the shape of the answer."""
    if count:
        typer.echo(f"{count:,} without a date {'is' if count == 1 else 'are'} left out", err=True)


def _print_table(answer: Rows[Any] | SqlAnswer, columns: Sequence[str]) -> None:
    table = Table(box=None, header_style="bold", pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold", no_wrap=column == "id", max_width=60)
    rows = answer.to_dicts()
    for row in rows:
        table.add_row(*(Text(_plain(row[column])) for column in columns))
    console = _console()
    console.print(table if rows else Text("nothing found"))
    if len(rows) > 1:
        console.print(Text(f"{len(rows):,} rows"), style="dim")


def _plain(value: object) -> str:
    """A cell as people read it: nothing for unknown, whole numbers without a point, yes and no."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return f"{value:.0f}"
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()


def _console(*, aside: bool = False) -> Console:
    """As wide as the terminal; where there is none, wide enough that no cell is folded needlessly. `aside` prints on
    standard error, where standard output is for the answer.
    """
    terminal = (sys.stderr if aside else sys.stdout).isatty() or "COLUMNS" in os.environ
    return Console(stderr=aside) if terminal else Console(stderr=aside, width=160)


def _print_marked(console: Console, excerpt: str, marks: Sequence[Mark]) -> None:
    printed = Text(excerpt)
    for mark in marks:
        printed.stylize(STYLES.get(mark.label, "bold"), mark.start, mark.end)
    console.print(printed)


def _print_trace(answer: TraceAnswer) -> None:
    console = _console()
    _print_marked(console, answer.excerpt, answer.marks)
    console.print()
    for mark in answer.marks:
        words = answer.excerpt[mark.start : mark.end]
        place = f"{answer.start + mark.start}-{answer.start + mark.end}"
        console.print(Text.assemble((f"{mark.label:>11}  ", "dim"), words, (f"  [{place}]", "dim")))
    for line in answer.derivations:
        console.print(Text.assemble((f"{'derived':>11}  ", "dim"), line))
    page = answer.page
    facts = {
        "standing": answer.standing,
        "page": " · ".join(filter(None, (page.publication, page.headline, page.published))) or page.id,
        "read from": page.place,
        "recorded": f"{page.recorded_at} by {answer.tool}",
        "id": answer.id,
    }
    for name, value in facts.items():
        if value:
            console.print(Text.assemble((f"{name:>11}  ", "dim"), str(value)))


def main(arguments: Sequence[str] | None = None) -> None:
    """The command `onrecord`. Exit codes: 0 done; 1 some pages could not be read; 2 the command or the question is
    wrong; 3 the record cannot be used; 130 interrupted.
    """
    try:
        app(args=arguments, standalone_mode=True)
    except RecordError as error:
        _fail(error, RECORD_UNUSABLE)
    except OnrecordError as error:
        _fail(error, WRONG_QUESTION)
    except KeyboardInterrupt:
        typer.echo("\nstopped; what was read is kept: run the same command again to go on", err=True)
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _fail(error: OnrecordError, code: int) -> None:
    words = str(error)
    for name, option in OPTION_OF.items():
        words = words.replace(f"{name}:", f"{option}:", 1) if words.startswith(f"{name}:") else words
    typer.echo(f"onrecord: {words}", err=True)
    sys.exit(code)


if __name__ == "__main__":
    main()
