from __future__ import annotations

import pytest

from onrecord.finding.acts import act_of
from onrecord.record.vocabulary import Act


@pytest.mark.parametrize(
    ("source", "cue", "act"),
    [
        ("Neither the port nor the ministry", "confirmed", Act.DECLINE),
        ("No official", "has said", Act.DECLINE),
        ("The ministry", "did not say", Act.DECLINE),
        ("The ministry", "couldn't confirm", Act.DECLINE),
        ("The ministry", "could n't confirm", Act.DECLINE),
        ("The ministry", "cannot say", Act.DECLINE),
        ("The ministry", "did not deny", Act.DENY),
        ("The ministry", "did not believe", Act.THINK),
        ("The ministry", "not only said", Act.ASSERT),
        ("The mayor", "could not resist adding", Act.ASSERT),
        ("The mayor", "never missed a chance to say", Act.ASSERT),
        ("Notables", "said", Act.ASSERT),
        ("Norrvik", "said", Act.ASSERT),
        ("The ministry", "said in a statement", Act.ASSERT),
    ],
)
def test_who_has_not_said_it_declines(source: str, cue: str, act: Act) -> None:
    assert act_of(cue, source) is act


@pytest.mark.parametrize(
    ("cue", "content", "act"),
    [
        ("pleaded", "not guilty to charges that he hit a guard", Act.DENY),
        ("pleaded not guilty to", "a charge of theft", Act.DENY),
        ("pleaded", "guilty to filing a false report", Act.ASSERT),
        ("pleaded", "for more time", Act.REQUEST),
        ("denied", "that he had pleaded guilty", Act.DENY),
    ],
)
def test_a_plea_is_told_by_what_is_pleaded(cue: str, content: str, act: Act) -> None:
    assert act_of(cue, "He", content) is act
