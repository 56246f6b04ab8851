"""Words to pieces, pieces to windows."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.parsing.windows import Ints, Layout, Pieces, flags_of, windows_of


def pieces_of(counts: list[int]) -> Pieces:
    last = np.cumsum(counts) - 1
    first = last - np.array(counts) + 1
    total = int(last[-1]) + 1 if counts else 0
    return Pieces(np.zeros(total, np.int64), np.zeros(total, np.int64), first, last)


@st.composite
def documents(draw: st.DrawFn) -> tuple[Pieces, Ints]:
    sizes = draw(st.lists(st.integers(1, 120), min_size=1, max_size=30))
    sentence = np.repeat(np.arange(len(sizes)), sizes)
    counts = draw(st.lists(st.integers(1, 5), min_size=len(sentence), max_size=len(sentence)))
    return pieces_of(counts), sentence


@settings(max_examples=60, deadline=None)
@given(documents())
def test_every_word_is_owned_once_and_every_window_fits(document: tuple[Pieces, Ints]) -> None:
    pieces, sentence = document
    windows = windows_of(pieces, sentence)
    owned = [word for window in windows for word in range(window.own_start, window.own_stop)]
    assert owned == list(range(len(sentence)))
    for window in windows:
        assert window.start <= window.own_start < window.own_stop <= window.stop
        assert pieces.last[window.stop - 1] - pieces.first[window.start] + 1 <= 254


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 30), min_size=1, max_size=60))
def test_a_sentence_that_fits_is_not_divided(sizes: list[int]) -> None:
    sentence = np.repeat(np.arange(len(sizes)), sizes)
    for window in windows_of(pieces_of([1] * len(sentence)), sentence):
        assert window.own_start == 0 or sentence[window.own_start] != sentence[window.own_start - 1]


def test_a_text_without_words_has_no_windows() -> None:
    assert windows_of(pieces_of([]), np.zeros(0, np.int64)) == []


@pytest.mark.parametrize(
    ("words", "paragraphs", "expected"),
    [
        (["“", "No", "”", "he", "said"], [0] * 5, [3, 5, 0, 0, 0]),
        (['"', "No", '"', "he", "said"], [0] * 5, [3, 5, 0, 0, 0]),
        (["“", "No", "He", "left"], [0, 0, 1, 1], [3, 5, 6, 0]),
    ],
)
def test_flags_follow_marks_inside_a_paragraph(words: list[str], paragraphs: list[int], expected: list[int]) -> None:
    nothing = np.zeros(len(words), np.int64)
    layout = Layout("", nothing, nothing, nothing, np.array(paragraphs))
    assert flags_of(layout, words).tolist() == expected
