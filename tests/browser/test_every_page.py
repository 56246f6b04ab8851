"""What holds for every page: nothing wide on a narrow screen, nothing that axe finds serious, a heading, a title."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

import onrecord
from tests.browser.conftest import Opened, Site

PAGES = [
    "front",
    "search",
    "search without an answer",
    "matters",
    "matter",
    "matter as of a day",
    "people",
    "person",
    "person who is not on record",
    "article",
    "version",
    "side by side",
    "statement",
    "event",
    "trace",
    "sources",
    "compare",
    "two compared",
    "help",
    "not found",
]


@pytest.fixture(scope="package")
def addresses(site: Site) -> dict[str, str]:
    """An address of every kind of page."""
    with site.open() as record:
        rescinded = next(row for row in record.statements(standing="rescinded") if record.cell(row.id).links)
        event = record.events(phase="resumed")[0]
        versions = next(page.versions for page in map(record.page, _articles(record)) if len(page.versions) > 1)
    return {
        "front": "/",
        "search": "/?q=patrols",
        "search without an answer": "/?q=zeppelin",
        "matters": "/matters",
        "matter": "/matters/patrols",
        "matter as of a day": "/matters/patrols?as_of=2031-03-08",
        "people": "/people",
        "person": "/people/Petra%20Holm",
        "person who is not on record": "/people/Nobody%20At%20All",
        "article": f"/articles/{rescinded.article}",
        "version": f"/articles/{versions[-1].id}",
        "side by side": f"/articles/{versions[-1].id}?against={versions[0].id}",
        "statement": f"/statements/{rescinded.id}",
        "event": f"/events/{event.id}",
        "trace": f"/trace/{rescinded.id}",
        "sources": "/sources",
        "compare": "/compare",
        "two compared": f"/compare?kind=people&a={quote('Petra Holm')}&b={quote('Elsa Dorn')}&matter=patrols",
        "help": "/help",
        "not found": "/nowhere",
    }


def _articles(record: onrecord.Record) -> list[str]:
    return [row.id for row in record.articles()]


def load(page: Page) -> None:
    """Scrolls through the page, so that what is loaded late is there."""
    page.evaluate("for (const image of document.images) image.loading = 'eager'")
    page.wait_for_function("[...document.images].every(image => image.complete && image.naturalWidth > 0)")


def test_every_page_is_named() -> None:
    assert len(set(PAGES)) == len(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_serious(site: Site, opened: Opened, addresses: dict[str, str], name: str) -> None:
    page = opened(f"{site.address}{addresses[name]}", expected="404", color_scheme="light")
    load(page)
    for details in page.locator("details").all():
        details.evaluate("part => part.open = true")
    assert serious(page, {"resultTypes": ["violations"]}) == []
    page.emulate_media(color_scheme="dark")
    assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    assert serious(page, {"resultTypes": ["violations"], "runOnly": ["color-contrast"]}) == []


def serious(page: Page, options: dict[str, object]) -> list[tuple[str, list[object]]]:
    """What axe finds serious or critical: the rule, and the first elements that break it."""
    found = Axe().run(page, options=options).response["violations"]
    return [
        (item["id"], [node["target"] for node in item["nodes"]][:5])
        for item in found
        if item["impact"] in {"serious", "critical"}
    ]


@pytest.mark.parametrize("name", PAGES)
def test_on_a_narrow_screen_nothing_is_wider_and_the_page_says_what_it_is(
    site: Site, opened: Opened, addresses: dict[str, str], name: str
) -> None:
    page = opened(f"{site.address}{addresses[name]}", expected="404", viewport={"width": 360, "height": 740})
    load(page)
    widths = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert widths[0] <= widths[1], _wide(page)
    expect(page.locator("h1")).to_have_count(1)
    assert page.title().endswith(" · onrecord")


def _wide(page: Page) -> list[str]:
    wide: list[str] = page.evaluate(
        "[...document.querySelectorAll('body *')].filter(part => part.getBoundingClientRect().right > innerWidth)"
        ".map(part => part.outerHTML.slice(0, 120)).slice(0, 5)"
    )
    return wide


def test_drawings_are_legible_on_a_narrow_and_a_wide_screen(site: Site, opened: Opened) -> None:
    for width, drawn in ((360, 320), (1280, 960)):
        page = opened(f"{site.address}/matters/patrols", viewport={"width": width, "height": 900})
        load(page)
        image = page.locator("figure.drawing img").first
        shown, own = image.evaluate("image => [image.getBoundingClientRect().width, image.naturalWidth]")
        assert own == drawn
        assert shown / own > 0.85, "the letters of the drawing are smaller than those of the page"


def test_the_drawing_follows_the_color_scheme(site: Site, opened: Opened) -> None:
    page = opened(f"{site.address}/matters/patrols", color_scheme="dark")
    load(page)
    assert "theme=dark" in page.locator("figure.drawing img").first.evaluate("image => image.currentSrc")
