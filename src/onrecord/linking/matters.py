"""Matters: what has phases. Events about one matter are gathered across articles, and its status is folded from them.

Inside an article a matter may go by several names: `joint operations`, `they`, `the pause`. Two events are about one
matter where one name holds the other's words; where a name is the noun of a phase (`the pause`) and the article has one
event of that phase; and where a phase needs another before it (what resumed was paused), the article has one such and
one of both names is for anything that is done (`operations`): a bridge that reopened is not the strike that paused.
What happens to an announcement is no phase of what was announced: that is a link (`retractions.py`), and only the name
is taken from it.
Across articles only names count, and only such as say enough. A person's merges and splits overrule all of this.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from itertools import takewhile

from msgspec import Struct

from onrecord.linking.comparing import speaker_words
from onrecord.linking.lexicon import vocabulary
from onrecord.linking.likeness import stems
from onrecord.linking.standing import Move, Moves, standing_of
from onrecord.record.vocabulary import HAPPENED, Factuality, Phase, Standing

__all__ = [
    "Edit",
    "Key",
    "Matter",
    "NameIndex",
    "Status",
    "Step",
    "apart",
    "by_name",
    "dated_phase",
    "gather",
    "in_order",
    "is_dated",
    "is_named",
    "name_key",
    "same_claims",
    "share_moves",
    "standing_of_step",
    "status_of",
]

DAYS_APART = 2  # between the days that two reports of one claim give for what it says happened
WORDS_TO_HEAD = 3  # of a name, among which its head stands where it is something said
FEWEST_STEMS = 2  # that two articles' names of a matter must share: `patrols` alone may be anybody's
FORGOTTEN = 180  # days without print, after which another matter of the name may have begun
HOLDING = frozenset({Standing.STANDS, Standing.CORROBORATED, Standing.DISPUTED})
GONE = frozenset(Standing) - HOLDING - {Standing.UNCLEAR}

_DATED = re.compile(
    r"(?:[Tt]he\s+)?(?P<noun>[a-z]+)\s+(?:of|on|from)\s+(?:the\s+)?"
    r"(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+(?P<day>\d{1,2})"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

# What must have come before, for a phase to make sense.
_NEEDS = {
    Phase.RESUMED: frozenset({Phase.PAUSED, Phase.ENDED}),
    Phase.LIFTED: frozenset({Phase.PAUSED, Phase.IN_FORCE, Phase.STARTED}),
}


# Phases that leave a matter in the same state: what began again resumed.
_STATES = {Phase.STARTED: Phase.RESUMED}


Key = frozenset[str]
"""The stems of the words of a name."""


class Step(Struct, frozen=True, kw_only=True):
    """An event that is a phase of a matter, as printed in one article.

    `matter` is its name in print, `date` its TIMEX3 value, `happened` the day on which it begins to be so (ISO 8601, or
    null), `printed` the day of its article, `speaker` who says so (null: the article itself), `statement` the id of
    that statement.
    """

    event: str
    article: str
    phase: Phase
    matter: str | None
    date: str | None
    happened: str | None
    printed: str | None
    factuality: Factuality
    statement: str | None = None
    speaker: str | None = None
    actors: str | None = None


class Edit(Struct, frozen=True, kw_only=True):
    """What a person says of the names of matters: `name` means the same as `into`, or (null) stands for itself."""

    name: str
    into: str | None


class Matter(Struct, frozen=True, kw_only=True):
    """A matter: its names in print, the most frequent first, and its steps in the order in which they happened (none,
    where it is only spoken of).
    """

    names: tuple[str, ...]
    steps: tuple[Step, ...]


class Status(Struct, frozen=True, kw_only=True):
    """Where a matter stands: `standing` stands or corroborated or disputed where `step` holds, unclear where what came
    last was taken back. `step` is the last that holds, `undone` what was taken back after it, `ahead` what is expected,
    planned or asked for.
    """

    standing: Standing
    step: Step | None
    undone: tuple[Step, ...] = ()
    ahead: tuple[Step, ...] = ()


def gather(steps: Iterable[Step], edits: Sequence[Edit] = (), *, named: str | None = None) -> tuple[Matter, ...]:
    """The matters of the steps, with `named` those that `is_named`. The order of arrival does not matter; later edits
    overrule earlier ones.
    """
    known = sorted(set(steps), key=lambda step: (step.article, step.event))
    links, edited = _Links(len(known)), by_name(edits)
    for numbers in _by_article(known).values():
        _join_inside(known, numbers, links, edited)
    _join_across(known, links, edited)
    groups = [[known[number] for number in group] for group in links.groups()]
    if named is not None:
        wanted = name_key(named)
        groups = [group for group in groups if wanted and any(wanted <= _named(step) for step in group)]
    return tuple(sorted((_matter(group) for group in groups), key=lambda matter: matter.names))


def by_name(edits: Iterable[Edit]) -> dict[Key, Edit]:
    """The last edit of each name."""
    return {name_key(edit.name): edit for edit in edits}


def is_named(matter: Matter, words: str) -> bool:
    """Whether one of a matter's names, or its steps' together, has all the meaning words of `words`."""
    wanted = name_key(words)
    return bool(wanted) and any(wanted <= name_key(name) for name in matter.names)


def in_order(steps: Iterable[Step]) -> tuple[Step, ...]:
    """The steps in the order in which they happened, as far as that is known; else by print."""
    return tuple(sorted(steps, key=_when))


def apart(matters: Sequence[Matter]) -> int:
    """How many of the matters have nothing to do with one another: no article tells of two of them, and half a year or
    more lies between what is printed of the one and of the other.
    """
    printed = [sorted(step.printed[:10] for step in matter.steps if step.printed) for matter in matters]
    if not all(printed):  # what has no date may lie anywhere
        return min(len(matters), 1)
    links = _Links(len(matters))
    told_in: dict[str, int] = {}
    for number, matter in enumerate(matters):
        for step in matter.steps:
            links.join(number, told_in.setdefault(step.article, number))
    ordered = sorted(range(len(matters)), key=lambda number: printed[number][0])
    last = ordered[0] if ordered else 0
    for number in ordered[1:]:
        if _days_between(printed[last][-1], printed[number][0]) <= FORGOTTEN:
            links.join(last, number)
        last = max(last, number, key=lambda known: printed[known][-1])
    return sum(1 for _ in links.groups())


def _days_between(earlier: str, later: str) -> int:
    return (date.fromisoformat(later) - date.fromisoformat(earlier)).days


def status_of(steps: Iterable[Step], index: Moves, day: str | None = None) -> Status:
    """The status that the steps give by the end of `day` (ISO 8601; null: of all days), where `index` holds what was
    done to the statements that say so.

    The last step that holds is the status: one that the article itself tells, or that somebody claims and nobody took
    back. Where it is said since that it did not happen, the status is disputed. Where a later claim was taken back and
    nothing came after it, the status is unclear: nobody says that the earlier step still holds.
    """
    ordered = in_order(steps)
    standing = {step.event: standing_of_step(step, index) for step in ordered}
    happened = [step for step in ordered if step.factuality in HAPPENED]
    holding = [step for step in happened if standing[step.event] in HOLDING]
    last = _last(holding, standing)
    undone = tuple(
        step for step in happened if standing[step.event] in GONE and (last is None or _when(step) > _when(last))
    )
    ahead = tuple(
        step
        for step in ordered
        if step.factuality not in {*HAPPENED, Factuality.DENIED}
        and standing[step.event] in HOLDING
        and not (last is not None and _is_reached(step, last))
        and not (day is not None and _has_gone_by(step, day))
    )
    folded = Standing.UNCLEAR if undone or last is None else standing[last.event]
    if last is not None and folded is not Standing.UNCLEAR and any(_denies(step, last, standing) for step in ordered):
        folded = Standing.DISPUTED
    return Status(standing=folded, step=last, undone=undone, ahead=ahead)


def _last_dated(holding: Sequence[Step]) -> Step:
    """The latest step; where it has no day (`remains closed`), the last before it that has, if that is the same."""
    run = list(takewhile(lambda step: step.phase is holding[-1].phase, reversed(holding)))
    return next((step for step in run if step.date is not None), holding[-1])


def _denies(step: Step, last: Step, standing: Mapping[str, Standing]) -> bool:
    """Whether somebody has said since that the last step did not happen: `reports that it had reopened were wrong`."""
    denied = step.factuality is Factuality.DENIED and step.phase is last.phase and standing[step.event] in HOLDING
    later = step.article != last.article and (step.printed or "") >= (last.printed or "")
    return denied and later and _day(step) >= _day(last)


def _last(holding: Sequence[Step], standing: Mapping[str, Standing]) -> Step | None:
    """The latest step; of several reports of it the surest: told by the article before claimed, undisputed before
    disputed, and the earliest print.
    """
    if not holding:
        return None
    latest = _last_dated(holding)
    same = [step for step in holding if step.phase is latest.phase and _day(step) == _day(latest)]
    return min(
        same,
        key=lambda step: (
            step.factuality is not Factuality.ACTUAL,
            standing[step.event] is Standing.DISPUTED,
            step.printed or "9999",
            step.event,
        ),
    )


def _is_reached(ahead: Step, last: Step) -> bool:
    """Whether the matter has moved past what was ahead: its day has gone by, or the same phase has come since."""
    if ahead.happened is not None and last.happened is not None:
        # Of what is known to the month, the rest of the month is still ahead.
        is_inside = (
            ahead.date is not None and len(ahead.date) < len("2031-03-04") and last.happened.startswith(ahead.date)
        )
        return ahead.happened <= last.happened and not is_inside
    return ahead.phase is last.phase and (ahead.printed or "") <= (last.printed or "")


def _has_gone_by(ahead: Step, day: str) -> bool:
    """Whether the days for which something was planned are over by the end of `day`."""
    if ahead.happened is None or ahead.date is None:
        return False
    known = len("2031-03-04") if ahead.date[:1].isdigit() and len(ahead.date) >= len("2031-03-04") else len(ahead.date)
    return ahead.happened[:known] < day[:known]


def same_claims(steps: Sequence[Step]) -> dict[str, frozenset[str]]:
    """Statements that report one claim, by each of their ids: about one matter, by one speaker, of one phase, for days
    at most `DAYS_APART`. What was done to one of them was done to all.

    Papers tell one announcement in words of their own, so that its reports need not be alike.
    """
    told = [step for step in steps if step.statement is not None and step.happened is not None]
    claims = sorted(told, key=_day)
    days = [date.fromisoformat(_day(step)) for step in claims]
    links = _Links(len(claims))
    for one, first in enumerate(claims):
        for other in range(one - 1, -1, -1):
            if (days[one] - days[other]).days > DAYS_APART:
                break
            if _is_same_claim(first, claims[other]):
                links.join(one, other)
    groups = [frozenset(claims[number].statement or "" for number in group) for group in links.groups()]
    return {statement: group for group in groups for statement in group}


def share_moves(index: Moves, claims: Mapping[str, frozenset[str]]) -> Moves:
    """The moves on each statement together with those on the other reports of its claim."""
    return _Shared(index, claims)


class _Shared(Mapping[str, tuple[Move, ...]]):
    def __init__(self, index: Moves, claims: Mapping[str, frozenset[str]]) -> None:
        self._index = index
        self._claims = claims

    def __getitem__(self, statement: str) -> tuple[Move, ...]:
        group = self._claims.get(statement, frozenset({statement}))
        moves = [move for member in sorted(group) for move in self._index.get(member, ())]
        found = tuple(dict.fromkeys(move for move in moves if move.origin not in group))
        if not found:
            raise KeyError(statement)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys([*self._index, *self._claims]))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _is_same_claim(one: Step, other: Step) -> bool:
    if _STATES.get(one.phase, one.phase) is not _STATES.get(other.phase, other.phase):
        return False
    if HAPPENED.isdisjoint({one.factuality}) or HAPPENED.isdisjoint({other.factuality}):
        return False
    return _one_holds_the_other(speaker_words(one.speaker or ""), speaker_words(other.speaker or ""))


@lru_cache(maxsize=1 << 16)
def _is_about_words(name: str) -> bool:
    """Whether what it names first is something said: `an announcement that …`."""
    nouns = vocabulary("retractions")["nouns"]
    words = re.findall(r"[^\W\d_]+", name.lower())[:WORDS_TO_HEAD]
    return any(word in kind for word in words for kind in nouns.values())


def standing_of_step(step: Step, index: Moves) -> Standing:
    """How the statement that tells a step stands; of a claim of nobody knows whom, unclear."""
    if step.statement is not None:
        return standing_of(step.statement, index)
    return Standing.UNCLEAR if step.factuality is Factuality.CLAIMED else Standing.STANDS


def _when(step: Step) -> tuple[str, str, str]:
    day = step.happened or (step.date or "").replace("XXXX", "0000") or step.printed or ""
    return day, step.printed or "", step.event


def _day(step: Step) -> str:
    return _when(step)[0][:10]


def _by_article(steps: Sequence[Step]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, step in enumerate(steps):
        found.setdefault(step.article, []).append(number)
    return found


def _join_inside(steps: Sequence[Step], numbers: Sequence[int], links: _Links, edits: Mapping[Key, Edit]) -> None:
    for one in numbers:
        for other in numbers:
            if one < other and _one_holds_the_other(_named(steps[one]), _named(steps[other])):
                links.join(one, other)
    for number in numbers:
        meant = _meant_by_noun(steps, number, numbers)
        if meant is None and not _is_phase_noun(steps[number]):
            meant = _needed_by_phase(steps, number, numbers, links)
        if meant is not None and not any(_is_split(steps[one], edits) for one in (number, meant)):
            links.join(number, meant)


def _meant_by_noun(steps: Sequence[Step], number: int, numbers: Sequence[int]) -> int | None:
    """`the pause` is the article's one pause."""
    if not _is_phase_noun(steps[number]):
        return None
    phases = {phase for stem in _named(steps[number]) for phase in _phase_nouns().get(stem, ())}
    return _only(other for other in numbers if other != number and steps[other].phase in phases)


