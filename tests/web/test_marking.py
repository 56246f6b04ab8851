from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.web.pages.marking import Part, pieces

TEXT = "The mayor said on Friday that nine boats sail."


@st.composite
def parts(draw: st.DrawFn) -> list[Part]:
    made = []
    for number in range(draw(st.integers(0, 8))):
        start = draw(st.integers(0, len(TEXT) - 1))
        end = draw(st.integers(start + 1, len(TEXT)))
        kind = draw(st.sampled_from(["content", "cue", "time"]))
        made.append(Part(start=start, end=end, kind=kind, cell=f"c{number}", anchor=draw(st.booleans())))
    return made


@given(parts(), st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
def test_pieces_are_the_text_and_each_knows_what_covers_it(given_parts: list[Part], one: int, other: int) -> None:
    start, end = sorted((one, other))
    found = pieces(TEXT, start, end, given_parts)
    assert "".join(piece.text for piece in found) == TEXT[start:end]
    for piece in found:
        last = piece.start + len(piece.text)
        covering = [part for part in given_parts if part.start < last and piece.start < part.end]
        assert sorted(piece.parts, key=id) == sorted(covering, key=id)
        assert all(part.start <= piece.start and last <= part.end for part in piece.parts)
    begun = [part for piece in found for part in piece.begins]
    inside = [part for part in given_parts if part.anchor and max(part.start, start) < min(part.end, end)]
    assert sorted(begun, key=id) == sorted(inside, key=id)


def test_parts_may_lie_in_and_across_each_other() -> None:
    whole = Part(start=0, end=10, kind="content", cell="s")
    inner = Part(start=4, end=6, kind="time", cell="t", anchor=True)
    across = Part(start=5, end=12, kind="event", cell="e", anchor=True)
    found = pieces("abcdefghijklmn", 0, 14, [inner, across, whole])
    assert [piece.text for piece in found] == ["abcd", "e", "f", "ghij", "kl", "mn"]
    assert [[part.cell for part in piece.parts] for piece in found] == [
        ["s"],
        ["s", "t"],
        ["s", "e", "t"],
        ["s", "e"],
        ["e"],
        [],
    ]
    assert [[part.cell for part in piece.begins] for piece in found] == [[], ["t"], ["e"], [], [], []]
