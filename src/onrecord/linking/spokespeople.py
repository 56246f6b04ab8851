"""For whom somebody speaks: what `a ministry spokesman` says, the ministry says."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["spoken_for"]

LONGEST = 6  # words of a name before `spokesman`

_WHO = r"(?:spokes(?:man|woman|person|men|women|people|persons)|press\s+secretary)"
_FOR = re.compile(rf"\b{_WHO}\s+(?:for|of|from|at)\s+(?P<name>[^,;()“”\"]+)", re.IGNORECASE)
_BEFORE = re.compile(rf"(?P<name>[^,;()“”\"]+?)\s+{_WHO}\b", re.IGNORECASE)
_LEAD = re.compile(r"^(?:(?:the|a|an|its|their|his|her|another|one|two|both)\s+)+", re.IGNORECASE)
_FILLING = frozenset(
    {"chief", "deputy", "senior", "top", "acting", "former", "new", "official", "lead", "main", "second"}
)
_TAIL = re.compile(r"\s+(?:said|on|who|told|in|late|when|and)\b.*$", re.DOTALL)


@lru_cache(maxsize=16384)
def spoken_for(words: str | None) -> str | None:
    """The name of the institution for which the source with these `words` speaks, without its article: of `Ada Moll, a
    spokeswoman for the Orland Defense Ministry` that ministry; null where the words name none.
    """
    if words is None:
        return None
    behind = _FOR.search(words)
    if behind is not None:
        return _name(_TAIL.sub("", behind["name"]))
    before = _BEFORE.search(words)
    return _name(before["name"]) if before is not None else None


def _name(words: str) -> str | None:
    kept = [word for word in _LEAD.sub("", f"{words.strip()} ").split() if word.lower() not in _FILLING]
    if not kept or len(kept) > LONGEST:
        return None
    return " ".join([*kept[:-1], kept[-1].removesuffix("'s").removesuffix("’s").rstrip("'’")]) or None
