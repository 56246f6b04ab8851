"""The gazetteer: what bears a name, and how it is found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.finding.places.gazetteer import country_place, full_name, known_places
from onrecord.record.vocabulary import PlaceKind


def shown(name: str) -> list[tuple[str, str, str | None]]:
    return [(known.place.kind.value, known.place.country, known.place.region) for known in known_places(name)]


def test_a_country_is_one_by_all_its_names() -> None:
    (country,) = known_places("the United States")
    assert (country.place.kind, country.place.country, country.place.region) == (PlaceKind.COUNTRY, "US", None)
    assert known_places("U.S.") == known_places("USA") == (country,)


def test_a_part_of_a_country_is_a_region_though_it_names_its_people() -> None:
    assert shown("Scotland") == [("region", "GB", "SCT")]


def test_the_most_populous_stands_first_and_the_capital_is_marked() -> None:
    first, *others = (known for known in known_places("Paris") if known.place.kind is PlaceKind.CITY)
    assert (first.place.country, first.capital) == ("FR", True)
    assert all(known.people < first.people and not known.capital for known in others)


@pytest.mark.parametrize(
    ("printed", "name", "country"),
    [
        ("FALLUJAH", "Al Fallūjah", "IQ"),
        ("Kiev", "Kyiv", "UA"),
        ("St. Petersburg", "Saint Petersburg", "RU"),
        ("Sao Paulo", "São Paulo", "BR"),
        ("Port-au-Prince", "Port-au-Prince", "HT"),
    ],
)
def test_a_city_is_found_by_the_name_that_newspapers_print(printed: str, name: str, country: str) -> None:
    assert (name, country) in {(known.place.name, known.place.country) for known in known_places(printed)}


@given(st.text(max_size=30))
def test_any_text_may_be_asked_for(text: str) -> None:
    assert all(known.place.country for known in known_places(text))


@given(st.sampled_from(["US", "IQ", "FR", "ZW", "AD"]))
def test_a_country_is_found_by_its_code(code: str) -> None:
    known = country_place(code)
    assert known is not None
    assert known.place.country == code


def test_what_is_not_there_is_not_found() -> None:
    assert known_places("Calvera Bay") == ()
    assert country_place("QQ") is None


def test_a_place_is_called_by_all_that_it_lies_in() -> None:
    (austin,) = (known.place for known in known_places("Austin") if known.place.region == "TX")
    assert full_name(austin) == "Austin, Texas, United States"
    assert full_name(known_places("Texas")[0].place) == "Texas, United States"


def test_every_name_leads_to_places_that_stand_in_the_file() -> None:
    names = ["Springfield", "San Antonio", "Victoria", "Santa Cruz", "Georgetown"]
    for name in names:
        found = known_places(name)
        assert len(found) > 1
        assert [known.people for known in found] == sorted((known.people for known in found), reverse=True)
        assert all(-90 <= known.place.latitude <= 90 and -180 <= known.place.longitude <= 180 for known in found)
