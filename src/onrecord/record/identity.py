"""Ids that are computed from content: the same thing has the same id in every record, on every machine."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence

from onrecord.record.text import Span

__all__ = ["actor_id", "again_id", "article_id", "cell_id", "digest_of", "link_id"]

ID_BYTES = 10  # 80 bits: one chance in 10^9 of any clash among 50 million ids; 16 characters to type


def _short_hash(*parts: str) -> str:
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return base64.b32encode(hashlib.blake2b(joined, digest_size=ID_BYTES).digest()).decode("ascii").lower()


def digest_of(content: bytes) -> str:
    """SHA-256 of the bytes that were given, in hex."""
    return hashlib.sha256(content).hexdigest()


def article_id(text: str, publication: str | None, url: str | None) -> str:
    """The id of an article that was given none: `a-` and a hash of its text, publication and address."""
    return "a-" + _short_hash(text, publication or "", url or "")


def again_id(article: str, version: int) -> str:
    """The id of the text of `article` where it stands at its address again, as the version `version`."""
    return f"{article}.{version}"


def cell_id(prefix: str, article: str, *spans: Sequence[Span] | Span | None) -> str:
    """The id of a cell of the article `article`: `prefix`, a dash and a hash of where its spans stand.

    `prefix` is `s` for statements, `e` for events.
    """
    parts = [prefix, article]
    for item in spans:
        group = () if item is None else (item,) if isinstance(item, Span) else item
        parts.append(",".join(f"{span.start}:{span.end}:{span.text}" for span in group))
    return f"{prefix}-{_short_hash(*parts)}"


def actor_id(article: str, name: str, kind: str) -> str:
    """The id of an actor inside the article `article`."""
    return "p-" + _short_hash("actor", article, name, kind)


def link_id(kind: str, origin: str, to: str) -> str:
    """The id of a link: `l-` and a hash of what does what to what."""
    return "l-" + _short_hash("link", kind, origin, to)
