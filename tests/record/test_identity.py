from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.record.identity import actor_id, article_id, cell_id
from onrecord.record.text import Span, span_of


def test_ids_do_not_change_from_version_to_version() -> None:
    """A record written today must know the same page tomorrow: these ids are pinned."""
    assert article_id("text", None, None) == article_id("text", "", "")
    assert article_id("text", "The Herald", None) == "a-47hvpwjmt2gpuri4"
    assert cell_id("s", "a-1", Span(start=0, end=2, text="He"), None, ()) == "s-dxrbnqih7ghhile3"


@given(st.lists(st.text(max_size=6), min_size=2, max_size=2, unique=True))
def test_different_texts_have_different_ids(texts: list[str]) -> None:
    assert article_id(texts[0], None, None) != article_id(texts[1], None, None)


def test_the_place_of_a_cell_counts() -> None:
    first, second = span_of("no no", 0, 2), span_of("no no", 3, 5)
    assert cell_id("s", "a-1", first) != cell_id("s", "a-1", second)
    assert cell_id("s", "a-1", first) != cell_id("s", "a-2", first)
    assert cell_id("s", "a-1", first, None) != cell_id("s", "a-1", None, first)


def test_an_actor_is_one_inside_its_article() -> None:
    assert actor_id("a-1", "Ada Lind", "person") != actor_id("a-2", "Ada Lind", "person")
