"""A drawing: the picture of an answer, the sentence that says the same, and the table behind both."""

from __future__ import annotations

import csv
import io
from typing import Any

import altair as alt
from msgspec import Struct

from onrecord.charts.look import Look, Size, Theme, look_of, message
from onrecord.charts.rendering import png_of, svg_of
from onrecord.charts.words import wrapped

__all__ = ["Cell", "Drawing"]

Cell = str | int | None


class Drawing(Struct, frozen=True, kw_only=True):
    """A picture of typed rows.

    `says` puts in a sentence what the picture shows; `columns` and `rows` are the table behind it, with every name in
    full. `empty` is what is drawn where there is nothing to draw.
    """

    title: str
    says: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: str

    def picture(self, look: Look) -> alt.LayerChart:
        """The chart, where there are rows."""
        raise NotImplementedError

    def chart(self, *, theme: Theme = "light", size: Size = "wide") -> alt.LayerChart:
        """The drawing as an Altair chart, to be changed, shown or saved."""
        look = look_of(theme, size)
        if not self.rows:
            return message(wrapped(self.empty, 90 if look.wide else 40, 4), look)
        return self.picture(look)

    def to_svg(self, *, theme: Theme = "light", size: Size = "wide") -> str:
        """The drawing as a document of SVG that loads and runs nothing, with its title and description."""
        return svg_of(self.chart(theme=theme, size=size), title=self.title, description=self.says)

    def to_png(self, *, theme: Theme = "light", size: Size = "wide") -> bytes:
        """The drawing as a PNG of two dots a pixel."""
        return png_of(self.to_svg(theme=theme, size=size))

    def to_csv(self) -> str:
        """The table behind the drawing."""
        lines = io.StringIO()
        writer = csv.writer(lines, lineterminator="\r\n")
        writer.writerow(self.columns)
        writer.writerows(self.rows)
        return lines.getvalue()

    def to_dicts(self) -> list[dict[str, Cell]]:
        """The table behind the drawing, one dictionary a row."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:  # noqa: ANN401 - Jupyter's hook
        """What a notebook shows."""
        return {"image/svg+xml": self.to_svg(), "text/plain": self.says}
