"""A drawing: the picture of an answer, the sentence that says the same, and the table behind both."""

from __future__ import annotations

import csv
import io
import json
from typing import Any, Final

import altair as alt
import vl_convert
from lxml import etree
from msgspec import Struct

from onrecord.charts.look import Look, Size, Theme, look_of, message
from onrecord.charts.words import plain, wrapped

__all__ = ["STRUCK", "Cell", "Drawing"]

STRUCK: Final = "struck"
"""How the name of a layer of text begins through which a line is drawn."""

Cell = str | int | None

_VEGA_LITE: Final = "6.4"  # the newest that vl-convert has, and the one that Altair 6 writes
_SVG: Final = "{http://www.w3.org/2000/svg}"
_FRAME: Final = 16  # pixels
_PNG_SCALE: Final = 2  # for screens of two dots a pixel, and for slides


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
        spec = json.dumps(self.chart(theme=theme, size=size).to_dict(validate=False))
        drawn = vl_convert.vegalite_to_svg(spec, vl_version=_VEGA_LITE, allowed_base_urls=[])
        return _finished(drawn, title=self.title, description=self.says)

    def to_png(self, *, theme: Theme = "light", size: Size = "wide") -> bytes:
        """The drawing as a PNG of two dots a pixel."""
        return vl_convert.svg_to_png(_framed(self.to_svg(theme=theme, size=size)), scale=_PNG_SCALE)

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


def _finished(svg: str, *, title: str, description: str) -> str:
    """Vega's SVG with a name for those who hear it, and with a line through the text of the layer `struck`."""
    root = etree.fromstring(svg.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    for group in root.iter(f"{_SVG}g"):
        if f" {STRUCK}_" in (group.get("class") or ""):
            for text in group.iter(f"{_SVG}text"):  # browsers do not hand the line down from the group
                text.set("text-decoration", "line-through")
    root.set("role", "img")
    for number, (tag, words) in enumerate((("title", title), ("desc", description))):
        element = root.makeelement(f"{_SVG}{tag}", {})
        element.text = plain(words)
        root.insert(number, element)
    return etree.tostring(root, encoding="unicode")


def _framed(svg: str) -> str:
    """The drawing with a margin of its paper on all sides, for where no page gives it one."""
    root = etree.fromstring(svg.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    width, height = float(root.get("width", 0)), float(root.get("height", 0))
    paper = root.find(f"{_SVG}rect")
    assert paper is not None  # Vega's background
    for element in (root, paper):
        element.set("width", f"{width + 2 * _FRAME:g}")
        element.set("height", f"{height + 2 * _FRAME:g}")
    paper.set("x", f"{-_FRAME}")
    paper.set("y", f"{-_FRAME}")
    root.set("viewBox", f"{-_FRAME} {-_FRAME} {width + 2 * _FRAME:g} {height + 2 * _FRAME:g}")
    return etree.tostring(root, encoding="unicode")
