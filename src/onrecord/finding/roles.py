"""Offices, ranks and professions printed with a name: `outgoing Prime Minister A. B.`, `A. B., a spokesman for C`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onrecord.finding.countries import country_of
from onrecord.finding.lexicon import load_vocabulary, word_list
from onrecord.finding.phrases import Page
from onrecord.record.cells import Role
from onrecord.record.text import Span
from onrecord.record.vocabulary import RoleStatus

__all__ = ["RoleFound", "role_after", "role_before", "role_taken"]

LONGEST_TITLE = 3  # words: "chief executive officer"
REACH = 8  # tokens before a name, or into an apposition, in which its title is looked for
_ADJECTIVES = frozenset(
    {"senior", "top", "chief", "deputy", "veteran", "prominent", "longtime", "local", "new", "then"}
)
_EXPLAINS = frozenset({"appos", "flat", "nmod:desc"})  # the parser's labels for a name behind its title's comma
_LINKS = frozenset({"of", "for", "at", "with", "from", "in"})
_OPEN = frozenset({"if", "when", "before", "until", "unless", "had", "would", "whether", "after", "since", "once"})
_INSIDE = frozenset({"of", "for", "at", "-", "'s", "’s", "&"})  # an office and what it is held at
_ENDS = frozenset({",", ";", ".", "?", "!", "—", "–", "(", ")", "“", "”", '"', "who", "which", "that", "and", "said"})


@dataclass(frozen=True, slots=True)
class RoleFound:
    """A role, and the country that the words before the title name (`Iranian Gen. …`)."""

    role: Role
    country: str | None


def role_before(page: Page, name: Span) -> RoleFound | None:
    """The title directly before a name: `Outgoing Prime Minister NAME`, `Iraqi militia leader NAME`."""
    inside = page.tokens_of(name)
    sentence = page.sentence_of(inside.start) if inside else None
    if sentence is None:
        return None
    title_end = inside.start - 1 if _is_apposed(page, inside, sentence.first) else inside.start
    status, behind = _status_behind_title(page, title_end, sentence.first)
    title_end = behind
    title_start = _title_ending_at(page, title_end, sentence.first)
    if title_start is None:
        return None
    front = _front(page, title_start, sentence.first)
    role = Role(
        title=page.span(front.title, title_end).text,
        evidence=page.span(front.start, inside.stop),
        status=status or front.status,
        org=front.org,
    )
    return RoleFound(role, front.country)


def _is_apposed(page: Page, name: range, limit: int) -> bool:
    """Whether the name explains a title before a comma, by syntax: `the acting minister, NAME`."""
    if name.start < limit + 2 or page.words[name.start - 1] != ",":
        return False
    _, end = _status_behind_title(page, name.start - 1, limit)
    titled = end > limit and page.words[end - 1] in word_list("people", "titles", "person")
    title = range(end - 1, name.start - 1)
    down = any(page.tokens[i].label in _EXPLAINS and page.tokens[i].head in title for i in name)
    return titled and (down or page.tokens[end - 1].head in name)


def role_after(page: Page, name: Span) -> RoleFound | None:
    """The title in the apposition behind a name: `NAME, the outgoing president of ORG,`."""
    inside = page.tokens_of(name)
    sentence = page.sentence_of(inside.start) if inside else None
    if sentence is None or inside.stop + 1 >= sentence.last or page.words[inside.stop] != ",":
        return None
    first = inside.stop + 1
    last = _apposition_end(page, first, sentence.last)
    for start, end in _titles(page, first, last):
        if not _plain_modifiers(page, first, start):
            return None
        front = _front(page, start, first)
        status, _ = _status_in_front(page, end, last) or (front.status, end)
        role = Role(
            title=page.span(front.title, end).text,
            evidence=page.span(first, last),
            status=status,
            org=_org(page, end, last),
        )
        return RoleFound(role, front.country)
    return None


def role_taken(page: Page, name: Span) -> RoleFound | None:
    """The office that a sentence gives or takes: `NAME was sworn in as prime minister`, `NAME resigned as mayor`."""
    inside = page.tokens_of(name)
    sentence = page.sentence_of(inside.start) if inside else None
    if sentence is None:
        return None
    start = inside.stop + 2 * (page.words[inside.stop : inside.stop + 2] == (",", "who"))
    for phrase, status in _takings():
        first = start + len(phrase)
        if page.words[start:first] != phrase:
            continue
        last = next((i for i in range(first, sentence.last) if _leaves_title(page, i)), sentence.last)
        if _is_long_ago(page, inside.start, range(first, sentence.last)) or _is_anothers(page, range(first, last)):
            return None
        for start, end in _titles(page, first, min(last, first + REACH)):
            if _plain_modifiers(page, first, start):
                return _role_given(page, (inside.stop, first, start, end, last), status)
    return None


def _is_long_ago(page: Page, name: int, behind: range) -> bool:
    """Whether the office was taken in a year that is told, or is not said to be taken: `if Brandt became …`."""
    told = any(page.words[i].isdecimal() and len(page.words[i]) == 4 for i in behind)
    return told or bool(_OPEN & {*page.words[max(0, name - 3) : name]})


def _is_anothers(page: Page, behind: range) -> bool:
    """`the mayor's chief critic`, and `a father`, which is no office."""
    return any(page.words[i] in {"'s", "’s"} for i in behind) or page.words[behind.start] in {"a", "an"}


def _role_given(page: Page, places: tuple[int, int, int, int, int], status: RoleStatus | None) -> RoleFound:
    verb, first, start, end, last = places
    front = _front(page, start, first)
    known, _ = _status_in_front(page, end, last) or (status or front.status, end)
    org = _org(page, end, last) or front.org
    stop = last if org and org != front.org else end
    role = Role(title=page.span(front.title, end).text, evidence=page.span(verb, stop), status=known, org=org)
    return RoleFound(role, front.country)


def _leaves_title(page: Page, token: int) -> bool:
    """Whether a word stands outside an office and what it is held at: `on Wednesday`, `after the vote`."""
    word = page.words[token]
    if _status_of(word):
        return False
    nominal = page.tokens[token].upos in {"NOUN", "PROPN", "ADJ", "DET", "NUM"} or word in _INSIDE
    return word in _ENDS or not nominal or word.endswith("day")


@cache
def _takings() -> tuple[tuple[tuple[str, ...], RoleStatus | None], ...]:
    """The words between a name and the office that it takes, the longest first, and what it is then."""
    table = load_vocabulary("people")["takings"]
    found = [
        (tuple(phrase.split()), None if kind == "takes" else RoleStatus(kind))
        for kind, phrases in table.items()
        for phrase in phrases
    ]
    return tuple(sorted(found, key=lambda one: -len(one[0])))


def _titles(page: Page, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Titles inside tokens `first` to `last`, the longest at each end, from left to right."""
    for end in range(first + 1, last + 1):
        start = _title_ending_at(page, end, first)
        longer = (
            _title_ending_at(page, further, first) for further in range(end + 1, min(end + LONGEST_TITLE, last) + 1)
        )
        if start is not None and not any(begin is not None and begin <= start for begin in longer):
            yield start, end


