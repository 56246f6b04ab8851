"""The permanent addresses of the desk. Every id and name is quoted, also one with slashes."""

from __future__ import annotations

from urllib.parse import quote, urlencode

__all__ = ["article", "drawing", "event", "matter", "person", "statement", "trace", "with_query"]


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


def drawing(kind: str, name: str) -> str:
    """Of a drawing, without the dot and the ending of its format."""
    return f"/drawings/{kind}/{_quoted(name)}"


def with_query(path: str, **query: str | int | None) -> str:
    """`path` with those parts of the query that are given."""
    given = {name: value for name, value in query.items() if value not in {None, ""}}
    return f"{path}?{urlencode(given)}" if given else path


def _quoted(words: str) -> str:
    return quote(words, safe="")
