from __future__ import annotations

import pytest

from onrecord.errors import QuestionError
from onrecord.reading.dates import checked_date, date_of_metadata, date_of_print


@pytest.mark.parametrize(
    "line",
    [
        "Thursday, February 13, 2031",
        "Thu, 13 Feb 2031",
        "Feb. 13, 2031",
        "13 February 2031",
        "13th February 2031",
        "2031-02-13",
        "February 13, 2031, 10:32 a.m.",
        "February 13, 2031 at 10:32 am EST",
        "10:32 GMT, 13 February 2031",
        "2031-02-13 10:32:05 +0100",
        "2/13/2031",
        "13.02.2031",
    ],
)
def test_printed_dates(line: str) -> None:
    assert date_of_print(line) == "2031-02-13"


@pytest.mark.parametrize(
    "line",
    [
        "Friday, February 13, 2031",  # it was a Thursday
        "02/03/2031",  # March or February
        "February 30, 2031",
        "February 2031",
        "13 Febtember 2031",
        "Feb. 13",
        "The date was February 13, 2031",
        "",
        "2031",
        "1" * 200,
    ],
)
def test_what_is_not_one_date_is_none(line: str) -> None:
    assert date_of_print(line) is None


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2031-02-13", "2031-02-13"),
        ("20310213", "2031-02-13"),
        ("2031-02-13T10:32", "2031-02-13T10:32"),
        ("2031-02-13T10:32:00Z", "2031-02-13T10:32:00Z"),
        ("2031-02-13 10:32:00", "2031-02-13T10:32:00"),
        ("Thu, 13 Feb 2031 10:32:00 +0100", "2031-02-13T10:32:00+01:00"),
        ("Feb. 13, 2031", "2031-02-13"),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates_of_metadata(value: str, date: str | None) -> None:
    assert date_of_metadata(value) == date


def test_the_option_must_be_a_date() -> None:
    assert checked_date(None) is None
    assert checked_date(" 2031-02-13 ") == "2031-02-13"
    for wrong in ("13.2.2031", "2031-02", "2031-02-30", "soon", ""):
        with pytest.raises(QuestionError, match="is not a date"):
            checked_date(wrong)
