"""What is denied or called untrue, on hand-made trees."""

from __future__ import annotations

import pytest

from onrecord.finding.happenings.certainty import certainty_of, surest
from onrecord.finding.happenings.trees import Tree, tree_of
from onrecord.finding.phrases import page_of
from onrecord.record.vocabulary import Factuality
from tests.finding.parsed import parsed

REOPENED = "that/SCONJ/9/mark the/DET/7/det bridge/NOUN/9/nsubj had/AUX/9/aux reopened/VERB/4/acl"
SHELLED = "that/SCONJ/{0}/mark it/PRON/{0}/nsubj had/AUX/{0}/aux shelled/VERB/{1}/ccomp Orvane/PROPN/{0}/obj"


def tree_with(sentence: str, trigger: str) -> tuple[Tree, int]:
    article, analysis = parsed(sentence)
    tree = tree_of(page_of(article, analysis), analysis.names)
    return tree, tree.page.words.index(trigger)


@pytest.mark.parametrize(
    ("sentence", "trigger", "expected"),
    [
        (
            (
                f"The/DET/2/det ministry/NOUN/3/nsubj said/VERB/0/root reports/NOUN/11/nsubj {REOPENED}"
                " were/AUX/11/cop false/ADJ/3/ccomp ./PUNCT/3/punct"
            ),
            "reopened",
            Factuality.DENIED,
        ),
        (
            (
                f"The/DET/2/det ministry/NOUN/3/nsubj said/VERB/0/root reports/NOUN/12/nsubj {REOPENED}"
                " were/AUX/12/cop not/PART/12/advmod false/ADJ/3/ccomp ./PUNCT/3/punct"
            ),
            "reopened",
            Factuality.ACTUAL,
        ),
        (
            (
                f"The/DET/2/det ministry/NOUN/3/nsubj said/VERB/0/root reports/NOUN/11/nsubj {REOPENED}"
                " were/AUX/11/cop true/ADJ/3/ccomp ./PUNCT/3/punct"
            ),
            "reopened",
            Factuality.ACTUAL,
        ),
        (
            (
                f"The/DET/2/det mayor/NOUN/3/nsubj called/VERB/0/root reports/NOUN/3/xcomp {REOPENED}"
                " nonsense/NOUN/3/xcomp ./PUNCT/3/punct"
            ),
            "reopened",
            Factuality.DENIED,
        ),
        (
            (
                "The/DET/2/det cabinet/NOUN/3/nsubj dismissed/VERB/0/root as/ADP/5/case fiction/NOUN/3/obl"
                " a/DET/7/det report/NOUN/3/obl that/SCONJ/11/mark she/PRON/11/nsubj had/AUX/11/aux left/VERB/7/acl"
            ),
            "left",
            Factuality.DENIED,
        ),
        (
            (
                "He/PRON/2/nsubj pleaded/VERB/0/root not/PART/4/advmod guilty/ADJ/2/xcomp to/ADP/6/case"
                " charges/NOUN/2/obl that/SCONJ/9/mark he/PRON/9/nsubj stole/VERB/6/acl it/PRON/9/obj"
            ),
            "stole",
            Factuality.DENIED,
        ),
        (
            (
                f"The/DET/2/det army/NOUN/3/nsubj denied/VERB/0/root {SHELLED.format(7, 3)}"
                " and/CCONJ/10/cc fled/VERB/7/conj"
            ),
            "fled",
            Factuality.DENIED,
        ),
        (
            (
                "The/DET/2/det army/NOUN/5/nsubj did/AUX/5/aux not/PART/5/advmod deny/VERB/0/root"
                f" {SHELLED.format(9, 5)} ./PUNCT/5/punct"
            ),
            "shelled",
            Factuality.ACTUAL,
        ),
        (
            (
                "The/DET/2/det army/NOUN/4/nsubj neither/CCONJ/4/advmod confirmed/VERB/0/root nor/CCONJ/6/cc"
                f" denied/VERB/4/conj {SHELLED.format(10, 6)} ./PUNCT/4/punct"
            ),
            "shelled",
            Factuality.POSSIBLE,
        ),
    ],
)
def test_a_report_that_is_untrue_tells_what_did_not_happen(sentence: str, trigger: str, expected: Factuality) -> None:
    assert surest(*tree_with(sentence, trigger), nominal=False) is expected


