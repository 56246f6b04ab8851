"""Fetches who bears a name in print, and gathers the bearers into persons and organizations."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from typing import Final

from msgspec import Struct

from onrecord.asking.conditions import Day, days_of
from onrecord.asking.words import match_words
from onrecord.linking.comparing import speaker_words
from onrecord.linking.naming import Name, agree, is_of_another, is_sole, name_of, spellings, title_words
from onrecord.linking.people import Bearer, NameEdit, Offices, Party, gather_parties
from onrecord.record.vocabulary import ActorKind, RoleStatus
from onrecord.storing.database import Database

__all__ = [
    "RolePrint",
    "Seen",
    "address_of",
    "bearers_named",
    "find_parties",
    "is_meant",
    "is_proper",
    "names_like",
    "roles_of",
]

NAMES_LOOKED_AT: Final = 200  # of those that have the words, the most frequent first
_SEXES: Final = {"Mr": "he", "Mrs": "she", "Ms": "she", "Miss": "she"}
BEARERS_LOOKED_AT: Final = 1000  # beside those of the very name that was typed
_ADDRESS: Final = re.compile(r"(.+)/(p-[a-z2-7]+)", re.DOTALL)
_SEEN: Final = (
    " AND (:printed IS NULL OR p.printed_until <= :printed) AND (:recorded IS NULL OR p.recorded_at < :recorded)"
)
_BEARERS: Final = (
    "SELECT a.article, a.id, a.name, a.kind, a.country, date(p.printed_until, '-1 day'),"
    " (SELECT group_concat(DISTINCT rtrim(substr(m.text, 1, instr(m.text, ' ') - 1), '.')) FROM mentions AS m"
    " WHERE m.article = a.article AND m.actor = a.id AND m.text GLOB 'M[rsi]*')"
    " FROM json_each(:names) AS n CROSS JOIN actors AS a ON a.name = n.value JOIN articles AS p ON p.id = a.article"
    f" WHERE a.kind <> 'group'{_SEEN}"
)
ROLE_COLUMNS: Final = (
    "r.article, r.actor, r.title, r.status, r.org, r.evidence_start, r.evidence_end, r.evidence_text,"
    " date(p.printed_until, '-1 day'), p.publication, a.name"
)
_ROLES: Final = (
    f"SELECT {ROLE_COLUMNS} FROM json_each(:names) AS n CROSS JOIN titled AS a ON a.name = n.value"
    " CROSS JOIN roles AS r ON r.article = a.article AND r.actor = a.actor AND r.position = a.position"
    f" JOIN articles AS p ON p.id = r.article WHERE a.kind <> 'group'{_SEEN} ORDER BY r.article, r.actor, r.position"
)
_BESIDE: Final = (
    "SELECT a.article, a.name FROM json_each(:articles) AS n CROSS JOIN actors AS a ON a.article = n.value"
    " WHERE a.kind = 'person' AND instr(a.name, ' ')"
)
_BESIDE_AMONG: Final = f"{_BESIDE} AND a.name IN (SELECT value FROM json_each(:names))"
_NAMES: Final = (
    "SELECT n.name, (SELECT count(*) FROM actors WHERE actors.name = n.name) FROM actor_search AS f"
    " JOIN actor_names AS n ON n.number = f.rowid WHERE actor_search MATCH ? ORDER BY 2 DESC, 1 LIMIT ?"
)
_TITLED_AS: Final = (
    "SELECT DISTINCT a.name, a.title FROM json_each(:names) AS n CROSS JOIN titled AS a ON a.name = n.value"
    f" JOIN articles AS p ON p.id = a.article WHERE a.kind = 'person'{_SEEN}"
)
_HOLDERS: Final = (
    "SELECT a.name, a.title FROM actor_search AS f JOIN actor_names AS n ON n.number = f.rowid"
    " CROSS JOIN titled AS a ON a.name = n.name JOIN articles AS p ON p.id = a.article"
    " WHERE actor_search MATCH :match AND a.kind = 'person'"
    f" AND lower(a.title) IN (SELECT value FROM json_each(:titles)){_SEEN}"
)
_EDITS: Final = (
    "SELECT name, into_name FROM actor_edits WHERE :recorded IS NULL OR recorded_at < :recorded ORDER BY number"
)
_KINDS: Final = {kind.value: kind for kind in ActorKind}
_NONE: Final[frozenset[str]] = frozenset()


class Seen(Struct, frozen=True, kw_only=True):
    """What may be seen: printed by the end of a day, recorded by the end of another, and not marked as wrong."""

    printed: str | None
    recorded: str | None
    wrong: frozenset[str] = frozenset()

    @classmethod
    def by(cls, as_of: Day | None, recorded_by: Day | None, wrong: frozenset[str]) -> Seen:
        """Raises QuestionError where a day is none."""
        return cls(
            printed=days_of(as_of, "as_of").until if as_of is not None else None,
            recorded=days_of(recorded_by, "recorded_by").until if recorded_by is not None else None,
            wrong=wrong,
        )

    @property
    def values(self) -> dict[str, str | None]:
        """The values of `:printed` and `:recorded`."""
        return {"printed": self.printed, "recorded": self.recorded}


class RolePrint(Struct, frozen=True, kw_only=True, gc=False):
    """A role of the actor `name` as an article prints it. `printed` is the day."""

    article: str
    actor: str
    title: str
    status: RoleStatus | None
    org: str | None
    start: int
    end: int
    evidence: str
    printed: str | None
    publication: str | None
    name: str


Roles = Mapping[tuple[str, str], Sequence[RolePrint]]


def address_of(asked: str) -> tuple[str, str] | None:
    """The article and the actor that `ARTICLE/ACTOR` means."""
    match = _ADDRESS.fullmatch(asked)
    return (match[1], match[2]) if match else None


def is_proper(printed: str) -> bool:
    """Whether it is a name, and not words for somebody without one: `the harbor master`, `Her office`."""
    words = re.findall(r"\w+", printed)
    if words and words[0].lower() == "the":
        words = words[1:]
    return bool(words) and words[0][0].isupper() and words[-1][0].isupper() and bool(speaker_words(words[0]))


def names_like(db: Database, typed: str) -> list[str]:
    """The names in print that have all words typed, or are one with them; the most frequent first, as many as together
    are printed `BEARERS_LOOKED_AT` times.
    """
    words = re.findall(r"\w+", typed)
    asked = [typed, *([f"{words[0]} {words[-1]}"] if len(words) > 1 else words)]
    found: dict[str, int] = {}
    for match in filter(None, map(match_words, dict.fromkeys(asked))):
        found.update(db.query(_NAMES, (match, NAMES_LOOKED_AT)))
    mine = name_of(typed)
    same = [name for name in found if agree(name_of(name), mine)]
    chosen: list[str] = []
    printed = 0
    for name in dict.fromkeys([*same, *filter(is_proper, found)]):
        printed += found[name]
        if chosen and printed > BEARERS_LOOKED_AT and name not in same:
            break
        chosen.append(name)
    return chosen


def find_parties(db: Database, names: Iterable[str], seen: Seen) -> tuple[tuple[Party, ...], Roles]:
    """The persons and organizations that bear one of `names`, or a name that a person merged with one; and the roles
    printed with them.
    """
    edits = [NameEdit(name=name, into=into) for name, into in db.query(_EDITS, {"recorded": seen.recorded})]
    merged = _with_merged(names, edits, _names_at(db, edits))
    titled, offices = _surnames_with_offices(db, merged, seen)
    wanted = json.dumps(sorted({*merged, *titled}))
    roles = roles_of(db.query(_ROLES, {"names": wanted, **seen.values}))
    bearers = bearers_named(db.query(_BEARERS, {"names": wanted, **seen.values}), roles, seen)

    return gather_parties(bearers, edits, partial(_companions, db), offices), roles


def _companions(db: Database, bearers: Sequence[Bearer], names: AbstractSet[str] | None) -> dict[str, frozenset[str]]:
    """The persons named in each bearer's article; of `names` alone, where some are given."""
    asked = {"articles": json.dumps(sorted({bearer.article for bearer in bearers}))}
    if names is None:
        rows = [row for row in db.query(_BESIDE, asked) if is_proper(row[1])]
    else:
        rows = db.query(_BESIDE_AMONG, {**asked, "names": json.dumps(sorted(names))})
    beside: dict[str, set[str]] = {}
    for article, name in rows:
        beside.setdefault(article, set()).add(name)
    return {article: frozenset(found) for article, found in beside.items()}


