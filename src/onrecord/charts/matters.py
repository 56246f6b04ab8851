"""The timeline of a matter: each step on its day, who says so, and how long a claim stood until it was taken back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

import altair as alt
from msgspec import Struct

from onrecord.asking.rows import StatusAnswer
from onrecord.charts.drawing import Cell, Drawing
from onrecord.charts.look import AXIS, CROSS, SERIF, Look, at, day_axis, drawn, dressed, pixels, until
from onrecord.charts.rendering import STRUCK
from onrecord.charts.steps import Step, steps_of
from onrecord.charts.words import counted, cut, day_words, days_of_value, listed
from onrecord.record.vocabulary import Phase, Standing

__all__ = ["STEPS_DRAWN", "Timeline", "matter"]

# A text takes vl-convert about 1.5 ms to measure, and a step has two.
STEPS_DRAWN: Final = 18

# Marks as on a player: what runs points on, what rests has two bars, what is over is a square.
_PAUSE: Final = (
    "M-0.85,-0.9L-0.3,-0.9L-0.3,0.9L-0.85,0.9L-0.85,-0.9ZM0.3,-0.9L0.85,-0.9L0.85,0.9L0.3,0.9L0.3,-0.9Z"  # two bars
)
_SHAPES: Final = {
    Phase.ANNOUNCED: "triangle-down",
    Phase.STARTED: "triangle-right",
    Phase.PAUSED: _PAUSE,
    Phase.RESUMED: "triangle-right",
    Phase.ENDED: "square",
    Phase.LIFTED: "triangle-up",
    Phase.CANCELLED: "square",
    Phase.SIGNED: "diamond",
    Phase.IN_FORCE: "circle",
}

_DAY: Final = timedelta(days=1)
_LABELS: Final = 464  # pixels of the column of words beside the axis of a wide drawing
_COLUMNS: Final = (
    "date",
    "step",
    "who",
    "says",
    "factuality",
    "standing",
    "done to it",
    "reports",
    "origins",
    "publication",
    "id",
)


class _Places(Struct, frozen=True):
    """Where the parts of a step stand, in pixels below its top; on a narrow page the words stand above the mark."""

    height: int
    label: int
    details: int
    mark: int


_PLACES: Final = {"wide": _Places(44, 12, 30, 21), "narrow": _Places(62, 8, 26, 46)}


class Timeline(Drawing, frozen=True, kw_only=True):
    """A drawing of the steps of a matter; `as_of` is the day that it is asked for."""

    steps: tuple[Step, ...]
    as_of: str | None

    def picture(self, look: Look) -> alt.LayerChart:
        """A row a step: words, and a mark on the day; a line to the cross where the claim was taken back."""
        shown = _latest(self.steps)
        items = [_item(step, number, look) for number, step in enumerate(shown)]
        height = len(shown) * _PLACES[look.size].height
        layers = [*_marks([item for item in items if "begin" in item], look, self.as_of), *_words(items, look)]
        if len(self.steps) > len(shown):
            layers.append(_left_out(len(self.steps) - len(shown), height + 12, look))
            height += 24
        return dressed(layers, look, height=height, axis=AXIS)


def matter(answer: StatusAnswer, *, as_of: str | None = None) -> Timeline:
    """The timeline of the answer to `status`, as of the day it was asked for."""
    steps = steps_of(answer.rows)
    by_then = f" as of {day_words(as_of)}" if as_of else ""
    title = f"Timeline of {answer.matter}{by_then}"
    return Timeline(
        title=title,
        says=f"{title}: {_sentence(answer, steps)}",
        columns=_COLUMNS,
        rows=tuple(_cells(step) for step in steps),
        empty=f"Nothing printed{by_then} starts, pauses or ends anything with the name “{cut(answer.matter, 60)}”.",
        steps=steps,
        as_of=as_of,
    )


def _cells(step: Step) -> tuple[Cell, ...]:
    row = step.row
    return (
        row.date,
        row.what,
        row.who,
        row.says,
        row.factuality,
        row.standing,
        "; ".join(step.deed_words) or None,
        row.reports,
        row.origins,
        row.publication,
        row.id,
    )


def _sentence(answer: StatusAnswer, steps: Sequence[Step]) -> str:
    if not steps:
        return "nothing on record."
    days = sorted(days.begin[:10] for step in steps if (days := days_of_value(step.row.date)))
    span = "" if not days else f" on {days[0]}" if days[0] == days[-1] else f" from {days[0]} to {days[-1]}"
    undone = [f"{step.words} ({step.row.standing}{_on(step.undone_on)})" for step in steps if step.undone]
    taken = f" No longer claimed: {listed(dict.fromkeys(undone))}." if undone else ""
    return f"{counted(len(steps), 'step')}{span}. {answer.says}.{taken}"


def _on(day: str | None) -> str:
    return f" {day}" if day else ""


def _latest(steps: Sequence[Step]) -> Sequence[Step]:
    """The last ones, and as many of those without a date as there is room for."""
    dated = [step for step in steps if days_of_value(step.row.date)]
    return [*dated[-STEPS_DRAWN:], *steps[len(dated) :]][:STEPS_DRAWN]


def _item(step: Step, number: int, look: Look) -> dict[str, Any]:
    """What the layers draw of a step, with its place in pixels."""
    places = _PLACES[look.size]
    top = number * places.height
    disputed = step.row.standing == Standing.DISPUTED
    colour = look.undone if step.undone else look.disputed if disputed else look.stands if step.sure else look.muted
    days = days_of_value(step.row.date)
    return {
        "label": cut(step.words, 60 if look.wide else 42),
        "details": cut(step.details, 74 if look.wide else 52),
        "full": step.words,
        "struck": step.undone,
        "label_y": top + places.label,
        "details_y": top + places.details,
        "y": top + places.mark,
        "colour": colour,
        "fill": colour if step.sure and not step.undone else look.paper,
        "shape": _SHAPES[Phase(step.row.what)],
        **({"begin": days.begin[:10], "until": days.until[:10]} if days else {}),
        **({"undone": step.undone_on} if days and (step.undone_on or "") >= days.begin[:10] else {}),
    }


def _axis(dated: Sequence[dict[str, Any]], look: Look, as_of: str | None) -> alt.X:
    days = [item[key] for item in dated for key in ("begin", "until", "undone") if key in item]
    return day_axis(min(days), max([*days, as_of or ""])[:10], look, begin=_LABELS if look.wide else 6)


def _marks(dated: Sequence[dict[str, Any]], look: Look, as_of: str | None) -> list[alt.Chart]:
    """A hair line, a mark and what became of it for each step of a known day; a broken line on the day asked for."""
    if not dated:
        return []
    x, y, colour = _axis(dated, look, as_of), pixels("y"), alt.Color("colour:N", scale=None)
    spans = [item for item in dated if date.fromisoformat(item["until"]) - date.fromisoformat(item["begin"]) > _DAY]
    undone = [item for item in dated if "undone" in item]
    cross = {"filled": True, "opacity": 1, "color": look.undone, "shape": CROSS}
    begin = _LABELS if look.wide else 0
    hair = {"type": "rule", "color": look.hair}
    layers = [drawn(dated, hair, x=at(begin), x2=until(look.width), y=y)]
    if as_of:
        layers.append(drawn([{"begin": as_of}], {"type": "rule", "color": look.muted, "strokeDash": [3, 3]}, x=x))
    if spans:
        wide = {"type": "rule", "strokeWidth": 9, "opacity": 0.25}
        layers.append(drawn(spans, wide, x=x, x2=alt.X2("until:T"), y=y, color=colour))
    if undone:
        stood = {"type": "rule", "strokeWidth": 3, "color": look.undone}
        layers.append(drawn(undone, stood, x=x, x2=alt.X2("undone:T"), y=y))
        layers.append(drawn(undone, {"type": "point", "size": 70, **cross}, x=alt.X("undone:T"), y=y))
    symbols = drawn(
        dated,
        {"type": "point", "size": 110, "strokeWidth": 1.8, "opacity": 1},
        x=x,
        y=y,
        stroke=alt.Stroke("colour:N", scale=None),
        fill=alt.Fill("fill:N", scale=None),
        shape=alt.Shape("shape:N", scale=None),
        tooltip=[alt.Tooltip("full:N", title="step"), alt.Tooltip("details:N", title="print")],
    )
    return [*layers, symbols]


def _words(items: Sequence[dict[str, Any]], look: Look) -> list[alt.Chart]:
    label = {"type": "text", "align": "left", "font": SERIF, "fontSize": 15 if look.wide else 14}
    small = {"type": "text", "align": "left", "fontSize": 12, "color": look.muted}
    left = at(0)
    standing = [item for item in items if not item["struck"]]
    struck = [item for item in items if item["struck"]]
    layers = [drawn(items, small, x=left, y=pixels("details_y"), text=alt.Text("details:N"))]
    if standing:
        layers.append(drawn(standing, label, x=left, y=pixels("label_y"), text=alt.Text("label:N")))
    if struck:
        taken = drawn(struck, {**label, "color": look.muted}, x=left, y=pixels("label_y"), text=alt.Text("label:N"))
        layers.append(taken.properties(name=f"{STRUCK}_steps"))
    return layers


def _left_out(number: int, y: int, look: Look) -> alt.Chart:
    words = f"{counted(number, 'step')} more: the table has all."
    small = {"type": "text", "align": "left", "fontSize": 12, "fontStyle": "italic", "color": look.muted}
    return drawn([{"words": words, "y": y}], small, x=at(0), y=pixels("y"), text=alt.Text("words:N"))
