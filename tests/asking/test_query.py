from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from onrecord.asking.origins import sources
from onrecord.asking.query import articles, events, figures, search, speakers, statements, summary, times
from onrecord.asking.rows import Rows
from onrecord.errors import QuestionError
from onrecord.storing.database import Database


def ids(rows: Rows[Any]) -> list[str]:
    return [row.id for row in rows]


def test_statements_come_in_the_order_in_which_they_were_said(harbour: Database) -> None:
    assert ids(statements(harbour)) == ["s-resumed", "s-dawn", "s-waiting", "s-denied", "s-never"]
    assert ids(statements(harbour, limit=2)) == ["s-resumed", "s-dawn"]
    assert ids(statements(harbour, limit=2, offset=3)) == ["s-denied", "s-never"]
    assert ids(statements(harbour, limit=0)) == []


def test_a_statement_says_who_what_where_and_when(harbour: Database) -> None:
    (row,) = statements(harbour, by="venn")
    assert row.speaker == row.source == "Ada Venn"
    assert row.role == "mayor (outgoing)"
    assert (row.said, row.published) == ("2020-02", "2020-02-10T08:00:00+01:00")
    assert (row.cue, row.content) == ("denied", "that the ferry had sailed")
    assert (row.act, row.form, row.anonymous, row.standing) == ("deny", "indirect", False, "stands")
    assert (row.publication, row.article) == ("Old Harbour Gazette", "a-gazette")
    assert row.headline == "Mayor contradicts the general"


@pytest.mark.parametrize(
    ("by", "found"),
    [
        ("Okár", ["s-resumed", "s-dawn"]),
        ("okar bela", ["s-resumed", "s-dawn"]),
        ("OKAR", ["s-resumed", "s-dawn"]),
        ("fisherman", ["s-never"]),  # no actor: the source in print
        ("he", []),  # the source of s-dawn, whose actor has a name
        ("Ada Okár", []),
        ("!?", []),
    ],
)
def test_by_gives_all_words_of_a_name(harbour: Database, by: str, found: list[str]) -> None:
    assert ids(statements(harbour, by=by)) == found


@pytest.mark.parametrize(
    ("about", "found"),
    [
        ("ferry", ["s-resumed", "s-dawn", "s-waiting", "s-denied", "s-never"]),  # three by their headline
        ("ferry crossings", ["s-resumed"]),
        ('"the ferry had"', ["s-denied"]),
        ("contradict*", ["s-denied"]),
        ("officials", []),  # a source is not what the statement is about
        ("-", []),
    ],
)
def test_about_gives_words_of_content_or_headline(harbour: Database, about: str, found: list[str]) -> None:
    assert ids(statements(harbour, about=about)) == found


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        ("2020-01-30", None, ["s-resumed", "s-dawn", "s-waiting", "s-denied"]),
        ("2020-01-31", None, ["s-denied"]),
        (None, "2020-01-30", ["s-resumed", "s-dawn", "s-waiting"]),
        (None, "2020-01-29", []),
        ("2020-02-20", "2020-02-21", ["s-denied"]),  # said some day in February
        ("2020-03", None, []),
        ("2020", "2020", ["s-resumed", "s-dawn", "s-waiting", "s-denied"]),
        (date(2020, 1, 30), date(2020, 1, 30), ["s-resumed", "s-dawn", "s-waiting"]),
    ],
)
def test_dates_compare_as_intervals_and_what_has_none_is_counted(
    harbour: Database, since: str | None, until: str | None, found: list[str]
) -> None:
    rows = statements(harbour, since=since, until=until)
    assert ids(rows) == found
    assert rows.undated == 1


def test_undated_counts_only_what_the_other_conditions_let_through(harbour: Database) -> None:
    assert statements(harbour, by="Okar", since="2020").undated == 0
    assert statements(harbour, by="fisherman", since="2020").undated == 1
    assert statements(harbour).undated == 0


def test_as_of_answers_with_what_had_been_printed(harbour: Database) -> None:
    assert ids(statements(harbour, as_of="2020-01-29")) == []
    assert ids(statements(harbour, as_of="2020-02-09")) == ["s-resumed", "s-dawn", "s-waiting"]
    later = statements(harbour, as_of="2020-02")
    assert ids(later) == ["s-resumed", "s-dawn", "s-waiting", "s-denied"]
    assert later.undated == 1


