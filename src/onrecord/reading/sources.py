"""Files, folders and streams: what there is to read, one after the other, and what cannot be read and why.

Nothing is held but the article at hand and, for lines with an id, 16 bytes to know it by.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import stat
import zlib
from collections.abc import Iterator
from io import BufferedIOBase, BytesIO
from pathlib import Path
from typing import IO, NamedTuple, cast

from onrecord.errors import DuplicateId, InputError, MalformedInput, TooLarge, Unreadable
from onrecord.reading.dates import checked_date
from onrecord.reading.encodings import MAX_BYTES, check_size, decode, kind_of_binary
from onrecord.reading.html import looks_like_html, read_html
from onrecord.reading.json_files import MAX_JSON, is_lines, objects_of
from onrecord.reading.jsonl import read_line
from onrecord.reading.plain import check_text, read_page
from onrecord.record.article import Article
from onrecord.record.identity import article_id, digest_of
from onrecord.record.intake import Document, Refusal

__all__ = ["count_sources", "read_source", "read_stream"]

_FORMATS = {
    ".txt": "text",
    ".text": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
}

# Six bytes for each character of an article's text, as JSON may escape them, and room for the other fields.
MAX_LINE = 6 * 5_000_000 + 1_000_000

_BLOCK = 1 << 20
_SQLITE = b"SQLite format 3\x00"
_LOGS = ("-wal", "-shm", "-journal")


class _Run(NamedTuple):
    """What holds for a whole run: the date of pages without one, and the ids of lines with a digest of their text."""

    day: str | None
    known: dict[str, bytes]


def read_source(path: Path | str, *, published: str | None = None) -> Iterator[Document | Refusal]:
    """The articles of a file, or of a folder and the folders in it, in the order of their names.

    The format follows from the ending (.txt .text, .html .htm .xhtml, .jsonl .ndjson, .json, each also .gz) and for
    other endings from the content. A .json file is one object, a list of them, or an object a line. Hidden files of a
    folder are passed over, and so are its README and LICENSE, and SQLite databases with their logs: a record may lie
    beside its pages. What cannot be read becomes a Refusal, and the rest goes on.
    `published` (ISO 8601) is the date of articles that have none of their own; QuestionError where it is not a date.
    """
    day = checked_date(published)
    return _read_paths(_files(Path(path)), _Run(day, {}))


def read_stream(
    content: bytes | IO[bytes], *, published: str | None = None, place: str = "-"
) -> Iterator[Document | Refusal]:
    """The articles in `content`, bytes or a stream of them: JSONL, HTML or text, by what it begins with."""
    day = checked_date(published)
    stream = BytesIO(content) if isinstance(content, bytes) else content
    return _guarded(_read_open(stream, None, place, _Run(day, {})), place)


def count_sources(path: Path | str) -> int:
    """About how many articles `read_source` will find at `path`: a file is one, a line of JSONL is one."""
    return sum(_count(found) if isinstance(found, Path) else 1 for found in _files(Path(path)))


def _count(path: Path) -> int:
    if _format_of(path) != "jsonl":
        return 1
    try:
        with _open(path) as stream:
            lines, last = 0, b"\n"
            while block := stream.read(_BLOCK):
                lines += block.count(b"\n")
                last = block[-1:]
    except (OSError, EOFError, zlib.error):
        return 1
    return lines + (last != b"\n")


def _format_of(path: Path) -> str | None:
    name = path.name.lower().removesuffix(".gz")
    return _FORMATS.get(os.path.splitext(name)[1])  # noqa: PTH122 of a name, not of a path


# --- which files there are ---


def _files(path: Path) -> Iterator[Path | Refusal]:
    """The regular files at and under `path`, and a Refusal for everything else."""
    yield from _visit(path, set(), [])


def _visit(path: Path, seen: set[tuple[int, int]], above: list[tuple[int, int]]) -> Iterator[Path | Refusal]:
    try:
        found = path.stat()
    except FileNotFoundError:
        yield _refuse(
            path, "the link leads nowhere: mend or remove it" if path.is_symlink() else "there is no such file"
        )
    except OSError as error:
        yield _refuse(path, _reason(error))
    else:
        if stat.S_ISDIR(found.st_mode):
            yield from _visit_folder(path, (found.st_dev, found.st_ino), seen, above)
        elif stat.S_ISREG(found.st_mode):
            yield path
        else:
            yield _refuse(path, "neither a file nor a folder, but a pipe, a socket or a device: give files")


def _visit_folder(
    path: Path, folder: tuple[int, int], seen: set[tuple[int, int]], above: list[tuple[int, int]]
) -> Iterator[Path | Refusal]:
    if folder in above:
        yield _refuse(path, "the link leads back to a folder that it stands in: remove it")
        return
    if folder in seen:  # linked twice, read once
        return
    seen.add(folder)
    try:
        names = sorted(entry.name for entry in os.scandir(path) if not _is_passed_over(entry.name))
    except OSError as error:
        yield _refuse(path, _reason(error))
        return
    databases = {name for name in names if _is_database(path / name)}
    for name in names:
        if not databases & {name, *(name.removesuffix(ending) for ending in _LOGS)}:
            yield from _visit(path / name, seen, [*above, folder])


def _is_database(path: Path) -> bool:
    """Whether it is an SQLite database by its first bytes; what cannot be opened is told where it is read."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as stream:
            return stream.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False


