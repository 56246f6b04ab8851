"""Sentences that do something to an earlier statement: `that statement was later removed`, `she walked back the claim`.

What is found here is not yet tied to the statement that it means; `retractions.py` does that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct

from onrecord.linking.lexicon import alternatives, vocabulary
from onrecord.record.analysis import Analysis
from onrecord.record.article import Article
from onrecord.record.text import Span, span_of, trimmed
from onrecord.record.vocabulary import LinkKind

__all__ = ["PRONOUN", "Mention", "find_mentions", "quoted_ranges"]

LONGEST_SENTENCE = 1500  # characters: a longer "sentence" is a table or a list, and patterns would crawl through it
PRONOUN = "it"
WORDS_BEFORE_VERB = 4  # in which a negation or a modal keeps the verb from having happened

_DOING = (
    LinkKind.RESCINDS,
    LinkKind.WITHDRAWS,
    LinkKind.DENIES,
    LinkKind.CORRECTS,
    LinkKind.CLARIFIES,
    LinkKind.CONFIRMS,
    LinkKind.SUPERSEDES,
)
_QUOTED = re.compile(r"“[^”\n]*(?:”|$)|\"[^\"\n]*(?:\"|$)")
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|[A-Z][a-z]{2,3}\.)"
_WHEN = re.compile(
    rf"\s*,?\s*(?:(?:on|late|early|last|this)\s+)*(?:{_WEEKDAY}|{_MONTH}\s+\d{{1,2}}|today|yesterday)"
    r"(?:\s+(?:night|morning|evening|afternoon))?,?\s*"
)
_DATELINE = re.compile(r"[A-Z][^()\n]{0,60}\([^()\n]{2,40}\)\s*[-–—]+\s+")  # `LISNA, Torvia, June 5 (Northern Wire) - `
_TOKEN = re.compile(r"[\w’'-]+|[^\w\s]")
_CLITIC_NOT = re.compile(r"n['’]t$")


class Mention(Struct, frozen=True, kw_only=True):
    """Words that act on an earlier statement.

    `target` is how that statement is named (`that statement`, `it`), `noun` its head in lower case, `owner` the
    possessive before it in lower case (`her`, `the ministry's`), `complement` what it is said to say (`an announcement
    that patrols had resumed`), `apposed` whether the noun sums up what its own sentence has just said (`…, a charge the
    board denies`), `wrong` whether it is called wrong (`the announcement was premature`), which takes it back where its
    owner says so. `verb` is where the doing stands, `by` who does it, `evidence` the clause.
    """

    kind: LinkKind
    verb: Span
    target: Span
    noun: str
    owner: str | None
    complement: Span | None
    apposed: bool = False
    wrong: bool = False
    by: Span | None
    venue: Span | None
    evidence: Span
    sentence: int


class _Patterns(Struct, frozen=True):
    passive: re.Pattern[str]
    vanishing: re.Pattern[str]
    active: re.Pattern[str]
    split: re.Pattern[str]
    branding: re.Pattern[str]
    apposed: re.Pattern[str]
    wrong: re.Pattern[str]
    breaks: re.Pattern[str]
    venue: re.Pattern[str]
    trailing: re.Pattern[str]
    complement: re.Pattern[str]
    called: re.Pattern[str]


def find_mentions(article: Article, analysis: Analysis) -> tuple[Mention, ...]:
    """The mentions of one article's story, in text order; what stands inside quotation marks is not looked at, but
    for what is called wrong there."""
    quoted = quoted_ranges(article)
    found: list[Mention] = []
    for number, sentence in enumerate(analysis.sentences):
        if sentence.end - sentence.start <= LONGEST_SENTENCE:
            found += _in_sentence(article.text, sentence.start, sentence.end, number, quoted)
    return tuple(sorted(found, key=lambda mention: mention.verb.start))


def quoted_ranges(article: Article) -> tuple[tuple[int, int], ...]:
    """Where quotation marks are open, paragraph by paragraph; one that is never closed ends with its paragraph."""
    return tuple(
        (paragraph.start + match.start(), paragraph.start + match.end())
        for paragraph in article.body
        for match in _QUOTED.finditer(paragraph.text)
    )


def _in_sentence(text: str, start: int, end: int, number: int, quoted: Sequence[tuple[int, int]]) -> Iterator[Mention]:
    patterns = _patterns()
    taken: set[int] = set()
    for pattern in (
        patterns.apposed,
        patterns.passive,
        patterns.vanishing,
        patterns.active,
        patterns.split,
        patterns.branding,
        patterns.wrong,
    ):
        for match in pattern.finditer(text, start, end):
            verb = match.start("verb")
            inside = pattern is not patterns.wrong and any(begin <= verb < stop for begin, stop in quoted)
            if verb in taken or inside:
                continue
            mention = _mention(text, match, start, end, number)
            if mention is not None:
                taken.add(verb)
                yield mention


def _mention(text: str, match: re.Match[str], start: int, end: int, number: int) -> Mention | None:
    clause = _clause_start(text, start, match.start("target") if _is_passive(match) else match.start("verb"))
    groups = match.groupdict()
    verb = f"{match['verb']} {groups['particle']}" if groups.get("particle") else match["verb"]
    wrong = groups.get("wrong") is not None
    kind = LinkKind.DENIES if groups.get("untrue") else LinkKind.RESCINDS if wrong else _kind_of(verb)
    noun = re.sub(r"\s+", " ", (groups.get("noun") or groups.get("pronoun") or "").lower())
    if kind is None or not _may_act(kind, noun) or _is_blocked(text, clause, match):
        return None
    first = match.start("target") if groups.get("doer") else min(clause, match.start())
    stop = _clause_end(text, match.end(), end)
    by = _agent(text, clause, match)
    return Mention(
        kind=kind,
        verb=span_of(text, *match.span("verb")),
        target=span_of(text, *match.span("target")),
        noun=noun,
        owner=re.sub(r"\s+", " ", match["owner"].lower()) if groups.get("owner") else None,
        complement=None if groups.get("doer") else _complement(text, match, stop),
        apposed=bool(groups.get("doer")),
        wrong=wrong,
        by=by,
        venue=_venue(text, match.end(), stop),
        evidence=span_of(text, *trimmed(text, first, stop, " \t\r\n,;:.—–-")),
        sentence=number,
    )


def _is_passive(match: re.Match[str]) -> bool:
    return match.start("target") < match.start("verb")


@cache
def _verbs() -> dict[str, LinkKind]:
    words = vocabulary("retractions")
    verbs = {verb: kind for kind in _DOING for verb in (*words[kind]["past"], *words[kind]["present"])}
    return verbs | dict.fromkeys(words["vanishing"]["past"], LinkKind.WITHDRAWS)


def _kind_of(verb: str) -> LinkKind | None:
    return _verbs().get(re.sub(r"\s+", " ", verb.lower()))


def _may_act(kind: LinkKind, noun: str) -> bool:
    """Only what was published can be taken out of publication; `it` may be anything."""
    return kind is not LinkKind.WITHDRAWS or noun == PRONOUN or noun in vocabulary("retractions")["nouns"]["published"]


def _is_blocked(text: str, clause: int, match: re.Match[str]) -> bool:
    blockers = set(vocabulary("retractions")["words"]["blockers"])
    before = [word.lower() for word in _TOKEN.findall(text[clause : match.start("verb")])]
    if before[:1] and before[0] in {"if", "unless", "whether", "until", "no", "nobody", "neither"}:
        return True
    if _is_passive(match) and "that" in before:
        return False  # what was said may have a negation: the pattern itself allows none beside the verb
    near = before[-WORDS_BEFORE_VERB:]
    return any(word in blockers or _CLITIC_NOT.search(word) for word in near)


def _clause_start(text: str, start: int, place: int) -> int:
    """Where the clause around `place` begins: behind the last conjunction, semicolon or dash before it."""
    breaks = [match.end() for match in _patterns().breaks.finditer(text, start, place)]
    return breaks[-1] if breaks else start


def _clause_end(text: str, place: int, end: int) -> int:
    following = _patterns().trailing.search(text, place, end)
    return following.start() if following else end


def _agent(text: str, clause: int, match: re.Match[str]) -> Span | None:
    """Who does it: before an active verb, or behind `by`."""
    if match.groupdict().get("doer"):
        return span_of(text, *trimmed(text, *match.span("doer")))
    if _is_passive(match):
        agent = match.groupdict().get("by")
        return span_of(text, *match.span("by")) if agent else None
    words = vocabulary("retractions")["words"]
    fillers = alternatives([*words["adverbs"], *words["perfect"]])
    start, end = trimmed(text, clause, match.start("verb"), " \t\r\n,;:—–-(")
    if opened := _DATELINE.match(text, start, end):
        start = opened.end()
    while tail := re.search(rf"(?:^|\s)(?:{fillers}|[a-z]+ly)$", text[start:end], re.IGNORECASE):
        end = start + tail.start()
    if lead := _WHEN.match(text, start, end):
        start = lead.end()
    for when in _WHEN.finditer(text, start, end):
        if when.end() == end:
            end = when.start()
    start, end = trimmed(text, start, end, " \t\r\n,;:—–-")
    return span_of(text, start, end) if any(c.isalpha() for c in text[start:end]) else None


def _complement(text: str, match: re.Match[str], stop: int) -> Span | None:
    """`that …` behind the noun, up to the end of its clause."""
    found = _patterns().complement.match(text, match.end("target"), max(stop, match.end()))
    if found is None or not match["noun"]:
        return None
    limit = match.start("verb") if _is_passive(match) else stop
    called = _patterns().called.search(text, found.start("said"), limit)
    if called is not None:  # `dismissed the claim that it flooded the mine as false`
        limit = called.start()
    start, end = trimmed(text, found.start("said"), min(found.end("said"), limit), " \t\r\n,;:.")
    return span_of(text, start, end) if start < end else None


def _venue(text: str, start: int, stop: int) -> Span | None:
    found = _patterns().venue.search(text, start, stop)
    return span_of(text, *found.span("venue")) if found else None


@cache
def _patterns() -> _Patterns:
    words = vocabulary("retractions")
    lists = words["words"]
    past = alternatives([verb for kind in _DOING for verb in words[kind]["past"]])
    finite = alternatives([verb for kind in _DOING for verb in (*words[kind]["past"], *words[kind]["present"])])
    nouns = alternatives([noun for kind in words["nouns"].values() for noun in kind])
    determiners = alternatives(lists["determiners"])
    adverbs = rf"(?:{alternatives(lists['adverbs'])}\s+)"
    possessive = r"(?:the\s+)?[\w.-]+['’]s?"
    owner = rf"(?P<owner>his|her|its|their|{possessive})"
    # Before the last word of an owner's name: `denied the water authority's claim`, `disavowed Mr. Lind's remark`.
    lead = rf"(?:(?:the\s+(?:[\w-]+\s+){{1,2}}|(?:(?-i:[A-Z])[\w.-]*\s+){{1,4}})(?={possessive}\s))?"
    target = (
        rf"(?P<target>\b(?:(?:{lead}{owner}|{determiners})\s+(?:(?!that\b)[\w-]+\.?\s+){{0,2}}?(?P<noun>{nouns})"
        rf"|(?P<pronoun>{alternatives(lists['pronouns'])}))\b)"
    )
    disowned = (
        rf"(?P<target>\b(?:{lead}{owner}|{determiners})\s+(?:(?!that\b)[\w-]+\.?\s+){{0,2}}?"
        rf"(?P<noun>{alternatives(words['wrong']['nouns'])})\b)"
    )
    finite_verb = r"(?:had|has|have|was|were|is|are|would|will|did|could|\w{3,}ed)"
    told = (
        r"(?:\s+(?:of|from|about|on)\s+(?:(?!\b(?:who|which|that|was|were|is|are)\b)[^,;]){1,60}?)?"
        rf"(?:\s+that\s+(?:(?!\b(?:who|which)\b)[^,;]){{1,60}}?\s{finite_verb}\b(?:(?!\b(?:who|which)\b)[^,;]){{0,60}}?)?"
    )
    said = r"(?:\s+that\s+[^,;]{1,120}?)?"
    gap = r"(?:\s*,[^,;]{1,80},)?(?:\s+(?:of|from|about|on|in|by|at|to)\s+[^,;]{1,90}?)?(?:\s+that\s+[^,;]{1,120}?)?"
    been = rf"(?:{alternatives(lists['perfect'])}\s+)?{adverbs}{{0,2}}(?:{alternatives(lists['passive'])}\s+){{1,2}}"
    agent = r"(?:\s+by\s+(?P<by>(?:[\w’'-]+\s+){0,5}?[\w’'-]+)(?=\s+(?:on|in|to|at|from|after)\b|\s*[,.;]|$))?"
    perfect = rf"(?:{alternatives(lists['perfect'])}\s+)?"
    before = alternatives(words["venues"]["prepositions"])
    places = alternatives(words["venues"]["nouns"])
    pairs = [verb.split(" ") for kind in _DOING for verb in (*words[kind]["past"], *words[kind]["present"])]
    particled = alternatives({pair[0] for pair in pairs if len(pair) == 2})
    particles = alternatives({pair[1] for pair in pairs if len(pair) == 2})
    untrue = rf"[“\"]?(?:an?\s+)?(?:[\w-]+\s+)?(?P<untrue>{alternatives(words['untrue']['words'])})\b"
    branding = alternatives(words["untrue"]["verbs"])
    flags = re.IGNORECASE
    return _Patterns(
        passive=re.compile(rf"{target}{gap}\s+{been}{adverbs}{{0,2}}(?P<verb>{past})\b{agent}", flags),
        vanishing=re.compile(
            rf"{target}{gap}\s+{adverbs}{{0,2}}{perfect}{adverbs}{{0,2}}"
            rf"(?P<verb>{alternatives(words['vanishing']['past'])})\b",
            flags,
        ),
        active=re.compile(rf"\b(?P<verb>{finite})\s+{adverbs}{{0,2}}{target}", flags),
        split=re.compile(rf"\b(?P<verb>{particled})\s+{target}\s+(?P<particle>{particles})\b", flags),
        branding=re.compile(rf"\b(?P<verb>{branding})\s+{target}{said}\s+(?:as\s+)?{untrue}", flags),
        apposed=re.compile(
            rf"[,—–]\s*(?P<target>an?\s+(?:[\w-]+\s+)?(?P<noun>{nouns}))\s+(?:(?:that|which)\s+)?"
            rf"(?P<doer>(?:(?!(?:of|in|on|for|about|to|said|says|was|were|is)\b)[\w’'.-]+\s+){{1,5}}?)"
            rf"{perfect}{adverbs}{{0,2}}(?P<verb>{finite}|{branding}(?=\s+{untrue}))\b",
            flags,
        ),
        wrong=re.compile(
            rf"{disowned}{told}\s+{perfect}(?:was|were|is|are|been)\s+{adverbs}{{0,2}}(?:{alternatives(words['wrong']['made'])}\s+)?"
            rf"(?P<verb>(?P<wrong>{alternatives(words['wrong']['words'])}))\b",
            flags,
        ),
        breaks=re.compile(rf"(?:[,;:—–]\s*|\s){alternatives(lists['clause_breaks'])}\s+|[;:—–]\s*", flags),
        venue=re.compile(rf"\b{before}\s+(?P<venue>(?:[\w’'.-]+\s+){{0,4}}?{places})\b", flags),
        trailing=re.compile(
            r"\s*(?:,\s*(?:and|but|while|although|though|because|which|who|\w+ing)\b|;|\s+and\s|\s+but\s|\s+while\s)",
            flags,
        ),
        complement=re.compile(r"(?:\s+(?:by|from|of)\s+[^,;]{1,60}?)?\s+that\s+(?P<said>[^;]+)", flags),
        called=re.compile(
            rf"\s+(?:as\s+{untrue}|[“\"]?an?\s+(?:[\w-]+\s+)?{alternatives(words['untrue']['words'])})\s*[”\"]?[.,]?$",
            flags,
        ),
    )
