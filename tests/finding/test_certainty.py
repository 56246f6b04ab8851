"""How sure a happening is, on hand-made trees."""

from __future__ import annotations

import pytest

from onrecord.finding.happenings.certainty import certainty_of
from onrecord.finding.happenings.trees import tree_of
from onrecord.finding.phrases import page_of
from onrecord.record.vocabulary import Factuality
from tests.finding.parsed import parsed


def certainty(sentence: str, trigger: str) -> Factuality:
    article, analysis = parsed(sentence)
    tree = tree_of(page_of(article, analysis), analysis.names)
    word = tree.page.words.index(trigger)
    return certainty_of(tree, word, nominal=tree.upos[word] == "NOUN")


@pytest.mark.parametrize(
    ("sentence", "trigger", "expected"),
    [
        (
            "They/PRON/2/nsubj decided/VERB/0/root against/ADP/4/mark closing/VERB/2/advcl",
            "closing",
            Factuality.DENIED,
        ),
        (
            "They/PRON/2/nsubj have/VERB/0/root yet/ADV/2/advmod to/PART/5/mark close/VERB/2/xcomp",
            "close",
            Factuality.DENIED,
        ),
        (
            "It/PRON/3/nsubj is/AUX/3/aux going/VERB/0/root to/PART/5/mark close/VERB/3/xcomp",
            "close",
            Factuality.EXPECTED,
        ),
        (
            "It/PRON/5/nsubj:pass is/AUX/5/aux to/PART/5/mark be/AUX/5/aux:pass closed/VERB/0/root",
            "closed",
            Factuality.PLANNED,
        ),
        (
            "They/PRON/3/nsubj were/AUX/3/cop able/ADJ/0/root to/PART/5/mark close/VERB/3/xcomp",
            "close",
            Factuality.ACTUAL,
        ),
        (
            "They/PRON/3/nsubj are/AUX/3/cop able/ADJ/0/root to/PART/5/mark close/VERB/3/xcomp",
            "close",
            Factuality.PLANNED,
        ),
        (
            "He/PRON/4/nsubj did/AUX/4/aux not/PART/4/advmod leave/VERB/0/root but/CCONJ/6/cc shot/VERB/4/conj",
            "shot",
            Factuality.ACTUAL,
        ),
        (
            "He/PRON/4/nsubj did/AUX/4/aux not/PART/4/advmod leave/VERB/0/root and/CCONJ/6/cc took/VERB/4/conj",
            "took",
            Factuality.ACTUAL,
        ),
        (
            "He/PRON/4/nsubj did/AUX/4/aux not/PART/4/advmod leave/VERB/0/root or/CCONJ/6/cc shoot/VERB/4/conj",
            "shoot",
            Factuality.DENIED,
        ),
        (
            "Neither/CCONJ/2/cc Lind/PROPN/3/nsubj spoke/VERB/0/root",
            "spoke",
            Factuality.DENIED,
        ),
        (
            "All/PRON/3/nsubj will/AUX/3/aux rest/VERB/0/root until/SCONJ/6/mark they/PRON/6/nsubj attack/VERB/3/advcl",
            "attack",
            Factuality.EXPECTED,
        ),
        (
            "They/PRON/2/nsubj rested/VERB/0/root until/SCONJ/5/mark rebels/NOUN/5/nsubj attacked/VERB/2/advcl",
            "attacked",
            Factuality.ACTUAL,
        ),
        (
            "They/PRON/2/nsubj plan/VERB/0/root to/PART/4/mark mend/VERB/2/xcomp bridges/NOUN/4/obj closed/VERB/5/acl",
            "closed",
            Factuality.ACTUAL,
        ),
        (
            "No/DET/2/det evidence/NOUN/3/nsubj shows/VERB/0/root they/PRON/5/nsubj attacked/VERB/2/acl",
            "attacked",
            Factuality.DENIED,
        ),
        (
            "Police/NOUN/2/nsubj investigated/VERB/0/root the/DET/4/det attack/NOUN/2/obj",
            "attack",
            Factuality.ACTUAL,
        ),
        (
            "Police/NOUN/2/nsubj prevented/VERB/0/root the/DET/4/det attack/NOUN/2/obj",
            "attack",
            Factuality.DENIED,
        ),
        (
            "It/PRON/5/nsubj may/AUX/5/aux be/AUX/5/cop an/DET/5/det attack/NOUN/0/root",
            "attack",
            Factuality.POSSIBLE,
        ),
        (
            "Lisna/PROPN/2/nsubj insisted/VERB/0/root that/SCONJ/5/mark Velden/PROPN/5/nsubj stop/VERB/2/ccomp",
            "stop",
            Factuality.REQUESTED,
        ),
        (
            "Lisna/PROPN/2/nsubj insisted/VERB/0/root that/SCONJ/5/mark Velden/PROPN/5/nsubj stopped/VERB/2/ccomp",
            "stopped",
            Factuality.CLAIMED,
        ),
        (
            "They/PRON/2/nsubj have/VERB/0/root to/PART/4/mark close/VERB/2/xcomp",
            "close",
            Factuality.REQUESTED,
        ),
        (
            "It/PRON/3/nsubj is/AUX/3/cop time/NOUN/0/root to/PART/5/mark close/VERB/3/acl",
            "close",
            Factuality.REQUESTED,
        ),
        (
            "He/PRON/3/nsubj was/AUX/3/aux:pass asked/VERB/0/root how/ADV/6/advmod it/PRON/6/nsubj closed/VERB/3/ccomp",
            "closed",
            Factuality.POSSIBLE,
        ),
        (
            "I/PRON/3/nsubj should/AUX/3/aux say/VERB/0/root that/SCONJ/6/mark it/PRON/6/nsubj closed/VERB/3/ccomp",
            "closed",
            Factuality.CLAIMED,
        ),
        (
            "They/PRON/2/nsubj stopped/VERB/0/root short/ADV/2/advmod of/ADP/5/mark closing/VERB/2/advcl",
            "closing",
            Factuality.DENIED,
        ),
        (
            "They/PRON/2/nsubj simulated/VERB/0/root a/DET/4/det raid/NOUN/2/obj",
            "raid",
            Factuality.POSSIBLE,
        ),
    ],
)
def test_what_stands_around_a_trigger_decides(sentence: str, trigger: str, expected: Factuality) -> None:
    assert certainty(sentence, trigger) is expected
