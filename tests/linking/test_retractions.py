from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from onrecord.linking.lexicon import vocabulary
from onrecord.linking.mentions import find_mentions
from onrecord.linking.retractions import find_retractions
from onrecord.linking.within import link_within
from onrecord.parsing.sentences import parse
from onrecord.reading.plain import read_text
from onrecord.record.links import Link
from onrecord.record.reading import Reading
from onrecord.record.vocabulary import LinkKind, Standing
from tests.finding.pages import at
from tests.linking.marked import Story, story

ANNOUNCED = "{The Transport Ministry|announced|that the Gannet tunnel had reopened}"


def links(told: Story) -> tuple[Link, ...]:
    return find_retractions(told.id, told.article, told.analysis, told.statements, told.actors)


def done(marked: str, *, people: tuple[str, ...] = ()) -> list[tuple[str, int]]:
    """The kind of each link, and the number of the statement that it acts on."""
    told = story(marked, people=people)
    numbers = {statement.id: number for number, statement in enumerate(told.statements)}
    return [(link.kind.value, numbers[link.to]) for link in links(told)]


@pytest.mark.parametrize(
    ("after", "kind"),
    [
        (", but that statement was later removed.", "withdraws"),
        (", but the announcement was deleted within hours.", "withdraws"),
        (". The statement has since disappeared from its website.", "withdraws"),
        (". A day later the text was gone from its website.", "withdraws"),
        (", and on Friday a spokesman rescinded the claim on state radio.", "rescinds"),
        (". Lars Quill walked back the announcement on Monday.", "rescinds"),
        (". On Tuesday the ministry retracted it.", "rescinds"),
        (". The mayor disputed the claim.", "denies"),
        (". The claim was denied by the mayor of Nordhaven.", "denies"),
        (". The ministry has since corrected the statement.", "corrects"),
        (". The minister later clarified the announcement.", "clarifies"),
        (". The port authority confirmed the announcement.", "confirms"),
        (". The ministry stood by its statement.", "repeats"),
        (". Later it stood by its announcement.", "repeats"),
        (". The mayor of Nordhaven stood by the ministry's announcement.", "confirms"),
        (". The announcement was superseded on Thursday.", "supersedes"),
        (". By noon it had taken the announcement back.", "rescinds"),
        (". On Tuesday the ministry took it back.", "rescinds"),
        (". The ministry took the statement down.", "withdraws"),
    ],
)
def test_what_later_words_do(after: str, kind: str) -> None:
    assert done(ANNOUNCED + after) == [(kind, 0)]


@pytest.mark.parametrize(
    ("after", "kind"),
    [
        (". {The Transport Ministry|said|its announcement had been a mistake}.", "rescinds"),
        (
            ". {The Transport Ministry|said|that the announcement that the tunnel had reopened was premature}.",
            "rescinds",
        ),
        (". {A spokesman for the Transport Ministry|said|the announcement had been issued in error}.", "rescinds"),
        (". {The mayor of Nordhaven|said|the announcement was premature}.", "denies"),
        (". The announcement was premature.", "denies"),
    ],
)
def test_words_that_are_called_wrong_are_taken_back_by_their_owner_and_denied_by_others(after: str, kind: str) -> None:
    assert done(ANNOUNCED + after) == [(kind, 0)]


def test_words_that_call_others_wrong_do_not_take_themselves_back() -> None:
    told = story("{Lars Quill|said|“The announcement was premature”}. It should not have gone out.")
    (said,) = told.statements
    more = at(told.article.text, "It should not have gone out")
    both = structs.replace(said, content=(*said.content, more))
    assert find_retractions(told.id, told.article, told.analysis, (both,), told.actors) == ()


@pytest.mark.parametrize(("noun", "found"), [("announcement", []), ("statement", [("rescinds", 0)])])
def test_an_announcement_that_is_called_wrong_was_announced(noun: str, found: list[tuple[str, int]]) -> None:
    told = "{The Transport Ministry|said|it had spoken too soon}. {The Transport Ministry|said|its NOUN was premature}."
    assert done(told.replace("NOUN", noun)) == found


