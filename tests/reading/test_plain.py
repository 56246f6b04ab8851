from __future__ import annotations

import time

import pytest

from onrecord.errors import EmptyInput, MalformedInput, QuestionError, TooLarge
from onrecord.reading.plain import MAX_CHARACTERS, read_text
from onrecord.record.article import Article, OriginKind

STORY = "The council met on Thursday evening over the footbridge, its chairman said. It put off the vote."


def _article(text: str) -> Article:
    return read_text(text).article


def test_a_first_paragraph_is_never_a_masthead() -> None:
    for first in ("Council Times Vote", "Local News", "The minister resigned", "Quarry"):
        assert _article(f"{first}\n\n{STORY}").publication is None


def test_a_bare_text_keeps_its_first_line_in_the_story() -> None:
    article = _article(f"Council puts off its vote\n\n{STORY}")
    assert article.headline == "Council puts off its vote"
    assert [span.text for span in article.body] == ["Council puts off its vote", STORY]


def test_a_masthead_without_a_newspapers_word_needs_a_newsstand() -> None:
    page = f"Kvelertak\n\nCouncil puts off its vote\n\n- By Ada Winn\n\n{STORY}"
    assert _article(page).publication is None
    shelved = _article(page + "\n\nNewspapers in English")
    assert (shelved.publication, shelved.headline) == ("Kvelertak", "Council puts off its vote")


def test_dates_on_the_page_hold_over_the_option() -> None:
    page = f"The Courier\nFebruary 13, 2031\nCouncil puts off its vote\n\n{STORY}"
    assert read_text(page, published="2031-03-01").article.published == "2031-02-13"
    given = read_text(STORY, published="2031-03-01").article
    assert given.published == "2031-03-01"
    assert [origin.kind for origin in given.origins if origin.field == "published"] == [OriginKind.OPTION]


def test_a_change_is_not_the_publication() -> None:
    page = f"The Courier\nUpdated: February 14, 2031\nCouncil puts off its vote\nBy Ada Winn\n\n{STORY}"
    assert _article(page).published is None


def test_what_is_given_holds_over_the_page() -> None:
    page = f"The Courier\n\nCouncil puts off its vote\n\nBy Ada Winn\n\n{STORY}"
    document = read_text(
        page,
        id="x",
        publication="Courier",
        headline="Vote",
        byline=["A. Winn"],
        url="https://c.example/1",
        country="NZ",
    )
    article = document.article
    assert document.id == "x"
    assert (article.publication, article.headline, article.byline) == ("Courier", "Vote", ("A. Winn",))
    assert (article.url, article.country) == ("https://c.example/1", "NZ")
    assert [span.text for span in article.body] == [STORY]


def test_initials_in_a_dateline_take_the_name_that_the_byline_prints() -> None:
    page = f"The Courier\n\nCouncil puts off its vote\n\nBy Ada Winn, Uplands Press\n\nQUARRY (UPP) — {STORY}"
    assert _article(page).provider == "Uplands Press"
    assert _article(page.replace(", Uplands Press", "")).provider == "UPP"


def test_a_dateline_inside_the_story_is_another_storys() -> None:
    long = STORY + " " + STORY
    assert _article(f"{long}\n\nQUARRY (AP) — {STORY}").dateline is None


def test_language_is_guessed_only_where_it_is_certain() -> None:
    assert _article(STORY * 2).language == "en"
    assert _article("Footbridge vote Thursday").language is None
    spanish = (
        "El consejo de la ciudad se reunió el jueves por la noche para hablar del puente que está cerrado desde el año"
    )
    assert _article(spanish + " pasado por las lluvias, y no tomó una decisión.").language == "es"


def test_ids_come_from_the_content() -> None:
    assert read_text(STORY).id == read_text(STORY).id != read_text(STORY, url="https://c.example/1").id


def test_bad_texts() -> None:
    with pytest.raises(EmptyInput):
        read_text(" \n")
    with pytest.raises(MalformedInput, match="surrogate"):
        read_text("half \ud800 a pair")
    with pytest.raises(TooLarge, match="5,000,001 characters"):
        read_text("x" * (MAX_CHARACTERS + 1))
    with pytest.raises(QuestionError, match="'soon' is not a date"):
        read_text(STORY, published="soon")


@pytest.mark.parametrize("unit", ["word ", "a\n\n", "A — ", "By A B and ", "(", "“", "- ", "\u00a0", "Jan. 3 (AP) -- "])
def test_time_grows_with_the_text(unit: str) -> None:
    begun = time.process_time()
    read_text(("x" + unit) * (400_000 // len(unit)))
    assert time.process_time() - begun < 5  # seconds; quadratic time would take minutes


def test_a_dateline_with_its_year_dates_a_page_that_nothing_else_dates() -> None:
    page = f"ORVANE, April 12, 2033 (NPA) - {STORY}"
    assert _article(page).published == "2033-04-12"
    assert (
        _article(f"The Calvera Herald\n\nApril 13, 2033\n\nRebels leave the old town\n\n{page}").published
        == "2033-04-13"
    )
    assert read_text(page, id="a", published="2033-04-14").article.published == "2033-04-14"


@pytest.mark.parametrize(
    ("page", "publication", "headline"),
    [
        ("The Calvera Herald\n\nCeasefire collapses", "The Calvera Herald", "Ceasefire collapses"),
        ("The Calvera Herald\n\nApril 13, 2033\n\nCeasefire Collapses", "The Calvera Herald", "Ceasefire Collapses"),
        ("The Calvera Herald\n\nAnn Lee", None, "The Calvera Herald"),
        ("A Sign of the Times\n\nOpinion", None, "A Sign of the Times"),
        ("Death of a Rising Star\n\nFilm review", None, "Death of a Rising Star"),
        (
            "The Harrow Bay Courier\n\nFerry talks resume\n\nMarch 9, 2031",
            "The Harrow Bay Courier",
            "Ferry talks resume",
        ),
        ("The Calvera Herald\n\nCorrections", "The Calvera Herald", "Corrections"),
    ],
)
def test_a_headline_of_two_words_stands_under_a_masthead(
    page: str, publication: str | None, headline: str | None
) -> None:
    article = _article(f"{page}\n\n{STORY}")
    assert (article.publication, article.headline) == (publication, headline)
