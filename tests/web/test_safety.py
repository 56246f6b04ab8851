"""Which names the desk answers to, who may write, and what no answer gives away."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi import APIRouter
from fastapi.testclient import TestClient

from onrecord.web.app import create_app
from onrecord.web.safety import MAX_BODY, Gate
from tests.web.conftest import ADDRESS, TOKEN

PROBE = "/probe"


@pytest.fixture
def probed(own: Path) -> TestClient:
    """A desk with a route that writes nothing and a route that fails, to look at what stands before them."""
    app = create_app(own, token=TOKEN)
    router = APIRouter()

    @router.get("/api/fails")
    def fails() -> None:
        raise RuntimeError(f"cannot use {own}")

    app.include_router(router)
    return TestClient(app, base_url=ADDRESS, raise_server_exceptions=False)


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "localhost:1", "[::1]:8000", "127.9.9.9"])
def test_it_answers_to_loopback(desk: TestClient, host: str) -> None:
    assert desk.get("/static/none", headers={"Host": host}).status_code == 404


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:8000", "", "10.0.0.3", "localhost.evil:8000"])
def test_it_answers_to_no_other_name(desk: TestClient, host: str) -> None:
    assert desk.get("/static/none", headers={"Host": host}).status_code == 421


def test_a_desk_for_the_network_answers_to_addresses_and_to_no_name(examples: Path) -> None:
    with TestClient(create_app(examples, host="0.0.0.0"), base_url=ADDRESS) as desk:
        assert desk.get("/static/none", headers={"Host": "10.0.0.3:8000"}).status_code == 404
        assert desk.get("/static/none", headers={"Host": "evil.example"}).status_code == 421


@pytest.mark.parametrize("path", ["/static/none", "/nothing/here", "/api/v1/nothing"])
def test_every_answer_binds_the_browser(desk: TestClient, path: str) -> None:
    headers = desk.get(path).headers
    assert headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self';")
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"


def test_a_failure_tells_nothing_of_the_machine(probed: TestClient, own: Path) -> None:
    answer = probed.get("/api/fails")
    assert answer.status_code == 500
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json() == {
        "title": "Internal Server Error",
        "status": 500,
        "detail": "the server failed on this; its log says where",
    }
    assert str(own.parent) not in answer.text


def test_a_record_that_is_gone_tells_nothing_of_the_machine(own: Path) -> None:
    app = create_app(own)
    own.unlink()
    with TestClient(app, base_url=ADDRESS, raise_server_exceptions=False) as desk:
        answer = desk.get("/api/v1/summary")
    assert answer.status_code == 503
    assert str(own.parent) not in answer.text


def log_in(desk: TestClient, *, then: str = "/") -> str:
    """The address that the login leads to."""
    answer = desk.post("/login", data={"token": TOKEN, "then": then}, follow_redirects=False)
    assert answer.status_code == 303
    return answer.headers["Location"]


def test_the_login_gives_a_cookie_that_scripts_and_other_sites_cannot_use(writing_desk: TestClient) -> None:
    answer = writing_desk.post("/login", data={"token": TOKEN}, follow_redirects=False)
    cookie = answer.headers["Set-Cookie"]
    assert re.search(r"HttpOnly", cookie)
    assert re.search(r"SameSite=strict", cookie, re.IGNORECASE)
    assert TOKEN not in cookie


def test_a_wrong_token_gives_no_cookie(writing_desk: TestClient) -> None:
    answer = writing_desk.post("/login", data={"token": TOKEN + "x"}, follow_redirects=False)
    assert answer.status_code == 403
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("then", ["//evil.example/", "https://evil.example", "/\\evil.example", "evil", "/a\r\nb: c"])
def test_the_login_leads_to_no_other_site(writing_desk: TestClient, then: str) -> None:
    assert log_in(writing_desk, then=then) == "/"


def test_the_login_leads_back(writing_desk: TestClient) -> None:
    assert log_in(writing_desk, then="/statements?by=Malin") == "/statements?by=Malin"


def test_a_login_alone_writes_nothing(writing_desk: TestClient) -> None:
    log_in(writing_desk)
    assert writing_desk.post("/logout").status_code == 403
    assert writing_desk.post("/logout", data={"csrf": "0" * 64}).status_code == 403


def test_a_cookie_of_ones_own_making_writes_nothing(writing_desk: TestClient) -> None:
    writing_desk.cookies.set("onrecord_8000", "session.signature")
    assert writing_desk.post("/logout").status_code == 401


def test_without_a_token_nobody_logs_in(desk: TestClient) -> None:
    assert desk.post("/login", data={"token": "None"}).status_code == 403
    assert desk.post("/login", data={"token": ""}).status_code == 403
    assert desk.post("/logout").status_code == 403


def test_a_short_token_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 16"):
        Gate("hunter2")


@pytest.mark.parametrize("announced", [True, False])
def test_a_form_that_is_too_large_is_refused_while_it_comes(writing_desk: TestClient, announced: bool) -> None:
    body = b"token=" + b"x" * (2 * MAX_BODY)
    content = body if announced else (body[at : at + 1000] for at in range(0, len(body), 1000))
    answer = writing_desk.post("/login", content=content, headers={"Content-Type": "application/x-www-form-urlencoded"})
    assert answer.status_code == 413
