"""What a person types, as a query of SQLite's full-text search that cannot be malformed."""

from __future__ import annotations

import re

from onrecord.record.folding import folded

__all__ = ["folded", "letters_of", "match_words"]

_PIECE = re.compile(r'"([^"]*)"(\*?)|(\S+)')


def match_words(words: str, *columns: str) -> str | None:
    """The FTS5 query for all of `words` in the given columns; None where nothing in them can be searched for.

    Words in quotation marks are searched for as they follow each other, a word with a star at its end by its beginning.
    Case and accents make no difference. All else is taken literally, so that nothing typed is an error.
    """
    pieces = [piece for match in _PIECE.finditer(words.replace("\0", " ")) if (piece := _piece(match))]
    if not pieces:
        return None
    joined = " AND ".join(pieces)
    return f"{{{' '.join(columns)}}} : ({joined})" if columns else joined


def _piece(match: re.Match[str]) -> str | None:
    typed = match[1] if match[1] is not None else match[3]
    prefix = match[2] == "*" or (match[3] is not None and typed.endswith("*"))
    literal = typed.replace('"', " ").replace("*", " ").strip()
    if not any(character.isalnum() for character in literal):
        return None
    return f'"{literal}"{" *" if prefix else ""}'


def letters_of(word: str) -> str:
    """The query of an index of three letters (`party_search`) for what has the letters of a folded `word` of three or
    more one after the other. No name in print has U+0000, which would end the query.
    """
    literal = word.replace('"', '""').replace("\0", "\ufffd")
    return f'"{literal}"'
