from __future__ import annotations

import pytest

from onrecord.finding.phrases import page_of
from onrecord.finding.trailing import sourced
from onrecord.record.analysis import Attribution
from tests.finding.pages import at
from tests.finding.parsed import parsed

WAITING = "Lorries/NOUN/3/nsubj are/AUX/3/aux waiting/VERB/0/root at/ADP/5/case Lisna/PROPN/3/obl ,/PUNCT/3/punct"
BRUNO = "Bruno/PROPN/0/root Hale/PROPN/1/flat"
CHAIR = ",/PUNCT/1/punct chairman/NOUN/1/appos of/ADP/5/case hauliers/NOUN/3/nmod"
SAID = ",/PUNCT/1/punct said/VERB/1/parataxis ./PUNCT/1/punct"


def found(sentence: str, content: str, names: str = "Bruno Hale=PER|Lisna=LOC") -> Attribution:
    article, analysis = parsed(sentence, names=names)
    item = Attribution(source=(), cue=(at(article.text, "said"),), content=(at(article.text, content),))
    return sourced(page_of(article, analysis), item, analysis.names or ())


@pytest.mark.parametrize(("office", "source"), [("", "Bruno Hale"), (f" {CHAIR}", "Bruno Hale, chairman of hauliers")])
def test_a_name_that_ends_the_content_is_its_source(office: str, source: str) -> None:
    item = found(f"{WAITING} {BRUNO}{office} {SAID}", f"Lorries are waiting at Lisna, {source}")
    assert [span.text for span in item.source] == [source]
    assert [span.text for span in item.content] == ["Lorries are waiting at Lisna"]


def test_a_name_inside_what_was_said_stays_there() -> None:
    held = "The/DET/2/det army/NOUN/3/nsubj holds/VERB/0/root Bruno/PROPN/3/obj Hale/PROPN/4/flat"
    item = found(f"{held} {SAID}", "The army holds Bruno Hale")
    assert item.source == ()


def test_whoever_is_reported_on_does_not_speak() -> None:
    reported = ",/PUNCT/1/punct it/PRON/4/nsubj:pass was/AUX/4/aux:pass said/VERB/1/parataxis ./PUNCT/1/punct"
    article, analysis = parsed(f"{WAITING} {BRUNO} {reported}", names="Bruno Hale=PER")
    content = at(article.text, "Lorries are waiting at Lisna, Bruno Hale")
    item = Attribution(source=(), cue=(at(article.text, "it was said"),), content=(content,))
    assert sourced(page_of(article, analysis), item, analysis.names or ()).source == ()


def test_a_place_is_no_source() -> None:
    item = found(f"{WAITING} {BRUNO} {SAID}", "Lorries are waiting at Lisna, Bruno Hale", names="Lisna=LOC")
    assert item.source == ()


@pytest.mark.parametrize(("verb", "source"), [("withdrew", "The Torvian army"), ("praised", None)])
def test_who_takes_words_back_stands_before_the_day(verb: str, source: str | None) -> None:
    article, analysis = parsed(
        f"The/DET/3/det Torvian/ADJ/3/amod army/NOUN/6/nsubj on/ADP/5/case Friday/PROPN/6/obl {verb}/VERB/0/root"
        " a/DET/8/det statement/NOUN/6/obj that/SCONJ/11/mark it/PRON/11/nsubj left/VERB/8/acl ./PUNCT/6/punct"
    )
    item = Attribution(
        source=(), cue=(at(article.text, f"{verb} a statement"),), content=(at(article.text, "that it left"),)
    )
    found = sourced(page_of(article, analysis), item, ())
    assert [span.text for span in found.source] == ([source] if source else [])
