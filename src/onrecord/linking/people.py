"""Persons and organizations over the whole record: which names in print are one's, and by what.

Names come first: nobody is joined to another by a surname alone, and two full names are one only where each word of
the one agrees with the other (`naming`). The bearers of one name are one, unless print tells them apart: by different
countries, or by titles of different fields (a nurse, a senator) with no title, organization or company in common.
Whoever is printed without a title belongs to the only one of the name, or to the one whose companions are named there
too, or whom nearly all print of that name means. A person's merges and splits overrule all of this, of names and of
single bearers. The order of arrival changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import combinations

from msgspec import Struct

from onrecord.linking.naming import (
    Name,
    agree,
    fields_of,
    is_common,
    is_sole,
    name_of,
    same_office,
    sex_of_title,
    title_words,
)
from onrecord.record.vocabulary import ActorKind

__all__ = ["NEARLY_ALL", "Bearer", "Companions", "Join", "NameEdit", "Offices", "Party", "gather_parties"]

FEWEST_COMPANIONS = 2  # named beside both, that tie two bearers of one name: one may be the president of the day
NAMES_SHOWN = 3  # of those in common
NEARLY_ALL = 0.9  # of the bearers with titles: then print that says nothing means this one
LOOKED_AT = 20  # bearers with the same print, the earliest first, whose companions are looked at


class Bearer(Struct, frozen=True, kw_only=True, gc=False):
    """An actor of one article: `name` as printed, `printed` the day (ISO 8601, or null), `titles` and `orgs` of its
    roles as printed, `country` ISO 3166-1 alpha-2, `sex` he or she where print tells it (`Ms. Lind`).
    """

    article: str
    actor: str
    name: str
    kind: ActorKind
    country: str | None = None
    printed: str | None = None
    titles: frozenset[str] = frozenset()
    orgs: frozenset[str] = frozenset()
    sex: str | None = None

    @property
    def address(self) -> str:
        """By which a person means this bearer and no other: `ARTICLE/ACTOR`."""
        return f"{self.article}/{self.actor}"

    @property
    def key(self) -> Name:
        """The name without titles and marks."""
        return name_of(self.name, person=self.kind is ActorKind.PERSON)


class NameEdit(Struct, frozen=True, kw_only=True):
    """What a person says of the names of actors: `name` means the same as `into`, or (null) stands for itself. Either
    may be the address of a bearer: then it is said of that one alone.
    """

    name: str
    into: str | None


class Join(Struct, frozen=True, kw_only=True):
    """Why `one` and `other` are one: `rule` is name, title, organization, companions, surname or person (who
    said so); `evidence` the words in common.
    """

    one: Bearer
    other: Bearer
    rule: str
    evidence: str | None = None


class Party(Struct, frozen=True, kw_only=True):
    """A person or an organization: its bearers in the order of print, and what joins them."""

    bearers: tuple[Bearer, ...]
    joins: tuple[Join, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Its names in print, full names before surnames, the most frequent first."""
        counts = Counter(bearer.name for bearer in self.bearers)
        different = {(bearer.name, bearer.kind): bearer for bearer in self.bearers}.values()
        full = {bearer.name for bearer in different if bearer.key.is_full}
        return tuple(sorted(counts, key=lambda name: (name not in full, -counts[name], name)))

    @property
    def kind(self) -> ActorKind:
        """What it is printed as most often."""
        counts = Counter(bearer.kind for bearer in self.bearers)
        return min(counts, key=lambda kind: (-counts[kind], kind.value))

    @property
    def countries(self) -> frozenset[str]:
        """The countries that print gives it."""
        return frozenset(bearer.country for bearer in self.bearers if bearer.country)


Offices = Mapping[tuple[str, tuple[str, ...]], Mapping[Name, int]]
"""How often each full name is printed with an office, by surname and the words of the title."""

Companions = Callable[[Sequence[Bearer], AbstractSet[str] | None], Mapping[str, frozenset[str]]]
"""The other names of each bearer's article, by article id; of these alone, where some are given."""


def gather_parties(
    bearers: Iterable[Bearer],
    edits: Sequence[NameEdit] = (),
    companions: Companions | None = None,
    offices: Offices | None = None,
) -> tuple[Party, ...]:
    """The persons and organizations that the bearers are. Later edits overrule earlier ones; without `companions` those
    are not looked at. `offices` counts the print of names that are not among the bearers.
    """
    known = sorted(set(bearers), key=_in_print)
    links = _Joined(known)
    single = _single_edits(known, edits)
    free = [bearer for bearer in known if not _stands_apart(bearer, single)]
    _join_names(free, [edit for edit in edits if edit.name not in single], links, companions, offices or {})
    _join_single(known, single, links)
    return tuple(links.parties(known))


