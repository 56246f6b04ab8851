"""Which time expression dates a statement or an event."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from onrecord.finding.dating import date_of
from onrecord.finding.times import find_times
from onrecord.parsing.sentences import parse
from onrecord.record.analysis import Analysis
from tests.finding.pages import article, at

Heads = Sequence[tuple[int, str] | tuple[int, str, str]]


def dated(text: str, words: str, heads: Heads | None = None) -> str | None:
    """The words that date `words` in the text of one sentence, with heads or without.

    A head is its index in the sentence and the label; the part of speech may follow.
    """
    page = replace(article(text), published="2020-02-13")
    analysis = parse(page)
    if heads is not None:
        analysis = _with_heads(analysis, heads)
    time = date_of(at(text, words), find_times(page, analysis), analysis, text)
    return time.text if time else None


def _with_heads(analysis: Analysis, heads: Heads) -> Analysis:
    tokens = [
        replace(token, head=head, label=label, upos=upos[0] if upos else None)
        for token, (head, label, *upos) in zip(analysis.tokens, heads, strict=True)
    ]
    return replace(analysis, tokens=tuple(tokens))


@pytest.mark.parametrize(
    ("text", "words", "time"),
    [
        # statements
        ("The army announced Jan. 30 that patrols had resumed after a three-week halt.", "announced", "Jan. 30"),
        ("The army announced Jan. 30 that patrols had resumed after a three-week halt.", "resumed", None),
        ("On at least two occasions in January, Norburian officials said they expected it.", "said", "January"),
        ("On at least two occasions in January, Norburian officials said they expected it.", "expected", None),
        ("It was over, two officers and one clerk said this week.", "said", "this week"),
        ("It was over, two officers and one clerk said this week.", "over", None),
        ('"Until now, we have not asked for it," the officer said.', "said", None),
        ("The minister said Monday that the port closed Sunday.", "said", "Monday"),
        ("The minister said Monday that the port closed Sunday.", "closed", "Sunday"),
        # events
        ("The league paused its patrols in Lodenia on Jan. 5 after the strike.", "paused", "Jan. 5"),
        ("The league paused its patrols in Lodenia on Jan. 5 after the strike.", "strike", None),
        ("Anger grew after the Jan. 3 Norburian drone strike that killed a general.", "strike", "Jan. 3"),
        ("Anger grew after the Jan. 3 Norburian drone strike that killed a general.", "grew", None),
        ("On Jan. 5, deputies, angry over what they called a trick, passed a motion to leave.", "passed", "Jan. 5"),
        ("On Jan. 5, deputies, angry over what they called a trick, passed a motion to leave.", "called", None),
        ("They belong to a league invited by the council in 2014.", "invited", "2014"),
        ("The crew left Tuesday for talks in Velm.", "talks", None),
        # beside a time, not in it
        ("The deputies voted to close the port Friday.", "close", None),
        ("The road has been closed since Monday.", "closed", None),
        ("The shop stays open until Friday.", "open", None),
        ("Shares now cost more, brokers said.", "said", None),
    ],
)
def test_the_clause_decides(text: str, words: str, time: str | None) -> None:
    assert dated(text, words) == time


def test_two_different_times_give_none() -> None:
    assert dated("The fair opened Friday and on Jan. 3.", "opened") == "Friday"
    assert dated("The fair opened Friday in Velm on Jan. 3.", "opened") is None


def test_of_a_time_inside_another_the_exact_one_counts() -> None:
    assert dated("The fair opened in January 2020 on Jan. 5.", "opened") == "Jan. 5"


def test_a_word_outside_every_sentence_has_no_date() -> None:
    page = article("The fair opened Friday.")
    assert date_of(at(page.text, "opened"), (), Analysis(tokens=(), sentences=()), page.text) is None


OPENED = [(1, "det"), (2, "nsubj"), (-1, "root"), (2, "obl:tmod"), (5, "case"), (2, "obl"), (7, "case"), (5, "nmod"),
          (7, "nummod"), (2, "punct")]  # fmt: skip


def test_syntax_chooses_between_two_times() -> None:
    assert dated("The fair opened Friday in Velm on Jan. 3.", "opened", OPENED) is None
    hangs_elsewhere = [(head, "acl" if label == "nmod" else label) for head, label in OPENED]
    assert dated("The fair opened Friday in Velm on Jan. 3.", "opened", hangs_elsewhere) == "Friday"


ADJUNCT = [(1, "nsubj", "PROPN"), (-1, "root", "VERB"), (4, "det"), (4, "amod"), (1, "obj", "NOUN"), (6, "case"),
           (4, "nmod", "NOUN"), (8, "nsubj", "PRON"), (6, "acl:relcl", "VERB"), (1, "obl:tmod", "NOUN"),
           (1, "punct")]  # fmt: skip


def test_an_adjunct_dates_its_head_over_a_clause_between() -> None:
    text = "Lind ended a long talk with envoys who listened Friday."
    assert dated(text, "ended") is None
    assert dated(text, "ended", ADJUNCT) == "Friday"
    quoted = 'Lind "ended a long talk with envoys" who listened Friday.'
    heads = [*ADJUNCT[:1], (1, "punct"), *[(head + 1 if head >= 0 else head, *rest) for head, *rest in ADJUNCT[1:7]]]
    heads += [(2, "punct"), (9, "nsubj"), (7, "acl:relcl"), (2, "obl:tmod"), (2, "punct")]
    assert dated(quoted, "ended", heads) is None


SAID = [(1, "nsubj", "NOUN"), (-1, "root", "VERB"), (4, "obl:tmod", "NOUN"), (4, "nsubj", "PRON"), (1, "ccomp", "VERB"),
        (1, "punct")]  # fmt: skip


def test_a_time_beside_a_verb_is_that_verb_s() -> None:
    assert dated("Officers said Friday they left.", "left", SAID) is None
    assert dated("Officers said Friday they left.", "left") is None


STRIKE = [(1, "nsubj", "PRON"), (-1, "root", "VERB"), (7, "case"), (7, "det"), (7, "compound"), (4, "nummod"),
          (7, "amod"), (1, "obl", "NOUN"), (1, "punct")]  # fmt: skip


def test_a_time_inside_a_name_dates_what_is_named() -> None:
    text = "They mourned after the Jan. 3 big strike."
    assert dated(text, "strike", STRIKE) == "Jan. 3"
    assert dated(text, "mourned", STRIKE) is None


def test_a_time_for_which_something_is_meant_dates_nothing() -> None:
    assert dated("They announced a drop for January.", "announced") is None


ROSE = [(1, "case"), (4, "obl:tmod", "NOUN"), (1, "punct"), (4, "nsubj", "PRON"), (-1, "root", "VERB"), (6, "case"),
        (4, "obl", "NOUN"), (8, "cc"), (4, "conj", "VERB"), (4, "punct")]  # fmt: skip
BROKE = [(1, "nsubj", "PRON"), (-1, "root", "VERB"), (1, "obl:tmod", "NOUN"), (5, "advmod", "ADV"),
         (5, "nsubj", "NOUN"), (1, "advcl", "VERB"), (1, "punct")]  # fmt: skip


def test_a_verb_beside_a_dated_one_shares_its_time() -> None:
    assert dated("On Friday, she rose at dawn and left.", "left", ROSE) == "Friday"
    assert dated("It broke Friday when rain came.", "came", BROKE) == "Friday"
    assert dated("It broke Friday after rain came.", "came", BROKE) is None
