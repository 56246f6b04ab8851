"""How much the record has of each publication, and how much of that is no copy of another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import altair as alt

from onrecord.asking.rows import SourceRow
from onrecord.charts.drawing import Drawing
from onrecord.charts.look import SERIF, Look, at, drawn, dressed, pixels
from onrecord.charts.words import counted, cut, listed

__all__ = ["PUBLICATIONS_DRAWN", "Bars", "publications"]

PUBLICATIONS_DRAWN: Final = 16

_COLUMNS: Final = ("publication", "language", "country", "pages", "origins", "statements", "first", "last")
_LABELS: Final = 300  # pixels of the column of names beside the bars of a wide drawing
_COUNTS: Final = 150  # pixels for the counts behind them
_BAR: Final = 14  # pixels high


class Bars(Drawing, frozen=True, kw_only=True):
    """A drawing of the pages of each publication."""

    sources: tuple[SourceRow, ...]

    def picture(self, look: Look) -> alt.LayerChart:
        """A bar a publication, filled as far as its pages are no copies."""
        shown = self.sources[:PUBLICATIONS_DRAWN]
        step = 34 if look.wide else 52
        most = max(source.articles for source in shown)
        items = [_item(source, number * step, most, look) for number, source in enumerate(shown)]
        outline = {"type": "bar", "size": _BAR, "fill": look.hair, "stroke": look.muted, "strokeWidth": 1}
        full = {"type": "bar", "size": _BAR, "fill": look.stands}
        name = {"type": "text", "align": "left", "font": SERIF, "fontSize": 15}
        count = {"type": "text", "align": "left", "fontSize": 12, "color": look.muted}
        words = {"type": "text", "align": "left", "fontSize": 12, "fontStyle": "italic", "color": look.muted}
        y = pixels("y")
        x = alt.X("begin:Q", scale=None, axis=None)
        layers = [
            drawn(items, outline, x=x, x2=alt.X2("pages"), y=y),
            drawn(items, full, x=x, x2=alt.X2("origins"), y=y),
            drawn(items, name, x=at(0), y=pixels("name_y"), text=alt.Text("name:N"), tooltip=alt.Tooltip("full:N")),
            drawn(items, count, x=alt.X("counts_x:Q", scale=None, axis=None), y=y, text=alt.Text("counts:N")),
        ]
        height = len(shown) * step
        more = len(self.sources) - len(shown)
        legend = "Filled: no copies of another page on record." + (f" {more} more: the table has all." if more else "")
        layers.append(drawn([{"words": legend, "y": height + 14}], words, x=at(0), y=y, text=alt.Text("words:N")))
        return dressed(layers, look, height=height + 26)


def publications(sources: Sequence[SourceRow]) -> Bars:
    """The publications among the answer to `sources`, those with the most pages first."""
    kept = [source for source in sources if source.kind == "publication"]
    kept.sort(key=lambda source: (-source.articles, source.name))
    return Bars(
        title="Pages of each publication",
        says=_sentence(kept),
        columns=_COLUMNS,
        rows=tuple(
            (
                source.name,
                source.language,
                source.country,
                source.articles,
                source.origins,
                source.statements,
                source.first,
                source.last,
            )
            for source in kept
        ),
        empty="No page on record names its publication.",
        sources=tuple(kept),
    )


def _item(source: SourceRow, top: int, most: int, look: Look) -> dict[str, Any]:
    begin = _LABELS if look.wide else 0
    room = look.width - begin - _COUNTS
    y = top + (17 if look.wide else 32)
    pages = begin + max(room * source.articles / most, 2)
    return {
        "name": cut(source.name, 36 if look.wide else 42),
        "full": source.name,
        "counts": f"{counted(source.articles, 'page')}, {counted(source.statements, 'statement')}",
        "begin": begin,
        "pages": pages,
        "origins": begin + room * source.origins / most,
        "counts_x": pages + 8,
        "name_y": y if look.wide else top + 12,
        "y": y,
    }


def _sentence(sources: Sequence[SourceRow]) -> str:
    if not sources:
        return "Pages of each publication: none on record."
    pages, origins = sum(source.articles for source in sources), sum(source.origins for source in sources)
    first = [f"{source.name} ({source.articles})" for source in sources[:PUBLICATIONS_DRAWN]]
    more = [f"{len(sources) - len(first)} more"] if len(sources) > len(first) else []
    return (
        f"{counted(pages, 'page')} of {counted(len(sources), 'publication')}, {origins} of them no copies of another:"
        f" {listed([*first, *more])}."
    )