def _needed_by_phase(steps: Sequence[Step], number: int, numbers: Sequence[int], links: _Links) -> int | None:
    """What resumed is the article's one thing that was paused, where one of both names may be anything's."""
    needed = _NEEDS.get(steps[number].phase, frozenset())
    found = [other for other in numbers if steps[other].phase in needed and not _is_phase_noun(steps[other])]
    if len({links.root(other) for other in found}) != 1:
        return None
    general = any(_is_general(steps[other]) for other in (number, *found))
    return found[0] if general else None


def _is_split(step: Step, edits: Mapping[Key, Edit]) -> bool:
    edit = edits.get(_named(step))
    return edit is not None and edit.into is None


def _is_general(step: Step) -> bool:
    named = _named(step)
    return not named or bool(named & _general_stems())


@cache
def _general_stems() -> Key:
    return frozenset(stem for word in vocabulary("matters")["general"]["words"] for stem in stems(word))


def _is_phase_noun(step: Step) -> bool:
    return _are_phase_nouns(_named(step))


@lru_cache(maxsize=1 << 16)
def _are_phase_nouns(named: Key) -> bool:
    return bool(named) and all(stem in _phase_nouns() for stem in named)


@cache
def _phase_nouns() -> Mapping[str, frozenset[Phase]]:
    found: dict[str, set[Phase]] = {}
    for phase, words in vocabulary("matters")["nouns"].items():
        for word in words:
            for stem in stems(word):
                found.setdefault(stem, set()).add(Phase(phase))
    return {stem: frozenset(phases) for stem, phases in found.items()}


