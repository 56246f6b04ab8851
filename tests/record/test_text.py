from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.record.text import overlaps, span_of, trimmed


@given(st.text(), st.data())
def test_a_span_holds_its_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    span = span_of(text, start, end)
    assert text[span.start : span.end] == span.text


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 1), (0, 4)])
def test_a_span_outside_its_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="does not lie in a text of 3 characters"):
        span_of("abc", start, end)


@given(st.text(alphabet=" \nab"))
def test_trimming_leaves_no_edge(text: str) -> None:
    start, end = trimmed(text, 0, len(text))
    assert text[start:end] == text.strip(" \n")


def test_spans_that_touch_do_not_overlap() -> None:
    first, second, third = span_of("abcd", 0, 2), span_of("abcd", 2, 4), span_of("abcd", 1, 3)
    assert not overlaps(first, [second])
    assert overlaps(first, [second, third])
