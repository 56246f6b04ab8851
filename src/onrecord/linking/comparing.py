"""What one statement is to an earlier one: said again, said by another, denied, contradicted, superseded, or nothing.

Precision before recall: a pair that is not surely one of these is no link.
"""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from functools import cache, lru_cache

from msgspec import Struct

from onrecord.linking.lexicon import american, vocabulary
from onrecord.linking.likeness import as_meanings, stems
from onrecord.linking.spokespeople import spoken_for
from onrecord.record.across import Said
from onrecord.record.vocabulary import Act, Form, LinkKind

__all__ = ["compare", "in_order", "is_comparable", "is_opposite", "plain_stems", "same_speaker", "speaker_words"]

FEWEST_STEMS = 4  # a statement of fewer meaning words is like too many others
ALIKE = 0.5  # Jaccard of the meaning words
ALIKE_OF_OTHERS = 0.55  # the same, for two speakers: here a false link makes a source out of nothing
FEWEST_STEMS_OF_OTHERS = 6
# Without the words that are names: of twelve links between two speakers that were read in PolNeAR, ten rested on the
# candidates' names and titles alone.
FEWEST_PLAIN = 3
ALIKE_IN_PLAIN = 0.5
FEWEST_PLAIN_AGAIN = 2  # whom the same speaker names twice, he does not say the same of twice
LONGEST_CHANCE = 5  # words in a row that two speakers may share; more, in quotation marks, are one who quotes the other
# One "not" somewhere in a long quotation makes no contradiction: but for it the two must be nearly the same.
ALIKE_BUT_OPPOSITE = 0.75
FEWEST_CUT, NEARLY_WHOLE = 8, 0.9  # words of a quotation that is printed shorter; share of them in a row
LONGEST_SPEAKER = 8  # words: a longer source is a clause that was cut wrongly, or a crowd
FEWEST_GAINSAID, SHARED_GAINSAID, MOST_ADDED = 3, 0.75, 3  # words; share of the shorter's; words that the longer adds
CONTAINED = 0.85  # of the shorter statement's meaning words, where one quotes less of the same
FEWEST_CONTAINED = 6
ALIKE_BUT_NUMBER = 0.5  # without the numbers

_WORD = re.compile(r"\d[\d,.]*\d|\d|[^\W\d_]+(?:['’][^\W\d_]+)?")
_NUMBER = re.compile(
    r"(?<![\w.$-])\$?(?P<digits>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?![\w-])\s*(?P<scale>percent|%|million|billion|thousand)?"
    r"\s+(?P<noun>[^\W\d_]{3,})"
)
_NOT = re.compile(
    r"[“\"]?(?:[Tt]hat )?(?P<name>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}) "
    r"(?:(?:is|was|are|were|has|had|does|did|will|would|can|could)(?: not| never|n['’]t)|cannot|can['’]t|won['’]t) "
    r"(?P<rest>.+)",
    re.DOTALL,
)
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_SILENT = {Act.DECLINE.value, Act.RETRACT.value}  # what is taken back is not said
_CLAIMING = {Act.ASSERT.value, Act.ACCUSE.value, Act.DENY.value, Act.EXPECT.value}


class _Content(Struct, frozen=True):
    stems: frozenset[str]
    plain: frozenset[str]  # stems of words that are printed small: no names
    words: frozenset[str]
    numbers: frozenset[tuple[str, str]]  # value with scale, and what is counted
    is_clause: bool
    negated: frozenset[str]  # stems that stand behind a negation wherever they stand
    turned: tuple[frozenset[str], str] | None  # of `Brandt is not fit`: the stems of the name, and what it is not


def is_comparable(said: Said) -> bool:
    """Whether a statement says enough, by somebody known enough, to be found again; what persons without a name say can
    be denied, though they are nobody's equal.
    """
    if said.speaker is None or said.act in _SILENT or not (speaker_words(said.speaker) or said.anonymous):
        return False
    if len(said.speaker.split()) > LONGEST_SPEAKER:
        return False
    return len(_content(said.content).stems) >= FEWEST_STEMS


def plain_stems(text: str) -> frozenset[str]:
    """The stems of the words that carry meaning and are no names."""
    return _content(text).plain


