"""Markup and odd characters in headlines, names, addresses and search boxes are words, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import msgspec
import pytest
from fastapi.testclient import TestClient

import onrecord
from onrecord.storing.database import Database
from onrecord.web.app import create_app
from tests.harbour import COURIER, GAZETTE
from tests.web.conftest import ADDRESS
from tests.web.looking import check, own_pages, words

PAYLOAD = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'--></title>{{ 7 * 7 }}"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A desk over a record whose every free field is an attack."""
    file = tmp_path_factory.mktemp("hostile") / "hostile.db"
    with Database.open(file, create=True) as db:
        for number, reading in enumerate((COURIER, GAZETTE)):
            replace = msgspec.structs.replace
            article = replace(
                reading.article,
                headline=f"Headline {PAYLOAD}",
                publication=f"Paper {PAYLOAD}",
                provider=f"Agency {PAYLOAD}",
                byline=(f"By {PAYLOAD}",),
                url=f"javascript:alert({number})//{PAYLOAD}",
            )
            actors = tuple(replace(actor, name=f"{actor.name} {PAYLOAD}") for actor in reading.actors)
            db.add(
                replace(reading, article=article, actors=actors),
                place=f"/secret/{PAYLOAD}",
                recorded_at="2024-05-01T10:00:00Z",
            )
    with onrecord.open(file) as record:
        for row in list(record.statements())[:2]:
            record.mark(row.id, "right", author=f"Eve {PAYLOAD}", note=PAYLOAD)
    with TestClient(create_app(file), base_url=ADDRESS) as desk:
        yield desk


def test_no_page_of_a_hostile_record_runs_anything(hostile: TestClient) -> None:
    waiting, seen = ["/", "/sources", "/people", "/matters"], {"/"}
    while waiting:
        address = waiting.pop()
        answer = hostile.get(address)
        assert answer.status_code == 200, address
        page = check(answer.text)
        assert "/secret/" not in answer.text
        assert "49" not in words(page.find(".//title"))
        assert not page.xpath("//main//script | //img[@src='x']")
        fresh = [other for other in dict.fromkeys(own_pages(page)) if other not in seen]
        seen |= set(fresh)
        waiting += fresh
    assert {address.split("/")[1] for address in seen} >= {"articles", "statements", "events", "trace", "people"}


def test_a_headline_shows_its_markup_as_words(hostile: TestClient) -> None:
    page = check(hostile.get("/articles/a-courier").text)
    assert words(page.find(".//h1")) == " ".join(f"Headline {PAYLOAD}".split())
    assert not page.xpath("//a[starts-with(@href, 'javascript')]")


@pytest.mark.parametrize(
    "address",
    [
        "/?q={}",
        "/?publication={}&q=ferry",
        "/?country={}&language={}",
        "/matters?q={}",
        "/people?q={}",
        "/compare?a={}&b={}&matter={}",
        "/matters/{}",
        "/people/{}",
        "/statements/{}",
        "/trace/{}",
        "/articles/{}",
        "/{}",
        "/?standing={}",
        "/matters/ferry?as_of={}",
    ],
)
@pytest.mark.parametrize("typed", [PAYLOAD, "\u202eevil\u0000", "' OR 1=1 --", '"' * 9, "%" * 5, "../../etc/passwd"])
def test_what_is_typed_is_words(hostile: TestClient, address: str, typed: str) -> None:
    answer = hostile.get(address.replace("{}", quote(typed, safe="")))
    assert answer.status_code in {200, 400, 404, 422}
    page = check(answer.text)
    assert not page.xpath("//main//script | //img[@src='x']")
    assert "49" not in words(page.find(".//title"))