def test_recorded_by_answers_with_what_was_here(harbour: Database) -> None:
    assert ids(statements(harbour, recorded_by="2024-04-30")) == []
    assert ids(statements(harbour, recorded_by="2024-05-01")) == ["s-never"]
    assert len(statements(harbour, recorded_by="2024-05-02")) == 4
    assert len(statements(harbour, recorded_by="2024")) == 5


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ({"standing": "disputed"}, ["s-resumed"]),
        ({"act": "deny"}, ["s-denied"]),
        ({"anonymous": True}, ["s-waiting", "s-never"]),
        ({"anonymous": False, "publication": "courier"}, ["s-resumed", "s-dawn"]),
        ({"publication": "gazette harbour"}, ["s-denied"]),
        ({"publication": "nobody's paper"}, []),
        ({"country": "gb"}, ["s-denied"]),
        ({"language": "EN", "act": "promise"}, ["s-dawn"]),
    ],
)
def test_statements_by_their_other_properties(harbour: Database, options: dict[str, Any], found: list[str]) -> None:
    assert ids(statements(harbour, **options)) == found


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda db: statements(db, since="yesterday"), "since: 'yesterday' is not a date"),
        (lambda db: statements(db, until="2020-02-30"), "until: '2020-02-30' is not a date"),
        (lambda db: statements(db, as_of="20"), "as_of: '20' is not a date"),
        (lambda db: statements(db, recorded_by="XXXX-01-30"), "recorded_by"),
        (lambda db: search(db, "ferry", since="2020-13"), "since"),
        (lambda db: statements(db, since="2020-02", until="2020-01"), "no day lies between"),
        (lambda db: statements(db, act="shout"), "act: 'shout' is none of assert, deny"),
        (lambda db: statements(db, standing="fallen"), "standing: 'fallen' is none of stands"),
        (lambda db: times(db, type="WEEK"), "type: 'WEEK' is none of DATE"),
        (lambda db: statements(db, limit=-1), "limit"),
    ],
)
def test_a_question_that_cannot_be_answered_says_why(
    harbour: Database, ask: Callable[[Database], object], words: str
) -> None:
    with pytest.raises(QuestionError, match=words):
        ask(harbour)


def test_search_finds_statements_and_articles(harbour: Database) -> None:
    rows = search(harbour, "FERRY lorn")
    assert {(row.kind, row.id) for row in rows} == {
        ("statement", "s-resumed"),
        ("article", "a-courier"),
        ("article", "a-gazette"),
    }
    (quay,) = search(harbour, "quay")
    assert (quay.kind, quay.article, quay.headline) == ("article", "a-courier", "Ferry to Lorn sails again")
    assert [quay.snippet[mark.start : mark.end] for mark in quay.marks] == ["quay"]


def test_search_leaves_out_what_is_not_of_the_story(harbour: Database) -> None:
    assert not search(harbour, "Newspapers")
    assert not search(harbour, "Copyright")


def test_search_takes_phrases_prefixes_and_sources(harbour: Database) -> None:
    assert {row.id for row in search(harbour, '"sail at dawn"')} == {"s-dawn", "a-courier"}
    assert not search(harbour, '"dawn at sail"')
    assert "s-waiting" in {row.id for row in search(harbour, "island*")}
    assert {row.id for row in search(harbour, "fisherman")} == {"s-never", "b-leaflet"}
    assert {row.speaker for row in search(harbour, "okar") if row.kind == "statement"} == {"Béla Okár"}


def test_search_by_date_of_publication(harbour: Database) -> None:
    rows = search(harbour, "ferry", until="2020-01")
    assert {row.article for row in rows} == {"a-courier"}
    assert rows.undated == 2  # the leaflet and its statement
    assert {row.article for row in search(harbour, "ferry", publication="gazette")} == {"a-gazette"}
    assert len(search(harbour, "ferry", limit=1)) == 1


def test_sources_count_what_the_record_has_of_each(harbour: Database) -> None:
    rows = {(row.kind, row.name): row for row in sources(harbour)}
    assert set(rows) == {
        ("publication", "Tessaly Courier"),
        ("publication", "Old Harbour Gazette"),
        ("provider", "Lorn Press"),
    }
    courier = rows["publication", "Tessaly Courier"]
    assert (courier.articles, courier.statements, courier.language, courier.country) == (1, 3, "en", "US")
    assert (courier.first, courier.last) == ("2020-01-30", "2020-01-30")


def test_speakers_come_with_most_statements_first(harbour: Database) -> None:
    rows = speakers(harbour)
    assert [row.name for row in rows] == ["Béla Okár", "Ada Venn", "a fisherman", "officials"]
    assert (rows[0].statements, rows[0].articles, rows[0].first, rows[0].last) == (2, 1, "2020-01-30", "2020-01-30")
    assert [row.name for row in speakers(harbour, anonymous=True)] == ["a fisherman", "officials"]


def test_articles_come_in_the_order_of_publication(harbour: Database) -> None:
    rows = articles(harbour)
    assert ids(rows) == ["a-courier", "a-gazette", "b-leaflet"]
    assert (rows[0].byline, rows[0].statements, rows[0].version) == ("Ona Writer; Lior Quist", 3, 1)
    assert (rows[0].place, rows[0].recorded_at) == ("pages/a-courier.txt", "2024-05-02T10:00:00Z")
    assert ids(articles(harbour, url="https://courier.example/ferry")) == ["a-courier"]
    assert articles(harbour, since="2020-02").undated == 1


