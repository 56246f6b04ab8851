"""The status of a matter as of a day, and its timeline."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from onrecord.asking.conditions import Day, days_of, undated_among
from onrecord.asking.ledger import Deed, Ledger
from onrecord.asking.rows import Rows, StatusAnswer, StatusRow
from onrecord.linking.copies import groups_of
from onrecord.linking.matters import (
    Edit,
    Key,
    Matter,
    NameIndex,
    Status,
    Step,
    apart,
    by_name,
    dated_phase,
    gather,
    in_order,
    is_dated,
    name_key,
    same_claims,
    share_moves,
    standing_of_step,
    status_of,
)
from onrecord.linking.standing import Moves
from onrecord.record.vocabulary import Factuality, LinkKind, Phase, Standing
from onrecord.storing.database import Database

__all__ = ["matters", "status", "steps_of", "timeline"]

_STEPS: Final = (
    "SELECT e.id, e.article, e.phase, e.matter_text, coalesce(e.date, s.date), coalesce(e.date_from, s.said_from),"
    " date(a.printed_until, '-1 day'), e.factuality, e.statement, s.speaker,"
    " (SELECT group_concat(coalesce(actors.name, p.text), '; ') FROM event_parties AS p LEFT JOIN actors"
    " ON actors.article = e.article AND actors.id = p.actor WHERE p.event = e.id AND p.side = 'actor'),"
    " a.publication, a.published, e.trigger_text"
    " FROM events AS e JOIN articles AS a ON a.id = e.article LEFT JOIN statements AS s ON s.id = e.statement"
    # What somebody takes back is no claim of his that it is so.
    " WHERE e.phase IS NOT NULL AND s.act IS NOT 'retract' AND (:printed IS NULL OR a.printed_until <= :printed)"
    " AND (:recorded IS NULL OR a.recorded_at < :recorded)"
)
_STEPS_IN: Final = _STEPS + " AND e.article IN (SELECT value FROM json_each(:articles))"  # noqa: S608 - bound
_NAMES: Final = "SELECT DISTINCT matter_text FROM events WHERE phase IS NOT NULL AND matter_text IS NOT NULL"
_NAMED: Final = (
    "SELECT DISTINCT article FROM events WHERE phase IS NOT NULL AND matter_text IS NOT NULL"
    " AND matter_text IN (SELECT value FROM json_each(:names))"
)
_ON_DAY: Final = (
    "SELECT DISTINCT matter_text FROM events WHERE phase IN (SELECT value FROM json_each(?))"
    " AND matter_text IS NOT NULL AND substr(date_from, 6, 5) = ?"
)
_EDITS: Final = (
    "SELECT name, into_name FROM matter_edits WHERE :recorded IS NULL OR recorded_at < :recorded ORDER BY number"
)
# What others did to a claim is told under it; that it was repeated is counted.
_CALENDAR = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:T(?!24)\d\d(?::\d\d)*)?)?)?(?![\d-])")
_TOLD = frozenset(LinkKind) - {LinkKind.REPEATS}


def status(db: Database, matter: str, *, as_of: Day | None = None, recorded_by: Day | None = None) -> StatusAnswer:
    """Where a matter stood by the end of `as_of`, from what had been recorded by the end of `recorded_by`.

    `matter` gives words of its name. The rows are its steps in the order in which they happened, each followed by what
    was done to the statement that says so. Raises QuestionError where a date is none.
    """
    ledger = Ledger(db, as_of=as_of, recorded_by=recorded_by)
    printed, found, pages = _gathered(db, ledger, matter, as_of, recorded_by)
    undated = undated_among(db, pages, as_of, recorded_by)
    steps = in_order(step for item in found for step in item.steps)
    copies = _copies(db)
    ledger.look_up(step.statement for step in steps if step.statement is not None)
    claims = same_claims(steps)
    moves = share_moves(ledger, claims)
    folded = status_of(steps, moves, _last_day(as_of))
    rows = [
        row for reports in _same_steps(steps, claims) for row in _told_rows(reports, ledger, moves, printed, copies)
    ]
    return StatusAnswer(
        matter=matter,
        names=tuple(dict.fromkeys(step.matter for step in steps if step.matter)),
        standing=folded.standing.value if steps else None,
        phase=folded.step.phase.value if folded.step else None,
        since=folded.step.date or folded.step.printed if folded.step else None,
        says=_sentence(folded, claims) + _several(found)
        if steps
        else f"nothing on record has a phase and a name with {matter!r}",
        rows=Rows(StatusRow, rows, undated=undated),
        pages=len({step.article for step in steps}),
        outlets=len({publication for step in steps if (publication := printed[step.event][1]) is not None}),
        origins=len({min(copies.get(step.article, {step.article})) for step in steps}),
        undated=undated,
    )


def timeline(db: Database, matter: str, *, as_of: Day | None = None, recorded_by: Day | None = None) -> Rows[StatusRow]:
    """The rows of `status`."""
    return status(db, matter, as_of=as_of, recorded_by=recorded_by).rows


def steps_of(
    db: Database, matter: str, *, as_of: Day | None = None, recorded_by: Day | None = None
) -> tuple[tuple[Step, ...], int]:
    """All steps that tell of a matter, each as its article prints it, in the order in which they happened; and how many
    pages were left out of a question by day because they have no date.
    """
    ledger = Ledger(db, as_of=as_of, recorded_by=recorded_by)
    _, found, pages = _gathered(db, ledger, matter, as_of, recorded_by)
    steps = tuple(in_order(step for item in found for step in item.steps))
    return steps, undated_among(db, pages, as_of, recorded_by)


def matters(db: Database, *, as_of: Day | None = None, recorded_by: Day | None = None) -> tuple[Matter, ...]:
    """All matters of the record."""
    ledger = Ledger(db, as_of=as_of, recorded_by=recorded_by)
    printed = _printed(db, ledger, _STEPS, _seen(as_of, recorded_by))
    return gather([step for step, *_ in printed.values()], _edits(db, recorded_by))


def _last_day(as_of: Day | None) -> str | None:
    if as_of is None:
        return None
    return (date.fromisoformat(days_of(as_of, "as_of").until[:10]) - timedelta(days=1)).isoformat()


_Printed = dict[str, tuple[Step, str | None, str | None, str]]


def _seen(as_of: Day | None, recorded_by: Day | None) -> dict[str, str | None]:
    return {
        "printed": days_of(as_of, "as_of").until if as_of is not None else None,
        "recorded": days_of(recorded_by, "recorded_by").until if recorded_by is not None else None,
    }


def _gathered(
    db: Database, ledger: Ledger, matter: str, as_of: Day | None, recorded_by: Day | None
) -> tuple[_Printed, list[Matter], set[str]]:
    """The matters that have the name, the steps of all articles that they may stand in, and these articles.

    Names alone tie the matters of two articles, so that those of other articles are gathered as names lead to them; the
    rest of the record is left alone, and the cost does not grow with it.
    """
    edits, seen = _edits(db, recorded_by), _seen(as_of, recorded_by)
    names: dict[Key, list[str]] = {}
    for (name,) in db.query(_NAMES):
        names.setdefault(name_key(name), []).append(name)
    index = NameIndex(names, by_name(edits))
    printed: _Printed = {}
    found: list[Matter] = []
    articles: set[str] = set()
    known: set[Key] = set()
    reached = set(index.having(matter))
    while reached:
        typed = json.dumps([name for key in reached for name in names[key]])
        more = {row[0] for row in db.query(_NAMED, {"names": typed})} - articles
        printed |= _printed(db, ledger, _STEPS_IN, {**seen, "articles": json.dumps(sorted(more))})
        articles |= more
        known |= reached
        steps = [step for step, *_ in printed.values()]
        found = list(gather(steps, edits, named=matter))
        inside = {name_key(name) for item in found for name in item.names}
        tied = {key for key in inside if index.is_one_everywhere(key)}
        dated = {key for key, printed in names.items() if _is_meant_by_day(printed, found)}
        dated |= {name_key(name) for name in _named_by_day(db, [name for key in reached for name in names[key]])}
        reached = (tied | dated | {other for key in tied for other in index.same(key)}) & names.keys() - known
    return printed, found, articles


def _is_meant_by_day(names: Sequence[str], found: Sequence[Matter]) -> bool:
    """Whether one of the names means a step of the matters by its day: `the suspension of February 12`."""
    meant = [dated for name in names if (dated := dated_phase(name)) is not None]
    return any(is_dated(step, *dated) for dated in meant for item in found for step in item.steps)


def _named_by_day(db: Database, names: Sequence[str]) -> Iterator[str]:
    """What was suspended on February 12, where one of the names is `the suspension of February 12`."""
    for phases, day in filter(None, map(dated_phase, names)):
        yield from (row[0] for row in db.query(_ON_DAY, (json.dumps(sorted(phases)), day)))


def _printed(db: Database, ledger: Ledger, question: str, asked: dict[str, str | None]) -> _Printed:
    """The steps by event, each with its publication, the date of that, and the words of its trigger."""
    found = {}
    for *cells, publication, published, trigger in db.query(question, asked):
        values = dict(zip(Step.__struct_fields__, cells, strict=True))
        step = Step(**{**values, "phase": Phase(values["phase"]), "factuality": Factuality(values["factuality"])})
        if not {step.event, step.statement, step.article} & ledger.wrong:
            found[step.event] = (step, publication, published, trigger)
    return found


def _edits(db: Database, recorded_by: Day | None) -> list[Edit]:
    until = days_of(recorded_by, "recorded_by").until if recorded_by is not None else None
    return [Edit(name=name, into=into) for name, into in db.query(_EDITS, {"recorded": until})]


def _copies(db: Database) -> dict[str, frozenset[str]]:
    return groups_of((row[0], row[1]) for row in db.query("SELECT article, other FROM copies"))


def _told_rows(
    reports: Sequence[Step], ledger: Ledger, moves: Moves, printed: _Printed, copies: dict[str, frozenset[str]]
) -> Iterator[StatusRow]:
    """A step, by its earliest report, and what was done to the claim."""
    first = min(reports, key=lambda step: (step.printed or "9999", step.event))
    origins = {min(copies.get(step.article, {step.article})) for step in reports}
    _, publication, published, trigger = printed[first.event]
    yield StatusRow(
        date=first.date or first.printed,
        what=first.phase.value,
        who=first.actors,
        says=first.speaker,
        venue=None,
        factuality=first.factuality.value,
        standing=standing_of_step(first, moves).value,
        reports=len({step.article for step in reports}),
        origins=len(origins),
        evidence=trigger,
        publication=publication,
        published=published,
        article=first.article,
        id=first.event,
    )
    yield from _done(reports, ledger)


def _done(reports: Iterable[Step], ledger: Ledger) -> Iterator[StatusRow]:
    told: dict[tuple[str, str | None, str], Deed] = {}
    for step in reports:
        for deed in ledger.deeds(step.statement) if step.statement else ():
            if deed.kind in _TOLD:
                told.setdefault((deed.kind, deed.by, deed.article), deed)
    for deed in sorted(told.values(), key=lambda item: (item.printed or "", item.kind, item.id)):
        yield StatusRow(
            date=deed.printed,
            what=deed.kind.value,
            who=deed.by,
            says=None,
            venue=deed.venue,
            factuality=None,
            standing=None,
            reports=1,
            origins=1,
            evidence=deed.evidence,
            publication=deed.publication,
            published=deed.published,
            article=deed.article,
            id=deed.id,
        )


def _same_steps(steps: Sequence[Step], claims: dict[str, frozenset[str]]) -> list[list[Step]]:
    """Reports of one step, in order: of one claim, or of one phase on one day, as sure, by the same speaker."""
    groups: dict[tuple[object, ...], list[Step]] = {}
    for step in steps:
        claim = claims.get(step.statement or "")
        said = (step.date or step.article, (step.speaker or "").casefold())
        groups.setdefault((step.phase, step.factuality, claim or said), []).append(step)
    return list(groups.values())


def _sentence(folded: Status, claims: dict[str, frozenset[str]]) -> str:
    parts = [_told(folded.step)] if folded.step is not None else []
    undone: dict[frozenset[str], Step] = {}
    for step in folded.undone:
        undone.setdefault(claims.get(step.statement or "", frozenset({step.event})), step)
    parts += [f"{_told(step)} was taken back and nothing has followed" for step in undone.values()]
    ahead = {(step.phase, step.factuality): step for step in folded.ahead}
    parts += [f"{step.factuality.value}: {_told(step)}" for step in ahead.values()]
    if folded.standing is Standing.UNCLEAR:
        return "unclear: " + ("; ".join(parts) or "no step on record holds")
    disputed = " [disputed]" if folded.standing is Standing.DISPUTED else ""
    return "; ".join(parts) + disputed


def _several(found: Sequence[Matter]) -> str:
    """A word of caution where unrelated matters have the name."""
    count = apart([matter for matter in found if matter.steps])
    return f" [{count} matters far apart in time have this name: ask with more words of it]" if count > 1 else ""


def _day_told(step: Step) -> str | None:
    """The day of a step, or its month or year where no more is known, without codes of weekdays or parts of a day."""
    known = _CALENDAR.match(step.date or "")
    return step.happened[:10] if known is None and step.happened else known.group() if known else None


def _told(step: Step) -> str:
    when = f" {day}" if (day := _day_told(step)) else ""
    said = f" (says {step.speaker})" if step.speaker else f" ({step.actors})" if step.actors else ""
    named = f"{step.matter} " if dated_phase(step.matter or "") is not None else ""  # lifted is not the matter itself
    return f"{named}{step.phase.value}{when}{said}"
