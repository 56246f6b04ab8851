"""`onrecord serve` as people run it."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest

from onrecord import cli
from onrecord.web.serving import read_ahead

SECONDS = 30


@contextmanager
def served(record: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str, str]]:
    """The process, the address it prints, and the line after it."""
    command = [sys.executable, "-m", "onrecord.cli", "serve", "--record", str(record), "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            first, second = process.stdout.readline(), process.stdout.readline()
            found = re.search(r"http://\S+/", first)
            assert found, first
            yield process, found[0], second
        finally:
            process.kill()


def test_it_prints_its_address_and_token_answers_and_stops_cleanly(own: Path) -> None:
    with served(own) as (process, address, second):
        assert re.fullmatch(r"token for writing: \S{20,}\n", second)
        assert httpx2.get(f"{address}api/v1/summary").json()["pages"] > 0
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=SECONDS)
        assert (process.returncode, out, err) == (0, "", "")
    assert not own.with_name("own.db-wal").exists()


def test_a_token_can_be_set_and_writing_switched_off(own: Path) -> None:
    with served(own, "--token", "sixteen-or-more-characters") as (_, _, second):
        assert second == "token for writing: sixteen-or-more-characters\n"
    with served(own, "--read-only", "--token", "sixteen-or-more-characters") as (_, _, second):
        assert second == "nothing can be written: --read-only\n"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--host", "0.0.0.0"), "--open-to-network"),
        (("--host", "192.0.2.7", "--open-to-network", "--port", "0"), "cannot be used"),
        (("--token", "short"), "at least 16"),
    ],
)
def test_what_is_unsafe_or_impossible_is_refused(
    own: Path, options: tuple[str, ...], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(["serve", "--record", str(own), *options])
    assert stopped.value.code == cli.WRONG_QUESTION
    assert words in capsys.readouterr().err


def test_a_port_that_is_taken_is_named(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(SystemExit):
        cli.main(["serve", "--record", str(own), "--port", str(taken.getsockname()[1])])
    assert "choose another --port" in capsys.readouterr().err


def test_the_network_is_warned_of(own: Path) -> None:
    with served(own, "--host", "0.0.0.0", "--open-to-network") as (process, _, _):
        assert process.stdout is not None
        assert "everybody who can reach" in process.stdout.readline()


def test_without_a_record_there_is_nothing_to_serve(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(["serve", "--record", str(tmp_path / "none.db")])
    assert stopped.value.code == cli.RECORD_UNUSABLE
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
@pytest.mark.parametrize("workers", ["1", "2"])
def test_all_that_answer_end_with_the_command(own: Path, ending: signal.Signals, workers: str) -> None:
    with served(own, "--workers", workers) as (process, address, _):
        assert httpx2.get(f"{address}api/v1/summary").json()["pages"] > 0
        process.send_signal(ending)
        process.wait(SECONDS)
        until = time.monotonic() + SECONDS
        while _answers(address) and time.monotonic() < until:
            time.sleep(0.1)
        assert not _answers(address)


def _answers(address: str) -> bool:
    try:
        return httpx2.get(f"{address}api/v1/summary", timeout=SECONDS).is_success
    except httpx2.TransportError:
        return False


def test_a_login_holds_whoever_answers(own: Path) -> None:
    with served(own, "--workers", "2") as (_, address, second):
        token = second.rpartition(" ")[2].strip()
        sent = [
            httpx2.post(
                f"{address}api/v1/verdicts",
                headers={"Authorization": f"Bearer {token}"},
                json={"target": "nothing", "verdict": "right", "author": "Ada"},
            ).status_code
            for _ in range(12)
        ]
        assert set(sent) == {404}


def test_a_file_is_read_ahead_where_there_is_one(examples: Path, tmp_path: Path) -> None:
    read_ahead(examples)
    read_ahead(tmp_path / "nothing.db")
