"""Makes the screenshots of the guide: the five main pages of the desk over a record of the examples.

Run `python docs/make_screenshots.py` with the packages for development, and Chromium (`$CHROMIUM`, else
/usr/bin/chromium).
"""

from __future__ import annotations

import io
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import uvicorn
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

import onrecord
from onrecord.web.app import create_app

ROOT: Final = Path(__file__).parents[1]
TARGET: Final = ROOT / "docs" / "screenshots"
WIDTH: Final = 1280
COLOURS: Final = 96  # of the palette: what letters and a few colours need
FLAGS: Final = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
]


def main() -> None:
    """Writes `docs/screenshots/*.png`, and prints their sizes."""
    TARGET.mkdir(exist_ok=True)
    chromium = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "examples.db"
        with onrecord.open(file) as record:
            record.read(ROOT / "examples")
            pages = addresses(record)
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        with served(file) as site:
            for name, (address, height, scheme) in pages.items():
                picture = shot(browser, f"{site}{address}", height=height, scheme=scheme)
                TARGET.joinpath(f"{name}.png").write_bytes(picture)
                print(f"{name}.png {len(picture) // 1024} KiB")
        browser.close()


def addresses(record: onrecord.Record) -> dict[str, tuple[str, int, str]]:
    """By the name of the picture: an address, the height that is shown of it in pixels, and the color scheme."""
    rescinded = next(row for row in record.statements(standing="rescinded") if record.cell(row.id).links)
    return {
        "front": ("/", 1000, "light"),
        "matter": ("/matters/patrols?as_of=2031-03-10", 1180, "light"),
        "person": ("/people/Irena%20Valdor", 1000, "light"),
        "page": (f"/articles/{rescinded.article}", 1100, "light"),
        "statement": (f"/statements/{rescinded.id}", 1000, "light"),
        "matter-dark": ("/matters/patrols?as_of=2031-03-10", 1180, "dark"),
    }


@contextmanager
def served(file: Path) -> Iterator[str]:
    """Serves the record in `file`; gives the address."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(file), log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        listening.close()


def shot(browser: Browser, address: str, *, height: int, scheme: str) -> bytes:
    """The page as a PNG of few colours."""
    page = browser.new_page(viewport={"width": WIDTH, "height": height}, color_scheme=scheme)
    page.goto(address)
    page.evaluate("for (const image of document.images) image.loading = 'eager'")
    page.wait_for_function("[...document.images].every(image => image.complete)")
    taken = Image.open(io.BytesIO(page.screenshot()))
    page.close()
    small = io.BytesIO()
    few = taken.convert("RGB").quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(small, "PNG", optimize=True)
    return small.getvalue()


if __name__ == "__main__":
    main()