def test_who_calls_words_wrong_is_on_record() -> None:
    told = story(ANNOUNCED + ". {A spokesman for the Transport Ministry|said|the announcement was wrong}.")
    (link,) = links(told)
    assert link.by is not None
    assert (link.by.text, link.origin) == ("A spokesman for the Transport Ministry", told.statements[1].id)


@pytest.mark.parametrize(
    "after",
    [
        ". The announcement was not premature.",
        ". The announcement was early.",
        ". {Brandt|added|it was wrong to fire the dockers}.",
        ". {The mayor|said|it is premature to speak of a truce}.",
        ". {Oste|repeated|the claim that the ministry was wrong}.",
        ". The statement by the man who was wrong about the war was long.",
        ". The number of the house was wrong.",
        ". The mayor asked whether the announcement was wrong.",
        ". It was not followed up with a clarification.",
        ", and the statement was never removed.",
        ". The ministry refused to retract the claim.",
        ". The ministry has not confirmed the announcement.",
        ". The mayor asked the ministry to withdraw the statement.",
        ". The ministry may retract the claim.",
        ". Unless the ministry retracted the claim, drivers would stay away.",
        ". Nobody confirmed the announcement.",
        ". The ministry hasn’t rescinded the announcement.",
        ". “We rescinded the announcement,” read a poster on the wall.",
        ". The ministry removed a tree.",
        ". A spokesman rescinded an order.",
        ". A passer-by rejected a claim.",
    ],
)
def test_words_that_do_nothing(after: str) -> None:
    assert done(ANNOUNCED + after) == []


def test_by_venue_and_evidence_stand_in_print() -> None:
    told = story(
        ANNOUNCED + ", but a spokesman for the army on Friday rescinded the claim in remarks to state television."
    )
    (link,) = links(told)
    assert link.by is not None
    assert link.by.text == "a spokesman for the army"
    assert link.venue is not None
    assert link.venue.text == "state television"
    assert link.evidence.text == (
        "a spokesman for the army on Friday rescinded the claim in remarks to state television"
    )
    assert link.origin == "story"


def test_a_dateline_is_no_part_of_who_does_it() -> None:
    told = story(
        ANNOUNCED + ". LISNA, Torvia, June 5 (Northern Wire) - The ministry on Tuesday retracted the announcement."
    )
    (link,) = links(told)
    assert link.by is not None
    assert link.by.text == "The ministry"


def test_two_moves_in_one_sentence() -> None:
    after = ", but that statement was later removed and a spokesman rescinded the claim."
    assert done(ANNOUNCED + after) == [("withdraws", 0), ("rescinds", 0)]


def test_with_two_candidates_none() -> None:
    two = (
        "{The ministry|said|the road was open}. {The port|said|the ferry was late}, {the mayor|said|the bus was full}."
    )
    assert done(two + " The claim was later retracted.") == []


def test_the_noun_picks_among_candidates_by_how_they_were_introduced() -> None:
    two = "{The ministry|announced|that the road was open}. {The mayor|said|she was glad}. "
    assert done(two + "The announcement was later retracted.") == [("rescinds", 0)]


def test_the_owner_picks_among_candidates() -> None:
    two = "{The ministry|said|the road was open} and {Ines Bolt|said|she was glad}. "
    assert done(two + "She walked back her remarks on Monday.", people=("Ines Bolt",)) == [("rescinds", 1)]


def test_an_accusation_is_a_statement_that_accuses() -> None:
    two = "{The ministry|accused|the union of arson|accuse} and {the mayor|said|she was sorry}. "
    assert done(two + "The union denied the accusation.") == [("denies", 0)]


def test_an_indefinite_noun_is_followed_by_its_content_alone() -> None:
    one = "A spokesman on Friday rescinded an announcement that the Gannet tunnel had reopened. It rained. "
    after = "{The Transport Ministry|had declared|on Monday that the tunnel had reopened to lorries}."
    assert done(one + after) == [("rescinds", 0)]
    assert done(one + "{The port|said|that the ferries were full}.") == []


def test_a_statement_is_not_looked_for_three_sentences_back() -> None:
    assert done(ANNOUNCED + ". It rained. It snowed. It hailed. The statement was later removed.") == []