def in_order(one: Said, other: Said) -> tuple[Said, Said]:
    """The later and the earlier of two statements, by when they were printed, then by when they were said.

    Print comes first: two papers that print one statement may read its day differently, and the print is certain.
    """
    key = [(item.published or item.said_from or "", item.said_from or "", item.id) for item in (one, other)]
    return (one, other) if key[0] > key[1] else (other, one)


def compare(later: Said, earlier: Said, *, copied: bool = False) -> LinkKind | None:
    """What `later` is to `earlier`; `copied` says that their articles print one story, so that nobody else speaks."""
    if not is_comparable(later) or not is_comparable(earlier):
        return None
    if not all(speaker_words(said.speaker or "") for said in (later, earlier)):
        return _denial(later, earlier) if not copied else None
    if _gainsays(later, earlier) or _gainsays(earlier, later):
        return None if copied else LinkKind.CONTRADICTS
    if is_opposite(later, earlier) and not _is_cut(later, earlier):
        return None if copied else _opposed(later, earlier)
    if same_speaker(later, earlier):
        return _said_again(later, earlier)
    return _said_by_another(later, earlier) if not copied and _are_independent(later, earlier) else None


def _is_cut(one: Said, other: Said) -> bool:
    """Whether one has all the words of the other in a row, and only says more: a `not` that it adds denies nothing."""
    if not same_speaker(one, other):
        return False
    shorter = min(len(_WORD.findall(said.content)) for said in (one, other))
    return shorter >= FEWEST_CUT and _longest_run(one.content, other.content) >= NEARLY_WHOLE * shorter


def _denial(later: Said, earlier: Said) -> LinkKind | None:
    """What persons without a name say can only be denied, by somebody with one."""
    if later.act != Act.DENY.value or not speaker_words(later.speaker or "") or not is_opposite(later, earlier):
        return None
    return LinkKind.DENIES if _opposed(later, earlier) is LinkKind.DENIES else None


def _opposed(later: Said, earlier: Said) -> LinkKind | None:
    if not _say_alike(later, earlier):
        return None
    alike = _jaccard(_content(later.content).stems, _content(earlier.content).stems)
    if later.act == Act.DENY.value and alike >= ALIKE:
        return LinkKind.DENIES
    alike = _jaccard(*(_content(item.content).stems - _turning_stems() for item in (later, earlier)))
    return LinkKind.CONTRADICTS if alike >= ALIKE_BUT_OPPOSITE else None


def _gainsays(one: Said, other: Said) -> bool:
    """Whether `one` says that somebody is not what `other` says that they are: `Brandt is not fit to lead the port`,
    `Brandt is eminently fit to lead the port`. Whom it is about is named in both, and little else is said.
    """
    mine, theirs = _content(one.content), _content(other.content)
    if mine.turned is None or theirs.turned is not None or not (mine.is_clause and theirs.is_clause):
        return False
    about, predicate = mine.turned
    order = [stem for word in _WORD.findall(other.content) for stem in stems(word)]
    named = [place for place, stem in enumerate(order) if stem in about]
    if not named or predicate not in order[min(named) :] or _numbers_differ(mine, theirs):
        return False
    shorter, longer = sorted((mine.stems - _turning_stems(), theirs.stems - _turning_stems()), key=len)
    enough = len(shorter & longer) >= FEWEST_GAINSAID and len(longer - shorter) <= MOST_ADDED
    return enough and len(shorter & longer) / len(shorter) >= SHARED_GAINSAID


def _said_again(later: Said, earlier: Said) -> LinkKind | None:
    if (later.act == Act.DENY.value) != (earlier.act == Act.DENY.value):
        return None  # who denies what he said does not say it again, whatever the words have in common
    one, other = _content(later.content), _content(earlier.content)
    if _is_newer(later, earlier) and _revises(one, other):
        return LinkKind.SUPERSEDES
    if _numbers_differ(one, other) or len(as_meanings(one.plain) & as_meanings(other.plain)) < FEWEST_PLAIN_AGAIN:
        return None
    return LinkKind.REPEATS if _jaccard(one.stems, other.stems) >= ALIKE or _contains(one, other) else None


