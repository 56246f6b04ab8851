"""Made-up pages on which people speak, hold offices and act: for tests of who they are over a whole record."""

from __future__ import annotations

from onrecord.reading.plain import read_text
from onrecord.record.cells import Actor, Event, EventDate, Party, Role, Statement
from onrecord.record.identity import actor_id, cell_id
from onrecord.record.links import Link
from onrecord.record.reading import Reading
from onrecord.record.text import Span, span_of
from onrecord.record.vocabulary import Act, ActorKind, Factuality, Form, LinkKind, Phase, RoleStatus

__all__ = ["PersonPage"]


class PersonPage:
    """One page, and what is found on it by hand; every span is the first place of its words."""

    def __init__(
        self, key: str, published: str | None, text: str, *, publication: str | None = None, url: str | None = None
    ) -> None:
        self.id = key
        paper = publication or f"Paper {key}"
        self.article = read_text(text, id=key, published=published, publication=paper, url=url).article
        self._actors: dict[str, Actor] = {}
        self._statements: list[Statement] = []
        self._events: list[Event] = []
        self._links: list[Link] = []

    def span(self, words: str) -> Span:
        start = self.article.text.index(words)
        return span_of(self.article.text, start, start + len(words))

    def names(
        self,
        name: str,
        *roles: tuple[str, str | None, str],
        country: str | None = None,
        kind: ActorKind = ActorKind.PERSON,
        org: str | None = None,
    ) -> str:
        """An actor with roles (title, status, evidence); gives its id."""
        key = actor_id(self.id, name, kind)
        self._actors[key] = Actor(
            id=key,
            name=name,
            kind=kind,
            country=country,
            roles=tuple(
                Role(title=title, status=RoleStatus(status) if status else None, evidence=self.span(words), org=org)
                for title, status, words in roles
            ),
            mentions=(self.span(name),),
        )
        return key

    def says(self, actor: str, cue: str, content: str) -> str:
        source = self._actors[actor].mentions[0]
        parts = [source, self.span(cue), self.span(content)]
        key = cell_id("s", self.id, *parts)
        self._statements.append(
            Statement(
                id=key,
                source=source,
                actor=actor,
                cue=parts[1],
                content=(parts[2],),
                form=Form.INDIRECT,
                act=Act.ASSERT,
                anonymous=False,
            )
        )
        return key

    def does(self, kind: str, to: str, evidence: str, *, origin: str | None = None) -> None:
        """What `origin` (null: the article) does to a statement."""
        words = self.span(evidence)
        self._links.append(Link(kind=LinkKind(kind), origin=origin or self.id, to=to, evidence=words))

    def happens(self, trigger: str, actor: str, recipient: str | None, day: str | None = None) -> str:
        span = self.span(trigger)
        key = cell_id("e", self.id, span)
        self._events.append(
            Event(
                id=key,
                trigger=span,
                type="ACCUSE",
                actors=(self._party(actor),),
                recipients=(self._party(recipient),) if recipient else (),
                date=EventDate(value=day, start=day, end=None) if day else None,
                factuality=Factuality.ACTUAL,
            )
        )
        return key

    def phase(self, trigger: str, phase: str, matter: str, day: str, *, by: str | None = None) -> str:
        """A step of a matter; gives its id."""
        span = self.span(trigger)
        key = cell_id("e", self.id, span)
        self._events.append(
            Event(
                id=key,
                trigger=span,
                type=None,
                phase=Phase(phase),
                matter=self.span(matter),
                date=EventDate(value=day, start=day, end=None),
                factuality=Factuality.CLAIMED if by else Factuality.ACTUAL,
                statement=by,
            )
        )
        return key

    def _party(self, actor: str) -> Party:
        span = self._actors[actor].mentions[0]
        return Party(start=span.start, end=span.end, text=span.text, actor=actor)

    def reading(self) -> Reading:
        return Reading(
            id=self.id,
            article=self.article,
            actors=tuple(self._actors.values()),
            statements=tuple(self._statements),
            events=tuple(self._events),
            links=tuple(self._links),
        )
