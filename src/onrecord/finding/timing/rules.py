"""The grammar: one rule for each way of writing a time, in the order in which they are tried at one place.

Extents follow the TIMEX3 guidelines (TimeML 1.2.1): the determiner, the words that change the value ("nearly",
"early") and postmodifiers ("ago") are in, prepositions are out. `patterns` explains how patterns are written.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from onrecord.finding.timing import clocks, days, periods, quantities, relatives
from onrecord.finding.timing.found import Built, Found
from onrecord.finding.timing.vocabulary import vocabulary

__all__ = ["PARTS", "RULES", "Rule"]


class Rule(Struct, frozen=True):
    """One way of writing a time. `build` gives None where the words turn out to be something else; `closes` says that
    then no other rule may read them."""

    name: str
    pattern: str
    build: Callable[[Found], Built]
    closes: bool = False


def _modifiers() -> str:
    return " | ".join(sorted(vocabulary().modifiers, key=len, reverse=True))


def _holidays() -> str:
    names = sorted(vocabulary().holidays, key=len, reverse=True)
    return " | ".join(name.replace("'s", " <genitive>").replace("s'", "s <apostrophe>") for name in names)


# Patterns that rules share, by the name that they have in braces.
PARTS = {
    "mod": _modifiers(),
    "holiday": _holidays(),
    "ones": "<tens> (?: <dash>? <cardinal> )? | <cardinal>",
    "count": "(?: a | {ones} | <integer> ) <magnitude> | <integer> <fraction>? | {ones} | <fraction>",
    "counts": "(count: {count}) <dash>? (?: to | or | <dash> ) <dash>? {count}",
    "vague": "a few | a couple (?: of )? | couple of | a number of | a handful of | <vague>",
    "part": "<early> (?: <dash> | in )? | <earlier> (?: in )? | the? <edge> of (?: the )?",
    "early": "<early> <dash>?",
    "dir": "<last> | <next> | <this> | this (?: <last> | <next> )",
    "beside": "<previous> | <following>",
    "dom": "<day> | <ordinal-number>",
    "weekdaycomma": "(weekday: <weekday>) ,?",
    "anymonth": "<month> | <short-month>",
    "monthday": "(dir: <last> | <next> )? (month: {anymonth}) (day: {dom}) (?: ,? (year: <year>) )?",
    "daymonth": "(?: the )? (day: {dom}) (?: of )? (month: {anymonth}) (?: ,? (year: <year>) )?",
    "year": "(year: <year>) | <apostrophe> (short: <two-digits>) | (cut: <cut-year>)",
    "cutdecade": "<cut-decade> | <apostrophe> <short-decade>",
    "hour": "<clock> <meridiem>? | <hour> <meridiem> | <clock-meridiem> | <hour> o'clock",
    "clock": "{hour} | <noon> | <hour> in the <part>",
    "at": "(clock: {clock}) (zone: <zone>)? ,? (?: on )?",
    "yearwords": "two thousand (?: (?: and )? {ones} )? | nineteen {ones}",
    "which": "(year: <year>) | (which: {dir}) year | the year",
    "ord": "(ordinal: <ordinal> | <ordinal-number>)",
    "yearsquarter": "the? (?: fiscal <dash>? )? {ord} (?: fiscal )? quarter",
    "earlier": "year <dash> (?: ago | earlier )",
    "counted": "(?: (one: a | an) | (count: {count} | {vague}) ) {andahalf}? (unit: <unit> | <units>) {halfmore}?",
    "orso": "(orso: or so | or two)",
    "halfmore": "and a (more: half)",
    "andahalf": "and a (half: half)",
    "kindofyear": "fiscal | calendar | full | school",
    "open": "and beyond | or (?: later | earlier | beyond ) | onward | onwards",
    "lastyear": "a year (?: ago | earlier ) | (?: of )? last year",
    "calendar": "day | week | month | year",
    "stop": ", | ; | <stop>",
    "nocount": "(?! <units> | <month> | percent | % )",
    "frame": "(?: the? (?: {dir} | {beside} | first | latest ) )",
    "another": "another | an additional",
    "longer": "hour | week | month | year | decade | century",
    "between": "<dash> | more | full | whole | straight | consecutive | trading | calendar | business | working",
}


RULES: tuple[Rule, ...] = (
    Rule("lasting", "(count: {count}) <dash> (unit: <unit>) <dash> old (?= <lasting> )", quantities.some_duration),
    Rule("age", "{count} <dash>? (?: <unit> | <units> ) <dash>? (?: old | olds )", quantities.age, closes=True),
    # times of day
    Rule("clock", "{at} {weekdaycomma}? {monthday}", clocks.clock_on_date),
    Rule("clock", "{at} (dir: {dir})? (weekday: <weekday>)", clocks.clock_on_weekday),
    Rule("clock", "(clock: {clock}) (zone: <zone>)? (today: <today>)", clocks.clock_on_today),
    Rule("clock", "(mod: {mod})? (clock: {hour} | <hour> in the <part> ) (zone: <zone>)?", clocks.clock),
    Rule("clock", "(clock: <four-digits>) (zone: <zone>)", clocks.clock),
    Rule("clock", "(clock: <noon>) (zone: <zone>)?", clocks.noon),
    # sets of days
    Rule("every", "<every> (weekday: <weekday>) (daypart: <part>)?", quantities.every_weekday),
    Rule("every", "<every> (month: <month>)", quantities.every_month),
    Rule("every", "<every> (daypart: <part>)", quantities.every_part),
    Rule("every", "<every> (season: <season>)", quantities.every_season),
    Rule("every", "(weekday: <weekday>) (daypart: <parts>)", quantities.every_weekday),
    Rule("every", "(weekday: <weekdays>)", quantities.every_weekday),
    # days
    Rule("iso-date", "<iso-date> | <year> <dash> <two-digits> <dash> <two-digits>", days.iso_date),
    Rule("slash-date", "<slash-date>", days.slash_date),
    Rule("part-of-day", "(part: {part})? {weekdaycomma}? {monthday} (daypart: <part>)", clocks.part_of_date),
    Rule(
        "days-of-month",
        "(month: {anymonth}) (day: {dom}) <to> (other: {dom}) (?: ,? (year: <year>) )? {nocount}",
        days.days_of_month,
    ),
    Rule("week-of-day", "the? (unit: week | weekend) of {monthday}", days.week_of_day),
    Rule("week-of-day", "the? (unit: week) (?= (?: ended | ending ) {monthday} )", days.week_of_day),
    Rule("month-day", "(mod: {mod})? {weekdaycomma}? {monthday}", days.month_and_day),
    Rule("month-day", "{weekdaycomma}? {daymonth}", days.month_and_day),
    Rule(
        "month-day",
        "(?: this <next> )? {weekdaycomma}? (month: <month>) (day: <ordinal>) (?= {stop} )",
        days.month_and_day,
    ),
    Rule(
        "part-of-day",
        "(part: {part})? (?: the (?= {beside} ) )? (dir: {dir} | {beside})? (weekday: <weekday>) (daypart: <part>)",
        clocks.part_of_weekday,
    ),
    Rule("weekday", "(part: {part})? (weekday: <weekday>) (?: of )? (dir: {dir}) week", days.weekday_of_week),
    Rule("weekday", "the? (dir: {beside}) (weekday: <weekday>)", days.weekday),
    Rule("weekdays", "(weekday: <weekday>) (?: to | through | <dash> ) (other: <weekday>)", days.weekdays),
    Rule("weekday", "(part: {early}) (weekday: <weekday>)", days.weekday),
    Rule("weekday", "(dir: {dir})? (weekday: <weekday>)", days.weekday),
    Rule("holiday", "(dir: {dir})? (name: {holiday}) (?: ,? (year: <year>) )?", days.holiday),
    Rule("beyond-today", "the? day (?: before | (after: after)) (today: <today>)", days.beyond_today),
    Rule("part-of-day", "(part: {early})? (today: <today>) (daypart: <part>)", clocks.part_of_today),
    Rule("part-of-day", "(daypart: <part>) (today: <today>)", clocks.part_of_today),
    Rule("today", "(part: {early})? (today: <today>)", days.today),
    Rule("tonight", "tonight", clocks.tonight),
    Rule("overnight", "overnight", clocks.overnight),
    Rule("part-of-day", "(part: {part})? (dir: {dir}) (daypart: <part>)", clocks.part_of_this_day),
    Rule("part-of-day", "(the: the) (dir: <next> | {beside}) (daypart: <part>)", clocks.part_of_this_day),
    Rule("part-of-day", "that (?: same )? (daypart: <part>)", clocks.part_of_same_day),
    Rule("part-of-day", "(part: {part})? the (daypart: morning | afternoon | evening)", clocks.the_part),
    Rule("part-of-day", "(part: {early}) (daypart: morning | afternoon | evening)", clocks.the_part),
    Rule(
        "the-day",
        "(?<= <before-day> ) the (day: <ordinal-number>) (?= {stop} | and | at | in | when | with )",
        days.the_day,
    ),
    Rule("year-end", "year (?: <dash> | <genitive> )? end", days.year_end),
    # months
    Rule("month-year", "(part: {part})? (month: {anymonth}) (?: of )? ,? {year}", periods.month),
    Rule("month-year", "(month: <month>) ,? (words: {yearwords})", periods.month_in_words),
    Rule("month-of-year", "(part: {part})? (month: <month>) (?: of )? (which: {dir}) year", periods.month),
    Rule(
        "month-of-text", "(part: {part})? (month: <month>) (?: of )? that (?: same )? year", periods.month_of_that_year
    ),
    Rule("month", "(part: {part})? (dir: {dir})? (month: <month>)", periods.month),
    Rule("prefixed", "the? <prefixed-decade>", periods.prefixed),
    Rule("prefixed", "<prefixed-year> | <prefixed-month> | <prefixed-season>", periods.prefixed),
    # quarters and halves
    Rule("quarter", "the (year: <year>) {ord} quarter", periods.quarter),
    Rule("quarter", "(which: {dir}) year <genitive> (?: fiscal )? {ord} <dash>? quarter", periods.quarter),
    Rule("quarter-year-earlier", "the? {earlier} (?: fiscal )? {ord} quarter", periods.named_quarter_year_earlier),
    Rule("quarter", "(part: {part})? {yearsquarter} (?: (?: of | , )? (?: {which} ) )?", periods.quarter),
    Rule("quarter", "(?: fiscal )? {ord} <dash> quarter (?: (year: <year>) )?", periods.quarter),
    Rule("quarter", "(year: <year>) <genitive> {ord} <dash>? quarter", periods.quarter),
    Rule("half", "the? (ordinal: <ordinal> | last | latter) half of (?: {which} )", periods.half),
    Rule(
        "half-of-decade",
        "the? (ordinal: <ordinal> | last | latter | early) half of the? (decade: <decade> | {cutdecade})",
        periods.half_of_decade,
    ),
    Rule("quarter-of-year", "(which: {dir}) year <genitive> (?: quarter | period )", periods.quarter_of_year),
    Rule("quarter-of-year", "the (year: <year>) (?: quarter | period )", periods.quarter_of_year),
    Rule(
        "quarter-year-earlier",
        "the? (?: {earlier} | (?: same | corresponding | comparable ) {earlier}? ) (?: quarter | period ) {lastyear}?",
        periods.quarter_year_earlier,
    ),
    Rule("quarter-year-earlier", "the (?: quarter | period ) a year (?: ago | earlier )", periods.quarter_year_earlier),
    Rule("quarter-ended", "the? quarter (?= (?: ended | ending ) {monthday} )", periods.quarter_ended),
    Rule("latest-quarter", "the (?: latest | recent | most recent )? quarter (?! <dash> )", periods.latest_quarter),
    Rule("latest-quarter", "the latest period", periods.latest_quarter),
    # seasons, years, decades
    Rule("season", "(part: {part})? the? (season: <season>) (?: of )? (year: <year>)", periods.season),
    Rule("season", "the? (season: <season>) (?: of )? (words: {yearwords})", periods.season_in_letters),
    Rule("season", "(part: {part})? (season: <season>) (?: of )? (which: {dir}) year", periods.season),
    Rule("season", "(part: {part})? (dir: {dir}) (season: <season>)", periods.season),
    Rule("season", "(part: {part})? the? (season: <season-name>)", periods.season),
    Rule("season", "the (part: {early})? (season: <season>)", periods.season),
    Rule("fiscal-year", "fiscal (?: year )? (year: <year>)", periods.fiscal_year),
    Rule("years", "(year: <year>) <dash> (other: <year> | <two-digits>)", periods.years_range),
    Rule("year", "(part: {part})? (?: the year )? (year: <year>) (open: {open})?", periods.year),
    Rule("year", "the year (words: {yearwords})", periods.year_in_letters),
    Rule("year", "(words: nineteen {ones})", periods.year_in_letters),
    Rule("decade", "the? (part: {part})? the? (decade: <decade>)", periods.decade),
    Rule("decade", "the? (part: {part})? the? (decade: {cutdecade})", periods.short_decade),
    Rule("decade", "the (part: {part})? (decade: <nineties>)", periods.named_decade),
    Rule("century", "the? (part: {part})? the? {ord} <dash>? century", periods.century),
    # sets
    Rule("often", "(?: <often> | {count} times ) (?: a | an | per | each | every ) (unit: <unit>)", quantities.often),
    Rule("every", "<every> (?: (other: other) | (count: {count}) )? (unit: <unit> | <units>)", quantities.every),
    Rule("adverb-of-set", "(adverb: <adverb-of-set>)", quantities.adverb_of_set),
    # relative to publication or to the text
    Rule("year-ago", "{earlier}", relatives.year_ago),
    Rule("ago", "(mod: {mod})? {counted} {orso}? ago", relatives.ago),
    Rule("ago", "<units> ago", relatives.past),
    Rule("earlier", "(mod: {mod})? {counted} (?: earlier | previously )", relatives.earlier),
    Rule("earlier", "(mod: {mod})? {counted} before (?= {stop} )", relatives.earlier),
    Rule(
        "unit-beside",
        "the (unit: {calendar}) (?: before | (after: after) ) (?= {stop} )",
        relatives.unit_beside,
    ),
    Rule("before-last", "the (unit: week | month | year) before last", relatives.before_last),
    Rule("later", "(mod: {mod})? {counted} later", relatives.later),
    Rule("from-now", "(mod: {mod})? {counted} from now", relatives.from_now),
    # durations
    Rule("one-day", "one day", relatives.one_day),
    Rule("long", "(?: (unit: <unit>) | (units: <units>) ) <dash> long", quantities.long),
    Rule(
        "duration-range",
        "(mod: {mod})? {frame}? {counts} <dash>? (unit: <unit> | <units>)",
        quantities.duration_range,
    ),
    Rule(
        "duration",
        "(mod: {mod})? {frame} (count: {count} | {vague}) {andahalf}? {between}? (unit: <units>) {orso}?",
        quantities.some_duration,
    ),
    Rule("duration", "(mod: {mod})? the (count: {count}) {between}? (unit: <units>)", quantities.some_duration),
    Rule("duration", "the {earlier} (count: {count}) (unit: <units>)", quantities.some_duration),
    Rule(
        "duration",
        "(mod: {mod})? {another} (count: {count} | {vague}) {between}? (unit: <units>)",
        quantities.some_duration,
    ),
    Rule("duration", "(mod: {mod})? (one: {another}) (unit: {longer})", quantities.some_duration),
    Rule("duration", "(mod: {mod})? a (count: {count}) <dash> (unit: <unit>) period", quantities.some_duration),
    Rule(
        "duration",
        "(mod: {mod})? (count: {count} | {vague}) {andahalf}? {between}? (unit: <unit> | <units>) {orso}?",
        quantities.some_duration,
    ),
    Rule("duration", "(mod: {mod})? (one: half) (?: a | an | <dash> ) (unit: <unit>)", quantities.some_duration),
    Rule("duration", "(mod: {mod})? (one: a | an) (unit: <unit>) {halfmore}", quantities.some_duration),
    Rule(
        "one-unit",
        "(mod: {mod})? (?: a | an ) (unit: <unit>) {orso}? (?! <dash> (?: ago | earlier | long | old ) )",
        quantities.one_unit,
        closes=True,
    ),
    Rule("fiscal-period", "the (?: fiscal )? year (?= ended | ending )", quantities.fiscal_period),
    Rule(
        "relative-unit",
        "(part: {part})? (the: the)? (dir: {dir} | {beside}) {kindofyear}? (unit: <unit>) {orso}?",
        relatives.relative_unit,
    ),
    Rule("same-unit", "(part: {part})? (?: that (?: same | very )? | the same ) (unit: <unit>)", relatives.same_unit),
    Rule(
        "the-unit",
        "(part: {part})? the (?: full | whole | entire | fiscal )? (unit: year | week | month | weekend) (?! <dash> )",
        relatives.the_unit,
    ),
    Rule("past", "past (unit: <units>)", relatives.past),
    Rule("vague-duration", "recent (unit: <units>) (?: (?: or | and ) <units> )?", quantities.vague_duration),
    Rule(
        "vague-duration",
        "(?: coming | the (?: past | last | next | early | first )? ) (unit: <units>) (?: ahead )?",
        quantities.vague_duration,
    ),
    Rule("vague-duration", "(unit: <long-units>) (?: (?: or | and ) <units> )?", quantities.bare_units),
    Rule("then", "(?<= <before-then> ) then", relatives.then),
    # present, past, future
    Rule("present", "<present> | these days | current | at present | this moment", relatives.present),
    Rule(
        "past",
        "(?: more | most )? <past-time> | recent | the past (?! <cardinal> | <integer> | <vague> | <season> )",
        relatives.past,
    ),
    Rule("future", "<soon>", relatives.soon),
    Rule("future", "the (?: near | foreseeable | distant )? future (?! of ) | future <units>", relatives.future),
)
