"""Who held an office on a day, from what was printed with names before and after it.

Print calls the holder by the title, also one who is outgoing or acting; a designate does not hold it yet, and a former
holder no longer. After a day on which somebody was printed as former, the bare title is a courtesy, until the person is
printed as designate again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from onrecord.record.vocabulary import RoleStatus

__all__ = ["AFTER", "BEFORE", "THAT_DAY", "Held", "TitlePrint", "holders_on"]

THAT_DAY, AFTER, BEFORE = "printed that day", "printed before and after", "last printed"


class TitlePrint(Struct, frozen=True, kw_only=True):
    """A title as printed with a name: on which day (ISO 8601), with which status, in which country; `key` tells which
    print it was."""

    day: str
    status: RoleStatus | None
    country: str | None
    key: str


class Held(Struct, frozen=True, kw_only=True):
    """How somebody stood to an office on a day: `holds` is null where a successor was printed in between; `by` is the
    print that says so, `ground` how it bears on the day, and `prints` counts all prints up to it."""

    who: str
    holds: bool | None
    status: RoleStatus | None
    ground: str
    by: TitlePrint
    prints: int


def holders_on(day: str, prints: Mapping[str, Sequence[TitlePrint]], *, one_office: bool = False) -> tuple[Held, ...]:
    """Who is printed with the title up to `day`, and whether they held it: holders first, then who is printed so most.

    `prints` are by person. `one_office` says that all of them are of one office, so that a successor ends the term of
    whoever was last printed before; else only those of the same country do.
    """
    stood = [held for who in sorted(prints) if (held := _stood(who, day, prints[who])) is not None]
    told = [_succeeded(held, stood, one_office=one_office) for held in stood]
    ranks = {True: 0, None: 1, False: 2}
    return tuple(sorted(told, key=lambda held: (ranks[held.holds], -held.prints, held.who)))


def _stood(who: str, day: str, prints: Iterable[TitlePrint]) -> Held | None:
    ordered = sorted(prints, key=lambda item: (item.day, item.key))
    before = [item for item in ordered if item.day <= day]
    if not before:
        return None
    last = _last(before)
    holds = _is_holding(last.status)
    later = [item for item in ordered if item.day > day]
    goes_on = bool(later) and _is_holding(_last([*before, later[0]]).status) == holds
    ground = THAT_DAY if last.day == day else AFTER if goes_on else BEFORE
    return Held(who=who, holds=holds, status=last.status, ground=ground, by=last, prints=len(before))


def _last(prints: Sequence[TitlePrint]) -> TitlePrint:
    """The print that counts last: of one day one with a status, and after `former` no bare title."""
    counting: TitlePrint | None = None
    for item in prints:
        if counting is not None and item.status is None:
            if counting.day == item.day and counting.status is not None:
                continue
            if counting.status is RoleStatus.FORMER:
                continue
        counting = item
    assert counting is not None
    return counting


def _is_holding(status: RoleStatus | None) -> bool:
    return status not in {RoleStatus.DESIGNATE, RoleStatus.FORMER}


def _succeeded(held: Held, stood: Iterable[Held], *, one_office: bool) -> Held:
    if held.holds is not True or held.ground != BEFORE:
        return held
    for other in stood:
        same = one_office or (held.by.country is not None and held.by.country == other.by.country)
        if other.who != held.who and same and other.holds and other.by.day > held.by.day:
            return replace(held, holds=None)
    return held
