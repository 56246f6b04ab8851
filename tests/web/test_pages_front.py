from __future__ import annotations

from fastapi.testclient import TestClient

from tests.web.looking import Tree, check, words


def statements(page: Tree) -> list[tuple[str, str]]:
    """Who said what, and how it stands, of a list of statements."""
    return [
        (words(item.find_class("said-by")[0]), words(item.find(".//blockquote"))) for item in page.find_class("said")
    ]


def test_the_front_page_tells_what_changed_lately_the_latest_first(desk: TestClient) -> None:
    page = check(desk.get("/").text)
    days = [item.find_class("when")[0].text_content() for item in page.find_class("news")]
    assert days[0].startswith("Mar 18")
    kinds = {item.find_class("standing")[0].text_content() for item in page.find_class("news")}
    assert kinds >= {"corrected", "withdrawn", "rescinded"}
    assert page.find_class("steps")


def test_words_find_statements_matters_people_events_and_pages(desk: TestClient) -> None:
    page = check(desk.get("/?q=patrols").text)
    found = {words(title) for title in page.iter("h2")}
    assert {"Who said what", "Matters", "What happened", "Pages"} <= found
    assert all("patrols" in said.lower() or "patrols" in by.lower() for by, said in statements(page))
    assert page.xpath("//a[@href='/matters/patrols']")
    people = check(desk.get("/?q=malin").text)
    assert people.xpath("//section[@aria-labelledby='people']//a[@href='/people/Andrej%20Malin']")


def test_words_that_nobody_printed(desk: TestClient) -> None:
    page = check(desk.get("/?q=zeppelin").text)
    assert statements(page) == []
    assert "No statement has all these words" in words(page)


def test_answers_are_narrowed_by_the_country_and_language_of_the_newspaper(desk: TestClient) -> None:
    everywhere = check(desk.get("/?q=rockets").text)
    british = check(desk.get("/?q=rockets&country=GB").text)
    papers = {words(item) for item in british.xpath("//p[@class='where']//cite")}
    assert papers == {"Calder Valley Argus"}
    assert 0 < len(statements(british)) < len(statements(everywhere))
    assert statements(check(desk.get("/?q=rockets&language=fr").text)) == []
    chosen = british.xpath("//select[@name='country']/option[@selected]")
    assert [words(item) for item in chosen] == ["United Kingdom"]
    assert british.xpath("//details[@open]")


def test_answers_are_narrowed_by_standing_publication_and_date(desk: TestClient) -> None:
    rescinded = statements(check(desk.get("/?standing=rescinded").text))
    assert rescinded
    assert all(by.endswith("rescinded") for by, _ in rescinded)
    lantern = check(desk.get("/?publication=lantern").text)
    assert {words(item) for item in lantern.xpath("//p[@class='where']//cite")} == {"The Lantern"}
    early = check(desk.get("/?q=patrols&until=2031-03-05").text)
    assert "date" in words(early.find_class("aside")[0])
    assert 0 < len(statements(early)) < len(statements(check(desk.get("/?q=patrols").text)))


def test_an_answer_of_several_pages_is_whole(desk: TestClient) -> None:
    seen: list[tuple[str, str]] = []
    address = "/?publication=herald"
    for _ in range(10):
        page = check(desk.get(address).text)
        seen += statements(page)
        following = page.xpath("//a[@rel='next']/@href")
        if not following:
            break
        address = following[0]
    assert len(seen) > 40
    assert page.xpath("//a[@rel='prev']")


def test_the_search_box_keeps_what_was_typed(desk: TestClient) -> None:
    page = check(desk.get("/", params={"q": '"state television" <i>'}).text)
    assert page.xpath("//input[@id='q']/@value") == ['"state television" <i>']


def test_news_of_one_page_is_one_item_with_the_most_words_first(desk: TestClient) -> None:
    page = check(desk.get("/").text)
    (item,) = [
        news
        for news in page.find_class("news")
        if "withdrawn" in words(news) and "Mar 15, 2031" in words(news.find_class("kicker")[0])
    ]
    headline = words(item.find(".//h3"))
    others = [words(other.find("a")) for other in item.xpath(".//ul[@class='also']/li")]
    assert others
    assert all(len(other) <= len(headline) for other in others)
