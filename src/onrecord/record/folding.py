"""Words without case and accents, by which names are compared."""

from __future__ import annotations

import unicodedata

__all__ = ["folded"]


def folded(words: str) -> str:
    """`words` without case and accents, for comparing names."""
    decomposed = unicodedata.normalize("NFKD", words.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))