def _single_edits(known: Iterable[Bearer], edits: Iterable[NameEdit]) -> dict[str, str | None]:
    """What was said last of single bearers, by their addresses."""
    addresses = {bearer.address for bearer in known}
    return {edit.name: edit.into for edit in edits if edit.name in addresses}


def _stands_apart(bearer: Bearer, single: Mapping[str, str | None]) -> bool:
    """Whether a person took a bearer out of its name, and did not put it back into one."""
    into = single.get(bearer.address)
    return bearer.address in single and (into is None or "/" in into)


def _join_single(known: Sequence[Bearer], single: Mapping[str, str | None], links: _Joined) -> None:
    by_address = {bearer.address: bearer for bearer in known}
    for address, into in sorted(single.items()):
        if into is not None and into in by_address:
            links.all_of([by_address[into], by_address[address]], "person")
        elif into is not None:
            named = [bearer for bearer in known if bearer.key in _forms(into) and bearer.address not in single]
            links.all_of([*named[:1], by_address[address]], "person")


def _join_names(
    known: Sequence[Bearer],
    edits: Sequence[NameEdit],
    links: _Joined,
    companions: Companions | None,
    offices: Offices,
) -> None:
    latest = {name: edit for edit in edits for name in _forms(edit.name)}
    by_name: dict[Name, list[Bearer]] = {}
    for bearer in known:
        by_name.setdefault(bearer.key, []).append(bearer)
    ruled = set(latest)
    for names in _one_name(by_name, ruled):
        _join_bearers([bearer for name in names for bearer in by_name[name]], links, companions)
    for name in sorted(ruled & set(by_name), key=_written):
        links.all_of(by_name[name], "person")
    for name, edit in latest.items():
        for into in _forms(edit.into) if edit.into is not None else ():
            if into in by_name and name in by_name:
                links.all_of([*by_name[into], *by_name[name]], "person")
    _join_surnames(links, known, ruled, offices)


def _in_print(bearer: Bearer) -> tuple[str, str, str]:
    return bearer.printed or "9999", bearer.article, bearer.actor


def _forms(printed: str) -> set[Name]:
    return {name_of(printed), name_of(printed, person=False)}


def _written(name: Name) -> tuple[tuple[str, ...], str]:
    return name.words, name.suffix or ""


def _one_name(by_name: Mapping[Name, Sequence[Bearer]], ruled: set[Name]) -> Iterator[list[Name]]:
    """The names that agree, together; one that agrees with two that do not agree with each other stands alone."""
    ends: dict[tuple[object, ...], list[Name]] = {}
    for name in sorted(by_name, key=_written):
        key = (name.words[:1], name.words[-1:], name.suffix) if name.is_full else (name,)
        ends.setdefault(key if name not in ruled else (name, "ruled"), []).append(name)
    for names in ends.values():
        clear = [
            name
            for name in names
            if all(agree(a, b) for a, b in combinations([other for other in names if agree(name, other)], 2))
        ]
        yield from ([name] for name in names if name not in clear)
        while clear:
            first, *rest = clear
            yield [first, *(name for name in rest if agree(first, name))]
            clear = [name for name in rest if not agree(first, name)]


class _Print(Struct, frozen=True, gc=False):
    """What print gives with a name: the bearers that have the same belong together."""

    country: str | None
    titles: frozenset[str]
    orgs: frozenset[str]
    sex: str | None

    @property
    def is_bare(self) -> bool:
        return not (self.country or self.titles or self.orgs)


def _print_of(bearer: Bearer) -> _Print:
    if not bearer.titles and not bearer.orgs:
        return _Print(bearer.country, bearer.titles, bearer.orgs, bearer.sex)
    titles = frozenset(" ".join(title_words(title)) for title in bearer.titles)
    orgs = frozenset(" ".join(name_of(org, person=False).words) for org in bearer.orgs)
    return _Print(bearer.country, titles - {""}, orgs - {""}, _sex(bearer))


def _sex(bearer: Bearer) -> str | None:
    """As print tells it, or a title does: `congresswoman`."""
    if not bearer.titles:
        return bearer.sex
    told = (_sexes(bearer.titles) | {bearer.sex}) - {None}
    return next(iter(told)) if len(told) == 1 else None


@lru_cache(maxsize=4096)
def _sexes(titles: frozenset[str]) -> frozenset[str | None]:
    return frozenset(map(sex_of_title, titles))


