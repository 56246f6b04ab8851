"""Names in an article, and which of them mean the same person, organization or place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from onrecord.finding.countries import country_of, is_adjective, is_country, is_people
from onrecord.finding.happenings.agents import people_words, pronoun_of
from onrecord.finding.lexicon import word_list
from onrecord.finding.phrases import Page, folded
from onrecord.record.analysis import Name
from onrecord.record.text import Span, span_of
from onrecord.record.vocabulary import ActorKind

__all__ = ["Named", "capitalised_names", "group_names"]

_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
_SEAT = re.compile(r"[RDI]-[A-Z]")
_POSSESSIVE = re.compile(r"['’]s?$")
_FIRST_WORD = re.compile(r"(\S+)\s+")


@dataclass(frozen=True, slots=True)
class Named:
    """One bearer of a name: its fullest form, its kind, and every place where it is named, in text order."""

    name: str
    kind: ActorKind
    mentions: tuple[Span, ...]


def group_names(page: Page, names: Sequence[Name]) -> tuple[Named, ...]:
    """The bearers of the names of one article, in order of their first mention.

    A shorter form (`Allawi`, `IS`) joins the one longer name of its kind that it abbreviates; a form that fits two
    longer names joins none and stays apart, and so does `Mr. Lind` where the longer name is Ada Lind.
    """
    persons = _personal([_stripped(page, name) for name in names if name.kind == "PER"])
    others = [_stripped(page, name) for name in names if name.kind in {"ORG", "LOC"}]
    others = [span for span in others if not _is_common(page, span)]
    places = {name.end for name in names if name.kind == "LOC"}
    addressed = {span: sex for span in persons if (sex := _addressed(page, span)) is not None}
    found = _told_apart(
        page, [_named(group, ActorKind.PERSON) for group in _group(persons, _shortens_person, addressed)]
    )
    for group in _group((span for span in others if not is_adjective(span.text)), _shortens_organization):
        place = all(span.end in places for span in group)
        found.append(_named(group, ActorKind.PLACE if place else ActorKind.ORGANIZATION))
    return tuple(sorted(found, key=lambda named: named.mentions[0].start))


def _personal(spans: Sequence[Span]) -> list[Span]:
    """Those that are somebody's name; `Baker` is one where a longer name ends with it, and a calling else."""
    kept = [span for span in spans if _is_personal(span)]
    surnames = {folded(span.text).split()[-1] for span in kept if len(span.text.split()) > 1}
    return [span for span in spans if span in kept or (folded(span.text) in surnames and span.text[0].isupper())]


def _is_personal(span: Span) -> bool:
    """Whether the words can be somebody's name: not a bare title, not a party and state (`R-Wis.`), capitals in it."""
    words = span.text.split()
    callings = all(word.lower() in _callings() for word in words)
    ends_in_one = words[-1].islower() and words[-1] in _callings()
    return not (callings or ends_in_one or span.text.islower() or _SEAT.match(span.text))


def _is_common(page: Page, span: Span) -> bool:
    """Whether the words name nothing: small letters only (`the federation`), or a word of a line all in capitals."""
    return span.text.islower() or (span.text.isupper() and _is_shouted(page, span))


def _is_shouted(page: Page, span: Span) -> bool:
    """Whether the line is in capitals and says more than the name and a place: a headline, no dateline."""
    start = page.text.rfind("\n", 0, span.start) + 1
    end = page.text.find("\n", span.end)
    line = page.text[start : end if end >= 0 else len(page.text)]
    return line.isupper() and len(line.split()) > len(span.text.split()) + 1


def _callings() -> frozenset[str]:
    """Words that say what somebody is, not who: titles, and words for persons (`Republican`, `rival`)."""
    return word_list("people", "titles", "person") | word_list("people", "unnamed", "persons")


def _named(group: Sequence[Span], kind: ActorKind) -> Named:
    fullest = max(group, key=lambda span: (len(span.text.split()), not span.text.isupper(), len(span.text))).text
    if kind is not ActorKind.PERSON:
        kind = ActorKind.COUNTRY if is_country(fullest) else ActorKind.GROUP if is_people(fullest) else kind
    return Named(name=" ".join(fullest.split()), kind=kind, mentions=tuple(sorted(group, key=lambda s: s.start)))


def _stripped(page: Page, name: Name) -> Span:
    """The name without titles or an article in front, and without a possessive ending."""
    leading = _callings() if name.kind == "PER" else frozenset({"the"})
    start, end = name.start, name.end
    ending = _POSSESSIVE.search(page.text, start, end)
    if ending and ending.start() > start and name.kind == "PER":
        end = ending.start()
    while (word := _FIRST_WORD.match(page.text, start, end)) and word[1].lower() in leading:
        start = word.end()
    if name.kind == "ORG":
        start = _whole_from(page, start)
    return span_of(page.text, start, end)


def _whole_from(page: Page, start: int) -> int:
    """Where the organization's name begins: over proper nouns right before it (`Defence` of `Defence Ministry`), and
    over adjectives with a capital where the name is a body's common noun (`Torvian Foreign` of `Ministry`).
    """
    token = page.first_token(start)
    first = page.sentence_of(token)
    kinds = {"PROPN", "ADJ"} if page.words[token] in people_words() else {"PROPN"}
    while first is not None and token > first.first:
        if not _belongs(page, token - 1, kinds if token - 1 > first.first else {"PROPN"}):
            break
        token -= 1
        start = page.tokens[token].start
    return start


def _belongs(page: Page, token: int, kinds: AbstractSet[str]) -> bool:
    """A capitalised word of one of the kinds, parted from the next word by one space."""
    gap = page.text[page.tokens[token].end : page.tokens[token + 1].start]
    return page.tokens[token].upos in kinds and page.printed(token)[0].isupper() and gap == " "


