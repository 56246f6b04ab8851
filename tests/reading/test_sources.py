from __future__ import annotations

import gzip
import io
import json
import os
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from onrecord.errors import QuestionError
from onrecord.reading import count_sources, read_source, read_stream
from onrecord.record.intake import Document, Refusal

STORY = "The council met on Thursday over the footbridge, its chairman said.\n"
PAGE = (
    "<html><body><article>" + "<p>The council met on Thursday over the footbridge, its chairman said.</p>" * 3
).encode()


def _kinds(path: Path) -> dict[str, str]:
    """What each place gave: the format of a document, the kind of a refusal."""
    return {
        found.place.removeprefix(f"{path}/"): found.kind if isinstance(found, Refusal) else found.article.format
        for found in read_source(path)
    }


def test_a_folder_is_read_in_order_with_all_its_formats(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name in ("b/one.txt", "two.text", ".three.txt", ".hidden/four.txt", "README.md", "noending", "notes.dat"):
        (tmp_path / name).write_text(STORY)
    for name in ("five.html", "six.HTM", "seven.xhtml", "sniffed"):
        (tmp_path / name).write_bytes(PAGE)
    (tmp_path / "eight.jsonl").write_text('{"text": "One."}\n\n{"text": "Two."}')
    (tmp_path / "nine.jsonl.gz").write_bytes(gzip.compress(b'{"text": "Three."}\n'))
    (tmp_path / "ten.txt.gz").write_bytes(gzip.compress(STORY.encode()))
    kinds = _kinds(tmp_path)
    assert list(kinds) == sorted(kinds)
    assert kinds == {
        "b/one.txt": "text",
        "eight.jsonl:1": "jsonl",
        "eight.jsonl:3": "jsonl",
        "five.html": "html",
        "nine.jsonl.gz:1": "jsonl",
        "noending": "text",
        "notes.dat": "text",
        "seven.xhtml": "html",
        "six.HTM": "html",
        "sniffed": "html",
        "ten.txt.gz": "text",
        "two.text": "text",
    }
    assert count_sources(tmp_path) == len(kinds) + 1  # the blank line of eight.jsonl counts


def test_a_record_may_lie_beside_its_pages(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(STORY)
    with closing(sqlite3.connect(tmp_path / "my.db")) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("CREATE TABLE pages (id)")
        assert {path.name for path in tmp_path.iterdir()} == {"page.txt", "my.db", "my.db-wal", "my.db-shm"}
        assert _kinds(tmp_path) == {"page.txt": "text"}
    (refused,) = read_source(tmp_path / "my.db")
    assert isinstance(refused, Refusal)
    assert "an SQLite database" in refused.message


def test_bad_files_are_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_bytes(b"\x89PNG\r\n\x1a\n0000")
    (tmp_path / "c.html").write_bytes(b"<html><body><a href='/'>Home</a></body></html>")
    (tmp_path / "d.html").write_bytes(b"<html><body>" + b"<div>" * 10_000)
    (tmp_path / "e.txt").write_bytes(b"word " * 2_000_000)
    with (tmp_path / "f.txt").open("wb") as sparse:
        sparse.truncate(100_000_000)
    (tmp_path / "g.jsonl.gz").write_bytes(b"\x1f\x8b not compressed")
    (tmp_path / "h.txt.gz").write_bytes(gzip.compress(b" " * 30_000_000))
    (tmp_path / "z.txt").write_text(STORY)
    assert _kinds(tmp_path) == {
        "a.txt": "EmptyInput",
        "b.txt": "NotText",
        "c.html": "NoArticle",
        "d.html": "MalformedInput",
        "e.txt": "TooLarge",
        "f.txt": "TooLarge",
        "g.jsonl.gz": "MalformedInput",
        "h.txt.gz": "TooLarge",
        "z.txt": "text",
    }


def test_what_is_no_file_never_blocks(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "dangling").symlink_to("nowhere")
    (tmp_path / "itself").symlink_to("itself")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "page.txt").write_text(STORY)
    (tmp_path / "linked").symlink_to(tmp_path / "deep")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket"))
        kinds = _kinds(tmp_path)
    refused = dict.fromkeys(("dangling", "fifo", "itself", "loop", "socket"), "Unreadable")
    assert kinds == {"deep/page.txt": "text", **refused}
    assert _kinds(Path("/dev/null")) == {"/dev/null": "Unreadable"}
    (missing,) = read_source(tmp_path / "missing.txt")
    assert isinstance(missing, Refusal)
    assert missing.message == "there is no such file"


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_no_permission(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o000)
    (tmp_path / "page.txt").write_text(STORY)
    (tmp_path / "page.txt").chmod(0o000)
    (tmp_path / "z.txt").write_text(STORY)
    assert _kinds(tmp_path) == {"closed": "Unreadable", "page.txt": "Unreadable", "z.txt": "text"}


def test_no_permission_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "z.txt").write_text(STORY)
    scan = os.scandir

    def refuse(path: Path) -> Iterator[os.DirEntry[str]]:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    refusal, document = read_source(tmp_path)
    assert isinstance(refusal, Refusal)
    assert refusal.kind == "Unreadable"
    assert refusal.message.startswith("no permission")
    assert isinstance(document, Document)


