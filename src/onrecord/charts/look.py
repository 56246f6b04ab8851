"""How drawings look: colours, letters and measures, for a light and a dark page, a wide and a narrow one.

Colours are of the Okabe-Ito palette (Color Universal Design), darkened or lightened until they reach 4.5 to 1 against
the paper; what a colour says a shape, a stroke or a word says too.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final, Literal

import altair as alt
from msgspec import Struct

__all__ = [
    "AXIS",
    "LOOKS",
    "SERIF",
    "Look",
    "Size",
    "Theme",
    "at",
    "day_axis",
    "drawn",
    "dressed",
    "look_of",
    "message",
    "pixels",
    "until",
]

Theme = Literal["light", "dark"]
Size = Literal["wide", "narrow"]

# Only letters that systems have: nothing is fetched.
SERIF: Final = (
    "Charter, 'Bitstream Charter', 'Iowan Old Style', 'Palatino Linotype', Georgia, 'Noto Serif',"
    " 'Liberation Serif', serif"
)
SANS: Final = "-apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Liberation Sans', Arial, sans-serif"
_MARGIN: Final = 8  # pixels above and below a drawing; its sides are those of the text that it stands in
CROSS: Final = "M-0.9,-0.6L-0.6,-0.9L0,-0.3L0.6,-0.9L0.9,-0.6L0.3,0L0.9,0.6L0.6,0.9L0,0.3L-0.6,0.9L-0.9,0.6L-0.3,0Z"
"""The shape of what was taken back."""

AXIS: Final = 24  # pixels above a drawing for the days of its axis
_WIDTHS: Final[dict[Size, int]] = {"wide": 960, "narrow": 320}


class Look(Struct, frozen=True, kw_only=True):
    """The colours of a theme, and the size of the drawing."""

    theme: Theme
    size: Size
    paper: str
    ink: str
    muted: str
    hair: str
    stands: str
    undone: str
    disputed: str

    @property
    def width(self) -> int:
        """In pixels."""
        return _WIDTHS[self.size]

    @property
    def wide(self) -> bool:
        """Whether there is room for columns."""
        return self.size == "wide"


_COLOURS: Final[dict[Theme, dict[str, str]]] = {
    "light": {
        "paper": "#fffdf8",
        "ink": "#1c1a17",
        "muted": "#5d5850",
        "hair": "#ddd6c9",
        "stands": "#0b5d93",
        "undone": "#b03a12",
        "disputed": "#8a4a77",
    },
    "dark": {
        "paper": "#181613",
        "ink": "#efeae1",
        "muted": "#b3aca0",
        "hair": "#3d3932",
        "stands": "#7dbcec",
        "undone": "#f2916a",
        "disputed": "#d9a3c8",
    },
}
LOOKS: Final = {
    (theme, size): Look(theme=theme, size=size, **colours) for theme, colours in _COLOURS.items() for size in _WIDTHS
}


def look_of(theme: Theme, size: Size) -> Look:
    """The look for a theme and a size."""
    return LOOKS[theme, size]


def dressed(layers: Sequence[alt.Chart], look: Look, *, height: int, axis: int = 0) -> alt.LayerChart:
    """`layers` with the letters, colours and measures of `look`; `height` in pixels, `axis` of them above it."""
    padding = {"left": 0, "right": 0, "top": _MARGIN + axis, "bottom": _MARGIN}
    # Each of Altair's `configure` methods copies the whole chart: 10 ms of 40 for a timeline.
    config = {
        "aria": False,
        "font": SANS,
        "view": {"stroke": None},
        "text": {"color": look.ink, "baseline": "middle"},
        "axis": {
            "domain": False,
            "gridColor": look.hair,
            "labelColor": look.muted,
            "labelFontSize": 12,
            "labelLimit": 0,  # a limit makes vl-convert measure each label twice
            "labelPadding": 6,
            "tickColor": look.hair,
            "title": None,
        },
    }
    return alt.LayerChart(
        layer=list(layers), width=look.width, height=height, background=look.paper, padding=padding, autosize="none",
        config=config,
    )  # fmt: skip


def drawn(
    rows: Sequence[Mapping[str, object]],
    mark: Mapping[str, Any],
    **channels: Any,  # noqa: ANN401 - Altair's own
) -> alt.Chart:
    """One layer: `rows` as marks. The channels are those of Altair's `encode`."""
    # Altair copies a list of rows at each step of its way, a text not: 15 ms of 45 for a timeline.
    data = alt.InlineData(values=json.dumps(list(rows)), format=alt.JsonDataFormat(type="json"))
    layer: alt.Chart = alt.Chart(data, mark=alt.MarkDef(**mark)).encode(**channels)
    return layer


def at(x: float) -> alt.XValue:
    """A horizontal place in pixels."""
    return alt.XValue(x)  # type: ignore[no-untyped-call]


def until(x: float) -> alt.X2Value:
    """A horizontal end in pixels."""
    return alt.X2Value(x)  # type: ignore[no-untyped-call]


def pixels(field: str) -> alt.Y:
    """A vertical place that is given in pixels from the top."""
    return alt.Y(f"{field}:Q", scale=None, axis=None)


def day_axis(first: str, last: str, look: Look, *, begin: float) -> alt.X:
    """The field `begin` as days on an axis above the drawing, from `first` to `last` (ISO 8601) with some room around
    them; `begin` is where it starts, in pixels.
    """
    room = max(timedelta(days=1), (date.fromisoformat(last) - date.fromisoformat(first)) * 0.04)
    domain = (date.fromisoformat(first) - room, date.fromisoformat(last) + room)
    length = (domain[1] - domain[0]).days
    return alt.X(
        "begin:T",
        scale=alt.Scale(
            type="utc", domain=[day.isoformat() for day in domain], range=[begin, look.width - 6], nice=False
        ),
        axis=alt.Axis(
            orient="top",
            format="%b %-d" if length < 300 else "%b %Y" if length < 2000 else "%Y",
            tickCount=(6 if look.wide else 4) if length > 6 else {"interval": "day", "step": 1 if length < 5 else 2},
            labelOverlap=True,
            grid=look.wide,  # on a narrow page it would run through the words
        ),
    )


def message(words: list[str], look: Look) -> alt.LayerChart:
    """A drawing of nothing but lines of words, for an answer that is empty."""
    rows = [{"line": line, "y": 14 + 20 * number} for number, line in enumerate(words)]
    style = {"type": "text", "align": "left", "font": SERIF, "fontSize": 15, "fontStyle": "italic", "color": look.muted}
    text = drawn(rows, style, x=at(0), y=pixels("y"), text=alt.Text("line:N"))
    return dressed([text], look, height=8 + 20 * len(words))
