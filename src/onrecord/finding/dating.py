"""When a statement was made or an event happened: the time expression that governs its cue or trigger.

An expression governs the words of its own clause; clauses are told apart by the words that open them, and by syntax,
where there is syntax: an adjunct dates its head, a time inside a name ("the Jan. 3 strike") only what is named. Of two
that govern a word and say different times, the one that hangs on it by syntax counts; else neither does. Nothing is
ever dated by the publication alone.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from onrecord.finding.lexicon import word_list
from onrecord.record.analysis import Analysis, Sentence, Token
from onrecord.record.cells import Time
from onrecord.record.text import Span
from onrecord.record.vocabulary import TimexType

__all__ = ["date_of", "is_date"]

LONGEST_REACH = 8  # words from what happened to its time: beyond, none of five was right on TimeBank-Dense
LONGEST_ADJUNCT = 10  # the same by syntax: of 6 farther ones two were contradicted on TimeBank-Dense
LONGEST_OPENING = 8  # words before a time that opens its sentence


class _Scene(Struct, frozen=True):
    """A sentence with its words, and where the word to be dated stands in it."""

    tokens: Sequence[Token]
    words: Sequence[str]
    offset: int  # index of the first token in the analysis
    first: int
    last: int


def date_of(at: Span, times: Sequence[Time], analysis: Analysis, text: str) -> Time | None:
    """The time expression that says when what `at` names (a cue, a trigger) was said or happened; None where none
    does, or where two that differ do.

    `times` are those of the article in text order, `text` is the article's. References to the present, past or future
    and expressions without a value date nothing.
    """
    sentence = _sentence_at(at, analysis)
    if sentence is None:
        return None
    near = _times_between(times, sentence.start, sentence.end)
    if not near:
        return None
    scene = _scene(at, sentence, analysis, text)
    found = [time for time in near if not _touches(time, at) and _reaches(_token_range(time, scene), scene)]
    dates = [time for time in found if is_date(time)]
    return _agreed(dates) or _agreed([time for time in dates if _hangs_on(_token_range(time, scene), scene)])


def is_date(time: Time) -> bool:
    """Whether the expression can date something: a day or a time of day with a value, and no `now` or `recently`."""
    return time.type in {TimexType.DATE, TimexType.TIME} and time.value is not None and not time.value.endswith("_REF")


def _touches(time: Time, at: Span) -> bool:
    return time.start < at.end and at.start < time.end


def _sentence_at(at: Span, analysis: Analysis) -> Sentence | None:
    index = bisect_right(analysis.sentences, at.start, key=lambda sentence: sentence.start) - 1
    if index < 0 or at.start >= analysis.sentences[index].end:
        return None
    return analysis.sentences[index]


def _times_between(times: Sequence[Time], start: int, end: int) -> Sequence[Time]:
    first = bisect_left(times, start, key=lambda time: time.start)
    last = bisect_left(times, end, key=lambda time: time.start)
    return times[first:last]


def _scene(at: Span, sentence: Sentence, analysis: Analysis, text: str) -> _Scene:
    tokens = analysis.tokens[sentence.first : sentence.last]
    words = [_lowered(text[token.start : token.end]) for token in tokens]
    first = bisect_right(tokens, at.start, key=lambda token: token.start) - 1
    last = bisect_left(tokens, at.end, key=lambda token: token.start)
    return _Scene(tokens, words, sentence.first, max(first, 0), max(last, first + 1))


def _lowered(word: str) -> str:
    """Lower case, except for initials: the group IS is no verb."""
    return word if len(word) > 1 and word.isupper() else word.lower()


def _token_range(time: Time, scene: _Scene) -> tuple[int, int]:
    first = bisect_right(scene.tokens, time.start, key=lambda token: token.start) - 1
    return first, bisect_left(scene.tokens, time.end, key=lambda token: token.start)


def _agreed(found: Sequence[Time]) -> Time | None:
    """The only time, or the most exact of times that lie one inside the other."""
    if not found:
        return None
    exact = min(found, key=lambda time: (time.begin is None, _width(time), time.start))
    return exact if all(_holds(time, exact) for time in found) else None


def _width(time: Time) -> tuple[int, str]:
    order = ("second", "minute", "hour", "part-of-day", "day", "weekend", "week", "month", "quarter", "season", "half")
    return (order.index(time.precision) if time.precision in order else len(order), time.precision or "")


def _holds(wide: Time, narrow: Time) -> bool:
    if wide.value == narrow.value:
        return True
    if None in (wide.begin, wide.until, narrow.begin, narrow.until):
        return False
    return str(wide.begin) <= str(narrow.begin) and str(narrow.until) <= str(wide.until)


def _reaches(time: tuple[int, int], scene: _Scene) -> bool:
    """Whether the time dates the word, or the verb whose time the word shares."""
    if _dates(time, scene):
        return True
    verb = _verb_beside(time, scene)
    return verb is not None and _dates(time, replace(scene, first=verb, last=verb + 1))


def _dates(time: tuple[int, int], scene: _Scene) -> bool:
    noun = _noun_behind(time, scene)
    if noun is not None:
        return noun in range(scene.first, scene.last)
    if time[0] and scene.words[time[0] - 1] in word_list("dating", "boundaries", "apart"):
        return False
    return _governs(time, scene) or _is_attached(time, scene)


# --- by position ------------------------------------------------------------------------------------------------------


def _governs(time: tuple[int, int], scene: _Scene) -> bool:
    """Whether no clause begins or ends between the time and the word, and no preposition sets them apart."""
    first, last = time
    if first >= scene.last:
        between = scene.words[scene.last : first]
        is_infinitive = scene.words[max(scene.first - 1, 0)] == "to"
        return not is_infinitive and len(between) <= LONGEST_REACH and not _crosses_clause(between)
    between = scene.words[last : scene.first]
    if _crosses_clause(scene.words[max(first - 1, 0) : first]):  # "said Friday they left"
        return False
    if _opens_sentence(first, scene):
        joints = word_list("dating", "boundaries", "joints")
        return not _crosses_clause(_without_asides([word for word in between if word not in joints]))
    links = word_list("dating", "boundaries", "links")
    return not _crosses_clause(between) and not any(word in links for word in between)


def _opens_sentence(first: int, scene: _Scene) -> bool:
    """Whether nothing but the phrase of the time stands before it: "On two days in May, …"."""
    return first <= LONGEST_OPENING and not _crosses_clause(scene.words[:first]) and "," not in scene.words[:first]


def _without_asides(words: Sequence[str]) -> Sequence[str]:
    """The words without subordinate clauses that a comma closes ("the council, which met twice, …")."""
    openers = word_list("dating", "boundaries", "openers")
    kept: list[str] = []
    aside: list[str] | None = None
    for word in words:
        if aside is not None:
            aside.append(word)
            aside = None if word == "," else aside
        elif word in openers:
            aside = [word]
        else:
            kept.append(word)
    return kept + (aside or [])


def _crosses_clause(words: Sequence[str]) -> bool:
    openers = word_list("dating", "boundaries", "openers")
    verbs = word_list("dating", "boundaries", "verbs")
    return any(word in openers or word in verbs or (len(word) > 4 and word.endswith("ed")) for word in words)


# --- by syntax --------------------------------------------------------------------------------------------------------


def _noun_behind(time: tuple[int, int], scene: _Scene) -> int | None:
    """The noun that the time stands before as part of its name ("the Jan. 3 strike"); None where there is none."""
    token = scene.tokens[_head_inside(range(*time), scene)]
    is_adverb = time[0] > 0 and scene.tokens[time[0] - 1].upos == "VERB"  # "said today conditions were worse"
    if token.head is None or is_adverb or token.label not in word_list("dating", "syntax", "modifier"):
        return None
    noun = token.head - scene.offset
    return noun if time[1] <= noun < len(scene.tokens) else None


def _verb_beside(time: tuple[int, int], scene: _Scene) -> int | None:
    """The verb whose time the word has: "it broke Monday when the rain came", "on Monday she rose and left"."""
    token = scene.tokens[scene.first]
    if scene.last - scene.first > 1 or token.head is None or token.head < scene.offset:
        return None
    verb, own = token.head - scene.offset, scene.offset + scene.first
    if verb >= len(scene.tokens) or token.upos != "VERB":
        return None
    below = [at for at, other in enumerate(scene.tokens) if other.head == own]
    if token.label == "advcl":
        return verb if any(scene.words[at] == "when" for at in below) else None
    has_subject = any((scene.tokens[at].label or "").startswith("nsubj") for at in below)
    return verb if token.label == "conj" and not has_subject and time[1] <= verb else None


def _is_attached(time: tuple[int, int], scene: _Scene) -> bool:
    """Whether the time is an adjunct of the word itself, also over a clause between them, and of no verb beside it."""
    token = scene.tokens[_head_inside(range(*time), scene)]
    if token.head is None or token.head - scene.offset not in range(scene.first, scene.last):
        return False
    is_after_other = 0 < time[0] <= scene.first and scene.tokens[time[0] - 1].upos == "VERB"
    between = scene.words[min(time[1], scene.last) : max(time[0], scene.first)]
    is_quoted_apart = not word_list("dating", "boundaries", "quotes").isdisjoint(between)
    is_near = len(between) <= LONGEST_ADJUNCT and not is_after_other and not is_quoted_apart
    return is_near and token.label in word_list("dating", "syntax", "adjunct")


def _hangs_on(time: tuple[int, int], scene: _Scene) -> bool:
    """Whether the way up from the time by heads reaches the word before it leaves the clause."""
    target = range(scene.first, scene.last)
    at: int | None = _head_inside(range(*time), scene)
    for _ in range(len(scene.tokens)):
        if at is None:
            return False
        if at in target:
            return True
        token = scene.tokens[at]
        if (
            token.label not in word_list("dating", "syntax", "nominal")
            or token.head is None
            or token.head < scene.offset
        ):
            return False
        at = token.head - scene.offset
        at = at if at < len(scene.tokens) else None
    return False


def _head_inside(tokens: range, scene: _Scene) -> int:
    """The token of a range whose head stands outside it."""
    for at in tokens:
        head = scene.tokens[at].head
        if head is None or head - scene.offset not in tokens:
            return at
    return tokens.start
