from __future__ import annotations

import pytest
from msgspec.structs import replace

from onrecord.linking.across import link_statements
from onrecord.linking.comparing import compare, in_order, is_comparable, same_speaker
from onrecord.linking.keys import keys_of
from onrecord.linking.lexicon import american
from onrecord.record.across import Said
from onrecord.record.text import Span
from onrecord.record.vocabulary import LinkKind

SHELTERS = "about 1,200 people have left the villages between the harbor and the estuary"


def said(
    content: str,
    speaker: str = "Ines Bolt",
    *,
    key: str = "s",
    day: str | None = "2031-03-05",
    act: str = "assert",
    anonymous: bool = False,
    article: str | None = None,
    form: str = "indirect",
) -> Said:
    return Said(
        id=key,
        article=article or f"a-{key}",
        speaker=speaker,
        anonymous=anonymous,
        act=act,
        cue="said",
        form=form,
        content=content,
        said_from=day,
        said_until=None,
        published=day,
        evidence=Span(start=0, end=len(content), text=content),
    )


def kind(later: Said, earlier: Said, *, copied: bool = False) -> str | None:
    found = compare(later, earlier, copied=copied)
    return found.value if found else None


EARLIER = said(SHELTERS)


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        (said("that about 1,200 people left the villages from the harbor to the estuary", day="2031-03-07"), "repeats"),
        (said(SHELTERS.replace("1,200", "960"), day="2031-03-07"), "supersedes"),
        (said(SHELTERS.replace("1,200", "960"), "Hana Quist", day="2031-03-07"), None),
        (said(SHELTERS, "Hana Quist", day="2031-03-07"), "corroborates"),
        (said(SHELTERS, "Hana Quist", act="deny", day="2031-03-07"), "denies"),
        (said(SHELTERS.replace("have left", "have not left"), act="deny", day="2031-03-07"), None),
        (said(SHELTERS.replace("have left", "have not left"), "Hana Quist", day="2031-03-07"), "contradicts"),
        (said(SHELTERS, "Hana Quist", act="decline", day="2031-03-07"), None),
        (said(SHELTERS, "a resident", anonymous=True, day="2031-03-07"), None),
        (said(SHELTERS, "Mrs. Bolt", day="2031-03-07"), None),
        (said("the nets were mended in the spring by nobody in particular", day="2031-03-07"), None),
    ],
)
def test_what_a_later_statement_is_to_an_earlier_one(later: Said, expected: str | None) -> None:
    assert kind(later, EARLIER) == expected


@pytest.mark.parametrize(
    ("later", "earlier", "expected"),
    [
        (said(SHELTERS, "Hana Quist", act="deny"), said(SHELTERS, "two officials", anonymous=True), "denies"),
        (said(SHELTERS, "Hana Quist"), said(SHELTERS, "two officials", anonymous=True), None),
        (said(SHELTERS, "officials", act="deny", anonymous=True), EARLIER, None),
        (
            said(SHELTERS.replace("have left", "have not left"), "Hana Quist"),
            said(SHELTERS, "two officials", anonymous=True), None,
        ),
    ],
)  # fmt: skip
def test_what_persons_without_a_name_say_can_be_denied(later: Said, earlier: Said, expected: str | None) -> None:
    assert kind(later, earlier) == expected
    assert set(keys_of(later)) & set(keys_of(earlier))


def test_nobody_else_speaks_in_a_copy() -> None:
    assert kind(said(SHELTERS, "Hana Quist"), EARLIER, copied=True) is None
    assert kind(said(SHELTERS), EARLIER, copied=True) == "repeats"


