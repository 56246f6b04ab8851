"""What a person types, as a query of SQLite's full-text search that cannot be malformed."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["folded", "match_words"]

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


def folded(words: str) -> str:
    """`words` without case and accents, for comparing names."""
    decomposed = unicodedata.normalize("NFKD", words.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))
