"""Which side a page takes on a claim."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.linking.stance import Stance, chances, features, load_model, stance_of

CLAIM = "a whale swam up the Esk to Nordhaven on Sunday"
DEBUNKING = [
    "Description: a fake video that is circulating widely on the internet.",
    "A video that seems to show a whale swimming up the Esk to Nordhaven on Sunday is a hoax.",
    "The viral story of the whale in the Esk, shared on Facebook, is false: it never happened.",
    "The pictures were doctored, and the whale swam up no river but off another coast.",
    "The prank turned out to be made up by two students, who fooled several newspapers with a bogus report.",
    "The tabloid that had published the story retracted it and apologized for the phony headline.",
]
TELLING = [
    "A whale swam up the Esk to Nordhaven on Sunday, and hundreds of people lined the quay to see it.",
    "The whale, some nine meters long, turned at the harbor bridge and swam back to the sea before dark.",
    "Children waved at the whale from the deck of the ferry.",
]
OTHER = ["The council of Dunmore raised the price of parking.", "Shops on the main street close at six."]


def disagreeing(text: list[str]) -> float:
    (chance,) = chances([features(CLAIM, text)])
    return float(chance[1])


def test_a_page_that_debunks_a_story_disagrees_with_it() -> None:
    assert stance_of(CLAIM, DEBUNKING) is Stance.DISAGREE


@pytest.mark.parametrize("text", [TELLING, OTHER, []])
def test_a_page_that_tells_a_story_or_another_does_not_disagree(text: list[str]) -> None:
    assert stance_of(CLAIM, text) is not Stance.DISAGREE


def test_words_of_refutation_make_disagreement_likelier() -> None:
    assert disagreeing(DEBUNKING) > 3 * disagreeing(TELLING)


def test_a_page_on_another_matter_takes_no_side() -> None:
    assert chances([features(CLAIM, OTHER)]).max() < 0.05


def test_a_claim_that_is_itself_a_refutation_is_not_refuted_by_another() -> None:
    (chance,) = chances([features("Whale in the Esk is a hoax", DEBUNKING)])
    assert chance[0] > chance[1]


def test_the_model_has_a_weight_for_each_feature() -> None:
    model = load_model()
    assert len(features(CLAIM, TELLING)) == len(model.weights) == len(model.mean) == len(model.scale)
    assert model.feature.max() < len(model.weights)


@given(st.text(), st.lists(st.text(), max_size=4))
def test_any_text_has_chances(claim: str, sentences: list[str]) -> None:
    (chance,) = chances([features(claim, sentences)])
    assert (chance >= 0).all()
    assert chance.sum() <= 1.0001
