"""A small network: something in the middle, what acts on it, and what it acts on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Literal

import altair as alt
from msgspec import Struct

from onrecord.charts.drawing import Drawing
from onrecord.charts.look import SERIF, Look, at, drawn, dressed, pixels
from onrecord.charts.rendering import STRUCK
from onrecord.charts.words import cut, wrapped

__all__ = ["Ends", "Spoke", "Stroke"]

Stroke = Literal["solid", "broken", "dotted"]

_DASHES: Final[dict[Stroke, list[int]]] = {"solid": [1, 0], "broken": [7, 4], "dotted": [2, 4]}
_ROW: Final = 46  # pixels from one end to the next
_COLUMN: Final = 284  # pixels for the words on each side of a wide drawing
_HUB: Final = 84  # half the width of the middle of a wide drawing
_SPINE: Final = 10  # pixels from the left at which a narrow drawing has its spine
_LINES: Final = 4  # of words in the middle


class Spoke(Struct, frozen=True, kw_only=True):
    """One end of the network: its name, what a second line says of it, and how its line is drawn.

    `width` is in pixels; a `struck` name is of something that was taken back.
    """

    name: str
    note: str
    width: float = 1.5
    stroke: Stroke = "solid"
    struck: bool = False


class _Place(Struct, frozen=True):
    """Where a spoke stands: its words from `x` on, in the direction `align`, and the points of its line."""

    x: float
    y: float
    align: Literal["left", "right"]
    line: tuple[tuple[float, float], ...]
    arrow: tuple[float, float]
    heads: Literal["right", "left"]


class Ends(Drawing, frozen=True, kw_only=True):
    """A drawing of `inward` spokes, which act on the `hub`, and `outward` ones, on which it acts.

    `inward_title` and `outward_title` head the two sides; `legend` says what the lines mean.
    """

    hub: str
    hub_struck: bool
    inward_title: str
    outward_title: str
    inward: tuple[Spoke, ...]
    outward: tuple[Spoke, ...]
    legend: str

    def picture(self, look: Look) -> alt.LayerChart:
        """On a wide page the hub stands in the middle; on a narrow one above, with a spine below it."""
        return _wide(self, look) if look.wide else _narrow(self, look)


def _wide(ends: Ends, look: Look) -> alt.LayerChart:
    rows = max(len(ends.inward), len(ends.outward))
    hub_lines = wrapped(ends.hub, 20, _LINES)
    height = 34 + max(rows * _ROW, 22 * len(hub_lines) + 16)
    middle = 30 + (height - 34) / 2
    left = [_on_left(number, len(ends.inward), middle, look) for number in range(len(ends.inward))]
    right = [_on_right(number, len(ends.outward), middle, look) for number in range(len(ends.outward))]
    first = middle - 10 * (len(hub_lines) - 1)
    texts = [
        *_titles([(ends.inward_title, _COLUMN, 8, "right")] if ends.inward else [], look),
        *_titles([(ends.outward_title, look.width - _COLUMN, 8, "left")] if ends.outward else [], look),
        *_hub(
            [(line, look.width / 2, first + 20 * number) for number, line in enumerate(hub_lines)],
            "center",
            struck=ends.hub_struck,
        ),
    ]
    placed = [*zip(ends.inward, left, strict=True), *zip(ends.outward, right, strict=True)]
    return _drawn(placed, texts, ends, look, height=height, room=(36, 46))


def _on_left(number: int, count: int, middle: float, look: Look) -> _Place:
    y = middle + (number - (count - 1) / 2) * _ROW
    near = look.width / 2 - _HUB - 6
    return _Place(_COLUMN, y, "right", _curve(_COLUMN + 10, y, near - 8, middle), (near - 4, middle), "right")


def _on_right(number: int, count: int, middle: float, look: Look) -> _Place:
    y = middle + (number - (count - 1) / 2) * _ROW
    near, far = look.width / 2 + _HUB + 6, look.width - _COLUMN
    return _Place(far, y, "left", _curve(near, middle, far - 20, y), (far - 15, y), "right")


def _curve(x1: float, y1: float, x2: float, y2: float) -> tuple[tuple[float, float], ...]:
    """From one height to the other, level at both ends."""
    steps = 12
    return tuple(
        (x1 + (x2 - x1) * part, y1 + (y2 - y1) * part * part * (3 - 2 * part))
        for part in (number / steps for number in range(steps + 1))
    )


def _narrow(ends: Ends, look: Look) -> alt.LayerChart:
    hub_lines = wrapped(ends.hub, 38, _LINES)
    y = 10.0 + 20 * len(hub_lines)
    titles: list[tuple[str, float, float, Literal["left", "right"]]] = []
    placed: list[tuple[Spoke, _Place]] = []
    for title, spokes, inward in (
        (ends.inward_title, ends.inward, True),
        (ends.outward_title, ends.outward, False),
    ):
        if not spokes:
            continue
        titles.append((title, _SPINE + 12, y + 10, "left"))
        y += 44
        for spoke in spokes:
            placed.append((spoke, _on_spine(y, inward=inward)))
            y += _ROW
    height = int(y)
    lines = [(line, 0.0, 10.0 + 20 * number) for number, line in enumerate(hub_lines)]
    hub = _hub(lines, "left", struck=ends.hub_struck)
    spine = {"type": "rule", "color": look.hair, "strokeWidth": 2}
    ends_of_spine = [{"y": 4 + 20 * len(hub_lines), "y2": placed[-1][1].y}] if placed else []
    line = drawn(ends_of_spine, spine, x=at(_SPINE), y=pixels("y"), y2=alt.Y2("y2"))
    return _drawn(placed, [line, *_titles(titles, look), *hub], ends, look, height=height, room=(34, 42))


def _on_spine(y: float, *, inward: bool) -> _Place:
    begin, end = _SPINE + 2, _SPINE + 26
    if inward:
        return _Place(end + 10, y, "left", ((begin + 10, y), (end, y)), (begin + 5, y), "left")
    return _Place(end + 10, y, "left", ((begin, y), (end - 6, y)), (end - 2, y), "right")


def _titles(titles: Sequence[tuple[str, float, float, str]], look: Look) -> Iterator[alt.Chart]:
    for title, x, y, align in titles:
        small = {"type": "text", "align": align, "fontSize": 12, "fontWeight": 600, "color": look.muted}
        yield drawn([{"words": title, "y": y}], small, x=at(x), y=pixels("y"), text=alt.Text("words:N"))


def _hub(lines: Sequence[tuple[str, float, float]], align: str, *, struck: bool) -> Iterator[alt.Chart]:
    large = {"type": "text", "align": align, "font": SERIF, "fontSize": 16, "fontWeight": 700}
    rows = [{"words": words, "y": y} for words, _, y in lines]
    text = drawn(rows, large, x=at(lines[0][1]), y=pixels("y"), text=alt.Text("words:N"))
    yield text.properties(name=f"{STRUCK}_hub") if struck else text


def _drawn(
    placed: Sequence[tuple[Spoke, _Place]],
    texts: Sequence[alt.Chart],
    ends: Ends,
    look: Look,
    *,
    height: int,
    room: tuple[int, int],
) -> alt.LayerChart:
    """The layers of the spokes under the words of hub and titles; `room` is in characters of a name and of a note."""
    layers = [*_lines(placed, look), *texts, *_names(placed, look, room)]
    if ends.legend and placed:
        small = {"type": "text", "align": "left", "fontSize": 12, "fontStyle": "italic", "color": look.muted}
        lines = wrapped(ends.legend, 120 if look.wide else 50, 3)
        rows = [{"words": line, "y": height + 18 + 17 * number} for number, line in enumerate(lines)]
        layers.append(drawn(rows, small, x=at(0), y=pixels("y"), text=alt.Text("words:N")))
        height += 14 + 17 * len(lines)
    return dressed(layers, look, height=height)


def _lines(placed: Sequence[tuple[Spoke, _Place]], look: Look) -> list[alt.Chart]:
    """The lines of the spokes, and an arrow at the end of each."""
    if not placed:
        return []
    colours = {"solid": look.stands, "broken": look.undone, "dotted": look.muted}
    points = [
        {
            "spoke": number,
            "x": x,
            "y": y,
            "width": spoke.width,
            "dash": _DASHES[spoke.stroke],
            "colour": colours[spoke.stroke],
        }
        for number, (spoke, place) in enumerate(placed)
        for x, y in place.line
    ]
    arrows = [
        {
            "x": place.arrow[0],
            "y": place.arrow[1],
            "shape": f"triangle-{place.heads}",
            "colour": colours[spoke.stroke],
        }
        for spoke, place in placed
    ]
    x, y = alt.X("x:Q", scale=None, axis=None), pixels("y")
    return [
        drawn(
            points,
            {"type": "line"},
            x=x,
            y=y,
            detail=alt.Detail("spoke:N"),
            stroke=alt.Stroke("colour:N", scale=None),
            strokeWidth=alt.StrokeWidth("width:Q", scale=None),
            strokeDash=alt.StrokeDash("dash:N", scale=None),
        ),
        drawn(
            arrows,
            {"type": "point", "filled": True, "opacity": 1, "size": 64},
            x=x,
            y=y,
            shape=alt.Shape("shape:N", scale=None),
            color=alt.Color("colour:N", scale=None),
        ),
    ]


def _names(placed: Sequence[tuple[Spoke, _Place]], look: Look, room: tuple[int, int]) -> Iterator[alt.Chart]:
    """The name of each spoke, and below it what is said of it."""
    for align in ("left", "right"):
        there = [(spoke, place) for spoke, place in placed if place.align == align]
        if not there:
            continue
        items = [
            {
                "name": cut(spoke.name, room[0]),
                "note": cut(spoke.note, room[1]),
                "full": spoke.name,
                "struck": spoke.struck,
                "name_y": place.y - 9,
                "note_y": place.y + 9,
            }
            for spoke, place in there
        ]
        x = at(there[0][1].x)
        name = {"type": "text", "align": align, "font": SERIF, "fontSize": 15}
        note = {"type": "text", "align": align, "fontSize": 12, "color": look.muted}
        yield drawn(items, note, x=x, y=pixels("note_y"), text=alt.Text("note:N"))
        if held := [item for item in items if not item["struck"]]:
            yield drawn(held, name, x=x, y=pixels("name_y"), text=alt.Text("name:N"), tooltip=alt.Tooltip("full:N"))
        if gone := [item for item in items if item["struck"]]:
            struck = drawn(gone, {**name, "color": look.muted}, x=x, y=pixels("name_y"), text=alt.Text("name:N"))
            yield struck.properties(name=f"{STRUCK}_{align}")