def _join_bearers(bearers: Sequence[Bearer], links: _Joined, companions: Companions | None) -> None:
    """Joins the bearers of one name, but for those that print tells apart."""
    nodes: dict[_Print, list[Bearer]] = {}
    for bearer in sorted(bearers, key=_in_print):
        nodes.setdefault(_print_of(bearer), []).append(bearer)
    vague = _vague(nodes)
    bare = [bearer for node, found in nodes.items() if node in vague for bearer in found]
    telling = sorted((node for node in nodes if node not in vague), key=lambda node: _in_print(nodes[node][0]))
    for node in telling:
        links.all_of(nodes[node], "name")
    firsts = [nodes[node][0] for node in telling]
    for (one, first), (other, second) in combinations(zip(telling, firsts, strict=True), 2):
        if links.group(first) is links.group(second):
            continue
        tie = _tie(one, other)
        if tie is not None:
            links.join(first, second, *tie)
    if companions is not None and len(links.groups(firsts)) > 1 and _are_told_apart(links.groups(firsts)):
        _join_by_companions(links.groups(firsts), links, companions)
    ordered = [(links.in_order(group), group) for group in links.groups(firsts)]
    ordered.sort(key=lambda item: (-len(item[0]), _in_print(item[0][0])))
    for place, (members, group) in enumerate(ordered):
        fitting = [earlier[0] for earlier, _ in ordered[:place] if not _are_apart(links.group(earlier[0]), group)]
        if fitting:
            links.join(fitting[0], members[0], "name")
    _place_bare(bare, firsts, links, companions)


def _vague(nodes: Iterable[_Print]) -> frozenset[_Print]:
    """What tells nobody from the others: nothing at all, or no country, no sex, no organization of a title where those
    are what the others differ by.
    """
    given = list(nodes)
    by_country = len({node.country for node in given} - {None}) > 1
    by_sex = len({node.sex for node in given} - {None}) > 1
    placed = [node for node in given if node.orgs and node.titles]
    doubled = [(one, other) for one, other in combinations(placed, 2) if _are_two_posts(one, other)]
    titles = {title for pair in doubled for node in pair for title in node.titles}
    return frozenset(
        node
        for node in given
        if node.is_bare
        or (by_country and node.country is None and not node.orgs)
        or (by_sex and node.sex is None and node.country is None and not node.orgs)
        or (not node.orgs and any(same_office(title, found) for title in node.titles for found in titles))
    )


def _are_two_posts(one: _Print, other: _Print) -> bool:
    """One title in two organizations."""
    if not _orgs_differ(one.orgs, other.orgs):
        return False
    return any(same_office(title, found) for title in one.titles for found in other.titles)


def _tie(one: _Print, other: _Print) -> tuple[str, str] | None:
    titles = one.titles if other.titles and not _orgs_differ(one.orgs, other.orgs) else ()
    for title in sorted(titles):
        if any(same_office(title, found) for found in other.titles):
            return "title", title
    for org in sorted(one.orgs & other.orgs):
        return "organization", org
    return None


def _orgs_differ(mine: Collection[str], theirs: Collection[str]) -> bool:
    """Whether both have organizations, and none of the one is any of the other, or that in more words."""
    if not mine or not theirs:
        return False
    pairs = [(set(one.split()), set(other.split())) for one in mine for other in theirs]
    return not any(one <= other or other <= one for one, other in pairs)


def _are_told_apart(groups: Sequence[_Group]) -> bool:
    return any(_are_apart(one, other) for one, other in combinations(groups, 2))


def _are_apart(one: _Group, other: _Group) -> bool:
    """Whether print tells two groups of one name apart: by countries, sexes, titles of other fields, or one title in
    two organizations.
    """
    bearer = one.members[0]
    if bearer.kind is not ActorKind.PERSON and is_common(bearer.key):
        return one.countries != other.countries
    mine, theirs = _fields(one), _fields(other)
    return one.differs(other) or (bool(mine) and bool(theirs) and mine.isdisjoint(theirs)) or _hold_alike(one, other)


def _hold_alike(one: _Group, other: _Group) -> bool:
    """Whether two hold one title, each in organizations of their own: a spokesman here and a spokesman there."""
    mine, theirs = _held(one), _held(other)
    if not any(same_office(title, found) for title, _ in mine for found, _ in theirs):
        return False
    return _orgs_differ({org for _, org in mine}, {org for _, org in theirs})


def _held(group: _Group) -> set[tuple[str, str]]:
    """Titles with the organizations that are printed beside them."""
    return {
        (title, " ".join(name_of(org, person=False).words))
        for bearer in group.members
        for title in bearer.titles
        for org in bearer.orgs
    }


