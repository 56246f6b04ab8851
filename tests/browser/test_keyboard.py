"""The desk without a mouse."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.browser.conftest import Opened, Site


def focused(page: Page, attribute: str) -> str:
    value: str = page.evaluate(f"document.activeElement.getAttribute('{attribute}') ?? ''")
    return value


def tab_to(page: Page, selector: str) -> None:
    """Presses the tabulator until what has the focus is a match."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"the tabulator does not reach {selector}")


def test_the_first_key_offers_to_skip_to_the_page(site: Site, opened: Opened) -> None:
    page = opened(f"{site.address}/matters/patrols")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_a_search_by_keys_alone_leads_to_a_statement(site: Site, opened: Opened) -> None:
    page = opened(site.address)
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type('"river patrols"')
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=*")
    expect(page.locator("#answer h1")).to_contain_text("river patrols")
    tab_to(page, "#answer .said blockquote a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/statements/*")
    tab_to(page, "main a[href^='/articles/'][href*='#']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/*")


def test_keys_go_from_mark_to_mark_and_open_one(site: Site, opened: Opened) -> None:
    with site.open() as record:
        article = record.statements(standing="rescinded")[0].article
    page = opened(f"{site.address}/articles/{article}")
    marks = page.locator("a.mark:visible").evaluate_all("marks => marks.map(mark => mark.id)")
    assert len(marks) > 10
    page.keyboard.press("j")
    assert focused(page, "id") == marks[0]
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert focused(page, "id") == marks[2]
    page.keyboard.press("k")
    assert focused(page, "id") == marks[1]
    target = focused(page, "href")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{target}")


def test_everything_with_the_focus_can_be_seen_to_have_it(site: Site, opened: Opened) -> None:
    page = opened(f"{site.address}/matters/patrols")
    for _ in range(25):
        page.keyboard.press("Tab")
        # The button inside a field for a date has the browser's own ring, which no style tells of.
        name, style, width = page.evaluate(
            "(() => { const focused = document.activeElement.matches(':focus-visible') ? document.activeElement : null;"
            " if (!focused) return ['', 'none', 0];"
            " const style = getComputedStyle(focused);"
            " return [focused.outerHTML, style.outlineStyle, parseFloat(style.outlineWidth)] })()"
        )
        assert not name or (style != "none" and width >= 2), name


def test_the_date_of_a_matter_is_moved_by_keys(site: Site, opened: Opened) -> None:
    page = opened(f"{site.address}/matters/patrols")
    tab_to(page, ".days a[href*='2031-03-08']")
    page.keyboard.press("Enter")
    expect(page.locator(".status .state")).to_contain_text("unclear")
    assert urlsplit(page.url).query == "as_of=2031-03-08"
