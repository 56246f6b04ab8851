"""What parsing makes of an article: tokens, sentences, and the encoder's heads. Offsets index `Article.text`."""

from __future__ import annotations

from msgspec import Struct

from onrecord.record.text import Span

__all__ = ["Analysis", "Attribution", "Name", "Predicate", "Prospect", "RoleArgument", "Sentence", "Token"]


class Token(Struct, frozen=True, gc=False):
    """A word or a mark, as Universal Dependencies cuts English: `do`+`n't`, `Iraq`+`'s`, `three`+`-`+`week`.

    `upos`, `head` and `label` come from the encoder and are null without it. `head` is the index of the token's head in
    `Analysis.tokens`, or -1 for the root of a sentence.
    """

    start: int
    end: int
    upos: str | None = None
    head: int | None = None
    label: str | None = None


class Sentence(Struct, frozen=True, gc=False):
    """A sentence: offsets, its tokens `first` to `last` (exclusive), its paragraph (an index into `Article.body`)."""

    start: int
    end: int
    first: int
    last: int
    paragraph: int


class Name(Struct, frozen=True, gc=False):
    """A name in the text. `kind` is PER, ORG, LOC or OTHER."""

    start: int
    end: int
    kind: str
    score: float = 1.0


class RoleArgument(Struct, frozen=True, gc=False):
    """An argument of a predicate: its PropBank label, its head token, and its offsets."""

    label: str
    head: int
    start: int
    end: int


class Predicate(Struct, frozen=True):
    """A PropBank predicate (no auxiliaries): the token and its arguments."""

    token: int
    arguments: tuple[RoleArgument, ...] = ()


class Attribution(Struct, frozen=True):
    """Who (`source`) says (`cue`) what (`content`), as PolNeAR annotates it; each a list of spans in text order.

    `vector` is what the content means, 384 half-precision floats of unit length: the product of two is their likeness.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    score: float | None = None  # calibrated probability that a person would have marked it so, or unknown
    vector: bytes | None = None


class Prospect(Struct, frozen=True):
    """A word that may tell a political event, as the encoder scores it: a probability for each cell.

    `types` are PLOVER types, likeliest first; `certainty` is a probability for each factuality, in the order of
    `Factuality`; `actors` and `recipients` are words (token indices) that may head a party.
    """

    token: int
    types: tuple[tuple[str, float], ...]
    certainty: tuple[float, ...]
    actors: tuple[tuple[int, float], ...] = ()
    recipients: tuple[tuple[int, float], ...] = ()

    @property
    def chance(self) -> float:
        """The probability that the word tells an event, of whatever type."""
        return sum(chance for _, chance in self.types)


class Analysis(Struct, frozen=True, kw_only=True):
    """One article, parsed. Without the encoder, `names`, `predicates`, `attributions` and `prospects` are null, not
    empty.

    `dateline` tells which sentences, first to last (exclusive), are the dateline; null where none is printed.
    """

    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    names: tuple[Name, ...] | None = None
    predicates: tuple[Predicate, ...] | None = None
    attributions: tuple[Attribution, ...] | None = None
    prospects: tuple[Prospect, ...] | None = None
    dateline: tuple[int, int] | None = None