def _join_across(steps: Sequence[Step], links: _Links, edits: Mapping[Key, Edit]) -> None:
    """Names that one holds the other are one matter, unless a person split them; merged names are one in any case."""
    names: dict[frozenset[str], list[int]] = {}
    for number, step in enumerate(steps):
        if not _is_phase_noun(step):
            names.setdefault(_named(step), []).append(number)
    keys = sorted((key for key in names if key), key=sorted)
    index = NameIndex(keys, edits)
    for one in keys:
        for other in index.wider(one):
            links.join(names[one][0], names[other][0])
    for key in keys:
        if index.is_one_everywhere(key):
            for number in names[key][1:]:
                links.join(names[key][0], number)
    _join_dated(steps, links)


def _join_dated(steps: Sequence[Step], links: _Links) -> None:
    """`the suspension of February 12` is what was suspended that day, where all that tell of it give it one name."""
    meant = {n: dated for n, step in enumerate(steps) if (dated := dated_phase(step.matter or "")) is not None}
    groups = list(links.groups()) if meant else []
    for number, dated in meant.items():
        found = [group for group in groups if number not in group and any(is_dated(steps[n], *dated) for n in group)]
        names = [name for group in found if (name := frozenset[str]().union(*(_named(steps[n]) for n in group)))]
        if names and frozenset.intersection(*names) - _phase_nouns().keys():
            links.join(number, max(found, key=len)[0])


