"""The questions under /api/v1 on a record of the examples."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

import httpx2
import jsonschema
import pytest
from fastapi.testclient import TestClient

import onrecord
from onrecord.record import codec
from onrecord.web.api import writing
from onrecord.web.safety import MAX_UPLOAD
from tests.web.conftest import TOKEN

API = "/api/v1"
WRITER = {"Authorization": f"Bearer {TOKEN}"}
PAGE = b"HARBOR TIMES\n\nThe pier is safe, Mayor Ada Lind said on March 4, 2031.\n"
LISTS = (
    "statements",
    "articles",
    "events",
    "times",
    "figures",
    "speakers",
    "sources",
    "matters",
    "changes",
    "contradictions",
)


def ask(desk: TestClient, path: str, /, **parameters: str | int) -> dict[str, Any]:
    """The answer, as JSON."""
    answer = desk.get(f"{API}/{path}", params=parameters)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def problem(answer: httpx2.Response, status: int) -> dict[str, Any]:
    """What is wrong, after a look at its form."""
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    told: dict[str, Any] = answer.json()
    assert told["status"] == status
    assert told["title"]
    return told


@pytest.fixture
def rescinded(desk: TestClient) -> str:
    """The id of a statement that was taken back."""
    found: str = ask(desk, "statements", standing="rescinded")["items"][0]["id"]
    return found


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_the_one_of_python_a_page_at_a_time(desk: TestClient, examples: Path, name: str) -> None:
    with onrecord.open(examples, read_only=True) as record:
        question = getattr(record, "matter_names" if name == "matters" else name)
        expected = question().to_dicts()
    items, address, pages = [], f"{API}/{name}?limit=7", 0
    while address:
        answer = desk.get(address)
        items += answer.json()["items"]
        address = answer.json()["next"]
        assert answer.headers.get("Link") == (f'<{address}>; rel="next"' if address else None)
        pages += 1
    for row in expected:
        row.update({"place": None} if name == "articles" else {})
    assert items == expected
    assert pages == max(1, -(-len(expected) // 7))


@pytest.mark.parametrize("name", LISTS)
def test_a_list_as_csv(desk: TestClient, name: str) -> None:
    rows = ask(desk, name, limit=5)["items"]
    asked = desk.get(f"{API}/{name}", params={"limit": 5, "format": "csv"})
    accepted = desk.get(f"{API}/{name}", params={"limit": 5}, headers={"Accept": "text/csv, */*;q=0.1"})
    assert asked.text == accepted.text
    assert asked.headers["Content-Type"].startswith("text/csv")
    read = list(csv.DictReader(io.StringIO(asked.text)))
    assert [list(row) for row in read] == [list(row) for row in rows]


def test_standing_follows_the_day(desk: TestClient, rescinded: str) -> None:
    before = ask(desk, "statements", as_of="2031-03-05", limit=1000)["items"]
    assert rescinded not in {row["id"] for row in before if row["standing"] == "rescinded"}


def test_the_status_of_a_matter(desk: TestClient) -> None:
    answer = ask(desk, "status", matter="patrols", as_of="2031-03-10")
    assert answer["standing"] == "unclear"
    assert answer["rows"] == ask(desk, "timeline", matter="patrols", as_of="2031-03-10")["items"]
    assert ask(desk, "status", matter="patrols", recorded_by="2020")["rows"] == []


def test_a_statement_leads_to_its_words_in_print(desk: TestClient, rescinded: str) -> None:
    cell = ask(desk, f"statements/{rescinded}")
    traced = ask(desk, f"trace/{rescinded}")
    assert cell["trace"] == traced
    text = ask(desk, f"readings/{traced['page']['id']}")["article"]["text"]
    assert text[traced["start"] : traced["start"] + len(traced["excerpt"])] == traced["excerpt"]
    assert ask(desk, f"articles/{traced['page']['id']}")["page"] == traced["page"]


def test_a_reading_has_the_shape_of_the_contract(desk: TestClient, examples: Path) -> None:
    with onrecord.open(examples, read_only=True) as record:
        for reading in record.readings():
            answer = desk.get(f"{API}/readings/{reading.id}")
            assert codec.from_json(answer.content) == reading
            jsonschema.validate(answer.json(), codec.schema())


def test_linked_data_has_selectors_that_fit_the_text(desk: TestClient, rescinded: str) -> None:
    article = ask(desk, f"trace/{rescinded}")["page"]["id"]
    for address in (f"readings/{article}", f"statements/{rescinded}"):
        answer = desk.get(f"{API}/{address}", headers={"Accept": "application/ld+json"})
        assert answer.headers["Content-Type"] == "application/ld+json"
        nodes = answer.json()["@graph"]
        claims = {node["@id"] for node in nodes if node.get("@type") == "Claim"}
        words = [node for node in nodes if node.get("type") == "Annotation"]
        assert claims
        assert words
        text = ask(desk, f"readings/{article}")["article"]["text"]
        for node in words:
            position, quotation = node["target"]["selector"]
            assert node["body"][0]["source"] in claims
            assert text[position["start"] : position["end"]] == quotation["exact"]
            assert text[: position["start"]].endswith(quotation["prefix"])
            assert text[position["end"] :].startswith(quotation["suffix"])


def test_lists_as_linked_data(desk: TestClient) -> None:
    claims = desk.get(f"{API}/statements", params={"format": "jsonld", "standing": "rescinded"}).json()["@graph"]
    assert {claim["@type"] for claim in claims} == {"Claim"}
    assert {claim["additionalProperty"][0]["value"] for claim in claims} == {"rescinded"}
    pages = desk.get(f"{API}/articles", params={"format": "jsonld"}).json()["@graph"]
    assert {page["@type"] for page in pages} == {"NewsArticle"}


@pytest.mark.parametrize(
    ("question", "status", "place"),
    [
        ("statements?as_off=2031", 422, "query.as_off"),
        ("statements?since=yesterday", 422, "query.since"),
        ("statements?limit=0", 422, "query.limit"),
        ("statements?standing=fine", 422, "query.standing"),
        ("search", 422, "query.words"),
        ("statements?since=2031-02-30", 400, None),
        ("statements?since=2031-03&until=2031-02", 400, None),
        ("statements/s-none", 404, None),
        ("readings/none", 404, None),
        ("none", 404, None),
    ],
)
def test_what_cannot_be_answered_says_why(desk: TestClient, question: str, status: int, place: str | None) -> None:
    told = problem(desk.get(f"{API}/{question}"), status)
    assert [fault["place"] for fault in told.get("errors", ())] == ([place] if place else [])


def test_sql_only_reads_and_knows_no_path(desk: TestClient, examples: Path) -> None:
    answer = ask(desk, "sql", question="SELECT count(*) AS pages, max(place) AS place FROM articles")
    assert answer == {"columns": ["pages", "place"], "rows": [[ask(desk, "summary")["pages"], None]], "cut": False}
    for question in (
        "DELETE FROM verdicts",
        "ATTACH 'other.db' AS other",
        "VACUUM INTO 'other.db'",
        "PRAGMA database_list",
        "SELECT file FROM pragma_database_list",
        "SELECT load_extension('x')",
    ):
        told = problem(desk.get(f"{API}/sql", params={"question": question}), 400)
        assert examples.name not in str(told)


def test_sql_is_cut_and_stopped(desk: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT {} FROM n"
    cut = ask(desk, "sql", question=endless.format("x"), limit=10)
    assert (len(cut["rows"]), cut["cut"]) == (10, True)
    large = desk.get(f"{API}/sql", params={"question": endless.format("zeroblob(9000000)")})
    assert "bytes" in problem(large, 400)["detail"]
    monkeypatch.setattr("onrecord.web.api.single.SQL_SECONDS", 0.2)
    slow = desk.get(f"{API}/sql", params={"question": endless.format("max(x)")})
    assert "0.2 seconds" in problem(slow, 400)["detail"]


@pytest.mark.parametrize("media", ["application/json", "application/x-ndjson"])
def test_what_is_sent_as_json_and_is_none_is_refused(writing_desk: TestClient, media: str) -> None:
    before = ask(writing_desk, "summary")["pages"]
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": media}
    answer = writing_desk.post(f"{API}/readings", content=b"[" * 1000, headers=headers)
    assert "no JSON" in problem(answer, 422)["detail"]
    assert ask(writing_desk, "summary")["pages"] == before


@pytest.mark.parametrize("author", [" ", "\u0000", "\u202e", "A\nB", "—"])
def test_a_verdict_is_signed(writing_desk: TestClient, author: str) -> None:
    statement = ask(writing_desk, "statements", limit=1)["items"][0]["id"]
    given = {"target": statement, "verdict": "wrong", "author": author}
    answer = writing_desk.post(f"{API}/verdicts", json=given, headers={"Authorization": f"Bearer {TOKEN}"})
    assert "signed" in problem(answer, 400)["detail"]


def test_a_verdict_leaves_the_answer(writing_desk: TestClient) -> None:
    row = ask(writing_desk, "statements", limit=1)["items"][0]
    verdict = {"target": row["id"], "verdict": "wrong", "author": "Ann", "note": "a caption"}
    answer = writing_desk.post(f"{API}/verdicts", json=verdict, headers=WRITER)
    assert answer.status_code == 201
    assert verdict.items() <= answer.json().items()
    assert ask(writing_desk, "verdicts")["items"] == [answer.json()]
    assert row["id"] not in {item["id"] for item in ask(writing_desk, "statements", limit=1000)["items"]}


@pytest.mark.parametrize(
    ("body", "place"),
    [
        (b"{", "body"),
        (b'{"target": "s", "verdict": "maybe", "author": "Ann"}', "$.verdict"),
        (b'{"target": "s", "verdict": "wrong"}', "body"),
        (b'{"target": "s", "verdict": "wrong", "author": ""}', "$.author"),
        (b'{"target": "s", "verdict": "wrong", "author": "\\ud800"}', "body"),
        (b'{"target": "s", "verdict": "wrong", "author": "\xff"}', "body"),
    ],
)
def test_what_is_no_verdict_says_where(writing_desk: TestClient, body: bytes, place: str) -> None:
    told = problem(writing_desk.post(f"{API}/verdicts", content=body, headers=WRITER), 422)
    assert [fault["place"] for fault in told["errors"]] == [place]


@pytest.mark.parametrize("path", ["verdicts", "readings"])
@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer x"}, {"Authorization": TOKEN}])
def test_nothing_is_written_without_the_token(writing_desk: TestClient, path: str, headers: dict[str, str]) -> None:
    before = ask(writing_desk, "summary")
    answer = writing_desk.post(f"{API}/{path}", content=PAGE, headers=headers)
    problem(answer, 401)
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert ask(writing_desk, "summary") == before


@pytest.mark.parametrize("path", ["verdicts", "readings"])
def test_nothing_is_written_where_nothing_can_be(desk: TestClient, path: str) -> None:
    problem(desk.post(f"{API}/{path}", content=PAGE, headers=WRITER), 403)


def test_a_login_writes_with_the_token_of_its_forms(writing_desk: TestClient) -> None:
    writing_desk.post("/login", data={"token": TOKEN}, follow_redirects=False)
    verdict = {"target": ask(writing_desk, "statements")["items"][0]["id"], "verdict": "right", "author": "Ann"}
    problem(writing_desk.post(f"{API}/verdicts", json=verdict), 403)
    gate = writing_desk.app.state.gate  # type: ignore[attr-defined]
    session = re.match("[^.]+", writing_desk.cookies["onrecord_8000"])
    assert session
    form = gate._sign("form", session[0])
    answer = writing_desk.post(f"{API}/verdicts", json=verdict, headers={"X-CSRF-Token": form})
    assert answer.status_code == 201


def send(desk: TestClient, content: bytes, **parameters: str) -> httpx2.Response:
    """The answer to pages that were sent."""
    headers = {**WRITER, "Content-Type": "text/plain"}
    return desk.post(f"{API}/readings", content=content, headers=headers, params=parameters)


def test_a_page_that_is_sent_is_read(writing_desk: TestClient) -> None:
    answer = send(writing_desk, PAGE, name="/home/ann/pages/pier.txt")
    assert answer.status_code == 201
    assert (answer.json()["read"], answer.json()["known"], answer.json()["refused"]) == (1, 0, [])
    (key,) = answer.json()["articles"]
    assert ask(writing_desk, f"readings/{key}")["article"]["text"] == PAGE.decode()
    assert ask(writing_desk, "statements", about="pier")["items"][0]["article"] == key
    again = send(writing_desk, PAGE)
    assert (again.status_code, again.json()["articles"]) == (200, [key])


def test_what_cannot_be_read_is_named(writing_desk: TestClient) -> None:
    lines = b'{"text": "The pier is safe, Ada Lind said."}\n{"text": 7}\n'
    answer = send(writing_desk, lines, name="C:\\pages\\pier.jsonl", published="2031-03-04")
    assert answer.status_code == 201
    assert [refusal["place"] for refusal in answer.json()["refused"]] == ["pier.jsonl:2"]
    assert len(answer.json()["articles"]) == 1
    told = problem(send(writing_desk, b"\x89PNG\r\n\x1a\n" + bytes(200), name="pier.png"), 422)
    assert [fault["place"] for fault in told["errors"]] == ["pier.png"]
    problem(send(writing_desk, b""), 422)


def test_an_upload_has_limits(writing_desk: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "MOST_PAGES", 2)
    lines = b"".join(b'{"text": "Pier %d is safe, Ada Lind said."}\n' % number for number in range(3))
    problem(send(writing_desk, lines), 413)
    problem(send(writing_desk, b"x" * (MAX_UPLOAD + 1)), 413)
    monkeypatch.setattr(writing, "MOST_CHARACTERS", 30)
    assert "characters" in problem(send(writing_desk, PAGE), 413)["detail"]
    headers = {**WRITER, "Content-Type": "multipart/form-data; boundary=x"}
    problem(writing_desk.post(f"{API}/readings", content=PAGE, headers=headers), 415)


def test_words_of_others_stay_words(writing_desk: TestClient) -> None:
    page = b"<script>alert(1)</script> TIMES\n\nThe pier is <b>safe</b>, Ada <img src=x onerror=alert(1)> Lind said.\n"
    send(writing_desk, page)
    for address in ("articles?limit=1000", "articles?limit=1000&format=csv", "search?words=alert"):
        answer = writing_desk.get(f"{API}/{address}")
        assert not answer.headers["Content-Type"].startswith("text/html")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_who_somebody_is_and_who_held_an_office(desk: TestClient, examples: Path) -> None:
    answer = ask(desk, "who", name="Josip Maren", as_of="2031-03-20")
    with onrecord.open(examples, read_only=True) as record:
        expected = record.who("Josip Maren", as_of="2031-03-20")
    assert answer["person"]["names"] == list(expected.person.names)
    assert [row["id"] for row in answer["statements"]] == [row.id for row in expected.statements]
    held = ask(desk, "holders", role="prime minister", on="2031-03-10")["items"]
    assert {"name", "holds", "ground", "evidence"} <= held[0].keys()


def test_versions_are_compared(desk: TestClient) -> None:
    later = next(row for row in ask(desk, "articles", limit=1000)["items"] if row["version"] == 2)
    answer = ask(desk, f"diff/{later['id']}")
    assert answer["later"] == later
    assert answer["earlier"]["url"] == later["url"]
    assert answer["unified"]


def test_a_sample_is_drawn_and_what_was_judged_counts(writing_desk: TestClient) -> None:
    drawn = ask(writing_desk, "audit", n=5, seed=3)["items"]
    assert drawn == ask(writing_desk, "audit", n=5, seed=3)["items"]
    for row, verdict in zip(drawn, ("right", "right", "wrong"), strict=False):
        body = {"target": row["id"], "verdict": verdict, "author": "Ann"}
        assert writing_desk.post(f"{API}/verdicts", json=body, headers=WRITER).status_code == 201
    found = ask(writing_desk, "precision", n=5, seed=3)
    assert (found["right"], found["wrong"], found["open"]) == (2, 1, 2)


def test_origins_of_a_subject(desk: TestClient) -> None:
    assert ask(desk, "origins", matter="joint patrols")["items"]
    assert ask(desk, "sources", matter="joint patrols")["items"]
    problem(desk.get(f"{API}/origins"), 400)