def _surnames_with_offices(db: Database, names: Iterable[str], seen: Seen) -> tuple[list[str], Offices]:
    """The surnames of the full names that are also printed alone with a sole office, and how often each full name of
    that surname is printed with it.
    """
    surnames = sorted({name.split()[-1] for name in names})
    alone = {
        (surname, title_words(title)): surname
        for surname, title in db.query(_TITLED_AS, {"names": json.dumps(surnames), **seen.values})
        if is_sole(title)
    }
    offices: dict[tuple[str, tuple[str, ...]], Counter[Name]] = {}
    for surname in dict.fromkeys(alone.values()):
        titles = sorted({form for name, title in alone if name == surname for form in spellings(" ".join(title))})
        asked = {"match": match_words(surname), "titles": json.dumps(titles), **seen.values}
        for name, title in db.query(_HOLDERS, asked):
            key = name_of(name)
            if key.is_full and is_proper(name):
                offices.setdefault((key.words[-1], title_words(title)), Counter())[key] += 1
    return list(dict.fromkeys(alone.values())), offices


def bearers_named(rows: Iterable[Sequence[str]], roles: Roles, seen: Seen) -> list[Bearer]:
    """The bearers that SQL selected, with the titles of their roles."""
    found = []
    for article, actor, name, kind, country, printed, *addressed in rows:
        if article in seen.wrong:
            continue
        held = roles.get((article, actor))
        found.append(
            Bearer(
                article=article,
                actor=actor,
                name=name,
                kind=_KINDS[kind],
                country=country,
                printed=printed,
                titles=frozenset(role.title for role in held) if held else _NONE,
                orgs=frozenset(role.org for role in held if role.org) if held else _NONE,
                sex=_sex_of(addressed[0]) if addressed and kind == ActorKind.PERSON.value else None,
            )
        )
    return found


