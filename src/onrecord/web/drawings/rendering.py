"""Drawings as files, made once for the same answer."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import Final, Literal, get_args

import msgspec
from altair.utils import schemapi
from fastapi import Request, Response

from onrecord.charts.drawing import Drawing
from onrecord.charts.look import Size, Theme, look_of, message
from onrecord.charts.rendering import svg_of
from onrecord.errors import UnknownId

__all__ = ["FORMATS", "Format", "draw_ahead", "file_answer", "format_of"]

Format = Literal["svg", "png", "csv", "json"]
FORMATS: Final[tuple[Format, ...]] = get_args(Format)

_MEDIA: Final[dict[Format, str]] = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}
_KEPT_SVG: Final = 256  # drawings of about 10 kB
_KEPT_PNG: Final = 32  # of about 100 kB


def draw_ahead() -> None:
    """Makes this process ready to draw: what renders takes half a second to start, and Altair is told not to check each
    part of each chart as it is put together, which takes a fifth of a drawing's time (the tests check them).
    """
    schemapi.disable_debug_mode()
    svg_of(message(["ready"], look_of("light", "wide")), title="ready", description="ready")


def format_of(name: str) -> tuple[str, Format]:
    """`patrols.svg` as its name and its format. Raises UnknownId where it ends in none of the formats."""
    stem, _, ending = name.rpartition(".")
    for known in FORMATS:
        if ending == known and stem:
            return stem, known
    raise UnknownId(f"a drawing's address ends in one of .{', .'.join(FORMATS)}")


def file_answer(request: Request, drawing: Drawing, form: Format, *, theme: Theme, size: Size) -> Response:
    """The drawing as a file, or that the browser has it already."""
    body = _body(drawing, form, theme, size)
    headers = {"ETag": f'"{hashlib.sha256(body).hexdigest()[:32]}"', "Cache-Control": "no-cache"}
    if headers["ETag"] in request.headers.get("If-None-Match", ""):
        return Response(status_code=304, headers=headers)
    return Response(body, 200, headers, _MEDIA[form])


def _body(drawing: Drawing, form: Format, theme: Theme, size: Size) -> bytes:
    match form:
        case "svg":
            return _svg(drawing, theme, size)
        case "png":
            return _png(drawing, theme, size)
        case "csv":
            return drawing.to_csv().encode()
        case "json":
            return msgspec.json.encode({"title": drawing.title, "says": drawing.says, "rows": drawing.to_dicts()})


# A drawing is a value: what it is made from is the key, so that a record that has grown gives a new one.
@lru_cache(maxsize=_KEPT_SVG)
def _svg(drawing: Drawing, theme: Theme, size: Size) -> bytes:
    return drawing.to_svg(theme=theme, size=size).encode()


@lru_cache(maxsize=_KEPT_PNG)
def _png(drawing: Drawing, theme: Theme, size: Size) -> bytes:
    return drawing.to_png(theme=theme, size=size)
