from __future__ import annotations

from onrecord.reading.paragraphs import cut_paragraphs


def _texts(text: str) -> list[str]:
    return [span.text for span in cut_paragraphs(text)]


def test_blank_lines_part_paragraphs_with_any_line_end() -> None:
    assert _texts("One.\r\n\r\nTwo.\r\r Three. \n \t\n\u00a0Four.\n") == ["One.", "Two.", "Three.", "Four."]


def test_lines_that_were_not_wrapped_are_paragraphs() -> None:
    assert _texts("Dead: 12\nInjured: 40\nMissing: 3") == ["Dead: 12", "Injured: 40", "Missing: 3"]


def test_long_lines_are_paragraphs() -> None:
    line = "The council met again over the footbridge that has been closed since the flood of last year, members said"
    assert _texts(f"{line}\n{line}") == [line, line]


def test_wrapped_lines_are_one_paragraph() -> None:
    wrapped = (
        "The council met again over the footbridge that has been closed\n"
        "since the flood of last year, and put off its vote until the\n"
        "spring."
    )
    assert _texts(f"Headline\n\n{wrapped}\n\n{wrapped}") == ["Headline", wrapped, wrapped]


def test_nothing_gives_nothing() -> None:
    assert cut_paragraphs(" \n\r\n\u2028 ") == ()