def test_who_says_that_it_was_taken_back_is_the_origin() -> None:
    told = story(ANNOUNCED + ". {The mayor|said|the ministry had withdrawn the statement}.")
    (link,) = links(told)
    assert (link.kind, link.to, link.origin) == (LinkKind.RESCINDS, told.statements[0].id, told.statements[1].id)


def test_an_empty_list_of_words_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.linking.lexicon.tomllib.loads", lambda _: {"rescinds": {"past": []}})
    with pytest.raises(ValueError, match="empty list"):
        vocabulary.__wrapped__("retractions")


pieces = st.sampled_from(
    [
        "The claim ",
        "was ",
        "removed",
        "rescinded ",
        "it ",
        ", ",
        ". ",
        "“",
        "”",
        "that ",
        "and ",
        "by ",
        "on Friday ",
        "İ ",
    ]
)


@settings(max_examples=80, deadline=None)
@given(st.lists(pieces, max_size=30).map("".join))
def test_whatever_the_words_the_spans_stand_in_the_text(words: str) -> None:
    document = read_text(f"NORDHAVEN — {words} The end of it all.")
    for mention in find_mentions(document.article, parse(document.article)):
        for span in (mention.verb, mention.target, mention.complement, mention.by, mention.venue, mention.evidence):
            assert span is None or document.article.text[span.start : span.end] == span.text


def test_a_reading_carries_its_links_and_the_standing_that_they_give() -> None:
    told = story(ANNOUNCED + ", but that statement was later removed and a spokesman rescinded the claim.")
    found = Reading(id=told.id, article=told.article, statements=told.statements, actors=told.actors)
    linked = link_within(found, told.analysis)
    assert [link.kind for link in linked.links] == [LinkKind.WITHDRAWS, LinkKind.RESCINDS]
    assert [statement.standing for statement in linked.statements] == [Standing.RESCINDED]


def test_somebody_takes_back_her_own_words_and_not_what_was_said_since() -> None:
    told = (
        "{Ada Lind|said|the company had misled officers}. {Harrow Foods|said|it would sue}. "
        "{Ada Lind|withdrew|the remark}."
    )
    assert done(told, people=("Ada Lind",)) == [("rescinds", 0)]


@pytest.mark.parametrize(
    ("after", "kind"),
    [
        (", a claim the mayor denied.", "denies"),
        (", an accusation that the port authority has repeatedly rejected.", "denies"),
        (", a claim the mayor called “absurd”.", "denies"),
        (", a statement it later retracted.", "rescinds"),
        (". The mayor called the claim “a lie”.", "denies"),
        (". The mayor described the announcement as misleading.", "denies"),
    ],
)
def test_what_a_noun_that_sums_up_says(after: str, kind: str) -> None:
    assert done(ANNOUNCED + after) == [(kind, 0)]


@pytest.mark.parametrize(
    "after",
    [", a claim the mayor called bold.", ", a claim the mayor has not denied.", ". The mayor called the announcement."],
)
def test_what_a_noun_that_sums_up_does_not_say(after: str) -> None:
    assert done(ANNOUNCED + after) == []


def test_an_article_corrects_what_it_quotes_of_its_own_earlier_version() -> None:
    told = story("{An earlier version of this story|said|the strike began on April 12}. It began on April 15.")
    read = link_within(
        Reading(id=told.id, article=told.article, statements=told.statements, actors=told.actors), told.analysis
    )
    (link,) = read.links
    assert (link.kind, link.origin, link.to) == (LinkKind.CORRECTS, told.id, told.statements[0].id)
    assert read.statements[0].standing is Standing.CORRECTED


@pytest.mark.parametrize(
    ("between", "links_made"),
    [
        (", a day after its director announced a closure until autumn. A spokeswoman withdrew it.", 0),
        (", a day after its director arranged a closure until autumn. A spokeswoman withdrew it.", 1),
    ],
)
def test_what_nobody_has_read_may_be_what_is_meant(between: str, links_made: int) -> None:
    said = "{The Transport Ministry|said|that the Gannet tunnel had reopened}"
    assert len(done(said + between)) == links_made