@lru_cache(maxsize=1 << 17)
def dated_phase(name: str) -> tuple[frozenset[Phase], str] | None:
    """The phases and the day (`02-12`) that `the suspension of February 12` means; null of a name that says more."""
    found = _DATED.fullmatch(name.strip())
    if found is None:
        return None
    month = _MONTHS.index(found["month"].lower()[:3]) + 1
    phases = {phase for stem in stems(found["noun"]) for phase in _phase_nouns().get(stem, ())}
    return (frozenset(phases), f"{month:02d}-{int(found['day']):02d}") if phases else None


def is_dated(step: Step, phases: frozenset[Phase], day: str) -> bool:
    """Whether a step is one of `phases`, that happened on the day `02-12` of a year."""
    return step.phase in phases and step.factuality in HAPPENED and (step.happened or "")[5:10] == day


class NameIndex:
    """Which names of matters mean the same across articles. A name is known by the stems of its words."""

    def __init__(self, keys: Iterable[Key], edits: Mapping[Key, Edit]) -> None:
        self._keys = frozenset(key for key in keys if key)
        self._edits = edits
        self._merged: dict[Key, list[Key]] = {}
        for name, edit in edits.items():
            if edit.into is not None:
                self._merged.setdefault(name, []).append(name_key(edit.into))
                self._merged.setdefault(name_key(edit.into), []).append(name)
        self._having: dict[str, list[Key]] = {}
        for key in self._keys:
            for stem in key:
                self._having.setdefault(stem, []).append(key)

    def having(self, words: str) -> frozenset[Key]:
        """The names that have all meaning words of `words`."""
        return self._above(name_key(words))

    def same(self, name: Key) -> frozenset[Key]:
        """The names that mean what `name` means, itself left out: those that hold it or that it holds, and those that
        a person merged with it.
        """
        below = {key for stem in name for key in self._having.get(stem, ()) if key < name and self._says_enough(key)}
        return self.wider(name) | (below if self._says_enough(name) else frozenset())

    def wider(self, name: Key) -> frozenset[Key]:
        """Those of them that hold it or that a person merged with it."""
        merged = frozenset(self._merged.get(name, ())) & self._keys
        above = self._above(name) if self._says_enough(name) else frozenset()
        return merged | frozenset(key for key in above if self._says_enough(key)) - {name}

    def is_one_everywhere(self, name: Key) -> bool:
        """Whether the name means one matter in all articles."""
        return len(name) >= FEWEST_STEMS or name in self._edits

    def _above(self, name: Key) -> frozenset[Key]:
        """The names that have all of its stems, itself too."""
        if not name:
            return frozenset()
        rarest = min(name, key=lambda stem: len(self._having.get(stem, ())))
        return frozenset(key for key in self._having.get(rarest, ()) if name <= key)

    def _says_enough(self, name: Key) -> bool:
        edit = self._edits.get(name)
        return len(name) >= FEWEST_STEMS and not (edit is not None and edit.into is None)


