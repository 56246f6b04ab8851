"""Persons and organizations over several articles."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from onrecord.linking.people import Bearer, NameEdit, Party, gather_parties
from onrecord.record.vocabulary import ActorKind


def bearer(article: str, name: str, *titles: str, country: str | None = None, kind: str = "person") -> Bearer:
    return Bearer(
        article=article,
        actor=f"p-{name}",
        name=name,
        kind=ActorKind(kind),
        country=country,
        printed=f"2031-03-{int(article):02}",
        titles=frozenset(titles),
    )


def articles(parties: Sequence[Party]) -> set[str]:
    """The articles of each party, as `1 2 | 3`."""
    return {" ".join(found.article for found in party.bearers) for party in parties}


def test_a_full_name_is_one_person_unless_print_tells_two_apart() -> None:
    same = [bearer("1", "Ada Lind", "mayor"), bearer("2", "Ada Lind"), bearer("3", "Ada M. Lind", "Mayor")]
    assert articles(gather_parties(same)) == {"1 2 3"}
    assert {join.rule for party in gather_parties(same) for join in party.joins} == {"name"}


def test_different_countries_stay_apart() -> None:
    found = gather_parties([bearer("1", "Ada Lind", country="NO"), bearer("2", "Ada Lind", country="CA")])
    assert articles(found) == {"1", "2"}


def test_titles_of_different_fields_stay_apart_unless_companions_tie_them() -> None:
    two = [bearer("1", "Ada Lind", "nurse"), bearer("2", "Ada Lind", "senator")]
    assert articles(gather_parties(two)) == {"1", "2"}
    alone = {"1": frozenset({"Ivo Rask"}), "2": frozenset({"Ona Venn"})}
    assert articles(gather_parties(two, companions=lambda *_: alone)) == {"1", "2"}
    beside = {key: frozenset({"Ivo Rask", "Ona Venn"}) for key in "12"}
    (party,) = gather_parties(two, companions=lambda *_: beside)
    assert [(join.rule, join.evidence) for join in party.joins] == [("companions", "Ivo Rask; Ona Venn")]


def test_one_title_in_two_organizations_is_two_unless_companions_tie_them() -> None:
    two = [bearer("1", "Ada Lind", "spokeswoman"), bearer("2", "Ada Lind", "spokeswoman")]
    two = [
        replace(found, orgs=frozenset({org})) for found, org in zip(two, ("Port of Lorn", "Health Office"), strict=True)
    ]
    assert articles(gather_parties(two)) == {"1", "2"}
    same = [two[0], replace(two[1], orgs=frozenset({"the Lorn port of Lorn"}))]
    assert articles(gather_parties(same)) == {"1 2"}
    beside = {key: frozenset({"Ivo Rask", "Ona Venn"}) for key in "12"}
    assert articles(gather_parties(two, companions=lambda *_: beside)) == {"1 2"}


def test_a_man_and_a_woman_are_two() -> None:
    both = [replace(bearer("1", "Kim Lind", "mayor"), sex="he"), replace(bearer("2", "Kim Lind", "mayor"), sex="she")]
    assert articles(gather_parties(both)) == {"1", "2"}
    titled = [bearer("1", "Kim Lind", "congressman"), bearer("2", "Kim Lind", "congresswoman"), bearer("3", "Kim Lind")]
    assert articles(gather_parties(titled)) == {"1", "2", "3"}


def test_the_family_is_no_companion() -> None:
    two = [bearer("1", "Ada Lind", "nurse"), bearer("2", "Ada Lind", "senator")]
    family = {key: frozenset({"Ada Lind", "Ivo Lind", "Una Lind"}) for key in "12"}
    assert articles(gather_parties(two, companions=lambda *_: family)) == {"1", "2"}


def test_whoever_has_no_title_goes_with_the_companions_of_one() -> None:
    three = [bearer("1", "Ada Lind", "nurse"), bearer("2", "Ada Lind", "senator"), bearer("3", "Ada Lind")]
    beside = {
        "1": frozenset({"Ivo Rask", "Ona Venn"}),
        "2": frozenset({"Doran Polk"}),
        "3": frozenset({"Ona Venn", "Ivo Rask"}),
    }
    assert articles(gather_parties(three, companions=lambda *_: beside)) == {"1 3", "2"}
    assert articles(gather_parties(three)) == {"1", "2", "3"}


def test_a_surname_alone_joins_no_full_name() -> None:
    found = gather_parties([bearer("1", "Ada Lind", "mayor"), bearer("2", "Lind"), bearer("3", "Ivo Lind")])
    assert articles(found) == {"1", "2", "3"}


def test_a_surname_with_a_sole_office_is_who_holds_it() -> None:
    known = [bearer("1", "Ada Lind", "president"), bearer("2", "Lind", "President"), bearer("3", "Ivo Lind", "senator")]
    found = gather_parties(known)
    assert articles(found) == {"1 2", "3"}
    both = gather_parties([*known, bearer("4", "Ivo Lind", "president")])
    assert articles(both) == {"1", "2", "3 4"}
    many = gather_parties([bearer("1", "Ada Lind", "spokesman"), bearer("2", "Lind", "spokesman")])
    assert articles(many) == {"1", "2"}


def test_a_name_between_two_that_differ_joins_neither() -> None:
    names = ["Ada Lind", "Ada K. Lind", "Ada M. Lind"]
    found = gather_parties([bearer(str(number), name) for number, name in enumerate(names, start=1)])
    assert articles(found) == {"1", "2", "3"}


def test_what_many_organizations_are_called_is_one_only_inside_a_country() -> None:
    def ministry(article: str, country: str | None) -> Bearer:
        return bearer(article, "Defence Ministry", country=country, kind="organization")

    found = gather_parties([ministry("1", "NO"), ministry("2", "CA"), ministry("3", None), ministry("4", "NO")])
    assert articles(found) == {"1 4", "2", "3"}


def test_a_person_merges_and_splits_names() -> None:
    known = [bearer("1", "Ada Lind"), bearer("2", "Ada Rask", country="NO"), bearer("3", "Ada M. Lind")]
    merged = NameEdit(name="Ada Rask", into="Ada Lind")
    assert articles(gather_parties(known, [merged])) == {"1 2 3"}
    assert articles(gather_parties(known, [merged, NameEdit(name="Ada Rask", into=None)])) == {"1 3", "2"}
    assert articles(gather_parties(known, [NameEdit(name="Ada M. Lind", into=None)])) == {"1", "2", "3"}
    (party,) = (found for found in gather_parties(known, [merged]) if len(found.bearers) > 1)
    assert "person" in {join.rule for join in party.joins}


BEARERS = st.builds(
    lambda number, name, titles, country: (number, name, titles, country),
    st.integers(1, 28),
    st.sampled_from(["Ada Lind", "Ada M. Lind", "Ada K. Lind", "Lind", "Ivo Lind", "Mayor Ada Lind"]),
    st.sets(st.sampled_from(["mayor", "nurse", "senator", "president"]), max_size=2),
    st.sampled_from([None, None, "NO", "CA"]),
)


@given(st.lists(BEARERS, max_size=12, unique_by=lambda drawn: drawn[:2]), st.randoms())
def test_the_order_of_arrival_changes_nothing(drawn: list[tuple[int, str, set[str], str | None]], luck: object) -> None:
    known = [bearer(str(number), name, *titles, country=country) for number, name, titles, country in drawn]
    mixed = list(known)
    luck.shuffle(mixed)  # type: ignore[attr-defined]
    assert {party.bearers for party in gather_parties(known)} == {party.bearers for party in gather_parties(mixed)}


@given(st.lists(BEARERS, max_size=12, unique_by=lambda drawn: drawn[:2]))
def test_an_unrelated_name_changes_nothing_and_nobody_is_lost(
    drawn: list[tuple[int, str, set[str], str | None]],
) -> None:
    known = [bearer(str(number), name, *titles, country=country) for number, name, titles, country in drawn]
    alone = {party.bearers for party in gather_parties(known)}
    stranger = bearer("9", "Ona Venn", "mayor")
    assert {party.bearers for party in gather_parties([*known, stranger])} == alone | {(stranger,)}
    assert sorted(map(repr, set(known))) == sorted(repr(one) for bearers in alone for one in bearers)