def _said_by_another(later: Said, earlier: Said) -> LinkKind | None:
    one, other = _content(later.content), _content(earlier.content)
    if _numbers_differ(one, other) or {later.act, earlier.act} - _CLAIMING or not _say_alike(later, earlier):
        return None
    if min(len(one.stems), len(other.stems)) < FEWEST_STEMS_OF_OTHERS:
        return None
    return LinkKind.CORROBORATES if _jaccard(one.stems, other.stems) >= ALIKE_OF_OTHERS else None


def _say_alike(one: Said, other: Said) -> bool:
    """Whether both say that something is so, a clause and not a name, and share more than names: of one speaker, one
    word more.
    """
    mine, theirs = _content(one.content), _content(other.content)
    plain = [content.plain - _turning_stems() for content in (mine, theirs)]
    fewest = 1 if same_speaker(one, other) else FEWEST_PLAIN
    enough = min(map(len, plain)) >= fewest and _jaccard(*plain) >= ALIKE_IN_PLAIN
    return enough and mine.is_clause and theirs.is_clause


def _cites(said: Said, speaker: str, content: str) -> bool:
    """Whether a statement passes on what another says: it names that speaker, or has the words in quotation marks.
    Then it is no second source.
    """
    if speaker_words(speaker) <= speaker_words(f"{said.cue or ''} {said.content}"):
        return True
    return said.form != Form.INDIRECT.value and _longest_run(said.content, content) > LONGEST_CHANCE


def _longest_run(one: str, other: str) -> int:
    """How many words in a row two texts share at most."""
    mine, theirs = ([word.lower() for word in _WORD.findall(text)] for text in (one, other))
    match = SequenceMatcher(None, mine, theirs, autojunk=False)
    return match.find_longest_match(0, len(mine), 0, len(theirs)).size


def _numbers_differ(one: _Content, other: _Content) -> bool:
    return bool(one.numbers and other.numbers and one.numbers != other.numbers)


def same_speaker(one: Said, other: Said) -> bool:
    """Whether two speakers are surely one: the same name, or one name within the other with two words in common. Who
    speaks without a name is nobody else's equal.
    """
    if one.speaker is None or other.speaker is None or one.anonymous or other.anonymous:
        return False
    mine, theirs = speaker_words(one.speaker), speaker_words(other.speaker)
    if _speak_for_one(one, other):
        return True
    return bool(mine) and (mine == theirs or (len(mine & theirs) >= 2 and (mine <= theirs or theirs <= mine)))


def _speak_for_one(one: Said, other: Said) -> bool:
    """Whether both speak for one institution, or the one is it."""
    mine, theirs = spoken_for(one.source), spoken_for(other.source)
    if mine is None and theirs is None:
        return False
    first, second = (speaker_words(name or "") for name in (mine or one.speaker, theirs or other.speaker))
    return bool(first) and first == second


def _are_independent(one: Said, other: Said) -> bool:
    """Whether two who are known by name speak each for themselves: they share no word of their names (a family, an
    office, a paper), and neither cites the other.
    """
    if one.speaker is None or other.speaker is None or one.anonymous or other.anonymous:
        return False
    if speaker_words(one.speaker) & speaker_words(other.speaker) or _speak_for_one(one, other):
        return False
    return not _cites(one, other.speaker, other.content) and not _cites(other, one.speaker, one.content)


