"""A real browser at a real server: Chromium, driven by Playwright, and the desk over a record of the examples.

Chromium is the one that the system has: `$CHROMIUM`, else /usr/bin/chromium. Without it these tests are passed over.
"""

from __future__ import annotations

import os
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

import onrecord
from onrecord.web.app import create_app
from tests.browser.pages import OWN_PAGES

EXAMPLES = Path(__file__).parents[2] / "examples"
TOKEN = "a-token-for-the-tests"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 10_000  # milliseconds until something that should appear has appeared


def chromium() -> str | None:
    named = os.environ.get("CHROMIUM")
    return shutil.which(named) if named else shutil.which("chromium", path="/usr/bin:/usr/local/bin")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if chromium() is None:
        reason = "no Chromium: install it (Debian: apt-get install chromium) or name one in $CHROMIUM"
        for item in items:
            if Path(__file__).parent in item.path.parents:
                item.add_marker(pytest.mark.skip(reason=reason))


class Site:
    """The desk, served at `address` from the record in `file`."""

    def __init__(self, address: str, file: Path) -> None:
        self.address = address
        self.file = file

    def open(self) -> onrecord.Record:
        return onrecord.open(self.file)


@contextmanager
def served(file: Path, *, token: str | None = None) -> Iterator[Site]:
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(file, token=token), log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        yield Site(f"http://127.0.0.1:{listening.getsockname()[1]}", file)
    finally:
        server.should_exit = True
        thread.join()
        listening.close()


@pytest.fixture(scope="package")
def record_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of the examples and of the pages of this folder."""
    folder = tmp_path_factory.mktemp("browser")
    for name, page in OWN_PAGES.items():
        folder.joinpath("pages").mkdir(exist_ok=True)
        folder.joinpath("pages", name).write_text(page, encoding="utf-8")
    with onrecord.open(folder / "news.db") as record:
        record.read(EXAMPLES)
        report = record.read(folder / "pages")
        assert report.read == len(OWN_PAGES)
    return folder / "news.db"


@pytest.fixture(scope="package")
def site(record_file: Path) -> Iterator[Site]:
    """A desk that only reads."""
    with served(record_file) as running:
        yield running


@pytest.fixture
def writing_site(record_file: Path, tmp_path: Path) -> Iterator[Site]:
    """A desk over a copy of the record, which whoever has the token may write."""
    file = tmp_path / "own.db"
    shutil.copy(record_file, file)
    with served(file, token=TOKEN) as running:
        yield running


# Of the package and not of the session: while it lives, asyncio has a loop in this thread.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    path = chromium()
    assert path is not None
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield running
        running.close()


Opened = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser) -> Iterator[Opened]:
    """Opens an address in a profile of its own. A test fails where a page logs an error, asks for what is not there or
    asks another host; `expected` is a part of the messages that a test provokes.
    """
    contexts = []
    faults: list[str] = []
    expectations: list[str] = []

    def open_page(address: str, *, expected: str | None = None, **options: object) -> Page:
        if expected:
            expectations.append(expected)
        context = browser.new_context(**options)  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: faults.extend(_told(message)))
        page.on("pageerror", lambda error: faults.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("requestfailed", lambda request: faults.extend(_failed(request)))
        page.on("request", lambda request: faults.extend(_elsewhere(request)))
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert [fault for fault in faults if not any(part in fault for part in expectations)] == []


def _told(message: ConsoleMessage) -> Iterator[str]:
    """A file that is not there is told as an error too, with its address."""
    if message.type in {"error", "warning"}:
        yield f"{message.text} {message.location['url']}"


def _failed(request: Request) -> Iterator[str]:
    """What the browser gives up by itself, because the test goes on to another page, is no failure."""
    if request.failure != "net::ERR_ABORTED":
        yield f"failed: {request.url} {request.failure}"


def _elsewhere(request: Request) -> Iterator[str]:
    if not request.url.startswith(("http://127.0.0.1:", "data:")):
        yield f"elsewhere: {request.url}"
