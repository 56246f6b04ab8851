"""Two texts that stood at one address: what the later one no longer says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from msgspec import Struct

from onrecord.linking.likeness import shared_share
from onrecord.record.across import Crossing
from onrecord.record.cells import Statement
from onrecord.record.links import Link
from onrecord.record.reading import Reading
from onrecord.record.text import Span
from onrecord.record.vocabulary import LinkKind

__all__ = ["Change", "diff", "is_still_there", "link_versions"]

STILL_THERE = 0.7  # of a statement's meaning words that stand in the later version's story


class Change(Struct, frozen=True, kw_only=True):
    """A paragraph that one version has and the other has not, or has in other words: null for none."""

    before: Span | None
    after: Span | None


def link_versions(later: Reading, earlier: Reading) -> tuple[Crossing, ...]:
    """A `withdraws` link from the later version to every statement of the earlier one whose words are gone from it.

    A gone statement leaves no words: the evidence is the empty span where the later story begins, and `diff` shows what
    was said before.
    """
    body = [span.text for span in later.article.body]
    start = later.article.body[0].start if later.article.body else 0
    nothing = Span(start=start, end=start, text="")
    return tuple(
        Crossing(
            article=later.id,
            link=Link(kind=LinkKind.WITHDRAWS, origin=later.id, to=statement.id, evidence=nothing),
        )
        for statement in earlier.statements
        if statement.content and not is_still_there(statement, body)
    )


def is_still_there(statement: Statement, paragraphs: Iterable[str]) -> bool:
    """Whether the words of a statement stand in one of the paragraphs, or nearly all of them do."""
    words = " ".join(span.text for span in statement.content)
    return any(words in paragraph or shared_share(words, paragraph) >= STILL_THERE for paragraph in paragraphs)


def diff(earlier: Reading, later: Reading) -> tuple[Change, ...]:
    """The paragraphs that changed between two versions, in the order of the page."""
    before, after = earlier.article.body, later.article.body
    match = SequenceMatcher(None, [span.text for span in before], [span.text for span in after], autojunk=False)
    return tuple(
        change
        for tag, first, last, start, end in match.get_opcodes()
        if tag != "equal"
        for change in _changes(before[first:last], after[start:end])
    )


def _changes(before: tuple[Span, ...], after: tuple[Span, ...]) -> Iterator[Change]:
    for place in range(max(len(before), len(after))):
        yield Change(
            before=before[place] if place < len(before) else None, after=after[place] if place < len(after) else None
        )
