"""TIMEX3 values as intervals."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.record.calendar import Interval, interval_of, is_possible


@pytest.mark.parametrize(
    ("value", "begin", "until", "precision"),
    [
        ("2020-02-13", "2020-02-13", "2020-02-14", "day"),
        ("2020-02", "2020-02-01", "2020-03-01", "month"),
        ("2020-12", "2020-12-01", "2021-01-01", "month"),
        ("2014", "2014-01-01", "2015-01-01", "year"),
        ("199", "1990-01-01", "2000-01-01", "decade"),
        ("19", "1900-01-01", "2000-01-01", "century"),
        ("2", "2000-01-01", "3000-01-01", "millennium"),
        ("2020-Q4", "2020-10-01", "2021-01-01", "quarter"),
        ("2020-H1", "2020-01-01", "2020-07-01", "half"),
        ("2019-WI", "2019-12-01", "2020-03-01", "season"),
        ("2019-SU", "2019-06-01", "2019-09-01", "season"),
        ("2020-W07", "2020-02-10", "2020-02-17", "week"),
        ("2020-W53", "2020-12-28", "2021-01-04", "week"),
        ("2020-W07-WE", "2020-02-15", "2020-02-17", "weekend"),
        ("2020-W07-4", "2020-02-13", "2020-02-14", "day"),
        ("2020-02-13TAF", "2020-02-13T12:00", "2020-02-13T18:00", "part-of-day"),
        ("2020-02-13TNI", "2020-02-13T18:00", "2020-02-14T06:00", "part-of-day"),
        ("2020-02-13TEV", "2020-02-13T17:00", "2020-02-14", "part-of-day"),
        ("2020-02-13T14", "2020-02-13T14:00", "2020-02-13T15:00", "hour"),
        ("2020-02-13T14:30", "2020-02-13T14:30", "2020-02-13T14:31", "minute"),
        ("2020-02-13T23:59:59", "2020-02-13T23:59:59", "2020-02-14", "second"),
        ("2020-02-13T24:00", "2020-02-14", "2020-02-14T00:01", "minute"),
        ("2020-02-13T22:30-05:00", "2020-02-14T03:30Z", "2020-02-14T03:31Z", "minute"),
        ("2020-02-13T22:30Z", "2020-02-13T22:30Z", "2020-02-13T22:31Z", "minute"),
    ],
)
def test_a_value_is_the_interval_that_it_means(value: str, begin: str, until: str, precision: str) -> None:
    assert interval_of(value) == Interval(begin, until, precision)


@pytest.mark.parametrize(
    "value",
    [
        "", "XXXX-01-30", "XXXX-WXX-1", "PRESENT_REF", "PAST_REF", "FUTURE_REF", "P3W", "PT2H", "FY2019", "T14:30",
        "2020-02-30", "2019-02-29", "2020-13", "2020-00-01", "2019-W53", "2020-Q5", "2020-02-13T25:00",
        "2020-02-13T24:30", "2020-02-13T12:60", "2020-02-13TXX", "2020-02T14:30", "0000-01-01", "9999", "12345",
    ],
)  # fmt: skip
def test_what_is_open_or_on_no_calendar_has_no_interval(value: str) -> None:
    assert interval_of(value) is None


@pytest.mark.parametrize("value", ["XXXX-02-29", "XXXX-WXX-1", "XXXX-W53", "XXXX-01-30", "P3W", "PAST_REF", "2020-02"])
def test_possible(value: str) -> None:
    assert is_possible(value)


@pytest.mark.parametrize("value", ["XXXX-02-30", "XXXX-13", "2019-02-29", "2020-13-01", "XXXX-W54", "2020-06-31"])
def test_impossible(value: str) -> None:
    assert not is_possible(value)


@given(st.dates(max_value=date(9999, 12, 30)))
def test_every_day_lies_in_its_week_month_quarter_year_and_decade(day: date) -> None:
    year, week, weekday = day.isocalendar()
    values = [day.isoformat()[:7], f"{day.year:04}-Q{(day.month + 2) // 3}", f"{day.year:04}", f"{day.year // 10:03}"]
    for value in [*values, f"{year:04}-W{week:02}"]:
        interval = interval_of(value)
        if interval is not None:  # beyond the calendar's last year, or before its first
            assert interval.begin <= day.isoformat() < interval.until
    assert interval_of(f"{year:04}-W{week:02}-{weekday}") == interval_of(day.isoformat())


@given(st.datetimes(min_value=datetime(2, 1, 1), max_value=datetime(9998, 12, 31)), st.integers(-14, 14))
def test_a_zone_is_turned_into_utc(moment: datetime, hours: int) -> None:
    printed = f"{moment:%H:%M}"
    shown = f"{moment.date().isoformat()}T{printed}{'-' if hours < 0 else '+'}{abs(hours):02}:00"
    interval = interval_of(shown)
    assert interval is not None
    expected = moment.replace(second=0, microsecond=0) - timedelta(hours=hours)
    assert interval.begin == f"{expected.isoformat(timespec='minutes')}Z"


@given(st.text(alphabet="0123456789-WQHTXPSUFA:Z+", max_size=18))
def test_any_text_is_an_ordered_interval_or_none(value: str) -> None:
    interval = interval_of(value)
    assert interval is None or interval.begin < interval.until
    if interval is not None:
        assert is_possible(value)