def _title_ending_at(page: Page, end: int, limit: int) -> int | None:
    """Where the longest title that ends before token `end` begins, not before `limit`."""
    titles = word_list("people", "titles", "person")
    for length in range(LONGEST_TITLE, 0, -1):
        start = end - length
        if start >= limit and page.span(start, end).text.lower() in titles:
            return start
    return None


def _status_behind_title(page: Page, end: int, limit: int) -> tuple[RoleStatus | None, int]:
    """`Prime Minister-designate`: the status behind a hyphen, and where the title before it ends."""
    if end - 2 >= limit and page.words[end - 2] == "-":
        status = _status_of(page.words[end - 1])
        if status is not None:
            return status, end - 2
    return None, end


def _status_in_front(page: Page, end: int, last: int) -> tuple[RoleStatus | None, int] | None:
    """The same, read from the title's end forwards."""
    if end + 1 < last and page.words[end] == "-":
        status = _status_of(page.words[end + 1])
        return (status, end) if status is not None else None
    return None


def _status_of(word: str) -> RoleStatus | None:
    table = load_vocabulary("people")["status"]
    return next((RoleStatus(status) for status, words in table.items() if word in words), None)


@dataclass(slots=True)
class _Front:
    """The words before a title: where they and the title with its modifiers begin, and what they say."""

    start: int
    title: int
    country: str | None = None
    status: RoleStatus | None = None
    org: str | None = None


def _front(page: Page, title: int, limit: int) -> _Front:
    """What stands before a title in its phrase: `outgoing`, `Iraqi`, `White House`, `vice-presidential`."""
    front = _Front(start=title, title=title)
    while front.start > limit and title - front.start < REACH:
        token = front.start - 1
        word, printed = page.words[token], page.printed(token)
        country = country_of(printed) if printed[0].isupper() else None
        status = _status_of(word)
        if country or status or word in _ADJECTIVES:
            front.country, front.status = front.country or country, front.status or status
        elif front.title == front.start and word in word_list("people", "titles", "portfolios"):
            front.title = token
        elif printed[0].isupper() and page.tokens[token].upos == "PROPN":
            front.start = _capitals_before(page, token, limit)
            front.org = page.span(front.start, token + 1).text
            if front.start > limit and (status := _status_of(page.words[front.start - 1])):  # `former Lisna premier`
                front.start, front.status = front.start - 1, front.status or status
            break
        elif front.title == front.start and (word == "-" or page.tokens[token].upos in {"NOUN", "ADJ"}):
            front.title = token
        elif word != "-":
            break
        front.start = token
    return front


def _capitals_before(page: Page, last: int, limit: int) -> int:
    """Where the run of capitalised names that ends with token `last` begins: `White House` before `spokesman`."""
    first = last
    while first > limit and page.tokens[first - 1].upos == "PROPN" and page.printed(first - 1)[0].isupper():
        first -= 1
    return first


def _plain_modifiers(page: Page, first: int, title: int) -> bool:
    """Whether what stands between the comma and the title is short and holds no other phrase."""
    return title - first <= REACH and not any(
        page.words[i] in _LINKS or page.words[i] in _ENDS for i in range(first, title)
    )


def _apposition_end(page: Page, first: int, last: int) -> int:
    end = first
    while end < last and page.words[end] not in _ENDS:
        end += 1
    return end


def _org(page: Page, first: int, last: int) -> str | None:
    """What the title is held at: the words behind `of`, `for`, `at`."""
    if first < last and page.words[first] in _LINKS and first + 1 < last:
        return page.span(first + 1, last).text
    return None
