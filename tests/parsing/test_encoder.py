"""The encoder at run time, on pages of our own writing."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from onrecord.parsing.encoder import INPUTS, MODEL, Encoder
from onrecord.parsing.sentences import parse
from onrecord.record.analysis import Analysis
from onrecord.record.article import Article
from onrecord.record.text import span_of

FIXTURE = Path(__file__).parent / "agreement.json"

SHORT = "Rain fell."
PAGES = (
    (
        "The harbour will close on Friday, Mayor Ada Lind said.\n\n"
        "“We have no choice,” she told reporters. “The pier is unsafe.”"
    ),
    SHORT,
    "A spokesman for the port denied that workers had been warned.\n\n" * 12
    + "According to two officials, the port of Vardø has lost a third of its trade since 2019.",
    "Officials in Oslo expect talks to resume next week, although the union has rejected the offer twice.",
)


def article(text: str) -> Article:
    at, body = 0, []
    for line in text.split("\n"):
        if line.strip():
            body.append(span_of(text, at, at + len(line)))
        at += len(line) + 1
    return Article(text=text, body=tuple(body))


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder(threads=2)


@pytest.fixture(scope="module")
def analyses(encoder: Encoder) -> list[Analysis]:
    return list(encoder.read([article(text) for text in PAGES]))


def test_an_answer_does_not_depend_on_what_is_read_beside_it(encoder: Encoder, analyses: list[Analysis]) -> None:
    alone = [next(iter(encoder.read([article(text)]))) for text in PAGES]
    assert alone == analyses
    assert list(encoder.read([article(text) for text in reversed(PAGES)]))[::-1] == analyses


def test_threads_change_nothing(analyses: list[Analysis]) -> None:
    assert list(Encoder(threads=1).read([article(text) for text in PAGES])) == analyses


def test_offsets_index_the_printed_text(analyses: list[Analysis]) -> None:
    for text, analysis in zip(PAGES, analyses, strict=True):
        spans = [
            span for one in analysis.attributions or () for role in (one.source, one.cue, one.content) for span in role
        ]
        assert all(text[span.start : span.end] == span.text for span in spans)
        assert all(0 <= name.start < name.end <= len(text) for name in analysis.names or ())


def test_who_said_what(analyses: list[Analysis]) -> None:
    first = (analyses[0].attributions or ())[0]
    assert [span.text for span in first.source] == ["Mayor Ada Lind"]
    assert [span.text for span in first.cue] == ["said"]
    assert [span.text for span in first.content] == ["The harbour will close on Friday"]
    assert 0.5 < first.score <= 1


def test_every_sentence_is_a_tree(analyses: list[Analysis]) -> None:
    for analysis in analyses:
        for sentence in analysis.sentences:
            heads = [token.head for token in analysis.tokens[sentence.first : sentence.last]]
            assert heads.count(-1) == 1
            assert all(head == -1 or (head is not None and sentence.first <= head < sentence.last) for head in heads)


def test_names_and_predicates(analyses: list[Analysis]) -> None:
    text, first = PAGES[0], analyses[0]
    assert ("Ada Lind", "PER") in [(text[name.start : name.end], name.kind) for name in first.names or ()]
    forms = {text[first.tokens[one.token].start : first.tokens[one.token].end] for one in first.predicates or ()}
    assert {"close", "said", "told"} <= forms
    assert "will" not in forms


def test_words_that_tell_an_event(encoder: Encoder) -> None:
    text = "Rain fell. Rebels attacked the village of Lisna on Monday, and the mayor condemned them."
    (read,) = encoder.read([article(text)])
    words = [text[token.start : token.end] for token in read.tokens]
    told = {words[p.token]: p for p in read.prospects or () if p.chance > 0.5}
    assert [(word, p.types[0][0]) for word, p in told.items()] == [("attacked", "ASSAULT"), ("condemned", "ACCUSE")]
    assert max(told["attacked"].actors, key=lambda one: one[1])[0] == words.index("Rebels")
    assert max(told["condemned"].actors, key=lambda one: one[1])[0] == words.index("mayor")
    for prospect in read.prospects or ():
        assert prospect.chance <= 1.0001
        assert sum(prospect.certainty) == pytest.approx(1, abs=1e-3)
        sentence = next(s for s in read.sentences if s.first <= prospect.token < s.last)
        assert all(sentence.first <= word < sentence.last for word, _ in (*prospect.actors, *prospect.recipients))


def test_windows_answer_for_every_word_once(encoder: Encoder) -> None:
    page = article(PAGES[2] * 4)
    analysis = parse(page)
    places = [place for found, _, _ in encoder.read_windows(page.text, analysis) for place in found]
    assert places == list(range(len(analysis.tokens)))


def test_nothing_to_read(encoder: Encoder) -> None:
    (read,) = encoder.read([Article(text="  ")])
    assert (read.tokens, read.names, read.predicates, read.attributions, read.prospects) == ((), (), (), (), ())


def test_likeness_of_sentences(encoder: Encoder) -> None:
    text = "The port was closed on Friday.\n\nOn Friday the harbour shut.\n\nShe likes old films about trains."
    page = article(text)
    vectors = encoder.sentence_vectors(text, parse(page))
    likeness = vectors @ vectors.T
    assert np.allclose(np.diag(likeness), 1, atol=1e-4)
    assert likeness[0, 1] > likeness[0, 2] + 0.2


def test_onnx_agrees_with_torch(encoder: Encoder) -> None:
    """`agreement.json` holds what the float model gives in torch for one sentence: int8 stays near it."""
    fixture = json.loads(FIXTURE.read_text("utf-8"))
    output = encoder.read_window({name: np.array(fixture["inputs"][name], np.int64) for name in INPUTS})
    expected = fixture["outputs"]
    assert np.abs(output["anchor"] - np.array(expected["anchor"])).max() < 0.1
    assert np.abs(output["predicate"] - np.array(expected["predicate"])).max() < 0.2
    assert (output["upos"] == np.array(expected["upos"])).mean() >= 0.95
    assert (output["heads"] == np.array(expected["heads"])).mean() >= 0.9
    same = output["same"].sum(0), np.array(expected["same"])
    assert same[0] @ same[1] / np.linalg.norm(same[0]) / np.linalg.norm(same[1]) > 0.98


def test_a_folder_without_a_model_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Encoder(tmp_path)


def test_the_model_is_small() -> None:
    assert sum(path.stat().st_size for path in MODEL.iterdir()) < 32_000_000
