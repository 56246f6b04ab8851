from __future__ import annotations

import pytest

from onrecord.finding.silences import silences
from onrecord.record.analysis import Attribution
from tests.finding.pages import at, page


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        (
            "The ministry did not immediately respond to a request for comment.",
            "The ministry", "did not immediately respond to", "a request for comment",
        ),
        ("Mr Voss didn't return calls on Monday.", "Mr Voss", "didn't return", "calls on Monday"),
        (
            "But the ministry did not respond to a request for comment.",
            "the ministry", "did not respond to", "a request for comment",
        ),
        (
            "Lena Marsh, who was sworn in on Friday, did not respond to a request for comment.",
            "Lena Marsh", "did not respond to", "a request for comment",
        ),
        ("A spokeswoman would not elaborate.", "A spokeswoman", "would not", "elaborate"),
        (
            "The firm has not answered questions from reporters.",
            "The firm", "has not answered", "questions from reporters",
        ),
    ],
)  # fmt: skip
def test_who_says_nothing_is_on_record(text: str, source: str, cue: str, content: str) -> None:
    (found,) = silences(page(text), ())
    assert (found.source[0].text, found.cue[0].text, found.content[0].text) == (source, cue, content)


@pytest.mark.parametrize(
    "text",
    [
        "The army did not respond to the attack.",
        "Ambulances did not respond to emergency calls for two hours.",
        "The pilot did not respond to messages from the tower.",
        "The server did not answer requests from users.",
        "The bridge would not hold.",
        "“He did not answer questions,” she said.",
    ],
)
def test_others_do_something_else(text: str) -> None:
    assert silences(page(text), ()) == ()


def test_a_sentence_in_which_somebody_speaks_is_left_alone() -> None:
    text = "The ministry did not respond to questions from reporters."
    known = Attribution(source=(at(text, "The ministry"),), cue=(at(text, "did"),), content=(at(text, "questions"),))
    assert silences(page(text), (known,)) == ()
