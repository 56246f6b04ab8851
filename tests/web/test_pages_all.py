"""What holds for every page: its structure, its links, and that nothing of the machine is on it."""

from __future__ import annotations

from collections import deque
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import onrecord
from onrecord.web.app import create_app
from tests.web.looking import check, headings, links, own_pages, words

PAGES_CRAWLED = 250


def test_every_link_leads_to_a_page_that_holds_together(desk: TestClient, examples: Path) -> None:
    waiting, seen = deque(["/"]), {"/"}
    for _ in range(PAGES_CRAWLED):
        if not waiting:
            break
        address = waiting.popleft()
        answer = desk.get(address)
        assert answer.status_code == 200, address
        assert str(examples.parent) not in answer.text
        assert "examples/0" not in answer.text
        fresh = dict.fromkeys(page for page in own_pages(check(answer.text)) if page not in seen)
        seen |= fresh.keys()
        waiting.extend(fresh)
    kinds = {address.split("/")[1] for address in seen}
    assert {"matters", "people", "articles", "statements", "events", "trace", "sources", "compare", "help"} <= kinds


@pytest.mark.parametrize("address", ["/nowhere", "/statements/s-none", "/articles/none", "/trace/none", "/events/e-0"])
def test_what_is_not_there_says_what_to_do(desk: TestClient, address: str) -> None:
    answer = desk.get(address)
    assert answer.status_code == 404
    page = check(answer.text)
    assert "search for words" in words(page.find(".//main"))
    assert "/" in links(page)


@pytest.mark.parametrize(
    "address",
    [
        "/?q=boats&since=soon",
        "/?q=boats&since=2031-03-09&until=2031-03-01",
        "/?standing=rotten",
        "/matters/patrols?as_of=31.12.2031",
        "/people/Malin?as_of=yesterday",
        "/articles/tmp-2031-03-04-0091?as_of=x",
    ],
)
def test_a_question_that_is_none_is_answered_with_how_to_write_it(desk: TestClient, address: str) -> None:
    answer = desk.get(address)
    assert answer.status_code == 400
    assert "2031-03-04" in words(check(answer.text).find(".//main"))


def test_a_page_beyond_the_last_is_no_failure(desk: TestClient) -> None:
    assert desk.get("/?q=boats&page=400").status_code == 200
    assert desk.get("/?q=boats&page=0").status_code == 422
    assert desk.get("/people?page=x").status_code == 422


def test_an_empty_record_says_how_to_read_the_first_page(tmp_path: Path) -> None:
    file = tmp_path / "empty.db"
    onrecord.open(file).close()
    with TestClient(create_app(file), base_url="http://127.0.0.1:8000") as desk:
        page = check(desk.get("/").text)
        assert "onrecord read page.txt" in words(page)
        assert str(file) not in desk.get("/").text
        for address in ("/matters", "/people", "/sources", "/compare", "/help"):
            assert check(desk.get(address).text) is not None


def test_help_tells_the_keys_and_every_standing(desk: TestClient) -> None:
    page = check(desk.get("/help").text)
    told = words(page)
    assert {"Keys", "Standing of a statement"} <= {title for _, title in headings(page)}
    for word in ("rescinded", "withdrawn", "disputed", "conditional", "Enter"):
        assert word in told
