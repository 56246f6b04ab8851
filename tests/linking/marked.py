"""Stories with their statements marked: `{The ministry|announced|that the tunnel was open}` is source, cue, content."""

from __future__ import annotations

import re

from onrecord.parsing.sentences import parse
from onrecord.reading.plain import read_text
from onrecord.record.analysis import Analysis
from onrecord.record.cells import Actor, Statement
from onrecord.record.identity import actor_id, cell_id
from onrecord.record.intake import Document
from onrecord.record.text import Span, span_of
from onrecord.record.vocabulary import Act, ActorKind, Form

__all__ = ["Story", "story"]

_MARK = re.compile(r"\{([^|{}]*)\|([^|{}]*)\|([^|{}]*)(?:\|([a-z]+))?\}")
DATELINE = "NORDHAVEN — "


class Story:
    """A document, its analysis, and the statements marked in it, in text order."""

    def __init__(self, document: Document, statements: tuple[Statement, ...], actors: tuple[Actor, ...]) -> None:
        self.id = document.id
        self.article = document.article
        self.analysis: Analysis = parse(document.article)
        self.statements = statements
        self.actors = actors


def story(marked: str, *, people: tuple[str, ...] = (), published: str | None = None) -> Story:
    """The story; a fourth part of a mark is the statement's act; the sources named in `people` are persons."""
    plain, marks = _unmarked(DATELINE + marked)
    document = read_text(plain, id="story", published=published)
    text = document.article.text
    actors: dict[str, Actor] = {}
    statements = []
    for (source, cue, content), act in marks:
        name = text[slice(*source)]
        actor = Actor(
            id=actor_id("story", name, "actor"),
            name=name,
            kind=ActorKind.PERSON if name in people else ActorKind.ORGANIZATION,
        )
        actors[name] = actor
        parts = [_span(text, piece) for piece in (source, cue, content)]
        statements.append(
            Statement(
                id=cell_id("s", "story", *parts),
                source=parts[0],
                actor=actor.id,
                cue=parts[1],
                content=(parts[2],),
                form=Form.INDIRECT,
                act=Act(act or "assert"),
                anonymous=False,
            )
        )
    return Story(document, tuple(statements), tuple(actors.values()))


_Piece = tuple[int, int]


def _unmarked(marked: str) -> tuple[str, list[tuple[tuple[_Piece, _Piece, _Piece], str | None]]]:
    plain, marks, place = "", [], 0
    for match in _MARK.finditer(marked):
        plain += marked[place : match.start()]
        pieces = []
        for number in (1, 2, 3):
            pieces.append((len(plain), len(plain) + len(match[number])))
            plain += match[number] + (" " if number < 3 else "")
        marks.append(((pieces[0], pieces[1], pieces[2]), match[4]))
        place = match.end()
    return plain + marked[place:], marks


def _span(text: str, piece: _Piece) -> Span:
    return span_of(text, *piece)
