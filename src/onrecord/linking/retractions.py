"""What later sentences of an article do to statements made earlier in it.

`that statement`, `the claim`, `her remarks` and plain `it` are followed to the one statement that they can mean: by
what the noun can stand for, by its owner, by how the statement was introduced, and by nearness. Where two remain, none
is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import structs

from onrecord.linking.comparing import speaker_words
from onrecord.linking.lexicon import vocabulary
from onrecord.linking.likeness import shared_share, stems
from onrecord.linking.mentions import PRONOUN, Mention, find_mentions
from onrecord.linking.owners import saying
from onrecord.linking.spokespeople import spoken_for
from onrecord.record.analysis import Analysis
from onrecord.record.article import Article
from onrecord.record.cells import Actor, Statement
from onrecord.record.links import Link
from onrecord.record.text import Span
from onrecord.record.vocabulary import Act, ActorKind, LinkKind

__all__ = ["acts_meant", "find_retractions", "is_introduced_as", "link_of"]

SENTENCES_BACK = 2  # how far a noun looks back for what it means; `it` looks one back
ANNOUNCEMENT = "announcement"
OWN_BACK = 6  # how far back somebody's own words are looked for when they are taken back
SAME_CONTENT = 0.5  # of the words of a complement that a statement must share to be the one
FEWEST_SAME = 2  # words
SAME_CONTENT_INTRODUCED = 0.35  # the same, where the noun and the cue agree: an announcement that somebody announced

_ACTS_OF_NOUNS: dict[str, frozenset[Act]] = {
    "denial": frozenset({Act.DENY}),
    "accusation": frozenset({Act.ACCUSE, Act.ASSERT}),
    "promise": frozenset({Act.PROMISE}),
    "threat": frozenset({Act.THREATEN}),
    "forecast": frozenset({Act.EXPECT}),
}
_OWNERS = {"his", "her", "its", "their"}
_PERSONAL = {"he", "she", "it", "they"}
_NOT_TAKEN_BACK = {Act.DECLINE}
_TAKING_BACK = {LinkKind.RESCINDS, LinkKind.WITHDRAWS}
_ANYTHING_SAID = {"statement", "claim", "assertion", "remark", "remarks", "comment", "comments", "report"}
_INDEFINITE = {"a", "an"}  # `a claim` is new to the reader: only its content can say which


def find_retractions(
    article_id: str, article: Article, analysis: Analysis, statements: Sequence[Statement], actors: Sequence[Actor]
) -> tuple[Link, ...]:
    """The links between the words of one article and its own statements, in text order."""
    people = {actor.id: actor for actor in actors}
    links = []
    for mention in find_mentions(article, analysis):
        target = _meant(mention, analysis, statements, people)
        if target is not None and not _is_another_made(article.text, target, mention, statements):
            link = link_of(mention, article_id, target.id, statements)
            link = _as_repetition(link, mention, target, statements, people)
            links.append(_as_denial(link, mention, target, statements, people))
    return tuple(dict.fromkeys(links))


def _is_another_made(text: str, target: Statement, mention: Mention, statements: Sequence[Statement]) -> bool:
    """Whether `announced` stands between the two without being the cue of a statement: what was announced there may be
    meant, and nobody has read it.
    """
    if _introduced_as(ANNOUNCEMENT, target) or mention.noun not in {PRONOUN, ANNOUNCEMENT}:
        return False
    cues = [statement.cue for statement in statements if statement.cue is not None]
    between = re.compile(rf"\b(?:{'|'.join(vocabulary('retractions')['cues'][ANNOUNCEMENT])})\b")
    found = between.finditer(text, max(span.end for span in target.content), mention.verb.start)
    return any(not any(_covers(cue, match.start()) for cue in cues) for match in found)


def link_of(mention: Mention, article_id: str, target: str, statements: Iterable[Statement]) -> Link:
    """The link from what makes the mention (the innermost statement that says it, else the article) to `target`.

    Who does it stands before the verb, or is the source of the statement that the verb is the cue of.
    """
    others = [item for item in statements if item.id != target]
    said = saying(mention, others) if mention.wrong else _doing(mention, others)
    return Link(
        kind=mention.kind,
        origin=_origin(mention, article_id, others),
        to=target,
        by=mention.by or (said.source if said is not None else None),
        venue=mention.venue,
        evidence=mention.evidence,
    )


def _as_repetition(
    link: Link, mention: Mention, target: Statement, statements: Sequence[Statement], people: dict[str, Actor]
) -> Link:
    """Who stands by words of their own says them again; only somebody else can confirm them."""
    if link.kind is not LinkKind.CONFIRMS:
        return link
    doing = _doing(mention, [item for item in statements if item.id != target.id])
    own = doing is not None and doing.actor is not None and doing.actor == target.actor
    return structs.replace(link, kind=LinkKind.REPEATS) if own or _speaks_for_itself(mention, target, people) else link


def _as_denial(
    link: Link, mention: Mention, target: Statement, statements: Sequence[Statement], people: dict[str, Actor]
) -> Link:
    """Words that are called wrong are taken back by their owner, and denied by anybody else."""
    said = saying(mention, statements) if mention.wrong else None
    if not mention.wrong or (said is not None and _is_by_owner(said, target, people)):
        return link
    return structs.replace(link, kind=LinkKind.DENIES)


def _is_by_owner(said: Statement, target: Statement, people: dict[str, Actor]) -> bool:
    """Whether who said the target, or speaks for them, says this too."""
    if said.actor is not None and said.actor == target.actor:
        return True
    names = [people[item.actor].name if item.actor in people else "" for item in (said, target)]
    sources = [item.source.text if item.source is not None else "" for item in (said, target)]
    office = spoken_for(sources[0])
    heard = set(speaker_words(f"{names[1]} {sources[1]}"))
    return office is not None and bool(heard) and set(speaker_words(office)) <= heard


def _speaks_for_itself(mention: Mention, target: Statement, people: dict[str, Actor]) -> bool:
    """`He stood by his account`; `the ministry stood by its statement`, of what the Transport Ministry said."""
    doer = [word for word in mention.by.text.lower().split() if word != "the"] if mention.by is not None else []
    if not doer:
        return False
    owned = mention.owner in _OWNERS or mention.noun == PRONOUN
    actor = people.get(target.actor or "")
    named = f"{actor.name if actor else ''} {target.source.text if target.source else ''}".lower().split()
    return (owned and doer[-1] in _PERSONAL) or set(doer) <= set(named)


def _origin(mention: Mention, article_id: str, statements: Sequence[Statement]) -> str:
    doing = _doing(mention, statements)
    if doing is not None:
        return doing.id
    said = saying(mention, statements)
    return said.id if said is not None else article_id


def _doing(mention: Mention, statements: Iterable[Statement]) -> Statement | None:
    """The statement whose cue is the verb: `withdrew the remark` is said by somebody."""
    return next((s for s in statements if s.cue is not None and _covers(s.cue, mention.verb.start)), None)


def _meant(
    mention: Mention, analysis: Analysis, statements: Sequence[Statement], people: dict[str, Actor]
) -> Statement | None:
    possible = [item for item in statements if _can_be(mention, item, people) and not _says_it(mention, item)]
    if mention.apposed:
        return _just_said(mention, possible, analysis)
    if mention.complement is not None:
        return _same_content(mention, mention.complement, possible)
    if mention.target.text.lower().split()[0] in _INDEFINITE:
        return None
    before = [item for item in possible if _place(item) < mention.verb.start]
    near = [(mention.sentence - _sentence_of(item, analysis), item) for item in before]
    own = _own(mention, near, statements)
    if own:
        return _nearest(own)
    window = SENTENCES_BACK if mention.noun != PRONOUN else 1
    near = [(distance, item) for distance, item in near if 0 <= distance <= window]
    introduced = [item for _, item in near if _introduced_as(mention.noun, item)]
    if introduced:
        return introduced[0] if len(introduced) == 1 else None
    # `The announcement was premature` is about one that was announced, perhaps on another page.
    return None if mention.wrong and mention.noun not in _ANYTHING_SAID else _nearest(near)


def _says_it(mention: Mention, statement: Statement) -> bool:
    """Whether it is this statement that calls the words wrong: `"The announcement was premature," she said. "…"`."""
    return mention.wrong and any(_covers(span, mention.verb.start) for span in statement.content)


def _just_said(mention: Mention, possible: Sequence[Statement], analysis: Analysis) -> Statement | None:
    """The one statement that its sentence has made before the noun that sums it up."""
    said = [
        item
        for item in possible
        if _sentence_of(item, analysis) == mention.sentence
        and all(span.end <= mention.target.start for span in item.content)
        and (item.cue is None or item.cue.end <= mention.target.start)
    ]
    return said[0] if len(said) == 1 else None


def _own(
    mention: Mention, near: Sequence[tuple[int, Statement]], statements: Sequence[Statement]
) -> list[tuple[int, Statement]]:
    """What the one who takes words back has said before: `she later withdrew the remark` is about her own."""
    if mention.kind is not LinkKind.RESCINDS:
        return []
    doing = _doing(mention, statements)
    if doing is None or doing.actor is None:
        return []
    return [
        (distance, item)
        for distance, item in near
        if item.actor == doing.actor and item is not doing and 0 <= distance <= OWN_BACK
    ]


def _nearest(near: Sequence[tuple[int, Statement]]) -> Statement | None:
    """The one statement nearest before; None where two are as near."""
    nearest = [item for distance, item in near if distance == min(other for other, _ in near)]
    return nearest[0] if len(nearest) == 1 else None


def _same_content(mention: Mention, complement: Span, statements: Iterable[Statement]) -> Statement | None:
    others = [item for item in statements if not any(_overlap(span, complement) for span in item.content)]
    alike = [
        item
        for item in others
        if shared_share(complement.text, _content(item)) >= _needed(mention, item) and _share_enough(complement, item)
    ]
    return alike[0] if len(alike) == 1 else None


def _share_enough(complement: Span, statement: Statement) -> bool:
    """Whom it is about is not enough: `patrols were back` is not `no patrol has sailed`."""
    mine = stems(complement.text)
    return len(mine & stems(_content(statement))) >= min(FEWEST_SAME, len(mine))


def _needed(mention: Mention, statement: Statement) -> float:
    return SAME_CONTENT_INTRODUCED if _introduced_as(mention.noun, statement) else SAME_CONTENT


def _can_be(mention: Mention, statement: Statement, people: dict[str, Actor]) -> bool:
    """Whether the words that name the target can stand for this statement at all."""
    if statement.cue is not None and _overlap(statement.cue, mention.evidence) and not _covers_all(statement, mention):
        return False
    if all(_overlap(span, mention.evidence) and span.start >= mention.evidence.start for span in statement.content):
        return False
    if not _act_fits(mention, statement) or (mention.kind in _TAKING_BACK and statement.act is Act.RETRACT):
        return False
    if mention.owner in _OWNERS and mention.kind in _TAKING_BACK and _is_of_another(mention, statement, people):
        return False
    return mention.owner is None or _is_owner(mention.owner, statement, people)


def _is_of_another(mention: Mention, statement: Statement, people: dict[str, Actor]) -> bool:
    """Whether `its` statement is another's than who takes it back: both go by names, and share no word of them."""
    speaker = people.get(statement.actor or "")
    if mention.by is None or speaker is None or speaker.kind is ActorKind.GROUP:
        return False
    doer = {word for person in people.values() for word in _words_of(person) if _stands_in(person, mention.by)}
    return bool(doer) and doer.isdisjoint(_words_of(speaker))


