"""Words that would be code if a page took them for it: in headlines, names, statements, addresses, the search box."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opened, Site
from tests.browser.pages import IMAGE, LINK, SCRIPT

PAYLOADS = [
    SCRIPT,
    IMAGE,
    "{{7*7}}",
    "'\"><svg onload=\"document.title='taken'\">",
    "</title><script>alert(1)</script>",
]


def untouched(page: Page) -> None:
    """Nothing that was printed or typed has become a part of the page."""
    assert "taken" not in page.title().partition("·")[2]
    assert page.title() != "taken"
    assert (
        page.locator("img[src='x'], [onerror], [onload], iframe, object, embed, a[href^='javascript:' i]").count() == 0
    )
    scripts = page.locator("script").evaluate_all("scripts => scripts.map(script => script.getAttribute('src'))")
    assert all(source and source.startswith("/static/") for source in scripts)


@pytest.fixture(scope="package")
def hostile(site: Site) -> list[str]:
    """The addresses of the hostile page and of all that was found on it."""
    with site.open() as record:
        article = next(row for row in record.articles() if SCRIPT in (row.publication or ""))
        statements = [row for row in record.statements(publication="Gull Island") if row.article == article.id]
        events = [row for row in record.events() if row.article == article.id]
    assert any("<" in row.content for row in statements)
    return [
        f"/articles/{article.id}",
        f"/trace/{article.id}",
        *(f"/statements/{row.id}" for row in statements),
        *(f"/events/{row.id}" for row in events),
        "/matters/bridge",
        f"/?publication={quote(article.publication)}",
        "/?q=bridge",
        "/sources",
        f"/compare?a={quote(article.publication)}&b=Lantern&matter=bridge",
    ]


def test_what_was_printed_is_shown_and_does_nothing(site: Site, opened: Opened, hostile: list[str]) -> None:
    page = opened(f"{site.address}{hostile[0]}")
    expect(page.locator("h1")).to_contain_text(IMAGE)
    for address in hostile:
        page.goto(f"{site.address}{address}")
        untouched(page)


@pytest.mark.parametrize("payload", [*PAYLOADS, LINK])
def test_what_is_typed_does_nothing(site: Site, opened: Opened, payload: str) -> None:
    page = opened(site.address, expected="404")
    page.locator("#q").fill(payload)
    page.locator("#q").press("Enter")
    page.wait_for_url("**/?q=*")
    expect(page.locator("#q")).to_have_value(payload)
    page.wait_for_load_state("networkidle")  # Enter sends the form, and what has changed in it
    untouched(page)
    for address in ("/people/", "/matters/", "/statements/", "/trace/", "/articles/"):
        page.goto(f"{site.address}{address}{quote(payload, safe='')}")
        expect(page.locator("h1")).to_be_visible()
        untouched(page)


def test_a_drawing_on_its_own_does_nothing(site: Site, opened: Opened) -> None:
    for payload in PAYLOADS:
        page = opened(f"{site.address}/drawings/matter/{quote(payload, safe='')}.svg", expected="favicon.ico")
        assert page.evaluate("document.title") != "taken"
        assert page.locator("script, img, image, foreignObject, [onload], [onerror]").count() == 0
