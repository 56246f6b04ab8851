"""How soon a page is seen: the time of the first paint in a real browser.

usage: python -m benchmarks.painting RECORD [--times 10]

Each page is opened in a fresh profile, so that the style and the scripts come over the wire too; browser, server
and all else share the machine. The times are the browser's own (Paint Timing): from the start of the navigation to the
first pixel, and to the first words. The pages are the largest of their kind: the matter most told of, the most heard.
"""

from __future__ import annotations

import argparse
import os
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlencode

from playwright.sync_api import Browser, sync_playwright

import onrecord
from benchmarks.serving import served

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
LIMIT = 1000  # milliseconds
WIDE = {"width": 1280, "height": 900}
_PAINTED = (
    "() => new Promise(told => { const look = () => { const found = performance.getEntriesByType('paint');"
    " found.length > 1 ? told(Object.fromEntries(found.map(item => [item.name, item.startTime])))"
    " : setTimeout(look, 10); }; look(); })"
)


def addresses(file: Path) -> dict[str, str]:
    """The main pages by name."""
    with onrecord.open(file, read_only=True) as record:
        people = [row.name for row in record.speakers(anonymous=False, limit=40)]
        known = next((name for name in people if record.who(name).person is not None), people[0])
        matter = record.matter_names(limit=1)[0].name
        statement = record.statements(by=known, limit=1)[0]
    compared = urlencode({"kind": "people", "a": people[0], "b": people[1], "matter": matter})
    return {
        "front": "/",
        "search": f"/?{urlencode({'q': known})}",
        "matters": "/matters",
        "matter": f"/matters/{quote(matter, safe='')}",
        "people": "/people",
        "person": f"/people/{quote(known, safe='')}",
        "article": f"/articles/{quote(statement.article, safe='')}",
        "statement": f"/statements/{quote(statement.id, safe='')}",
        "sources": "/sources",
        "compare": f"/compare?{compared}",
    }


def painted(browser: Browser, address: str) -> tuple[float, float]:
    """When the first pixel was painted, and when the first words, in milliseconds after the start."""
    context = browser.new_context(viewport=WIDE)
    try:
        page = context.new_page()
        page.goto(address)
        times = page.evaluate(_PAINTED)
        return times["first-paint"], times["first-contentful-paint"]
    finally:
        context.close()


@contextmanager
def running() -> Iterator[Browser]:
    """The system's Chromium, without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--headless", "--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("record", type=Path)
    options.add_argument("--times", type=int, default=10)
    given = options.parse_args()
    asked = addresses(given.record)
    with served(given.record, "--read-only", "--workers", "2") as (_, address), running() as browser:
        painted(browser, f"{address}/help")  # the browser's own start is not counted
        print(f"{'':<12} {'first time':>10} {'median':>8} {'worst':>8}  ms to the first paint; to the first words")
        for name, path in asked.items():
            times = [painted(browser, address + path) for _ in range(given.times)]
            first, words = zip(*times, strict=True)
            print(
                f"{name:<12} {first[0]:>10.0f} {statistics.median(first):>8.0f} {max(first):>8.0f}"
                f"   {statistics.median(words):>8.0f}{'  too slow' if max(first) > LIMIT else ''}",
                flush=True,
            )


if __name__ == "__main__":
    main()