def _fields(group: _Group) -> frozenset[str]:
    titles = {title for bearer in group.members for title in bearer.titles}
    return frozenset(field for title in titles for field in fields_of(title))


def _join_by_companions(groups: Sequence[_Group], links: _Joined, companions: Companions) -> None:
    firsts = [links.in_order(group)[0] for group in groups]
    named = _named_beside(groups, links, companions)
    pairs = [
        (-len(named[one] & named[other]), one, other)
        for one, other in combinations(range(len(groups)), 2)
        if len(named[one] & named[other]) >= FEWEST_COMPANIONS
    ]
    for _, one, other in sorted(pairs):
        links.join(firsts[one], firsts[other], "companions", _listed(named[one] & named[other]))


def _named_beside(groups: Sequence[_Group], links: _Joined, companions: Companions) -> list[frozenset[str]]:
    looked_at = [links.in_order(group)[:LOOKED_AT] for group in groups]
    beside = _beside([bearer for group in looked_at for bearer in group], companions)
    return [
        frozenset(name for bearer in group for name in beside.get(bearer.article, frozenset())) for group in looked_at
    ]


def _place_bare(
    bare: Sequence[Bearer], firsts: Sequence[Bearer], links: _Joined, companions: Companions | None
) -> None:
    """Those without a title belong to the only one of their name, to the one whom nearly all print means, or to the one
    whose companions are named there; else they are nobody's for certain, and stay together.
    """
    if not bare:
        return
    groups = links.groups(firsts)
    heads = [links.in_order(group)[0] for group in groups]
    if not groups:
        links.all_of(bare, "name")
        return
    if bare[0].kind is not ActorKind.PERSON and is_common(bare[0].key):
        links.all_of(bare, "name")
        return
    most = max(range(len(groups)), key=lambda number: len(groups[number].members))
    if len(groups[most].members) >= NEARLY_ALL * sum(len(group.members) for group in groups):
        links.all_of([heads[most], *bare], "name")
        return
    placed = _by_companions(bare, groups, links, companions) if companions is not None else {}
    for number, (found, words) in placed.items():
        links.all_of([heads[number], *found], "companions", words)
    together = {id(bearer) for found, _ in placed.values() for bearer in found}
    links.all_of([bearer for bearer in bare if id(bearer) not in together], "name")


def _by_companions(
    bare: Sequence[Bearer], groups: Sequence[_Group], links: _Joined, companions: Companions
) -> dict[int, tuple[list[Bearer], str]]:
    """For each group, who is named beside its companions more than beside those of any other, and some of these."""
    named = _named_beside(groups, links, companions)
    beside = companions(bare, frozenset().union(*named))  # of a well-known name, a tenth of what stands beside it
    placed: dict[int, list[Bearer]] = {}
    for bearer in bare:
        names = beside.get(bearer.article, frozenset())
        shared = sorted(((len(names & found), -number) for number, found in enumerate(named)), reverse=True)
        if shared[0][0] >= FEWEST_COMPANIONS and shared[0][0] > shared[1][0]:
            placed.setdefault(-shared[0][1], []).append(bearer)
    return {number: (found, _listed(beside[found[0].article] & named[number])) for number, found in placed.items()}


def _beside(bearers: Sequence[Bearer], companions: Companions) -> dict[str, frozenset[str]]:
    """The companions, without those of the same surname: the bearer, and the family."""
    surname = bearers[0].key.words[-1:]
    return {
        article: frozenset(name for name in names if name_of(name).words[-1:] != surname)
        for article, names in companions(bearers, None).items()
    }


def _listed(names: Iterable[str]) -> str:
    return "; ".join(sorted(names)[:NAMES_SHOWN])


def _join_surnames(links: _Joined, known: Sequence[Bearer], ruled: set[Name], offices: Offices) -> None:
    """A surname with a sole office (`President Lind`) is the person of that surname who is printed with it, where
    nearly all such print is of one full name."""
    persons = [bearer for bearer in known if bearer.kind is ActorKind.PERSON and bearer.titles]
    holders: dict[tuple[str, tuple[str, ...]], list[Bearer]] = {}
    for bearer in persons:
        for title in bearer.titles if bearer.key.is_full else ():
            holders.setdefault((bearer.key.words[-1], title_words(title)), []).append(bearer)
    found: dict[tuple[str, tuple[str, ...]], Bearer | None] = {}
    for bearer in persons:
        if len(bearer.key.words) != 1 or bearer.key in ruled:
            continue
        for title in sorted(title for title in bearer.titles if is_sole(title)):
            office = (bearer.key.words[0], title_words(title))
            if office not in found:
                found[office] = _holder(holders.get(office, ()), offices.get(office, {}), links)
            holder = found[office]
            if holder is not None:
                links.loosen(bearer)
                links.join(holder, bearer, "surname", f"{title} {bearer.name}")
                break