@lru_cache(maxsize=16384)
def speaker_words(name: str) -> frozenset[str]:
    """The words of a name that tell who it is, without case, accents and titles; none for `he` or `officials`."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(character for character in decomposed if not unicodedata.combining(character))
    words = [word.replace("’", "'").removesuffix("'s") for word in _WORD.findall(plain)]
    return frozenset(american(word) for word in words if word not in _nobody() and len(word) > 1)


def is_opposite(one: Said, other: Said) -> bool:
    """Whether two statements, if they are about one thing, take two sides: by a negation, or a pair of opposites."""
    mine, theirs = _content(one.content).words, _content(other.content).words
    if _denies(one, mine) != _denies(other, theirs) or _negate_otherwise(one, other):
        return True
    # `The bridge, shut for a week, reopened` has both of a pair, and is on neither side by it.
    return any(
        (mine & one and theirs & other and not mine & other and not theirs & one)
        for a, b in _pairs()
        for one, other in ((a, b), (b, a))
    )


def _negate_otherwise(one: Said, other: Said) -> bool:
    """Whether a word that both have stands behind a negation in one of them alone."""
    mine, theirs = _content(one.content), _content(other.content)
    same_act = (one.act == Act.DENY.value) == (other.act == Act.DENY.value)
    return same_act and bool((mine.negated ^ theirs.negated) & mine.stems & theirs.stems)


def _denies(said: Said, words: frozenset[str]) -> bool:
    return (said.act == Act.DENY.value) != bool(words & _negations())


def _is_newer(later: Said, earlier: Said) -> bool:
    return later.said_from is not None and earlier.said_from is not None and later.said_from > earlier.said_from


def _revises(one: _Content, other: _Content) -> bool:
    """The same things counted, with other numbers."""
    counted = {noun for _, noun in one.numbers} & {noun for _, noun in other.numbers}
    differ = any(_is_revised(_values(one, thing), _values(other, thing)) for thing in counted)
    return differ and _jaccard(_worded(one.stems), _worded(other.stems)) >= ALIKE_BUT_NUMBER


def _is_revised(new: set[str], old: set[str]) -> bool:
    """Whether one number took the place of one other."""
    return len(new) == len(old) == 1 and new != old


def _values(content: _Content, thing: str) -> set[str]:
    return {value for value, noun in content.numbers if noun == thing}


def _worded(found: frozenset[str]) -> frozenset[str]:
    return frozenset(stem for stem in found if not stem[0].isdigit())


def _contains(one: _Content, other: _Content) -> bool:
    shorter, longer = sorted((one.stems, other.stems), key=len)
    return len(shorter) >= FEWEST_CONTAINED and len(shorter & longer) / len(shorter) >= CONTAINED


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    union = one | other
    return len(one & other) / len(union) if union else 0.0


@lru_cache(maxsize=16384)
def _content(text: str) -> _Content:
    words = frozenset(word.lower().replace("’", "'") for word in _WORD.findall(text))
    clipped = {"n't" for word in words if word.endswith("n't")}
    capitals = stems(" ".join(word for word in _WORD.findall(text) if word[0].isupper()))
    return _Content(
        stems=stems(text),
        plain=stems(text) - capitals,
        words=words | clipped,
        numbers=_numbers(text),
        is_clause=bool((words | clipped) & _finite()) or text.lower().startswith(_opening_clauses()),
        negated=_negated(text),
        turned=_turned(text),
    )


def _negated(text: str) -> frozenset[str]:
    """The stems that stand right behind a negation wherever they stand."""
    found: dict[bool, set[str]] = {True: set(), False: set()}
    waiting = False
    for word in _WORD.findall(text.replace("’", "'")):
        meaning = stems(word)
        found[waiting] |= meaning
        waiting = (waiting and not meaning) or word.lower() in _negations() or word.lower().endswith("n't")
    return frozenset(found[True] - found[False])


def _turned(text: str) -> tuple[frozenset[str], str] | None:
    match = _NOT.match(text)
    after = [stem for word in _WORD.findall(match["rest"]) for stem in stems(word)] if match else []
    return (stems(match["name"]), after[0]) if match and after else None


def _numbers(text: str) -> frozenset[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for match in _NUMBER.finditer(text):
        if not _YEAR.fullmatch(match["digits"]):
            value = match["digits"].replace(",", "") + (match["scale"] or "")
            found.update((value, stem) for stem in stems(match["noun"]))
    return frozenset(found)


@cache
def _negations() -> frozenset[str]:
    return frozenset(vocabulary("opposites")["negation"]["words"])


@cache
def _finite() -> frozenset[str]:
    return frozenset(vocabulary("clauses")["finite"]["words"])


@cache
def _opening_clauses() -> tuple[str, ...]:
    return tuple(vocabulary("clauses")["opening"]["words"])


@cache
def _pairs() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    return tuple((frozenset(a), frozenset(b)) for a, b in vocabulary("opposites")["pairs"].values())


@cache
def _turning_stems() -> frozenset[str]:
    return stems(" ".join(word for pair in _pairs() for words in pair for word in words))


@cache
def _nobody() -> frozenset[str]:
    words = vocabulary("speakers")
    return frozenset([*words["nobody"]["words"], *words["titles"]["words"]])
