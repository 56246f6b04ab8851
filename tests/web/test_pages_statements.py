from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

import onrecord
from onrecord.asking.rows import StatementRow
from tests.web.conftest import TOKEN
from tests.web.looking import Tree, check, links, words


@pytest.fixture(scope="module")
def taken_back(examples: Path) -> StatementRow:
    """The ministry's announcement, as the agency told it."""
    with onrecord.open(examples, read_only=True) as record:
        (row,) = [row for row in record.statements(standing="rescinded") if row.publication == "Transmeridian Press"]
    return row


def log_in(desk: TestClient, page: Tree) -> Tree:
    """Gives the token in the form of a page; the page that follows."""
    form = page.xpath("//form[@action='/login']")[0]
    answer = desk.post("/login", data={"token": TOKEN, "then": form.xpath(".//input[@name='then']/@value")[0]})
    return check(answer.text)


def mark(desk: TestClient, page: Tree, verdict: str, **fields: str) -> Response:
    """Sends the form of a page with a verdict."""
    form = page.xpath("//form[@action='/marks']")[0]
    hidden = {field.get("name"): field.get("value") for field in form.xpath(".//input[@type='hidden']")}
    return desk.post("/marks", data={**hidden, "verdict": verdict, **fields})


def test_a_statement_with_its_words_links_history_and_citation(desk: TestClient, taken_back: StatementRow) -> None:
    page = check(desk.get(f"/statements/{taken_back.id}").text)
    assert taken_back.content in words(page.find(".//h1"))
    sentence = page.find_class("sentence")[0]
    assert words(sentence.find_class("in-cue")[0]) == taken_back.cue
    done = {words(item.find_class("does")[0]) for item in page.xpath("//div[@class='side to']//li")}
    assert done >= {"takes it back", "takes it out of publication"}
    history = words(page.find_class("history")[0])
    assert "Mar 7, 2031 from then on rescinded" in history
    citation = words(page.get_element_by_id("citation"))
    for part in (taken_back.content, taken_back.speaker, "Transmeridian Press", "Mar 7, 2031", taken_back.id):
        assert str(part) in citation


def test_from_a_search_to_the_statement_the_page_and_the_trace(desk: TestClient, taken_back: StatementRow) -> None:
    found = check(desk.get("/", params={"q": "patrols resumed that morning"}).text)
    assert f"/statements/{taken_back.id}" in links(found)
    statement = check(desk.get(f"/statements/{taken_back.id}").text)
    on_the_page = f"/articles/{taken_back.article}#{taken_back.id}"
    assert links(statement)[on_the_page] == "on the page"
    assert check(desk.get(on_the_page).text).get_element_by_id(taken_back.id) is not None
    trace = check(desk.get(f"/trace/{taken_back.id}").text)
    parts = {words(item.find("dt")): words(item.find("dd")) for item in trace.xpath("//dl/div")}
    assert parts["cue"].startswith(taken_back.cue or "")
    assert parts["id"] == taken_back.id
    assert parts["by"].startswith("onrecord ")


def test_an_event_says_who_says_so(desk: TestClient, examples: Path, taken_back: StatementRow) -> None:
    with onrecord.open(examples, read_only=True) as record:
        event = record.cell(taken_back.id).events[0]
    page = check(desk.get(f"/events/{event.id}").text)
    assert "claimed" in words(page.find_class("page-head")[0])
    assert f"/statements/{taken_back.id}" in links(page)
    assert desk.get(f"/events/{taken_back.id}").status_code == 404
    assert desk.get(f"/statements/{event.id}").status_code == 404


def test_a_time_traces_to_what_it_was_counted_from(desk: TestClient, examples: Path, taken_back: StatementRow) -> None:
    with onrecord.open(examples, read_only=True) as record:
        reading = record.reading(taken_back.article)
    time = next(item for item in reading.times if item.text == "Friday")
    page = check(desk.get(f"/trace/{reading.id}:{time.start}-{time.end}").text)
    told = words(page.find(".//main"))
    assert str(time.value) in told
    assert "Mar 7, 2031" in told


def test_marking_a_row_wrong_takes_it_out_of_the_answers(writing_desk: TestClient, taken_back: StatementRow) -> None:
    address = f"/statements/{taken_back.id}"
    before = writing_desk.get("/?standing=rescinded").text
    assert address in before
    page = log_in(writing_desk, check(writing_desk.get(address).text))
    answer = mark(writing_desk, page, "wrong", author="Ada Venn", note="Said of <b>another</b> day")
    assert answer.status_code == 200
    assert answer.url.path == address
    judged = words(check(answer.text).get_element_by_id("verdict"))
    assert "wrong, says Ada Venn" in judged
    assert "Said of <b>another</b> day" in judged
    assert address not in writing_desk.get("/?standing=rescinded").text
    assert address not in writing_desk.get("/", params={"q": "patrols resumed that morning"}).text
    again = mark(writing_desk, check(answer.text), "right", author="Ada Venn")
    assert "right, says Ada Venn" in words(check(again.text))
    assert address in writing_desk.get("/?standing=rescinded").text


def test_a_verdict_needs_the_login_the_form_s_own_token_and_a_name(
    writing_desk: TestClient, taken_back: StatementRow
) -> None:
    verdict = {"target": taken_back.id, "verdict": "wrong", "author": "Eve"}
    assert writing_desk.post("/marks", data=verdict).status_code == 401
    page = log_in(writing_desk, check(writing_desk.get(f"/statements/{taken_back.id}").text))
    assert writing_desk.post("/marks", data=verdict).status_code == 403
    assert writing_desk.post("/marks", data=verdict | {"csrf": "0" * 64}).status_code == 403
    assert mark(writing_desk, page, "wrong", author="   ").status_code == 400
    assert mark(writing_desk, page, "perhaps", author="Ada").status_code == 400
    assert "marked wrong" not in writing_desk.get(f"/statements/{taken_back.id}").text


def test_a_desk_that_only_reads_offers_no_form(desk: TestClient, taken_back: StatementRow) -> None:
    page = check(desk.get(f"/statements/{taken_back.id}").text)
    assert not page.xpath("//form[@method='post']")
    assert "only reads" in words(page.get_element_by_id("verdict"))


def test_a_link_that_is_marked_wrong_changes_the_standing(writing_desk: TestClient, own: Path) -> None:
    with onrecord.open(own, read_only=True) as record:
        row = next(row for row in record.statements(standing="disputed"))
        done = [link for link in record.cell(row.id).links if link.to == row.id]
    address = f"/statements/{row.id}"
    assert "disputed" in words(check(writing_desk.get(address).text).find_class("kicker")[0])
    log_in(writing_desk, check(writing_desk.get(address).text))
    for link in done:
        answer = mark(writing_desk, check(writing_desk.get(f"/trace/{link.id}").text), "wrong", author="Ada")
        assert answer.url.path == f"/trace/{link.id}"
        assert "wrong, says Ada" in words(check(answer.text).get_element_by_id("verdict"))
    assert "stands" in words(check(writing_desk.get(address).text).find_class("kicker")[0])
    assert [href for href in own_links(writing_desk, address) if href.startswith("/drawings/statements/")]


def own_links(desk: TestClient, address: str) -> list[str]:
    return list(links(check(desk.get(address).text)))