def _holder(fitting: Sequence[Bearer], counted: Mapping[Name, int], links: _Joined) -> Bearer | None:
    """Of the bearers of a full name who are printed with an office, the first of those whom nearly all print means."""
    counts = Counter(id(links.group(other)) for other in fitting)
    own = {other.key for other in fitting}
    count = len(fitting) + sum(number for name, number in counted.items() if name not in own)
    return next((other for other in fitting if counts[id(links.group(other))] >= NEARLY_ALL * count), None)


class _Group:
    """Bearers that belong together, in no order."""

    __slots__ = ("countries", "members", "sexes")

    def __init__(self, bearer: Bearer) -> None:
        self.members = [bearer]
        self.countries: set[str] = {bearer.country} if bearer.country else set()
        self.sexes = {_sex(bearer)} - {None}

    def differs(self, other: _Group) -> bool:
        """Whether print gives them countries, and no common one, or different sexes."""
        return _are_disjoint(self.countries, other.countries) or _are_disjoint(self.sexes, other.sexes)


def _are_disjoint(one: AbstractSet[str | None], other: AbstractSet[str | None]) -> bool:
    return bool(one) and bool(other) and one.isdisjoint(other)


class _Joined:
    """Which bearers belong together, and why. Only a person joins two groups with different countries or sexes.

    Bearers are told apart by identity: a well-known person has thousands, too many to compare by what they hold.
    """

    def __init__(self, known: Sequence[Bearer]) -> None:
        self._rank = {id(bearer): rank for rank, bearer in enumerate(known)}
        self._group = {id(bearer): _Group(bearer) for bearer in known}
        self._joins: list[Join] = []

    def group(self, bearer: Bearer) -> _Group:
        return self._group[id(bearer)]

    def in_order(self, group: _Group) -> list[Bearer]:
        """The members of a group in the order of print."""
        return sorted(group.members, key=lambda bearer: self._rank[id(bearer)])

    def join(self, one: Bearer, other: Bearer, rule: str, evidence: str | None = None) -> None:
        """Joins the groups of two bearers."""
        mine, theirs = self.group(one), self.group(other)
        if mine is theirs or (rule != "person" and mine.differs(theirs)):
            return
        self._merge(mine, theirs)
        self._joins.append(Join(one=one, other=other, rule=rule, evidence=evidence))

    def all_of(self, bearers: Sequence[Bearer], rule: str, evidence: str | None = None) -> None:
        """Joins them all to the first; of those that have the same name, one join tells it."""
        told: set[str] = {bearers[0].name} if rule == "name" and bearers else set()
        for bearer in bearers[1:]:
            first, other = self.group(bearers[0]), self.group(bearer)
            if first is other or (rule != "person" and first.differs(other)):
                continue
            self._merge(first, other)
            if bearer.name not in told:
                self._joins.append(Join(one=bearers[0], other=bearer, rule=rule, evidence=evidence))
                told.add(bearer.name)

    def loosen(self, bearer: Bearer) -> None:
        """Takes one out of what its name alone joined it to."""
        group = self.group(bearer)
        group.members = [member for member in group.members if member is not bearer]
        group.countries = {member.country for member in group.members if member.country}
        group.sexes = {_sex(member) for member in group.members} - {None}
        self._group[id(bearer)] = _Group(bearer)

    def groups(self, bearers: Iterable[Bearer]) -> list[_Group]:
        """The groups that they are in, each once."""
        return list({id(group): group for group in map(self.group, bearers)}.values())

    def parties(self, known: Sequence[Bearer]) -> Iterator[Party]:
        """What came of it."""
        joins: dict[int, list[Join]] = {}
        for join in self._joins:
            if self.group(join.one) is self.group(join.other):  # one may have been taken out since
                joins.setdefault(id(self.group(join.one)), []).append(join)
        for group in self.groups(known):
            yield Party(bearers=tuple(self.in_order(group)), joins=tuple(joins.get(id(group), ())))

    def _merge(self, one: _Group, other: _Group) -> None:
        large, small = sorted((one, other), key=lambda group: -len(group.members))
        large.members += small.members
        large.countries |= small.countries
        large.sexes |= small.sexes
        for member in small.members:
            self._group[id(member)] = large