def _is_passed_over(name: str) -> bool:
    """Whether a file of a folder is hidden, or tells about the folder."""
    return name.startswith(".") or name.partition(".")[0].casefold() in {"readme", "license", "copying", "notice"}


def _reason(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "no permission to read it: change its permissions, or run as its owner"
    if isinstance(error, FileNotFoundError):
        return "it is no longer there"
    return f"it cannot be opened: {error.strerror or error}"


def _refuse(path: Path, message: str) -> Refusal:
    return Refusal(place=str(path), kind=Unreadable.__name__, message=message)


def _refusal_of(error: InputError, place: str) -> Refusal:
    return Refusal(place=error.place or place, kind=type(error).__name__, message=error.message)


# --- what is in them ---


def _read_paths(paths: Iterator[Path | Refusal], run: _Run) -> Iterator[Document | Refusal]:
    for path in paths:
        if isinstance(path, Refusal):
            yield path
        else:
            yield from _guarded(_read_file(path, run), str(path))


def _guarded(documents: Iterator[Document | Refusal], place: str) -> Iterator[Document | Refusal]:
    try:
        yield from documents
    except InputError as error:
        yield _refusal_of(error, place)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield Refusal(
            place=place, kind=MalformedInput.__name__, message=f"the compressed data is damaged ({error}): get it again"
        )
    except OSError as error:
        yield Refusal(place=place, kind=Unreadable.__name__, message=_reason(error))


def _open(path: Path) -> IO[bytes]:
    return cast("IO[bytes]", gzip.open(path, "rb") if path.name.lower().endswith(".gz") else path.open("rb"))


def _read_file(path: Path, run: _Run) -> Iterator[Document | Refusal]:
    with _open(path) as stream:
        if _format_of(path) in {"jsonl", "json"} or path.name.lower().endswith(".gz"):
            yield from _read_open(stream, _format_of(path), str(path), run)
            return
        size = os.fstat(stream.fileno()).st_size
        check_size(size if _format_of(path) else 0, place=str(path))
        yield from _read_open(stream, _format_of(path), str(path), run)


def _read_open(stream: IO[bytes], kind: str | None, place: str, run: _Run) -> Iterator[Document | Refusal]:
    opening = stream.read(_BLOCK)
    kind = kind or _sniff(opening)
    if kind == "json" and is_lines(opening, whole=len(opening) < _BLOCK):
        kind = "jsonl"
    if kind == "jsonl":
        yield from _read_lines(_Rest(opening, stream), place, run)
        return
    if kind == "json":
        yield from _read_objects(opening + stream.read(MAX_JSON + 1), place, run)
        return
    content = opening + stream.read(MAX_BYTES + 1 - len(opening))
    if len(content) > MAX_BYTES:
        raise TooLarge(f"more than {MAX_BYTES:,} bytes, too large for one article: cut it into articles", place=place)
    yield _read_one(content, kind, place, run.day)


def _read_one(content: bytes, kind: str, place: str, day: str | None) -> Document:
    article = read_html(content, published=day, place=place) if kind == "html" else _read_plain(content, place, day)
    return Document(id=article_id(article.text, article.publication, article.url), article=article, place=place)


def _read_plain(content: bytes, place: str, day: str | None) -> Article:
    text = decode(content, place=place)
    check_text(text, place=place)
    return read_page(text, published=day, digest=digest_of(content))


def _sniff(opening: bytes) -> str:
    """text, html or json, by what stands at the beginning."""
    first = opening.lstrip(b"\xef\xbb\xbf \t\r\n")
    if first.startswith(b"{") or re.match(rb"\[\s*\{", first):
        return "json"
    if kind_of_binary(opening) or not first:
        return "text"
    try:
        return "html" if looks_like_html(decode(opening[:8192])) else "text"
    except InputError:
        return "text"


class _Rest(BufferedIOBase):
    """A stream of which the beginning has been read already."""

    def __init__(self, opening: bytes, stream: IO[bytes]) -> None:
        self._opening = BytesIO(opening)
        self._stream = stream

    def readline(self, size: int | None = -1, /) -> bytes:
        """The next line, of at most `size` bytes."""
        most = -1 if size is None else size
        line = self._opening.readline(most)
        if line.endswith(b"\n") or (most >= 0 and len(line) >= most):
            return line
        return line + self._stream.readline(most - len(line) if most >= 0 else -1)


def _read_lines(stream: BufferedIOBase, place: str, run: _Run) -> Iterator[Document | Refusal]:
    number = 0
    while line := stream.readline(MAX_LINE + 1):
        number += 1
        where = f"{place}:{number}"
        try:
            document = _read_numbered(line, stream, where, run, first=number == 1)
        except InputError as error:
            yield _refusal_of(error, where)
        else:
            if document:
                yield document


def _read_objects(content: bytes, place: str, run: _Run) -> Iterator[Document | Refusal]:
    for number, item in enumerate(objects_of(content, place=place), start=1):
        where = f"{place}#{number}"
        try:
            document, named = read_line(item, published=run.day, place=where)
            if not named or _is_new(document, run.known):
                yield document
        except InputError as error:
            yield _refusal_of(error, where)


def _read_numbered(line: bytes, stream: BufferedIOBase, where: str, run: _Run, *, first: bool) -> Document | None:
    """The document of a line; None for a blank line, and for one that was read already, word for word."""
    if len(line) > MAX_LINE:
        _skip_line(stream)
        raise TooLarge(f"a line of more than {MAX_LINE:,} bytes, too large for one article", place=where)
    bare = line.removeprefix(b"\xef\xbb\xbf") if first else line
    if not bare.strip():
        return None
    document, named = read_line(bare.strip(b"\r\n"), published=run.day, place=where)
    return document if not named or _is_new(document, run.known) else None


def _skip_line(stream: BufferedIOBase) -> None:
    while (more := stream.readline(_BLOCK)) and not more.endswith(b"\n"):
        pass


def _is_new(document: Document, known: dict[str, bytes]) -> bool:
    text = hashlib.blake2b(document.article.text.encode("utf-8"), digest_size=16).digest()
    before = known.setdefault(document.id, text)
    if before != text:
        raise DuplicateId(
            f"the id {document.id!r} has stood before with another text: give each article an id of its own",
            place=document.place,
        )
    return before is text
