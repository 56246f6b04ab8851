"""For whom somebody speaks."""

from __future__ import annotations

import pytest

from onrecord.linking.spokespeople import spoken_for


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("A defense ministry spokesman, Karel Dunn", "defense ministry"),
        ("Karel Dunn, a spokesman for the Orland Defense Ministry", "Orland Defense Ministry"),
        ("A spokesman for the defense ministry", "defense ministry"),
        ("Ada Moll, the ministry's spokeswoman", "ministry"),
        ("Police spokesman Jan Reck", "Police"),
        ("the White House press secretary, Ari Lund", "White House"),
        ("a spokeswoman for the rebels, Nadia Ferr", "rebels"),
        ("the chief spokesman", None),
        ("its spokesman Karl Venn", None),
        ("Ada Moll, who runs the mill", None),
        (None, None),
    ],
)
def test_for_whom_a_source_speaks(words: str | None, expected: str | None) -> None:
    assert spoken_for(words) == expected