def test_times_and_figures_have_addresses(harbour: Database) -> None:
    (january, february) = times(harbour)
    assert (january.text, january.value, january.id.split(":")[0]) == ("Jan. 30", "2020-01-30", "a-courier")
    assert ids(times(harbour, since="2020-02-15")) == [february.id]
    (figure,) = figures(harbour, about="ISLAND")
    assert (figure.value, figure.approximate, figure.of, figure.statement) == (5200.0, True, "islanders", "s-waiting")
    assert not figures(harbour, about="ships")


def test_events_by_party_type_and_time(harbour: Database) -> None:
    (row,) = events(harbour)
    assert (row.type, row.phase, row.factuality, row.statement) == ("COOPERATE", "resumed", "claimed", "s-resumed")
    assert (row.actors, row.recipients, row.matter) == ("Béla Okár", "islanders", "crossings")
    assert ids(events(harbour, actor="okar", type="cooperate", since="2020-01-30")) == ["e-resumed"]
    assert not events(harbour, recipient="okar")
    assert not events(harbour, phase="paused")
    assert not events(harbour, until="2020-01-29")


def test_events_that_are_likely_right(harbour: Database) -> None:
    assert ids(events(harbour, confidence=0.7)) == ["e-resumed"]
    assert not events(harbour, confidence=0.71)
    with pytest.raises(QuestionError, match="no probability"):
        events(harbour, confidence=60)


def test_events_by_where_they_happened(harbour: Database) -> None:
    (row,) = events(harbour, place="lorn")
    assert (row.place, row.located, row.located_in, row.latitude) == ("The quay", "Lorn", "GB", 55.5)
    assert ids(events(harbour, place="quay", located_in="gb")) == ["e-resumed"]
    assert not events(harbour, located_in="US")
    assert not events(harbour, place="quay zeppelin")


def test_events_by_the_sector_of_a_party(harbour: Database) -> None:
    assert ids(events(harbour, sector="military")) == ["e-resumed"]
    assert not events(harbour, sector="rebels")
    with pytest.raises(QuestionError, match="'navy' is none of government, military"):
        events(harbour, sector="navy")


def test_the_summary_counts(harbour: Database) -> None:
    held = summary(harbour)
    assert (held.pages, held.statements, held.speakers, held.publications) == (3, 5, 2, 2)
    assert (held.times, held.figures, held.events) == (2, 1, 1)
    assert (held.first, held.last, held.undated) == ("2020-01-30", "2020-02-10", 1)


def test_search_by_kind_and_standing(harbour: Database) -> None:
    both = search(harbour, "ferry")
    assert {row.kind for row in both} == {"statement", "article"}
    assert {row.kind for row in search(harbour, "ferry", kind="statement")} == {"statement"}
    assert {row.kind for row in search(harbour, "ferry", kind="article")} == {"article"}
    standing = {row.id: row.standing for row in statements(harbour)}
    assert all(row.standing == standing.get(row.id) for row in both)
    for wanted in set(standing.values()):
        assert {row.standing for row in search(harbour, "ferry", standing=wanted)} <= {wanted}
    assert {row.id for row in search(harbour, "ferry", standing=standing["s-resumed"])} >= {"s-resumed"}
    with pytest.raises(QuestionError, match="kind"):
        search(harbour, "ferry", kind="photograph")


def test_speakers_by_words_of_their_name(harbour: Database) -> None:
    assert [row.name for row in speakers(harbour, named="venn")] == ["Ada Venn"]
    assert len(speakers(harbour, named="nobody")) == 0


def test_events_about_words_of_any_of_their_parts(harbour: Database) -> None:
    rows = events(harbour)
    for row in rows:
        assert row.id in ids(events(harbour, about=row.trigger))
        assert row.id in ids(events(harbour, about=row.trigger, publication=row.publication))
    assert len(events(harbour, about="zeppelin")) == 0
    assert len(events(harbour, publication="zeppelin")) == 0
    assert len(events(harbour, language="fr")) == 0
    assert len(events(harbour, printed_in="ZZ")) == 0


def test_statements_of_few_and_of_many_newspapers_alike(harbour: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    every = {row.id: row.country for row in articles(harbour)}
    for country in {*every.values(), "ZZ"} - {None}:
        wanted = [row.id for row in statements(harbour) if every[row.article] == country]
        assert ids(statements(harbour, country=country)) == wanted
        with monkeypatch.context() as patch:
            patch.setattr("onrecord.asking.query.FEW_ARTICLES", 0)
            assert ids(statements(harbour, country=country)) == wanted
