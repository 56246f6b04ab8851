"""Charts as SVG, by Vega in vl-convert: words and shapes, and nothing that loads or runs."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any, Final

import altair as alt
import vl_convert
from lxml import etree

from onrecord.charts.words import plain

__all__ = ["STRUCK", "png_of", "svg_of"]

STRUCK: Final = "struck"
"""How the name of a layer of text begins through which a line is drawn."""

_VEGA_LITE: Final = "6.4"  # the newest that vl-convert has, and the one that Altair 6 writes
_SVG: Final = "{http://www.w3.org/2000/svg}"
_FRAME: Final = 16  # pixels
_PNG_SCALE: Final = 2  # for screens of two dots a pixel, and for slides


def svg_of(chart: alt.LayerChart, *, title: str, description: str) -> str:
    """The chart as a document of SVG, with a name for those who hear it.

    The places of all words have to be given: nothing may hang on how wide they are.
    """
    spec = chart.to_dict(validate=False)
    words = _take_out_words(spec)
    drawn = vl_convert.vegalite_to_svg(json.dumps(spec), vl_version=_VEGA_LITE, allowed_base_urls=[])
    root = _parsed(drawn)
    for group in root.iterfind(f".//{_SVG}g[@class]"):
        if "role-mark" in group.get("class", ""):
            for text in group.iterfind(f"{_SVG}text"):
                text.text = words[int(text.text or 0)]
                if f" {STRUCK}_" in group.get("class", ""):
                    text.set("text-decoration", "line-through")
    root.set("role", "img")
    for number, (tag, said) in enumerate((("title", title), ("desc", description))):
        element = root.makeelement(f"{_SVG}{tag}", {})
        element.text = plain(said)
        root.insert(number, element)
    return etree.tostring(root, encoding="unicode")


def png_of(svg: str) -> bytes:
    """The SVG of `svg_of` as a PNG, with a margin of its paper on all sides, as no page gives it one."""
    root = _parsed(svg)
    paper = root.find(f"{_SVG}rect")
    assert paper is not None  # Vega's background
    width, height = (f"{float(root.get(side, 0)) + 2 * _FRAME:g}" for side in ("width", "height"))
    for element in (root, paper):
        element.set("width", width)
        element.set("height", height)
    paper.set("x", f"{-_FRAME}")
    paper.set("y", f"{-_FRAME}")
    root.set("viewBox", f"{-_FRAME} {-_FRAME} {width} {height}")
    return vl_convert.svg_to_png(etree.tostring(root, encoding="unicode"), scale=_PNG_SCALE)


def _take_out_words(spec: dict[str, Any]) -> list[str]:
    """Puts a number for each text that is drawn, and gives the texts.

    vl-convert measures a text in 90 µs a letter: a timeline of 18 steps takes 140 ms with its words and 40 ms without.
    """
    fields: defaultdict[str, set[str]] = defaultdict(set)
    for layer in spec["layer"]:
        if layer["mark"]["type"] == "text":
            data = layer.get("data") or spec["data"]  # Altair hoists the data that all layers share
            fields[data["name"]].add(layer["encoding"]["text"]["field"])
    words: list[str] = []
    for name, drawn in fields.items():
        rows = json.loads(spec["datasets"][name])
        for row in rows:
            for field in drawn:
                words.append(row[field])
                row[field] = str(len(words) - 1)
        spec["datasets"][name] = json.dumps(rows)
    return words


def _parsed(svg: str) -> etree._Element:
    return etree.fromstring(svg.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
