"""Time expressions: extents, types, values, and where the values come from."""

from __future__ import annotations

import pytest

from onrecord.finding.times import explain, find_times
from onrecord.parsing.sentences import parse
from onrecord.record.cells import Time
from tests.finding.pages import article

THURSDAY = "2020-02-13"  # of week 7


def times_of(text: str, published: str | None = THURSDAY) -> tuple[Time, ...]:
    page = article(text)
    page = type(page)(text=page.text, body=page.body, published=published)
    return find_times(page, parse(page))


def rows(text: str, published: str | None = THURSDAY) -> list[str]:
    shown = [(time.text, time.type, time.value or "-", time.mod or "") for time in times_of(text, published)]
    return [" | ".join(row).removesuffix(" | ") for row in shown]


# What a page of Thursday, Feb. 13, 2020 says, and its times as "words | type | value | mod".
SENTENCES = [
    # days
    ("The port reopened Jan. 30.", ["Jan. 30 | DATE | 2020-01-30"]),
    ("The port will reopen March 2.", ["March 2 | DATE | 2020-03-02"]),
    ("It closed on December 30.", ["December 30 | DATE | 2019-12-30"]),
    ("The fund pays a bonus, payable Dec. 30.", ["Dec. 30 | DATE | 2019-12-30"]),
    ("They met on Friday, Aug. 7, 1998, in Velm.", ["Friday, Aug. 7, 1998 | DATE | 1998-08-07"]),
    ("It opened on 7 August 1998.", ["7 August 1998 | DATE | 1998-08-07"]),
    ("It opened on the 7th of August.", ["the 7th of August | DATE | 2019-08-07"]),
    ("Logged 2019-11-05 by the clerk.", ["2019-11-05 | DATE | 2019-11-05"]),
    ("Stamped 25/12/2019 in ink.", ["25/12/2019 | DATE | 2019-12-25"]),
    ("Stamped 05/12/2019 in ink.", ["05/12/2019 | DATE | -"]),
    ("Talks ran from Jan. 5 to 8.", ["Jan. 5 | DATE | 2020-01-05", "8 | DATE | 2020-01-08"]),
    ("Polls open on April 24 and 25, 2021.", ["April 24 | DATE | 2021-04-24", "25, 2021 | DATE | 2021-04-25"]),
    ("It came around Nov. 1.", ["around Nov. 1 | DATE | 2019-11-01 | APPROX"]),
    ("It arrives around Nov. 1.", ["around Nov. 1 | DATE | 2020-11-01 | APPROX"]),
    ("It opened on Jan. 5 and shut on the 9th.", ["Jan. 5 | DATE | 2020-01-05", "the 9th | DATE | 2020-01-09"]),
    ("It opened on the 5th floor, by the 3rd door.", []),
    # days of the week
    ("The mayor said Monday it was over.", ["Monday | DATE | 2020-02-10"]),
    ("The mayor will meet them Monday.", ["Monday | DATE | 2020-02-17"]),
    ("The mayor said Thursday it was over.", ["Thursday | DATE | 2020-02-13"]),
    ("She left last Friday.", ["last Friday | DATE | 2020-02-07"]),
    ("She leaves next Friday.", ["next Friday | DATE | 2020-02-14"]),
    ("She arrived on Monday of last week.", ["Monday of last week | DATE | 2020-02-03"]),
    ("They could be home as soon as Tuesday.", ["Tuesday | DATE | 2020-02-18"]),
    ("They were home as recently as Tuesday.", ["Tuesday | DATE | 2020-02-11"]),
    ("The fair opens on Friday.", ["Friday | DATE | 2020-02-14"]),
    ("The two mayors meet Monday in Velm.", ["Monday | DATE | 2020-02-17"]),
    ("The two mayors failed to meet Monday.", ["Monday | DATE | 2020-02-10"]),
    ("Nurses said they will strike again on Monday.", ["Monday | DATE | 2020-02-17"]),
    ("They agreed to meet Monday.", ["Monday | DATE | 2020-02-17"]),
    ("Crews have threatened to strike again on Monday.", ["Monday | DATE | 2020-02-17"]),
    ("Rent is due on Monday.", ["Monday | DATE | 2020-02-17"]),
    ("The council must reply by Wednesday.", ["Wednesday | DATE | 2020-02-19"]),
    ("The judge told them to leave by Wednesday.", ["Wednesday | DATE | 2020-02-19"]),
    ("They failed to leave by Wednesday.", ["Wednesday | DATE | 2020-02-12"]),
    ("Thirty houses had burned by Wednesday.", ["Wednesday | DATE | 2020-02-12"]),
    ("By Wednesday, thirty houses had burned.", ["Wednesday | DATE | 2020-02-12"]),
    ("The port is closed until Monday.", ["Monday | DATE | 2020-02-17"]),
    ("The hearing was postponed until Monday.", ["Monday | DATE | 2020-02-17"]),
    ("The crew stayed until Monday.", ["Monday | DATE | 2020-02-10"]),
    ("It was not until Monday that they knew.", ["Monday | DATE | 2020-02-10"]),
    ("She spoke in Velm ahead of Monday's vote.", ["Monday | DATE | 2020-02-17"]),
    ("She spoke in Velm ahead of the vote on Monday.", ["Monday | DATE | 2020-02-17"]),
    ("They will mourn the poet, who died Monday.", ["Monday | DATE | 2020-02-10"]),
    ("They will protest because of the fire in Velm on Monday.", ["Monday | DATE | 2020-02-10"]),
    ("They had raised funds to help him by Monday.", ["Monday | DATE | 2020-02-10"]),
    ("They vote on Super Tuesday.", []),
    ("The vote had been scheduled for Monday.", ["Monday | DATE | 2020-02-10"]),
    ("It happened on a Friday in the rain. Two days later it was over.",
     ["Friday | DATE | XXXX-WXX-5", "Two days later | DATE | -"]),
    ("She missed a Friday flight.", ["Friday | DATE | 2020-02-07"]),
    # beside the publication
    ("Yesterday it rained.", ["Yesterday | DATE | 2020-02-12"]),
    ("It will rain the day after tomorrow.", ["the day after tomorrow | DATE | 2020-02-15"]),
    ("Two officials said this week they had doubts.", ["this week | DATE | 2020-W07"]),
    ("He resigned last month.", ["last month | DATE | 2020-01"]),
    ("She runs again next year.", ["next year | DATE | 2021"]),
    ("It was sold earlier this month.", ["earlier this month | DATE | 2020-02 | START"]),
    ("It closed three weeks ago.", ["three weeks ago | DATE | 2020-W04"]),
    ("It opened nearly four years ago.", ["nearly four years ago | DATE | 2016 | LESS_THAN"]),
    ("It stood empty a decade ago.", ["a decade ago | DATE | 2010"]),
    ("A year and a half ago it burned.", ["A year and a half ago | DATE | 2018-08"]),
    ("They met over the weekend.", ["the weekend | DATE | 2020-W06-WE"]),
    # quoted, and said on another day than it was printed
    ('"We resumed this morning," the ministry said on Monday.',
     ["this morning | TIME | 2020-02-10TMO", "Monday | DATE | 2020-02-10"]),
    ("“We will not pay today,” she told the paper on Tuesday. “We left last night.”",
     ["today | DATE | 2020-02-11", "Tuesday | DATE | 2020-02-11", "last night | TIME | 2020-02-10TNI"]),
    ("The ministry said on Monday that patrols resume today.",
     ["Monday | DATE | 2020-02-10", "today | DATE | 2020-02-13"]),
    ('"We resumed today," it said on Monday. It said on Tuesday: "We did not."',
     ["today | DATE | 2020-02-13", "Monday | DATE | 2020-02-10", "Tuesday | DATE | 2020-02-11"]),
    ('"We resume today," the ministry said.', ["today | DATE | 2020-02-13"]),
    # beside the text
    ("It paused on Jan. 5. That same day, it left.",
     ["Jan. 5 | DATE | 2020-01-05", "That same day | DATE | 2020-01-05"]),
    ("It began on Jan. 5. Two days later it was over.",
     ["Jan. 5 | DATE | 2020-01-05", "Two days later | DATE | 2020-01-07"]),
    ("It began on Jan. 5. The following Tuesday it was over.",
     ["Jan. 5 | DATE | 2020-01-05", "The following Tuesday | DATE | 2020-01-07"]),
    ("It began in 2014. A year earlier nobody knew it.", ["2014 | DATE | 2014", "A year earlier | DATE | 2013"]),
    ("It shut on Jan. 5, 2019, and opened later that year.",
     ["Jan. 5, 2019 | DATE | 2019-01-05", "later that year | DATE | 2019 | END"]),
    ("It shut on Jan. 5. The next morning it was gone.",
     ["Jan. 5 | DATE | 2020-01-05", "The next morning | TIME | 2020-01-06TMO"]),
    ("It shut on Jan. 5. The day before, it had snowed.",
     ["Jan. 5 | DATE | 2020-01-05", "The day before | DATE | 2020-01-04"]),
    ("They meet Monday through Friday.", ["Monday | DATE | 2020-02-10", "Friday | DATE | 2020-02-14"]),
    ("It rained the week before last.", ["the week before last | DATE | 2020-W05"]),
    ("It shuts on March 2; until then it is full.", ["March 2 | DATE | 2020-03-02", "then | DATE | 2020-03-02"]),
    ("It has been shut since April.", ["April | DATE | 2019-04"]),
    ("The seats are set to fill Monday; effective March 1 it pays.",
     ["Monday | DATE | 2020-02-17", "March 1 | DATE | 2020-03-01"]),
    ("A few days later it was over, though years ago it was not.",
     ["A few days | DURATION | PXD", "years ago | DATE | PAST_REF"]),
    ("It may one day be full; he took one day.", ["one day | DATE | FUTURE_REF", "one day | DURATION | P1D"]),
    ("She will succeed Ada Lind Feb. 21.", ["Feb. 21 | DATE | 2020-02-21"]),
    ("It fell on Jan. 5. An hour later it was gone.",
     ["Jan. 5 | DATE | 2020-01-05", "An hour | DURATION | PT1H"]),
    # months, quarters, seasons, years
    ("On two occasions in January they said so.", ["January | DATE | 2020-01"]),
    ("It was founded in March 1996.", ["March 1996 | DATE | 1996-03"]),
    ("It was founded in July last year.", ["July last year | DATE | 2019-07"]),
    ("It shut last June.", ["last June | DATE | 2019-06"]),
    ("It opened in late November.", ["late November | DATE | 2019-11 | END"]),
    ("It may close in mid-May.", ["mid-May | DATE | 2020-05 | MID"]),
    ("It sold less in the third quarter of 1984.", ["the third quarter of 1984 | DATE | 1984-Q3"]),
    ("It had a fourth-quarter loss.", ["fourth-quarter | DATE | 2019-Q4"]),
    ("Output fell in the first half of 2019.", ["the first half of 2019 | DATE | 2019-H1"]),
    ("It was dry last summer.", ["last summer | DATE | 2019-SU"]),
    ("They invited it in 2014.", ["2014 | DATE | 2014"]),
    ("It served 2,014 meals and earned $1999.", []),
    ("The 1998-99 season was short.", ["1998 | DATE | 1998", "99 | DATE | 1999"]),
    ("It boomed in the late 1970s.", ["the late 1970s | DATE | 197 | END"]),
    ("It boomed in the '80s.", ["the '80s | DATE | 198"]),
    ("It boomed in the nineties.", ["the nineties | DATE | 199"]),
    ("It is an 11th century tower.", ["11th century | DATE | 10"]),
    ("Profits fell in fiscal 2019.", ["fiscal 2019 | DATE | FY2019"]),
    ("It ended in nineteen ninety-six.", ["nineteen ninety-six | DATE | 1996"]),
    ("The town marched; then the annual March for Bread ended, as Jan Kovic may say.", []),
    ("April Holm left May Street in May; may it rain.", ["May | DATE | 2019-05"]),
    ("It fell in 1988's third quarter.", ["1988's third quarter | DATE | 1988-Q3"]),
    ("It was sold this past summer.", ["this past summer | DATE | 2019-SU"]),
    ("Profit rose in the third quarter from a year ago; sales fell in the latest quarter.",
     ["the third quarter | DATE | 2019-Q3", "a year ago | DATE | 2018-Q3", "the latest quarter | DATE | 2019-Q3"]),
    ("It sold less than in the year-ago third quarter.", ["the year-ago third quarter | DATE | 2019-Q3"]),
    ("Sales shrank in the quarter-to-quarter count.", []),
    ("It froze in the winter of nineteen ninety-four.", ["the winter of nineteen ninety-four | DATE | 1994-WI"]),
    ("They pay by year end.", ["year end | DATE | 2020-12-31"]),
    ("Prices fall in 2021 and beyond, and pay in 2024 or later, as in 1990 or earlier.",
     ["2021 and beyond | DATE | 2021 | ON_OR_AFTER", "2024 or later | DATE | 2024 | ON_OR_AFTER",
      "1990 or earlier | DATE | 1990 | ON_OR_BEFORE"]),
    ("It opened in January 2009 and shut in October of that year.",
     ["January 2009 | DATE | 2009-01", "October of that year | DATE | 2009-10"]),
    ("It was on at the Winter Games, and over the past century in 30 Years of Rain.",
     ["the past century | DURATION | P100Y"]),
    ("Sales rose in the quarter ended Oct. 31; in the quarter a year ago they fell.",
     ["the quarter | DATE | 2019-Q3", "Oct. 31 | DATE | 2019-10-31", "the quarter a year ago | DATE | 2018-Q3"]),
    ("Profit fell in the third quarter. For the first nine months it rose, as a year earlier.",
     ["the third quarter | DATE | 2019-Q3", "the first nine months | DURATION | P9M", "a year earlier | DATE | 2018"]),
    ("It had a fiscal second-quarter loss.", ["fiscal second-quarter | DATE | 2019-Q2"]),
    ("It was dry in the early summer.", ["the early summer | DATE | 2019-SU | START"]),
    ("The firm worries about the future, not about future earnings nor the future of its mine.",
     ["the future | DATE | FUTURE_REF"]),
    ("In 1998, it opened on March 4 and shut in May. It opened again on Jan. 5.",
     ["1998 | DATE | 1998", "March 4 | DATE | 1998-03-04", "May | DATE | 1998-05", "Jan. 5 | DATE | 2020-01-05"]),
    ("In 1998, it was shut, the mayor said Feb. 3.", ["1998 | DATE | 1998", "Feb. 3 | DATE | 2020-02-03"]),
    ("It rained the weekend of March 7 and in the week ended Feb. 7.",
     ["the weekend of March 7 | DATE | 2020-W10-WE", "the week | DATE | 2020-W06", "Feb. 7 | DATE | 2020-02-07"]),
    # feasts
    ("He came home for Thanksgiving.", ["Thanksgiving | DATE | 2019-11-28"]),
    ("She sings on Christmas Eve 2019.", ["Christmas Eve 2019 | DATE | 2019-12-24"]),
    ("They walked on Good Friday 2019.", ["Good Friday 2019 | DATE | 2019-04-19"]),
    ("They voted on Election Day.", ["Election Day | DATE | 2019-11-05"]),
    # times of day
    ("The alarm rang at 10 p.m. Wednesday.", ["10 p.m. Wednesday | TIME | 2020-02-12T22:00"]),
    ("The alarm rang at 10:35 a.m. GMT on Jan. 30.", ["10:35 a.m. GMT on Jan. 30 | TIME | 2020-01-30T10:35Z"]),
    ("It rang at noon Saturday.", ["noon Saturday | TIME | 2020-02-08T12:00"]),
    ("It rang early Friday morning.", ["early Friday morning | TIME | 2020-02-07TMO | START"]),
    ("It rang last night.", ["last night | TIME | 2020-02-12TNI"]),
    ("It rang this morning.", ["this morning | TIME | 2020-02-13TMO"]),
    ("A showing of High Noon costs 14:30 crowns.", ["14:30 | TIME | 2020-02-13T14:30"]),
    ("It rang around 7:15 p.m. and mid-afternoon yesterday.",
     ["around 7:15 p.m. | TIME | 2020-02-13T19:15 | APPROX", "mid-afternoon yesterday | TIME | 2020-02-12TAF"]),
    ("It falls this coming Sunday, March eighth.", ["this coming Sunday, March eighth | DATE | 2020-03-08"]),
    ("It rang in late afternoon.", ["late afternoon | TIME | 2020-02-13TAF | END"]),
    # durations
    ("It came after a three-week halt.", ["three-week | DURATION | P3W"]),
    ("They waited nearly two months.", ["nearly two months | DURATION | P2M | LESS_THAN"]),
    ("They waited 2 1/2 years.", ["2 1/2 years | DURATION | P2Y6M"]),
    ("They waited a year and a half.", ["a year and a half | DURATION | P1Y6M"]),
    ("They waited half an hour.", ["half an hour | DURATION | PT30M"]),
    ("They waited at least 30 days.", ["at least 30 days | DURATION | P30D | EQUAL_OR_MORE"]),
    ("They waited about a decade.", ["about a decade | DURATION | P10Y | APPROX"]),
    ("They waited for years.", ["years | DURATION | PXY"]),
    ("They waited several months.", ["several months | DURATION | PXM"]),
    ("It was used over the past five days.", ["the past five days | DURATION | P5D"]),
    ("It lasted over a week.", ["over a week | DURATION | P1W | MORE_THAN"]),
    ("It takes two to three weeks.", ["two to three weeks | DURATION | P2W | EQUAL_OR_MORE"]),
    ("It was a day-long visit.", ["day-long | DURATION | P1D"]),
    ("They waited another year, then an additional three weeks.",
     ["another year | DURATION | P1Y", "an additional three weeks | DURATION | P3W"]),
    ("It fell over a three-year period, the Valley Today wrote.", ["a three-year period | DURATION | P3Y"]),
    ("They waited for centuries, a matter of days to some.", ["centuries | DURATION | PXC"]),
    ("Owen, 44 years old, has a 6-year-old son.", []),
    ("A 3-month-old boy outlived the 3-month-old truce.", ["3-month-old | DURATION | P3M"]),
    ("About three-quarters of them left in a second wave.", []),
    ("He was on the program 60 Minutes.", []),
    # sets
    ("They meet every Friday.", ["every Friday | SET | XXXX-WXX-5"]),
    ("They meet on Tuesday nights.", ["Tuesday nights | SET | XXXX-WXX-2TNI"]),
    ("They meet twice a year.", ["twice a year | SET | P1Y"]),
    ("They meet every other week.", ["every other week | SET | P2W"]),
    ("It prints daily.", ["daily | SET | P1D"]),
    ("It costs 200 crowns a year, and grows 8 percent annually.", []),
    ("They meet annually.", ["annually | SET | P1Y"]),
    # present, past, future
    ("In past years it ran.", ["past years | DATE | PAST_REF"]),
    ("Until now they relied on it.", ["now | DATE | PRESENT_REF"]),
    ("It recently moved.", ["recently | DATE | PAST_REF"]),
    ("It will soon move, and soon after that it moved.", ["soon | DATE | FUTURE_REF"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES, ids=[sentence for sentence, _ in SENTENCES])
def test_a_page_with_its_date(sentence: str, expected: list[str]) -> None:
    assert rows(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The port reopened Jan. 30.", ["Jan. 30 | DATE | XXXX-01-30"]),
        ("The mayor said Monday it was over.", ["Monday | DATE | XXXX-WXX-1"]),
        ("It happened in January.", ["January | DATE | XXXX-01"]),
        ("It happened last June.", ["last June | DATE | -"]),
        ("Two officials said this week they had doubts.", ["this week | DATE | -"]),
        ("It happened yesterday, three weeks ago or last night.",
         ["yesterday | DATE | -", "three weeks ago | DATE | -", "last night | TIME | -"]),
        ("It paused on Jan. 5. That same day it left.",
         ["Jan. 5 | DATE | XXXX-01-05", "That same day | DATE | XXXX-01-05"]),
        ("It paused on Jan. 5. It was built in 2014.", ["Jan. 5 | DATE | XXXX-01-05", "2014 | DATE | 2014"]),
        ("It was built in 2014. It paused on Jan. 5.", ["2014 | DATE | 2014", "Jan. 5 | DATE | XXXX-01-05"]),
        ("It began on Jan. 5, 2019, and ended on Jan. 9.",
         ["Jan. 5, 2019 | DATE | 2019-01-05", "Jan. 9 | DATE | 2019-01-09"]),
        ("It began on Jan. 5, 2019, and ended in March.",
         ["Jan. 5, 2019 | DATE | 2019-01-05", "March | DATE | 2019-03"]),
        ("In 1998, it opened on March 4.", ["1998 | DATE | 1998", "March 4 | DATE | 1998-03-04"]),
        ("It opened on Monday, on the 15th, and closed later that month.",
         ["Monday | DATE | XXXX-WXX-1", "the 15th | DATE | XXXX-XX-15", "later that month | DATE | - | END"]),
        ("He came home for Thanksgiving, or was it Christmas?",
         ["Thanksgiving | DATE | -", "Christmas | DATE | XXXX-12-25"]),
        ("It rang at 10 p.m. Wednesday.", ["10 p.m. Wednesday | TIME | XXXX-WXX-3T22:00"]),
        ("A three-week halt, as in 1998.", ["three-week | DURATION | P3W", "1998 | DATE | 1998"]),
    ],
)  # fmt: skip
def test_a_page_without_a_date_stays_open(sentence: str, expected: list[str]) -> None:
    assert rows(sentence, None) == expected


@pytest.mark.parametrize(
    "printed", ["Feb. 30", "Feb. 30, 2019", "February 29, 2019", "June 31", "2019-13-05", "2019-02-30"]
)
def test_what_is_on_no_calendar_has_no_value(printed: str) -> None:
    for published in (None, THURSDAY):
        found = times_of(f"It ended on {printed} at last.", published)
        assert [(time.text, time.value, time.begin) for time in found] == [(printed, None, None)]


@pytest.mark.parametrize("published", ["0001-01-02", "9999-12-31"])
def test_a_step_off_the_calendar_has_no_value(published: str) -> None:
    sentence = "It ended Saturday, last week, three weeks ago, and begins on the weekend, next Monday and next year."
    for time in times_of(sentence, published):
        assert time.value is None or abs(int(time.value[:4]) - int(published[:4])) <= 1


def test_a_value_has_its_interval() -> None:
    (time,) = times_of("Two officials said this week they had doubts.")
    assert (time.begin, time.until, time.precision) == ("2020-02-10", "2020-02-17", "week")
    (time,) = times_of("They paused for three weeks.")
    assert (time.begin, time.until, time.precision) == (None, None, None)


def test_a_value_taken_from_another_expression_names_it() -> None:
    first, second = times_of("It paused on Jan. 5. That same day, it left.")
    assert first.anchor is None
    assert second.anchor is not None
    assert (second.anchor.start, second.anchor.text) == (first.start, "Jan. 5")


@pytest.mark.parametrize(
    ("sentence", "explanation"),
    [
        (
            "The port reopened Jan. 30.",
            "Jan. 30 → 2020-01-30: month and day; year from publication date 2020-02-13, past preferred",
        ),
        (
            "It will end on Monday.",
            "Monday → 2020-02-17: day of the week; week from publication date 2020-02-13, future preferred",
        ),
        ("It took three weeks.", "three weeks → P3W: how long"),
    ],
)
def test_a_value_explains_itself(sentence: str, explanation: str) -> None:
    assert [explain(time, THURSDAY) for time in times_of(sentence)] == [explanation]


def test_an_explanation_names_the_anchor_and_what_is_missing() -> None:
    _, closed = times_of("It was shut on Jan. 5, 2019, and opened on Feb. 3.", None)
    assert explain(closed, None) == "Feb. 3 → 2019-02-03: month and day; year from “Jan. 5, 2019”"
    spoken, _ = times_of('"We resumed this morning," the ministry said on Monday.')
    assert explain(spoken, THURSDAY) == (
        "this morning → 2020-02-10TMO: part of a day; counted from the day of the statement, “Monday”"
    )
    _, same = times_of("It paused on Jan. 5. That same day, it left.", None)
    assert explain(same, None) == "That same day → XXXX-01-05: the unit that the text speaks of; as “Jan. 5”"
    (week,) = times_of("Two officials said this week they had doubts.", None)
    assert explain(week, None) == "this week → no value: unit beside the present one"


def test_every_rule_and_step_has_words() -> None:
    for sentence, _ in SENTENCES:
        for published in (None, THURSDAY):
            for time in times_of(sentence, published):
                assert "-from-" not in explain(time, published)