def test_bad_lines_name_their_line(tmp_path: Path) -> None:
    path = tmp_path / "lines.jsonl"
    rows = ['{"id": "1", "text": "One."}', "not json", '{"id": "1", "text": "One."}', '{"id": "1", "text": "Two."}', "",
            '{"id": "2", "text": "Three."}']  # fmt: skip
    path.write_bytes(b"\xef\xbb\xbf" + "\r\n".join(rows).encode())
    assert _kinds(path) == {
        f"{path}:1": "jsonl",
        f"{path}:2": "MalformedInput",
        f"{path}:4": "DuplicateId",
        f"{path}:6": "jsonl",
    }


def test_ids_are_watched_over_all_files_of_a_run(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": "1", "text": "One."}')
    (tmp_path / "b.jsonl").write_text('{"id": "1", "text": "Two."}')
    assert list(_kinds(tmp_path).values()) == ["jsonl", "DuplicateId"]


def test_a_giant_line_is_refused_and_the_next_is_read(tmp_path: Path) -> None:
    path = tmp_path / "giant.jsonl"
    path.write_bytes(b'{"text": "' + b"x" * 40_000_000 + b'"}\n{"text": "After."}\n')
    assert list(_kinds(path).values()) == ["TooLarge", "jsonl"]


def test_reading_is_lazy(tmp_path: Path) -> None:
    def endless() -> Iterator[bytes]:
        while True:
            yield b'{"text": "Again."}\n' * 1000

    class Endless(io.RawIOBase):
        lines = b""

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            if not self.lines:
                self.lines = next(endless())
            count = min(len(buffer), len(self.lines))
            buffer[:count], self.lines = self.lines[:count], self.lines[count:]
            return count

    stream = read_stream(io.BufferedReader(Endless()))
    assert [next(stream).place for _ in range(3)] == ["-:1", "-:2", "-:3"]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (STORY.encode(), "text"),
        (STORY.encode("utf-16"), "text"),
        (PAGE, "html"),
        (PAGE.decode().encode("utf-16"), "html"),
        (b'\xef\xbb\xbf {"text": "One."}', "jsonl"),
        (b"", "EmptyInput"),
        (b"%PDF-1.7", "NotText"),
        (b'{\n "text": "over several lines"\n}', "jsonl"),
    ],
)
def test_streams_are_told_by_what_they_begin_with(content: bytes, kind: str) -> None:
    first = next(iter(read_stream(content)))
    assert kind == (first.kind if isinstance(first, Refusal) else first.article.format)


def test_published_holds_where_there_is_no_date(tmp_path: Path) -> None:
    path = tmp_path / "lines.jsonl"
    path.write_text(json.dumps({"text": "One."}) + "\n" + json.dumps({"text": "Two.", "date": "2030-01-01"}))
    dates = [
        found.article.published for found in read_source(path, published="2031-02-13") if isinstance(found, Document)
    ]
    assert dates == ["2031-02-13", "2030-01-01"]
    with pytest.raises(QuestionError):
        read_source(path, published="soon")  # before anything is read
    with pytest.raises(QuestionError):
        read_stream(b"", published="soon")


def test_the_file_is_not_read_before_it_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "b.txt").write_text(STORY)
    found = read_source(tmp_path)
    next(found)
    (tmp_path / "b.txt").unlink()
    (gone,) = found
    assert isinstance(gone, Refusal)
    assert gone.kind == "Unreadable"


@pytest.mark.parametrize("name", ["pages.json", "pages.json.gz", "pages"])
def test_a_json_file_is_one_object_a_list_or_lines(tmp_path: Path, name: str) -> None:
    rows = [{"id": "a", "text": STORY}, {"text": 5}, {"id": "c", "text": STORY + "It rained."}]
    written = {
        "list": json.dumps(rows, indent=2),
        "dense list": json.dumps(rows),
        "lines": "\n".join(json.dumps(row) for row in rows),
    }
    for text in written.values():
        content = text.encode()
        (tmp_path / name).write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
        found = list(read_source(tmp_path / name))
        assert [one.id if isinstance(one, Document) else one.kind for one in found] == ["a", "MalformedInput", "c"]
        assert {one.place.removeprefix(str(tmp_path / name))[0] for one in found} <= {"#", ":"}


def test_one_json_object_over_many_lines_is_one_article(tmp_path: Path) -> None:
    (tmp_path / "page.json").write_text(json.dumps({"id": "a", "text": STORY, "published": "2031-03-02"}, indent=4))
    (found,) = read_source(tmp_path / "page.json")
    assert isinstance(found, Document)
    assert (found.id, found.article.text, found.article.published) == ("a", STORY, "2031-03-02")


def test_json_that_breaks_off_is_refused_once(tmp_path: Path) -> None:
    (tmp_path / "page.json").write_text(json.dumps([{"id": "a", "text": STORY}], indent=4)[:-4])
    (found,) = read_source(tmp_path / "page.json")
    assert isinstance(found, Refusal)
    assert found.kind == "MalformedInput"


def test_a_bad_first_line_does_not_take_the_others_with_it() -> None:
    found = list(read_stream(b'{"text": "One.\n{"text": "Two."}\n'))
    assert [isinstance(one, Document) for one in found] == [False, True]
