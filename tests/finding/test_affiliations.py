"""What actors belong to: sector and country, by the words of names and offices."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.finding.affiliations import affiliated, country_in, sector_of_words
from onrecord.record.cells import Actor, Role
from onrecord.record.text import Span
from onrecord.record.vocabulary import ActorKind, RoleStatus, Sector

NOWHERE = Span(start=0, end=0, text="")


def actor(name: str, kind: ActorKind = ActorKind.ORGANIZATION, *roles: Role, country: str | None = None) -> Actor:
    return Actor(id=f"p-{name}", name=name, kind=kind, roles=roles, country=country)


def role(title: str, org: str | None = None, status: RoleStatus | None = None) -> Role:
    return Role(title=title, org=org, status=status, evidence=NOWHERE)


def placed(*actors: Actor, at: str | None = None) -> list[tuple[Sector | None, str | None]]:
    return [(one.sector, one.country) for one in affiliated(actors, lambda _: at)]


@pytest.mark.parametrize(
    ("words", "sector"),
    [
        ("the rebel army", Sector.MILITARY),
        ("army rebels", Sector.REBELS),
        ("police officers", Sector.POLICE),
        ("Attorney General", Sector.JUDICIARY),
        ("union leaders", Sector.LABOR),
        ("tribal leaders", None),
        ("General Harbour Lines", None),
        ("world leaders", Sector.GOVERNMENT),
        ("officials", Sector.GOVERNMENT),
        ("U.N. officials", Sector.INTERGOVERNMENTAL),
        ("the European Union", Sector.INTERGOVERNMENTAL),
        ("the dockers’ union", Sector.LABOR),
        ("Torvian lawmakers", Sector.LEGISLATURE),
        ("Lisna Harbour Corp.", Sector.BUSINESS),
        ("Taliban fighters", Sector.REBELS),
        ("soldiers and militia officials", None),
        ("soldiers and army officials", Sector.MILITARY),
        ("the tide", None),
    ],
)
def test_the_words_that_stand_last_decide(words: str, sector: Sector | None) -> None:
    assert sector_of_words(words) is sector


@pytest.mark.parametrize(
    ("words", "country"),
    [
        ("Iraqi lawmakers", "IQ"),
        ("North Korean troops", "KP"),
        ("the Khartoum government", "SD"),
        ("the Northern Ireland police", "GB"),
        ("New Mexico farmers", None),
        ("ethnic Albanians", None),
        ("French and German troops", None),
        ("turkey farmers", None),
    ],
)
def test_a_country_is_named_or_its_people_are(words: str, country: str | None) -> None:
    assert country_in(words) == country


def test_a_country_and_its_capital_act_through_the_government() -> None:
    found = placed(actor("Iraq", ActorKind.COUNTRY, country="IQ"), actor("Baghdad", ActorKind.PLACE), at="IQ")
    assert found == [(Sector.GOVERNMENT, "IQ")] * 2


def test_another_place_has_a_country_and_no_sector() -> None:
    assert placed(actor("Mosul", ActorKind.PLACE), at="IQ") == [(None, "IQ")]


def test_a_person_belongs_where_the_office_is() -> None:
    army = actor("Torvian Navy", country="FR")
    people = [
        actor("Ada Lind", ActorKind.PERSON, role("spokeswoman", "the Torvian Navy")),
        actor("Bela Okar", ActorKind.PERSON, role("president", "Lisna Harbour Corp.")),
        actor("Cyra Venn", ActorKind.PERSON, role("president", "France")),
        actor("Doran Sild", ActorKind.PERSON, role("president")),
        actor("Elis Tamm", ActorKind.PERSON, role("president", "the Lisna Circle")),
        actor("Fenn Urber", ActorKind.PERSON, role("spokesman")),
        actor("Gora Wexl", ActorKind.PERSON, role("minister", status=RoleStatus.FORMER)),
        actor("Hale Zarin", ActorKind.PERSON),
        actor("Ilse Polk", ActorKind.PERSON, role("General")),
        actor("Joss Quist", ActorKind.PERSON, role("Attorney General")),
    ]
    assert placed(army, *people)[1:] == [
        (Sector.MILITARY, "FR"),
        (Sector.BUSINESS, None),
        (Sector.GOVERNMENT, "FR"),
        (Sector.GOVERNMENT, None),
        (None, None),
        (None, None),
        (None, None),
        (None, None),
        (Sector.MILITARY, None),
        (Sector.JUDICIARY, None),
    ]


def test_a_person_without_a_name_is_what_it_is_called() -> None:
    assert placed(actor("an Iraqi army spokesman", ActorKind.PERSON)) == [(Sector.MILITARY, "IQ")]


def test_a_body_known_by_its_name_has_its_country() -> None:
    found = placed(actor("the White House"), actor("Hezbollah guerrillas", ActorKind.GROUP), actor("Islamic State"))
    assert found == [(Sector.GOVERNMENT, "US"), (Sector.REBELS, "LB"), (Sector.REBELS, None)]


@given(st.text(max_size=60))
def test_any_words_may_be_asked_for(words: str) -> None:
    assert sector_of_words(words) in {None, *Sector}
    assert country_in(words) is None or len(country_in(words) or "") == 2
