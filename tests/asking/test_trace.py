from __future__ import annotations

import pytest
from msgspec import structs

from onrecord.asking.derivations import derivations_of
from onrecord.asking.query import figures, times
from onrecord.asking.rows import TraceAnswer
from onrecord.asking.trace import trace
from onrecord.errors import UnknownId
from onrecord.record.vocabulary import LinkKind
from onrecord.storing.database import Database
from tests.harbour import COURIER, GAZETTE


def marked(answer: TraceAnswer) -> list[tuple[str, str]]:
    return [(mark.label, answer.excerpt[mark.start : mark.end]) for mark in answer.marks]


def test_a_statement_is_traced_to_its_sentence(harbour: Database) -> None:
    answer = trace(harbour, "s-resumed")
    assert answer.excerpt.endswith("Gen. Béla Okár said on Jan. 30.")
    assert answer.excerpt.startswith("TESSALY (Lorn Press) — The ferry")
    text = COURIER.article.text
    assert text[answer.start : answer.start + len(answer.excerpt)] == answer.excerpt
    assert marked(answer) == [
        ("source", "Béla Okár"),
        ("cue", "said"),
        ("date", "Jan. 30"),
        ("content", "The ferry to Lorn has resumed its crossings"),
    ]
    assert (answer.kind, answer.standing) == ("statement", "disputed")
    assert (answer.page.headline, answer.page.place) == ("Ferry to Lorn sails again", "pages/a-courier.txt")
    assert (answer.page.recorded_at, answer.digest) == ("2024-05-02T10:00:00Z", "0" * 64)
    assert answer.tool.startswith("onrecord ")


def test_a_sentence_in_the_middle_of_a_paragraph(harbour: Database) -> None:
    assert trace(harbour, "s-dawn").excerpt == "“We sail at dawn,” he added."


def test_links_go_both_ways(harbour: Database) -> None:
    (to,) = trace(harbour, "s-resumed").links_to
    assert (to.kind, to.origin, to.to) == (LinkKind.DENIES, "s-denied", "s-resumed")
    assert trace(harbour, "s-denied").links_from == GAZETTE.links
    assert trace(harbour, "s-denied").links_to == ()


def test_an_event_is_traced_to_its_words(harbour: Database) -> None:
    assert marked(trace(harbour, "e-resumed")) == [
        ("trigger", "resumed"),
        ("actor", "Béla Okár"),
        ("recipient", "islanders"),
        ("matter", "crossings"),
        ("place", "The quay"),
    ]


def test_an_event_says_how_it_came_to_its_place_and_where_it_is_told_again(harbour: Database) -> None:
    derived = trace(harbour, "e-resumed").derivations
    place = (
        "The quay → Lorn, United Kingdom (55.50, -5.25): it stands with the event's own words; it is by far the best"
        " known of that name"
    )
    assert place in derived
    assert any(line.startswith("Jan. 30 → 2020-01-30: month and day") for line in derived)
    assert any(line.startswith("told again: “crossings” [") for line in derived)


def test_an_ambiguous_place_says_so() -> None:
    (event,) = COURIER.events
    assert event.location is not None
    nowhere = structs.replace(event, location=structs.replace(event.location, place=None, choice=None), mentions=())
    assert list(derivations_of(nowhere)) == ["The quay → no place: 2 places bear that name, and nothing says which"]


def test_an_article_is_traced_to_the_top_of_its_page(harbour: Database) -> None:
    answer = trace(harbour, "a-courier")
    assert answer.excerpt.startswith("TESSALY COURIER")
    assert answer.excerpt.endswith("The quay was full.")
    assert marked(answer) == [("publication", "TESSALY COURIER")]


def test_times_and_figures_are_traced_by_their_address(harbour: Database) -> None:
    assert marked(trace(harbour, times(harbour)[0].id)) == [("span", "Jan. 30")]
    (derivation,) = trace(harbour, times(harbour)[0].id).derivations
    published = COURIER.article.published
    assert derivation == f"Jan. 30 → 2020-01-30: month and day; year from publication date {published}, past preferred"
    assert trace(harbour, "s-resumed").derivations == (derivation,)
    answer = trace(harbour, figures(harbour)[0].id)
    assert marked(answer) == [("span", "about 5,200")]
    assert answer.excerpt.startswith("Two officials")
    assert answer.page.id == "a-courier"


def test_words_outside_the_story_are_shown_with_their_line(harbour: Database) -> None:
    start = COURIER.article.text.index("English")
    assert trace(harbour, f"a-courier:{start}-{start + 7}").excerpt == "Newspapers in English"


def test_the_beginning_of_an_id_will_do(harbour: Database) -> None:
    assert trace(harbour, "s-res").id == "s-resumed"
    assert trace(harbour, "b").id == "b-leaflet"
    assert trace(harbour, "a-c:0-7").page.id == "a-courier"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("s-", "several ids begin with 's-': s-dawn, s-denied"),
        ("a-", "several ids"),
        ("x-1", "no statement, event or article has the id 'x-1'"),
        ("", "no statement"),
        ("%", "no statement"),
        ("a-courier:5-999999", "does not lie in it"),
        ("a-courier:9-5", "does not lie in it"),
        ("x-1:0-5", "no statement"),
    ],
)
def test_an_id_that_is_not_there_is_an_error(harbour: Database, typed: str, words: str) -> None:
    with pytest.raises(UnknownId, match=words):
        trace(harbour, typed)
