"""Static files under names that change with what is in them, so that browsers may keep them."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path
from typing import Final

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

__all__ = ["FOLDER", "Assets", "asset"]

FOLDER: Final = Path(__file__).parent / "static"
MOUNT: Final = "/static"
_VERSIONED: Final = re.compile(r"(?P<stem>.+)\.(?P<version>[0-9a-f]{12})(?P<ending>\.[^./]+)")


@cache  # what ships does not change while the server runs
def asset(name: str) -> str:
    """The address of the static file `name`: `site.css` is `/static/site.5d41402abc4b.css`. Raises OSError."""
    version = hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()[:12]
    stem, dot, ending = name.rpartition(".")
    return f"{MOUNT}/{stem}.{version}{dot}{ending}"


class Assets(StaticFiles):
    """The static files of the package; what is asked for by its version may be kept for a year."""

    def __init__(self) -> None:
        super().__init__(directory=FOLDER)

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file at `path`, with or without its version."""
        versioned = _VERSIONED.fullmatch(path)
        plain = f"{versioned['stem']}{versioned['ending']}" if versioned else path
        response = await super().get_response(plain, scope)
        current = versioned is not None and (FOLDER / plain).is_file() and asset(plain) == f"{MOUNT}/{path}"
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if current else "no-cache"
        return response