@pytest.mark.parametrize(("noun", "expected"), [("beating", Factuality.DENIED), ("request", Factuality.ACTUAL)])
def test_a_deed_that_is_denied_was_not_done_but_a_request_was_made(noun: str, expected: Factuality) -> None:
    sentence = f"The/DET/2/det police/NOUN/3/nsubj denied/VERB/0/root the/DET/5/det {noun}/NOUN/3/obj ./PUNCT/3/punct"
    assert surest(*tree_with(sentence, noun), nominal=True) is expected


@pytest.mark.parametrize(
    ("before", "verb", "expected"),
    [
        ("refused/VERB/0/root to/PART/4/mark sign/VERB/2/xcomp", 4, Factuality.DENIED),
        ("wants/VERB/0/root to/PART/4/mark sign/VERB/2/xcomp", 4, Factuality.PLANNED),
        ("had/AUX/4/aux happily/ADV/4/advmod signed/VERB/0/root", 4, Factuality.ACTUAL),
        ("had/AUX/4/aux happily/ADV/4/advmod vetoed/VERB/0/root", 4, Factuality.DENIED),
    ],
)
def test_an_order_does_what_it_says_where_it_is_signed(before: str, verb: int, expected: Factuality) -> None:
    sentence = (
        f"She/PRON/{verb}/nsubj {before} an/DET/6/det order/NOUN/{verb}/obj lifting/VERB/6/acl"
        " the/DET/9/det blockade/NOUN/7/obj"
    )
    tree, word = tree_with(sentence, "lifting")
    assert surest(tree, word, nominal=False) is expected
    assert certainty_of(tree, word, nominal=False) is expected


@pytest.mark.parametrize(
    ("sentence", "trigger"),
    [
        (
            (
                "Reports/NOUN/0/root that/SCONJ/4/mark police/NOUN/4/nsubj shot/VERB/1/acl boys/NOUN/4/obj"
                " who/PRON/8/nsubj were/AUX/8/cop holding/VERB/5/acl:relcl fake/ADJ/10/amod guns/NOUN/8/obj"
            ),
            "shot",
        ),
        (
            (
                "Reports/NOUN/7/nsubj that/SCONJ/4/mark ferries/NOUN/4/nsubj sank/VERB/1/acl were/AUX/7/aux:pass"
                " soon/ADV/7/advmod followed/VERB/0/root by/ADP/10/case false/ADJ/10/amod rumours/NOUN/7/obl"
            ),
            "sank",
        ),
        (
            (
                "The/DET/2/det claim/NOUN/7/nsubj that/PRON/5/obj they/PRON/5/nsubj withdrew/VERB/2/acl:relcl"
                " was/AUX/7/cop false/ADJ/0/root ./PUNCT/7/punct"
            ),
            "withdrew",
        ),
        (f"Nobody/PRON/2/nsubj denies/VERB/0/root {SHELLED.format(6, 2)} ./PUNCT/2/punct", "shelled"),
        (
            (
                "He/PRON/2/nsubj declined/VERB/0/root to/PART/4/mark deny/VERB/2/xcomp"
                f" {SHELLED.format(8, 4)} ./PUNCT/2/punct"
            ),
            "shelled",
        ),
        (
            (
                "He/PRON/2/nsubj declined/VERB/0/root to/PART/4/mark confirm/VERB/2/xcomp or/CCONJ/6/cc"
                " deny/VERB/4/conj reports/NOUN/6/obj that/SCONJ/10/mark they/PRON/10/nsubj left/VERB/7/acl"
            ),
            "left",
        ),
        (
            f"They/PRON/3/nsubj can/AUX/3/aux deny/VERB/0/root {SHELLED.format(7, 3)} ./PUNCT/3/punct",
            "shelled",
        ),
    ],
)
def test_what_is_not_denied_is_left_as_it_is(sentence: str, trigger: str) -> None:
    assert surest(*tree_with(sentence, trigger), nominal=False) is Factuality.ACTUAL


@pytest.mark.parametrize("noun", ["accusations", "charges", "allegations"])
def test_an_accusation_that_is_denied_was_made(noun: str) -> None:
    sentence = f"Brandt/PROPN/2/nsubj denied/VERB/0/root the/DET/4/det {noun}/NOUN/2/obj ./PUNCT/2/punct"
    assert surest(*tree_with(sentence, noun), nominal=True) is Factuality.ACTUAL


def test_a_word_that_hangs_on_its_own_object_ends() -> None:
    sentence = "They/PRON/2/nsubj govern/VERB/0/root by/ADP/5/mark rule/NOUN/5/obj making/VERB/2/advcl"
    assert surest(*tree_with(sentence, "making"), nominal=False) is Factuality.ACTUAL
