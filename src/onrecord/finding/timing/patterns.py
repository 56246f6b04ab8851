"""Patterns over words, compiled to regular expressions over the letters of `vocabulary.Lexicon`.

    the? (dir: <last>) (count: {count}) (unit: <units>)

`<class>` is any token of a class, a bare word is itself, `{name}` puts in another pattern, `(name: …)` is a named
group, and `( | ) ? * +` mean what they mean in regular expressions.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from onrecord.finding.timing.vocabulary import Lexicon

__all__ = ["expand", "first_letters", "literals_of", "to_regex"]

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


_NODE = re.compile(r"\[(?P<letters>[^]]*)\]|(?P<ahead>\(\?<?[=!])|(?P<open>\((?:\?:|\?P<\w+>)?)|(?P<mark>[|)?*+])")


def first_letters(source: str) -> frozenset[str]:
    """The letters that a match of a translated pattern can begin with: at others it need not be tried."""
    letters, _, _ = _first_of_choice(list(_NODE.finditer(source)), 0)
    return letters


_First = tuple[frozenset[str], bool, int]  # letters, whether it may be empty, where the next node is


def _first_of_choice(nodes: list[re.Match[str]], at: int) -> _First:
    letters, empty, at = _first_of_sequence(nodes, at)
    while at < len(nodes) and nodes[at]["mark"] == "|":
        more, also_empty, at = _first_of_sequence(nodes, at + 1)
        letters, empty = letters | more, empty or also_empty
    return letters, empty, at


def _first_of_sequence(nodes: list[re.Match[str]], at: int) -> _First:
    letters: frozenset[str] = frozenset()
    empty = True
    while at < len(nodes) and nodes[at]["mark"] not in {"|", ")"}:
        more, may_be_empty, at = _first_of_item(nodes, at)
        letters = letters | more if empty else letters
        empty = empty and may_be_empty
    return letters, empty, at


def _first_of_item(nodes: list[re.Match[str]], at: int) -> _First:
    node = nodes[at]
    if node["letters"] is not None:
        letters, empty, at = frozenset(node["letters"]), False, at + 1
    else:
        letters, empty, at = _first_of_choice(nodes, at + 1)
        at += 1  # the closing parenthesis
        letters, empty = (frozenset(), True) if node["ahead"] else (letters, empty)
    while at < len(nodes) and nodes[at]["mark"] in {"?", "*", "+"}:
        empty, at = empty or nodes[at]["mark"] != "+", at + 1
    return letters, empty, at