def _words_of(actor: Actor) -> frozenset[str]:
    printed = [actor.name, *(span.text for span in actor.mentions), *(role.org for role in actor.roles if role.org)]
    return frozenset(word for name in printed for word in speaker_words(name))


def _stands_in(actor: Actor, span: Span) -> bool:
    return any(span.start <= mention.start < span.end for mention in actor.mentions)


def _covers_all(statement: Statement, mention: Mention) -> bool:
    """A statement whose content runs over the mention was made before it in the same sentence."""
    return (
        any(_covers(span, mention.verb.start) for span in statement.content) and _place(statement) < mention.verb.start
    )


def _act_fits(mention: Mention, statement: Statement) -> bool:
    if mention.noun == PRONOUN and mention.kind is LinkKind.WITHDRAWS:
        return _introduced_as("announcement", statement) or _introduced_as("post", statement)
    allowed = acts_meant(mention.noun)
    return statement.act in allowed if allowed else statement.act not in _NOT_TAKEN_BACK


def acts_meant(noun: str) -> frozenset[Act] | None:
    """The acts that a noun for something said can mean; None where it says nothing of the act: `a denial`, `words`."""
    kind = next((k for k, nouns in vocabulary("retractions")["nouns"].items() if noun in nouns), "said")
    return _ACTS_OF_NOUNS.get(kind)


