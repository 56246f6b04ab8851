from __future__ import annotations

import pytest

from onrecord.finding.roles import role_after, role_before
from onrecord.record.vocabulary import RoleStatus
from tests.finding.pages import at, page


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
