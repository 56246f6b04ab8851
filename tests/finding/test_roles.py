from __future__ import annotations

import pytest

from onrecord.finding.phrases import page_of
from onrecord.finding.roles import role_after, role_before, role_taken
from onrecord.record.vocabulary import RoleStatus
from tests.finding.pages import at, page
from tests.finding.parsed import parsed


@pytest.mark.parametrize(
    ("text", "title", "status", "country"),
    [
        ("Outgoing Prime Minister Ada Lind spoke.", "Prime Minister", RoleStatus.OUTGOING, None),
        ("Prime Minister-designate Ada Lind spoke.", "Prime Minister", RoleStatus.DESIGNATE, None),
        ("Acting Transport Minister Ada Lind spoke.", "Transport Minister", RoleStatus.ACTING, None),
        ("Former Iranian Gen. Ada Lind spoke.", "Gen.", RoleStatus.FORMER, "IR"),
        ("Acting Defense Minister Ada Lind spoke.", "Defense Minister", RoleStatus.ACTING, None),
        ("A senior Norwegian diplomat Ada Lind spoke.", "diplomat", None, "NO"),
    ],
)
def test_a_title_before_a_name(text: str, title: str, status: RoleStatus | None, country: str | None) -> None:
    found = role_before(page(text), at(text, "Ada Lind"))
    assert found is not None
    assert (found.role.title, found.role.status, found.country) == (title, status, country)
    assert found.role.evidence.text.endswith("Ada Lind")


@pytest.mark.parametrize(
    ("text", "title", "status", "org"),
    [
        ("Ada Lind, a spokeswoman for the river ministry, spoke.", "spokeswoman", None, "the river ministry"),
        ("Ada Lind, the outgoing mayor of Serrin, spoke.", "mayor", RoleStatus.OUTGOING, "Serrin"),
        ("“No,” said Ada Lind, former chief of Brack & Sons.", "chief", RoleStatus.FORMER, "Brack & Sons"),
        ("Ada Lind, the prime minister-designate, spoke.", "prime minister", RoleStatus.DESIGNATE, None),
    ],
)  # fmt: skip
def test_a_title_in_the_apposition(text: str, title: str, status: RoleStatus | None, org: str | None) -> None:
    found = role_after(page(text), at(text, "Ada Lind"))
    assert found is not None
    assert (found.role.title, found.role.status, found.role.org) == (title, status, org)


@pytest.mark.parametrize("text", ["Yesterday Ada Lind spoke.", "Ada Lind, who met the mayor, spoke.", "Ada Lind"])
def test_no_title_is_invented(text: str) -> None:
    name = at(text, "Ada Lind")
    assert role_before(page(text), name) is None
    assert role_after(page(text), name) is None


LIND = "Ada/PROPN/0/root Lind/PROPN/1/flat"
MINISTER = "prime/ADJ/1/amod minister/NOUN/1/obl"
SWORN = "was/AUX/1/aux sworn/VERB/1/acl in/ADP/1/prt as/ADP/1/case"


@pytest.mark.parametrize(
    ("rest", "title", "status", "org"),
    [
        (
            (
                f"{SWORN} {MINISTER} of/ADP/1/case Torvia/PROPN/1/nmod"
                " on/ADP/1/case Monday/PROPN/1/obl"
            ),
            "prime minister", None, "Torvia",
        ),
        (
            f",/PUNCT/1/punct who/PRON/1/nsubj became/VERB/1/acl {MINISTER} ,/PUNCT/1/punct spoke/VERB/1/acl",
            "prime minister", None, None,
        ),
        (f"became/VERB/1/acl {MINISTER} on/ADP/1/case Monday/PROPN/1/obl", "prime minister", None, None),
        ("was/AUX/1/aux appointed/VERB/1/acl acting/VERB/1/amod mayor/NOUN/1/obl", "mayor", RoleStatus.ACTING, None),
        ("resigned/VERB/1/acl as/ADP/1/case mayor/NOUN/1/obl of/ADP/1/case Serrin/PROPN/1/nmod", "mayor",
         RoleStatus.FORMER, "Serrin"),
    ],
)  # fmt: skip
def test_an_office_that_is_taken_or_left(rest: str, title: str, status: RoleStatus | None, org: str | None) -> None:
    article, analysis = parsed(f"{LIND} {rest} ./PUNCT/1/punct")
    found = role_taken(page_of(article, analysis), at(article.text, "Ada Lind"))
    assert found is not None
    assert (found.role.title, found.role.status, found.role.org) == (title, status, org)


@pytest.mark.parametrize(
    "rest",
    [
        "was/AUX/1/aux named/VERB/1/acl a/DET/1/det suspect/NOUN/1/obl",
        "met/VERB/1/acl the/DET/1/det mayor/NOUN/1/obj",
        "became/VERB/1/acl a/DET/1/det father/NOUN/1/obl",
        "became/VERB/1/acl the/DET/1/det mayor/NOUN/1/obl 's/PART/1/case critic/NOUN/1/obl",
        "became/VERB/1/acl mayor/NOUN/1/obl in/ADP/1/case 2010/NUM/1/obl",
        "became/VERB/1/acl angry/ADJ/1/obl when/ADV/1/mark mayor/NOUN/1/obl Holm/PROPN/1/flat spoke/VERB/1/advcl",
    ],
)
def test_no_office_is_taken(rest: str) -> None:
    article, analysis = parsed(f"{LIND} {rest} ./PUNCT/1/punct")
    assert role_taken(page_of(article, analysis), at(article.text, "Ada Lind")) is None


@pytest.mark.parametrize(("before", "found"), [("if", False), ("yesterday", True)])
def test_an_office_that_may_be_taken_is_none(before: str, *, found: bool) -> None:
    article, analysis = parsed(
        f"{before}/SCONJ/4/mark Ada/PROPN/4/nsubj Lind/PROPN/2/flat became/VERB/0/root mayor/NOUN/4/obj ./PUNCT/4/punct"
    )
    assert (role_taken(page_of(article, analysis), at(article.text, "Ada Lind")) is not None) is found


def test_former_stands_before_the_country_too() -> None:
    article, analysis = parsed(
        "Former/ADJ/3/amod Torvian/PROPN/3/compound premier/NOUN/4/compound Ada/PROPN/6/nsubj Lind/PROPN/4/flat"
        " spoke/VERB/0/root"
    )
    found = role_before(page_of(article, analysis), at(article.text, "Ada Lind"))
    assert found is not None
    assert (found.role.title, found.role.status, found.role.org) == ("premier", RoleStatus.FORMER, "Torvian")
