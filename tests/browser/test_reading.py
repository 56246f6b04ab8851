"""From a search to the words in print, a matter on two days, filters, and a row marked wrong."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import TOKEN, Opened, Site

CLAIM = "patrols resumed that morning"
LEDE = "#answer .said"


def search(page: Page, words: str) -> None:
    page.get_by_label("Search the record", exact=True).fill(words)
    page.get_by_label("Search the record", exact=True).press("Enter")
    expect(page.locator("#answer h1")).to_contain_text(words)


@pytest.mark.parametrize("scripts", [True, False], ids=["htmx", "without-scripts"])
def test_from_a_search_to_the_statement_the_page_and_how_it_came_about(
    site: Site, opened: Opened, scripts: bool
) -> None:
    page = opened(site.address, java_script_enabled=scripts)
    search(page, f'"{CLAIM}"')
    page.locator(f"{LEDE} blockquote a").first.click()
    expect(page.locator("h1")).to_contain_text(CLAIM)
    statement = unquote(urlsplit(page.url).path.rpartition("/")[2])
    with site.open() as record:
        traced = record.trace(statement)
    page.get_by_role("link", name="on the page").click()
    assert urlsplit(page.url).path == f"/articles/{traced.page.id}"
    mark = page.locator(":target")
    expect(mark).to_be_in_viewport()
    words = {traced.excerpt[part.start : part.end] for part in traced.marks}
    assert any(mark.inner_text() in part for part in words)
    mark.click()
    page.get_by_role("link", name="how it came about").click()
    assert urlsplit(page.url).path == f"/trace/{statement}"
    sentence = page.locator(".sentence")
    assert " ".join(sentence.inner_text().split()) == " ".join(traced.excerpt.split())


@pytest.mark.parametrize("scripts", [True, False], ids=["htmx", "without-scripts"])
def test_moving_the_date_over_the_rescission(site: Site, opened: Opened, scripts: bool) -> None:
    page = opened(f"{site.address}/matters/patrols?as_of=2031-03-05", java_script_enabled=scripts)
    state = page.locator(".status .state")
    expect(state).to_contain_text("resumed")
    expect(page.locator("#state")).not_to_contain_text("rescinded")
    page.get_by_label("As of the end of").fill("2031-03-08")
    if not scripts:
        page.get_by_role("button", name="Show").click()
    expect(state).to_contain_text("unclear")
    expect(page.locator(".says")).to_contain_text("was taken back and nothing has followed")
    expect(page.locator("#state")).to_contain_text("rescinded")
    assert page.url.endswith("as_of=2031-03-08")
    drawing = page.get_by_role("img", name=re.compile("^Timeline of patrols as of Mar 8, 2031"))
    drawing.scroll_into_view_if_needed()
    if scripts:
        page.wait_for_function("[...document.querySelectorAll('figure img')].every(img => img.naturalWidth > 300)")


def test_the_table_behind_a_drawing_has_its_rows(site: Site, opened: Opened) -> None:
    page = opened(f"{site.address}/matters/patrols?as_of=2031-03-08")
    figure = page.locator("figure.drawing")
    figure.locator("summary").click()
    with site.open() as record:
        steps = [row for row in record.status("patrols", as_of="2031-03-08").rows if row.factuality is not None]
    expect(figure.locator("tbody tr")).to_have_count(len(steps))
    with page.expect_request("**/drawings/matter/patrols.csv?as_of=2031-03-08") as asked:
        figure.get_by_role("link", name="CSV").evaluate("link => fetch(link.href)")
    answer = asked.value.response()
    assert answer is not None
    assert len(answer.text().splitlines()) == len(steps) + 1


@pytest.mark.parametrize(
    ("filter_by", "value", "publication"),
    [
        ("Language of the newspaper", "fr", "Le Courrier de Rive-Basse"),
        ("Country of the newspaper", "GB", "Calder Valley Argus"),
    ],
)
def test_a_filter_leaves_the_papers_of_a_language_or_country(
    site: Site, opened: Opened, filter_by: str, value: str, publication: str
) -> None:
    page = opened(site.address)
    page.locator(".narrow summary").click()
    page.get_by_label(filter_by).select_option(value)
    expect(page.locator(f"{LEDE} cite").first).to_have_text(publication)
    assert set(page.locator(f"{LEDE} cite").all_inner_texts()) == {publication}
    page.go_back()
    expect(page.locator("#answer")).to_contain_text("What changed lately")


def test_a_row_marked_wrong_leaves_the_answer_and_comes_back(writing_site: Site, opened: Opened) -> None:
    with writing_site.open() as record:
        row = next(row for row in record.statements(by="Malin") if row.form == "direct")
    words = " ".join(re.findall(r"\w+", row.content)[:6])
    listing = f'{writing_site.address}/?q="{words}"'
    link = f"{LEDE} a[href='/statements/{row.id}']"
    page = opened(listing)
    expect(page.locator(link)).to_have_count(1)
    page.goto(f"{writing_site.address}/statements/{row.id}")
    page.get_by_label("Token").fill(TOKEN)
    page.get_by_role("button", name="Log in").click()
    page.get_by_label("Your name").fill("Ada <b>Lind</b>")
    page.get_by_label("Note").fill("the speaker is another officer")
    page.get_by_role("button", name="Mark wrong").click()
    expect(page.locator(".page-head")).to_contain_text("marked wrong")
    expect(page.locator("#verdict")).to_contain_text("Ada <b>Lind</b>")
    page.goto(listing)
    expect(page.locator("#answer")).to_be_visible()
    expect(page.locator(link)).to_have_count(0)
    page.goto(f"{writing_site.address}/statements/{row.id}")
    page.get_by_label("Your name").fill("Ada Lind")
    page.get_by_role("button", name="Mark right").click()
    expect(page.locator(".page-head")).to_contain_text("marked right")
    page.goto(listing)
    expect(page.locator(link)).to_have_count(1)


def test_a_wrong_token_opens_nothing(writing_site: Site, opened: Opened) -> None:
    with writing_site.open() as record:
        row = record.statements(limit=1)[0]
    page = opened(f"{writing_site.address}/statements/{row.id}", expected="403")
    page.get_by_label("Token").fill("not-the-token-of-this-server")
    page.get_by_role("button", name="Log in").click()
    expect(page.locator("h1")).to_be_visible()
    page.goto(f"{writing_site.address}/statements/{row.id}")
    expect(page.get_by_role("button", name="Mark wrong")).to_have_count(0)
