"""Two texts that stood at one address, side by side: which statements and which words are gone, changed or new."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher, unified_diff
from itertools import zip_longest
from typing import Final

from onrecord.asking.query import ARTICLE_ROWS, rows_of
from onrecord.asking.rows import ArticleRow, DiffAnswer, Mark, ParagraphRow, Rows, StatementChangeRow
from onrecord.errors import QuestionError
from onrecord.linking.comparing import speaker_words
from onrecord.linking.likeness import shared_share
from onrecord.linking.versions import is_still_there
from onrecord.record.cells import Statement
from onrecord.record.reading import Reading
from onrecord.storing.database import Database

__all__ = ["compare_versions"]

ALIKE: Final = 0.5  # of the meaning words of the later one that the earlier has, for one statement to be the other
MOST_WORDS: Final = 800  # of a paragraph that is compared word by word: the time grows with the square
_WORD: Final = re.compile(r"\S+")


def compare_versions(db: Database, article_id: str, *, against: str | None = None) -> DiffAnswer:
    """What changed from the version before `article_id`, or from the article `against`, to `article_id`.

    Raises UnknownId, and QuestionError where nothing was read at its address before.
    """
    later = db.reading(article_id)
    before = against or db.previous_version(article_id)
    if before is None:
        raise QuestionError(f"{article_id} is the first text that was read at its address: there is nothing before it")
    earlier = db.reading(before)
    texts = _body(earlier), _body(later)
    return DiffAnswer(
        earlier=_article(db, earlier.id),
        later=_article(db, later.id),
        statements=Rows(StatementChangeRow, _statements(earlier, later)),
        paragraphs=Rows(ParagraphRow, _paragraphs(*texts)),
        unified="\n".join(unified_diff(*texts, fromfile=earlier.id, tofile=later.id, lineterm="", n=1)),
    )


def _article(db: Database, article_id: str) -> ArticleRow:
    return rows_of(ArticleRow, db.query(f"{ARTICLE_ROWS} WHERE a.id = ?", (article_id,)))[0]


def _statements(earlier: Reading, later: Reading) -> list[StatementChangeRow]:
    before, left = (
        [statement for statement in reading.statements if not _is_verbatim(statement, other)]
        for reading, other in ((earlier, later), (later, earlier))
    )
    names = {actor.id: actor.name for reading in (earlier, later) for actor in reading.actors}
    rows = []
    for statement in before:
        meant = [other for other in left if _is_changed(statement, other, names)]
        # One that may be two others is none of them.
        changed = meant[0] if len(meant) == 1 else None
        if changed is not None:
            left.remove(changed)
        if changed is not None or not is_still_there(statement, _body(later)):
            rows.append(_row(statement, changed, names))
    new = [statement for statement in left if not is_still_there(statement, _body(earlier))]
    return rows + [_row(None, statement, names) for statement in new]


def _is_verbatim(statement: Statement, reading: Reading) -> bool:
    body = _body(reading)
    return all(any(span.text in paragraph for paragraph in body) for span in statement.content)


def _body(reading: Reading) -> list[str]:
    return [span.text for span in reading.article.body]


def _is_changed(earlier: Statement, later: Statement, names: dict[str, str]) -> bool:
    mine, theirs = (speaker_words(_speaker(statement, names) or "") for statement in (earlier, later))
    one_speaker = mine == theirs or (bool(mine & theirs) and (mine <= theirs or theirs <= mine))
    return one_speaker and shared_share(_words(later), _words(earlier)) >= ALIKE


def _row(before: Statement | None, after: Statement | None, names: dict[str, str]) -> StatementChangeRow:
    shown = after or before
    assert shown is not None
    return StatementChangeRow(
        what="gone" if after is None else "new" if before is None else "changed",
        speaker=_speaker(shown, names),
        before=_words(before) if before else None,
        after=_words(after) if after else None,
        before_id=before.id if before else None,
        after_id=after.id if after else None,
    )


def _speaker(statement: Statement, names: dict[str, str]) -> str | None:
    if statement.actor is not None:
        return names[statement.actor]
    return statement.source.text if statement.source else None


def _words(statement: Statement) -> str:
    return " … ".join(span.text for span in statement.content)


def _paragraphs(before: Sequence[str], after: Sequence[str]) -> Iterator[ParagraphRow]:
    match = SequenceMatcher(None, before, after, autojunk=False)
    for tag, first, last, start, end in match.get_opcodes():
        for old, new in zip_longest(before[first:last], after[start:end]):
            if tag == "equal":
                yield ParagraphRow(what="same", before=old, after=new)
            elif old is not None and new is not None and shared_share(new, old) >= ALIKE:
                yield _changed(old, new)
            else:
                yield from _gone_and_new(old, new)


def _gone_and_new(old: str | None, new: str | None) -> Iterator[ParagraphRow]:
    if old is not None:
        yield ParagraphRow(what="gone", before=old, after=None)
    if new is not None:
        yield ParagraphRow(what="new", before=None, after=new)


def _changed(before: str, after: str) -> ParagraphRow:
    mine, theirs = list(_WORD.finditer(before)), list(_WORD.finditer(after))
    if max(len(mine), len(theirs)) > MOST_WORDS:
        return ParagraphRow(what="changed", before=before, after=after)
    match = SequenceMatcher(None, [word[0] for word in mine], [word[0] for word in theirs], autojunk=False)
    codes = [code for code in match.get_opcodes() if code[0] != "equal"]
    return ParagraphRow(
        what="changed",
        before=before,
        after=after,
        before_marks=tuple(_mark(mine[first:last], "gone") for _, first, last, _, _ in codes if first < last),
        after_marks=tuple(_mark(theirs[first:last], "new") for _, _, _, first, last in codes if first < last),
    )


def _mark(words: Sequence[re.Match[str]], label: str) -> Mark:
    return Mark(words[0].start(), words[-1].end(), label)