def _sex_of(addressed: str | None) -> str | None:
    """By `Mr.` and `Ms.` before the name; null where there is neither, or both."""
    found = {_SEXES[word] for word in (addressed or "").split(",") if word in _SEXES}
    return next(iter(found)) if len(found) == 1 else None


def roles_of(rows: Iterable[Sequence[object]]) -> dict[tuple[str, str], list[RolePrint]]:
    """The roles that SQL selected (`ROLE_COLUMNS`), by article and actor; without those that print gives to another."""
    found: dict[tuple[str, str], list[RolePrint]] = {}
    for row in rows:
        values = dict(zip(RolePrint.__struct_fields__, row, strict=True))
        status = RoleStatus(str(values["status"])) if values["status"] else None
        role = RolePrint(**{**values, "status": status})  # type: ignore[arg-type]
        if not is_of_another(role.title, role.evidence, role.name):
            found.setdefault((role.article, role.actor), []).append(role)
    return found


def _names_at(db: Database, edits: Iterable[NameEdit]) -> dict[str, str]:
    """The names in print at the addresses of single bearers, of which something was said."""
    ends = {end for edit in edits for end in (edit.name, edit.into) if end is not None}
    found = {end: address for end in ends if (address := address_of(end)) is not None}
    rows = {end: db.query("SELECT name FROM actors WHERE article = ? AND id = ?", found[end]) for end in sorted(found)}
    return {end: names[0][0] for end, names in rows.items() if names}


def _with_merged(names: Iterable[str], edits: Sequence[NameEdit], printed: Mapping[str, str]) -> list[str]:
    """Also the names that persons merged with these, by both ends of each merge; `printed` has those of addresses."""
    found = dict.fromkeys(names)
    for _ in edits:
        before = len(found)
        keys = {name_of(name) for name in found}
        for edit in edits:
            ends = [printed.get(end, end) for end in (edit.name, edit.into) if end is not None]
            if any(name_of(end) in keys for end in ends):
                found.update(dict.fromkeys(ends))
        if len(found) == before:
            break
    return sorted(found)


def is_meant(party: Party, typed: str) -> bool:
    """Whether one of the party's names is the one typed, or agrees with it, or has all its words."""
    asked = name_of(typed)
    return any(
        agree(name_of(name), asked) or set(asked.words) <= set(name_of(name, person=False).words)
        for name in party.names
    )
