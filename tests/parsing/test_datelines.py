"""The dateline, kept from the encoder and put back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from onrecord.parsing.datelines import hidden, restored
from onrecord.parsing.encoder import Encoder
from onrecord.parsing.sentences import parse
from onrecord.reading.plain import read_text
from onrecord.record.analysis import Analysis, Predicate, RoleArgument, Token

STORY = "The bridge is open again after three weeks, Mayor Karl Oste said on Tuesday.\n\nIt had been shut in May."


def printed(dateline: str) -> tuple[str, Analysis]:
    article = read_text(f"The Serrin Post\n\nBridge is open again\n\nBy Ada Lind\n\n{dateline}{STORY}\n").article
    return article.text, parse(article)


@pytest.mark.parametrize("dateline", ["SERRIN — ", "SERRIN, Torvia, March 4 (TMP) — "])
def test_the_encoder_reads_the_story_as_if_no_dateline_were_there(dateline: str) -> None:
    encoder = Encoder()
    (_, bare), (text, whole) = printed(""), printed(dateline)
    (plain,) = encoder.complete([printed("")])
    (read,) = encoder.complete([(text, whole)])
    apart = len(read.tokens) - len(bare.tokens)
    assert apart > 0
    assert read.sentences == whole.sentences
    assert [(t.upos, t.label) for t in read.tokens[apart:]] == [(t.upos, t.label) for t in plain.tokens]
    assert [t.head for t in read.tokens[apart:]] == [
        t.head + apart if t.head is not None and t.head >= 0 else t.head for t in plain.tokens
    ]
    assert [p.token - apart for p in read.predicates or ()] == [p.token for p in plain.predicates or ()]
    assert [p.token - apart for p in read.prospects or ()] == [p.token for p in plain.prospects or ()]
    assert [[word - apart for word, _ in p.actors] for p in read.prospects or ()] == [
        [word for word, _ in p.actors] for p in plain.prospects or ()
    ]
    assert [[c.text for c in a.content] for a in read.attributions or ()] == [
        [c.text for c in a.content] for a in plain.attributions or ()
    ]


def test_without_a_dateline_nothing_is_hidden() -> None:
    _, whole = printed("")
    assert whole.dateline is None
    assert hidden(whole) is whole
    assert restored(whole, whole) is whole


@given(st.lists(st.integers(0, 30), max_size=30))
def test_what_is_hidden_comes_back_in_its_place(heads: list[int]) -> None:
    _, whole = printed("SERRIN, March 4 — ")
    seen = hidden(whole)
    count = len(seen.tokens)
    places = [heads[i % len(heads)] % count if heads else -1 for i in range(count)]
    read = replace(
        seen,
        tokens=tuple(Token(t.start, t.end, "NOUN", head, "dep") for t, head in zip(seen.tokens, places, strict=True)),
        predicates=(Predicate(0, (RoleArgument("ARG0", count - 1, 0, 1),)),),
    )
    back = restored(read, whole)
    assert [(t.start, t.end) for t in back.tokens] == [(t.start, t.end) for t in whole.tokens]
    assert back.dateline == whole.dateline
    apart = len(whole.tokens) - count
    assert all(t.head is not None and (t.head == -1 or t.head >= apart) for t in back.tokens)
    assert back.predicates == (Predicate(apart, (RoleArgument("ARG0", count - 1 + apart, 0, 1),)),)
