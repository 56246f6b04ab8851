"""What the options of questions are taken for."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.asking.conditions import country_meant
from onrecord.asking.query import events, statements
from onrecord.errors import QuestionError
from onrecord.storing.database import Database


@pytest.mark.parametrize(
    ("written", "code"),
    [("IQ", "IQ"), ("iq", "IQ"), ("IRQ", "IQ"), ("irq", "IQ"), ("Iraq", "IQ"), ("the Netherlands", "NL"), ("zz", "ZZ")],
)
def test_a_country_is_written_by_its_codes_or_its_name(written: str, code: str) -> None:
    assert country_meant(written, "country") == code


@pytest.mark.parametrize("written", ["ZZZ", "", "Atlantis", "1"])
def test_what_is_no_country_is_refused(written: str) -> None:
    with pytest.raises(QuestionError, match=r"country: .* write its code or its name"):
        country_meant(written, "country")


def test_questions_refuse_it_too(harbour: Database) -> None:
    with pytest.raises(QuestionError, match="country"):
        statements(harbour, country="ZZZ")
    with pytest.raises(QuestionError, match="country"):
        events(harbour, country="ZZZ")
    with pytest.raises(QuestionError, match="located_in"):
        events(harbour, located_in="ZZZ")


@given(st.text(max_size=30))
def test_whatever_is_typed_for_a_country_is_two_letters_or_refused(typed: str) -> None:
    with contextlib.suppress(QuestionError):
        code = country_meant(typed, "country")
        assert len(code) == 2
        assert code == code.upper()
