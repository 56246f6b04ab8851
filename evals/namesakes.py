"""Who is who, where two bear one name: planted namesakes, and persons whose print changes.

usage: python -m evals.namesakes [--show]

Made-up persons are printed on several pages each: with a title, an organization, a country and `Mr.` or `Ms.` as often
as newspapers give them, or bare, beside some of the people whom they meet. Half of the names are borne by two who
differ in one way (`WAYS`), half by one whose print may change (`CHANGES`). Every pair of pages of a name is judged:
precision is the share of the pairs that were joined and are one person, recall the share of the pairs that are one
person and were joined. Two senators of one name (`nothing`) cannot be told apart, and are counted all the same.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import combinations
from pathlib import Path

from msgspec import Struct

from onrecord.linking.people import Bearer, gather_parties
from onrecord.record.vocabulary import ActorKind

SEED = 7
NAMES_OF_A_KIND = 40
PAGES = 5
TITLED, COUNTRY, ADDRESSED, MET = 0.6, 0.3, 0.3, 0.5  # how often print gives each
FRIENDS = 4
GIVEN = ["Ada", "Ivo", "Ona", "Jan", "Una", "Kim", "Lev", "Ines", "Olaf", "Mira"]
SURNAMES = ["Lind", "Rask", "Venn", "Reck", "Bolt", "Quill", "Holt", "Vik", "Brandt", "Moll"]


class Person(Struct, frozen=True):
    """What newspapers know of somebody."""

    title: str
    org: str | None = None
    country: str | None = None
    sex: str | None = None


SENATOR = Person("senator", None, "NO", "he")
WAYS: Mapping[str, tuple[Person, Person]] = {
    "field": (SENATOR, Person("nurse", None, None, "he")),
    "organization": (Person("spokesman", "Port of Lorn"), Person("spokesman", "Health Office of Brann")),
    "country": (Person("minister", None, "NO"), Person("minister", None, "CA")),
    "sex": (Person("mayor", "Sker", None, "he"), Person("mayor", None, None, "she")),
    "town": (Person("mayor", "Sker"), Person("mayor", "Vellmar")),
    "nothing": (SENATOR, SENATOR),
}
CHANGES: Mapping[str, tuple[Person, Person]] = {
    "none": (SENATOR, SENATOR),
    "promotion": (Person("deputy director", "Port of Lorn"), Person("director", "Port of Lorn")),
    "field": (SENATOR, Person("professor", None, "NO", "he")),
    "employer": (Person("spokesman", "Port of Lorn"), Person("spokesman", "Health Office of Brann")),
    "office": (Person("mayor", "Sker"), Person("governor", "Sker Province")),
    "longer name of the office": (Person("minister", None, "NO"), Person("foreign minister", None, "NO")),
}


class Case(Struct, frozen=True):
    """The bearers of a name, each with the number of whose page it is, and who is named beside them."""

    kind: str
    bearers: tuple[tuple[Bearer, int], ...]
    beside: dict[str, frozenset[str]]


def cases(seed: int = SEED) -> Iterator[Case]:
    """All names: of two persons each, then of one."""
    luck = random.Random(seed)  # noqa: S311 - the same every time
    for kind, both in [*WAYS.items(), *((f"one, {name}", both) for name, both in CHANGES.items())]:
        for _ in range(NAMES_OF_A_KIND):
            yield _case(kind, both, luck, is_one=kind.startswith("one, "))


def _case(kind: str, both: tuple[Person, Person], luck: random.Random, *, is_one: bool) -> Case:
    name = f"{luck.choice(GIVEN)} {luck.choice(SURNAMES)}"
    friends = [[f"{luck.choice(GIVEN)} {luck.choice('ABCDEFGHIJKLMN')}ester{n}" for n in range(FRIENDS)] for _ in both]
    bearers, beside = [], {}
    for number, person in enumerate(both):
        who = 0 if is_one else number
        for page in range(PAGES):
            article = f"{number}-{page}"
            day = f"2031-{luck.randint(1, 12):02}-{luck.randint(1, 28):02}"
            bearers.append((_printed(name, article, day, person, luck), who))
            beside[article] = frozenset(friend for friend in friends[who] if luck.random() < MET)
    return Case(kind, tuple(bearers), beside)


def _printed(name: str, article: str, day: str, person: Person, luck: random.Random) -> Bearer:
    titled = luck.random() < TITLED
    return Bearer(
        article=article,
        actor="p-a",
        name=name,
        kind=ActorKind.PERSON,
        country=person.country if luck.random() < COUNTRY else None,
        printed=day,
        titles=frozenset({person.title}) if titled else frozenset(),
        orgs=frozenset({person.org}) if titled and person.org is not None else frozenset(),
        sex=person.sex if luck.random() < ADDRESSED else None,
    )


def judge(case: Case) -> tuple[int, int, int]:
    """How many pairs of a name are joined and one, joined, and one."""

    def companions(_: Sequence[Bearer], _names: AbstractSet[str] | None) -> Mapping[str, frozenset[str]]:
        return case.beside

    whose = {bearer.article: who for bearer, who in case.bearers}
    found = gather_parties([bearer for bearer, _ in case.bearers], companions=companions)
    party = {bearer.article: number for number, group in enumerate(found) for bearer in group.bearers}
    pairs = list(combinations(sorted(whose), 2))
    joined = [party[one] == party[other] for one, other in pairs]
    same = [whose[one] == whose[other] for one, other in pairs]
    return sum(j and s for j, s in zip(joined, same, strict=True)), sum(joined), sum(same)


def measure(_: Path | None = None) -> dict[str, float]:
    """Precision and recall over all pairs, and over those of each kind."""
    counts: dict[str, tuple[int, int, int]] = {}
    for case in cases():
        right, joined, same = judge(case)
        for kind in ("all", case.kind):
            before = counts.get(kind, (0, 0, 0))
            counts[kind] = (before[0] + right, before[1] + joined, before[2] + same)
    figures = {}
    for kind, (right, joined, same) in counts.items():
        figures[f"{kind}.precision"] = right / max(joined, 1)
        figures[f"{kind}.recall"] = right / max(same, 1)
    return figures


def main() -> int:
    argparse.ArgumentParser(description=__doc__).parse_args()
    figures = measure()
    for kind in dict.fromkeys(name.rpartition(".")[0] for name in figures):
        print(f"{kind:<32} precision {figures[f'{kind}.precision']:.3f}   recall {figures[f'{kind}.recall']:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
