"""Time expressions, whatever the text: exact spans, possible dates, and the same result on every day and machine."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from onrecord.finding.dating import date_of
from onrecord.finding.times import explain, find_times
from onrecord.finding.timing.vocabulary import vocabulary
from onrecord.parsing.sentences import parse
from onrecord.record.calendar import interval_of, is_possible
from onrecord.record.cells import Time
from onrecord.record.text import span_of
from tests.finding.pages import article

EXAMPLES = int(os.environ.get("ONRECORD_TIME_EXAMPLES", "2000"))

WORDS = sorted({word for table in vocabulary().words.values() for word in table})
PHRASES = sorted(vocabulary().holidays) + sorted(vocabulary().modifiers)
FIGURES = st.one_of(
    st.integers(0, 99).map(str),
    st.integers(0, 12000).map(str),
    st.integers(0, 40).map(lambda number: f"{number}th"),
    st.tuples(st.integers(0, 30), st.integers(0, 70)).map(lambda parts: f"{parts[0]}:{parts[1]:02}"),
    st.tuples(st.integers(0, 40), st.integers(0, 15), st.integers(0, 2100)).map(lambda d: f"{d[0]}/{d[1]}/{d[2]}"),
    st.tuples(st.integers(0, 3000), st.integers(0, 15), st.integers(0, 40)).map(
        lambda d: "{:04}-{:02}-{:02}".format(*d)
    ),
    st.integers(0, 300).map(lambda number: f"{number}0s"),
)
BETWEEN = "of the a in on - – , . ' and ago later earlier week that said will half old year quarter ( ) $ é \n"
GLUE = st.sampled_from(BETWEEN.split(" "))
PIECES = st.one_of(st.sampled_from(WORDS), st.sampled_from(PHRASES), FIGURES, GLUE, st.text(max_size=4))
MANGLED = st.lists(PIECES, max_size=14).flatmap(
    lambda words: st.sampled_from([" ", "", "  ", "-"]).map(lambda joint: joint.join(words))
)
DATES = st.none() | st.dates(date(1, 1, 1), date(9999, 12, 31)).map(str)


def times_of(text: str, published: str | None) -> tuple[Time, ...]:
    page = replace(article(text), published=published)
    return find_times(page, parse(page))


@settings(max_examples=EXAMPLES, deadline=None)
@given(MANGLED, DATES)
def test_spans_are_exact_and_dates_possible(text: str, published: str | None) -> None:
    times = times_of(text, published)
    for time in times:
        assert text[time.start : time.end] == time.text
        assert time.text.strip()
        assert time.value is None or is_possible(time.value)
        interval = interval_of(time.value) if time.value else None
        assert (time.begin, time.until) == ((interval.begin, interval.until) if interval else (None, None))
        assert explain(time, published)
    for before, after in pairwise(times):
        assert before.end <= after.start


@settings(max_examples=100, deadline=None)
@given(MANGLED, DATES, st.integers(0, 40), st.integers(1, 8))
def test_anything_can_be_dated(text: str, published: str | None, start: int, length: int) -> None:
    page = replace(article(text), published=published)
    analysis = parse(page)
    times = find_times(page, analysis)
    word = span_of(text, min(start, len(text)), min(start + length, len(text)))
    time = date_of(word, times, analysis, text)
    assert time is None or (time in times and time.value is not None)


@settings(max_examples=200, deadline=None)
@given(MANGLED, DATES)
def test_without_a_publication_date_nothing_is_taken_from_one(text: str, published: str | None) -> None:
    with_date, without = times_of(text, published), times_of(text, None)
    assert [(time.start, time.end, time.type) for time in with_date] == [(t.start, t.end, t.type) for t in without]
    assert not any("from-publication" in str(time.rule) for time in without)


PAGE = "The mayor said Monday, Jan. 30, this week, last June and at 5 p.m. that it would end in three weeks, by 2021."
READ = f"""
from onrecord.finding.times import find_times
from onrecord.parsing.sentences import parse
from onrecord.reading.bylines import parse_byline
from onrecord.reading.dates import date_of_print
from onrecord.record.article import Article
from onrecord.record.text import span_of
text = {PAGE!r}
for published in (None, "2020-02-13"):
    page = Article(text=text, body=(span_of(text, 0, len(text)),), published=published)
    print(find_times(page, parse(page)))
print(date_of_print("Thursday, March 6, 2031"), date_of_print("6 Dec. 2031"))
print(parse_byline(span_of("By Ada Lind, Monday", 0, 19)))
"""
IN_WELSH = """
import calendar
months = "Ionawr Chwefror Mawrth Ebrill Mai Mehefin Gorffennaf Awst Medi Hydref Tachwedd Rhagfyr".split()
days = "Llun Mawrth Mercher Iau Gwener Sadwrn Sul".split()
calendar.month_name, calendar.month_abbr = ["", *months], ["", *(name[:3] for name in months)]
calendar.day_name, calendar.day_abbr = days, [name[:3] for name in days]
"""
ON_DAY = """
import datetime, time
moment = datetime.datetime.fromisoformat("{day}T23:59:59")
class Then(datetime.datetime):
    @classmethod
    def now(cls, tz=None): return cls(*moment.timetuple()[:6], tzinfo=tz)
    utcnow = today = now
class ThatDay(datetime.date):
    @classmethod
    def today(cls): return cls(*moment.timetuple()[:3])
datetime.datetime, datetime.date = Then, ThatDay
time.time = lambda: moment.timestamp()
time.localtime = time.gmtime = lambda seconds=None: moment.timetuple()
"""


def read_in(environment: dict[str, str], prelude: str = "") -> str:
    done = subprocess.run(
        [sys.executable, "-c", prelude + READ],
        env={**os.environ, "PYTHONUTF8": "1", **environment},
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    return done.stdout


@pytest.fixture(scope="module")
def here_and_now() -> str:
    return read_in({})


@pytest.mark.parametrize("day", ["1999-12-31", "2096-02-29"])
def test_the_day_of_reading_does_not_matter(day: str, here_and_now: str) -> None:
    assert read_in({}, ON_DAY.format(day=day)) == here_and_now


@pytest.mark.parametrize(
    "environment",
    [{"TZ": "Pacific/Kiritimati", "LC_ALL": "C"}, {"TZ": "America/Adak", "LC_ALL": "tr_TR.UTF-8"}],
)
def test_neither_zone_nor_locale_matters(environment: dict[str, str], here_and_now: str) -> None:
    assert read_in(environment) == here_and_now


def test_the_names_of_a_foreign_calendar_do_not_matter(here_and_now: str) -> None:
    """As the standard library names months and days where the locale is another."""
    assert "2031-03-06 2031-12-06" in here_and_now
    assert read_in({}, IN_WELSH) == here_and_now
