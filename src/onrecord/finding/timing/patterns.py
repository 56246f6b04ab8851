"""Patterns over words, compiled to regular expressions over the letters of `vocabulary.Lexicon`.

    the? (dir: <last>) (count: {count}) (unit: <units>)

`<class>` is any token of a class, a bare word is itself, `{name}` puts in another pattern, `(name: …)` is a named
group, and `( | ) ? * +` mean what they mean in regular expressions.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from onrecord.finding.timing.vocabulary import Lexicon

__all__ = ["expand", "literals_of", "to_regex"]

_PIECE = re.compile(
    r"<(?P<name>[\w-]+)>|\((?P<group>\w+):|(?P<open>\(\?<?[:=!])|(?P<word>[a-z][\w'.’-]*|[,%/&;])|(?P<space>\s+)|(?P<mark>.)"
)


def expand(pattern: str, parts: Mapping[str, str]) -> str:
    """`pattern` with every `{name}` replaced by the part of that name, parts within parts too."""
    while "{" in pattern:
        pattern = re.sub(r"\{(\w+)\}", lambda match: f"(?:{parts[match[1]]})", pattern)
    return pattern


def literals_of(pattern: str) -> set[str]:
    """The words that an expanded pattern names as themselves."""
    return {match["word"] for match in _PIECE.finditer(pattern) if match["word"]}


def to_regex(pattern: str, lexicon: Lexicon) -> str:
    """The regular expression of an expanded pattern. Raises ValueError for a class that has no members."""
    return "".join(_translated(match, lexicon) for match in _PIECE.finditer(pattern))


def _translated(match: re.Match[str], lexicon: Lexicon) -> str:
    if match["name"]:
        return f"[{lexicon.letters(match['name'])}]"
    if match["word"]:
        return f"[{lexicon.letters('=' + match['word'])}]"
    if match["group"]:
        return f"(?P<{match['group']}>"
    return "" if match["space"] else match[0]
