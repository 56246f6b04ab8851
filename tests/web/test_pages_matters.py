from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from onrecord.web.pages import matters
from tests.web.looking import Tree, check, links, words


def state(page: Tree) -> str:
    return words(page.find_class("state")[0])


def test_the_status_before_and_after_the_rescission(desk: TestClient) -> None:
    before = check(desk.get("/matters/patrols?as_of=2031-03-05").text)
    after = check(desk.get("/matters/patrols?as_of=2031-03-08").text)
    now = check(desk.get("/matters/patrols").text)
    assert state(before).startswith("resumed")
    assert state(after).startswith("unclear")
    assert "taken back" in words(after.find_class("says")[0])
    assert state(now).startswith("resumed")
    assert after.xpath("//input[@name='as_of']/@value") == ["2031-03-08"]


def test_the_days_move_the_status_without_a_script(desk: TestClient) -> None:
    page = check(desk.get("/matters/patrols?as_of=2031-03-09").text)
    days = {href: text for href, text in links(page).items() if href.startswith("/matters/patrols?as_of=")}
    assert days["/matters/patrols?as_of=2031-03-08"] == "Mar 8, 2031"
    chosen = page.xpath("//a[@aria-current='date']/@href")
    assert chosen == ["/matters/patrols?as_of=2031-03-08"]  # the last day on which anything was printed by then
    assert all(desk.get(href).status_code == 200 for href in days)


def test_what_is_said_for_and_against_a_phase(desk: TestClient) -> None:
    page = check(desk.get("/matters/patrols?as_of=2031-03-08").text)
    (resumed,) = [item for item in page.find_class("case") if words(item.find("h3")) == "resumed"]
    holds, against = (words(side) for side in resumed.xpath("./div/div"))
    assert "Belmoran Defense Ministry" in holds
    assert "takes it back" in against
    assert "taken down late on Wednesday" in against


def test_the_drawing_has_its_words_and_its_table(desk: TestClient) -> None:
    page = check(desk.get("/matters/patrols?as_of=2031-03-08").text)
    (picture,) = page.xpath("//figure//img")
    assert "as_of=2031-03-08" in picture.get("src")
    assert desk.get(picture.get("src")).headers["content-type"].startswith("image/svg")
    assert page.xpath("//figure//table//tbody/tr")


def test_of_a_long_matter_the_last_are_shown_and_lead_to_all(desk: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matters, "LATEST", 1)
    monkeypatch.setattr(matters, "ROWS_A_PAGE", 2)
    page = check(desk.get("/matters/patrols").text)
    phases = [href for href, text in links(page).items() if text.startswith("all ") and "phase=" in href]
    assert phases
    found = check(desk.get(phases[0]).text)
    (case,) = found.find_class("case")
    assert len(case.xpath("./div/div[1]//li")) == 2
    later = [href for href, text in links(found).items() if text == "Those after"]
    assert len(check(desk.get(later[0]).text).find_class("case")) == 1
    empty = desk.get("/matters/patrols?phase=zeppelin")
    assert empty.status_code == 200
    assert not check(empty.text).find_class("case")


def test_before_anything_was_printed_nothing_is_known(desk: TestClient) -> None:
    page = check(desk.get("/matters/patrols?as_of=2030-01-01").text)
    assert state(page) == "not known"


def test_a_matter_that_is_not_on_record_gives_names_near_it(desk: TestClient) -> None:
    answer = desk.get("/matters/zeppelin patrols")
    assert answer.status_code == 404
    page = check(answer.text)
    assert any("patrols" in text for href, text in links(page).items() if href.startswith("/matters/"))


def test_the_index_of_matters(desk: TestClient) -> None:
    page = check(desk.get("/matters?q=ban").text)
    names = [words(item) for item in page.xpath("//tbody/tr/th")]
    assert names
    assert all("ban" in name.lower() for name in names)


def test_everybody_who_speaks_and_one_of_them(desk: TestClient) -> None:
    index = check(desk.get("/people?q=malin").text)
    assert [words(item) for item in index.xpath("//tbody/tr/th")] == ["Andrej Malin"]
    page = check(desk.get("/people/Andrej%20Malin").text)
    assert words(page.find(".//h1")) == "Andrej Malin"
    assert page.find_class("said")
    assert desk.get("/people/Zeno Zeppelin").status_code == 404


def test_a_person_s_statements_by_standing(desk: TestClient) -> None:
    page = check(desk.get("/people/Petra%20Holm?standing=withdrawn").text)
    marks = {words(item) for item in page.xpath("//div[@id='said-list']//span[contains(@class, 'standing')]")}
    assert marks == {"withdrawn"}


def test_sources_by_country_agencies_and_copied_stories(desk: TestClient) -> None:
    page = check(desk.get("/sources").text)
    told = words(page.find(".//main"))
    assert "United Kingdom English" in told
    assert "Country unknown" in told
    story = words(page.find_class("story")[0])
    for name in ("Transmeridian Press", "Calder Valley Argus", "Tamarack Falls Tribune"):
        assert name in story


@pytest.mark.parametrize(("kind", "a", "b"), [("outlets", "Calvera", "Lisna"), ("people", "Malin", "Holm")])
def test_two_sides_on_one_matter(desk: TestClient, kind: str, a: str, b: str) -> None:
    page = check(desk.get("/compare", params={"kind": kind, "a": a, "b": b, "matter": "patrols"}).text)
    one, other = page.xpath("//div[contains(@class, 'versus')]/section")
    assert one.find_class("said")
    assert other.find_class("said")
    if kind == "outlets":
        assert {words(item) for item in one.xpath(".//p[@class='where']//cite")} == {"The Calvera Herald"}
    assert page.xpath(f"//input[@value='{kind}'][@checked]")


def test_what_one_side_does_to_the_words_of_the_other(desk: TestClient) -> None:
    page = check(desk.get("/compare", params={"a": "Lisna River Times", "b": "Lisna River Times"}).text)
    assert "denies what somebody said" in words(page.xpath("//section[@aria-labelledby='between']")[0])
    nobody = check(desk.get("/compare?a=Zeppelin&b=Balloon").text)
    assert words(nobody).count("Nothing on record") == 2


def test_who_tells_of_a_matter_and_from_which_origins(desk: TestClient) -> None:
    matter = check(desk.get("/matters/patrols").text)
    (address,) = [href for href in links(matter) if href.startswith("/sources?matter=")]
    page = check(desk.get(address).text)
    (agency,) = [item for item in page.find_class("said") if words(item.find(".//b")) == "Transmeridian Press"]
    assert "in Port Wendell Gazette and Transmeridian Press" in words(agency)
    before = check(desk.get(f"{address}&as_of=2031-03-05").text)
    assert 0 < len(before.find_class("said")) < len(page.find_class("said"))
    assert desk.get("/sources?matter=zeppelin").status_code == 404
