"""Which medium words name."""

from __future__ import annotations

import pytest

from onrecord.linking.origins import medium_in, origin_named


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Channel One", "channel one"),
        ("an interview on Channel One", "channel one"),
        ("The Lorn Gazette", "lorn gazette"),
        ("state television", "state television"),
        ("the AP", "associated press"),
        ("an interview with the Associated Press", "associated press"),
        ("Harbour Voice", "harbour voice"),
        ("reporters", None),
        ("a press conference", None),
        ("his Facebook page", None),
        ("the steps of parliament", None),
        ("", None),
        (None, None),
    ],
)
def test_a_hearer_or_a_place_of_speech_can_be_a_medium(words: str | None, name: str | None) -> None:
    found = medium_in(words, {"harbour voice"})
    assert (found.key if found else None) == name


def test_an_agency_is_one_by_all_its_names() -> None:
    assert origin_named("AP", "cited").key == origin_named("The Associated Press", "agency").key
