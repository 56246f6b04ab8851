"""The sentences that were written for training: what is marked in them stands there."""

from __future__ import annotations

import json

from onrecord.record.vocabulary import EVENT_TYPES, Factuality
from training.happening_rows import WRITTEN

ROWS = [json.loads(line) for line in WRITTEN.read_text("utf-8").splitlines()]


def test_every_mark_is_a_word_of_its_sentence() -> None:
    for row in ROWS:
        for event in row["events"]:
            assert event["type"] in EVENT_TYPES
            assert event["factuality"] in set(Factuality)
            for start, end in [event["trigger"], *event["actors"], *event["recipients"]]:
                word = row["text"][start:end]
                assert word, row["id"]
                assert not set(word) & set(" \n"), row["id"]


def test_every_type_is_told_often_and_many_sentences_tell_nothing() -> None:
    told = [event["type"] for row in ROWS for event in row["events"]]
    assert min(told.count(type_) for type_ in EVENT_TYPES) > 300
    assert sum(not row["events"] for row in ROWS) > 500


def test_no_sentence_stands_twice() -> None:
    assert len({row["text"] for row in ROWS}) == len(ROWS) == len({row["id"] for row in ROWS})
