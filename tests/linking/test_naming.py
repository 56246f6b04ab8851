"""Names and titles of different articles: which can be one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.linking.naming import (
    agree,
    fields_of,
    is_common,
    is_lesser,
    is_of_another,
    is_sole,
    name_of,
    same_office,
    spellings,
)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ada Lind", "ADA LIND", True),
        ("Béla Okár", "Bela Okar", True),
        ("Ada Lind", "Ada M. Lind", True),
        ("Ada M. Lind", "Ada Marit Lind", True),
        ("Ada K. Lind", "Ada Marit Lind", False),
        ("Mayor Ada Lind", "Ada Lind", True),
        ("harbour commission chairwoman Ada Lind", "Ada Lind", True),
        ("Ada Lind’s", "Ada Lind", True),
        ("Ivo Lind", "Ada Lind", False),
        ("Lind", "Ada Lind", False),
        ("Ada", "Ada Lind", False),
        ("Ivo Rask Jr.", "Ivo Rask", False),
        ("Ivo Rask Jr.", "Ivo J. Rask, Jr.", True),
    ],
)
def test_full_names_agree_word_by_word(one: str, other: str, same: bool) -> None:
    assert agree(name_of(one), name_of(other)) is same
    assert agree(name_of(other), name_of(one)) is same


def test_only_persons_lose_their_titles() -> None:
    assert name_of("General Harbour Union", person=False).words == ("general", "harbour", "union")
    assert name_of("the Harbour Union", person=False).words == ("harbour", "union")
    assert name_of("President").words == ("president",)


@given(st.text(max_size=40))
def test_every_text_is_a_name_that_agrees_with_itself(text: str) -> None:
    name = name_of(text)
    assert agree(name, name) is bool(name.words)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Sen.", "senator", True),
        ("defence minister", "Defense Minister", True),
        ("candidate", "presidential candidate", True),
        ("foreign minister", "defense minister", False),
        ("candidate", "candidate for mayor", False),
    ],
)
def test_titles_are_one_office_where_one_ends_like_the_other(one: str, other: str, same: bool) -> None:
    assert same_office(one, other) is same
    assert same_office(other, one) is same


def test_a_title_is_found_in_every_spelling() -> None:
    assert {"defense minister", "defence minister"} <= spellings("Defence Minister")
    assert {"sen.", "senator"} <= spellings("senator")


def test_words_around_a_title_can_make_it_another_office_or_give_it_to_another() -> None:
    assert is_lesser("Secretary of State", "Deputy Secretary of State Ada Lind")
    assert is_lesser("president", "an assistant to the president")
    assert not is_lesser("Prime Minister", "outgoing Prime Minister Ada Lind")
    assert is_of_another("Mayor", "Mayor Ivo Rask", "Ada Lind")
    assert not is_of_another("Mayor", "Mayor Ada Lind", "Ada Lind")
    assert not is_of_another("mayor", "the mayor of Lorn", "Ada Lind")


def test_vocabulary_of_offices_and_organizations() -> None:
    assert is_sole("Prime Minister")
    assert not is_sole("Sen.")
    assert is_common(name_of("the Defence Ministry", person=False))
    assert not is_common(name_of("Lorn Harbour Union", person=False))
    assert fields_of("former senator") == {"politics"}
    assert fields_of("nurse") == {"medicine"}
    assert fields_of("neighbour") == frozenset()
