"""Corpora to documents, on a row of our own writing."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer

from onrecord.parsing.encoder import MODEL
from onrecord.parsing.windows import WordPieces
from training.corpora import polnear, tag_name

TEXT = "“The ferry is late,” a clerk said, “and it will stay late.”"


def spans(*parts: str) -> list[list[int]]:
    return [[TEXT.index(part), TEXT.index(part) + len(part)] for part in parts]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    item = {
        "source": spans("a clerk"),
        "cue": spans("said"),
        "content": spans("“The ferry is late,”", "“and it will stay late.”"),
    }
    path = tmp_path / "polnear.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.write(json.dumps({"id": "ferry", "text": TEXT, "attributions": [item]}) + "\n")
    return path


def test_spans_become_words_without_the_marks_around_them(corpus: Path) -> None:
    cutter = WordPieces(Tokenizer.from_file(str(MODEL / "tokenizer.json")))
    (document,) = polnear(corpus, cutter)
    assert document.statements is not None
    words = document.layout.words()
    (roles,) = document.statements.words
    by_role = [[words[word] for word, its in roles.items() if its == role] for role in range(3)]
    assert by_role == [["a", "clerk"], ["said"], ["The", "ferry", "is", "late", "and", "it", "will", "stay", "late"]]
    assert words[document.statements.anchors[0]] == "said"


def test_names_are_tagged_bioes() -> None:
    names = np.zeros(5, np.int64)
    tag_name(names, 0, 3, "ORG")
    tag_name(names, 4, 5, "PER")
    assert names.tolist() == [5, 6, 7, 0, 4]