def _told_apart(page: Page, persons: Sequence[Named]) -> list[Named]:
    """The persons, with the courtesy before a name that another bears too: `Mr. Voss` and `Mrs. Voss`."""
    borne = Counter(folded(person.name) for person in persons)
    return [replace(p, name=_with_courtesy(page, p)) if borne[folded(p.name)] > 1 else p for p in persons]


def _with_courtesy(page: Page, person: Named) -> str:
    before = [page.first_token(mention.start) - 1 for mention in person.mentions]
    courtesy = next(
        (page.printed(token) for token in before if token >= 0 and page.words[token] in _courtesies()), None
    )
    return f"{courtesy} {person.name}" if courtesy else person.name


def _addressed(page: Page, span: Span) -> str | None:
    """`he` after `Mr.`, `she` after `Mrs.` or `Ms.`: what the word before a name says of its bearer."""
    token = page.first_token(span.start)
    return pronoun_of([page.words[token - 1]]) if token > 0 and page.words[token - 1] in _courtesies() else None


def _courtesies() -> frozenset[str]:
    return word_list("people", "titles", "courtesy")


def _group(
    mentions: Iterable[Span], shortens: Callable[[str, str], bool], addressed: Mapping[Span, str] | None = None
) -> list[list[Span]]:
    """Mentions by bearer: longest forms first, so that a shorter one can look for the one that it shortens. Of one form
    those that are addressed otherwise are another's.
    """
    known = addressed or {}
    by_form: dict[tuple[str, str | None], list[Span]] = {}
    for span in mentions:
        by_form.setdefault((folded(span.text), known.get(span)), []).append(span)
    contested = {form for form, _ in by_form if len({sex for other, sex in by_form if other == form and sex}) > 1}
    groups: list[list[Span]] = []
    for form, sex in sorted(by_form, key=lambda key: (-len(key[0].split()), -len(key[0]), key[0], key[1] or "z")):
        own = by_form[form, sex]
        sure = form in contested
        fitting = [group for group in groups if _fits(own, group, shortens) and _may_be(group, sex, known, sure=sure)]
        if len(fitting) == 1:
            fitting[0].extend(own)
        else:
            groups.append(own)
    return groups


def _fits(forms: Sequence[Span], group: Sequence[Span], shortens: Callable[[str, str], bool]) -> bool:
    form = forms[0].text
    return any(shortens(form, longer.text) or folded(form) == folded(longer.text) for longer in group)


def _may_be(group: Sequence[Span], sex: str | None, addressed: Mapping[Span, str], *, sure: bool) -> bool:
    """Whether the bearer of a name may be addressed so: nobody is once `Mr.` and once `Ms.`, and Ada is no `Mr.`. Where
    print has both, it has to be `sure` who is who.
    """
    if sex is None or not addressed:
        return True
    fullest = max((span.text for span in group), key=lambda text: len(text.split()))
    given = fullest.split()[0] if len(fullest.split()) > 1 else ""
    known = {addressed[span] for span in group if span in addressed}
    return known <= {sex} if known else pronoun_of([], given=given) in ({sex} if sure else {sex, None})


def _shortens_person(short: str, longer: str) -> bool:
    """Surname, given name, or first and last word of the longer name."""
    few, many = _core(short), _core(longer)
    if not few or len(few) >= len(many):
        return False
    return few in (many[-len(few) :], many[: len(few)]) or (len(few) > 1 and (few[0], few[-1]) == (many[0], many[-1]))


def _core(name: str) -> list[str]:
    return [word for word in folded(name).replace(",", " ").split() if word not in _SUFFIXES]


def _shortens_organization(short: str, longer: str) -> bool:
    """Initials (`IS` of `Islamic State`), or the words that the longer name begins with, two at least."""
    few, many = folded(short).split(), folded(longer).split()
    if len(few) == 1:
        letters = few[0].replace(".", "")
        initials = "".join(word[0] for word in longer.split() if word[0].isupper()).casefold()
        return len(letters) > 1 and short.isupper() and letters == initials
    return 1 < len(few) < len(many) and many[: len(few)] == few


def capitalised_names(page: Page) -> tuple[Name, ...]:
    """Persons' names by their capitals, where no encoder has read the article: runs of two capitalised words and more.

    A single word counts where a longer run ends with it. Words that open sentences, months, days and the names of
    peoples and countries begin no name.
    """
    runs = [run for sentence in page.sentences for run in _runs(page, sentence.first, sentence.last)]
    full = {page.words[last - 1] for first, last in runs if last - first > 1}
    return tuple(
        Name(page.tokens[first].start, page.tokens[last - 1].end, "PER")
        for first, last in runs
        if last - first > 1 or page.words[first] in full
    )


def _runs(page: Page, first: int, last: int) -> list[tuple[int, int]]:
    """Runs of capitalised tokens inside a sentence, hyphens and particles (`al`, `van`) inside them."""
    runs: list[tuple[int, int]] = []
    token = first
    while token < last:
        end = token
        while end < last and (_is_capital(page, end) or (end > token and _joins(page, end, last))):
            end += 1
        if end > token:
            runs.append((token, end))
        token = max(end, token + 1)
    return runs


def _is_capital(page: Page, token: int) -> bool:
    word = page.words[token]
    known = word in word_list("people", "titles", "person") or word in word_list("people", "nonames", "words")
    return page.printed(token)[0].isupper() and not known and country_of(word) is None


def _joins(page: Page, token: int, last: int) -> bool:
    particles = word_list("people", "nonames", "particles")
    return (
        page.words[token] in particles
        and token + 1 < last
        and page.printed(token + 1)[0].isupper() | (page.words[token + 1] in particles)
    )
