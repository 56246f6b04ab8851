from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.linking.copies import BANDS, Printed, bands_of, find_copies, groups_of, origin_of
from onrecord.reading.plain import read_text
from onrecord.record.article import Article

WORDS = [
    f"{first}{last}"
    for first in ("bal", "dor", "fen", "gar", "lim", "nor", "pel")
    for last in ("a", "en", "isk", "ot", "um")
]


def paragraphs(seed: int, count: int = 12) -> list[str]:
    luck = random.Random(seed)
    return [" ".join(luck.choices(WORDS, k=30)).capitalize() + "." for _ in range(count)]


def article(*parts: str) -> Article:
    return read_text("\n\n".join(parts), id="x").article


def share(one: Article, other: Article) -> float | None:
    found = find_copies("one", one, {"other": other})
    return found[0].share if found else None


def meet(one: Article, other: Article) -> bool:
    return bool(set(bands_of(one)) & set(bands_of(other)))


LEAD = "MARLOW FALLS — People here wanted to hear more about it, and one said so at the library on Tuesday."


@pytest.mark.parametrize("kept", [5, 8, 12])
def test_a_story_cut_and_led_by_another_paragraph_is_a_copy(kept: int) -> None:
    whole = article(*paragraphs(1))
    cut = article(LEAD, *paragraphs(1)[:kept])
    assert meet(whole, cut)
    assert share(whole, cut) is not None


def test_different_stories_are_no_copies() -> None:
    one, other = article(*paragraphs(1)), article(*paragraphs(2))
    assert share(one, other) is None


def test_one_long_quotation_in_both_makes_no_copy() -> None:
    quoted = paragraphs(3, count=1)
    assert share(article(*paragraphs(1), *quoted), article(*paragraphs(2), *quoted)) is None


def test_a_short_item_is_a_copy_only_when_nearly_all_of_it_is() -> None:
    short = paragraphs(4, count=1)
    assert share(article(*short), article(*paragraphs(1), *short)) == 1.0
    assert share(article(*short), article(*paragraphs(1), short[0][:90])) is None


def test_a_text_too_short_to_tell_has_no_bands() -> None:
    assert bands_of(article("It rained.")) == ()
    assert len(bands_of(article(*paragraphs(1)))) == BANDS


def test_marks_and_capitals_play_no_part() -> None:
    parts = paragraphs(1)
    assert bands_of(article(*parts)) == bands_of(article(*(part.replace(".", "!").upper() for part in parts)))


def test_a_copy_of_a_copy_is_of_the_same_group() -> None:
    groups = groups_of([("a", "b"), ("c", "d"), ("b", "c"), ("x", "y")])
    assert groups["a"] == groups["d"] == {"a", "b", "c", "d"}
    assert groups["x"] == {"x", "y"}
    assert "z" not in groups


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=8), st.randoms())
def test_groups_do_not_depend_on_the_order_of_arrival(pairs: list[tuple[str, str]], luck: random.Random) -> None:
    shuffled = [pair[::-1] for pair in pairs]
    luck.shuffle(shuffled)
    assert groups_of(shuffled) == groups_of(pairs)


def printed(name: str, published: str | None, publication: str = "Marlow Mail", provider: str | None = None) -> Printed:
    return Printed(id=name, published=published, publication=publication, provider=provider)


@pytest.mark.parametrize(
    ("group", "origin"),
    [
        ([printed("b", "2031-03-08"), printed("a", "2031-03-09")], "b"),
        ([printed("b", None), printed("a", "2031-03-09")], "a"),
        ([printed("b", None), printed("a", None)], "a"),
        ([printed("b", "2031-03-08"), printed("wire", "2031-03-09", "TMP", "TMP")], "wire"),
        ([printed("b", "2031-03-08", provider="TMP"), printed("a", "2031-03-08")], "a"),
    ],
)
def test_the_agency_or_the_earliest_is_the_origin(group: list[Printed], origin: str) -> None:
    assert origin_of(group).id == origin
    assert origin_of(group[::-1]).id == origin