def _one_holds_the_other(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and bool(other) and (one <= other or other <= one)


def _named(step: Step) -> frozenset[str]:
    return name_key(step.matter or "")


@lru_cache(maxsize=1 << 17)  # the names of a large record, which each question goes through
def name_key(name: str) -> Key:
    """What a name is known by."""
    return stems(name)


def _only(numbers: Iterable[int]) -> int | None:
    found = list(numbers)
    return found[0] if len(found) == 1 else None


def _matter(steps: Sequence[Step]) -> Matter:
    counts: dict[str, int] = {}
    for step in steps:
        if step.matter:
            counts[step.matter] = counts.get(step.matter, 0) + 1
    names = sorted(counts, key=lambda name: (-counts[name], name))
    told = [step for step in steps if not _is_about_words(step.matter or "")]
    return Matter(names=tuple(names), steps=tuple(sorted(told, key=_when)))


class _Links:
    """Which of `count` things belong together."""

    def __init__(self, count: int) -> None:
        self._parents = list(range(count))

    def root(self, number: int) -> int:
        while self._parents[number] != number:
            number = self._parents[number]
        return number

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self.root(one), self.root(other)))
        self._parents[second] = first

    def groups(self) -> Iterator[list[int]]:
        found: dict[int, list[int]] = {}
        for number in range(len(self._parents)):
            found.setdefault(self.root(number), []).append(number)
        yield from found.values()
