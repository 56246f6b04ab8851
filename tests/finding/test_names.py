from __future__ import annotations

import msgspec
import pytest

from onrecord.finding.names import capitalised_names, group_names
from onrecord.finding.phrases import page_of
from onrecord.parsing.sentences import parse
from onrecord.record.analysis import Name
from onrecord.record.vocabulary import ActorKind
from tests.finding.pages import article, at, names, page


def grouped(text: str, found: tuple[Name, ...]) -> dict[str, list[str]]:
    return {named.name: [m.text for m in named.mentions] for named in group_names(page(text), found)}


def test_a_surname_joins_the_full_name() -> None:
    text = "Ada Lind spoke. Lind left."
    assert grouped(text, (Name(0, 8, "PER"), Name(16, 20, "PER"))) == {"Ada Lind": ["Ada Lind", "Lind"]}


def test_a_surname_of_two_people_joins_neither() -> None:
    text = "Ada Lind met Per Lind. Lind left."
    found = (Name(0, 8, "PER"), Name(13, 21, "PER"), Name(23, 27, "PER"))
    assert grouped(text, found) == {"Ada Lind": ["Ada Lind"], "Per Lind": ["Per Lind"], "Lind": ["Lind"]}


def test_accents_and_middle_names_do_not_part_a_person() -> None:
    text = "José Maria Orel came. Jose Orel spoke."
    assert list(grouped(text, (Name(0, 15, "PER"), Name(22, 31, "PER")))) == ["José Maria Orel"]


def test_titles_and_possessives_are_not_part_of_a_name() -> None:
    text = "President Ada Lind's plan failed."
    assert grouped(text, (Name(0, 20, "PER"),)) == {"Ada Lind": ["Ada Lind"]}


def test_initials_join_the_organization_that_they_stand_for() -> None:
    text = "The Joint River Commission (JRC) met. The JRC agreed."
    found = names(text, ORG=("Joint River Commission", "JRC"))
    assert grouped(text, found) == {"Joint River Commission": ["Joint River Commission", "JRC", "JRC"]}


@pytest.mark.parametrize(
    ("word", "kind", "expected"),
    [("Norway", "LOC", ActorKind.COUNTRY), ("Oslo", "LOC", ActorKind.PLACE), ("Oslo", "ORG", ActorKind.ORGANIZATION)],
)
def test_places_and_organizations_have_their_kind(word: str, kind: str, expected: ActorKind) -> None:
    (named,) = group_names(page(f"{word} agreed."), (Name(0, len(word), kind),))
    assert named.kind is expected


def test_without_an_encoder_capitals_make_names() -> None:
    text = "On Monday Karl al-Oste met the mayor. Oste smiled. The Belmoran left."
    found = [text[name.start : name.end] for name in capitalised_names(page(text))]
    assert found == ["Karl al-Oste", "Oste"]


def test_what_somebody_is_stays_out_of_the_name() -> None:
    text = "Republican Ada Lind and Rival Ada Lind met the Republican nominee."
    found = names(text, PER=("Republican Ada Lind", "Rival Ada Lind", "Republican nominee"))
    assert grouped(text, found) == {"Ada Lind": ["Ada Lind", "Ada Lind"]}


def test_a_surname_that_is_also_a_calling_joins_its_bearer() -> None:
    text = "Ada Baker spoke. Baker left. Baker Per Lind stayed."
    found = names(text, PER=("Ada Baker", "Baker", "Baker Per Lind"))
    bearers = grouped(text, tuple(name for name in found if (name.start, name.end) not in {(4, 9), (29, 34)}))
    assert bearers == {"Ada Baker": ["Ada Baker", "Baker"], "Per Lind": ["Per Lind"]}


@pytest.mark.parametrize(
    ("text", "tags", "name", "whole"),
    [
        ("The Defence Ministry spoke.", "DET PROPN PROPN VERB PUNCT", "Ministry", "Defence Ministry"),
        ("The Torvian Foreign Ministry spoke.", "DET ADJ ADJ PROPN VERB PUNCT", "Ministry", "Torvian Foreign Ministry"),
        ("The Torvian Gasprod spoke.", "DET ADJ PROPN VERB PUNCT", "Gasprod", "Gasprod"),
        ("New Army rules came.", "ADJ PROPN NOUN VERB PUNCT", "Army", "Army"),
    ],
)
def test_an_organization_begins_with_its_first_word(text: str, tags: str, name: str, whole: str) -> None:
    kept = article(text)
    parsed = parse(kept)
    tokens = tuple(msgspec.structs.replace(t, upos=tag) for t, tag in zip(parsed.tokens, tags.split(), strict=True))
    seen = page_of(kept, msgspec.structs.replace(parsed, tokens=tokens))
    assert [named.name for named in group_names(seen, names(text, ORG=(name,)))] == [whole]


@pytest.mark.parametrize(
    ("text", "bearers"),
    [
        ("Ada Lind kept it. Mr Lind left.", {"Ada Lind": ["Ada Lind"], "Lind": ["Lind"]}),
        ("Ada Lind kept it. Ms. Lind left.", {"Ada Lind": ["Ada Lind", "Lind"]}),
        ("Edward Lind kept it. Mr Lind left.", {"Edward Lind": ["Edward Lind", "Lind"]}),
        (
            "Robin Lind kept it. Mrs Lind left. Mr Lind too.",
            {"Robin Lind": ["Robin Lind"], "Mrs Lind": ["Lind"], "Mr Lind": ["Lind"]},
        ),
        ("Mr Lind met Mrs Lind.", {"Mr Lind": ["Lind"], "Mrs Lind": ["Lind"]}),
    ],
)
def test_nobody_is_once_mr_and_once_ms(text: str, bearers: dict[str, list[str]]) -> None:
    full = [at(text, words) for words in ("Ada Lind", "Edward Lind", "Robin Lind") if words in text]
    every = names(text, PER=("Ada Lind", "Edward Lind", "Robin Lind", "Lind"))
    found = tuple(n for n in every if not any(f.start < n.start < f.end for f in full))
    assert grouped(text, found) == bearers
