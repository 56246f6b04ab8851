"""What several voices said, day by day, and what became of it: a mark a statement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

import altair as alt
from msgspec import Struct

from onrecord.asking.rows import StatementRow
from onrecord.charts.drawing import Cell, Drawing
from onrecord.charts.look import AXIS, CROSS, SERIF, Look, at, day_axis, drawn, dressed, pixels, until
from onrecord.charts.steps import UNDONE
from onrecord.charts.words import counted, cut, days_of_value, listed, wrapped
from onrecord.record.vocabulary import Standing

__all__ = ["MARKS_OF_A_DAY", "Voices", "voices"]

MARKS_OF_A_DAY: Final = 8  # of one voice

_LABELS: Final = 300  # pixels of the column of names beside the axis of a wide drawing
_MARK: Final = 13  # pixels from one mark of a day to the next above it
_COLUMNS: Final = ("voice", "day", "statements", "standing", "ids")
_LEGEND: Final = "Dot: stands. Diamond: disputed. Cross: taken back, corrected or replaced."


class _Day(Struct, frozen=True, kw_only=True):
    """What one voice said on a day (null: no day is known): the standing of each statement, and its id."""

    day: str | None
    said: tuple[tuple[str, str], ...]


class Voice(Struct, frozen=True, kw_only=True):
    """Somebody, and the days on which they spoke."""

    name: str
    days: tuple[_Day, ...]

    @property
    def standings(self) -> str:
        """`12 statements: 10 stands, 2 withdrawn`."""
        found = Counter(standing for day in self.days for standing, _ in day.said)
        each = f": {listed(f'{number} {standing}' for standing, number in found.most_common())}" if found else ""
        return f"{counted(found.total(), 'statement')}{each}"


class Voices(Drawing, frozen=True, kw_only=True):
    """A drawing of the statements of several voices over time."""

    several: tuple[Voice, ...]

    def picture(self, look: Look) -> alt.LayerChart:
        """A band a voice, with a column of marks on each day."""
        highest = max((len(day.said) for voice in self.several for day in voice.days if day.day), default=1)
        band = max(46, 22 + _MARK * min(highest, MARKS_OF_A_DAY)) + (0 if look.wide else 40)
        marks = [mark for number, voice in enumerate(self.several) for mark in _marks(voice, (number + 1) * band, look)]
        labels = [_label(voice, number * band, (number + 1) * band, look) for number, voice in enumerate(self.several)]
        height = band * len(self.several)
        more = sum(max(len(day.said) - MARKS_OF_A_DAY, 0) for voice in self.several for day in voice.days if day.day)
        undated = sum(len(day.said) for voice in self.several for day in voice.days if not day.day)
        left_out = f" Not drawn: {listed(_left_out(more, undated))}." if more or undated else ""
        lines = wrapped(f"{_LEGEND}{left_out}", 120 if look.wide else 50, 4)
        legend = [{"words": line, "y": height + 16 + 17 * number} for number, line in enumerate(lines)]
        words = {"type": "text", "align": "left"}
        small = {**words, "fontSize": 12, "color": look.muted}
        begin = _LABELS if look.wide else 0
        layers = [
            drawn(labels, {"type": "rule", "color": look.hair}, x=at(begin), x2=until(look.width), y=pixels("base")),
            *([_symbols(marks, look)] if marks else []),
            drawn(labels, {**words, "font": SERIF, "fontSize": 15}, x=at(0), y=pixels("y1"), text=alt.Text("name:N")),
            drawn(labels, small, x=at(0), y=pixels("y2"), text=alt.Text("note:N")),
            drawn(legend, {**small, "fontStyle": "italic"}, x=at(0), y=pixels("y"), text=alt.Text("words:N")),
        ]
        return dressed(layers, look, height=height + 12 + 17 * len(lines), axis=AXIS)


def _left_out(more: int, undated: int) -> Iterator[str]:
    if more:
        yield f"{more} more on full days"
    if undated:
        yield f"{undated} without a day"


def voices(said: Mapping[str, Iterable[StatementRow]]) -> Voices:
    """The statements of each name over time, on the day on which they were said, else printed."""
    several = tuple(Voice(name=name, days=tuple(_days(rows))) for name, rows in said.items())
    told = "; ".join(f"{voice.name}: {voice.standings}" for voice in several)
    return Voices(
        title=f"What {listed(said)} said, by day",
        says=f"Statements by day. {told}.",
        columns=_COLUMNS,
        rows=tuple(row for voice in several for row in _rows(voice)),
        empty=f"Nothing on record was said by {listed(cut(name, 40) for name in said)}.",
        several=several,
    )


def _days(rows: Iterable[StatementRow]) -> Iterator[_Day]:
    found: dict[str | None, list[tuple[str, str]]] = {}
    for row in rows:
        found.setdefault(_day(row.said) or _day(row.published), []).append((row.standing, row.id))
    for day in sorted(found, key=lambda day: (day is None, day)):
        # What stands comes last: of a full day the rest is drawn.
        yield _Day(day=day, said=tuple(sorted(found[day], key=lambda pair: (pair[0] == Standing.STANDS, pair))))


def _day(value: str | None) -> str | None:
    """The day of a TIMEX3 value; None where it is a month, a year, or unknown."""
    days = days_of_value(value)
    if days is None or date.fromisoformat(days.until[:10]) - date.fromisoformat(days.begin[:10]) > timedelta(days=1):
        return None
    return days.begin[:10]


def _rows(voice: Voice) -> Iterator[tuple[Cell, ...]]:
    for day in voice.days:
        for standing, number in Counter(standing for standing, _ in day.said).items():
            ids = " ".join(known for held, known in day.said if held == standing)
            yield voice.name, day.day, number, standing, ids


def _label(voice: Voice, top: int, base: int, look: Look) -> dict[str, Any]:
    return {
        "name": cut(voice.name, 38 if look.wide else 42),
        "note": cut(voice.standings, 48 if look.wide else 52),
        "y1": base - 28 if look.wide else top + 14,
        "y2": base - 10 if look.wide else top + 32,
        "base": base,
    }


def _marks(voice: Voice, base: int, look: Look) -> Iterator[dict[str, Any]]:
    for day in voice.days:
        for number, (standing, _) in enumerate(day.said[:MARKS_OF_A_DAY] if day.day else ()):
            yield {"begin": day.day, "y": base - 10 - _MARK * number, "standing": standing, **_mark(standing, look)}


def _mark(standing: str, look: Look) -> dict[str, str]:
    if standing in UNDONE:
        return {"shape": CROSS, "colour": look.undone}
    if standing in {Standing.DISPUTED, Standing.UNCLEAR}:
        return {"shape": "diamond", "colour": look.disputed}
    return {"shape": "circle", "colour": look.stands}


def _symbols(marks: Sequence[dict[str, Any]], look: Look) -> alt.Chart:
    days = [mark["begin"] for mark in marks]
    return drawn(
        marks,
        {"type": "point", "filled": True, "opacity": 1, "size": 60},
        x=day_axis(min(days), max(days), look, begin=_LABELS + 12 if look.wide else 6),
        y=pixels("y"),
        shape=alt.Shape("shape:N", scale=None),
        color=alt.Color("colour:N", scale=None),
        tooltip=[alt.Tooltip("begin:N", title="day"), alt.Tooltip("standing:N")],
    )
