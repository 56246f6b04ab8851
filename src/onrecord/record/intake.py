"""What a reader yields for each thing that it was given: an article, or why there is none."""

from __future__ import annotations

from msgspec import Struct

from onrecord.record.article import Article

__all__ = ["Document", "Notice", "Refusal"]


class Document(Struct, frozen=True, kw_only=True):
    """One article. `id` is the id that was given, or one computed from the content; `place` is the file, and line."""

    id: str
    article: Article
    place: str


class Refusal(Struct, frozen=True, kw_only=True):
    """What could not be read. `kind` is the name of the error's class, `message` says what is wrong and what to do."""

    place: str
    kind: str
    message: str


class Notice(Struct, frozen=True, kw_only=True):
    """What the reader of a known page should know: that nothing was changed, or what was, and why.
    `article` is the id of the page, `message` says what to do.
    """

    place: str
    article: str
    message: str