def _is_owner(owner: str, statement: Statement, people: dict[str, Actor]) -> bool:
    actor = people.get(statement.actor or "")
    if owner in {"his", "her"}:
        return actor is not None and actor.kind is ActorKind.PERSON
    if owner == "its":
        return actor is None or actor.kind is not ActorKind.PERSON
    if owner == "their":
        return True
    name = owner.removeprefix("the ").removesuffix("'s").removesuffix("’s").removesuffix("'").removesuffix("’")
    printed = f"{actor.name if actor else ''} {statement.source.text if statement.source else ''}".lower()
    return name in printed


def _introduced_as(noun: str, statement: Statement) -> bool:
    return is_introduced_as(noun, statement.cue.text if statement.cue is not None else None)


def is_introduced_as(noun: str, cue: str | None) -> bool:
    """Whether `cue` introduces what the noun names: `announced`, an announcement."""
    cues = vocabulary("retractions")["cues"].get(noun)
    return cues is not None and any(word in cues for word in (cue or "").lower().split())


def _sentence_of(statement: Statement, analysis: Analysis) -> int:
    """The sentence of its cue, or of the end of its content where it has none."""
    place = statement.cue.start if statement.cue is not None else statement.content[-1].start
    return max((n for n, sentence in enumerate(analysis.sentences) if sentence.start <= place), default=0)


def _place(statement: Statement) -> int:
    starts = [span.start for span in statement.content]
    return min([*starts, statement.cue.start] if statement.cue is not None else starts)


def _content(statement: Statement) -> str:
    return " ".join(span.text for span in statement.content)


def _covers(span: Span, place: int) -> bool:
    return span.start <= place < span.end


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
