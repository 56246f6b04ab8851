"""Who somebody is, what they said and did, and who held an office on a day; all of it from print."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, Final

from onrecord.asking.conditions import Day, country_meant, days_of
from onrecord.asking.ledger import Ledger
from onrecord.asking.parties import (
    ROLE_COLUMNS,
    RolePrint,
    Roles,
    Seen,
    address_of,
    bearers_named,
    find_parties,
    is_meant,
    names_like,
    roles_of,
)
from onrecord.asking.query import EVENT_ROWS, STATEMENT_ROWS, rows_of, stand_by
from onrecord.asking.rows import (
    EventRow,
    HolderRow,
    JoinRow,
    PersonRow,
    QuotedRow,
    RoleRow,
    Rows,
    StatementRow,
    WhoAnswer,
)
from onrecord.asking.words import folded
from onrecord.errors import QuestionError, UnknownId
from onrecord.finding.countries import country_of
from onrecord.linking.naming import agree, is_lesser, name_of, spellings, title_words
from onrecord.linking.offices import TitlePrint, holders_on
from onrecord.linking.people import NEARLY_ALL, Bearer, Party, gather_parties
from onrecord.record.vocabulary import Standing
from onrecord.storing.database import Database

__all__ = ["bearers_on", "check_address", "who", "who_held"]

OTHERS_SHOWN: Final = 50
_WHO: Final = "SELECT json_extract(value, '$[0]') AS article, json_extract(value, '$[1]') AS actor FROM json_each(:who)"
_SAID: Final = (
    f"SELECT s.id, s.article, s.actor FROM ({_WHO}) AS w CROSS JOIN statements AS s"
    " ON s.actor = w.actor AND s.article = w.article ORDER BY s.said_from DESC, s.article, s.position"
)
_PARTS: Final = (
    f"SELECT DISTINCT e.id, e.statement, p.side FROM ({_WHO}) AS w CROSS JOIN event_parties AS p ON p.actor = w.actor"
    " CROSS JOIN events AS e ON e.id = p.event AND e.article = w.article"
)
_AMONG: Final = "IN (SELECT value FROM json_each(?))"
_QUOTED: Final = (  # of articles with how many statements each
    "SELECT a.publication, max(a.country), sum(n.value), count(*), min(a.published_from), max(a.published_from)"
    " FROM json_each(?) AS n CROSS JOIN articles AS a ON a.id = n.key"
    " GROUP BY a.publication ORDER BY sum(n.value) DESC, a.publication"
)
_ONE: Final = "SELECT name FROM actors WHERE article = ? AND id = ?"
_ON_PAGE: Final = "SELECT id, name FROM actors WHERE article = ? AND kind <> 'group' ORDER BY position"
_UNDATED: Final = (
    "SELECT count(DISTINCT a.article) FROM json_each(:names) AS n CROSS JOIN actors AS a ON a.name = n.value"
    " JOIN articles AS p ON p.id = a.article WHERE a.kind <> 'group' AND p.printed_until IS NULL"
    " AND (:recorded IS NULL OR p.recorded_at < :recorded)"
)
_UNDATED_TITLES: Final = (
    "SELECT count(DISTINCT p.id) FROM json_each(:titles) AS t CROSS JOIN roles AS r ON lower(r.title) = t.value"
    " JOIN articles AS p ON p.id = r.article WHERE p.printed_until IS NULL"
    " AND (:recorded IS NULL OR p.recorded_at < :recorded)"
)
_TITLED: Final = (
    "FROM json_each(:titles) AS t CROSS JOIN roles AS r ON lower(r.title) = t.value"
    " JOIN actors AS a ON a.article = r.article AND a.id = r.actor JOIN articles AS p ON p.id = r.article"
    " WHERE a.kind = 'person' AND p.printed_until IS NOT NULL AND (:printed IS NULL OR p.printed_until <= :printed)"
    " AND (:recorded IS NULL OR p.recorded_at < :recorded)"
)
_TAKEN_BACK: Final = frozenset({Standing.RESCINDED, Standing.WITHDRAWN})


def who(
    db: Database,
    name: str,
    *,
    as_of: Day | None = None,
    recorded_by: Day | None = None,
    limit: int = 50,
) -> WhoAnswer:
    """What the record has of the person or organization `name` (or `ARTICLE/ACTOR`, the id of a PersonRow), by the end
    of `as_of`, from what had been recorded by the end of `recorded_by`.

    Statements and events come the latest first, at most `limit` of each. Raises QuestionError where a day is none, and
    UnknownId where `ARTICLE/ACTOR` is nobody.
    """
    ledger = Ledger(db, as_of=as_of, recorded_by=recorded_by)
    seen = Seen.by(as_of, recorded_by, ledger.wrong)
    typed, address = _typed(db, name)
    names = names_like(db, typed)
    found, roles = find_parties(db, names, seen)
    meant = [party for party in found if is_meant(party, typed)]
    chosen = _chosen(meant, typed, address)
    parties = dict.fromkeys([chosen, *meant] if chosen else meant)
    all_said = db.query(_SAID, {"who": _keys(bearer for party in parties for bearer in party.bearers)})
    counted = Counter((article, actor) for key, article, actor in all_said if key not in ledger.wrong)
    rows = {party: _person_row(party, roles, counted) for party in parties}
    others = [rows[party] for party in meant if party is not chosen]
    others.sort(key=lambda row: (-row.articles, row.name, row.id))
    bearers = chosen.bearers if chosen else ()
    own = {(bearer.article, bearer.actor) for bearer in bearers}
    kept = [row for row in all_said if row[1:] in own and row[0] not in ledger.wrong]
    said = [row[0] for row in kept]
    parts = [row for row in db.query(_PARTS, {"who": _keys(bearers)}) if not {row[0], row[1]} & ledger.wrong]
    stand_by(db, ledger)
    ledger.look_up(said)
    standing = {key: ledger.standing(key) for key in said}
    return WhoAnswer(
        asked=name,
        person=rows[chosen] if chosen else None,
        others=Rows(PersonRow, others[:OTHERS_SHOWN]),
        roles=Rows(RoleRow, _role_rows(bearers, roles)),
        statements=_statement_rows(db, said[:limit]),
        standings={key.value: count for key, count in sorted(Counter(standing.values()).items())},
        taken_back=_statement_rows(db, [key for key in said if standing[key] in _TAKEN_BACK][:limit]),
        does=_event_rows(db, {row[0] for row in parts if row[2] == "actor"}, limit),
        undergoes=_event_rows(db, {row[0] for row in parts if row[2] == "recipient"}, limit),
        quoted=rows_of(QuotedRow, db.query(_QUOTED, (json.dumps(Counter(row[1] for row in kept)),))),
        joins=Rows(JoinRow, _join_rows(chosen)),
        undated=_undated(db, names, seen) if as_of is not None else 0,
    )


def _undated(db: Database, names: Sequence[str], seen: Seen) -> int:
    """How many pages without a date have one of the names."""
    return int(db.query(_UNDATED, {"names": json.dumps(names), "recorded": seen.recorded})[0][0])


def who_held(
    db: Database,
    role: str,
    *,
    on: Day,
    country: str | None = None,
    org: str | None = None,
    as_of: Day | None = None,
    recorded_by: Day | None = None,
) -> Rows[HolderRow]:
    """Who held the office `role` by the end of `on`, as far as print tells: holders first, then who is or may be none.

    `country` (its code or name) leaves those whom print gives that country, `org` those whose office is printed with
    all its words; with either, all are taken for holders of one office, one after another. `as_of` leaves what had been
    printed by a day: by default also later print counts, as it tells who still held the office. Raises QuestionError.
    """
    if not title_words(role):
        raise QuestionError("role: say which office, as in 'prime minister'")
    day = _last_day(on)
    country = country_meant(country, "country") if country is not None else None
    ledger = Ledger(db, as_of=as_of, recorded_by=recorded_by)
    seen = Seen.by(as_of, recorded_by, ledger.wrong)
    titled = {"titles": json.dumps(sorted(spellings(role))), **seen.values}
    roles = roles_of(db.query(f"SELECT {ROLE_COLUMNS} {_TITLED} ORDER BY r.article, r.actor, r.position", titled))
    rows = db.query(
        f"SELECT DISTINCT a.article, a.id, a.name, a.kind, a.country, date(p.printed_until, '-1 day') {_TITLED}", titled
    )
    bearers = bearers_named(rows, roles, seen)
    parties = {_id(party): party for party in gather_parties(bearers)}
    prints, printed = _title_prints(parties, roles, country, org)
    held = holders_on(day, prints, one_office=country is not None or org is not None)
    return Rows(
        HolderRow,
        [
            HolderRow(
                name=parties[item.who].names[0],
                person=item.who,
                title=printed[item.by.key].title,
                status=item.status.value if item.status else None,
                holds=item.holds,
                ground=item.ground,
                org=printed[item.by.key].org,
                country=item.by.country,
                printed=item.by.day,
                evidence=printed[item.by.key].evidence,
                publication=printed[item.by.key].publication,
                articles=item.prints,
                article=printed[item.by.key].article,
                id=item.by.key,
            )
            for item in held
        ],
        undated=db.query(_UNDATED_TITLES, {"titles": titled["titles"], "recorded": seen.recorded})[0][0],
    )


def check_address(db: Database, name: str) -> None:
    """Raises UnknownId where a name is the address of a bearer (`ARTICLE/ACTOR`) that the record has not."""
    address = address_of(name)
    if address is not None and not db.query(_ONE, address):
        raise UnknownId(f"no actor {name} is in the record")


def bearers_on(db: Database, name: str, pages: Sequence[str]) -> tuple[str, ...]:
    """The address (`ARTICLE/ACTOR`) of whoever bears the name on each of the pages. Raises UnknownId where nobody or
    more than one does.
    """
    found = []
    for page in pages:
        actors = [key for key, printed in db.query(_ON_PAGE, (page,)) if agree(name_of(printed), name_of(name))]
        if len(actors) != 1:
            raise UnknownId(f"{len(actors) or 'nobody'} on the page {page} bears the name {name!r}")
        found.append(f"{page}/{actors[0]}")
    return tuple(dict.fromkeys(found))


def _last_day(on: Day) -> str:
    """The last of the days that are meant."""
    return (date.fromisoformat(days_of(on, "on").until) - timedelta(days=1)).isoformat()


def _typed(db: Database, asked: str) -> tuple[str, tuple[str, str] | None]:
    address = address_of(asked)
    if address is None:
        return asked, None
    rows = db.query(_ONE, address)
    if not rows:
        raise UnknownId(f"nobody in the record has the id {asked!r}; `onrecord who NAME` finds ids by names")
    return rows[0][0], address


def _chosen(meant: Sequence[Party], typed: str, address: tuple[str, str] | None) -> Party | None:
    """The one who is meant: by address; by the very name, where one has nearly all print of it; else the only one who
    has the words and a full name."""
    if address is not None:
        return next((p for p in meant if any((b.article, b.actor) == address for b in p.bearers)), None)
    asked = name_of(typed)
    same = [party for party in meant if any(bearer.key == asked for bearer in party.bearers)]
    if asked.is_full and same:
        most = max(same, key=lambda party: len(party.bearers))
        return most if len(most.bearers) >= NEARLY_ALL * sum(len(party.bearers) for party in same) else None
    full = [party for party in meant if any(bearer.key.is_full for bearer in party.bearers)]
    fitting = full or same
    return fitting[0] if len(fitting) == 1 else None


def _id(party: Party) -> str:
    return f"{party.bearers[0].article}/{party.bearers[0].actor}"


def _keys(bearers: Iterable[Bearer]) -> str:
    return json.dumps([(bearer.article, bearer.actor) for bearer in bearers])


def _person_row(party: Party, roles: Roles, said: Counter[tuple[str, str]]) -> PersonRow:
    names = party.names
    days = [bearer.printed for bearer in party.bearers if bearer.printed]
    held = [role for bearer in party.bearers for role in roles.get((bearer.article, bearer.actor), ())]
    last = max(held, key=lambda role: (role.printed or "", role.article, role.start), default=None)
    countries = party.countries
    return PersonRow(
        id=_id(party),
        name=names[0],
        names=names,
        kind=party.kind.value,
        country=next(iter(countries)) if len(countries) == 1 else None,
        role=_titled(last) if last else None,
        articles=len({bearer.article for bearer in party.bearers}),
        statements=sum(said[bearer.article, bearer.actor] for bearer in party.bearers),
        first=min(days, default=None),
        last=max(days, default=None),
    )


def _titled(role: RolePrint) -> str:
    status = f" ({role.status.value})" if role.status else ""
    return f"{role.title}{status}"


def _statement_rows(db: Database, ids: Sequence[str]) -> Rows[StatementRow]:
    rows = db.query(f"{STATEMENT_ROWS} WHERE s.id {_AMONG}", (json.dumps(list(ids)),))
    order = {key: place for place, key in enumerate(ids)}
    return rows_of(StatementRow, sorted(rows, key=lambda row: order[row[0]]))


def _event_rows(db: Database, ids: Iterable[str], limit: int) -> Rows[EventRow]:
    order = "ORDER BY coalesce(e.date_from, a.published_from) DESC NULLS LAST, e.article, e.position"
    latest = f"SELECT e.id FROM events AS e JOIN articles AS a ON a.id = e.article WHERE e.id {_AMONG} {order} LIMIT ?"
    return rows_of(
        EventRow, db.query(f"{EVENT_ROWS} WHERE e.id IN ({latest}) {order}", (json.dumps(sorted(ids)), limit))
    )


def _role_rows(bearers: Iterable[Bearer], roles: Roles) -> list[RoleRow]:
    """The roles, each with the first and last day on which it was printed so."""
    groups: dict[tuple[Any, ...], list[tuple[Bearer, RolePrint]]] = {}
    for bearer in bearers:
        for role in roles.get((bearer.article, bearer.actor), ()):
            office = " ".join(name_of(role.org or "", person=False).words)
            groups.setdefault((title_words(role.title), role.status, office), []).append((bearer, role))
    rows = [_role_row(found) for found in groups.values()]
    return sorted(rows, key=lambda row: (row.since is None, row.since or "", row.until or "", row.title, row.id))


def _role_row(found: Sequence[tuple[Bearer, RolePrint]]) -> RoleRow:
    bearer, first = min(found, key=lambda item: (item[1].printed or "9999", item[1].article, item[1].start))
    days = [role.printed for _, role in found if role.printed]
    return RoleRow(
        name=bearer.name,
        title=first.title,
        status=first.status.value if first.status else None,
        org=first.org,
        country=bearer.country,
        since=min(days, default=None),
        until=max(days, default=None),
        articles=len({role.article for _, role in found}),
        evidence=first.evidence,
        publication=first.publication,
        article=first.article,
        id=_address(first),
    )


def _address(role: RolePrint) -> str:
    return f"{role.article}:{role.start}-{role.end}"


def _join_rows(party: Party | None) -> list[JoinRow]:
    """The joins; of those that say the same of the same names, the first."""
    told: dict[tuple[str, str, str, str | None], JoinRow] = {}
    for join in party.joins if party else ():
        row = JoinRow(
            name=join.one.name,
            other=join.other.name,
            rule=join.rule,
            evidence=join.evidence,
            article=join.one.article,
            other_article=join.other.article,
        )
        told.setdefault((row.name, row.other, row.rule, row.evidence), row)
    return list(told.values())


def _title_prints(
    parties: dict[str, Party], roles: Roles, country: str | None, org: str | None
) -> tuple[dict[str, list[TitlePrint]], dict[str, RolePrint]]:
    """The prints of the title by person, and each by its address, as far as they are of the country and organization
    asked for."""
    found: dict[str, list[TitlePrint]] = {}
    printed: dict[str, RolePrint] = {}
    for key, party in parties.items():
        held = [role for bearer in party.bearers for role in roles.get((bearer.article, bearer.actor), ())]
        countries = party.countries | {code for role in held if role.org and (code := country_of(role.org))}
        words = folded(" ".join(f"{role.org or ''} {role.evidence}" for role in held))
        if country is not None and country not in countries:
            continue
        if org is not None and not all(word in words for word in folded(org).split()):
            continue
        of = next(iter(countries)) if len(countries) == 1 else None
        for role in (role for role in held if not is_lesser(role.title, role.evidence)):
            assert role.printed is not None  # the query asks for it
            printed[_address(role)] = role
            found.setdefault(key, []).append(
                TitlePrint(day=role.printed, status=role.status, country=of, key=_address(role))
            )
    return found, printed
