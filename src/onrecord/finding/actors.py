"""Who speaks and acts in an article: named actors with their roles, and unnamed sources.

What `he` and `the official` mean is settled here too. Every rule answers with the one actor that fits, or with none
(precision before recall).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from onrecord.finding.countries import country_of
from onrecord.finding.happenings.agents import pronoun_of
from onrecord.finding.lexicon import load_vocabulary, word_list
from onrecord.finding.names import Named
from onrecord.finding.phrases import Page, folded
from onrecord.finding.roles import RoleFound, role_after, role_before, role_taken
from onrecord.record.cells import Actor, Role
from onrecord.record.identity import actor_id
from onrecord.record.text import Span
from onrecord.record.vocabulary import ActorKind

__all__ = ["Cast", "Speaker", "cast_of"]

_PARTITIVES = frozenset({"one", "two", "three", "four", "several", "some", "many", "most", "both", "all"})
_ENDS_COUNT = frozenset(
    {
        "who",
        "whom",
        "whose",
        "which",
        "that",
        "for",
        "with",
        "in",
        "from",
        "at",
        "to",
        "by",
        "on",
        "near",
        "inside",
        "of",
    }
)
_WORD = re.compile(r"[^\W_]+")
_ITSELVES = frozenset({"himself", "herself", "itself", "themselves"})
_ITSELF = re.compile(r"\bthis (?:story|article|report|dispatch|column|page)\b", re.IGNORECASE)
_TAIL = re.compile(r"(?:,|\s(?:who|whom|whose|which|that)\s).*$|[\s,;:]+$")


@dataclass(frozen=True, slots=True)
class Speaker:
    """What a source says about who speaks: the actor, whether without a name, and how many they are."""

    actor: str | None
    anonymous: bool
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Cast:
    """The actors of an article, and the speaker of each source (by the source's offsets)."""

    actors: tuple[Actor, ...]
    speakers: dict[tuple[int, int], Speaker]


@dataclass(slots=True)
class _Character:
    """An actor while the page is being read; frozen into an Actor at the end."""

    id: str
    name: str
    kind: ActorKind
    anonymous: bool = False
    count: int | None = None
    pronoun: str | None = None  # "he" or "she", where it can be told
    head: str = ""
    plural: bool = False
    country: str | None = None
    roles: list[Role] = field(default_factory=list)
    mentions: list[Span] = field(default_factory=list)

    def frozen(self) -> Actor:
        places = sorted({(m.start, m.end): m for m in self.mentions}.values(), key=lambda span: span.start)
        return Actor(
            id=self.id,
            name=self.name,
            kind=self.kind,
            country=self.country,
            roles=tuple(self.roles),
            mentions=tuple(places),
        )


def cast_of(article_id: str, page: Page, named: Sequence[Named], sources: Sequence[Span]) -> Cast:
    """The cast of the article `article_id`: the bearers of names, and the speakers of the given sources.

    Sources are read in text order, so that `the official` and `she` can mean somebody introduced before.
    """
    casting = _Casting(article_id, page, _unique(_named_character(article_id, page, bearer) for bearer in named))
    speakers = {
        (source.start, source.end): casting.speaker(source) for source in sorted(sources, key=lambda s: s.start)
    }
    return Cast(actors=tuple(character.frozen() for character in casting.characters), speakers=speakers)


def _named_character(article_id: str, page: Page, bearer: Named) -> _Character:
    roles = [found for mention in bearer.mentions for found in _roles_at(page, mention, bearer.kind)]
    countries = {found.country for found in roles if found.country}
    titles = [word for found in roles for word in found.role.title.lower().split()]
    country = country_of(bearer.name) if bearer.kind is not ActorKind.PERSON else None
    return _Character(
        id=actor_id(article_id, bearer.name, bearer.kind),
        name=bearer.name,
        kind=bearer.kind,
        country=country or (countries.pop() if len(countries) == 1 else None),
        pronoun=pronoun_of([*_before(page, bearer.mentions), *titles], given=bearer.name.split()[0]),
        roles=_distinct([found.role for found in roles]),
        mentions=list(bearer.mentions),
    )


def _before(page: Page, mentions: Sequence[Span]) -> list[str]:
    """The words directly before the mentions: `Mrs.` tells who `she` can be."""
    starts = [page.tokens_of(mention).start for mention in mentions]
    return [page.words[start - 1] for start in starts if start > 0]


def _roles_at(page: Page, mention: Span, kind: ActorKind) -> list[RoleFound]:
    if kind is not ActorKind.PERSON:
        return []
    courtesy = word_list("people", "titles", "courtesy")
    found = [role_before(page, mention), role_after(page, mention), role_taken(page, mention)]
    return [role for role in found if role is not None and role.role.title.lower() not in courtesy]


def _distinct(roles: Sequence[Role]) -> list[Role]:
    return list({(folded(role.title), role.status): role for role in reversed(roles)}.values())[::-1]


class _Casting:
    """The sources of one page, met in text order."""

    def __init__(self, article_id: str, page: Page, characters: list[_Character]) -> None:
        self.article_id = article_id
        self.page = page
        self.characters = characters
        self.met: list[tuple[int, _Character]] = []  # paragraph and speaker of each source so far

    def speaker(self, source: Span) -> Speaker:
        """The speaker of one source; the source becomes a mention of its actor."""
        if folded(source.text) in load_vocabulary("people")["pronouns"]["relative"]:
            character = self._antecedent(source)
        elif self._is_pronoun(source):
            character = self._pronoun(source)
        else:
            character = self._phrase(source)
        if character is None:
            return Speaker(actor=None, anonymous=False)
        character.mentions.append(source)
        self.met.append((self._paragraph(source), character))
        return Speaker(actor=character.id, anonymous=character.anonymous, count=character.count)

    def _phrase(self, source: Span) -> _Character | None:
        return self._named_in(source) or self._introduced(source) or self._named_next(source) or self._unnamed(source)

    def _named_in(self, source: Span) -> _Character | None:
        """The bearer of the name that is the source's head, or that an apposition puts beside it."""
        head = self.page.head(source)
        last = self.page.tokens_of(source).stop - 1
        if self.page.words[last] in _ITSELVES and last > self.page.tokens_of(source).start:  # `the mayor himself`
            head = last - 1
        inside = [c for c in self.characters if not c.anonymous and any(_within(m, source) for m in c.mentions)]
        at_head = [c for c in inside if head is not None and any(head in self.page.tokens_of(m) for m in c.mentions)]
        if self._is_joined(inside, source):
            return None
        if len(at_head) == 1 and not self._means_people_of(at_head[0], source):
            return at_head[0]
        persons = [c for c in inside if c.kind is ActorKind.PERSON and self._is_apposed(c, source)]
        return persons[0] if len(persons) == 1 else None

    def _is_joined(self, inside: Sequence[_Character], source: Span) -> bool:
        """Whether the phrase joins two bearers of names by `and` or `or`: neither of them speaks alone."""
        tokens = self.page.tokens_of(source)
        joints = [i for i in tokens if self.page.words[i] in {"and", "&", "or", "nor"}]
        starts = {self.page.tokens_of(m).start for c in inside for m in c.mentions if _within(m, source)}
        ends = {self.page.tokens_of(m).stop for c in inside for m in c.mentions if _within(m, source)}
        behind = {joint: joint + 1 + (self.page.words[joint + 1 : joint + 2] == ("the",)) for joint in joints}
        pair = self.page.words[tokens.start] in {"neither", "either", "both"}
        return any((pair or joint in ends) and (pair or behind[joint] in starts) for joint in joints)

    def _antecedent(self, pronoun: Span) -> _Character | None:
        """Whom a relative pronoun means: by syntax, the noun that its clause hangs on."""
        token = self.page.first_token(pronoun.start)
        verb = self.page.tokens[token].head
        if verb is None or verb < 0 or self.page.tokens[verb].label not in {"acl:relcl", "acl"}:
            return None
        noun = self.page.tokens[verb].head
        found = [c for c in self.characters if any(noun in self.page.tokens_of(m) for m in c.mentions)]
        return found[0] if len(found) == 1 else None

    def _means_people_of(self, character: _Character, source: Span) -> bool:
        """`Iraqis` and `the Americans` are people, not the country."""
        return character.kind in {ActorKind.PLACE, ActorKind.COUNTRY} and folded(source.text).endswith("s")

    def _is_apposed(self, character: _Character, source: Span) -> bool:
        """Whether the phrase calls its head by the name: `the mayor, Ada Lind`, `harbour chief Ada Lind`.

        The owner (`Lind's lawyer`), the object (`a lawyer for Lind`) or a part (`the Lind campaign`) is not the head.
        """
        tokens = self.page.tokens_of(next(m for m in character.mentions if _within(m, source)))
        first = self.page.tokens_of(source).start
        title = tokens.start
        while title > first and self.page.words[title - 1] in word_list("people", "titles", "person"):
            title -= 1
        described = title
        while described > first and self._describes(described - 1):  # `the mediator, former Lisna premier Ada Lind`
            described -= 1
        before = self.page.words[described - 1] if described > first else ""
        after = self.page.words[tokens.stop] if tokens.stop < len(self.page.words) else ""
        titled = self.page.head(source) in range(title, tokens.start)
        return (before == "," or titled) and after not in {"'s", "’s", "'", "’"}

    def _describes(self, token: int) -> bool:
        """Whether a word may stand before a name as a part of what its bearer is."""
        return self.page.tokens[token].upos in {"NOUN", "PROPN", "ADJ"} and self.page.words[token] not in {"'s", "’s"}

    def _introduced(self, source: Span) -> _Character | None:
        """`the official`, `the three officials`, `the senator`: the one actor already met whom the words fit."""
        words = [self.page.words[i] for i in self.page.tokens_of(source)]
        if words[1:] == ["of", "them"] and self.met:
            return self._one_of(words[0], source)
        if not words or words[0] not in {"the", "this", "that", "these", "those", "both"} or len(words) > 4:
            return None
        head, count = words[-1], _count(words)
        numbers = load_vocabulary("people")["number"]
        if len(words) == 2 and head in numbers:  # "the three"
            same = _unique(c for _, c in self.met if c.anonymous and c.count == numbers[head])
            return same[0] if len(same) == 1 else None
        plural = _is_plural(head)
        alike = _unique(c for _, c in self.met if c.anonymous and c.plural == plural and _same_head(c.head, head))
        counted = [c for c in alike if count is not None and c.count == count]
        unnamed = counted if count is not None else alike
        if len(unnamed) == 1:
            return unnamed[0]
        if unnamed:
            return self._nearest(unnamed, source)
        return self._titled(words, source)

    def _titled(self, words: Sequence[str], source: Span) -> _Character | None:
        """The one who holds the office: named before, or later with this very title; or an organization by its noun."""
        titled = [c for c in self.characters if any(_calls(words[1:], role) for role in c.roles)]
        meant = titled or [c for c in self.characters if words[0] == "the" and _is_short_for(words[1:], c)]
        earlier = [c for c in meant if any(m.start < source.start for m in c.mentions)]
        if len(earlier) == 1:
            return earlier[0]
        later = [c for c in titled if any(folded(role.title) == " ".join(words[1:]) for role in c.roles)]
        return later[0] if not earlier and len(later) == 1 and words[0] == "the" else None

    def _named_next(self, source: Span) -> _Character | None:
        """`A spokeswoman for the ministry`, whom the next sentences call `the spokeswoman, Ada Lind`: the one who is
        first named there, in this paragraph or the next, and the only one without a name with this title."""
        words = [self.page.words[i] for i in self.page.tokens_of(source)]
        head = self.page.head(source)
        if head is None or not words or words[0] not in {"a", "an"}:
            return None
        title, paragraph = self.page.words[head], self._paragraph(source)
        named = [
            c
            for c in self.characters
            if any(folded(role.title) == title and self._is_definite(role) for role in c.roles)
            and c.mentions
            and min(m.start for m in c.mentions) >= source.end
            and 0 <= self._paragraph(min(c.mentions, key=lambda m: m.start)) - paragraph <= 1
        ]
        others = [c for _, c in self.met if c.anonymous and _same_head(c.head, title)]
        return named[0] if len(named) == 1 and not others else None

    def _is_definite(self, role: Role) -> bool:
        """Whether the words that give a role call back somebody: `the spokeswoman`, with nothing that tells whose."""
        first = self.page.tokens_of(role.evidence).start
        before = self.page.words[first - 1] if first > 0 else ""
        return role.org is None and "the" in {self.page.words[first], before}

    def _one_of(self, word: str, source: Span) -> _Character | None:
        """`One of them`: somebody among the unnamed who spoke last, in this paragraph or the one before."""
        paragraph, whole = self.met[-1]
        if not (whole.anonymous and whole.plural) or self._paragraph(source) - paragraph > 1:
            return None
        one, name = word == "one", _short(source.text)
        kind = _kind_of(persons=True, plural=not one)
        part = _Character(
            id=actor_id(self.article_id, f"{name} ({whole.name})", kind),
            name=f"{name} ({whole.name})",
            kind=kind,
            anonymous=True,
            count=load_vocabulary("people")["number"].get(word),
            head=whole.head,
            plural=not one,
        )
        self.characters.append(part)
        return part

    def _nearest(self, fitting: Sequence[_Character], source: Span) -> _Character | None:
        """The last speaker, where it is one of the fitting and spoke in this paragraph or the one before."""
        paragraph, character = self.met[-1]
        close = self._paragraph(source) - paragraph <= 1
        return character if close and any(character is c for c in fitting) else None

    def _unnamed(self, source: Span) -> _Character | None:
        head = self.page.head(source)
        if head is None or _ITSELF.search(source.text):
            return None
        words = [self.page.words[i] for i in self.page.tokens_of(source)]
        if words[0] in {"neither", "no"}:
            return None
        word = _noun(words, self.page.words[head])
        office = _is_office(words, word)
        persons = word in word_list("people", "unnamed", "persons") and not office
        named = any(_within(m, source) for c in self.characters if not c.anonymous for m in c.mentions)
        plural = (_is_plural(word) and words[0] != "one") or (named and " and " in source.text)
        kind = _kind_of(persons=persons or office, plural=plural)
        name = _short(source.text)
        known = [c for c in self.characters if c.anonymous == persons and folded(c.name) == folded(name)]
        known += [c for c in self.characters if c.id == actor_id(self.article_id, name, kind)]
        if known:
            return known[0]
        character = _Character(
            id=actor_id(self.article_id, name, kind),
            name=name,
            kind=kind,
            anonymous=persons,
            count=_count(words) or (1 if persons and not plural else None),
            pronoun=pronoun_of(words),
            head=word,
            plural=plural,
            country=self._country(source),
        )
        self.characters.append(character)
        return character

    def _country(self, source: Span) -> str | None:
        """The one country that a capitalised word of the source names."""
        words = [self.page.printed(i) for i in self.page.tokens_of(source)]
        found = {code for word in words if word[0].isupper() and (code := country_of(word))}
        return found.pop() if len(found) == 1 else None

    def _is_pronoun(self, source: Span) -> bool:
        table = load_vocabulary("people")["pronouns"]
        return any(folded(source.text) in words for words in table.values())

    def _pronoun(self, source: Span) -> _Character | None:
        """Whom `he`, `she`, `they` means: the one person that it can mean, and `it` the institution that its sentence
        begins with; a lone `I` has no actor.
        """
        table = load_vocabulary("people")["pronouns"]
        word, paragraph = folded(source.text), self._paragraph(source)
        if word in table["singular"]:
            return self._person_before(source, paragraph)
        if word in table["plural"]:
            last = [c for p, c in self.met[-1:] if paragraph - p <= 1 and (c.plural or c.kind is ActorKind.GROUP)]
            return last[0] if last else None
        return self._institution_before(source) if word == "it" else None

    def _institution_before(self, source: Span) -> _Character | None:
        """`The bank will close, it said`: the one organization of the running sentence, where that is its subject."""
        sentence = self.page.sentence_of(self.page.first_token(source.start))
        if sentence is None:
            return None
        found = {
            c.id: (min(inside), c)
            for c in self.characters
            if c.kind is ActorKind.ORGANIZATION
            and (inside := [m.start for m in c.mentions if sentence.start <= m.start < source.start])
        }
        starts = [c for first, c in found.values() if first - sentence.start <= len("the ")]
        if not found and source.start == sentence.start:
            return self._institution_that_spoke(source)
        return starts[0] if len(found) == len(starts) == 1 else None

    def _institution_that_spoke(self, source: Span) -> _Character | None:
        """`The ministry denied it. It said …`: the last speaker, where that is an organization, the sentence before
        begins with it, and no other is named there.
        """
        before = self.page.sentence_of(self.page.first_token(source.start) - 1)
        if before is None or not self.met or self._paragraph(source) - self.met[-1][0] > 1:
            return None
        speaker = self.met[-1][1]
        named = {
            c.id: min(places)
            for c in self.characters
            if c.kind in {ActorKind.ORGANIZATION, ActorKind.COUNTRY}
            and (places := [m.start for m in c.mentions if before.start <= m.start < before.end])
        }
        starts = speaker.id in named and named[speaker.id] - before.start <= len("the ")
        return speaker if starts and speaker.kind is ActorKind.ORGANIZATION and len(named) == 1 else None

    def _person_before(self, source: Span, paragraph: int) -> _Character | None:
        """The subject of the running sentence or the last speaker, if no other person was named since."""
        word = folded(source.text)
        since = [c for c in self.characters if self._may_be(word, c) and self._named_since(c, source, paragraph)]
        if len(since) == 1:
            return since[0]
        spoken = [c for p, c in self.met if paragraph - p <= 1 and self._may_be(word, c)]
        if not spoken or (since and (spoken[-1] not in since or self._is_aside(spoken[-1], since, source))):
            return None
        return spoken[-1]

    def _is_aside(self, speaker: _Character, since: Sequence[_Character], source: Span) -> bool:
        """Whether an unnamed speaker stood behind somebody with a name: `The mayor resigned, an aide said. He …`."""
        places = {c.id: max(m.start for m in c.mentions if m.start < source.start) for c in since}
        return speaker.anonymous and any(not c.anonymous and places[c.id] < places[speaker.id] for c in since)

    def _may_be(self, pronoun: str, character: _Character) -> bool:
        meant = {"him": "he", "her": "she"}.get(pronoun, pronoun)
        single = character.kind is ActorKind.PERSON and not character.plural
        return single and character.pronoun in {None, meant}

    def _named_since(self, character: _Character, source: Span, paragraph: int) -> bool:
        return any(m.start < source.start and self._paragraph(m) == paragraph for m in character.mentions)

    def _paragraph(self, span: Span) -> int:
        sentence = self.page.sentence_of(self.page.first_token(span.start))
        return sentence.paragraph if sentence is not None else -1


def _short(phrase: str) -> str:
    """The phrase without what follows a comma or a relative pronoun: `a soldier, who would not give his name`."""
    return _TAIL.sub("", " ".join(phrase.split())) or phrase


def _within(small: Span, big: Span) -> bool:
    return big.start <= small.start and small.end <= big.end


def _unique(characters: Iterable[_Character]) -> list[_Character]:
    """Each character once; what is known of one under two forms of a name comes together."""
    found: dict[str, _Character] = {}
    for character in characters:
        first = found.setdefault(character.id, character)
        if first is not character:
            first.mentions += character.mentions
            first.roles = _distinct([*first.roles, *character.roles])
    return list(found.values())


def _same_head(one: str, other: str) -> bool:
    return one == other or one.rstrip("s") == other.rstrip("s")


def _same_title(title: str, word: str) -> bool:
    short = load_vocabulary("people")["short"]
    last = title.lower().split()[-1]
    return word in (last, short.get(last))


def _calls(words: Sequence[str], role: Role) -> bool:
    """Whether `the` and these words mean the holder of the role: they end in its title and add nothing to its print.

    `The Republican nominee` is not the nominee who was introduced as a Democratic one.
    """
    printed = {word.lower() for word in _WORD.findall(role.evidence.text)}
    return bool(words) and _same_title(role.title, words[-1]) and all(word in printed for word in words[:-1])


def _is_short_for(words: Sequence[str], character: _Character) -> bool:
    """Whether `the` and one noun can mean the organization: its name ends in the noun, or begins `Ministry of`."""
    parts = folded(character.name).split()
    if character.kind is not ActorKind.ORGANIZATION or len(words) != 1 or len(parts) < 2:
        return False
    return parts[-1] == words[0] or (parts[0] == words[0] and parts[1] == "of")


def _is_office(words: Sequence[str], head: str) -> bool:
    """`the prime minister`, `the country's defense minister`: one holds it, and who that is is no secret."""
    owned = words[0] in {"its", "their"} or "'s" in words or "’s" in words
    return (words[0] == "the" or owned) and head in word_list("people", "unnamed", "offices")


def _is_plural(word: str) -> bool:
    return word in {"people", "men", "women", "police"} or (word.endswith("s") and not word.endswith("ss"))


def _kind_of(*, persons: bool, plural: bool) -> ActorKind:
    if not persons:
        return ActorKind.GROUP if plural else ActorKind.ORGANIZATION
    return ActorKind.GROUP if plural else ActorKind.PERSON


def _noun(words: Sequence[str], head: str) -> str:
    """The noun that says what they are: of `one of the officials`, `officials`; else the head."""
    if words[0] in _PARTITIVES and "of" in words[1:2]:
        persons = word_list("people", "unnamed", "persons")
        return next((word for word in words[2:] if word in persons), head)
    return head


def _count(words: Sequence[str]) -> int | None:
    """How many persons a phrase counts: the sum over its parts (`two officials and one aide` are 3), or None.

    Only what counts a word for persons is taken, before any preposition or relative clause: `a farmer who lives 300
    metres away` is one, `lawyers for two families` are not two.
    """
    numbers, articles = load_vocabulary("people")["number"], load_vocabulary("people")["article"]["one"]
    found = [
        numbers.get(word) or (1 if word in articles else int(word))
        for place, word in enumerate(words[: _counted_part(words)])
        if (word in numbers or word in articles or (word.isdecimal() and len(word) < 4)) and _counts(words[place + 1 :])
    ]
    return sum(found) or None


def _counted_part(words: Sequence[str]) -> int:
    stops = (place for place, word in enumerate(words) if word in _ENDS_COUNT and not (word == "of" and place == 1))
    return next(stops, len(words))


def _counts(following: Sequence[str]) -> bool:
    """Whether the words behind a number come to a word for persons before the next part of the phrase."""
    persons = word_list("people", "unnamed", "persons")
    part = following[: next((i for i, word in enumerate(following) if word in {"and", "or", ","}), len(following))]
    return any(word in persons for word in part[: _counted_part(["", *part]) - 1])