def test_open_and_closed_are_opposites() -> None:
    one = said("the Gannet tunnel was open to lorries from Nordhaven all morning")
    other = said("the Gannet tunnel was closed to lorries from Nordhaven all morning", "Hana Quist")
    assert kind(other, one) == "contradicts"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ines Bolt", "Mayor Ines Bolt", True),
        ("Defense Ministry", "the Belmoran Defense Ministry", True),
        ("Ines Bolt", "Karl Bolt", False),
        ("Bolt", "Ines Bolt", False),
        ("he", "he", False),
        ("officials", "officials", False),
    ],
)
def test_who_is_surely_the_same(one: str, other: str, same: bool) -> None:
    assert same_speaker(said("x", one), said("x", other)) is same


@pytest.mark.parametrize(
    "speaker", ["they", "the officials", "one of those who had come on foot over the bridge that day"]
)
def test_who_is_nobody_cannot_be_compared(speaker: str) -> None:
    assert not is_comparable(said(SHELTERS, speaker))
    assert keys_of(said(SHELTERS, speaker)) == ()


def test_the_order_is_by_day_and_does_not_depend_on_arrival() -> None:
    late = said(SHELTERS, key="late", day="2031-03-09")
    assert in_order(late, EARLIER) == in_order(EARLIER, late) == (late, EARLIER)


def test_statements_that_are_alike_share_a_key() -> None:
    again = said("that some 1,200 people have left the villages between harbor and estuary", "Hana Quist")
    assert set(keys_of(EARLIER)) & set(keys_of(again))


def test_a_repetition_is_linked_to_the_nearest_before_and_after() -> None:
    others = [said(SHELTERS, key=f"k{day}", day=f"2031-03-{day:02}") for day in (1, 3, 8, 9)]
    mine = said(SHELTERS, key="mine", day="2031-03-05")
    links = [(found.link.origin, found.link.to) for found in link_statements([mine], {"mine": others})]
    assert sorted(links) == [("k8", "mine"), ("mine", "k3")]


def test_nothing_of_the_same_article_is_linked() -> None:
    mine, other = said(SHELTERS, key="mine", article="a"), said(SHELTERS, key="other", article="a")
    assert link_statements([mine], {"mine": [other]}) == ()


def test_the_words_of_the_later_one_are_the_evidence() -> None:
    mine = said(SHELTERS, key="mine", day="2031-03-09")
    (found,) = link_statements([mine], {"mine": [EARLIER]})
    assert (found.article, found.link.kind, found.link.evidence) == ("a-mine", LinkKind.REPEATS, mine.evidence)


def test_two_numbers_beside_one_are_no_revision() -> None:
    both = said(f"{SHELTERS}, where only 960 people had lived", day="2031-03-07")
    assert kind(both, EARLIER) != "supersedes"


@pytest.mark.parametrize(
    ("one", "other"), [("defence", "defense"), ("neighbouring", "neighboring"), ("organisers", "organizers")]
)
def test_two_spellings_are_one_word(one: str, other: str) -> None:
    assert american(one) == american(other) == other


def test_a_quotation_that_goes_on_with_a_not_is_the_same_quotation() -> None:
    words = "The harbor tax is a disgrace and I have said so for a long time"
    longer = said(f"{words}. But I am not a rich man. Believe me", key="t", day="2031-03-07")
    assert kind(longer, said(words)) == "repeats"
    assert kind(longer, said(words, "Hana Quist")) != "repeats"


def test_names_alone_are_not_said_again() -> None:
    assert kind(said("Harbor Speaker Ivo Rask’s race", day="2031-03-07"), said("Harbor Speaker Ivo Rask")) is None


def test_who_speak_for_one_institution_are_one_speaker() -> None:
    one, other = (
        replace(said(SHELTERS, name, key=name, day=day), source=source)
        for name, day, source in (
            ("Karel Dunn", "2031-03-07", "Karel Dunn, a spokesman for the Lorn Port Authority"),
            ("Ada Moll", "2031-03-05", "Lorn Port Authority spokeswoman Ada Moll"),
        )
    )
    assert kind(one, other) == "repeats"
    assert kind(one, replace(other, source="Ada Moll, a spokeswoman for the Health Office")) == "corroborates"
