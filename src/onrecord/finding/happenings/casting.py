"""Which actor of the article a party means; parties without a name become actors of their own."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.finding.affiliations import country_in
from onrecord.finding.countries import country_of, name_of_country
from onrecord.finding.happenings.parties import noun_span
from onrecord.finding.happenings.trees import Tree
from onrecord.finding.lexicon import word_list
from onrecord.finding.phrases import folded
from onrecord.record.cells import Actor, Party
from onrecord.record.identity import actor_id
from onrecord.record.text import Span
from onrecord.record.vocabulary import ActorKind

__all__ = ["Casting"]

_DETERMINERS = frozenset(
    ["the", "a", "an", "some", "several", "many", "its", "their", "his", "her", "this", "that", "these", "those"]
)
_PLURALS = frozenset({"people", "men", "women", "police", "children"})


class Casting:
    """The actors of one article, and those that its happenings add."""

    def __init__(self, article_id: str, tree: Tree, actors: Sequence[Actor]) -> None:
        self.article_id = article_id
        self.tree = tree
        self.by_head: dict[int, str] = {}
        self.by_name: dict[str, str] = {}
        self.by_country: dict[str, str] = {}
        self.by_title: dict[str, set[str]] = {}
        self.added: dict[str, Actor] = {}
        for actor in actors:
            self.by_name.setdefault(folded(actor.name), actor.id)
            if actor.kind is ActorKind.COUNTRY and actor.country:
                self.by_country.setdefault(actor.country, actor.id)
            for mention in actor.mentions:
                self._enter(actor.id, mention)
            for role in actor.roles:
                self.by_title.setdefault(folded(role.title), set()).add(actor.id)

    def _enter(self, actor: str, mention: Span) -> None:
        tokens = self.tree.page.tokens_of(mention)
        named = {word for word in tokens if word in self.tree.names}
        heads = set(tokens) if len(named) == len(tokens) else {self.tree.page.head(mention)}
        for word in heads:
            if word is not None:
                self.by_head.setdefault(word, actor)

    def party(self, word: int) -> Party:
        """The party with the head `word`, as printed, and its actor (null for a pronoun that nothing resolves)."""
        span = noun_span(self.tree, word)
        return Party(start=span.start, end=span.end, text=span.text, actor=self._actor(word, span))

    def _actor(self, word: int, span: Span) -> str | None:
        known = self.by_head.get(word)
        if known is not None:
            return known
        if self.tree.upos[word] in {"PRON", "NUM"}:
            return None
        country = country_of(span.text)
        if country is not None:
            return self._country(country, span)
        name = self._name(span)
        holder = self._holder(span)
        return (
            self.by_name.get(folded(name))
            or holder
            or self._new(name, self._kind(word), self._country_inside(span), span)
        )

    def _holder(self, span: Span) -> str | None:
        """`the prime minister`: the one actor of the article who is printed with that title."""
        opening, _, title = span.text.partition(" ")
        holders = self.by_title.get(folded(title), set()) if opening.lower() == "the" else set()
        return next(iter(holders)) if len(holders) == 1 else None

    def _country(self, code: str, span: Span) -> str:
        return self.by_country.get(code) or self._new(name_of_country(code), ActorKind.COUNTRY, code, span)

    def _name(self, span: Span) -> str:
        words = span.text.split()
        while len(words) > 1 and (
            words[0].lower() in word_list("happenings", "words", "determiners") or words[0].isdigit()
        ):
            words = words[1:]
        return " ".join(words)

    def _kind(self, word: int) -> ActorKind:
        form = self.tree.page.words[word]
        name = self.tree.names.get(word)
        if name is not None:
            kinds = {"PER": ActorKind.PERSON, "LOC": ActorKind.PLACE}
            return kinds.get(name.kind, ActorKind.ORGANIZATION)
        if form in _PLURALS or (form.endswith("s") and not form.endswith("ss")):
            return ActorKind.GROUP
        return ActorKind.ORGANIZATION

    def _country_inside(self, span: Span) -> str | None:
        return country_in(span.text)

    def _new(self, name: str, kind: ActorKind, country: str | None, span: Span) -> str:
        id_ = actor_id(self.article_id, name, kind)
        if id_ not in self.added:
            self.added[id_] = Actor(id=id_, name=name, kind=kind, country=country, mentions=(span,))
        elif span not in self.added[id_].mentions:
            earlier = self.added[id_]
            mentions = tuple(sorted((*earlier.mentions, span), key=lambda s: s.start))
            self.added[id_] = Actor(id=id_, name=name, kind=kind, country=earlier.country, mentions=mentions)
        self.by_name.setdefault(folded(name), id_)
        if kind is ActorKind.COUNTRY and country:
            self.by_country.setdefault(country, id_)
        return id_
