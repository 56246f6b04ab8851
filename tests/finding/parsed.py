"""Pages with hand-made trees: a word a line, so that a test reads as the sentence that it is about.

`TEXT/UPOS/HEAD/LABEL`, words numbered from 1 in each sentence, head 0 for the root; one sentence a paragraph.
"""

from __future__ import annotations

from onrecord.finding.events import Happened, find_happenings
from onrecord.finding.times import find_times
from onrecord.record.analysis import Analysis, Name, Sentence, Token
from onrecord.record.article import Article
from onrecord.record.cells import Actor, Event, Statement
from onrecord.record.text import span_of


def parsed(*sentences: str, names: str = "") -> tuple[Article, Analysis]:
    """An article and its analysis. `names` are `Name text=KIND` with bars between; each is found wherever it stands."""
    text, tokens, found = "", [], []
    for sentence in sentences:
        start, first = len(text), len(tokens)
        for number, word in enumerate(sentence.split()):
            printed, upos, head, label = word.rsplit("/", 3)
            if number and not printed.startswith(("'", ",", ".", "?")):
                text += " "
            tokens.append(
                Token(len(text), len(text) + len(printed), upos, first + int(head) - 1 if int(head) else -1, label)
            )
            text += printed
        found.append(Sentence(start, len(text), first, len(tokens), len(found)))
        text += "\n\n"
    body = tuple(span_of(text, sentence.start, sentence.end) for sentence in found)
    analysis = Analysis(tokens=tuple(tokens), sentences=tuple(found), names=tuple(_names(text, names)))
    return Article(text=text, body=body, published="2031-05-14"), analysis


def _names(text: str, names: str) -> list[Name]:
    found = []
    for entry in filter(None, names.split("|")):
        name, kind = entry.split("=")
        start = text.find(name)
        while start >= 0:
            found.append(Name(start, start + len(name), kind))
            start = text.find(name, start + 1)
    return sorted(found, key=lambda name: name.start)


def happened(
    *sentences: str, names: str = "", statements: tuple[Statement, ...] = (), actors: tuple[Actor, ...] = ()
) -> Happened:
    """What the page of these sentences tells."""
    article, analysis = parsed(*sentences, names=names)
    return find_happenings("a-1", article, analysis, statements, actors, find_times(article, analysis))


def only(found: Happened) -> Event:
    """The one event found."""
    (event,) = found.events
    return event


def told(event: Event) -> tuple[str | None, str | None, list[str], list[str]]:
    """Type, mode, actors and recipients."""
    return event.type, event.mode, [p.text for p in event.actors], [p.text for p in event.recipients]
