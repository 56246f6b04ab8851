"""The permanent addresses of the desk. Every id and name is quoted, also one with slashes."""

from __future__ import annotations

from urllib.parse import quote, urlencode

__all__ = ["article", "event", "matter", "person", "statement", "trace", "with_query"]


def article(article_id: str, **query: str | int | None) -> str:
    """Of a page as printed."""
    return with_query(f"/articles/{_quoted(article_id)}", **query)


def statement(statement_id: str) -> str:
    """Of a statement."""
    return f"/statements/{_quoted(statement_id)}"


def event(event_id: str) -> str:
    """Of an event."""
    return f"/events/{_quoted(event_id)}"


def person(name: str) -> str:
    """Of a person or an organization."""
    return f"/people/{_quoted(name)}"


def matter(name: str, **query: str | int | None) -> str:
    """Of a matter."""
    return with_query(f"/matters/{_quoted(name)}", **query)


def trace(cell_id: str) -> str:
    """Of how a cell came about."""
    return f"/trace/{_quoted(cell_id)}"


def with_query(path: str, **query: str | int | None) -> str:
    """`path` with those parts of the query that are given."""
    given = {name: value for name, value in query.items() if value not in {None, ""}}
    return f"{path}?{urlencode(given)}" if given else path


def _quoted(words: str) -> str:
    # A browser takes a dot segment out of a path, also where its dots are quoted.
    return quote(words, safe="") if words.strip(".") else "%20" + words
